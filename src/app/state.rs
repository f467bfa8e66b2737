//! Everything the window shows, and nothing it only needs for drawing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::model::fix::Fix;
use crate::model::note::Note;
use crate::model::rule::Rule;

use super::jobs::JobStatus;
use super::library::{Import, Library};
use super::notices::Notices;
use super::pending::Pending;
use super::preview::Touched;
use super::project::session::Project;
use super::settings::Settings;
use super::views::View;
use super::views::board::{BoardView, KeptBoard};
use super::views::compare::Comparing;
use super::views::goals::{GoalsOptions, GoalsView};
use super::views::ledger::LedgerView;
use super::views::reading::Reading;
use super::words::WordsView;

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
    pub imports: Vec<Import>,
    /// What was set right about files, by their fingerprints.
    pub fixes: BTreeMap<String, Fix>,
    /// Notes on words of the texts, by file and place.
    pub notes: Vec<Note>,
    /// Rules made from corrections.
    pub rules: Vec<Rule>,
    /// What a rule that is being made would change, in the files as they were then.
    pub preview: Pending<(Rule, u64), Vec<Touched>>,
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
    pub(in crate::app) next_job: u64,
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

    /// The fixes of a file, by its fingerprint.
    pub fn fixes_of(&self, sha256: &str) -> Fix {
        self.fixes.get(sha256).cloned().unwrap_or_default()
    }

    /// Whether a step can be taken back, and whether one can be done again.
    pub fn steps(&self) -> (bool, bool) {
        self.project.steps()
    }

    pub(super) fn new(settings: Settings) -> Self {
        let goals = GoalsView {
            options: GoalsOptions {
                hidden: settings.hidden_columns.iter().copied().collect(),
                grouping: settings.grouping,
                ..GoalsOptions::default()
            },
            ..GoalsView::default()
        };
        let mut library = Library::default();
        library.recent.clone_from(&settings.recent);
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
            imports: Vec::new(),
            fixes: settings.fixes.clone(),
            notes: Vec::new(),
            rules: Vec::new(),
            preview: Pending::default(),
            project: Project::default(),
            untitled: Vec::new(),
            jobs: Vec::new(),
            notices: Notices::default(),
            settings,
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
            hidden_columns: self.goals.options.hidden.iter().copied().collect(),
            grouping: self.goals.options.grouping,
            board: KeptBoard::of(&self.board),
            words: self.words.kept(),
            ..self.settings.clone()
        }
    }
}
