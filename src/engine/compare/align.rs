//! Pairs the sentences of two reports, whatever their order.
//!
//! A reader's judgement is modelled for each likely pair (see [`likeness`]). Two sentences answer to each other when
//! either is the other's best counterpart and has none that is far better: so one split in two keeps both halves, and
//! swapping the sides gives the same pairs.

use crate::model::comparison::{Comparison, Nearness, Pair};
use crate::text::letters::is_line_end;
use crate::text::span::{CharSpan, Offsets};
use crate::text::wrap::wrapped;

use super::likeness::{self, Likeness, Sentence};
use super::side::Side;

/// Below this two sentences share words, not a subject.
const PAIRED: f32 = 0.27;
/// A counterpart's best must not be nearer than this allows.
const RIVAL: f32 = 0.7;
/// A further counterpart shares so much of a clause and is nearly as near as the best.
const FURTHER: (f32, f32) = (0.6, 0.8);

/// The sentences of `text` in `span`: split at 。！？； and line ends, without the blanks around them.
pub fn sentences(text: &str, offsets: &Offsets, span: CharSpan) -> Vec<CharSpan> {
    let mut out = Vec::new();
    let mut from: Option<usize> = None;
    let mut last = span.start;
    let raw: Vec<char> = text.chars().collect();
    let wrap = wrapped(&raw);
    let wrap = wrap.as_ref();
    for (k, c) in offsets.slice(text, span).chars().enumerate() {
        let at = span.start + k;
        let line = is_line_end(c) && !wrap.is_some_and(|wrap| wrap.joins(at) || wrap.drops(at));
        // Numbers and heads of pages are no sentences.
        let c = if wrap.is_some_and(|wrap| wrap.drops(at)) {
            ' '
        } else {
            c
        };
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
    let old_spans = sentences(old.text, old.offsets, old.span());
    let new_spans = sentences(new.text, new.offsets, new.span());
    let [a, b] = likeness::weighed([(old, &old_spans), (new, &new_spans)]);
    let links = answering(likeness::likely(&a, &b), a.len(), b.len());
    let mut pairs: Vec<Pair> = (0..b.len()).map(alone).collect();
    for link in &links {
        if let Some(pair) = pairs.get_mut(link.new) {
            join(pair, link, &a, &b);
        }
    }
    divided_otherwise(&mut pairs, &a, &b);
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

/// Of the likely pairs those that answer to each other, the best first.
fn answering(mut likely: Vec<Likeness>, old: usize, new: usize) -> Vec<Likeness> {
    likely.retain(|link| link.score >= PAIRED);
    likely.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then((x.new, x.old).cmp(&(y.new, y.old)))
    });
    // The best of each sentence: where it stands in the list.
    let mut best_old: Vec<Option<(usize, f32)>> = vec![None; old];
    let mut best_new: Vec<Option<(usize, f32)>> = vec![None; new];
    for (at, link) in likely.iter().enumerate() {
        let slots = [best_old.get_mut(link.old), best_new.get_mut(link.new)];
        for slot in slots.into_iter().flatten() {
            slot.get_or_insert((at, link.score));
        }
    }
    let best = |list: &[Option<(usize, f32)>], at: usize| list.get(at).copied().flatten();
    let mut at = 0;
    likely.retain(|link| {
        let own = at;
        at += 1;
        let (Some(theirs), Some(ours)) = (best(&best_old, link.old), best(&best_new, link.new))
        else {
            return false;
        };
        let chosen = (ours.0 == own && link.score >= RIVAL * theirs.1)
            || (theirs.0 == own && link.score >= RIVAL * ours.1);
        let (clause, near) = FURTHER;
        chosen || (link.clause >= clause && link.score >= near * ours.1.max(theirs.1))
    });
    likely
}

fn alone(new: usize) -> Pair {
    Pair {
        new,
        old: Vec::new(),
        nearness: Nearness::None,
        score: 0.0,
        moved: false,
    }
}

