//! Lists that words are counted by: the terms of a topic, stop words, a user's own words for parting texts.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use egui::{ScrollArea, TextEdit, Ui};

use crate::app::command::Command;
use crate::app::state::AppState;
use crate::app::words::WordsCommand;
use crate::engine::words::keys::STOP_WORDS;
use crate::engine::words::{Skips, Topic};
use crate::gui::cx::Cx;
use crate::gui::widgets::chip::{primary, small};

/// A topic that is edited.
#[derive(Clone, Debug)]
pub struct Draft {
    at: usize,
    name: String,
    list: String,
    /// How it came with the program, if it did.
    usual: Option<String>,
    /// What the name and list parsed to last.
    parsed: Option<Arc<Topic>>,
    /// What went wrong with a file.
    failed: Option<String>,
    picked: super::files::PickedText,
}

/// What was chosen in the system's dialog, which runs on another thread.
pub(super) type Picked = Arc<Mutex<Vec<PathBuf>>>;

impl Draft {
    /// A topic of the view.
    pub fn of(state: &AppState, at: usize) -> Self {
        let own = state.words.topics.get(at).map(|own| Arc::clone(&own.topic));
        let name = own
            .as_ref()
            .map_or_else(String::new, |topic| topic.name.clone());
        let built_in = Topic::built_in();
        let usual = built_in.iter().find(|topic| topic.name == name);
        Self {
            at,
            list: own.map_or_else(String::new, |topic| topic.list.clone()),
            name,
            usual: usual.map(|topic| topic.list.clone()),
            parsed: None,
            failed: None,
            picked: Arc::default(),
        }
    }

    /// One more topic.
    pub fn new(state: &AppState) -> Self {
        Self::of(state, state.words.topics.len())
    }
}

