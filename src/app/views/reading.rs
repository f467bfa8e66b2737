//! The reading view: one report, as it is.

use crate::app::library::ReportId;

/// The reading view.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Which report.
    pub report: Option<ReportId>,
    /// Where to scroll to.
    pub at: Option<usize>,
    /// Rises with each request to scroll.
    pub jump: u64,
}
