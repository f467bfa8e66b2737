//! Keys that several parts of the window share, and the name of the search field.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use crate::app::command::Command;

use super::cx::Cx;

/// The search field, which Ctrl+F goes to.
pub const SEARCH: &str = "search";

/// Ctrl+Z and Ctrl+Shift+Z; in a text field they are the field's.
pub fn steps(ui: &Ui, cx: &mut Cx<'_>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    for (modifiers, command) in [
        (Modifiers::COMMAND | Modifiers::SHIFT, Command::Redo),
        (Modifiers::COMMAND, Command::Undo),
    ] {
        let shortcut = KeyboardShortcut::new(modifiers, Key::Z);
        if ui.input_mut(|input| input.consume_shortcut(&shortcut)) {
            cx.send(command);
        }
    }
}
