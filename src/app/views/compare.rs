//! Two reports side by side: which, what was found, which differences are walked through, and the commands about it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::app::library::ReportId;
use crate::engine::compare::words::{Change, Difference};
use crate::model::comparison::{Comparison, Nearness};
use crate::model::ledger::Entry;
use crate::text::span::CharSpan;

/// Which differences the comparison walks through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiffFilter {
    /// Every one.
    #[default]
    All,
    /// Other numbers.
    Numbers,
    /// Other bound or force words.
    Bounds,
    /// Other words.
    Wording,
    /// Sentences without a counterpart in the old report.
    New,
    /// Sentences without a counterpart in the new report.
    Dropped,
    /// Pairs out of order.
    Moved,
}

impl DiffFilter {
    /// Whether changes of this kind are marked.
    pub const fn shows(self, change: Change) -> bool {
        match self {
            Self::All | Self::Moved => true,
            Self::Numbers => matches!(change, Change::Number),
            Self::Bounds => matches!(change, Change::Bound),
            Self::Wording => matches!(change, Change::Wording),
            Self::New | Self::Dropped => false,
        }
    }

    /// Whether sentences without a counterpart in the old report are marked.
    pub const fn shows_new(self) -> bool {
        matches!(self, Self::All | Self::New)
    }

    /// Whether sentences without a counterpart in the new report are marked.
    pub const fn shows_dropped(self) -> bool {
        matches!(self, Self::All | Self::Dropped)
    }

    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::All,
        Self::Numbers,
        Self::Bounds,
        Self::Wording,
        Self::New,
        Self::Dropped,
        Self::Moved,
    ];
}

/// A place of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// The pair of a new sentence.
    New(usize),
    /// An old sentence that nothing answers to.
    Dropped(usize),
}

/// The comparison of two reports.
#[derive(Clone, Debug, Default)]
pub struct Comparing {
    /// The report on the left.
    pub old: Option<ReportId>,
    /// The report on the right.
    pub new: Option<ReportId>,
    /// What was found, once it is.
    pub found: Option<Arc<Comparison>>,
    /// What differs inside each pair.
    pub differences: Arc<Vec<Difference>>,
    /// What became of the goals and tasks.
    pub ledger: Arc<Vec<Entry>>,
    /// Which differences are walked through.
    pub filter: DiffFilter,
    /// The selected place.
    pub selected: Option<Row>,
    /// Both sides scroll together.
    pub unsynced: bool,
    /// The job that compares now.
    pub job: Option<u64>,
    /// Rises with each selection made by a step, so that the panes scroll to it.
    pub jump: u64,
    /// A third report beside the two, mostly that of the level above.
    pub above: Option<ReportId>,
    /// The new one compared with it, once it is.
    pub above_found: Option<Arc<Comparison>>,
    /// The job that compares with it now.
    pub above_job: Option<u64>,
}

impl Comparing {
    /// The sentences of the third report that answer to the selected one of the new report.
    pub fn above_selected(&self) -> Vec<CharSpan> {
        let (Some(found), Some(Row::New(at))) = (&self.above_found, self.selected) else {
            return Vec::new();
        };
        let old = found.pairs.get(at).map_or(&[][..], |pair| &pair.old);
        old.iter()
            .filter_map(|old| found.old.get(*old))
            .copied()
            .collect()
    }

    /// The places the filter lets through, in the order of reading.
    pub fn differences(&self, filter: DiffFilter) -> Vec<Row> {
        let Some(found) = &self.found else {
            return Vec::new();
        };
        let mut rows: Vec<(usize, Row)> = Vec::new();
        for (pair, difference) in found.pairs.iter().zip(self.differences.iter()) {
            let through = match filter {
                DiffFilter::All => pair.nearness != Nearness::Same || pair.moved,
                DiffFilter::Numbers => difference.has(Change::Number),
                DiffFilter::Bounds => difference.has(Change::Bound),
                DiffFilter::Wording => {
                    difference.has(Change::Wording)
                        && !difference.has(Change::Number)
                        && !difference.has(Change::Bound)
                }
                DiffFilter::New => pair.nearness == Nearness::None,
                DiffFilter::Moved => pair.moved,
                DiffFilter::Dropped => false,
            };
            if through {
                rows.push((pair.new, Row::New(pair.new)));
            }
        }
        if matches!(filter, DiffFilter::All | DiffFilter::Dropped) {
            // A dropped sentence is read behind the counterpart of the sentence before it.
            let mut after = vec![0usize; found.old.len()];
            for pair in &found.pairs {
                for &old in &pair.old {
                    if let Some(slot) = after.get_mut(old) {
                        *slot = pair.new + 1;
                    }
                }
            }
            let mut at = 0;
            for (old, slot) in after.iter().enumerate() {
                if *slot > 0 {
                    at = *slot;
                }
                if found.dropped.contains(&old) {
                    rows.push((at, Row::Dropped(old)));
                }
            }
        }
        rows.sort_by_key(|(at, row)| (*at, matches!(row, Row::New(_))));
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// About the comparison.
#[derive(Clone, Copy, Debug)]
pub enum CompareCommand {
    /// Put a report on the left.
    Old(ReportId),
    /// Put a report on the right.
    New(ReportId),
    /// Put a third report beside them, or take it away.
    Above(Option<ReportId>),
    /// Exchange the sides.
    Swap,
    /// Which differences to walk through.
    Filter(DiffFilter),
    /// Select a pair by its new sentence, or an old sentence nothing answers to.
    Select(Option<Row>),
    /// Show a place in the comparison.
    Go(Row),
    /// To the next or previous difference.
    Step {
        /// Forward or back.
        forward: bool,
    },
    /// Scroll both sides together.
    Sync(bool),
}
