//! Where the numbers of a workbook come from, and what its columns mean: the sheets behind the first.

use crate::engine::labels::Language;

use super::columns::column;
use super::table::{Cell, Table};
use crate::model::analysed::Source;

/// The reports with their files.
pub fn sources(sources: &[Source<'_>], language: Language) -> Table {
    let keys = [
        "region",
        "plan_year",
        "file",
        "format",
        "encoding",
        "chars",
        "sha256",
        "read",
        "corrections",
        "start",
        "end",
    ];
    let text = |words: &str| {
        if words.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(words.to_owned())
        }
    };
    let rows = sources
        .iter()
        .map(|source| {
            let meta = &source.report.report.meta;
            let own = &source.file.source;
            let items = source.report.found.items.iter();
            let rejected = source.report.found.unused.iter();
            let corrections = items.filter(|item| item.checked.is_some()).count()
                + rejected
                    .filter(|unused| unused.why == crate::model::goal::NotGoal::Rejected)
                    .count();
            vec![
                text(meta.region.as_deref().unwrap_or("")),
                meta.plan_year
                    .map_or(Cell::Empty, |year| Cell::Number(f64::from(year))),
                text(source.name),
                text(own.kind.word()),
                text(own.encoding.unwrap_or("")),
                Cell::Number(source.file.offsets.len_chars() as f64),
                text(&own.sha256),
                text(source.read),
                Cell::Number(corrections as f64),
                Cell::Number(source.report.report.span.start as f64),
                Cell::Number(source.report.report.span.end as f64),
            ]
        })
        .collect();
    Table {
        rows,
        ..Table::headed("table.sources", &keys, language)
    }
}

/// What the columns of `table` mean.
pub fn columns(table: &Table, language: Language) -> Table {
    let rows = table
        .keys
        .iter()
        .zip(&table.head)
        .map(|(key, head)| {
            let meaning = column(key).map_or("", |column| column.meaning(language));
            vec![
                Cell::Text(head.clone()),
                Cell::Text(key.clone().into_owned()),
                Cell::Text(meaning.to_owned()),
            ]
        })
        // How it was counted stands with what was counted.
        .chain(table.lead.iter().map(|line| {
            let words = Cell::Text(line.clone());
            vec![Cell::Empty, Cell::Empty, words]
        }))
        .collect();
    let keys = ["head", "key", "meaning"];
    Table {
        rows,
        ..Table::headed("table.columns", &keys, language)
    }
}
