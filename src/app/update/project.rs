//! Steps, and the project that is opened, saved and kept.

use std::path::PathBuf;

use crate::app::command::{Command, Effect, Event};
use crate::app::jobs::JobKind;
use crate::app::library::TextSource;
use crate::app::notices::Message;
use crate::app::project::document::{Change, Document, Step};
use crate::app::project::history::History;
use crate::app::project::protocol::{ProjectCommand, Reply, Request};
use crate::app::project::session::Project;
use crate::app::project::store::{ENDING, Loaded, Refused, Write};
use crate::app::project::sync::{self, Adopted, LIST, Shown, document_of, keep_views};
use crate::app::project::views::Views;
use crate::app::state::AppState;
use crate::app::views::compare::CompareCommand;
use crate::app::words::{WordsCommand, WordsView, Worked};
use crate::clock;

use super::compare;
use super::corrections::{rule_all, set_right};
use super::jobs::load;
use super::library::{close, recent};

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
        effects.push(Effect::Keep(Request::Write(Write::Rows(texts))));
    }
    if changes.is_empty() {
        return effects;
    }
    let step = Step {
        at: clock::now(),
        changes,
    };
    let n = project.history.push(&mut project.document, step.clone());
    let rows = if std::mem::replace(&mut project.begun, true) {
        step.changes.clone()
    } else {
        // The first step goes with what the project began with: a user's own lists.
        Document::default().changes(&project.document)
    };
    effects.push(Effect::Keep(Request::Write(Write::Rows(rows))));
    effects.push(Effect::Keep(Request::Write(Write::Step { n, step })));
    effects
}

/// What a new project begins with is no step: a user's own lists, what was set right before there were projects.
pub(in crate::app) fn begin(state: &mut AppState) {
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
    let head = Effect::Keep(Request::Write(Write::Head(project.history.number())));
    // Steps that cancel each other out are gone over all the same.
    if changes.is_empty() {
        return vec![head];
    }
    let rows = Effect::Keep(Request::Write(Write::Rows(changes.clone())));
    let mut effects = vec![rows, head];
    effects.append(&mut adopt(state, &changes));
    effects
}

/// Carries out a command about the project.
pub(super) fn command(state: &mut AppState, command: ProjectCommand) -> Vec<Effect> {
    let ask = match command {
        ProjectCommand::New => {
            state.project.opening = true;
            Request::New
        }
        ProjectCommand::Open(path) => {
            state.project.opening = true;
            Request::Open(path)
        }
        ProjectCommand::Recover(path) => {
            state.project.opening = true;
            Request::Recover(path)
        }
        ProjectCommand::SaveAs(path) => Request::SaveAs(path),
        ProjectCommand::Copy(path) => Request::Copy(path),
        ProjectCommand::Shrink => {
            state.project.history.clear();
            Request::Shrink
        }
        ProjectCommand::Go(head) => return go(state, head),
    };
    let mut effects: Vec<Effect> = keep_views(state).into_iter().collect();
    effects.push(Effect::Keep(ask));
    effects
}

/// Takes what the keeper tells.
pub(super) fn replied(state: &mut AppState, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Opened {
            path,
            loaded,
            notice,
            untitled,
        } => {
            state.untitled = untitled;
            return opened(state, path, *loaded, notice);
        }
        Reply::Refused { path, error } => {
            state.project.opening = false;
            state
                .notices
                .add(Message::ProjectRefused(Refused { path, error }));
            return waited(state);
        }
        Reply::Saved { path, copy } => {
            if !copy {
                state.project.path = Some(path.clone());
                state.project.unkept = None;
                recent(state, &path);
            }
            state.notices.add(Message::ProjectSaved { path, copy });
        }
        Reply::NotSaved { path, error } => {
            state
                .notices
                .add(Message::ProjectNotSaved(Refused { path, error }));
        }
        Reply::Shrunk { before, after } => {
            state.notices.add(Message::ProjectShrunk { before, after });
        }
        Reply::Kept => state.project.unkept = None,
        Reply::NotKept { error } => {
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
    each.flat_map(|command| super::command(state, command))
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
    close(state, &files);
    state.imports.clear();
    state.fixes.clear();
    state.notes.clear();
    state.rules.clear();
    if let Some(notice) = notice {
        state.notices.add(notice);
    }
    if let Some(path) = &path {
        recent(state, path);
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
    sync::adopt_words(state);
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
                | Command::PreviewRule(_)
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

/// The files of a step or a project are open.
fn adopted(state: &mut AppState) -> Vec<Effect> {
    let Adopted { shown, changes } = sync::adopted(state);
    let mut effects = Vec::new();
    if let Some(Shown { above }) = shown {
        if state.view.compares() {
            effects.append(&mut compare::choose_sides(state));
        }
        if above.is_some() {
            let command = CompareCommand::Above(above);
            effects.append(&mut compare::compare(state, command));
        }
    }
    if !changes.is_empty() {
        effects.push(Effect::Keep(Request::Write(Write::Rows(changes))));
    }
    effects
}

/// Brings the state after rows of the document that changed.
fn adopt(state: &mut AppState, changes: &[Change]) -> Vec<Effect> {
    let adopting = sync::adopt(state, changes);
    let mut effects = close(state, &adopting.closed);
    for (sha256, fix) in adopting.fixes {
        effects.append(&mut set_right(state, sha256, fix));
    }
    if adopting.ruled {
        rule_all(state);
    }
    effects.append(&mut load(state, adopting.opened));
    state.project.adopting = true;
    effects
}

/// Opens files and folders; a project among them takes the place of what is open, and reports beside it are opened in it.
pub(super) fn open(state: &mut AppState, mut paths: Vec<PathBuf>) -> Vec<Effect> {
    let is_project = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
    if let Some(at) = paths.iter().position(is_project) {
        let path = paths.remove(at);
        paths.retain(|path| !is_project(path));
        let path = std::path::absolute(&path).unwrap_or(path);
        let effects = command(state, ProjectCommand::Open(path));
        if !paths.is_empty() {
            state.project.waiting.push(Command::Open(paths));
        }
        return effects;
    }
    for path in paths.iter().rev() {
        recent(state, path);
    }
    let full = |path: PathBuf| TextSource::Path(std::path::absolute(&path).unwrap_or(path));
    load(state, paths.into_iter().map(full).collect())
}
