//! The kinds of words in `cues.tsv`: each tells a rule what a number or a clause is.

/// What a word of the table tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

impl Cue {
    /// Every kind, in the order of the declaration.
    pub(super) const ALL: [Self; 83] = [
        Self::Industries,
        Self::Summed,
        Self::Newly,
        Self::Stock,
        Self::LooseUnit,
        Self::Share,
        Self::Rate,
        Self::GrowthName,
        Self::Distance,
        Self::Backdrop,
        Self::Already,
        Self::Making,
        Self::SizingUnit,
        Self::Sized,
        Self::Priced,
        Self::Endowed,
        Self::Rise,
        Self::PolicyKind,
        Self::Reaching,
        Self::PartOfYear,
        Self::StatedTarget,
        Self::Outcome,
        Self::Nation,
        Self::Province,
        Self::City,
        Self::OverTerm,
        Self::ComingYears,
        Self::Attained,
        Self::LastYear,
        Self::ThisYear,
        Self::OpeningYear,
        Self::Expected,
        Self::PlanDocument,
        Self::Planning,
        Self::Future,
        Self::PlanTail,
        Self::CountedWork,
        Self::Meets,
        Self::Strong,
        Self::Compares,
        Self::Quantity,
        Self::Residual,
        Self::OwnRegion,
        Self::Generic,
        Self::WholeRegion,
        Self::Road,
        Self::Index,
        Self::NoIndex,
        Self::Filler,
        Self::IdiomUnit,
        Self::Office,
        Self::BehindName,
        Self::NoName,
        Self::PlanWord,
        Self::Government,
        Self::Asked,
        Self::Call,
        Self::AboutReport,
        Self::AtReport,
        Self::PastYears,
        Self::TermHeading,
        Self::WorkHeading,
        Self::GoalHeading,
        Self::NotGoalsAlone,
        Self::Serves,
        Self::Alike,
        Self::OwnQuantity,
        Self::NoPart,
        Self::StatedGoal,
        Self::MeetingSet,
        Self::TellsWhy,
        Self::Aids,
        Self::Facet,
        Self::Gathering,
        Self::CapacityUnit,
        Self::Plant,
        Self::PlanSays,
        Self::PlanSum,
        Self::Done,
        Self::RegionColumn,
        Self::NameColumn,
        Self::YearColumn,
        Self::TitleColumn,
    ];

    /// Its name in the table.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Industries => "industries",
            Self::Summed => "summed",
            Self::Newly => "newly",
            Self::Stock => "stock",
            Self::LooseUnit => "loose_unit",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::GrowthName => "growth_name",
            Self::Distance => "distance",
            Self::Backdrop => "backdrop",
            Self::Already => "already",
            Self::Making => "making",
            Self::SizingUnit => "sizing_unit",
            Self::Sized => "sized",
            Self::Priced => "priced",
            Self::Endowed => "endowed",
            Self::Rise => "rise",
            Self::PolicyKind => "policy_kind",
            Self::Reaching => "reaching",
            Self::PartOfYear => "part_of_year",
            Self::StatedTarget => "stated_target",
            Self::Outcome => "outcome",
            Self::Nation => "nation",
            Self::Province => "province",
            Self::City => "city",
            Self::OverTerm => "over_term",
            Self::ComingYears => "coming_years",
            Self::Attained => "attained",
            Self::LastYear => "last_year",
            Self::ThisYear => "this_year",
            Self::OpeningYear => "opening_year",
            Self::Expected => "expected",
            Self::PlanDocument => "plan_document",
            Self::Planning => "planning",
            Self::Future => "future",
            Self::PlanTail => "plan_tail",
            Self::CountedWork => "counted_work",
            Self::Meets => "meets",
            Self::Strong => "strong",
            Self::Compares => "compares",
            Self::Quantity => "quantity",
            Self::Residual => "residual",
            Self::OwnRegion => "own_region",
            Self::Generic => "generic",
            Self::WholeRegion => "whole_region",
            Self::Road => "road",
            Self::Index => "index",
            Self::NoIndex => "no_index",
            Self::Filler => "filler",
            Self::IdiomUnit => "idiom_unit",
            Self::Office => "office",
            Self::BehindName => "behind_name",
            Self::NoName => "no_name",
            Self::PlanWord => "plan_word",
            Self::Government => "government",
            Self::Asked => "asked",
            Self::Call => "call",
            Self::AboutReport => "about_report",
            Self::AtReport => "at_report",
            Self::PastYears => "past_years",
            Self::TermHeading => "term_heading",
            Self::WorkHeading => "work_heading",
            Self::GoalHeading => "goal_heading",
            Self::NotGoalsAlone => "not_goals_alone",
            Self::Serves => "serves",
            Self::Alike => "alike",
            Self::OwnQuantity => "own_quantity",
            Self::NoPart => "no_part",
            Self::StatedGoal => "stated_goal",
            Self::MeetingSet => "meeting_set",
            Self::TellsWhy => "tells_why",
            Self::Aids => "aids",
            Self::Facet => "facet",
            Self::Gathering => "gathering",
            Self::CapacityUnit => "capacity_unit",
            Self::Plant => "plant",
            Self::PlanSays => "plan_says",
            Self::PlanSum => "plan_sum",
            Self::Done => "done",
            Self::RegionColumn => "region_column",
            Self::NameColumn => "name_column",
            Self::YearColumn => "year_column",
            Self::TitleColumn => "title_column",
        }
    }
}
