//! Finds the goals passages of a stretch of text: where a sentence opens one, where it ends, which years it is for.
//!
//! Knows no headings: those are in `sections`.

use crate::engine::lexicon::{Cue, Lexicon, Scope, UnitKind};
use crate::engine::quantity;
use crate::model::goal::Period;
use crate::model::report::{Level, Meta};
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

use super::headings::mark;
use super::{Zone, ZoneKind};

/// Where a sentence that opens a goals passage stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// Where its word (预期目标) starts.
    pub at: usize,
    /// Where the goals start: behind 是： and the like.
    pub goals: usize,
    /// It speaks of a term of years.
    pub term: bool,
    /// 奋斗目标: the higher of two.
    pub stretch: bool,
}

/// The sentences of `start..end` that open a goals passage of this region.
pub(super) fn leads(
    norm: &Norm,
    lexicon: &Lexicon,
    NormSpan { start, end }: NormSpan,
    meta: &Meta,
) -> Vec<Lead> {
    let mut out: Vec<Lead> = Vec::new();
    for (at, word_end, ()) in lexicon.passage_leads.all(norm, start..end) {
        let sentence = sentence_start(norm, at, start);
        let Some(goals) = connector(norm, NormSpan::new(word_end, end))
            .or_else(|| told_before(norm, lexicon, at, start))
        else {
            continue;
        };
        let clause = (sentence..at)
            .rev()
            .find(|&i| matches!(norm.at(i), '，' | '：'))
            .map_or(sentence, |i| i + 1);
        // Goals quoted from the level above: 全国经济增长预期目标是…, 省政府确定的….
        if quoted(norm, NormSpan::new(clause, at), meta) {
            continue;
        }
        // 年初确定的目标是…, 2025年主要预期目标是… in the report for 2026: told of, not set.
        if told_of(norm, lexicon, NormSpan::new(sentence, at), meta.plan_year) {
            continue;
        }
        // 经济增长预期目标为5%左右，考虑了…: words about a goal already stated, or the only statement of it.
        let bare = norm.at(goals).is_ascii_digit() || norm.starts(goals, "百分之");
        if bare && !out.is_empty() {
            continue;
        }
        let goals = if bare { clause } else { goals };
        let term = speaks_of_term(norm, NormSpan::new(sentence, at))
            && !Lexicon::cue(Cue::ThisYear).within(norm, clause..at)
            && meta
                .plan_year
                .is_none_or(|year| norm.find(&format!("{year}年"), clause..at).is_none());
        out.push(Lead {
            at,
            goals,
            term,
            stretch: norm.starts(at, "奋斗目标"),
        });
    }
    if out.is_empty() {
        out.extend(news(norm, lexicon, NormSpan::new(start, end), meta));
    }
    out
}

/// 报告提出，今年全县生产总值增长8%，…: a news item or a paragraph that states the goals without a word for them.
fn news(norm: &Norm, lexicon: &Lexicon, range: NormSpan, meta: &Meta) -> Option<Lead> {
    let said = Lexicon::cue(Cue::NewsLead).all(norm, range);
    said.into_iter().find_map(|(at, behind, ())| {
        let from = behind + usize::from(matches!(norm.at(behind), '，' | '：'));
        let year = meta.plan_year.map(|year| format!("{year}年"));
        let named = norm.starts(from, "今年")
            || norm.starts(from, "明年")
            || year.is_some_and(|year| norm.starts(from, &year));
        if !named {
            return None;
        }
        let stop = (from..range.end).find(|&i| matches!(norm.at(i), '。' | '\n'))?;
        let valued = quantity::numbers(norm, NormSpan::new(from, stop))
            .iter()
            .filter(|number| number.skip.is_none())
            .count();
        let stated = valued >= 3 && lexicon.aliases(norm, NormSpan::new(from, stop)).len() >= 3;
        let told = Lexicon::cue(Cue::LastYear).within(norm, from..stop);
        let clause = sentence_start(norm, at, range.start);
        (stated && !told && !quoted(norm, NormSpan::new(clause, at), meta)).then_some(Lead {
            at,
            goals: from,
            term: false,
            stretch: false,
        })
    })
}

