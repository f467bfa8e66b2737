//! The ledger view: what became of last year's goals and tasks, with the result beside each target; both sentences of
//! the selected one below.

mod tools;

use std::sync::Arc;

use egui::{Align, Color32, Key, Label, Layout, Modifiers, RichText, Sense, Stroke, Ui, Vec2};
use egui_extras::{Column as Width, TableBuilder};

use crate::app::command::Command;
use crate::app::library::{OpenFile, ReportId};
use crate::app::views::compare::CompareCommand;
use crate::app::views::compare::Row;
use crate::app::views::ledger::LedgerCommand;
use crate::engine::display::{self, Segment};
use crate::engine::export::comparison::Party;
use crate::engine::export::ledger as words;
use crate::engine::labels::Language;
use crate::gui::cx::Cx;
use crate::gui::theme::Palette;
use crate::gui::widgets::chip::{chip, small, tools as bar};
use crate::model::analysed::Analysed;
use crate::model::goal::{Bound, Item, Kind};
use crate::model::ledger::{Entry, Outcome};

use crate::gui::panels::goals::sentence;

/// How high a row is.
const ROW: f32 = 32.0;
/// The width of the picture of a target and its result.
const PICTURE: f32 = 92.0;
/// A target of 左右 is drawn as a band of this part of it to both sides.
const BAND: f64 = 0.05;

/// An entry as the table shows it.
struct Line {
    at: usize,
    entry: Entry,
    name: String,
    old: Vec<Segment>,
    new: Vec<Segment>,
    result: String,
    picture: Option<Picture>,
}

/// A target and its result on one scale.
struct Picture {
    target: f64,
    result: f64,
    band: bool,
}

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    kept: Option<(Arc<Vec<Entry>>, Language)>,
    lines: Vec<Line>,
    scroll_to: Option<usize>,
}

/// One of the two reports.
type Half<'a> = (ReportId, &'a OpenFile, &'a Analysed);

fn halves<'a>(cx: &Cx<'a>) -> Option<[Half<'a>; 2]> {
    let state = cx.state;
    let half = |id: Option<ReportId>| {
        let id = id?;
        let (open, report) = state.library.report(id)?;
        Some((id, open, report))
    };
    Some([half(state.compare.old)?, half(state.compare.new)?])
}

impl Memory {
    fn refresh(&mut self, cx: &Cx<'_>, halves: &[Half<'_>; 2]) {
        let ledger = &cx.state.compare.ledger;
        if self
            .kept
            .as_ref()
            .is_some_and(|kept| Arc::ptr_eq(&kept.0, ledger) && kept.1 == cx.text.language)
        {
            return;
        }
        self.kept = Some((Arc::clone(ledger), cx.text.language));
        let item = |half: &Half<'_>, at: Option<usize>| half.2.found.items.get(at?).cloned();
        let [old, new] = halves;
        self.lines = ledger
            .iter()
            .enumerate()
            .map(|(at, entry)| {
                let (a, b) = (item(old, entry.old), item(new, entry.new));
                let result = item(new, entry.result);
                Line {
                    at,
                    entry: *entry,
                    name: words::name(
                        a.as_ref().map(|item| (item, old.2.report.meta.plan_year)),
                        b.as_ref().map(|item| (item, new.2.report.meta.plan_year)),
                        entry.renamed,
                        cx.text.language,
                    ),
                    old: parts(old, a.as_ref()),
                    new: parts(new, b.as_ref()),
                    picture: a
                        .as_ref()
                        .zip(result.as_ref())
                        .and_then(|(a, b)| picture(a, b)),
                    result: result
                        .map_or_else(String::new, |item| display::value_text(&new.1.file, &item)),
                }
            })
            .collect();
    }
}

/// The value of a side with the words that bind it.
fn parts(half: &Half<'_>, item: Option<&Item>) -> Vec<Segment> {
    let party = Party {
        file: &half.1.file,
        name: "",
        place: half.0.index,
    };
    item.map_or_else(Vec::new, |item| words::value(party, item))
}

