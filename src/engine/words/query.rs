//! What is looked for in all open reports: words as typed, with `*` and `?` where they may differ, or a regular expression.

use crate::text::span::ByteSpan;
use memchr::memmem;
use regex::{Regex, RegexBuilder};

use super::body::Body;
use crate::text::norm::Norm;
use crate::text::simplified::simplified;

/// Something to find.
#[derive(Clone, Debug)]
pub struct Query {
    /// It was typed as an expression.
    pattern: bool,
    finder: Finder,
}

#[derive(Clone, Debug)]
enum Finder {
    Words(Box<memmem::Finder<'static>>),
    Pattern(Box<Regex>),
}

/// What `*` stands for: at most twelve characters of one sentence.
const ANY: &str = "[^。！？；\n]{0,12}?";

impl Query {
    /// Words as typed: simplified and traditional, full and half width, upper and lower case are one; `?` stands for
    /// one character, `*` for up to twelve of the same sentence. Nothing where there is nothing to find.
    pub fn words(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let wild = |c: char| matches!(c, '*' | '＊' | '?' | '？');
        let parts = typed.split(wild).map(|part| {
            let norm = Norm::new(part);
            norm.text(0..norm.len())
        });
        let signs = typed.chars().filter(|c| wild(*c));
        let parts: Vec<String> = parts.collect();
        if parts.iter().all(String::is_empty) {
            return None;
        }
        let letters = parts
            .iter()
            .any(|part| part.bytes().any(|b| b.is_ascii_alphabetic()));
        if let ([word], false) = (parts.as_slice(), letters) {
            let finder = memmem::Finder::new(word).into_owned();
            return Some(Self {
                pattern: false,
                finder: Finder::Words(Box::new(finder)),
            });
        }
        let mut pattern = String::new();
        let mut signs = signs;
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                match signs.next() {
                    Some('?' | '？') => pattern.push_str("[^。！？；\n]"),
                    _ => pattern.push_str(ANY),
                }
            }
            pattern.push_str(&regex::escape(part));
        }
        Self::compile(&pattern, false).ok()
    }

    /// A regular expression, Chinese characters of it simplified; or what is wrong with it.
    pub fn pattern(typed: &str) -> Result<Self, String> {
        let half = |c: char| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '＋' | '－' => {
                char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
            }
            _ => simplified(c),
        };
        let typed: String = typed.trim().chars().map(half).collect();
        if typed.is_empty() {
            return Err(String::new());
        }
        Self::compile(&typed, true)
    }

    /// Whether it is a regular expression.
    pub const fn is_pattern(&self) -> bool {
        self.pattern
    }

    fn compile(pattern: &str, typed: bool) -> Result<Self, String> {
        let built = RegexBuilder::new(pattern)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(1 << 22)
            .build();
        let message = |error: regex::Error| {
            // The last line says what is wrong; those above draw the expression.
            let words = error.to_string();
            words
                .lines()
                .last()
                .unwrap_or("")
                .trim_start_matches("error: ")
                .to_owned()
        };
        let pattern = Box::new(built.map_err(message)?);
        Ok(Self {
            pattern: typed,
            finder: Finder::Pattern(pattern),
        })
    }

    /// The bytes of each place of it.
    pub fn each(&self, body: &Body, mut found: impl FnMut(ByteSpan)) {
        let text = body.text();
        match &self.finder {
            Finder::Words(finder) => {
                let len = finder.needle().len();
                let mut free = 0;
                for start in finder.find_iter(text.as_bytes()) {
                    // One place does not begin inside another.
                    if start >= free {
                        free = start + len;
                        found(ByteSpan::new(start, free));
                    }
                }
            }
            Finder::Pattern(pattern) => {
                for place in pattern.find_iter(text).filter(|place| !place.is_empty()) {
                    found(place.range().into());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &Query, text: &str) -> Vec<String> {
        let body = Body::new(text, 0, &[]);
        let mut out = Vec::new();
        query.each(&body, |bytes| out.push(body.slice(bytes).to_owned()));
        out
    }

    fn words(typed: &str, text: &str) -> Vec<String> {
        Query::words(typed).map_or_else(Vec::new, |query| found(&query, text))
    }

    #[test]
    fn ways_of_writing_are_one() {
        assert_eq!(
            words("營商環境", "优化营商环境，營商環境"),
            ["营商环境", "营商环境"]
        );
        assert_eq!(words("５.５％", "增长5.5%"), ["5.5%"]);
        assert_eq!(words("gdp", "GDP增长，ＧＤＰ"), ["GDP", "GDP"]);
        assert_eq!(words("5g", "建设5G基站"), ["5G"]);
        assert!(Query::words(" * ").is_none());
    }

    #[test]
    fn wildcards_stay_in_the_sentence() {
        assert_eq!(
            words("改善*环境", "改善人居环境。改善民生。环境"),
            ["改善人居环境"]
        );
        assert!(words("经济?加快", "发展经济。加快建设").is_empty());
        assert_eq!(
            words("第?产业", "第一产业、第三产业、第产业"),
            ["第一产业", "第三产业"]
        );
    }

    #[test]
    fn expressions_are_simplified_and_told_when_wrong() {
        let query = Query::pattern("增長\\d+(\\.\\d+)?%");
        let found = query.map(|query| found(&query, "增长5.5%，增长6%，增长"));
        assert_eq!(found, Ok(vec!["增长5.5%".to_owned(), "增长6%".to_owned()]));
        let wide =
            Query::pattern("５％左右").map(|query| super::tests::found(&query, "增长5%左右"));
        assert_eq!(wide.map(|found| found.len()), Ok(1));
        let wrong = Query::pattern("增长(").map(|_| ());
        assert!(wrong.is_err_and(|words| words.contains("unclosed")));
    }
}
