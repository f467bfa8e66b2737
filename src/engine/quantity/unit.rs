//! The unit behind a number, and why a number with some units is no value.

use crate::engine::lexicon::{Lexicon, UnitKind};
use crate::model::goal::NotGoal;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::is_mark;

/// A unit behind a number: its words, what it counts, where it ends, and whether 多 or 余 stands inside.
pub(super) struct Unit {
    pub text: String,
    pub kind: Option<UnitKind>,
    pub end: usize,
    pub more: bool,
}

/// Reads `万多家`, `余家`, `亿元`, `万`, `亿级`, `个百分点` at `i`.
pub(super) fn unit_at(norm: &Norm, span: NormSpan) -> Unit {
    let (i, to) = (span.start, span.end);
    let lexicon = Lexicon::get();
    let (mut at, mut more, mut text) = (i, false, String::new());
    let skip_more = |at: &mut usize, more: &mut bool| {
        if matches!(norm.at(*at), '多' | '余') {
            *more = true;
            *at += 1;
        }
    };
    skip_more(&mut at, &mut more);
    // 千伏, 亿千瓦: 千 belongs to the unit.
    let whole = |at: usize| {
        matches!(norm.at(at), '千' | '万')
            && lexicon
                .units
                .starting(norm, at..to)
                .is_some_and(|(end, _)| end > at + 1)
    };
    while matches!(norm.at(at), '十' | '百' | '千' | '万' | '亿') && at < to && !whole(at) {
        text.push(norm.at(at));
        at += 1;
    }
    let scaled = !text.is_empty();
    skip_more(&mut at, &mut more);
    if scaled && norm.at(at) == '级' {
        text.push('级');
        return Unit {
            text,
            kind: Some(UnitKind::Amount),
            end: at + 1,
            more,
        };
    }
    // 千亿大关: behind a scale only what is counted is a unit, not 大, 强, 级.
    let found = lexicon
        .units
        .starting(norm, at..to)
        .filter(|(_, kind)| !(scaled && *kind == UnitKind::Skip && !is_time(norm.at(at))))
        // 3.0方案: part of another word.
        .filter(|(end, _)| {
            let other = lexicon.guards.starting(norm, at..to);
            other.is_none_or(|(other, ())| other <= *end)
        });
    let Some((mut end, kind)) = found else {
        let kind = scaled.then_some(UnitKind::Amount);
        return Unit {
            text,
            kind,
            end: at,
            more,
        };
    };
    // 元/吨, 张/千人: what the table does not list whole.
    if norm.at(end) == '/' {
        let mut stop = end + 1;
        while stop < to
            && !norm.at(stop).is_ascii_punctuation()
            && !is_mark(norm.at(stop))
            && stop < end + 5
        {
            if let Some((tail, _)) = lexicon.units.starting(norm, stop..to) {
                stop = tail;
                break;
            }
            stop += 1;
        }
        end = stop;
    }
    // 户（套）: two units for one number.
    if norm.at(end) == '（'
        && let Some((tail, _)) = lexicon.units.starting(norm, end + 1..to)
        && norm.at(tail) == '）'
    {
        end = tail + 1;
    }
    text.extend(norm.chars(at..end));
    // 30家多元投资主体: behind the unit it may open the next word.
    if lexicon.guards.starting(norm, end..to).is_none() {
        skip_more(&mut end, &mut more);
    }
    Unit {
        text,
        kind: Some(kind),
        end,
        more,
    }
}

fn is_time(c: char) -> bool {
    matches!(c, '年' | '小' | '分' | '千' | '锭')
}

pub(super) fn skip_reason(unit: &str) -> NotGoal {
    match unit.chars().last() {
        Some('年' | '月' | '日' | '时' | '钟' | '秒' | '纪' | '度') => NotGoal::Duration,
        Some('伏' | 'V' | '级' | '号' | '线') => NotGoal::Class,
        Some('强' | '优' | '佳') => NotGoal::Rank,
        _ => NotGoal::Name,
    }
}
