//! From a file to its text. The only room of the engine that opens files.
//!
//! What cannot be read is an error that says what to do; the text itself is never changed after this.

pub mod archive;
mod biff;
mod doc;
pub mod docx;
pub mod encoding;
mod field;
mod flow;
mod foreign;
pub mod html;
mod layout;
pub mod mojibake;
mod note;
mod numbering;
pub mod odt;
mod ofd;
pub mod office;
mod package;
pub mod pdf;
pub mod rows;
pub mod rtf;
pub mod shifted;
mod word6;

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::model::fix::Fix;
use crate::model::notice::Notice;
use crate::model::source::{FileKind, SourceText};
use crate::text::noise;

/// Larger files are no reports; reading them would only fill the memory.
pub const LARGEST_BYTES: u64 = 256 << 20;

/// Why a file could not be read. The path is not part of it: whoever asked knows it.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is no such file, or it was removed meanwhile.
    #[error("the file is not there any more; open it again from where it is now")]
    Missing,
    /// The system refuses to open it.
    #[error("no permission to read the file; change its permissions or copy it elsewhere")]
    Denied,
    /// It has no bytes.
    #[error("the file is empty")]
    Empty,
    /// A page that a script fills when it is shown.
    #[error(
        "the page has no text of its own, a script fills it; open it in a browser, select all, and paste the text"
    )]
    Scripted,
    /// It is larger than any report.
    #[error("the file has {megabytes} MB; no report is that large (limit 256 MB)")]
    TooLarge {
        /// Its size.
        megabytes: u64,
    },
    /// Its bytes are no text.
    #[error("the file is not text; save it as .docx or .txt and open that")]
    NotText,
    /// A format that is not read.
    #[error("{kind} files are not read; save the report as .docx, .pdf or .txt and open that")]
    Unsupported {
        /// EPUB, PowerPoint, program …
        kind: &'static str,
    },
    /// An archive that is not opened, or a way of packing.
    #[error("{kind} archives are not opened; unpack it and open the files or the folder")]
    Packed {
        /// 7z, RAR, gzip …
        kind: &'static str,
    },
    /// A picture, of a page perhaps.
    #[error(
        "it is a picture ({kind}) and has no text; read it with a text recognition program first"
    )]
    Picture {
        /// JPEG, PNG …
        kind: &'static str,
    },
    /// It begins like a format and does not go on so.
    #[error("the {kind} file is damaged; open it where it was made and save it again ({detail})")]
    Damaged {
        /// Word, PDF, zip …
        kind: &'static str,
        /// What was wrong.
        detail: String,
    },
    /// It needs a password.
    #[error("the {kind} file is locked by a password; take the password off and open it again")]
    Encrypted {
        /// Word, PDF, zip.
        kind: &'static str,
    },
    /// Pages without text.
    #[error(
        "the PDF has {pages} pages and no text; it is a scan: read it with a text recognition program first"
    )]
    Scan {
        /// How many pages it has.
        pages: usize,
    },
    /// It unpacks to more than any report.
    #[error("the file unpacks to more than 256 MB; no report is that large")]
    Bomb,
    /// A pipe, a device.
    #[error("it is not a file but a pipe or a device; choose a file")]
    NotFile,
    /// Anything else the system says.
    #[error("the file could not be read: {0}")]
    Io(std::io::Error),
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Io(error),
        }
    }
}

/// Reads a file of any supported kind, or one inside an archive (`archive.zip!/report.txt`).
pub fn read(path: &Path) -> Result<SourceText, ReadError> {
    read_bytes(&bytes(path)?)
}

