//! A rule made from a correction: words with a number in them, and what they state.

use serde::{Deserialize, Serialize};

use super::goal::Measure;

/// What stands for a number in the words of a rule.
pub const NUMBER: char = 'X';

/// Words with a number in them, and what they state: `按增长X%安排 = gdp growth`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The words, with [`NUMBER`] for each number.
    pub words: String,
    /// The id of the indicator; `other` with the name below for one the lexicon lacks.
    pub indicator: String,
    /// What it measures.
    pub measure: Measure,
    /// They state a goal; otherwise what is read there is none.
    pub goal: bool,
}

impl Rule {
    /// Its key: one rule for the same words.
    pub fn key(&self) -> String {
        self.words.clone()
    }
}
