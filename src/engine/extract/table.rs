//! Tables of goals and results inside a report: the head tells the year of each column, a row its indicator and unit.
//!
//! Each cell is read as the sentence it stands for (粮食产量（万吨）| 31左右: 粮食产量31万吨左右).

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::engine::parse::Layout;
use crate::engine::quantity::{self, Number};
use crate::model::goal::{Direction, Measure, Period, Tag};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::clause;
use super::reading::Reading;
use super::relative;

/// A head's cell is no longer, in characters.
const HEAD: usize = 20;

/// Years that a head may name.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Indicator,
    Unit,
    /// Goals or results, and the time they are for.
    Values(Tag, Period),
    Other,
}

/// What the tables of a report say whose heads are understood.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Their cells, in order.
    pub cells: Vec<Cell>,
    /// Their heads, and the rows that say something, in order.
    rows: Vec<NormSpan>,
}

impl Tables {
    /// Whether the place `at` lies in a row that is read by its columns.
    pub fn read(&self, at: usize) -> bool {
        let before = self.rows.partition_point(|row| row.start <= at);
        let last = before.checked_sub(1).and_then(|i| self.rows.get(i));
        last.is_some_and(|row| at < row.end)
    }
}

/// What a cell says.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its value, in characters of the report's [`Norm`].
    pub reading: Reading,
    /// Its number, if it has one.
    pub number: Option<Number>,
    /// Its row.
    pub row: NormSpan,
    /// Goal or result.
    pub tag: Tag,
    /// The time it is for.
    pub period: Period,
}

/// The tables of a report.
pub(super) fn tables(norm: &Norm, layout: &Layout) -> Tables {
    let NormSpan { start, end } = layout.body;
    let mut out = Tables::default();
    let mut head: Option<(NormSpan, Vec<Column>)> = None;
    let mut from = start;
    while from < end {
        let to = norm.find("\n", from..end).unwrap_or(end);
        let cells = norm.cells(from..to);
        if cells.len() < 2 {
            head = None;
        } else if let Some(columns) = columns(norm, &cells, layout.report.meta.plan_year) {
            head = Some((NormSpan::new(from, to), columns));
        } else if let Some((own, columns)) = &head {
            let found = row(norm, NormSpan::new(from, to), columns, &cells);
            if !found.is_empty() {
                // A head is one by its rows.
                if out.rows.last().is_none_or(|last| last.start < own.start) {
                    out.rows.push(*own);
                }
                out.rows.push(NormSpan::new(from, to));
                out.cells.extend(found);
            }
        }
        from = to + 1;
    }
    out
}

/// What the columns hold under a row that is a head; `None` where it is none.
fn columns(norm: &Norm, cells: &[NormSpan], plan: Option<i32>) -> Option<Vec<Column>> {
    let short = |cell: &NormSpan| cell.len() <= HEAD && norm.find("。", *cell).is_none();
    if !cells.iter().all(short) {
        return None;
    }
    let mut columns: Vec<Column> = cells.iter().map(|cell| column(norm, *cell, plan)).collect();
    let first = columns
        .iter()
        .position(|c| matches!(c, Column::Values(..)))?;
    if !columns.iter().take(first).any(|c| *c == Column::Indicator) {
        let before = columns.iter_mut().take(first);
        *before.rev().find(|c| **c == Column::Other)? = Column::Indicator;
    }
    Some(columns)
}

fn column(norm: &Norm, span: NormSpan, plan: Option<i32>) -> Column {
    let lexicon = Lexicon::get();
    let says = |cue: Cue| Lexicon::cue(cue).within(norm, span);
    let (goal, result) = (says(Cue::GoalCells), says(Cue::ResultCells));
    let past = lexicon.scopes.first(norm, span).is_some();
    let goals = |period: Period| {
        let tag = match period {
            Period::Year(_) => Tag::GoalYear,
            Period::Span(..) | Period::By(_) => Tag::GoalSpan,
        };
        Column::Values(tag, period)
    };
    let results = |year: i32| Column::Values(Tag::ResultYear, Period::Year(year));
    let named = lexicon.plan_names.first(norm, span);
    match (year(norm, span), plan, named) {
        (_, Some(plan), Some((.., first))) if first + 4 >= plan && !result => {
            goals(Period::Span(first, first + 4))
        }
        (Some(year), Some(plan), None) if year == plan && !result => goals(Period::Year(year)),
        (Some(year), Some(plan), None) if year > plan && !result => goals(Period::By(year)),
        (Some(year), Some(plan), None) if year < plan && !goal => results(year),
        (Some(_), ..) | (_, _, Some(_)) => Column::Other,
        // 上年目标 are neither.
        (None, Some(plan), None) if past && !goal || result && !goal => results(plan - 1),
        (None, Some(plan), None) if goal && !result && !past => goals(Period::Year(plan)),
        _ if says(Cue::UnitCells) && !says(Cue::IndicatorCells) => Column::Unit,
        _ if says(Cue::IndicatorCells) => Column::Indicator,
        _ => Column::Other,
    }
}

