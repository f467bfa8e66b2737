//! Pages turned so that their lines run from left to right: pages laid sideways, and text set from head to foot, whose
//! lines follow each other from right to left. What is slanted, or runs another way than the page, is no line of it.

use super::page::Direction::{self, Down, Left, Right, Up};
use super::page::{Page, Rule, Run};

/// A run this short may stand upright inside a line that runs down: a figure of two digits.
const SHORT: usize = 4;

/// The page with the lines that run its way, turned to run to the right.
pub fn turned(mut page: Page) -> Page {
    let stacked = stacked(&page.runs);
    let chars = |direction: Direction| -> usize {
        let own = page.runs.iter().filter(|run| run.direction == direction);
        own.map(|run| run.text.chars().count()).sum()
    };
    // The first of equals: text that runs to the right.
    let most = [Right, Down, Up, Left]
        .into_iter()
        .rev()
        .max_by_key(|direction| chars(*direction))
        .unwrap_or_default();
    let way = if most == Right && stacked { Down } else { most };
    if way == Down {
        // A page number is a line that runs to the right: its pieces touch.
        let level: Vec<(f64, f64, f64)> = page
            .runs
            .iter()
            .filter(|run| run.direction == Right)
            .map(|run| (run.x, run.end, run.y))
            .collect();
        let touches = |run: &Run| {
            let near = |a: f64, b: f64| (a - b).abs() < run.size * 0.35;
            level.iter().any(|(x, end, y)| {
                let behind = *x > run.x && near(*x, run.end);
                let before = *end < run.end && near(*end, run.x);
                near(*y, run.y) && (behind || before)
            })
        };
        for run in &mut page.runs {
            if run.direction == Right && run.text.chars().count() <= SHORT && !touches(run) {
                let middle = f64::midpoint(run.x, run.end);
                (run.x, run.end) = (middle, middle);
                (run.y, run.far) = (run.y + run.size * 0.88, run.y - run.size * 0.12);
                run.direction = Down;
            }
        }
    }
    page.runs.retain(|run| run.direction == way);
    let (right, top) = (page.right, page.top);
    let turn = |(x, y): (f64, f64)| match way {
        Up => (y, right - x),
        Left => (right - x, top - y),
        Down => (top - y, x),
        _ => (x, y),
    };
    for run in &mut page.runs {
        let (start, end) = (turn((run.x, run.y)), turn((run.end, run.far)));
        (run.x, run.end) = (start.0.min(end.0), start.0.max(end.0));
        (run.y, run.far) = (start.1, start.1);
    }
    if way == Down {
        align(&mut page.runs);
    }
    for rule in &mut page.rules {
        *rule = if rule.vertical {
            Rule::between(turn((rule.at, rule.from)), turn((rule.at, rule.to)))
        } else {
            Rule::between(turn((rule.from, rule.at)), turn((rule.to, rule.at)))
        };
    }
    if matches!(way, Up | Down) {
        (page.right, page.top) = (top, right);
    }
    // What lies off the page is not seen.
    let (right, top) = (page.right, page.top);
    let on = |at: f64, end: f64| at > -1.0 && at < end + 1.0;
    page.runs
        .retain(|run| on(f64::midpoint(run.x, run.end), right) && on(run.y, top));
    page
}

/// Puts the letters of a vertical line on one base line: quotation marks and figures stand beside its middle.
fn align(runs: &mut [Run]) {
    let mut lines: Vec<(f64, usize)> = Vec::new();
    for run in runs.iter() {
        let chars = run.text.chars().count();
        match lines.iter_mut().find(|(y, _)| (*y - run.y).abs() < 0.5) {
            Some((_, all)) => *all += chars,
            None => lines.push((run.y, chars)),
        }
    }
    // The fullest lines first: the others give way.
    lines.sort_by_key(|(_, chars)| std::cmp::Reverse(*chars));
    for run in runs {
        let near = |y: f64| (y - run.y).abs() < run.size * 0.7;
        if let Some((y, _)) = lines.iter().find(|(y, _)| near(*y)) {
            (run.y, run.far) = (*y, *y);
        }
    }
}

/// Whether letters placed one by one stand below each other more often than beside each other.
fn stacked(runs: &[Run]) -> bool {
    let (mut below, mut beside) = (0usize, 0usize);
    for pair in runs.windows(2) {
        let [a, b] = pair else { continue };
        let single =
            |run: &Run| run.direction == Direction::Right && run.text.trim().chars().count() == 1;
        if !single(a) || !single(b) {
            // Whole words side by side outweigh letters.
            beside += usize::from(b.text.chars().count() > SHORT);
            continue;
        }
        let (right, down) = (b.x - a.x, a.y - b.y);
        below += usize::from(right.abs() < a.size * 0.5 && (0.7..2.0).contains(&(down / a.size)));
        beside += usize::from(down.abs() < a.size * 0.5 && (0.3..2.0).contains(&(right / a.size)));
    }
    below > beside * 2 && below > 8
}
