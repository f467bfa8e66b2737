//! What a value is called, so that it stands on its own in a table.
//!
//! A known indicator keeps the name it has in the text. Anything else is named by the words before its number, the
//! noun behind it, or both: 实施 + 重大科技专项 where a list of examples stands between.

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::engine::quantity::{Number, is_mark};
use crate::model::goal::IndicatorId;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::bounds::{clause_start, counts};
use super::context::Context;
use super::indicator::canonical;
use super::subject::Subject;

/// The name of a value.
pub(super) struct Name {
    pub text: String,
    /// Where the words for it stand.
    pub at: Option<NormSpan>,
    pub canonical: IndicatorId,
    /// How much less sure the reading is for want of words.
    pub doubt: f32,
}

/// So many characters before a number say what it is of without the noun behind it.
const ENOUGH: usize = 12;
/// No noun behind a number is longer, and no object in the clause before.
const LONGEST: usize = 16;
/// A noun of so few characters may be the first of two.
const SHORT: usize = 4;

/// What the value of `number` is called.
pub(super) fn name(norm: &Norm, cx: &Context<'_>, number: &Number) -> Name {
    match (&cx.subject, cx.noun) {
        (Some(subject), noun) => of_subject(norm, cx, number, subject, noun),
        (None, Some(NormSpan { start, end })) => Name {
            text: of_noun(
                norm,
                cx.verb.map(|verb| NormSpan::new(verb.first, verb.end)),
                NormSpan::new(start, end),
            ),
            at: Some(NormSpan::new(start, end)),
            canonical: canonical(norm, NormSpan::new(start, end)).0,
            doubt: 0.0,
        },
        // A value that nothing names is for a person to judge.
        (None, None) => Name {
            text: cx
                .last
                .map_or_else(String::new, |last| last.text.to_string()),
            at: None,
            canonical: IndicatorId::OTHER,
            doubt: if cx.last.is_none() { 0.2 } else { 0.08 },
        },
    }
}

fn of_subject(
    norm: &Norm,
    cx: &Context<'_>,
    number: &Number,
    subject: &Subject,
    noun: Option<NormSpan>,
) -> Name {
    let (start, end) = (subject.start, subject.end);
    let mut found = Name {
        text: subject.text.to_string(),
        at: Some(NormSpan::new(start, end)),
        canonical: subject.canonical,
        doubt: 0.0,
    };
    let verbs = is_verb(&subject.text);
    if !verbs && (cx.carried || !subject.canonical.is_other()) {
        return found;
    }
    // 新增A10家、B5家: the verb of the list.
    let listed = cx.verb.filter(|verb| {
        verb.end <= cx.from
            && counts(number)
            && number.kind != Some(UnitKind::Percent)
            && cx.hints.measure.is_none()
            && number.bound_at.is_none_or(|at| at.start > number.start)
            && Lexicon::get().lead_verbs.first(norm, start..end).is_none()
            && Lexicon::get().leading.starting(norm, start..end).is_none()
    });
    if let Some(verb) = listed.filter(|_| noun.is_none()) {
        found.text = joined(
            norm,
            Some(NormSpan::new(verb.first, verb.end)),
            NormSpan::new(start, end),
        );
        return found;
    }
    let own = norm.chars(start..end).len() == subject.text.chars().count();
    let Some(noun) = noun else {
        // 推进高标准农田建设，新建和改造200万亩: the object stands in the clause before.
        if own
            && let Some(object) = only_verbs(norm, NormSpan::new(start, end))
                .then(|| object_before(norm, cx, start))
                .flatten()
        {
            found.text = joined(norm, Some(object), NormSpan::new(start, end));
        }
        return found;
    };
    let counted = number.kind == Some(UnitKind::Count);
    if counted || verbs {
        let by_noun = canonical(norm, noun).0;
        if !by_noun.is_other() {
            found.canonical = by_noun;
        }
    }
    let lexicon = Lexicon::get();
    let verb = own
        .then(|| lexicon.lead_verbs.ending(norm, start..end))
        .flatten()
        .map(|(at, _)| NormSpan::new(first_verb(norm, start, at), end));
    // 两所大学、三个中心的一长串 + 4个国家医疗中心: members of what is counted.
    let members = counted && verb.is_none() && subject.text.contains('、');
    let list = own
        .then(|| list_tail(norm, NormSpan::new(start, end)).or(members.then_some(end)))
        .flatten();
    let short = noun.end - noun.start <= LONGEST;
    let percent = number.kind == Some(UnitKind::Percent);
    if let Some(tail) = list.filter(|_| counts(number) && !percent) {
        // 实施A、B等20个重大科技专项, 新建A和40宗堤防: the list tells others or examples.
        found.text = of_noun(norm, opening_verbs(norm, NormSpan::new(start, tail)), noun);
    } else if let Some(verb) = verb.filter(|_| !percent && short) {
        // 在智能制造等领域新组建3家省实验室: the verb has the noun for its object.
        let long = subject.text.chars().count() >= ENOUGH || subject.text.contains('、');
        found.text = of_noun(
            norm,
            Some(if long {
                verb
            } else {
                NormSpan::new(start, end)
            }),
            noun,
        );
    } else if verbs || counted && subject.text.chars().count() < ENOUGH {
        found.text += &of_noun(norm, None, noun);
    } else if percent
        && short
        && cx.hints.measure.is_none()
        && !Lexicon::cue(Cue::Rate).closes(&subject.text)
        && !Lexicon::cue(Cue::Share).closes(&subject.text)
    {
        // 企业100%使用清洁电力: what the share is of stands behind it.
        found.text.extend(norm.chars(noun));
    }
    found
}

