//! What panels see: the state, the words, the colours, and where their commands go.

use crate::app::Remote;
use crate::app::command::Command;
use crate::app::state::AppState;

use super::request::Open;
use super::text::Text;
use super::theme::Palette;

/// The one thing panels receive.
pub struct Cx<'a> {
    /// Everything there is to show.
    pub state: &'a AppState,
    /// The words.
    pub text: &'a Text,
    /// The colours.
    pub palette: &'a Palette,
    /// Sends commands from other threads.
    pub remote: &'a Remote,
    /// Commands for the program.
    pub out: &'a mut Vec<Command>,
    /// A dialog to open.
    pub dialog: &'a mut Option<Open>,
    /// A dialog is open: keys are its own.
    pub modal: bool,
    /// What goes on the clipboard.
    pub copied: &'a mut Option<Copied>,
}

/// Words for the clipboard, and the same as a table or with marks where other programs take them.
#[derive(Clone, Debug, Default)]
pub struct Copied {
    /// As plain words.
    pub text: String,
    /// As HTML.
    pub html: Option<String>,
}

impl Cx<'_> {
    /// Puts something on the clipboard.
    pub fn copy(&mut self, copied: Copied) {
        *self.copied = Some(copied);
    }

    /// Sends a command.
    pub fn send(&mut self, command: Command) {
        self.out.push(command);
    }
}