fn picture(target: &Item, result: &Item) -> Option<Picture> {
    let (wanted, stated) = (target.value.as_ref()?, result.value.as_ref()?);
    let ((unit, scale), (other, by)) = (wanted.base(), stated.base());
    (unit == other).then_some(Picture {
        target: wanted.low * scale,
        result: stated.low * by,
        band: wanted.bound == Bound::Approx,
    })
}

/// Why there is nothing to judge: no report chosen, or none of the year before.
fn missing(cx: &Cx<'_>) -> String {
    match (cx.state.compare.old, cx.state.compare.new) {
        (None, Some(new)) => {
            let name = cx.state.library.name(new);
            cx.text
                .with("ledger-no-year-before", &[("name", name.into())])
        }
        _ => cx.text.get("ledger-none").to_owned(),
    }
}

/// Whether two places are compared, which are not judged by each other.
fn apart([old, new]: &[Half<'_>; 2]) -> bool {
    let region = |half: &Half<'_>| half.2.report.meta.region.clone();
    region(old).zip(region(new)).is_some_and(|(a, b)| a != b)
}

/// Draws the view.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, find: &str) {
    let halves = halves(cx);
    if let Some(halves) = &halves {
        memory.refresh(cx, halves);
    }
    let shown: Vec<usize> = memory
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| {
            cx.state.ledger.filter.shows(&line.entry)
                && cx
                    .state
                    .ledger
                    .kind
                    .is_none_or(|kind| kind == line.entry.kind)
                && (find.is_empty() || line.name.contains(find.trim()))
        })
        .map(|(at, _)| at)
        .collect();
    bar(ui, cx.palette, "ledger-tools", |ui| {
        tools::tools(ui, cx, memory);
    });
    let Some(halves) = halves else {
        ui.vertical_centered(|ui| {
            ui.add_space(60.0);
            ui.label(RichText::new(missing(cx)).color(*cx.palette.muted));
        });
        return;
    };
    egui::Panel::bottom("ledger-source")
        .resizable(true)
        .default_size(128.0)
        .size_range(70.0..=300.0)
        .frame(
            egui::Frame::new()
                .fill(*cx.palette.paper)
                .inner_margin(egui::Margin::symmetric(16, 8)),
        )
        .show(ui, |ui| source(ui, cx, memory, &halves));
    egui::CentralPanel::default()
        .frame(egui::Frame::new().fill(*cx.palette.ground))
        .show(ui, |ui| {
            keys(ui, cx, memory, &shown, &halves);
            if cx.state.compare.found.is_none() {
                ui.vertical_centered(|ui| {
                    ui.add_space(60.0);
                    ui.label(RichText::new(cx.text.get("comparing")).color(*cx.palette.muted));
                });
            } else if shown.is_empty() {
                ui.vertical_centered(|ui| {
                    ui.add_space(60.0);
                    let id = if apart(&halves) {
                        "ledger-apart"
                    } else {
                        "ledger-empty"
                    };
                    ui.label(RichText::new(cx.text.get(id)).color(*cx.palette.muted));
                });
            } else {
                table(ui, cx, memory, &shown);
            }
        });
}

