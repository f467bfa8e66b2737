//! Keys that work in every view.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::app::project::protocol::ProjectCommand;
use crate::app::views::View;

use super::cx::Cx;
use super::dialogs::files;
use super::keys::{SEARCH, steps};
use super::request::Open;

/// Turns pressed keys into commands. The longer shortcut wins: Ctrl+Shift+O before Ctrl+O.
pub fn collect(ui: &Ui, cx: &mut Cx<'_>, dialog: bool) {
    if dialog {
        return;
    }
    let pressed = |modifiers: Modifiers, key: Key| {
        ui.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
    };
    if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::O) {
        files::pick_folder(cx);
    }
    if pressed(Modifiers::COMMAND, Key::O) {
        files::pick_files(cx);
    }
    if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::S) {
        *cx.dialog = Some(Open::SaveAs);
    }
    if pressed(Modifiers::COMMAND, Key::S) {
        // What has a file is on disk already.
        match cx.state.project.path.clone() {
            Some(path) => cx.send(Command::Project(ProjectCommand::SaveAs(path))),
            None => *cx.dialog = Some(Open::SaveAs),
        }
    }
    if pressed(Modifiers::COMMAND, Key::H) {
        *cx.dialog = Some(Open::History);
    }
    if pressed(Modifiers::NONE, Key::F1) {
        *cx.dialog = Some(Open::Shortcuts);
    }
    if !cx.state.imports.is_empty() && pressed(Modifiers::COMMAND, Key::I) {
        *cx.dialog = Some(Open::Imports);
    }
    let open = !cx.state.library.files.is_empty();
    if open && pressed(Modifiers::COMMAND, Key::E) {
        *cx.dialog = Some(Open::Export);
    }
    for (key, view) in [
        (Key::Num1, View::Goals),
        (Key::Num2, View::Compare),
        (Key::Num3, View::Board),
        (Key::Num4, View::Ledger),
        (Key::Num5, View::Words),
        (Key::Num6, View::Read),
    ] {
        if pressed(Modifiers::COMMAND, key) {
            cx.send(Command::Show(view));
        }
    }
    if open && pressed(Modifiers::COMMAND, Key::F) {
        ui.ctx()
            .memory_mut(|memory| memory.request_focus(egui::Id::unique(SEARCH)));
    }
    if pressed(Modifiers::COMMAND, Key::W) {
        let ids: Vec<ReportId> = cx.state.library.selected.iter().copied().collect();
        if !ids.is_empty() {
            cx.send(Command::Close(ids));
        }
    }
    // In a text field these keys mean the text.
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    if pressed(Modifiers::COMMAND, Key::A) {
        cx.send(Command::SelectAll);
    }
    steps(ui, cx);
    let pasted = ui.input(|input| {
        input.events.iter().find_map(|event| {
            if let egui::Event::Paste(text) = event {
                Some(text.clone())
            } else {
                None
            }
        })
    });
    if let Some(text) = pasted.filter(|text| !text.trim().is_empty()) {
        let path = std::path::PathBuf::from(text.trim().trim_matches(['"', '\'']));
        // A copied path opens the file, a copied text is read.
        cx.send(
            if text.trim().lines().count() == 1 && path.is_absolute() && path.exists() {
                Command::Open(vec![path])
            } else {
                Command::Paste(text)
            },
        );
    }
}
