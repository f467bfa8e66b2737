//! Places where GBK was once read one byte off, and what then was no character got lost: 进步?!笆奈濉逼陂g for
//! 进步。“十四五”期间.
//!
//! The half of each lost character is known; which it was is guessed from the words around and the dictionary. That is
//! likely, not certain, so it is done on request only.

use std::collections::BTreeMap;

use encoding_rs::GB18030;

use crate::text::dictionary::jieba;
use crate::text::simplified::simplified;

/// No such place is longer, in characters.
const LONGEST: usize = 24;

/// How many guesses are followed at once.
const WIDTH: usize = 200;

/// What it costs to suppose that a pair of bytes was lost.
const LOST: f64 = 8.0;

/// A place: where it stands, and its bytes one by one as far as they are known.
#[derive(Debug)]
struct Place {
    start: usize,
    end: usize,
    bytes: Vec<Option<u8>>,
}

/// How many places of this kind a text has.
pub fn count(text: &str) -> usize {
    if !text.contains("?!") && !text.contains("?！") {
        return 0;
    }
    places(&text.chars().collect::<Vec<_>>()).len()
}

/// The text with its places as they may have been, and how many were put right.
pub fn mended(text: &str) -> (String, usize) {
    let chars: Vec<char> = text.chars().collect();
    let pairs = Pairs::of(&chars);
    let mut out = String::with_capacity(text.len());
    let (mut done, mut count) = (0, 0);
    for place in places(&chars) {
        let before = place.start.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(place.end);
        let Some(found) = pairs.guess(&place.bytes, before.copied(), after.copied()) else {
            continue;
        };
        out.extend(chars.get(done..place.start).unwrap_or(&[]));
        out.push_str(&found);
        done = place.end;
        count += 1;
    }
    out.extend(chars.get(done..).unwrap_or(&[]));
    (out, count)
}

/// A place begins where a full stop or a character lost its first byte before an opening quotation mark, and ends with
/// the single byte that brings the pairs into step again.
fn places(chars: &[char]) -> Vec<Place> {
    let mut out = Vec::new();
    let mut at = 0;
    while at + 2 < chars.len() {
        let head = chars.get(at..at + 2).unwrap_or(&[]);
        if !matches!(head, ['?', '!' | '！']) {
            at += 1;
            continue;
        }
        match place(chars, at) {
            Some(place) => {
                at = place.end;
                out.push(place);
            }
            None => at += 1,
        }
    }
    out
}

fn place(chars: &[char], start: usize) -> Option<Place> {
    // ？ for the byte that has no partner, ！ for the last byte of a character and the first of the quotation mark.
    let mut bytes = vec![None, Some(0xA3), Some(0xA1)];
    for (at, &c) in chars.iter().enumerate().skip(start + 2).take(LONGEST) {
        if c.is_ascii() {
            bytes.push((c != '?').then_some(c as u8));
            return (c.is_ascii_graphic()).then_some(Place {
                start,
                end: at + 1,
                bytes,
            });
        }
        let mut buffer = [0; 4];
        let (encoded, _, bad) = GB18030.encode(c.encode_utf8(&mut buffer));
        match (bad, encoded.as_ref()) {
            (false, [first, second]) => bytes.extend([Some(*first), Some(*second)]),
            _ => return None,
        }
    }
    None
}

/// Which characters follow each other.
struct Pairs(BTreeMap<(char, char), usize>);

/// A guess as far as it goes.
#[derive(Clone)]
struct Guess {
    score: f64,
    text: Vec<char>,
}

impl Pairs {
    fn of(chars: &[char]) -> Self {
        let mut counts = BTreeMap::new();
        for pair in chars.windows(2) {
            if let [a, b] = *pair {
                *counts.entry((a, b)).or_insert(0) += 1;
            }
        }
        Self(counts)
    }

    /// How likely `b` follows `a`, as a logarithm.
    fn score(&self, a: Option<char>, b: char) -> f64 {
        let Some(a) = a else { return 0.0 };
        let seen = self.0.get(&(a, b)).copied().unwrap_or(0) as f64;
        let word: String = [a, b].map(simplified).iter().collect();
        let word = if jieba().has_word(&word) { 4.0 } else { 0.0 };
        (0.02 + seen + word).ln()
    }

