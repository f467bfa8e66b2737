//! Dialogs: one at a time, closed by Escape.

pub mod export;
pub mod files;
pub mod imports;
pub mod project;
pub mod words;

use egui::{Id, Key, Modal, RichText, Ui};

use crate::app::command::Command;
use crate::app::views::board::BoardCommand;
use crate::engine::board::Weights;
use crate::model::note::Note;
use crate::text::clip::clip;

use super::cx::Cx;
use super::request::Open;
use super::theme::size;
use super::widgets::chip::{primary, small};

/// An open dialog with what was typed in it.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// Write a file.
    Export(export::Draft),
    /// Every file dropped or opened, and what came of it.
    Imports(imports::Draft),
    /// Type or paste a path.
    Path(String),
    /// Paste a text.
    Paste(String),
    /// What each region weighs in a mean of the board.
    Weights(String),
    /// The list of a topic.
    Topic(words::Draft),
    /// The stop words.
    StopWords(String),
    /// A user's own words for parting texts.
    Dictionaries(words::Lists),
    /// Where the project is kept, or a copy of it.
    Place(project::Place),
    /// What was done.
    History,
    /// A note.
    Note(Note),
    /// All notes.
    Notes,
    /// Rules, and one that is being made.
    Rules(project::Rules),
    /// What the program is.
    About,
    /// Keys.
    Shortcuts,
}

impl Dialog {
    /// The dialog that is asked for.
    pub fn new(open: Open, cx: &Cx<'_>) -> Self {
        let state = cx.state;
        match open {
            Open::Export => Self::Export(export::Draft::new(state)),
            Open::Imports => Self::Imports(imports::Draft::default()),
            Open::Path => Self::Path(String::new()),
            Open::Paste => Self::Paste(String::new()),
            Open::Weights => Self::Weights(state.board.weights.clone()),
            Open::Topic(at) => Self::Topic(words::Draft::of(state, at)),
            Open::StopWords => Self::StopWords(state.words.stop.clone()),
            Open::Dictionaries => Self::Dictionaries(words::Lists::default()),
            Open::SaveAs => Self::Place(project::Place::new(cx, false)),
            Open::SaveCopy => Self::Place(project::Place::new(cx, true)),
            Open::History => Self::History,
            Open::Note(note) => Self::Note(note),
            Open::Notes => Self::Notes,
            Open::Rules => Self::Rules(project::Rules::default()),
            Open::NewRule {
                quote,
                indicator,
                measure,
            } => Self::Rules(project::Rules::from(&quote, &indicator, measure)),
            Open::About => Self::About,
            Open::Shortcuts => Self::Shortcuts,
        }
    }
}

