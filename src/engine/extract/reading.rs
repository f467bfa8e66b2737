//! What one value of a sentence says.

use crate::model::goal::{Direction, Force, IndicatorId, Measure, NotGoal, Value};
use crate::text::span::NormSpan;

/// What one value of a sentence says; places in characters of the
/// [`Norm`](crate::text::norm::Norm).
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Where the quote starts.
    pub start: usize,
    /// One past the quote.
    pub end: usize,
    /// The indicator, standing on its own.
    pub indicator: String,
    /// Where the indicator stands.
    pub indicator_at: Option<NormSpan>,
    /// Its id, or `other`.
    pub canonical: IndicatorId,
    /// What the value measures.
    pub measure: Measure,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// The value; `None` where relative.
    pub value: Option<Value>,
    /// Where it stands.
    pub value_at: Option<NormSpan>,
    /// Where the bound word stands.
    pub bound_at: Option<NormSpan>,
    /// How hard the wording is.
    pub force: Force,
    /// Where the word that sets the force stands.
    pub force_at: Option<NormSpan>,
    /// 年均: a rate for each year of a span.
    pub yearly: bool,
    /// 累计: a sum over a span.
    pub summed: bool,
    /// 是2016年的1.1倍, 较2016年增加: measured against an earlier year.
    pub based: bool,
    /// A multiple: 1.1倍.
    pub times: bool,
    /// 奋斗目标6.5%: the higher of two.
    pub stretch: bool,
    /// 力争, 争取 and the like reach it, whatever its own bound says.
    pub strives: bool,
    /// The year the clause names for its value.
    pub year: Option<i32>,
    /// The indicator was named by an earlier value.
    pub carried: bool,
    /// How sure this is.
    pub confidence: f32,
    /// Why it is no commitment of its own.
    pub excluded: Option<NotGoal>,
}

impl Reading {
    /// A value of which only its words and what it measures are known.
    pub(super) fn plain(
        span: NormSpan,
        indicator: String,
        canonical: IndicatorId,
        measure: Measure,
    ) -> Self {
        Self {
            start: span.start,
            end: span.end,
            indicator,
            indicator_at: None,
            canonical,
            measure,
            direction: None,
            value: None,
            value_at: None,
            bound_at: None,
            force: Force::Plain,
            force_at: None,
            yearly: false,
            summed: false,
            based: false,
            times: false,
            stretch: false,
            strives: false,
            year: None,
            carried: false,
            confidence: 0.9,
            excluded: None,
        }
    }
}

/// A verb that opens a commitment, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// Where the verbs begin that run on to it: 新建改扩建.
    pub first: usize,
    pub start: usize,
    pub end: usize,
    pub measure: Measure,
}
