//! How a cell stands against the year before, the level above, or the result.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::planned::Planned;
use super::{Against, Key, Row, common, signed};
use crate::engine::compare::ledger;
use crate::engine::display;
use crate::engine::labels::{Language, label};
use crate::model::analysed::Analysed;
use crate::model::goal::Item;
use crate::model::ledger::{NumberChange, Outcome, WordChange};
use crate::text::clip::plain_number;

/// How a cell stands against another report.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Against the goals of the year before.
    Year {
        /// The item of the other report; `None` where it is new.
        old: Option<usize>,
        /// What became of the number, where both state the goal.
        number: Option<NumberChange>,
        /// By how much, in the unit of the new one.
        by: Option<f64>,
        /// What became of the words.
        words: WordChange,
        /// It is no longer stated.
        left: bool,
    },
    /// Against the level above.
    Above {
        /// The item of the other report.
        item: usize,
        /// By how much it is more, in the unit of the lower one.
        by: Option<f64>,
    },
    /// A target against the result.
    Result {
        /// The item of the other report.
        item: usize,
        /// Whether it is kept.
        outcome: Outcome,
        /// By how much the result is more, in the unit of the target.
        by: Option<f64>,
    },
}

impl Mark {
    /// What is said of the number and what of the words, in two short pieces; either may be empty. `result` says the
    /// value of an item of the other report.
    pub fn said(&self, language: Language, result: impl Fn(usize) -> String) -> [String; 2] {
        let word = |key: &str| label(language, key).to_owned();
        match self {
            Self::Year { left: true, .. } => [String::new(), word("mark.left")],
            Self::Year { old: None, .. } => [String::new(), word("mark.new")],
            Self::Year {
                number, by, words, ..
            } => {
                let size = by.map_or_else(String::new, |by| plain_number(by.abs()));
                let number = match number {
                    Some(NumberChange::Rose) => format!("▲{size}"),
                    Some(NumberChange::Fell) => format!("▼{size}"),
                    Some(NumberChange::Gained) => word("mark.gained"),
                    Some(NumberChange::Lost) => word("mark.lost"),
                    Some(NumberChange::Unlike) => word("mark.unlike"),
                    Some(NumberChange::Same) | None => String::new(),
                };
                let words = match words {
                    WordChange::Harder => word("mark.harder"),
                    WordChange::Softer => word("mark.softer"),
                    WordChange::Same => String::new(),
                };
                [number, words]
            }
            Self::Above { by, .. } => {
                let number = match by {
                    Some(by) if *by > 0.0 => format!("+{}", plain_number(*by)),
                    Some(by) if *by < 0.0 => format!("−{}", plain_number(by.abs())),
                    Some(_) => "=".to_owned(),
                    None => String::new(),
                };
                [number, String::new()]
            }
            Self::Result { item, outcome, .. } => {
                let key = match outcome {
                    Outcome::Met => "mark.met",
                    Outcome::Within => "mark.within",
                    Outcome::Missed => "mark.missed",
                    Outcome::Unlike => "mark.unjudged",
                };
                [format!("→{}", result(*item)), word(key)]
            }
        }
    }

    /// Whether the number, and whether the words, tell of something gained or lost, to be coloured.
    pub fn tones(&self) -> [Option<bool>; 2] {
        match self {
            Self::Year { left: true, .. } => [None, Some(false)],
            Self::Year { old: None, .. } => [None, Some(true)],
            Self::Year { number, words, .. } => {
                let number = match number {
                    Some(NumberChange::Rose | NumberChange::Gained) => Some(true),
                    Some(NumberChange::Fell | NumberChange::Lost) => Some(false),
                    _ => None,
                };
                let changed = *words != WordChange::Same;
                [number, changed.then_some(*words == WordChange::Harder)]
            }
            Self::Above { by, .. } => [by.filter(|by| *by != 0.0).map(|by| by > 0.0), None],
            Self::Result { outcome, .. } => {
                let kept = match outcome {
                    Outcome::Met => Some(true),
                    Outcome::Missed => Some(false),
                    Outcome::Within | Outcome::Unlike => None,
                };
                [kept, kept]
            }
        }
    }
}

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Another number or other words than the year before.
    Changed,
    /// The same number in weaker words.
    Weaker,
    /// The same number in stronger words.
    Stronger,
    /// What had a number or was stated, and is no longer.
    Lost,
    /// Not stated the year before.
    New,
    /// More than the level above asks.
    Higher,
    /// Less than the level above asks.
    Lower,
    /// Targets the result misses.
    Missed,
}

