//! What is known when one value is read.

use super::hints::Hints;
use super::reading::Verb;
use super::subject::Subject;
use crate::text::span::NormSpan;

/// What is known when one value is read.
pub(super) struct Context<'a> {
    pub from: usize,
    pub clause_start: usize,
    pub sentence: NormSpan,
    pub hints: Hints,
    pub subject: Option<Subject>,
    pub noun: Option<NormSpan>,
    pub verb: Option<Verb>,
    pub carried: bool,
    /// The value before was a growth rate.
    pub growing: bool,
    pub last: Option<&'a Subject>,
}
