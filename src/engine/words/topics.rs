//! Subjects as lists of terms and of what holds a term but means something else: 环境, but not 营商环境.

use std::sync::{Arc, OnceLock};

use std::collections::{BTreeSet, HashSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Skips;
use super::body::{Body, ByRole};
use super::keys::{STOP_WORDS, stop_words};
use super::segment::Segmenter;
use crate::text::cells::cells;
use crate::text::norm::Norm;
use crate::text::span::{ByteSpan, CharSpan};

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
    /// The list it was read from.
    pub list: String,
    /// What is counted.
    pub terms: Vec<Term>,
    /// What is not counted, though a term stands inside; simplified.
    pub not: Vec<String>,
    /// What was not taken of the list.
    pub skipped: Skips,
    /// Finds both; `None` where there is nothing to find.
    finder: Option<AhoCorasick>,
}

/// Two topics are one where their lists say the same.
impl PartialEq for Topic {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.list == other.list
    }
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word, simplified.
    pub word: String,
    /// It counts only in a sentence with one of these; anywhere where there are none.
    pub with: Vec<String>,
}

/// Why a place of a term does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Something else holds it: which of [`Topic::not`].
    Held(u32),
    /// None of its company stands in the sentence.
    Alone,
}

/// A place of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it starts and ends, in bytes of [`Body::text`].
    pub bytes: ByteSpan,
    /// Which term, by its place; the one inside where it is left out.
    pub term: usize,
    /// Why it does not count.
    pub why: Option<Why>,
}

/// What a topic comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often its terms stand there.
    pub hits: u32,
    /// How many were left out.
    pub left_out: u32,
    /// In how many sentences a term stands that counts.
    pub sentences: u32,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            hits: self.hits + other.hits,
            left_out: self.left_out + other.left_out,
            sentences: self.sentences + other.sentences,
        }
    }
}

fn plain(word: &str) -> String {
    let norm = Norm::new(word.trim());
    norm.text(0..norm.len())
}

/// What a line takes out, if it does.
fn out_of(line: &str) -> Option<&str> {
    line.trim().strip_prefix(['-', '－'])
}