/// Up and down walk the rows; Enter shows the selected one side by side.
fn keys(ui: &Ui, cx: &mut Cx<'_>, memory: &mut Memory, shown: &[usize], halves: &[Half<'_>; 2]) {
    let search = egui::Id::unique(crate::gui::keys::SEARCH);
    let typing = ui.ctx().memory(egui::Memory::focused) == Some(search);
    if typing || cx.modal || shown.is_empty() {
        return;
    }
    let (step, enter, copy) = ui.input_mut(|input| {
        let mut count = |key| {
            input
                .count_and_consume_key(Modifiers::NONE, key)
                .cast_signed()
        };
        let step = count(Key::ArrowDown) - count(Key::ArrowUp)
            + (count(Key::PageDown) - count(Key::PageUp)) * 12;
        let copy = input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Copy));
        (step, input.key_pressed(Key::Enter), copy)
    });
    let at = |row: &usize| memory.lines.get(*row).map(|line| line.at);
    let now = shown
        .iter()
        .position(|row| at(row) == cx.state.ledger.selected && at(row).is_some());
    if step != 0 {
        let next = now.map_or(0, |now| {
            now.saturating_add_signed(step).min(shown.len() - 1)
        });
        cx.send(Command::Ledger(LedgerCommand::Select(
            shown.get(next).and_then(at),
        )));
        memory.scroll_to = Some(next);
    }
    let selected = now.and_then(|now| memory.lines.get(*shown.get(now)?));
    if let (true, Some(line)) = (enter, selected) {
        go(cx, line, halves);
    }
    if let (true, Some(line)) = (copy, selected) {
        ui.ctx().copy_text(copied(cx, line, halves));
    }
}

/// The entry in words, with both sentences and their sources.
fn copied(cx: &Cx<'_>, line: &Line, halves: &[Half<'_>; 2]) -> String {
    let text = |segments: &[Segment]| segments.iter().map(|s| s.text.as_str()).collect::<String>();
    let words: Vec<&str> = words::changes(&line.entry)
        .into_iter()
        .map(|key| cx.text.label(key))
        .collect();
    let mut out = format!(
        "{}\t{}\t{}\t{}",
        line.name,
        text(&line.old),
        text(&line.new),
        words.join("、")
    );
    for (half, place) in halves.iter().zip([line.entry.old, line.entry.new]) {
        if let Some(item) = place.and_then(|place| half.2.found.items.get(place)) {
            let file = &half.1.file;
            let sentence = file
                .offsets
                .slice(&file.source.text, item.sentence)
                .trim()
                .to_owned();
            let name = cx.state.library.name(half.0);
            out = format!(
                "{out}
{sentence}（{name}）"
            );
        }
    }
    out
}

/// Shows the entry's sentence in the comparison.
fn go(cx: &mut Cx<'_>, line: &Line, halves: &[Half<'_>; 2]) {
    let Some(found) = cx.state.compare.found.clone() else {
        return;
    };
    let start =
        |half: &Half<'_>, place: Option<usize>| Some(half.2.found.items.get(place?)?.span.start);
    let [old, new] = halves;
    let within = |spans: &[crate::text::span::CharSpan], at: usize| {
        spans
            .partition_point(|span| span.start <= at)
            .checked_sub(1)
    };
    let row = match (start(new, line.entry.new), start(old, line.entry.old)) {
        (Some(at), _) => within(&found.new, at).map(Row::New),
        (None, Some(at)) => within(&found.old, at).map(|old| {
            let pair = found.pairs.iter().find(|pair| pair.old.contains(&old));
            pair.map_or(Row::Dropped(old), |pair| Row::New(pair.new))
        }),
        (None, None) => None,
    };
    if let Some(row) = row {
        cx.send(Command::Compare(CompareCommand::Go(row)));
    }
}

