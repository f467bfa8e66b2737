//! What panels see: the state, the words, the colours, and where their commands go.

use crate::app::command::Command;
use crate::app::state::AppState;

use super::dialogs::Dialog;
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
    /// Commands for the program.
    pub out: &'a mut Vec<Command>,
    /// A dialog to open.
    pub dialog: &'a mut Option<Dialog>,
}

impl Cx<'_> {
    /// Sends a command.
    pub fn send(&mut self, command: Command) {
        self.out.push(command);
    }
}
