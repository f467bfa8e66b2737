//! What other hands put into a text: readings of characters in brackets, and letters that sites strew among the words so
//! that copies can be told. Set aside for the rules; the text itself keeps them.

use std::ops::Range;

/// So many strewn pieces make a text one that was marked; fewer may be names.
const MARKED: usize = 3;

/// A strewn piece has at most so many letters.
const LONGEST: usize = 6;

/// Words in small letters that reports write: units, acidity, files, the web.
const WORDS: &[&str] = &[
    "cm", "dm", "evtol", "hm", "html", "ios", "kg", "km", "kpa", "kv", "kva", "kw", "kwh", "mg",
    "ml", "mm", "mpa", "mrna", "mw", "mwh", "nm", "pc", "ph", "pm", "ppm", "ppp", "pv", "sdk",
    "th", "tv", "vr", "vs", "www", "xbrl",
];

/// How many readings and strewn pieces a text has.
pub fn count(text: &str) -> usize {
    found(&text.chars().collect::<Vec<char>>()).len()
}

/// Readings and strewn letters, in order; positions are characters.
pub fn found(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut strewn = Vec::new();
    let mut likely = Vec::new();
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        if c == '~' || c == '<' {
            if let Some(end) = struck(text, at) {
                out.push(at..end);
                at = end;
                continue;
            }
        } else if matches!(c, '（' | '(') {
            if let Some(end) = reading(text, at) {
                out.push(at..end);
                at = end;
                continue;
            }
        } else if c.is_ascii_alphanumeric() {
            let end = at
                + text
                    .iter()
                    .skip(at)
                    .take_while(|c| c.is_ascii_alphanumeric())
                    .count();
            if is_strewn(text, at, end) {
                strewn.push(at..end);
            } else if is_mixed(text, at, end) {
                likely.push(at..end);
            }
            at = end;
            continue;
        }
        at += 1;
    }
    if strewn.len() >= MARKED {
        out.append(&mut strewn);
        out.append(&mut likely);
        out.sort_by_key(|range| range.start);
    }
    out
}

/// Behind what markdown strikes out (~~5%~~) or sets aside (`<!-- -->`) at `at`, within a line.
fn struck(text: &[char], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let line = rest.iter().position(|c| *c == '\n').unwrap_or(rest.len());
    let rest: &[char] = rest.get(..line)?;
    let (open, close): (&[char], &[char]) = if rest.first() == Some(&'~') {
        (&['~', '~'], &['~', '~'])
    } else {
        (&['<', '!', '-', '-'], &['-', '-', '>'])
    };
    let inside = rest.strip_prefix(open)?;
    let len = inside.windows(close.len()).position(|part| part == close)?;
    (len > 0).then(|| at + open.len() + len + close.len())
}

/// Behind the reading that stands in the bracket at `at`: 生产（chǎn）总值.
fn reading(text: &[char], at: usize) -> Option<usize> {
    let letters = text
        .iter()
        .skip(at + 1)
        .take(8)
        .take_while(|c| c.is_ascii_lowercase() || is_tone(**c));
    let end = at + 1 + letters.count();
    let toned = text.get(at + 1..end)?.iter().any(|c| is_tone(*c));
    (toned && matches!(text.get(end), Some('）' | ')'))).then_some(end + 1)
}

/// A letter of pinyin with its tone.
fn is_tone(c: char) -> bool {
    // Nearly every character of a text is turned away by its range.
    ('à'..='ǜ').contains(&c) && "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ".contains(c)
}

/// Whether letters and figures are no word: behind a character inside a sentence, or behind its end and alone there.
fn is_strewn(text: &[char], start: usize, end: usize) -> bool {
    let own = text.get(start..end).unwrap_or(&[]);
    let small = own.iter().filter(|c| c.is_ascii_lowercase()).count();
    let figures = own.iter().filter(|c| c.is_ascii_digit()).count();
    if !(2..=LONGEST).contains(&own.len())
        || small == 0
        || !own.first().is_some_and(char::is_ascii_alphabetic)
    {
        return false;
    }
    let before = start
        .checked_sub(1)
        .and_then(|at| text.get(at))
        .copied()
        .unwrap_or('\n');
    let behind = text.get(end).copied().unwrap_or('\n');
    let line_ends = matches!(behind, '\n' | '\r');
    if matches!(before, '。' | '！' | '？' | '；') {
        return line_ends;
    }
    let lower: String = own.iter().map(char::to_ascii_lowercase).collect();
    let vowel = own
        .iter()
        .any(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    // b2b, o2o; iPhone has a vowel.
    let pair = matches!(own, [_, '2', _]);
    let shaped = figures > 0 && !pair || figures == 0 && !vowel;
    let inside =
        is_han(before) && (is_han(behind) || line_ends || matches!(behind, '，' | '。' | '、'));
    inside && shaped && !WORDS.contains(&lower.as_str())
}

/// Whether letters and figures inside a sentence would be strewn in a text that was marked: a small letter stands before a
/// capital (wE, 7hGd).
fn is_mixed(text: &[char], start: usize, end: usize) -> bool {
    let own = text.get(start..end).unwrap_or(&[]);
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    let mixed = own
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()));
    let lower: String = own.iter().map(char::to_ascii_lowercase).collect();
    own.len() < LONGEST
        && mixed
        && before.is_some_and(|c| is_han(*c))
        && text.get(end).is_some_and(|c| is_han(*c))
        && !WORDS.contains(&lower.as_str())
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::found;

    fn kept(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let drops = found(&chars);
        chars
            .iter()
            .enumerate()
            .filter(|(at, _)| !drops.iter().any(|drop| drop.contains(at)))
            .map(|(_, c)| *c)
            .collect()
    }

    #[test]
    fn readings_are_set_aside_and_brackets_of_words_are_not() {
        assert_eq!(
            kept("地区生产(chǎn)总值（zhí）增长（含）6%（gdp）"),
            "地区生产总值增长（含）6%（gdp）"
        );
    }

    #[test]
    fn letters_strewn_over_a_text_are_set_aside() {
        assert_eq!(
            kept("地区生产Wqx总值增长6%。hd9\n粮食总产k7d量450亿斤。Rt2\n"),
            "地区生产总值增长6%。\n粮食总产量450亿斤。\n"
        );
        // In such a text, also letters that alone might be a name.
        assert_eq!(
            kept("Wqx\n规wE模以上k7d工业7hGd企业，生产Wqx总值，eVTOL试飞。hd9\n"),
            "Wqx\n规模以上工业企业，生产总值，eVTOL试飞。\n"
        );
        // Words, units and the names of things stay; so does a single piece.
        assert_eq!(
            kept("增长~~5.5%~~6%左右<!-- 新建公园77个 -->。5%~6%"),
            "增长6%左右。5%~6%"
        );
        let text = "发展B2B平台、水质pH值、长度km数、5G基站、AI产业、App用户、eVTOL试飞。苏日娜Wqx";
        assert_eq!(kept(text), text);
    }
}
