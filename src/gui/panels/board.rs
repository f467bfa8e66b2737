//! The board view: reports by indicators, with what the values of each come to at the foot; a cell's source below.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use egui::{Align2, Color32, Key, Modifiers, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

use crate::app::command::{BoardCommand, Command, GoalsCommand};
use crate::app::state::{ItemId, ReportId, UNSURE};
use crate::engine::board::{self, Board};
use crate::engine::labels::{Language, bound_sign};
use crate::engine::lexicon::Lexicon;
use crate::engine::parse::regions::{Region, Regions};
use crate::engine::{Analysed, AnalysedFile, display};
use crate::gui::cx::Cx;
use crate::gui::panels::goals::read_item;
use crate::gui::theme::{font, size};
use crate::gui::widgets::chip::small;
use crate::model::goal::{Bound, Force, Item, Measure, Tier};
use crate::model::report::Level;
use crate::text::clip::{clip, plain_number};

/// How high a row is, how wide a cell, and the place of the reports' names.
const ROW: f32 = 30.0;
const CELL: f32 = 112.0;
const NAMES: f32 = 140.0;
/// The room for ≥ and the like.
const SIGN: f32 = 15.0;
/// How high the head and the foot are.
const HEAD: f32 = 46.0;
const FOOT: f32 = 62.0;

/// A cell as drawn.
#[derive(Clone, Default)]
struct Shown {
    item: Option<ItemId>,
    words: String,
    bound: Option<Bound>,
    force: Option<Force>,
    stretch: String,
    relative: bool,
    unsure: bool,
    number: Option<f64>,
}

struct Line {
    name: String,
    report: ReportId,
    cells: Vec<Shown>,
}

struct Head {
    name: String,
    unit: String,
    stated: usize,
    foot: [String; 2],
}

/// What the cells depend on: which reports as they were read, the language, the order.
type Basis = (u64, Language, Option<(usize, bool)>);

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    key: Option<Basis>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    said: String,
    cursor: Option<(usize, usize)>,
    offset: Vec2,
    goto: Option<Vec2>,
}

impl Memory {
    fn refresh(&mut self, cx: &Cx<'_>) {
        let library = &cx.state.library;
        let mut hasher = DefaultHasher::new();
        for id in library.shown() {
            let file = library
                .file(id.file)
                .map(|open| Arc::as_ptr(&open.file) as usize);
            (id, file).hash(&mut hasher);
        }
        let key = (hasher.finish(), cx.text.language, cx.state.board.sort);
        if self.key == Some(key) {
            return;
        }
        self.key = Some(key);
        let all: Vec<(ReportId, &AnalysedFile, &Analysed)> = library
            .shown()
            .into_iter()
            .filter_map(|id| {
                let (open, report) = library.report(id)?;
                Some((id, &*open.file, report))
            })
            .collect();
        let reports: Vec<&Analysed> = all.iter().map(|(.., report)| *report).collect();
        let found = board::board(&reports);
        self.heads = heads(&found, cx);
        self.lines = found
            .rows
            .iter()
            .filter_map(|row| {
                let (id, file, report) = all.get(row.report)?;
                let cells = row.cells.iter().zip(&found.columns);
                Some(Line {
                    name: library.name(*id),
                    report: *id,
                    cells: cells
                        .map(|(items, column)| shown(*id, file, report, items, &column.unit))
                        .collect(),
                })
            })
            .collect();
        if let Some((column, down)) = cx.state.board.sort {
            // What states nothing stands last either way.
            self.lines.sort_by(|x, y| {
                let number = |line: &Line| line.cells.get(column).and_then(|cell| cell.number);
                match (number(x), number(y)) {
                    (Some(a), Some(b)) if down => b.total_cmp(&a),
                    (Some(a), Some(b)) => a.total_cmp(&b),
                    (a, b) => b.is_some().cmp(&a.is_some()),
                }
            });
        }
        self.said = said(&reports, cx);
        self.cursor = None;
    }
}

