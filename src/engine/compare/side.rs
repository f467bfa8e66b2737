//! What is compared: a report, or a whole text.

use crate::model::analysed::{Analysed, AnalysedFile};
use crate::text::span::{CharSpan, Offsets};

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The file's text.
    pub text: &'a str,
    /// Its code points.
    pub offsets: &'a Offsets,
    /// The report; `None` compares the whole text.
    pub report: Option<&'a Analysed>,
}

impl<'a> Side<'a> {
    /// The report at `place` of a file; its whole text where there is none.
    pub fn of(file: &'a AnalysedFile, place: usize) -> Self {
        Self {
            text: &file.source.text,
            offsets: &file.offsets,
            report: file.reports.get(place),
        }
    }

    /// What is compared.
    pub fn span(&self) -> CharSpan {
        let whole = CharSpan::new(0, self.offsets.len_chars());
        self.report.map_or(whole, |r| r.report.span)
    }
}
