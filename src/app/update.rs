//! The only place that changes the state: an event in, effects out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::board::{Against, Filter, Order, Weights};
use crate::engine::display;
use crate::engine::read::ReadError;
use crate::model::fix::Fix;
use crate::model::note::Note;
use crate::model::notice::Notice;
use crate::model::rule::Rule;

use super::command::{
    After, BoardCommand, Command, Effect, Event, GoalsCommand, Setting, TextSource,
};
use super::compare::{choose_sides, compare, ledger};
use super::jobs::{JobKind, JobStatus};
use super::notices::Message;
use super::project::{self, ProjectCommand, store::ENDING};
use super::settings::{LastExport, RECENT};
use super::state::{AppState, Comparing, Import, ItemId, Outcome, ReportId, View};
use super::words;

/// The built-in samples: name and text.
pub const SAMPLES: [(&str, &str); 4] = [
    (
        "青岚省2026.txt",
        include_str!("../../assets/samples/青岚省2026.txt"),
    ),
    (
        "云溪市2025.txt",
        include_str!("../../assets/samples/云溪市2025.txt"),
    ),
    (
        "云溪市2026.txt",
        include_str!("../../assets/samples/云溪市2026.txt"),
    ),
    (
        "白鹭县2026.txt",
        include_str!("../../assets/samples/白鹭县2026.txt"),
    ),
];

/// Applies one event.
pub fn apply(state: &mut AppState, event: Event) -> Vec<Effect> {
    state.revision += 1;
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
            if let Some(status) = status(state, job) {
                status.total += total;
            }
            for (path, name) in names {
                let import = Import {
                    job,
                    path,
                    name,
                    outcome: Outcome::Waiting,
                };
                // What is read again keeps its line.
                let known = state
                    .tray
                    .iter_mut()
                    .find(|old| old.path == import.path && old.name == import.name);
                match known {
                    Some(old) => *old = import,
                    None => state.tray.push(import),
                }
            }
            Vec::new()
        }
        Event::Loaded {
            job,
            path,
            name,
            result,
            day,
        } => loaded(state, job, (path, name, day), result),
        Event::Compared {
            job,
            result,
            differences,
            ledger,
        } => {
            if state.compare.above_job == Some(job) {
                state.compare.above_found = Some(result);
            } else if state.compare.job == Some(job) {
                state.compare.ledger = ledger;
                state.compare.found = Some(result);
                state.compare.differences = differences;
            }
            Vec::new()
        }
        Event::Project(told) => project::told(state, told),
        Event::Notice(message) => {
            state.notices.add(message);
            Vec::new()
        }
        Event::Counting { job, worked } => {
            words::worked(state, job, worked);
            Vec::new()
        }
        Event::Exported {
            path,
            after,
            result,
            ..
        } => exported(state, path, after, result),
        Event::Ended { job, panic } => ended(state, job, panic),
    }
}

fn status(state: &mut AppState, job: u64) -> Option<&mut JobStatus> {
    state.jobs.iter_mut().find(|status| status.id == job)
}

pub(super) fn job(state: &mut AppState, kind: JobKind) -> u64 {
    state.next_job += 1;
    state.jobs.push(JobStatus {
        id: state.next_job,
        kind,
        done: 0,
        total: 0,
        added: Vec::new(),
        again: false,
        stopped: false,
    });
    state.next_job
}

pub(super) fn load(state: &mut AppState, sources: Vec<TextSource>) -> Vec<Effect> {
    if sources.is_empty() {
        return Vec::new();
    }
    let job = job(state, JobKind::Load);
    vec![Effect::Load {
        job,
        sources,
        fixes: state.fixes.clone(),
    }]
}

