//! The board: reports by indicators, one cell for what a report plans of an indicator for its year.

use crate::engine::lexicon::Lexicon;
use crate::engine::{Analysed, display};
use crate::model::goal::{Direction, Item, Kind, Measure, Period, Tier};

/// An indicator with what the reports plan of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The indicator's id.
    pub id: &'static str,
    /// What is measured: growth and amount of one indicator are two columns.
    pub measure: Measure,
    /// The unit most of its values have.
    pub unit: String,
    /// How many reports state it, with or without a number.
    pub stated: usize,
    /// Median, mean, least and most of the values in [`Column::unit`]; a range enters by its middle.
    pub figures: Option<Figures>,
}

/// What the values of a column come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// How many values they are of.
    pub count: usize,
    /// Half of them lie above, half below.
    pub median: f64,
    /// Their mean.
    pub mean: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

/// One report.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the list given.
    pub report: usize,
    /// For each column its items there, by their places in the report: the expected one first.
    pub cells: Vec<Vec<usize>>,
}

/// Reports by indicators.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The most stated first.
    pub columns: Vec<Column>,
    /// In the administrative order, then by year.
    pub rows: Vec<Row>,
}

/// Whether an item stands on the board: a goal for its report's year with an indicator of the lexicon.
fn planned(report: &Analysed, item: &Item) -> bool {
    item.kind == Kind::Goal
        && item.canonical != "other"
        && matches!((item.period, report.report.meta.plan_year), (Some(Period::Year(y)), Some(plan)) if y == plan)
}

/// A goal without a number stands with the rates of growth, where its column would otherwise have a number.
fn measure(item: &Item) -> Measure {
    if item.measure == Measure::Relative {
        Measure::Growth
    } else {
        item.measure
    }
}

/// The board of these reports.
pub fn board(reports: &[&Analysed]) -> Board {
    let lexicon = Lexicon::get();
    let mut keys: Vec<((&'static str, Measure), usize)> = Vec::new();
    for report in reports {
        let mut own: Vec<(&'static str, Measure)> = Vec::new();
        for item in report
            .found
            .items
            .iter()
            .filter(|item| planned(report, item))
        {
            let key = (item.canonical, measure(item));
            if !own.contains(&key) {
                own.push(key);
            }
        }
        for key in own {
            match keys.iter_mut().find(|(known, _)| *known == key) {
                Some((_, count)) => *count += 1,
                None => keys.push((key, 1)),
            }
        }
    }
    let place = |id: &str| {
        lexicon
            .indicators
            .iter()
            .position(|indicator| indicator.id == id)
    };
    // Most stated first; in the order of the lexicon among equals.
    keys.sort_by_key(|((id, _), count)| (std::cmp::Reverse(*count), place(id)));
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_cached_key(|at| {
        reports
            .get(*at)
            .map(|report| display::report_order(&report.report.meta))
    });
    let rows: Vec<Row> = order
        .into_iter()
        .filter_map(|at| {
            let report = reports.get(at)?;
            let cell = |(key, _): &((&'static str, Measure), usize)| {
                let items = report.found.items.iter().enumerate();
                let mut own: Vec<usize> = items
                    .filter(|(_, item)| {
                        planned(report, item) && (item.canonical, measure(item)) == *key
                    })
                    .map(|(place, _)| place)
                    .collect();
                own.sort_by_key(|place| {
                    report
                        .found
                        .items
                        .get(*place)
                        .map(|item| item.tier == Tier::Stretch)
                });
                own
            };
            Some(Row {
                report: at,
                cells: keys.iter().map(cell).collect(),
            })
        })
        .collect();
    let columns = keys
        .iter()
        .enumerate()
        .map(|(c, ((id, measure), stated))| {
            let first = rows.iter().filter_map(|row| {
                let item = *row.cells.get(c)?.first()?;
                let item = reports.get(row.report)?.found.items.get(item)?;
                Some((item.value.as_ref()?, signed(item)?))
            });
            let mut units: Vec<(&str, usize)> = Vec::new();
            for (value, _) in first.clone() {
                match units.iter_mut().find(|(unit, _)| *unit == value.unit) {
                    Some((_, count)) => *count += 1,
                    None => units.push((&value.unit, 1)),
                }
            }
            let unit = units
                .iter()
                .max_by_key(|(_, count)| *count)
                .map_or("", |(unit, _)| *unit);
            let values = first.filter(|(value, _)| value.unit == unit);
            Column {
                id,
                measure: *measure,
                unit: unit.to_owned(),
                stated: *stated,
                figures: figures(values.map(|(_, number)| number)),
            }
        })
        .collect();
    Board { columns, rows }
}

/// The number of an item, below nothing where it falls; the middle of a range.
pub fn signed(item: &Item) -> Option<f64> {
    let value = item.value.as_ref()?;
    let number = value
        .high
        .map_or(value.low, |high| f64::midpoint(value.low, high));
    let falls = item.direction == Some(Direction::Down);
    Some(if falls { -number } else { number })
}

fn figures(values: impl Iterator<Item = f64>) -> Option<Figures> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let count = values.len();
    let at = |place: usize| values.get(place).copied();
    Some(Figures {
        count,
        median: f64::midpoint(at((count.checked_sub(1)?) / 2)?, at(count / 2)?),
        mean: values.iter().sum::<f64>() / count as f64,
        least: at(0)?,
        most: at(count - 1)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_values() {
        let found = figures([5.0, 6.5, 4.5, 5.5].into_iter());
        let expected = Figures {
            count: 4,
            median: 5.25,
            mean: 5.375,
            least: 4.5,
            most: 6.5,
        };
        assert_eq!(found, Some(expected));
        assert_eq!(figures(std::iter::empty()), None);
    }
}