/// The bytes of a file, or of one inside an archive.
pub fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    if let Some(bytes) = archive::read(path) {
        return bytes;
    }
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(ReadError::NotFile);
    }
    let size = about.len();
    if size > LARGEST_BYTES {
        return Err(ReadError::TooLarge {
            megabytes: size >> 20,
        });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A file may grow while it is read.
    File::open(path)?
        .take(LARGEST_BYTES)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The fingerprint of a file's bytes.
pub fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Reads the bytes of a file; its kind is told by what it holds, not by its name.
pub fn read_bytes(bytes: &[u8]) -> Result<SourceText, ReadError> {
    read_bytes_fixed(bytes, &Fix::default())
}

/// The same, with the encoding and the columns a user chose.
pub fn read_bytes_fixed(bytes: &[u8], fix: &Fix) -> Result<SourceText, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut found = kinds(bytes, fix)?;
    found.sha256 = fingerprint(bytes);
    if fix.encoding.is_none()
        && let Some(text) = mojibake::repaired(&found.text)
    {
        found.text = text;
        found.notices.push(Notice::Repaired);
    }
    if fix.mend {
        let (text, count) = shifted::mended(&found.text);
        found.text = text;
        found.notices.push(Notice::Mended { count });
    }
    match shifted::count(&found.text) {
        0 => {}
        count => found.notices.push(Notice::HalfLost { count }),
    }
    if found.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    match noise::count(&found.text) {
        0 => {}
        count => found.notices.push(Notice::SetAside { count }),
    }
    Ok(found)
}

fn kinds(bytes: &[u8], fix: &Fix) -> Result<SourceText, ReadError> {
    let whole = |kind: FileKind, text: String| SourceText {
        text,
        kind,
        encoding: None,
        sha256: String::new(),
        columns: None,
        notices: Vec::new(),
    };
    if let Some(encoding) = &fix.encoding {
        let decoded = encoding::decode_as(bytes, encoding).ok_or(ReadError::NotText)?;
        return written(decoded, FileKind::Txt, fix);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes, fix, whole);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return office::read(bytes, fix, whole);
    }
    if bytes
        .get(..bytes.len().min(1024))
        .is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-"))
    {
        let found = pdf::text(bytes)?;
        let mut source = whole(FileKind::Pdf, found.text);
        source.notices = found.notices;
        return Ok(source);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(whole(FileKind::Rtf, rtf::text(bytes)));
    }
    if let Some(error) = foreign::by_bytes(bytes) {
        return Err(error);
    }
    let page = if html::is_mhtml(bytes) {
        html::mhtml(bytes)
    } else if html::is_page(bytes) {
        html::text(bytes)
    } else {
        None
    };
    if let Some(page) = page {
        let script = |head: &[u8]| head.windows(7).any(|w| w.eq_ignore_ascii_case(b"<script"));
        if page.text.trim().is_empty() && script(bytes) {
            return Err(ReadError::Scripted);
        }
        return written(page, FileKind::Html, fix);
    }
    let decoded = encoding::decode(bytes).ok_or(ReadError::NotText)?;
    written(decoded, FileKind::Txt, fix)
}

/// The text of a document inside another one, which holds none itself.
fn inner(bytes: &[u8]) -> Result<String, ReadError> {
    if bytes.starts_with(b"PK") {
        return Err(ReadError::Unsupported { kind: "Word" });
    }
    kinds(bytes, &Fix::default()).map(|found| found.text)
}

/// What a decoded text holds: a report, Word's own XML, a table of reports.
fn written(
    decoded: encoding::Decoded,
    mut kind: FileKind,
    fix: &Fix,
) -> Result<SourceText, ReadError> {
    let mut columns = None;
    let mut notices = Vec::new();
    if decoded.bad > 0 {
        let before = decoded.text.split('\u{fffd}').next().unwrap_or("");
        notices.push(Notice::BadCharacters {
            count: decoded.bad,
            line: before.matches('\n').count() + 1,
        });
    }
    let mut text = decoded.text;
    if kind == FileKind::Txt {
        // Word 2003 XML, and Word's own package in one file.
        let head = text.get(..text.floor_char_boundary(2000)).unwrap_or("");
        if head.contains("<?xml") && (head.contains("wordDocument") || head.contains("pkg:package"))
        {
            text = docx::xml(text.as_bytes())?;
            kind = FileKind::Docx;
        } else if let Some(found) = rows::json(&text).and_then(|table| table.text(fix.columns)) {
            (text, kind, columns) = (found.0, FileKind::Json, Some(found.1));
        } else if let Some(found) = rows::csv(&text).and_then(|table| table.text(fix.columns)) {
            (text, kind, columns) = (found.0, FileKind::Csv, Some(found.1));
        }
    }
    Ok(SourceText {
        text,
        kind,
        encoding: Some(decoded.name),
        sha256: String::new(),
        columns,
        notices,
    })
}

