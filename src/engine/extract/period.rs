//! The time a goal or a result is for: the year or span its words name, else that of its passage.

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::engine::parse::Layout;
use crate::model::goal::{Measure, Period};
use crate::text::norm::Norm;

use super::clause::Reading;

/// “十五五”期间年均增长6%, 五年累计14万人 in a clause of a passage on the year: the span of the term; 今年 the year.
pub(super) fn horizon(norm: &Norm, start: usize, end: usize, layout: &Layout) -> Option<Period> {
    let plan = layout.report.meta.plan_year?;
    if norm.has_any(&["今年", "当年"], start, end) {
        return Some(Period::Year(plan));
    }
    let term = norm
        .find("“十", start, end)
        .is_some_and(|at| norm.has_any(&["期间", "时期"], at, (at + 8).min(end)));
    let five = [Cue::ComingYears, Cue::OverTerm]
        .into_iter()
        .any(|cue| Lexicon::cue(cue).within(norm, start, end));
    (term || five).then(|| layout.term.unwrap_or(Period::Span(plan, plan + 4)))
}

/// 能耗强度在“十四五”规划期内统筹考核: the five years of a plan.
pub(super) fn five_year(norm: &Norm, reading: &Reading) -> Option<Period> {
    if reading.value.is_some() || !norm.has_any(&["统筹考核"], reading.start, reading.end) {
        return None;
    }
    crate::engine::parse::passages::plans()
        .iter()
        .find(|(word, _)| norm.find(word, reading.start, reading.end).is_some())
        .map(|(_, first)| Period::Span(*first, first + 4))
}

/// Whether a clause before the subject opens with a year (到2030年，…), not with an aim (推进2030年前碳达峰).
pub(super) fn opens_with_year(norm: &Norm, start: usize, subject: usize) -> bool {
    let lexicon = Lexicon::get();
    (start..subject)
        .filter(|&i| i == start || matches!(norm.before(i), '，' | '：' | '；'))
        .any(|clause| {
            let mut at = clause;
            while at < subject {
                let word = lexicon
                    .forces
                    .starting(norm, at, subject)
                    .map(|(end, _)| end)
                    .or_else(|| {
                        lexicon
                            .leading
                            .starting(norm, at, subject)
                            .map(|(end, ())| end)
                    });
                match word {
                    Some(end) => at = end,
                    None if matches!(norm.at(at), '至' | '在' | '“' | '—') => at += 1,
                    None => break,
                }
            }
            norm.at(at).is_ascii_digit()
                && (at..(at + 8).min(subject.max(at + 5))).any(|i| norm.at(i) == '年')
        })
}

/// The year a clause names for its goal: 到2026年 → by 2026; 力争2023年 → by 2023.
pub(super) fn year_before(norm: &Norm, start: usize, at: usize, layout: &Layout) -> Option<Period> {
    let Some(plan) = layout.report.meta.plan_year else {
        // 到2016年，…: an end whatever the plan year.
        return (start + 1..at)
            .rev()
            .filter(|&i| matches!(norm.before(i), '到' | '至'))
            .find_map(|i| {
                let year = crate::text::number::calendar_year(norm, i)?;
                (norm.at(i + 4) == '年').then_some(Period::By(year))
            });
    };
    let mut found = None;
    let mut i = start;
    while i < at {
        // 到二〇三〇年
        if matches!(norm.at(i), '一' | '二')
            && norm.at(i + 4) == '年'
            && let Some(year) = crate::text::number::calendar_year(norm, i)
        {
            if year > plan && year < plan + 31 && !matches!(norm.before(i), '比' | '较') {
                found = Some(Period::By(year));
            }
            i += 4;
            continue;
        }
        if norm.at(i).is_ascii_digit()
            && !norm.before(i).is_ascii_digit()
            && let Some(number) = crate::text::number::digits(norm, i)
        {
            let year = number.value as i32;
            if number.end - number.start == 4
                && norm.at(number.end) == '年'
                && year > plan
                && year < plan + 31
            {
                let compared = matches!(norm.before(i), '比' | '较' | '自' | '从');
                if !compared {
                    found = Some(Period::By(year));
                }
            } else if number.end - number.start == 4
                && norm.at(number.end) == '年'
                && year == plan
                && matches!(layout.term, Some(Period::Span(..)))
            {
                found = Some(Period::Year(year));
            }
            i = number.end;
            continue;
        }
        i += 1;
    }
    found
}

