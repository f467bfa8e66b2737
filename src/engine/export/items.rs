//! Goals, tasks and results as a table, one item a row.

use std::borrow::Cow;

use crate::engine::display;
use crate::engine::labels::{self, Language, label};
use crate::model::analysed::Source;
use crate::model::goal::{Checked, Direction, Item, Kind};
use crate::model::report::Meta;

use super::table::{Cell, Table};

/// An item with all that its cells are made of.
struct Row<'a> {
    source: &'a Source<'a>,
    item: &'a Item,
    language: Language,
}

impl<'a> Row<'a> {
    fn meta(&self) -> &'a Meta {
        &self.source.report.report.meta
    }

    fn word(&self, key: &str) -> Cell {
        Cell::Text(label(self.language, key).to_owned())
    }
}

fn text(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()))
}

fn number(number: Option<f64>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

/// The key of a column, and what its cell holds.
type Column = (&'static str, fn(&Row<'_>) -> Cell);

/// The columns, in order; [`super::columns`] says what each is.
const COLUMNS: [Column; 28] = [
    ("region", |row| text(row.meta().region.as_deref())),
    ("region_code", |row| text(row.meta().region_code.as_deref())),
    ("level", |row| {
        let level = row.meta().level;
        level.map_or(Cell::Empty, |level| {
            row.word(&format!("level.{}", level.word()))
        })
    }),
    ("province", |row| text(row.meta().province.as_deref())),
    ("plan_year", |row| {
        number(row.meta().plan_year.map(f64::from))
    }),
    ("kind", |row| row.word(labels::kind_key(row.item.kind))),
    ("indicator", |row| text(Some(&row.item.indicator))),
    ("canonical", |row| text(Some(row.item.canonical.as_str()))),
    ("measure", |row| {
        row.word(&format!("measure.{}", row.item.measure.word()))
    }),
    ("direction", |row| match row.item.direction {
        None => Cell::Empty,
        Some(Direction::Up) => row.word("direction.up"),
        Some(Direction::Down) => row.word("direction.down"),
    }),
    ("value", |row| match &row.item.value {
        Some(value) => Cell::Number(value.low),
        None => Cell::Text(display::value_text(row.source.file, row.item)),
    }),
    ("value_high", |row| {
        number(row.item.value.as_ref().and_then(|value| value.high))
    }),
    ("unit", |row| {
        text(row.item.value.as_ref().map(|value| &*value.unit))
    }),
    ("bound", |row| {
        let value = row.item.value.as_ref();
        value.map_or(Cell::Empty, |value| {
            row.word(labels::bound_key(value.bound))
        })
    }),
    ("force", |row| row.word(labels::force_key(row.item.force))),
    ("tier", |row| row.word(labels::tier_key(row.item.tier))),
    ("period", |row| {
        let period = row.item.period;
        period.map_or(Cell::Empty, |period| {
            Cell::Text(labels::period(row.language, period))
        })
    }),
    ("last", |row| {
        let last = display::last_result(row.source.report, row.item);
        last.map_or(Cell::Empty, |last| {
            Cell::Text(display::value_text(row.source.file, last))
        })
    }),
    ("sentence", |row| {
        Cell::Rich(display::segments(
            row.source.file,
            row.item,
            row.item.sentence,
        ))
    }),
    ("confidence", |row| {
        Cell::Number((f64::from(row.item.confidence) * 100.0).round() / 100.0)
    }),
    ("other", |row| {
        let other = row.item.other;
        other.map_or(Cell::Empty, |tag| row.word(labels::tag_key(tag)))
    }),
    ("checked", |row| {
        let checked = row.item.checked.as_ref();
        checked.map_or(Cell::Empty, |checked| {
            row.word(labels::checked_key(checked))
        })
    }),
    ("was", |row| match row.item.checked.as_deref() {
        Some(Checked::Corrected { was, .. }) => text(was.as_deref()),
        _ => Cell::Empty,
    }),
    ("quote", |row| text(Some(&row.item.quote))),
    ("start", |row| Cell::Number(row.item.span.start as f64)),
    ("end", |row| Cell::Number(row.item.span.end as f64)),
    ("file", |row| text(Some(row.source.name))),
    ("sha256", |row| text(Some(&row.source.file.source.sha256))),
];

/// The keys of the columns, in order.
pub fn keys() -> impl ExactSizeIterator<Item = &'static str> {
    COLUMNS.iter().map(|(key, _)| *key)
}

/// The items of `kinds` of every report.
pub fn table(sources: &[Source<'_>], kinds: &[Kind], language: Language) -> Table {
    let items = sources.iter().flat_map(|source| {
        let items = source.report.found.items.iter();
        items
            .filter(|item| kinds.contains(&item.kind))
            .map(move |item| Row {
                source,
                item,
                language,
            })
    });
    let rows = items
        .map(|row| COLUMNS.iter().map(|(_, cell)| cell(&row)).collect())
        .collect();
    let title = match kinds.first() {
        Some(Kind::Goal) => label(language, "kind.goal.many"),
        Some(Kind::Task) => label(language, "kind.task.many"),
        Some(Kind::Actual) => label(language, "kind.actual.many"),
        None => "",
    };
    Table {
        title: title.to_owned(),
        keys: keys().map(Cow::Borrowed).collect(),
        head: keys()
            .map(|key| label(language, &format!("column.{key}")).to_owned())
            .collect(),
        rows,
        ..Table::default()
    }
}