/// Adds a counterpart; the best one comes first and tells how near the pair is.
fn join(pair: &mut Pair, link: &Likeness, a: &[Sentence], b: &[Sentence]) {
    let (Some(old), Some(new)) = (a.get(link.old), b.get(link.new)) else {
        return;
    };
    if pair.old.is_empty() {
        pair.score = link.score.min(1.0);
        pair.nearness = if old.key == new.key {
            Nearness::Same
        } else if link.edited || contained(&new.key, &old.key) {
            Nearness::Edited
        } else {
            Nearness::Related
        };
    }
    pair.old.push(link.old);
}

/// The same text with other borders: one sentence whose text is that of several neighbours on the other side, as where a
/// heading was joined to the line behind it.
fn divided_otherwise(pairs: &mut [Pair], old: &[Sentence], new: &[Sentence]) {
    for at in 0..pairs.len() {
        let Some(pair) = pairs.get(at).filter(|p| p.nearness == Nearness::Edited) else {
            continue;
        };
        let (Some(&first), Some(own)) = (pair.old.first(), new.get(at)) else {
            continue;
        };
        if let Some((from, to)) = neighbours(old, first, &own.key) {
            if let Some(pair) = pairs.get_mut(at) {
                pair.old = (from..to).collect();
                (pair.nearness, pair.score) = (Nearness::Same, 1.0);
            }
        } else if let Some((from, to)) =
            old.get(first).and_then(|one| neighbours(new, at, &one.key))
        {
            for pair in pairs.get_mut(from..to).into_iter().flatten() {
                pair.old = vec![first];
                (pair.nearness, pair.score) = (Nearness::Same, 1.0);
            }
        }
    }
}

/// The two or more neighbours around `at` whose text together is `whole`.
fn neighbours(parts: &[Sentence], at: usize, whole: &str) -> Option<(usize, usize)> {
    let part = parts.get(at).filter(|part| part.key.len() < whole.len())?;
    let (mut before, mut behind) = whole.split_once(part.key.as_str())?;
    let (mut from, mut to) = (at, at + 1);
    while !before.is_empty() {
        from = from.checked_sub(1)?;
        before = before.strip_suffix(parts.get(from)?.key.as_str())?;
    }
    while !behind.is_empty() {
        behind = behind.strip_prefix(parts.get(to)?.key.as_str())?;
        to += 1;
    }
    Some((from, to))
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
    fn the_same_text_with_other_borders_is_the_same() {
        let apart =
            "三、做好今年的工作\n扩建第三实验小学等6所学校，新增学位4800个。治理黑臭水体3处。";
        let joined =
            "三、做好今年的工作扩建第三实验小学等6所学校，新增学位4800个。治理黑臭水体3处。";
        assert_eq!(check(apart, joined), ["[0, 1] Same", "[2] Same"]);
        assert_eq!(check(joined, apart), ["[0] Same", "[0] Same", "[1] Same"]);
    }

    /// Paragraphs of two plans of one place; each has its subject.
    const OLD: &str = "（一）抓好产业。做强做优装备制造产业，新增规上企业30家。支持企业建设研发中心。\n（二）办好教育。改扩建中小学12所，新增学位9000个。加强教师队伍建设，深化职业教育改革。\n（三）保护生态。实施污水管网改造，治理黑臭水体5处。完成造林2万亩。";

    fn plan(new: &str) -> Vec<String> {
        check(OLD, new)
    }

    #[test]
    fn a_clause_carried_into_another_sentence_is_found() {
        let new =
            "（二）办好教育。新建公办幼儿园6所，加强教师队伍建设，推进集团化办学，办好家长学校。";
        assert_eq!(plan(new).last().unwrap(), "[5] Edited");
    }

    #[test]
    fn one_sentence_of_two_has_both_for_counterparts() {
        let new = "（三）保护生态。实施污水管网改造，治理黑臭水体3处，完成造林3万亩。（四）用好数据。推动公共数据开放。";
        let found = plan(new);
        assert_eq!(found[1], "[7, 8] Edited");
        assert_eq!(found[3], "[] None");
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
