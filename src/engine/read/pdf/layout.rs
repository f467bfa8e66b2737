//! Placed runs to text: lines by base line, columns left to right, running heads and page numbers left out, lines
//! joined to paragraphs as Chinese is set: an indented first line opens one, a short last line ends it.

use std::collections::HashMap;

use super::page::{Page, Run};

/// A line of a page.
#[derive(Debug)]
struct Line {
    text: String,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
    /// It starts where the page or a column starts.
    first: bool,
    /// 0 over the whole page, 1 and 2 in its columns.
    column: usize,
}

/// The text of all pages.
pub fn text(pages: &[Page]) -> String {
    let mut all: Vec<Vec<Line>> = pages.iter().map(lines).collect();
    furniture(pages, &mut all);
    let lines: Vec<Line> = all.into_iter().flatten().collect();
    paragraphs(&lines)
}

/// The lines of a page in reading order.
fn lines(page: &Page) -> Vec<Line> {
    let pieces = pieces(&page.runs);
    let runs: Vec<&Run> = pieces.iter().collect();
    let Some(gutter) = gutter(&runs) else {
        return grouped(&runs, 0);
    };
    // What crosses the gutter (a title, a table) parts the page into bands; each band is read column by column.
    let mut out = Vec::new();
    let mut band: Vec<&Run> = Vec::new();
    let flush = |band: &mut Vec<&Run>, out: &mut Vec<Line>| {
        let (left, right): (Vec<&Run>, Vec<&Run>) = band.drain(..).partition(|run| run.x < gutter);
        out.extend(grouped(&left, 1));
        out.extend(grouped(&right, 2));
    };
    let over = (page.top - page.bottom) * 0.05;
    for run in runs {
        if run.x < gutter - over && run.end > gutter + over {
            flush(&mut band, &mut out);
            out.extend(grouped(&[run], 0));
        } else {
            band.push(run);
        }
    }
    flush(&mut band, &mut out);
    out
}

/// Whether two runs stand on one line.
fn level(a: &Run, b: &Run) -> bool {
    (a.y - b.y).abs() <= a.size.max(b.size) * 0.4
}

/// Runs from the head of the page down and from left to right, those that touch made one: files change the font in the
/// middle of a word.
fn pieces(runs: &[Run]) -> Vec<Run> {
    let mut sorted: Vec<&Run> = runs.iter().collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut out: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(first) = sorted.get(at) {
        let rest = sorted.get(at..).unwrap_or(&[]);
        let len = rest
            .iter()
            .take_while(|run| level(first, run))
            .count()
            .max(1);
        let mut line: Vec<&Run> = rest.iter().take(len).copied().collect();
        at += len;
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        let opens = out.len();
        for run in line {
            let own = out.len() > opens;
            match out.last_mut().filter(|_| own) {
                // Bold made by drawing twice.
                Some(last)
                    if last.text.ends_with(&run.text)
                        && run.end <= last.end + last.size * 0.3
                        && run.x + last.size * 0.5 < last.end => {}
                Some(last) if run.x - last.end <= last.size => {
                    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                    if run.x - last.end > last.size * 0.2
                        && latin(last.text.chars().next_back())
                        && latin(run.text.chars().next())
                    {
                        last.text.push(' ');
                    }
                    last.text.push_str(&run.text);
                    last.end = last.end.max(run.end);
                    last.size = last.size.max(run.size);
                }
                _ => out.push(run.clone()),
            }
        }
    }
    out
}

/// Where a page of two columns has the space between them.
fn gutter(runs: &[&Run]) -> Option<f64> {
    let chars = |runs: &mut dyn Iterator<Item = &&Run>| -> usize {
        runs.map(|run| run.text.chars().count()).sum()
    };
    let all = chars(&mut runs.iter());
    if all < 200 {
        return None;
    }
    let left = runs.iter().map(|run| run.x).fold(f64::MAX, f64::min);
    let right = runs.iter().map(|run| run.end).fold(0.0, f64::max);
    let steps = 80;
    (0..=steps)
        .map(|step| left + (right - left) * (0.35 + 0.3 * f64::from(step) / f64::from(steps)))
        .find(|&x| {
            let crossing = runs
                .iter()
                .filter(|run| run.x < x + 2.0 && run.end > x - 2.0);
            let before = chars(&mut runs.iter().filter(|run| run.end <= x));
            let behind = chars(&mut runs.iter().filter(|run| run.x >= x));
            // Both columns are full of lines of text, not of the ends of lines.
            let wide = |side: &dyn Fn(&&&Run) -> bool| {
                let lengths: Vec<f64> = runs.iter().filter(side).map(|r| r.end - r.x).collect();
                let long = lengths
                    .iter()
                    .filter(|l| **l > (right - left) * 0.3)
                    .count();
                long * 2 > lengths.len()
            };
            chars(&mut crossing.into_iter()) * 20 < all
                && before * 5 > all
                && behind * 5 > all
                && wide(&|run| run.end <= x)
                && wide(&|run| run.x >= x)
        })
}

