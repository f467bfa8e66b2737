//! Whether a text without headings looks ahead or back, by all of its sentences.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::engine::quantity;
use crate::model::goal::Bound;
use crate::text::norm::Norm;
use crate::text::sentence::sentences;
use crate::text::span::NormSpan;

/// What a text does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It says what shall be.
    Ahead,
    /// It tells what was.
    Back,
}

/// The mood of a passage, where all sentences that have one agree.
pub(super) fn of(norm: &Norm, span: NormSpan) -> Option<Mood> {
    let lexicon = Lexicon::get();
    let (mut ahead, mut back) = (0, 0);
    for sentence in sentences(norm, span) {
        let told = lexicon.scopes.within(norm, sentence)
            || [Cue::LastYear, Cue::Done]
                .into_iter()
                .any(|cue| Lexicon::cue(cue).within(norm, sentence));
        if told {
            back += 1;
        } else if lexicon.forces.within(norm, sentence) {
            ahead += 2;
        } else if limited(norm, sentence) {
            ahead += 1;
        }
    }
    match (ahead, back) {
        (2.., 0) => Some(Mood::Ahead),
        (0, 1..) => Some(Mood::Back),
        _ => None,
    }
}

/// 以上, 以内, 左右: results are seldom stated so.
fn limited(norm: &Norm, span: NormSpan) -> bool {
    quantity::numbers(norm, span).iter().any(|number| {
        number.skip.is_none()
            && matches!(
                number.bound,
                Some(Bound::Ge | Bound::Le | Bound::Lt | Bound::Approx)
            )
    })
}