pub(super) fn command(state: &mut AppState, command: Command) -> Vec<Effect> {
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
        Command::Open(mut paths) => {
            let is_project =
                |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
            if let Some(at) = paths.iter().position(is_project) {
                // A project takes the place of what is open; reports beside it are opened in it.
                let path = paths.remove(at);
                paths.retain(|path| !is_project(path));
                let path = std::path::absolute(&path).unwrap_or(path);
                let effects = project::command(state, ProjectCommand::Open(path));
                if !paths.is_empty() {
                    state.project.waiting.push(Command::Open(paths));
                }
                return effects;
            }
            for path in paths.iter().rev() {
                recent(state, path);
            }
            return load(
                state,
                paths
                    .into_iter()
                    .map(|path| TextSource::Path(std::path::absolute(&path).unwrap_or(path)))
                    .collect(),
            );
        }
        Command::OpenSamples => {
            return load(
                state,
                SAMPLES
                    .iter()
                    .map(|(name, text)| TextSource::Sample(name, text))
                    .collect(),
            );
        }
        Command::Paste(text) => {
            let count = state
                .library
                .files
                .iter()
                .filter(|file| file.path.is_none())
                .count()
                + 1;
            return load(state, vec![TextSource::Pasted(format!("#{count}"), text)]);
        }
        Command::Fix { file, fix } => return give(state, file, fix),
        Command::Correct {
            report,
            corrections,
        } => {
            if let Some((_, found)) = state.library.report(report) {
                let place = found.report.place;
                let by = state.settings.signs_as();
                let mut fix = state.fix(report.file);
                let own = fix.reports.entry(place).or_default();
                for correction in corrections {
                    own.correct(project::signed(correction, by.clone()));
                }
                return give(state, report.file, fix);
            }
        }
        Command::Undo => return project::step(state, false),
        Command::Redo => return project::step(state, true),
        Command::Project(command) => return project::command(state, command),
        Command::Note(note) => {
            let same = |own: &Note| own.sha256 == note.sha256 && own.span == note.span;
            state.notes.retain(|own| !same(own));
            if !note.text.trim().is_empty() {
                let by = state.settings.signs_as();
                state.notes.push(project::signed_note(note, by));
                state
                    .notes
                    .sort_by_key(|note| (note.sha256.clone(), note.span));
            }
        }
        Command::Rule { rule, on } => {
            state.rules.retain(|own| own.key() != rule.key());
            if on {
                state.rules.push(rule);
                state.rules.sort_by_key(Rule::key);
            }
            rule_all(state);
        }
        Command::Retry(path) => return load(state, vec![TextSource::Path(path)]),
        Command::Close(reports) => {
            let files: Vec<u64> = reports.iter().map(|id| id.file).collect();
            close(state, &files);
        }
        Command::CloseFile(file) => close(state, &[file]),
        Command::CloseAll => {
            let files: Vec<u64> = state.library.files.iter().map(|file| file.id).collect();
            close(state, &files);
        }
        Command::Select { report, add, range } => select(state, report, add, range),
        Command::SelectAll => state.library.selected = state.library.reports().collect(),
        Command::Move { file, before } => {
            let files = &mut state.library.files;
            if let Some(from) = files.iter().position(|f| f.id == file) {
                let moved = files.remove(from);
                let to = before
                    .and_then(|before| files.iter().position(|f| f.id == before))
                    .unwrap_or(files.len());
                files.insert(to, moved);
            }
        }
        Command::Show(view) => {
            state.view = view;
            if view.compares() && state.compare.found.is_none() && state.compare.job.is_none() {
                return choose_sides(state);
            }
            if view == View::Read && state.reading.report.is_none() {
                state.reading.report = state.library.shown().first().copied();
            }
        }
        Command::Goals(command) => goals(state, command),
        Command::Compare(command) => return compare(state, command),
        Command::Ledger(command) => ledger(state, command),
        Command::Board(command) => board(state, command),
        Command::Words(command) => words::words(state, command),
        Command::Read { report, at } => {
            state.view = View::Read;
            state.reading.report = Some(report);
            state.reading.at = at;
            state.reading.jump += 1;
        }
        Command::Export(request) => {
            state.settings.export = LastExport {
                format: request.format,
                content: request.content,
                kinds: request.kinds.clone(),
                folder: request.path.parent().map(std::path::Path::to_owned),
                without: request.without.clone(),
                chart: request.chart,
                after: request.after,
            };
            let job = job(state, JobKind::Export);
            return vec![Effect::Export { job, request }];
        }
        Command::OpenFolder(path) => return vec![Effect::OpenFolder(path)],
        Command::Cancel(job) => {
            if let Some(status) = status(state, job) {
                status.stopped = true;
            }
            return vec![Effect::Cancel(job)];
        }
        Command::Dismiss(id) => state.notices.dismiss(id),
        Command::Set(setting) => match setting {
            Setting::Language(language) => state.settings.language = Some(language),
            Setting::Theme(theme) => state.settings.theme = theme,
            Setting::Zoom(zoom) => state.settings.zoom = zoom.clamp(0.6, 2.5),
            Setting::Still(still) => state.settings.still = still,
            Setting::Name(name) => state.settings.name = name,
            Setting::Window(place) => state.settings.window = Some(place),
        },
    }
    Vec::new()
}

