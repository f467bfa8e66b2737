//! How much of each topic is in which reports: by report, region, level, year or section, under a stated denominator.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ByRole, Extent, Indexed, Tally};
use crate::model::report::{Level, Role};

/// What a row holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A report.
    Report,
    /// All reports of a region.
    #[default]
    Region,
    /// All reports of a level.
    Level,
    /// All reports of a year.
    Year,
    /// All sections of a role.
    Role,
}

impl By {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [
        Self::Region,
        Self::Report,
        Self::Level,
        Self::Year,
        Self::Role,
    ];

    /// The last part of the label's key, and the word of the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Region => "region",
            Self::Level => "level",
            Self::Year => "year",
            Self::Role => "role",
        }
    }
}

/// Out of what a count is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// How often, of nothing.
    Hits,
    /// For each 1,000 characters.
    #[default]
    Chars,
    /// For each 1,000 words.
    Words,
    /// The part of the sentences that name it, in hundredths.
    Sentences,
    /// How many reports name it.
    Reports,
}

impl Measure {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [
        Self::Hits,
        Self::Chars,
        Self::Words,
        Self::Sentences,
        Self::Reports,
    ];

    /// The last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hits => "hits",
            Self::Chars => "chars",
            Self::Words => "words",
            Self::Sentences => "sentences",
            Self::Reports => "reports",
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Ask {
    /// What a row holds.
    pub by: By,
    /// Out of what counts are told.
    pub measure: Measure,
    /// Only sections of this role.
    pub role: Option<Role>,
    /// The columns are the years of one topic, not the topics.
    pub years: bool,
}

/// A first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum First {
    /// Of this region: it did not stand in its report of the year before.
    Region,
    /// Of all reports that are open: it stands in none of the years before.
    All,
}

/// A cell: counts of one topic in the reports of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What the topic comes to.
    pub tally: Tally,
    /// In how much.
    pub extent: Extent,
    /// In how many reports it stands.
    pub with: usize,
    /// Of how many.
    pub of: usize,
    /// Whether it is named here first.
    pub first: Option<First>,
    /// The reports, by their place.
    pub reports: Vec<usize>,
}

