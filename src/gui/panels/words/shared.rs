//! How much of a report stands in others: a strip of its paragraphs, its sentences below, each with where it comes from.

use egui::{Align2, Color32, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

use crate::app::command::Command;
use crate::app::words::{Traced, WordsCommand};
use crate::engine::words::travel::{Relation, Shared};
use crate::gui::cx::Cx;
use crate::gui::theme::{Palette, font, size};
use crate::gui::widgets::chip::small;

use super::{called, empty};

const ROW: f32 = 26.0;
/// How high the strip is, how wide the bar of a sentence and the place of its nearest report are.
const STRIP: f32 = 34.0;
const BAR: f32 = 92.0;
const MOST: f32 = 170.0;

/// The colour of a relation: own is the accent, above amber, neighbours purple as what moved.
fn colour(palette: &Palette, relation: Relation) -> Color32 {
    match relation {
        Relation::Own => *palette.accent,
        Relation::Above => *palette.bound,
        Relation::Peer => *palette.moved,
        Relation::Other => *palette.faint,
    }
}

/// The line above: which report, among how many, and how much of it in all.
pub(super) fn said(cx: &Cx<'_>) -> String {
    let Some(traced) = &cx.state.words.traced.found else {
        return cx.text.get("words-shared-hint").to_owned();
    };
    let letters: usize = traced.paragraphs.iter().map(|own| own.letters).sum();
    let mut out = traced.own.as_ref().map_or_else(String::new, |(id, text)| {
        let others = traced.others.len();
        let args = [
            ("name", called(cx, *id, text).into()),
            ("count", others.into()),
        ];
        cx.text.with("words-traced", &args)
    });
    for relation in Relation::ALL {
        let each = traced.paragraphs.iter();
        let own: usize = each.filter_map(|p| p.groups.get(relation as usize)).sum();
        if own > 0 {
            let name = cx.text.named("relation", relation.word());
            let part = own as f64 * 100.0 / letters.max(1) as f64;
            out = format!("{out} · {name} {part:.0}%");
        }
    }
    out
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(traced) = cx.state.words.traced.found.clone() else {
        empty(ui, cx, "words-counting");
        return;
    };
    if traced.others.is_empty() {
        empty(ui, cx, "words-no-others");
        return;
    }
    let mut goto = None;
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        for relation in Relation::ALL {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(10.0), Sense::hover());
            ui.painter()
                .rect_filled(rect, 2.0, colour(cx.palette, relation));
            let name = cx.text.named("relation", relation.word());
            ui.label(small(cx.palette, name));
            ui.add_space(6.0);
        }
    });
    strip(ui, cx, &traced, &mut goto);
    ui.add_space(4.0);
    let mut area = ScrollArea::vertical()
        .id_salt("traced")
        .auto_shrink([false, false]);
    if let Some(at) = goto {
        let before = traced.sentences.partition_point(|own| own.bytes.start < at);
        area = area.vertical_scroll_offset(before as f32 * ROW);
    }
    area.show_rows(ui, ROW, traced.sentences.len(), |ui, shown| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for at in shown {
            if let Some(own) = traced.sentences.get(at) {
                sentence(ui, cx, &traced, own);
            }
        }
    });
}

/// The report from its first to its last paragraph, each as wide as it is long; a click goes there.
fn strip(ui: &mut Ui, cx: &Cx<'_>, traced: &Traced, goto: &mut Option<usize>) {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, STRIP), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Image, true, cx.text.get("words-shared"))
    });
    let rect = rect.shrink2(Vec2::new(14.0, 3.0));
    ui.painter().rect_filled(rect, 3.0, *cx.palette.panel);
    let letters: usize = traced.paragraphs.iter().map(|own| own.letters).sum();
    let scale = rect.width() / letters.max(1) as f32;
    let mut x = rect.left();
    let pointer = response.hover_pos();
    let mut told = None;
    for own in &traced.paragraphs {
        let wide = own.letters as f32 * scale;
        let place = Rect::from_min_size(egui::pos2(x, rect.top()), Vec2::new(wide, rect.height()));
        let mut bottom = rect.bottom();
        for relation in Relation::ALL {
            let part = own.groups.get(relation as usize).copied().unwrap_or(0) as f32
                / own.letters.max(1) as f32;
            let high = part * rect.height();
            let bar = Rect::from_min_max(
                egui::pos2(x, bottom - high),
                egui::pos2(x + (wide - 0.5).max(0.5), bottom),
            );
            ui.painter()
                .rect_filled(bar, 0.0, colour(cx.palette, relation));
            bottom -= high;
        }
        if pointer.is_some_and(|at| place.contains(at)) {
            let line = Stroke::new(1.0, *cx.palette.ink);
            ui.painter()
                .rect_stroke(place, 0.0, line, egui::StrokeKind::Outside);
            told = Some(own);
        }
        x += wide;
    }
    if let Some(own) = told {
        if response.clicked() {
            *goto = Some(own.bytes.start);
        }
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(360.0);
            ui.label(hover(cx, traced, own));
        });
    }
}