fn table(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, shown: &[usize]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.visuals_mut().widgets.hovered.bg_fill = *cx.palette.line_soft;
    ui.visuals_mut().widgets.noninteractive.bg_stroke = Stroke::new(1.0, *cx.palette.line_soft);
    let names = [cx.state.compare.old, cx.state.compare.new]
        .map(|id| id.map_or_else(String::new, |id| cx.state.library.name(id)));
    let [old, new] = &names;
    let heads = [
        cx.text.label("column.indicator"),
        old,
        new,
        cx.text.label("column.change"),
        cx.text.label("column.result"),
        cx.text.label("column.outcome"),
    ];
    let narrow = ui.available_width() < 860.0;
    let widths: [f32; 6] = if narrow {
        [136.0, 104.0, 104.0, 108.0, 66.0, 0.0]
    } else {
        [230.0, 164.0, 164.0, 168.0, 100.0, 0.0]
    };
    let mut builder = TableBuilder::new(ui)
        .id_salt(("ledger", narrow))
        .resizable(true)
        .sense(Sense::click())
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center));
    for width in widths {
        builder = builder.column(if width == 0.0 {
            Width::remainder().at_least(84.0).clip(true)
        } else {
            Width::initial(width).at_least(60.0).clip(true)
        });
    }
    if let Some(row) = memory.scroll_to.take() {
        builder = builder.scroll_to_row(row, None);
    }
    let mut chosen = None;
    builder
        .header(32.0, |mut header| {
            for (c, words) in heads.iter().enumerate() {
                header.col(|ui| {
                    rule(ui, *cx.palette.line);
                    let layout = if c == 4 {
                        Layout::right_to_left(Align::Center)
                    } else {
                        Layout::left_to_right(Align::Center)
                    };
                    ui.with_layout(layout, |ui| {
                        ui.add_space(10.0);
                        ui.add(Label::new(small(cx.palette, *words)).truncate());
                    });
                });
            }
        })
        .body(|body| {
            body.rows(ROW, shown.len(), |mut row| {
                let Some(line) = shown.get(row.index()).and_then(|at| memory.lines.get(*at)) else {
                    return;
                };
                let on = cx.state.ledger.selected == Some(line.at);
                row.set_selected(on);
                for column in 0..heads.len() {
                    row.col(|ui| cell(ui, cx, line, column));
                }
                let response = row.response();
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, on, &line.name)
                });
                if response.clicked() {
                    chosen = Some(line.at);
                }
            });
        });
    if let Some(at) = chosen {
        cx.send(Command::Ledger(LedgerCommand::Select(Some(at))));
    }
}

fn rule(ui: &Ui, colour: Color32) {
    let rect = ui.max_rect();
    ui.painter().hline(
        rect.x_range().expand(10.0),
        rect.bottom(),
        Stroke::new(1.0, colour),
    );
}

fn cell(ui: &mut Ui, cx: &Cx<'_>, line: &Line, column: usize) {
    let palette = cx.palette;
    rule(ui, *palette.line_soft);
    let value = |ui: &mut Ui, segments: &[Segment]| {
        ui.add_space(10.0);
        if segments.is_empty() {
            ui.label(RichText::new("—").color(*palette.faint));
        } else {
            ui.add(Label::new(sentence(palette, segments)).truncate());
        }
    };
    match column {
        0 => {
            ui.add_space(10.0);
            if line.entry.kind == Kind::Task {
                chip(
                    ui,
                    cx.text.label("kind.task"),
                    *palette.muted,
                    *palette.line_soft,
                );
            }
            ui.add(Label::new(RichText::new(&line.name).color(*palette.ink)).truncate());
        }
        1 => value(ui, &line.old),
        2 => value(ui, &line.new),
        3 => {
            ui.add_space(10.0);
            ui.spacing_mut().item_spacing.x = 4.0;
            for key in words::changes(&line.entry) {
                let (colour, ground) = change(palette, key);
                chip(ui, cx.text.label(key), colour, ground);
            }
        }
        4 => {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(10.0);
                let empty = line.result.is_empty();
                let words = if empty { "—" } else { &line.result };
                let colour = if empty { *palette.faint } else { *palette.ink };
                ui.add(Label::new(RichText::new(words).color(colour)).truncate());
            });
        }
        _ => {
            ui.add_space(10.0);
            if let Some(outcome) = line.entry.outcome {
                let colour = outcome_colour(palette, outcome);
                // In a narrow window the words come first.
                let room = (ui.available_width() - 74.0).min(PICTURE);
                if let Some(picture) = line.picture.as_ref().filter(|_| room > 30.0) {
                    draw(ui, palette, picture, colour, room);
                }
                let words = cx.text.label(words::outcome_key(outcome));
                ui.add(Label::new(RichText::new(words).color(colour)).truncate());
            }
        }
    }
}

