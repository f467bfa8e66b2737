//! Divides a report: sections by their headings, and the zones the extraction looks into.
//!
//! Headings come in every shape: on their own line, glued to the text after them, with numbers that start again inside
//! a section. So a heading is a list mark at a border (line start, sentence end, a gap in the source) together with
//! words of the table of headings; numbers alone decide nothing.

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::model::goal::Period;
use crate::model::report::{Heading, Meta, Role, Section};
use crate::text::norm::Norm;
use crate::text::number;

use super::headings::{Head, heads, mark, outline};
use super::passages::{
    Lead, leads, passage_end, plans, sentence_start, term_of, terms, unled, work_lead,
};
use super::split::{ReportSpan, SALUTATIONS};
use super::{Zone, ZoneKind};

/// A report divided.
#[derive(Debug, Default)]
pub struct Divided {
    /// Its sections, in places of the file's text.
    pub sections: Vec<Section>,
    /// Its headings, likewise.
    pub outline: Vec<Heading>,
    /// Where to look for what, in characters of the [`Norm`].
    pub zones: Vec<Zone>,
    /// The term of a medium-term passage.
    pub term: Option<Period>,
    /// The term that the review speaks of.
    pub review_term: Option<Period>,
}

/// Divides the report at `span`.
pub fn divide(norm: &Norm, span: &ReportSpan, meta: &mut Meta) -> Divided {
    let lexicon = Lexicon::get();
    let mut out = Divided {
        outline: outline(norm, span),
        ..Divided::default()
    };
    let body = body_start(norm, span);
    let titled = span.formula || span.opening > span.start;
    let heads = heads(norm, lexicon, (body, span.end), meta.plan_year, titled);
    let closing = closing(norm, span, body, &heads);
    let mut borders: Vec<(usize, Role, Option<String>)> = vec![(span.start, Role::Preamble, None)];
    let plan_at = heads
        .iter()
        .find(|head| head.role != Role::Review)
        .map(|head| head.at);
    let review_at = heads
        .iter()
        .find(|head| head.role == Role::Review)
        .map(|head| head.at);
    // A review may speak of a target too (目标是…); the plan states several at once, or is the only one that does.
    let all = leads(norm, lexicon, body, closing, meta);
    let full = |lead: &&Lead| {
        let stop = (lead.goals..closing)
            .find(|&i| matches!(norm.at(i), '。' | '\n'))
            .unwrap_or(closing);
        lexicon.aliases(norm, lead.goals, stop).len() >= 3
    };
    let lead_at = all
        .iter()
        .find(full)
        .or_else(|| all.first().filter(|_| plan_at.is_none()))
        .map(|lead| lead.at.min(lead.goals));
    for head in &heads {
        borders.push((head.at, head.role, Some(head.title.clone())));
    }
    // A plan whose heading tells nothing (二、牢记使命，奋勇争先): it starts with the heading before its goals.
    let planned_before = |lead: usize| {
        heads
            .iter()
            .rfind(|head| head.at < lead)
            .is_some_and(|head| head.role != Role::Review)
    };
    let goals_at = lead_at.map(|lead| {
        let floor = heads
            .iter()
            .rfind(|head| head.at < lead)
            .map_or(body, |head| head.at + 1);
        let heading = (floor..lead).rev().find(|&i| {
            norm.before(i) == '\n' && mark(norm, i).is_some_and(|(depth, _)| depth == 1)
        });
        heading.unwrap_or_else(|| sentence_start(norm, lead, body))
    });
    if let Some(at) = goals_at.filter(|_| lead_at.is_some_and(|lead| !planned_before(lead))) {
        borders.push((at, Role::Goals, None));
    }
    // Without a heading before it the text up to the plan is review, when it looks back.
    if review_at.is_none_or(|at| plan_at.is_some_and(|plan| at > plan))
        && plan_at.or(goals_at).is_some_and(|at| at > body + 30)
    {
        borders.push((body, Role::Review, None));
    }
    if plan_at.is_none() && lead_at.is_none() {
        // Neither a heading nor goals: the work starts with the first sentence on the plan's year.
        let year = meta
            .plan_year
            .map_or(String::new(), |year| format!("{year}年"));
        let opens = |i: usize| {
            let line = matches!(norm.before(i), '\n' | '。');
            line && (norm.starts(i, "今年")
                || norm.starts(i, "下一步")
                || (!year.is_empty() && norm.starts(i, &year)))
        };
        if let Some(at) = (body..closing).find(|&i| opens(i)) {
            if at > body && review_at.is_none() {
                borders.push((body, Role::Review, None));
            }
            borders.push((at, Role::Tasks, None));
        }
    }
    if closing < span.end {
        borders.push((closing, Role::Closing, None));
    }
    // Where an excerpt starts with its goals there is no preamble.
    borders.sort_by_key(|border| (border.0, border.1 == Role::Preamble));
    borders.dedup_by_key(|border| border.0);
    let plan = meta.plan_year;
    for (i, (start, role, title)) in borders.iter().enumerate() {
        let end = borders.get(i + 1).map_or(span.end, |next| next.0);
        let words = title.clone().unwrap_or_default();
        match role {
            Role::Review => {
                let scope = review_scope(norm, lexicon, *start, end, &words);
                if out.review_term.is_none() {
                    out.review_term = review_term(norm, *start, end, &words, plan);
                }
                if title.is_none() {
                    add_terms(&mut out, terms(norm, lexicon, (*start, end), plan));
                }
                out.zones.push(Zone {
                    kind: ZoneKind::Review,
                    start: *start,
                    end,
                    period: None,
                    stretch: false,
                    scope,
                    firm: title.is_some(),
                });
                push(
                    norm,
                    &mut out.sections,
                    Role::Review,
                    title.clone(),
                    *start,
                    end,
                );
            }
            Role::Goals | Role::Tasks => planned(
                norm,
                lexicon,
                (*start, end),
                *role,
                title.as_deref(),
                meta,
                &mut out,
            ),
            Role::SelfBuilding => {
                out.zones.push(Zone {
                    kind: ZoneKind::Tasks,
                    start: *start,
                    end,
                    period: plan.map(Period::Year),
                    stretch: false,
                    scope: Scope::Year,
                    firm: true,
                });
                push(
                    norm,
                    &mut out.sections,
                    Role::SelfBuilding,
                    title.clone(),
                    *start,
                    end,
                );
            }
            Role::Preamble | Role::Closing => {
                push(norm, &mut out.sections, *role, title.clone(), *start, end);
            }
        }
    }
    out.zones = carved(out.zones);
    out
}

