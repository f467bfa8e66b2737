//! The table of the board: only what is in sight is drawn; head, foot and names stay where the cells scroll.

use egui::{Align2, Color32, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

use crate::app::command::Command;
use crate::app::views::board::BoardCommand;
use crate::engine::board::{Against, Cell, Column, Key, Mark, Row, signed};
use crate::engine::labels::bound_sign;
use crate::engine::{board, display};
use crate::gui::cx::Cx;
use crate::gui::panels::goals::read_item;
use crate::gui::theme::{Palette, font, size};
use crate::model::fix::Verdict;
use crate::model::goal::{Bound, Checked, Force, Item, Tier};
use crate::text::clip::clip;

use super::{Line, ROW, edit, foot};

/// How wide a cell is, and the place of the reports' names.
const CELL: f32 = 112.0;
const NAMES: f32 = 140.0;
/// The room for ≥ and the like, for what a cell is held against, for a level.
const SIGN: f32 = 15.0;
const MARK: f32 = 66.0;
const INDENT: f32 = 12.0;
/// How high the head and a line of the foot are.
const HEAD: f32 = 46.0;

/// What the table keeps to itself.
#[derive(Default)]
pub struct Memory {
    offset: Vec2,
    goto: Option<Vec2>,
}

impl Memory {
    /// Scrolls to a cell.
    pub fn reach(&mut self, (line, column): (usize, usize), cx: &Cx<'_>) {
        self.goto = Some(Vec2::new(column as f32 * wide(cx), line as f32 * ROW));
    }

    /// Where a cell is on screen.
    pub fn rect(&self, (line, column): (usize, usize), grid: Rect, cx: &Cx<'_>) -> Rect {
        let at = Vec2::new(column as f32 * wide(cx), line as f32 * ROW) - self.offset;
        Rect::from_min_size(grid.min + at, Vec2::new(wide(cx), ROW))
    }
}

/// How wide a cell is: with what it is held against it needs more.
fn wide(cx: &Cx<'_>) -> f32 {
    if cx.state.board.ask.against == Against::Nothing {
        CELL
    } else {
        CELL + MARK
    }
}

/// Draws the table into what is left.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut super::Memory) {
    let full = ui.available_rect_before_wrap();
    let feet = foot::feet(cx, &memory.board);
    let foot = foot::height(&feet);
    let names = Rect::from_min_max(full.min, Pos2::new(full.left() + NAMES, full.bottom()));
    let grid = Rect::from_min_max(
        Pos2::new(names.right(), full.top() + HEAD),
        Pos2::new(full.right(), full.bottom() - foot),
    );
    body(ui, cx, memory, grid);
    head(ui, cx, memory, full, grid);
    let place = foot::Place {
        full,
        grid,
        wide: wide(cx),
        scrolled: memory.grid.offset.x,
    };
    foot::ui(ui, cx, &memory.board, &feet, &place);
    side(ui, cx, memory, names, grid);
    edit::field(ui, cx, memory, grid);
    ui.advance_cursor_after_rect(full);
}