/// The year that stands in `start..end`.
fn year(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<i32> {
    let digit = |i: usize| norm.at(i).is_ascii_digit();
    let from = (start..end.saturating_sub(3))
        .find(|&i| (i..i + 4).all(digit) && !digit(i + 4) && (i == start || !digit(i - 1)))?;
    let year = norm.text(from..from + 4).parse().ok()?;
    YEARS.contains(&year).then_some(year)
}

/// What the cells of a row say. A cell that covers others stands in front: in the head, or in a row above.
fn row(norm: &Norm, row: NormSpan, columns: &[Column], cells: &[NormSpan]) -> Vec<Cell> {
    let mut out = Vec::new();
    let columns = columns
        .iter()
        .skip(columns.len().saturating_sub(cells.len()));
    let own = cells.iter().skip(cells.len().saturating_sub(columns.len()));
    let cells: Vec<(Column, NormSpan)> = columns.copied().zip(own.copied()).collect();
    let named = cells
        .iter()
        .find(|(column, _)| *column == Column::Indicator);
    let Some((name, own_unit)) = named.and_then(|(_, cell)| name(norm, *cell)) else {
        return out;
    };
    let unit = cells.iter().find(|(column, _)| *column == Column::Unit);
    let unit = own_unit.or(unit.map(|(_, cell)| *cell));
    for (column, cell) in cells {
        if let Column::Values(tag, period) = column
            && let Some((mut reading, number)) = value(norm, name, unit, cell)
        {
            reading.start = name.start.min(cell.start);
            reading.end = cell.end.max(name.end);
            out.push(Cell {
                reading,
                number,
                row,
                tag,
                period,
            });
        }
    }
    out
}

/// The name of an indicator in its cell, without the number before it, and the unit in brackets behind it.
fn name(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<(NormSpan, Option<NormSpan>)> {
    let counts =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | '（' | '）' | '#' | ' ' | '：');
    let start = (start..end).find(|&i| !counts(norm.at(i)))?;
    let bracket = norm.find("（", start..end);
    let unit = bracket.and_then(|open| {
        let close = (open..end).find(|&i| matches!(norm.at(i), '）' | '，' | '、'))?;
        Some(NormSpan::new(open + 1, close))
    });
    let to = bracket.unwrap_or(end);
    let to = (start..to).rev().find(|&i| norm.at(i) != '：')? + 1;
    (to - start >= 2).then_some((NormSpan::new(start, to), unit))
}

/// What the value in `cell` says of the indicator named at `name`; its figure takes `unit` where it has none of its own.
fn value(
    norm: &Norm,
    name: NormSpan,
    unit: Option<NormSpan>,
    cell: NormSpan,
) -> Option<(Reading, Option<Number>)> {
    let alone = [name, cell];
    let figure = cell.range().rev().find(|&i| norm.at(i).is_ascii_digit());
    let with_unit = figure.zip(unit).map(|(last, unit)| {
        [
            name,
            NormSpan::new(cell.start, last + 1),
            unit,
            NormSpan::new(last + 1, cell.end),
        ]
    });
    let words = spoken(norm, &alone, cell);
    if words
        .as_ref()
        .is_some_and(|(reading, _)| reading.value.is_some())
    {
        return words;
    }
    with_unit
        .and_then(|pieces| spoken(norm, &pieces, cell))
        .or(words)
}

/// What the pieces of a row say when they are read as one sentence, of a value that stands in `cell`.
fn spoken(norm: &Norm, pieces: &[NormSpan], cell: NormSpan) -> Option<(Reading, Option<Number>)> {
    let sentence = norm.assembled(pieces);
    let numbers = quantity::numbers(&sentence, NormSpan::new(0, sentence.len()));
    let mut readings = clause::read(&sentence, NormSpan::new(0, sentence.len()), &numbers);
    readings.extend(relative::read(
        &sentence,
        NormSpan::new(0, sentence.len()),
        &numbers,
        false,
    ));
    let inside = |at: usize| cell.holds(sentence.origin(at));
    let mut reading = readings.into_iter().find(|reading| {
        let at = reading
            .value_at
            .map_or(reading.end.saturating_sub(1), |at| at.start);
        reading.excluded.is_none() && inside(at)
    })?;
    let at = reading.value_at.map(|at| at.start);
    let mut number = numbers.into_iter().find(|number| Some(number.start) == at);
    // The figure alone where its unit stands elsewhere.
    let place = |NormSpan { start, end }: NormSpan| {
        let first = sentence.origin(start);
        let together = (start..end).take_while(|&i| sentence.origin(i) == first + i - start);
        NormSpan::new(first, first + together.count())
    };
    reading.value_at = reading.value_at.map(place);
    // 居民收入 | 5%: of an amount of money, a percentage beside its bare name is the growth.
    let money = Lexicon::get()
        .indicator(reading.canonical)
        .is_some_and(|indicator| indicator.kind == Some(UnitKind::Money));
    if money && reading.measure == Measure::Share {
        (reading.measure, reading.direction) = (Measure::Growth, Some(Direction::Up));
    }
    reading.indicator_at = reading.indicator_at.map(place);
    reading.bound_at = reading.bound_at.map(place);
    reading.force_at = reading.force_at.map(place);
    if let (Some(number), Some(NormSpan { start, end })) = (&mut number, reading.value_at) {
        (number.start, number.unit_end, number.end) = (start, end, end);
    }
    Some((reading, number))
}
