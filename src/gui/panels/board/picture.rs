//! A picture of the board: the same shapes that files hold, in the colours of the window.

use egui::{
    Align2, Color32, CornerRadius, Pos2, Rect, ScrollArea, Sense, Shape as Drawn, Stroke, Ui, Vec2,
};

use crate::app::command::{Command, GoalsCommand};
use crate::app::state::ItemId;
use crate::engine::labels::Language;
use crate::engine::picture::{Anchor, Ask, Kind, Paint, Scene, Shape, on_paper, scene};
use crate::gui::cx::Cx;
use crate::gui::theme::{Palette, font, on_screen};

/// Pictures are no wider on a wide window.
const WIDEST: f32 = 1_100.0;
const NARROWEST: f32 = 420.0;

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
    let width = (ui.available_width() - 12.0)
        .clamp(NARROWEST, WIDEST)
        .floor();
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
    let drawn = &memory.picture.scene;
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
            ui.painter().rect_filled(rect, 8.0, *cx.palette.paper);
            for shape in &drawn.shapes {
                paint(ui, cx.palette, shape, origin);
            }
            let pointer = response.hover_pos().map(|at| at - origin);
            let under = pointer.and_then(|at| {
                let mut spots = drawn.spots.iter().rev();
                spots.find(|spot| Rect::from_min_max(spot.min.into(), spot.max.into()).contains(at))
            });
            if let Some(spot) = under {
                let own = Rect::from_min_max(spot.min.into(), spot.max.into()).translate(origin);
                let line = Stroke::new(1.5, *cx.palette.accent);
                ui.painter()
                    .rect_stroke(own, 5.0, line, egui::StrokeKind::Outside);
                if response.clicked() {
                    clicked = spot.item;
                }
                response.on_hover_text_at_pointer(&spot.words);
            }
        });
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
                painter.extend(Drawn::dashed_line(&points, stroke, 5.0, 4.0));
            } else {
                painter.add(Drawn::line(points, stroke));
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
            painter.add(Drawn::convex_polygon(corners, fill, Stroke::NONE));
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
