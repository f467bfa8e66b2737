//! Everything the window shows, and nothing it only needs for drawing.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::board::{self, Key};
use crate::engine::compare::words::{Change, Difference};
use crate::engine::{Analysed, AnalysedFile, correct, display, picture};
use crate::model::comparison::{Comparison, Nearness};
use crate::model::fix::Fix;
use crate::model::goal::{Force, Item, Kind};
use crate::model::ledger::{Entry, NumberChange, Outcome as Result, WordChange};
use crate::model::note::Note;
use crate::model::rule::Rule;
use crate::text::span::CharSpan;

use super::jobs::JobStatus;
use super::notices::Notices;
use super::project::Project;
use super::settings::{KeptBoard, Settings};
use super::words::WordsView;

/// A report among the open ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId {
    /// Which file.
    pub file: u64,
    /// Which report in it.
    pub index: usize,
}

/// An item of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// Which report.
    pub report: ReportId,
    /// Which item.
    pub index: usize,
}

/// A file that was dropped or opened, and what came of it.
#[derive(Clone, Debug)]
pub struct Import {
    /// Which job reads it.
    pub job: u64,
    /// Where it is; none for pasted texts and samples.
    pub path: Option<PathBuf>,
    /// Its name.
    pub name: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It waits for its turn.
    Waiting,
    /// It is open, under this id.
    Open(u64),
    /// It is the same as the open file of this id.
    Same(u64),
    /// It could not be read: the key of the reason, and what the system or a library said.
    Failed(&'static str, String),
    /// Its job was stopped before its turn.
    Stopped,
}

/// A view of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// 目标
    #[default]
    Goals,
    /// 对读
    Compare,
    /// 看板
    Board,
    /// 进退
    Ledger,
    /// 词语
    Words,
    /// 阅读
    Read,
}

impl View {
    /// Whether it shows two reports.
    pub const fn compares(self) -> bool {
        matches!(self, Self::Compare | Self::Ledger)
    }
}

/// An open file.
#[derive(Clone, Debug)]
pub struct OpenFile {
    /// Its id in this session.
    pub id: u64,
    /// Where it is; none for pasted texts and samples.
    pub path: Option<PathBuf>,
    /// Its name.
    pub name: String,
    /// The day it was read.
    pub day: String,
    /// What the rules found in it.
    pub read: Arc<AnalysedFile>,
    /// The same with what the user said of single goals; all views show this.
    pub file: Arc<AnalysedFile>,
}

impl OpenFile {
    /// Takes what was read, with the corrections of `fix` and the rules.
    pub(super) fn set(&mut self, read: Arc<AnalysedFile>, fix: &Fix, rules: &[Rule]) {
        self.file = corrected(&read, fix, rules);
        self.read = read;
    }

    /// The ids of its reports.
    pub fn reports(&self) -> impl Iterator<Item = ReportId> + '_ {
        (0..self.file.reports.len()).map(|index| ReportId {
            file: self.id,
            index,
        })
    }
}

fn corrected(read: &Arc<AnalysedFile>, fix: &Fix, rules: &[Rule]) -> Arc<AnalysedFile> {
    correct::file(read, fix, rules).map_or_else(|| Arc::clone(read), Arc::new)
}

/// The open files and which reports are selected.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// In the order of the list.
    pub files: Vec<OpenFile>,
    /// The selected reports.
    pub selected: BTreeSet<ReportId>,
    /// The one selected last.
    pub anchor: Option<ReportId>,
    /// Lately opened paths, newest first.
    pub recent: Vec<PathBuf>,
    next: u64,
    /// Where the file asked for last stands.
    last: Cell<usize>,
}

impl Library {
    /// Adds a file at the end, with the corrections of `fix` and the rules; its id.
    pub fn add(
        &mut self,
        path: Option<PathBuf>,
        name: String,
        day: String,
        read: Arc<AnalysedFile>,
        fix: &Fix,
        rules: &[Rule],
    ) -> u64 {
        self.next += 1;
        self.files.push(OpenFile {
            id: self.next,
            path,
            name,
            day,
            file: corrected(&read, fix, rules),
            read,
        });
        self.next
    }

    /// A file by its id.
    pub fn file(&self, id: u64) -> Option<&OpenFile> {
        // Files are mostly asked for one after the other: the next one is where the last one was, or behind it.
        let last = self.last.get();
        let near =
            (last..last + 2).find(|at| self.files.get(*at).is_some_and(|file| file.id == id));
        let at = near.or_else(|| self.files.iter().position(|file| file.id == id))?;
        self.last.set(at);
        self.files.get(at)
    }