/// Formats that are archives: docx, odt, xlsx.
fn packed(
    bytes: &[u8],
    fix: &Fix,
    whole: impl Fn(FileKind, String) -> SourceText,
) -> Result<SourceText, ReadError> {
    let damaged = |detail: String| ReadError::Damaged {
        kind: "Word",
        detail,
    };
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))
        .map_err(|error| damaged(error.to_string()))?;
    let word = archive
        .file_names()
        .flatten()
        .any(|name| name.starts_with("word/") || name.starts_with("word\\"));
    if word {
        return Ok(whole(FileKind::Docx, docx::text(archive)?));
    }
    let sheet = is_sheet(&mut archive);
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") || sheet {
        return Ok(book(rows::workbook(bytes, fix.columns)?, whole));
    }
    if has("OFD.xml") {
        let mut source = whole(FileKind::Ofd, String::new());
        (source.text, source.notices) = ofd::text(archive)?;
        return Ok(source);
    }
    if has("content.xml") {
        let mut part = |name: &str| {
            let part = archive
                .by_name(name)
                .map_err(|error| damaged(error.to_string()))?;
            archive::unpacked(part)
        };
        let content = part("content.xml")?;
        let styles = part("styles.xml").unwrap_or_default();
        let text = odt::text(&content, &styles).map_err(|error| damaged(error.to_string()))?;
        return Ok(whole(FileKind::Odt, text));
    }
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(std::borrow::Cow::into_owned)
        .collect();
    let foreign = foreign::by_members(names.iter().map(String::as_str));
    Err(foreign.unwrap_or_else(|| ReadError::Damaged {
        kind: "zip",
        detail: "no document inside; a file of an archive is named archive.zip!/file".to_owned(),
    }))
}

/// Whether an OpenDocument is a table of figures, as its first part says.
fn is_sheet(archive: &mut zip::ZipArchive<std::io::Cursor<&[u8]>>) -> bool {
    let mut said = String::new();
    let part = archive.by_name("mimetype");
    part.is_ok_and(|part| part.take(100).read_to_string(&mut said).is_ok())
        && said.contains("spreadsheet")
}

/// A workbook as a source.
fn book(book: rows::Book, whole: impl Fn(FileKind, String) -> SourceText) -> SourceText {
    let cut = (book.cut > 0).then_some(Notice::CellsCut { count: book.cut });
    SourceText {
        columns: book.columns,
        notices: cut.into_iter().collect(),
        ..whole(FileKind::Xlsx, book.text)
    }
}

/// A text that was pasted.
pub fn pasted(text: &str) -> SourceText {
    SourceText {
        text: text.to_owned(),
        kind: FileKind::Pasted,
        encoding: None,
        sha256: fingerprint(text.as_bytes()),
        columns: None,
        notices: Vec::new(),
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The files behind a path: itself, or all readable kinds in a folder and below, by name.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    if path.to_str().is_some_and(|text| text.contains("!/")) && !path.exists() {
        return Ok(vec![path.to_owned()]);
    }
    if !fs::metadata(path)?.is_dir() {
        return if archive::is_archive(path) {
            archive::files(path)
        } else {
            Ok(vec![path.to_owned()])
        };
    }
    let mut out = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
            // Links to folders are not followed: a folder may contain itself.
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            let linked =
                kind.is_symlink() && fs::metadata(&path).is_ok_and(|about| about.is_file());
            if hidden {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if !kind.is_file() && !linked {
                // A link to a folder, a pipe, a device.
            } else if archive::is_archive(&path) {
                // A broken archive stays in the list, so that its error is shown.
                match archive::files(&path) {
                    Ok(inside) => out.extend(inside),
                    Err(_) => out.push(path),
                }
            } else if is_report_kind(&path)
                || foreign::is_listed(&path, entry.metadata().ok().map(|about| about.len()))
            {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

/// How the names of files with texts end.
pub const ENDINGS: &[&str] = &[
    "txt", "md", "text", "docx", "docm", "dotx", "dot", "doc", "wps", "wpt", "rtf", "odt", "pdf",
    "ofd", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "xml", "csv", "tsv", "xlsx", "xlsm",
    "xls", "et", "ett", "ods", "json", "jsonl",
];

/// How the names of files with other files in them end.
pub const ARCHIVE_ENDINGS: &[&str] = &["zip"];

/// Whether a file in a folder is worth opening, by its ending.
pub fn is_report_kind(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}
