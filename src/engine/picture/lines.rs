//! Values over the years, a line for each name.

use super::{Anchor, Axis, Canvas, LETTERS, MARGIN, Paint, SERIES, Shape, TITLE, tick, width_of};

const HEIGHT: f32 = 360.0;
/// How far apart names at the right are.
const NAME: f32 = 15.0;

/// A line with its name at its end.
pub(super) struct Line {
    pub name: String,
    /// In the order of the years.
    pub points: Vec<Point>,
}

pub(super) struct Point {
    pub year: i32,
    pub value: f64,
    /// What the place tells.
    pub told: String,
    pub item: Option<(usize, usize)>,
}

/// Draws the lines, with `under` below its year; nothing where there is only one year. The first lines have colours, the
/// others stand behind them.
pub(super) fn draw(
    lines: &[Line],
    under: &dyn Fn(i32) -> Option<String>,
    canvas: &mut Canvas,
) -> bool {
    let all = || lines.iter().flat_map(|line| &line.points);
    let years = || all().map(|point| point.year);
    let (Some(first), Some(last)) = (years().min(), years().max()) else {
        return false;
    };
    if first == last {
        return false;
    }
    let names = lines
        .iter()
        .map(|line| width_of(&line.name, LETTERS[2]))
        .fold(40.0, f32::max);
    let top = TITLE + 16.0;
    let bottom = top + HEIGHT.max(lines.len().min(40) as f32 * NAME);
    let (left, right) = (MARGIN + 44.0, canvas.width - MARGIN - names - 16.0);
    let axis = Axis::new(all().map(|point| point.value), bottom, top);
    let x = |year: i32| left + (right - left) * (year - first) as f32 / (last - first) as f32;
    for value in axis.ticks() {
        let y = axis.at(value);
        canvas.line(&[[left, y], [right, y]], 1.0, Paint::Line);
        canvas.words([left - 8.0, y], &tick(value), 2, Paint::Muted, Anchor::End);
    }
    // Seventy years need not each be named.
    let step = ((last - first) as f32 * 34.0 / (right - left))
        .ceil()
        .max(1.0) as i32;
    for year in (first..=last).filter(|year| (last - year) % step == 0) {
        let words = year.to_string();
        canvas.words(
            [x(year), bottom + 14.0],
            &words,
            2,
            Paint::Muted,
            Anchor::Middle,
        );
        if let Some(words) = under(year) {
            let at = [x(year), bottom + 29.0];
            canvas.words(at, &words, 2, Paint::Muted, Anchor::Middle);
        }
    }
    let paint = |place: usize| match u8::try_from(place) {
        Ok(place) if place < SERIES => Paint::Series(place),
        _ => Paint::Muted,
    };
    let mut ends: Vec<(f32, &str, Paint)> = Vec::new();
    for (place, line) in lines.iter().enumerate().rev() {
        let paint = paint(place);
        let path: Vec<[f32; 2]> = line
            .points
            .iter()
            .map(|point| [x(point.year), axis.at(point.value)])
            .collect();
        let width = if paint == Paint::Muted { 1.0 } else { 2.0 };
        for (part, points) in path.windows(2).zip(line.points.windows(2)) {
            let gap = matches!(points, [a, b] if b.year - a.year > 1);
            canvas.shapes.push(Shape::Line {
                points: part.to_vec(),
                width,
                paint,
                // Nothing is known of the years between.
                dashed: gap,
            });
        }
        for (point, at) in line.points.iter().zip(&path) {
            canvas.circle(*at, 3.5, paint, Paint::Paper);
            canvas.spot(*at, 7.0, point.told.clone(), point.item);
        }
        if let Some(at) = path.last() {
            ends.push((at[1], &line.name, paint));
        }
    }
    // Names stand beside their lines, no two on each other.
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = top - NAME;
    let count = ends.len();
    for (i, (y, name, paint)) in ends.into_iter().enumerate() {
        let room = bottom - NAME * (count - 1 - i) as f32;
        let y = y.max(free + NAME).min(room.max(free + NAME));
        free = y;
        canvas.words([right + 12.0, y], name, 2, paint, Anchor::Start);
    }
    let foot = if under(last).is_some() { 40.0 } else { 24.0 };
    canvas.bottom = (bottom + foot).max(free + 12.0);
    true
}
