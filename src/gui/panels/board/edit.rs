//! Keys of the table: arrows walk, Enter accepts, typing corrects, Delete says that it is no goal.

use egui::{Key, Modifiers, Rect, Ui, Vec2};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::app::views::goals::GoalsCommand;
use crate::engine::{board, correct, display};
use crate::gui::cx::Cx;
use crate::model::analysed::Analysed;
use crate::model::fix::Verdict;
use crate::text::span::CharSpan;

use super::{Line, Memory, ROW};

/// A cell being typed in.
pub struct Edit {
    /// The report and column: the table may be made anew while one types.
    of: (ReportId, board::Key),
    words: String,
    /// The field has not been drawn yet.
    new: bool,
    /// What was typed could not be read.
    refused: bool,
}

/// Moves, accepts, rejects, or begins to type.
pub fn keys(ui: &Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    if memory.edit.is_some() || cx.modal || ui.ctx().text_edit_focused() {
        return;
    }
    let (down, right) = ui.input_mut(|input| {
        let mut count = |key| {
            input
                .count_and_consume_key(Modifiers::NONE, key)
                .cast_signed()
        };
        let down = count(Key::ArrowDown) - count(Key::ArrowUp);
        (down, count(Key::ArrowRight) - count(Key::ArrowLeft))
    });
    if down != 0 || right != 0 {
        step(cx, memory, down, right);
    }
    let doubt = ui.input_mut(|input| {
        let forward = input.consume_key(Modifiers::NONE, Key::F8);
        let back = input.consume_key(Modifiers::NONE, Key::F7);
        (forward || back).then_some(forward)
    });
    if let Some(forward) = doubt {
        next_doubt(cx, memory, forward);
    }
    let Some(at) = memory.cursor else { return };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) {
        say(cx, memory, at, Verdict::Accepted);
        step(cx, memory, 1, 0);
    } else if pressed(Key::Delete) || pressed(Key::Backspace) {
        say(cx, memory, at, Verdict::Rejected);
    } else if pressed(Key::F2) {
        begin(memory, at, None);
    } else {
        let typed = ui.input_mut(|input| {
            let place = input.events.iter().position(
                |event| matches!(event, egui::Event::Text(words) if !words.trim().is_empty()),
            )?;
            match input.events.remove(place) {
                egui::Event::Text(words) => Some(words),
                _ => None,
            }
        });
        if let Some(words) = typed {
            begin(memory, at, Some(words));
        }
    }
}

/// Opens the field on a cell: with what was typed, or with what stands there.
pub fn begin(memory: &mut Memory, at: (usize, usize), typed: Option<String>) {
    let Some(of) = memory.place(at) else { return };
    let words = typed.unwrap_or_else(|| {
        memory.item(at).map_or_else(String::new, |(own, _, item)| {
            display::value_text(&own.file, item)
        })
    });
    memory.edit = Some(Edit {
        of,
        words,
        new: true,
        refused: false,
    });
}

/// Goes to the next cell, or the one before, that a reader should check.
fn next_doubt(cx: &mut Cx<'_>, memory: &mut Memory, forward: bool) {
    let columns = memory.board.columns.len();
    let doubtful: Vec<(usize, usize)> = (0..memory.lines.len())
        .flat_map(|line| (0..columns).map(move |column| (line, column)))
        .filter(|at| {
            let alone = memory.cell(*at).is_some_and(|(_, _, cell)| {
                let one = cell.candidate.is_some() || cell.missed.is_some();
                cell.items.is_empty() && cell.elsewhere.is_none() && one
            });
            let marked = memory
                .item(*at)
                .is_some_and(|(.., item)| item.is_doubtful());
            alone || marked
        })
        .collect();
    let next = match (memory.cursor, forward) {
        (None, _) => doubtful.first(),
        (Some(now), true) => doubtful.iter().find(|at| **at > now).or(doubtful.first()),
        (Some(now), false) => doubtful.iter().rfind(|at| **at < now).or(doubtful.last()),
    };
    if let Some(&at) = next {
        choose(cx, memory, at);
        memory.grid.reach(at, cx);
    }
}

/// Moves the cursor; heads are stepped over.
fn step(cx: &mut Cx<'_>, memory: &mut Memory, down: isize, right: isize) {
    let last = memory.lines.len().saturating_sub(1);
    let columns = memory.board.columns.len().saturating_sub(1);
    let at = if let Some((line, column)) = memory.cursor {
        let mut to = line.saturating_add_signed(down).min(last);
        if matches!(memory.lines.get(to), Some(Line::Head(_))) {
            let on = to.saturating_add_signed(down.signum()).min(last);
            let row = matches!(memory.lines.get(on), Some(Line::Row { .. }));
            to = if row { on } else { line };
        }
        (to, column.saturating_add_signed(right).min(columns))
    } else {
        let mut lines = memory.lines.iter();
        let first = lines.position(|line| matches!(line, Line::Row { .. }));
        (first.unwrap_or(0), 0)
    };
    choose(cx, memory, at);
    memory.grid.reach(at, cx);
}

