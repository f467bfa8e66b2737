//! Where clauses begin, what joins two values, and the noun behind a value.

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::engine::quantity::{Number, is_mark};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

/// Where the clause of a value starts: behind the last ，：； or 、 before it, or at `from`.
pub(super) fn clause_start(norm: &Norm, from: usize, at: usize) -> usize {
    let mut depth = 0;
    for i in (from..at).rev() {
        match norm.at(i) {
            '）' | '”' => depth += 1,
            '（' | '“' => depth -= 1,
            '，' | '：' | '；' | '。' | '\n' if depth <= 0 => return i + 1,
            _ => {}
        }
    }
    from
}

/// Whether only 、 和 及 与 stand between two values.
pub(super) fn joins(norm: &Norm, end: usize, start: usize) -> bool {
    matches!(
        norm.chars(end..start),
        ['、' | '和' | '及' | '与' | '，'] | ['以', '及'] | ['、', '和']
    ) && !(norm.at(end) == '，' && start > end + 1)
}

/// Whether a subject names several indicators.
pub(super) fn several(norm: &Norm, span: NormSpan) -> bool {
    let (from, end) = (span.start, span.end);
    norm.has_any(
        &["城乡", "、", "和", "分别"],
        clause_start(norm, from, end)..end,
    )
}

/// The noun behind a count: 15个口袋公园 → 口袋公园.
pub(super) fn noun_after(norm: &Norm, number: &Number, end: usize) -> Option<NormSpan> {
    let mut start = number.end;
    if norm.at(start) == '的' {
        start += 1;
    }
    let mut at = start;
    let mut depth = 0;
    while at < end && at < start + 24 {
        let c = norm.at(at);
        match c {
            '“' | '（' => depth += 1,
            '”' | '）' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            c if is_mark(c) => break,
            '和' | '及' if at > start + 1 && (norm.at(at + 1).is_ascii_digit()) => break,
            c if c.is_ascii_digit() && !norm.at(at + 1).is_ascii_alphabetic() => break,
            _ => {}
        }
        at += 1;
    }
    // 46个渍涝点和汉唐大道等 + 8条道路: what ends in 等 opens the next value.
    if norm.before(at) == '等' && norm.at(at).is_ascii_digit() {
        let own = (start + 1..at).find(|&i| matches!(norm.at(i), '和' | '及' | '与'));
        at = own.unwrap_or(at);
    }
    // 迈上3万亿元台阶: no thing.
    let thing = Lexicon::cue(Cue::Threshold)
        .ending(norm, start..at)
        .is_none();
    (at > start && thing).then_some(NormSpan::new(start, at))
}

pub(super) fn counts(number: &Number) -> bool {
    matches!(
        number.kind,
        Some(UnitKind::Count | UnitKind::Amount | UnitKind::Money | UnitKind::Percent)
    )
}

pub(super) fn year_in(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<i32> {
    let mut found = None;
    for i in start..end {
        if norm.at(i) == '年'
            && i >= 4
            && let Some(year) = crate::text::number::calendar_year(norm, i - 4)
            && norm.before(i).is_ascii_digit()
            && !matches!(norm.before(i - 4), '比' | '较' | '自' | '从')
            && norm.at(i + 1) != '的'
            && (1980..2100).contains(&year)
        {
            found = Some(year);
        }
    }
    found
}