/// Whether `start..end` speaks of a term of years: 今后五年, “十五五”时期, 到2030年; not of its 开局之年.
fn speaks_of_term(norm: &Norm, span: NormSpan) -> bool {
    if Lexicon::cue(Cue::ComingYears).within(norm, span)
        || Lexicon::cue(Cue::PlanDocument).within(norm, span)
        || norm.has_any(&["五年的", "到20"], span)
        || years_spanned(norm, span).is_some()
    {
        return true;
    }
    plans().iter().any(|(word, _)| {
        norm.find(word, span).is_some_and(|at| {
            let behind = at + word.chars().count();
            Lexicon::cue(Cue::OpeningYear)
                .starting(norm, behind..norm.len())
                .is_none()
        })
    })
}

/// 2026年至2030年, 2026—2030年: the first and the last year, some years apart.
pub(super) fn years_spanned(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<Period> {
    (start..end).find_map(|at| {
        let first =
            number::calendar_year(norm, at).filter(|_| !norm.before(at).is_ascii_digit())?;
        let dash = at + 4 + usize::from(norm.at(at + 4) == '年');
        let to = dash
            + norm
                .chars(dash..end)
                .iter()
                .take_while(|c| "至到—-~".contains(**c))
                .count();
        let last = number::calendar_year(norm, to).filter(|_| to > dash)?;
        let span = norm.at(to + 4) == '年' && (first + 2..first + 20).contains(&last);
        span.then_some(Period::Span(first, last))
    })
}

/// Whether a sentence tells of a target set before: 年初确定的, 上年, the year before the plan alone.
fn told_of(norm: &Norm, lexicon: &Lexicon, span: NormSpan, plan: Option<i32>) -> bool {
    let year = |year: i32| norm.find(&format!("{year}年"), span).is_some();
    let now = norm.has_any(&["今年", "明年"], span) || plan.is_some_and(year);
    !now && (lexicon.passage_past.first(norm, span).is_some()
        || plan.is_some_and(|plan| year(plan - 1)))
}

/// Goals before the word for them: …增长6%以上，这就是今年的主要预期目标; 确保实现…增长5%的主要预期目标. Where they start.
fn told_before(norm: &Norm, lexicon: &Lexicon, at: usize, floor: usize) -> Option<usize> {
    let sentence = sentence_start(norm, at, floor);
    let tail = lexicon.passage_tails.first(norm, sentence..at).is_some();
    let start = if tail {
        (floor..at)
            .rev()
            .find(|&i| norm.at(i) == '\n')
            .map_or(floor, |i| i + 1)
    } else if (norm.ends(at, "的主要") || norm.before(at) == '的')
        && lexicon.forces.within(norm, sentence..at)
    {
        sentence
    } else {
        return None;
    };
    let valued = quantity::numbers(norm, NormSpan::new(start, at))
        .iter()
        .filter(|n| n.skip.is_none())
        .count();
    (valued >= 2 && lexicon.aliases(norm, NormSpan::new(start, at)).len() >= 2).then_some(start)
}

/// Behind a lead word: 是：, 为：, ：, 是, 建议为：, 安排为：; where the goals start.
fn connector(norm: &Norm, span: NormSpan) -> Option<usize> {
    let (at, end) = (span.start, span.end);
    let stop = (at + 14).min(end);
    for i in at..stop {
        match norm.at(i) {
            '：' => return Some(i + 1),
            '是' | '为' => {
                return Some(if matches!(norm.at(i + 1), '：' | '，') {
                    i + 2
                } else {
                    i + 1
                });
            }
            // 主要预期目标——地区生产总值增长5.5%
            '—' if norm.at(i + 1) == '—' => return Some(i + 2),
            '。' | '，' | '；' | '！' | '\n' | '、' | '”' | '》' => return None,
            _ => {}
        }
    }
    None
}

/// Whether `start..end` speaks of the level above.
pub(crate) fn quoted(norm: &Norm, span: NormSpan, meta: &Meta) -> bool {
    let above: &[Cue] = match meta.level {
        Some(Level::Nation) => &[],
        Some(Level::Prefecture) => &[Cue::Nation, Cue::Province],
        Some(Level::County | Level::Township) => &[Cue::Nation, Cue::Province, Cue::City],
        _ => &[Cue::Nation],
    };
    let county_of_city = matches!(meta.level, Some(Level::County | Level::Township))
        && !meta.region.as_deref().unwrap_or("").ends_with('市');
    above
        .iter()
        .any(|cue| Lexicon::cue(*cue).within(norm, span))
        || county_of_city && norm.has_any(&["全市"], span)
        || norm.has_any(&["下达"], span)
}

pub(super) fn sentence_start(norm: &Norm, at: usize, floor: usize) -> usize {
    (floor..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '。' | '！' | '？' | '\n'))
        .map_or(floor, |i| i + 1)
}