/// Draws the dialog; it stays open while this returns `true`.
pub fn show(ui: &Ui, cx: &mut Cx<'_>, dialog: &mut Dialog) -> bool {
    let mut open = true;
    // Escape closes a list before the dialog it is in.
    let listed = egui::Popup::is_any_open(ui.ctx());
    let response = Modal::new(Id::unique("dialog"))
        .frame(egui::Frame::popup(&ui.ctx().global_style()).inner_margin(22))
        .show(ui.ctx(), |ui| {
            let wide = (ui.ctx().content_rect().width() - 90.0).clamp(440.0, 920.0);
            ui.set_width(match dialog {
                Dialog::Imports(_) => wide,
                Dialog::Export(_) | Dialog::Topic(_) | Dialog::Rules(_) => 560.0_f32.min(wide),
                _ => 440.0,
            });
            match dialog {
                Dialog::Imports(draft) => open = imports::ui(ui, cx, draft),
                Dialog::Export(draft) => open = export::ui(ui, cx, draft),
                Dialog::Path(path) => open = typed_path(ui, cx, path),
                Dialog::Paste(text) => open = paste(ui, cx, text),
                Dialog::Weights(text) => open = weights(ui, cx, text),
                Dialog::Topic(draft) => open = words::topic(ui, cx, draft),
                Dialog::StopWords(list) => open = words::stop_words(ui, cx, list),
                Dialog::Dictionaries(lists) => open = words::dictionaries(ui, cx, lists),
                Dialog::Place(place) => open = project::place(ui, cx, place),
                Dialog::History => project::history(ui, cx),
                Dialog::Note(note) => open = project::note(ui, cx, note),
                Dialog::Notes => open = project::notes(ui, cx),
                Dialog::Rules(draft) => open = project::rules(ui, cx, draft),
                Dialog::About => about(ui, cx),
                Dialog::Shortcuts => shortcuts(ui, cx),
            }
            if matches!(dialog, Dialog::About | Dialog::Shortcuts | Dialog::History) {
                ui.add_space(10.0);
                if ui.button(cx.text.get("close")).clicked() {
                    open = false;
                }
            }
        });
    // What was typed or chosen is not thrown away by a click beside it.
    let typed = match dialog {
        Dialog::Imports(draft) => draft.edits(),
        Dialog::History | Dialog::Notes | Dialog::About | Dialog::Shortcuts => false,
        _ => true,
    };
    raise(ui.ctx(), response.response.layer_id);
    let leaves = response.should_close() || ui.input(|input| input.key_pressed(Key::Escape));
    let beside = response.backdrop_response.clicked();
    open && (listed || !leaves || typed && beside)
}

/// Raises what is open over a dialog: a list that was open before keeps its place below otherwise.
fn raise(ctx: &egui::Context, dialog: egui::LayerId) {
    let layers: Vec<egui::LayerId> = ctx.memory(|memory| {
        let layers = memory.layer_ids();
        layers
            .filter(|layer| layer.order == dialog.order && *layer != dialog)
            .filter(|layer| memory.areas().is_visible(layer))
            .collect()
    });
    for layer in layers {
        ctx.move_to_top(layer);
    }
}

/// The name of a dialog.
fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).size(size::TITLE));
    ui.add_space(8.0);
}

