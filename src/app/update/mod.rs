//! The only place that changes the state: an event in, effects out. A room for each subject.

mod compare;
mod corrections;
mod jobs;
mod library;
mod project;
mod views;
mod words;

use crate::app::command::{Command, Effect, Event};
use crate::app::jobs::JobKind;
use crate::app::library::{Outcome, TextSource};
use crate::app::notices::Message;
use crate::app::state::AppState;

pub use library::SAMPLES;
pub(super) use project::begin;

/// Applies one event.
pub fn apply(state: &mut AppState, event: Event) -> Vec<Effect> {
    let may = project::may_step(&event);
    let mut effects = take(state, event);
    effects.append(&mut project::follow(state, may));
    effects.append(&mut words::follow(state));
    effects
}

fn take(state: &mut AppState, event: Event) -> Vec<Effect> {
    match event {
        Event::Command(command) => self::command(state, command),
        Event::Counted { job, total, names } => {
            library::counted(state, job, total, names);
            Vec::new()
        }
        Event::Loaded {
            job,
            path,
            name,
            result,
            day,
        } => library::loaded(state, job, (path, name, day), result),
        Event::Compared {
            job,
            result,
            differences,
            ledger,
        } => {
            compare::compared(state, job, result, differences, ledger);
            Vec::new()
        }
        Event::Project(reply) => project::replied(state, reply),
        Event::Notice(message) => {
            state.notices.add(message);
            Vec::new()
        }
        Event::Counting { job, worked } => {
            words::worked(state, job, worked);
            Vec::new()
        }
        Event::Previewed { job, found } => {
            state.preview.take(job, found);
            Vec::new()
        }
        Event::Exported {
            path,
            after,
            result,
            ..
        } => jobs::exported(state, path, after, result),
        Event::Ended { job, panic } => ended(state, job, panic),
    }
}

fn command(state: &mut AppState, command: Command) -> Vec<Effect> {
    if state.project.opening
        && matches!(
            command,
            Command::Open(_) | Command::OpenSamples | Command::Paste(_)
        )
    {
        state.project.waiting.push(command);
        return Vec::new();
    }
    match command {
        Command::Open(paths) => project::open(state, paths),
        Command::OpenSamples => library::open_samples(state),
        Command::Paste(text) => library::paste(state, text),
        Command::Retry(path) => jobs::load(state, vec![TextSource::Path(path)]),
        Command::Close(reports) => {
            let files: Vec<u64> = reports.iter().map(|id| id.file).collect();
            library::close(state, &files)
        }
        Command::CloseFile(file) => library::close(state, &[file]),
        Command::CloseAll => library::close_all(state),
        Command::Select { report, add, range } => library::select(state, report, add, range),
        Command::SelectAll => library::select_all(state),
        Command::Move { file, before } => library::rearrange(state, file, before),
        Command::Fix { file, fix } => corrections::give(state, file, fix),
        Command::Correct {
            report,
            corrections,
        } => corrections::correct(state, report, corrections),
        Command::Note(note) => corrections::note(state, note),
        Command::Rule { rule, on } => corrections::rule(state, rule, on),
        Command::PreviewRule(rule) => corrections::preview(state, rule),
        Command::Undo => project::step(state, false),
        Command::Redo => project::step(state, true),
        Command::Project(command) => project::command(state, command),
        Command::Show(view) => views::show(state, view),
        Command::Read { report, at } => views::read(state, report, at),
        Command::Goals(command) => views::goals(state, command),
        Command::Board(command) => views::board(state, command),
        Command::Compare(command) => compare::compare(state, command),
        Command::Ledger(command) => compare::ledger(state, command),
        Command::Words(command) => words::words(state, command),
        Command::Export(request) => jobs::export(state, request),
        Command::Cancel(job) => jobs::cancel(state, job),
        Command::OpenFolder(path) => vec![Effect::OpenFolder(path)],
        Command::Dismiss(id) => {
            state.notices.dismiss(id);
            Vec::new()
        }
        Command::Set(setting) => views::set(state, setting),
    }
}

fn ended(state: &mut AppState, job: u64, panic: Option<String>) -> Vec<Effect> {
    let kind = state
        .jobs
        .iter()
        .find(|status| status.id == job)
        .map(|status| status.kind);
    let added = jobs::status(state, job)
        .map(|status| std::mem::take(&mut status.added))
        .unwrap_or_default();
    if added.len() > 1 && !state.project.adopts() {
        library::arrange(state, &added);
    }
    state.jobs.retain(|status| status.id != job);
    for import in &mut state.imports {
        if import.job == job && import.outcome == Outcome::Waiting {
            import.outcome = Outcome::Stopped;
        }
    }
    if state.compare.job == Some(job) {
        state.compare.job = None;
    }
    if state.preview.job == Some(job) {
        state.preview.job = None;
    }
    words::ended(state, job);
    if let Some(detail) = panic {
        state.notices.add(Message::Failed { detail });
    }
    if kind == Some(JobKind::Load) && !state.jobs.iter().any(|status| status.kind == JobKind::Load)
    {
        return library::settled(state);
    }
    Vec::new()
}
