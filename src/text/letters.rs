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

/// One character as the rules read it: half-width digits and letters, full-width punctuation.
pub fn half_width(c: char, before: char, next: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '％' | '﹪' | '℅' => '%',
        '．' | '﹒' => '.',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '＞' => '>',
        '＜' => '<',
        '＋' => '+',
        '－' | '﹣' | '‐' | '‑' | '−' | '‒' | '⁃' => '-',
        '―' | '─' | '━' | '⸺' => '—',
        '～' | '〜' | '∼' => '~',
        '＆' => '&',
        '／' => '/',
        // A comma between digits groups them (1,431) or parts them (8%,10%).
        ',' if before.is_ascii_digit() && next.is_ascii_digit() => ',',
        ',' | '﹐' => '，',
        ';' => '；',
        ':' | '∶' => '：',
        '(' => '（',
        ')' => '）',
        '!' => '！',
        '?' => '？',
        '〇' | '○' | '◯' => '〇',
        _ => c,
    }
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
