//! Pairs the sentences of two reports, whatever their order.
//!
//! Likeness is the cosine of character bigrams weighted by rarity, with a little for the same place in the report. Each
//! sentence of the new report takes its best counterpart when the two prefer each other, or when one was split in two.

use std::collections::HashMap;

use crate::model::comparison::{Comparison, Nearness, Pair};
use crate::model::report::{Report, Role};
use crate::text::norm::Norm;
use crate::text::span::{CharSpan, Offsets};

/// Below this two sentences share words, not a subject.
const RELATED: f32 = 0.30;
/// From this on one is an edit of the other.
const EDITED: f32 = 0.35;
/// A second counterpart must be nearly as near as the first.
const SECOND: f32 = 0.75;
/// What the same relative place in the report adds at most.
const PLACE: f32 = 0.06;

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The file's text.
    pub text: &'a str,
    /// Its code points.
    pub offsets: &'a Offsets,
    /// The report; `None` compares the whole text.
    pub report: Option<&'a Report>,
}

/// A sentence as the comparison sees it.
#[derive(Debug)]
struct Sentence {
    key: String,
    grams: Vec<(u64, f32)>,
    role: Option<Role>,
    place: f32,
}

/// The sentences of `text` in `span`: split at 。！？； and line ends, without the blanks around them.
pub fn sentences(text: &str, offsets: &Offsets, span: CharSpan) -> Vec<CharSpan> {
    let mut out = Vec::new();
    let mut from: Option<usize> = None;
    let mut last = span.start;
    for (k, c) in offsets.slice(text, span).chars().enumerate() {
        let at = span.start + k;
        let line = matches!(c, '\n' | '\r' | '\u{2028}');
        if !line && from.is_none() && !c.is_whitespace() {
            from = Some(at);
        }
        if !c.is_whitespace() {
            last = at + 1;
        }
        if (matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?') || line)
            && let Some(start) = from.take()
        {
            out.push(CharSpan::new(start, last));
        }
    }
    if let Some(start) = from {
        out.push(CharSpan::new(start, last));
    }
    // A closing quotation mark behind the full stop belongs to its sentence.
    out.retain(|s| offsets.slice(text, *s).chars().any(char::is_alphanumeric));
    out
}

/// Pairs the sentences of `old` and `new`.
pub fn align(old: Side<'_>, new: Side<'_>) -> Comparison {
    let whole = |side: Side<'_>| {
        side.report
            .map_or(CharSpan::new(0, side.offsets.len_chars()), |report| {
                report.span
            })
    };
    let old_spans = sentences(old.text, old.offsets, whole(old));
    let new_spans = sentences(new.text, new.offsets, whole(new));
    let mut a = prepare(old, &old_spans);
    let mut b = prepare(new, &new_spans);
    weigh(&mut a, &mut b);
    let candidates = candidates(&a, &b);
    // The best partner of each old sentence.
    let mut best_of_old: Vec<(f32, usize)> = vec![(0.0, usize::MAX); a.len()];
    for (i, list) in candidates.iter().enumerate() {
        for &(j, score) in list {
            if let Some(best) = best_of_old.get_mut(j).filter(|best| score > best.0) {
                *best = (score, i);
            }
        }
    }
    let mut pairs: Vec<Pair> = candidates
        .iter()
        .enumerate()
        .map(|(i, list)| pair(i, list, &a, &b, &best_of_old))
        .collect();
    mark_moved(&mut pairs);
    let mut answered = vec![false; a.len()];
    for &old in pairs.iter().flat_map(|pair| &pair.old) {
        if let Some(slot) = answered.get_mut(old) {
            *slot = true;
        }
    }
    let dropped = answered
        .iter()
        .enumerate()
        .filter(|(_, answered)| !**answered)
        .map(|(j, _)| j)
        .collect();
    Comparison {
        old: old_spans,
        new: new_spans,
        pairs,
        dropped,
    }
}

