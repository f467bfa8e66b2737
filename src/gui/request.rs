//! Which dialog a panel asks for.

use crate::model::goal::Measure;
use crate::model::note::Note;

/// A dialog to open, with what it starts from.
#[derive(Clone, Debug)]
pub enum Open {
    /// Write a file.
    Export,
    /// Every file dropped or opened, and what came of it.
    Imports,
    /// Type or paste a path.
    Path,
    /// Paste a text.
    Paste,
    /// What each region weighs in a mean of the board.
    Weights,
    /// The list of the topic at this place; one more where there is none.
    Topic(usize),
    /// The stop words.
    StopWords,
    /// A user's own words for parting texts.
    Dictionaries,
    /// Where to keep the project.
    SaveAs,
    /// Where to write a copy of it.
    SaveCopy,
    /// What was done.
    History,
    /// A note.
    Note(Note),
    /// All notes.
    Notes,
    /// Rules.
    Rules,
    /// Rules, with one that is being made of the words of a goal, or of what is selected.
    NewRule {
        /// The words.
        quote: String,
        /// Its indicator, by its id; empty where it is not known.
        indicator: String,
        /// What it measures.
        measure: Option<Measure>,
    },
    /// What the program is.
    About,
    /// Keys.
    Shortcuts,
}
