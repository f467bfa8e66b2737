//! What the engine knows of indicators, units, wording and headings: the tables of `assets/lexicon`, loaded once.
//!
//! Holds no rule: rules are in `parse` and `extract`.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::model::goal::{Bound, Direction, Force, Measure};
use crate::model::report::Role;
use crate::text::norm::Norm;

mod cues;
mod words;

pub use cues::Cue;
pub use words::Words;
use words::{Trie, variants};

/// An indicator of the lexicon.
#[derive(Debug)]
pub struct Indicator {
    /// Its id: `gdp`.
    pub id: &'static str,
    /// Its usual name: 地区生产总值.
    pub name: &'static str,
    /// The id of its share of the whole: 第三产业增加值占GDP比重 is `service_share`.
    pub share: Option<&'static str>,
    /// What its amounts are counted in; `Skip` where it never has an amount, `None` where anything goes.
    pub kind: Option<UnitKind>,
    /// In a review of five years its amounts are totals of the five.
    pub sums: bool,
}

/// What a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub says: Says,
}

/// What a predicate says beside its measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Nothing.
    Nothing,
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

/// What `word` says beside its measure.
fn says(word: &str) -> Says {
    match word {
        "分别" => Says::Dealt,
        "均" | "都" | "双双" => Says::Each,
        "各" => Says::Apiece,
        "累计" | "共" | "总计" | "共计" | "合计" => Says::Summed,
        "奋斗目标" => Says::Stretch,
        _ if word.contains("年均") || word.contains("每年") => Says::Yearly,
        _ => Says::Nothing,
    }
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

/// A wording that makes a goal without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// The indicator stands before it.
    After,
    /// The indicator stands before or behind it in the clause.
    Around,
    /// A rank, a goal whatever the indicator.
    Rank,
}

/// Which years a sentence of a review speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub forces: Words<Force>,
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
    /// 发挥, 现有 …; whether it is a means, so that what a verb behind it makes is a commitment.
    pub existing: Words<bool>,
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

/// The rows of a table: no comments, split at tabs.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

/// The tables as text, for the tests that check each row's example.
pub mod tables {
    /// Indicators.
    pub const INDICATORS: &str = include_str!("../../../assets/lexicon/indicators.tsv");
    /// Units.
    pub const UNITS: &str = include_str!("../../../assets/lexicon/units.tsv");
    /// Bound and force words.
    pub const WORDING: &str = include_str!("../../../assets/lexicon/wording.tsv");
    /// Words between indicator and value.
    pub const PREDICATES: &str = include_str!("../../../assets/lexicon/predicates.tsv");
    /// Words before an indicator.
    pub const LEADING: &str = include_str!("../../../assets/lexicon/leading.tsv");
    /// Verbs that open a commitment.
    pub const LEAD_VERBS: &str = include_str!("../../../assets/lexicon/lead_verbs.tsv");
    /// Goals without a number.
    pub const RELATIVE: &str = include_str!("../../../assets/lexicon/relative.tsv");
    /// Parts of a region.
    pub const ENTITIES: &str = include_str!("../../../assets/lexicon/entities.tsv");
    /// Nouns that count the policy itself.
    pub const POLICY: &str = include_str!("../../../assets/lexicon/policy.tsv");
    /// What is there already.
    pub const EXISTING: &str = include_str!("../../../assets/lexicon/existing.tsv");
    /// Which years a review speaks of.
    pub const REVIEW_CUES: &str = include_str!("../../../assets/lexicon/review_cues.tsv");
    /// Section headings.
    pub const HEADINGS: &str = include_str!("../../../assets/lexicon/headings.tsv");
    /// Borders of goals passages.
    pub const PASSAGES: &str = include_str!("../../../assets/lexicon/passages.tsv");
    /// Words of the page around a report.
    pub const PAGES: &str = include_str!("../../../assets/lexicon/pages.tsv");
    /// Words that tell what a number or a clause is.
    pub const CUES: &str = include_str!("../../../assets/lexicon/cues.tsv");
    /// The usual columns of the board.
    pub const BOARD: &str = include_str!("../../../assets/lexicon/board.tsv");
    /// Terms of policy that a general dictionary breaks apart.
    pub const TERMS: &str = include_str!("../../../assets/lexicon/terms.tsv");
    /// Units of one quantity.
    pub const EQUAL_UNITS: &str = include_str!("../../../assets/lexicon/equal_units.tsv");
    /// The provinces as tiles.
    pub const TILES: &str = include_str!("../../../assets/lexicon/tiles.tsv");
    /// What each column of an export holds.
    pub const COLUMNS: &str = include_str!("../../../assets/lexicon/columns.tsv");
    /// Words that hold other tables' words.
    pub const GUARDS: &str = include_str!("../../../assets/lexicon/guards.tsv");
    /// Five-year plans.
    pub const PLANS: &str = include_str!("../../../assets/lexicon/plans.tsv");
    /// Administrative divisions.
    pub const REGIONS: &str = include_str!("../../../assets/lexicon/regions.tsv");
}

