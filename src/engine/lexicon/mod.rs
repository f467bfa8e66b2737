//! What the engine knows of indicators, units, wording and headings: the tables of `assets/lexicon`, loaded once.
//!
//! Holds no rule: rules are in `parse` and `extract`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use strum::EnumString;

use crate::model::goal::{Bound, Direction, Force, IndicatorId, Measure};
use crate::model::report::Role;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

mod cues;
mod load;
pub mod tables;
mod words;

pub use cues::Cue;
use tables::column;
pub use tables::rows;
pub use words::Words;

/// An indicator of the lexicon.
#[derive(Debug)]
pub struct Indicator {
    /// Its id: `gdp`.
    pub id: IndicatorId,
    /// Its usual name: 地区生产总值.
    pub name: &'static str,
    /// The id of its share of the whole: 第三产业增加值占GDP比重 is `service_share`.
    pub share: Option<IndicatorId>,
    /// What its amounts are counted in; `Skip` where it never has an amount, `None` where anything goes.
    pub kind: Option<UnitKind>,
    /// In a review of five years its amounts are totals of the five.
    pub sums: bool,
    /// What a value of it measures where no word says so.
    pub measure: Option<Measure>,
}

/// What a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum UnitKind {
    /// %, ‰
    Percent,
    /// 个百分点
    Point,
    /// 元
    Money,
    /// 个, 家, 人
    Count,
    /// 亩, 公里, 倍
    Amount,
    /// 年, 分钟, 千伏: a number before it is no value.
    #[strum(serialize = "skip", serialize = "rate")]
    Skip,
}

/// What a word between an indicator and its value says.
#[derive(Clone, Copy, Debug)]
pub struct Predicate {
    /// What the value measures, where the word says so.
    pub measure: Option<Measure>,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// What else it says.
    pub says: Option<Says>,
}

/// What a predicate says beside its measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Says {
    /// 分别: values dealt out in order.
    Dealt,
    /// 均: one value for all.
    Each,
    /// 各: each has the value of its own.
    Apiece,
    /// 累计: a sum over a span.
    Summed,
    /// 年均: a rate for each year of a span.
    Yearly,
    /// 奋斗目标: the higher of two.
    Stretch,
}

/// How a bound word stands to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundWord {
    /// Behind the number: 以上.
    After(Bound),
    /// Before it: 超过.
    Before(Bound),
    /// 控制在: binds only together with 以内.
    Within,
}

/// A word that sets the force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForceWord {
    /// How hard it makes the values it governs.
    pub force: Force,
    /// It governs its own clause alone: 必须.
    pub own_clause: bool,
}

/// A wording that makes a goal without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Relative {
    /// The indicator stands before it.
    After,
    /// The indicator stands before or behind it in the clause.
    Around,
    /// A rank, a goal whatever the indicator.
    Rank,
}

/// What a word of what is there already says of a number behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Existing {
    /// 依托高铁站建设商圈5个: what it serves commits.
    Means,
    /// Nothing behind it commits.
    Past,
}

/// Which years a sentence of a review speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Scope {
    /// The term of five years.
    Term,
    /// The year just ended.
    Year,
}

/// A place of a word in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Where it starts, in characters of the [`Norm`].
    pub start: usize,
    /// One past its end.
    pub end: usize,
    /// Which row of its table it is.
    pub row: usize,
}

