//! What was read of a file: its text, its reports, and everything found in each.

use crate::model::goal::Extraction;
use crate::model::notice::Notice;
use crate::model::report::Report;
use crate::model::source::SourceText;
use crate::text::span::Offsets;

/// One report with everything found in it.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// Where it lies and what it says of itself.
    pub report: Report,
    /// Goals, tasks, results.
    pub found: Extraction,
    /// What is doubtful about it.
    pub notices: Vec<Notice>,
}

/// One file with its reports.
#[derive(Clone, Debug)]
pub struct AnalysedFile {
    /// The text and how it was read.
    pub source: SourceText,
    /// Byte offsets of its code points.
    pub offsets: Offsets,
    /// Where reports start in it, those left out too.
    pub starts: Vec<usize>,
    /// Its reports in order.
    pub reports: Vec<Analysed>,
}

/// One report with the file it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file.
    pub file: &'a AnalysedFile,
    /// Its name or path.
    pub name: &'a str,
    /// The report.
    pub report: &'a Analysed,
    /// The day it was read, 2026-01-20; empty where nobody says.
    pub read: &'a str,
}