/// A path is among the lately opened ones.
pub(super) fn recent(state: &mut AppState, path: &Path) {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let recent = &mut state.library.recent;
    recent.retain(|recent| *recent != full);
    recent.insert(0, full);
    recent.truncate(RECENT);
}

/// Gives an open file its fixes.
fn give(state: &mut AppState, file: u64, fix: Fix) -> Vec<Effect> {
    let open = state.library.file(file);
    let sha256 = open.map(|open| open.file.source.sha256.clone());
    sha256.map_or_else(Vec::new, |sha256| set_right(state, sha256, fix))
}

/// The fixes a file has now.
fn fixes_of(state: &AppState, sha256: &str) -> Fix {
    state.fixes.get(sha256).cloned().unwrap_or_default()
}

/// Keeps the fixes of a file and reads it again with them, where they change how it is read.
pub(super) fn set_right(state: &mut AppState, sha256: String, fix: Fix) -> Vec<Effect> {
    if fixes_of(state, &sha256).reading() == fix.reading() {
        recheck(state, &sha256, &fix);
        keep(state, sha256, fix);
        return Vec::new();
    }
    let again = state
        .library
        .files
        .iter()
        .find(|open| open.file.source.sha256 == sha256)
        .map(|open| TextSource::Kept {
            sha256: sha256.clone(),
            path: open.path.clone(),
            name: open.name.clone(),
            day: open.day.clone(),
        });
    keep(state, sha256, fix);
    let effects = load(state, again.into_iter().collect());
    if let Some(status) = state.jobs.last_mut().filter(|_| !effects.is_empty()) {
        status.again = true;
    }
    effects
}

fn keep(state: &mut AppState, sha256: String, fix: Fix) {
    if fix.is_empty() {
        state.fixes.remove(&sha256);
    } else {
        state.fixes.insert(sha256, fix);
    }
}

/// Lays the rules over all that is open.
pub(super) fn rule_all(state: &mut AppState) {
    let files = state.library.files.iter();
    let all: Vec<String> = files.map(|open| open.file.source.sha256.clone()).collect();
    for sha256 in all {
        let fix = fixes_of(state, &sha256);
        recheck(state, &sha256, &fix);
    }
}

/// Lays other corrections over what was read of a file, and over what depends on it.
fn recheck(state: &mut AppState, sha256: &str, fix: &Fix) {
    let selected = state.goals.selected.and_then(|id| {
        let (_, _, item) = state.library.item(id)?;
        Some((id, item.span, item.canonical))
    });
    let files = state.library.files.iter_mut();
    let mut same = files.filter(|open| open.file.source.sha256 == sha256);
    let Some(open) = same.next() else { return };
    open.set(Arc::clone(&open.read), fix, &state.rules);
    let file = open.id;
    // An item keeps its words; its place among the others may be another one.
    if let Some((id, span, canonical)) = selected.filter(|(id, ..)| id.report.file == file) {
        let items = state.library.report(id.report);
        let index = items.and_then(|(_, report)| {
            let mut items = report.found.items.iter();
            items.position(|item| item.span == span && item.canonical == canonical)
        });
        state.goals.selected = index.map(|index| ItemId { index, ..id });
    }
    let sides = [state.compare.old, state.compare.new];
    if sides.iter().flatten().any(|id| id.file == file)
        && let ([Some(old), Some(new)], Some(found)) = (sides, &state.compare.found)
        && let (Some((_, old)), Some((_, new))) =
            (state.library.report(old), state.library.report(new))
    {
        state.compare.ledger = Arc::new(crate::engine::compare::ledger::ledger(old, new, found));
        state.ledger.selected = None;
    }
}

