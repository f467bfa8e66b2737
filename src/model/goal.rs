//! A goal, task or result: every field of the labelling guidelines, and where the words stand.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::text::span::CharSpan;

/// Which list an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A target of a goals passage.
    Goal,
    /// A commitment with a number of its own elsewhere.
    Task,
    /// A stated result.
    Actual,
}

/// What a number or a relative phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tag {
    /// A goal of the plan year.
    GoalYear,
    /// A goal of a span of years.
    GoalSpan,
    /// A commitment elsewhere.
    Task,
    /// A result of the year just ended.
    ResultYear,
    /// A result of a span of years.
    ResultSpan,
    /// None of these.
    Nothing,
}

impl Tag {
    /// How many there are.
    pub const COUNT: usize = 6;

    /// All of them, in the order of the model's weights.
    pub const ALL: [Self; Self::COUNT] = [
        Self::GoalYear,
        Self::GoalSpan,
        Self::Task,
        Self::ResultYear,
        Self::ResultSpan,
        Self::Nothing,
    ];

    /// The word for it in output and in training.
    pub const fn word(self) -> &'static str {
        match self {
            Self::GoalYear => "goal_year",
            Self::GoalSpan => "goal_span",
            Self::Task => "task",
            Self::ResultYear => "result_year",
            Self::ResultSpan => "result_span",
            Self::Nothing => "none",
        }
    }
}

impl Tag {
    /// The list it belongs to.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::GoalYear | Self::GoalSpan => Some(Kind::Goal),
            Self::Task => Some(Kind::Task),
            Self::ResultYear | Self::ResultSpan => Some(Kind::Actual),
            Self::Nothing => None,
        }
    }
}

/// The id of an indicator of the lexicon: `gdp`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct IndicatorId(&'static str);

impl IndicatorId {
    /// Of everything that the lexicon does not list.
    pub const OTHER: Self = Self("other");

    /// The id of that name.
    pub const fn new(id: &'static str) -> Self {
        Self(id)
    }

    /// Its name in files.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether the lexicon does not list the indicator.
    pub fn is_other(self) -> bool {
        self == Self::OTHER
    }
}

impl fmt::Debug for IndicatorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for IndicatorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl AsRef<str> for IndicatorId {
    fn as_ref(&self) -> &str {
        self.0
    }
}

impl PartialEq<&str> for IndicatorId {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// What a value measures.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Measure {
    /// A rate of change: 增长7%.
    Growth,
    /// An amount or an index: 4000亿元; CPI and unemployment always.
    Level,
    /// An increment: 新增45万人, 提高1.5个百分点.
    Change,
    /// Part of a whole: 占比达68%.
    Share,
    /// No number of its own: 与经济增长同步.
    Relative,
}

impl Measure {
    /// The word for it in the lexicon and in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Growth => "growth",
            Self::Level => "level",
            Self::Change => "change",
            Self::Share => "share",
            Self::Relative => "relative",
        }
    }

    /// The measure of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Growth,
            Self::Level,
            Self::Change,
            Self::Share,
            Self::Relative,
        ]
        .into_iter()
        .find(|measure| measure.word() == word)
    }
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Direction {
    /// Rises.
    Up,
    /// Falls: 下降2.2% is value 2.2, down.
    Down,
}

/// How a value binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Bound {
    /// A plain number.
    Eq,
    /// 以上, 不低于, 至少.
    Ge,
    /// 超过, 突破, 多, 余.
    Gt,
    /// 以内, 不超过.
    Le,
    /// 低于.
    Lt,
    /// 左右, 约, 近.
    Approx,
    /// Two ends.
    Range,
}

/// How hard the wording is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Force {
    /// 确保, 必须, 不低于, 以上.
    Hard,
    /// No word either way.
    Plain,
    /// 力争, 争取, 左右.
    Soft,
}

/// Expected or stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 预期目标
    #[default]
    Expected,
    /// 奋斗目标
    Stretch,
}

