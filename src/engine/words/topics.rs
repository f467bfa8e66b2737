//! Subjects as lists of terms and of what holds a term but means something else: 环境, but not 营商环境.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};

use super::body::Body;
use crate::text::norm::Norm;
use crate::text::span::CharSpan;

/// The topics that come with the program: name and file.
const BUILT_IN: [(&str, &str); 10] = [
    (
        "数字经济",
        include_str!("../../../assets/topics/数字经济.txt"),
    ),
    (
        "科技创新",
        include_str!("../../../assets/topics/科技创新.txt"),
    ),
    (
        "生态环境",
        include_str!("../../../assets/topics/生态环境.txt"),
    ),
    ("民生", include_str!("../../../assets/topics/民生.txt")),
    (
        "营商环境",
        include_str!("../../../assets/topics/营商环境.txt"),
    ),
    ("安全", include_str!("../../../assets/topics/安全.txt")),
    (
        "农业农村",
        include_str!("../../../assets/topics/农业农村.txt"),
    ),
    (
        "对外开放",
        include_str!("../../../assets/topics/对外开放.txt"),
    ),
    (
        "财政金融",
        include_str!("../../../assets/topics/财政金融.txt"),
    ),
    (
        "政府自身建设",
        include_str!("../../../assets/topics/政府自身建设.txt"),
    ),
];

/// More lines than any list of terms has.
const MOST: usize = 100_000;

/// A subject.
#[derive(Clone, Debug)]
pub struct Topic {
    /// What it is called.
    pub name: String,
    /// What is counted, simplified.
    pub terms: Vec<String>,
    /// What is not counted, though a term stands inside.
    pub not: Vec<String>,
    /// Finds both; `None` where there is nothing to find.
    finder: Option<AhoCorasick>,
}

/// A line of a list that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its number, from 1.
    pub line: usize,
    /// Why: `empty`, `again`, `many`.
    pub why: &'static str,
}

/// A place of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it starts and ends, in bytes of [`Body::text`].
    pub bytes: (usize, usize),
    /// Which term, by its place; the one inside where it is left out.
    pub term: usize,
    /// Why it does not count: the place of what holds it.
    pub not: Option<usize>,
}

/// What a topic comes to in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How often its terms stand there.
    pub hits: usize,
    /// How many were left out.
    pub left_out: usize,
    /// In how many sentences a term stands that counts.
    pub sentences: usize,
}

impl Topic {
    /// A topic of a list: a term a line, `-` before what is not counted, `#` before remarks.
    pub fn parse(name: &str, list: &str) -> (Self, Vec<Skipped>) {
        let mut skipped = Vec::new();
        let mut seen = BTreeSet::new();
        let (mut terms, mut not) = (Vec::new(), Vec::new());
        for (at, line) in list.lines().enumerate() {
            let line_number = at + 1;
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (out, word) = match line.strip_prefix(['-', '－']) {
                Some(word) => (&mut not, word),
                None => (&mut terms, line),
            };
            let norm = Norm::new(word.trim());
            let word = norm.text(0, norm.len());
            let why = if word.is_empty() {
                "empty"
            } else if seen.len() >= MOST {
                "many"
            } else if !seen.insert(word.clone()) {
                "again"
            } else {
                out.push(word);
                continue;
            };
            skipped.push(Skipped {
                line: line_number,
                why,
            });
        }
        let topic = Self {
            name: name.to_owned(),
            finder: finder(&terms, &not),
            terms,
            not,
        };
        (topic, skipped)
    }

    /// The topics that come with the program.
    pub fn built_in() -> Vec<Self> {
        BUILT_IN
            .iter()
            .map(|(name, list)| Self::parse(name, list).0)
            .collect()
    }

    /// Every place of a term, those left out too. At each place the longest of terms and exclusions is taken, so that
    /// nothing is counted twice.
    pub fn hits(&self, body: &Body) -> Vec<Hit> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for found in finder.find_iter(body.text()) {
            let place = found.pattern().as_usize();
            let Some(not) = place.checked_sub(self.terms.len()) else {
                out.push(Hit {
                    bytes: (found.start(), found.end()),
                    term: place,
                    not: None,
                });
                continue;
            };
            // What would have counted inside it.
            let held = self.not.get(not).map_or("", String::as_str);
            for (term, word) in self.terms.iter().enumerate() {
                if let Some(at) = held.find(word.as_str()) {
                    let start = found.start() + at;
                    out.push(Hit {
                        bytes: (start, start + word.len()),
                        term,
                        not: Some(not),
                    });
                    break;
                }
            }
        }
        out
    }

    /// What the topic comes to in a report.
    pub fn count(&self, body: &Body) -> Count {
        let hits = self.hits(body);
        let counted = hits.iter().filter(|hit| hit.not.is_none());
        let sentences: BTreeSet<usize> = counted
            .clone()
            .map(|hit| body.sentence(hit.bytes.0))
            .collect();
        Count {
            hits: counted.count(),
            left_out: hits.iter().filter(|hit| hit.not.is_some()).count(),
            sentences: sentences.len(),
        }
    }
}

impl Hit {
    /// Where it stands in the file's text.
    pub fn span(&self, body: &Body) -> CharSpan {
        body.span(self.bytes.0, self.bytes.1)
    }
}

fn finder(terms: &[String], not: &[String]) -> Option<AhoCorasick> {
    if terms.is_empty() {
        return None;
    }
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(terms.iter().chain(not))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(list: &str, text: &str) -> Count {
        Topic::parse("", list).0.count(&Body::new(text, 0))
    }

    #[test]
    fn what_holds_a_term_is_left_out() {
        let list = "环境\n环境保护\n-营商环境\n-国际环境\n";
        let text = "优化營商環境。改善环境，加强环境保护。国际环境复杂。环境好了，环境美了。";
        let expected = Count {
            hits: 4,
            left_out: 2,
            sentences: 2,
        };
        assert_eq!(count(list, text), expected);
    }

    #[test]
    fn a_longer_term_is_counted_once() {
        assert_eq!(
            count("就业\n城镇新增就业\n", "城镇新增就业10万人，就业稳定。").hits,
            2
        );
        assert_eq!(count("", "就业").hits, 0);
    }

    #[test]
    fn lists_are_read_with_what_was_skipped() {
        let (topic, skipped) = Topic::parse("", "\u{feff}# 说明\n數據\n数据\n\n-\n－大数据局\n");
        assert_eq!((topic.terms.len(), topic.not.len()), (1, 1));
        let expected = [(3, "again"), (5, "empty")];
        let found: Vec<(usize, &str)> = skipped.iter().map(|s| (s.line, s.why)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_built_in_list_is_clean() {
        for (name, list) in BUILT_IN {
            let (topic, skipped) = Topic::parse(name, list);
            assert_eq!(skipped, [], "{name}");
            assert!(topic.terms.len() >= 20, "{name}");
            for not in &topic.not {
                let holds = topic.terms.iter().any(|term| not.contains(term.as_str()));
                assert!(holds, "{name}: {not} holds no term");
            }
        }
    }
}
