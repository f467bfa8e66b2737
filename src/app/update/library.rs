//! Opening, closing, ordering and selecting reports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::command::Effect;
use crate::app::library::{Import, Outcome, ReportId, TextSource};
use crate::app::notices::Message;
use crate::app::project::sync::kept_text;
use crate::app::settings::RECENT;
use crate::app::state::AppState;
use crate::app::views::View;
use crate::app::views::compare::Comparing;
use crate::app::views::reading::Reading;
use crate::engine::display;
use crate::engine::read::ReadError;
use crate::model::analysed::AnalysedFile;
use crate::model::notice::Notice;

use super::compare;
use super::jobs::{load, status};

/// The built-in samples: name and text.
pub const SAMPLES: [(&str, &str); 4] = [
    (
        "青岚省2026.txt",
        include_str!("../../../assets/samples/青岚省2026.txt"),
    ),
    (
        "云溪市2025.txt",
        include_str!("../../../assets/samples/云溪市2025.txt"),
    ),
    (
        "云溪市2026.txt",
        include_str!("../../../assets/samples/云溪市2026.txt"),
    ),
    (
        "白鹭县2026.txt",
        include_str!("../../../assets/samples/白鹭县2026.txt"),
    ),
];

/// Opens the built-in samples.
pub(super) fn open_samples(state: &mut AppState) -> Vec<Effect> {
    let samples = SAMPLES.iter();
    load(
        state,
        samples
            .map(|(name, text)| TextSource::Sample(name, text))
            .collect(),
    )
}

/// Reads a pasted text.
pub(super) fn paste(state: &mut AppState, text: String) -> Vec<Effect> {
    let files = state.library.files.iter();
    let count = files.filter(|file| file.path.is_none()).count() + 1;
    load(state, vec![TextSource::Pasted(format!("#{count}"), text)])
}

/// A path is among the lately opened ones.
pub(super) fn recent(state: &mut AppState, path: &Path) {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let recent = &mut state.library.recent;
    recent.retain(|recent| *recent != full);
    recent.insert(0, full);
    recent.truncate(RECENT);
}

pub(super) fn loaded(
    state: &mut AppState,
    job: u64,
    (path, name, day): (Option<PathBuf>, String, String),
    result: Result<Arc<AnalysedFile>, ReadError>,
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
        if let Some(import) = state.imports.iter_mut().find(waits) {
            import.outcome = outcome;
        }
    };
    let file = match result {
        Ok(file) => file,
        Err(ReadError::Empty) if path.as_deref().is_some_and(Path::is_dir) => {
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
            let fix = state.fixes_of(&file.source.sha256);
            let kept = kept_text(&file, &fix);
            if let Some(open) = state
                .library
                .files
                .write()
                .iter_mut()
                .find(|open| open.id == id)
            {
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
    let fix = state.fixes_of(&file.source.sha256);
    let kept = kept_text(&file, &fix);
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
    state.library.selected.write().retain(|id| !gone(*id));
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
pub(super) fn arrange(state: &mut AppState, added: &[u64]) {
    let files = state.library.files.write();
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

/// Closes files, by their ids.
pub(super) fn close(state: &mut AppState, files: &[u64]) -> Vec<Effect> {
    if files.is_empty() {
        return Vec::new();
    }
    let gone = |id: ReportId| files.contains(&id.file);
    state
        .library
        .files
        .write()
        .retain(|file| !files.contains(&file.id));
    state.library.selected.write().retain(|id| !gone(*id));
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
    Vec::new()
}

/// Closes everything.
pub(super) fn close_all(state: &mut AppState) -> Vec<Effect> {
    let files: Vec<u64> = state.library.files.iter().map(|file| file.id).collect();
    close(state, &files)
}

/// Selects a report: alone, added to the others, or all from the one selected last.
pub(super) fn select(
    state: &mut AppState,
    report: ReportId,
    add: bool,
    range: bool,
) -> Vec<Effect> {
    let library = &mut state.library;
    if range {
        let all: Vec<ReportId> = library.reports().collect();
        let place = |id: ReportId| all.iter().position(|other| *other == id);
        if let (Some(a), Some(b)) = (library.anchor.and_then(place), place(report)) {
            library
                .selected
                .write()
                .extend(all.iter().skip(a.min(b)).take(a.abs_diff(b) + 1));
            return Vec::new();
        }
    }
    if add {
        if !library.selected.write().remove(&report) {
            library.selected.write().insert(report);
        }
    } else if library.selected.len() == 1 && library.selected.contains(&report) {
        // A second click on the only one shows all again.
        library.selected.write().clear();
    } else {
        *library.selected.write() = [report].into();
    }
    library.anchor = Some(report);
    state.words.one = None;
    if state.view == View::Read && !add {
        state.reading = Reading {
            report: Some(report),
            at: None,
            jump: state.reading.jump + 1,
        };
    }
    if state.view.compares() && !add && state.library.selected.contains(&report) {
        return compare::follow(state, report);
    }
    Vec::new()
}

/// Selects every report.
pub(super) fn select_all(state: &mut AppState) -> Vec<Effect> {
    let all = state.library.reports().collect();
    *state.library.selected.write() = all;
    Vec::new()
}

/// Puts a file before another in the list; at the end where there is none.
pub(super) fn rearrange(state: &mut AppState, file: u64, before: Option<u64>) -> Vec<Effect> {
    let files = state.library.files.write();
    if let Some(from) = files.iter().position(|f| f.id == file) {
        let moved = files.remove(from);
        let to = before
            .and_then(|before| files.iter().position(|f| f.id == before))
            .unwrap_or(files.len());
        files.insert(to, moved);
    }
    Vec::new()
}

/// When everything is read: sensible first sides and a report to read.
pub(super) fn settled(state: &mut AppState) -> Vec<Effect> {
    if state.view.compares() && state.compare.found.is_none() {
        return compare::choose_sides(state);
    }
    if state.reading.report.is_none() {
        state.reading.report = state.library.reports().next();
    }
    Vec::new()
}

/// A job found more to read: each file has its line in the import list.
pub(super) fn counted(
    state: &mut AppState,
    job: u64,
    total: usize,
    names: Vec<(Option<PathBuf>, String)>,
) {
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
            .imports
            .iter_mut()
            .find(|old| old.path == import.path && old.name == import.name);
        match known {
            Some(old) => *old = import,
            None => state.imports.push(import),
        }
    }
}