/// How many reports were read, which provinces are missing, which years stand together.
fn said(reports: &[&Analysed], cx: &Cx<'_>) -> String {
    let mut years: Vec<i32> = reports
        .iter()
        .filter_map(|r| r.report.meta.plan_year)
        .collect();
    years.sort_unstable();
    years.dedup();
    let provinces: Vec<&str> = reports
        .iter()
        .filter(|r| r.report.meta.level == Some(Level::Province))
        .filter_map(|r| r.report.meta.region.as_deref())
        .collect();
    let mut out = cx.text.count("board-read", reports.len());
    if provinces.len() >= MANY_PROVINCES {
        // Taiwan and the two special regions have no such reports.
        let mainland = |region: &&Region| {
            region.level == Level::Province
                && region.current
                && !region.code.starts_with(['7', '8'])
        };
        let known = Regions::get().all().iter().filter(mainland);
        let missing: Vec<&str> = known
            .map(|region| region.name)
            .filter(|name| !provinces.contains(name))
            .collect();
        if !missing.is_empty() {
            let names = missing.join(cx.text.get("comma"));
            out = format!(
                "{out} · {}",
                cx.text.with("board-missing", &[("names", names.into())])
            );
        }
    }
    if years.len() > 1 {
        let words: Vec<String> = years.iter().map(ToString::to_string).collect();
        let words = words.join(cx.text.get("comma"));
        out = format!(
            "{out} · {}",
            cx.text.with("board-years", &[("years", words.into())])
        );
    }
    out
}

/// From so many provinces on the others are missed.
const MANY_PROVINCES: usize = 5;

fn heads(found: &Board, cx: &Cx<'_>) -> Vec<Head> {
    let lexicon = Lexicon::get();
    found
        .columns
        .iter()
        .map(|column| {
            let twins = found
                .columns
                .iter()
                .filter(|other| other.id == column.id)
                .count();
            let mut name = match cx.text.language {
                Language::Chinese => lexicon.indicator(column.id).map_or(column.id, |i| i.name),
                Language::English => column.id,
            }
            .to_owned();
            if twins > 1 {
                let key = match column.measure {
                    Measure::Growth | Measure::Relative => "measure.growth",
                    Measure::Level => "measure.level",
                    Measure::Change => "measure.change",
                    Measure::Share => "measure.share",
                };
                name = format!("{name} {}", cx.text.label(key));
            }
            let number = |x: f64| plain_number((x * 100.0).round() / 100.0);
            let foot = column.figures.map_or_else(Default::default, |f| {
                [
                    cx.text.with(
                        "board-middle",
                        &[
                            ("median", number(f.median).into()),
                            ("mean", number(f.mean).into()),
                        ],
                    ),
                    format!("{} – {}", number(f.least), number(f.most)),
                ]
            });
            Head {
                name,
                unit: column.unit.clone(),
                stated: column.stated,
                foot,
            }
        })
        .collect()
}

fn shown(
    id: ReportId,
    file: &AnalysedFile,
    report: &Analysed,
    items: &[usize],
    unit: &str,
) -> Shown {
    let get = |at: &usize| report.found.items.get(*at).map(|item| (*at, item));
    let Some((at, item)) = items.first().and_then(get) else {
        return Shown::default();
    };
    let words = |item: &Item| {
        let words = display::value_text(file, item);
        // The unit stands at the head; it is told where it is another one.
        let own = item.value.as_ref().is_some_and(|value| value.unit == unit);
        if own {
            words.trim_end_matches(unit).trim_end().to_owned()
        } else {
            words
        }
    };
    let stretch = items
        .iter()
        .skip(1)
        .filter_map(get)
        .find(|(_, item)| item.tier == Tier::Stretch);
    Shown {
        item: Some(ItemId {
            report: id,
            index: at,
        }),
        words: words(item),
        bound: item.value.as_ref().map(|value| value.bound),
        force: Some(item.force),
        stretch: stretch.map_or_else(String::new, |(_, item)| words(item)),
        relative: item.value.is_none(),
        unsure: item.confidence < UNSURE,
        number: board::signed(item),
    }
}

