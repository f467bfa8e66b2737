//! The table of goals as rows of typed cells; every format writes the same ones.

use crate::engine::display::{self, Segment};
use crate::engine::labels::{self, Language, label};
use crate::engine::{Analysed, AnalysedFile};
use crate::model::goal::{Bound, Item, Kind, Period};
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
    /// What stands above it in a document or on a page: sources, counts.
    pub lead: Vec<String>,
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

/// Columns for programs; a document to read leaves them out.
const FOR_PROGRAMS: [&str; 12] = [
    "region_code",
    "level",
    "province",
    "kind",
    "canonical",
    "measure",
    "direction",
    "tier",
    "confidence",
    "start",
    "end",
    "sha256",
];

impl Table {
    /// The table for a reader: without columns for programs and empty ones.
    #[must_use]
    pub fn to_read(&self) -> Self {
        let kept: Vec<bool> = self
            .keys
            .iter()
            .enumerate()
            .map(|(c, key)| {
                let filled = |row: &Vec<Cell>| row.get(c).is_some_and(|cell| *cell != Cell::Empty);
                !FOR_PROGRAMS.contains(key) && self.rows.iter().any(filled)
            })
            .collect();
        let keep = |row: &Vec<Cell>| {
            let cells = row.iter().zip(&kept).filter(|(_, kept)| **kept);
            cells.map(|(cell, _)| cell.clone()).collect()
        };
        Self {
            title: self.title.clone(),
            lead: self.lead.clone(),
            keys: self
                .keys
                .iter()
                .zip(&kept)
                .filter(|(_, kept)| **kept)
                .map(|(k, _)| *k)
                .collect(),
            head: self
                .head
                .iter()
                .zip(&kept)
                .filter(|(_, kept)| **kept)
                .map(|(h, _)| h.clone())
                .collect(),
            rows: self.rows.iter().map(keep).collect(),
        }
    }
}

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
        lead: Vec::new(),
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

/// Reports by indicators: the goals of the plan year, one cell each, a stretch figure behind the expected one.
pub fn board(sources: &[Source<'_>], language: Language) -> Table {
    let lexicon = crate::engine::lexicon::Lexicon::get();
    let goal = |source: &Source<'_>, item: &&Item| {
        item.canonical != "other"
            && matches!((item.period, source.report.report.meta.plan_year), (Some(Period::Year(year)), Some(plan)) if year == plan)
    };
    let mut keys: Vec<(&'static str, usize)> = Vec::new();
    for source in sources {
        for item in source
            .report
            .found
            .of(Kind::Goal)
            .filter(|item| goal(source, item))
        {
            match keys.iter_mut().find(|(id, _)| *id == item.canonical) {
                Some((_, count)) => *count += 1,
                None => keys.push((item.canonical, 1)),
            }
        }
    }
    // Most stated first; in the order of the lexicon among equals.
    let place = |id: &str| {
        lexicon
            .indicators
            .iter()
            .position(|indicator| indicator.id == id)
    };
    keys.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), place(id)));
    let mut sorted: Vec<&Source<'_>> = sources.iter().collect();
    sorted.sort_by_cached_key(|source| display::report_order(&source.report.report.meta));
    let rows = sorted
        .iter()
        .map(|source| {
            let meta = &source.report.report.meta;
            let cell = |id: &str| {
                let stated: Vec<String> = source
                    .report
                    .found
                    .of(Kind::Goal)
                    .filter(|item| goal(source, item) && item.canonical == id)
                    .map(|item| {
                        let bound = item.value.as_ref().map_or("", |v| {
                            if v.bound == Bound::Eq {
                                ""
                            } else {
                                label(language, labels::bound_key(v.bound))
                            }
                        });
                        format!("{}{bound}", display::value_text(source.file, item))
                    })
                    .collect();
                if stated.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text(stated.join(" / "))
                }
            };
            let year = meta
                .plan_year
                .map_or(Cell::Empty, |year| Cell::Number(f64::from(year)));
            [
                Cell::Text(
                    meta.region
                        .clone()
                        .unwrap_or_else(|| source.name.to_owned()),
                ),
                year,
            ]
            .into_iter()
            .chain(keys.iter().map(|(id, _)| cell(id)))
            .collect()
        })
        .collect();
    let name = |id: &str| match language {
        Language::Chinese => lexicon
            .indicator(id)
            .map_or_else(|| id.to_owned(), |i| i.name.to_owned()),
        Language::English => id.to_owned(),
    };
    Table {
        lead: Vec::new(),
        title: label(language, "table.board").to_owned(),
        keys: ["region", "plan_year"]
            .into_iter()
            .chain(keys.iter().map(|(id, _)| *id))
            .collect(),
        head: [
            label(language, "column.region").to_owned(),
            label(language, "column.plan_year").to_owned(),
        ]
        .into_iter()
        .chain(keys.iter().map(|(id, _)| name(id)))
        .collect(),
        rows,
    }
}
