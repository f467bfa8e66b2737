//! One file as read.

use serde::{Deserialize, Serialize};

use super::fix::Columns;
use super::notice::Notice;

/// What kind of file a text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// Plain text.
    Txt,
    /// Word 2007 and later.
    Docx,
    /// Word 97–2003, WPS.
    Doc,
    /// Rich Text.
    Rtf,
    /// OpenDocument.
    Odt,
    /// PDF.
    Pdf,
    /// Pages of GB/T 33190, the layout format of Chinese offices.
    Ofd,
    /// A saved web page.
    Html,
    /// A table with a report in each row.
    Csv,
    /// The same as a workbook.
    Xlsx,
    /// The same as JSON.
    Json,
    /// Typed or pasted into the window.
    Pasted,
}

impl FileKind {
    /// The word for it in file formats and output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Rtf => "rtf",
            Self::Odt => "odt",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Pasted => "pasted",
        }
    }
}

/// The text of a file, and how it was read. The text is never changed after this.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The text as extracted; all offsets are code points into it.
    pub text: String,
    /// What kind of file it was.
    pub kind: FileKind,
    /// Which encoding it was in, for text files.
    pub encoding: Option<&'static str>,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// How the columns of a table of reports are headed, and what each was taken for.
    pub columns: Option<(Vec<String>, Columns)>,
    /// What went partly wrong.
    pub notices: Vec<Notice>,
}
