//! The project: what the user did, step by step, and the file that keeps it.
//!
//! The state is what panels show; its [`Document`] is what is kept of it. After each command the two are compared, and
//! the difference is a [`Step`]. Taking a step back changes the document, and [`adopt`] brings the state after it.

pub mod document;
pub mod history;
pub mod keeper;
pub mod store;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::AnalysedFile;
use crate::model::fix::{Correction, Fix, ReportFix};
use crate::model::goal::{Force, Kind};
use crate::model::note::Note;
use crate::model::source::SourceText;

use super::command::{Command, Effect, Event, TextSource};
use super::jobs::JobKind;
use super::notices::Message;
use super::settings::KeptBoard;
use super::state::{AppState, Column, DiffFilter, Grouping, LedgerFilter, ReportId, View};
use super::update;
use super::words::{KeptTopic, KeptWords, WordsCommand, WordsView, Worked};

use document::{Change, Document, Part, Step, Told as StepTold};
use history::History;
use keeper::{Ask, Told};
use store::{Loaded, StoreError, Write};

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

/// A report by the fingerprint of its file.
type Place = (String, usize);

/// How the project looked: not a step, but kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Views {
    /// The view.
    pub view: View,
    /// The selected reports.
    pub selected: Vec<Place>,
    /// The sides of the comparison, and the third report.
    pub sides: [Option<Place>; 3],
    /// The report read.
    pub reading: Option<Place>,
    /// Columns of the goals table not shown.
    pub hidden: Vec<Column>,
    /// How its rows are grouped.
    pub grouping: Grouping,
    /// Words to find in it.
    pub text: String,
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only this force.
    pub force: Option<Force>,
    /// Only what the rules are unsure of.
    pub unsure: bool,
    /// Which list.
    pub kind: Option<Kind>,
    /// Which differences.
    pub differences: DiffFilter,
    /// Which entries of the ledger.
    pub ledger: LedgerFilter,
    /// The board.
    pub board: KeptBoard,
    /// The words view.
    pub words: KeptWords,
}

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
const LIST: &str = "list:";

/// The key of a note.
fn note_key(note: &Note) -> String {
    format!("{}:{}:{}", note.sha256, note.span.start, note.span.end)
}

/// What the user did, as it stands in the state.
fn document_of(state: &AppState, files: bool) -> Document {
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

fn now() -> String {
    jiff::Timestamp::now()
        .round(jiff::Unit::Second)
        .map_or_else(|_| String::new(), |now| now.to_string())
}

/// The name the system has for who works here.
fn user() -> Option<String> {
    ["USER", "USERNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
}

/// Says who said it and when.
pub(super) fn signed(mut correction: Correction) -> Correction {
    correction.at = Some(now());
    correction.by = user();
    correction
}

/// A note with who wrote it and when.
pub(super) fn signed_note(mut note: Note) -> Note {
    note.at = now();
    note.by = user();
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

/// The files of a step or a project are open: their order, and what was shown.
fn adopted(state: &mut AppState) -> Vec<Effect> {
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
        Some(views) => show(state, *views),
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
    if changes.is_empty() {
        return Vec::new();
    }
    let mut effects = vec![
        Effect::Keep(Ask::Write(Write::Rows(changes.clone()))),
        Effect::Keep(Ask::Write(Write::Head(project.history.number()))),
    ];
    effects.append(&mut adopt(state, &changes));
    effects
}

/// Brings the state after rows of the document that changed.
fn adopt(state: &mut AppState, changes: &[Change]) -> Vec<Effect> {
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

fn adopt_words(state: &mut AppState) {
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
    let goals = &state.goals;
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
        hidden: goals.hidden.iter().copied().collect(),
        grouping: goals.grouping,
        text: goals.text.clone(),
        indicator: goals.indicator.clone(),
        force: goals.force,
        unsure: goals.unsure,
        kind: Some(goals.kind),
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
pub(super) fn keep_views(state: &mut AppState) -> Option<Effect> {
    if state.project.opening || state.project.adopting || state.library.files.is_empty() {
        return None;
    }
    let json = serde_json::to_string(&views_of(state)).ok()?;
    if json == state.project.views {
        return None;
    }
    state.project.views.clone_from(&json);
    Some(Effect::Keep(Ask::Write(Write::Views(json))))
}

/// Shows what was shown.
fn show(state: &mut AppState, views: Views) -> Vec<Effect> {
    let find = |place: &Place| report_at(state, place);
    let selected = views.selected.iter().filter_map(find).collect();
    let [old, new, above] = views.sides.each_ref().map(|place| find(place.as_ref()?));
    let reading = views.reading.as_ref().and_then(find);
    state.library.selected = selected;
    state.view = views.view;
    (state.compare.old, state.compare.new) = (old, new);
    state.compare.filter = views.differences;
    state.ledger.filter = views.ledger;
    state.reading.report = reading.or_else(|| state.library.reports().next());
    let goals = &mut state.goals;
    goals.hidden = views.hidden.into_iter().collect();
    goals.grouping = views.grouping;
    (goals.text, goals.indicator) = (views.text, views.indicator);
    (goals.force, goals.unsure) = (views.force, views.unsure);
    goals.kind = views.kind.unwrap_or(goals.kind);
    state.board = views.board.view();
    state.words.mode = views.words.mode;
    state.words.matrix = views.words.matrix;
    state.words.against = views.words.against;
    let mut effects = if state.view.compares() {
        super::compare::choose_sides(state)
    } else {
        Vec::new()
    };
    if let Some(above) = above {
        effects.append(&mut super::compare::compare(
            state,
            super::command::CompareCommand::Above(Some(above)),
        ));
    }
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
            from,
            untitled,
        } => {
            state.untitled = untitled;
            return opened(state, path, *loaded, from);
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
    from: Option<PathBuf>,
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
    if let Some(from) = from {
        let to = path.clone();
        let lost = loaded.lost;
        state.notices.add(match to {
            Some(to) => Message::ProjectRecovered { from, to, lost },
            None => Message::ProjectReadOnly { path: from },
        });
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
