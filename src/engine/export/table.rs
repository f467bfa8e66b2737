//! The table of goals as rows of typed cells; every format writes the same ones.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::engine::display::{self, Segment};
use crate::engine::labels::{self, Language, label};
use crate::model::analysed::Source;
use crate::model::goal::{Checked, Item, Kind};
use crate::text::clip::plain_number;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing stated.
    Empty,
    /// Words.
    Text(String),
    /// A number, as a number.
    Number(f64),
    /// A sentence with its key words marked.
    Rich(Vec<Segment>),
}

impl Cell {
    /// Its words, for formats without types.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => plain_number(*number),
            Self::Rich(segments) => segments
                .iter()
                .map(|segment| segment.text.as_str())
                .collect(),
        }
    }
}

/// A table with its head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its name, for a sheet or a title.
    pub title: String,
    /// What stands above it in a document or on a page: sources, counts.
    pub lead: Vec<String>,
    /// The keys of its columns, the same in every language.
    pub keys: Vec<Cow<'static, str>>,
    /// The head of each column.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What the columns come to, in documents, on pages and in workbooks.
    pub foot: Vec<Vec<Cell>>,
    /// Sentences that cells lead to.
    pub annex: Vec<Note>,
    /// For a cell (row, column) its place in the annex.
    pub links: BTreeMap<(usize, usize), usize>,
    /// Columns whose cells are shaded by their number.
    pub shaded: Vec<usize>,
    /// A column that a workbook draws as a chart.
    pub chart: Option<usize>,
    /// Further sheets of a workbook.
    pub more: Vec<Table>,
}

/// A sentence that a cell was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Report, indicator, place.
    pub lead: String,
    /// The sentence with its key words marked.
    pub sentence: Vec<Segment>,
}

/// The columns of the goals table, in order.
pub const COLUMNS: [&str; 28] = [
    "region",
    "region_code",
    "level",
    "province",
    "plan_year",
    "kind",
    "indicator",
    "canonical",
    "measure",
    "direction",
    "value",
    "value_high",
    "unit",
    "bound",
    "force",
    "tier",
    "period",
    "last",
    "sentence",
    "confidence",
    "other",
    "checked",
    "was",
    "quote",
    "start",
    "end",
    "file",
    "sha256",
];

/// Columns for programs; a document to read leaves them out.
const FOR_PROGRAMS: [&str; 13] = [
    "region_code",
    "level",
    "province",
    "kind",
    "canonical",
    "measure",
    "direction",
    "tier",
    "confidence",
    "quote",
    "start",
    "end",
    "sha256",
];

impl Table {
    /// An empty table with the labels of its title and of its columns' keys.
    pub fn headed(title: &str, keys: &[&'static str], language: Language) -> Self {
        let head = keys
            .iter()
            .map(|key| label(language, &format!("column.{key}")).to_owned());
        Self {
            title: label(language, title).to_owned(),
            head: head.collect(),
            keys: keys.iter().copied().map(Cow::Borrowed).collect(),
            ..Self::default()
        }
    }

    /// The table for a reader: without columns for programs and empty ones.
    #[must_use]
    pub fn to_read(&self) -> Self {
        self.only(|c, key| {
            let filled = |row: &Vec<Cell>| row.get(c).is_some_and(|cell| *cell != Cell::Empty);
            !FOR_PROGRAMS.contains(&key) && self.rows.iter().any(filled)
        })
    }

    /// The table with some of its columns, by place and key.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(usize, &str) -> bool) -> Self {
        let kept: Vec<usize> = self
            .keys
            .iter()
            .enumerate()
            .filter(|(c, key)| wanted(*c, key))
            .map(|(c, _)| c)
            .collect();
        let place = |c: usize| kept.iter().position(|own| *own == c);
        let of = |rows: &[Vec<Cell>]| -> Vec<Vec<Cell>> {
            let keep = |row: &Vec<Cell>| kept.iter().filter_map(|c| row.get(*c)).cloned().collect();
            rows.iter().map(keep).collect()
        };
        Self {
            keys: kept
                .iter()
                .filter_map(|c| self.keys.get(*c))
                .cloned()
                .collect(),
            head: kept
                .iter()
                .filter_map(|c| self.head.get(*c))
                .cloned()
                .collect(),
            rows: of(&self.rows),
            foot: of(&self.foot),
            links: self
                .links
                .iter()
                .filter_map(|((row, c), note)| Some(((*row, place(*c)?), *note)))
                .collect(),
            shaded: self.shaded.iter().filter_map(|c| place(*c)).collect(),
            chart: self.chart.and_then(place),
            title: self.title.clone(),
            lead: self.lead.clone(),
            annex: self.annex.clone(),
            more: self.more.clone(),
        }
    }
}