    /// Another number for other files, another reading of one, or another selection.
    pub fn stamp(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.selected.hash(&mut hasher);
        for open in &self.files {
            (open.id, Arc::as_ptr(&open.file)).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// A report by its id.
    pub fn report(&self, id: ReportId) -> Option<(&OpenFile, &Analysed)> {
        let file = self.file(id.file)?;
        Some((file, file.file.reports.get(id.index)?))
    }

    /// The short name of a report.
    pub fn name(&self, id: ReportId) -> String {
        self.report(id).map_or_else(String::new, |(file, report)| {
            display::report_name(&report.report.meta, &file.name)
        })
    }

    /// An item by its id.
    pub fn item(&self, id: ItemId) -> Option<(&OpenFile, &Analysed, &Item)> {
        let (file, report) = self.report(id.report)?;
        Some((file, report, report.found.items.get(id.index)?))
    }

    /// Every report, in the order of the list.
    pub fn reports(&self) -> impl Iterator<Item = ReportId> + '_ {
        self.files.iter().flat_map(OpenFile::reports)
    }

    /// The selected reports in the order of the list; all of them when none is selected.
    pub fn shown(&self) -> Vec<ReportId> {
        let all: Vec<ReportId> = self.reports().collect();
        if self.selected.is_empty() {
            all
        } else {
            all.into_iter()
                .filter(|id| self.selected.contains(id))
                .collect()
        }
    }
}

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

/// What the goals table shows and how.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalsView {
    /// Which list.
    pub kind: Kind,
    /// Words to find.
    pub text: String,
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only this force.
    pub force: Option<Force>,
    /// Only what the rules are unsure of.
    pub unsure: bool,
    /// Sorted by a column; `true` downwards.
    pub sort: Option<(Column, bool)>,
    /// Columns not shown.
    pub hidden: BTreeSet<Column>,
    /// How rows are grouped.
    pub grouping: Grouping,
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
            Self::Missed => entry.outcome == Some(Result::Missed),
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
    /// The selected entry: its place in [`Comparing::ledger`].
    pub selected: Option<usize>,
}

/// The board.
#[derive(Clone, Debug, Default)]
pub struct BoardView {
    /// What it shows.
    pub ask: board::Ask,
    /// Cells are not shaded by their number.
    pub plain: bool,
    /// The weights as pasted.
    pub weights: String,
    /// A picture instead of the table.
    pub picture: Option<picture::Kind>,
    /// The column the picture is of; the first when none.
    pub of: Option<Key>,
}

/// The reading view.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Which report.
    pub report: Option<ReportId>,
    /// Where to scroll to.
    pub at: Option<usize>,
    /// Rises with each request to scroll.
    pub jump: u64,
}

/// Everything.
#[derive(Debug)]
pub struct AppState {
    /// Open files.
    pub library: Library,
    /// The view shown.
    pub view: View,
    /// The goals table.
    pub goals: GoalsView,
    /// The comparison.
    pub compare: Comparing,
    /// The ledger.
    pub ledger: LedgerView,
    /// The board.
    pub board: BoardView,
    /// The words view.
    pub words: WordsView,
    /// The reading view.
    pub reading: Reading,
    /// What was dropped or opened in this session, in order.
    pub tray: Vec<Import>,
    /// What was set right about files, by their fingerprints.
    pub fixes: BTreeMap<String, Fix>,
    /// Notes on words of the texts, by file and place.
    pub notes: Vec<Note>,
    /// Rules made from corrections.
    pub rules: Vec<Rule>,
    /// The project all this is kept in.
    pub project: Project,
    /// Untitled projects that are not open, the latest first.
    pub untitled: Vec<PathBuf>,
    /// Running jobs.
    pub jobs: Vec<JobStatus>,
    /// What the user should know.
    pub notices: Notices,
    /// What is kept from session to session.
    pub settings: Settings,
    /// Rises with each change.
    pub revision: u64,
    pub(super) next_job: u64,
}

impl AppState {
    /// The fixes of a file.
    pub fn fix(&self, file: u64) -> Fix {
        self.library
            .file(file)
            .and_then(|open| self.fixes.get(&open.file.source.sha256))
            .cloned()
            .unwrap_or_default()
    }

    /// Whether a step can be taken back, and whether one can be done again.
    pub fn steps(&self) -> (bool, bool) {
        self.project.steps()
    }

    pub(super) fn new(settings: Settings) -> Self {
        let goals = GoalsView {
            kind: Kind::Goal,
            text: String::new(),
            indicator: None,
            force: None,
            unsure: false,
            sort: None,
            hidden: settings.hidden_columns.iter().copied().collect(),
            grouping: settings.grouping,
            selected: None,
            place: None,
            account: false,
        };
        let library = Library {
            recent: settings.recent.clone(),
            ..Library::default()
        };
        let board = settings.board.view();
        Self {
            library,
            view: View::default(),
            goals,
            compare: Comparing::default(),
            ledger: LedgerView::default(),
            board,
            words: WordsView::new(&settings.words),
            reading: Reading::default(),
            tray: Vec::new(),
            fixes: settings.fixes.clone(),
            notes: Vec::new(),
            rules: Vec::new(),
            project: Project::default(),
            untitled: Vec::new(),
            jobs: Vec::new(),
            notices: Notices::default(),
            settings,
            revision: 0,
            next_job: 0,
        }
    }

    /// The settings with the session as it is now.
    pub fn settings_to_keep(&self) -> Settings {
        Settings {
            project: self.project.path.clone(),
            // A project has them since.
            fixes: BTreeMap::new(),
            recent: self.library.recent.clone(),
            hidden_columns: self.goals.hidden.iter().copied().collect(),
            grouping: self.goals.grouping,
            board: KeptBoard::of(&self.board),
            words: self.words.kept(),
            ..self.settings.clone()
        }
    }
}
