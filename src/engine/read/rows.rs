//! Tables of reports: csv, xlsx, json and jsonl with a report in each row.
//!
//! The column of texts is the one with the longest cells; region, year and title are told by the head. Each row becomes
//! a report with a title of its own, so that the rest of the engine reads it like any file with several reports.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader as _, Sheets, Xlsx, XlsxError, open_workbook_auto_from_rs};

use super::ReadError;
use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::fix::Columns;

/// A cell this long is the text of a report, not a figure.
const LONG: usize = 400;

/// The cells of a table with a paragraph in each row have so many characters at least, on average.
const PARAGRAPH: usize = 30;

/// Columns behind this one are not read.
const WIDEST: u32 = 256;

/// A table: a head and rows of cells.
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// What the columns hold, or `None` when none holds texts.
    fn guess(&self) -> Option<Columns> {
        let column = (0..self.head.len()).max_by_key(|&at| {
            let long = self.rows.iter().filter_map(|row| row.get(at));
            long.map(String::len).sum::<usize>()
        })?;
        let texts = |row: &&Vec<String>| {
            row.get(column)
                .is_some_and(|cell| cell.chars().nth(LONG).is_some())
        };
        if self.rows.iter().filter(texts).count() * 2 < self.rows.len().max(1) {
            return None;
        }
        Some(Columns {
            text: column,
            region: self
                .headed(Cue::RegionColumn, column)
                .or_else(|| self.headed(Cue::NameColumn, column)),
            year: self.headed(Cue::YearColumn, column),
            title: self.headed(Cue::TitleColumn, column),
        })
    }

    /// Fills the cells of a column that a merged cell covers: only the first row of such a cell holds its words.
    fn fill(&mut self, column: usize) {
        let mut above = String::new();
        for row in &mut self.rows {
            match row.get_mut(column) {
                Some(cell) if cell.trim().is_empty() => cell.clone_from(&above),
                Some(cell) => above.clone_from(cell),
                None => {}
            }
        }
    }

    /// A table with a paragraph in each row as one with a report in each: rows of the same region and year belong
    /// together. `None` where the rows are no paragraphs.
    fn gathered(&self) -> Option<Self> {
        let chars = |cell: &String| cell.chars().count();
        let column = (0..self.head.len()).max_by_key(|&at| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(chars).sum::<usize>()
        })?;
        let region = self.headed(Cue::RegionColumn, column);
        let year = self.headed(Cue::YearColumn, column);
        let title = self.headed(Cue::TitleColumn, column);
        let all: usize = self
            .rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(chars)
            .sum();
        if region.or(title).is_none() || all < self.rows.len() * PARAGRAPH || all < LONG {
            return None;
        }
        let key =
            |row: &[String]| [region, year, title].map(|at| at.and_then(|at| row.get(at)).cloned());
        let rows = self.rows.chunk_by(|a, b| key(a) == key(b)).map(|own| {
            let mut row = own.first().cloned().unwrap_or_default();
            let paragraphs: Vec<&str> = own
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.trim())
                .collect();
            if let Some(cell) = row.get_mut(column) {
                *cell = paragraphs.join("\n");
            }
            row
        });
        let rows: Vec<Vec<String>> = rows.collect();
        (rows.len() < self.rows.len()).then(|| Self {
            head: self.head.clone(),
            rows,
        })
    }

    /// The reports of the rows as one text, by `chosen` columns or those that are guessed; `None` without texts.
    pub fn text(mut self, chosen: Option<Columns>) -> Option<(String, (Vec<String>, Columns))> {
        if let Some(region) = self.headed(Cue::RegionColumn, usize::MAX) {
            self.fill(region);
        }
        let mut guessed = self.guess();
        if guessed.is_none()
            && let Some(gathered) = self.gathered()
        {
            self = gathered;
            guessed = self.guess();
        }
        let columns = guessed.and_then(|guessed| chosen.or(Some(guessed)))?;
        let text = self.joined(columns);
        (!text.is_empty()).then_some((text, (self.head, columns)))
    }

    fn joined(&self, columns: Columns) -> String {
        let mut out = String::new();
        for row in &self.rows {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |c| c.trim());
            let body = cell(Some(columns.text));
            if body.is_empty() {
                continue;
            }
            let named = match (
                cell(columns.title),
                cell(columns.region),
                cell(columns.year),
            ) {
                ("", "", "") => String::new(),
                ("", region, year) => {
                    let year = year.trim_end_matches(".0").trim_end_matches('年');
                    let year = if year.is_empty() {
                        String::new()
                    } else {
                        format!("{year}年")
                    };
                    format!("{year}{region}政府工作报告\n")
                }
                (title, ..) => format!("{title}\n"),
            };
            if !out.is_empty() {
                out.push('\n');
            }
            // A row that opens with its own title keeps that one alone.
            let own: String = body.chars().take(60).collect();
            if !own.contains("政府工作报告") {
                out.push_str(&named);
            }
            out.push_str(body);
            out.push('\n');
        }
        out
    }

    fn headed(&self, cue: Cue, text: usize) -> Option<usize> {
        self.head.iter().enumerate().position(|(at, head)| {
            // 年 alone; in 年龄 it heads no years.
            let year = cue == Cue::YearColumn && head.trim() == "年";
            at != text && (year || Lexicon::cue(cue).inside(&head.to_lowercase()))
        })
    }
}

