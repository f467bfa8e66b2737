//! One indicator over the years, a line for each region.

use std::collections::BTreeMap;

use super::{
    Anchor, Axis, Canvas, Data, LETTERS, MARGIN, Paint, Point, SERIES, Shape, TITLE, tick, width_of,
};
use crate::engine::board::Column;

const HEIGHT: f32 = 360.0;
/// How far apart names at the right are.
const NAME: f32 = 15.0;

/// The values of a region with their years.
type Own<'a> = Vec<(i32, &'a Point)>;

pub(super) fn draw(data: &Data<'_>, column: &Column, canvas: &mut Canvas) -> bool {
    let points = data.points(column);
    let mut lines: BTreeMap<(Option<String>, &str), Own<'_>> = BTreeMap::new();
    for point in &points {
        let meta = data
            .sources
            .get(point.item.0)
            .map(|s| &s.report.report.meta);
        let Some((meta, year)) = meta.and_then(|meta| Some((meta, meta.plan_year?))) else {
            continue;
        };
        let own = lines
            .entry((meta.region_code.clone(), &point.name))
            .or_default();
        own.push((year, point));
    }
    for own in lines.values_mut() {
        own.sort_by_key(|(year, _)| *year);
    }
    // The lines that go on for longest have colours; the others stand behind them.
    let mut lines: Vec<(&str, Own<'_>)> = lines
        .into_iter()
        .map(|((_, name), own)| (name, own))
        .collect();
    lines.sort_by_key(|(_, own)| std::cmp::Reverse(own.len()));
    let years = || {
        lines
            .iter()
            .flat_map(|(_, own)| own.iter().map(|(year, _)| *year))
    };
    let (Some(first), Some(last)) = (years().min(), years().max()) else {
        return false;
    };
    if first == last {
        return false;
    }
    let names = lines
        .iter()
        .map(|(name, _)| width_of(name, LETTERS[2]))
        .fold(40.0, f32::max);
    let top = TITLE + 16.0;
    let bottom = top + HEIGHT.max(lines.len().min(40) as f32 * NAME);
    let (left, right) = (MARGIN + 44.0, canvas.width - MARGIN - names - 16.0);
    let axis = Axis::new(points.iter().map(Point::middle), bottom, top);
    let x = |year: i32| left + (right - left) * (year - first) as f32 / (last - first) as f32;
    for value in axis.ticks() {
        let y = axis.at(value);
        canvas.line(&[[left, y], [right, y]], 1.0, Paint::Line);
        canvas.words([left - 8.0, y], &tick(value), 2, Paint::Muted, Anchor::End);
    }
    for year in first..=last {
        let words = year.to_string();
        canvas.words(
            [x(year), bottom + 14.0],
            &words,
            2,
            Paint::Muted,
            Anchor::Middle,
        );
    }
    let paint = |place: usize| match u8::try_from(place) {
        Ok(place) if place < SERIES => Paint::Series(place),
        _ => Paint::Muted,
    };
    let mut ends: Vec<(f32, &str, Paint)> = Vec::new();
    for (place, (name, own)) in lines.iter().enumerate().rev() {
        let paint = paint(place);
        let path: Vec<[f32; 2]> = own
            .iter()
            .map(|(year, point)| [x(*year), axis.at(point.middle())])
            .collect();
        let width = if paint == Paint::Muted { 1.0 } else { 2.0 };
        for (part, years) in path.windows(2).zip(own.windows(2)) {
            let gap = matches!(years, [(a, _), (b, _)] if b - a > 1);
            canvas.shapes.push(Shape::Line {
                points: part.to_vec(),
                width,
                paint,
                // Nothing is known of the years between.
                dashed: gap,
            });
        }
        for ((_, point), at) in own.iter().zip(&path) {
            canvas.circle(*at, 3.5, paint, Paint::Paper);
            canvas.spot(*at, 7.0, data.told(point, column), Some(point.item));
        }
        if let Some(at) = path.last() {
            ends.push((at[1], name, paint));
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
    canvas.bottom = (bottom + 24.0).max(free + 12.0);
    true
}
