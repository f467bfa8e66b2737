//! The words for an indicator before its value, and what they share with the words before them.

use std::rc::Rc;

use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::goal::{IndicatorId, NotGoal};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::bounds::clause_start;
use super::indicator::{canonical, leading_date, trim_tail};
use super::reading::Reading;
use crate::engine::quantity::is_mark;

/// A subject: the words for an indicator and the id they stand for.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub start: usize,
    pub end: usize,
    /// Shared: the same words are carried from value to value.
    pub text: Rc<str>,
    pub canonical: IndicatorId,
}

/// 地区生产总值和城乡居民收入 with three values: 城乡 stands for two.
pub(super) fn urban_and_rural(subjects: Vec<Subject>) -> Vec<Subject> {
    let lexicon = Lexicon::get();
    let mut out = Vec::new();
    for subject in subjects {
        if let Some(tail) = subject.text.strip_prefix("城乡") {
            for part in ["城镇", "农村"] {
                let text = format!("{part}{tail}");
                out.push(Subject {
                    canonical: lexicon
                        .named(trim_tail(&text))
                        .map_or(IndicatorId::OTHER, |i| i.id),
                    text: text.into(),
                    ..subject.clone()
                });
            }
        } else {
            out.push(subject);
        }
    }
    out
}

/// 10亿元以上项目30个: the size class before a noun belongs to it.
pub(super) fn with_class(norm: &Norm, found: Subject, before: &[Reading]) -> Subject {
    let class = before.last().filter(|reading| {
        let ends = [reading.value_at, reading.bound_at].into_iter().flatten();
        reading.excluded == Some(NotGoal::SizeClass)
            && ends.map(|at| at.end).max() == Some(found.start)
    });
    let Some(class) = class else { return found };
    let start = class
        .indicator_at
        .map_or(class.start, |NormSpan { start, .. }| start.min(class.start))
        .max(class.start);
    Subject {
        text: norm.text(start..found.end).into(),
        start,
        ..found
    }
}

/// The subject that ends at `end`, if there is one in the last clause before it.
pub(super) fn subject(norm: &Norm, span: NormSpan) -> Option<Subject> {
    let (from, end) = (span.start, span.end);
    let lexicon = Lexicon::get();
    let mut start = clause_start(norm, from, end);
    let mut end = end;
    // 15个口袋公园、20处: what stands before 、 belongs to the value before.
    if norm.before(end) == '、' {
        return None;
    }
    while end > start && (is_mark(norm.before(end)) && !matches!(norm.before(end), '）' | '”')) {
        end -= 1;
    }
    start = clause_start(norm, from, end).min(end);
    while start < end && is_mark(norm.at(start)) && norm.at(start) != '“' {
        start += 1;
    }
    start = skip_list_mark(norm, NormSpan::new(start, end));
    // 投入30亿元实施55个: what follows an earlier value is a clause of its own.
    while let Some((word_end, ())) = lexicon.leading.starting(norm, start..end) {
        if word_end >= end {
            break;
        }
        // Names may begin with such a word: 全社会, 主要污染物.
        if lexicon.names.starting(norm, start..end).is_some() {
            break;
        }
        start = word_end;
    }
    while let Some((after, _, ())) = leading_date(norm, NormSpan::new(start, end)) {
        start = after;
        while start < end && is_mark(norm.at(start)) && norm.at(start) != '“' {
            start += 1;
        }
        if let Some((word_end, ())) = lexicon.leading.starting(norm, start..end)
            && word_end < end
            && lexicon.names.starting(norm, start..end).is_none()
        {
            start = word_end;
        }
    }
    // “十四五”末总量: when, not what.
    if let Some(after) = plan_end(norm, NormSpan::new(start, end)) {
        start = after;
    }
    while end > start && matches!(norm.before(end), '从' | '由') {
        end -= 1;
    }
    // 30项专项和150项计划: a conjunction alone.
    if start >= end || matches!(norm.chars(start..end), ['和' | '及' | '与'] | ['以', '及']) {
        return None;
    }
    let canonical = canonical(norm, NormSpan::new(start, end)).0;
    Some(Subject {
        start,
        end,
        text: norm.text(start..end).into(),
        canonical,
    })
}

