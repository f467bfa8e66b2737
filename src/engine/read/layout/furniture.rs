//! What stands on pages besides the text: watermarks, running heads, page numbers; and notes at their foot, which are
//! taken behind the text.

use std::collections::HashMap;

use super::page::{Line, Page, Run};

/// Takes out what was drawn to stay aside, and what stands over the text of several pages in one place.
pub fn unmark(pages: &mut [Page]) {
    let chars = |runs: &[Run], aside: bool| -> usize {
        let own = runs.iter().filter(|run| run.aside == aside);
        own.map(|run| run.text.chars().count()).sum()
    };
    for page in pages.iter_mut() {
        // The text of a scan is drawn invisibly; there it is all there is.
        if chars(&page.runs, false) > 0 && chars(&page.runs, true) <= chars(&page.runs, false) {
            page.runs.retain(|run| !run.aside);
        }
    }
    let often = often(pages.len());
    let mut repeated: Vec<Vec<bool>> = {
        let mut sizes: Vec<f64> = pages
            .iter()
            .flat_map(|page| &page.runs)
            .map(|run| run.size)
            .collect();
        sizes.sort_by(f64::total_cmp);
        // Such a mark is larger than the text.
        let least = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0) * 1.1;
        let mut seen: HashMap<(&str, i64, i64), usize> = HashMap::new();
        for run in pages
            .iter()
            .flat_map(|page| &page.runs)
            .filter(|run| run.size > least)
        {
            *seen.entry(place(run)).or_default() += 1;
        }
        let is_repeated = |run: &Run| {
            run.size > least && seen.get(&place(run)).is_some_and(|count| *count >= often)
        };
        let own = |page: &Page| {
            let runs = page.runs.iter();
            runs.map(|run| is_repeated(run) && page.runs.iter().any(|other| over(run, other)))
                .collect()
        };
        pages.iter().map(own).collect()
    };
    for (page, repeated) in pages.iter_mut().zip(&mut repeated) {
        let mut repeated = repeated.iter();
        page.runs
            .retain(|_| !repeated.next().copied().unwrap_or(false));
    }
}

/// What a run says, and where it stands, to a few points.
fn place(run: &Run) -> (&str, i64, i64) {
    let near = |at: f64| (at / 3.0).round() as i64;
    (&run.text, near(run.x), near(run.y))
}

/// How many pages must show what is no part of the text: two of few, three in ten of many.
fn often(pages: usize) -> usize {
    2.max(pages * 3 / 10)
}

/// Whether a larger run lies over another one.
fn over(run: &Run, other: &Run) -> bool {
    let beside = run.x < other.end && other.x < run.end;
    let level = run.y < other.y + other.size && other.y < run.y + run.size;
    run.size > other.size * 1.2 && beside && level
}