impl Filter {
    /// Those that make sense against it.
    pub const fn of(against: Against) -> &'static [Self] {
        match against {
            Against::Nothing => &[Self::All],
            Against::Year => &[
                Self::All,
                Self::Changed,
                Self::Weaker,
                Self::Stronger,
                Self::Lost,
                Self::New,
            ],
            Against::Above => &[Self::All, Self::Higher, Self::Lower],
            Against::Result => &[Self::All, Self::Missed],
        }
    }

    /// The word of the command line, and the last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Changed => "changed",
            Self::Weaker => "weaker",
            Self::Stronger => "stronger",
            Self::Lost => "lost",
            Self::New => "new",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Missed => "missed",
        }
    }

    /// Whether it lets a cell through.
    pub fn shows(self, mark: &Mark) -> bool {
        match (self, mark) {
            (Self::All, _) => true,
            (
                Self::Changed,
                Mark::Year {
                    old,
                    number,
                    words,
                    left,
                    ..
                },
            ) => {
                old.is_none()
                    || *left
                    || number.is_some_and(|number| number != NumberChange::Same)
                    || *words != WordChange::Same
            }
            (Self::Weaker, Mark::Year { number, words, .. }) => {
                *number == Some(NumberChange::Same) && *words == WordChange::Softer
            }
            (Self::Stronger, Mark::Year { number, words, .. }) => {
                *number == Some(NumberChange::Same) && *words == WordChange::Harder
            }
            (Self::Lost, Mark::Year { number, left, .. }) => {
                *left || *number == Some(NumberChange::Lost)
            }
            (Self::New, Mark::Year { old, .. }) => old.is_none(),
            (Self::Higher, Mark::Above { by, .. }) => by.is_some_and(|by| by > 0.0),
            (Self::Lower, Mark::Above { by, .. }) => by.is_some_and(|by| by < 0.0),
            (Self::Missed, Mark::Result { outcome, .. }) => *outcome == Outcome::Missed,
            _ => false,
        }
    }
}

/// Marks the cells of `rows`.
pub(super) fn mark(
    reports: &[&Analysed],
    planned: &Planned,
    places: &HashMap<Key, usize>,
    against: Against,
    rows: &mut [Row],
) {
    if against == Against::Nothing {
        return;
    }
    for row in rows {
        let Some(other) = row.other else { continue };
        let (Some(own), Some(beside)) = (reports.get(row.of), reports.get(other)) else {
            continue;
        };
        let facing = planned.cells(other, places, row.cells.len());
        for (cell, facing) in row.cells.iter_mut().zip(facing) {
            let item = cell.items.first().and_then(|at| own.found.items.get(*at));
            let place = facing.items.first().copied();
            let faced = place.and_then(|at| beside.found.items.get(at));
            cell.mark = match against {
                Against::Year => year(item, place.zip(faced)),
                Against::Above => {
                    item.zip(place.zip(faced))
                        .map(|(item, (at, faced))| Mark::Above {
                            item: at,
                            by: gap(item, faced).filter(|_| is_rate(item)),
                        })
                }
                _ => item.and_then(|item| result(item, beside)),
            };
        }
    }
}

fn year(item: Option<&Item>, old: Option<(usize, &Item)>) -> Option<Mark> {
    let both = item.zip(old.map(|(_, old)| old));
    if item.is_none() && old.is_none() {
        return None;
    }
    Some(Mark::Year {
        old: old.map(|(at, _)| at),
        number: both.map(|(new, old)| ledger::number(old.value.as_ref(), new.value.as_ref())),
        by: both.and_then(|(new, old)| gap(new, old)),
        // Words with a number and words without one do not bind in the same way.
        words: both
            .filter(|(new, old)| new.value.is_some() == old.value.is_some())
            .map_or(WordChange::Same, |(new, old)| ledger::words(old, new)),
        left: item.is_none(),
    })
}

fn result(target: &Item, beside: &Analysed) -> Option<Mark> {
    let found = display::last_result(beside, target)?;
    let item = beside
        .found
        .items
        .iter()
        .position(|other| std::ptr::eq(other, found))?;
    Some(Mark::Result {
        item,
        outcome: ledger::outcome(target, found),
        by: gap(found, target),
    })
}

/// Whether regions of different size can be held against each other by it.
fn is_rate(item: &Item) -> bool {
    let unit = item.value.as_ref().map_or("", |value| value.base().0);
    matches!(unit, "%" | "‰" | "个百分点")
}

/// By how much `item` is more than `other`, in its own unit; `None` where they are of two.
fn gap(item: &Item, other: &Item) -> Option<f64> {
    let (unit, scale) = common(&item.value.as_ref()?.unit);
    let (faced, _) = common(&other.value.as_ref()?.unit);
    let by = (signed(item)? - signed(other)?) / scale;
    // Decimal numbers are not exact; nobody states a millionth.
    (unit == faced).then(|| (by * 1e6).round() / 1e6)
}
