//! Parquet, for Python, R, DuckDB and clusters: typed columns, what each holds in the metadata of the file.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::engine::labels::Language;

use super::columns::column;
use super::table::{Cell, Table};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Number,
    Text,
}

/// The table as a file: `INT64`, `DOUBLE` or UTF-8 columns, all optional, named by their keys. Where a column of numbers
/// has words in some rows, the words stand in `<key>_text`.
pub fn write(table: &Table) -> Result<Vec<u8>, ParquetError> {
    let columns: Vec<(String, Kind, usize)> = table
        .keys
        .iter()
        .enumerate()
        .flat_map(|(c, key)| kinds(table, c, key))
        .collect();
    let fields = columns
        .iter()
        .map(|(name, kind, _)| {
            let physical = match kind {
                Kind::Whole => Physical::INT64,
                Kind::Number => Physical::DOUBLE,
                Kind::Text => Physical::BYTE_ARRAY,
            };
            let logical = (*kind == Kind::Text).then_some(LogicalType::String);
            Type::primitive_type_builder(name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(logical)
                .build()
                .map(Arc::new)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let schema = Type::group_type_builder("duizhao")
        .with_fields(fields)
        .build()?;
    let told = table
        .keys
        .iter()
        .zip(&table.head)
        .map(|(key, head)| {
            let meaning = column(key).map_or("", |column| column.meaning(Language::English));
            let words = format!("{head}: {meaning}");
            KeyValue::new(key.clone().into_owned(), words)
        })
        .chain(
            (!table.lead.is_empty())
                .then(|| KeyValue::new("method".to_owned(), table.lead.join("\n"))),
        )
        .collect();
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("duizhao ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(told))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for (_, kind, c) in &columns {
        let cells = || {
            table
                .rows
                .iter()
                .map(|row| row.get(*c).unwrap_or(&Cell::Empty))
        };
        let Some(mut column) = group.next_column()? else {
            break;
        };
        match kind {
            Kind::Text => {
                let words: Vec<Option<String>> = cells()
                    .map(|cell| match cell {
                        Cell::Empty | Cell::Number(_) => None,
                        other => Some(other.text()),
                    })
                    .collect();
                let (values, levels) = parted(words, |text| ByteArray::from(text.into_bytes()));
                column
                    .typed::<ByteArrayType>()
                    .write_batch(&values, Some(&levels), None)?;
            }
            Kind::Number | Kind::Whole => {
                let numbers: Vec<Option<f64>> = cells()
                    .map(|cell| match cell {
                        Cell::Number(number) => Some(*number),
                        _ => None,
                    })
                    .collect();
                if *kind == Kind::Whole {
                    let (values, levels) = parted(numbers, |number| number as i64);
                    column
                        .typed::<Int64Type>()
                        .write_batch(&values, Some(&levels), None)?;
                } else {
                    let (values, levels) = parted(numbers, |number| number);
                    column
                        .typed::<DoubleType>()
                        .write_batch(&values, Some(&levels), None)?;
                }
            }
        }
        column.close()?;
    }
    group.close()?;
    writer.into_inner()
}

/// The columns of the file for a column of the table.
fn kinds(table: &Table, c: usize, key: &str) -> Vec<(String, Kind, usize)> {
    let cells = || table.rows.iter().filter_map(|row| row.get(c));
    let numbers = cells().any(|cell| matches!(cell, Cell::Number(_)));
    let words = cells().any(|cell| matches!(cell, Cell::Text(_) | Cell::Rich(_)));
    let number = if column(key).is_some_and(|column| column.cells.is_whole()) {
        Kind::Whole
    } else {
        Kind::Number
    };
    match (numbers || number == Kind::Whole, words) {
        (true, true) => vec![
            (key.to_owned(), number, c),
            (format!("{key}_text"), Kind::Text, c),
        ],
        (true, false) => vec![(key.to_owned(), number, c)],
        (false, _) => vec![(key.to_owned(), Kind::Text, c)],
    }
}

/// The values that are there, and for each row whether one is.
fn parted<T, U>(cells: Vec<Option<T>>, turn: impl Fn(T) -> U) -> (Vec<U>, Vec<i16>) {
    let levels = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    (cells.into_iter().flatten().map(turn).collect(), levels)
}
