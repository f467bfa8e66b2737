//! From a text to its reports: where each lies, what it says of itself, how it is divided. Never fails.

mod divided;
pub mod headings;
pub mod meta;
mod mood;
pub mod passages;
mod plan;
pub mod regions;
mod review;
pub mod sections;
pub mod split;

use crate::engine::lexicon::Scope;
use crate::model::fix::Fix;
use crate::model::goal::Period;
use crate::model::notice::Notice;
use crate::model::report::Report;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

/// What the rules look for in a stretch of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneKind {
    /// Results.
    Review,
    /// The goals of the plan year.
    PlanGoals,
    /// The goals of a term of years.
    TermGoals,
    /// Commitments with a number.
    Tasks,
}

/// A stretch of a report, in characters of the [`Norm`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zone {
    /// What to look for.
    pub kind: ZoneKind,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The time its values are for.
    pub period: Option<Period>,
    /// The values are the higher of two targets.
    pub stretch: bool,
    /// Which years a review speaks of at its start.
    pub scope: Scope,
    /// A heading or a phrase of the text says so, not only what stands around it.
    pub firm: bool,
}

/// A report with what the extraction needs beside it.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The report, in places of the file's text.
    pub report: Report,
    /// Where its body lies, in characters of the [`Norm`].
    pub body: NormSpan,
    /// Where to look for what.
    pub zones: Vec<Zone>,
    /// The term of a medium-term passage.
    pub term: Option<Period>,
    /// The term that the review speaks of.
    pub review_term: Option<Period>,
    /// The text ends inside the report.
    pub cut_off: bool,
}

impl Layout {
    /// Where the rules expect goals, in characters of the [`Norm`].
    pub fn goal_zones(&self) -> impl Iterator<Item = NormSpan> {
        self.zones
            .iter()
            .filter(|zone| matches!(zone.kind, ZoneKind::PlanGoals | ZoneKind::TermGoals))
            .map(|zone| NormSpan::new(zone.start, zone.end))
    }
}

/// The reports of a text. `name` is the file's name, `fix` what a user set right. The last of the three are the places
/// where reports start, in code points of the text.
pub fn reports(norm: &Norm, name: &str, fix: &Fix) -> (Vec<Layout>, Vec<Notice>, Vec<usize>) {
    let spans = if fix.borders.is_empty() {
        split::spans(norm)
    } else {
        let starts = fix.borders.iter().map(|&start| norm.index_of(start));
        split::parted(norm, &starts.collect::<Vec<_>>())
    };
    let starts = spans
        .iter()
        .map(|span| norm.source(span.start..span.start + 1).start)
        .collect();
    let mut notices = Vec::new();
    let mut layouts: Vec<Layout> = Vec::new();
    let mut repeated = 0;
    let mut seen: Vec<(String, Option<String>, Option<i32>)> = Vec::new();
    let only = spans.len() == 1;
    for (at, span) in spans.iter().enumerate() {
        let fixed = fix.reports.get(&at);
        if fixed.is_some_and(|fixed| fixed.no_report) {
            continue;
        }
        let print: String = norm
            .chars(span.opening..span.end)
            .iter()
            .filter(|c| !c.is_whitespace())
            .take(4_000)
            .collect();
        let mut meta = meta::read(norm, span, if only { name } else { "" });
        let print = (print, meta.region.clone(), meta.plan_year);
        if seen.contains(&print) {
            repeated += 1;
            continue;
        }
        seen.push(print);
        if let Some(fixed) = fixed {
            meta::set_right(&mut meta, fixed);
        }
        let laid = sections::divide(norm, span, &meta);
        let report = Report {
            place: at,
            span: norm.source(span),
            meta,
            sections: laid.sections,
            outline: laid.outline,
        };
        layouts.push(Layout {
            report,
            body: NormSpan::new(span.opening, span.end),
            zones: laid.zones,
            term: laid.term,
            review_term: laid.review_term,
            cut_off: span.cut_off,
        });
    }
    if repeated > 0 {
        notices.push(Notice::Repeated { count: repeated });
    }
    if layouts.is_empty() {
        notices.push(Notice::NoReport);
    }
    (layouts, notices, starts)
}
