//! A text in words: jieba's dictionary, the terms of policy it lacks, and a user's own.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jieba_rs::Jieba;

use super::body::Body;
use crate::engine::lexicon::{rows, tables};
use crate::text::norm::Norm;

/// A term of policy is surer than any way of parting it.
const WEIGHT: usize = 200_000;

/// Parts texts into words.
pub struct Segmenter {
    jieba: Jieba,
}

impl Segmenter {
    /// The one with the terms of policy, made at first use in some tenths of a second.
    pub fn get() -> &'static Self {
        static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();
        SEGMENTER.get_or_init(|| Self::with(&[]))
    }

    /// One that also knows these words.
    pub fn with(own: &[String]) -> Self {
        let mut jieba = Jieba::new();
        let terms = rows(tables::TERMS).filter_map(|row| row.first().copied());
        for word in terms.chain(own.iter().map(String::as_str)) {
            let norm = Norm::new(word.trim());
            if !norm.is_empty() {
                jieba.add_word(&norm.text(0, norm.len()), Some(WEIGHT), Some("n"));
            }
        }
        Self { jieba }
    }

    /// The words of a text, without punctuation; numbers are words.
    pub fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let tokens = self.jieba.cut(text, true);
        let words = tokens.into_iter().map(|token| token.word);
        words.filter(|word| word.chars().any(char::is_alphanumeric))
    }

    /// How often each word stands in a report.
    pub fn count(&self, body: &Body) -> BTreeMap<String, usize> {
        let mut out: BTreeMap<String, usize> = BTreeMap::new();
        for word in self.words(body.text()) {
            match out.get_mut(word) {
                Some(count) => *count += 1,
                None => {
                    out.insert(word.to_owned(), 1);
                }
            }
        }
        out
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
            ("深化放管服改革", "放管服"),
            ("持续优化营商环境", "营商环境"),
            ("推动乡村全面振兴", "乡村全面振兴"),
            ("建设全国统一大市场", "全国统一大市场"),
        ];
        for (text, term) in cases {
            let words: Vec<&str> = Segmenter::get().words(text).collect();
            assert!(words.contains(&term), "{words:?}");
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
        let own = Segmenter::with(&["青岚模式".to_owned()]);
        let words: Vec<&str> = own.words("推广青岚模式的经验").collect();
        assert!(words.contains(&"青岚模式"), "{words:?}");
    }
}
