//! How a project looked when it was last open: the view, its filters, what was selected. Kept with it, but no step.

use serde::{Deserialize, Serialize};

use crate::app::views::View;
use crate::app::views::board::KeptBoard;
use crate::app::views::compare::DiffFilter;
use crate::app::views::goals::GoalsOptions;
use crate::app::views::ledger::LedgerFilter;
use crate::app::words::KeptWords;

/// A report by the fingerprint of its file.
pub type Place = (String, usize);

/// How the project looked: not a step, but kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Views {
    /// The view.
    pub view: View,
    /// The selected reports.
    pub selected: Vec<Place>,
    /// The sides of the comparison, and the third report.
    pub sides: [Option<Place>; 3],
    /// The report read.
    pub reading: Option<Place>,
    /// The goals table.
    #[serde(flatten)]
    pub goals: GoalsOptions,
    /// Which differences.
    pub differences: DiffFilter,
    /// Which entries of the ledger.
    pub ledger: LedgerFilter,
    /// The board.
    pub board: KeptBoard,
    /// The words view.
    pub words: KeptWords,
}
