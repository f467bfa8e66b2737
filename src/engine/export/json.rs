//! The stable JSON of the command line. Its types are its own: the model may change, this may only grow.

use std::sync::Arc;

use serde::Serialize;

use crate::model::analysed::Chosen;
use crate::model::comparison::Comparison;
use crate::model::goal::{Item, Kind};
use crate::model::report::Meta;
use crate::text::span::CharSpan;

/// The whole output of `extract`.
#[derive(Serialize)]
pub struct Output<'a> {
    schema: u32,
    files: Vec<File<'a>>,
    errors: &'a [Failure],
}

/// A file that could not be read.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// Which.
    pub path: String,
    /// Why, and what can be done.
    pub message: String,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    format: &'static str,
    encoding: Option<&'static str>,
    chars: usize,
    sha256: &'a str,
    warnings: Vec<String>,
    reports: Vec<Report<'a>>,
}

#[derive(Serialize)]
struct Report<'a> {
    start: usize,
    end: usize,
    meta: &'a Meta,
    sections: Vec<Section<'a>>,
    goals: Vec<Entry<'a>>,
    tasks: Vec<Entry<'a>>,
    actuals: Vec<Entry<'a>>,
    /// What one reader alone takes for a goal or a result.
    candidates: Vec<Candidate<'a>>,
    unused: Vec<Unused<'a>>,
    doubts: Vec<Doubt<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Candidate<'a> {
    list: &'static str,
    #[serde(flatten)]
    item: Entry<'a>,
}

/// What does not agree with itself, and the place it does not agree with.
#[derive(Serialize)]
struct Doubt<'a> {
    quote: &'a str,
    start: usize,
    end: usize,
    why: &'static str,
    with: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct Section<'a> {
    role: &'static str,
    title: Option<&'a str>,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    quote: &'a str,
    start: usize,
    end: usize,
    indicator: &'a str,
    canonical: &'static str,
    measure: crate::model::goal::Measure,
    direction: Option<crate::model::goal::Direction>,
    value: Option<f64>,
    value_high: Option<f64>,
    unit: Option<&'a str>,
    bound: Option<crate::model::goal::Bound>,
    force: crate::model::goal::Force,
    period: Option<String>,
    tier: crate::model::goal::Tier,
    confidence: f64,
    /// What the other reader takes it for, where the two differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<&'static str>,
}

#[derive(Serialize)]
struct Unused<'a> {
    quote: &'a str,
    start: usize,
    end: usize,
    why: &'static str,
}

