//! The state and the document that is kept of it: rows made from the state, and the state brought after rows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::document::{Change, Document, Part, how};
use super::protocol::Request;
use super::store::Write;
use super::views::{Place, Views};
use crate::app::command::Effect;
use crate::app::library::{ReportId, TextSource};
use crate::app::state::AppState;
use crate::app::views::board::KeptBoard;
use crate::app::words::{KeptTopic, KeptWords};
use crate::model::analysed::AnalysedFile;
use crate::model::fix::{Correction, Fix, ReportFix};
use crate::model::note::Note;
use crate::model::source::SourceText;

/// So much of a fingerprint tells files apart in the list of their order.
const SHORT: usize = 12;

fn short(sha256: &str) -> String {
    sha256.chars().take(SHORT).collect()
}

#[derive(Serialize, Deserialize)]
struct KeptFile {
    name: String,
    path: Option<PathBuf>,
    day: String,
}

/// The key of what was said of a goal: the same for two that concern the same goal.
fn key(sha256: &str, place: usize, correction: &Correction) -> String {
    let Correction {
        start,
        quote,
        indicator,
        measure,
        ..
    } = correction;
    format!("{sha256}:{place}:{start}:{indicator}:{measure:?}:{quote}")
}

/// How the keys of the texts of a user's lists begin.
pub(in crate::app) const LIST: &str = "list:";

/// The key of a note.
fn note_key(note: &Note) -> String {
    format!("{}:{}:{}", note.sha256, note.span.start, note.span.end)
}

/// What the user did, as it stands in the state.
pub(in crate::app) fn document_of(state: &AppState, files: bool) -> Document {
    let mut out = Document::default();
    if files {
        let mut order = Vec::new();
        for open in state.library.files.iter() {
            let sha256 = &open.file.source.sha256;
            order.push(short(sha256));
            let kept = KeptFile {
                name: open.name.clone(),
                path: open.path.clone(),
                day: open.day.clone(),
            };
            out.set(Part::File, sha256, &kept);
        }
        if !order.is_empty() {
            out.set(Part::Order, "", &order);
        }
    } else {
        out.take_part(Part::File, &state.project.document);
        out.take_part(Part::Order, &state.project.document);
    }
    for (sha256, fix) in &state.fixes {
        let reading = fix.reading();
        if !reading.is_empty() {
            out.set(Part::Fix, sha256, &reading);
        }
        for (place, report) in &fix.reports {
            for correction in &report.corrections {
                out.set(
                    Part::Correction,
                    &key(sha256, *place, correction),
                    correction,
                );
            }
        }
    }
    let words = state.words.kept();
    if let Some(topics) = &words.topics {
        out.set(Part::Words, "topics", topics);
    }
    if let Some(stop) = &words.stop {
        out.set(Part::Words, "stop", stop);
    }
    if !words.dictionaries.is_empty() {
        out.set(Part::Words, "dictionaries", &words.dictionaries);
    }
    for (path, text) in &state.words.list_texts {
        if words.dictionaries.contains(path) {
            let key = format!("{LIST}{}", path.display());
            out.set(Part::Words, &key, &(path, text));
        }
    }
    for note in &state.notes {
        out.set(Part::Note, &note_key(note), note);
    }
    for rule in &state.rules {
        out.set(Part::Rule, &rule.key(), rule);
    }
    out
}

/// The fixes of a file as the document has them.
fn fix_of(document: &Document, sha256: &str) -> Fix {
    let mut fix: Fix = document.get(Part::Fix, sha256).unwrap_or_default();
    let begin = format!("{sha256}:");
    let mut said: Vec<(usize, Correction)> = document
        .of(Part::Correction, &begin)
        .filter_map(|(key, json)| {
            let place = key.get(begin.len()..)?.split(':').next()?.parse().ok()?;
            Some((place, serde_json::from_str(json).ok()?))
        })
        .collect();
    said.sort_by(|a, b| a.1.at.cmp(&b.1.at));
    for (place, correction) in said {
        let report: &mut ReportFix = fix.reports.entry(place).or_default();
        report.corrections.push(correction);
    }
    fix
}

