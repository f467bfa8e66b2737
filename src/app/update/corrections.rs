//! What the user says of what was read: fixes of a file, corrections of goals, notes, rules.

use std::sync::Arc;

use crate::app::command::Effect;
use crate::app::jobs::JobKind;
use crate::app::library::{ItemId, ReportId, TextSource};
use crate::app::state::AppState;
use crate::clock;
use crate::engine::compare::ledger::ledger;
use crate::model::fix::{Correction, Fix};
use crate::model::note::Note;
use crate::model::rule::Rule;

use super::jobs::{job, load};

/// Gives an open file its fixes.
pub(super) fn give(state: &mut AppState, file: u64, fix: Fix) -> Vec<Effect> {
    let open = state.library.file(file);
    let sha256 = open.map(|open| open.file.source.sha256.clone());
    sha256.map_or_else(Vec::new, |sha256| set_right(state, sha256, fix))
}

/// Keeps the fixes of a file and reads it again with them, where they change how it is read.
pub(super) fn set_right(state: &mut AppState, sha256: String, fix: Fix) -> Vec<Effect> {
    if state.fixes_of(&sha256).reading() == fix.reading() {
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
        let fix = state.fixes_of(&sha256);
        recheck(state, &sha256, &fix);
    }
}

/// Lays other corrections over what was read of a file, and over what depends on it.
pub(super) fn recheck(state: &mut AppState, sha256: &str, fix: &Fix) {
    let selected = state.goals.selected.and_then(|id| {
        let (_, _, item) = state.library.item(id)?;
        Some((id, item.span, item.canonical))
    });
    let files = state.library.files.write().iter_mut();
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
        state.compare.ledger = Arc::new(ledger(old, new, found));
        state.ledger.selected = None;
    }
}

/// Says of goals of a report that they are as read, other ones, or none; one step.
pub(super) fn correct(
    state: &mut AppState,
    report: ReportId,
    corrections: Vec<Correction>,
) -> Vec<Effect> {
    let Some((_, found)) = state.library.report(report) else {
        return Vec::new();
    };
    let place = found.report.place;
    let by = state.settings.signs_as();
    let mut fix = state.fix(report.file);
    let own = fix.reports.entry(place).or_default();
    for mut correction in corrections {
        (correction.at, correction.by) = (Some(clock::now()), by.clone());
        own.correct(correction);
    }
    give(state, report.file, fix)
}

/// Writes a note in place of the one on the same words; none where it has no text.
pub(super) fn note(state: &mut AppState, mut note: Note) -> Vec<Effect> {
    let same = |own: &Note| own.sha256 == note.sha256 && own.span == note.span;
    state.notes.retain(|own| !same(own));
    if !note.text.trim().is_empty() {
        (note.at, note.by) = (clock::now(), state.settings.signs_as());
        state.notes.push(note);
        state
            .notes
            .sort_by_key(|note| (note.sha256.clone(), note.span));
    }
    Vec::new()
}

/// Makes a rule hold, or takes it away.
pub(super) fn rule(state: &mut AppState, rule: Rule, on: bool) -> Vec<Effect> {
    state.rules.retain(|own| own.key() != rule.key());
    if on {
        state.rules.push(rule);
        state.rules.sort_by_key(Rule::key);
    }
    rule_all(state);
    Vec::new()
}

/// Finds what a rule would change, beside the window.
pub(super) fn preview(state: &mut AppState, rule: Rule) -> Vec<Effect> {
    let version = state.library.files.version();
    if !state.preview.ask((rule.clone(), version)) {
        return Vec::new();
    }
    let stopped = state.preview.stop().map(Effect::Cancel);
    let files = state.library.files.iter();
    let files = files.map(|open| (open.id, Arc::clone(&open.read)));
    let files = files.collect();
    let job = job(state, JobKind::Count);
    state.preview.job = Some(job);
    stopped
        .into_iter()
        .chain([Effect::Preview { job, rule, files }])
        .collect()
}
