//! What a user wrote about words of a text.

use serde::{Deserialize, Serialize};

use crate::text::span::CharSpan;

/// A note on words of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// The fingerprint of the file.
    pub sha256: String,
    /// Where the words stand in the file's text.
    #[serde(flatten)]
    pub span: CharSpan,
    /// The words.
    pub quote: String,
    /// What was written.
    pub text: String,
    /// Who wrote it: the name the system has for the user.
    pub by: Option<String>,
    /// When, UTC: `2026-01-28T09:30:00Z`.
    pub at: String,
}
