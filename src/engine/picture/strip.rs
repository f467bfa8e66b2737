//! How the values of a column lie: a strip for each level, a dot for each report, equal ones on top of each other.

use super::{
    Anchor, Axis, Canvas, Data, LETTERS, MARGIN, Paint, Point, Sign, TITLE, tick, width_of,
};
use crate::engine::board::Column;
use crate::model::report::Level;

/// How far apart dots on top of each other are.
const STEP: f32 = 11.0;

pub(super) fn draw(data: &Data<'_>, column: &Column, canvas: &mut Canvas) -> bool {
    let points = data.points(column);
    if points.is_empty() {
        return false;
    }
    let mut strips: Vec<(Option<Level>, Vec<&Point>)> = Vec::new();
    for point in &points {
        let source = data.sources.get(point.item.0);
        let level = source.and_then(|source| source.report.report.meta.level);
        match strips.iter_mut().find(|(known, _)| *known == level) {
            Some((_, own)) => own.push(point),
            None => strips.push((level, vec![point])),
        }
    }
    strips.sort_by_key(|(level, _)| *level);
    let axis = Axis::new(
        points.iter().map(Point::middle),
        MARGIN + 70.0,
        canvas.width - MARGIN - 30.0,
    );
    let top = TITLE + 22.0;
    let mut base = top;
    let mut lines = Vec::new();
    for (level, own) in strips {
        // Dots that would cover each other stand on top of each other.
        let mut sorted = own;
        sorted.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
        let mut stacks: Vec<(f32, Vec<&Point>)> = Vec::new();
        for point in sorted {
            let x = axis.at(point.middle());
            match stacks
                .last_mut()
                .filter(|(at, _)| (x - at).abs() < STEP * 0.8)
            {
                Some((_, stack)) => stack.push(point),
                None => stacks.push((x, vec![point])),
            }
        }
        let highest = stacks
            .iter()
            .map(|(_, stack)| stack.len())
            .max()
            .unwrap_or(1);
        let step = STEP.min(260.0 / highest as f32);
        let floor = base + step * highest as f32 + 30.0;
        lines.push((level, floor, stacks, step));
        base = floor + 14.0;
    }
    let bottom = base;
    for value in axis.ticks() {
        let x = axis.at(value);
        canvas.line(&[[x, top], [x, bottom]], 1.0, Paint::Line);
        canvas.words(
            [x, bottom + 12.0],
            &tick(value),
            2,
            Paint::Muted,
            Anchor::Middle,
        );
    }
    for (level, floor, stacks, step) in lines {
        let word = level.map_or_else(String::new, |level| {
            data.word(&format!("level.{}", level.word()))
        });
        canvas.words([MARGIN, floor], &word, 1, Paint::Ink, Anchor::Start);
        canvas.line(
            &[[axis.from, floor + 7.0], [axis.to, floor + 7.0]],
            1.0,
            Paint::Muted,
        );
        let last = stacks.len().saturating_sub(1);
        for (s, (x, stack)) in stacks.iter().enumerate() {
            for (i, point) in stack.iter().enumerate() {
                let at = [axis.at(point.middle()), floor - step * i as f32];
                canvas.circle(at, 5.0, Paint::Value, Paint::Paper);
                let words = data.told(point, column);
                canvas.spot(at, 6.0, words, Some(point.item));
            }
            // The outermost are named, and how many there are where several stand together.
            let above = [*x, floor - step * stack.len() as f32 - 4.0];
            if stack.len() > 2 {
                canvas.words(
                    above,
                    &stack.len().to_string(),
                    2,
                    Paint::Muted,
                    Anchor::Middle,
                );
            } else if s == 0 || s == last {
                let name = stack
                    .iter()
                    .map(|point| point.name.as_str())
                    .collect::<Vec<_>>();
                let name = name.join("、");
                let half = width_of(&name, LETTERS[2]) / 2.0;
                let x = above[0].clamp(axis.from + half - 60.0, axis.to - half + 20.0);
                canvas.words([x, above[1]], &name, 2, Paint::Ink, Anchor::Middle);
            }
        }
    }
    if let Some(figures) = column.figures {
        data.median(figures.median, &axis, [top, bottom], canvas);
    }
    canvas.legend(&[(Sign::Dot(Paint::Value), data.word("picture.goal"))]);
    canvas.bottom = bottom + 24.0;
    true
}
