//! A section on the plan: the passages that state goals of the year and of a term, and the work between and behind them.

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::engine::quantity;
use crate::model::goal::Period;
use crate::model::report::Role;
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

use super::divided::Divided;
use super::headings::mark;
use super::passages::{Lead, passage_end, sentence_start, term_of, terms, unled, work_lead};
use super::{Zone, ZoneKind};

/// A section of the plan that is divided further.
pub(super) struct PlanSection<'a> {
    pub norm: &'a Norm,
    pub lexicon: &'a Lexicon,
    pub start: usize,
    pub end: usize,
    pub role: Role,
    pub title: Option<&'a str>,
    pub plan: Option<i32>,
    pub leads: Vec<Lead>,
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
        out.push(self.norm, role, title, NormSpan::new(start, end));
    }

    /// Whether its heading speaks of a term of years alone.
    pub(super) fn is_medium(&self) -> bool {
        let words = self.words();
        // “十五五”时期主要目标和2026年重点工作 inclines to neither: there the sentences decide.
        let yearly = self
            .plan
            .is_some_and(|plan| number::years_in(words).any(|year| year == plan))
            || Lexicon::cue(Cue::ThisYear).inside(words);
        Lexicon::cue(Cue::TermHeading).inside(words) && !yearly && !words.contains("回顾")
    }

    /// The section is on a term of years.
    pub(super) fn medium(&self, out: &mut Divided) {
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
    pub(super) fn unled(&self, out: &mut Divided) {
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
            out.add_terms(terms(norm, lexicon, NormSpan::new(start, at), self.plan));
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
    pub(super) fn led(&self, out: &mut Divided) {
        let (norm, lexicon, start, end) = (self.norm, self.lexicon, self.start, self.end);
        if let Some(first) = self.leads.first() {
            let before = NormSpan::new(start, sentence_start(norm, first.at, start));
            out.add_terms(terms(norm, lexicon, before, self.plan));
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

/// Where the sentence right behind the goals of a term states those of the plan year: 2026年，地区生产总值增长5%….
fn year_behind_term(norm: &Norm, span: NormSpan, plan: Option<i32>) -> Option<usize> {
    let at = span.range().find(|&i| norm.at(i) != '\n')?;
    let named = plan.is_some() && number::calendar_year(norm, at) == plan
        || Lexicon::cue(Cue::ThisYear)
            .starting(norm, at..span.end)
            .is_some();
    (named && opens_with_output(norm, at, span.end)).then_some(at)
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
    if !stated && let Some(at) = year_behind_term(norm, NormSpan::new(after, end), plan) {
        let close = passage_end(norm, Lexicon::get(), NormSpan::new(at, end));
        out.zones.push(Zone {
            kind: ZoneKind::PlanGoals,
            start: at,
            end: close,
            period: plan.map(Period::Year),
            stretch: false,
            scope: Scope::Year,
            firm: true,
        });
        (opened, after) = (true, close);
    }
    if after < end {
        // 从更长远看，到2030年…: goals of a term right behind those of the year.
        let reach = work_lead(norm, lexicon, NormSpan::new(after, end))
            .unwrap_or(end)
            .min(after + 300);
        out.add_terms(terms(norm, lexicon, NormSpan::new(after, reach), plan));
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
