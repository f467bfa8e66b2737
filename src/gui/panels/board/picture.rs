//! A picture of the board: the same shapes that files hold.

use egui::Ui;

use crate::app::command::Command;
use crate::app::library::ItemId;
use crate::app::views::goals::GoalsCommand;
use crate::engine::labels::Language;
use crate::engine::picture::{Ask, Kind, Scene, scene};
use crate::gui::cx::Cx;
use crate::gui::widgets::scene as widget;

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    made: Option<(Ask, u32, Language)>,
    scene: Scene,
}

impl Memory {
    pub(super) fn forget(&mut self) {
        self.made = None;
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut super::Memory, kind: Kind) {
    let width = widget::width(ui);
    let ask = Ask {
        kind,
        of: cx.state.board.of,
        board: cx.state.board.ask.clone(),
    };
    let made = (ask, width as u32, cx.text.language);
    if memory.picture.made.as_ref() != Some(&made) {
        memory.picture.scene = scene(&memory.sources(), &made.0, width, cx.text.language);
        memory.picture.made = Some(made);
    }
    let clicked = widget::scene(ui, cx.palette, &memory.picture.scene);
    let chosen = clicked.and_then(|(report, index)| {
        let report = memory.owns.get(report)?.id;
        Some(ItemId { report, index })
    });
    if let Some(ItemId { report, .. }) = chosen {
        let of = cx.state.board.of;
        let key = of.or_else(|| Some(memory.board.columns.first()?.key));
        memory.cursor = key.and_then(|key| memory.found((report, key)));
        cx.send(Command::Goals(GoalsCommand::Select(chosen)));
    }
}