/// The time a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// One year.
    Year(i32),
    /// From the first to the last year.
    Span(i32, i32),
    /// By the end of a year.
    By(i32),
}

impl Period {
    /// `2022`, `2022-2026`, `by 2026`.
    pub fn word(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Span(first, last) => format!("{first}-{last}"),
            Self::By(year) => format!("by {year}"),
        }
    }

    /// The last year it covers.
    pub const fn end_year(self) -> i32 {
        match self {
            Self::Year(year) | Self::By(year) | Self::Span(_, year) => year,
        }
    }
}

/// A value as written: 万 and 亿 stay in the unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The number, or the lower end of a range.
    pub low: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// 亿元, 万人, 个百分点, %.
    pub unit: Box<str>,
    /// How it binds.
    pub bound: Bound,
}

impl Value {
    /// The unit without its 十, 百, 千, 万 and 亿, and what they multiply the number by.
    pub fn base(&self) -> (&str, f64) {
        base(&self.unit)
    }
}

/// A unit without its 十, 百, 千, 万 and 亿, and what they multiply a number by.
pub fn base(unit: &str) -> (&str, f64) {
    let scale = |c: char| match c {
        '十' => Some(1e1),
        '百' => Some(1e2),
        '千' => Some(1e3),
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    };
    let own = unit.trim_start_matches(|c| scale(c).is_some());
    (own, unit.chars().map_while(scale).product())
}

/// Where the words that matter stand in the file's text, for highlighting. Thousands of reports have hundreds of
/// thousands of these: each place takes eight bytes, `0..0` where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    places: [(u32, u32); 4],
}

impl Marks {
    /// The places of the indicator, the number with its unit (or the words of a relative goal), the bound word, and the
    /// word that sets the force.
    pub fn new(places: [Option<CharSpan>; 4]) -> Self {
        // A file has at most 256 MB, so that its places fit.
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            places: places.map(|place| {
                place
                    .filter(|span| !span.is_empty())
                    .map_or((0, 0), |span| (small(span.start), small(span.end)))
            }),
        }
    }

    const fn at((start, end): (u32, u32)) -> Option<CharSpan> {
        if end == 0 {
            return None;
        }
        Some(CharSpan::new(start as usize, end as usize))
    }

    /// The indicator.
    pub const fn indicator(&self) -> Option<CharSpan> {
        Self::at(self.places[0])
    }

    /// The number with its unit, or the words of a relative goal.
    pub const fn value(&self) -> Option<CharSpan> {
        Self::at(self.places[1])
    }

    /// The bound word.
    pub const fn bound(&self) -> Option<CharSpan> {
        Self::at(self.places[2])
    }

    /// The word that sets the force.
    pub const fn force(&self) -> Option<CharSpan> {
        Self::at(self.places[3])
    }
}

/// One goal, task or result.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Which list it belongs to.
    pub kind: Kind,
    /// The shortest text with indicator and value: `text[span]`.
    pub quote: Box<str>,
    /// Where the quote stands in the file's text.
    pub span: CharSpan,
    /// The sentence around it.
    pub sentence: CharSpan,
    /// The indicator in simplified Chinese, standing on its own.
    pub indicator: Box<str>,
    /// Which indicator of the lexicon it is.
    pub canonical: IndicatorId,
    /// What the value measures.
    pub measure: Measure,
    /// Which way it goes, for growth and change.
    pub direction: Option<Direction>,
    /// The value; `None` where relative.
    pub value: Option<Value>,
    /// How hard the wording is.
    pub force: Force,
    /// The time it is for.
    pub period: Option<Period>,
    /// Expected or stretch.
    pub tier: Tier,
    /// The share of items like this that are right, 0 to 1.
    pub confidence: f32,
    /// What the other reader takes it for, where the two differ.
    pub other: Option<Tag>,
    /// Where the words that matter stand.
    pub marks: Marks,
    /// What a user said of it.
    pub checked: Option<Box<Checked>>,
}

