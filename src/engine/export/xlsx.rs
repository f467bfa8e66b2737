//! An Excel workbook: numbers as numbers, key words bold inside the sentence, head frozen, filter on.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, FormatAlign, Workbook};

use crate::engine::display::Role;

use super::ExportError;
use super::table::{Cell, Table};

/// Excel takes no longer text in a cell.
const LONGEST_CELL: usize = 32_000;

/// The table as a workbook.
pub fn write(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(if table.title.is_empty() {
        "1"
    } else {
        &table.title
    })?;
    let head = Format::new()
        .set_bold()
        .set_background_color("E0EFED")
        .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let top = Format::new().set_align(FormatAlign::Top);
    let formats: HashMap<Role, Format> = Role::MARKED
        .into_iter()
        .map(|role| (role, letters(role)))
        .collect();
    let plain = Format::new();
    let mut widths = vec![0usize; table.head.len()];
    for (c, words) in (0u16..).zip(&table.head) {
        sheet.write_string_with_format(0, c, words, &head)?;
        if let Some(width) = widths.get_mut(usize::from(c)) {
            *width = words.chars().count() * 2 + 4;
        }
    }
    for (r, row) in (1u32..).zip(&table.rows) {
        for (c, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    sheet.write_number_with_format(r, c, *number, &top)?;
                }
                Cell::Text(text) => {
                    sheet.write_string_with_format(r, c, text, &top)?;
                    if let Some(width) = widths.get_mut(usize::from(c)) {
                        *width = (*width).max(columns_of(text) + 2);
                    }
                }
                Cell::Rich(segments) => {
                    let long: usize = segments.iter().map(|s| s.text.chars().count()).sum();
                    let parts: Vec<(&Format, &str)> = segments
                        .iter()
                        .map(|s| (formats.get(&s.role).unwrap_or(&plain), s.text.as_str()))
                        .collect();
                    // A rich cell needs two pieces; a single one is plain text to Excel.
                    if parts.len() > 1 && long < LONGEST_CELL {
                        sheet.write_rich_string_with_format(r, c, &parts, &wrap)?;
                    } else {
                        let text: String = cell.text().chars().take(LONGEST_CELL).collect();
                        sheet.write_string_with_format(r, c, &text, &wrap)?;
                    }
                    if let Some(width) = widths.get_mut(usize::from(c)) {
                        *width = 70;
                    }
                }
            }
        }
    }
    for (c, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(c, (*width).clamp(6, 70) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Some(last_row), Some(last_column)) = (
        u32::try_from(table.rows.len()).ok(),
        u16::try_from(table.head.len())
            .ok()
            .and_then(|c| c.checked_sub(1)),
    ) {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The letters of a role; a cell of a sheet has one ground, so only letters differ.
fn letters(role: Role) -> Format {
    let format = match role {
        Role::Plain => return Format::new(),
        Role::Gone => Format::new().set_font_strikethrough(),
        Role::Wording | Role::New => Format::new(),
        _ => Format::new().set_bold(),
    };
    format.set_font_color(role.colours().0)
}

/// How wide a text is in columns of a digit: Chinese characters take two.
fn columns_of(text: &str) -> usize {
    text.chars()
        .take(80)
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum()
}