fn add_terms(out: &mut Divided, zones: Vec<Zone>) {
    for zone in zones {
        out.term = out.term.or(zone.period);
        out.zones.push(zone);
    }
}

/// Zones without overlap: a goals passage inside the review or the work is cut out of it.
fn carved(zones: Vec<Zone>) -> Vec<Zone> {
    let goals: Vec<(usize, usize)> = zones
        .iter()
        .filter(|zone| matches!(zone.kind, ZoneKind::PlanGoals | ZoneKind::TermGoals))
        .map(|zone| (zone.start, zone.end))
        .collect();
    let mut out = Vec::with_capacity(zones.len());
    for zone in zones {
        if matches!(zone.kind, ZoneKind::PlanGoals | ZoneKind::TermGoals) {
            out.push(zone);
            continue;
        }
        let mut start = zone.start;
        for &(from, to) in goals
            .iter()
            .filter(|(from, to)| *from >= zone.start && *to <= zone.end)
        {
            if from > start {
                out.push(Zone {
                    start,
                    end: from,
                    ..zone
                });
            }
            start = start.max(to);
        }
        if start < zone.end {
            out.push(Zone { start, ..zone });
        }
    }
    out.sort_by_key(|zone| zone.start);
    out
}

fn push(
    norm: &Norm,
    sections: &mut Vec<Section>,
    role: Role,
    title: Option<String>,
    start: usize,
    end: usize,
) {
    if end > start {
        sections.push(Section {
            role,
            title,
            span: norm.source(start, end),
        });
    }
}

/// Where the report's own text starts: behind the opening formula.
fn body_start(norm: &Norm, span: &ReportSpan) -> usize {
    let reach = (span.opening + 200).min(span.end);
    let asked = Lexicon::cue(Cue::Asked)
        .first(norm, span.opening, reach)
        .filter(|_| span.formula);
    asked
        .and_then(|(from, ..)| {
            (from..(from + 90).min(span.end)).find(|&i| matches!(norm.at(i), '。' | '\n'))
        })
        .unwrap_or_else(|| {
            let salutation = SALUTATIONS
                .iter()
                .any(|word| norm.starts(span.opening, word));
            (span.opening..(span.opening + 30).min(span.end))
                .find(|&i| salutation && matches!(norm.at(i), '：' | '！' | '\n'))
                .unwrap_or(span.opening.wrapping_sub(1))
        })
        .wrapping_add(1)
}

/// The closing call: the last 各位代表 behind every heading, when it is near the end.
fn closing(norm: &Norm, span: &ReportSpan, body: usize, heads: &[Head]) -> usize {
    let from = span
        .end
        .saturating_sub(900)
        .max(body)
        .max(heads.last().map_or(0, |head| head.at))
        .min(span.end);
    norm.rfind("各位代表", from, span.end)
        .or_else(|| norm.rfind("同志们", from, span.end))
        .unwrap_or(span.end)
}