/// The first sentence with values for `least` known indicators, or two that are expected (预期增长).
pub(super) fn unled(
    norm: &Norm,
    lexicon: &Lexicon,
    NormSpan { start, end }: NormSpan,
    least: usize,
) -> Option<usize> {
    let mut at = start;
    while at < end {
        let stop = (at..end)
            .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
            .unwrap_or(end);
        if norm.at(stop) == '\n' && listed(norm, lexicon, NormSpan::new(at, end)) >= 3 {
            return Some(at);
        }
        // Most sentences name too few indicators; that is cheapest to see.
        let named = lexicon.aliases(norm, NormSpan::new(at, stop)).len();
        let expected = || Lexicon::cue(Cue::Expected).within(norm, at..stop);
        if named >= least || named >= 2 && expected() {
            let least = if expected() { least.min(2) } else { least };
            let past = lexicon
                .scopes
                .first(norm, at..(at + 20).min(stop))
                .is_some();
            let valued = || {
                quantity::numbers(norm, NormSpan::new(at, stop))
                    .iter()
                    .filter(|n| n.skip.is_none())
                    .count()
            };
            if !past && valued() >= least {
                return Some(at);
            }
        }
        at = stop + 1;
    }
    None
}

/// How many short lines one below the other open with an indicator and state its value.
fn listed(norm: &Norm, lexicon: &Lexicon, NormSpan { start, end }: NormSpan) -> usize {
    let mut at = start;
    let mut count = 0;
    while at < end {
        let stop = norm.find("\n", at..end).unwrap_or(end);
        if !is_goal_line(norm, lexicon, NormSpan::new(at, stop)) {
            break;
        }
        count += 1;
        at = stop + 1;
    }
    count
}

/// GDP增速 → 5%左右: a short line that opens with an indicator and states its value.
fn is_goal_line(norm: &Norm, lexicon: &Lexicon, line: NormSpan) -> bool {
    let named = || {
        let first = lexicon.names.first(norm, line);
        first.is_some_and(|(at, ..)| at <= line.start + 8)
    };
    let valued = || {
        let numbers = quantity::numbers(norm, line);
        numbers.iter().any(|n| n.skip.is_none() && !n.chinese)
    };
    line.len() < 60 && named() && valued()
}

/// Sentences that state goals of a term without a phrase that opens them: “十五五”时期，地区生产总值年均增长6%.
pub(super) fn terms(
    norm: &Norm,
    lexicon: &Lexicon,
    range: NormSpan,
    plan: Option<i32>,
) -> Vec<Zone> {
    let mut out: Vec<Zone> = Vec::new();
    let Some(year) = plan else { return out };
    let mut at = range.start;
    while at < range.end {
        let stop = (at..range.end)
            .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
            .unwrap_or(range.end);
        let opening = (at + 24).min(stop);
        let later = norm.find("到20", at..opening).is_some()
            && (year + 2..year + 12)
                .any(|later| norm.find(&format!("到{later}年"), at..opening).is_some());
        let future = || Lexicon::cue(Cue::Future).within(norm, at..opening);
        let named = || {
            let plans = lexicon.plan_names.all(norm, at..opening);
            plans.into_iter().any(|(_, behind, first)| {
                first + 4 >= year
                    && Lexicon::cue(Cue::PlanTail)
                        .starting(norm, behind..norm.len())
                        .is_some()
                    && (first >= year || future())
            })
        };
        let next = || Lexicon::cue(Cue::ComingYears).within(norm, at..opening);
        let valued = || {
            quantity::numbers(norm, NormSpan::new(at, stop))
                .iter()
                .any(|n| n.skip.is_none())
        };
        let known = || lexicon.names.first(norm, at..stop).is_some();
        if (later || named() || next()) && known() && valued() {
            let period = span_named(norm, NormSpan::new(at, opening))
                .or_else(|| plan_end(norm, NormSpan::new(at, opening)))
                .or_else(|| term_of(norm, NormSpan::new(at, stop), "", plan));
            // 到2030年，…；到2035年，… go on over the sentence end.
            out.push(Zone {
                kind: ZoneKind::TermGoals,
                start: at,
                end: stop,
                period,
                stretch: false,
                scope: Scope::Term,
                firm: false,
            });
        }
        at = stop + 1;
    }
    out
}

