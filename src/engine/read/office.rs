//! Files in the container of Office 97–2003 (Word, Excel, WPS): told apart by the streams inside.

use std::io::Cursor;

use cfb::CompoundFile as Container;

use super::archive::unpacked;
use super::{ReadError, biff, book, doc, rows};
use crate::model::fix::Fix;
use crate::model::source::{FileKind, SourceText};

/// Reads what the container holds.
pub fn read(
    bytes: &[u8],
    fix: &Fix,
    whole: impl Fn(FileKind, String) -> SourceText,
) -> Result<SourceText, ReadError> {
    let mut container = Container::open(Cursor::new(bytes));
    let has = |name: &str| {
        container
            .as_ref()
            .is_ok_and(|inside| inside.is_stream(name))
    };
    if has("/EncryptedPackage") {
        return Err(ReadError::Encrypted { kind: "Office" });
    }
    let book_at = ["/Workbook", "/Book"].into_iter().find(|name| has(name));
    if let (Some(name), Ok(inside)) = (book_at, &mut container) {
        let stream = inside.open_stream(name)?;
        if !biff::is_sound(&unpacked(stream)?) {
            return Err(ReadError::Damaged {
                kind: "Excel",
                detail: "a sheet says it is larger than any".to_owned(),
            });
        }
        return Ok(book(rows::workbook(bytes, fix.columns)?, whole));
    }
    if container.is_ok_and(|inside| inside.is_stream("/PowerPoint Document")) {
        return Err(ReadError::Unsupported { kind: "PowerPoint" });
    }
    Ok(whole(FileKind::Doc, doc::text(bytes)?))
}