fn body(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut super::Memory, grid: Rect) {
    let wide = wide(cx);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(grid).id_salt("board"));
    child.set_clip_rect(grid.intersect(ui.clip_rect()));
    let columns = memory.board.columns.len();
    let content = Vec2::new(columns as f32 * wide, memory.lines.len() as f32 * ROW);
    let mut area = ScrollArea::both()
        .id_salt("board")
        .auto_shrink([false, false]);
    let offset = memory.grid.offset;
    if let Some(goto) = memory.grid.goto.take() {
        // Only as far as the cell needs to come into sight.
        let reach = |at: f32, own: f32, seen: f32, now: f32| {
            if at < now {
                at
            } else {
                now.max(at + own - seen)
            }
        };
        area = area
            .horizontal_scroll_offset(reach(goto.x, wide, grid.width() - 10.0, offset.x))
            .vertical_scroll_offset(reach(goto.y, ROW, grid.height() - 10.0, offset.y));
    }
    let (mut clicked, mut doubled) = (None, None);
    let output = area.show_viewport(&mut child, |ui, seen| {
        ui.set_min_size(content);
        let origin = ui.max_rect().min;
        let count = (seen.height() / ROW) as usize + 2;
        let first = (seen.top() / ROW) as usize;
        let across = (seen.width() / wide) as usize + 2;
        let left = (seen.left() / wide) as usize;
        for (l, line) in memory.lines.iter().enumerate().skip(first).take(count) {
            let top = origin.y + l as f32 * ROW;
            let Line::Row { row, .. } = line else {
                let band = Rect::from_min_size(
                    Pos2::new(origin.x, top),
                    Vec2::new(content.x.max(grid.width()), ROW),
                );
                ui.painter().rect_filled(band, 0.0, *cx.palette.panel);
                continue;
            };
            let Some(row) = memory.board.rows.get(*row) else {
                continue;
            };
            let cells = row.cells.iter().zip(&memory.board.columns).enumerate();
            for (c, (cell, column)) in cells.skip(left).take(across) {
                let at = Pos2::new(origin.x + c as f32 * wide, top);
                let rect = Rect::from_min_size(at, Vec2::new(wide, ROW));
                let on = memory.cursor == Some((l, c));
                let shown = shown(cx, memory, row, cell, column);
                let response = ui.interact(rect, ui.scope_id().with((l, c)), Sense::click());
                response.widget_info(|| {
                    let name = memory.owns.get(row.report).map_or("", |own| &own.name);
                    let head = column.key.name(cx.text.language, column.told);
                    let name = format!("{name} {head} {}", shown.words);
                    egui::WidgetInfo::selected(egui::Role::Cell, true, on, name)
                });
                draw(ui, cx, &shown, rect, on, response.hovered());
                if response.clicked() {
                    clicked = Some((l, c));
                }
                if response.double_clicked() {
                    doubled = Some((l, c));
                }
                if response.secondary_clicked() {
                    clicked = Some((l, c));
                }
                context(&response, cx, memory, (l, c));
                if let Some(told) = &shown.told {
                    response.on_hover_text(told);
                }
            }
        }
    });
    memory.grid.offset = output.state.clamped_offset();
    if let Some(at) = clicked {
        edit::choose(cx, memory, at);
    }
    if let Some(at) = doubled {
        edit::begin(memory, at, None);
    }
}

/// The menu of a cell.
fn context(response: &egui::Response, cx: &mut Cx<'_>, memory: &super::Memory, at: (usize, usize)) {
    let Some((_, id, _)) = memory.item(at) else {
        return;
    };
    response.context_menu(|ui| {
        if ui.button(cx.text.get("read-there")).clicked() {
            read_item(cx, id);
            ui.close();
        }
        if ui.button(cx.text.get("copy-citation")).clicked() {
            super::super::source::copy_citation(cx, id);
            ui.close();
        }
    });
}

/// A cell as drawn.
#[derive(Default)]
struct Shown {
    stated: bool,
    words: String,
    bound: Option<Bound>,
    force: Option<Force>,
    stretch: String,
    relative: bool,
    unsure: bool,
    checked: Option<Checked>,
    /// What the report states of it outside its goals passage.
    elsewhere: String,
    /// What one reader alone takes for its goal.
    candidate: String,
    /// Most reports of the level state it, this one does not.
    missed: bool,
    /// No goals passage was found in the report.
    unread: bool,
    /// The user said that it is no goal.
    rejected: bool,
    /// Where it lies between the least and the most of its column.
    part: Option<f32>,
    /// What it is held against: of the number, of the words, and whether that is more or less.
    marks: [String; 2],
    tones: [Option<bool>; 2],
    /// It is not what the filter looks for.
    faint: bool,
    told: Option<String>,
}

