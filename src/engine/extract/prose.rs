//! Goals in the prose of a plan report, as the State Council gave them up to the nineties: headings of any kind, no
//! phrase that opens a list, each paragraph with the figures of its field. Here the sentence decides.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::engine::parse::Layout;
use crate::engine::parse::headings::mark;
use crate::model::report::Level;
use crate::text::norm::Norm;
use crate::text::number::calendar_year;
use crate::text::span::NormSpan;

/// The last plan year whose national report is read so; later ones state their goals in a passage.
const LAST: i32 = 1995;

/// Walks through the sentences of a report and tells which of them plan.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// A sentence of this paragraph planned.
    planning: bool,
    /// The sentence before told what was.
    told: bool,
    /// The last sentence that planned or told, whatever stands between, told.
    looks_back: bool,
    /// A sentence announced the figures of the plan: up to the next heading every paragraph plans.
    announced: bool,
}

impl Prose {
    /// For a report that states goals in prose; `None` for others.
    pub(super) fn of(layout: &Layout) -> Option<Self> {
        let meta = &layout.report.meta;
        let early = meta.plan_year.is_some_and(|plan| plan <= LAST);
        (meta.level == Some(Level::Nation) && early).then(Self::default)
    }

    /// The mood of the sentence `start..end`, the next of the text.
    pub(super) fn next(
        &mut self,
        norm: &Norm,
        layout: &Layout,
        NormSpan { start, end }: NormSpan,
    ) -> Mood {
        if norm.before(start) == '\n' {
            (self.planning, self.told) = (false, false);
            if mark(norm, start).is_some_and(|(depth, _)| depth == 1) {
                // 二、一九七九年计划的主要指标
                let heading = norm.at(end) == '\n' && end < start + 30;
                self.announced = heading && Lexicon::cue(Cue::GoalHeading).within(norm, start..end);
                if heading {
                    return Mood::Open;
                }
            }
        }
        // 未达到450万吨的计划要求 tells of a plan.
        let says = Lexicon::cue(Cue::PlanSays)
            .first(norm, start..end)
            .is_some_and(|(at, ..)| norm.before(at) != '的');
        if says && norm.ends(end, "如下") {
            self.announced = true;
        }
        let ahead = says || years(norm, layout, NormSpan::new(start, end)).ahead;
        let scopes = &Lexicon::get().scopes;
        let tells = tells(norm, layout, NormSpan::new(start, end))
            || scopes.first(norm, start..(start + 6).min(end)).is_some();
        // 五年共培养…: a sum of the plan's years, of the last ones where the text tells.
        let sum = !self.looks_back && Lexicon::cue(Cue::PlanSum).within(norm, start..end);
        // Behind a sentence that tells, one that wills goes on with the plan.
        let wills = !self.told
            || Lexicon::get().forces.within(norm, start..end)
            || Lexicon::cue(Cue::Future).within(norm, start..end);
        let mood = if ahead || self.announced && !tells {
            Mood::Plans
        } else if tells {
            Mood::Tells
        } else if self.planning && wills || sum {
            Mood::GoesOn
        } else {
            Mood::Open
        };
        self.told = tells && !ahead;
        self.looks_back = match mood {
            Mood::Plans | Mood::GoesOn => false,
            Mood::Tells => true,
            Mood::Open => self.looks_back,
        };
        self.planning |= matches!(mood, Mood::Plans | Mood::GoesOn);
        mood
    }
}

/// What a sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It says what the plan is.
    Plans,
    /// It follows one that does.
    GoesOn,
    /// It tells what was.
    Tells,
    /// Nothing in it says.
    Open,
}

/// Whether `start..end` speaks of what was: a year before the plan, 过去, 增长了.
pub(super) fn tells(norm: &Norm, layout: &Layout, span: NormSpan) -> bool {
    Lexicon::cue(Cue::Done).within(norm, span) || years(norm, layout, span).past
}

/// Which years a sentence names, bases (比一九八○年, 由一九八○年的) aside.
struct Years {
    ahead: bool,
    past: bool,
}

fn years(norm: &Norm, layout: &Layout, NormSpan { start, end }: NormSpan) -> Years {
    let plan = layout.report.meta.plan_year.unwrap_or(i32::MAX);
    let mut out = Years {
        ahead: Lexicon::cue(Cue::ComingYears)
            .starting(norm, start..end)
            .is_some()
            || norm.has_any(&["世纪末"], start..end),
        past: false,
    };
    for i in start + 4..end {
        if norm.at(i) != '年' {
            continue;
        }
        let base = matches!(norm.before(i - 4), '比' | '较' | '由' | '从' | '自');
        match calendar_year(norm, i - 4) {
            Some(year) if year > plan => out.ahead = true,
            Some(year) if year < plan && !base => out.past = true,
            _ => {}
        }
    }
    out
}