/// “十五五”末: by the last year of a plan.
pub(crate) fn plan_end(norm: &Norm, span: NormSpan) -> Option<Period> {
    let plans = Lexicon::get().plan_names.all(norm, span);
    plans.into_iter().find_map(|(_, behind, first)| {
        let last = norm.at(behind) == '末' || norm.starts(behind, "期末");
        last.then_some(Period::By(first + 4))
    })
}

/// 今后三年（2026—2028年）: the years a sentence names for its span.
fn span_named(norm: &Norm, span: NormSpan) -> Option<Period> {
    let open = norm.find("（", span)?;
    let first = crate::text::number::digits(norm, open + 1)?;
    let dash = (first.end..first.end + 3)
        .find(|&i| norm.at(i).is_ascii_digit())
        .filter(|&i| matches!(norm.before(i), '-' | '—' | '~' | '至'))?;
    let last = crate::text::number::digits(norm, dash)?;
    (norm.at(last.end) == '年' && (1990.0..2100.0).contains(&first.value))
        .then_some(Period::Span(first.value as i32, last.value as i32))
}

/// Where a passage that starts at `start` ends: before the work, before words about the goals, or where a sentence
/// states none any more.
pub(super) fn passage_end(norm: &Norm, lexicon: &Lexicon, span: NormSpan) -> usize {
    let (start, limit) = (span.start, span.end);
    let mut at = start;
    let mut stated = false;
    while at < limit {
        let end = (at..limit)
            .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
            .unwrap_or(limit);
        let early = (at + 16).min(end);
        let stops = lexicon
            .passage_stops
            .first(norm, at..(at + 26).min(end))
            .is_some()
            || lexicon.passage_comments.first(norm, at..early).is_some();
        // 要聚焦重点、精准发力，力争新签约项目30个: what is to be done, not what is to be reached.
        let stops = stops
            || norm.at(at) == '要' && lexicon.names.first(norm, at..(at + 12).min(end)).is_none();
        // 其中，需要重点抓好的约束性指标有两项：… states goals.
        let listed = norm.has_any(&["指标"], at..(at + 26).min(end))
            && quantity::numbers(norm, NormSpan::new(at, end))
                .iter()
                .any(|n| n.kind == Some(UnitKind::Percent));
        // 2026年，地区生产总值增长5%…: behind the goals of a term the year's begin a paragraph.
        let year_opens = at > start
            && norm.before(at) == '\n'
            && norm.at(at + 4) == '年'
            && norm.at(at + 5) == '，'
            && number::calendar_year(norm, at).is_some();
        if year_opens {
            return at;
        }
        if stops && at > start && !listed {
            let work = lexicon.passage_stops.within(norm, at..(at + 26).min(end));
            // ——经济增长目标。确保…: a word on the goals that follow.
            match goes_on(norm, lexicon, NormSpan::new(at, limit)).filter(|_| !work) {
                Some(next) => at = next,
                None => return at,
            }
            continue;
        }
        // …增长5%，重点抓好…等工作，盘活厂房30万平方米: the work begins inside the sentence.
        if let Some(inside) = (at + 1..end).find(|&i| {
            norm.before(i) == '，'
                && lexicon.passage_stops.starting(norm, i..end).is_some()
                && norm.has_any(&["工作", "任务"], i..(i + 40).min(end))
        }) {
            return inside;
        }
        let numbers = quantity::numbers(norm, NormSpan::new(at, end));
        let valued = numbers.iter().any(|n| n.skip.is_none() && !n.chinese);
        let relative = lexicon.relatives.first(norm, at..end).is_some()
            && lexicon.names.first(norm, at..end).is_some();
        let text = end > at;
        // Another lead (奋斗目标：) is read on its own.
        if text
            && at > start
            && lexicon
                .passage_leads
                .first(norm, at..end)
                .is_some_and(|(_, word_end, ())| {
                    connector(norm, NormSpan::new(word_end, end)).is_some()
                })
        {
            return at;
        }
        if text && stated && !valued && !relative {
            // A word between the goals (这样安排，体现了…), a heading of a group, the foot of a page.
            if let Some(next) = goes_on(norm, lexicon, NormSpan::new(at, limit)) {
                at = next;
                continue;
            }
            return at;
        }
        // Behind a line end a passage goes on only with a list of goals.
        let goal_line =
            is_goal_line(norm, lexicon, NormSpan::new(at, end)) || relative && end < at + 30;
        if text
            && stated
            && norm.before(at) == '\n'
            && !list_goes_on(norm, at)
            && !goal_line
            && norm.at(at.saturating_sub(2)) != '；'
        {
            return at;
        }
        stated |= text && (valued || relative);
        at = end + 1;
    }
    limit
}