fn shown(cx: &Cx<'_>, memory: &super::Memory, row: &Row, cell: &Cell, column: &Column) -> Shown {
    let mut out = Shown::default();
    if let Some(mark) = &cell.mark {
        out.marks = mark.said(cx.text.language, |at| faced(memory, row, at, &column.unit));
        out.tones = mark.tones();
        out.told = told(cx, memory, row, mark);
    }
    let filter = cx.state.board.ask.filter;
    out.faint =
        filter != board::Filter::All && !cell.mark.as_ref().is_some_and(|m| filter.shows(m));
    let Some(own) = memory.owns.get(row.of) else {
        return out;
    };
    let Some(report) = own.report() else {
        return out;
    };
    let mut items = cell
        .items
        .iter()
        .filter_map(|at| report.found.items.get(*at));
    let words = |item: &Item| {
        let words = display::value_text(&own.file, item);
        // The unit stands at the head; it is told where it is another one.
        let same = item
            .value
            .as_ref()
            .is_some_and(|value| *value.unit == *column.unit);
        if same {
            words.trim_end_matches(&column.unit).trim_end().to_owned()
        } else {
            words
        }
    };
    let Some(item) = items.next() else {
        out.rejected = rejected(cx, memory, row, column.key);
        if out.rejected {
            out.told = Some(cx.text.label("why.rejected").to_owned());
        } else if let Some(item) = cell.elsewhere.and_then(|at| report.found.items.get(at)) {
            out.elsewhere = words(item);
            out.bound = item.value.as_ref().map(|value| value.bound);
            out.told = Some(cx.text.get("board-elsewhere").to_owned());
        } else if let Some(item) = cell
            .candidate
            .and_then(|at| report.found.candidates.get(at))
        {
            out.candidate = words(item);
            out.bound = item.value.as_ref().map(|value| value.bound);
            let readings = crate::gui::panels::readings(cx, item.tag(), item.other);
            out.told = Some(format!("{readings}\n{}", item.quote));
        } else if report.found.passages.is_empty() {
            out.unread = true;
            out.told = Some(cx.text.get("board-no-passage").to_owned());
        } else if let Some((have, all)) = cell.missed {
            out.missed = true;
            let counts = [("have", have.into()), ("all", all.into())];
            let told = cx.text.with("board-unstated", &counts);
            let nearest = board::nearest(report, column.key);
            out.told = Some(nearest.map_or(told.clone(), |item| {
                let sentence = own.file.offsets.slice(&own.file.source.text, item.sentence);
                format!("{told}\n{}", sentence.trim())
            }));
        }
        return out;
    };
    let stretch = items.find(|item| item.tier == Tier::Stretch);
    out.stated = true;
    out.words = words(item);
    out.bound = item.value.as_ref().map(|value| value.bound);
    out.force = Some(item.force);
    out.stretch = stretch.map_or_else(String::new, words);
    out.relative = item.value.is_none();
    out.unsure = item.is_doubtful();
    out.checked = item.checked.as_deref().cloned();
    let (wanted, scale) = board::common(&column.unit);
    let same = item
        .value
        .as_ref()
        .is_some_and(|value| board::common(&value.unit).0 == wanted);
    if let (Some(figures), Some(number), true, false) =
        (column.figures, signed(item), same, cx.state.board.plain)
    {
        let number = number / scale;
        let room = figures.most - figures.least;
        out.part = (room > 0.0).then(|| ((number - figures.least) / room).clamp(0.0, 1.0) as f32);
    }
    let clipped = out.relative || !out.stretch.is_empty();
    if clipped && out.told.is_none() {
        out.told = Some(display::value_text(&own.file, item));
    }
    if out.unsure {
        let readings = crate::gui::panels::readings(cx, item.tag(), item.other);
        out.told = Some(match out.told.take() {
            Some(told) => format!("{told}\n{readings}"),
            None => readings,
        });
    }
    if let Some(checked) = super::checked(cx, item) {
        out.told = Some(
            out.told
                .map_or(checked.clone(), |told| format!("{told}\n{checked}")),
        );
    }
    out
}

/// Whether the user said of a goal of this column that it is none.
fn rejected(cx: &Cx<'_>, memory: &super::Memory, row: &Row, key: Key) -> bool {
    let own = memory.owns.get(row.of);
    let found = own.and_then(|own| {
        let fix = cx.state.fixes.get(&own.file.source.sha256)?;
        fix.reports.get(&own.report()?.report.place)
    });
    found.is_some_and(|fix| {
        let mut corrections = fix.corrections.iter();
        corrections.any(|c| c.verdict == Verdict::Rejected && c.indicator == key.id.as_str())
    })
}

/// The value of an item of the report a row is held against; without the unit of the column.
fn faced(memory: &super::Memory, row: &Row, at: usize, unit: &str) -> String {
    let own = row.other.and_then(|other| memory.owns.get(other));
    let item = own.and_then(|own| own.report()?.found.items.get(at));
    own.zip(item).map_or_else(String::new, |(own, item)| {
        let words = display::value_text(&own.file, item);
        words.trim_end_matches(unit).trim_end().to_owned()
    })
}

