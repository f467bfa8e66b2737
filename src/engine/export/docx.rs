//! A table as a document for Word and WPS: landscape, key words coloured.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, LineSpacing, PageMargin, PageOrientationType, Paragraph, Run, RunFonts,
    Shading, ShdType, Table as Grid, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use crate::engine::display::{Role, Segment};

use super::ExportError;
use super::table::{Cell, Table};

/// The width of a landscape A4 page between its margins, in twentieths of a point.
const WIDTH: usize = 15_138;
/// The letters, in half points.
const LETTERS: usize = 18;

/// The table as a document.
pub fn write(table: &Table) -> Result<Vec<u8>, ExportError> {
    let fonts = || {
        RunFonts::new()
            .ascii("Calibri")
            .hi_ansi("Calibri")
            .east_asia("宋体")
    };
    let widths = widths(table);
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
            let run = Run::new().add_text(words).bold().size(LETTERS);
            cell(*width, paragraph().add_run(run)).shading(ground("E0EFED"))
        })
        .collect();
    let mut rows = vec![TableRow::new(head)];
    for row in &table.rows {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(content, width)| {
                let words = match content {
                    Cell::Rich(segments) => segments
                        .iter()
                        .fold(paragraph(), |p, segment| p.add_run(run(segment))),
                    Cell::Number(_) => paragraph()
                        .align(AlignmentType::Right)
                        .add_run(Run::new().add_text(content.text()).size(LETTERS)),
                    _ => paragraph().add_run(Run::new().add_text(content.text()).size(LETTERS)),
                };
                cell(*width, words)
            })
            .collect();
        rows.push(TableRow::new(cells).cant_split());
    }
    let mut document = Docx::new()
        .default_fonts(fonts())
        .page_size(16_838, 11_906)
        .page_orient(PageOrientationType::Landscape)
        .page_margin(PageMargin::new().top(850).bottom(850).left(850).right(850))
        .add_paragraph(Paragraph::new().add_run(Run::new().add_text(&table.title).bold().size(32)));
    for line in &table.lead {
        let run = Run::new().add_text(line).size(LETTERS).color("5C6470");
        document = document.add_paragraph(Paragraph::new().add_run(run));
    }
    let grid = Grid::new(rows)
        .set_grid(widths)
        .width(WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 90, 40, 90));
    let mut bytes = Cursor::new(Vec::new());
    document
        .add_table(grid)
        .build()
        .pack(&mut bytes)
        .map_err(|error| ExportError::Docx(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn run(segment: &Segment) -> Run {
    let (letters, paper) = segment.role.colours();
    let mut run = Run::new().add_text(&segment.text).size(LETTERS);
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

/// Columns of few words are as wide as these; the others share what is left.
fn widths(table: &Table) -> Vec<usize> {
    let longest = |c: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(c));
        let head = table.head.get(c).map_or(0, |words| words.chars().count());
        let cells = cells.map(|cell| cell.text().chars().count());
        cells.max().unwrap_or(0).max(head)
    };
    // A character is as wide as the letters are high; a cell has margins.
    let wanted: Vec<usize> = (0..table.head.len())
        .map(|c| longest(c) * LETTERS * 10 + 240)
        .collect();
    let few = WIDTH / 8;
    let fixed: usize = wanted.iter().filter(|own| **own <= few).sum();
    let many: usize = wanted
        .iter()
        .filter(|own| **own > few)
        .map(|own| (*own).min(WIDTH))
        .sum();
    let left = WIDTH.saturating_sub(fixed).max(WIDTH / 4);
    wanted
        .iter()
        .map(|own| {
            if *own <= few {
                *own
            } else {
                (*own).min(WIDTH) * left / many.max(1)
            }
        })
        .collect()
}