/// Where the goals go on behind a sentence that states none: at the next sentence or the one after, in the same
/// paragraph or behind a line as short as a heading, when that opens with an indicator and its value.
fn goes_on(norm: &Norm, lexicon: &Lexicon, span: NormSpan) -> Option<usize> {
    let (at, limit) = (span.start, span.end);
    let mut from = at;
    for _ in 0..3 {
        let end = (from..limit).find(|&i| matches!(norm.at(i), '。' | '！' | '？' | '\n'))?;
        let short = end - from <= 20;
        if norm.at(end) == '\n' && !short {
            return None;
        }
        from = end + 1;
        let stop = (from..limit)
            .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
            .unwrap_or(limit);
        let opens = lexicon
            .names
            .first(norm, from..stop)
            .is_some_and(|(start, ..)| start <= from + 6);
        let valued = quantity::numbers(norm, NormSpan::new(from, stop))
            .iter()
            .any(|n| n.skip.is_none() && !n.chinese);
        let work = lexicon
            .passage_stops
            .first(norm, from..(from + 26).min(stop))
            .is_some();
        if work {
            return None;
        }
        if opens && valued && (norm.at(end) != '\n' || short) {
            return Some(from);
        }
        if stop > from + 60 {
            return None;
        }
    }
    None
}

/// A line of a list: ——, 一是, 1., ●.
fn list_goes_on(norm: &Norm, at: usize) -> bool {
    matches!(norm.at(at), '—' | '-' | '●' | '·' | '■' | '◆')
        || mark(norm, at).is_some_and(|(depth, _)| depth == 3)
        || norm.at(at + 1) == '是'
}

/// Where the work begins in a section: a sentence such as 重点抓好五个方面.
pub(super) fn work_lead(
    norm: &Norm,
    lexicon: &Lexicon,
    NormSpan { start, end }: NormSpan,
) -> Option<usize> {
    let mut at = start;
    while let Some((found, _, ())) = lexicon.passage_stops.first(norm, at..end) {
        let sentence = sentence_start(norm, found, start);
        let close = (found..end)
            .find(|&i| matches!(norm.at(i), '。' | '：' | '\n' | '；'))
            .unwrap_or(end);
        let counted = Lexicon::cue(Cue::CountedWork).within(norm, found..close);
        if counted && found <= sentence + 20 && close - found < 30 && sentence > start {
            return Some(sentence);
        }
        at = found + 1;
    }
    None
}

/// The term a medium-term section speaks of.
pub(super) fn term_of(
    norm: &Norm,
    NormSpan { start, end }: NormSpan,
    title: &str,
    plan: Option<i32>,
) -> Option<Period> {
    let plan = plan?;
    let opening = (start..end)
        .find(|&i| matches!(norm.at(i), '：' | '。'))
        .unwrap_or(end);
    if let Some(span) = years_spanned(norm, NormSpan::new(start, opening)) {
        return Some(span);
    }
    let text = format!("{title}{}", norm.text(start..(start + 400).min(end)));
    let five = |first: i32| Period::Span(first, first + 4);
    let named = plans()
        .iter()
        .filter_map(|(word, first)| text.find(word).map(|at| (at, *first)))
        .filter(|(_, first)| first + 4 > plan - 1)
        .min();
    let next = Lexicon::cue(Cue::ComingYears).position(&text);
    let three = next
        .and_then(|at| text.get(at..))
        .is_some_and(|rest| rest.chars().take(4).any(|c| matches!(c, '三' | '3')));
    match (named, next) {
        (Some((at, first)), Some(other)) if at < other && title.contains("“十") => {
            Some(five(first))
        }
        (Some((_, first)), None) => Some(five(first)),
        _ if three => Some(Period::Span(plan, plan + 2)),
        _ => Some(five(plan)),
    }
}

/// The five-year plans and their first years.
pub(crate) fn plans() -> &'static [(&'static str, i32)] {
    &Lexicon::get().plans
}
