//! What panels ask for, what jobs answer, and what the program then has to do.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::compare::words::Difference;
use crate::engine::labels::Language;
use crate::engine::read::ReadError;
use crate::model::analysed::AnalysedFile;
use crate::model::comparison::Comparison;
use crate::model::fix::{Correction, Fix};
use crate::model::ledger::Entry;
use crate::model::note::Note;
use crate::model::rule::Rule;

use super::export::{After, ExportRequest};
use super::library::{ReportId, TextSource};
use super::preview::Touched;
use super::project::protocol::{ProjectCommand, Reply, Request};
use super::settings::{Theme, WindowPlace};
use super::views::View;
use super::views::board::BoardCommand;
use super::views::compare::CompareCommand;
use super::views::goals::GoalsCommand;
use super::views::ledger::LedgerCommand;
use super::words::{WordsCommand, Work, Worked};

/// Wakes whoever draws, after an event was sent.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Something a user asked for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Open these files, and the readable ones in these folders.
    Open(Vec<PathBuf>),
    /// Open the built-in samples.
    OpenSamples,
    /// Read a pasted text.
    Paste(String),
    /// Set a file right: by its id.
    Fix {
        /// Which file.
        file: u64,
        /// All fixes it has from now on.
        fix: Fix,
    },
    /// Say of a goal that it is as read, another one, or none.
    Correct {
        /// In which report.
        report: ReportId,
        /// What is said, as one step.
        corrections: Vec<Correction>,
    },
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// About the project.
    Project(ProjectCommand),
    /// Write a note, in place of the one on the same words; none where it has no text.
    Note(Note),
    /// Make a rule, or take it away.
    Rule {
        /// The rule.
        rule: Rule,
        /// It holds.
        on: bool,
    },
    /// Find what a rule would change.
    PreviewRule(Rule),
    /// Try a file again that could not be read.
    Retry(PathBuf),
    /// Close the files of these reports.
    Close(Vec<ReportId>),
    /// Close a file, by its id.
    CloseFile(u64),
    /// Close everything.
    CloseAll,
    /// Select a report: alone, or added to the selection.
    Select {
        /// Which.
        report: ReportId,
        /// Keep the others; a second time takes it away.
        add: bool,
        /// From the last selected one to this.
        range: bool,
    },
    /// Select every report.
    SelectAll,
    /// Put a file before another in the list.
    Move {
        /// The file.
        file: u64,
        /// Before which; at the end when `None`.
        before: Option<u64>,
    },
    /// Show a view.
    Show(View),
    /// About the goals table.
    Goals(GoalsCommand),
    /// About the comparison.
    Compare(CompareCommand),
    /// About the ledger.
    Ledger(LedgerCommand),
    /// About the board.
    Board(BoardCommand),
    /// About the words view.
    Words(WordsCommand),
    /// Show a report in the reading view, at a place.
    Read {
        /// Which.
        report: ReportId,
        /// Scroll to this code point.
        at: Option<usize>,
    },
    /// Write a file.
    Export(Box<ExportRequest>),
    /// Show a folder in the system's file manager.
    OpenFolder(PathBuf),
    /// Stop a job.
    Cancel(u64),
    /// Take a notice away.
    Dismiss(u64),
    /// Change a setting.
    Set(Setting),
}

/// A setting to change.
#[derive(Clone, Debug)]
pub enum Setting {
    /// The language of the interface.
    Language(Language),
    /// Light, dark, or as the system.
    Theme(Theme),
    /// The zoom factor.
    Zoom(f32),
    /// Nothing moves by itself.
    Still(bool),
    /// The name under corrections and notes.
    Name(String),
    /// Where the window is.
    Window(WindowPlace),
}

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A user asked.
    Command(Command),
    /// A job found more to do: how many texts there are in all.
    Counted {
        /// Which job.
        job: u64,
        /// How many.
        total: usize,
        /// What each is called, and where it is.
        names: Vec<(Option<PathBuf>, String)>,
    },
    /// A text was read.
    Loaded {
        /// Which job.
        job: u64,
        /// Where it was; none for pasted texts and samples.
        path: Option<PathBuf>,
        /// Its name.
        name: String,
        /// What came of it.
        result: Result<Arc<AnalysedFile>, ReadError>,
        /// The day of it.
        day: String,
    },
    /// Two reports were compared.
    Compared {
        /// Which job.
        job: u64,
        /// What was found.
        result: Arc<Comparison>,
        /// What differs inside each pair, in its order.
        differences: Arc<Vec<Difference>>,
        /// What became of the goals and tasks.
        ledger: Arc<Vec<Entry>>,
    },
    /// The keeper tells of the project.
    Project(Reply),
    /// Another thread has something to say.
    Notice(super::notices::Message),
    /// Something was counted.
    Counting {
        /// Which job.
        job: u64,
        /// What.
        worked: Worked,
    },
    /// What a rule would change was found.
    Previewed {
        /// Which job.
        job: u64,
        /// The places.
        found: Vec<Touched>,
    },
    /// A file was written, or could not be.
    Exported {
        /// Which job.
        job: u64,
        /// Where.
        path: PathBuf,
        /// What is done then.
        after: After,
        /// How it went: the key of the reason, and what the system or a library said.
        result: Result<(), (&'static str, String)>,
    },
    /// A job ended.
    Ended {
        /// Which.
        job: u64,
        /// It panicked: what it said.
        panic: Option<String>,
    },
}

/// Something the program has to do.
#[derive(Debug)]
pub enum Effect {
    /// Read texts.
    Load {
        /// Which job.
        job: u64,
        /// What to read.
        sources: Vec<TextSource>,
        /// What was set right before, by fingerprint.
        fixes: BTreeMap<String, Fix>,
    },
    /// Compare two reports.
    Compare {
        /// Which job.
        job: u64,
        /// The old one: file and index.
        old: (Arc<AnalysedFile>, usize),
        /// The new one.
        new: (Arc<AnalysedFile>, usize),
    },
    /// Count words.
    Count {
        /// Which job.
        job: u64,
        /// What is to be done.
        work: Work,
    },
    /// Find what a rule would change.
    Preview {
        /// Which job.
        job: u64,
        /// The rule.
        rule: Rule,
        /// The open files, by their ids.
        files: Vec<(u64, Arc<AnalysedFile>)>,
    },
    /// Write a file.
    Export {
        /// Which job.
        job: u64,
        /// What to write.
        request: Box<ExportRequest>,
    },
    /// Ask the keeper of the project.
    Keep(Request),
    /// Stop a job.
    Cancel(u64),
    /// Show a folder.
    OpenFolder(PathBuf),
    /// Open a file in the program that is for it.
    OpenFile(PathBuf),
}