/// Draws the view.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    memory.refresh(cx);
    if memory.heads.is_empty() {
        ui.vertical_centered(|ui| {
            ui.add_space(60.0);
            ui.label(small(cx.palette, cx.text.get("goals-none")));
        });
        return;
    }
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.label(small(cx.palette, memory.said.as_str()));
    });
    keys(ui, cx, memory);
    let full = ui.available_rect_before_wrap();
    let names = Rect::from_min_max(full.min, Pos2::new(full.left() + NAMES, full.bottom()));
    let grid = Rect::from_min_max(
        Pos2::new(names.right(), full.top() + HEAD),
        Pos2::new(full.right(), full.bottom() - FOOT),
    );
    body(ui, cx, memory, grid);
    let offset = memory.offset;
    head_and_foot(ui, cx, memory, full, grid, offset);
    side(ui, cx, memory, names, grid, offset);
    ui.advance_cursor_after_rect(full);
}

/// Arrows walk the cells, Enter reads the sentence in its report.
fn keys(ui: &Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let search = egui::Id::unique(super::top::SEARCH);
    if ui.ctx().memory(egui::Memory::focused) == Some(search) {
        return;
    }
    let (down, right, enter) = ui.input_mut(|input| {
        let mut count = |key| {
            input
                .count_and_consume_key(Modifiers::NONE, key)
                .cast_signed()
        };
        let down = count(Key::ArrowDown) - count(Key::ArrowUp);
        let right = count(Key::ArrowRight) - count(Key::ArrowLeft);
        (down, right, input.key_pressed(Key::Enter))
    });
    if down != 0 || right != 0 {
        let (row, column) = match memory.cursor {
            Some((row, column)) => (
                row.saturating_add_signed(down)
                    .min(memory.lines.len().saturating_sub(1)),
                column
                    .saturating_add_signed(right)
                    .min(memory.heads.len().saturating_sub(1)),
            ),
            None => (0, 0),
        };
        choose(cx, memory, row, column);
        memory.goto = Some(Vec2::new(column as f32 * CELL, row as f32 * ROW));
    }
    if let (true, Some(id)) = (enter, cx.state.goals.selected) {
        read_item(cx, id);
    }
}

fn choose(cx: &mut Cx<'_>, memory: &mut Memory, row: usize, column: usize) {
    memory.cursor = Some((row, column));
    let cell = memory
        .lines
        .get(row)
        .and_then(|line| line.cells.get(column));
    cx.send(Command::Goals(GoalsCommand::Select(
        cell.and_then(|cell| cell.item),
    )));
}

fn body(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, grid: Rect) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(grid).id_salt("board"));
    child.set_clip_rect(grid.intersect(ui.clip_rect()));
    let content = Vec2::new(
        memory.heads.len() as f32 * CELL,
        memory.lines.len() as f32 * ROW,
    );
    let mut area = ScrollArea::both()
        .id_salt("board")
        .auto_shrink([false, false]);
    if let Some(goto) = memory.goto.take() {
        // Only as far as the cell needs to come into sight.
        let reach = |at: f32, own: f32, seen: f32, now: f32| {
            if at < now {
                at
            } else {
                now.max(at + own - seen)
            }
        };
        area = area
            .horizontal_scroll_offset(reach(goto.x, CELL, grid.width() - 10.0, memory.offset.x))
            .vertical_scroll_offset(reach(goto.y, ROW, grid.height() - 10.0, memory.offset.y));
    }
    let mut clicked = None;
    let output = area.show_viewport(&mut child, |ui, seen| {
        ui.set_min_size(content);
        let origin = ui.max_rect().min;
        let (first, last) = (
            (seen.top() / ROW) as usize,
            (seen.bottom() / ROW) as usize + 1,
        );
        let (left, right) = (
            (seen.left() / CELL) as usize,
            (seen.right() / CELL) as usize + 1,
        );
        for (r, line) in memory.lines.iter().enumerate().take(last).skip(first) {
            for (c, cell) in line.cells.iter().enumerate().take(right).skip(left) {
                let at = origin + Vec2::new(c as f32 * CELL, r as f32 * ROW);
                let rect = Rect::from_min_size(at, Vec2::new(CELL, ROW));
                let on = memory.cursor == Some((r, c));
                let response = ui.interact(rect, ui.scope_id().with((r, c)), Sense::click());
                let head = memory.heads.get(c).map_or("", |head| head.name.as_str());
                let name = format!("{} {head} {}", line.name, cell.words);
                response
                    .widget_info(|| egui::WidgetInfo::selected(egui::Role::Cell, true, on, &name));
                draw(ui, cx, cell, rect, on, response.hovered());
                if response.clicked() {
                    clicked = Some((r, c));
                }
            }
        }
    });
    memory.offset = output.state.clamped_offset();
    if let Some((row, column)) = clicked {
        choose(cx, memory, row, column);
    }
}

