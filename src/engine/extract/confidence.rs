//! How sure both readers are of an item: the chance that it is right, from what speaks for and against its reading.
//!
//! A logistic regression over the [`SIGNS`]; its weights were fitted on reports left out of the tagger's training.

use std::sync::OnceLock;

use crate::engine::lexicon::{Cue, Lexicon, rows};
use crate::model::goal::Kind;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::candidates::{Candidate, Ground, Survey};
use super::decide::{Decision, Standing};

/// What speaks for or against a reading, as the table of weights names it.
pub const SIGNS: [&str; COUNT] = [
    "base",
    "likely",
    "by_rules",
    "by_tagger",
    "likely_by_rules",
    "likely_by_tagger",
    "task",
    "result",
    "task_by_rules",
    "result_by_rules",
    "words",
    "surroundings",
    "words_by_rules",
    "known",
    "known_task",
    "relative",
    "relative_unknown",
    "rules_doubt",
    "carried",
    "excluded",
    "alike_around",
    "agreed_around",
    "prose",
    "chinese",
    "part",
];

const COUNT: usize = 25;

/// How strong each of the [`SIGNS`] is at one reading.
pub type Signs = [f64; COUNT];

/// The weights; `benches/readers.rs` writes them.
const TABLE: &str = include_str!("../../../assets/model/confidence.tsv");

fn weights() -> &'static Signs {
    static WEIGHTS: OnceLock<Signs> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let mut weights = [0.0; COUNT];
        for row in rows(TABLE) {
            if let [name, weight] = row.as_slice()
                && let Some(at) = SIGNS.iter().position(|sign| sign == name)
                && let (Some(slot), Ok(weight)) = (weights.get_mut(at), weight.parse())
            {
                *slot = weight;
            }
        }
        weights
    })
}

/// The chance that a reading is right, from 0 to 1.
pub fn chance(signs: &Signs, weights: &Signs) -> f64 {
    let sum: f64 = signs
        .iter()
        .zip(weights)
        .map(|(sign, weight)| sign * weight)
        .sum();
    1.0 / (1.0 + (-sum).exp())
}

/// So many times the doubt that was measured, for each list: reports of a kind that was not measured are read less well.
/// Wrong results look most like right ones, so they are marked at a smaller doubt; tasks, of which a report has most, at
/// a larger one.
const GOALS: f64 = 1.5;
const TASKS: f64 = 1.0;
const RESULTS: f64 = 4.0;
/// Where [`Signs`] say that a reading is a task, and a result.
const TASK: usize = 6;
const RESULT: usize = 7;

/// The confidence of a reading with `signs`.
pub fn of(signs: &Signs, weights: &Signs) -> f32 {
    let is = |sign: usize| signs.get(sign).is_some_and(|sign| *sign > 0.0);
    let times = if is(TASK) {
        TASKS
    } else if is(RESULT) {
        RESULTS
    } else {
        GOALS
    };
    let doubt = times * (1.0 - chance(signs, weights));
    (1.0 - doubt).clamp(0.05, 0.99) as f32
}

/// The confidence of each decision of a report, in hundredths; none where it is of no list.
pub(super) fn all(survey: &Survey, decisions: &[Decision]) -> Vec<f32> {
    let weights = weights();
    let confidence = |signs: Option<Signs>| signs.map_or(0.0, |signs| of(&signs, weights));
    signs(survey, decisions)
        .into_iter()
        .map(confidence)
        .collect()
}

/// The signs of each decision of a report; `None` where it is of no list.
pub fn signs(survey: &Survey, decisions: &[Decision]) -> Vec<Option<Signs>> {
    let read = survey.candidates.iter().zip(decisions);
    let listed: Vec<(Kind, Standing)> = read
        .clone()
        .filter_map(|(_, decision)| Some((decision.tag.kind()?, decision.standing)))
        .collect();
    let mut place = 0;
    read.map(|(candidate, decision)| {
        let kind = decision.tag.kind()?;
        let chinese = survey
            .places
            .get(candidate.number)
            .is_some_and(|p| p.chinese);
        let around = around(&listed, place, kind);
        place += 1;
        Some(at(
            candidate,
            *decision,
            kind,
            around,
            (survey.prose, chinese),
        ))
    })
    .collect()
}

/// How many items before and behind one are looked at.
const NEAR: usize = 4;

/// Of the items around the one at `place`: the share of those of its kind, and of those both readers read so.
fn around(listed: &[(Kind, Standing)], place: usize, kind: Kind) -> (f64, f64) {
    let reach = place.saturating_sub(NEAR)..(place + NEAR + 1).min(listed.len());
    let others = reach
        .clone()
        .filter(|at| *at != place)
        .filter_map(|at| listed.get(at));
    let count = (reach.len().max(2) - 1) as f64;
    let share = |of: &dyn Fn(&(Kind, Standing)) -> bool| {
        others.clone().filter(|item| of(item)).count() as f64 / count
    };
    (
        share(&|item| item.0 == kind),
        share(&|item| item.1 == Standing::Both),
    )
}

fn at(
    candidate: &Candidate,
    decision: Decision,
    kind: Kind,
    (alike, agreed): (f64, f64),
    (prose, chinese): (bool, bool),
) -> Signs {
    let reading = &candidate.reading;
    let sure = f64::from(decision.likely).clamp(1e-3, 1.0 - 1e-3);
    let likely = (sure / (1.0 - sure)).ln();
    let is = |what: bool| f64::from(u8::from(what));
    let by_rules = is(decision.standing == Standing::Rules);
    let by_tagger = is(decision.standing == Standing::Tagger);
    let (task, result) = (is(kind == Kind::Task), is(kind == Kind::Actual));
    let words = is(matches!(candidate.ground, Ground::Words | Ground::Table));
    let known = is(!reading.canonical.is_other());
    let relative = is(reading.value.is_none());
    [
        1.0,
        likely,
        by_rules,
        by_tagger,
        by_rules * likely,
        by_tagger * likely,
        task,
        result,
        task * by_rules,
        result * by_rules,
        words,
        is(candidate.ground == Ground::Surroundings),
        words * by_rules,
        known,
        known * task,
        relative,
        relative * (1.0 - known),
        f64::from(0.98 - reading.confidence) * 10.0,
        is(reading.carried),
        is(reading.excluded.is_some()),
        alike,
        agreed,
        is(prose),
        is(chinese),
        is(kind == Kind::Actual && part(&reading.indicator)),
    ]
}

/// Whether words that no table knows stand before the name of a result's indicator: 低收入农户人均可支配收入.
fn part(indicator: &str) -> bool {
    let lexicon = Lexicon::get();
    let norm = Norm::new(indicator);
    let first = lexicon
        .aliases(&norm, NormSpan::new(0, norm.len()))
        .first()
        .map_or(0, |hit| hit.start);
    let opened = lexicon.lead_verbs.starting(&norm, 0..norm.len()).is_some()
        || Lexicon::cue(Cue::NoPart).within(&norm, 0..first);
    first >= 2 && !opened
}
