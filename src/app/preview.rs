//! What a rule would change in all that is open.

use std::sync::Arc;

use crate::engine::rules;
use crate::model::analysed::AnalysedFile;
use crate::model::goal::Kind;
use crate::model::rule::Rule;

use super::library::ReportId;

/// A place where a rule would read something.
#[derive(Clone, Debug, PartialEq)]
pub struct Touched {
    /// In which report.
    pub report: ReportId,
    /// The words there.
    pub quote: String,
    /// What is read there now: the list and the indicator.
    pub before: Option<(Kind, String)>,
}

/// What `rule` would change in a file, by its id.
pub fn touched(file: u64, read: &Arc<AnalysedFile>, rule: &Rule) -> Vec<Touched> {
    let mut out = Vec::new();
    for (index, report) in read.reports.iter().enumerate() {
        for hit in rules::hits(read, report, rule) {
            let before = hit.before.and_then(|at| report.found.items.get(at));
            out.push(Touched {
                report: ReportId { file, index },
                quote: hit.item.quote.into(),
                before: before.map(|item| (item.kind, item.indicator.to_string())),
            });
        }
    }
    out
}