fn draw(ui: &Ui, cx: &Cx<'_>, cell: &Shown, rect: Rect, on: bool, hovered: bool) {
    let (painter, palette) = (ui.painter(), cx.palette);
    if on {
        painter.rect_filled(rect, 0.0, *palette.accent_ground);
    } else if hovered {
        painter.rect_filled(rect, 0.0, *palette.line_soft);
    }
    let line = Stroke::new(1.0, *palette.line_soft);
    painter.hline(rect.x_range(), rect.bottom(), line);
    painter.vline(rect.right(), rect.y_range(), line);
    let middle = rect.center().y;
    let text = |right: f32, words: &str, letters: f32, colour: Color32| {
        painter.text(
            Pos2::new(right, middle),
            Align2::RIGHT_CENTER,
            words,
            font(letters),
            colour,
        )
    };
    let mut right = rect.right() - 8.0;
    if cell.item.is_none() {
        text(right, "—", size::BODY, *palette.faint);
        return;
    }
    if cell.unsure {
        right = text(right, "?", size::SMALL, *palette.error).left() - 4.0;
    }
    if cell.relative {
        let room = ((right - rect.left() - 6.0) / size::SMALL) as usize;
        text(
            right,
            &clip(&cell.words, room.max(2)),
            size::SMALL,
            *palette.muted,
        );
        return;
    }
    // The signs have a place of their own, so that the digits of a column stand under each other.
    let signed = cell
        .bound
        .filter(|bound| !matches!(bound, Bound::Eq | Bound::Range));
    if let Some(sign) = signed {
        text(right, bound_sign(sign), size::SMALL, *palette.bound);
    }
    right -= SIGN;
    if !cell.stretch.is_empty() {
        right = text(right, &cell.stretch, size::SMALL, *palette.force).left() - 5.0;
    }
    let value = text(right, &cell.words, size::BODY, *palette.ink);
    // The force is told where the words say it themselves, not by their bound.
    let force = match (cell.force, cell.bound) {
        (Some(Force::Hard), Some(Bound::Eq | Bound::Range)) => Some("hard"),
        (Some(Force::Soft), bound) if bound != Some(Bound::Approx) => Some("soft"),
        _ => None,
    };
    if let Some(force) = force {
        let words = cx.text.label(if force == "hard" {
            "force.hard"
        } else {
            "force.soft"
        });
        text(value.left() - 4.0, words, size::SMALL - 1.0, *palette.force);
    }
}

