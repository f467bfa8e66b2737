//! The source of the selected goal: the report around it, boxed and scrolled to.

use egui::{RichText, Ui};

use crate::app::command::Command;
use crate::engine::display;
use crate::gui::cx::Cx;
use crate::gui::theme::size;
use crate::gui::widgets::chip::small;
use crate::gui::widgets::document::{Document, Look, Mark, copy_selection};
use crate::text::clip::thousands;

use super::goals::colors;

/// What the pane keeps to itself.
#[derive(Default)]
pub struct Memory {
    document: Document,
    shown: Option<crate::app::state::ItemId>,
}

/// Draws the pane.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let Some((open, report, item)) = cx
        .state
        .goals
        .selected
        .and_then(|id| cx.state.library.item(id))
    else {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() / 2.0 - 12.0).max(0.0));
            ui.label(small(cx.palette, cx.text.get("source-hint")));
        });
        return;
    };
    let Some(id) = cx.state.goals.selected else {
        return;
    };
    let mut read = false;
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        let section = report
            .report
            .sections
            .iter()
            .find(|s| s.span.start <= item.span.start && item.span.start < s.span.end)
            .and_then(|s| s.title.clone());
        let place = cx
            .text
            .with("source-place", &[("at", thousands(item.span.start).into())]);
        let words = [
            Some(cx.state.library.name(id.report)),
            section.map(|s| crate::text::clip::clip(&s, 24)),
            Some(place),
            Some(crate::text::clip::clip(&open.name, 30)),
        ];
        ui.add(
            egui::Label::new(small(
                cx.palette,
                words.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            ))
            .truncate(),
        );
        if item.confidence < crate::app::state::UNSURE {
            ui.label(
                RichText::new(cx.text.get("unsure-hint"))
                    .size(size::SMALL)
                    .color(*cx.palette.error),
            );
        }
        if ui
            .link(small(cx.palette, cx.text.get("read-there")))
            .clicked()
        {
            read = true;
        }
    });
    let width = ui.available_width();
    memory
        .document
        .layout(ui.ctx(), &open.file, &report.report, width, size::READING);
    let mut marks: Vec<Mark> = Vec::new();
    for (span, role) in display::marked(item, item.sentence) {
        let (color, ground) = colors(cx.palette, role);
        marks.push(Mark {
            span,
            look: Look {
                color: Some(color),
                ground: Some(ground),
                strong: role == display::Role::Value,
                struck: false,
            },
        });
    }
    let offset = (memory.shown != Some(id))
        .then(|| (memory.document.y_of(item.span.start) - memory.document.line() * 1.0).max(0.0));
    memory.shown = Some(id);
    memory.document.show(
        ui,
        egui::Id::unique("source"),
        cx.palette,
        &marks,
        &[item.span],
        offset,
    );
    copy_selection(ui, &memory.document, &open.file);
    if read {
        let at = Some(item.span.start);
        cx.send(Command::Read {
            report: id.report,
            at,
        });
    }
}
