//! A text in words: jieba's dictionary, the terms of policy it lacks, and a user's own.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jieba_rs::Jieba;

use super::body::{Body, ByRole};
use super::dictionary::Dictionary;
use crate::engine::lexicon::{rows, tables};
use crate::model::report::Role;
use crate::text::norm::Norm;

/// The frequency of a term of policy: far above that of its parts side by side, and too little for thousands of them to
/// weigh on the words of the stock dictionary.
const WEIGHT: usize = 3_000;

/// The segmenter and its version, as notes on method name it.
pub const JIEBA: &str = "jieba-rs 0.11.0";

/// The year a term of policy first appears in national documents, where that is known.
pub fn term_year(word: &str) -> Option<i32> {
    static YEARS: OnceLock<HashMap<&'static str, i32>> = OnceLock::new();
    let years = YEARS.get_or_init(|| {
        let each = rows(tables::TERMS).filter_map(|row| {
            let (word, year) = (row.first()?, row.get(1)?);
            Some((*word, year.parse().ok()?))
        });
        each.collect()
    });
    years.get(word).copied()
}

/// A segmenter with the user's lists, made on the thread that needs it first.
#[derive(Debug, Default)]
pub struct SharedSegmenter {
    lists: Arc<Vec<Dictionary>>,
    made: OnceLock<Segmenter>,
}

impl SharedSegmenter {
    /// One that also knows the words of these lists.
    pub const fn new(lists: Arc<Vec<Dictionary>>) -> Self {
        Self {
            lists,
            made: OnceLock::new(),
        }
    }

    /// The lists.
    pub const fn lists(&self) -> &Arc<Vec<Dictionary>> {
        &self.lists
    }

    /// The segmenter; the first call takes some tenths of a second.
    pub fn get(&self) -> &Segmenter {
        if self.lists.is_empty() {
            return Segmenter::get();
        }
        self.made.get_or_init(|| Segmenter::with(&self.lists))
    }
}

/// Splits texts into words.
pub struct Segmenter {
    jieba: Jieba,
}

impl std::fmt::Debug for Segmenter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Segmenter").finish_non_exhaustive()
    }
}

impl Segmenter {
    /// The one with the terms of policy, made at first use in some tenths of a second.
    pub fn get() -> &'static Self {
        static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();
        SEGMENTER.get_or_init(|| Self::with(&[]))
    }

    /// One that also knows the words of these lists.
    pub fn with(own: &[Dictionary]) -> Self {
        let mut jieba = Jieba::new();
        for row in rows(tables::TERMS) {
            let norm = Norm::new(row.first().copied().unwrap_or(""));
            jieba.add_word(&norm.text(0..norm.len()), Some(WEIGHT), Some("n"));
        }
        for (word, frequency) in own.iter().flat_map(|list| &list.words) {
            jieba.add_word(word, Some(frequency.unwrap_or(WEIGHT)), Some("n"));
        }
        Self { jieba }
    }

    /// The words of a text, without punctuation; numbers are words.
    pub fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let tokens = self.jieba.cut(text, true);
        let words = tokens.into_iter().map(|token| token.word);
        words.filter(|word| word.chars().any(char::is_alphanumeric))
    }

    /// The words of a text with the byte each starts at, punctuation too.
    pub fn tokens<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        let mut at = 0;
        let tokens = self.jieba.cut(text, true).into_iter().map(|token| {
            let start = at;
            at += token.word.len();
            (start, token.word)
        });
        tokens.collect()
    }

    /// How often each word stands in a report.
    pub fn count(&self, body: &Body) -> Counts {
        let mut found: HashMap<(&str, Role), (u32, u32)> = HashMap::with_capacity(4_096);
        for (role, text, from) in body.stretches() {
            for (at, word) in self.tokens(text) {
                if !word.chars().any(char::is_alphanumeric) {
                    continue;
                }
                let start = u32::try_from(from + at).unwrap_or(u32::MAX);
                found.entry((word, role)).or_insert((start, 0)).1 += 1;
            }
        }
        let mut list: Vec<_> = found.into_iter().collect();
        list.sort_unstable();
        let each = list.into_iter();
        let each = each.map(|((word, role), (start, times))| Count::new(start, word, role, times));
        Counts(each.collect())
    }
}

/// How often a word stands in the sections of a role.
#[derive(Clone, Copy, Debug)]
struct Count {
    /// Where it stands first, in bytes of the body: the word is kept there and nowhere else.
    start: u32,
    len: u8,
    /// The role, and how often.
    times: [u8; 3],
}

impl Count {
    fn new(start: u32, word: &str, role: Role, times: u32) -> Self {
        // What is longer is no word.
        let len = word.floor_char_boundary(usize::from(u8::MAX));
        let [low, high, ..] = times.min(u32::from(u16::MAX)).to_le_bytes();
        Self {
            start,
            len: u8::try_from(len).unwrap_or(u8::MAX),
            times: [role as u8, low, high],
        }
    }

