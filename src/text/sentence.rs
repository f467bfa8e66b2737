//! Where the sentences of a text lie.

use super::norm::Norm;
use crate::text::span::NormSpan;

/// No sentence of a report is this long; what is (a table in one line) is cut, so that the work stays linear.
const LONGEST: usize = 2_000;

/// The sentences of `start..end`: split at 。！？； and line ends.
pub fn sentences(norm: &Norm, NormSpan { start, end }: NormSpan) -> Vec<NormSpan> {
    let mut out = Vec::new();
    let mut from = start;
    for (i, &c) in (start..end).zip(norm.chars(start..end)) {
        let endless = i - from > LONGEST && matches!(c, '，' | '、')
            || i - from > 2 * LONGEST && !c.is_ascii_digit();
        if endless || matches!(c, '。' | '！' | '？' | '；' | '\n') {
            if i > from {
                out.push(NormSpan::new(from, i));
            }
            from = i + 1;
        }
    }
    if from < end {
        out.push(NormSpan::new(from, end));
    }
    out
}
