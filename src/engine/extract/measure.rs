//! What a value measures, and which way it goes.

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::engine::quantity::Number;
use crate::model::goal::{Direction, IndicatorId, Measure};
use crate::text::norm::Norm;

use super::context::Context;

/// 实现10%的增长: where the growth named behind a rate ends, and which way it goes.
pub(super) fn grows_behind(
    norm: &Norm,
    number: &Number,
    end: usize,
) -> Option<(usize, Option<Direction>)> {
    if number.kind != Some(UnitKind::Percent) || norm.at(number.end) != '的' {
        return None;
    }
    let (stop, predicate) = Lexicon::get()
        .predicates
        .starting(norm, number.end + 1..end)?;
    (predicate.measure == Some(Measure::Growth)).then_some((stop, predicate.direction))
}

/// Which way the verb that opens the clause turns its indicator: 压减, 降低, 提高.
fn turning(norm: &Norm, cx: &Context<'_>) -> Option<Direction> {
    let verb = cx.verb?;
    let verb = norm.chars(verb.start..verb.end).iter().copied();
    let predicate = Lexicon::get().predicates.whole(verb)?;
    predicate
        .direction
        .filter(|_| matches!(predicate.measure, Some(Measure::Growth | Measure::Change)))
}

pub(super) fn measure(
    norm: &Norm,
    cx: &Context<'_>,
    number: &Number,
    id: IndicatorId,
    indicator: &str,
) -> (Measure, Option<Direction>) {
    let hints = cx.hints;
    let usual = Lexicon::get()
        .indicator(id)
        .and_then(|indicator| indicator.measure);
    let risen = cx.carried && hints.measure == Some(Measure::Level);
    let changed = !risen && Lexicon::cue(Cue::Newly).inside(indicator)
        || !risen && indicator.starts_with("增加") && !indicator.starts_with("增加值")
        || cx.verb.is_some_and(|verb| verb.measure == Measure::Change)
            && !cx.carried
            && hints.measure != Some(Measure::Level);
    let direction = hints.direction.unwrap_or(Direction::Up);
    match number.kind {
        Some(UnitKind::Point) => (Measure::Change, Some(direction)),
        _ if usual == Some(Measure::Level) => (Measure::Level, None),
        _ if number.unit == "番" => (Measure::Growth, Some(direction)),
        Some(UnitKind::Percent) if indicator.ends_with("增长率") => {
            (Measure::Growth, Some(direction))
        }
        None if !matches!(hints.measure, Some(Measure::Growth | Measure::Change)) => {
            (Measure::Level, None)
        }
        Some(UnitKind::Percent) | None => {
            let share_name = (Lexicon::cue(Cue::Share).closes(indicator)
                || Lexicon::cue(Cue::Rate).closes(indicator))
                && !indicator.ends_with("增长率");
            match hints.measure {
                Some(Measure::Growth | Measure::Change) => (Measure::Growth, Some(direction)),
                // 压减一般性支出10%: the verb before the indicator says which way.
                None if !share_name && !cx.carried && turning(norm, cx).is_some() => {
                    (Measure::Growth, turning(norm, cx))
                }
                _ if cx.carried && cx.growing && !share_name => (Measure::Growth, Some(direction)),
                Some(Measure::Level) if hints.direction.is_some() && !share_name => {
                    (Measure::Growth, Some(direction))
                }
                _ if share_name || usual == Some(Measure::Share) => (Measure::Share, None),
                _ if Lexicon::cue(Cue::GrowthName).closes(indicator) => {
                    let named = Lexicon::get().predicates.closing(indicator);
                    let named = named.and_then(|predicate| predicate.direction);
                    (
                        Measure::Growth,
                        hints.direction.or(named).or(Some(direction)),
                    )
                }
                _ if usual == Some(Measure::Growth) => (Measure::Growth, Some(direction)),
                Some(other) => (
                    if other == Measure::Level {
                        Measure::Share
                    } else {
                        other
                    },
                    None,
                ),
                None => (Measure::Share, None),
            }
        }
        _ if number.unit == "成" => (Measure::Share, None),
        _ if usual == Some(Measure::Change) || changed => (Measure::Change, Some(Direction::Up)),
        _ => match hints.measure {
            Some(Measure::Change) => (Measure::Change, Some(direction)),
            Some(Measure::Growth) if number.unit == "倍" => (Measure::Growth, Some(direction)),
            Some(Measure::Growth)
                if number.kind != Some(UnitKind::Percent)
                    && number.unit != "倍"
                    && number.unit != "番" =>
            {
                (Measure::Change, Some(direction))
            }
            _ => (Measure::Level, None),
        },
    }
}
