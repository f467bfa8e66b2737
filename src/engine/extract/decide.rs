//! Holds what the rules and the tagger say of a number against each other: which reading stands, and which is told
//! beside it.

use crate::engine::parse::Layout;
use crate::engine::tagger::Posterior;
use crate::model::goal::{Kind, Period, Tag};

use super::candidates::{Candidate, Ground};

/// How much the rules' word adds to the logarithm of a probability, by what they go by.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// By a heading or a phrase.
    pub words: f32,
    /// By the kind of value.
    pub excluded: f32,
    /// By what stands around.
    pub surroundings: f32,
    /// By the sentence before.
    pub prose: f32,
    /// By nothing.
    pub nothing: f32,
    /// On the time of a result.
    pub time: f32,
    /// What a goal that the tagger alone sees gains against words: the rules miss more goals than it invents.
    pub goal: f32,
}

impl Weights {
    /// Those in use: chosen on reports left out of the training, see `benches/readers.rs`.
    pub const CHOSEN: Self = Self {
        words: 7.0,
        excluded: 8.0,
        surroundings: 7.0,
        prose: 7.0,
        nothing: 0.3,
        time: 7.0,
        goal: 4.0,
    };

    const fn of(&self, ground: Ground) -> f32 {
        match ground {
            Ground::Words | Ground::Table => self.words,
            Ground::Excluded => self.excluded,
            Ground::Surroundings => self.surroundings,
            Ground::Prose => self.prose,
            Ground::Nothing => self.nothing,
        }
    }
}

/// The least probability that counts: the tagger is never so sure that words of the text say nothing.
const LEAST: f32 = 1e-3;

/// What a candidate is.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// The reading that stands.
    pub tag: Tag,
    /// What the other reader says, where the two differ.
    pub other: Option<Tag>,
    /// Who reads it so.
    pub standing: Standing,
    /// How likely the tagger finds the reading that stands; one where it did not read.
    pub likely: f32,
}

/// The lists a number may belong to, and none.
const KINDS: [Option<Kind>; 4] = [Some(Kind::Goal), Some(Kind::Task), Some(Kind::Actual), None];

/// Which reading of `candidate` stands, with what the tagger says of it.
///
/// First the list (goal, task, result, none), then the year or the span; of results the rules know the time better, for
/// it hangs on the measure.
pub fn decide(candidate: &Candidate, seen: Option<&Posterior>, weights: &Weights) -> Decision {
    let rules = candidate.tag;
    // The tagger knows sentences, not columns.
    let Some(seen) = seen.filter(|_| candidate.ground != Ground::Table) else {
        return Decision {
            tag: rules,
            other: None,
            standing: Standing::Both,
            likely: 1.0,
        };
    };
    let likely = allowed(candidate, *seen);
    let share = |kind: Option<Kind>| -> f32 {
        let scored = Tag::ALL.iter().zip(&likely);
        scored
            .filter(|(tag, _)| tag.kind() == kind)
            .map(|(_, p)| p)
            .sum()
    };
    let best = |bonus: f32| {
        let missed = |kind: Option<Kind>| {
            let words = candidate.ground == Ground::Words && bonus > 0.0;
            let known = !candidate.reading.canonical.is_other()
                || candidate
                    .reading
                    .value
                    .as_ref()
                    .is_some_and(|value| &*value.unit == "%");
            words && known && kind == Some(Kind::Goal) && rules.kind() != kind
        };
        let score = |kind: Option<Kind>| {
            let own = if kind == rules.kind() { bonus } else { 0.0 };
            let goal = if missed(kind) { weights.goal } else { 0.0 };
            share(kind).max(LEAST).ln() + own + goal
        };
        let top = |a: Option<Kind>, b: Option<Kind>| if score(b) > score(a) { b } else { a };
        KINDS.into_iter().reduce(top).unwrap_or(rules.kind())
    };
    let likelier = |kind: Option<Kind>, bonus: f32| {
        let score = |tag: Tag, p: f32| p.max(LEAST).ln() + if tag == rules { bonus } else { 0.0 };
        let inside = Tag::ALL
            .iter()
            .zip(&likely)
            .filter(|(tag, _)| tag.kind() == kind);
        inside
            .map(|(tag, p)| (*tag, score(*tag, *p)))
            .reduce(|a, b| if b.1 > a.1 { b } else { a })
            .map_or(rules, |(tag, _)| tag)
    };
    let kind = best(weights.of(candidate.ground));
    let in_kind = match kind {
        Some(Kind::Actual) => weights.time,
        _ => weights.of(candidate.ground),
    };
    let tag = likelier(kind, in_kind);
    let tagged = likelier(best(0.0), 0.0);
    // The time of a result alone is no other reading.
    let alike = |a: Tag, b: Tag| a == b || a.kind() == b.kind() && a.kind() == Some(Kind::Actual);
    let (other, standing) = if alike(tagged, rules) {
        (None, Standing::Both)
    } else if alike(tag, rules) {
        (Some(tagged), Standing::Rules)
    } else {
        (Some(rules), Standing::Tagger)
    };
    Decision {
        tag,
        other,
        standing,
        likely: share(tag.kind()),
    }
}

