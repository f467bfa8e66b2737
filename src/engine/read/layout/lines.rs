//! Placed runs to text: lines by base line, columns left to right, running heads and page numbers left out, lines
//! joined to paragraphs as Chinese is set: an indented first line opens one, a short last line ends it.

use super::page::{Line, Page, Run};
use crate::engine::read::note;

/// The text of a part of a page.
pub fn block(runs: &[Run]) -> String {
    let pieces = pieces(runs);
    let all = [grouped(&pieces.iter().collect::<Vec<&Run>>(), 0)];
    let body = body(&all);
    paragraphs(&all.into_iter().flatten().collect::<Vec<Line>>(), body)
}

/// The size in which most of the text is set.
pub(super) fn body(all: &[Vec<Line>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = all
        .iter()
        .flatten()
        .map(|line| (line.size, line.text.chars().count()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, chars)| chars).sum::<usize>() / 2;
    let mut before = 0;
    let middle = sizes.iter().find(|(_, chars)| {
        before += chars;
        before >= half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// The lines of a page in reading order.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let pieces = pieces(&page.runs);
    let runs: Vec<&Run> = pieces.iter().collect();
    let mut lines = in_order(page, &runs);
    for at in 1..lines.len() {
        let (before, rest) = lines.split_at_mut(at);
        if let (Some(last), Some(line)) = (before.last(), rest.first_mut()) {
            let middle = f64::midpoint(line.x, line.end);
            line.ruled = page.rules.iter().any(|rule| {
                !rule.vertical
                    && (line.y + line.size * 0.7..last.y).contains(&rule.at)
                    && (rule.from..rule.to).contains(&middle)
            });
        }
    }
    lines
}

/// Runs, from the head of the page down, to lines in reading order.
fn in_order(page: &Page, runs: &[&Run]) -> Vec<Line> {
    let Some(gutter) = gutter(runs) else {
        return grouped(runs, 0);
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
    for &run in runs {
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
pub fn level(a: &Run, b: &Run) -> bool {
    (a.y - b.y).abs() <= a.size.max(b.size) * 0.4 && !a.row && !b.row
}

/// Runs from the head of the page down and from left to right, those that touch made one: files change the font in the
/// middle of a word.
pub fn pieces(runs: &[Run]) -> Vec<Run> {
    let lowered = lower_marks(runs);
    let mut sorted: Vec<&Run> = runs
        .iter()
        .enumerate()
        .filter(|(at, _)| !lowered.iter().any(|(other, _)| other == at))
        .map(|(_, run)| run)
        .chain(lowered.iter().map(|(_, run)| run))
        .collect();
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
            let last = out.last_mut().filter(|_| own);
            let before = last.as_ref().and_then(|last| last.text.chars().next_back());
            if run.marked && note::is_mark(&run.text, before) {
                // The mark of a note is no part of the figure it stands behind.
                match last {
                    Some(last) => last.end = last.end.max(run.end),
                    None => out.push(Run {
                        text: String::new(),
                        ..run.clone()
                    }),
                }
                continue;
            }
            match last {
                // Bold made by drawing twice.
                Some(last)
                    if last.text.ends_with(&run.text)
                        && run.end <= last.end + last.size * 0.3
                        && run.x + last.size * 0.5 < last.end => {}
                Some(last) if run.x - last.end <= last.size * joins(last) => {
                    last.text.push_str(space(last, run));
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

/// How far behind a run another one still belongs to it, in sizes of its letters. A full stop that hangs over the end of
/// a column leaves less than a letter to the next one.
fn joins(run: &Run) -> f64 {
    let stop = run
        .text
        .ends_with(['。', '，', '、', '；', '：', '！', '？', '”', '）', '》']);
    if stop { 0.3 } else { 0.6 }
}

/// The space between two Western words, which PDFs leave to the places of the letters.
fn space(last: &Run, next: &Run) -> &'static str {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let apart = next.x - last.end > last.size * 0.2;
    if apart && latin(last.text.chars().next_back()) && latin(next.text.chars().next()) {
        " "
    } else {
        ""
    }
}

/// A mark has at most this many characters.
const LONGEST_MARK: usize = 6;

/// Short, much smaller runs that overlap a larger one's height, put on its line; those that were raised are marked. With
/// their numbers in `runs`.
fn lower_marks(runs: &[Run]) -> Vec<(usize, Run)> {
    let mut sizes: Vec<f64> = runs.iter().map(|run| run.size).collect();
    sizes.sort_by(f64::total_cmp);
    let (body, largest) = (
        sizes.get(sizes.len() / 2).copied().unwrap_or(0.0),
        sizes.last().copied().unwrap_or(0.0),
    );
    let short =
        |run: &Run| !run.row && run.size < body * 0.8 && run.text.chars().count() <= LONGEST_MARK;
    let mut out = Vec::new();
    if !runs.iter().any(short) {
        return out;
    }
    let mut order: Vec<&Run> = runs.iter().collect();
    order.sort_by(|a, b| a.y.total_cmp(&b.y));
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| short(run)) {
        let from = order.partition_point(|other| other.y < run.y - largest);
        let base = order
            .iter()
            .skip(from)
            .take_while(|other| other.y <= run.y + run.size)
            .filter(|other| {
                other.size * 0.8 >= run.size
                    && !other.row
                    && (-0.3..0.75).contains(&((run.y - other.y) / other.size))
                    && run.x < other.end + other.size
                    && run.end > other.x - other.size
            })
            .max_by(|a, b| a.size.total_cmp(&b.size));
        if let Some(base) = base {
            let marked = run.y > base.y + base.size * 0.1;
            out.push((
                at,
                Run {
                    y: base.y,
                    marked,
                    ..run.clone()
                },
            ));
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
                // The second one of a last page may be short.
                (long * 2 > lengths.len(), long)
            };
            let (left_full, _) = wide(&|run| run.end <= x);
            let (right_full, lines) = wide(&|run| run.x >= x);
            chars(&mut crossing.into_iter()) * 6 < all
                && before * 5 > all
                && (behind * 5 > all || lines > 3)
                && left_full
                && right_full
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
            marked: first.marked && first.text.is_empty(),
            row: first.row,
            ruled: false,
        };
        for (at, run) in members.iter().enumerate() {
            if at > 0 && !line.text.is_empty() {
                let last = members.get(at - 1);
                line.text.push_str(if run.x - line.end > run.size * 2.0 {
                    "\t"
                } else {
                    last.map_or("", |last| space(last, run))
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
        // So are tabs, but in the row of a table, whose first cell may be empty.
        let blanks: &[char] = &[' ', '\u{3000}', '\u{a0}', '\t'];
        let text = line.text.trim_end_matches(blanks);
        let text = if line.row {
            text
        } else {
            text.trim_start_matches(blanks)
        }
        .to_owned();
        if !text.is_empty() {
            // A mark that was taken off has its own small size.
            line.text = text;
            out.push(line);
        }
    }
    out
}

/// Lines to paragraphs, a line of text each.
pub(super) fn paragraphs(lines: &[Line], body: f64) -> String {
    let middle = |mut list: Vec<f64>, share: f64| {
        list.sort_by(f64::total_cmp);
        let at = (list.len() as f64 * share) as usize;
        list.get(at.min(list.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0.0)
    };
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
                && (ended || last.end < right - (right - start) * 0.25 || numbered(&last.text));
            let apart = !line.first && last.y - line.y > pitch * 1.7;
            let resized = (line.size - last.size).abs() > body * 0.15;
            // A table's row stands for itself.
            let tabbed = line.text.contains('\t') || last.text.contains('\t');
            // On the next page the rule at its head may be the edge of a row that goes on.
            let parted = line.ruled && (!line.first || ended);
            let tabbed = tabbed || line.row || last.row || parted;
            if last.row && line.row && line.first && !ended && line.text.starts_with('\t') {
                out.push_str(line.text.trim_start());
                before = Some(line);
                continue;
            }
            // A note opens with its mark, a heading with its number; the line before may be full.
            let opens = line.marked || ended && numbered(&line.text);
            // A title that was too long for its line, in the middle of the column.
            let width = right - start;
            let middle = |line: &Line| (line.x + line.end - start - right).abs() < body;
            let title = !resized
                && line.end - line.x < last.end - last.x
                && !line.text.starts_with(['—', '（', '('])
                && line.size > body * 1.1
                && last.end - last.x > width * 0.8
                && middle(line)
                && middle(last);
            if (indented && !title) || opens || short || apart || resized || tabbed {
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

/// Whether a line begins like a heading or a row of a list: 三、 or （三） or 3. and no figure.
fn numbered(text: &str) -> bool {
    let figures = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if figures.len() < text.len() {
        let rest = figures.strip_prefix(['.', '．', '、']);
        return rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    }
    let rest = text.trim_start_matches(['（', '(']);
    let end = rest.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let marks: &[char] = if rest.len() < text.len() {
        &['）', ')']
    } else {
        &['、']
    };
    end.len() < rest.len() && end.starts_with(marks)
}
