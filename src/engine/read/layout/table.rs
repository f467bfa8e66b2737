//! Tables drawn with rules: each row becomes one run, its cells parted by tabs, however many lines a cell has.

use super::lines;
use super::page::{Page, Rule, Run};

/// Rules closer than this, in points, are one: cells are often drawn one by one.
const SAME: f64 = 2.5;

/// A page with more rules or runs is a drawing.
const MOST: usize = 4_000;

/// A cell with more characters may have paragraphs; one with as many as a page is no cell but a frame around its text.
const PARAGRAPHS: usize = 100;
const PAGE: usize = 800;

/// A closed rectangle with text in it; edges are numbers of rules, from left and from the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    top: usize,
    left: usize,
    right: usize,
    bottom: usize,
}

struct Cell {
    place: Place,
    runs: Vec<Run>,
}

/// Replaces what stands in the cells of tables by their rows.
pub fn rows(page: &mut Page) {
    if page.rules.len() < 6 || page.rules.len() > MOST || page.runs.len() > MOST {
        return;
    }
    let columns = Edges::new(&page.rules, true);
    let lines = Edges::new(&page.rules, false);
    let mut cells: Vec<Cell> = Vec::new();
    let mut rest = Vec::new();
    for run in page.runs.drain(..) {
        match place(&run, &columns, &lines) {
            Some(place) => match cells.iter_mut().find(|cell| cell.place == place) {
                Some(cell) => cell.runs.push(run),
                None => cells.push(Cell {
                    place,
                    runs: vec![run],
                }),
            },
            None => rest.push(run),
        }
    }
    cells.sort_by_key(|cell| cell.place);
    for table in tables(cells) {
        let framed = table.iter().any(|cell| cell.chars() > PAGE);
        let several = table
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.place.top == b.place.top));
        if framed || !several {
            rest.extend(table.into_iter().flat_map(|cell| cell.runs));
        } else {
            rest.extend(table_rows(&table));
        }
    }
    page.runs = rest;
}

/// The rules of one way, from left or from the head of the page, each with its number; those that are one share it.
struct Edges(Vec<(usize, Rule)>);

impl Edges {
    fn new(rules: &[Rule], vertical: bool) -> Self {
        let mut own: Vec<Rule> = rules
            .iter()
            .filter(|r| r.vertical == vertical)
            .copied()
            .collect();
        own.sort_by(|a, b| a.at.total_cmp(&b.at));
        if !vertical {
            own.reverse();
        }
        let (mut number, mut last) = (0, f64::MAX);
        let numbered = own.into_iter().map(|rule| {
            if (rule.at - last).abs() > SAME {
                (number, last) = (number + 1, rule.at);
            }
            (number, rule)
        });
        Self(numbered.collect())
    }

    /// The numbers of the rules before and behind a point, of those that reach beside it.
    fn around(
        &self,
        at: f64,
        beside: f64,
        before: impl Fn(f64, f64) -> bool,
    ) -> Option<(usize, usize)> {
        let mut reach = self
            .0
            .iter()
            .filter(|(_, rule)| rule.from - SAME <= beside && beside <= rule.to + SAME);
        // They are in order: the last before the point, the first behind it.
        let mut last = None;
        let next = reach.find_map(|(number, rule)| {
            if before(rule.at, at) {
                last = Some(*number);
                None
            } else {
                Some(*number)
            }
        });
        Some((last?, next?))
    }
}

/// The cell a run stands in.
fn place(run: &Run, columns: &Edges, lines: &Edges) -> Option<Place> {
    let (x, y) = (f64::midpoint(run.x, run.end), run.y + run.size * 0.3);
    let (left, right) = columns.around(x, y, |rule, x| rule < x)?;
    let (top, bottom) = lines.around(y, x, |rule, y| rule > y)?;
    Some(Place {
        top,
        left,
        right,
        bottom,
    })
}

/// Cells, sorted from the head of the page, to tables: one ends where a rule parts it from nothing.
fn tables(cells: Vec<Cell>) -> Vec<Vec<Cell>> {
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut bottom = 0;
    for cell in cells {
        let next = cell.place.bottom;
        match out.last_mut() {
            Some(table) if cell.place.top <= bottom => table.push(cell),
            _ => out.push(vec![cell]),
        }
        bottom = bottom.max(next);
    }
    out
}

impl Cell {
    fn chars(&self) -> usize {
        self.runs.iter().map(|run| run.text.chars().count()).sum()
    }

    /// Its lines as one, or its paragraphs.
    fn text(&self) -> String {
        if self.chars() > PARAGRAPHS {
            return lines::block(&self.runs).trim_end().to_owned();
        }
        let own: Vec<Run> = lines::pieces(&self.runs);
        own.iter().map(|run| run.text.trim()).collect()
    }
}

/// The rows of a table. A cell over several rows stands in its first one, and leaves an empty one in the others.
fn table_rows(table: &[Cell]) -> Vec<Run> {
    let mut lefts: Vec<usize> = table.iter().map(|cell| cell.place.left).collect();
    lefts.sort_unstable();
    lefts.dedup();
    let mut out = Vec::new();
    for row in table.chunk_by(|a, b| a.place.top == b.place.top) {
        let mut text = String::new();
        for left in &lefts {
            let own = row.iter().find(|cell| cell.place.left == *left);
            let spanned = row
                .iter()
                .any(|cell| cell.place.left < *left && *left < cell.place.right);
            if let Some(cell) = own {
                text.push_str(&cell.text());
            }
            if !spanned {
                text.push('\t');
            }
        }
        text.truncate(text.trim_end_matches('\t').len());
        let runs = || row.iter().flat_map(|cell| &cell.runs);
        let high = runs().map(|run| run.y).fold(f64::MIN, f64::max);
        out.push(Run {
            text,
            x: runs().map(|run| run.x).fold(f64::MAX, f64::min),
            end: runs().map(|run| run.end).fold(f64::MIN, f64::max),
            // A word of a neighbouring cell may stand higher than the row's first line, but not above the row's head.
            y: high,
            far: high,
            size: runs().map(|run| run.size).fold(0.0, f64::max),
            row: true,
            ..Run::default()
        });
    }
    out
}
