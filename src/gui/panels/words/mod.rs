//! The words view: topics by region and year, words held against others, places of what is typed, and how much of a
//! report stands in others; the places of what is chosen below.

mod keys;
mod lines;
mod matrix;
mod picture;
mod shared;
mod tools;

use egui::{Frame, Margin, Panel, Ui};

use crate::app::library::ReportId;
use crate::app::words::Mode;
use crate::engine::words::Indexed;
use crate::gui::cx::Cx;
use crate::gui::widgets::chip::{small, tools as bar};

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    matrix: matrix::Memory,
    lines: lines::Memory,
    keys: keys::Memory,
    picture: picture::Memory,
    /// A word typed to be one more column.
    word: String,
}

/// Draws the view; `find` is typed in the bar on top.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    bar(ui, cx.palette, "words-tools", |ui| {
        tools::ui(ui, cx, &mut memory.word);
    });
    let mode = cx.state.words.mode;
    let said = match mode {
        Mode::Topics => matrix::said(cx),
        Mode::Keys => keys::said(cx),
        Mode::Find => lines::said(cx),
        Mode::Shared => shared::said(cx),
    };
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        let words = small(cx.palette, said.as_str());
        ui.add(egui::Label::new(words).truncate())
            .on_hover_text(&said);
    });
    ui.add_space(2.0);
    if mode == Mode::Find {
        lines::ui(ui, cx, &mut memory.lines);
        return;
    }
    let height = ui.available_height();
    let paper = Frame::new().fill(*cx.palette.paper).inner_margin(Margin {
        left: 0,
        right: 0,
        top: 6,
        bottom: 4,
    });
    let drawn = cx.state.words.picture.is_some() && matches!(mode, Mode::Topics | Mode::Keys);
    // A picture needs the room, until something of it was chosen.
    let (id, part) = if drawn {
        ("words-drawn", 0.2)
    } else {
        ("words-lines", 0.4)
    };
    if !drawn || cx.state.words.lines.found.is_some() {
        Panel::bottom(id)
            .resizable(true)
            .default_size((height * part).clamp(110.0, 300.0))
            .size_range(80.0..=(height - 140.0).max(100.0))
            .frame(paper)
            .show(ui, |ui| lines::ui(ui, cx, &mut memory.lines));
    }
    egui::CentralPanel::default()
        .frame(Frame::new().fill(*cx.palette.ground))
        .show(ui, |ui| {
            if drawn {
                picture::ui(ui, cx, memory);
                return;
            }
            match mode {
                Mode::Topics => matrix::ui(ui, cx, &mut memory.matrix),
                Mode::Keys => keys::ui(ui, cx, &mut memory.keys),
                Mode::Shared | Mode::Find => shared::ui(ui, cx),
            }
        });
}

/// Words in the middle of what is empty.
fn empty(ui: &mut Ui, cx: &Cx<'_>, id: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).min(60.0));
        ui.label(small(cx.palette, cx.text.get(id)));
    });
}

/// The name of a report that was made ready.
fn called(cx: &Cx<'_>, id: ReportId, text: &Indexed) -> String {
    let file = cx.state.library.file(id.file);
    let name = file.map_or("", |open| open.name.as_str());
    text.meta().map_or_else(String::new, |meta| {
        crate::engine::display::report_name(meta, name)
    })
}
