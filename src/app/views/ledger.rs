//! The ledger: which entries are shown, and the commands about it.

use serde::{Deserialize, Serialize};

use crate::model::goal::Kind;
use crate::model::ledger::{Entry, NumberChange, Outcome, WordChange};

/// Which entries of the ledger are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerFilter {
    /// All of them.
    #[default]
    All,
    /// New goals.
    Entered,
    /// Goals no longer named.
    Left,
    /// The number is larger.
    Rose,
    /// The number is smaller.
    Fell,
    /// The words bind harder.
    Harder,
    /// The words bind less.
    Softer,
    /// The same number in weaker words.
    Weaker,
    /// A number gained or lost, another unit or indicator.
    Otherwise,
    /// Targets that the result misses.
    Missed,
}

impl LedgerFilter {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 10] = [
        Self::All,
        Self::Entered,
        Self::Left,
        Self::Rose,
        Self::Fell,
        Self::Harder,
        Self::Softer,
        Self::Weaker,
        Self::Otherwise,
        Self::Missed,
    ];

    /// Whether it lets an entry through.
    pub fn shows(self, entry: &Entry) -> bool {
        match self {
            Self::All => true,
            Self::Entered => entry.old.is_none(),
            Self::Left => entry.new.is_none(),
            Self::Rose => entry.number == Some(NumberChange::Rose),
            Self::Fell => entry.number == Some(NumberChange::Fell),
            Self::Harder => entry.words == WordChange::Harder,
            Self::Softer => entry.words == WordChange::Softer,
            Self::Weaker => entry.weaker(),
            Self::Otherwise => {
                let number = [
                    NumberChange::Gained,
                    NumberChange::Lost,
                    NumberChange::Unlike,
                ];
                entry.renamed || entry.number.is_some_and(|n| number.contains(&n))
            }
            Self::Missed => entry.outcome == Some(Outcome::Missed),
        }
    }
}

/// The ledger view.
#[derive(Clone, Copy, Debug, Default)]
pub struct LedgerView {
    /// Which entries are shown.
    pub filter: LedgerFilter,
    /// Goals, tasks, or both.
    pub kind: Option<Kind>,
    /// The selected entry: its place in [`Comparing::ledger`](super::compare::Comparing::ledger).
    pub selected: Option<usize>,
}

/// About the ledger.
#[derive(Clone, Copy, Debug)]
pub enum LedgerCommand {
    /// Which entries are shown.
    Filter(LedgerFilter),
    /// Goals, tasks, or both.
    Kind(Option<Kind>),
    /// Select an entry.
    Select(Option<usize>),
}