/// Behind “十四五”末 at `start`, where words follow.
fn plan_end(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<usize> {
    let (close, _) = Lexicon::get().plan_names.starting(norm, start..end)?;
    if norm.starts(close, "时期") && close + 2 < end {
        return Some(close + 2);
    }
    let tail = usize::from(norm.at(close) == '期');
    let after = close + tail + 1;
    (matches!(norm.at(close + tail), '末' | '间') && after < end).then_some(after)
}

/// Behind a list mark: 1. （一） ① ◎ 一是.
pub(super) fn skip_list_mark(norm: &Norm, NormSpan { start, end }: NormSpan) -> usize {
    let mut at = start;
    if matches!(
        norm.at(at),
        '①'
            ..='⑳'
                | '◎'
                | '◆'
                | '◇'
                | '●'
                | '■'
                | '□'
                | '▶'
                | '►'
                | '★'
                | '☆'
                | '▪'
                | '✓'
                | '✔'
    ) {
        return (at + 1).min(end);
    }
    if norm.at(at) == '（' {
        at += 1;
    }
    let from = at;
    while at < end
        && (norm.at(at).is_ascii_digit() || "一二三四五六七八九十".contains(norm.at(at)))
        && at < from + 3
    {
        at += 1;
    }
    // 一、二、三产增加值 is a list of industries.
    let industries = norm.at(at) == '、' && "一二三".contains(norm.at(at + 1));
    let marked = at > from
        && !industries
        && (matches!(norm.at(at), '.' | '．' | '、' | '）' | ')')
            || (norm.at(at) == '是' && !norm.at(from).is_ascii_digit()));
    if marked && at + 1 < end {
        at + 1
    } else {
        start
    }
}

/// Words that stand for the indicator just named: 投资, 总额, 占比.
pub(super) fn generic(text: &str) -> bool {
    Lexicon::cue(Cue::Generic).whole(text.chars()).is_some()
        || text.starts_with('占') && Lexicon::cue(Cue::Share).closes(text)
}

/// 制造业增加值增长8%，投资增长10%: a quantity of its own, not the one just named.
pub(super) fn other_quantity(found: &Subject, last: &Subject) -> bool {
    Lexicon::cue(Cue::OwnQuantity)
        .whole(found.text.chars())
        .is_some()
        && !last.text.contains(&*found.text)
}

/// The indicator just named, or its share of the whole where the value is one.
pub(super) fn share_of(last: &Subject, found: &Subject) -> Subject {
    if other_quantity(found, last) {
        return Subject {
            text: format!("{}{}", last.text, found.text).into(),
            canonical: IndicatorId::OTHER,
            ..last.clone()
        };
    }
    if !found.text.starts_with('占') {
        return last.clone();
    }
    let lexicon = Lexicon::get();
    let canonical = lexicon
        .named(trim_tail(&last.text))
        .and_then(|i| i.share)
        .unwrap_or(IndicatorId::OTHER);
    Subject {
        text: format!("{}{}", last.text, found.text).into(),
        canonical,
        ..last.clone()
    }
}

/// 粮食生产任务超额完成，总产量达到132万吨; 外资连续五年居前列，全年达到2.6亿美元: the indicator that an earlier clause
/// opens with, when no value stands between.
pub(super) fn named_before(norm: &Norm, from: usize, lead: usize) -> Option<Subject> {
    let lexicon = Lexicon::get();
    let own = clause_start(norm, from, lead);
    let mut end = own.checked_sub(1)?;
    while end > from {
        let start = clause_start(norm, from, end);
        let mut at = start;
        while let Some((after, ())) = lexicon.leading.starting(norm, at..end) {
            at = after;
        }
        if let Some((stop, row)) = lexicon.names.starting(norm, at..end)
            && stop < end
            && let Some(indicator) = lexicon.indicators.get(row)
        {
            return Some(Subject {
                start: at,
                end: stop,
                text: norm.text(at..stop).into(),
                canonical: indicator.id,
            });
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// 粮食播种面积280万亩、产量23亿斤; 研发经费增长14%，投入强度达到2.35%: a short name is completed by the head of the
/// indicator before it.
pub(super) fn headed(found: Subject, last: Option<&Subject>, follows: bool) -> Subject {
    let lexicon = Lexicon::get();
    // A known indicator completes, or 投资 and the like after whatever was named.
    let Some(last) =
        last.filter(|last| follows && (!last.canonical.is_other() || generic(&found.text)))
    else {
        return found;
    };
    if !found.canonical.is_other() || !(2..=6).contains(&found.text.chars().count()) {
        return found;
    }
    for (at, _) in last.text.char_indices().skip(2) {
        let whole = format!("{}{}", last.text.get(..at).unwrap_or(""), found.text);
        if let Some(indicator) = lexicon
            .named(trim_tail(&whole))
            .filter(|i| !i.id.is_other())
        {
            return Subject {
                text: whole.into(),
                canonical: indicator.id,
                ..found
            };
        }
    }
    found
}

/// The indicator a sentence opens with.
pub(super) fn opening_subject(norm: &Norm, span: NormSpan) -> Option<Subject> {
    let (start, to) = (span.start, span.end);
    let lexicon = Lexicon::get();
    let (from, end, row) = lexicon.names.first(norm, start..to)?;
    let indicator = lexicon.indicators.get(row)?;
    (from <= start + 12).then(|| Subject {
        start: from,
        end,
        text: norm.text(from..end).into(),
        canonical: indicator.id,
    })
}