/// Where it stands: each relation with its part, and the reports that share most.
fn hover(cx: &Cx<'_>, traced: &Traced, own: &Shared) -> String {
    let part = |count: usize| count * 100 / own.letters.max(1);
    let mut lines: Vec<String> = Vec::new();
    for relation in Relation::ALL {
        let count = own.groups.get(relation as usize).copied().unwrap_or(0);
        if count > 0 {
            let name = cx.text.named("relation", relation.word());
            lines.push(format!("{name} {}%", part(count)));
        }
    }
    for (at, count) in &own.most {
        if let Some((id, text)) = traced.others.get(*at) {
            lines.push(format!("{} {}%", called(cx, *id, text), part(*count)));
        }
    }
    if lines.is_empty() {
        lines.push(cx.text.get("words-own-only").to_owned());
    }
    lines.join("\n")
}

fn sentence(ui: &mut Ui, cx: &mut Cx<'_>, traced: &Traced, own: &Shared) {
    let Some((_, text)) = &traced.own else { return };
    let words = text.body.slice(own.bytes);
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    let on = cx.state.words.word.as_deref() == Some(words);
    if on || response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, *cx.palette.accent_ground);
    }
    let mut x = rect.left() + 14.0;
    let bar = Rect::from_min_size(
        egui::pos2(x, rect.center().y - 5.0),
        Vec2::new(BAR - 42.0, 10.0),
    );
    ui.painter().rect_filled(bar, 2.0, *cx.palette.panel);
    let mut from = bar.left();
    let mut all = 0;
    for relation in Relation::ALL {
        let count = own.groups.get(relation as usize).copied().unwrap_or(0);
        all += count;
        let wide = bar.width() * count as f32 / own.letters.max(1) as f32;
        let part = Rect::from_min_size(egui::pos2(from, bar.top()), Vec2::new(wide, 10.0));
        ui.painter()
            .rect_filled(part, 2.0, colour(cx.palette, relation));
        from += wide;
    }
    let share = all * 100 / own.letters.max(1);
    let small_letters = font(size::SMALL);
    let muted = *cx.palette.muted;
    if share > 0 {
        let at = egui::pos2(x + BAR - 4.0, rect.center().y);
        ui.painter().text(
            at,
            Align2::RIGHT_CENTER,
            format!("{share}%"),
            small_letters.clone(),
            muted,
        );
    }
    x += BAR + 6.0;
    let right = rect.right() - MOST;
    let cut = |left: f32, right: f32| {
        let own = Rect::from_x_y_ranges(left..=right, rect.y_range());
        ui.painter().with_clip_rect(own.intersect(ui.clip_rect()))
    };
    let at = egui::pos2(x, rect.center().y);
    cut(x, right - 8.0).text(
        at,
        Align2::LEFT_CENTER,
        words,
        font(size::BODY),
        *cx.palette.ink,
    );
    if let Some((at, _)) = own.most.first()
        && let Some((id, other)) = traced.others.get(*at)
    {
        let at = egui::pos2(right, rect.center().y);
        let name = called(cx, *id, other);
        cut(right, rect.right() - 8.0).text(at, Align2::LEFT_CENTER, name, small_letters, muted);
    }
    if response.clicked() {
        cx.send(Command::Words(WordsCommand::Word(Some(words.to_owned()))));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(520.0);
        ui.label(words);
        ui.label(small(cx.palette, hover(cx, traced, own)));
    });
}
