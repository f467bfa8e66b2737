//! The shares of the three industries, stated as one ratio.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::engine::quantity::Number;
use crate::model::goal::{Bound, IndicatorId, Measure, NotGoal};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::reading::Reading;

const SECONDARY_SHARE: IndicatorId = IndicatorId::new("secondary_share");
const SERVICE_SHARE: IndicatorId = IndicatorId::new("service_share");

/// 三次产业结构比为13.5：44.6：41.9: the second and third are the shares of industry and services.
pub(super) fn structure(
    norm: &Norm,
    NormSpan { start, end }: NormSpan,
    numbers: &[Number],
) -> Vec<Reading> {
    let mut out = Vec::new();
    for (at, trio) in numbers.windows(3).enumerate() {
        let [a, b, c] = trio else { continue };
        let three = trio.iter().all(|n| n.skip == Some(NotGoal::Ratio))
            && b.start == a.unit_end + 1
            && c.start == b.unit_end + 1;
        if !three {
            continue;
        }
        // The ratio has marks of its own: only these part clauses here.
        let from = (start..a.start)
            .rev()
            .find(|&i| matches!(norm.at(i), '，' | '；' | '。'))
            .map_or(start, |i| i + 1);
        // 由8：76：16调整为8：75：17: the first is the base.
        let second = at
            .checked_sub(1)
            .and_then(|before| numbers.get(before))
            .is_some_and(|before| before.skip == Some(NotGoal::Ratio) && before.start >= from);
        if !second && norm.has_any(&["由", "从"], from..a.start)
            || !Lexicon::cue(Cue::Industries).within(norm, from..a.start)
            || c.end > end
        {
            continue;
        }
        for (number, id, name) in [
            (a, IndicatorId::OTHER, "第一产业占比"),
            (b, SECONDARY_SHARE, "第二产业占比"),
            (c, SERVICE_SHARE, "第三产业占比"),
        ] {
            let span = NormSpan::new(from, c.unit_end);
            out.push(Reading {
                indicator_at: Some(NormSpan::new(from, a.start)),
                value: Some(super::value(number.low, None, "%", Bound::Eq)),
                value_at: Some(NormSpan::new(number.start, number.unit_end)),
                ..Reading::plain(span, name.to_owned(), id, Measure::Share)
            });
        }
    }
    out
}