impl Topic {
    /// A topic of a list: a term a line, behind it `+` before words of which one must stand in the same sentence; `-`
    /// before what is not counted, `#` before remarks. The cells of a line from a spreadsheet are terms of their own.
    pub fn parse(name: &str, list: &str) -> Self {
        let mut skipped = Skips::default();
        let mut seen = BTreeSet::new();
        let (mut terms, mut not) = (Vec::new(), Vec::new());
        for (at, line) in list.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // A figure in a cell counts something.
            let figures = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || c == '.');
            let mut whys = Vec::new();
            let mut said = false;
            for cell in cells(line).filter(|cell| !figures(cell)) {
                said = true;
                let mut parts = out_of(cell).unwrap_or(cell).split(['+', '＋']).map(plain);
                let word = parts.next().unwrap_or_default();
                if word.is_empty() {
                    whys.push("empty");
                } else if seen.len() >= MOST {
                    whys.push("many");
                } else if !seen.insert(word.clone()) {
                    whys.push("again");
                } else if out_of(cell).is_some() {
                    not.push(word);
                } else {
                    let with = parts.filter(|word| !word.is_empty()).collect();
                    terms.push(Term { word, with });
                }
            }
            if !said {
                whys.push("empty");
            }
            for why in whys {
                skipped.add(at + 1, why);
            }
        }
        Self {
            name: name.to_owned(),
            list: list.to_owned(),
            finder: finder(&terms, &not),
            terms,
            not,
            skipped,
        }
    }

    /// A topic of a single word.
    pub fn of(word: &str) -> Self {
        Self::parse(word.trim(), word)
    }

    /// The topics that come with the program, read once.
    pub fn built_in() -> &'static [Arc<Self>] {
        static TOPICS: OnceLock<Vec<Arc<Topic>>> = OnceLock::new();
        TOPICS.get_or_init(|| {
            let each = BUILT_IN.iter();
            each.map(|(name, list)| Arc::new(Self::parse(name, list)))
                .collect()
        })
    }

    /// Every place of a term, those left out too, in order. At each place the longest of terms and exclusions is taken,
    /// so that nothing is counted twice.
    pub fn each(&self, body: &Body, mut found: impl FnMut(Hit)) {
        let Some(finder) = &self.finder else {
            return;
        };
        for place in finder.find_iter(body.text()) {
            let at = place.pattern().as_usize();
            if let Some(not) = at.checked_sub(self.terms.len()) {
                // What would have counted inside it.
                let held = self.not.get(not).map_or("", String::as_str);
                let inside = self.terms.iter().enumerate();
                let inside = inside.filter_map(|(term, own)| {
                    Some((held.find(own.word.as_str())?, own.word.len(), term))
                });
                let first = inside.min_by_key(|(at, len, _)| (*at, std::cmp::Reverse(*len)));
                if let Some((at, len, term)) = first {
                    let start = place.start() + at;
                    found(Hit {
                        bytes: ByteSpan::new(start, start + len),
                        term,
                        why: Some(Why::Held(u32::try_from(not).unwrap_or(u32::MAX))),
                    });
                }
                continue;
            }
            let with = self.terms.get(at).map_or(&[][..], |term| &term.with);
            let alone = !with.is_empty() && {
                let sentence = body.slice(body.sentence_at(body.sentence(place.start())));
                !with.iter().any(|word| sentence.contains(word.as_str()))
            };
            found(Hit {
                bytes: place.range().into(),
                term: at,
                why: alone.then_some(Why::Alone),
            });
        }
    }

    /// What the topic comes to in the sections of each role.
    pub fn tally(&self, body: &Body) -> ByRole<Tally> {
        let mut out = ByRole::<Tally>::default();
        let mut last = None;
        self.each(body, |hit| {
            let role = body.role(hit.bytes.start);
            let Some(tally) = out.get_mut(role as usize) else {
                return;
            };
            if hit.why.is_some() {
                tally.left_out += 1;
                return;
            }
            tally.hits += 1;
            let sentence = body.sentence(hit.bytes.start);
            if last.replace(sentence) != Some(sentence) {
                tally.sentences += 1;
            }
        });
        out
    }

    /// The list with one more word that is not counted.
    pub fn excluding(&self, word: &str) -> String {
        let mut list = self.list.trim_end().to_owned();
        if !self.not.iter().any(|own| *own == plain(word)) {
            list.push_str("\n-");
            list.push_str(word.trim());
        }
        list.push('\n');
        list
    }

    /// The list in which a place left out counts.
    pub fn including(&self, hit: &Hit) -> String {
        let term = self
            .terms
            .get(hit.term)
            .map_or("", |term| term.word.as_str());
        let held = match hit.why {
            Some(Why::Held(at)) => self.not.get(at as usize),
            _ => None,
        };
        let kept = self
            .list
            .lines()
            .filter_map(|line| match (held, out_of(line)) {
                (Some(held), Some(word)) if plain(word) == *held => None,
                (None, None) if hit.why == Some(Why::Alone) => {
                    let own = line.split(['+', '＋']).next().unwrap_or("");
                    let line = if plain(own) == term { own } else { line };
                    Some(line.trim_end().to_owned())
                }
                _ => Some(line.to_owned()),
            });
        let mut list = kept.collect::<Vec<_>>().join("\n");
        list.push('\n');
        list
    }
}

impl Hit {
    /// Where it stands in the file's text.
    pub fn span(&self, body: &Body) -> CharSpan {
        body.span(self.bytes)
    }
}