/// The words of two places, one behind the other.
fn joined(norm: &Norm, head: Option<NormSpan>, tail: NormSpan) -> String {
    let head = head.map_or(&[][..], |NormSpan { start, end }| norm.chars(start..end));
    head.iter().chain(norm.chars(tail)).collect()
}

/// Verbs with the noun behind a number, whole: 国家级、3个省级文化生态保护区 share their last words, and 机关、企业附属空间
/// is one noun.
fn of_noun(norm: &Norm, head: Option<NormSpan>, noun: NormSpan) -> String {
    let mut text = joined(norm, head, noun);
    if norm.at(noun.end) != '、' {
        return text;
    }
    let next = noun.end + 1;
    let Some(stop) = (next..=next + LONGEST).find(|&i| is_mark(norm.at(i))) else {
        return text;
    };
    let counted = norm.chars(next..stop).iter().any(char::is_ascii_digit);
    if norm.before(noun.end) == '级' {
        let level = (next..stop).rev().find(|&i| norm.at(i) == '级');
        let shared = level.map_or(&[][..], |level| norm.chars(level + 1..stop));
        text.extend(shared.iter().filter(|_| counted));
    } else if !counted && noun.end - noun.start <= SHORT && stop - next > SHORT {
        text.extend(norm.chars(noun.end..stop));
    }
    text
}

/// Whether a subject is a verb alone.
pub(super) fn is_verb(text: &str) -> bool {
    Lexicon::get().lead_verbs.whole(text.chars()).is_some() || text.chars().nth(1).is_none()
}

/// Where the verbs begin that run on to `at`: 新建改扩建.
pub(super) fn first_verb(norm: &Norm, from: usize, at: usize) -> usize {
    let verbs = &Lexicon::get().lead_verbs;
    let mut start = at;
    while let Some((before, _)) = verbs.ending(norm, from..start) {
        start = before;
    }
    start
}

/// Whether `start..end` is verbs and words for all of a region alone: 新建和改造提升.
fn only_verbs(norm: &Norm, NormSpan { start, end }: NormSpan) -> bool {
    let lexicon = Lexicon::get();
    let mut at = start;
    while at < end {
        let verb = lexicon.lead_verbs.starting(norm, at..end);
        let other = lexicon.leading.starting(norm, at..end);
        match verb.map(|v| v.0).max(other.map(|o| o.0)) {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}

/// The verbs that a subject opens with.
fn opening_verbs(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<NormSpan> {
    let mut at = start;
    while let Some((next, _)) = Lexicon::get().lead_verbs.starting(norm, at..end) {
        at = next;
    }
    (at > start).then_some(NormSpan::new(start, at))
}

/// Where the word begins that ends a list at the end of a subject: 等, 和, 以及.
fn list_tail(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<usize> {
    if norm.ends(end, "以及") {
        return Some(end - 2);
    }
    let fused = norm.before(end) == '等'
        && matches!(norm.before(end - 1), '平' | '对' | '高' | '中' | '初');
    (end > start + 1 && matches!(norm.before(end), '等' | '和' | '及' | '与') && !fused)
        .then_some(end - 1)
}

/// The words of the clause before a verb that has no object of its own, without what opens them.
fn object_before(norm: &Norm, cx: &Context<'_>, at: usize) -> Option<NormSpan> {
    let lexicon = Lexicon::get();
    let end = at.checked_sub(1).filter(|&end| norm.at(end) == '，')?;
    let mut start = clause_start(norm, cx.sentence.start, end);
    while let Some((next, ())) = lexicon.leading.starting(norm, start..end) {
        start = next;
    }
    if let Some(NormSpan { end: next, .. }) = opening_verbs(norm, NormSpan::new(start, end)) {
        start = next;
    }
    let inside = norm.chars(start..end);
    let plain = inside.iter().all(|c| !is_mark(*c) && !c.is_ascii_digit());
    (plain && (2..=LONGEST).contains(&inside.len())).then_some(NormSpan::new(start, end))
}
