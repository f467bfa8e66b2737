//! The project: what the user did, step by step, and the file that keeps it.
//!
//! The state is what panels show; its [`Document`] is what is kept of it. After each command the two are compared, and
//! the difference is a [`Step`]. Taking a step back changes the document, and the state is brought after it.

pub mod document;
pub mod history;
pub mod keeper;
mod recover;
mod rows;
pub mod store;
mod views;

use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::AnalysedFile;
use crate::model::fix::{Correction, Fix};
use crate::model::note::Note;
use crate::model::source::SourceText;

use super::command::{Command, Effect, Event};
use super::jobs::JobKind;
use super::notices::Message;
use super::state::AppState;
use super::update;
use super::words::{WordsCommand, WordsView, Worked};

use document::{Change, Document, Step, Told as StepTold};
use history::History;
use keeper::{Ask, Told};
pub use recover::recover;
pub use rows::how;
use rows::{LIST, adopt, adopt_words, adopted, document_of};
use store::{Loaded, StoreError, Write};
use views::Views;
pub(super) use views::keep_views;

/// A project that could not be opened, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: StoreError,
}

/// The project that is open.
#[derive(Debug, Default)]
pub struct Project {
    /// Its file; none while it is untitled.
    pub path: Option<PathBuf>,
    /// Why what was done last is not on disk.
    pub unkept: Option<StoreError>,
    /// The program is waiting for a project to be opened.
    pub opening: bool,
    document: Document,
    history: History,
    views: String,
    /// What the project began with is on disk.
    begun: bool,
    /// Files are being opened because of a step or a project, not by the user: no step comes of it.
    adopting: bool,
    /// The fingerprints of the files in the order that is wanted once they are open.
    arranging: Option<Vec<String>>,
    /// The views to show once they are open.
    showing: Option<Box<Views>>,
    /// What was asked for while a project was being opened.
    pub(super) waiting: Vec<Command>,
}

impl Project {
    /// Its name; none while it is untitled.
    pub fn name(&self) -> Option<String> {
        let path = self.path.as_deref()?;
        Some(path.file_stem()?.to_string_lossy().into_owned())
    }

    /// Whether something can be taken back, and whether something can be done again.
    pub fn steps(&self) -> (bool, bool) {
        self.history.can()
    }

    /// The steps, oldest first: when and what.
    pub fn history(&self) -> impl Iterator<Item = (String, StepTold)> {
        self.history.told()
    }

    /// How many of the steps are done.
    pub fn head(&self) -> usize {
        self.history.head()
    }

    /// Whether files are being opened because of a step or a project.
    pub const fn adopts(&self) -> bool {
        self.adopting
    }
}

fn now() -> String {
    jiff::Timestamp::now()
        .round(jiff::Unit::Second)
        .map_or_else(|_| String::new(), |now| now.to_string())
}

/// Says who said it and when.
pub(super) fn signed(mut correction: Correction, by: Option<String>) -> Correction {
    correction.at = Some(now());
    correction.by = by;
    correction
}

/// A note with who wrote it and when.
pub(super) fn signed_note(mut note: Note, by: Option<String>) -> Note {
    note.at = now();
    note.by = by;
    note
}

/// After an event: what the user changed by it becomes a step, where one `may` come of it.
pub(super) fn follow(state: &mut AppState, may: bool) -> Vec<Effect> {
    if state.project.opening {
        return Vec::new();
    }
    let loads = state.jobs.iter().any(|job| job.kind == JobKind::Load);
    if state.project.adopting && !loads {
        return adopted(state);
    }
    if !may {
        return Vec::new();
    }
    // Files count once all are read; what is said of them meanwhile is kept at once.
    let after = document_of(state, !loads);
    let project = &mut state.project;
    let mut changes = project.document.changes(&after);
    // The text of a list arrives after the list was chosen: it is kept, but it is no step.
    let texts: Vec<Change> = changes
        .extract_if(.., |change| change.key.starts_with(LIST))
        .collect();
    let mut effects = Vec::new();
    if !texts.is_empty() {
        project.document.take(&texts);
        effects.push(Effect::Keep(Ask::Write(Write::Rows(texts))));
    }
    if changes.is_empty() {
        return effects;
    }
    let step = Step { at: now(), changes };
    let n = project.history.push(&mut project.document, step.clone());
    let rows = if std::mem::replace(&mut project.begun, true) {
        step.changes.clone()
    } else {
        // The first step goes with what the project began with: a user's own lists.
        Document::default().changes(&project.document)
    };
    effects.push(Effect::Keep(Ask::Write(Write::Rows(rows))));
    effects.push(Effect::Keep(Ask::Write(Write::Step { n, step })));
    effects
}