/// The JSON of the chosen reports, file by file, and of the files that could not be read.
pub fn write(reports: &[Chosen], errors: &[Failure]) -> serde_json::Result<Vec<u8>> {
    let same = |a: &Chosen, b: &Chosen| Arc::ptr_eq(&a.file, &b.file) && a.name == b.name;
    let files = reports.chunk_by(same).filter_map(file).collect();
    let mut bytes = serde_json::to_vec_pretty(&Output {
        schema: 1,
        files,
        errors,
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The chosen reports of one file.
fn file(chosen: &[Chosen]) -> Option<File<'_>> {
    let first = chosen.first()?;
    let file = &first.file;
    let reports = chosen
        .iter()
        .filter_map(|chosen| file.reports.get(chosen.index));
    Some(File {
        path: &first.name,
        format: file.source.kind.word(),
        encoding: file.source.encoding,
        chars: file.offsets.len_chars(),
        sha256: &file.source.sha256,
        warnings: file
            .source
            .notices
            .iter()
            .map(ToString::to_string)
            .collect(),
        reports: reports
            .map(|analysed| Report {
                start: analysed.report.span.start,
                end: analysed.report.span.end,
                meta: &analysed.report.meta,
                sections: analysed
                    .report
                    .sections
                    .iter()
                    .map(|s| Section {
                        role: s.role.word(),
                        title: s.title.as_deref(),
                        start: s.span.start,
                        end: s.span.end,
                    })
                    .collect(),
                goals: analysed.found.of(Kind::Goal).map(entry).collect(),
                tasks: analysed.found.of(Kind::Task).map(entry).collect(),
                actuals: analysed.found.of(Kind::Actual).map(entry).collect(),
                candidates: analysed
                    .found
                    .candidates
                    .iter()
                    .map(|item| Candidate {
                        list: match item.kind {
                            Kind::Goal => "goals",
                            Kind::Task => "tasks",
                            Kind::Actual => "actuals",
                        },
                        item: entry(item),
                    })
                    .collect(),
                unused: analysed
                    .found
                    .unused
                    .iter()
                    .map(|u| Unused {
                        quote: &u.quote,
                        start: u.span.start,
                        end: u.span.end,
                        why: u.why.key(),
                    })
                    .collect(),
                doubts: analysed
                    .found
                    .doubts
                    .iter()
                    .map(|d| Doubt {
                        quote: &d.quote,
                        start: d.span.start,
                        end: d.span.end,
                        why: d.why.key(),
                        with: d.with.map(|span| [span.start, span.end]),
                    })
                    .collect(),
                warnings: analysed.notices.iter().map(ToString::to_string).collect(),
            })
            .collect(),
    })
}

fn entry(item: &Item) -> Entry<'_> {
    let value = item.value.as_ref();
    Entry {
        quote: &item.quote,
        start: item.span.start,
        end: item.span.end,
        indicator: &item.indicator,
        canonical: item.canonical.as_str(),
        measure: item.measure,
        direction: item.direction,
        value: value.map(|v| v.low),
        value_high: value.and_then(|v| v.high),
        unit: value.map(|v| &*v.unit),
        bound: value.map(|v| v.bound),
        force: item.force,
        period: item.period.map(crate::model::goal::Period::word),
        tier: item.tier,
        confidence: (f64::from(item.confidence) * 100.0).round() / 100.0,
        other: item.other.map(crate::model::goal::Tag::word),
    }
}

#[derive(Serialize)]
struct Alignment<'a> {
    schema: u32,
    old: &'a str,
    new: &'a str,
    pairs: Vec<AlignedPair>,
    dropped: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct AlignedPair {
    new: [usize; 2],
    old: Vec<[usize; 2]>,
    class: &'static str,
    score: f64,
    moved: bool,
}

/// The JSON of `align`.
pub fn comparison(old: &str, new: &str, found: &Comparison) -> serde_json::Result<Vec<u8>> {
    let place = |spans: &[CharSpan], i: usize| spans.get(i).map_or([0, 0], |s| [s.start, s.end]);
    let pairs = found
        .pairs
        .iter()
        .map(|pair| AlignedPair {
            new: place(&found.new, pair.new),
            old: pair.old.iter().map(|&j| place(&found.old, j)).collect(),
            class: pair.nearness.word(),
            score: (f64::from(pair.score) * 1000.0).round() / 1000.0,
            moved: pair.moved,
        })
        .collect();
    let dropped = found
        .dropped
        .iter()
        .map(|&j| place(&found.old, j))
        .collect();
    let mut bytes = serde_json::to_vec_pretty(&Alignment {
        schema: 1,
        old,
        new,
        pairs,
        dropped,
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A table as a list of objects, one a row, with the columns' keys.
pub fn table(table: &super::table::Table) -> Result<Vec<u8>, super::ExportError> {
    use super::table::Cell;
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = table
        .rows
        .iter()
        .map(|row| {
            table
                .keys
                .iter()
                .zip(row)
                .map(|(key, cell)| {
                    let value = match cell {
                        Cell::Empty => serde_json::Value::Null,
                        Cell::Number(number) => serde_json::json!(number),
                        other => serde_json::Value::String(other.text()),
                    };
                    (key.clone().into_owned(), value)
                })
                .collect()
        })
        .collect();
    Ok(serde_json::to_vec_pretty(&rows)?)
}