fn loaded(
    state: &mut AppState,
    job: u64,
    (path, name, day): (Option<std::path::PathBuf>, String, String),
    result: Result<Arc<crate::engine::AnalysedFile>, ReadError>,
) -> Vec<Effect> {
    if let Some(status) = status(state, job) {
        // Many files may have been read already that are not shown yet.
        if status.stopped {
            return Vec::new();
        }
        status.done += 1;
    }
    let again = status(state, job).is_some_and(|status| status.again);
    let settle = |state: &mut AppState, outcome: Outcome| {
        let waits = |import: &&mut Import| {
            import.job == job
                && import.outcome == Outcome::Waiting
                && import.path == path
                && import.name == name
        };
        if let Some(import) = state.tray.iter_mut().find(waits) {
            import.outcome = outcome;
        }
    };
    let file = match result {
        Ok(file) => file,
        Err(ReadError::Empty) if path.as_deref().is_some_and(std::path::Path::is_dir) => {
            state.notices.add(Message::NothingInside { name });
            return Vec::new();
        }
        Err(error) => {
            let detail = match &error {
                ReadError::Damaged { kind, detail } => format!("{kind}: {detail}"),
                ReadError::Scan { pages } => pages.to_string(),
                ReadError::Io(error) => error.to_string(),
                ReadError::Encrypted { kind }
                | ReadError::Unsupported { kind }
                | ReadError::Packed { kind }
                | ReadError::Picture { kind } => (*kind).to_owned(),
                ReadError::TooLarge { megabytes } => megabytes.to_string(),
                _ => String::new(),
            };
            settle(state, Outcome::Failed(reason(&error), detail.clone()));
            state.notices.add(Message::Unreadable {
                name,
                reason: reason(&error),
                detail,
                path,
            });
            return Vec::new();
        }
    };
    let same = state
        .library
        .files
        .iter()
        .find(|open| {
            open.file.source.sha256 == file.source.sha256 || (path.is_some() && open.path == path)
        })
        .map(|open| open.id);
    if let Some(id) = same {
        let changed = again
            || state
                .library
                .file(id)
                .is_some_and(|open| open.file.source.sha256 != file.source.sha256);
        settle(
            state,
            if changed {
                Outcome::Open(id)
            } else {
                Outcome::Same(id)
            },
        );
        if changed {
            // The file was changed meanwhile, or set right: the new text takes the old one's place.
            let fix = fixes_of(state, &file.source.sha256);
            let kept = project::keep_text(&file, &fix);
            if let Some(open) = state.library.files.iter_mut().find(|open| open.id == id) {
                open.set(file, &fix, &state.rules);
            }
            forget(state, id);
            return vec![kept];
        } else if !state.project.adopts() {
            state.notices.add(Message::AlreadyOpen { name });
        }
        return Vec::new();
    }
    if file.source.notices.contains(&Notice::NoReport) {
        state.notices.add(Message::NoReport { name: name.clone() });
    }
    let fix = fixes_of(state, &file.source.sha256);
    let kept = project::keep_text(&file, &fix);
    let id = state
        .library
        .add(path.clone(), name.clone(), day, file, &fix, &state.rules);
    settle(state, Outcome::Open(id));
    if let Some(status) = status(state, job) {
        status.added.push(id);
    }
    vec![kept]
}