fn typed_path(ui: &mut Ui, cx: &mut Cx<'_>, path: &mut String) -> bool {
    title(ui, cx.text.get("open-path"));
    let hint = cx.text.get("path-hint");
    let field = ui.add(
        egui::TextEdit::singleline(path)
            .hint_text(hint)
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
    field.request_focus();
    ui.add_space(10.0);
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let mut open = true;
    ui.horizontal(|ui| {
        if primary(ui, cx.palette, cx.text.get("open")).clicked() || enter {
            // Paths come with quotation marks when copied from a file manager.
            let clean = path.trim().trim_matches(['"', '\'']).to_owned();
            if !clean.is_empty() {
                cx.send(Command::Open(vec![clean.into()]));
            }
            open = false;
        }
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

fn weights(ui: &mut Ui, cx: &mut Cx<'_>, text: &mut String) -> bool {
    title(ui, cx.text.get("weights-title"));
    let hint = cx.text.get("weights-hint");
    ui.label(small(cx.palette, hint));
    egui::ScrollArea::vertical()
        .max_height(260.0)
        .show(ui, |ui| {
            let field = ui.add(
                egui::TextEdit::multiline(text)
                    .desired_width(f32::INFINITY)
                    .desired_rows(10),
            );
            if text.is_empty() && !field.has_focus() {
                field.request_focus();
            }
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        });
    let (read, bad) = Weights::parse(text);
    ui.label(small(cx.palette, cx.text.count("weights-read", read.len())));
    if !bad.is_empty() {
        let lines = clip(&bad.join(cx.text.get("comma")), 60);
        let words = cx.text.with("weights-bad", &[("lines", lines.into())]);
        ui.label(
            RichText::new(words)
                .size(size::SMALL)
                .color(*cx.palette.error),
        );
    }
    ui.add_space(10.0);
    let mut open = true;
    ui.horizontal(|ui| {
        if primary(ui, cx.palette, cx.text.get("apply")).clicked() {
            cx.send(Command::Board(BoardCommand::Weights(std::mem::take(text))));
            open = false;
        }
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

fn paste(ui: &mut Ui, cx: &mut Cx<'_>, text: &mut String) -> bool {
    title(ui, cx.text.get("paste-text"));
    let hint = cx.text.get("paste-hint");
    egui::ScrollArea::vertical()
        .max_height(260.0)
        .show(ui, |ui| {
            let field = ui.add(
                egui::TextEdit::multiline(text)
                    .hint_text(hint)
                    .desired_width(f32::INFINITY)
                    .desired_rows(10),
            );
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        });
    ui.add_space(10.0);
    let mut open = true;
    ui.horizontal(|ui| {
        if primary(ui, cx.palette, cx.text.get("read-text")).clicked() {
            if !text.trim().is_empty() {
                cx.send(Command::Paste(std::mem::take(text)));
            }
            open = false;
        }
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

const LICENCES: &str = include_str!("../../../assets/licenses.tsv");
const CHANGES: &str = include_str!("../../../assets/CHANGELOG.md");

fn about(ui: &mut Ui, cx: &Cx<'_>) {
    title(ui, cx.text.get("app-title"));
    ui.label(cx.text.with(
        "about-version",
        &[("version", env!("CARGO_PKG_VERSION").into())],
    ));
    ui.add_space(4.0);
    ui.add(egui::Label::new(cx.text.get("about-privacy")).wrap());
    ui.add_space(4.0);
    ui.add(egui::Label::new(small(cx.palette, cx.text.get("about-licence"))).wrap());
    ui.add_space(8.0);
    egui::CollapsingHeader::new(cx.text.get("licences")).show(ui, |ui| {
        let rows: Vec<&str> = LICENCES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        egui::ScrollArea::vertical()
            .max_height(200.0)
            .auto_shrink([false, true])
            .show_rows(ui, 18.0, rows.len(), |ui, shown| {
                for row in rows.get(shown).unwrap_or_default() {
                    ui.label(small(cx.palette, row.replace('\t', "  ")));
                }
            });
    });
    egui::CollapsingHeader::new(cx.text.get("changes")).show(ui, |ui| {
        egui::ScrollArea::vertical()
            .max_height(200.0)
            .show(ui, |ui| {
                for line in CHANGES.lines().filter(|line| !line.is_empty()) {
                    ui.add(
                        egui::Label::new(small(cx.palette, line.trim_start_matches(['#', ' '])))
                            .wrap(),
                    );
                }
            });
    });
}

fn shortcuts(ui: &mut Ui, cx: &Cx<'_>) {
    title(ui, cx.text.get("shortcuts"));
    let keys = [
        ("Ctrl+O", "open-files"),
        ("Ctrl+Shift+O", "open-folder"),
        ("Ctrl+V", "paste-text"),
        ("Ctrl+S", "project-save"),
        ("Ctrl+Shift+S", "project-save-as"),
        ("Ctrl+H", "history"),
        ("Ctrl+E", "export"),
        ("Ctrl+F", "key-find"),
        ("Ctrl+1 … 6", "key-views"),
        ("↑ ↓", "key-walk"),
        ("F7 / F8", "key-differences"),
        ("Enter", "read-there"),
        ("Enter / Delete", "key-board"),
        ("Ctrl+C", "key-copy"),
        ("Ctrl+A", "key-all"),
        ("Ctrl+I", "imports"),
        ("Ctrl+Z / Ctrl+Shift+Z", "key-undo"),
        ("Ctrl+W", "close"),
        ("Ctrl+ + / − / 0", "key-zoom"),
        ("Alt", "sync-hint"),
    ];
    egui::Grid::new("keys")
        .num_columns(2)
        .spacing([24.0, 6.0])
        .show(ui, |ui| {
            for (key, id) in keys {
                ui.label(RichText::new(key).color(*cx.palette.accent_strong));
                ui.add(egui::Label::new(cx.text.get(id)).wrap());
                ui.end_row();
            }
        });
}
