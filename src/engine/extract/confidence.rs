//! How sure both readers are of an item, as a share of such items that are right.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::goal::{Item, Kind};
use crate::text::norm::Norm;

use super::decide::Decision;

/// The confidence of `item`, which the rules read with their own doubt.
pub(super) fn of(item: &Item, decision: Decision) -> f32 {
    let own = if shaky(item) { 0.75 } else { item.confidence };
    // The rules read what nothing casts doubt on with 0.98; what lowers that lowers the measured share.
    own.min(decision.share_right(item.kind) * (item.confidence / 0.98).min(1.0))
}

/// Whether an item is of a kind that is often wrong: sizes read as values (百亿级), counts of policy, results of a part
/// or against an earlier year, aims that any slogan could state.
fn shaky(item: &Item) -> bool {
    let lexicon = Lexicon::get();
    let unit = item.value.as_ref().map_or("", |value| &*value.unit);
    match item.kind {
        Kind::Task => {
            unit.ends_with('级')
                || matches!(unit, "个" | "项" | "大")
                    && Lexicon::cue(Cue::Vague).inside(&item.indicator)
                || item.indicator.contains("预期目标")
        }
        Kind::Actual => {
            // 低收入农户人均可支配收入, 永州果蔬出口: words before the name that the tables do not know.
            let norm = Norm::new(&item.indicator);
            let known = lexicon
                .aliases(&norm, 0, norm.len())
                .first()
                .map_or(0, |hit| hit.start);
            let opened = lexicon.lead_verbs.starting(&norm, 0, norm.len()).is_some()
                || Lexicon::cue(Cue::NoPart).within(&norm, 0, known);
            // Their names are told of many waters, days and projects.
            let named = matches!(
                item.canonical,
                "water_quality" | "air_quality_days" | "key_project_investment"
            );
            known >= 2 && !opened && !named
        }
        Kind::Goal => {
            item.value.is_none() && item.canonical == "other" && item.quote.contains("改善")
        }
    }
}
