//! The provinces as tiles of equal size in their usual places, shaded by value.

use super::{Anchor, Canvas, Data, LETTERS, MARGIN, Paint, TITLE, tick, width_of};
use crate::engine::board::Column;
use crate::engine::labels::bound_sign;
use crate::engine::lexicon::{rows, tables};
use crate::model::goal::Bound;
use crate::model::report::Level;
use crate::text::clip::plain_number;

/// How many tiles stand beside and below each other.
const GRID: (f32, f32) = (9.0, 8.0);

pub(super) fn draw(data: &Data<'_>, column: &Column, canvas: &mut Canvas) -> bool {
    let points = data.points(column);
    let (least, most) = match column.figures {
        Some(figures) => (figures.least, figures.most),
        None => return false,
    };
    let provinces = points.iter().any(|point| {
        let source = data.sources.get(point.item.0);
        source.is_some_and(|source| source.report.report.meta.level == Some(Level::Province))
    });
    if !provinces {
        return false;
    }
    let part = |value: f64| {
        if most > least {
            ((value - least) / (most - least)) as f32
        } else {
            0.5
        }
    };
    let side = ((canvas.width - 2.0 * MARGIN) / GRID.0).min(84.0);
    let left = (canvas.width - side * GRID.0) / 2.0;
    let top = TITLE + 24.0;
    for row in rows(tables::TILES) {
        let number = |i: usize| row.get(i).and_then(|text| text.parse::<f32>().ok());
        let (Some(code), Some(name)) = (row.first(), row.get(1)) else {
            continue;
        };
        let (Some(c), Some(r)) = (number(2), number(3)) else {
            continue;
        };
        let min = [left + c * side + 2.0, top + r * side * 0.82 + 2.0];
        let max = [min[0] + side - 4.0, min[1] + side * 0.82 - 4.0];
        let middle = [f32::midpoint(min[0], max[0]), f32::midpoint(min[1], max[1])];
        // Of several years of a province the last one counts.
        let point = points.iter().rev().find(|point| {
            let source = data.sources.get(point.item.0);
            source.and_then(|source| source.report.report.meta.region_code.as_deref()) == Some(code)
        });
        let Some(point) = point else {
            canvas.rect(min, max, 6.0, Paint::Line);
            let name_at = [middle[0], middle[1] - 8.0];
            canvas.words(name_at, name, 1, Paint::Muted, Anchor::Middle);
            canvas.words(
                [middle[0], middle[1] + 10.0],
                "—",
                1,
                Paint::Muted,
                Anchor::Middle,
            );
            continue;
        };
        let shade = part(point.middle());
        canvas.rect(min, max, 6.0, Paint::Shade(shade));
        let paint = Paint::OnShade(shade);
        canvas.words([middle[0], middle[1] - 8.0], name, 1, paint, Anchor::Middle);
        let sign = match point.bound {
            Bound::Eq | Bound::Range => "",
            bound => bound_sign(bound),
        };
        let value = if point.high > point.low {
            format!("{}–{}", plain_number(point.low), plain_number(point.high))
        } else {
            plain_number(point.low)
        };
        let words = format!("{value}{sign}");
        canvas.words(
            [middle[0], middle[1] + 10.0],
            &words,
            1,
            paint,
            Anchor::Middle,
        );
        canvas.spots.push(super::Spot {
            min,
            max,
            words: data.told(point, column),
            item: Some(point.item),
        });
    }
    // The scale, from the least to the most.
    let y = TITLE - 6.0;
    let mut x = MARGIN;
    let words = tick(least);
    canvas.words([x, y], &words, 2, Paint::Muted, Anchor::Start);
    x += width_of(&words, LETTERS[2]) + 8.0;
    for i in 0..10u8 {
        let shade = (f32::from(i) + 0.5) / 10.0;
        canvas.rect([x, y - 6.0], [x + 16.5, y + 6.0], 0.0, Paint::Shade(shade));
        x += 16.0;
    }
    let words = format!("{} {}", tick(most), column.unit);
    canvas.words([x + 8.0, y], &words, 2, Paint::Muted, Anchor::Start);
    x += 8.0 + width_of(&words, LETTERS[2]) + 22.0;
    canvas.rect([x, y - 6.0], [x + 16.0, y + 6.0], 3.0, Paint::Line);
    let words = data.word("picture.none");
    canvas.words([x + 22.0, y], &words, 2, Paint::Muted, Anchor::Start);
    canvas.bottom = top + GRID.1 * side * 0.82 + 6.0;
    true
}
