//! A table as rows of typed cells; every format writes the same ones.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::engine::display::Segment;
use crate::engine::labels::{Language, label};
use crate::text::clip::plain_number;

use super::columns::{Audience, column};

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
            column(key).is_none_or(|column| column.audience == Audience::All)
                && self.rows.iter().any(filled)
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