/// Selects a cell; its sentence shows below.
pub fn choose(cx: &mut Cx<'_>, memory: &mut Memory, at: (usize, usize)) {
    memory.cursor = Some(at);
    memory.pane = memory.selection(at);
    cx.send(Command::Goals(match memory.pane {
        (None, Some(place)) => GoalsCommand::Inspect(place),
        (item, _) => GoalsCommand::Select(item),
    }));
}

/// What is shown of a report at a cell without a goal: what one reader takes for it, else the nearest words on what most
/// others state, else the passage that was read.
pub(super) fn silent(report: &Analysed, cell: &board::Cell, key: board::Key) -> Option<CharSpan> {
    let found = &report.found;
    let candidate = cell.candidate.and_then(|at| found.candidates.get(at));
    candidate
        .or_else(|| cell.missed.and_then(|_| board::nearest(report, key)))
        .map(|item| item.span)
        .or_else(|| board::passage(report))
}

/// Says something of the goal of a cell, or of the goal that the rules did not find there. A cell without a goal has no
/// stretch figure either.
fn say(cx: &mut Cx<'_>, memory: &Memory, at: (usize, usize), verdict: Verdict) {
    let Some((own, _, cell)) = memory.cell(at) else {
        return;
    };
    let (Some(report), Some(column)) = (own.report(), memory.board.columns.get(at.1)) else {
        return;
    };
    let all = if verdict == Verdict::Rejected {
        cell.items.len()
    } else {
        1
    };
    let items = cell.items.iter().take(all);
    let items = items.filter_map(|place| report.found.items.get(*place));
    let mut corrections: Vec<_> = items
        .map(|item| correct::of_item(&own.file, read_item(cx, own.id, item), verdict.clone()))
        .collect();
    if corrections.is_empty() {
        let Verdict::Value(words) = verdict else {
            return;
        };
        let key = column.key;
        corrections.push(correct::of_nothing(
            report,
            key.id.as_str(),
            key.measure,
            words,
        ));
    }
    let report = own.id;
    cx.send(Command::Correct {
        report,
        corrections,
    });
}

/// The item as the rules read it: a correction is of that, not of an earlier correction.
fn read_item<'a>(
    cx: &'a Cx<'_>,
    report: crate::app::library::ReportId,
    item: &'a crate::model::goal::Item,
) -> &'a crate::model::goal::Item {
    let read = cx.state.library.file(report.file);
    let items = read
        .and_then(|open| open.read.reports.get(report.index))
        .map(|report| &report.found.items);
    let same = items.and_then(|items| {
        items.iter().find(|other| {
            other.span == item.span
                && other.canonical == item.canonical
                && other.kind == item.kind
                && other.quote == item.quote
        })
    });
    same.unwrap_or(item)
}

/// Draws the field over its cell.
pub fn field(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, grid: Rect) {
    let Some(mut edit) = memory.edit.take() else {
        return;
    };
    // Its report was closed, or its column hidden.
    let Some(at) = memory.found(edit.of) else {
        return;
    };
    let rect = memory.grid.rect(at, grid, cx).intersect(grid);
    let rect = Rect::from_min_size(rect.min, Vec2::new(rect.width().max(90.0), ROW));
    let id = egui::Id::unique("board-edit");
    let response = ui.put(
        rect,
        egui::TextEdit::singleline(&mut edit.words)
            .id(id)
            .desired_width(rect.width()),
    );
    let name = cx.text.get("board-edit").to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
    if edit.new {
        edit.new = false;
        response.request_focus();
        // What is typed goes on behind what is there.
        let end = egui::text::CCursor::new(edit.words.chars().count());
        let mut state = egui::TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let range = egui::text::CCursorRange::one(end);
        state.cursor.set_char_range(Some(range));
        egui::TextEdit::store_state(ui.ctx(), id, state);
        memory.edit = Some(edit);
        return;
    }
    let escape = ui.input(|input| input.key_pressed(Key::Escape));
    edit.refused &= !response.changed();
    if edit.refused && !escape {
        response.show_tooltip_text(cx.text.get("board-unreadable"));
    }
    if !response.lost_focus() {
        memory.edit = Some(edit);
        return;
    }
    if !escape {
        let words = edit.words.trim().to_owned();
        // One character that is no number is a key pressed by mistake.
        let meant = words.chars().count() > 1 || words.chars().any(|c| c.is_ascii_digit());
        if meant && !correct::is_readable(&words) {
            // It stays open, with a word on how values are written.
            edit.refused = true;
            response.request_focus();
            memory.edit = Some(edit);
            return;
        }
        if meant {
            say(cx, memory, at, Verdict::Value(words));
        }
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            step(cx, memory, 1, 0);
        }
    }
}
