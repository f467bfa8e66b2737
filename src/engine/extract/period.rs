//! The time a goal or a result is for: the year or span its words name, else that of its passage.

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::engine::parse::Layout;
use crate::model::goal::{Measure, Period};
use crate::text::norm::Norm;
use crate::text::number::calendar_year;
use crate::text::span::NormSpan;

use super::prose::Prose;
use super::reading::Reading;

/// “十五五”期间年均增长6%, 五年累计14万人 in a clause of a passage on the year: the span of the term; 今年 the year.
pub(super) fn horizon(
    norm: &Norm,
    NormSpan { start, end }: NormSpan,
    layout: &Layout,
) -> Option<Period> {
    let plan = layout.report.meta.plan_year?;
    if norm.has_any(&["今年", "当年"], start..end) {
        return Some(Period::Year(plan));
    }
    let term = norm
        .find("“十", start..end)
        .is_some_and(|at| norm.has_any(&["期间", "时期"], at..(at + 8).min(end)));
    let five = [Cue::ComingYears, Cue::OverTerm]
        .into_iter()
        .any(|cue| Lexicon::cue(cue).within(norm, start..end));
    if term || five {
        return Some(layout.term.unwrap_or(Period::Span(plan, plan + 4)));
    }
    years_within(norm, NormSpan::new(start, end)).map(|years| Period::Span(plan, plan + years - 1))
}

/// 在三年内: how many years.
fn years_within(norm: &Norm, span: NormSpan) -> Option<i32> {
    let at = norm.find("年内", span)?;
    let years = i32::try_from(crate::text::number::chinese_digit(norm.before(at))?).ok()?;
    let alone = norm.before(at - 1) == '在' || norm.before(at - 1) == '，';
    (alone && years > 1 && years != 5).then_some(years)
}

/// 能耗强度在“十四五”规划期内统筹考核: the five years of a plan.
pub(super) fn five_year(norm: &Norm, reading: &Reading) -> Option<Period> {
    if reading.value.is_some() || !norm.has_any(&["统筹考核"], reading.start..reading.end) {
        return None;
    }
    crate::engine::parse::passages::plans()
        .iter()
        .find(|(word, _)| norm.find(word, reading.start..reading.end).is_some())
        .map(|(_, first)| Period::Span(*first, first + 4))
}

