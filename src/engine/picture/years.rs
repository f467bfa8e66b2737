//! One indicator over the years, a line for each region.

use std::collections::BTreeMap;

use super::lines::{self, Line};
use super::{Canvas, Data};
use crate::engine::board::Column;

pub(super) fn draw(data: &Data<'_>, column: &Column, canvas: &mut Canvas) -> bool {
    let points = data.points(column);
    let mut regions: BTreeMap<(Option<String>, &str), Vec<lines::Point>> = BTreeMap::new();
    for point in &points {
        let meta = data
            .sources
            .get(point.item.0)
            .map(|s| &s.report.report.meta);
        let Some((meta, year)) = meta.and_then(|meta| Some((meta, meta.plan_year?))) else {
            continue;
        };
        let own = regions
            .entry((meta.region_code.clone(), &point.name))
            .or_default();
        own.push(lines::Point {
            year,
            value: point.middle(),
            told: data.told(point, column),
            item: Some(point.item),
        });
    }
    let mut all: Vec<Line> = regions
        .into_iter()
        .map(|((_, name), mut points)| {
            points.sort_by_key(|point| point.year);
            Line {
                name: name.to_owned(),
                points,
            }
        })
        .collect();
    // The lines that go on for longest have colours.
    all.sort_by_key(|line| std::cmp::Reverse(line.points.len()));
    lines::draw(&all, &|_| None, canvas)
}