impl Item {
    /// Below this share of items that are right, one is marked for a reader to check.
    pub const SURE: f32 = 0.85;

    /// What it was taken for.
    pub const fn tag(&self) -> Tag {
        match (self.kind, self.period) {
            (Kind::Task, _) => Tag::Task,
            (Kind::Goal, Some(Period::Span(..) | Period::By(_))) => Tag::GoalSpan,
            (Kind::Goal, _) => Tag::GoalYear,
            (Kind::Actual, Some(Period::Span(..) | Period::By(_))) => Tag::ResultSpan,
            (Kind::Actual, _) => Tag::ResultYear,
        }
    }

    /// Whether a reader should check it.
    pub fn is_doubtful(&self) -> bool {
        self.confidence < Self::SURE
    }
}

/// What a user said of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is as read.
    Accepted,
    /// It is another one.
    Corrected {
        /// What was typed.
        typed: String,
        /// What had been read; `None` where nothing had.
        was: Option<String>,
    },
    /// A rule of the user's reads it so.
    Ruled {
        /// The words of the rule.
        words: String,
    },
}

/// Why a number is no goal, task or result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum NotGoal {
    /// A date.
    Date,
    /// How long something takes.
    Duration,
    /// 第3, （二）.
    Ordinal,
    /// The number of a list.
    ListNumber,
    /// G318, 24/7.
    Code,
    /// 316国道.
    Road,
    /// A class, a version, the name of a thing.
    Class,
    /// 前3名.
    Rank,
    /// Part of a name.
    Name,
    /// A number without a unit.
    Bare,
    /// 13.5：44.6：41.9.
    Ratio,
    /// In quotation marks.
    Quoted,
    /// In the title of a document.
    Document,
    /// It counts the policy: 六个方面.
    PolicyCount,
    /// 亿元以上项目.
    SizeClass,
    /// What the change starts from.
    BaseYear,
    /// What is there already.
    Existing,
    /// A distance to something else.
    Compared,
    /// 千家万户.
    Idiom,
    /// 每10万人.
    Per,
    /// 15分钟便民圈.
    Radius,
    /// 分别 with lists of unequal length.
    UnequalList,
    /// Its sentence commits to nothing.
    NoGoal,
    /// A user set it aside.
    Rejected,
    /// A rule of the user sets it aside.
    Rule,
}

impl NotGoal {
    /// Its key in exports and in the table of labels.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

/// What cannot be right together, or cannot be dealt out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Conflict {
    /// No growth of the economy among the goals of the year.
    NoGrowth,
    /// One indicator with two values.
    TwoValues,
    /// 分别 with lists of unequal length.
    UnequalList,
    /// Total, growth and last year's result do not agree.
    Contradiction,
    /// Ten thousand times last year's result.
    Slip,
}

impl Conflict {
    /// Its key in exports and in the table of labels.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

/// A number of a goals passage that is no goal, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// The number as written.
    pub quote: String,
    /// Where it stands in the file's text.
    pub span: CharSpan,
    /// Why it is no goal.
    pub why: NotGoal,
}

/// What cannot be right together, or cannot be dealt out: for a reader to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is wrong.
    pub why: Conflict,
    /// The words in question.
    pub quote: String,
    /// Where they stand in the file's text.
    pub span: CharSpan,
    /// The place they do not agree with.
    pub with: Option<CharSpan>,
}

/// Everything found in one report.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Goals, tasks and results in the order of the text.
    pub items: Vec<Item>,
    /// What one reader takes for a goal or result and the other for none: not in a list, but shown where nothing else
    /// stands. Their `kind` and `period` are those of the reader that found them.
    pub candidates: Vec<Item>,
    /// Numbers of the goals passages that are none of these.
    pub unused: Vec<Unused>,
    /// Where the goals passages lie.
    pub passages: Vec<CharSpan>,
    /// What does not agree with itself.
    pub doubts: Vec<Doubt>,
}

impl Extraction {
    /// The items of one list, in order.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.kind == kind)
    }
}