/// Whether the sentence opens with `year`年.
pub(super) fn names_year(norm: &Norm, start: usize, end: usize, year: i32) -> bool {
    let word = format!("{year}年");
    norm.find(&word, start, (start + 20).min(end))
        .is_some_and(|at| !matches!(norm.before(at), '比' | '较' | '从' | '到'))
}

/// The year a multiple is of: 是2016年的5.2倍.
fn base_year(norm: &Norm, reading: &Reading) -> Option<i32> {
    let (value, _) = reading.value_at?;
    let clause = value.saturating_sub(8).max(reading.start);
    let at = norm.find("年的", clause, value)?;
    norm.text(at.checked_sub(4)?, at).parse().ok()
}

pub(super) fn actual_period(
    norm: &Norm,
    reading: &Reading,
    scope: (Scope, Scope),
    term: Period,
    plan: i32,
) -> Period {
    if let Some(year) = reading.year.filter(|year| {
        (1980..plan).contains(year) && !reading.yearly && !reading.based && !reading.times
    }) {
        return Period::Year(year);
    }
    // 是2016年的5.2倍: over the years since.
    if reading.times
        && let Some(base) = base_year(norm, reading).filter(|base| (1980..plan - 1).contains(base))
    {
        return Period::Span(base + 1, plan - 1);
    }
    let stated = reading.year.is_some() && !reading.yearly && !reading.based;
    let five = norm.has_any(&["五年"], reading.start.saturating_sub(8), reading.end);
    let lasting = matches!(reading.measure, Measure::Growth | Measure::Change)
        || reading.summed
        || reading.yearly
        || reading.times;
    let sums = Lexicon::get()
        .indicator(reading.canonical)
        .is_some_and(|indicator| indicator.sums);
    let reached = reading.bound_at.is_some()
        || Lexicon::cue(Cue::Attained).within(norm, reading.start, reading.end);
    let last_year = Lexicon::cue(Cue::LastYear).within(norm, reading.start, reading.end);
    // 2021年 named in a sentence of the term is for its levels; a change since the base year is still the term's.
    let scope = if scope.1 == Scope::Term && (lasting || reading.based) && !stated && !last_year {
        Scope::Term
    } else {
        scope.0
    };
    match scope {
        Scope::Year if reading.yearly || (five && reading.summed) => term,
        Scope::Year => Period::Year(plan - 1),
        Scope::Term if last_year => Period::Year(term.end_year()),
        Scope::Term if lasting || (sums && !reached) => term,
        Scope::Term => Period::Year(term.end_year()),
    }
}

/// The spans of years ahead that a report names, and where: “十五五”, 今后五年, 到2030年.
pub(super) fn horizons(norm: &Norm, layout: &Layout) -> Vec<(usize, Period)> {
    let plan = layout.report.meta.plan_year;
    let ahead = |year: i32| plan.is_none_or(|plan| (plan + 1..plan + 31).contains(&year));
    let (start, end) = layout.body;
    let lexicon = Lexicon::get();
    let mut out: Vec<(usize, Period)> = Lexicon::cue(Cue::ComingYears)
        .all(norm, start, end)
        .into_iter()
        .filter_map(|(at, to, ())| {
            let plan = plan?;
            let three = norm.chars(at, to).iter().any(|c| matches!(c, '三' | '3'));
            Some((at, Period::Span(plan, plan + if three { 2 } else { 4 })))
        })
        .collect();
    for (word, first) in &lexicon.plans {
        if plan.is_some_and(|plan| first + 4 < plan) {
            continue;
        }
        let mut from = start;
        while let Some(at) = norm.find(word, from, end) {
            from = at + word.chars().count();
            let ends = norm.at(from) == '末' || norm.starts(from, "期末");
            let period = if ends {
                Period::By(first + 4)
            } else {
                Period::Span(*first, first + 4)
            };
            out.push((at, period));
        }
    }
    for (i, &c) in (start..end).zip(norm.chars(start, end)) {
        if c == '年'
            && i >= 5
            && matches!(norm.at(i - 5), '到' | '至')
            && let Some(year) = crate::text::number::calendar_year(norm, i - 4)
            && ahead(year)
        {
            out.push((i - 5, Period::By(year)));
        }
    }
    out.sort_unstable_by_key(|(at, _)| *at);
    out
}
