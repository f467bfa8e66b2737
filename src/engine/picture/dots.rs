//! One region a line, the highest first: the value, its range or band, the stretch figure, what it is held against.

use super::{
    Anchor, Axis, Canvas, Data, LETTERS, MARGIN, Paint, Point, Shape, Sign, TITLE, tick, width_of,
};
use crate::engine::board::{Against, Column};
use crate::model::goal::Bound;

/// How high a line is, and how wide the band of a 左右 to both sides, as part of the value.
const ROW: f32 = 24.0;
const BAND: f64 = 0.05;

pub(super) fn draw(data: &Data<'_>, column: &Column, canvas: &mut Canvas) -> bool {
    let mut points = data.points(column);
    points.sort_by(|a, b| b.middle().total_cmp(&a.middle()));
    if data.against == Against::Result {
        points.retain(|point| point.other.is_some());
    }
    if points.is_empty() {
        return false;
    }
    let names = points
        .iter()
        .map(|point| width_of(&point.name, LETTERS[1]))
        .fold(60.0, f32::max);
    let top = TITLE + 20.0;
    let bottom = top + ROW * points.len() as f32;
    let values = points.iter().flat_map(|p| {
        let half = if p.bound == Bound::Approx {
            p.middle().abs() * BAND
        } else {
            0.0
        };
        [Some(p.low - half), Some(p.high + half), p.stretch, p.other]
            .into_iter()
            .flatten()
    });
    let axis = Axis::new(values, MARGIN + names + 20.0, canvas.width - MARGIN - 60.0);
    for value in axis.ticks() {
        let x = axis.at(value);
        canvas.line(&[[x, top - 4.0], [x, bottom]], 1.0, Paint::Line);
        canvas.words(
            [x, bottom + 12.0],
            &tick(value),
            2,
            Paint::Muted,
            Anchor::Middle,
        );
    }
    let median = column.figures.filter(|_| data.against != Against::Result);
    if let Some(figures) = median {
        data.median(figures.median, &axis, [top, bottom], canvas);
    }
    for (i, point) in points.iter().enumerate() {
        let y = top + ROW * (i as f32 + 0.5);
        canvas.words(
            [axis.from - 14.0, y],
            &point.name,
            1,
            Paint::Ink,
            Anchor::End,
        );
        line(point, y, &axis, data.against, canvas);
        let x = axis.at(point.middle());
        let words = data.told(point, column);
        canvas.spots.push(super::Spot {
            min: [MARGIN, y - ROW / 2.0],
            max: [canvas.width - MARGIN, y + ROW / 2.0],
            words: words.clone(),
            item: Some(point.item),
        });
        canvas.spot([x, y], 9.0, words, Some(point.item));
    }
    canvas.legend(&legend(data, &points));
    canvas.bottom = bottom + 24.0;
    true
}

fn line(point: &Point, y: f32, axis: &Axis, against: Against, canvas: &mut Canvas) {
    let x = axis.at(point.middle());
    let reach = axis.to - axis.from;
    // A fall of 3% and more lies below −3.
    let bound = match point.bound {
        Bound::Ge | Bound::Gt if point.high < 0.0 => Bound::Le,
        Bound::Le | Bound::Lt if point.high < 0.0 => Bound::Ge,
        bound => bound,
    };
    match bound {
        Bound::Approx => {
            let half = point.middle().abs() * BAND;
            let (a, b) = (point.middle() - half, point.middle() + half);
            canvas.rect(
                [axis.at(a), y - 6.0],
                [axis.at(b), y + 6.0],
                6.0,
                Paint::Bound,
            );
        }
        // Which way a bound is open.
        Bound::Ge | Bound::Gt => {
            let end = (x + reach * 0.07).min(axis.to + 40.0);
            canvas.rect([x, y - 2.5], [end, y + 2.5], 2.5, Paint::Bound);
        }
        Bound::Le | Bound::Lt => {
            let end = (x - reach * 0.07).max(axis.from);
            canvas.rect([end, y - 2.5], [x, y + 2.5], 2.5, Paint::Bound);
        }
        Bound::Range => canvas.rect(
            [axis.at(point.low), y - 4.0],
            [axis.at(point.high), y + 4.0],
            4.0,
            Paint::Range,
        ),
        Bound::Eq => {}
    }
    let result = against == Against::Result;
    if let Some(other) = point.other {
        let paint = match point.up {
            Some(true) if result => Paint::Good,
            Some(false) if result => Paint::Bad,
            _ => Paint::Muted,
        };
        canvas.line(&[[axis.at(other), y], [x, y]], 1.5, paint);
        if result {
            canvas.circle([x, y], 5.5, Paint::Paper, Paint::Value);
            canvas.circle([axis.at(other), y], 5.0, paint, paint);
            let sign = match point.up {
                Some(true) => "✓",
                Some(false) => "×",
                None => "≈",
            };
            canvas.words([axis.to + 30.0, y], sign, 1, paint, Anchor::Middle);
            return;
        }
        canvas.circle([axis.at(other), y], 5.0, Paint::Paper, Paint::Muted);
    }
    if let Some(stretch) = point.stretch {
        canvas.shapes.push(Shape::Diamond {
            at: [axis.at(stretch), y],
            radius: 6.0,
            fill: Paint::Stretch,
        });
    }
    if point.bound != Bound::Range {
        canvas.circle([x, y], 5.5, Paint::Value, Paint::Value);
    }
}

fn legend(data: &Data<'_>, points: &[Point]) -> Vec<(Sign, String)> {
    let any = |bounds: &[Bound]| points.iter().any(|point| bounds.contains(&point.bound));
    let mut out = Vec::new();
    let mut add = |shown: bool, sign: Sign, key: &str| {
        if shown {
            out.push((sign, data.word(key)));
        }
    };
    if data.against == Against::Result {
        add(true, Sign::Ring(Paint::Value), "picture.target");
        add(true, Sign::Dot(Paint::Good), "picture.met");
        add(true, Sign::Dot(Paint::Bad), "picture.missed");
        add(true, Sign::Dot(Paint::Muted), "picture.within");
    } else {
        add(true, Sign::Dot(Paint::Value), "picture.goal");
    }
    add(
        any(&[Bound::Approx]),
        Sign::Bar(Paint::Bound),
        "picture.band",
    );
    add(
        any(&[Bound::Ge, Bound::Gt, Bound::Le, Bound::Lt]),
        Sign::Reach,
        "picture.open",
    );
    add(
        any(&[Bound::Range]),
        Sign::Bar(Paint::Range),
        "picture.range",
    );
    add(
        points.iter().any(|point| point.stretch.is_some()),
        Sign::Diamond,
        "picture.stretch",
    );
    let other = match data.against {
        Against::Year => "picture.before",
        _ => "picture.above",
    };
    let faced = points.iter().any(|point| point.other.is_some());
    add(
        faced && data.against != Against::Result,
        Sign::Ring(Paint::Muted),
        other,
    );
    out
}
