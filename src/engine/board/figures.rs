//! What the values of a column come to: median, mean, range, weighted mean.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::{Column, Key, Row, signed};
use crate::engine::labels::{Language, label};
use crate::engine::lexicon::{rows, tables};
use crate::engine::parse::regions;
use crate::model::analysed::Analysed;
use crate::model::goal;
use crate::model::report::Level;
use crate::text::norm::Norm;
use crate::text::number;

/// What the values of a column come to, in the column's unit; a range enters by its middle, 左右 and 以上 by the number
/// they stand at.
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
    /// Their mean by weights, and how many values have one.
    pub weighted: Option<(f64, usize)>,
}

/// The reports of one level and year, of which medians and means are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Counted {
    /// Their level.
    pub level: Option<Level>,
    /// The year they plan.
    pub year: Option<i32>,
    /// How many they are.
    pub reports: usize,
}

impl Counted {
    /// 省级 2026 · 31 份.
    pub fn name(self, language: Language) -> String {
        let word = |key: &str| label(language, key).to_owned();
        let level = self
            .level
            .map(|level| word(&format!("level.{}", level.word())));
        let kind: Vec<String> = level
            .into_iter()
            .chain(self.year.map(|year| year.to_string()))
            .collect();
        format!(
            "{} · {} {}",
            kind.join(" "),
            self.reports,
            word("board.reports")
        )
    }

    /// The most reports of one level and year among `rows`; of the latest year and the highest level where several are
    /// as many.
    pub(super) fn of(reports: &[&Analysed], rows: &[Row]) -> Option<Self> {
        let mut counts: BTreeMap<(Reverse<Option<i32>>, Option<Level>), usize> = BTreeMap::new();
        for (level, year) in rows.iter().filter_map(|row| kind(reports, row)) {
            *counts.entry((Reverse(year), level)).or_default() += 1;
        }
        let most = counts.values().copied().max()?;
        let found = counts.into_iter().find(|(_, count)| *count == most);
        found.map(|((Reverse(year), level), reports)| Self {
            level,
            year,
            reports,
        })
    }

    /// Whether a row is of these reports.
    fn holds(self, reports: &[&Analysed], row: &Row) -> bool {
        kind(reports, row) == Some((self.level, self.year))
    }
}

/// The level of a row's report and the year it plans.
fn kind(reports: &[&Analysed], row: &Row) -> Option<(Option<Level>, Option<i32>)> {
    let meta = &reports.get(row.of)?.report.meta;
    Some((meta.level, meta.plan_year))
}

/// What each region weighs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    rows: Vec<(String, f64)>,
}

impl Weights {
    /// Weights as pasted: a name and a number a line, with anything between. The second list: lines that are not.
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut rows = Vec::new();
        let mut bad = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let norm = Norm::new(line);
            // Quotation marks or a running number may stand before the name.
            let first = (0..norm.len()).find(|i| norm.at(*i).is_alphabetic());
            let name: String = (first.unwrap_or(0)..norm.len())
                .map(|i| norm.at(i))
                .take_while(|c| c.is_alphabetic())
                .collect();
            let behind = first.unwrap_or(0) + name.chars().count();
            let start = (behind..norm.len()).find(|i| norm.at(*i).is_ascii_digit());
            let weight = start.and_then(|at| number::digits(&norm, at));
            match weight.filter(|weight| weight.value > 0.0 && !name.is_empty()) {
                Some(weight) => rows.push((name, weight.value)),
                None => bad.push(line.to_owned()),
            }
        }
        (Self { rows }, bad)
    }

    /// How many regions have one.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// That of a region; 广西 is 广西壮族自治区.
    pub fn of(&self, region: &str) -> Option<f64> {
        let short = regions::short(region);
        let found = self.rows.iter().find(|(name, _)| name == region);
        let found = found.or_else(|| {
            let mut rows = self.rows.iter();
            rows.find(|(name, _)| regions::short(name) == short)
        });
        found.map(|(_, weight)| *weight)
    }
}