/// The table in a csv or tsv text, or `None` when it is none.
pub fn csv(text: &str) -> Option<Table> {
    let first = text.lines().next()?;
    // Excel is told what parts the columns by a line of its own.
    if let Some(delimiter) = first
        .strip_prefix("sep=")
        .and_then(|rest| rest.bytes().next())
    {
        let rest = text.get(first.len()..)?.trim_start_matches(['\r', '\n']);
        return parted(rest, delimiter);
    }
    let delimiter = [b'\t', b',', b';', b'|']
        .into_iter()
        .max_by_key(|d| first.bytes().filter(|b| b == d).count())
        .filter(|d| first.bytes().any(|b| b == *d))?;
    parted(text, delimiter)
}

fn parted(text: &str, delimiter: u8) -> Option<Table> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = reader
        .records()
        .map(|row| row.map(|row| row.iter().map(str::to_owned).collect::<Vec<String>>()));
    let head = rows.next()?.ok()?;
    let rows: Vec<Vec<String>> = rows.collect::<Result<_, _>>().ok()?;
    // The commas of prose are no columns.
    let short = head.iter().all(|cell| cell.chars().count() < 30);
    let even = rows.iter().filter(|row| row.len() == head.len()).count() * 10 >= rows.len() * 9;
    (head.len() > 1 && short && even && !rows.is_empty()).then_some(Table { head, rows })
}

/// A workbook.
#[derive(Debug, Default)]
pub struct Book {
    /// Its text.
    pub text: String,
    /// The head and columns of the first sheet that holds reports.
    pub columns: Option<(Vec<String>, Columns)>,
    /// How many cells hold as much as a cell can: their ends are missing.
    pub cut: usize,
}

/// A title and the like may stand in so many rows above the head.
const ABOVE: usize = 3;

/// Excel keeps no more characters in a cell.
const CELL: usize = 32_767;

/// The sheets with texts in a workbook (xlsx, xls, ods); without one, all its cells as lines.
pub fn workbook(bytes: &[u8], chosen: Option<Columns>) -> Result<Book, ReadError> {
    // calamine multiplies the letters of a cell's name without looking whether they still fit.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes)));
    let sheets = read
        .unwrap_or_else(|_| Err("a cell has no place".to_owned()))
        .map_err(|detail| ReadError::Damaged {
            kind: "Excel",
            detail,
        })?;
    let mut plain = String::new();
    let mut found = Book::default();
    for mut rows in sheets {
        for row in &rows {
            let full = |cell: &&String| cell.chars().count() >= CELL;
            found.cut += row.iter().filter(full).count();
            plain.push_str(row.join("\t").trim_end());
            plain.push('\n');
        }
        if rows.is_empty() {
            continue;
        }
        // The head is the first row that names more than the sheet.
        let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
        let above = rows
            .iter()
            .take(ABOVE)
            .take_while(|row| filled(row) < 2 && row.len() > 1)
            .count();
        rows.drain(..above.min(rows.len() - 1));
        let head = rows.remove(0);
        if let Some((text, own)) = (Table { head, rows }).text(chosen) {
            if !found.text.is_empty() {
                found.text.push('\n');
            }
            found.text.push_str(&text);
            found.columns.get_or_insert(own);
        }
    }
    if found.columns.is_none() {
        found.text = plain;
    }
    Ok(found)
}

/// The rows of all sheets, cell by cell.
fn sheets(bytes: &[u8]) -> Result<Vec<Vec<Vec<String>>>, String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let opened = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| said(&error))?;
    match opened {
        Sheets::Xlsx(mut book) => book
            .sheet_names()
            .iter()
            .map(|name| cells(&mut book, name).map_err(|error| said(&error)))
            .collect(),
        mut book => Ok(book
            .sheet_names()
            .iter()
            .filter_map(|name| book.worksheet_range(name).ok())
            .map(|range| {
                let rows = range.rows().map(|row| {
                    let cells = row.iter().take(WIDEST as usize);
                    cells.map(ToString::to_string).collect::<Vec<String>>()
                });
                rows.filter(|row| row.iter().any(|cell| !cell.is_empty()))
                    .collect()
            })
            .collect()),
    }
}