/// The probabilities of what a candidate can be: a phrase without a number is a goal or nothing, a result has a known
/// indicator.
fn allowed(candidate: &Candidate, mut likely: Posterior) -> Posterior {
    let relative = candidate.reading.value.is_none();
    let unknown = candidate.reading.canonical.is_other();
    let mut nothing = 0.0;
    for (tag, p) in Tag::ALL.iter().zip(&mut likely) {
        let result = matches!(tag, Tag::ResultYear | Tag::ResultSpan);
        let goal = matches!(tag, Tag::GoalYear | Tag::GoalSpan);
        if relative && (result || *tag == Tag::Task)
            || unknown && result
            || candidate.quoted && (goal || *tag == Tag::Task && !unknown)
        {
            nothing += std::mem::take(p);
        }
    }
    if let Some(last) = likely.last_mut() {
        *last += nothing;
    }
    likely
}

/// Who read a number so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Both readers.
    Both,
    /// The rules; the tagger differs.
    Rules,
    /// The tagger; the rules differ.
    Tagger,
}

/// The time of a candidate that was decided to be `tag`.
pub(super) fn period(candidate: &Candidate, tag: Tag, layout: &Layout) -> Option<Period> {
    let plan = layout.report.meta.plan_year;
    match tag {
        Tag::GoalYear => match candidate.goal_period {
            // A text that names no year may name the span.
            span @ (Some(Period::Span(..) | Period::By(_)) | None) => {
                // 今年…目标是 of a text without a year: what it names besides is another time.
                let horizon = candidate.horizon.filter(|horizon| {
                    candidate.tag != Tag::GoalYear || matches!(horizon, Period::Span(..))
                });
                plan.map(Period::Year).or(span).or(horizon)
            }
            year => year,
        },
        Tag::GoalSpan => match candidate.goal_period {
            Some(Period::Year(_)) | None => candidate.horizon.or(layout.term).or_else(|| {
                plan.map(|plan| {
                    // Nothing in the text names a span: it is only there where a value says so itself.
                    if candidate.reading.yearly || candidate.reading.summed {
                        Period::Span(plan, plan + 4)
                    } else {
                        Period::Year(plan)
                    }
                })
            }),
            // 到2016年…年均增长12%: over the years up to then.
            Some(Period::By(last)) if candidate.reading.yearly || candidate.reading.summed => {
                match candidate.horizon.or(layout.term) {
                    Some(Period::Span(first, _)) => Some(Period::Span(first.min(last), last)),
                    _ => plan
                        .map(|plan| Period::Span(plan, last))
                        .or(Some(Period::By(last))),
                }
            }
            span => span,
        },
        Tag::Task => plan.map(Period::Year),
        Tag::ResultYear => match candidate.result_period {
            Some(Period::Span(..)) => plan.map(|plan| Period::Year(plan - 1)),
            period => period,
        },
        Tag::ResultSpan => match candidate.result_period {
            Some(Period::Year(_)) | None => layout
                .review_term
                .or_else(|| plan.map(|plan| Period::Span(plan - 5, plan - 1))),
            period => period,
        },
        Tag::Nothing => None,
    }
}
