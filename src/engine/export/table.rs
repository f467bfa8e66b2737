//! The table of goals as rows of typed cells; every format writes the same ones.

use crate::engine::display::{self, Segment};
use crate::engine::labels::{self, Language, label};
use crate::engine::{Analysed, AnalysedFile};
use crate::model::goal::{Item, Kind};
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
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name, for a sheet or a title.
    pub title: String,
    /// The keys of its columns, the same in every language.
    pub keys: Vec<&'static str>,
    /// The head of each column.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The columns of the goals table, in order.
pub const COLUMNS: [&str; 24] = [
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
    "start",
    "end",
    "file",
    "sha256",
];

/// One report with the file it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file.
    pub file: &'a AnalysedFile,
    /// Its name or path.
    pub name: &'a str,
    /// The report.
    pub report: &'a Analysed,
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
        keys: COLUMNS.to_vec(),
        head,
        rows,
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
        "canonical" => text(Some(item.canonical)),
        "measure" => word(&format!("measure.{}", measure_word(item))),
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
        "unit" => text(item.value.as_ref().map(|value| value.unit.as_str())),
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
        "start" => Cell::Number(item.span.start as f64),
        "end" => Cell::Number(item.span.end as f64),
        "file" => text(Some(source.name)),
        "sha256" => text(Some(&source.file.source.sha256)),
        _ => Cell::Empty,
    }
}

fn measure_word(item: &Item) -> &'static str {
    use crate::model::goal::Measure;
    match item.measure {
        Measure::Growth => "growth",
        Measure::Level => "level",
        Measure::Change => "change",
        Measure::Share => "share",
        Measure::Relative => "relative",
    }
}
