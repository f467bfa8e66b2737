//! What the words between an indicator and its value say: predicates, adverbs, dates, bases of comparison.

use crate::engine::lexicon::{Cue, Lexicon, Says};
use crate::model::goal::{Direction, Measure};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::bounds::clause_start;

/// What the words between subject and value say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints {
    pub measure: Option<Measure>,
    pub direction: Option<Direction>,
    pub yearly: bool,
    pub summed: bool,
    pub dealt: bool,
    pub each: bool,
    /// 各: every member has the value of its own.
    pub apiece: bool,
    pub based: bool,
    pub stretch: bool,
    pub year: Option<i32>,
}

/// Takes predicates, adverbs, bounds and dates off the right end of `from..end`; returns what they say and where the
/// subject ends.
pub(super) fn hints(norm: &Norm, span: NormSpan) -> (Hints, usize) {
    let (from, end) = (span.start, span.end);
    let lexicon = Lexicon::get();
    let mut hints = Hints::default();
    let mut at = end;
    loop {
        if at <= from {
            break;
        }
        // 社会消费品零售总额: a predicate (总额) inside a longer name is none.
        let name = lexicon.names.ending(norm, from..at).map(|(start, _)| start);
        if let Some((start, predicate)) = lexicon
            .predicates
            .ending(norm, from..at)
            .filter(|(start, _)| name.is_none_or(|name| name >= *start))
        {
            match predicate.says {
                None => {}
                Some(Says::Dealt) => hints.dealt = true,
                Some(Says::Each) => hints.each = true,
                Some(Says::Apiece) => (hints.each, hints.apiece) = (true, true),
                Some(Says::Summed) => hints.summed = true,
                Some(Says::Yearly) => hints.yearly = true,
                Some(Says::Stretch) => hints.stretch = true,
            }
            // 降幅达到3.9%: the noun before 达到 says what is measured.
            let rate = predicate.measure == Some(Measure::Growth)
                && hints.measure == Some(Measure::Level)
                && Lexicon::cue(Cue::GrowthName)
                    .ending(norm, start..at)
                    .is_some_and(|(name, ())| name == start);
            if hints.measure.is_none() || rate {
                hints.measure = predicate.measure;
            }
            if hints.direction.is_none() {
                hints.direction = predicate.direction;
            }
            at = start;
            continue;
        }
        if let Some((start, _)) = lexicon.forces.ending(norm, from..at) {
            at = start;
            continue;
        }
        // 地区生产总值“十五五”期间年均增长
        if let Some(open) = plan_named(norm, NormSpan::new(from, at)) {
            at = open;
            continue;
        }
        // 投资增速（不含农户）达到, 同比（下同）增长: a bracket behind the predicate.
        if let Some(open) = bracket(norm, NormSpan::new(from, at)).filter(|open| {
            let predicate = lexicon.predicates.ending(norm, from..*open);
            predicate.is_some_and(|(_, predicate)| {
                matches!(predicate.measure, Some(Measure::Growth) | None)
            })
        }) {
            at = open;
            continue;
        }
        // 研发经费投入强度[4]达到: the mark of a footnote.
        if let Some(open) = footnote(norm, NormSpan::new(from, at)) {
            at = open;
            continue;
        }
        if let Some((start, year, based)) = date(norm, NormSpan::new(from, at)) {
            hints.based |= based;
            hints.year = hints.year.or(year.filter(|_| !based));
            at = start;
            continue;
        }
        // 财政收入比调整后的执行数增长, 生产总值在2010年的基础上翻: what it is compared with, right behind a name.
        if let Some(open) = compared(norm, NormSpan::new(from, at)) {
            hints.based = true;
            at = open;
            continue;
        }
        // 较上次人口普查提高: a clause that only names the base.
        let clause = clause_start(norm, from, at);
        if matches!(norm.at(clause), '较' | '比') && at > clause && at - clause <= 12 {
            hints.based = true;
            at = clause;
            continue;
        }
        break;
    }
    (hints, at)
}

