//! The ribbons between the panes and the overview of the whole report at the edge.

use egui::epaint::CubicBezierShape;
use egui::{Color32, Pos2, Rect, Sense, Stroke, Ui};

use crate::app::views::compare::{DiffFilter, Row};
use crate::engine::compare::words::Change;
use crate::gui::cx::Cx;
use crate::gui::widgets::document::Document;
use crate::model::comparison::{Comparison, Nearness};

/// Joins the pairs that are in sight on at least one side.
pub fn ribbons(
    ui: &Ui,
    cx: &Cx<'_>,
    rect: Rect,
    found: &Comparison,
    documents: (&Document, &Document),
    offsets: [f32; 2],
) {
    let palette = cx.palette;
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, *palette.ground);
    let selected = cx.state.compare.selected;
    for pair in &found.pairs {
        if pair.nearness == Nearness::None
            || pair.nearness == Nearness::Related && selected != Some(Row::New(pair.new))
        {
            continue;
        }
        let Some(new) = found.new.get(pair.new) else {
            continue;
        };
        let right =
            rect.top() + documents.1.y_of(new.start) - offsets[1] + documents.1.line() / 2.0;
        for old in pair.old.iter().filter_map(|i| found.old.get(*i)) {
            let left =
                rect.top() + documents.0.y_of(old.start) - offsets[0] + documents.0.line() / 2.0;
            let inside = |y: f32| y > rect.top() - 4.0 && y < rect.bottom() + 4.0;
            if !inside(left) && !inside(right) {
                continue;
            }
            let on = selected == Some(Row::New(pair.new));
            let color = if on {
                *palette.accent
            } else if pair.moved {
                palette.moved.gamma_multiply(0.4)
            } else if pair.nearness == Nearness::Same {
                palette.pair.gamma_multiply(0.45)
            } else {
                *palette.pair
            };
            let (a, b) = (Pos2::new(rect.left(), left), Pos2::new(rect.right(), right));
            let half = rect.width() / 2.0;
            let points = [a, a + egui::vec2(half, 0.0), b - egui::vec2(half, 0.0), b];
            let width = if on || pair.moved { 3.0 } else { 2.0 };
            painter.add(CubicBezierShape::from_points_stroke(
                points,
                false,
                Color32::TRANSPARENT,
                Stroke::new(width, color),
            ));
        }
    }
}

/// The whole new report as a strip with all marks; where to scroll to when it was clicked or dragged.
pub fn strip(
    ui: &Ui,
    cx: &Cx<'_>,
    rect: Rect,
    found: &Comparison,
    document: &Document,
    offset: f32,
    view: f32,
) -> Option<f32> {
    let palette = cx.palette;
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, *palette.panel);
    painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, *palette.line));
    let scale = rect.height() / document.height().max(view).max(1.0);
    let bar = |y: f32, color: Color32, inset: f32| {
        let top = rect.top() + y * scale;
        painter.rect_filled(
            Rect::from_min_max(
                Pos2::new(rect.left() + inset, top),
                Pos2::new(rect.right() - 3.0, top + 2.5),
            ),
            1.0,
            color,
        );
    };
    let mut last = 0.0;
    for (pair, difference) in found.pairs.iter().zip(cx.state.compare.differences.iter()) {
        let Some(span) = found.new.get(pair.new) else {
            continue;
        };
        let y = document.y_of(span.start);
        last = y;
        let filter = cx.state.compare.filter;
        let has = |change: Change| filter.shows(change) && difference.has(change);
        let color = match pair.nearness {
            Nearness::None => filter.shows_new().then_some(*palette.new),
            _ if has(Change::Bound) => Some(*palette.bound),
            _ if has(Change::Number) => Some(*palette.value),
            _ if filter == DiffFilter::Wording && has(Change::Wording) => Some(*palette.wording),
            _ if pair.moved && matches!(filter, DiffFilter::All | DiffFilter::Moved) => {
                Some(*palette.moved)
            }
            _ => None,
        };
        if let Some(color) = color {
            bar(y, color, 3.0);
        }
    }
    let _ = last;
    let window = Rect::from_min_max(
        Pos2::new(rect.left() + 1.0, rect.top() + offset * scale),
        Pos2::new(rect.right() - 1.0, rect.top() + (offset + view) * scale),
    );
    painter.rect(
        window,
        2.0,
        palette.accent.gamma_multiply(0.08),
        Stroke::new(1.0, *palette.accent),
        egui::StrokeKind::Inside,
    );
    let response = ui.interact(rect, ui.scope_id().with("strip"), Sense::click_and_drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Slider, true, cx.text.get("overview"))
    });
    let pointer = response
        .interact_pointer_pos()
        .filter(|_| response.clicked() || response.dragged())?;
    Some(((pointer.y - rect.top()) / scale - view / 2.0).max(0.0))
}
