//! A picture made of shapes, drawn in the colours of the window; its places tell and can be clicked.

use egui::{
    Align2, Color32, CornerRadius, Pos2, Rect, ScrollArea, Sense, Shape as WordsPicture, Stroke,
    Ui, Vec2,
};

use crate::engine::picture::{Anchor, Paint, Scene, Shape, on_paper};
use crate::gui::theme::{Palette, font, on_screen};

/// Pictures are no wider on a wide window, and scroll on a narrow one.
const WIDEST: f32 = 1_100.0;
const NARROWEST: f32 = 420.0;

/// How wide a picture is drawn into what is left.
pub fn width(ui: &Ui) -> f32 {
    (ui.available_width() - 12.0)
        .clamp(NARROWEST, WIDEST)
        .floor()
}

/// Draws a picture; the item of the place that was clicked.
pub fn scene(ui: &mut Ui, palette: &Palette, drawn: &Scene) -> Option<(usize, usize)> {
    let mut clicked = None;
    ScrollArea::both()
        .id_salt("picture")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let size = Vec2::from(drawn.size);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &drawn.title));
            let origin = rect.min.to_vec2();
            ui.painter().rect_filled(rect, 8.0, *palette.paper);
            for shape in &drawn.shapes {
                paint(ui, palette, shape, origin);
            }
            let pointer = response.hover_pos().map(|at| at - origin);
            let under = pointer.and_then(|at| {
                let mut spots = drawn.spots.iter().rev();
                spots.find(|spot| Rect::from_min_max(spot.min.into(), spot.max.into()).contains(at))
            });
            if let Some(spot) = under {
                let own = Rect::from_min_max(spot.min.into(), spot.max.into()).translate(origin);
                let line = Stroke::new(1.5, *palette.accent);
                ui.painter()
                    .rect_stroke(own, 5.0, line, egui::StrokeKind::Outside);
                if response.clicked() {
                    clicked = spot.item;
                }
                response.on_hover_text_at_pointer(&spot.words);
            }
        });
    clicked
}

fn paint(ui: &Ui, palette: &Palette, shape: &Shape, origin: Vec2) {
    let painter = ui.painter();
    let place = |at: &[f32; 2]| Pos2::from(*at) + origin;
    match shape {
        Shape::Line {
            points,
            width,
            paint,
            dashed,
        } => {
            let stroke = Stroke::new(*width, colour(palette, *paint));
            let points: Vec<Pos2> = points.iter().map(place).collect();
            if *dashed {
                painter.extend(WordsPicture::dashed_line(&points, stroke, 5.0, 4.0));
            } else {
                painter.add(WordsPicture::line(points, stroke));
            }
        }
        Shape::Rect {
            min,
            max,
            radius,
            fill,
        } => {
            let rect = Rect::from_min_max(place(min), place(max));
            let radius = CornerRadius::same(*radius as u8);
            painter.rect_filled(rect, radius, colour(palette, *fill));
        }
        Shape::Circle {
            at,
            radius,
            fill,
            stroke,
        } => {
            let line = Stroke::new(1.8, colour(palette, *stroke));
            painter.circle(place(at), *radius, colour(palette, *fill), line);
        }
        Shape::Diamond { at, radius, fill } => {
            let middle = place(at);
            let corners = [
                (0.0, -radius),
                (*radius, 0.0),
                (0.0, *radius),
                (-radius, 0.0),
            ];
            let corners = corners.map(|(x, y)| middle + Vec2::new(x, y)).to_vec();
            let fill = colour(palette, *fill);
            painter.add(WordsPicture::convex_polygon(corners, fill, Stroke::NONE));
        }
        Shape::Words {
            at,
            words,
            size,
            paint,
            anchor,
        } => {
            let align = match anchor {
                Anchor::Start => Align2::LEFT_CENTER,
                Anchor::Middle => Align2::CENTER_CENTER,
                Anchor::End => Align2::RIGHT_CENTER,
            };
            painter.text(
                place(at),
                align,
                words,
                font(*size),
                colour(palette, *paint),
            );
        }
    }
}

/// The colour of a meaning on screen; where the palette has none, that of paper.
fn colour(palette: &Palette, paint: Paint) -> Color32 {
    match paint {
        Paint::Paper => *palette.paper,
        Paint::Ink | Paint::Series(6) => *palette.ink,
        Paint::Muted => *palette.muted,
        Paint::Line => *palette.line,
        Paint::Value => *palette.value,
        Paint::Bound => palette.bound.gamma_multiply(0.35),
        Paint::Range => palette.value.gamma_multiply(0.5),
        Paint::Stretch => *palette.force,
        Paint::Good => *palette.new,
        Paint::Bad => *palette.error,
        Paint::Shade(_) | Paint::OnShade(_) | Paint::Series(_) => on_screen(on_paper(paint)),
    }
}
