//! From a file to its text. The only room of the engine that opens files.
//!
//! What cannot be read is an error that says what to do; the text itself is never changed after this.

pub mod docx;
pub mod encoding;

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::model::notice::Notice;
use crate::model::source::{FileKind, SourceText};

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
    /// It is larger than any report.
    #[error("the file has {megabytes} MB; no report is that large (limit 256 MB)")]
    TooLarge {
        /// Its size.
        megabytes: u64,
    },
    /// Its bytes are no text.
    #[error("the file is not text; save it as .docx or .txt and open that")]
    NotText,
    /// A format with a room of its own later.
    #[error("{kind} files cannot be read yet; save it as .docx or .txt and open that")]
    Unsupported {
        /// doc, pdf, rtf …
        kind: &'static str,
    },
    /// A docx that is none, or a damaged one.
    #[error(
        "the Word file is damaged or not a .docx; open it in Word or WPS and save it again ({detail})"
    )]
    Docx {
        /// What was wrong.
        detail: String,
    },
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

/// Reads a file of any supported kind.
pub fn read(path: &Path) -> Result<SourceText, ReadError> {
    let size = fs::metadata(path)?.len();
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
    read_bytes(&bytes)
}

/// Reads the bytes of a file; its kind is told by its first bytes, not by its name.
pub fn read_bytes(bytes: &[u8]) -> Result<SourceText, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let sha256 = hex(&Sha256::digest(bytes));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let text = docx::text(bytes)?;
        return Ok(SourceText {
            text,
            kind: FileKind::Docx,
            encoding: None,
            sha256,
            notices: Vec::new(),
        });
    }
    if let Some(kind) = foreign(bytes) {
        return Err(ReadError::Unsupported { kind });
    }
    let decoded = encoding::decode(bytes).ok_or(ReadError::NotText)?;
    let mut notices = Vec::new();
    if decoded.bad > 0 {
        notices.push(Notice::BadCharacters { count: decoded.bad });
    }
    Ok(SourceText {
        text: decoded.text,
        kind: FileKind::Txt,
        encoding: Some(decoded.name),
        sha256,
        notices,
    })
}

/// A text that was pasted.
pub fn pasted(text: &str) -> SourceText {
    SourceText {
        text: text.to_owned(),
        kind: FileKind::Pasted,
        encoding: None,
        sha256: hex(&Sha256::digest(text.as_bytes())),
        notices: Vec::new(),
    }
}

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    [
        (b"\xD0\xCF\x11\xE0".as_slice(), "Word 97 (.doc)"),
        (b"%PDF", "PDF"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
        (b"Rar!", "RAR"),
        (b"7z\xBC\xAF", "7z"),
        (b"\x1F\x8B", "gzip"),
        (b"SQLite format 3", "SQLite"),
        (b"\x7FELF", "program"),
        (b"MZ", "program"),
    ]
    .iter()
    .find(|(magic, _)| start.starts_with(magic))
    .map(|(_, kind)| *kind)
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
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
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
            // Links are not followed: a folder may contain itself.
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if hidden {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if is_report_kind(&path) {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

/// Whether a file in a folder is worth opening, by its ending.
pub fn is_report_kind(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| {
        [
            "txt", "md", "text", "docx", "docm", "dotx", "doc", "pdf", "rtf", "wps",
        ]
        .contains(&ending.as_str())
    })
}