fn prepare(side: Side<'_>, spans: &[CharSpan]) -> Vec<Sentence> {
    let all = side.offsets.len_chars().max(1) as f32;
    let bounds = side.report.map_or((0.0, all), |r| {
        (r.span.start as f32, r.span.len().max(1) as f32)
    });
    spans
        .iter()
        .map(|&span| {
            let norm = Norm::new(side.offsets.slice(side.text, span));
            let chars: Vec<char> = norm
                .chars(0, norm.len())
                .iter()
                .copied()
                .filter(|c| c.is_alphanumeric() || *c == '%')
                .collect();
            let mut grams: HashMap<u64, f32> = HashMap::new();
            for pair in chars.windows(2) {
                if let [x, y] = pair {
                    // Digits differ from year to year: all count as one.
                    let fold = |c: char| if c.is_ascii_digit() { '0' } else { c };
                    *grams
                        .entry((u64::from(fold(*x) as u32) << 32) | u64::from(fold(*y) as u32))
                        .or_default() += 1.0;
                }
            }
            let mut grams: Vec<(u64, f32)> = grams.into_iter().collect();
            grams.sort_unstable_by_key(|g| g.0);
            let role = side
                .report
                .and_then(|r| {
                    r.sections
                        .iter()
                        .find(|s| s.span.start <= span.start && span.start < s.span.end)
                })
                .map(|s| s.role);
            Sentence {
                key: chars.into_iter().collect(),
                grams,
                role,
                place: (span.start as f32 - bounds.0) / bounds.1,
            }
        })
        .collect()
}

/// Turns counts into weights: rare bigrams speak louder; each sentence gets length 1.
fn weigh(a: &mut [Sentence], b: &mut [Sentence]) {
    let mut frequency: HashMap<u64, f32> = HashMap::new();
    for sentence in a.iter().chain(b.iter()) {
        for (gram, _) in &sentence.grams {
            *frequency.entry(*gram).or_default() += 1.0;
        }
    }
    let all = (a.len() + b.len()).max(1) as f32;
    for sentence in a.iter_mut().chain(b.iter_mut()) {
        for (gram, weight) in &mut sentence.grams {
            let rare = (all / frequency.get(gram).copied().unwrap_or(1.0)).ln() + 0.4;
            *weight = (1.0 + weight.ln()) * rare;
        }
        let length = sentence
            .grams
            .iter()
            .map(|(_, w)| w * w)
            .sum::<f32>()
            .sqrt();
        if length > 0.0 {
            sentence.grams.iter_mut().for_each(|(_, w)| *w /= length);
        }
    }
}

/// For each new sentence the old ones above the threshold, best first.
fn candidates(a: &[Sentence], b: &[Sentence]) -> Vec<Vec<(usize, f32)>> {
    let mut index: HashMap<u64, Vec<(usize, f32)>> = HashMap::new();
    for (j, sentence) in a.iter().enumerate() {
        for (gram, weight) in &sentence.grams {
            index.entry(*gram).or_default().push((j, *weight));
        }
    }
    let mut scores = vec![0.0f32; a.len()];
    let mut touched: Vec<usize> = Vec::new();
    b.iter()
        .map(|sentence| {
            for (gram, weight) in &sentence.grams {
                for &(j, other) in index.get(gram).into_iter().flatten() {
                    if let Some(score) = scores.get_mut(j) {
                        if *score == 0.0 {
                            touched.push(j);
                        }
                        *score += weight * other;
                    }
                }
            }
            let mut list: Vec<(usize, f32)> = Vec::new();
            for j in touched.drain(..) {
                let Some((raw, old)) = scores.get(j).copied().zip(a.get(j)) else {
                    continue;
                };
                if let Some(slot) = scores.get_mut(j) {
                    *slot = 0.0;
                }
                if raw < RELATED * 0.6 {
                    continue;
                }
                let near = 1.0 - (sentence.place - old.place).abs().min(1.0);
                let role = match (plans(sentence.role), plans(old.role)) {
                    // What was done answers to what was done: a plan in the words of last year's review is new.
                    (Some(x), Some(y)) if x != y => continue,
                    (Some(_), Some(_)) => 0.02,
                    _ => 0.0,
                };
                let score = if sentence.key == old.key {
                    1.0 + near * 0.01
                } else {
                    raw + PLACE * (near - 0.5) + role
                };
                if score >= RELATED {
                    list.push((j, score));
                }
            }
            list.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            list.truncate(6);
            list
        })
        .collect()
}

/// Whether a section plans or looks back; `None` where it does neither.
fn plans(role: Option<Role>) -> Option<bool> {
    match role? {
        Role::Goals | Role::Tasks | Role::SelfBuilding => Some(true),
        Role::Review => Some(false),
        Role::Preamble | Role::Closing => None,
    }
}

