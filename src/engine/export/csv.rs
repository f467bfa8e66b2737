//! Comma or tab separated values.

use super::ExportError;
use super::table::Table;

/// The table with `separator`; `mark` puts a byte order mark first, without which Excel takes UTF-8 for GBK.
pub fn write(table: &Table, separator: u8, mark: bool) -> Result<Vec<u8>, ExportError> {
    let start = if mark {
        b"\xEF\xBB\xBF".to_vec()
    } else {
        Vec::new()
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(start);
    let bad = |error: csv::Error| ExportError::Csv(error.to_string());
    writer.write_record(&table.head).map_err(bad)?;
    for row in &table.rows {
        writer
            .write_record(row.iter().map(|cell| guard(cell.text())))
            .map_err(bad)?;
    }
    writer
        .into_inner()
        .map_err(|error| ExportError::Csv(error.to_string()))
}

/// A cell that begins like a formula is set apart, so that a spreadsheet shows it and does not run it.
fn guard(text: String) -> String {
    let minus = text.starts_with('-') && text.parse::<f64>().is_err();
    if minus || text.starts_with(['=', '+', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_set_apart() {
        for cell in ["=1+1", "+1", "@SUM(A1)", "-1+cmd", "\t=1"] {
            assert_eq!(guard(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["-2.5", "−2左右", "5", "增长=目标", ""] {
            assert_eq!(guard(cell.to_owned()), cell);
        }
    }
}
