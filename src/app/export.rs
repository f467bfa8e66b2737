//! A file to write: what it holds, of which reports, in which format, and what is done afterwards.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::board::{self, Key};
use crate::engine::export::audit::Audit;
use crate::engine::export::{Format, words};
use crate::engine::labels::Language;
use crate::engine::picture;
use crate::model::analysed::AnalysedFile;
use crate::model::goal::Kind;

use super::words::{Drawn, Parter};

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Goals, tasks, results, one a row.
    #[default]
    Items,
    /// Reports by indicators.
    Board,
    /// The first two reports side by side.
    Comparison,
    /// What became of the goals of the first in the second.
    Ledger,
    /// Everything, so that another person can check it.
    Audit,
    /// A picture of the board.
    Picture,
    /// Counts of words, or every place.
    Words,
    /// A picture of words.
    WordsPicture,
}

impl Content {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 8] = [
        Self::Items,
        Self::Board,
        Self::Picture,
        Self::Words,
        Self::WordsPicture,
        Self::Comparison,
        Self::Ledger,
        Self::Audit,
    ];

    /// Whether it is drawn.
    pub const fn is_drawn(self) -> bool {
        matches!(self, Self::Picture | Self::WordsPicture)
    }

    /// Whether it is about words.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Words | Self::WordsPicture)
    }

    /// Whether it is about two reports.
    pub const fn compares(self) -> bool {
        matches!(self, Self::Comparison | Self::Ledger)
    }
}

/// A report to write about.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Its file.
    pub file: Arc<AnalysedFile>,
    /// Its place there.
    pub index: usize,
    /// The file's name.
    pub name: String,
    /// The day it was read.
    pub read: String,
}

/// What is done when a file was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// Nothing.
    Nothing,
    /// Its folder is shown.
    #[default]
    Folder,
    /// It is opened.
    File,
}

/// A file to write.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// What it holds.
    pub content: Content,
    /// Which reports.
    pub reports: Vec<Chosen>,
    /// What the user did, for an audit.
    pub audit: Arc<Audit>,
    /// Which lists.
    pub kinds: Vec<Kind>,
    /// The keys of columns left out.
    pub without: Vec<String>,
    /// How the board is.
    pub board: board::Ask,
    /// Which picture of it.
    pub picture: picture::Kind,
    /// The column the picture is of; the first when none.
    pub picture_of: Option<Key>,
    /// What is asked about words, how they are parted, and which picture of them.
    pub words: words::Ask,
    /// How words are parted.
    pub parter: Arc<Parter>,
    /// Which picture of words.
    pub drawn: Drawn,
    /// A workbook of the board draws its first column.
    pub chart: bool,
    /// In which format.
    pub format: Format,
    /// Where to.
    pub path: PathBuf,
    /// In which language its heads are.
    pub language: Language,
    /// What is done afterwards.
    pub after: After,
}
