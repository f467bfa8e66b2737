//! The invitation when nothing is open.

use egui::{Align, Layout, RichText, Stroke, Ui, Vec2};

use crate::app::command::Command;
use crate::gui::cx::Cx;
use crate::gui::dialogs::files;
use crate::gui::theme::size;
use crate::gui::widgets::chip::{primary, small};

/// Draws it in the middle of the view.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let rect = ui.max_rect();
    let card = egui::Rect::from_center_size(
        rect.center(),
        Vec2::new(460.0_f32.min(rect.width() - 40.0), 268.0),
    );
    let stroke = Stroke::new(1.5, *cx.palette.line);
    ui.painter().rect_filled(card, 12.0, *cx.palette.paper);
    let corners = [
        card.left_top(),
        card.right_top(),
        card.right_bottom(),
        card.left_bottom(),
        card.left_top(),
    ];
    ui.painter()
        .extend(egui::Shape::dashed_line(&corners, stroke, 7.0, 5.0));
    let mut inner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(card.shrink(26.0))
            .layout(Layout::top_down(Align::Center)),
    );
    inner.add_space(12.0);
    inner.label(
        RichText::new(cx.text.get("empty-title"))
            .size(size::TITLE)
            .color(*cx.palette.ink),
    );
    inner.add_space(4.0);
    inner.label(RichText::new(cx.text.get("empty-hint")).color(*cx.palette.muted));
    inner.add_space(20.0);
    if primary(&mut inner, cx.palette, cx.text.get("open-files")).clicked() {
        files::pick_files(cx);
    }
    inner.add_space(4.0);
    if inner.button(cx.text.get("open-folder")).clicked() {
        files::pick_folder(cx);
    }
    inner.add_space(4.0);
    if inner.button(cx.text.get("open-samples")).clicked() {
        cx.send(Command::OpenSamples);
    }
    inner.add_space(10.0);
    inner.label(small(cx.palette, cx.text.get("empty-formats")));
}
