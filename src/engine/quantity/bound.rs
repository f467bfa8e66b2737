//! Bound words around a number, and the second end of a range.

use crate::engine::lexicon::{BoundWord, Cue, Lexicon, UnitKind};
use crate::model::goal::{Bound, NotGoal};
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

use super::unit::unit_at;
use super::{Number, is_mark};

/// Behind the sign that joins the ends of a range, if one stands at `at`: 5.5%—6%, 三至五个.
pub(super) fn joiner(norm: &Norm, at: usize) -> Option<usize> {
    let mut end = at;
    while matches!(norm.at(end), '-' | '~' | '—' | '–') {
        end += 1;
    }
    if end == at && matches!(norm.at(at), '至' | '到') {
        end += 1;
    }
    // 6%一6.5%: what recognition of letters makes of the dash.
    if end == at
        && norm.at(at) == '一'
        && norm.before(at) == '%'
        && norm.at(at + 1).is_ascii_digit()
    {
        end += 1;
    }
    (end > at).then_some(end)
}

/// The second end of a range: 5.5%—6%, 1-2个, 20至30家, 1.2亿至1.5亿美元, 三至五个.
pub(super) fn range(norm: &Norm, number: &mut Number, to: usize) {
    let Some(at) = joiner(norm, number.unit_end) else {
        return;
    };
    let second = if number.chinese {
        number::chinese(norm, at)
    } else {
        number::digits(norm, at)
    };
    let Some(second) = second.filter(|second| second.end <= to) else {
        return;
    };
    let unit = unit_at(norm, NormSpan::new(second.end, to));
    if second.value <= number.low && unit.text == number.unit
        || matches!(norm.before(number.start), '由' | '从')
        || unit.text.is_empty()
    {
        return;
    }
    // 800万—850万人次: the first end has the scale alone. 5千万元至1亿元: two sizes of one class.
    let scale = number
        .unit
        .chars()
        .all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'))
        && unit.text.starts_with(number.unit.as_str());
    if !(number.unit.is_empty() || number.unit == unit.text || scale) {
        return;
    }
    number.high = Some(second.value);
    number.unit = unit.text;
    number.kind = unit.kind;
    number.unit_end = unit.end;
    number.end = unit.end;
    number.bound = Some(Bound::Range);
    if number.skip == Some(NotGoal::Bare) {
        number.skip = None;
    }
}

/// Finds the bound words around a number.
pub(super) fn bind(norm: &Norm, number: &mut Number, to: usize) {
    let lexicon = Lexicon::get();
    let mut at = number.unit_end;
    if norm.starts(at, "（含）") {
        at += 3;
    }
    // 2%（左右）
    if norm.at(at) == '（'
        && let Some((end, bound)) = lexicon.bounds_after.starting(norm, at + 1..to)
        && norm.at(end) == '）'
        && number.high.is_none()
    {
        number.bound = Some(bound);
        number.bound_at = Some(NormSpan::new(at + 1, end));
        number.end = end + 1;
        return;
    }
    // 40%的比例以上 does not occur; 800个和5%以上 is handled where values are joined.
    if let Some((end, bound)) = lexicon.bounds_after.starting(norm, at..to) {
        let within = norm.at(at) == '内' && end == at + 1;
        let clause = (number.start.saturating_sub(12)..number.start)
            .rev()
            .find(|&i| is_mark(norm.at(i)))
            .unwrap_or(number.start.saturating_sub(12));
        if !within || norm.has_any(&["控制在", "限制在"], clause..number.start) {
            number.bound = Some(if number.high.is_some() {
                Bound::Range
            } else {
                bound
            });
            number.bound_at = Some(NormSpan::new(at, end));
            number.end = end;
            return;
        }
    }
    // 约800万—850万人次: a range stays a range, the word sets its force.
    if number.high.is_some() {
        if let Some((start, BoundWord::Before(_))) =
            lexicon.bounds_before.ending(norm, 0..number.start)
        {
            number.bound_at = Some(NormSpan::new(start, number.start));
            number.lead = start;
        }
        return;
    }
    // 至少打造一个: the word stands before the verb.
    let floor = number.start.saturating_sub(14);
    let clause = (floor..number.start)
        .rev()
        .find(|&i| is_mark(norm.at(i)) || norm.at(i).is_ascii_digit())
        .map_or(floor, |i| i + 1);
    if let Some(least) = norm.find("至少", clause..number.start) {
        number.bound = Some(Bound::Ge);
        number.bound_at = Some(NormSpan::new(least, least + 2));
        if least + 2 == number.start {
            number.lead = least;
        }
        return;
    }
    // Before the number: 超过, 突破, 不低于 …, with 达到, 至, 了 between.
    let mut lead = number.start;
    for _ in 0..2 {
        if lexicon.bounds_before.ending(norm, 0..lead).is_none()
            && let Some((inside, ())) = Lexicon::cue(Cue::Filler).ending(norm, 0..lead)
            && lexicon.bounds_before.ending(norm, 0..inside).is_some()
        {
            lead = inside;
        }
    }
    if let Some((start, BoundWord::Before(bound))) = lexicon.bounds_before.ending(norm, 0..lead)
        && passes(norm, NormSpan::new(start, lead), number)
    {
        number.bound = Some(bound);
        number.bound_at = Some(NormSpan::new(start, lead));
        number.lead = start;
    }
}

/// 过 binds a number of money, a share or an amount; 走过三个村 counts what was passed.
fn passes(norm: &Norm, NormSpan { start, end }: NormSpan, number: &Number) -> bool {
    let alone = end == start + 1 && norm.at(start) == '过';
    !alone
        || matches!(
            number.kind,
            Some(UnitKind::Money | UnitKind::Percent | UnitKind::Amount)
        )
}
