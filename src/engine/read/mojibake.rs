//! Text that was once decoded wrongly and saved so: GBK or UTF-8 taken for Western letters, UTF-8 taken for GBK.
//!
//! Put right only where it is certain: the way back must give valid text of Chinese that was none before.

use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};

use crate::text::set::CharSet;

/// What sound Chinese is full of.
static COMMON: CharSet = CharSet::new(&[
    '的', '，', '。', '、', '一', '是', '在', '和', '年', '工', '作', '发', '展', '人', '大', '政',
    '府',
]);

/// How much of a text is looked at first.
const SAMPLE: usize = 4_000;

/// The text as it was before, or `None` when nothing is wrong or nothing is certain.
pub fn repaired(text: &str) -> Option<String> {
    let end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(at, _)| at);
    let sample = text.get(..end)?;
    // Sound Chinese is full of these; then there is nothing to try.
    let (mut western, mut han, mut usual) = (0, 0, 0);
    for c in sample.chars() {
        western += usize::from(matches!(c, '\u{80}'..='\u{ff}'));
        han += usize::from(matches!(c, '\u{4e00}'..='\u{9fff}'));
        usual += usize::from(COMMON.contains(c));
    }
    if usual * 50 > han && western * 5 < han {
        return None;
    }
    [
        (WINDOWS_1252, GB18030),
        (WINDOWS_1252, UTF_8),
        (GB18030, UTF_8),
    ]
    .into_iter()
    .find_map(|(wrong, right)| {
        let before = chinese(sample);
        let tried = back(sample, wrong, right)?;
        // A cut at the end of the sample may leave half a character.
        let better = if wrong == GB18030 {
            // The wrong reading is Chinese too, of rare characters: 鏀垮簻.
            common(&tried) > common(sample) * 4 && chinese(&tried) * 2 > tried.chars().count()
        } else {
            chinese(&tried) > before * 4 && chinese(&tried) * 2 > tried.chars().count()
        };
        better.then(|| back(text, wrong, right)).flatten()
    })
}

/// Encodes as `wrong` and decodes as `right`; `None` when more than one character in fifty does not fit.
fn back(text: &str, wrong: &'static Encoding, right: &'static Encoding) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut lost = 0usize;
    let mut buffer = [0u8; 4];
    for c in text.chars() {
        if c.is_ascii() {
            bytes.push(c as u8);
            continue;
        }
        // What a program took for latin-1 has the bytes that windows-1252 names otherwise.
        if wrong == WINDOWS_1252 && matches!(c, '\u{80}'..='\u{9f}') {
            bytes.push(c as u8);
            continue;
        }
        let (encoded, _, unmappable) = wrong.encode(c.encode_utf8(&mut buffer));
        if unmappable {
            lost += 1;
            bytes.push(b'?');
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    let (decoded, _) = right.decode_without_bom_handling(&bytes);
    let bad = decoded.matches('\u{fffd}').count() + lost;
    (bad * 50 <= decoded.chars().count()).then(|| decoded.into_owned())
}

pub(super) fn chinese(text: &str) -> usize {
    text.chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
        .count()
}

/// The characters that stand in every Chinese text.
pub(super) fn common(text: &str) -> usize {
    text.chars().filter(|c| COMMON.contains(*c)).count()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    const TEXT: &str =
        "各位代表：现在，我代表市人民政府，向大会报告政府工作。地区生产总值增长6%，新建学校3所。";

    fn wrong(bytes: &[u8], encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    #[test]
    fn the_usual_kinds_are_put_right() {
        let gbk = GB18030.encode(TEXT).0;
        assert_eq!(repaired(&wrong(&gbk, WINDOWS_1252)).as_deref(), Some(TEXT));
        let western = wrong(TEXT.as_bytes(), WINDOWS_1252);
        assert_eq!(repaired(&western).as_deref(), Some(TEXT));
        let latin: String = TEXT.bytes().map(char::from).collect();
        assert_eq!(repaired(&latin).as_deref(), Some(TEXT));
        let rare = "政府工作报告的目标是增长".repeat(4);
        assert_eq!(repaired(&wrong(rare.as_bytes(), GB18030)), Some(rare));
    }

    #[test]
    fn sound_text_stays() {
        for text in [
            TEXT,
            "café, déjà vu, Ünïcödé",
            "plain",
            "區九屆人大五次會議，請予審議。",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }
}