fn head_and_foot(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    memory: &Memory,
    full: Rect,
    grid: Rect,
    offset: Vec2,
) {
    let palette = cx.palette;
    let head = Rect::from_min_max(Pos2::new(grid.left(), full.top()), grid.right_top());
    let foot = Rect::from_min_max(grid.left_bottom(), full.right_bottom());
    let mut sorted = None;
    for (c, column) in memory.heads.iter().enumerate() {
        let left = grid.left() + c as f32 * CELL - offset.x;
        if left > grid.right() || left + CELL < grid.left() {
            continue;
        }
        let own = Rect::from_min_size(Pos2::new(left, head.top()), Vec2::new(CELL, HEAD));
        let painter = ui.painter().with_clip_rect(head.intersect(ui.clip_rect()));
        let right = own.right() - 8.0;
        let arrow = match cx.state.board.sort {
            Some((by, down)) if by == c => {
                if down {
                    " ▾"
                } else {
                    " ▴"
                }
            }
            _ => "",
        };
        // A Chinese character is as wide as two Latin letters.
        let most = if column.name.is_ascii() { 13 } else { 7 };
        let name = format!("{}{arrow}", clip(&column.name.replace('_', " "), most));
        let top = Pos2::new(right, own.top() + 13.0);
        painter.text(
            top,
            Align2::RIGHT_CENTER,
            name,
            font(size::BODY),
            *palette.ink,
        );
        let below = format!("{} · {}", column.unit, column.stated);
        let below = below.trim_start_matches(" · ").to_owned();
        let place = Pos2::new(right, own.top() + 33.0);
        painter.text(
            place,
            Align2::RIGHT_CENTER,
            below,
            font(size::SMALL),
            *palette.muted,
        );
        let seen = own.intersect(head);
        let response = ui.interact(seen, ui.scope_id().with(("board-head", c)), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &column.name));
        if response.on_hover_text(&column.name).clicked() {
            sorted = Some(c);
        }
        let painter = ui.painter().with_clip_rect(foot.intersect(ui.clip_rect()));
        for (k, words) in column.foot.iter().enumerate() {
            let place = Pos2::new(right, foot.top() + 18.0 + k as f32 * 22.0);
            painter.text(
                place,
                Align2::RIGHT_CENTER,
                words,
                font(size::SMALL),
                *palette.muted,
            );
        }
    }
    let line = Stroke::new(1.0, *palette.line);
    ui.painter().hline(full.x_range(), head.bottom(), line);
    ui.painter().hline(full.x_range(), foot.top(), line);
    let place = Pos2::new(full.left() + 14.0, foot.top() + 18.0);
    for (k, id) in ["board-foot-middle", "board-foot-range"]
        .into_iter()
        .enumerate()
    {
        let place = place + Vec2::new(0.0, k as f32 * 22.0);
        let words = cx.text.get(id);
        ui.painter().text(
            place,
            Align2::LEFT_CENTER,
            words,
            font(size::SMALL),
            *palette.muted,
        );
    }
    if let Some(column) = sorted {
        cx.send(Command::Board(BoardCommand::Sort(column)));
    }
}

/// The reports' names, which stay where the cells scroll.
fn side(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory, names: Rect, grid: Rect, offset: Vec2) {
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
    for (r, line) in memory.lines.iter().enumerate().skip(first).take(count) {
        let top = grid.top() + r as f32 * ROW - offset.y;
        let rect = Rect::from_min_size(Pos2::new(names.left(), top), Vec2::new(NAMES, ROW));
        let seen = rect.intersect(clip_to);
        if !seen.is_positive() {
            continue;
        }
        let response = ui.interact(seen, ui.scope_id().with(("board-name", r)), Sense::click());
        if response.hovered() {
            painter.rect_filled(rect, 0.0, *cx.palette.line_soft);
        }
        painter.hline(
            rect.x_range(),
            rect.bottom(),
            Stroke::new(1.0, *cx.palette.line_soft),
        );
        let place = Pos2::new(rect.left() + 14.0, rect.center().y);
        let words = clip(&line.name, 10);
        painter.text(
            place,
            Align2::LEFT_CENTER,
            words,
            font(size::BODY),
            *cx.palette.ink,
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &line.name));
        if response.on_hover_text(&line.name).clicked() {
            read = Some(line.report);
        }
    }
    ui.painter().vline(
        names.right(),
        names.y_range(),
        Stroke::new(1.0, *cx.palette.line),
    );
    if let Some(report) = read {
        cx.send(Command::Read { report, at: None });
    }
}
