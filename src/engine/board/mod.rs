//! The board: reports by indicators, one cell for what a report plans of an indicator for its year; and what stands
//! against it: the year before, the level above, the result.

pub mod coverage;
mod figures;
mod marks;
mod planned;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::engine::display;
use crate::engine::labels::{Language, label};
use crate::engine::lexicon::{Lexicon, rows, tables};
use crate::model::analysed::Analysed;
use crate::model::goal::{Direction, IndicatorId, Item, Measure};
use crate::model::report::{Level, Meta};
use crate::text::span::CharSpan;

pub use figures::{Counted, Figures, Weights, common};
pub use marks::{Filter, Mark};
use planned::{Planned, planned};

/// A column: an indicator and what is measured of it; growth and amount of one indicator are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The indicator's id.
    pub id: IndicatorId,
    /// What is measured; never relative.
    pub measure: Measure,
}

impl Key {
    /// `gdp.growth`, for settings and the command line.
    pub fn word(self) -> String {
        format!("{}.{}", self.id, self.measure.word())
    }

    /// The key of that word; without a measure the usual one of the indicator.
    pub fn from_word(word: &str) -> Option<Self> {
        let (id, measure) = if let Some((id, measure)) = word.split_once('.') {
            (id, Measure::from_word(measure)?)
        } else {
            // What the usual column of the indicator measures.
            let mut usual = rows(tables::BOARD).filter(|row| row.get(1) == Some(&word));
            let measure = usual.next().and_then(|row| Measure::from_word(row.get(2)?));
            (word, measure.unwrap_or(Measure::Growth))
        };
        Some(Self {
            id: Lexicon::get().indicator(id)?.id,
            measure: Some(measure).filter(|m| *m != Measure::Relative)?,
        })
    }

    /// What it is called; with the measure where it is not the indicator's usual one, or `told`.
    pub fn name(self, language: Language, told: bool) -> String {
        let name = match language {
            Language::Chinese => Lexicon::get()
                .indicator(self.id)
                .map_or(self.id.as_str(), |i| i.name),
            Language::English => self.id.as_str(),
        };
        let name = name.replace('_', " ");
        if told {
            let measure = label(language, &format!("measure.{}", self.measure.word())).to_owned();
            format!("{name} {measure}")
        } else {
            name
        }
    }
}

/// A column with what its values come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands in it.
    pub key: Key,
    /// Its name is told with its measure, because another column has the same indicator.
    pub told: bool,
    /// The unit most of its values have.
    pub unit: String,
    /// How many reports state it, with or without a number.
    pub stated: usize,
    /// Of the reports of [`Board::counted`]: how many state it without a number, or in another unit.
    pub worded: usize,
    /// Of the reports of [`Board::counted`]: how many state it among the tasks alone.
    pub tasks: usize,
    /// Of the reports of [`Board::counted`]: how many say nothing of it.
    pub silent: usize,
    /// What the values of the reports of [`Board::counted`] in [`Column::unit`] come to.
    pub figures: Option<Figures>,
}

/// What a report plans of an indicator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Its items, by their places in the report of [`Row::of`]: the expected one first.
    pub items: Vec<usize>,
    /// Where the goals passage states nothing, a commitment with the same indicator elsewhere in the report.
    pub elsewhere: Option<usize>,
    /// Where nothing is stated at all, what one reader takes for a goal and the other does not: which of the report's
    /// candidates.
    pub candidate: Option<usize>,
    /// Where nothing is stated although most reports of the level do: how many of how many.
    pub missed: Option<(usize, usize)>,
    /// How it stands against what was asked for.
    pub mark: Option<Mark>,
}

/// A report, or a report with the one it is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the list given.
    pub report: usize,
    /// The report whose items stand in the cells: against results that of the year before.
    pub of: usize,
    /// The report it is held against.
    pub other: Option<usize>,
    /// Where it stands when nothing is sorted.
    pub place: usize,
    /// For each column.
    pub cells: Vec<Cell>,
}

/// What stands against the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// Nothing.
    #[default]
    Nothing,
    /// The goals of the year before.
    Year,
    /// The goals of the level above.
    Above,
    /// The goals are those of the year before; against them the results that the report states.
    Result,
}

impl Against {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Year, Self::Above, Self::Result];

    /// The word of the command line, and the last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Year => "year",
            Self::Above => "above",
            Self::Result => "result",
        }
    }
}

/// In which order the reports stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Level by level, in the administrative order.
    #[default]
    Level,
    /// Each province with what lies in it.
    Province,
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// The columns in order; empty for the usual ones of the level.
    pub columns: Vec<Key>,
    /// Only reports that plan this year; `None` for all, and with [`Against::Year`] and [`Against::Result`] each
    /// region's latest.
    pub year: Option<i32>,
    /// What stands against the cells.
    pub against: Against,
    /// In which order the reports stand.
    pub order: Order,
    /// By which column they stand instead, and whether the highest is first.
    pub sort: Option<(Key, bool)>,
    /// Which rows are shown.
    pub filter: Filter,
    /// What each region weighs in the weighted mean.
    pub weights: Weights,
}

