//! Numbers written in digits: which are values, and why the others are none.

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::model::goal::{Bound, NotGoal};
use crate::text::norm::Norm;
use crate::text::number::{self, Written};
use crate::text::span::NormSpan;

use super::bound::{bind, joiner, range};
use super::unit::{skip_reason, unit_at};
use super::{Number, is_mark, skipped};

pub(super) fn digits_at(norm: &Norm, written: Written, to: usize, lexicon: &Lexicon) -> Number {
    let (before, after) = (norm.before(written.start), norm.at(written.end));
    let year = written.end - written.start == 4 && (1900.0..2100.0).contains(&written.value);
    if before == '第'
        && let Some(second) = joiner(norm, written.end).and_then(|at| number::digits(norm, at))
    {
        return skipped(written, second.end, NotGoal::Ordinal);
    }
    if before == '前' && matches!(after, '位' | '名' | '强') {
        return skipped(written, written.end + 1, NotGoal::Rank);
    }
    // 每10万人, 每千人口: what a rate is counted by.
    if before == '每' && !matches!(after, '%' | '年') {
        let unit = unit_at(norm, NormSpan::new(written.end, to));
        if unit.kind.is_some() {
            return skipped(written, unit.end, NotGoal::Per);
        }
    }
    if before == '第' || (before == '（' && after == '）') || (before == '[' && after == ']') {
        return skipped(written, written.end, NotGoal::Ordinal);
    }
    let second_year = joiner(norm, written.end)
        .and_then(|at| number::digits(norm, at))
        .is_some_and(|second| {
            second.end - second.start == 4
                && (1900.0..2100.0).contains(&second.value)
                && !lexicon
                    .units
                    .starting(norm, second.end..to)
                    .is_some_and(|(_, kind)| kind != UnitKind::Skip)
        });
    let schooling = norm.has_any(&["年限"], written.start.saturating_sub(12)..written.start);
    if after == '年' && !(schooling && !year) || (year && second_year) {
        let mut end = written.end + 1;
        while norm.at(end).is_ascii_digit() || (end < to && matches!(norm.at(end), '-' | '—')) {
            end += 1;
        }
        let why = if year {
            NotGoal::Date
        } else {
            NotGoal::Duration
        };
        return skipped(written, end, why);
    }
    if matches!(after, '月' | '日') && !matches!(norm.at(written.end + 1), '均' | '产') {
        return skipped(written, written.end + 1, NotGoal::Date);
    }
    // 53个。2.完成: the number of a list.
    if matches!(after, '.' | '．') && !norm.at(written.end + 1).is_ascii_digit() {
        return skipped(written, written.end + 1, NotGoal::ListNumber);
    }
    if after == '、' && matches!(before, '\n' | '。' | '；' | '：') {
        return skipped(written, written.end, NotGoal::ListNumber);
    }
    // 2+2+2, 5·18, 24/7, 12345热线
    if matches!(before, '+' | '·' | '/' | '#')
        || matches!(after, '+' | '·')
        || (after == '/' && norm.at(written.end + 1).is_ascii_digit())
    {
        return skipped(written, written.end, NotGoal::Code);
    }
    if before.is_ascii_alphabetic()
        || (before == '-' && norm.before(written.start - 1).is_ascii_alphabetic())
    {
        let word: String = (0..6)
            .map_while(|k| {
                let c = norm.at(written.start.checked_sub(k + 1)?);
                c.is_ascii_alphabetic().then_some(c)
            })
            .collect();
        // GDP5%: a name of three letters or more may stand right before its value. R1, G318, PM2.5 are names themselves.
        if word.len() < 3 || !matches!(after, '%' | '万' | '亿') {
            return skipped(written, written.end, NotGoal::Code);
        }
    }
    let measured = lexicon
        .units
        .starting(norm, written.end..to)
        .is_some_and(|(_, kind)| kind != UnitKind::Skip);
    let road = Lexicon::cue(Cue::Road);
    let named = !measured && road.ending(norm, 0..written.start).is_some();
    if named || road.starting(norm, written.end..to).is_some() {
        return skipped(written, written.end, NotGoal::Road);
    }
    let unit = unit_at(norm, NormSpan::new(written.end, to));
    if after.is_ascii_alphabetic()
        && unit
            .text
            .chars()
            .next()
            .is_none_or(|c| !c.is_ascii_alphabetic())
    {
        return skipped(written, written.end + 1, NotGoal::Code);
    }
    let mut number = Number {
        lead: written.start,
        start: written.start,
        unit_end: unit.end,
        end: unit.end,
        low: written.value,
        high: None,
        unit: unit.text,
        kind: unit.kind,
        bound: unit.more.then_some(Bound::Gt),
        bound_at: None,
        chinese: false,
        skip: None,
    };
    range(norm, &mut number, to);
    // 1.5公里健康服务圈: a radius.
    if matches!(number.kind, Some(UnitKind::Amount))
        && (number.unit_end..(number.unit_end + 9).min(to))
            .take_while(|&i| !is_mark(norm.at(i)))
            .any(|i| norm.at(i) == '圈')
    {
        number.skip = Some(NotGoal::Radius);
        return number;
    }
    if year && number.kind.is_none() {
        number.skip = Some(NotGoal::Date);
    } else if matches!(number.unit.as_str(), "岁" | "年")
        && norm.has_any(
            &["寿命", "年限"],
            number.start.saturating_sub(12)..number.start,
        )
    {
        number.kind = Some(UnitKind::Amount);
    } else if number.unit == "天" && norm.at(number.unit_end) == '内' {
        // 30天内办结率达到95%: how long it takes.
        number.skip = Some(NotGoal::Duration);
    } else if number.kind == Some(UnitKind::Skip) {
        number.skip = Some(skip_reason(&number.unit));
    } else if number.kind.is_none() && !index_before(norm, number.start) {
        number.skip = Some(NotGoal::Bare);
    }
    bind(norm, &mut number, to);
    number
}

/// 收入比缩小到2.05, 价格指数控制在102: an index has no unit.
fn index_before(norm: &Norm, at: usize) -> bool {
    let from = (at.saturating_sub(14)..at)
        .rev()
        .find(|&i| is_mark(norm.at(i)) || norm.at(i).is_ascii_digit())
        .map_or(at.saturating_sub(14), |i| i + 1);
    Lexicon::cue(Cue::Index).within(norm, from..at)
        && ![Cue::Share, Cue::NoIndex]
            .into_iter()
            .any(|cue| Lexicon::cue(cue).within(norm, from..at))
}
