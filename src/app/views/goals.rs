//! The goals table: what it shows and how, what is selected, and the commands about it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::app::library::{ItemId, ReportId};
use crate::model::goal::{Force, Item, Kind};
use crate::text::span::CharSpan;

/// A column of the goals table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Report.
    Report,
    /// Indicator.
    Indicator,
    /// Value.
    Value,
    /// Bound.
    Bound,
    /// Force.
    Force,
    /// Period.
    Period,
    /// The year before.
    Last,
    /// The sentence.
    Sentence,
}

impl Column {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::Indicator,
        Self::Value,
        Self::Bound,
        Self::Force,
        Self::Period,
        Self::Last,
        Self::Sentence,
    ];

    /// The key of its head.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Report => "column.report",
            Self::Indicator => "column.indicator",
            Self::Value => "column.value",
            Self::Bound => "column.bound",
            Self::Force => "column.force",
            Self::Period => "column.period",
            Self::Last => "column.last",
            Self::Sentence => "column.sentence",
        }
    }
}

/// How the rows of the goals table are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// Not at all: in the order of the reports.
    #[default]
    None,
    /// A head for each report.
    Report,
    /// A head for each indicator.
    Indicator,
}

/// What the goals table shows and how; kept with the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalsOptions {
    /// Which list.
    pub kind: Kind,
    /// Words to find.
    pub text: String,
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only this force.
    pub force: Option<Force>,
    /// Only what the readers are unsure of.
    pub unsure: bool,
    /// Columns not shown.
    pub hidden: BTreeSet<Column>,
    /// How rows are grouped.
    pub grouping: Grouping,
}

impl Default for GoalsOptions {
    fn default() -> Self {
        Self {
            kind: Kind::Goal,
            text: String::new(),
            indicator: None,
            force: None,
            unsure: false,
            hidden: BTreeSet::new(),
            grouping: Grouping::None,
        }
    }
}

impl GoalsOptions {
    /// Whether an item of a list passes the filters; what is typed is looked for in its row.
    pub fn passes(&self, item: &Item) -> bool {
        item.kind == self.kind
            && self
                .indicator
                .as_deref()
                .is_none_or(|id| item.canonical == id)
            && self.force.is_none_or(|force| item.force == force)
            && (!self.unsure || item.is_doubtful())
    }

    /// The same list and columns with nothing filtered out.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self {
            kind: self.kind,
            hidden: self.hidden.clone(),
            grouping: self.grouping,
            ..Self::default()
        }
    }

    /// The command for options that differ from these in one thing.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> GoalsCommand {
        let mut options = self.clone();
        change(&mut options);
        GoalsCommand::Set(options)
    }
}

/// The goals table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoalsView {
    /// What it shows and how.
    pub options: GoalsOptions,
    /// Sorted by a column; `true` downwards.
    pub sort: Option<(Column, bool)>,
    /// The selected item.
    pub selected: Option<ItemId>,
    /// A place shown instead of an item: an unused number, a doubt.
    pub place: Option<Place>,
    /// The account of the other numbers is unfolded.
    pub account: bool,
}

/// A place in a report to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The report.
    pub report: ReportId,
    /// What is marked.
    pub span: CharSpan,
    /// What it is compared with.
    pub with: Option<CharSpan>,
}

/// About the goals table.
#[derive(Clone, Debug)]
pub enum GoalsCommand {
    /// Show this, so.
    Set(GoalsOptions),
    /// Sort by a column; again turns the order round.
    Sort(Column),
    /// Select an item.
    Select(Option<ItemId>),
    /// Show a place that is no item.
    Inspect(Place),
    /// Unfold or fold the account of the other numbers.
    Account(bool),
}
