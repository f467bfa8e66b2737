//! Tables and reports as bytes of a file format, and the one way to write them to a file.

pub mod comparison;
pub mod csv;
pub mod docx;
pub mod json;
pub mod ledger;
pub mod markup;
pub mod table;
pub mod xlsx;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use thiserror::Error;

use table::Table;

/// A file format of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Excel, numbers as numbers, key words bold.
    Xlsx,
    /// Comma separated, UTF-8 with a byte order mark, for Excel.
    Csv,
    /// Tab separated.
    Tsv,
    /// A table in Markdown.
    Md,
    /// A page with the key words coloured.
    Html,
    /// A document with the key words coloured, for Word and WPS.
    Docx,
    /// Everything, for programs.
    Json,
}

impl Format {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 7] = [
        Self::Xlsx,
        Self::Csv,
        Self::Tsv,
        Self::Md,
        Self::Html,
        Self::Docx,
        Self::Json,
    ];

    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Json => "json",
        }
    }

    /// The format of an ending.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.ending() == ending)
    }
}

/// Why a table could not be turned into a file.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The spreadsheet library refused.
    #[error("the spreadsheet could not be made: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The CSV library refused.
    #[error("the table could not be made: {0}")]
    Csv(String),
    /// The document library refused.
    #[error("the document could not be made: {0}")]
    Docx(String),
    /// The JSON library refused.
    #[error("the data could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// The bytes of `table` in `format`; JSON has its own shape and is made by [`json`].
pub fn table(table: &Table, format: Format) -> Result<Vec<u8>, ExportError> {
    match format {
        Format::Xlsx => xlsx::write(table),
        Format::Csv => csv::write(table, b',', true),
        Format::Tsv => csv::write(table, b'\t', false),
        Format::Md => Ok(markup::markdown(table).into_bytes()),
        Format::Html => Ok(markup::html(table).into_bytes()),
        Format::Docx => docx::write(&table.to_read()),
        Format::Json => json::table(table),
    }
}

/// Writes a file whole or not at all: to a side file first, which is then renamed.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let side = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = fs::File::create(&side).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&side, path));
    if done.is_err() {
        let _ = fs::remove_file(&side);
    }
    done
}
