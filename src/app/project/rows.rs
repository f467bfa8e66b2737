//! The rows of the document made from the state, and the state brought after them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::app::command::{Effect, TextSource};
use crate::app::state::AppState;
use crate::app::update;
use crate::app::words::{KeptTopic, KeptWords};
use crate::model::fix::{Correction, Fix, ReportFix};
use crate::model::note::Note;

use super::document::{Change, Document, Part};
use super::keeper::Ask;
use super::store::Write;
use super::views;

/// How a text was read, as far as the text depends on it: the key beside its fingerprint.
pub fn how(fix: &Fix) -> String {
    let own = Fix {
        encoding: fix.encoding.clone(),
        mend: fix.mend,
        columns: fix.columns,
        ..Fix::default()
    };
    if own.is_empty() {
        return String::new();
    }
    serde_json::to_string(&own).unwrap_or_default()
}

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
pub(super) const LIST: &str = "list:";

/// The key of a note.
fn note_key(note: &Note) -> String {
    format!("{}:{}:{}", note.sha256, note.span.start, note.span.end)
}

/// What the user did, as it stands in the state.
pub(super) fn document_of(state: &AppState, files: bool) -> Document {
    let mut out = Document::default();
    if files {
        let mut order = Vec::new();
        for open in &state.library.files {
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

/// The files of a step or a project are open: their order, and what was shown.
pub(super) fn adopted(state: &mut AppState) -> Vec<Effect> {
    state.project.adopting = false;
    if let Some(order) = state.project.arranging.take() {
        let place: BTreeMap<&str, usize> = order
            .iter()
            .enumerate()
            .map(|(at, sha)| (sha.as_str(), at))
            .collect();
        state.library.files.sort_by_key(|open| {
            let own = short(&open.file.source.sha256);
            place.get(own.as_str()).copied().unwrap_or(usize::MAX)
        });
    }
    let mut effects = match state.project.showing.take() {
        Some(views) => views::show(state, *views),
        None => Vec::new(),
    };
    // What could not be opened is not open: no step, but so it is kept.
    let after = document_of(state, true);
    let changes = state.project.document.changes(&after);
    if !changes.is_empty() {
        state.project.document = after;
        effects.push(Effect::Keep(Ask::Write(Write::Rows(changes))));
    }
    effects
}

/// Brings the state after rows of the document that changed.
pub(super) fn adopt(state: &mut AppState, changes: &[Change]) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut fixed: BTreeSet<&str> = BTreeSet::new();
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    let mut words = false;
    for change in changes {
        match change.part {
            Part::File => {
                let open = state
                    .library
                    .files
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
    update::close(state, &closed);
    let ruled = changes.iter().any(|change| change.part == Part::Rule);
    for sha256 in fixed {
        let fix = fix_of(&state.project.document, sha256);
        effects.append(&mut update::set_right(state, sha256.to_owned(), fix));
    }
    if ruled {
        update::rule_all(state);
    }
    if !opened.is_empty() {
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
        effects.append(&mut update::load(state, opened));
    }
    state.project.adopting = true;
    effects
}

pub(super) fn adopt_words(state: &mut AppState) {
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
