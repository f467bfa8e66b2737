//! The words for fields of a table in both languages, for files and for the screen alike.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::engine::lexicon::rows;
use crate::model::goal::{Bound, Checked, Force, Kind, Period, Tag, Tier};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English
    #[serde(rename = "en")]
    English,
}

const TABLE: &str = include_str!("../../assets/lexicon/labels.tsv");

/// The word of `key`; the key itself when the table lacks it.
pub fn label(language: Language, key: &str) -> &str {
    static LABELS: OnceLock<HashMap<&'static str, (&'static str, &'static str)>> = OnceLock::new();
    let labels = LABELS.get_or_init(|| {
        rows(TABLE)
            .filter_map(|row| Some((*row.first()?, (*row.get(1)?, *row.get(2)?))))
            .collect()
    });
    match (labels.get(key), language) {
        (Some((chinese, _)), Language::Chinese) => chinese,
        (Some((_, english)), Language::English) => english,
        (None, _) => key,
    }
}

/// The last part of a bound's key.
pub const fn bound_key(bound: Bound) -> &'static str {
    match bound {
        Bound::Eq => "bound.eq",
        Bound::Ge => "bound.ge",
        Bound::Gt => "bound.gt",
        Bound::Le => "bound.le",
        Bound::Lt => "bound.lt",
        Bound::Approx => "bound.approx",
        Bound::Range => "bound.range",
    }
}

/// The label of what a reader takes a number for.
pub const fn tag_key(tag: Tag) -> &'static str {
    match tag {
        Tag::GoalYear => "tag.goal_year",
        Tag::GoalSpan => "tag.goal_span",
        Tag::Task => "tag.task",
        Tag::ResultYear => "tag.result_year",
        Tag::ResultSpan => "tag.result_span",
        Tag::Nothing => "tag.none",
    }
}

/// ≥, ≈ and the like.
pub fn bound_sign(bound: Bound) -> &'static str {
    label(
        Language::Chinese,
        match bound {
            Bound::Eq => "sign.eq",
            Bound::Ge => "sign.ge",
            Bound::Gt => "sign.gt",
            Bound::Le => "sign.le",
            Bound::Lt => "sign.lt",
            Bound::Approx => "sign.approx",
            Bound::Range => "sign.range",
        },
    )
}

/// The key of a force.
pub const fn force_key(force: Force) -> &'static str {
    match force {
        Force::Hard => "force.hard",
        Force::Plain => "force.plain",
        Force::Soft => "force.soft",
    }
}

/// The key of a list.
pub const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Goal => "kind.goal",
        Kind::Task => "kind.task",
        Kind::Actual => "kind.actual",
    }
}

/// The key of a tier.
pub const fn tier_key(tier: Tier) -> &'static str {
    match tier {
        Tier::Expected => "tier.expected",
        Tier::Stretch => "tier.stretch",
    }
}

/// The key of what a user said of an item.
pub const fn checked_key(checked: &Checked) -> &'static str {
    match checked {
        Checked::Accepted => "checked.accepted",
        Checked::Corrected { was: Some(_), .. } => "checked.corrected",
        Checked::Corrected { was: None, .. } => "checked.added",
        Checked::Ruled { .. } => "checked.ruled",
    }
}

/// A period as read on screen: 2026, 2026–2030, 到2030年.
pub fn period(language: Language, period: Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Span(first, last) => format!("{first}–{last}"),
        Period::By(year) => label(language, "year.by").replace("{year}", &year.to_string()),
    }
}
