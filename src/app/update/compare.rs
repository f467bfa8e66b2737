//! The comparison and the ledger: which two reports, what is selected, where the next difference is.

use std::sync::Arc;

use crate::app::command::Effect;
use crate::app::jobs::JobKind;
use crate::app::library::ReportId;
use crate::app::state::AppState;
use crate::app::views::View;
use crate::app::views::compare::{CompareCommand, Comparing, Row};
use crate::app::views::ledger::LedgerCommand;
use crate::engine::compare::words::Difference;
use crate::model::comparison::Comparison;
use crate::model::ledger::Entry;
use crate::model::report::Level;

use super::jobs::job;

/// Carries out a command about the comparison.
pub(super) fn compare(state: &mut AppState, command: CompareCommand) -> Vec<Effect> {
    let compare = &mut state.compare;
    match command {
        CompareCommand::Old(report) => compare.old = Some(report),
        CompareCommand::New(report) => compare.new = Some(report),
        CompareCommand::Above(report) => {
            compare.above = report;
            return start_above(state);
        }
        CompareCommand::Swap => std::mem::swap(&mut compare.old, &mut compare.new),
        CompareCommand::Filter(filter) => {
            compare.filter = filter;
            return Vec::new();
        }
        CompareCommand::Select(row) => {
            compare.selected = row;
            return Vec::new();
        }
        CompareCommand::Go(row) => {
            compare.selected = Some(row);
            compare.jump += 1;
            state.view = View::Compare;
            return Vec::new();
        }
        CompareCommand::Step { forward } => {
            step(compare, forward);
            return Vec::new();
        }
        CompareCommand::Sync(sync) => {
            compare.unsynced = !sync;
            return Vec::new();
        }
    }
    start_compare(state)
}

fn step(compare: &mut Comparing, forward: bool) {
    let rows = compare.differences(compare.filter);
    let at = compare
        .selected
        .and_then(|row| rows.iter().position(|other| *other == row));
    let next = match (at, forward) {
        (Some(at), true) => (at + 1).min(rows.len().saturating_sub(1)),
        (Some(at), false) => at.saturating_sub(1),
        (None, _) => nearest(compare.selected, &rows, forward),
    };
    if let Some(row) = rows.get(next) {
        compare.selected = Some(*row);
        compare.jump += 1;
    }
}

/// From a place that is no difference itself: the next one behind or before it.
fn nearest(selected: Option<Row>, rows: &[Row], forward: bool) -> usize {
    let Some(Row::New(at)) = selected else {
        return 0;
    };
    let behind = rows
        .iter()
        .position(|row| matches!(row, Row::New(new) if *new > at))
        .unwrap_or(rows.len().saturating_sub(1));
    if forward {
        behind
    } else {
        behind.saturating_sub(1)
    }
}

/// Two reports to begin with: the same place in two years, else the first two of one level.
pub(super) fn choose_sides(state: &mut AppState) -> Vec<Effect> {
    if state.compare.old.is_none() || state.compare.new.is_none() {
        let shown = state.library.shown();
        let all: Vec<ReportId> = if shown.len() >= 2 {
            shown
        } else {
            state.library.reports().collect()
        };
        let meta = |id: &ReportId| {
            state
                .library
                .report(*id)
                .map(|(_, report)| report.report.meta.clone())
                .unwrap_or_default()
        };
        let key = |id: &ReportId| (meta(id).region, meta(id).plan_year);
        let mut best: Option<(ReportId, ReportId)> = None;
        for (i, a) in all.iter().enumerate() {
            for b in all.iter().skip(i + 1).take(200) {
                let (x, y) = (key(a), key(b));
                if x.0.is_some() && x.0 == y.0 && x.1 != y.1 {
                    best = Some(if x.1 < y.1 { (*a, *b) } else { (*b, *a) });
                    break;
                }
            }
            if best.is_some() || i > 200 {
                break;
            }
        }
        let level = |id: &ReportId| meta(id).level.unwrap_or(Level::Nation);
        let pair = best.or_else(|| {
            let first = all.first()?;
            let second = all
                .iter()
                .skip(1)
                .find(|id| level(id) == level(first))
                .or_else(|| all.get(1))?;
            Some((*first, *second))
        });
        let Some((old, new)) = pair else {
            return Vec::new();
        };
        state.compare.old = Some(old);
        state.compare.new = Some(new);
    }
    start_compare(state)
}

