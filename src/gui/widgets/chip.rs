//! Chips for bound and force, the row of choices, small labels.

use egui::containers::menu::{MenuButton, MenuConfig, SubMenuButton, is_in_menu};
use egui::{
    Color32, CornerRadius, PopupCloseBehavior, Response, RichText, Role, Sense, Stroke, Ui, Vec2,
    WidgetInfo,
};

use crate::gui::theme::{Palette, font, size};

/// A coloured word.
pub fn chip(ui: &mut Ui, words: &str, color: Color32, ground: Color32) -> Response {
    let galley = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font(size::SMALL), color);
    let (rect, response) =
        ui.allocate_exact_size(galley.size() + Vec2::new(12.0, 3.0), Sense::hover());
    ui.painter()
        .rect_filled(rect, CornerRadius::same(4), ground);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// A row of choices of which one is on; the chosen one's index when it was clicked.
pub fn choices(ui: &mut Ui, palette: &Palette, on: usize, words: &[String]) -> Option<usize> {
    let mut clicked = None;
    let padding = Vec2::new(11.0, 5.0);
    let galleys: Vec<_> = words
        .iter()
        .enumerate()
        .map(|(i, words)| {
            ui.painter().layout_no_wrap(
                words.clone(),
                font(size::BODY),
                if i == on {
                    *palette.accent_strong
                } else {
                    *palette.muted
                },
            )
        })
        .collect();
    let height = 28.0;
    let width: f32 = galleys.iter().map(|g| g.size().x + padding.x * 2.0).sum();
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    let radius = CornerRadius::same(6);
    ui.painter().rect_filled(rect, radius, *palette.paper);
    let mut x = rect.left();
    let last = galleys.len().saturating_sub(1);
    for (i, (galley, words)) in galleys.into_iter().zip(words).enumerate() {
        let cell = egui::Rect::from_min_size(
            egui::pos2(x, rect.top()),
            Vec2::new(galley.size().x + padding.x * 2.0, height),
        );
        let response = ui.interact(cell, ui.scope_id().with(("choice", words)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, i == on, words));
        let corner = CornerRadius {
            nw: if i == 0 { 6 } else { 0 },
            sw: if i == 0 { 6 } else { 0 },
            ne: if i == last { 6 } else { 0 },
            se: if i == last { 6 } else { 0 },
        };
        if i == on {
            ui.painter()
                .rect_filled(cell, corner, *palette.accent_ground);
        } else if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(cell, corner, *palette.panel);
        }
        if i > 0 {
            ui.painter()
                .vline(x, cell.y_range(), Stroke::new(1.0, *palette.line));
        }
        let color = if i == on {
            *palette.accent_strong
        } else {
            *palette.muted
        };
        ui.painter()
            .galley(cell.center() - galley.size() / 2.0, galley, color);
        if response.clicked() {
            clicked = Some(i);
        }
        x = cell.right();
    }
    ui.painter().rect_stroke(
        rect,
        radius,
        Stroke::new(1.0, *palette.line),
        egui::StrokeKind::Inside,
    );
    clicked
}

/// A menu of choices of which one is on, under its words, or under `title`; the chosen one when it was clicked.
pub fn pick<T: Copy + PartialEq>(
    ui: &mut Ui,
    options: &[(T, String)],
    now: T,
    title: Option<&String>,
) -> Option<T> {
    let mut chosen = None;
    let mut known = options.iter();
    let on = known
        .find(|(value, _)| *value == now)
        .map(|(_, words)| words);
    let words = on.or(title).map_or("", String::as_str);
    ui.menu_button(format!("{words} ▾"), |ui| {
        for (value, words) in options {
            if ui.radio(*value == now, words).clicked() {
                chosen = Some(*value);
                ui.close();
            }
        }
    });
    chosen
}

/// A menu that stays open while things in it are clicked: boxes to tick, a field to type in.
pub fn sheet(ui: &mut Ui, words: &str, add: impl FnOnce(&mut Ui)) -> Response {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    if is_in_menu(ui) {
        return SubMenuButton::new(words).config(config).ui(ui, add).0;
    }
    MenuButton::new(words).config(config).ui(ui, add).0
}

/// The bar of a view's tools, above what it shows.
pub fn tools(ui: &mut Ui, palette: &Palette, id: &'static str, add: impl FnOnce(&mut Ui)) {
    egui::Panel::top(id)
        .exact_size(50.0)
        .frame(
            egui::Frame::new()
                .fill(*palette.ground)
                .inner_margin(egui::Margin::symmetric(14, 0)),
        )
        .show(ui, add);
}

/// A button without a frame that shows whether it is on: a view, a heading.
pub fn flat(palette: &Palette, words: RichText, on: bool) -> egui::Button<'static> {
    let ground = if on {
        *palette.accent_ground
    } else {
        Color32::TRANSPARENT
    };
    egui::Button::new(words)
        .selected(on)
        .fill(ground)
        .stroke(Stroke::NONE)
}

/// The button that stands out.
pub fn primary(ui: &mut Ui, palette: &Palette, words: &str) -> Response {
    let button = egui::Button::new(RichText::new(words).color(*palette.on_accent))
        .fill(*palette.accent)
        .stroke(Stroke::NONE);
    ui.add(button)
}

/// Small grey words.
pub fn small(palette: &Palette, words: impl Into<String>) -> RichText {
    RichText::new(words).size(size::SMALL).color(*palette.muted)
}