/// Where 比…, 在…的基础上 or 剔除…因素 that ends at `end` opens, when an indicator's name ends right there.
fn compared(norm: &Norm, span: NormSpan) -> Option<usize> {
    let (from, end) = (span.start, span.end);
    let base = norm.ends(end, "的基础上");
    let factor = norm.ends(end, "因素");
    let open = (end.saturating_sub(20).max(from + 2)..end)
        .rev()
        .find(|&i| match norm.at(i) {
            '比' | '较' => !base && !factor,
            '在' => base,
            '剔' | '扣' => factor && norm.at(i + 1) == '除',
            _ => false,
        })?;
    let inside = norm.chars(open..end);
    let whole = !inside
        .iter()
        .any(|c| matches!(c, '，' | '。' | '、' | '：' | '；'));
    let named = Lexicon::get().names.ending(norm, from..open).is_some();
    (whole && named && inside.len() > 2).then_some(open)
}

/// Where the bracket that closes right before `end` opens.
fn bracket(norm: &Norm, span: NormSpan) -> Option<usize> {
    let (from, end) = (span.start, span.end);
    (norm.before(end) == '）')
        .then(|| norm.rfind("（", from..end))
        .flatten()
}

/// Where “十五五”期间 that ends at `end` opens.
pub(super) fn plan_named(norm: &Norm, span: NormSpan) -> Option<usize> {
    let (from, end) = (span.start, span.end);
    let close = ["期间", "时期"]
        .iter()
        .find(|word| norm.ends(end, word))
        .map(|_| end - 2)
        .filter(|&at| norm.before(at) == '”')?;
    (from..close).rev().take(6).find(|&i| norm.at(i) == '“')
}

/// Where a footnote mark that ends at `end` opens: [4], 〔12〕.
pub(super) fn footnote(norm: &Norm, span: NormSpan) -> Option<usize> {
    let (from, end) = (span.start, span.end);
    if !matches!(norm.before(end), ']' | '〕' | '］') {
        return None;
    }
    let open = (end.saturating_sub(5).max(from)..end - 1)
        .rev()
        .find(|&i| matches!(norm.at(i), '[' | '〔' | '［'))?;
    (open + 1..end - 1)
        .all(|i| norm.at(i).is_ascii_digit())
        .then_some(open)
}

/// 比2016年底, 较上年, 到2026年, 2021年 right before `end`: where it starts, the year, whether it is a base of comparison.
pub(super) fn date(norm: &Norm, span: NormSpan) -> Option<(usize, Option<i32>, bool)> {
    let (from, end) = (span.start, span.end);
    let mut at = end;
    if norm.before(at) == '，' {
        return None;
    }
    // 2025年的: the 的 belongs to the date.
    if norm.ends(at, "年的") {
        at -= 1;
    }
    // 1—12月累计
    if norm.before(at) == '月' && norm.before(at - 1).is_ascii_digit() {
        let mut start = at - 1;
        while start > from
            && (norm.before(start).is_ascii_digit() || matches!(norm.before(start), '-' | '—'))
        {
            start -= 1;
        }
        return Some((start, None, false));
    }
    for tail in ["年底前", "年底", "年末", "年初", "年前", "年"] {
        if norm.ends(at, tail) {
            at -= tail.chars().count();
            let digits_end = at;
            while at > from
                && (norm.before(at).is_ascii_digit()
                    || crate::text::number::chinese_digit(norm.before(at)).is_some()
                        && digits_end - at < 4
                        && norm
                            .text(digits_end.saturating_sub(4)..digits_end)
                            .chars()
                            .all(|c| crate::text::number::chinese_digit(c).is_some()))
            {
                at -= 1;
            }
            if at == digits_end {
                if norm.ends(at, "五") || norm.ends(at, "上") || norm.ends(at, "去") {
                    at -= 1;
                } else {
                    return None;
                }
            }
            let year = norm
                .text(at..digits_end)
                .parse::<i32>()
                .ok()
                .filter(|year| *year > 1900);
            let based = matches!(norm.before(at), '比' | '较' | '自');
            // 增加到2015年的592亿元: 到 belongs to 增加到.
            let verb = matches!(norm.before(at), '到' | '至')
                && Lexicon::get()
                    .predicates
                    .ending(norm, from..at)
                    .is_some_and(|(start, _)| start + 1 < at);
            if verb {
                return Some((at, year, false));
            }
            if based || matches!(norm.before(at), '到' | '至' | '在' | '从' | '由') {
                at -= 1;
            }
            return (at >= from).then_some((at, year, based));
        }
    }
    None
}
