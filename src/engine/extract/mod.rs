//! From a report to its goals, tasks and results.
//!
//! Two readers: the rules ([`candidates`]) and a tagger that was trained on labelled reports
//! ([`crate::engine::tagger`]). What both read alike stands; where they differ the likelier reading stands with less
//! confidence and tells the other one.

mod bounds;
pub mod candidates;
pub mod clause;
pub mod confidence;
mod context;
pub mod decide;
mod exclude;
mod force;
mod hints;
mod indicator;
mod lists;
mod measure;
mod name;
mod period;
mod prose;
pub mod reading;
pub mod relative;
mod results;
mod structure;
mod subject;
mod table;
mod value;

use crate::engine::parse::Layout;
use crate::engine::tagger::{self, Model, Setting};
use crate::model::goal::{
    Bound, Extraction, Force, Item, Kind, Marks, NotGoal, Tag, Tier, Unused, Value,
};
use crate::model::report::Level;
use crate::text::norm::Norm;
use crate::text::span::{CharSpan, NormSpan, Offsets};

use candidates::{Candidate, Survey, survey};
use decide::{Decision, Weights, decide};
use reading::Reading;

/// Which readers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// The rules and the tagger.
    Both,
    /// The rules alone: what their tables are tested with.
    Rules,
}

/// Everything `layout` states. `text` is the file's text, `offsets` its code points.
pub fn extract_by(
    readers: Readers,
    norm: &Norm,
    layout: &Layout,
    text: &str,
    offsets: &Offsets,
) -> Extraction {
    let survey = survey(norm, layout);
    let model = Model::get();
    let seen = match readers {
        Readers::Both if !model.is_empty() => {
            let features = tagger::observe(norm, &setting(layout), &survey.places);
            tagger::posteriors(model, &features)
        }
        _ => Vec::new(),
    };
    let decisions: Vec<Decision> = survey
        .candidates
        .iter()
        .map(|candidate| decide(candidate, seen.get(candidate.number), &Weights::CHOSEN))
        .collect();
    let place = Place {
        norm,
        text,
        offsets,
        region: layout.report.meta.region.as_deref(),
    };
    let mut out = Extraction {
        passages: passages(norm, layout, &survey, &decisions),
        ..Extraction::default()
    };
    let mut strives = Vec::new();
    let sure = confidence::all(&survey, &decisions);
    let decided = survey.candidates.into_iter().zip(decisions).zip(sure);
    for ((candidate, decision), confidence) in decided {
        let strived = candidate.reading.strives;
        if let Some(mut item) = place.decided(candidate, decision, layout, &mut out) {
            item.confidence = confidence;
            strives.push(strived && item.kind == Kind::Goal);
            out.items.push(item);
        }
    }
    tiers(&mut out.items, 0, &strives);
    for (start, end, why) in survey.skipped {
        let (quote, span) = place.quote(start, end);
        if out.passages.iter().any(|passage| passage.contains(span)) {
            out.unused.push(Unused { quote, span, why });
        }
    }
    out.unused.sort_by_key(|unused| unused.span);
    out.items.sort_by_key(|item| {
        (
            item.span.start,
            item.marks.value().map_or(0, |value| value.start),
        )
    });
    out
}

/// What the tagger is told of a report.
pub fn setting(layout: &Layout) -> Setting {
    Setting {
        body: layout.body,
        plan: layout.report.meta.plan_year,
        nation: layout.report.meta.level == Some(Level::Nation),
    }
}

/// Where goals are stated: the passages the rules found in which a goal stands, and sentences with goals elsewhere.
fn passages(
    norm: &Norm,
    layout: &Layout,
    survey: &Survey,
    decisions: &[Decision],
) -> Vec<CharSpan> {
    let goal = |decision: &Decision| matches!(decision.tag, Tag::GoalYear | Tag::GoalSpan);
    let stated: Vec<NormSpan> = survey
        .candidates
        .iter()
        .zip(decisions)
        .filter(|(_, decision)| goal(decision))
        .map(|(candidate, _)| candidate.sentence)
        .collect();
    let inside = |zone: NormSpan, sentence: NormSpan| {
        sentence.start >= zone.start && sentence.start < zone.end
    };
    let mut out: Vec<NormSpan> = layout
        .goal_zones()
        .filter(|zone| stated.iter().any(|sentence| inside(*zone, *sentence)))
        .collect();
    let zones = out.clone();
    for sentence in stated {
        if zones.iter().any(|zone| inside(*zone, sentence)) {
            continue;
        }
        match out
            .last_mut()
            .filter(|last| last.start <= sentence.start && sentence.start <= last.end + 2)
        {
            Some(last) => last.end = last.end.max(sentence.end),
            None => out.push(sentence),
        }
    }
    out.sort_unstable();
    out.into_iter()
        .map(|NormSpan { start, end }| norm.source(start..end))
        .collect()
}

/// What turns places of the [`Norm`] into places of the file's text.
struct Place<'a> {
    norm: &'a Norm,
    text: &'a str,
    offsets: &'a Offsets,
    region: Option<&'a str>,
}

