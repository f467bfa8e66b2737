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

/// Columns as wide as their words ask for, sentences the widest.
fn widths(table: &Table) -> Vec<usize> {
    let wanted: Vec<usize> = (0..table.head.len())
        .map(|c| {
            let cells = table.rows.iter().filter_map(|row| row.get(c));
            let rich = cells.clone().any(|cell| matches!(cell, Cell::Rich(_)));
            let longest = cells.map(|cell| cell.text().chars().count()).max();
            let head = table.head.get(c).map_or(0, |words| words.chars().count());
            let most = if rich { 60 } else { 12 };
            longest.unwrap_or(0).max(head).clamp(3, most)
        })
        .collect();
    let all: usize = wanted.iter().sum::<usize>().max(1);
    wanted.iter().map(|own| own * WIDTH / all).collect()
}
