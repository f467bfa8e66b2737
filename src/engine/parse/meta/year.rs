//! The year a report plans, where no date says so: by the years its text names, and by the names of file and folder.

use std::collections::BTreeMap;

use crate::engine::lexicon::{Cue, Lexicon};
use crate::engine::parse::mood::{self, Mood};
use crate::engine::parse::passages::{plans, years_spanned};
use crate::engine::parse::split::ReportSpan;
use crate::model::goal::Period;
use crate::model::report::Origin;
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

/// The year that is planned, and where that was read: in the file's name, the text, the title, the folder's name.
pub(super) fn planned_year(
    norm: &Norm,
    span: &ReportSpan,
    title: Option<&str>,
    (name, folder): (&str, &str),
) -> Option<(i32, Origin)> {
    let stated = plan_words(norm, span).or_else(|| reviewed(norm, span));
    // 2023年，深入打好污染防治攻坚战: nothing in the text tells what was.
    let told = told_year(norm, span).map(|told| match told {
        Told::Reviewed(year) if mood::of(norm, span.into()) == Some(Mood::Ahead) => {
            Told::Planned(year)
        }
        told => told,
    });
    let named_in = |name: &str| year_in(&format!("{name}年")).or_else(|| year_in(name));
    let named = named_in(name);
    // Without a date in the text a file's name (2018.txt) is a better witness than years that the text mentions.
    let near = named.filter(|named| stated.is_none_or(|stated| stated.abs_diff(*named) <= 1));
    let from = |origin: Origin| move |year: i32| (year, origin);
    near.map(from(Origin::FileName))
        .or(stated.map(from(Origin::Text)))
        .or_else(|| {
            let headline = || year_in(&norm.text(span.start..headline_end(norm, span)));
            match (title.and_then(year_in).or_else(headline), told) {
                // A title may carry the year that is reviewed.
                (Some(titled), Some(Told::Reviewed(year))) if year == titled => {
                    Some((year + 1, Origin::Text))
                }
                (Some(titled), _) => Some((titled, Origin::Title)),
                (None, told) => told.map(|told| (told.planned(), Origin::Text)),
            }
        })
        .or(named.map(from(Origin::FileName)))
        .or_else(|| named_in(folder).map(from(Origin::Folder)))
}

/// The first year of `text`.
fn year_in(text: &str) -> Option<i32> {
    number::years_in(text).next()
}

/// 2023年…主要预期目标: the year that stands most often before words for the plan, the latest of several.
fn plan_words(norm: &Norm, span: &ReportSpan) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for (found, ..) in Lexicon::cue(Cue::PlanWord).all(norm, span) {
        let before = NormSpan::new(found.saturating_sub(24).max(span.start), found);
        // 今后五年（2003—2007年）: such a plan is made in its first year.
        let year = match years_spanned(norm, before) {
            Some(Period::Span(first, _)) => Some(first),
            _ => year_in(&norm.text(before)),
        };
        if let Some(year) = year {
            *counts.entry(year).or_default() += 1;
        }
    }
    let most = counts.iter().max_by_key(|(year, count)| (**count, **year));
    most.map(|(year, _)| *year)
}

/// 2024年工作回顾 plans 2025.
fn reviewed(norm: &Norm, span: &ReportSpan) -> Option<i32> {
    let at = norm.find("年工作回顾", span)?;
    let year = norm.text(at.checked_sub(4)?..at).parse::<i32>().ok()?;
    Some(year + 1)
}

/// The end of the first line, where it is a headline and no sentence.
fn headline_end(norm: &Norm, span: &ReportSpan) -> usize {
    const LONGEST: usize = 50;
    (span.start..(span.start + LONGEST).min(span.end))
        .find(|&i| matches!(norm.at(i), '\n' | '。' | '；' | '：'))
        .filter(|&i| norm.at(i) == '\n')
        .unwrap_or(span.start)
}

/// What the sentences of a text say of its time.
#[derive(Clone, Copy)]
enum Told {
    /// This year is planned.
    Planned(i32),
    /// This is the last year looked back on.
    Reviewed(i32),
    /// The figures of this year are known: it is over.
    Over(i32),
}

impl Told {
    const fn planned(self) -> i32 {
        match self {
            Self::Planned(year) => year,
            Self::Reviewed(year) | Self::Over(year) => year + 1,
        }
    }
}

/// The plan year by the sentences: the last one planned (2004年，计划完成…), else the one behind the last looked back on
/// (2003年，全县完成…), else what the day of a news item or a plan of five years says.
fn told_year(norm: &Norm, span: &ReportSpan) -> Option<Told> {
    let (mut planned, mut past, mut over, mut described) = (None, None, None, None);
    for i in headline_end(norm, span).max(span.start + 4)..span.end {
        if norm.at(i) != '年' {
            continue;
        }
        let at = i - 4;
        let Some(year) =
            number::calendar_year(norm, at).filter(|_| !norm.before(at).is_ascii_digit())
        else {
            continue;
        };
        match mention(norm, NormSpan::new(at, span.end)) {
            // 2000年是“九五”计划的最后一年 may open a review or a plan.
            Some(_) if norm.at(i + 1) == '是' => described = described.max(Some(year)),
            Some(Told::Planned(first)) => planned = planned.max(Some(first)),
            Some(Told::Reviewed(_)) => past = past.max(Some(year)),
            Some(Told::Over(_)) => over = over.max(Some(year)),
            None => {}
        }
    }
    if planned.is_none() {
        past = past.or(described);
    }
    // “十五”时期…到2005年: the plan's last year is no year that is planned by itself.
    planned = planned.filter(|year| !ends_a_plan(norm, span, *year));
    past = past.filter(|year| !ends_a_plan(norm, span, *year));
    match (planned, past) {
        (Some(year), past) if past.max(over).is_none_or(|past| past <= year) => {
            Some(Told::Planned(year))
        }
        (_, past) if over > past => over.map(Told::Over),
        (_, Some(past)) => Some(Told::Reviewed(past)),
        (planned, None) => planned.map(Told::Planned),
    }
    .or_else(|| dated(norm, span).map(Told::Planned))
    .or_else(|| first_of_five(norm, span).map(Told::Planned))
}