    fn is_of(self, role: Role) -> bool {
        self.times[0] == role as u8
    }

    fn times(self) -> usize {
        usize::from(u16::from_le_bytes([self.times[1], self.times[2]]))
    }
}

/// How often each word stands in the sections of each role; in the order of the words.
#[derive(Clone, Debug, Default)]
pub struct Counts(Box<[Count]>);

impl Counts {
    /// How many words there are in the sections of each role.
    pub fn words(&self) -> ByRole<usize> {
        let mut out = ByRole::default();
        for own in &self.0 {
            if let Some(sum) = out.get_mut(usize::from(own.times[0])) {
                *sum += own.times();
            }
        }
        out
    }

    /// The different words of a report with how often each stands there, in the sections of `role` or in all.
    pub fn each<'t>(
        &'t self,
        body: &'t Body,
        role: Option<Role>,
    ) -> impl Iterator<Item = (&'t str, usize)> {
        let wanted = self
            .0
            .iter()
            .filter(move |own| role.is_none_or(|role| own.is_of(role)));
        let mut rest = wanted
            .map(|own| {
                let start = own.start as usize;
                let word = body.slice(start..start + usize::from(own.len));
                (word, own.times())
            })
            .peekable();
        std::iter::from_fn(move || {
            let (word, mut count) = rest.next()?;
            while let Some((_, more)) = rest.next_if(|(next, _)| *next == word) {
                count += more;
            }
            Some((word, count))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_policy_stay_whole() {
        let cases = [
            ("扎实推进共同富裕", "共同富裕"),
            ("加快发展新质生产力", "新质生产力"),
            ("推进放管服，优化服务", "放管服"),
            ("持续优化营商环境", "营商环境"),
            ("推动乡村全面振兴", "乡村全面振兴"),
            ("建设全国统一大市场", "全国统一大市场"),
            ("落实两不愁三保障要求", "两不愁三保障"),
            ("城镇调查失业率控制在5.5%以内", "城镇调查失业率"),
        ];
        for (text, term) in cases {
            let words: Vec<&str> = Segmenter::get().words(text).collect();
            assert!(words.contains(&term), "{words:?}");
        }
    }

    #[test]
    fn a_term_tells_its_year() {
        assert_eq!(term_year("供给侧结构性改革"), Some(2015));
        assert_eq!(term_year("发展"), None);
    }

    #[test]
    fn common_words_are_parted_as_before() {
        let cases = [
            ("现在建设的项目", vec!["现在", "建设", "的", "项目"]),
            ("发展中国家", vec!["发展中国家"]),
            (
                "市场环境和国际环境",
                vec!["市场", "环境", "和", "国际", "环境"],
            ),
        ];
        for (text, expected) in cases {
            let words: Vec<&str> = Segmenter::get().words(text).collect();
            let joined: Vec<&str> = words
                .iter()
                .copied()
                .filter(|w| !expected.contains(w))
                .collect();
            // 国际环境 may be one word; nothing may be cut elsewhere.
            assert!(
                joined.iter().all(|word| expected.concat().contains(word)),
                "{words:?}"
            );
            assert_eq!(words.concat(), expected.concat());
        }
    }

    #[test]
    fn numbers_are_words_and_punctuation_is_none() {
        let words: Vec<&str> = Segmenter::get()
            .words("增长5.5%，达到1.2万亿元。")
            .collect();
        assert!(
            words.iter().all(|word| !word.contains(['，', '。'])),
            "{words:?}"
        );
        assert!(
            words.iter().any(|word| word.starts_with("5.5")),
            "{words:?}"
        );
    }

    #[test]
    fn a_user_adds_words() {
        let own = Segmenter::with(&[Dictionary::parse("own", "青岚模式\n")]);
        let words: Vec<&str> = own.words("推广青岚模式的经验").collect();
        assert!(words.contains(&"青岚模式"), "{words:?}");
    }

    #[test]
    fn words_are_counted_by_role() {
        use crate::model::report::Section;
        use crate::text::span::CharSpan;
        let text = "发展经济。\n发展數字經濟。发展。";
        let section = |role, start, end| Section {
            role,
            title: None,
            span: CharSpan::new(start, end),
        };
        let sections = [section(Role::Review, 0, 6), section(Role::Tasks, 6, 16)];
        let body = Body::new(text, 0, &sections);
        let counts = Segmenter::get().count(&body);
        let all: Vec<(&str, usize)> = counts.each(&body, None).collect();
        assert_eq!(all, [("发展", 3), ("数字经济", 1), ("经济", 1)]);
        let tasks: Vec<(&str, usize)> = counts.each(&body, Some(Role::Tasks)).collect();
        assert_eq!(tasks, [("发展", 2), ("数字经济", 1)]);
        assert_eq!(counts.words(), [0, 2, 0, 3, 0, 0]);
    }
}