/// The files of a step or a project are open: their order, and what was shown. What it came to is kept.
pub(in crate::app) fn adopted(state: &mut AppState) -> Adopted {
    state.project.adopting = false;
    if let Some(order) = state.project.arranging.take() {
        let place: BTreeMap<&str, usize> = order
            .iter()
            .enumerate()
            .map(|(at, sha)| (sha.as_str(), at))
            .collect();
        state.library.files.write().sort_by_key(|open| {
            let own = short(&open.file.source.sha256);
            place.get(own.as_str()).copied().unwrap_or(usize::MAX)
        });
    }
    let shown = state.project.showing.take();
    let shown = shown.map(|views| show(state, *views));
    // What could not be opened is not open: no step, but so it is kept.
    let after = document_of(state, true);
    let changes = state.project.document.changes(&after);
    if !changes.is_empty() {
        state.project.document = after;
    }
    Adopted { shown, changes }
}

/// What is left to be compared once the views are as they were.
pub(in crate::app) struct Shown {
    /// The third report of the comparison.
    pub above: Option<ReportId>,
}

/// What is to be done once the files of a step or a project are open.
pub(in crate::app) struct Adopted {
    /// The views are as they were.
    pub shown: Option<Shown>,
    /// What is to be kept.
    pub changes: Vec<Change>,
}

/// Brings the state after rows of the document that changed.
///
/// Notes, rules and lists are brought at once; what concerns files is left to be done.
pub(in crate::app) fn adopt(state: &mut AppState, changes: &[Change]) -> Adopting {
    let mut fixed: BTreeSet<&str> = BTreeSet::new();
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    let mut words = false;
    for change in changes {
        match change.part {
            Part::File => {
                let open = state
                    .library
                    .files
                    .write()
                    .iter_mut()
                    .find(|open| open.file.source.sha256 == change.key);
                let kept = change
                    .after
                    .as_deref()
                    .and_then(|json| serde_json::from_str::<KeptFile>(json).ok());
                match (open, kept) {
                    (Some(open), Some(kept)) => {
                        (open.name, open.path, open.day) = (kept.name, kept.path, kept.day);
                    }
                    (Some(open), None) => closed.push(open.id),
                    (None, Some(kept)) => opened.push(TextSource::Kept {
                        sha256: change.key.clone(),
                        path: kept.path,
                        name: kept.name,
                        day: kept.day,
                    }),
                    (None, None) => {}
                }
            }
            Part::Fix => {
                fixed.insert(&change.key);
            }
            Part::Correction => {
                fixed.extend(change.key.split(':').next());
            }
            Part::Words => words = true,
            Part::Note => {
                let key = &change.key;
                state.notes.retain(|note| note_key(note) != *key);
                let note = change
                    .after
                    .as_deref()
                    .and_then(|json| serde_json::from_str(json).ok());
                state.notes.extend(note);
                state
                    .notes
                    .sort_by_key(|note| (note.sha256.clone(), note.span));
            }
            Part::Rule => {
                let key = &change.key;
                state.rules.retain(|rule| rule.key() != *key);
                let rule = change
                    .after
                    .as_deref()
                    .and_then(|json| serde_json::from_str(json).ok());
                state.rules.extend(rule);
                state.rules.sort_by_key(crate::model::rule::Rule::key);
            }
            Part::Order => state.project.arranging = state.project.document.get(Part::Order, ""),
        }
    }
    if words {
        adopt_words(state);
    }
    let ruled = changes.iter().any(|change| change.part == Part::Rule);
    let fixes = fixed.into_iter().map(|sha256| {
        let fix = fix_of(&state.project.document, sha256);
        (sha256.to_owned(), fix)
    });
    let fixes = fixes.collect();
    // In their order: what was seen last is read first where that is told.
    let order = state.project.arranging.clone().unwrap_or_default();
    let place: BTreeMap<&str, usize> = order
        .iter()
        .enumerate()
        .map(|(at, sha)| (sha.as_str(), at))
        .collect();
    opened.sort_by_cached_key(|source| match source {
        TextSource::Kept { sha256, .. } => place.get(short(sha256).as_str()).copied(),
        _ => None,
    });
    Adopting {
        closed,
        fixes,
        ruled,
        opened,
    }
}