/// The zones of a section of the plan.
fn planned(
    norm: &Norm,
    lexicon: &Lexicon,
    range: (usize, usize),
    role: Role,
    title: Option<&str>,
    meta: &Meta,
    out: &mut Divided,
) {
    let (start, end) = range;
    let plan = meta.plan_year;
    let words = title.unwrap_or("");
    // “十五五”时期主要目标和2026年重点工作 inclines to neither: there the sentences decide.
    let yearly = plan.is_some_and(|plan| words.contains(&format!("{plan}年")))
        || Lexicon::cue(Cue::ThisYear).inside(words);
    let medium = Lexicon::cue(Cue::TermHeading).inside(words) && !yearly && !words.contains("回顾");
    let leads = leads(norm, lexicon, start, end, meta);
    let year_zone = |kind, start, end, stretch| Zone {
        kind,
        start,
        end,
        period: plan.map(Period::Year),
        stretch,
        scope: Scope::Year,
        firm: title.is_some() && kind == ZoneKind::Tasks,
    };
    if medium {
        let term = term_of(norm, start, end, words, plan);
        out.term = out.term.or(term);
        let stop = work_lead(norm, lexicon, start, end);
        let own = leads
            .iter()
            .find(|lead| stop.is_none_or(|stop| lead.at < stop))
            .map(|lead| lead.goals);
        let zone = |kind, start, end| Zone {
            kind,
            start,
            end,
            period: term,
            stretch: false,
            scope: Scope::Term,
            firm: kind == ZoneKind::TermGoals && (own.is_some() || only_goals(words)),
        };
        let passage_end = match (own, stop) {
            // An explicit passage ends where the work begins; a section without one is a passage as a whole.
            (Some(_), Some(stop)) => stop,
            _ => end,
        };
        let passage_start = own.unwrap_or(start);
        push(
            norm,
            &mut out.sections,
            Role::Goals,
            title.map(str::to_owned),
            start,
            passage_end,
        );
        // The goals of the plan year may stand in the same section.
        if let Some(year_lead) = leads.iter().find(|lead| {
            !lead.term
                && lead.goals > passage_start
                && norm.has_any(
                    &[
                        "今年",
                        "全年",
                        &plan.map_or(String::new(), |y| format!("{y}年")),
                    ],
                    sentence_start(norm, lead.at, start),
                    lead.at,
                )
        }) {
            let sentence = sentence_start(norm, year_lead.at, start);
            out.zones.push(zone(
                ZoneKind::TermGoals,
                passage_start,
                sentence.min(passage_end),
            ));
            plan_passages(norm, lexicon, (sentence, end), &leads, out, plan);
            return;
        }
        out.zones
            .push(zone(ZoneKind::TermGoals, passage_start, passage_end));
        if passage_end < end {
            push(norm, &mut out.sections, Role::Tasks, None, passage_end, end);
            out.zones.push(zone(ZoneKind::Tasks, passage_end, end));
        }
        return;
    }
    if leads.is_empty() {
        let stated = out.zones.iter().any(|z| z.kind == ZoneKind::PlanGoals);
        let hinted = role == Role::Goals || Lexicon::cue(Cue::WorkHeading).inside(words);
        // A section on goals without a phrase that opens them: the sentence with three indicators is the passage.
        let named = Lexicon::cue(Cue::GoalHeading).inside(words);
        let least = if named { 1 } else { 3 };
        let body = start + words.chars().count();
        let found = (!stated && hinted)
            .then(|| unled(norm, lexicon, body.min(end), end, least))
            .flatten()
            .filter(|at| !named || at - start < 400);
        if let Some(at) = found {
            let close = if only_goals(words) {
                work_lead(norm, lexicon, at, end).unwrap_or(end)
            } else {
                passage_end(norm, lexicon, at, end)
            };
            add_terms(out, terms(norm, lexicon, (start, at), plan));
            out.zones
                .push(year_zone(ZoneKind::PlanGoals, at, close, false));
            push(
                norm,
                &mut out.sections,
                Role::Goals,
                title.map(str::to_owned),
                start,
                close,
            );
            push(norm, &mut out.sections, Role::Tasks, None, close, end);
            out.zones
                .push(year_zone(ZoneKind::Tasks, close, end, false));
            return;
        }
        let section = if role == Role::Goals && stated {
            Role::Tasks
        } else {
            role
        };
        push(
            norm,
            &mut out.sections,
            section,
            title.map(str::to_owned),
            start,
            end,
        );
        let from = work_lead(norm, lexicon, start, end)
            .filter(|_| role == Role::Goals)
            .unwrap_or(start);
        out.zones.push(year_zone(ZoneKind::Tasks, from, end, false));
        return;
    }
    if let Some(first) = leads.first() {
        let before = (start, sentence_start(norm, first.at, start));
        add_terms(out, terms(norm, lexicon, before, plan));
    }
    let opening = leads.first().map_or(start, |lead| lead.goals.min(lead.at));
    if role == Role::Tasks && opening > start + 60 {
        let before = sentence_start(norm, opening, start);
        out.zones
            .push(year_zone(ZoneKind::Tasks, start, before, false));
    }
    let after = plan_passages(norm, lexicon, range, &leads, out, plan);
    push(
        norm,
        &mut out.sections,
        Role::Goals,
        title.map(str::to_owned),
        start,
        after,
    );
    push(norm, &mut out.sections, Role::Tasks, None, after, end);
}

