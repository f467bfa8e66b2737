//! The text of Word 97–2003 files (doc, and wps, which keeps the same container), through `undoc`.

use super::ReadError;

/// The text of a doc, a line for each paragraph and each row of a table.
pub fn text(bytes: &[u8]) -> Result<String, ReadError> {
    match undoc::parse_bytes(bytes) {
        Ok(document) => Ok(document.plain_text()),
        Err(undoc::Error::Encrypted) if bytes.len() > 2_000 => {
            Err(ReadError::Encrypted { kind: "Word" })
        }
        Err(error) => Err(ReadError::Damaged {
            kind: "Word 97–2003",
            detail: error.to_string(),
        }),
    }
}
