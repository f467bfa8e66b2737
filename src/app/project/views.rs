//! How a project looked when it was last open: the view, its filters, what was selected. Kept with it, but no step.

use serde::{Deserialize, Serialize};

use crate::app::command::{CompareCommand, Effect};
use crate::app::compare;
use crate::app::settings::KeptBoard;
use crate::app::state::{AppState, Column, DiffFilter, Grouping, LedgerFilter, ReportId, View};
use crate::app::words::KeptWords;
use crate::model::goal::{Force, Kind};

use super::keeper::Ask;
use super::store::Write;

/// A report by the fingerprint of its file.
type Place = (String, usize);

/// How the project looked: not a step, but kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Views {
    /// The view.
    pub view: View,
    /// The selected reports.
    pub selected: Vec<Place>,
    /// The sides of the comparison, and the third report.
    pub sides: [Option<Place>; 3],
    /// The report read.
    pub reading: Option<Place>,
    /// Columns of the goals table not shown.
    pub hidden: Vec<Column>,
    /// How its rows are grouped.
    pub grouping: Grouping,
    /// Words to find in it.
    pub text: String,
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only this force.
    pub force: Option<Force>,
    /// Only what the rules are unsure of.
    pub unsure: bool,
    /// Which list.
    pub kind: Option<Kind>,
    /// Which differences.
    pub differences: DiffFilter,
    /// Which entries of the ledger.
    pub ledger: LedgerFilter,
    /// The board.
    pub board: KeptBoard,
    /// The words view.
    pub words: KeptWords,
}

/// A report as it is kept.
fn place_of(state: &AppState, id: ReportId) -> Option<Place> {
    let open = state.library.file(id.file)?;
    Some((open.file.source.sha256.clone(), id.index))
}

fn report_at(state: &AppState, place: &Place) -> Option<ReportId> {
    let mut files = state.library.files.iter();
    let open = files.find(|open| open.file.source.sha256 == place.0)?;
    (place.1 < open.file.reports.len()).then_some(ReportId {
        file: open.id,
        index: place.1,
    })
}

/// How the project looks now.
fn views_of(state: &AppState) -> Views {
    let place = |id: Option<ReportId>| place_of(state, id?);
    let goals = &state.goals;
    Views {
        view: state.view,
        selected: state
            .library
            .selected
            .iter()
            .filter_map(|id| place(Some(*id)))
            .collect(),
        sides: [state.compare.old, state.compare.new, state.compare.above].map(place),
        reading: place(state.reading.report),
        hidden: goals.hidden.iter().copied().collect(),
        grouping: goals.grouping,
        text: goals.text.clone(),
        indicator: goals.indicator.clone(),
        force: goals.force,
        unsure: goals.unsure,
        kind: Some(goals.kind),
        differences: state.compare.filter,
        ledger: state.ledger.filter,
        board: KeptBoard::of(&state.board),
        words: KeptWords {
            topics: None,
            stop: None,
            dictionaries: Vec::new(),
            ..state.words.kept()
        },
    }
}

/// The views, where they changed since they were kept last.
pub(in crate::app) fn keep_views(state: &mut AppState) -> Option<Effect> {
    if state.project.opening || state.project.adopting || state.library.files.is_empty() {
        return None;
    }
    let json = serde_json::to_string(&views_of(state)).ok()?;
    if json == state.project.views {
        return None;
    }
    state.project.views.clone_from(&json);
    Some(Effect::Keep(Ask::Write(Write::Views(json))))
}

/// Shows what was shown.
pub(super) fn show(state: &mut AppState, views: Views) -> Vec<Effect> {
    let find = |place: &Place| report_at(state, place);
    let selected = views.selected.iter().filter_map(find).collect();
    let [old, new, above] = views.sides.each_ref().map(|place| find(place.as_ref()?));
    let reading = views.reading.as_ref().and_then(find);
    state.library.selected = selected;
    state.view = views.view;
    (state.compare.old, state.compare.new) = (old, new);
    state.compare.filter = views.differences;
    state.ledger.filter = views.ledger;
    state.reading.report = reading.or_else(|| state.library.reports().next());
    let goals = &mut state.goals;
    goals.hidden = views.hidden.into_iter().collect();
    goals.grouping = views.grouping;
    (goals.text, goals.indicator) = (views.text, views.indicator);
    (goals.force, goals.unsure) = (views.force, views.unsure);
    goals.kind = views.kind.unwrap_or(goals.kind);
    state.board = views.board.view();
    state.words.mode = views.words.mode;
    state.words.matrix = views.words.matrix;
    state.words.against = views.words.against;
    let mut effects = if state.view.compares() {
        compare::choose_sides(state)
    } else {
        Vec::new()
    };
    if let Some(above) = above {
        effects.append(&mut compare::compare(
            state,
            CompareCommand::Above(Some(above)),
        ));
    }
    effects
}
