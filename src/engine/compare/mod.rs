//! Two reports side by side: which sentence answers to which, and what differs inside a pair.

pub mod align;
pub mod ledger;
pub mod likeness;
pub mod side;
pub mod words;

pub use align::align;

use crate::model::comparison::{Comparison, Nearness};

use side::Side;
use words::Difference;

/// What differs inside each pair, in their order; nothing where a sentence is the same or has no counterpart.
pub fn differences([old, new]: [Side<'_>; 2], found: &Comparison) -> Vec<Difference> {
    let text = |side: Side<'_>, span| side.offsets.slice(side.text, span).to_owned();
    found
        .pairs
        .iter()
        .map(|pair| {
            let first = pair.old.first().and_then(|at| found.old.get(*at));
            match (pair.nearness, first, found.new.get(pair.new)) {
                (Nearness::Same | Nearness::None, ..) | (_, None, _) | (_, _, None) => {
                    Difference::default()
                }
                (_, Some(a), Some(b)) => words::difference(&text(old, *a), &text(new, *b)),
            }
        })
        .collect()
}
