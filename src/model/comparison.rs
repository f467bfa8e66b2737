//! Which sentence of a new report answers to which of an old one.

use serde::{Deserialize, Serialize};

use crate::text::span::CharSpan;

/// How near two sentences are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nearness {
    /// The same words.
    Same,
    /// One is an edit of the other.
    Edited,
    /// The same subject, other words.
    Related,
    /// Nothing answers.
    None,
}

impl Nearness {
    /// The word for it in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Edited => "edited",
            Self::Related => "related",
            Self::None => "none",
        }
    }
}

/// One sentence of the new report and its counterparts in the old one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Index of the sentence in [`Comparison::new`].
    pub new: usize,
    /// Indices of its counterparts in [`Comparison::old`].
    pub old: Vec<usize>,
    /// How near they are.
    pub nearness: Nearness,
    /// Their likeness, 0 to 1.
    pub score: f32,
    /// Out of order against its neighbours.
    pub moved: bool,
}

/// Two reports, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The sentences of the old report.
    pub old: Vec<CharSpan>,
    /// The sentences of the new report.
    pub new: Vec<CharSpan>,
    /// One entry for each sentence of the new report, in order.
    pub pairs: Vec<Pair>,
    /// Sentences of the old report that nothing answers to.
    pub dropped: Vec<usize>,
}