impl Place<'_> {
    fn quote(&self, start: usize, end: usize) -> (String, CharSpan) {
        let span = self.norm.source(start..end);
        (self.offsets.slice(self.text, span).to_owned(), span)
    }

    fn item(&self, kind: Kind, reading: &mut Reading, sentence: NormSpan) -> Item {
        let (quote, span) = self.quote(reading.start, reading.end);
        let mut canonical = reading.canonical;
        if canonical.is_other()
            && let Some(rest) = self
                .region
                .and_then(|region| reading.indicator.strip_prefix(region))
        {
            canonical = indicator::id_of(rest);
        }
        let source = |range: Option<NormSpan>| {
            range.map(|NormSpan { start, end }| self.norm.source(start..end))
        };
        Item {
            kind,
            quote: quote.into(),
            span,
            sentence: self.norm.source(sentence),
            indicator: std::mem::take(&mut reading.indicator).into(),
            canonical,
            measure: reading.measure,
            direction: reading.direction,
            value: reading.value.clone(),
            force: reading.force,
            period: None,
            tier: Tier::Expected,
            confidence: reading.confidence,
            other: None,
            marks: Marks::new([
                source(reading.indicator_at),
                source(reading.value_at),
                source(reading.bound_at),
                source(reading.force_at),
            ]),
            checked: None,
        }
    }
}

/// How many items before and behind one are compared with it.
const NEAR: usize = 100;

impl Place<'_> {
    /// What the reader that was overruled takes for a goal or a result.
    fn candidate(
        &self,
        candidate: &Candidate,
        decision: Decision,
        layout: &Layout,
    ) -> Option<Item> {
        let tag = decision.other?;
        let kind = tag.kind().filter(|kind| *kind != Kind::Task)?;
        if candidate.reading.canonical.is_other() {
            return None;
        }
        let mut item = self.item(kind, &mut candidate.reading.clone(), candidate.sentence);
        item.period = decide::period(candidate, tag, layout);
        item.confidence = (1.0 - decision.likely).min(Item::SURE - 0.05);
        item.other = Some(Tag::Nothing);
        Some(item)
    }

    /// The item a candidate is by what was decided; numbers of goals passages that are none go to the account.
    fn decided(
        &self,
        mut candidate: Candidate,
        decision: Decision,
        layout: &Layout,
        out: &mut Extraction,
    ) -> Option<Item> {
        let kind = match decision.tag {
            Tag::GoalYear | Tag::GoalSpan => Kind::Goal,
            Tag::Task => Kind::Task,
            Tag::ResultYear | Tag::ResultSpan => Kind::Actual,
            Tag::Nothing => {
                if let Some(item) = self.candidate(&candidate, decision, layout) {
                    out.candidates.push(item);
                }
                let reading = &candidate.reading;
                let NormSpan { start: at, end: to } = reading
                    .value_at
                    .unwrap_or(NormSpan::new(reading.start, reading.end));
                let (quote, span) = self.quote(at, to);
                let why = reading.excluded.unwrap_or(NotGoal::NoGoal);
                if (reading.value.is_some() || reading.excluded.is_some())
                    && out.passages.iter().any(|passage| passage.contains(span))
                {
                    out.unused.push(Unused { quote, span, why });
                }
                return None;
            }
        };
        let mut item = self.item(kind, &mut candidate.reading, candidate.sentence);
        if kind == Kind::Actual && item.canonical.is_other() {
            return None;
        }
        item.period = decide::period(&candidate, decision.tag, layout);
        if kind == Kind::Goal && (candidate.stretch || candidate.reading.stretch) {
            item.tier = Tier::Stretch;
            if item.force == Force::Plain && candidate.stretch {
                item.force = Force::Soft;
            }
        }
        item.other = decision.other;
        Some(item)
    }
}

/// 增长7%以上、力争达到8%: of two goals for one indicator, measure and period the one striven for is the higher tier.
fn tiers(items: &mut [Item], first: usize, strives: &[bool]) {
    let same = |a: &Item, b: &Item| {
        let named = if a.canonical.is_other() {
            a.indicator == b.indicator
        } else {
            a.canonical == b.canonical
        };
        let unit = |item: &Item| item.value.as_ref().map(|v| v.unit.clone());
        named
            && a.measure == b.measure
            && a.period == b.period
            && a.value.is_some()
            && unit(a) == unit(b)
            && a.value.as_ref().map(|v| v.low) != b.value.as_ref().map(|v| v.low)
    };
    let new = items.len() - first;
    let higher: Vec<usize> = (0..new)
        .filter(|&k| strives.get(k) == Some(&true))
        .filter(|&k| {
            let at = first + k;
            (at.saturating_sub(NEAR)..(at + NEAR).min(items.len())).any(|other| {
                let striven = other >= first && strives.get(other - first) == Some(&true);
                !striven
                    && items
                        .get(other)
                        .zip(items.get(first + k))
                        .is_some_and(|(a, b)| a.kind == Kind::Goal && same(a, b))
            })
        })
        .collect();
    for k in higher {
        if let Some(item) = items.get_mut(first + k) {
            item.tier = Tier::Stretch;
        }
    }
}

/// A value as the model holds it.
pub(crate) fn value(low: f64, high: Option<f64>, unit: &str, bound: Bound) -> Value {
    Value {
        low,
        high,
        unit: unit.into(),
        bound,
    }
}
