//! A table as a document for Word and WPS: on its side where wide, its head on every page, key words coloured.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, LineSpacing, PageMargin, PageOrientationType, Paragraph, Run, RunFonts,
    Shading, ShdType, Table as Grid, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use crate::engine::display::{Role, Segment};
use crate::text::xml::sound;

use super::ExportError;
use super::table::{Cell, Table};

/// An A4 page in twentieths of a point: its short and long side, and its margin.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 850;
/// So many characters a column has room for at least.
const FEW: usize = 5;
/// From so many columns on a page lies on its side.
const WIDE: usize = 6;
/// The letters, in half points.
const LETTERS: usize = 18;
const SMALL: usize = 13;

/// The table as a document.
pub fn write(table: &Table) -> Result<Vec<u8>, ExportError> {
    let fonts = || {
        RunFonts::new()
            .ascii("Calibri")
            .hi_ansi("Calibri")
            .east_asia("宋体")
    };
    let (short, long) = PAGE;
    let rich = |row: &Vec<Cell>| row.iter().any(|cell| matches!(cell, Cell::Rich(_)));
    let wide = table.head.len() >= WIDE || table.rows.iter().any(rich);
    let (across, down) = if wide { (long, short) } else { (short, long) };
    let width = across as usize - 2 * MARGIN.unsigned_abs() as usize;
    let widths = widths(table, width);
    let paragraph = || Paragraph::new().line_spacing(LineSpacing::new().before(0).after(0));
    let cell = |width: usize, words: Paragraph| {
        TableCell::new()
            .width(width, WidthType::Dxa)
            .add_paragraph(words)
    };
    let head = table
        .head
        .iter()
        .zip(&widths)
        .map(|(words, width)| {
            let head = plain(words).bold().size(LETTERS);
            cell(*width, paragraph().add_run(head)).shading(ground("E0EFED"))
        })
        .collect();
    let mut rows = vec![TableRow::new(head).cant_split()];
    for (at, row) in table.rows.iter().chain(&table.foot).enumerate() {
        let foot = at >= table.rows.len();
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(c, (content, width))| {
                let run_of = |words: String| plain(&words).size(LETTERS);
                let words = match content {
                    Cell::Rich(segments) => segments
                        .iter()
                        .fold(paragraph(), |p, segment| p.add_run(run(segment))),
                    Cell::Number(_) => paragraph()
                        .align(AlignmentType::Right)
                        .add_run(run_of(content.text())),
                    _ => paragraph().add_run(run_of(content.text())),
                };
                // Which sentence below it is from.
                let words = match table.links.get(&(at, c)) {
                    Some(note) => {
                        let mark = plain(&format!(" [{}]", note + 1));
                        words.add_run(mark.size(SMALL).color("5C6470"))
                    }
                    None => words,
                };
                let own = cell(*width, words);
                if foot {
                    own.shading(ground("F4F3EF"))
                } else {
                    own
                }
            })
            .collect();
        rows.push(TableRow::new(cells).cant_split());
    }
    let mut document = Docx::new()
        .default_fonts(fonts())
        .page_size(across, down)
        .page_orient(if wide {
            PageOrientationType::Landscape
        } else {
            PageOrientationType::Portrait
        })
        .page_margin(
            PageMargin::new()
                .top(MARGIN)
                .bottom(MARGIN)
                .left(MARGIN)
                .right(MARGIN),
        )
        .add_paragraph(Paragraph::new().add_run(plain(&table.title).bold().size(32)));
    for line in &table.lead {
        let run = plain(line).size(LETTERS).color("5C6470");
        document = document.add_paragraph(Paragraph::new().add_run(run));
    }
    let grid = Grid::new(rows)
        .set_grid(widths)
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 90, 40, 90));
    let mut document = document.add_table(grid);
    if !table.annex.is_empty() {
        document = document.add_paragraph(Paragraph::new());
    }
    for (at, note) in table.annex.iter().enumerate() {
        let lead = plain(&format!("[{}] {}　", at + 1, note.lead))
            .size(LETTERS)
            .color("5C6470");
        let words = note.sentence.iter();
        let sentence = words.fold(paragraph().add_run(lead), |p, segment| {
            p.add_run(run(segment))
        });
        document = document.add_paragraph(sentence);
    }
    let mut parts = document.build();
    // The library does not know that a head is repeated on each page.
    let xml =
        String::from_utf8_lossy(&parts.document).replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1);
    parts.document = xml.into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts
        .pack(&mut bytes)
        .map_err(|error| ExportError::Docx(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// Words as they may stand in a document.
fn plain(words: &str) -> Run {
    Run::new().add_text(sound(words))
}

fn run(segment: &Segment) -> Run {
    let (letters, paper) = segment.role.colours();
    let mut run = plain(&segment.text).size(LETTERS);
    if segment.role != Role::Plain {
        run = run.color(letters);
    }
    if let Some(paper) = paper {
        run = run.shading(ground(paper));
    }
    if segment.role.strong() {
        run = run.bold();
    }
    if segment.role == Role::Gone {
        run = run.strike();
    }
    run
}

fn ground(colour: &str) -> Shading {
    Shading::new()
        .shd_type(ShdType::Clear)
        .color("auto")
        .fill(colour)
}

/// Each column has room for a few words; what is left goes to those with more to say.
fn widths(table: &Table, width: usize) -> Vec<usize> {
    // A character is as wide as the letters are high; a cell has margins. Heads are broken over lines.
    let room = |characters: usize| characters * LETTERS * 10 + 200;
    let columns: Vec<(usize, usize)> = (0..table.head.len())
        .map(|c| {
            let rows = table.rows.iter().chain(&table.foot);
            let cells = rows.filter_map(|row| row.get(c));
            let longest = cells.map(|cell| about(&cell.text())).max().unwrap_or(0);
            let head = table.head.get(c).map_or(0, |words| about(words));
            let least = longest.min(FEW).max(head.div_ceil(3).min(FEW));
            let wanted = longest.max(head.div_ceil(2)).max(least);
            (room(least), room(wanted).min(width))
        })
        .collect();
    let least: usize = columns.iter().map(|(least, _)| least).sum();
    let more: usize = columns.iter().map(|(least, wanted)| wanted - least).sum();
    columns
        .iter()
        .map(|(own, wanted)| match width.checked_sub(least) {
            Some(left) if more > 0 => own + left * (wanted - own) / more,
            Some(left) => own + left / columns.len(),
            // Too many columns for the page: each gives way.
            None => own * width / least.max(1),
        })
        .collect()
}

/// How many characters' room words take: two Latin letters are as wide as a Chinese character.
fn about(words: &str) -> usize {
    let halves: usize = words
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum();
    halves.div_ceil(2)
}