/// What pointed into a file that was read again points nowhere.
fn forget(state: &mut AppState, file: u64) {
    let count = state
        .library
        .file(file)
        .map_or(0, |open| open.file.reports.len());
    let gone = |id: ReportId| id.file == file && id.index >= count;
    state.library.selected.retain(|id| !gone(*id));
    if state
        .goals
        .selected
        .is_some_and(|item| item.report.file == file)
    {
        state.goals.selected = None;
    }
    state.goals.place = None;
    if [state.compare.old, state.compare.new]
        .iter()
        .flatten()
        .any(|id| id.file == file)
    {
        state.compare.found = None;
        (state.compare.old, state.compare.new) = (None, None);
    }
    if state.reading.report.is_some_and(gone) {
        state.reading.report = None;
    }
}

/// Files that came together stand in the standard order: by level, administrative code and year.
fn arrange(state: &mut AppState, added: &[u64]) {
    let files = &mut state.library.files;
    let Some(first) = files.iter().position(|file| added.contains(&file.id)) else {
        return;
    };
    let mut moved: Vec<_> = files
        .extract_if(first.., |file| added.contains(&file.id))
        .collect();
    moved.sort_by_cached_key(|file| {
        file.file
            .reports
            .first()
            .map(|report| display::report_order(&report.report.meta))
    });
    files.splice(first..first, moved);
}

/// The key of the sentence for an error.
const fn reason(error: &ReadError) -> &'static str {
    match error {
        ReadError::Missing => "missing",
        ReadError::Denied => "denied",
        ReadError::Empty => "empty",
        ReadError::Scripted => "scripted",
        ReadError::TooLarge { .. } => "too-large",
        ReadError::NotText => "not-text",
        ReadError::Unsupported { .. } => "unsupported",
        ReadError::Packed { .. } => "packed",
        ReadError::Picture { .. } => "picture",
        ReadError::Damaged { .. } => "damaged",
        ReadError::Encrypted { .. } => "encrypted",
        ReadError::Scan { .. } => "scan",
        ReadError::Bomb => "bomb",
        ReadError::NotFile => "not-file",
        ReadError::Io(_) => "io",
    }
}

