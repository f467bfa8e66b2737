//! Which view is shown, what the goals table and the board show, and the settings.

use crate::app::command::{Effect, Setting};
use crate::app::library::ReportId;
use crate::app::state::AppState;
use crate::app::views::View;
use crate::app::views::board::BoardCommand;
use crate::app::views::goals::GoalsCommand;
use crate::app::views::reading::Reading;
use crate::engine::board::{Against, Filter, Order, Weights};

use super::compare::choose_sides;

/// Carries out a command about the board.
pub(super) fn board(state: &mut AppState, command: BoardCommand) -> Vec<Effect> {
    let view = &mut state.board;
    match command {
        BoardCommand::Sort(key) => {
            view.ask.sort = match view.ask.sort {
                Some((by, true)) if by == key => Some((key, false)),
                Some((by, false)) if by == key => None,
                _ => Some((key, true)),
            };
        }
        BoardCommand::Columns(columns) => view.ask.columns = columns,
        BoardCommand::Year(year) => view.ask.year = year,
        BoardCommand::Against(against) => {
            if view.ask.against == Against::Above && view.ask.order == Order::Province {
                view.ask.order = Order::Level;
            }
            view.ask.against = against;
            view.ask.filter = Filter::All;
            if against == Against::Above {
                // A region stands below what it lies in.
                view.ask.order = Order::Province;
            }
        }
        BoardCommand::Order(order) => {
            view.ask.order = order;
            view.ask.sort = None;
        }
        BoardCommand::Filter(filter) => view.ask.filter = filter,
        BoardCommand::Shade(on) => view.plain = !on,
        BoardCommand::Weights(text) => {
            view.ask.weights = Weights::parse(&text).0;
            view.weights = text;
        }
        BoardCommand::Picture(picture) => view.picture = picture,
        BoardCommand::Of(key) => view.of = Some(key),
    }
    Vec::new()
}

/// Carries out a command about the goals table.
pub(super) fn goals(state: &mut AppState, command: GoalsCommand) -> Vec<Effect> {
    let goals = &mut state.goals;
    match command {
        GoalsCommand::Set(options) => {
            if options.kind != goals.options.kind {
                goals.selected = None;
            }
            goals.options = options;
        }
        GoalsCommand::Sort(column) => {
            goals.sort = match goals.sort {
                Some((old, false)) if old == column => Some((column, true)),
                Some((old, true)) if old == column => None,
                _ => Some((column, false)),
            };
        }
        GoalsCommand::Select(item) => {
            goals.selected = item;
            goals.place = None;
        }
        GoalsCommand::Inspect(place) => {
            goals.place = Some(place);
            goals.selected = None;
        }
        GoalsCommand::Account(open) => goals.account = open,
    }
    Vec::new()
}

/// Shows a view.
pub(super) fn show(state: &mut AppState, view: View) -> Vec<Effect> {
    state.view = view;
    if view.compares() && state.compare.found.is_none() && state.compare.job.is_none() {
        return choose_sides(state);
    }
    if view == View::Read && state.reading.report.is_none() {
        state.reading.report = state.library.shown().first().copied();
    }
    Vec::new()
}

/// Shows a report in the reading view, at a code point.
pub(super) fn read(state: &mut AppState, report: ReportId, at: Option<usize>) -> Vec<Effect> {
    state.view = View::Read;
    state.reading = Reading {
        report: Some(report),
        at,
        jump: state.reading.jump + 1,
    };
    Vec::new()
}

/// Changes a setting.
pub(super) fn set(state: &mut AppState, setting: Setting) -> Vec<Effect> {
    let settings = &mut state.settings;
    match setting {
        Setting::Language(language) => settings.language = Some(language),
        Setting::Theme(theme) => settings.theme = theme,
        Setting::Zoom(zoom) => settings.zoom = zoom.clamp(0.6, 2.5),
        Setting::Still(still) => settings.still = still,
        Setting::Name(name) => settings.name = name,
        Setting::Window(place) => settings.window = Some(place),
    }
    Vec::new()
}
