//! What differs inside a pair of sentences, in units a Chinese reader takes as one: numbers with their unit, bound and
//! force words, words of the dictionary.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::engine::lexicon::Lexicon;
use crate::engine::quantity;
use crate::model::goal::NotGoal;
use crate::text::dictionary::jieba;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

/// What kind of change a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Another number.
    Number,
    /// Another bound or force word.
    Bound,
    /// Other words.
    Wording,
}

/// A changed piece of one sentence, in its characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands, in characters of the sentence.
    pub range: Range<usize>,
    /// What kind of change it is.
    pub change: Change,
}

/// The changed pieces of both sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the old one.
    pub old: Vec<Piece>,
    /// In the new one.
    pub new: Vec<Piece>,
}

impl Difference {
    /// Whether any piece is of this kind.
    pub fn has(&self, change: Change) -> bool {
        self.old
            .iter()
            .chain(&self.new)
            .any(|piece| piece.change == change)
    }
}

#[derive(Clone, Debug)]
struct Token {
    text: String,
    range: Range<usize>,
    kind: Change,
}

/// The difference of two sentences.
pub fn difference(old: &str, new: &str) -> Difference {
    let (a, b) = (tokens(old), tokens(new));
    let (x, y): (Vec<&str>, Vec<&str>) = (
        a.iter().map(|t| t.text.as_str()).collect(),
        b.iter().map(|t| t.text.as_str()).collect(),
    );
    let mut out = Difference::default();
    for op in capture_diff_slices(Algorithm::Myers, &x, &y) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        collect(&a, op.old_range(), &mut out.old);
        collect(&b, op.new_range(), &mut out.new);
    }
    out
}

fn collect(tokens: &[Token], range: Range<usize>, out: &mut Vec<Piece>) {
    for token in tokens.get(range).unwrap_or(&[]) {
        // A mark alone is no change worth a colour.
        if token.text.chars().all(|c| !c.is_alphanumeric() && c != '%') {
            continue;
        }
        match out.last_mut() {
            Some(last)
                if last.change == token.kind
                    && last.range.end == token.range.start
                    && token.kind == Change::Wording =>
            {
                last.range.end = token.range.end;
            }
            _ => out.push(Piece {
                range: token.range.clone(),
                change: token.kind,
            }),
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let norm = Norm::of_sentence(text);
    let lexicon = Lexicon::get();
    let mut fixed: Vec<(usize, usize, Change)> = Vec::new();
    for number in quantity::numbers(&norm, NormSpan::new(0, norm.len())) {
        let counts = number.kind.is_some()
            && !matches!(
                number.skip,
                Some(NotGoal::Quoted | NotGoal::Idiom | NotGoal::Name)
            );
        if counts || number.skip == Some(NotGoal::Date) {
            fixed.push((
                number.start,
                number.unit_end.max(number.start + 1),
                Change::Number,
            ));
        }
        if let Some(NormSpan { start, end }) = number.bound_at {
            fixed.push((start, end, Change::Bound));
        }
    }
    for (start, end, _) in lexicon.forces.all(&norm, 0..norm.len()) {
        fixed.push((start, end, Change::Bound));
    }
    fixed.sort_unstable_by_key(|f| f.0);
    let mut out = Vec::new();
    let mut at = 0;
    for (start, end, kind) in fixed {
        if start < at {
            continue;
        }
        cut(&norm, at, start, &mut out);
        push(&norm, start, end, kind, &mut out);
        at = end;
    }
    cut(&norm, at, norm.len(), &mut out);
    out
}

fn push(norm: &Norm, start: usize, end: usize, kind: Change, out: &mut Vec<Token>) {
    if end > start {
        let span = norm.source(start..end);
        out.push(Token {
            text: norm.text(start..end),
            range: span.range(),
            kind,
        });
    }
}

/// Words by the dictionary.
fn cut(norm: &Norm, start: usize, end: usize, out: &mut Vec<Token>) {
    let text = norm.text(start..end);
    let mut at = start;
    for word in jieba().cut(&text, true) {
        let len = word.word.chars().count();
        push(norm, at, at + len, Change::Wording, out);
        at += len;
    }
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

    fn check(old: &str, new: &str, expected: &[&str]) {
        let found = difference(old, new);
        let show = |text: &str, piece: &Piece| {
            format!(
                "{}:{:?}",
                text.chars()
                    .skip(piece.range.start)
                    .take(piece.range.len())
                    .collect::<String>(),
                piece.change
            )
        };
        let all: Vec<String> = found
            .old
            .iter()
            .map(|p| show(old, p))
            .chain(found.new.iter().map(|p| show(new, p)))
            .collect();
        assert_eq!(all, expected, "{old} / {new}");
    }

    #[test]
    fn numbers_change_whole() {
        check(
            "新增学位4800个。",
            "新增学位6200个。",
            &["4800个:Number", "6200个:Number"],
        );
        check("增长15.5%", "增长15%", &["15.5%:Number", "15%:Number"]);
    }

    #[test]
    fn bounds_are_apart_from_numbers() {
        check(
            "地区生产总值增长5.5%以上",
            "地区生产总值增长5.5%左右",
            &["以上:Bound", "左右:Bound"],
        );
        check(
            "确保完成投资10亿元",
            "力争完成投资10亿元",
            &["确保:Bound", "力争:Bound"],
        );
    }

    #[test]
    fn names_of_plans_are_words() {
        check(
            "“十三五”规划收官",
            "“十四五”规划收官",
            &["十三五:Wording", "十四五:Wording"],
        );
    }

    #[test]
    fn words_change_whole() {
        check(
            "财政支出占比保持在75%以上",
            "财政支出占比稳定在75%以上",
            &["保持:Wording", "稳定:Wording"],
        );
    }
}