/// What a new project begins with is no step: a user's own lists, what was set right before there were projects.
pub(super) fn begin(state: &mut AppState) {
    state.project.document = document_of(state, true);
}

/// Takes the last step back, or does it again.
pub(super) fn step(state: &mut AppState, forward: bool) -> Vec<Effect> {
    let head = state.project.head();
    let to = if forward {
        Some(head + 1)
    } else {
        head.checked_sub(1)
    };
    to.map_or_else(Vec::new, |to| go(state, to))
}

/// Takes steps back, or does them again, until so many are done.
pub(super) fn go(state: &mut AppState, head: usize) -> Vec<Effect> {
    let project = &mut state.project;
    if project.adopting || project.opening || head > project.history.len() {
        return Vec::new();
    }
    let before = project.document.clone();
    project.history.go_to(&mut project.document, head);
    let changes = before.changes(&project.document);
    let head = Effect::Keep(Ask::Write(Write::Head(project.history.number())));
    // Steps that cancel each other out are gone over all the same.
    if changes.is_empty() {
        return vec![head];
    }
    let rows = Effect::Keep(Ask::Write(Write::Rows(changes.clone())));
    let mut effects = vec![rows, head];
    effects.append(&mut adopt(state, &changes));
    effects
}

/// A text that was read is kept.
pub(super) fn keep_text(file: &Arc<AnalysedFile>, fix: &Fix) -> Effect {
    let notices = file.source.notices.iter();
    let text = SourceText {
        notices: notices
            .filter(|notice| notice.is_of_reading())
            .cloned()
            .collect(),
        ..file.source.clone()
    };
    Effect::Keep(Ask::Write(Write::Text {
        text: Arc::new(text),
        how: how(fix),
    }))
}

/// Carries out a command about the project.
pub(super) fn command(state: &mut AppState, command: ProjectCommand) -> Vec<Effect> {
    let ask = match command {
        ProjectCommand::New => {
            state.project.opening = true;
            Ask::New
        }
        ProjectCommand::Open(path) => {
            state.project.opening = true;
            Ask::Open(path)
        }
        ProjectCommand::Recover(path) => {
            state.project.opening = true;
            Ask::Recover(path)
        }
        ProjectCommand::SaveAs(path) => Ask::SaveAs(path),
        ProjectCommand::Copy(path) => Ask::Copy(path),
        ProjectCommand::Shrink => {
            state.project.history.clear();
            Ask::Shrink
        }
        ProjectCommand::Go(head) => return go(state, head),
    };
    let mut effects: Vec<Effect> = keep_views(state).into_iter().collect();
    effects.push(Effect::Keep(ask));
    effects
}

/// About the project.
#[derive(Clone, Debug)]
pub enum ProjectCommand {
    /// Begin a new one.
    New,
    /// Open one in place of this.
    Open(PathBuf),
    /// Recover a damaged one into a new file.
    Recover(PathBuf),
    /// Keep it in this file from now on.
    SaveAs(PathBuf),
    /// Write a copy.
    Copy(PathBuf),
    /// Forget the steps and the texts of closed files.
    Shrink,
    /// Take steps back, or do them again, until so many are done.
    Go(usize),
}

