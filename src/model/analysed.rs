//! What was read of a file: its text, its reports, and everything found in each.

use std::sync::Arc;

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

/// A report chosen to be written about; it keeps its file.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Its file.
    pub file: Arc<AnalysedFile>,
    /// Which of the file's reports; 0 of a file without reports is its whole text.
    pub index: usize,
    /// The file's name or path.
    pub name: String,
    /// The day it was read, 2026-01-20; empty where nobody says.
    pub read: String,
}

impl Chosen {
    /// The report with its file; `None` where the file has no such report.
    pub fn source(&self) -> Option<Source<'_>> {
        Some(Source {
            file: &self.file,
            name: &self.name,
            report: self.file.reports.get(self.index)?,
            read: &self.read,
        })
    }
}
