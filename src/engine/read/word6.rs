//! Files of Word 6 and 95, through `undoc`: too rare for a reader of our own.

use super::ReadError;

/// The text of a file of Word 6 or 95, through `undoc`.
pub fn old_word(bytes: &[u8]) -> Result<String, ReadError> {
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