/// The rows of a sheet that hold anything, cell by cell: a last cell far out would fill the memory with empty ones.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Vec<String>>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut found: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let words = match Data::from(cell.get_value().clone()) {
            Data::Empty => continue,
            other => other.to_string(),
        };
        if column < WIDEST {
            found.entry(row).or_default().insert(column, words);
        }
    }
    let columns = found.values().flat_map(BTreeMap::keys);
    let (first, last) = columns.fold((WIDEST, 0), |(x, y), c| (x.min(*c), y.max(*c)));
    Ok(found
        .into_values()
        .map(|mut row| {
            (first..=last)
                .map(|c| row.remove(&c).unwrap_or_default())
                .collect()
        })
        .collect())
}

/// The table in a JSON array of objects, an object with such an array, or a line of JSON for each row.
pub fn json(text: &str) -> Option<Table> {
    use serde_json::Value;
    let start = text.trim_start().chars().next()?;
    if !matches!(start, '[' | '{') {
        return None;
    }
    let rows: Vec<Value> = match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(rows)) => rows,
        Ok(Value::Object(object)) => match object.values().find_map(Value::as_array) {
            Some(rows) => rows.clone(),
            None => vec![Value::Object(object)],
        },
        Ok(_) => return None,
        Err(_) => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .ok()?,
    };
    let head: Vec<String> = rows.first()?.as_object()?.keys().cloned().collect();
    let rows = rows
        .iter()
        .map(|row| {
            head.iter()
                .map(|key| match row.get(key) {
                    Some(Value::String(text)) => text.clone(),
                    Some(Value::Null) | None => String::new(),
                    Some(other) => other.to_string(),
                })
                .collect()
        })
        .collect();
    Some(Table { head, rows })
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    fn body() -> String {
        "各位代表：地区生产总值增长6%。".repeat(40)
    }

    #[test]
    fn rows_become_titled_reports() {
        let body = body();
        let expected = format!("2024年云溪市政府工作报告\n{body}\n");
        let table = format!("地区,年份,正文\n云溪市,2024,\"{body}\"\n");
        assert_eq!(csv(&table).unwrap().text(None).unwrap().0, expected);
        let objects = format!("[{{\"region\":\"云溪市\",\"year\":2024,\"text\":\"{body}\"}}]");
        assert_eq!(json(&objects).unwrap().text(None).unwrap().0, expected);
        let lines = format!("{{\"year\":2024,\"region\":\"云溪市\",\"text\":\"{body}\"}}\n");
        assert_eq!(json(&lines).unwrap().text(None).unwrap().0, expected);
    }

    #[test]
    fn the_user_says_what_the_columns_are() {
        let body = body();
        let table = format!("单位,时间,正文\n云溪市,2024,\"{body}\"\n");
        let (text, (head, columns)) = csv(&table).unwrap().text(None).unwrap();
        assert_eq!(text, format!("{body}\n"));
        assert_eq!((head.len(), columns.text, columns.region), (3, 2, None));
        let chosen = Columns {
            region: Some(0),
            year: Some(1),
            ..columns
        };
        let (text, _) = csv(&table).unwrap().text(Some(chosen)).unwrap();
        assert_eq!(text, format!("2024年云溪市政府工作报告\n{body}\n"));
    }

    #[test]
    fn rows_of_a_merged_region_and_paragraphs_in_rows_belong_together() {
        let body = body();
        let merged = format!("地区,年份,正文\n云溪市,2024,\"{body}\"\n,2025,\"{body}\"\n");
        let text = csv(&merged).unwrap().text(None).unwrap().0;
        assert!(text.contains("2025年云溪市政府工作报告\n"), "{text}");
        let paragraph =
            "地区生产总值增长百分之六左右，城镇新增就业四千五百人以上，居民消费价格涨幅百分之二。";
        let rows = |year: u32| format!("云溪市;{year};{paragraph}\n").repeat(12);
        let rows = rows(2024) + &rows(2025);
        let text = csv(&format!("sep=;\n地区;年份;段落\n{rows}"))
            .unwrap()
            .text(None)
            .unwrap()
            .0;
        let part = format!("{paragraph}\n").repeat(12);
        assert_eq!(
            text,
            format!("2024年云溪市政府工作报告\n{part}\n2025年云溪市政府工作报告\n{part}")
        );
    }

    #[test]
    fn prose_and_figures_are_no_tables_of_reports() {
        assert!(csv(&body()).is_none());
        let figures = csv("地区,增长\n云溪市,6%\n江口市,7%\n").unwrap();
        assert_eq!(figures.text(None), None);
        assert!(json("各位代表").is_none());
    }
}