impl Cell {
    /// The figure of a measure; nothing where there is nothing to count in.
    pub fn figure(&self, measure: Measure) -> Option<f64> {
        let part =
            |count: usize, all: usize, of: f64| (all > 0).then(|| count as f64 / all as f64 * of);
        match measure {
            _ if self.of == 0 => None,
            Measure::Hits => Some(f64::from(self.tally.hits)),
            Measure::Chars => part(self.tally.hits as usize, self.extent.chars, 1e3),
            Measure::Words => part(self.tally.hits as usize, self.extent.words, 1e3),
            Measure::Sentences => part(self.tally.sentences as usize, self.extent.sentences, 100.0),
            Measure::Reports => Some(self.with as f64),
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it holds.
    pub name: Name,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// What a row holds, by which rows are put in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// A report, by its place; in the administrative order.
    Report(Option<Level>, Option<String>, Option<i32>, usize),
    /// A region, by level, code and name.
    Region(Option<Level>, Option<String>, String),
    /// A level.
    Level(Option<Level>),
    /// A year.
    Year(Option<i32>),
    /// The sections of a role.
    Role(Role),
}

/// Topics, or the years of one, against rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The years of the columns; none where they are topics.
    pub years: Vec<i32>,
    /// The rows in their order.
    pub rows: Vec<Row>,
}

/// What the report and the topic at these places come to in each role; nothing while they are not counted yet.
pub type Tallies<'a> = &'a dyn Fn(usize, usize) -> Option<ByRole<Tally>>;

/// The matrix of `topics`, by their places in `tallies`; with `ask.years` that of the first of them.
pub fn matrix(reports: &[&Indexed], topics: &[usize], tallies: Tallies<'_>, ask: Ask) -> Matrix {
    let year = |at: usize| reports.get(at).and_then(|own| own.meta()?.plan_year);
    let mut years: Vec<i32> = (0..reports.len()).filter_map(year).collect();
    years.sort_unstable();
    years.dedup();
    let firsts = Firsts::new(reports, topics, tallies, ask.role);
    let mut rows: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (at, own) in reports.iter().enumerate() {
        if ask.by == By::Role {
            for role in Role::ALL {
                rows.entry(Name::Role(role)).or_default().push(at);
            }
        } else if let Some(name) = name(own, at, ask.by) {
            rows.entry(name).or_default().push(at);
        }
    }
    let columns: Vec<(usize, Option<i32>)> = if ask.years {
        let topic = topics.first().copied();
        let each = years.iter().filter_map(|year| Some((topic?, Some(*year))));
        each.collect()
    } else {
        topics.iter().map(|topic| (*topic, None)).collect()
    };
    let rows = rows.into_iter().map(|(name, members)| {
        let role = match name {
            Name::Role(role) => Some(role),
            _ => ask.role,
        };
        let cell = |(topic, only): &(usize, Option<i32>)| {
            let mut cell = Cell::default();
            for at in members.iter().copied() {
                if only.is_some() && year(at) != *only {
                    continue;
                }
                let Some(own) = reports.get(at) else { continue };
                let Some(by_role) = tallies(at, *topic) else {
                    continue;
                };
                let (tally, extent) = within(own, &by_role, role);
                cell.tally = cell.tally.and(tally);
                cell.extent = cell.extent.and(extent);
                cell.with += usize::from(tally.hits > 0);
                cell.of += 1;
                if tally.hits > 0 && ask.by != By::Role {
                    cell.first = cell.first.max(firsts.of(at, *topic));
                }
                cell.reports.push(at);
            }
            cell
        };
        Row {
            cells: columns.iter().map(cell).collect(),
            name,
        }
    });
    Matrix {
        rows: rows.collect(),
        years: if ask.years { years } else { Vec::new() },
    }
}

/// Tally and extent of the sections of a role, or of all.
fn within(own: &Indexed, by_role: &ByRole<Tally>, role: Option<Role>) -> (Tally, Extent) {
    match role {
        Some(role) => (
            by_role.get(role as usize).copied().unwrap_or_default(),
            own.body
                .extents()
                .get(role as usize)
                .copied()
                .unwrap_or_default(),
        ),
        None => (
            by_role.iter().fold(Tally::default(), |a, b| a.and(*b)),
            own.body.extent(),
        ),
    }
}

fn name(own: &Indexed, at: usize, by: By) -> Option<Name> {
    let meta = own.meta()?;
    Some(match by {
        By::Report => Name::Report(meta.level, meta.region_code.clone(), meta.plan_year, at),
        By::Region => Name::Region(
            meta.level,
            meta.region_code.clone(),
            meta.region.clone().unwrap_or_default(),
        ),
        By::Level => Name::Level(meta.level),
        By::Year | By::Role => Name::Year(meta.plan_year),
    })
}

/// Where topics are named first.
struct Firsts {
    /// Report and topic.
    found: BTreeMap<(usize, usize), First>,
}

impl Firsts {
    fn new(
        reports: &[&Indexed],
        topics: &[usize],
        tallies: Tallies<'_>,
        role: Option<Role>,
    ) -> Self {
        let mut found = BTreeMap::new();
        // The years of each region, to know what came before.
        let mut regions: BTreeMap<_, Vec<(i32, usize)>> = BTreeMap::new();
        for (at, own) in reports.iter().enumerate() {
            let Some(meta) = own.meta() else { continue };
            if let Some(year) = meta.plan_year {
                let key = (meta.level, meta.region.as_deref().unwrap_or(""));
                regions.entry(key).or_default().push((year, at));
            }
        }
        let least = regions.values().flatten().map(|(year, _)| *year).min();
        for topic in topics {
            let named = |at: usize| {
                let own = reports.get(at).zip(tallies(at, *topic));
                own.is_some_and(|(own, by_role)| within(own, &by_role, role).0.hits > 0)
            };
            let all = regions.values().flatten().filter(|(_, at)| named(*at));
            let earliest = all.map(|(year, _)| *year).min();
            for list in regions.values() {
                for (year, at) in list.iter().filter(|(_, at)| named(*at)) {
                    if earliest == Some(*year) && least < earliest {
                        found.insert((*at, *topic), First::All);
                        continue;
                    }
                    // Only the year right before tells that it is new.
                    let mut before = list
                        .iter()
                        .filter(|(other, _)| other + 1 == *year)
                        .peekable();
                    if before.peek().is_some() && before.all(|(_, at)| !named(*at)) {
                        found.insert((*at, *topic), First::Region);
                    }
                }
            }
        }
        Self { found }
    }

