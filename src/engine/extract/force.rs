//! How hard a value is meant: its own bound word, or 确保 and 力争 reaching it from before.

use crate::engine::lexicon::{BoundWord, ForceWord, Lexicon};
use crate::model::goal::{Bound, Force};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use crate::engine::quantity::{Number, is_mark};

/// The force of a value: its own bound word first, then 确保 or 力争 earlier in the sentence.
pub(super) fn force(
    norm: &Norm,
    sentence: usize,
    number: &Number,
    bound: Bound,
    at: Option<NormSpan>,
) -> (Force, Option<NormSpan>) {
    let lexicon = Lexicon::get();
    // A range keeps its bound; the word around it (5%—6%左右) sets the force all the same.
    let bound = match (bound, at) {
        (Bound::Range, Some(NormSpan { start, end })) => lexicon
            .bounds_after
            .starting(norm, start..end)
            .map(|(_, bound)| bound)
            .or_else(|| {
                lexicon
                    .bounds_before
                    .ending(norm, start..end)
                    .and_then(|(_, word)| match word {
                        BoundWord::Before(bound) => Some(bound),
                        _ => None,
                    })
            })
            .unwrap_or(bound),
        _ => bound,
    };
    match bound {
        Bound::Ge | Bound::Le => return (Force::Hard, at),
        Bound::Approx => return (Force::Soft, at),
        _ => {}
    }
    governing(norm, sentence, number.lead)
        .map_or((Force::Plain, None), |(force, at)| (force, Some(at)))
}

/// No word reaches over more characters than a long sentence has.
const REACH: usize = 600;

/// The force word that reaches the value at `lead`: the last one before it, if it does.
pub(super) fn governing(norm: &Norm, sentence: usize, lead: usize) -> Option<(Force, NormSpan)> {
    let from = sentence.max(lead.saturating_sub(REACH));
    let (start, end, word) = Lexicon::get().forces.last(norm, from..lead)?;
    reaches(norm, word, NormSpan::new(start, end), lead)
        .then_some((word.force, NormSpan::new(start, end)))
}

/// Whether a force word still governs a value: it reaches over parallel members, not over a new 、 list of verbs.
fn reaches(norm: &Norm, word: ForceWord, at: NormSpan, to: usize) -> bool {
    let same_clause = (at.end..to).all(|i| norm.at(i) != '，');
    // Inside a clause, behind its subject or an earlier value, the word governs that clause alone.
    same_clause || !word.own_clause && opens_clause(norm, at.start)
}

/// Whether a word opens its clause: only words such as 全年, 我们, 到2026年 stand before it.
pub(super) fn opens_clause(norm: &Norm, at: usize) -> bool {
    let lexicon = Lexicon::get();
    let mut start = at;
    while !is_mark(norm.before(start)) && start > 0 && at - start < 12 {
        start -= 1;
    }
    if norm.before(start) == '、' {
        return false;
    }
    lexicon.names.first(norm, start..at).is_none()
        && lexicon
            .predicates
            .first(norm, start..at)
            .is_none_or(|(from, ..)| from > start + 8)
}
