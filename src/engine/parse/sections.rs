//! Divides a report: sections by their headings, and the zones the extraction looks into.
//!
//! Headings come in every shape: on their own line, glued to the text after them, with numbers that start again inside
//! a section. So a heading is a list mark at a border (line start, sentence end, a gap in the source) together with
//! words of the table of headings; numbers alone decide nothing.

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::engine::quantity;
use crate::model::goal::Period;
use crate::model::report::{Heading, Meta, Role, Section};
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

use super::headings::{Head, heads, mark, outline};
use super::mood::{self, Mood};
use super::passages::{Lead, leads, passage_end, sentence_start, term_of, terms, unled, work_lead};
use super::review::{review_scope, review_term};
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
                    add_terms(
                        &mut out,
                        terms(norm, lexicon, NormSpan::new(*start, end), plan),
                    );
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
            span: norm.source(start..end),
        });
    }
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

/// A section of the plan that is divided further.
struct PlanSection<'a> {
    norm: &'a Norm,
    lexicon: &'a Lexicon,
    start: usize,
    end: usize,
    role: Role,
    title: Option<&'a str>,
    plan: Option<i32>,
    leads: Vec<Lead>,
}

impl PlanSection<'_> {
    fn words(&self) -> &str {
        self.title.unwrap_or("")
    }

    /// A zone of the plan year.
    fn zone(&self, kind: ZoneKind, NormSpan { start, end }: NormSpan) -> Zone {
        Zone {
            kind,
            start,
            end,
            period: self.plan.map(Period::Year),
            stretch: false,
            scope: Scope::Year,
            firm: self.title.is_some() && kind == ZoneKind::Tasks,
        }
    }

    /// Adds a section; only the first of several has the title.
    fn push(&self, out: &mut Divided, role: Role, start: usize, end: usize) {
        let title = self.title.filter(|_| start == self.start);
        let title = title.map(str::to_owned);
        push(self.norm, &mut out.sections, role, title, start, end);
    }

    /// Whether its heading speaks of a term of years alone.
    fn is_medium(&self) -> bool {
        let words = self.words();
        // “十五五”时期主要目标和2026年重点工作 inclines to neither: there the sentences decide.
        let yearly = self
            .plan
            .is_some_and(|plan| number::years_in(words).any(|year| year == plan))
            || Lexicon::cue(Cue::ThisYear).inside(words);
        Lexicon::cue(Cue::TermHeading).inside(words) && !yearly && !words.contains("回顾")
    }

    /// The section is on a term of years.
    fn medium(&self, out: &mut Divided) {
        let (norm, lexicon, start, end) = (self.norm, self.lexicon, self.start, self.end);
        let term = term_of(norm, NormSpan::new(start, end), self.words(), self.plan);
        out.term = out.term.or(term);
        let stop = work_lead(norm, lexicon, NormSpan::new(start, end));
        let own = self
            .leads
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
            firm: kind == ZoneKind::TermGoals && (own.is_some() || only_goals(self.words())),
        };
        let passage_end = match (own, stop) {
            // An explicit passage ends where the work begins; a section without one is a passage as a whole.
            (Some(_), Some(stop)) => stop,
            _ => end,
        };
        let passage_start = own.unwrap_or(start);
        self.push(out, Role::Goals, start, passage_end);
        // The goals of the plan year may stand in the same section.
        let year = self.plan.map_or(String::new(), |y| format!("{y}年"));
        if let Some(year_lead) = self.leads.iter().find(|lead| {
            let sentence = sentence_start(norm, lead.at, start);
            !lead.term
                && lead.goals > passage_start
                && norm.has_any(&["今年", "全年", &year], sentence..lead.at)
        }) {
            let sentence = sentence_start(norm, year_lead.at, start);
            out.zones.push(zone(
                ZoneKind::TermGoals,
                passage_start,
                sentence.min(passage_end),
            ));
            plan_passages(
                norm,
                lexicon,
                NormSpan::new(sentence, end),
                &self.leads,
                out,
                self.plan,
            );
            return;
        }
        out.zones
            .push(zone(ZoneKind::TermGoals, passage_start, passage_end));
        if passage_end < end {
            self.push(out, Role::Tasks, passage_end, end);
            out.zones.push(zone(ZoneKind::Tasks, passage_end, end));
        }
    }

    /// No phrase opens goals in the section.
    fn unled(&self, out: &mut Divided) {
        let (norm, lexicon, start, end) = (self.norm, self.lexicon, self.start, self.end);
        let words = self.words();
        let stated = out.zones.iter().any(|z| z.kind == ZoneKind::PlanGoals);
        let hinted = self.role == Role::Goals
            || self.title.is_none()
            || Lexicon::cue(Cue::WorkHeading).inside(words);
        // Under a heading on the work the goals stand before its first point.
        let points = (start + 1..end)
            .find(|&i| norm.before(i) == '\n' && mark(norm, i).is_some_and(|(depth, _)| depth > 1))
            .filter(|_| self.role != Role::Goals);
        let reach = points.unwrap_or(end);
        // A section on goals without a phrase that opens them: the sentence with three indicators is the passage.
        let named = Lexicon::cue(Cue::GoalHeading).inside(words);
        let least = if named { 1 } else { 3 };
        let body = start + words.chars().count();
        let found = (!stated && hinted)
            .then(|| unled(norm, lexicon, NormSpan::new(body.min(reach), reach), least))
            .flatten()
            .filter(|at| !named || at - start < 400)
            // Without a heading other figures of the work would do: the goals begin with the output of the region.
            .filter(|at| self.title.is_some() || opens_with_output(norm, *at, reach));
        if let Some(at) = found {
            let close = if only_goals(words) {
                work_lead(norm, lexicon, NormSpan::new(at, end)).unwrap_or(end)
            } else {
                passage_end(norm, lexicon, NormSpan::new(at, end))
            };
            add_terms(
                out,
                terms(norm, lexicon, NormSpan::new(start, at), self.plan),
            );
            out.zones
                .push(self.zone(ZoneKind::PlanGoals, NormSpan::new(at, close)));
            self.push(out, Role::Goals, start, close);
            self.push(out, Role::Tasks, close, end);
            out.zones
                .push(self.zone(ZoneKind::Tasks, NormSpan::new(close, end)));
            return;
        }
        let role = if self.role == Role::Goals && stated {
            Role::Tasks
        } else {
            self.role
        };
        self.push(out, role, start, end);
        let from = work_lead(norm, lexicon, NormSpan::new(start, end))
            .filter(|_| self.role == Role::Goals)
            .unwrap_or(start);
        out.zones
            .push(self.zone(ZoneKind::Tasks, NormSpan::new(from, end)));
    }

    /// Phrases open goals of the year in the section.
    fn led(&self, out: &mut Divided) {
        let (norm, lexicon, start, end) = (self.norm, self.lexicon, self.start, self.end);
        if let Some(first) = self.leads.first() {
            let before = NormSpan::new(start, sentence_start(norm, first.at, start));
            add_terms(out, terms(norm, lexicon, before, self.plan));
        }
        let first = self.leads.first();
        let opening = first.map_or(start, |lead| lead.goals.min(lead.at));
        if self.role == Role::Tasks && opening > start + 60 {
            let before = sentence_start(norm, opening, start);
            out.zones
                .push(self.zone(ZoneKind::Tasks, NormSpan::new(start, before)));
        }
        let mut after = plan_passages(
            norm,
            lexicon,
            NormSpan::new(start, end),
            &self.leads,
            out,
            self.plan,
        );
        // Under a heading on goals alone the list goes on as long as its lines state values: （三）进出口总额2450亿美元.
        if only_goals(self.words()) && lists_a_value(norm, NormSpan::new(after, end)) {
            let close = work_lead(norm, lexicon, NormSpan::new(after, end)).unwrap_or(end);
            out.zones.retain(|zone| zone.start != after);
            out.zones
                .push(self.zone(ZoneKind::PlanGoals, NormSpan::new(after, close)));
            if close < end {
                out.zones
                    .push(self.zone(ZoneKind::Tasks, NormSpan::new(close, end)));
            }
            after = close;
        }
        self.push(out, Role::Goals, start, after);
        self.push(out, Role::Tasks, after, end);
    }
}