/// What the year at `at` is named for; nothing where it is an end or a base: 到2030年, 比2020年, 2020年的2.4倍.
fn mention(norm: &Norm, span: NormSpan) -> Option<Told> {
    let (at, end) = (span.start, span.end);
    let year = number::calendar_year(norm, at)?;
    let behind = at + 5;
    let stop = (behind..(behind + 39).min(end))
        .find(|&k| matches!(norm.at(k), '。' | '；' | '\n'))
        .unwrap_or((behind + 39).min(end));
    // ▶ 2026年怎么干: a heading tells nothing.
    let heading = norm.at(stop) == '\n' && stop < behind + 10;
    if heading && !norm.chars(behind..stop).iter().any(char::is_ascii_digit) {
        return None;
    }
    let ahead = Lexicon::cue(Cue::Planning)
        .first(norm, behind - 1..stop)
        .is_some_and(|(word, ..)| norm.before(word) != '”');
    let before = |cue: Cue| {
        Lexicon::cue(cue)
            .ending(norm, at.saturating_sub(4)..at)
            .is_some()
    };
    // 比2020年翻一番 names a base; 比2001年执行数增长11% the year just over.
    let compared = norm
        .chars(at.saturating_sub(8)..at)
        .rsplit(|c| matches!(c, '，' | '。' | '；' | '\n'))
        .next()
        .is_some_and(|clause| clause.iter().any(|c| matches!(c, '比' | '较')));
    let figures = norm.has_any(
        &["执行数", "完成数", "预算数"],
        behind..(behind + 6).min(end),
    );
    if figures {
        return Some(Told::Over(year));
    }
    if compared
        || before(Cue::YearAside)
        || norm.starts(behind, "以来")
        || norm.starts(behind, "前")
        || norm.starts(behind, "的2")
    {
        return None;
    }
    // 今后五年（2003—2007年): the last year of what is planned, in its first year.
    let dashed = matches!(norm.before(at), '至' | '到' | '—' | '-' | '~');
    if let Some(first) = at.checked_sub(5).filter(|_| dashed)
        && let Some(first) = number::calendar_year(norm, first)
        && Lexicon::cue(Cue::ComingYears).within(norm, at.saturating_sub(16)..at)
    {
        return Some(Told::Planned(first));
    }
    // 2026年至2030年: the years of a plan begin with the one it is made in.
    let spans = matches!(norm.at(behind), '至' | '到' | '—' | '-' | '~')
        && number::calendar_year(norm, behind + 1).is_some();
    if ahead || before(Cue::YearAhead) {
        Some(Told::Planned(year))
    } else if spans {
        None
    } else {
        Some(Told::Reviewed(year))
    }
}

/// Whether `year` is the last of a plan of five years that the text speaks of as lying ahead.
fn ends_a_plan(norm: &Norm, span: &ReportSpan, year: i32) -> bool {
    plans().iter().any(|(word, first)| {
        first + 4 == year
            && norm.find(word, span).is_some_and(|at| {
                let stop = (at + 60).min(span.end);
                Lexicon::cue(Cue::Planning)
                    .first(norm, at..stop)
                    .is_some_and(|(word, ..)| norm.before(word) != '”')
            })
    })
}

/// 2018-04-24: the day of a news item.
fn dated(norm: &Norm, span: &ReportSpan) -> Option<i32> {
    let reach = (span.start + 200).min(span.end);
    (span.start..reach).find_map(|i| {
        let year = number::calendar_year(norm, i)?;
        let day = matches!(norm.chars(i + 4..i + 10), ['-', a, b, '-', c, d]
            if [a, b, c, d].iter().all(|c| c.is_ascii_digit()));
        day.then_some(year)
    })
}

/// The first year of five that lie ahead: 今后五年…到2016年, “十三五”时期…要.
fn first_of_five(norm: &Norm, span: &ReportSpan) -> Option<i32> {
    let coming = || {
        let (_, to, ()) = Lexicon::cue(Cue::ComingYears).first(norm, span)?;
        let five = norm
            .chars(to.saturating_sub(2)..to)
            .iter()
            .any(|c| matches!(c, '五' | '5'));
        let end = (to..(to + 40).min(span.end))
            .filter(|&i| matches!(norm.before(i), '到' | '至'))
            .find_map(|i| number::calendar_year(norm, i))?;
        five.then_some(end - 4)
    };
    let named = || {
        let (word, first) = plans()
            .iter()
            .rfind(|(word, _)| norm.find(word, span).is_some())?;
        let at = norm.find(word, span)?;
        let behind = at + word.chars().count();
        // 与“十二五”规划相衔接 names a plan, not the time.
        let time = Lexicon::cue(Cue::PlanTail)
            .starting(norm, behind..norm.len())
            .is_some();
        let ahead = Lexicon::cue(Cue::Planning).within(norm, at..(at + 60).min(span.end));
        (time && ahead).then_some(*first)
    };
    coming().or_else(named)
}
