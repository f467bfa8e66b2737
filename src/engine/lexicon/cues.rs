//! The kinds of words in `cues.tsv`: each tells a rule what a number or a clause is.

use strum::{EnumCount, EnumString};

/// What a word of the table tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Cue {
    /// The three industries, whose shares are stated as one ratio.
    Industries,
    /// What is counted over a span.
    Summed,
    /// A number of what is new.
    Newly,
    /// A number of all there are.
    Stock,
    /// Units that fit every indicator.
    LooseUnit,
    /// The end of a share's name.
    Share,
    /// The end of a rate's name.
    Rate,
    /// The end of a growth rate's name.
    GrowthName,
    /// A number of points behind it is a distance.
    Distance,
    /// What a clause starts from.
    Backdrop,
    /// What has been reached.
    Already,
    /// A class of size behind it is an aim.
    Making,
    /// Units that may size a thing.
    SizingUnit,
    /// Things that an amount sizes.
    Sized,
    /// Things that money right before them sizes.
    Priced,
    /// Things that money right before them endows.
    Endowed,
    /// A value before it is the base.
    Rise,
    /// Adjectives of counted policy.
    PolicyKind,
    /// A numeral behind it counts things.
    Reaching,
    /// A part of the year.
    PartOfYear,
    /// A review tells a target.
    StatedTarget,
    /// A review tells what came of a target.
    Outcome,
    /// The nation speaks.
    Nation,
    /// The province speaks.
    Province,
    /// The city speaks.
    City,
    /// Sums and rates of a term.
    OverTerm,
    /// The years ahead.
    ComingYears,
    /// A level reached.
    Attained,
    /// Against the year before.
    LastYear,
    /// Goals of the year, whatever term is named.
    ThisYear,
    /// Behind a plan's name: a year of it.
    OpeningYear,
    /// Goals without a phrase that opens them.
    Expected,
    /// A document that plans a span of years.
    PlanDocument,
    /// Behind a year: it is planned.
    Planning,
    /// Before a year: it is planned.
    YearAhead,
    /// Before 今年 or the plan's year: a news item states its goals.
    NewsLead,
    /// Before a year: an end or a base, not the time spoken of.
    YearAside,
    /// A sentence on what shall be.
    Future,
    /// Behind a plan's name: its years.
    PlanTail,
    /// Work that is counted before it is listed.
    CountedWork,
    /// An aim set by others is met.
    Meets,
    /// Relative wording that makes a goal of a term.
    Strong,
    /// What it is compared with begins here.
    Compares,
    /// The end of a quantity's name.
    Quantity,
    /// Leads from a subject to its rank.
    RankVerb,
    /// What a value is passed as: a step on the way, no thing that is counted.
    Threshold,
    /// Words behind an indicator's name that change nothing.
    Residual,
    /// A word for a region that names none.
    OwnRegion,
    /// Stands for the indicator just named.
    Generic,
    /// Before an indicator: the region itself.
    WholeRegion,
    /// A number beside it names a road.
    Road,
    /// An index without a unit.
    Index,
    /// A number near an index that is none.
    NoIndex,
    /// Between a bound word and its number.
    Filler,
    /// Units that a small numeral makes an idiom of.
    IdiomUnit,
    /// Who gives a report.
    Office,
    /// Behind a speaker's name.
    BehindName,
    /// No part of a name.
    NoName,
    /// Behind the year of the plan.
    PlanWord,
    /// Who reports.
    Government,
    /// What is asked of the hearers.
    Asked,
    /// Words of the closing call.
    Call,
    /// A title of what is about a report.
    AboutReport,
    /// A sentence about a report.
    AtReport,
    /// The first heading looks back.
    PastYears,
    /// A heading on a term.
    TermHeading,
    /// A heading on the work.
    WorkHeading,
    /// A heading on goals.
    GoalHeading,
    /// A heading on more than goals.
    NotGoalsAlone,
    /// Behind an amount: what it serves, not what it sizes.
    Serves,
    /// Two things that go together are compared.
    Alike,
    /// A quantity of its own unless the one just named has it.
    OwnQuantity,
    /// Before a name: when or how it is counted, no part of a whole.
    NoPart,
    /// Behind a value: the sentence is about the goal.
    StatedGoal,
    /// Behind a meeting: what it set, when it was over.
    MeetingSet,
    /// Opens a clause on why a goal is set.
    TellsWhy,
    /// Opens a clause on what others shall reach.
    Aids,
    /// What policy is divided into.
    Facet,
    /// Who a region is: behind a bare scale it counts them in rhetoric.
    People,
    /// Behind a number of people: what it is a name of.
    Gathering,
    /// Units of what a plant can do.
    CapacityUnit,
    /// What an amount right before it sizes.
    Plant,
    /// In prose: the plan says.
    PlanSays,
    /// In prose: a sum of the plan's years.
    PlanSum,
    /// In prose: it is told of.
    Done,
    /// A table's column of regions.
    RegionColumn,
    /// A table's column of names, where none is headed as regions.
    NameColumn,
    /// A table's column of years.
    YearColumn,
    /// A table's column of titles.
    TitleColumn,
    /// Opens a bracket with the value of more or less than the indicator before it.
    OtherScope,
    /// In a report's table: the column of goals.
    GoalCells,
    /// In a report's table: the column of results.
    ResultCells,
    /// In a report's table: the column of units.
    UnitCells,
    /// In a report's table: the column of indicators.
    IndicatorCells,
}
