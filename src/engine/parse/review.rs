//! Which years a review looks back on.

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::model::goal::Period;
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

use super::passages::plans;

/// Which years a review speaks of at its start.
pub(super) fn review_scope(
    norm: &Norm,
    lexicon: &Lexicon,
    NormSpan { start, end }: NormSpan,
    title: &str,
) -> Scope {
    if Lexicon::cue(Cue::TermHeading).inside(title) {
        return Scope::Term;
    }
    if title.is_empty() {
        return lexicon
            .scopes
            .first(norm, start..(start + 120).min(end))
            .map_or(Scope::Year, |(_, _, scope)| scope);
    }
    Scope::Year
}

/// The term a review speaks of: the five years before the plan, or a five-year plan named by its heading.
pub(super) fn review_term(
    norm: &Norm,
    NormSpan { start, end }: NormSpan,
    title: &str,
    plan: Option<i32>,
) -> Option<Period> {
    let plan = plan?;
    let head = format!("{title}{}", norm.text(start..(start + 80).min(end)));
    let named = plans()
        .iter()
        .find(|(word, first)| head.contains(word) && first + 4 <= plan && first + 5 >= plan)
        .map(|(_, first)| *first);
    Some(named.map_or_else(
        || Period::Span(plan - years_told(&head).unwrap_or(5), plan - 1),
        |first| Period::Span(first, first + 4),
    ))
}

/// 过去四年, 三年来: over how many years a review looks back.
fn years_told(head: &str) -> Option<i32> {
    let chars: Vec<char> = head.chars().collect();
    let years = |c: char| {
        let digit = c.to_digit(10).or_else(|| number::chinese_digit(c))?;
        i32::try_from(digit).ok().filter(|years| *years > 1)
    };
    chars.windows(4).find_map(|window| match window {
        [_, '去' | '的', count, '年'] | [count, '年', '来', _] => years(*count),
        _ => None,
    })
}