/// What the other report states: 云溪市 2025: 6%左右.
fn told(cx: &Cx<'_>, memory: &super::Memory, row: &Row, mark: &Mark) -> Option<String> {
    let at = match mark {
        Mark::Year { old, .. } => (*old)?,
        Mark::Above { item, .. } | Mark::Result { item, .. } => *item,
    };
    let own = memory.owns.get(row.other?)?;
    let item = own.report()?.found.items.get(at)?;
    let bound = item.value.as_ref().map_or(Bound::Eq, |value| value.bound);
    let sign = match bound {
        Bound::Eq | Bound::Range => "",
        bound => bound_sign(bound),
    };
    let force = cx.text.label(crate::engine::labels::force_key(item.force));
    let value = display::value_text(&own.file, item);
    Some(format!("{}: {sign}{value} · {force}", own.name))
}

fn draw(ui: &Ui, cx: &Cx<'_>, cell: &Shown, rect: Rect, on: bool, hovered: bool) {
    let (painter, palette) = (ui.painter(), cx.palette);
    if on {
        painter.rect_filled(rect, 0.0, *palette.accent_ground);
    } else if let Some(part) = cell.part {
        let ground = palette.value.gamma_multiply(0.04 + 0.24 * part);
        painter.rect_filled(rect, 0.0, ground);
    }
    if hovered && !on {
        painter.rect_filled(rect, 0.0, palette.accent.gamma_multiply(0.1));
    }
    let line = Stroke::new(1.0, *palette.line_soft);
    painter.hline(rect.x_range(), rect.bottom(), line);
    painter.vline(rect.right(), rect.y_range(), line);
    if on {
        let line = Stroke::new(2.0, *palette.accent);
        painter.rect_stroke(rect, 2.0, line, egui::StrokeKind::Inside);
    }
    match cell.checked {
        Some(Checked::Corrected { .. } | Checked::Ruled { .. }) => {
            // As spreadsheets mark a cell that has a note.
            let corner = rect.left_top();
            let points = vec![
                corner,
                corner + Vec2::new(9.0, 0.0),
                corner + Vec2::new(0.0, 9.0),
            ];
            painter.add(egui::Shape::convex_polygon(
                points,
                *palette.accent,
                Stroke::NONE,
            ));
        }
        Some(Checked::Accepted) => {
            let place = rect.left_center() + Vec2::new(4.0, 0.0);
            painter.text(
                place,
                Align2::LEFT_CENTER,
                "✓",
                font(size::SMALL - 1.0),
                *palette.accent,
            );
        }
        None => {}
    }
    let middle = rect.center().y;
    let tint = |colour: Color32| if cell.faint { *palette.faint } else { colour };
    let text = |right: f32, words: &str, letters: f32, colour: Color32| {
        painter.text(
            Pos2::new(right, middle),
            Align2::RIGHT_CENTER,
            words,
            font(letters),
            tint(colour),
        )
    };
    let mut right = rect.right() - 8.0;
    if cx.state.board.ask.against != Against::Nothing {
        marks(palette, cell, &text, right);
        right -= MARK;
    }
    if !cell.stated {
        if !cell.elsewhere.is_empty() {
            let sign = cell
                .bound
                .filter(|bound| !matches!(bound, Bound::Eq | Bound::Range));
            if let Some(sign) = sign {
                text(right, bound_sign(sign), size::SMALL, *palette.faint);
            }
            let word = text(right - SIGN, &cell.elsewhere, size::BODY, *palette.muted);
            let label = cx.text.label("kind.task");
            text(word.left() - 4.0, label, size::SMALL - 1.0, *palette.faint);
            return;
        }
        if !cell.candidate.is_empty() {
            let left = text(right, "?", size::SMALL, *palette.error).left() - 4.0;
            text(left, &cell.candidate, size::BODY, *palette.muted);
            return;
        }
        if cell.missed {
            right = text(right, "?", size::SMALL, *palette.error).left() - 4.0;
        }
        // Where no passage was found nothing can be said of any column.
        let words = match (cell.rejected, cell.unread) {
            (true, _) => "× —",
            (_, true) => "?",
            _ => "—",
        };
        text(right, words, size::BODY, *palette.faint);
        return;
    }
    if cell.unsure {
        right = text(right, "?", size::SMALL, *palette.error).left() - 4.0;
    }
    if cell.relative {
        let room = ((right - rect.left() - 6.0) / size::SMALL) as usize;
        // What decides stands at the end: 与经济增长基本同步.
        let count = cell.words.chars().count();
        let words = if count > room.max(2) {
            let tail: String = cell.words.chars().skip(count + 1 - room.max(2)).collect();
            format!("…{tail}")
        } else {
            cell.words.clone()
        };
        text(right, &words, size::SMALL, *palette.muted);
        return;
    }
    if !cell.stretch.is_empty() {
        right = text(right, &cell.stretch, size::SMALL, *palette.force).left() - 5.0;
    }
    // The signs have a place of their own, so that the digits of a column stand under each other.
    let signed = cell
        .bound
        .filter(|bound| !matches!(bound, Bound::Eq | Bound::Range));
    if let Some(sign) = signed {
        text(right, bound_sign(sign), size::SMALL, *palette.bound);
    }
    right -= SIGN;
    let value = text(right, &cell.words, size::BODY, *palette.ink);
    // The force is told where the words say it themselves, not by their bound.
    let force = match (cell.force, cell.bound) {
        (Some(Force::Hard), Some(Bound::Eq | Bound::Range)) => Some("force.hard"),
        (Some(Force::Soft), bound) if bound != Some(Bound::Approx) => Some("force.soft"),
        _ => None,
    };
    if let Some(force) = force {
        let words = cx.text.label(force);
        text(value.left() - 4.0, words, size::SMALL - 1.0, *palette.force);
    }
}