/// Pieces, sorted from the head of the page down, to lines; cells of a row are parted by tabs.
fn grouped(runs: &[&Run], column: usize) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for members in runs.chunk_by(|a, b| level(a, b)) {
        let Some(first) = members.first() else {
            continue;
        };
        let mut line = Line {
            text: String::new(),
            x: first.x,
            end: first.end,
            y: first.y,
            size: first.size,
            first: out.is_empty(),
            column,
        };
        for (at, run) in members.iter().enumerate() {
            if at > 0 {
                line.text.push_str(if run.x - line.end > run.size * 2.0 {
                    "\t"
                } else {
                    ""
                });
            }
            line.text.push_str(&run.text);
            line.end = line.end.max(run.end);
            line.size = line.size.max(run.size);
        }
        // Full-width spaces at its head are the indentation.
        let spaces = line
            .text
            .chars()
            .take_while(|c| matches!(c, ' ' | '\u{3000}' | '\u{a0}'))
            .map(|c| if c == '\u{3000}' { 1.0 } else { 0.5 })
            .sum::<f64>();
        line.x += spaces * line.size;
        let text = line
            .text
            .trim_matches([' ', '\u{3000}', '\u{a0}', '\t'])
            .to_owned();
        if !text.is_empty() {
            line.text = text;
            out.push(line);
        }
    }
    out
}

/// Takes running heads and page numbers out: what stands at the head or foot of a page and is a page number, or stands
/// there on many pages, figures apart.
fn furniture(pages: &[Page], all: &mut [Vec<Line>]) {
    let edge = |page: &Page, line: &Line| {
        let depth = (page.top - page.bottom) * 0.12;
        line.y > page.top - depth || line.y < page.bottom + depth
    };
    let shape = |line: &Line| -> String {
        let mut shape = String::new();
        for c in line.text.chars().filter(|c| !c.is_whitespace()) {
            if !c.is_ascii_digit() {
                shape.push(c);
            } else if !shape.ends_with('#') {
                shape.push('#');
            }
        }
        shape
    };
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    let place = |line: &Line| (line.y / 4.0).round() as i64;
    for (page, lines) in pages.iter().zip(all.iter()) {
        for line in lines.iter().filter(|line| edge(page, line)) {
            *seen.entry((shape(line), place(line))).or_default() += 1;
        }
    }
    let often = 3.max(pages.len() * 3 / 10);
    for (page, lines) in pages.iter().zip(all.iter_mut()) {
        lines.retain(|line| {
            if !edge(page, line) {
                return true;
            }
            let shape = shape(line);
            let bare: String = shape
                .chars()
                .filter(|c| !matches!(c, '-' | '—' | '–' | '·' | '第' | '页' | '共' | '/' | '~'))
                .collect();
            let paged = shape.contains('#') && bare.chars().all(|c| c == '#') && shape.len() < 24;
            let running = seen.get(&(shape, place(line))).copied().unwrap_or(0) >= often;
            !paged && !running
        });
        if let Some(first) = lines.first_mut() {
            first.first = true;
        }
    }
}

/// Lines to paragraphs, a line of text each.
fn paragraphs(lines: &[Line]) -> String {
    let middle = |mut list: Vec<f64>, share: f64| {
        list.sort_by(f64::total_cmp);
        let at = (list.len() as f64 * share) as usize;
        list.get(at.min(list.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0.0)
    };
    let body = middle(lines.iter().map(|line| line.size).collect(), 0.5);
    // Where the lines of each column start and end.
    let edges = [0, 1, 2].map(|column| {
        let own = || lines.iter().filter(move |line| line.column == column);
        let left = middle(own().map(|line| line.x).collect(), 0.2);
        let right = middle(own().map(|line| line.end).collect(), 0.8);
        (left, right)
    });
    let edge = |line: &Line| edges.get(line.column).copied().unwrap_or((0.0, 0.0));
    let pitches: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if !b.first && a.y > b.y => Some(a.y - b.y),
            _ => None,
        })
        .collect();
    let pitch = middle(pitches, 0.5);
    let mut out = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(last) = before {
            let (left, _) = edge(line);
            let (start, right) = edge(last);
            let indented = line.x > left + body * 1.2;
            // A number that would not fit moves to the next line and leaves a gap: only a sentence's end or a very short
            // line is a paragraph's end.
            let ended = last
                .text
                .ends_with(['。', '！', '？', '；', '：', '”', '.', '）']);
            let short = last.end < right - body * 2.5
                && (ended || last.end < right - (right - start) * 0.25);
            let apart = !line.first && last.y - line.y > pitch * 1.7;
            let resized = (line.size - last.size).abs() > body * 0.15;
            // A table's row stands for itself.
            let tabbed = line.text.contains('\t') || last.text.contains('\t');
            if indented || short || apart || resized || tabbed {
                out.push('\n');
            } else {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                if latin(out.chars().next_back()) && latin(line.text.chars().next()) {
                    out.push(' ');
                }
            }
        }
        out.push_str(&line.text);
        before = Some(line);
    }
    out.push('\n');
    out
}
