//! Letters that programs write in place of the usual ones: radicals, compatibility ideographs, signs of private fonts.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The table: what is written, what is meant.
const TABLE: &str = include_str!("../../assets/lexicon/letters.tsv");

/// What is meant by `c`: ⼈ is 人, the ≥ of the Symbol font is ≥.
pub fn plain(c: char) -> char {
    static PLAIN: OnceLock<HashMap<char, char>> = OnceLock::new();
    // Nearly every character of a text is turned away by its range.
    if !matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{e000}'..='\u{faff}' | '\u{fe10}'..='\u{fe4f}') {
        return c;
    }
    let plain = PLAIN.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| {
            let (written, meant) = line.split_once('\t')?;
            Some((written.chars().next()?, meant.chars().next()?))
        })
        .collect()
    });
    plain.get(&c).copied().unwrap_or(c)
}

/// Whether a character ends a line, as one program or another writes it.
pub const fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{c}' | '\u{b}'
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn radicals_and_signs_of_fonts_are_what_they_look_like() {
        let read: String = "⽣⻓⼈⺠\u{f900}\u{f0b3}生︒≥a"
            .chars()
            .map(plain)
            .collect();
        assert_eq!(read, "生长人民豈≥生。≥a");
    }
}