/// The passages that `leads` open in a section of the plan year, and the work behind them; returns where that starts.
fn plan_passages(
    norm: &Norm,
    lexicon: &Lexicon,
    range: (usize, usize),
    leads: &[Lead],
    out: &mut Divided,
    plan: Option<i32>,
) -> usize {
    let (start, end) = range;
    let mut after = start;
    let mut opened = false;
    // A passage of the year was opened; one of the span leaves the year's to come.
    let mut stated = false;
    for lead in leads {
        if lead.at < start || lead.goals.max(lead.at) < after {
            continue;
        }
        // Behind the passage of the year, a 目标 inside the work (招商目标是…) opens nothing.
        let year =
            Lexicon::cue(Cue::ThisYear).within(norm, sentence_start(norm, lead.at, start), lead.at);
        if stated && !lead.stretch && !year && lead.at > after + 400 {
            continue;
        }
        let close = passage_end(norm, lexicon, lead.goals, end);
        let term = lead
            .term
            .then(|| {
                term_of(
                    norm,
                    sentence_start(norm, lead.at, start),
                    lead.goals,
                    "",
                    plan,
                )
            })
            .flatten();
        let kind = if term.is_some() {
            ZoneKind::TermGoals
        } else {
            ZoneKind::PlanGoals
        };
        out.term = out.term.or(term);
        out.zones.push(Zone {
            kind,
            start: lead.goals,
            end: close,
            period: term.or(plan.map(Period::Year)),
            stretch: lead.stretch && opened,
            scope: Scope::Year,
            firm: true,
        });
        opened = true;
        stated |= term.is_none();
        after = close;
    }
    if after < end {
        // 从更长远看，到2030年…: goals of a term right behind those of the year.
        let reach = work_lead(norm, lexicon, after, end)
            .unwrap_or(end)
            .min(after + 300);
        add_terms(out, terms(norm, lexicon, (after, reach), plan));
        out.zones.push(Zone {
            kind: ZoneKind::Tasks,
            start: after,
            end,
            period: plan.map(Period::Year),
            stretch: false,
            scope: Scope::Year,
            firm: opened,
        });
    }
    after
}

/// A heading that speaks of goals alone: 二、2026年主要预期目标.
fn only_goals(title: &str) -> bool {
    Lexicon::cue(Cue::GoalHeading).inside(title) && !Lexicon::cue(Cue::NotGoalsAlone).inside(title)
}

/// Which years a review speaks of at its start.
fn review_scope(norm: &Norm, lexicon: &Lexicon, start: usize, end: usize, title: &str) -> Scope {
    if Lexicon::cue(Cue::TermHeading).inside(title) {
        return Scope::Term;
    }
    if title.is_empty() {
        return lexicon
            .scopes
            .first(norm, start, (start + 120).min(end))
            .map_or(Scope::Year, |(_, _, scope)| scope);
    }
    Scope::Year
}

/// The term a review speaks of: the five years before the plan, or a five-year plan named by its heading.
fn review_term(
    norm: &Norm,
    start: usize,
    end: usize,
    title: &str,
    plan: Option<i32>,
) -> Option<Period> {
    let plan = plan?;
    let head = format!("{title}{}", norm.text(start, (start + 80).min(end)));
    let named = plans()
        .iter()
        .find(|(word, first)| head.contains(word) && first + 4 <= plan && first + 5 >= plan)
        .map(|(_, first)| *first);
    Some(named.map_or_else(
        || Period::Span(plan - years_told(&head).unwrap_or(5), plan - 1),
        |first| Period::Span(first, first + 4),
    ))
}

/// 过去四年, 三年来: over how many years a review looks back.
fn years_told(head: &str) -> Option<i32> {
    let chars: Vec<char> = head.chars().collect();
    let years = |c: char| {
        let digit = c.to_digit(10).or_else(|| number::chinese_digit(c))?;
        i32::try_from(digit).ok().filter(|years| *years > 1)
    };
    chars.windows(4).find_map(|window| match window {
        [_, '去' | '的', count, '年'] | [count, '年', '来', _] => years(*count),
        _ => None,
    })
}
