//! Files inside zip archives, named `archive.zip!/folder/file.docx`, read as if they stood in a folder of that name.
//!
//! Archives inside archives are opened a few levels deep. Names are UTF-8 where the archive says so, else as they look.

use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::{LARGEST_BYTES, ReadError, encoding, foreign, is_report_kind};

/// What parts an archive's path from the path inside it.
const INSIDE: &str = "!/";

/// Archives inside archives are opened this deep.
const DEEPEST: usize = 3;

/// No archive of reports has more files.
const MOST: usize = 20_000;

fn damaged(error: impl ToString) -> ReadError {
    ReadError::Damaged {
        kind: "zip",
        detail: error.to_string(),
    }
}

/// The name of a file inside an archive.
fn name(raw: &[u8]) -> String {
    let name = std::str::from_utf8(raw).map_or_else(|_| encoding::short(raw), str::to_owned);
    name.replace('\\', "/")
}

/// The readable files inside the archive at `path`.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let file = std::fs::File::open(path)?;
    let mut out = Vec::new();
    list(file, &path.display().to_string(), 1, &mut out)?;
    out.sort();
    Ok(out)
}

fn list(
    archive: impl Read + Seek,
    prefix: &str,
    depth: usize,
    out: &mut Vec<PathBuf>,
) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(archive).map_err(damaged)?;
    for at in 0..archive.len().min(MOST) {
        let Ok(entry) = archive.by_index_raw(at) else {
            continue;
        };
        let inner = name(entry.name_raw());
        let hidden = inner
            .split('/')
            .any(|part| part.starts_with(['.', '~']) || part == "__MACOSX");
        if entry.is_dir() || hidden {
            continue;
        }
        let size = entry.size();
        drop(entry);
        let whole = format!("{prefix}{INSIDE}{inner}");
        if is_archive(Path::new(&inner)) {
            // An inner archive that cannot be opened is listed, so that its error is shown where it is read.
            let nested = (depth < DEEPEST)
                .then(|| member(&mut archive, at).ok())
                .flatten()
                .is_some_and(|bytes| list(Cursor::new(bytes), &whole, depth + 1, out).is_ok());
            if !nested {
                out.push(PathBuf::from(whole));
            }
        } else if out.len() < MOST
            && (is_report_kind(Path::new(&inner))
                || foreign::is_listed(Path::new(&inner), Some(size)))
        {
            out.push(PathBuf::from(whole));
        }
    }
    Ok(())
}

/// Whether a name is an archive's.
pub fn is_archive(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// The bytes of a file inside an archive, or `None` when `path` names none.
pub fn read(path: &Path) -> Option<Result<Vec<u8>, ReadError>> {
    let text = path.to_str()?;
    let (outer, inner) = text.split_once(INSIDE)?;
    if path.exists() || !Path::new(outer).is_file() {
        return None;
    }
    Some((|| {
        let file = std::fs::File::open(outer)?;
        let mut parts = inner.split(INSIDE);
        let mut bytes = find(file, parts.next().unwrap_or(""))?;
        for part in parts.take(DEEPEST) {
            bytes = find(Cursor::new(bytes), part)?;
        }
        Ok(bytes)
    })())
}

fn find(archive: impl Read + Seek, wanted: &str) -> Result<Vec<u8>, ReadError> {
    let mut archive = ZipArchive::new(archive).map_err(damaged)?;
    let at = (0..archive.len())
        .find(|&at| {
            archive
                .by_index_raw(at)
                .is_ok_and(|entry| name(entry.name_raw()) == wanted)
        })
        .ok_or(ReadError::Missing)?;
    member(&mut archive, at)
}

fn member(archive: &mut ZipArchive<impl Read + Seek>, at: usize) -> Result<Vec<u8>, ReadError> {
    let entry = archive.by_index(at).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            ReadError::Encrypted { kind: "zip" }
        }
        zip::result::ZipError::UnsupportedArchive(_)
        | zip::result::ZipError::CompressionMethodNotSupported(_) => {
            ReadError::Packed { kind: "zip" }
        }
        other => damaged(other),
    })?;
    unpacked(entry)
}

/// What a packed stream holds, as long as it stays within the limit of a file.
pub fn unpacked(packed: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    packed
        .take(LARGEST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(damaged)?;
    if bytes.len() as u64 > LARGEST_BYTES {
        return Err(ReadError::Bomb);
    }
    Ok(bytes)
}
