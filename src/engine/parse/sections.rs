//! Divides a report: sections by their headings, and the zones the extraction looks into.
//!
//! Headings come in every shape: on their own line, glued to the text after them, with numbers that start again inside
//! a section. So a heading is a list mark at a border (line start, sentence end, a gap in the source) together with
//! words of the table of headings; numbers alone decide nothing.

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::model::goal::Period;
use crate::model::report::{Meta, Role};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::divided::Divided;
use super::headings::{Head, heads, mark, outline};
use super::mood::{self, Mood};
use super::passages::{Lead, leads, sentence_start, terms};
use super::plan::PlanSection;
use super::review::{review_scope, review_term};
use super::split::{ReportSpan, SALUTATIONS};
use super::{Zone, ZoneKind};

/// Where a section starts, what it is, and its heading.
type Border = (usize, Role, Option<String>);

/// The borders of the report's sections, in order.
fn borders(norm: &Norm, lexicon: &Lexicon, span: &ReportSpan, meta: &Meta) -> Vec<Border> {
    let body = body_start(norm, span);
    let titled = span.formula || span.opening > span.start;
    let heads = heads(
        norm,
        lexicon,
        NormSpan::new(body, span.end),
        meta.plan_year,
        titled,
    );
    let closing = closing(norm, span, body, &heads);
    let mut borders: Vec<Border> = vec![(span.start, Role::Preamble, None)];
    let plan_at = heads
        .iter()
        .find(|head| head.role != Role::Review)
        .map(|head| head.at);
    let review_at = heads
        .iter()
        .find(|head| head.role == Role::Review)
        .map(|head| head.at);
    // A review may speak of a target too (目标是…); the plan states several at once, or is the only one that does.
    let all = leads(norm, lexicon, NormSpan::new(body, closing), meta);
    let full = |lead: &&Lead| {
        let stop = (lead.goals..closing)
            .find(|&i| matches!(norm.at(i), '。' | '\n'))
            .unwrap_or(closing);
        lexicon.aliases(norm, NormSpan::new(lead.goals, stop)).len() >= 3
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
        } else if heads.is_empty() && !titled && meta.plan_year.is_none() {
            let role = mood::of(norm, NormSpan::new(body, closing)).map(|mood| match mood {
                Mood::Ahead => Role::Tasks,
                Mood::Back => Role::Review,
            });
            borders.extend(role.map(|role| (body, role, None)));
        }
    }
    if closing < span.end {
        borders.push((closing, Role::Closing, None));
    }
    // Where an excerpt starts with its goals there is no preamble.
    borders.sort_by_key(|border| (border.0, border.1 == Role::Preamble));
    borders.dedup_by_key(|border| border.0);
    borders
}

/// Divides the report at `span`.
pub fn divide(norm: &Norm, span: &ReportSpan, meta: &Meta) -> Divided {
    let lexicon = Lexicon::get();
    let mut out = Divided {
        outline: outline(norm, span),
        ..Divided::default()
    };
    let borders = borders(norm, lexicon, span, meta);
    let plan = meta.plan_year;
    for (i, (start, role, title)) in borders.iter().enumerate() {
        let end = borders.get(i + 1).map_or(span.end, |next| next.0);
        let words = title.clone().unwrap_or_default();
        match role {
            Role::Review => {
                let scope = review_scope(norm, lexicon, NormSpan::new(*start, end), &words);
                if out.review_term.is_none() {
                    out.review_term = review_term(norm, NormSpan::new(*start, end), &words, plan);
                }
                if title.is_none() {
                    out.add_terms(terms(norm, lexicon, NormSpan::new(*start, end), plan));
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
                out.push(
                    norm,
                    Role::Review,
                    title.clone(),
                    NormSpan::new(*start, end),
                );
            }
            Role::Goals | Role::Tasks => {
                let section = PlanSection {
                    norm,
                    lexicon,
                    start: *start,
                    end,
                    role: *role,
                    title: title.as_deref(),
                    plan,
                    leads: leads(norm, lexicon, NormSpan::new(*start, end), meta),
                };
                if section.is_medium() {
                    section.medium(&mut out);
                } else if section.leads.is_empty() {
                    section.unled(&mut out);
                } else {
                    section.led(&mut out);
                }
            }
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
                out.push(
                    norm,
                    Role::SelfBuilding,
                    title.clone(),
                    NormSpan::new(*start, end),
                );
            }
            Role::Preamble | Role::Closing => {
                out.push(norm, *role, title.clone(), NormSpan::new(*start, end));
            }
        }
    }
    out.zones = carved(out.zones);
    out
}

/// Zones without overlap: a goals passage inside the review or the work is cut out of it.
fn carved(zones: Vec<Zone>) -> Vec<Zone> {
    let goals: Vec<NormSpan> = zones
        .iter()
        .filter(|zone| matches!(zone.kind, ZoneKind::PlanGoals | ZoneKind::TermGoals))
        .map(|zone| NormSpan::new(zone.start, zone.end))
        .collect();
    let mut out = Vec::with_capacity(zones.len());
    for zone in zones {
        if matches!(zone.kind, ZoneKind::PlanGoals | ZoneKind::TermGoals) {
            out.push(zone);
            continue;
        }
        let mut start = zone.start;
        let own = NormSpan::new(zone.start, zone.end);
        for stated in goals.iter().filter(|goals| own.contains(**goals)) {
            if stated.start > start {
                out.push(Zone {
                    start,
                    end: stated.start,
                    ..zone
                });
            }
            start = start.max(stated.end);
        }
        if start < zone.end {
            out.push(Zone { start, ..zone });
        }
    }
    out.sort_by_key(|zone| zone.start);
    out
}

/// Where the report's own text starts: behind the opening formula.
fn body_start(norm: &Norm, span: &ReportSpan) -> usize {
    let reach = (span.opening + 200).min(span.end);
    let asked = Lexicon::cue(Cue::Asked)
        .first(norm, span.opening..reach)
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
    norm.rfind("各位代表", from..span.end)
        .or_else(|| norm.rfind("同志们", from..span.end))
        .unwrap_or(span.end)
}