/// The tables.
#[derive(Debug)]
pub struct Lexicon {
    /// The indicators, by row.
    pub indicators: Vec<Indicator>,
    /// Units behind a number.
    pub units: Words<UnitKind>,
    /// 以上, 超过 …
    pub bounds_after: Words<Bound>,
    /// 不低于, 超过 …
    pub bounds_before: Words<BoundWord>,
    /// 确保, 力争 …
    pub forces: Words<ForceWord>,
    /// 增长, 达到 …
    pub predicates: Words<Predicate>,
    /// 全市, 预计 …
    pub leading: Words<()>,
    /// 新建, 培育 …: the verb that opens a commitment.
    pub lead_verbs: Words<Measure>,
    /// 同步, 前列 …
    pub relatives: Words<Relative>,
    /// 经开区, 产业 …
    pub entities: Words<()>,
    /// 方面, 措施 …
    pub policy: Words<()>,
    /// 发挥, 现有 …
    pub existing: Words<Existing>,
    /// Names of indicators, by row.
    pub names: Words<usize>,
    /// 五年来, 一年来 …
    pub scopes: Words<Scope>,
    /// Headings and their roles, in the order of the table.
    pub headings: Vec<(&'static str, Role)>,
    /// Where a goals passage opens.
    pub passage_leads: Words<()>,
    /// Where the work begins.
    pub passage_stops: Words<()>,
    /// Where a report speaks about its goals.
    pub passage_comments: Words<()>,
    /// Words between goals and the word for them: 这就是.
    pub passage_tails: Words<()>,
    /// Words of a target set before: 年初确定的.
    pub passage_past: Words<()>,
    /// Headings of what follows a report: 名词解释.
    pub pages_after: Words<()>,
    /// Words in the lines of a page around a report: 版权所有.
    pub pages_furniture: Words<()>,
    /// Words that hold other tables' words and mean something else.
    pub guards: Words<()>,
    /// The five-year plans and their first years.
    pub plans: Vec<(&'static str, i32)>,
    /// The same, to be looked for in a text.
    pub plan_names: Words<i32>,
    /// The words of several tables that tell a time or open a passage.
    pub anchors: Words<Anchors>,
    /// The words of each [`Cue`].
    cues: Vec<Words<()>>,
    /// Rows that the loader could not take: none, as a test sees to.
    pub refused: Vec<String>,
}

/// Which kinds of anchor a word is: a bit each, in the order of [`Self::CODES`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors(u16);

impl Anchors {
    /// The code of each kind: 40..50 what opens goals or work, 50..60 the time looked back on, 60..70 the time ahead.
    pub const CODES: [u16; 12] = [40, 41, 42, 43, 44, 50, 51, 52, 53, 54, 60, 61];

    /// Whether it is of the kind with that place in [`Self::CODES`].
    pub fn has(self, kind: usize) -> bool {
        self.0 >> kind & 1 == 1
    }

    /// The code of a row of passages, of what a review speaks of, or of cues.
    fn code(table: &str, kind: &str) -> Option<u16> {
        Some(match (table, kind) {
            (tables::PASSAGES, "lead") => 40,
            (tables::PASSAGES, "stop") => 41,
            (tables::PASSAGES, "comment") => 42,
            (tables::PASSAGES, "past") => 43,
            (tables::CUES, "expected") => 44,
            (tables::REVIEW_CUES, "term") => 50,
            (tables::REVIEW_CUES, _) => 51,
            (tables::CUES, "over_term") => 52,
            (tables::CUES, "last_year") => 53,
            (tables::CUES, "part_of_year") => 54,
            (tables::CUES, "coming_years") => 60,
            (tables::CUES, "this_year") => 61,
            _ => return None,
        })
    }

    /// The words of all kinds; each is of the kinds of the words it begins with too.
    fn words(keep: &dyn Fn(&str) -> bool) -> Words<Self> {
        let mut found: HashMap<&'static str, u16> = HashMap::new();
        for table in [tables::PASSAGES, tables::REVIEW_CUES, tables::CUES] {
            for row in rows(table).filter(|row| keep(column(row, 0))) {
                let code = Self::code(table, column(&row, 1));
                let kind = code.and_then(|code| Self::CODES.iter().position(|c| *c == code));
                if let Some(kind) = kind {
                    *found.entry(column(&row, 0)).or_default() |= 1 << kind;
                }
            }
        }
        let with_beginnings = |word: &'static str| {
            let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
            let kinds = ends.filter_map(|end| found.get(word.get(..end)?));
            (word, Self(kinds.fold(0, |all, kinds| all | kinds)))
        };
        Words::new(found.keys().map(|word| with_beginnings(word)))
    }
}

static LEXICON: OnceLock<Lexicon> = OnceLock::new();

impl Lexicon {
    /// The tables, loaded at first use.
    pub fn get() -> &'static Self {
        LEXICON.get_or_init(|| Self::load(&|_| true))
    }

    /// Loads the tables without some of their words, to measure what those are worth. Only before the first use; later
    /// it changes nothing.
    pub fn install_without(words: &HashSet<&str>) {
        let _ = LEXICON.set(Self::load(&|word| !words.contains(word)));
    }

    /// Every word of the tables that rules look for.
    pub fn words() -> Vec<&'static str> {
        let tables = [
            tables::UNITS,
            tables::WORDING,
            tables::PREDICATES,
            tables::LEADING,
            tables::LEAD_VERBS,
            tables::RELATIVE,
            tables::ENTITIES,
            tables::POLICY,
            tables::EXISTING,
            tables::REVIEW_CUES,
            tables::HEADINGS,
            tables::PASSAGES,
            tables::PAGES,
            tables::CUES,
            tables::GUARDS,
        ];
        let names = rows(tables::INDICATORS).flat_map(|row| column(&row, 2).split('|'));
        names
            .chain(tables.into_iter().flat_map(rows).map(|row| column(&row, 0)))
            .filter(|word| !word.is_empty() && !word.contains('{'))
            .collect()
    }

    /// The names of indicators in `start..end`, longest at each place.
    pub fn aliases(&self, norm: &Norm, NormSpan { start, end }: NormSpan) -> Vec<Hit> {
        self.names
            .all(norm, start..end)
            .into_iter()
            .map(|(start, end, row)| Hit { start, end, row })
            .collect()
    }

    /// The words of `cue`.
    #[inline]
    pub fn cue(cue: Cue) -> &'static Words<()> {
        static NONE: OnceLock<Words<()>> = OnceLock::new();
        Self::get()
            .cues
            .get(cue as usize)
            .unwrap_or_else(|| NONE.get_or_init(|| Words::new([])))
    }

    /// The indicator whose name is exactly `text`.
    pub fn named(&self, text: &str) -> Option<&Indicator> {
        self.indicators.get(self.names.whole(text.chars())?)
    }

    /// The indicator of an id.
    pub fn indicator(&self, id: impl AsRef<str>) -> Option<&Indicator> {
        let id = id.as_ref();
        self.indicators.iter().find(|indicator| indicator.id == id)
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins() {
        let norm = Norm::new("一般公共预算总收入增长8%，城镇居民人均可支配收入");
        let lexicon = Lexicon::get();
        let ids: Vec<_> = lexicon
            .aliases(&norm, NormSpan::new(0, norm.len()))
            .iter()
            .filter_map(|hit| lexicon.indicators.get(hit.row))
            .map(|i| i.id)
            .collect();
        assert_eq!(ids, ["total_budget_revenue", "urban_income"]);
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = Lexicon::get().indicators.iter().map(|i| i.id).collect();
        let all = ids.len();
        ids.retain(|id| !id.is_other());
        let all = all
            - Lexicon::get()
                .indicators
                .iter()
                .filter(|i| i.id.is_other())
                .count();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