    fn guess(
        &self,
        bytes: &[Option<u8>],
        before: Option<char>,
        after: Option<char>,
    ) -> Option<String> {
        let mut guesses = vec![Guess {
            score: 0.0,
            text: before.into_iter().collect(),
        }];
        let pairs: Vec<[Option<u8>; 2]> = bytes
            .chunks_exact(2)
            .filter_map(|pair| <[Option<u8>; 2]>::try_from(pair).ok())
            .collect();
        for (at, &[first, second]) in pairs.iter().enumerate() {
            // What stood in `pairs` as two halves may have had a whole pair between them that was no character.
            let mut next = self.longer(&guesses, &candidates(first, second), 0.0);
            if at > 0 && at + 1 < pairs.len() {
                let half = self.longer(&guesses, &candidates(first, None), LOST);
                next.extend(self.longer(&half, &candidates(None, second), 0.0));
            }
            guesses = best(next);
        }
        let found = guesses.into_iter().max_by(|a, b| {
            let end =
                |g: &Guess| g.score + after.map_or(0.0, |c| self.score(g.text.last().copied(), c));
            end(a).total_cmp(&end(b))
        })?;
        let text = found.text.get(usize::from(before.is_some())..)?;
        Some(text.iter().collect())
    }

    fn longer(&self, guesses: &[Guess], candidates: &[char], cost: f64) -> Vec<Guess> {
        let mut out = Vec::with_capacity(guesses.len() * candidates.len());
        for guess in guesses {
            let last = guess.text.last().copied();
            for &c in candidates {
                let mut text = guess.text.clone();
                text.push(c);
                out.push(Guess {
                    score: guess.score + self.score(last, c) - cost,
                    text,
                });
            }
        }
        best(out)
    }
}

/// The best ones, in an order that does not change from run to run.
fn best(mut guesses: Vec<Guess>) -> Vec<Guess> {
    guesses.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.text.cmp(&b.text))
    });
    guesses.truncate(WIDTH);
    guesses
}

/// The characters of two bytes of GBK, of which one or both may be unknown.
fn candidates(first: Option<u8>, second: Option<u8>) -> Vec<char> {
    let range = |byte: Option<u8>, from: u8| byte.map_or(from..=0xFE, |byte| byte..=byte);
    let mut out = Vec::new();
    for a in range(first, 0x81) {
        for b in range(second, 0x40) {
            let bytes = [a, b];
            let (text, bad) = GB18030.decode_without_bom_handling(&bytes);
            let mut chars = text.chars();
            if let (false, Some(c), None) = (bad, chars.next(), chars.next())
                && !c.is_ascii()
            {
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader one byte off makes of `text` from the character before `from`.
    fn shifted(text: &str, from: usize) -> String {
        let chars: Vec<char> = text.chars().collect();
        let head: String = chars.iter().take(from).collect();
        let tail: String = chars.iter().skip(from).collect();
        let bytes = GB18030.encode(&tail).0.into_owned();
        let mut out = format!("{head}?");
        for pair in bytes.get(1..).unwrap_or(&[]).chunks(2) {
            let (text, bad) = GB18030.decode_without_bom_handling(pair);
            // GB2312 has no more; what it lacks was lost.
            let known = matches!(pair, [0xA1..=0xF7, 0xA1..=0xFE]);
            match (bad, known) {
                (false, true) => out.push_str(&text.replace('！', "!")),
                _ if pair.len() == 1 => out.push('?'),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn half_lost_places_are_guessed() {
        let rest = "本区持续推进各项工作。“十四五”以来，区域经济稳步向前；到“十四五”末，各项指标全面完成。";
        let place = "社会事业全面进步。“十四五”期";
        let broken = shifted(place, 8);
        assert!(broken.contains("?!笆"), "{broken}");
        let text = format!("{rest}{broken}间，{rest}");
        assert_eq!(count(&text), 1);
        let (found, mended) = mended(&text);
        assert_eq!(mended, 1);
        assert_eq!(found, format!("{rest}{place}间，{rest}"));
    }

    #[test]
    fn sound_text_has_no_such_place() {
        for text in ["真的吗?!是的，真的。", "what?! yes", "?!", "如何?!"] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