/// The columns of `keys` over `rows`; their figures are those of the rows in `counted`.
pub(super) fn columns(
    reports: &[&Analysed],
    rows: &[Row],
    keys: &[Key],
    weights: &Weights,
    counted: Option<Counted>,
) -> Vec<Column> {
    let counts = |row: &&Row| counted.is_some_and(|counted| counted.holds(reports, row));
    let column = |(c, key): (usize, &Key)| {
        let mut units: Vec<(&str, usize)> = Vec::new();
        for (_, value, _) in rows.iter().filter_map(|row| first(reports, row, c)) {
            match units.iter_mut().find(|(unit, _)| *unit == &*value.unit) {
                Some((_, count)) => *count += 1,
                None => units.push((&value.unit, 1)),
            }
        }
        let most = units.iter().max_by_key(|(_, count)| *count);
        let unit = most.map_or("", |(unit, _)| *unit);
        // 12万人 and 120000人 are of one unit, 500亿斤 and 2500万吨 of one quantity.
        let (own, scale) = common(unit);
        let values: Vec<(f64, Option<f64>)> = rows
            .iter()
            .filter(counts)
            .filter_map(|row| first(reports, row, c))
            .filter(|(_, value, _)| common(&value.unit).0 == own)
            .map(|(report, _, number)| {
                let region = report.report.meta.region.as_deref();
                (number / scale, region.and_then(|name| weights.of(name)))
            })
            .collect();
        let stated = |row: &&Row| row.cells.get(c).is_some_and(|cell| !cell.items.is_empty());
        let of_counted = rows.iter().filter(counts).filter(stated).count();
        let in_tasks = |row: &&Row| {
            let cell = row.cells.get(c);
            cell.is_some_and(|cell| cell.items.is_empty() && cell.elsewhere.is_some())
        };
        let tasks = rows.iter().filter(counts).filter(in_tasks).count();
        let all = rows.iter().filter(counts).count();
        Column {
            key: *key,
            told: keys.iter().filter(|other| other.id == key.id).count() > 1,
            unit: unit.to_owned(),
            stated: rows.iter().filter(stated).count(),
            worded: of_counted - values.len(),
            tasks,
            silent: all.saturating_sub(of_counted + tasks),
            figures: figures(&values),
        }
    };
    keys.iter().enumerate().map(column).collect()
}

/// The first value of a cell with its report, as a number with its sign.
fn first<'a>(
    reports: &[&'a Analysed],
    row: &Row,
    column: usize,
) -> Option<(&'a Analysed, &'a goal::Value, f64)> {
    let item = *row.cells.get(column)?.items.first()?;
    let report = *reports.get(row.of)?;
    let item = report.found.items.get(item)?;
    Some((report, item.value.as_ref()?, signed(item)?))
}

/// The unit that a unit can be turned into, and what one of it comes to there: 万吨 is 2,000 万斤.
pub fn common(unit: &str) -> (&str, f64) {
    static EQUAL: OnceLock<HashMap<&'static str, (&'static str, f64)>> = OnceLock::new();
    let equal = EQUAL.get_or_init(|| {
        let row = |row: Vec<&'static str>| {
            let factor = row.get(2)?.parse().ok()?;
            Some((*row.first()?, (*row.get(1)?, factor)))
        };
        rows(tables::EQUAL_UNITS).filter_map(row).collect()
    });
    let (base, scale) = goal::base(unit);
    match equal.get(base) {
        Some((common, factor)) => (common, scale * factor),
        None => (base, scale),
    }
}

fn figures(values: &[(f64, Option<f64>)]) -> Option<Figures> {
    let mut sorted: Vec<f64> = values.iter().map(|(value, _)| *value).collect();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len();
    let at = |place: usize| sorted.get(place).copied();
    let weighed: Vec<(f64, f64)> = values
        .iter()
        .filter_map(|(value, weight)| Some((*value, (*weight)?)))
        .collect();
    let all: f64 = weighed.iter().map(|(_, weight)| weight).sum();
    let sum: f64 = weighed.iter().map(|(value, weight)| value * weight).sum();
    Some(Figures {
        count,
        median: f64::midpoint(at((count.checked_sub(1)?) / 2)?, at(count / 2)?),
        mean: sorted.iter().sum::<f64>() / count as f64,
        least: at(0)?,
        most: at(count - 1)?,
        weighted: (all > 0.0).then(|| (sum / all, weighed.len())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_values() {
        let values = [(5.0, Some(1.0)), (6.5, None), (4.5, Some(3.0)), (5.5, None)];
        let expected = Figures {
            count: 4,
            median: 5.25,
            mean: 5.375,
            least: 4.5,
            most: 6.5,
            weighted: Some((4.625, 2)),
        };
        assert_eq!(figures(&values), Some(expected));
        assert_eq!(figures(&[]), None);
    }

    #[test]
    fn weights_are_read_as_they_are_pasted() {
        let (weights, bad) = Weights::parse("序号,地区,人口\n1,\"青岚省\",1200\n2,云溪市,30\n");
        assert_eq!(
            (weights.of("青岚省"), weights.of("云溪市")),
            (Some(1200.0), Some(30.0))
        );
        assert_eq!(bad, ["序号,地区,人口"]);
        let (weights, bad) = Weights::parse("青岚省\t1,200.5\n云溪 30\n\n白鹭县：4\n没有数\n");
        assert_eq!(weights.len(), 3);
        assert_eq!(weights.of("青岚省"), Some(1200.5));
        assert_eq!(weights.of("云溪市"), Some(30.0));
        assert_eq!(weights.of("白鹭县"), Some(4.0));
        assert_eq!(weights.of("别处"), None);
        assert_eq!(bad, ["没有数"]);
    }
}