/// Reports by indicators.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// Everything the reports plan, the most stated first, with how many state it.
    pub stated: Vec<(Key, usize)>,
    /// The years the reports plan, the latest first.
    pub years: Vec<i32>,
    /// The reports that medians and means are of: a nation is not averaged with its provinces, nor one year with another.
    pub counted: Option<Counted>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// From so many stated columns on the usual ones are enough.
const ENOUGH: usize = 3;
/// So many of the most stated stand where the usual ones are too few.
const MOST_STATED: usize = 12;

/// The board of these reports.
pub fn board(reports: &[&Analysed], ask: &Ask) -> Board {
    let planned = Planned::of(reports);
    let mut years: Vec<i32> = reports
        .iter()
        .filter_map(|r| r.report.meta.plan_year)
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let mut rows = sides(reports, ask);
    let stated = planned.stated(&rows);
    let keys = if ask.columns.is_empty() {
        usual(reports, &rows, &stated)
    } else {
        ask.columns.clone()
    };
    let places: HashMap<Key, usize> = keys.iter().enumerate().map(|(c, key)| (*key, c)).collect();
    for row in &mut rows {
        row.cells = planned.cells(row.of, &places, keys.len());
    }
    missed(reports, &keys, &mut rows);
    marks::mark(reports, &planned, &places, ask.against, &mut rows);
    if ask.filter != Filter::All {
        rows.retain(|row| {
            let marks = row.cells.iter().filter_map(|cell| cell.mark.as_ref());
            marks.into_iter().any(|mark| ask.filter.shows(mark))
        });
    }
    for (place, row) in rows.iter_mut().enumerate() {
        row.place = place;
    }
    let counted = Counted::of(reports, &rows);
    let columns = figures::columns(reports, &rows, &keys, &ask.weights, counted);
    let mut board = Board {
        stated,
        years,
        counted,
        columns,
        rows,
    };
    if ask.sort.is_some() {
        board.sort(reports, ask.sort);
    }
    board
}

/// How many reports of a level there must be for one of them to miss what the others have.
const PEERS: usize = 4;

/// Tells the rows that lack what most reports of their level state: growth, unemployment, prices.
fn missed(reports: &[&Analysed], keys: &[Key], rows: &mut [Row]) {
    let level = |row: &Row| {
        reports
            .get(row.of)
            .and_then(|report| report.report.meta.level)
    };
    let mut levels: Vec<Level> = rows.iter().filter_map(level).collect();
    levels.sort_unstable();
    levels.dedup();
    for of in levels {
        let asked = asked_of(of);
        let columns = keys
            .iter()
            .enumerate()
            .filter(|(_, key)| asked.contains(key));
        for (column, _) in columns {
            let cell = |row: &Row| row.cells.get(column).cloned().unwrap_or_default();
            let peers = rows.iter().filter(|row| level(row) == Some(of));
            let all = peers.clone().count();
            let have = peers.filter(|row| !cell(row).items.is_empty()).count();
            if all < PEERS || have * 2 <= all {
                continue;
            }
            let cells = rows.iter_mut().filter(|row| level(row) == Some(of));
            for cell in cells.filter_map(|row| row.cells.get_mut(column)) {
                let silent =
                    cell.items.is_empty() && cell.elsewhere.is_none() && cell.candidate.is_none();
                cell.missed = silent.then_some((have, all));
            }
        }
    }
}

impl Board {
    /// Puts the rows in order by a column, the highest or the lowest first, or in their own order; what states nothing
    /// stands last either way.
    pub fn sort(&mut self, reports: &[&Analysed], by: Option<(Key, bool)>) {
        self.rows.sort_by_key(|row| row.place);
        let column = by.and_then(|(key, down)| {
            let c = self.columns.iter().position(|column| column.key == key)?;
            Some((c, down))
        });
        let Some((c, down)) = column else { return };
        let number = |row: &Row| {
            let item = *row.cells.get(c)?.items.first()?;
            let number = signed(reports.get(row.of)?.found.items.get(item)?)?;
            Some(if down { -number } else { number })
        };
        self.rows.sort_by_cached_key(|row| {
            let number = number(row);
            (number.is_none(), Sorted(number.unwrap_or(0.0)))
        });
    }
}

/// A number that has a place among others.
#[derive(PartialEq)]
struct Sorted(f64);

impl Eq for Sorted {}

impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The usual columns of the level most reports are of, those that are stated; the most stated ones where these are few.
fn usual(reports: &[&Analysed], rows: &[Row], stated: &[(Key, usize)]) -> Vec<Key> {
    let mut levels: Vec<(Level, usize)> = Vec::new();
    for level in rows
        .iter()
        .filter_map(|row| reports.get(row.of)?.report.meta.level)
    {
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, count)) => *count += 1,
            None => levels.push((level, 1)),
        }
    }
    let most = levels
        .iter()
        .max_by_key(|(level, count)| (*count, std::cmp::Reverse(*level)));
    let own: Vec<Key> = most.map_or_else(Vec::new, |(level, _)| usual_of(*level));
    let own: Vec<Key> = own
        .into_iter()
        .filter(|key| stated.iter().any(|(known, _)| known == key))
        .collect();
    if own.len() >= ENOUGH {
        return own;
    }
    let most = stated.iter().take(MOST_STATED);
    most.map(|(key, _)| *key).collect()
}

/// The columns whose absence is told at a level.
fn asked_of(level: Level) -> Vec<Key> {
    rows(tables::BOARD)
        .filter(|row| row.first() == Some(&level.word()) && row.get(3) == Some(&"missed"))
        .filter_map(|row| Key::from_word(&format!("{}.{}", row.get(1)?, row.get(2)?)))
        .collect()
}

/// The item on the indicator of `key` that stands nearest to where the goals are stated, of whatever list or time.
pub fn nearest(report: &Analysed, key: Key) -> Option<&Item> {
    let found = &report.found;
    let goals = passage(report).map_or(0, |span| span.start);
    let own = found.items.iter().filter(|item| item.canonical == key.id);
    own.min_by_key(|item| item.span.start.abs_diff(goals))
}

/// The passage that states the goals of the report's year, else the first one.
pub fn passage(report: &Analysed) -> Option<CharSpan> {
    let found = &report.found;
    let goal = found.items.iter().find(|item| planned(report, item));
    let own = goal.and_then(|goal| found.passages.iter().find(|span| span.contains(goal.span)));
    own.or(found.passages.first()).copied()
}

/// The usual columns of a level.
pub fn usual_of(level: Level) -> Vec<Key> {
    rows(tables::BOARD)
        .filter(|row| row.first() == Some(&level.word()))
        .filter_map(|row| Key::from_word(&format!("{}.{}", row.get(1)?, row.get(2)?)))
        .collect()
}

/// The reports as rows, each with the one it is held against, in order.
fn sides(reports: &[&Analysed], ask: &Ask) -> Vec<Row> {
    let meta = |at: usize| reports.get(at).map(|report| &report.report.meta);
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_cached_key(|at| meta(*at).map(|meta| place(meta, ask.order)));
    let wanted =
        |at: &usize| ask.year.is_none() || meta(*at).is_some_and(|meta| meta.plan_year == ask.year);
    let row = |report: usize, of: usize, other: Option<usize>| Row {
        report,
        of,
        other,
        place: 0,
        cells: Vec::new(),
    };
    match ask.against {
        Against::Nothing => {
            let shown = order.into_iter().filter(wanted);
            shown.map(|at| row(at, at, None)).collect()
        }
        Against::Above => {
            let above = coverage::above(reports);
            let shown = order.into_iter().filter(wanted);
            shown
                .map(|at| row(at, at, above.get(at).copied().flatten()))
                .collect()
        }
        Against::Year | Against::Result => {
            let before = coverage::before(reports);
            let latest = coverage::latest(reports);
            let shown = order.into_iter().filter(|at| match ask.year {
                Some(_) => wanted(at),
                None => latest.contains(at),
            });
            let pair = |at: usize| (at, before.get(at).copied().flatten());
            if ask.against == Against::Year {
                return shown.map(pair).map(|(at, old)| row(at, at, old)).collect();
            }
            // What has no goals of the year before cannot be held against its results.
            shown
                .map(pair)
                .filter_map(|(at, old)| Some(row(at, old?, Some(at))))
                .collect()
        }
    }
}

/// Where a report stands among others.
fn place(meta: &Meta, order: Order) -> (Option<Level>, String, i32) {
    let (level, code, year) = display::report_order(meta);
    match order {
        Order::Level => (level, code, year),
        // The codes of the divisions nest: 61 04 22. The nation stands before them.
        Order::Province if level == Some(Level::Nation) => (None, String::new(), year),
        // What the table of divisions does not know stands behind, level by level.
        Order::Province if code.is_empty() => {
            let own = meta.region.clone().unwrap_or_default();
            (level.or(Some(Level::Township)), own, year)
        }
        Order::Province => (Some(Level::Nation), code, year),
    }
}

/// The number of an item, below nothing where it falls; the middle of a range. In the unit that [`common`] tells.
pub fn signed(item: &Item) -> Option<f64> {
    let value = item.value.as_ref()?;
    let number = value
        .high
        .map_or(value.low, |high| f64::midpoint(value.low, high));
    let falls = item.direction == Some(Direction::Down);
    Some(if falls { -number } else { number } * common(&value.unit).1)
}
