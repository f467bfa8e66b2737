//! What each report plans, by the columns of the board.

use std::collections::HashMap;

use crate::engine::lexicon::Lexicon;
use crate::model::analysed::Analysed;
use crate::model::goal::{IndicatorId, Item, Kind, Measure, Period, Tier};

use super::{Cell, Key, Row};

/// Whether an item stands on the board: a goal for its report's year with an indicator of the lexicon.
pub(super) fn planned(report: &Analysed, item: &Item) -> bool {
    item.kind == Kind::Goal && for_year(report, item)
}

/// Whether an item is about an indicator of the lexicon in the year its report plans.
fn for_year(report: &Analysed, item: &Item) -> bool {
    !item.canonical.is_other()
        && matches!((item.period, report.report.meta.plan_year), (Some(Period::Year(y)), Some(plan)) if y == plan)
}

/// The items with a value that are wanted: their columns, and where they stand in the list.
fn valued(items: &[Item], wanted: impl Fn(&Item) -> bool) -> Vec<(Key, usize)> {
    let own = items.iter().enumerate();
    let own = own.filter(|(_, item)| item.value.is_some() && wanted(item));
    let key = |item: &Item| Key {
        id: item.canonical,
        measure: item.measure,
    };
    own.map(|(at, item)| (key(item), at)).collect()
}

/// What each report plans.
pub(super) struct Planned {
    /// For each report its items with their columns.
    pub(super) items: Vec<Vec<(Key, usize)>>,
    /// The same of its commitments elsewhere.
    pub(super) tasks: Vec<Vec<(Key, usize)>>,
    /// The same of what one reader alone takes for goals.
    pub(super) candidates: Vec<Vec<(Key, usize)>>,
}

impl Planned {
    pub(super) fn of(reports: &[&Analysed]) -> Self {
        let each = |report: &&Analysed| -> Vec<(Key, usize)> {
            let items = report.found.items.iter().enumerate();
            let mut own: Vec<((bool, bool), Key, usize)> = items
                .filter(|(_, item)| planned(report, item))
                .map(|(at, item)| {
                    let key = Key {
                        id: item.canonical,
                        measure: item.measure,
                    };
                    let rank = (item.tier == Tier::Stretch, item.value.is_none());
                    (rank, key, at)
                })
                .collect();
            // The expected figure before the one striven for, and a figure before words.
            own.sort_by_key(|(rank, ..)| *rank);
            own.into_iter().map(|(_, key, at)| (key, at)).collect()
        };
        let mut items: Vec<Vec<(Key, usize)>> = reports.iter().map(each).collect();
        // A goal without a number stands where its indicator mostly has one.
        let mut usual: HashMap<IndicatorId, Vec<(Measure, usize)>> = HashMap::new();
        for (key, _) in items.iter().flatten() {
            if key.measure != Measure::Relative {
                let own = usual.entry(key.id).or_default();
                match own.iter_mut().find(|(measure, _)| *measure == key.measure) {
                    Some((_, count)) => *count += 1,
                    None => own.push((key.measure, 1)),
                }
            }
        }
        for (key, _) in items.iter_mut().flatten() {
            if key.measure == Measure::Relative {
                let most = usual
                    .get(&key.id)
                    .and_then(|own| own.iter().max_by_key(|(_, count)| *count));
                key.measure = most.map_or(Measure::Growth, |(measure, _)| *measure);
            }
        }
        let tasks = |report: &&Analysed| {
            valued(&report.found.items, |item| {
                item.kind == Kind::Task && for_year(report, item)
            })
        };
        let alone =
            |report: &&Analysed| valued(&report.found.candidates, |item| planned(report, item));
        let tasks = reports.iter().map(tasks).collect();
        let candidates = reports.iter().map(alone).collect();
        Self {
            items,
            tasks,
            candidates,
        }
    }

    /// What the reports of the rows state, the most stated first; in the order of the lexicon among equals.
    pub(super) fn stated(&self, rows: &[Row]) -> Vec<(Key, usize)> {
        let mut counts: HashMap<Key, (usize, usize)> = HashMap::new();
        for (r, row) in rows.iter().enumerate() {
            // What is no longer named has its column too.
            let other = row.other.and_then(|other| self.items.get(other));
            for (key, _) in other.into_iter().flatten() {
                counts.entry(*key).or_insert((0, usize::MAX));
            }
            for (key, _) in self.items.get(row.of).into_iter().flatten() {
                let (count, last) = counts.entry(*key).or_insert((0, usize::MAX));
                if *last != r {
                    *count += 1;
                    *last = r;
                }
            }
        }
        let place: HashMap<IndicatorId, usize> = Lexicon::get()
            .indicators
            .iter()
            .enumerate()
            .rev()
            .map(|(at, indicator)| (indicator.id, at))
            .collect();
        let mut out: Vec<(Key, usize)> = counts
            .into_iter()
            .map(|(key, (count, _))| (key, count))
            .collect();
        out.sort_by_key(|(key, count)| {
            (std::cmp::Reverse(*count), place.get(&key.id).copied(), *key)
        });
        out
    }

    pub(super) fn cells(
        &self,
        report: usize,
        places: &HashMap<Key, usize>,
        count: usize,
    ) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); count];
        for (key, item) in self.items.get(report).into_iter().flatten() {
            if let Some(cell) = places.get(key).and_then(|c| cells.get_mut(*c)) {
                cell.items.push(*item);
            }
        }
        for (key, item) in self.tasks.get(report).into_iter().flatten() {
            if let Some(cell) = places.get(key).and_then(|c| cells.get_mut(*c))
                && cell.items.is_empty()
                && cell.elsewhere.is_none()
            {
                cell.elsewhere = Some(*item);
            }
        }
        for (key, item) in self.candidates.get(report).into_iter().flatten() {
            if let Some(cell) = places.get(key).and_then(|c| cells.get_mut(*c))
                && cell.items.is_empty()
                && cell.elsewhere.is_none()
                && cell.candidate.is_none()
            {
                cell.candidate = Some(*item);
            }
        }
        cells
    }
}
