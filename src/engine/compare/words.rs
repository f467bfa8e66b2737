//! What differs inside a pair of sentences, in units a Chinese reader takes as one: numbers with their unit, bound and
//! force words, words of the dictionary.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::engine::lexicon::Lexicon;
use crate::engine::quantity;
use crate::model::goal::NotGoal;
use crate::text::dictionary::jieba;
use crate::text::norm::Norm;
use crate::text::span::{CharSpan, NormSpan};

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

/// A changed piece of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub span: CharSpan,
    /// What kind of change it is.
    pub change: Change,
}

/// The changed pieces of a sentence and its counterparts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the old report.
    pub old: Vec<Piece>,
    /// In the new one.
    pub new: Vec<Piece>,
    /// Numbers, bounds and force words that stand in each other's place.
    pub swaps: Vec<[CharSpan; 2]>,
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

/// A sentence and where it starts in its text, in code points.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    /// Its words.
    pub text: &'a str,
    /// The place of its first character.
    pub start: usize,
}

#[derive(Clone, Debug)]
struct Token {
    text: String,
    span: CharSpan,
    kind: Change,
    /// Of a number, a bound or a force word: its clause up to its end. The same one on both sides has moved, not changed.
    said: String,
}

/// The difference of a sentence and its counterparts, these read as one text in the order given.
pub fn difference(old: &[Sentence<'_>], new: Sentence<'_>) -> Difference {
    let a: Vec<Token> = old.iter().flat_map(|sentence| tokens(*sentence)).collect();
    let b = tokens(new);
    let (x, y): (Vec<&str>, Vec<&str>) = (
        a.iter().map(|t| t.text.as_str()).collect(),
        b.iter().map(|t| t.text.as_str()).collect(),
    );
    let mut out = Difference::default();
    let mut changed: [Vec<&Token>; 2] = Default::default();
    for op in capture_diff_slices(Algorithm::Myers, &x, &y) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let gone = a.get(op.old_range()).unwrap_or(&[]);
        let come = b.get(op.new_range()).unwrap_or(&[]);
        for kind in [Change::Number, Change::Bound] {
            let of = |tokens: &[Token]| -> Vec<CharSpan> {
                let own = tokens.iter().filter(|token| token.kind == kind);
                own.map(|token| token.span).collect()
            };
            let (gone, come) = (of(gone), of(come));
            if gone.len() == come.len() {
                out.swaps
                    .extend(gone.into_iter().zip(come).map(|(a, b)| [a, b]));
            }
        }
        let [all_gone, all_come] = &mut changed;
        all_gone.extend(gone);
        all_come.extend(come);
    }
    let [gone, come] = changed;
    let moved = |token: &Token, others: &[&Token]| {
        !token.said.is_empty() && others.iter().any(|other| other.said == token.said)
    };
    for (own, others, pieces) in [(&gone, &come, &mut out.old), (&come, &gone, &mut out.new)] {
        for token in own.iter().filter(|token| !moved(token, others)) {
            collect(token, pieces);
        }
    }
    let stays = |span: &CharSpan, pieces: &[Piece]| pieces.iter().any(|piece| piece.span == *span);
    let (old, new) = (&out.old, &out.new);
    out.swaps.retain(|[a, b]| stays(a, old) && stays(b, new));
    out.swaps.sort_unstable_by_key(|[_, b]| b.start);
    out
}

fn collect(token: &Token, out: &mut Vec<Piece>) {
    // A mark alone is no change worth a colour.
    if token.text.chars().all(|c| !c.is_alphanumeric() && c != '%') {
        return;
    }
    match out.last_mut() {
        Some(last)
            if last.change == token.kind
                && last.span.end == token.span.start
                && token.kind == Change::Wording =>
        {
            last.span.end = token.span.end;
        }
        _ => out.push(Piece {
            span: token.span,
            change: token.kind,
        }),
    }
}

fn tokens(sentence: Sentence<'_>) -> Vec<Token> {
    let norm = Norm::of_sentence(sentence.text);
    let lexicon = Lexicon::get();
    let mut fixed: Vec<(usize, usize, Change)> = Vec::new();
    for number in quantity::numbers(&norm, NormSpan::new(0, norm.len())) {
        let counts = number.kind.is_some()
            && !matches!(
                number.skip,
                Some(NotGoal::Quoted | NotGoal::Idiom | NotGoal::Name)
            );
        // 第6位
        let rank = number.skip == Some(NotGoal::Ordinal)
            && matches!(norm.at(number.unit_end), '位' | '名')
            || number.unit.ends_with(['位', '名']) && norm.before(number.start) == '第';
        if counts || rank || number.skip == Some(NotGoal::Date) {
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
    for token in &mut out {
        token.span.start += sentence.start;
        token.span.end += sentence.start;
    }
    out
}

fn push(norm: &Norm, start: usize, end: usize, kind: Change, out: &mut Vec<Token>) {
    if end > start {
        let clause = (0..start)
            .rev()
            .find(|&i| matches!(norm.at(i), '，' | '；' | '：' | '。'))
            .map_or(0, |i| i + 1);
        out.push(Token {
            text: norm.text(start..end),
            span: norm.source(start..end),
            kind,
            said: if kind == Change::Wording {
                String::new()
            } else {
                norm.text(clause..end)
            },
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
        let found = difference(
            &[Sentence {
                text: old,
                start: 0,
            }],
            Sentence {
                text: new,
                start: 0,
            },
        );
        let show = |text: &str, piece: &Piece| {
            format!(
                "{}:{:?}",
                text.chars()
                    .skip(piece.span.start)
                    .take(piece.span.len())
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
    fn ranks_are_numbers() {
        check(
            "总量居全省第6位",
            "总量居全省第5位",
            &["6:Number", "5:Number"],
        );
    }

    #[test]
    fn a_clause_that_moved_has_not_changed() {
        check(
            "新增企业1000家左右，培训职工3000人以上。",
            "培训职工3000人以上，新增企业1000家左右。",
            &["培训职工:Wording", "培训职工:Wording"],
        );
    }

    #[test]
    fn several_counterparts_are_read_as_one_text() {
        let old = ["新增企业800家。", "培训职工3000人次。"];
        let old = [
            Sentence {
                text: old[0],
                start: 10,
            },
            Sentence {
                text: old[1],
                start: 40,
            },
        ];
        let new = Sentence {
            text: "新增企业900家，培训职工3000人次。",
            start: 0,
        };
        let found = difference(&old, new);
        assert_eq!(found.swaps, [[CharSpan::new(14, 18), CharSpan::new(4, 8)]]);
        assert_eq!(found.old.len(), 1, "{found:?}");
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