/// The items of `kinds` of every report.
pub fn goals(sources: &[Source<'_>], kinds: &[Kind], language: Language) -> Table {
    let head = COLUMNS
        .iter()
        .map(|key| label(language, &format!("column.{key}")).to_owned())
        .collect();
    let rows = sources
        .iter()
        .flat_map(|source| {
            source
                .report
                .found
                .items
                .iter()
                .filter(|item| kinds.contains(&item.kind))
                .map(move |item| (source, item))
        })
        .map(|(source, item)| {
            COLUMNS
                .iter()
                .map(|key| cell(source, item, key, language))
                .collect()
        })
        .collect();
    let title = kinds.first().map_or("", |kind| {
        label(
            language,
            match kind {
                Kind::Goal => "kind.goal.many",
                Kind::Task => "kind.task.many",
                Kind::Actual => "kind.actual.many",
            },
        )
    });
    Table {
        title: title.to_owned(),
        keys: COLUMNS.into_iter().map(Cow::Borrowed).collect(),
        head,
        rows,
        ..Table::default()
    }
}

fn cell(source: &Source<'_>, item: &Item, key: &str, language: Language) -> Cell {
    let meta = &source.report.report.meta;
    let text = |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()));
    let word = |key: &str| Cell::Text(label(language, key).to_owned());
    match key {
        "region" => text(meta.region.as_deref()),
        "region_code" => text(meta.region_code.as_deref()),
        "level" => meta.level.map_or(Cell::Empty, |level| {
            word(&format!("level.{}", level.word()))
        }),
        "province" => text(meta.province.as_deref()),
        "plan_year" => meta
            .plan_year
            .map_or(Cell::Empty, |year| Cell::Number(f64::from(year))),
        "kind" => word(labels::kind_key(item.kind)),
        "indicator" => text(Some(&item.indicator)),
        "canonical" => text(Some(item.canonical.as_str())),
        "measure" => word(&format!("measure.{}", item.measure.word())),
        "direction" => item.direction.map_or(Cell::Empty, |d| {
            word(if d == crate::model::goal::Direction::Up {
                "direction.up"
            } else {
                "direction.down"
            })
        }),
        "value" => item.value.as_ref().map_or_else(
            || Cell::Text(display::value_text(source.file, item)),
            |value| Cell::Number(value.low),
        ),
        "value_high" => item
            .value
            .as_ref()
            .and_then(|value| value.high)
            .map_or(Cell::Empty, Cell::Number),
        "unit" => text(item.value.as_ref().map(|value| &*value.unit)),
        "bound" => item
            .value
            .as_ref()
            .map_or(Cell::Empty, |value| word(labels::bound_key(value.bound))),
        "force" => word(labels::force_key(item.force)),
        "tier" => word(labels::tier_key(item.tier)),
        "period" => item.period.map_or(Cell::Empty, |period| {
            Cell::Text(labels::period(language, period))
        }),
        "last" => display::last_result(source.report, item).map_or(Cell::Empty, |last| {
            Cell::Text(display::value_text(source.file, last))
        }),
        "sentence" => Cell::Rich(display::segments(source.file, item, item.sentence)),
        "confidence" => Cell::Number((f64::from(item.confidence) * 100.0).round() / 100.0),
        "other" => item
            .other
            .map_or(Cell::Empty, |tag| word(labels::tag_key(tag))),
        "checked" => {
            let checked = item.checked.as_ref();
            text(checked.map(|checked| label(language, labels::checked_key(checked))))
        }
        "was" => match item.checked.as_deref() {
            Some(Checked::Corrected { was, .. }) => text(was.as_deref()),
            _ => Cell::Empty,
        },
        "quote" => text(Some(&item.quote)),
        "start" => Cell::Number(item.span.start as f64),
        "end" => Cell::Number(item.span.end as f64),
        "file" => text(Some(source.name)),
        "sha256" => text(Some(&source.file.source.sha256)),
        _ => Cell::Empty,
    }
}