/// Takes what the keeper tells.
pub(super) fn told(state: &mut AppState, told: Told) -> Vec<Effect> {
    match told {
        Told::Opened {
            path,
            loaded,
            notice,
            untitled,
        } => {
            state.untitled = untitled;
            return opened(state, path, *loaded, notice);
        }
        Told::Refused { path, error } => {
            state.project.opening = false;
            state
                .notices
                .add(Message::ProjectRefused(Refused { path, error }));
            return waited(state);
        }
        Told::Saved { path, copy } => {
            if !copy {
                state.project.path = Some(path.clone());
                state.project.unkept = None;
                update::recent(state, &path);
            }
            state.notices.add(Message::ProjectSaved { path, copy });
        }
        Told::NotSaved { path, error } => {
            state
                .notices
                .add(Message::ProjectNotSaved(Refused { path, error }));
        }
        Told::Shrunk { before, after } => {
            state.notices.add(Message::ProjectShrunk { before, after });
        }
        Told::Kept => state.project.unkept = None,
        Told::NotKept { error } => {
            state.notices.add(Message::NotKept {
                error: error.clone(),
            });
            state.project.unkept = Some(error);
            // What is not on disk is not left for another project.
            state.project.opening = false;
            return waited(state);
        }
    }
    Vec::new()
}

/// What was asked for while a project was being opened.
fn waited(state: &mut AppState) -> Vec<Effect> {
    let waiting = std::mem::take(&mut state.project.waiting);
    let each = waiting.into_iter();
    each.flat_map(|command| update::command(state, command))
        .collect()
}

fn opened(
    state: &mut AppState,
    path: Option<PathBuf>,
    loaded: Loaded,
    notice: Option<Message>,
) -> Vec<Effect> {
    // What still loads belongs to the project that was open.
    let mut effects: Vec<Effect> = Vec::new();
    for job in &mut state.jobs {
        job.stopped = true;
        effects.push(Effect::Cancel(job.id));
    }
    let files: Vec<u64> = state.library.files.iter().map(|open| open.id).collect();
    update::close(state, &files);
    state.tray.clear();
    state.fixes.clear();
    state.notes.clear();
    state.rules.clear();
    if let Some(notice) = notice {
        state.notices.add(notice);
    }
    if let Some(path) = &path {
        update::recent(state, path);
    }
    let history = History::of(loaded.steps, loaded.head, loaded.forgotten);
    let views: Option<Views> = loaded
        .views
        .as_deref()
        .and_then(|json| serde_json::from_str(json).ok());
    let is_new = loaded.document == Document::default() && history.is_empty();
    state.project = Project {
        path,
        history,
        views: loaded.views.unwrap_or_default(),
        showing: views.map(Box::new),
        waiting: std::mem::take(&mut state.project.waiting),
        ..Project::default()
    };
    if is_new {
        // A user's own lists of words go with the user into a new project.
        state.words = WordsView::new(&state.settings.words);
        begin(state);
        effects.append(&mut waited(state));
        return effects;
    }
    state.project.begun = true;
    let changes = Document::default().changes(&loaded.document);
    state.project.document = loaded.document;
    adopt_words(state);
    effects.append(&mut adopt(state, &changes));
    effects.append(&mut waited(state));
    effects
}

/// Whether a step may come of an event. What is only looked at makes none, and thousands of reports are not gone
/// through for it.
pub(super) const fn may_step(event: &Event) -> bool {
    match event {
        Event::Command(Command::Words(command)) => matches!(
            command,
            WordsCommand::List { .. }
                | WordsCommand::Remove(_)
                | WordsCommand::Hide(_)
                | WordsCommand::Usual
                | WordsCommand::Stop(_)
                | WordsCommand::Dictionaries(_)
        ),
        Event::Command(command) => !matches!(
            command,
            Command::Goals(_)
                | Command::Compare(_)
                | Command::Ledger(_)
                | Command::Board(_)
                | Command::Show(_)
                | Command::Select { .. }
                | Command::SelectAll
                | Command::Read { .. }
                | Command::Set(_)
                | Command::Dismiss(_)
                | Command::Cancel(_)
                | Command::Export(_)
                | Command::OpenFolder(_)
                | Command::Undo
                | Command::Redo
        ),
        Event::Ended { .. }
        | Event::Counting {
            worked: Worked::Dictionaries { .. },
            ..
        } => true,
        _ => false,
    }
}