/// A report clicked in the list becomes the new side, held against its own year before. Where that is not open, the
/// ledger has no old side: another place's goals are not its own.
pub(super) fn follow(state: &mut AppState, report: ReportId) -> Vec<Effect> {
    let before = year_before(state, report);
    let ledger = state.view == View::Ledger;
    let compare = &mut state.compare;
    if before.is_none() && !ledger && compare.old == Some(report) {
        return Vec::new();
    }
    if before.is_some() || ledger {
        compare.old = before;
    }
    compare.new = Some(report);
    start_compare(state)
}

/// The same place's latest report for an earlier year.
fn year_before(state: &AppState, report: ReportId) -> Option<ReportId> {
    let plan = |id: ReportId| {
        let meta = &state.library.report(id)?.1.report.meta;
        Some((meta.region.clone()?, meta.plan_year?))
    };
    let (region, year) = plan(report)?;
    let earlier = state.library.reports().filter_map(|id| {
        let (own, planned) = plan(id)?;
        (own == region && planned < year).then_some((planned, id))
    });
    earlier
        .max_by_key(|(planned, _)| *planned)
        .map(|(_, id)| id)
}

fn start_compare(state: &mut AppState) -> Vec<Effect> {
    let side = |id: Option<ReportId>| {
        id.and_then(|id| Some((Arc::clone(&state.library.file(id.file)?.file), id.index)))
    };
    let sides = (side(state.compare.old), side(state.compare.new));
    let before = state.compare.job.take();
    state.compare.found = None;
    state.compare.ledger = Arc::default();
    state.ledger.selected = None;
    state.compare.selected = None;
    let (Some(old), Some(new)) = sides else {
        return before.map(Effect::Cancel).into_iter().collect();
    };
    let job = job(state, JobKind::Compare);
    state.compare.job = Some(job);
    before
        .map(Effect::Cancel)
        .into_iter()
        .chain([Effect::Compare { job, old, new }])
        .chain(start_above(state))
        .collect()
}

/// Compares the new report with the third one.
fn start_above(state: &mut AppState) -> Vec<Effect> {
    let before = state.compare.above_job.take();
    state.compare.above_found = None;
    let side = |id: Option<ReportId>| {
        id.and_then(|id| Some((Arc::clone(&state.library.file(id.file)?.file), id.index)))
    };
    let sides = side(state.compare.above).zip(side(state.compare.new));
    let next = sides.map(|(old, new)| {
        let job = job(state, JobKind::Compare);
        state.compare.above_job = Some(job);
        Effect::Compare { job, old, new }
    });
    before.map(Effect::Cancel).into_iter().chain(next).collect()
}

/// Carries out a command about the ledger.
pub(super) fn ledger(state: &mut AppState, command: LedgerCommand) -> Vec<Effect> {
    let ledger = &mut state.ledger;
    match command {
        LedgerCommand::Filter(filter) => ledger.filter = filter,
        LedgerCommand::Kind(kind) => ledger.kind = kind,
        LedgerCommand::Select(entry) => ledger.selected = entry,
    }
    Vec::new()
}

/// Takes what a job has compared.
pub(super) fn compared(
    state: &mut AppState,
    job: u64,
    result: Arc<Comparison>,
    differences: Arc<Vec<Difference>>,
    ledger: Arc<Vec<Entry>>,
) {
    let compare = &mut state.compare;
    if compare.above_job == Some(job) {
        compare.above_found = Some(result);
    } else if compare.job == Some(job) {
        compare.ledger = ledger;
        compare.found = Some(result);
        compare.differences = differences;
    }
}