/// Whether the first known indicator of the sentence at `at` is the output of the region.
fn opens_with_output(norm: &Norm, at: usize, end: usize) -> bool {
    let stop = (at..end).find(|&i| matches!(norm.at(i), '。' | '\n'));
    let named = Lexicon::get().aliases(norm, NormSpan::new(at, stop.unwrap_or(end)));
    let first = named
        .first()
        .and_then(|hit| Lexicon::get().indicators.get(hit.row));
    first.is_some_and(|indicator| indicator.id == "gdp")
}

/// The passages that `leads` open in a section of the plan year, and the work behind them; returns where that starts.
fn plan_passages(
    norm: &Norm,
    lexicon: &Lexicon,
    range: NormSpan,
    leads: &[Lead],
    out: &mut Divided,
    plan: Option<i32>,
) -> usize {
    let NormSpan { start, end } = range;
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
            Lexicon::cue(Cue::ThisYear).within(norm, sentence_start(norm, lead.at, start)..lead.at);
        if stated && !lead.stretch && !year && lead.at > after + 400 {
            continue;
        }
        let close = passage_end(norm, lexicon, NormSpan::new(lead.goals, end));
        let term = lead
            .term
            .then(|| {
                term_of(
                    norm,
                    NormSpan::new(sentence_start(norm, lead.at, start), lead.goals),
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
        let reach = work_lead(norm, lexicon, NormSpan::new(after, end))
            .unwrap_or(end)
            .min(after + 300);
        add_terms(out, terms(norm, lexicon, NormSpan::new(after, reach), plan));
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

/// Whether the text from `start` is a list item with a value before its first full stop.
fn lists_a_value(norm: &Norm, NormSpan { start, end }: NormSpan) -> bool {
    let at = (start..end).find(|&i| !norm.at(i).is_whitespace());
    let Some(at) = at.filter(|&at| mark(norm, at).is_some()) else {
        return false;
    };
    let stop = (at..end)
        .find(|&i| matches!(norm.at(i), '。' | '\n'))
        .unwrap_or(end);
    quantity::numbers(norm, NormSpan::new(at + 3, stop.max(at + 3)))
        .iter()
        .any(|n| n.skip.is_none())
}

/// A heading that speaks of goals alone: 二、2026年主要预期目标.
fn only_goals(title: &str) -> bool {
    Lexicon::cue(Cue::GoalHeading).inside(title) && !Lexicon::cue(Cue::NotGoalsAlone).inside(title)
}
