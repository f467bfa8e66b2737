//! Names listed with values in their order: the members of a list, what they share at front and end.

use crate::engine::lexicon::Lexicon;
use crate::model::goal::IndicatorId;

use super::indicator::{id_of, trim_tail};
use super::subject::Subject;

/// 公园、停车场各6个: each member of the list.
pub(super) fn members(found: &Subject) -> Vec<Subject> {
    split_list(&found.text)
        .into_iter()
        .map(|part| Subject {
            text: part.into(),
            canonical: id_of(part),
            ..found.clone()
        })
        .collect()
}

/// Splits a subject of several indicators: 城乡居民…收入 → 城镇 and 农村; A、B和C; 一、二、三产增加值.
pub(super) fn expand(found: &Subject, values: usize, spread: bool) -> Vec<Subject> {
    let lexicon = Lexicon::get();
    let text = &found.text;
    let urban_rural = |text: &str| {
        let tail = text
            .strip_prefix("城乡")
            .or_else(|| text.split_once("城乡").map(|(_, tail)| tail))?;
        Some((format!("城镇{tail}"), format!("农村{tail}")))
    };
    let single = || vec![found.clone()];
    // 一二三产增加值, 一、二、三产业
    let industries = text
        .find("一二三")
        .or_else(|| text.find("一、二、三"))
        .and_then(|at| text.get(at..))
        .is_some_and(|rest| rest.contains('产'));
    if values == 3 && (industries || text.starts_with("三次产业")) {
        return ["第一产业增加值", "第二产业增加值", "第三产业增加值"]
            .into_iter()
            .map(|name| Subject {
                text: name.into(),
                canonical: id_of(name),
                ..found.clone()
            })
            .collect();
    }
    let parts: Vec<&str> = split_list(text);
    if parts.len() < 2 {
        if values == 2
            && let Some((urban, rural)) = urban_rural(text)
        {
            return [urban, rural]
                .into_iter()
                .map(|text| Subject {
                    canonical: lexicon
                        .named(trim_tail(&text))
                        .map_or(IndicatorId::OTHER, |i| i.id),
                    text: text.into(),
                    ..found.clone()
                })
                .collect();
        }
        return single();
    }
    let Some(last) = parts.last() else {
        return single();
    };
    let named: Vec<(String, IndicatorId)> = parts
        .iter()
        .map(|part| complete(lexicon, part, parts.first().copied().unwrap_or(""), last))
        .collect();
    let known = named.iter().filter(|(_, id)| !id.is_other()).count();
    // Without 分别 or 均 only indicators all known are taken for a list; 新建和改造 is one subject.
    if values == 1 && spread && known == 0 && last.ends_with('率') {
        // 养老保险和医保参保率均达97%: two rates of one name.
        let tail: String = last
            .chars()
            .rev()
            .take(3)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        return parts
            .iter()
            .map(|part| Subject {
                text: if part.ends_with('率') {
                    (*part).into()
                } else {
                    format!("{part}{tail}").into()
                },
                canonical: IndicatorId::OTHER,
                ..found.clone()
            })
            .collect();
    }
    // A、B和一个不列名的C增长10%: the list is one of indicators.
    let listed = known >= 2 && known + 1 == named.len();
    if values == 1 && !(spread && known > 0 || known == named.len() || listed) {
        return single();
    }
    if values > 1 && values != named.len() && !spread {
        return single();
    }
    if values == 1 && !spread && known < 2 {
        return single();
    }
    named
        .into_iter()
        .map(|(text, canonical)| Subject {
            text: text.into(),
            canonical,
            ..found.clone()
        })
        .collect()
}

/// The members of a list: split at 、 和 及 与, but not inside brackets or quotation marks.
pub(super) fn split_list(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '“' | '《' => depth += 1,
            '）' | '”' | '》' => depth -= 1,
            '、' | '和' | '及' | '与' if depth == 0 && at > from && !fused(text, at, c) => {
                if let Some(part) = text.get(from..at) {
                    parts.push(part);
                }
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if let Some(part) = text.get(from..).filter(|part| !part.is_empty()) {
        parts.push(part);
    }
    parts
}

/// 普及率, 参与率, 饱和度: a conjunction that is part of a word.
pub(super) fn fused(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().last());
    let after = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
    match c {
        '及' => matches!(before, Some('普' | '涉' | '以')) || matches!(after, Some('时' | '以')),
        '与' => matches!(before, Some('参')),
        '和' => {
            matches!(before, Some('饱' | '缓' | '温' | '共')) || matches!(after, Some('谐' | '平'))
        }
        _ => false,
    }
}

/// A member's full name: what it lacks is taken from the end of the last member.
pub(super) fn complete(
    lexicon: &Lexicon,
    part: &str,
    first: &str,
    last: &str,
) -> (String, IndicatorId) {
    let trimmed = trim_tail(part);
    // 进口、出口通关时间: short names mean something only beside another known one.
    let alone = || trimmed.chars().count() < 4 && id_of(last) == IndicatorId::OTHER;
    if let Some(indicator) = lexicon.named(trimmed).filter(|_| part == last || !alone()) {
        return (part.to_owned(), indicator.id);
    }
    let mut whole = String::with_capacity(part.len() + last.len());
    // Most members begin no known name, whatever follows them.
    let begins = lexicon.names.begins(trimmed.chars());
    let mut join = |head: &str, tail: &str| {
        whole.clear();
        whole.push_str(head);
        whole.push_str(tail);
        lexicon
            .named(trim_tail(&whole))
            .map(|indicator| (whole.clone(), indicator.id))
    };
    for (at, _) in last.char_indices().skip(1).filter(|_| begins) {
        if let Some(found) = join(part, last.get(at..).unwrap_or("")) {
            return found;
        }
    }
    // 单位地区生产总值能耗和二氧化碳排放: the head of the first holds for the others.
    if part != first {
        for (at, _) in first.char_indices().skip(2) {
            if let Some(found) =
                join(first.get(..at).unwrap_or(""), part).filter(|(_, id)| !id.is_other())
            {
                return found;
            }
        }
    }
    (part.to_owned(), id_of(part))
}
