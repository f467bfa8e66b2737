//! What XML can hold: one filter for every file we write in it.

use std::borrow::Cow;

/// `text` without the characters that no XML may hold (XML 1.0, 2.2); a form feed or a vertical tab is a line end.
pub fn sound(text: &str) -> Cow<'_, str> {
    if text.chars().all(may_stand) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\u{b}' | '\u{c}' => Some('\n'),
        c => may_stand(c).then_some(c),
    });
    Cow::Owned(kept.collect())
}

const fn may_stand(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_xml_parser_takes_every_character_that_is_left() {
        let all: String = ('\0'..=char::MAX).collect();
        let left = sound(&all);
        let written = format!("<a>{}</a>", quick_xml::escape::escape(&*left));
        let read = roxmltree::Document::parse(&written).unwrap();
        let text = read.root_element().text().unwrap();
        assert!(text.chars().count() + 2 > left.chars().count());
        assert!(left.chars().count() > 1_100_000);
        assert_eq!(sound("第一页\u{c}第二页\u{1}\u{fffe}"), "第一页\n第二页");
    }
}
