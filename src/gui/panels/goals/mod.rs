//! The goals view: a table of goals, tasks or results, with filters; the selected one is shown in its source below.

pub mod account;
pub mod rows;
mod table;
mod tools;

use std::collections::HashMap;

use egui::{Key, Modifiers, RichText, Ui};

use crate::app::command::Command;
use crate::app::library::ItemId;
use crate::app::views::goals::{Column, GoalsCommand, GoalsOptions};
use crate::engine::labels;
use crate::gui::cx::Cx;
use crate::gui::widgets::chip::tools as bar;
use crate::model::goal::IndicatorId;

pub use table::{colors, sentence};

use rows::Row;
use table::{line, table};
use tools::tools;

/// How high a row is.
const ROW: f32 = 32.0;

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    /// What the rows were made for.
    made: Option<Made>,
    rows: Vec<Row>,
    /// The rows that hold items, and those of them that are doubtful.
    items: Vec<usize>,
    doubts: Vec<usize>,
    /// The row of each item.
    places: HashMap<ItemId, usize>,
    counts: ([usize; 3], usize),
    indicators: Vec<(IndicatorId, String, usize)>,
    scroll_to: Option<usize>,
    account: Vec<account::Entry>,
}

/// What rows are made for: the files and the selection, what is shown of them, in which order and language.
#[derive(Clone, PartialEq)]
struct Made {
    library: (u64, u64),
    options: GoalsOptions,
    sort: Option<(Column, bool)>,
    language: labels::Language,
}

impl Memory {
    /// Makes the rows anew where what they are of has changed; a selection of a row does not.
    fn refresh(&mut self, cx: &Cx<'_>) {
        let goals = &cx.state.goals;
        let library = cx.state.library.version();
        let language = cx.text.language;
        let before = self.made.as_ref();
        let listed = before.is_some_and(|made| {
            made.library == library
                && made.options.kind == goals.options.kind
                && made.language == language
        });
        if listed
            && before.is_some_and(|made| made.options == goals.options && made.sort == goals.sort)
        {
            return;
        }
        self.made = Some(Made {
            library,
            options: goals.options.clone(),
            sort: goals.sort,
            language,
        });
        self.rows = rows::rows(cx.state, language);
        self.items.clear();
        self.doubts.clear();
        self.places.clear();
        for (at, row) in self.rows.iter().enumerate() {
            if let Row::Item(item) = row {
                self.items.push(at);
                self.places.insert(item.id, at);
                if item.unsure {
                    self.doubts.push(at);
                }
            }
        }
        if !listed {
            self.counts = rows::counts(cx.state);
            self.indicators = rows::indicators(cx.state);
            self.account = account::entries(cx.state);
        }
    }
}

impl Memory {
    /// Which of the doubtful rows is selected, from one on.
    fn doubt_at(&self, selected: Option<ItemId>) -> Option<usize> {
        let row = self.places.get(&selected?)?;
        self.doubts.binary_search(row).ok().map(|at| at + 1)
    }

    /// Selects the item of a row, and scrolls to it.
    fn go(&mut self, cx: &mut Cx<'_>, row: usize) {
        if let Some(Row::Item(item)) = self.rows.get(row) {
            cx.send(Command::Goals(GoalsCommand::Select(Some(item.id))));
            self.scroll_to = Some(row);
        }
    }
}

/// Draws the filters and the table.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    memory.refresh(cx);
    bar(ui, cx.palette, "goals-tools", |ui| tools(ui, cx, memory));
    if !memory.account.is_empty() {
        let fold = egui::Frame::new()
            .fill(*cx.palette.ground)
            .inner_margin(egui::Margin::symmetric(0, 4));
        // Two panels: egui keeps a size by name, and the folded one is one line high.
        let panel = if cx.state.goals.account {
            egui::Panel::bottom("goals-account")
                .resizable(true)
                .default_size(190.0)
        } else {
            egui::Panel::bottom("goals-account-folded")
                .resizable(false)
                .exact_size(28.0)
        };
        panel
            .frame(fold)
            .show(ui, |ui| account::ui(ui, cx, &memory.account));
    }
    egui::CentralPanel::default()
        .frame(egui::Frame::new().fill(*cx.palette.ground))
        .show(ui, |ui| {
            keys(ui, cx, memory);
            if memory.rows.is_empty() {
                nothing(ui, cx);
            } else {
                table(ui, cx, memory);
            }
        });
}

fn nothing(ui: &mut Ui, cx: &mut Cx<'_>) {
    let unfiltered = cx.state.goals.options.unfiltered();
    let filtered = cx.state.goals.options != unfiltered;
    ui.vertical_centered(|ui| {
        ui.add_space(60.0);
        ui.label(
            RichText::new(cx.text.get(if filtered {
                "goals-none-filtered"
            } else {
                "goals-none"
            }))
            .color(*cx.palette.muted),
        );
        if filtered && ui.button(cx.text.get("clear-filters")).clicked() {
            cx.send(Command::Goals(GoalsCommand::Set(unfiltered)));
        }
    });
}

/// Up and down walk the rows; Ctrl+C copies the selected one.
fn keys(ui: &Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    if cx.modal {
        return;
    }
    if ui
        .ctx()
        .memory(egui::Memory::focused)
        .is_some_and(|id| id == egui::Id::unique(crate::gui::keys::SEARCH))
    {
        return;
    }
    let now = cx.state.goals.selected;
    let now = now.and_then(|id| memory.places.get(&id).copied());
    let step = ui.input_mut(|input| {
        let count = |input: &mut egui::InputState, key| {
            input
                .count_and_consume_key(Modifiers::NONE, key)
                .cast_signed()
        };
        let page = (ui.available_height() / ROW) as isize - 1;
        count(input, Key::ArrowDown) - count(input, Key::ArrowUp)
            + (count(input, Key::PageDown) - count(input, Key::PageUp)) * page
            + (count(input, Key::End) - count(input, Key::Home)) * 1_000_000
    });
    if step != 0 {
        let at = now.and_then(|row| memory.items.binary_search(&row).ok());
        let last = memory.items.len().saturating_sub(1);
        let next = at.map_or(0, |at| at.saturating_add_signed(step).min(last));
        if let Some(row) = memory.items.get(next).copied() {
            memory.go(cx, row);
        }
    }
    let (forward, back) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::F8),
            input.consume_key(Modifiers::NONE, Key::F7),
        )
    });
    if forward || back {
        let doubts = &memory.doubts;
        let next = match (now, forward) {
            (None, _) => doubts.first(),
            (Some(now), true) => doubts
                .get(doubts.partition_point(|row| *row <= now))
                .or(doubts.first()),
            (Some(now), false) => doubts
                .get(..doubts.partition_point(|row| *row < now))
                .and_then(<[usize]>::last)
                .or(doubts.last()),
        };
        if let Some(row) = next.copied() {
            memory.go(cx, row);
        }
    }
    let copy = ui.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Copy))
    });
    if copy && let Some(Row::Item(item)) = now.and_then(|row| memory.rows.get(row)) {
        ui.ctx().copy_text(line(cx, item));
    }
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    if let (true, Some(item)) = (enter, cx.state.goals.selected) {
        read_item(cx, item);
    }
}

/// Shows an item in its report.
pub fn read_item(cx: &mut Cx<'_>, id: ItemId) {
    let read = reading(cx, id);
    cx.send(read);
}

/// The command that shows an item in its report.
fn reading(cx: &Cx<'_>, id: ItemId) -> Command {
    let found = cx.state.library.item(id);
    Command::Read {
        report: id.report,
        at: found.map(|(_, _, item)| item.span.start),
    }
}
