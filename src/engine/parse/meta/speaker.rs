//! Who gives a report: the name beside an office in its head, or the one that a clause on the report opens with.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

/// The speaker and the office: 代市长 冷劲松, 龚正市长.
pub(super) fn speaker(
    norm: &Norm,
    NormSpan { start, end }: NormSpan,
) -> Option<(String, Option<String>)> {
    let offices = Lexicon::cue(Cue::Office).all(norm, start..end);
    let Some((title, name)) = offices.iter().rev().find_map(|&(at, behind, ())| {
        let spoken = matches!(norm.at(behind), '在' | '作' | '向' | '代' | '所' | '\n');
        let name = name_after(norm, NormSpan::new(behind, end))
            .or_else(|| name_before(norm, at, start).filter(|_| spoken))?;
        Some((norm.text(at..behind), name))
    }) else {
        if let Some(name) = reporter(norm, NormSpan::new(start, end)) {
            return Some((name, None));
        }
        // A line that is a name and nothing else.
        let head = norm.text(start..end);
        return head
            .lines()
            .map(str::trim)
            .find(|line| valid_name(line))
            .map(|name| (name.to_owned(), None));
    };
    // 刘小涛代省长: the word before the office is no part of the name.
    let name = match name.strip_suffix('代') {
        Some(rest) if rest.chars().count() >= 2 => rest.to_owned(),
        _ => name,
    };
    let office = title.strip_prefix("人民政府").unwrap_or(&title).to_owned();
    Some((name, Some(office)))
}

/// 曹志远代表县人民政府作政府工作报告: the name a clause on the report opens with.
fn reporter(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<String> {
    let given = ["作政府工作报告", "作《政府工作报告》", "作工作报告"];
    let at = given.iter().find_map(|word| norm.find(word, start..end))?;
    let from = (start..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '，' | '。' | '\n'))
        .map_or(start, |i| i + 1);
    let stop = norm.find("代表", from..at).unwrap_or(at);
    let name = norm.text(from..stop);
    valid_name(&name).then_some(name)
}

/// A name behind an office, up to a word that cannot be part of it.
fn name_after(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<String> {
    let mut at = start;
    while at < end && matches!(norm.at(at), '\n' | '：') && at < start + 2 {
        at += 1;
    }
    let from = at;
    let mut name = String::new();
    while at < end && name.chars().count() <= 14 {
        let c = norm.at(at);
        let stop = matches!(c, '\n' | '（' | '，' | '。' | '：' | '—' | '-')
            || c.is_ascii_digit()
            || Lexicon::cue(Cue::BehindName)
                .starting(norm, at..end)
                // 市长 许在明: a name has two characters before a single one ends it.
                .is_some_and(|(to, ())| to > at + 1 || at > from + 1);
        if stop {
            break;
        }
        name.push(c);
        at += 1;
    }
    valid_name(&name).then_some(name).filter(|_| at > from)
}

/// A name before an office: 日龚正市长在.
fn name_before(norm: &Norm, end: usize, floor: usize) -> Option<String> {
    let mut start = end;
    while start > floor
        && end - start < 5
        && !matches!(norm.before(start), '日' | '\n' | '）' | '，' | '：' | ' ')
    {
        start -= 1;
    }
    if !matches!(norm.before(start), '日' | '\n') {
        return None;
    }
    let name = norm.text(start..end);
    (valid_name(&name) && !name.ends_with(['市', '省', '县', '区', '州', '旗', '府', '代']))
        .then_some(name)
}

fn valid_name(name: &str) -> bool {
    let len = name.chars().count();
    let han = name
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·' || c == '•');
    let limit = if name.contains(['·', '•']) {
        2..=14
    } else {
        2..=4
    };
    han && limit.contains(&len) && !Lexicon::cue(Cue::NoName).inside(name)
}