/// Whether a clause before the subject opens with a year (到2030年，…), not with an aim (推进2030年前碳达峰).
pub(super) fn opens_with_year(norm: &Norm, start: usize, subject: usize) -> bool {
    let lexicon = Lexicon::get();
    // 展望了到2035年的奋斗目标，…; 从党的二十大到二〇三五年，….
    let up_to = |i: usize| {
        norm.before(i) == '到'
            && norm.at(i + 4) == '年'
            && matches!(norm.at(i + 5), '，' | '的')
            && calendar_year(norm, i).is_some()
    };
    if (start + 1..subject).any(up_to) {
        return true;
    }
    (start..subject)
        .filter(|&i| i == start || matches!(norm.before(i), '，' | '：' | '；'))
        .any(|clause| {
            let mut at = clause;
            while at < subject {
                let word = lexicon
                    .forces
                    .starting(norm, at..subject)
                    .map(|(end, _)| end)
                    .or_else(|| {
                        lexicon
                            .leading
                            .starting(norm, at..subject)
                            .map(|(end, ())| end)
                    });
                match word {
                    Some(end) => at = end,
                    None if matches!(norm.at(at), '至' | '在' | '“' | '—') => at += 1,
                    None => break,
                }
            }
            (norm.at(at).is_ascii_digit() || calendar_year(norm, at).is_some())
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
                let year = calendar_year(norm, i)?;
                (norm.at(i + 4) == '年').then_some(Period::By(year))
            });
    };
    let mut found = None;
    let mut i = start;
    while i < at {
        // 到二〇三〇年
        if matches!(norm.at(i), '一' | '二')
            && norm.at(i + 4) == '年'
            && let Some(year) = calendar_year(norm, i)
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

/// Whether the sentence opens with one of `years`: 2025年.
pub(super) fn names_year(norm: &Norm, start: usize, end: usize, years: [i32; 2]) -> bool {
    let head = (start + 4)..(start + 20).min(end);
    head.filter(|&i| norm.at(i) == '年').any(|i| {
        let base = matches!(norm.before(i - 4), '比' | '较' | '从' | '到');
        !base && calendar_year(norm, i - 4).is_some_and(|year| years.contains(&year))
    })
}

/// The year a multiple is of, or a change is since: 是2016年的5.2倍, 较2020年下降11%.
fn base_year(norm: &Norm, reading: &Reading) -> Option<i32> {
    let NormSpan { start: value, .. } = reading.value_at?;
    if reading.times {
        let clause = value.saturating_sub(8).max(reading.start);
        let at = norm.find("年的", clause..value)?;
        return norm.text(at.checked_sub(4)?..at).parse().ok();
    }
    let since = reading.based && matches!(reading.measure, Measure::Growth | Measure::Change);
    (reading.start..value)
        .rev()
        .find(|&i| since && matches!(norm.at(i), '比' | '较'))
        .and_then(|at| calendar_year(norm, at + 1))
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
    // Over the years since.
    if let Some(base) = base_year(norm, reading).filter(|base| (1980..plan - 1).contains(base)) {
        return if base + 1 == plan - 1 {
            Period::Year(plan - 1)
        } else {
            Period::Span(base + 1, plan - 1)
        };
    }
    let stated = reading.year.is_some() && !reading.yearly && !reading.based;
    let five = norm.has_any(&["五年"], reading.start.saturating_sub(8)..reading.end);
    // 能耗累计下降22%: a rate that is summed up is over more than a year, unless the clause says otherwise.
    let over_years = reading.measure == Measure::Growth
        && !norm.has_any(&["月"], reading.start..reading.end)
        && !Lexicon::cue(Cue::ThisYear).within(norm, reading.start..reading.end)
        && !Lexicon::cue(Cue::PartOfYear).within(norm, reading.start..reading.end);
    let lasting = matches!(reading.measure, Measure::Growth | Measure::Change)
        || reading.summed
        || reading.yearly
        || reading.times;
    let sums = Lexicon::get()
        .indicator(reading.canonical)
        .is_some_and(|indicator| indicator.sums);
    let reached = reading.bound_at.is_some()
        || Lexicon::cue(Cue::Attained).within(norm, reading.start..reading.end);
    let last_year = Lexicon::cue(Cue::LastYear).within(norm, reading.start..reading.end);
    // 2021年 named in a sentence of the term is for its levels; a change since the base year is still the term's.
    let scope = if scope.1 == Scope::Term && (lasting || reading.based) && !stated && !last_year {
        Scope::Term
    } else {
        scope.0
    };
    match scope {
        // 同比增长7.2%、年均增长14%: what was named before the value before does not hold here.
        _ if reading.yearly => term,
        Scope::Year if five && (reading.summed || reading.measure == Measure::Change) => term,
        Scope::Year if over_years && reading.summed => term,
        Scope::Year => Period::Year(plan - 1),
        Scope::Term if last_year => Period::Year(term.end_year()),
        Scope::Term if lasting || (sums && !reached) => term,
        Scope::Term => Period::Year(term.end_year()),
    }
}

/// The times ahead that a report names, in the order of the text.
#[derive(Debug)]
pub(super) struct Horizons(Vec<Horizon>);

#[derive(Debug)]
struct Horizon {
    at: usize,
    period: Period,
    /// It holds behind its sentence too.
    lasting: bool,
}

/// A year further ahead than this is a vision: it holds in its sentence alone.
const NEAR: i32 = 6;

impl Horizons {
    /// Those of a report: “十五五”, 今后五年, 到2030年, 一九八一年计划.
    pub(super) fn new(norm: &Norm, layout: &Layout) -> Self {
        let plan = layout.report.meta.plan_year;
        let NormSpan { start, end } = layout.body;
        let mut out = named_plans(norm, layout);
        // In prose 今年 ends what was said of a span.
        if let Some(plan) = plan.filter(|_| Prose::of(layout).is_some()) {
            for (at, ..) in Lexicon::cue(Cue::ThisYear).all(norm, start..end) {
                out.push(Horizon {
                    at,
                    period: Period::Year(plan),
                    lasting: norm.starts(at, "今年"),
                });
            }
        }
        if let Some(plan) = plan {
            for (at, to, ()) in Lexicon::cue(Cue::ComingYears).all(norm, start..end) {
                let three = norm.chars(at..to).iter().any(|c| matches!(c, '三' | '3'));
                out.push(Horizon {
                    at,
                    period: Period::Span(plan, plan + if three { 2 } else { 4 }),
                    lasting: true,
                });
            }
        }
        for (i, &c) in (start..end).zip(norm.chars(start..end)) {
            let found = match c {
                '年' if i >= start + 4 => calendar_year(norm, i - 4).map(|year| (i - 4, year)),
                '世' => plan
                    .filter(|_| norm.starts(i, "世纪末"))
                    .map(|plan| (i, (plan + 99) / 100 * 100)),
                _ => None,
            };
            let Some((at, year)) = found else { continue };
            // 一九八三年计划是: from here on the year, not the span named before.
            let stated = plan == Some(year)
                && norm.has_any(&["计划"], i + 1..(i + 8).min(end))
                && !matches!(norm.before(at), '比' | '较');
            if stated {
                out.push(Horizon {
                    at,
                    period: Period::Year(year),
                    lasting: true,
                });
            }
            if plan.is_some_and(|plan| !(plan + 1..plan + 31).contains(&year)) {
                continue;
            }
            let opens = matches!(
                norm.before(at),
                '\n' | '。' | '、' | '中' | '，' | '在' | '本'
            );
            let period = match norm.before(at) {
                '到' | '至' => Period::By(year),
                // 1981年 in a report for 1980 and 1981: a year of the plan by itself.
                _ if opens && plan.is_some_and(|plan| year == plan + 1) => Period::Year(year),
                _ if opens && plan.is_some() => Period::By(year),
                _ => continue,
            };
            let near = plan.is_none_or(|plan| year <= plan + NEAR);
            out.push(Horizon {
                at: at.saturating_sub(1),
                period,
                lasting: near && matches!(period, Period::Year(_))
                    || near && c == '年' && matches!(norm.before(at), '到' | '至'),
            });
        }
        out.sort_by_key(|horizon| horizon.at);
        Self(out)
    }

    /// The last one named before `at`, in the sentence that starts at `sentence` or before it.
    pub(super) fn before(&self, sentence: usize, at: usize) -> Option<Period> {
        let before = self.0.partition_point(|horizon| horizon.at < at);
        let named = self.0.get(..before)?.iter().rev();
        named
            .into_iter()
            .find(|horizon| horizon.lasting || horizon.at >= sentence)
            .map(|horizon| horizon.period)
    }
}

/// The five-year plans that a report names and that are not over; one that it hardly names beside another (为“七五”奠定
/// 基础) is only mentioned.
fn named_plans(norm: &Norm, layout: &Layout) -> Vec<Horizon> {
    let plan = layout.report.meta.plan_year;
    let NormSpan { start, end } = layout.body;
    let mut found: Vec<(i32, Horizon)> = Vec::new();
    for (at, behind, first) in Lexicon::get().plan_names.all(norm, start..end) {
        if plan.is_some_and(|plan| first + 4 < plan) {
            continue;
        }
        // “八五”计划的第一年 is a year.
        let opening = Lexicon::cue(Cue::OpeningYear);
        if opening.starting(norm, behind..norm.len()).is_some() {
            continue;
        }
        let ends = norm.at(behind) == '末' || norm.starts(behind, "期末");
        let period = if ends {
            Period::By(first + 4)
        } else {
            Period::Span(first, first + 4)
        };
        let lasting = true;
        found.push((
            first,
            Horizon {
                at,
                period,
                lasting,
            },
        ));
    }
    let count = |first: i32| found.iter().filter(|(other, _)| *other == first).count();
    let most = found
        .iter()
        .map(|(first, _)| count(*first))
        .max()
        .unwrap_or(0);
    let main: Vec<bool> = found
        .iter()
        .map(|(first, _)| count(*first) * 4 >= most)
        .collect();
    let kept = found.into_iter().zip(main).filter(|(_, main)| *main);
    kept.map(|((_, horizon), _)| horizon).collect()
}