/// The marks of number and words, each in its own place.
fn marks(
    palette: &Palette,
    cell: &Shown,
    text: &impl Fn(f32, &str, f32, Color32) -> Rect,
    right: f32,
) {
    let [number, words] = &cell.marks;
    let [tone, tone_of_words] = cell.tones.map(|tone| match tone {
        Some(true) => *palette.new,
        Some(false) => *palette.error,
        None => *palette.muted,
    });
    let mut right = right;
    if !words.is_empty() {
        right = text(right, words, size::SMALL - 0.5, tone_of_words).left() - 4.0;
    }
    if !number.is_empty() {
        text(right, number, size::SMALL - 0.5, tone);
    }
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, memory: &super::Memory, full: Rect, grid: Rect) {
    let palette = cx.palette;
    let (wide, offset) = (wide(cx), memory.grid.offset);
    let head = Rect::from_min_max(Pos2::new(grid.left(), full.top()), grid.right_top());
    let mut sent = None;
    let keys: Vec<Key> = memory
        .board
        .columns
        .iter()
        .map(|column| column.key)
        .collect();
    for (c, column) in memory.board.columns.iter().enumerate() {
        let left = grid.left() + c as f32 * wide - offset.x;
        if left > grid.right() || left + wide < grid.left() {
            continue;
        }
        let own = Rect::from_min_size(Pos2::new(left, head.top()), Vec2::new(wide, HEAD));
        let painter = ui.painter().with_clip_rect(head.intersect(ui.clip_rect()));
        let right = own.right() - 8.0;
        let arrow = match cx.state.board.ask.sort {
            Some((by, true)) if by == column.key => " ▾",
            Some((by, false)) if by == column.key => " ▴",
            _ => "",
        };
        let name = column.key.name(cx.text.language, column.told);
        // A Chinese character is as wide as two Latin letters.
        let most = (if name.is_ascii() { 13.0 } else { 7.0 } * wide / CELL) as usize;
        let words = format!("{}{arrow}", clip(&name, most));
        let text = |y: f32, words: &str, letters: f32, colour: Color32| {
            let place = Pos2::new(right, own.top() + y);
            painter.text(place, Align2::RIGHT_CENTER, words, font(letters), colour);
        };
        text(13.0, &words, size::BODY, *palette.ink);
        let below = format!("{} · {}", column.unit, column.stated);
        let below = below.trim_start_matches(" · ");
        text(33.0, below, size::SMALL, *palette.muted);
        let seen = own.intersect(head);
        let response = ui.interact(seen, ui.scope_id().with(("board-head", c)), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.clicked() {
            sent = Some(BoardCommand::Sort(column.key));
        }
        response.context_menu(|ui| {
            let mut moved = |by: isize| {
                let mut order = keys.clone();
                let to = c.saturating_add_signed(by);
                if to < order.len() {
                    order.swap(c, to);
                    sent = Some(BoardCommand::Columns(order));
                }
            };
            if ui.button(cx.text.get("board-left")).clicked() {
                moved(-1);
                ui.close();
            }
            if ui.button(cx.text.get("board-right")).clicked() {
                moved(1);
                ui.close();
            }
            if ui.button(cx.text.get("board-hide")).clicked() {
                let rest = keys.iter().copied().filter(|key| *key != column.key);
                sent = Some(BoardCommand::Columns(rest.collect()));
                ui.close();
            }
        });
        response.on_hover_text(&name);
    }
    let line = Stroke::new(1.0, *palette.line);
    ui.painter().hline(full.x_range(), head.bottom(), line);
    if let Some(command) = sent {
        cx.send(Command::Board(command));
    }
}

/// The reports' names, which stay where the cells scroll.
fn side(ui: &mut Ui, cx: &mut Cx<'_>, memory: &super::Memory, names: Rect, grid: Rect) {
    let offset = memory.grid.offset;
    let clip_to = Rect::from_min_max(
        Pos2::new(names.left(), grid.top()),
        Pos2::new(names.right(), grid.bottom()),
    );
    let painter = ui
        .painter()
        .with_clip_rect(clip_to.intersect(ui.clip_rect()));
    let first = (offset.y / ROW) as usize;
    let count = (grid.height() / ROW) as usize + 2;
    let mut read = None;
    for (l, line) in memory.lines.iter().enumerate().skip(first).take(count) {
        let top = grid.top() + l as f32 * ROW - offset.y;
        let rect = Rect::from_min_size(Pos2::new(names.left(), top), Vec2::new(NAMES, ROW));
        let seen = rect.intersect(clip_to);
        if !seen.is_positive() {
            continue;
        }
        let text = |left: f32, words: &str, letters: f32, colour: Color32| {
            let place = Pos2::new(left, rect.center().y);
            painter.text(place, Align2::LEFT_CENTER, words, font(letters), colour);
        };
        let (row, depth) = match line {
            Line::Head(words) => {
                painter.rect_filled(rect, 0.0, *cx.palette.panel);
                text(rect.left() + 14.0, words, size::SMALL, *cx.palette.muted);
                continue;
            }
            Line::Row { row, depth } => (*row, *depth),
        };
        let Some(row) = memory.board.rows.get(row) else {
            continue;
        };
        let Some(own) = memory.owns.get(row.report) else {
            continue;
        };
        let response = ui.interact(seen, ui.scope_id().with(("board-name", l)), Sense::click());
        if response.hovered() {
            painter.rect_filled(rect, 0.0, *cx.palette.line_soft);
        }
        let line = Stroke::new(1.0, *cx.palette.line_soft);
        painter.hline(rect.x_range(), rect.bottom(), line);
        let indent = f32::from(depth) * INDENT;
        let room = 10usize.saturating_sub(usize::from(depth));
        let words = clip(own.short(memory.dated), room);
        // A row without a passage says nothing in any column.
        let unread = own
            .report()
            .is_some_and(|report| report.found.passages.is_empty());
        let ink = if unread {
            *cx.palette.error
        } else {
            *cx.palette.ink
        };
        text(rect.left() + 14.0 + indent, &words, size::BODY, ink);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &own.name));
        let other = row.other.and_then(|other| memory.owns.get(other));
        let hover = other.map_or_else(
            || own.name.clone(),
            |other| {
                cx.text.with(
                    "board-held",
                    &[
                        ("own", own.name.clone().into()),
                        ("other", other.name.clone().into()),
                    ],
                )
            },
        );
        let hover = if unread {
            format!("{hover}\n{}", cx.text.get("board-no-passage"))
        } else {
            hover
        };
        if response.on_hover_text(hover).clicked() {
            read = Some(own.id);
        }
    }
    let line = Stroke::new(1.0, *cx.palette.line);
    ui.painter().vline(names.right(), names.y_range(), line);
    if let Some(report) = read {
        cx.send(Command::Read { report, at: None });
    }
}
