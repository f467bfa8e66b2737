//! What a user set right about a file: kept for that file, by its fingerprint, and undone like any other step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The fixes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fix {
    /// Read in this encoding instead of the one found.
    pub encoding: Option<String>,
    /// By the report's place in the file.
    pub reports: BTreeMap<usize, ReportFix>,
}

impl Fix {
    /// Whether nothing is fixed.
    pub fn is_empty(&self) -> bool {
        self.encoding.is_none() && self.reports.values().all(ReportFix::is_empty)
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
}

impl ReportFix {
    /// Whether nothing is fixed.
    pub const fn is_empty(&self) -> bool {
        self.region.is_none() && self.year.is_none() && !self.no_report
    }
}