fn change(palette: &Palette, key: &str) -> (Color32, Color32) {
    match key {
        "ledger.entered" => (*palette.new, *palette.new_ground),
        "ledger.left" => (*palette.gone, *palette.gone_ground),
        "ledger.harder" | "ledger.softer" => (*palette.bound, *palette.bound_ground),
        "ledger.same" => (*palette.muted, *palette.line_soft),
        "ledger.renamed" => (*palette.wording, *palette.wording_ground),
        _ => (*palette.value, *palette.value_ground),
    }
}

fn outcome_colour(palette: &Palette, outcome: Outcome) -> Color32 {
    match outcome {
        Outcome::Met => *palette.new,
        Outcome::Within => *palette.warn,
        Outcome::Missed => *palette.error,
        Outcome::Unlike => *palette.muted,
    }
}

/// The target as a line, as a band where it says 左右, and the result as a dot on the same scale.
fn draw(ui: &mut Ui, palette: &Palette, picture: &Picture, colour: Color32, width: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, ROW - 8.0), Sense::hover());
    let (target, result) = (picture.target, picture.result);
    let band = if picture.band {
        BAND * target.abs()
    } else {
        0.0
    };
    let reach = (result - target)
        .abs()
        .max(band)
        .max(target.abs() * 0.1)
        .max(1e-9)
        * 1.25;
    let x = |value: f64| {
        rect.center().x + ((value - target) / reach * f64::from(rect.width()) / 2.0) as f32
    };
    let middle = rect.center().y;
    let painter = ui.painter();
    painter.hline(rect.x_range(), middle, Stroke::new(1.0, *palette.line));
    if picture.band {
        let band = egui::Rect::from_x_y_ranges(
            x(target - band)..=x(target + band),
            middle - 7.0..=middle + 7.0,
        );
        painter.rect_filled(band, 2.0, *palette.bound_ground);
    }
    painter.vline(
        x(target),
        middle - 7.0..=middle + 7.0,
        Stroke::new(1.5, *palette.muted),
    );
    painter.circle_filled(egui::pos2(x(result), middle), 4.0, colour);
}

/// Both sentences of the selected entry.
fn source(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory, halves: &[Half<'_>; 2]) {
    let [old, new] = halves;
    let line = cx
        .state
        .ledger
        .selected
        .and_then(|at| memory.lines.iter().find(|line| line.at == at));
    let Some(line) = line else {
        ui.label(small(cx.palette, cx.text.get("ledger-hint")));
        if old.2.report.meta.region != new.2.report.meta.region {
            ui.label(small(cx.palette, cx.text.get("ledger-two-regions")));
        }
        return;
    };
    let mut act = None;
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let places = [line.entry.old, line.entry.new, line.entry.result];
            let halves = [old, new, new];
            for (place, half) in places.into_iter().zip(halves) {
                let Some(item) = place.and_then(|place| half.2.found.items.get(place)) else {
                    continue;
                };
                ui.horizontal_wrapped(|ui| {
                    let mut name = cx.state.library.name(half.0);
                    if item.kind == Kind::Actual {
                        name = format!("{name} · {}", cx.text.label("column.result"));
                    }
                    let link = ui.link(small(cx.palette, name));
                    if link.clicked() {
                        act = Some(Command::Read {
                            report: half.0,
                            at: Some(item.span.start),
                        });
                    }
                    let words = display::segments(&half.1.file, item, item.sentence);
                    ui.add(Label::new(sentence(cx.palette, &words)).wrap());
                });
            }
        });
    let corner = ui.max_rect();
    let mut right = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(corner)
            .layout(Layout::right_to_left(Align::Max)),
    );
    if right.button(cx.text.get("ledger-compare")).clicked() {
        go(cx, line, halves);
    }
    if let Some(act) = act {
        cx.send(act);
    }
}