fn exported(
    state: &mut AppState,
    path: std::path::PathBuf,
    after: After,
    result: Result<(), (&'static str, String)>,
) -> Vec<Effect> {
    match result {
        Ok(()) => {
            state.notices.add(Message::Exported { path: path.clone() });
            match after {
                After::Nothing => Vec::new(),
                After::Folder => vec![Effect::OpenFolder(path)],
                After::File => vec![Effect::OpenFile(path)],
            }
        }
        Err((reason, detail)) => {
            state.notices.add(Message::ExportFailed {
                path,
                reason,
                detail,
            });
            Vec::new()
        }
    }
}

fn ended(state: &mut AppState, job: u64, panic: Option<String>) -> Vec<Effect> {
    let kind = state
        .jobs
        .iter()
        .find(|status| status.id == job)
        .map(|status| status.kind);
    let added = status(state, job)
        .map(|status| std::mem::take(&mut status.added))
        .unwrap_or_default();
    if added.len() > 1 && !state.project.adopts() {
        arrange(state, &added);
    }
    state.jobs.retain(|status| status.id != job);
    for import in &mut state.tray {
        if import.job == job && import.outcome == Outcome::Waiting {
            import.outcome = Outcome::Stopped;
        }
    }
    if state.compare.job == Some(job) {
        state.compare.job = None;
    }
    words::ended(state, job);
    if let Some(detail) = panic {
        state.notices.add(Message::Failed { detail });
    }
    if kind == Some(JobKind::Load) && !state.jobs.iter().any(|status| status.kind == JobKind::Load)
    {
        return settled(state);
    }
    Vec::new()
}

/// When everything is read: sensible first sides and a report to read.
fn settled(state: &mut AppState) -> Vec<Effect> {
    if state.view.compares() && state.compare.found.is_none() {
        return choose_sides(state);
    }
    if state.reading.report.is_none() {
        state.reading.report = state.library.reports().next();
    }
    Vec::new()
}

pub(super) fn close(state: &mut AppState, files: &[u64]) {
    if files.is_empty() {
        return;
    }
    let gone = |id: ReportId| files.contains(&id.file);
    state.library.files.retain(|file| !files.contains(&file.id));
    state.library.selected.retain(|id| !gone(*id));
    if state.goals.selected.is_some_and(|item| gone(item.report)) {
        state.goals.selected = None;
    }
    if state.reading.report.is_some_and(gone) {
        state.reading.report = state.library.reports().next();
    }
    if state.compare.above.is_some_and(gone) {
        state.compare.above = None;
        state.compare.above_found = None;
    }
    if state.compare.old.is_some_and(gone) || state.compare.new.is_some_and(gone) {
        state.compare = Comparing {
            filter: state.compare.filter,
            ..Comparing::default()
        };
    }
}

fn select(state: &mut AppState, report: ReportId, add: bool, range: bool) {
    let library = &mut state.library;
    if range {
        let all: Vec<ReportId> = library.reports().collect();
        let place = |id: ReportId| all.iter().position(|other| *other == id);
        if let (Some(a), Some(b)) = (library.anchor.and_then(place), place(report)) {
            library
                .selected
                .extend(all.iter().skip(a.min(b)).take(a.abs_diff(b) + 1));
            return;
        }
    }
    if add {
        if !library.selected.remove(&report) {
            library.selected.insert(report);
        }
    } else if library.selected.len() == 1 && library.selected.contains(&report) {
        // A second click on the only one shows all again.
        library.selected.clear();
    } else {
        library.selected = [report].into();
    }
    library.anchor = Some(report);
    state.words.one = None;
    if state.view == View::Read && !add {
        state.reading = super::state::Reading {
            report: Some(report),
            at: None,
            jump: state.reading.jump + 1,
        };
    }
}

fn board(state: &mut AppState, command: BoardCommand) {
    let view = &mut state.board;
    match command {
        BoardCommand::Sort(key) => {
            view.ask.sort = match view.ask.sort {
                Some((by, true)) if by == key => Some((key, false)),
                Some((by, false)) if by == key => None,
                _ => Some((key, true)),
            };
        }
        BoardCommand::Columns(columns) => view.ask.columns = columns,
        BoardCommand::Year(year) => view.ask.year = year,
        BoardCommand::Against(against) => {
            if view.ask.against == Against::Above && view.ask.order == Order::Province {
                view.ask.order = Order::Level;
            }
            view.ask.against = against;
            view.ask.filter = Filter::All;
            if against == Against::Above {
                // A region stands below what it lies in.
                view.ask.order = Order::Province;
            }
        }
        BoardCommand::Order(order) => {
            view.ask.order = order;
            view.ask.sort = None;
        }
        BoardCommand::Filter(filter) => view.ask.filter = filter,
        BoardCommand::Shade(on) => view.plain = !on,
        BoardCommand::Weights(text) => {
            view.ask.weights = Weights::parse(&text).0;
            view.weights = text;
        }
        BoardCommand::Picture(picture) => view.picture = picture,
        BoardCommand::Of(key) => view.of = Some(key),
    }
}

fn goals(state: &mut AppState, command: GoalsCommand) {
    let goals = &mut state.goals;
    match command {
        GoalsCommand::Kind(kind) => {
            goals.kind = kind;
            goals.selected = None;
        }
        GoalsCommand::Text(text) => goals.text = text,
        GoalsCommand::Indicator(indicator) => goals.indicator = indicator,
        GoalsCommand::Force(force) => goals.force = force,
        GoalsCommand::Unsure(unsure) => goals.unsure = unsure,
        GoalsCommand::Sort(column) => {
            goals.sort = match goals.sort {
                Some((old, false)) if old == column => Some((column, true)),
                Some((old, true)) if old == column => None,
                _ => Some((column, false)),
            };
        }
        GoalsCommand::Toggle(column) => {
            if !goals.hidden.remove(&column) {
                goals.hidden.insert(column);
            }
        }
        GoalsCommand::Group(grouping) => goals.grouping = grouping,
        GoalsCommand::Select(item) => {
            goals.selected = item;
            goals.place = None;
        }
        GoalsCommand::Inspect(place) => {
            goals.place = Some(place);
            goals.selected = None;
        }
        GoalsCommand::Account(open) => goals.account = open,
    }
}
