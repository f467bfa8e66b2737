//! Two reports side by side: which sentence answers to which, and what differs inside a pair.

pub mod align;
pub mod ledger;
pub mod likeness;
pub mod side;
pub mod words;

pub use align::align;

use crate::model::comparison::{Comparison, Nearness};
use crate::text::span::CharSpan;

use side::Side;
use words::{Difference, Sentence};

/// What differs inside each pair, in their order; nothing where a sentence is the same or has no counterpart. Several
/// counterparts are one text, in the order of the old report.
pub fn differences([old, new]: [Side<'_>; 2], found: &Comparison) -> Vec<Difference> {
    fn sentence<'a>(side: Side<'a>, span: &CharSpan) -> Sentence<'a> {
        Sentence {
            text: side.offsets.slice(side.text, *span),
            start: span.start,
        }
    }
    found
        .pairs
        .iter()
        .map(|pair| {
            if matches!(pair.nearness, Nearness::Same | Nearness::None) {
                return Difference::default();
            }
            let mut spans: Vec<CharSpan> = (pair.old.iter())
                .filter_map(|at| found.old.get(*at).copied())
                .collect();
            spans.sort_unstable();
            let counterparts: Vec<Sentence<'_>> =
                spans.iter().map(|span| sentence(old, span)).collect();
            found
                .new
                .get(pair.new)
                .map_or_else(Difference::default, |own| {
                    words::difference(&counterparts, sentence(new, own))
                })
        })
        .collect()
}
