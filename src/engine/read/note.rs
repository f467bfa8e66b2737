//! Notes of every office format: their marks leave the text, their words stand behind it.

/// Whether raised text is the mark of a note, and no power of a unit (m²): `before` is the letter it stands behind.
pub fn is_mark(text: &str, before: Option<char>) -> bool {
    let figures = text.chars().all(|c| {
        c.is_ascii_digit()
            || matches!(
                c,
                '[' | ']' | '〔' | '〕' | '［' | '］' | '①'..='⑳' | '*' | '＊' | '※' | ' '
            )
    });
    figures && !before.is_some_and(|c| c.is_ascii_alphabetic())
}

/// Puts the notes behind the text, under a heading that ends a report; nothing where there are none.
pub fn append(text: &mut String, notes: &str) {
    let notes = notes.trim_matches(['\n', ' ']);
    if !notes.is_empty() {
        text.truncate(text.trim_end().len());
        text.push_str("\n注释：\n");
        text.push_str(notes);
        text.push('\n');
    }
}