fn measure(word: &str) -> Option<Measure> {
    Some(match word {
        "growth" => Measure::Growth,
        "level" => Measure::Level,
        "change" => Measure::Change,
        "share" => Measure::Share,
        _ => return None,
    })
}

fn bound(word: &str) -> Bound {
    match word {
        "ge" => Bound::Ge,
        "gt" => Bound::Gt,
        "le" => Bound::Le,
        "lt" => Bound::Lt,
        "approx" => Bound::Approx,
        _ => Bound::Eq,
    }
}

fn role(word: &str) -> Role {
    match word {
        "self_building" => Role::SelfBuilding,
        "review" => Role::Review,
        "goals" => Role::Goals,
        _ => Role::Tasks,
    }
}

fn column(row: &[&'static str], i: usize) -> &'static str {
    row.get(i).copied().unwrap_or("")
}

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

    fn load(keep: &dyn Fn(&str) -> bool) -> Self {
        let rows = |table: &'static str| rows(table).filter(|row| keep(column(row, 0)));
        let mut indicators = Vec::new();
        let mut names = Vec::new();
        for row in self::rows(tables::INDICATORS) {
            for alias in column(&row, 2)
                .split('|')
                .filter(|alias| !alias.is_empty() && keep(alias))
            {
                names.push((alias, indicators.len()));
            }
            let share = Some(column(&row, 3)).filter(|share| !share.is_empty());
            let kind = match column(&row, 4) {
                "money" => Some(UnitKind::Money),
                "count" => Some(UnitKind::Count),
                "amount" => Some(UnitKind::Amount),
                "rate" => Some(UnitKind::Skip),
                _ => None,
            };
            indicators.push(Indicator {
                id: column(&row, 0),
                name: column(&row, 1),
                share,
                kind,
                sums: column(&row, 5) == "sum",
            });
        }
        let first = |table: &'static str| Words::new(rows(table).map(|row| (column(&row, 0), ())));
        let side = |table: &'static str, name: &'static str| {
            Words::new(
                rows(table)
                    .filter(move |row| column(row, 1) == name)
                    .map(|row| (column(&row, 0), ())),
            )
        };
        let mut cues = Cue::ALL.map(|_| Vec::new());
        for row in rows(tables::CUES) {
            let cue = Cue::ALL
                .iter()
                .position(|cue| cue.name() == column(&row, 1));
            if let Some(words) = cue.and_then(|cue| cues.get_mut(cue)) {
                words.push((column(&row, 0), ()));
            }
        }
        let guards = Arc::new(Trie::new(
            rows(tables::GUARDS)
                .flat_map(|row| variants(column(&row, 0)))
                .map(|word| (word.chars().collect(), ()))
                .collect(),
        ));
        let class =
            |name: &'static str| rows(tables::WORDING).filter(move |row| column(row, 1) == name);
        Self {
            indicators,
            units: Words::new(rows(tables::UNITS).map(|row| {
                let kind = match column(&row, 1) {
                    "percent" => UnitKind::Percent,
                    "point" => UnitKind::Point,
                    "money" => UnitKind::Money,
                    "count" => UnitKind::Count,
                    "amount" => UnitKind::Amount,
                    _ => UnitKind::Skip,
                };
                (column(&row, 0), kind)
            })),
            bounds_after: Words::new(
                class("after").map(|row| (column(&row, 0), bound(column(&row, 2)))),
            )
            .guarded(&guards),
            bounds_before: Words::new(class("before").map(|row| {
                let word = match column(&row, 2) {
                    "within" => BoundWord::Within,
                    other => BoundWord::Before(bound(other)),
                };
                (column(&row, 0), word)
            }))
            .guarded(&guards),
            forces: Words::new(class("force").map(|row| {
                (
                    column(&row, 0),
                    if column(&row, 2) == "hard" {
                        Force::Hard
                    } else {
                        Force::Soft
                    },
                )
            }))
            .guarded(&guards),
            predicates: Words::new(rows(tables::PREDICATES).map(|row| {
                let direction = match column(&row, 2) {
                    "up" => Some(Direction::Up),
                    "down" => Some(Direction::Down),
                    _ => None,
                };
                (
                    column(&row, 0),
                    Predicate {
                        measure: measure(column(&row, 1)),
                        direction,
                        says: says(column(&row, 0)),
                    },
                )
            }))
            .guarded(&guards),
            leading: first(tables::LEADING).guarded(&guards),
            lead_verbs: Words::new(rows(tables::LEAD_VERBS).map(|row| {
                (
                    column(&row, 0),
                    measure(column(&row, 1)).unwrap_or(Measure::Level),
                )
            }))
            .guarded(&guards),
            relatives: Words::new(rows(tables::RELATIVE).map(|row| {
                let side = match column(&row, 1) {
                    "around" => Relative::Around,
                    "rank" => Relative::Rank,
                    _ => Relative::After,
                };
                (column(&row, 0), side)
            }))
            .guarded(&guards),
            entities: first(tables::ENTITIES),
            policy: first(tables::POLICY),
            existing: Words::new(
                rows(tables::EXISTING).map(|row| (column(&row, 0), column(&row, 1) == "means")),
            )
            .guarded(&guards),
            names: Words::new(names),
            scopes: Words::new(rows(tables::REVIEW_CUES).map(|row| {
                (
                    column(&row, 0),
                    if column(&row, 1) == "term" {
                        Scope::Term
                    } else {
                        Scope::Year
                    },
                )
            })),
            headings: rows(tables::HEADINGS)
                .map(|row| (column(&row, 0), role(column(&row, 1))))
                .collect(),
            passage_leads: side(tables::PASSAGES, "lead"),
            passage_stops: side(tables::PASSAGES, "stop"),
            passage_comments: side(tables::PASSAGES, "comment"),
            passage_tails: side(tables::PASSAGES, "tail"),
            passage_past: side(tables::PASSAGES, "past"),
            pages_after: side(tables::PAGES, "after"),
            pages_furniture: side(tables::PAGES, "furniture"),
            guards: Words::new(rows(tables::GUARDS).map(|row| (column(&row, 0), ()))),
            cues: cues
                .into_iter()
                .map(|words| Words::new(words).guarded(&guards))
                .collect(),
            plan_names: Words::new(
                rows(tables::PLANS)
                    .filter_map(|row| Some((column(&row, 0), column(&row, 1).parse().ok()?))),
            ),
            anchors: Anchors::words(keep).guarded(&guards),
            plans: rows(tables::PLANS)
                .filter_map(|row| Some((column(&row, 0), column(&row, 1).parse().ok()?)))
                .collect(),
        }
    }

    /// The names of indicators in `start..end`, longest at each place.
    pub fn aliases(&self, norm: &Norm, start: usize, end: usize) -> Vec<Hit> {
        self.names
            .all(norm, start, end)
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
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
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
            .aliases(&norm, 0, norm.len())
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
        ids.retain(|id| *id != "other");
        let all = all
            - Lexicon::get()
                .indicators
                .iter()
                .filter(|i| i.id == "other")
                .count();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