/// Draws the dialog of a topic; `false` when it is done.
pub fn topic(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft) -> bool {
    super::title(ui, cx.text.get("words-edit-topic").trim_end_matches('…'));
    loaded(cx, draft);
    ui.horizontal(|ui| {
        ui.label(cx.text.get("words-topic-name"));
        let field = ui.add(TextEdit::singleline(&mut draft.name).desired_width(220.0));
        let name = cx.text.get("words-topic-name");
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    });
    ui.add_space(4.0);
    ui.add(egui::Label::new(small(cx.palette, cx.text.get("words-topic-how"))).wrap());
    ui.add_space(4.0);
    let hint = cx.text.get("words-topic-hint");
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        let field = ui.add(
            TextEdit::multiline(&mut draft.list)
                .hint_text(hint)
                .desired_width(f32::INFINITY)
                .desired_rows(14),
        );
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
    });
    let known = draft
        .parsed
        .as_ref()
        .filter(|topic| topic.list == draft.list);
    let parsed = known
        .cloned()
        .unwrap_or_else(|| Arc::new(Topic::parse(&draft.name, &draft.list)));
    draft.parsed = Some(Arc::clone(&parsed));
    let counted = cx.text.with(
        "words-topic-counts",
        &[
            ("terms", parsed.terms.len().into()),
            ("not", parsed.not.len().into()),
        ],
    );
    ui.label(small(cx.palette, counted));
    skipped(ui, cx, &parsed.skipped);
    if let Some(failed) = &draft.failed {
        ui.label(small(cx.palette, failed).color(*cx.palette.error));
    }
    ui.add_space(8.0);
    let mut open = true;
    ui.horizontal_wrapped(|ui| {
        let ready = !draft.name.trim().is_empty() && !parsed.terms.is_empty();
        ui.add_enabled_ui(ready, |ui| {
            if primary(ui, cx.palette, cx.text.get("apply")).clicked() {
                cx.send(Command::Words(WordsCommand::List {
                    topic: draft.at,
                    name: draft.name.clone(),
                    list: draft.list.clone(),
                }));
                open = false;
            }
        });
        if ui.button(cx.text.get("words-load")).clicked() {
            super::files::pick_text(ui, cx, &draft.picked);
        }
        if ui
            .add_enabled(ready, egui::Button::new(cx.text.get("words-save")))
            .clicked()
        {
            save(cx, draft);
        }
        if draft.at < cx.state.words.topics.len() {
            if ui.button(cx.text.get("words-copy-topic")).clicked() {
                draft.at = cx.state.words.topics.len();
                draft.name = cx
                    .text
                    .with("words-copy-of", &[("name", draft.name.clone().into())]);
                draft.usual = None;
            }
            if ui.button(cx.text.get("words-remove-topic")).clicked() {
                cx.send(Command::Words(WordsCommand::Remove(draft.at)));
                open = false;
            }
        }
        if let Some(usual) = draft.usual.clone().filter(|usual| *usual != draft.list)
            && ui.button(cx.text.get("words-usual")).clicked()
        {
            draft.list = usual;
        }
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

/// Takes the list of a file that was chosen.
fn loaded(cx: &Cx<'_>, draft: &mut Draft) {
    match super::files::picked_text(&draft.picked) {
        Some(Ok((name, text))) => {
            draft.failed = None;
            draft.list = text;
            if draft.name.trim().is_empty() {
                draft.name = name;
            }
        }
        Some(Err(why)) => {
            let args = [("why", why.into())];
            draft.failed = Some(cx.text.with("words-not-loaded", &args));
        }
        None => {}
    }
}

pub(super) fn pick(ui: &Ui, cx: &Cx<'_>, picked: &Picked) {
    let picked = Arc::clone(picked);
    let ctx = ui.ctx().clone();
    super::files::pick_lists(cx, cx.text.get("words-load").to_owned(), move |paths| {
        *picked.lock().unwrap_or_else(PoisonError::into_inner) = paths;
        ctx.request_repaint();
    });
}

fn save(cx: &Cx<'_>, draft: &Draft) {
    let title = cx.text.get("words-save").to_owned();
    let name = format!("{}.txt", draft.name.trim());
    super::files::save_text(cx, title, name, draft.list.clone());
}

/// Lines that were not taken, and why.
fn skipped(ui: &mut Ui, cx: &Cx<'_>, skips: &Skips) {
    if skips.count == 0 {
        return;
    }
    let head = cx.text.count("words-skipped", skips.count);
    egui::CollapsingHeader::new(small(cx.palette, head))
        .id_salt("skipped")
        .show(ui, |ui| {
            ScrollArea::vertical().max_height(90.0).show(ui, |ui| {
                for skipped in &skips.first {
                    let why = cx.text.get(&format!("skipped-{}", skipped.why)).to_owned();
                    let args = [("line", skipped.line.into()), ("why", why.into())];
                    ui.label(small(cx.palette, cx.text.with("words-skipped-line", &args)));
                }
            });
        });
}

/// Draws the dialog of the stop words; `false` when it is done.
pub fn stop_words(ui: &mut Ui, cx: &mut Cx<'_>, list: &mut String) -> bool {
    super::title(ui, cx.text.get("words-stop").trim_end_matches('…'));
    ui.add(egui::Label::new(small(cx.palette, cx.text.get("words-stop-how"))).wrap());
    let name = cx.text.get("words-stop");
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        let field = ui.add(
            TextEdit::multiline(list)
                .desired_width(f32::INFINITY)
                .desired_rows(14),
        );
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    });
    ui.add_space(8.0);
    let mut open = true;
    ui.horizontal(|ui| {
        if primary(ui, cx.palette, cx.text.get("apply")).clicked() {
            cx.send(Command::Words(WordsCommand::Stop(std::mem::take(list))));
            open = false;
        }
        if ui.button(cx.text.get("words-usual")).clicked() {
            STOP_WORDS.clone_into(list);
        }
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

/// The user's lists of words.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    picked: Picked,
}

/// Draws the dialog of the lists; `false` when it is done.
pub fn dictionaries(ui: &mut Ui, cx: &mut Cx<'_>, lists: &Lists) -> bool {
    super::title(ui, cx.text.get("words-dictionaries").trim_end_matches('…'));
    ui.add(egui::Label::new(small(cx.palette, cx.text.get("words-dictionaries-how"))).wrap());
    ui.add_space(6.0);
    let picked = std::mem::take(&mut *lists.picked.lock().unwrap_or_else(PoisonError::into_inner));
    let mut files = cx.state.words.dictionaries.clone();
    let mut changed = false;
    for path in picked {
        if !files.contains(&path) {
            files.push(path);
            changed = true;
        }
    }
    let mut gone = None;
    for (at, path) in cx.state.words.dictionaries.iter().enumerate() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let read = cx
            .state
            .words
            .segmenter
            .lists()
            .iter()
            .find(|list| list.name == name);
        ui.horizontal(|ui| {
            if ui
                .small_button("×")
                .on_hover_text(cx.text.get("words-remove"))
                .clicked()
            {
                gone = Some(at);
            }
            ui.label(&name);
            if let Some(read) = read {
                let words = cx.text.count("words-of-list", read.words.len());
                ui.label(small(cx.palette, words));
            }
        });
        if let Some(read) = read {
            ui.push_id(at, |ui| skipped(ui, cx, &read.skipped));
        }
    }
    if let Some(at) = gone {
        files.remove(at);
        changed = true;
    }
    if changed {
        cx.send(Command::Words(WordsCommand::Dictionaries(files)));
    }
    ui.add_space(8.0);
    let mut open = true;
    ui.horizontal(|ui| {
        if ui.button(cx.text.get("words-add-list")).clicked() {
            pick(ui, cx, &lists.picked);
        }
        open &= !primary(ui, cx.palette, cx.text.get("close")).clicked();
    });
    open
}
