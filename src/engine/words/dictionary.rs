//! A user's own words for parting texts, as jieba's lists have them: a word a line, then its frequency and its tag; from
//! a spreadsheet with commas or tabs between.

use super::Skips;
use crate::engine::read::{encoding, fingerprint};
use crate::text::cells::cells;
use crate::text::norm::Norm;

/// More words than any list of one field has; jieba's own has 350,000.
const MOST: usize = 500_000;
/// Longer lines are sentences, not words; characters.
const LONGEST: usize = 32;

/// A list of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// What it is called.
    pub name: String,
    /// Fingerprint of the file; empty where there is none.
    pub sha256: String,
    /// The words, simplified, with their frequency where the list tells it.
    pub words: Vec<(String, Option<usize>)>,
    /// What was not taken.
    pub skipped: Skips,
}

/// Why a list cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no text.
    NotText,
    /// Not one line of it is a word.
    NoWords,
}

impl Dictionary {
    /// Reads a list in any encoding of Chinese.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        let decoded = encoding::decode(bytes).ok_or(Refusal::NotText)?;
        let mut read = Self::parse(name, &decoded.text);
        read.sha256 = fingerprint(bytes);
        if read.words.is_empty() {
            return Err(Refusal::NoWords);
        }
        Ok(read)
    }

    /// A list of words as text.
    pub fn parse(name: &str, list: &str) -> Self {
        let mut out = Self {
            name: name.to_owned(),
            ..Self::default()
        };
        let mut seen = std::collections::HashSet::new();
        for (at, line) in list.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.starts_with('#') {
                continue;
            }
            let mut parts = cells(line).flat_map(str::split_whitespace);
            let norm = Norm::new(parts.next().unwrap_or(""));
            let word = norm.text(0..norm.len());
            let frequency = parts.next().map(str::parse::<usize>);
            let why = if word.is_empty() {
                "empty"
            } else if norm.len() > LONGEST || !word.chars().any(char::is_alphanumeric) {
                "long"
            } else if seen.len() >= MOST {
                "many"
            } else if matches!(&frequency, Some(Err(_))) && parts.next().is_some() {
                "number"
            } else if !seen.insert(word.clone()) {
                "again"
            } else {
                // A tag may follow the word at once.
                out.words.push((word, frequency.and_then(Result::ok)));
                continue;
            };
            out.skipped.add(at + 1, why);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jiebas_lists_are_read_with_what_was_skipped() {
        let list = "\u{feff}青岚模式 5 nz\n雲溪經驗\n\n雲溪经验 3\n# 说明\n白鹭机制 n\n青岚 多少 n\n！！！\n";
        let read = Dictionary::parse("own", list);
        let words: Vec<(&str, Option<usize>)> = read
            .words
            .iter()
            .map(|(word, n)| (word.as_str(), *n))
            .collect();
        assert_eq!(
            words,
            [
                ("青岚模式", Some(5)),
                ("云溪经验", None),
                ("白鹭机制", None)
            ]
        );
        let skipped: Vec<(usize, &str)> =
            read.skipped.first.iter().map(|s| (s.line, s.why)).collect();
        assert_eq!(
            skipped,
            [(3, "empty"), (4, "again"), (7, "number"), (8, "long")]
        );
    }

    #[test]
    fn lists_of_spreadsheets_are_read() {
        let read = Dictionary::parse("own", "青岚模式,5,nz\n\"云溪经验\"\t3\n白鹭机制,\n");
        let words: Vec<(&str, Option<usize>)> = read
            .words
            .iter()
            .map(|(word, n)| (word.as_str(), *n))
            .collect();
        assert_eq!(
            words,
            [
                ("青岚模式", Some(5)),
                ("云溪经验", Some(3)),
                ("白鹭机制", None)
            ]
        );
    }

    #[test]
    fn other_encodings_are_read_and_no_text_is_refused() {
        let (gbk, ..) = encoding_rs::GB18030.encode("青岚模式\n数字经济发展\n营商环境优化\n");
        let read = Dictionary::read("own", &gbk);
        assert_eq!(read.map(|d| d.words.len()), Ok(3));
        assert_eq!(
            Dictionary::read("x", &[0, 1, 2, 0, 0, 0, 0, 3]),
            Err(Refusal::NotText)
        );
        assert_eq!(Dictionary::read("x", b"\n\n"), Err(Refusal::NoWords));
    }

    #[test]
    fn a_list_that_is_too_long_tells_from_which_line_on() {
        let lines: Vec<String> = (0..MOST + 3).map(|n| format!("词{n}")).collect();
        let list = lines.join("\n");
        let read = Dictionary::parse("own", &list);
        assert_eq!((read.words.len(), read.skipped.count), (MOST, 3));
        assert_eq!(
            read.skipped.first.first().map(|s| (s.line, s.why)),
            Some((MOST + 1, "many"))
        );
    }
}