/// Takes running heads and page numbers out: what stands at the head or foot of a page and is a page number, or stands
/// there on many pages, figures apart.
pub fn strip(pages: &[Page], all: &mut [Vec<Line>]) {
    let edge = |page: &Page, line: &Line| {
        let depth = (page.top - page.bottom) * 0.12;
        line.y > page.top - depth || line.y < page.bottom + depth
    };
    let place = |line: &Line| (line.y / 4.0).round() as i64;
    // Lines by shape and place: on how many pages, and on how many as the outermost one.
    let mut seen: HashMap<(String, i64), (usize, usize)> = HashMap::new();
    for (page, lines) in pages.iter().zip(all.iter()) {
        for (at, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| edge(page, line))
        {
            let counts = seen.entry((shape(line), place(line))).or_default();
            counts.0 += 1;
            counts.1 += usize::from(at == 0 || at + 1 == lines.len());
        }
    }
    // Heads change from even to odd pages: what stands alone over a page, smaller than its text, in one place.
    let mut alone: HashMap<(i64, i64), usize> = HashMap::new();
    let small = |line: &Line| (place(line), (line.size * 4.0).round() as i64);
    for (page, lines) in pages.iter().zip(all.iter()) {
        if let [first, second, ..] = lines.as_slice() {
            let apart = first.y - second.y > second.size * 2.0;
            if edge(page, first) && apart && first.size < second.size * 0.95 {
                *alone.entry(small(first)).or_default() += 1;
            }
        }
    }
    let changing = |line: &Line| alone.get(&small(line)).is_some_and(|count| *count > 1);
    let many = 3.max(often(pages.len()));
    let few = often(pages.len());
    for (page, lines) in pages.iter().zip(all.iter_mut()) {
        lines.retain(|line| {
            if !edge(page, line) {
                return true;
            }
            let shape = shape(line);
            let shape_of_page = shape.contains('#');
            let bare: String = shape
                .chars()
                .filter(|c| !matches!(c, '-' | '—' | '–' | '·' | '第' | '页' | '共' | '/' | '~'))
                .collect();
            let paged = shape.contains('#') && bare.chars().all(|c| c == '#') && shape.len() < 24;
            let (often, outermost) = seen.get(&(shape, place(line))).copied().unwrap_or((0, 0));
            // The head of a table stands on each of its pages too; on two pages only what is outermost is a head.
            let row = line.text.contains('\t') && !(shape_of_page && line.text.contains('页'));
            let running = often >= many || outermost >= few && !row || changing(line);
            !paged && !running
        });
        if let Some(first) = lines.first_mut() {
            first.first = true;
        }
    }
}

/// A line without spaces, its figures alike.
fn shape(line: &Line) -> String {
    let mut shape = String::new();
    for c in line.text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

/// Takes the notes at the foot of the pages out, in order: smaller lines, the first with a note's mark or under a short
/// rule. A note may go on at the foot of the next page. `body` is the size of the text.
pub fn notes(pages: &[Page], all: &mut [Vec<Line>], body: f64) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut goes_on = false;
    for (page, lines) in pages.iter().zip(all.iter_mut()) {
        let small = lines
            .iter()
            .rev()
            .take_while(|line| line.size < body * 0.93 && !line.row)
            .count();
        let from = lines.len() - small;
        let Some(block) = lines.get(from..).filter(|block| !block.is_empty()) else {
            goes_on = false;
            continue;
        };
        // A page all in small letters is a table or a list.
        let ruled = block.first().is_some_and(|line| {
            page.rules.iter().any(|rule| {
                !rule.vertical
                    && (0.0..line.size * 3.0).contains(&(rule.at - line.y))
                    && rule.to - rule.from < (page.right - page.left) * 0.6
            })
        });
        let first = match block
            .iter()
            .position(|line| line.marked || opens(&line.text))
        {
            _ if ruled || goes_on && from > 0 => Some(0),
            position => position,
        };
        let Some(first) = first.filter(|_| from > 0) else {
            goes_on = false;
            continue;
        };
        goes_on = true;
        let mut own = lines.split_off(from + first);
        if let Some(line) = own.first_mut() {
            line.first = true;
        }
        out.append(&mut own);
    }
    out
}

/// The lines of notes, note by note: each begins with a mark, or with the number behind that of the note before.
pub fn parted(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut out: Vec<Vec<Line>> = Vec::new();
    let mut number = 0u32;
    for line in lines {
        let figures: String = line.text.chars().take_while(char::is_ascii_digit).collect();
        let own = figures
            .parse()
            .ok()
            .filter(|own| *own == number + 1 || out.is_empty());
        number = own.unwrap_or(number);
        match out
            .last_mut()
            .filter(|_| own.is_none() && !line.marked && !opens(&line.text))
        {
            Some(note) => note.push(line),
            None => out.push(vec![line]),
        }
    }
    out
}

/// Whether a line begins with a note's mark.
fn opens(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    match chars.next() {
        Some('①'..='⑳' | '⑴'..='⒇' | '*' | '＊' | '※') => true,
        Some('[' | '〔' | '［') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('注') => matches!(
            chars.next(),
            Some('：' | ':' | '释' | '１'..='９' | '1'..='9')
        ),
        _ => false,
    }
}
