//! An Excel workbook: numbers as numbers, key words bold inside the sentence, head frozen, filter on, shades and a
//! chart where asked for, and sheets that tell the columns and the sources.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Chart, ChartType, ConditionalFormat2ColorScale, DocProperties, ExcelDateTime, Format,
    FormatAlign, Workbook, Worksheet,
};

use crate::engine::display::Role;
use crate::text::clip::plain_number;

use super::ExportError;
use super::columns::{self, CellType};
use super::table::{Cell, Table};

/// So many columns of a digit can be read on one page.
const LEGIBLE: usize = 260;
/// A longer head is wrapped.
const WIDEST_HEAD: usize = 14;

/// Excel takes no longer text in a cell.
const LONGEST_CELL: usize = 32_000;

/// The table as a workbook: its sheet, and a sheet for each further table.
pub fn write(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    // The same input gives the same bytes: no clock in the file.
    let day = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for table in std::iter::once(table).chain(&table.more) {
        sheet(workbook.add_worksheet(), table)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A name Excel takes: at most 31 characters, without the signs of a path.
fn sheet_name(title: &str) -> String {
    let name: String = title
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(31)
        .collect();
    if name.trim().is_empty() {
        "1".to_owned()
    } else {
        name
    }
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), ExportError> {
    let name = sheet_name(&table.title);
    sheet.set_name(&name)?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color("E0EFED")
        .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let top = Format::new().set_align(FormatAlign::Top);
    let formats: HashMap<Role, Format> = Role::MARKED
        .into_iter()
        .map(|role| (role, letters(role)))
        .collect();
    let plain = Format::new();
    let mut widths: Vec<usize> = table
        .head
        .iter()
        .map(|words| (columns_of(words) + 4).min(WIDEST_HEAD))
        .collect();
    let numbers: Vec<[Format; 3]> = (0..table.head.len())
        .map(|c| {
            let format = |rows: &[Vec<Cell>]| {
                let format = number_format(table, rows, c);
                Format::new()
                    .set_num_format(&format)
                    .set_align(FormatAlign::Top)
            };
            let foot = format(&table.foot).set_background_color("F4F3EF");
            [
                format(&table.rows),
                foot.clone().set_num_format("#,##0"),
                foot,
            ]
        })
        .collect();
    let ground = Format::new().set_background_color("F4F3EF");
    for (c, words) in (0u16..).zip(&table.head) {
        sheet.write_string_with_format(0, c, words, &head)?;
    }
    let count = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    // The foot stands apart, so that filters and charts leave it out.
    let foot = (count + 2..).zip(&table.foot);
    for (r, row) in (1u32..).zip(&table.rows).chain(foot) {
        let below = r > count;
        for ((c, cell), formats_of) in (0u16..).zip(row).zip(&numbers) {
            match cell {
                Cell::Empty if below => {
                    sheet.write_blank(r, c, &ground)?;
                }
                Cell::Empty => {}
                Cell::Number(number) => {
                    let [own, whole, foot] = formats_of;
                    sheet.write_number_with_format(
                        r,
                        c,
                        *number,
                        match number.fract() == 0.0 {
                            _ if !below => own,
                            true => whole,
                            false => foot,
                        },
                    )?;
                }
                Cell::Text(text) => {
                    sheet.write_string_with_format(
                        r,
                        c,
                        text,
                        if below { &ground } else { &top },
                    )?;
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
    let names = table.keys.iter().position(|key| key == "region");
    // On A4, its head on every page; as wide as the page where it can still be read then.
    sheet.set_landscape().set_paper_size(9);
    sheet.set_repeat_rows(0, 0)?;
    if widths.iter().sum::<usize>() < LEGIBLE {
        sheet.set_print_fit_to_pages(1, 0);
    }
    sheet.set_freeze_panes(1, u16::from(names == Some(0)))?;
    let last = u16::try_from(table.head.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if count > 0 {
        sheet.autofilter(0, 0, count, last)?;
        for c in table.shaded.iter().filter_map(|c| u16::try_from(*c).ok()) {
            let scale = ConditionalFormat2ColorScale::new()
                .set_minimum_color("FFFFFF")
                .set_maximum_color("9CC6EC");
            sheet.add_conditional_format(1, c, count, c, &scale)?;
        }
    }
    if let Some(c) = table.chart.and_then(|c| u16::try_from(c).ok()) {
        let mut chart = Chart::new(ChartType::Bar);
        chart
            .add_series()
            .set_categories((name.as_str(), 1, 0, count, 0))
            .set_values((name.as_str(), 1, c, count, c))
            .set_name((name.as_str(), 0, c))
            .set_gap(40);
        chart.legend().set_hidden();
        // The first row on top, as in the table.
        chart.x_axis().set_reverse();
        chart
            .set_width(640)
            .set_height((count * 20).clamp(240, 2_000) + 80);
        sheet.insert_chart(1, last + 2, &chart)?;
    }
    Ok(())
}

/// Years and places as they are; other numbers with as many decimals as the column needs, thousands apart.
fn number_format(table: &Table, rows: &[Vec<Cell>], column: usize) -> String {
    let known = table.keys.get(column).and_then(|key| columns::column(key));
    match known.map(|column| column.cells) {
        Some(CellType::Place) => return "0".to_owned(),
        Some(CellType::Mixed) => return "General".to_owned(),
        _ => {}
    }
    let numbers = rows.iter().filter_map(|row| {
        let Some(Cell::Number(number)) = row.get(column) else {
            return None;
        };
        Some(plain_number(*number))
    });
    let decimals = |number: String| number.split_once('.').map_or(0, |(_, tail)| tail.len());
    match numbers.map(decimals).max().unwrap_or(0) {
        0 => "#,##0".to_owned(),
        places => format!("#,##0.{}", "0".repeat(places.min(4))),
    }
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
