//! Tables and reports as bytes of a file format, and the one way to write them to a file.

pub mod audit;
pub mod board;
pub mod columns;
pub mod comparison;
pub mod csv;
pub mod docx;
pub mod items;
pub mod json;
pub mod ledger;
pub mod markup;
pub mod parquet;
pub mod request;
pub mod sources;
pub mod table;
pub mod words;
pub mod xlsx;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use thiserror::Error;

use crate::engine::labels::Language;
use crate::engine::picture::{self, Scene};
use crate::model::analysed::Source;
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
    /// Typed columns, for Python, R and DuckDB.
    Parquet,
    /// A picture that stays sharp at any size.
    Svg,
    /// A picture, twice as fine as on screen.
    Png,
}

impl Format {
    /// Those of tables, in the order of the dialog.
    pub const TABLES: [Self; 8] = [
        Self::Xlsx,
        Self::Csv,
        Self::Tsv,
        Self::Md,
        Self::Html,
        Self::Docx,
        Self::Json,
        Self::Parquet,
    ];

    /// Those of pictures.
    pub const PICTURES: [Self; 2] = [Self::Svg, Self::Png];

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
            Self::Parquet => "parquet",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// Whether people read it, not programs.
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Md | Self::Html | Self::Docx)
    }

    /// Whether such a file tells how it was made and from what.
    pub const fn tells(self) -> bool {
        matches!(self, Self::Xlsx)
    }

    /// The format of an ending.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::TABLES
            .into_iter()
            .chain(Self::PICTURES)
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
    /// A table was asked for as a picture.
    #[error("a table cannot be written as a picture; see board --picture")]
    NotAPicture,
    /// Two reports are compared, and fewer were given.
    #[error("two reports are needed to compare them")]
    NoPair,
    /// What became of goals was asked of a text without a report.
    #[error("a ledger needs a report on both sides; see duizhao-cli extract")]
    NoReport,
    /// The picture library refused.
    #[error(transparent)]
    Picture(#[from] crate::engine::picture::PictureError),
    /// The Parquet library refused.
    #[error("the Parquet file could not be made: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
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
        Format::Parquet => Ok(parquet::write(table)?),
        Format::Svg | Format::Png => Err(ExportError::NotAPicture),
    }
}

/// The bytes of a picture: PNG, or SVG for every other format.
pub fn picture(scene: &Scene, format: Format) -> Result<Vec<u8>, ExportError> {
    match format {
        Format::Png => Ok(picture::png(scene)?),
        _ => Ok(picture::svg(scene).into_bytes()),
    }
}

/// The table with the sheets that tell its columns and its sources.
#[must_use]
pub fn with_sheets(mut table: Table, from: &[Source<'_>], language: Language) -> Table {
    let columns = sources::columns(&table, language);
    table.more = vec![columns, sources::sources(from, language)];
    table
}

/// Why a file could not be written: the key of a sentence that says what to do.
pub fn refusal(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    // Windows: another program has the file open.
    const SHARING: [i32; 2] = [32, 33];
    if cfg!(windows)
        && error
            .raw_os_error()
            .is_some_and(|code| SHARING.contains(&code))
    {
        return "busy";
    }
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "denied",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "full",
        ErrorKind::NotFound | ErrorKind::NotADirectory => "gone",
        ErrorKind::IsADirectory | ErrorKind::InvalidFilename => "name",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "busy",
        _ => "other",
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