    fn of(&self, report: usize, topic: usize) -> Option<First> {
        self.found.get(&(report, topic)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Topic;
    use super::super::indexed;
    use super::*;

    #[test]
    fn cells_are_sums_over_rows_and_first_mentions_are_marked() {
        let own = [
            indexed(2024, "发展数字经济。"),
            indexed(2025, "发展数字经济。发展低空经济。"),
        ];
        let reports: Vec<&Indexed> = own.iter().collect();
        let topics = [Topic::of("数字经济"), Topic::of("低空经济")];
        let tallies = |report: usize, topic: usize| {
            let (own, topic) = (own.get(report)?, topics.get(topic)?);
            Some(topic.tally(&own.body))
        };
        let ask = Ask {
            by: By::Year,
            ..Ask::default()
        };
        let found = matrix(&reports, &[0, 1], &tallies, ask);
        let hits: Vec<Vec<usize>> = found
            .rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| cell.tally.hits as usize)
                    .collect()
            })
            .collect();
        assert_eq!(hits, [[1, 0], [1, 1]]);
        let firsts: Vec<Option<First>> = found
            .rows
            .iter()
            .filter_map(|row| row.cells.get(1))
            .map(|cell| cell.first)
            .collect();
        assert_eq!(firsts, [None, Some(First::All)]);
        let ask = Ask {
            by: By::Region,
            years: true,
            ..Ask::default()
        };
        let found = matrix(&reports, &[1], &tallies, ask);
        assert_eq!(found.years, [2024, 2025]);
        let figures: Vec<Option<f64>> = found
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| cell.figure(Measure::Hits)))
            .collect();
        assert_eq!(figures, [Some(0.0), Some(1.0)]);
        let ask = Ask {
            by: By::Role,
            ..Ask::default()
        };
        let found = matrix(&reports, &[0], &tallies, ask);
        let review = found
            .rows
            .iter()
            .find(|row| row.name == Name::Role(Role::Review));
        let cell = review.and_then(|row| row.cells.first());
        assert_eq!(
            cell.map(|cell| (cell.tally.hits, cell.with, cell.of)),
            Some((2, 2, 2))
        );
        let found = matrix(&reports, &[1], &tallies, ask);
        let mut firsts = found.rows.iter().flat_map(|row| &row.cells);
        assert!(
            firsts.all(|cell| cell.first.is_none()),
            "sections have no year"
        );
    }

    #[test]
    fn figures_are_out_of_what_they_say() {
        let cell = Cell {
            tally: Tally {
                hits: 4,
                left_out: 1,
                sentences: 2,
            },
            extent: Extent {
                chars: 2_000,
                words: 1_000,
                sentences: 50,
            },
            with: 1,
            of: 3,
            ..Cell::default()
        };
        let figures: Vec<Option<f64>> = Measure::ALL
            .into_iter()
            .map(|measure| cell.figure(measure))
            .collect();
        assert_eq!(
            figures,
            [Some(4.0), Some(2.0), Some(4.0), Some(4.0), Some(1.0)]
        );
        assert_eq!(Cell::default().figure(Measure::Hits), None);
    }
}
