//! What a user set right about a file: kept for that file, by its fingerprint, and undone like any other step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::goal::Measure;

/// The fixes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fix {
    /// Read in this encoding instead of the one found.
    pub encoding: Option<String>,
    /// Characters of which half is lost are guessed.
    pub mend: bool,
    /// Which columns of a table are what.
    pub columns: Option<Columns>,
    /// Where its reports start, in code points of its text; empty as found.
    pub borders: Vec<usize>,
    /// By the report's place in the file.
    pub reports: BTreeMap<usize, ReportFix>,
}

impl Fix {
    /// The same without what was said of single goals: how the file is read.
    #[must_use]
    pub fn reading(&self) -> Self {
        let mut own = self.clone();
        for report in own.reports.values_mut() {
            report.corrections.clear();
        }
        own.reports.retain(|_, report| !report.is_empty());
        own
    }

    /// Whether nothing is fixed.
    pub fn is_empty(&self) -> bool {
        self.encoding.is_none()
            && !self.mend
            && self.columns.is_none()
            && self.borders.is_empty()
            && self.reports.values().all(ReportFix::is_empty)
    }
}

/// What the columns of a table of reports hold, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Columns {
    /// The reports' texts.
    pub text: usize,
    /// Their regions.
    pub region: Option<usize>,
    /// Their years.
    pub year: Option<usize>,
    /// Their titles.
    pub title: Option<usize>,
}

/// Where a file's reports start is a fix of the file; the fixes of its reports move with them.
impl Fix {
    /// From `at` on another report begins. `starts` are those of the reports as they stand.
    #[must_use]
    pub fn split(mut self, starts: &[usize], at: usize) -> Self {
        if starts.contains(&at) {
            return self;
        }
        let place = starts.partition_point(|&start| start < at);
        self.borders = starts.to_vec();
        self.borders.insert(place, at);
        let moved = std::mem::take(&mut self.reports);
        self.reports = moved
            .into_iter()
            .map(|(old, fix)| (if old >= place { old + 1 } else { old }, fix))
            .collect();
        self
    }

    /// The report at `place` goes on the one before it.
    #[must_use]
    pub fn join(mut self, starts: &[usize], place: usize) -> Self {
        if place == 0 || place >= starts.len() {
            return self;
        }
        self.borders = starts.to_vec();
        self.borders.remove(place);
        let moved = std::mem::take(&mut self.reports);
        self.reports = moved
            .into_iter()
            .filter(|(old, _)| *old != place)
            .map(|(old, fix)| (if old > place { old - 1 } else { old }, fix))
            .collect();
        self
    }
}

/// The fixes of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportFix {
    /// Its region.
    pub region: Option<String>,
    /// The year it plans.
    pub year: Option<i32>,
    /// It is no report and left out.
    pub no_report: bool,
    /// What was said of its goals, oldest first.
    pub corrections: Vec<Correction>,
}

/// What a user said of a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Where its quote starts, in code points of the file's text; the report's start where the rules found no goal.
    pub start: usize,
    /// Its quote; empty where the rules found no goal.
    pub quote: String,
    /// The id of its indicator.
    pub indicator: String,
    /// What it measures.
    pub measure: Measure,
    /// What was said.
    pub verdict: Verdict,
    /// What the rules had read, in words; none where they had read no goal.
    #[serde(default)]
    pub was: Option<String>,
    /// Who said it: the name the system has for the user.
    #[serde(default)]
    pub by: Option<String>,
    /// When, UTC: `2026-01-28T09:30:00Z`.
    #[serde(default)]
    pub at: Option<String>,
}

impl Correction {
    /// Whether both are about the same goal.
    pub fn concerns(&self, other: &Self) -> bool {
        (self.start, &self.quote, &self.indicator, self.measure)
            == (other.start, &other.quote, &other.indicator, other.measure)
    }
}

/// What was said of a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as read.
    Accepted,
    /// It is no goal.
    Rejected,
    /// It is this, as typed: `5.5%左右`, `≥6`, `同步`.
    Value(String),
}

impl ReportFix {
    /// Whether nothing is fixed.
    pub const fn is_empty(&self) -> bool {
        self.region.is_none()
            && self.year.is_none()
            && !self.no_report
            && self.corrections.is_empty()
    }

    /// Takes a correction in, in place of what was said of the same goal before.
    pub fn correct(&mut self, correction: Correction) {
        self.corrections.retain(|old| !old.concerns(&correction));
        self.corrections.push(correction);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fixed_moves_with_its_report() {
        let year = |year| ReportFix {
            year: Some(year),
            ..ReportFix::default()
        };
        let fix = Fix {
            reports: BTreeMap::from([(0, year(2024)), (1, year(2025))]),
            ..Fix::default()
        };
        let parted = fix.split(&[0, 900], 400);
        assert_eq!(parted.borders, [0, 400, 900]);
        assert_eq!(
            parted.reports,
            BTreeMap::from([(0, year(2024)), (2, year(2025))])
        );
        let joined = parted.join(&[0, 400, 900], 1);
        assert_eq!(joined.borders, [0, 900]);
        assert_eq!(
            joined.reports,
            BTreeMap::from([(0, year(2024)), (1, year(2025))])
        );
    }
}