/// What holds a place: the word it is part of, else it with the word before, with the word behind, with both.
pub fn holders(
    body: &Body,
    ByteSpan { start, end }: ByteSpan,
    segmenter: &Segmenter,
) -> Vec<String> {
    // 个 and 的 beside a word make no other word of it.
    static STOP: OnceLock<HashSet<String>> = OnceLock::new();
    let sentence = body.sentence_at(body.sentence(start));
    let from = sentence.start;
    let words = segmenter.tokens(body.slice(sentence));
    let stop = STOP.get_or_init(|| stop_words(STOP_WORDS));
    let is_word = |word: &str| {
        let number = word.chars().all(|c| c.is_ascii_digit() || c == '.');
        word.chars().all(char::is_alphanumeric) && !number && !stop.contains(word)
    };
    let first = words.iter().rposition(|(at, _)| from + at <= start);
    let last = words
        .iter()
        .position(|(at, word)| from + at + word.len() >= end);
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let join = |a: usize, b: usize| {
        let all = words.get(a..=b)?;
        let whole = all.iter().all(|(_, word)| is_word(word));
        whole.then(|| all.iter().map(|(_, word)| *word).collect::<String>())
    };
    let before = first.checked_sub(1);
    let all = [
        join(first, last),
        before.and_then(|before| join(before, last)),
        join(first, last + 1),
        before.and_then(|before| join(before, last + 1)),
    ];
    let own = body.slice(start..end);
    let mut out: Vec<String> = Vec::new();
    for word in all.into_iter().flatten() {
        if word != own && !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

fn finder(terms: &[Term], not: &[String]) -> Option<AhoCorasick> {
    if terms.is_empty() {
        return None;
    }
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        // Some megabytes of table for some hundreds of terms, several times as fast.
        .kind((terms.len() + not.len() < 2_000).then_some(AhoCorasickKind::DFA))
        .build(terms.iter().map(|term| &term.word).chain(not))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(list: &str, text: &str) -> (u32, u32, u32) {
        let all = Topic::parse("", list).tally(&Body::new(text, 0, &[]));
        let sum = all.iter().fold(Tally::default(), |a, b| a.and(*b));
        (sum.hits, sum.left_out, sum.sentences)
    }

    #[test]
    fn what_holds_a_term_is_left_out() {
        let list = "环境\n环境保护\n-营商环境\n-国际环境\n";
        let text = "优化營商環境。改善环境，加强环境保护。国际环境复杂。环境好了，环境美了。";
        assert_eq!(tally(list, text), (4, 2, 2));
    }

    #[test]
    fn a_longer_term_is_counted_once() {
        assert_eq!(
            tally("就业\n城镇新增就业\n", "城镇新增就业10万人，就业稳定。").0,
            2
        );
        assert_eq!(tally("", "就业").0, 0);
    }

    #[test]
    fn a_term_counts_in_company_only() {
        let list = "平台 +数字 ＋互聯網\n";
        assert_eq!(
            tally(list, "建设数字平台。搭建融资平台。互联网平台，平台企业。"),
            (3, 1, 2)
        );
    }

    #[test]
    fn lists_are_read_with_what_was_skipped() {
        let topic = Topic::parse("", "\u{feff}# 说明\n數據\n数据\n\n-\n－大数据局\n");
        assert_eq!((topic.terms.len(), topic.not.len()), (1, 1));
        let expected = [(3, "again"), (5, "empty")];
        let found: Vec<(usize, &str)> = topic
            .skipped
            .first
            .iter()
            .map(|s| (s.line, s.why))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn places_are_left_out_and_taken_in_again() {
        let body = Body::new("优化营商环境，改善生态环境。", 0, &[]);
        let topic = Topic::parse("环境", "# 说明\n环境\n");
        let out = Topic::parse("环境", &topic.excluding("营商环境"));
        assert_eq!(out.list, "# 说明\n环境\n-营商环境\n");
        let mut hits = Vec::new();
        out.each(&body, |hit| hits.push(hit));
        assert_eq!(hits.iter().filter(|hit| hit.why.is_none()).count(), 1);
        let held = hits.iter().find(|hit| hit.why.is_some());
        assert_eq!(held.map(|hit| out.including(hit)), Some(topic.list.clone()));
        // Twice is once.
        assert_eq!(out.excluding("營商環境"), out.list);
        let alone = Topic::parse("", "环境 +水\n");
        let mut hits = Vec::new();
        alone.each(&body, |hit| hits.push(hit));
        assert_eq!(
            hits.first().map(|hit| alone.including(hit)),
            Some("环境\n".to_owned())
        );
    }

    #[test]
    fn what_holds_a_place_is_offered() {
        let body = Body::new("持续优化国际环境氛围。", 0, &[]);
        let at = body.text().find("环境").unwrap_or(0);
        let found = holders(&body, ByteSpan::new(at, at + 6), Segmenter::get());
        assert_eq!(found.first().map(String::as_str), Some("国际环境"));
        assert!(found.contains(&"环境氛围".to_owned()), "{found:?}");
    }

    #[test]
    fn every_built_in_list_is_clean() {
        for topic in Topic::built_in() {
            let name = &topic.name;
            assert_eq!(topic.skipped.first, [], "{name}");
            assert!(topic.terms.len() >= 20, "{name}");
            for not in &topic.not {
                let holds = topic
                    .terms
                    .iter()
                    .any(|term| not.contains(term.word.as_str()));
                assert!(holds, "{name}: {not} holds no term");
            }
        }
    }
}
