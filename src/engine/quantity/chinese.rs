//! Numbers written in Chinese numerals: values only with a unit that counts something, and not inside fixed words.

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::model::goal::{Bound, NotGoal};
use crate::text::norm::Norm;
use crate::text::number::{self, Written, chinese_digit};
use crate::text::span::NormSpan;

use super::bound::{bind, joiner};
use super::unit::{skip_reason, unit_at};
use super::{Number, plain, skipped};

/// 三亿六千万吨, 一万七千四百亿元: a numeral with a scale inside.
pub(super) fn compound_at(
    norm: &Norm,
    written: Written,
    scale: Option<char>,
    to: usize,
) -> Option<Number> {
    let unit = unit_at(norm, NormSpan::new(written.end, to));
    let text: String = scale.into_iter().chain(unit.text.chars()).collect();
    let kind = match unit.kind {
        Some(UnitKind::Skip) => {
            return Some(skipped(written, unit.end, skip_reason(&unit.text)));
        }
        None if scale.is_some() => UnitKind::Amount,
        kind => kind?,
    };
    let mut number = plain(written, unit.end, &text, kind);
    let inside = norm.chars(written.start..written.end);
    let more = unit.more || inside.iter().any(|c| matches!(c, '多' | '余'));
    number.bound = more.then_some(Bound::Gt);
    bind(norm, &mut number, to);
    Some(number)
}

/// Chinese numerals are values only with a unit that counts something, and not inside fixed words.
pub(super) fn chinese_at(norm: &Norm, written: Written, to: usize) -> Option<Number> {
    let before = norm.before(written.start);
    let len = written.end - written.start;
    if before == '第' {
        return Some(skipped(written, written.end, NotGoal::Ordinal));
    }
    if before == '前' && matches!(norm.at(written.end), '位' | '名' | '强') {
        return Some(skipped(written, written.end + 1, NotGoal::Rank));
    }
    // 十届十二次、十三次全会: which session.
    if norm.at(written.end) == '次'
        && (before == '届' || before == '、' && norm.before(written.start - 1) == '次')
    {
        return Some(skipped(written, written.end + 1, NotGoal::Ordinal));
    }
    let mut unit = unit_at(norm, NormSpan::new(written.end, to));
    // 三至五个: the unit stands behind the second end.
    let mut high = None;
    if unit.kind.is_none()
        && let Some(second) = joiner(norm, written.end).and_then(|at| number::chinese(norm, at))
        && second.value > written.value
    {
        unit = unit_at(norm, NormSpan::new(second.end, to));
        high = Some(second.value);
    }
    // 两成半, 一成五: tenths and their halves.
    let mut written = written;
    if unit.text == "成" && unit.end == written.end + 1 {
        let more = match norm.at(unit.end) {
            '半' => Some(0.5),
            c => chinese_digit(c).map(|digit| f64::from(digit) / 10.0),
        };
        if let Some(more) = more {
            written.value += more;
            unit.end += 1;
        }
    }
    let scale = unit.text.starts_with(['万', '亿']);
    let place = norm
        .chars(written.start..written.end)
        .iter()
        .any(|c| matches!(c, '十' | '百' | '千'));
    let first = norm.at(written.start);
    let kind = unit.kind?;
    if kind == UnitKind::Skip {
        return Some(skipped(
            written,
            unit.end.max(written.end),
            skip_reason(&unit.text),
        ));
    }
    // 一分部署, 一天: only things are counted in words.
    let word = unit.text.trim_start_matches(['万', '亿']);
    if Lexicon::cue(Cue::IdiomUnit).whole(word.chars()).is_some() && !scale && written.value < 12.0
    {
        return Some(skipped(written, unit.end, NotGoal::Idiom));
    }
    // 百姓, 千家万户, 十分, 万众: a bare place without a number before it needs a bound word or a scale behind it.
    if place && len == 1 && (!scale || kind == UnitKind::Count) {
        let lexicon = Lexicon::get();
        let bound = lexicon
            .bounds_before
            .ending(norm, 0..written.start)
            .is_some()
            || norm.before(written.start) == '上'
            || unit.more;
        if !bound
            || !matches!(kind, UnitKind::Count | UnitKind::Money | UnitKind::Amount)
            || (first == '十' && !unit.more)
        {
            return None;
        }
    }
    // 千万家, 百亿: fine; 万家灯火: no number at all.
    let mut number = Number {
        lead: written.start,
        start: written.start,
        unit_end: unit.end,
        end: unit.end,
        low: written.value,
        high,
        unit: unit.text,
        kind: Some(kind),
        bound: high
            .map(|_| Bound::Range)
            .or_else(|| unit.more.then_some(Bound::Gt)),
        bound_at: None,
        chinese: true,
        skip: None,
    };
    bind(norm, &mut number, to);
    // 上千张: a thousand and more.
    if number.bound.is_none() && place && len == 1 && before == '上' {
        number.lead = written.start - 1;
        number.bound = Some(Bound::Gt);
        number.bound_at = Some(NormSpan::new(number.lead, written.start));
    }
    Some(number)
}