fn pair(
    i: usize,
    list: &[(usize, f32)],
    a: &[Sentence],
    b: &[Sentence],
    best_of_old: &[(f32, usize)],
) -> Pair {
    let none = Pair {
        new: i,
        old: Vec::new(),
        nearness: Nearness::None,
        score: 0.0,
        moved: false,
    };
    let Some(sentence) = b.get(i) else {
        return none;
    };
    // A counterpart that prefers another sentence by far is not ours.
    let ours = |&(j, score): &(usize, f32)| {
        best_of_old
            .get(j)
            .is_some_and(|best| best.1 == i || score >= best.0 * 0.7)
    };
    let Some(&(first, score)) = list.iter().find(|c| ours(c)) else {
        return none;
    };
    let Some(old) = a.get(first) else { return none };
    let mut partners = vec![first];
    // Split in two: a neighbour of the first that is nearly as near.
    for &(j, other) in list {
        if j != first
            && j.abs_diff(first) <= 2
            && other >= score * SECOND
            && score < 0.9
            && best_of_old.get(j).is_some_and(|best| best.1 == i)
        {
            partners.push(j);
        }
    }
    partners.sort_unstable();
    let nearness = if old.key == sentence.key {
        Nearness::Same
    } else if score >= EDITED || contained(&sentence.key, &old.key) {
        Nearness::Edited
    } else {
        Nearness::Related
    };
    Pair {
        new: i,
        old: partners,
        nearness,
        score: score.min(1.0),
        moved: false,
    }
}

/// Whether the shorter of two sentences stands whole in the longer one.
fn contained(x: &str, y: &str) -> bool {
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    short.chars().count() >= 8 && long.contains(short)
}

/// Marks pairs out of order: those outside the longest run of counterparts in rising order.
fn mark_moved(pairs: &mut [Pair]) {
    let targets: Vec<(usize, usize)> = pairs
        .iter()
        .enumerate()
        .filter(|(_, p)| p.nearness != Nearness::None && p.nearness != Nearness::Related)
        .filter_map(|(i, p)| p.old.first().map(|j| (i, *j)))
        .collect();
    // Longest non-decreasing subsequence by patience sorting.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; targets.len()];
    for (k, (_, j)) in targets.iter().enumerate() {
        let at = tails.partition_point(|&t| targets.get(t).is_some_and(|(_, other)| other <= j));
        if let Some(slot) = before.get_mut(k) {
            *slot = at.checked_sub(1).and_then(|t| tails.get(t)).copied();
        }
        if at == tails.len() {
            tails.push(k);
        } else if let Some(slot) = tails.get_mut(at) {
            *slot = k;
        }
    }
    let mut kept = vec![false; targets.len()];
    let mut at = tails.last().copied();
    while let Some(k) = at {
        if let Some(slot) = kept.get_mut(k) {
            *slot = true;
        }
        at = before.get(k).copied().flatten();
    }
    for ((i, _), kept) in targets.iter().zip(kept) {
        if let Some(pair) = pairs.get_mut(*i) {
            pair.moved = !kept;
        }
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

    fn check(old: &str, new: &str) -> Vec<String> {
        let (a, b) = (Offsets::new(old), Offsets::new(new));
        let found = align(
            Side {
                text: old,
                offsets: &a,
                report: None,
            },
            Side {
                text: new,
                offsets: &b,
                report: None,
            },
        );
        found
            .pairs
            .iter()
            .map(|p| {
                format!(
                    "{:?} {:?}{}",
                    p.old,
                    p.nearness,
                    if p.moved { " moved" } else { "" }
                )
            })
            .collect()
    }

    #[test]
    fn order_does_not_matter() {
        let old = "新建改造污水管网45公里，治理黑臭水体3处。扩建第三实验小学等6所学校，新增学位4800个。办好民生实事，财政民生支出占比保持在75%以上。打造特色产业园区。";
        let new = "扩建第三实验小学等9所学校，新增学位6200个。办好民生实事，财政民生支出占比稳定在75%以上。新建改造污水管网52公里，治理黑臭水体3处。发展低空经济，开通航线。";
        let found = check(old, new);
        assert_eq!(
            found,
            ["[1] Edited", "[2] Edited", "[0] Edited moved", "[] None"]
        );
    }

    #[test]
    fn equal_sentences_are_the_same() {
        assert_eq!(
            check(
                "全面依法治市。坚持以人民为中心的发展思想！",
                "坚持以人民为中心的发展思想！"
            ),
            ["[1] Same"]
        );
    }
}
