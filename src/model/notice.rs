//! What went partly wrong while the rest went on. The words for it are the interface's business.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What happened; the interface and the command line have a sentence for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Notice {
    /// The file was read, but no report was found in it.
    NoReport,
    /// A report without a passage that states goals.
    NoGoals,
    /// The text ends inside a report.
    CutOff,
    /// The encoding was guessed, and some characters do not fit it.
    BadCharacters {
        /// How many characters could not be decoded.
        count: usize,
        /// The line with the first of them, from 1; 0 where it is not known.
        #[serde(default)]
        line: usize,
    },
    /// The text had been decoded wrongly before it was saved, and was put right.
    Repaired,
    /// Places where characters lost a half before the text was saved.
    HalfLost {
        /// How many places.
        count: usize,
    },
    /// Such places, guessed because the user asked for it.
    Mended {
        /// How many places.
        count: usize,
    },
    /// Readings in brackets and letters strewn over the text, set aside for the analysis.
    SetAside {
        /// How many.
        count: usize,
    },
    /// Texts that a workbook cut at the most a cell can hold.
    CellsCut {
        /// How many.
        count: usize,
    },
    /// The same report stands in the file several times; it is shown once.
    Repeated {
        /// How many copies were left out.
        count: usize,
    },
    /// Pages of a PDF that show a picture and no text: scans.
    PagesWithoutText {
        /// How many.
        count: usize,
        /// Of how many.
        pages: usize,
    },
    /// Pages of a PDF whose fonts do not tell their characters.
    PagesGarbled {
        /// How many.
        count: usize,
        /// Of how many.
        pages: usize,
    },
}

impl Notice {
    /// Whether it tells how a file was read, not what was found in its text.
    pub const fn is_of_reading(&self) -> bool {
        !matches!(
            self,
            Self::NoReport | Self::NoGoals | Self::CutOff | Self::Repeated { .. }
        )
    }
}

/// An English sentence.
impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReport => f.write_str("no government work report was found in this text"),
            Self::Repaired => {
                f.write_str("the text had been saved in the wrong encoding and was put right")
            }
            Self::NoGoals => f.write_str("no passage that states goals was found"),
            Self::CutOff => f.write_str("the text ends inside the report"),
            Self::BadCharacters { count, line } => {
                write!(
                    f,
                    "{count} characters do not fit the encoding, the first in line {line}"
                )
            }
            Self::SetAside { count } => {
                write!(
                    f,
                    "{count} readings in brackets or letters strewn over the text were set aside"
                )
            }
            Self::HalfLost { count } => {
                write!(
                    f,
                    "{count} places hold characters that lost a half; the window can guess them"
                )
            }
            Self::CellsCut { count } => write!(
                f,
                "{count} texts fill a cell of the workbook to its limit of 32,767 characters; their ends are missing"
            ),
            Self::Mended { count } => {
                write!(f, "{count} places of half-lost characters were guessed")
            }
            Self::PagesWithoutText { count, pages } => {
                write!(
                    f,
                    "{count} of {pages} pages have no text; they may be scans"
                )
            }
            Self::PagesGarbled { count, pages } => {
                write!(
                    f,
                    "{count} of {pages} pages hold characters that the file does not explain"
                )
            }
            Self::Repeated { count } => {
                write!(f, "{count} further copies of the same report were left out")
            }
        }
    }
}