/// What is left to be done about files after a step.
pub(in crate::app) struct Adopting {
    /// Files to close.
    pub closed: Vec<u64>,
    /// The fixes of files, by their fingerprints.
    pub fixes: Vec<(String, Fix)>,
    /// Rules changed.
    pub ruled: bool,
    /// Texts to open, in order.
    pub opened: Vec<TextSource>,
}

/// Brings the lists of the words view after the document.
pub(in crate::app) fn adopt_words(state: &mut AppState) {
    let document = &state.project.document;
    let texts = document.of(Part::Words, LIST);
    let texts = texts.filter_map(|(_, json)| serde_json::from_str(json).ok());
    state.words.list_texts = texts.collect();
    let before = state.words.kept();
    let kept = KeptWords {
        topics: document.get::<Vec<KeptTopic>>(Part::Words, "topics"),
        stop: document.get(Part::Words, "stop"),
        dictionaries: document
            .get(Part::Words, "dictionaries")
            .unwrap_or_default(),
        ..before
    };
    state.words.take_kept(&kept);
}

/// A report as it is kept.
fn place_of(state: &AppState, id: ReportId) -> Option<Place> {
    let open = state.library.file(id.file)?;
    Some((open.file.source.sha256.clone(), id.index))
}

fn report_at(state: &AppState, place: &Place) -> Option<ReportId> {
    let mut files = state.library.files.iter();
    let open = files.find(|open| open.file.source.sha256 == place.0)?;
    (place.1 < open.file.reports.len()).then_some(ReportId {
        file: open.id,
        index: place.1,
    })
}

/// How the project looks now.
fn views_of(state: &AppState) -> Views {
    let place = |id: Option<ReportId>| place_of(state, id?);
    Views {
        view: state.view,
        selected: state
            .library
            .selected
            .iter()
            .filter_map(|id| place(Some(*id)))
            .collect(),
        sides: [state.compare.old, state.compare.new, state.compare.above].map(place),
        reading: place(state.reading.report),
        goals: state.goals.options.clone(),
        differences: state.compare.filter,
        ledger: state.ledger.filter,
        board: KeptBoard::of(&state.board),
        words: KeptWords {
            topics: None,
            stop: None,
            dictionaries: Vec::new(),
            ..state.words.kept()
        },
    }
}

/// The views, where they changed since they were kept last.
pub(in crate::app) fn keep_views(state: &mut AppState) -> Option<Effect> {
    if state.project.opening || state.project.adopting || state.library.files.is_empty() {
        return None;
    }
    let json = serde_json::to_string(&views_of(state)).ok()?;
    if json == state.project.views {
        return None;
    }
    state.project.views.clone_from(&json);
    Some(Effect::Keep(Request::Write(Write::Views(json))))
}

/// Shows what was shown; the third report of the comparison is left to be compared.
fn show(state: &mut AppState, views: Views) -> Shown {
    let find = |place: &Place| report_at(state, place);
    let selected = views.selected.iter().filter_map(find).collect();
    let [old, new, above] = views.sides.each_ref().map(|place| find(place.as_ref()?));
    let reading = views.reading.as_ref().and_then(find);
    *state.library.selected.write() = selected;
    state.view = views.view;
    (state.compare.old, state.compare.new) = (old, new);
    state.compare.filter = views.differences;
    state.ledger.filter = views.ledger;
    state.reading.report = reading.or_else(|| state.library.reports().next());
    state.goals.options = views.goals;
    state.board = views.board.view();
    state.words.mode = views.words.mode;
    state.words.matrix = views.words.matrix;
    state.words.against = views.words.against;
    Shown { above }
}

/// Keeps a text that was read.
pub(in crate::app) fn kept_text(file: &Arc<AnalysedFile>, fix: &Fix) -> Effect {
    let notices = file.source.notices.iter();
    let text = SourceText {
        notices: notices
            .filter(|notice| notice.is_of_reading())
            .cloned()
            .collect(),
        ..file.source.clone()
    };
    Effect::Keep(Request::Write(Write::Text {
        text: Arc::new(text),
        how: how(fix),
    }))
}
