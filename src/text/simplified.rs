//! Traditional characters as simplified ones, one for one: lengths and places stay as they are.

use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// The first character that may have a simplified form.
pub const FIRST: char = '\u{3400}';
/// The last one.
pub const LAST: char = '\u{faff}';
/// The last one of the common blocks.
pub const COMMON: char = '\u{9fff}';

/// The simplified form of each character from [`FIRST`] to [`LAST`], by OpenCC's table for single characters.
pub fn table() -> &'static [char] {
    static TABLE: OnceLock<Vec<char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        // A line end behind each character keeps it from being read as part of a word.
        let all: String = (FIRST..=LAST).flat_map(|c| [c, '\n']).collect();
        let converted = OpenCC::from_config(BuiltinConfig::T2s)
            .map(|cc| cc.convert(&all))
            .unwrap_or(all);
        converted.chars().step_by(2).collect()
    })
}

/// `c` in simplified Chinese.
pub fn simplified(c: char) -> char {
    simplified_by(table(), c)
}

/// `c` by [`table`].
#[inline]
pub fn simplified_by(table: &[char], c: char) -> char {
    // Between the two there are code points that are no characters; the table leaves them out.
    const HOLE: std::ops::Range<u32> = 0xD800..0xE000;
    let at = match c as u32 {
        code if code >= HOLE.end => code - (HOLE.end - HOLE.start),
        code => code,
    };
    at.checked_sub(FIRST as u32)
        .and_then(|at| table.get(at as usize))
        .copied()
        .unwrap_or(c)
}
