//! Topics, or the years of one, against regions, reports, levels, years or sections; each figure shaded in its column.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use egui::{Align, Align2, Key, Layout, Modifiers, Rect, Sense, Stroke, Ui, Vec2};
use egui_extras::{Column as Width, TableBuilder};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::app::words::{Texts, WordsCommand, WordsView};
use crate::engine::export::words::row_name;
use crate::engine::labels::Language;
use crate::engine::words::Indexed;
use crate::engine::words::matrix::{self, Ask, By, Cell, First, Matrix, Measure};
use crate::gui::cx::Cx;
use crate::gui::request::Open;
use crate::gui::theme::{font, size};
use crate::gui::widgets::chip::small;
use crate::text::clip::{clip, plain_number, thousands};

use super::{called, empty};

/// How high a row is, how wide a cell.
const ROW: f32 = 28.0;
const CELL: f32 = 88.0;
const NAMES: f32 = 150.0;

/// What a table was made for.
type Made = (u64, (u64, u64), Ask, Vec<usize>, Language);

/// What the table keeps to itself.
#[derive(Default)]
pub struct Memory {
    made: Option<Made>,
    pub(super) found: Matrix,
    pub(super) texts: Texts,
    names: Vec<String>,
    /// The most of each column, by which cells are shaded.
    most: Vec<f64>,
    /// Sorted by a column; `true` downwards.
    sort: Option<(usize, bool)>,
    rows: Vec<usize>,
    when: Option<Instant>,
}

/// How long a table stands while there is more to count.
const REST: Duration = Duration::from_millis(400);

/// The topics of the columns: all that are shown, or the chosen one over the years.
pub(super) fn columns(cx: &Cx<'_>, years: bool) -> Vec<usize> {
    let view = &cx.state.words;
    if years {
        vec![view.chosen]
    } else {
        view.columns()
    }
}

impl Memory {
    /// Makes the table where what it is of has changed.
    pub(super) fn refresh(&mut self, cx: &Cx<'_>, ask: Ask) {
        let view = &cx.state.words;
        let topics = columns(cx, ask.years);
        let made = (
            view.stamp,
            cx.state.library.version(),
            ask,
            topics.clone(),
            cx.text.language,
        );
        if self.made.as_ref() == Some(&made) {
            return;
        }
        // While thousands of reports are counted the table is not made for each.
        let fresh = self.when.is_some_and(|when| when.elapsed() < REST);
        if view.counting() && fresh && self.made.is_some() {
            return;
        }
        self.when = Some(Instant::now());
        self.made = Some(made);
        self.texts = view.ready(&cx.state.library.shown());
        let reports: Vec<&Indexed> = self.texts.iter().map(|(_, text)| text.as_ref()).collect();
        let tally = |report: usize, topic: usize| {
            let (id, _) = self.texts.get(report)?;
            view.topics.get(topic)?.tallies.get(id).copied()
        };
        self.found = matrix::matrix(&reports, &topics, &tally, ask);
        let name = |at: usize| {
            let text = self.texts.get(at);
            text.map_or_else(String::new, |(id, text)| called(cx, *id, text))
        };
        let rows = self.found.rows.iter();
        self.names = rows
            .map(|row| row_name(&row.name, cx.text.language, name))
            .collect();
        let count = if ask.years {
            self.found.years.len()
        } else {
            topics.len()
        };
        let figure = |row: &matrix::Row, c: usize| row.cells.get(c)?.figure(ask.measure);
        self.most = (0..count)
            .map(|c| {
                let figures = self.found.rows.iter().filter_map(|row| figure(row, c));
                figures.fold(0.0, f64::max)
            })
            .collect();
        if ask.years {
            // The years of one topic have one scale.
            let most = self.most.iter().copied().fold(0.0, f64::max);
            self.most.fill(most);
        }
        self.order(ask.measure);
    }

    fn order(&mut self, measure: Measure) {
        self.rows = (0..self.found.rows.len()).collect();
        if let Some((c, down)) = self.sort {
            let figure = |at: &usize| {
                let cell = self.found.rows.get(*at).and_then(|row| row.cells.get(c));
                cell.and_then(|cell| cell.figure(measure)).unwrap_or(-1.0)
            };
            self.rows.sort_by(|a, b| {
                let order = figure(a).total_cmp(&figure(b));
                if down { order.reverse() } else { order }
            });
        }
    }

    fn ids(&self, cell: &Cell) -> Vec<ReportId> {
        let each = cell
            .reports
            .iter()
            .filter_map(|at| Some(self.texts.get(*at)?.0));
        each.collect()
    }
}

/// How many years the reports are of.
fn years(view: &WordsView, shown: &[ReportId]) -> usize {
    let years = shown
        .iter()
        .filter_map(|id| view.texts.get(id)?.meta()?.plan_year);
    years.collect::<BTreeSet<_>>().len()
}

/// The line above the table: what the figures are.
pub(super) fn said(cx: &Cx<'_>) -> String {
    let view = &cx.state.words;
    let measure = cx.text.named("measure_of", view.matrix.measure.word());
    let shown = cx.state.library.shown();
    let mut out = cx.text.with(
        "words-said",
        &[("count", shown.len().into()), ("measure", measure.into())],
    );
    if years(view, &shown) > 1 {
        out = format!("{out} · {}", cx.text.get("words-firsts"));
    }
    if view.matrix.years
        && let Some(own) = view.topics.get(view.chosen)
    {
        out = format!("{} · {out}", own.topic.name);
    }
    if view.counting() {
        out = format!("{out} · {}", cx.text.get("words-counting"));
    }
    out
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let ask = cx.state.words.matrix;
    memory.refresh(cx, ask);
    if memory.found.rows.is_empty() || memory.most.is_empty() {
        let id = if cx.state.words.counting() {
            "words-counting"
        } else {
            "words-no-topics"
        };
        empty(ui, cx, id);
        return;
    }
    let heads: Vec<String> = if ask.years {
        memory.found.years.iter().map(ToString::to_string).collect()
    } else {
        let topics = columns(cx, false);
        let names = topics
            .iter()
            .filter_map(|at| cx.state.words.topics.get(*at));
        names.map(|own| own.topic.name.clone()).collect()
    };
    keys(ui, cx, memory);
    egui::ScrollArea::horizontal()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            table(ui, cx, memory, &heads, ask);
        });
}

fn table(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, heads: &[String], ask: Ask) {
    ui.spacing_mut().item_spacing = Vec2::splat(2.0);
    let mut sort = None;
    let mut chosen = None;
    let mut builder = TableBuilder::new(ui)
        .id_salt(("matrix", heads.len()))
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Width::exact(NAMES).clip(true));
    for _ in heads {
        builder = builder.column(Width::exact(CELL).clip(true));
    }
    let topics = columns(cx, ask.years);
    builder
        .header(30.0, |mut header| {
            header.col(|ui| {
                ui.add_space(14.0);
                let by = cx.text.named("by", ask.by.word());
                ui.label(small(cx.palette, by));
            });
            for (c, head) in heads.iter().enumerate() {
                header.col(|ui| {
                    if head_ui(ui, cx, head, c, memory.sort, topics.get(c).copied()) {
                        sort = Some(c);
                    }
                });
            }
        })
        .body(|body| {
            body.rows(ROW, memory.rows.len(), |mut row| {
                let Some(at) = memory.rows.get(row.index()).copied() else {
                    return;
                };
                let Some(own) = memory.found.rows.get(at) else {
                    return;
                };
                row.col(|ui| {
                    ui.add_space(14.0);
                    let name = memory.names.get(at).map_or("", String::as_str);
                    let label = egui::Label::new(name).truncate().sense(Sense::click());
                    ui.add(label).on_hover_text(name);
                });
                for (c, cell) in own.cells.iter().enumerate() {
                    row.col(|ui| {
                        let topic = topics.get(if ask.years { 0 } else { c }).copied();
                        if cell_ui(ui, cx, memory, (at, c), cell, ask.measure, topic) {
                            chosen = Some((at, c));
                        }
                    });
                }
            });
        });
    if let Some(c) = sort {
        memory.sort = match memory.sort {
            Some((by, true)) if by == c => Some((c, false)),
            Some((by, false)) if by == c => None,
            _ => Some((c, true)),
        };
        memory.order(ask.measure);
        if let (Some(topic), false) = (topics.get(c).copied(), ask.years) {
            cx.send(Command::Words(WordsCommand::Choose { topic, scope: None }));
        }
    }
    if let Some((row, c)) = chosen {
        choose(cx, memory, row, c);
    }
}

/// Shows the places of a cell.
fn choose(cx: &mut Cx<'_>, memory: &Memory, row: usize, c: usize) {
    let years = cx.state.words.matrix.years;
    let topics = columns(cx, years);
    let topic = topics.get(if years { 0 } else { c }).copied();
    let own = memory.found.rows.get(row);
    if let (Some(topic), Some(own)) = (topic, own)
        && let Some(cell) = own.cells.get(c)
    {
        let scope = Some((own.name.clone(), memory.ids(cell)));
        cx.send(Command::Words(WordsCommand::Choose { topic, scope }));
    }
}

/// The head of a column; whether it was clicked.
fn head_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    head: &str,
    c: usize,
    sort: Option<(usize, bool)>,
    topic: Option<usize>,
) -> bool {
    let rect = ui.max_rect();
    let response = ui.interact(rect, ui.scope_id().with("head"), Sense::click());
    let on = topic == Some(cx.state.words.chosen) && !cx.state.words.matrix.years;
    let sign = match sort {
        Some((by, true)) if by == c => " ▼",
        Some((by, false)) if by == c => " ▲",
        _ => "",
    };
    let words = format!("{}{sign}", clip(head, 7));
    let color = if on {
        *cx.palette.accent_strong
    } else {
        *cx.palette.muted
    };
    let at = egui::pos2(rect.right() - 10.0, rect.center().y);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, &words, font(size::SMALL), color);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, *cx.palette.line),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, head));
    if let (Some(topic), false) = (topic, cx.state.words.matrix.years) {
        response.context_menu(|ui| {
            if ui.button(cx.text.get("words-edit-topic")).clicked() {
                *cx.dialog = Some(Open::Topic(topic));
                ui.close();
            }
            if ui.button(cx.text.get("words-hide-topic")).clicked() {
                cx.send(Command::Words(WordsCommand::Hide(topic)));
                ui.close();
            }
        });
    }
    let clicked = response.clicked();
    response.on_hover_text(head);
    clicked
}

/// A cell; whether it was clicked.
fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    memory: &Memory,
    (row, c): (usize, usize),
    cell: &Cell,
    measure: Measure,
    topic: Option<usize>,
) -> bool {
    let rect = ui
        .max_rect()
        .expand2(Vec2::new(ui.spacing().item_spacing.x / 2.0, 0.0));
    let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::click());
    let view = &cx.state.words;
    let scoped = view.scope.as_ref().zip(memory.found.rows.get(row));
    let same = scoped.is_some_and(|((name, ids), own)| {
        *name == own.name && (!view.matrix.years || *ids == memory.ids(cell))
    });
    let on = same && topic == Some(view.chosen);
    let figure = cell.figure(measure);
    let most = memory.most.get(c).copied().unwrap_or(0.0);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if let Some(part) = figure
        .filter(|_| most > 0.0)
        .map(|figure| (figure / most) as f32)
        && part > 0.0
    {
        painter.rect_filled(
            rect,
            0.0,
            cx.palette.value.gamma_multiply(0.03 + 0.27 * part),
        );
    }
    if on {
        let line = Stroke::new(2.0, *cx.palette.accent);
        painter.rect_stroke(rect.shrink(1.0), 3.0, line, egui::StrokeKind::Inside);
    } else if response.hovered() {
        let line = Stroke::new(1.0, *cx.palette.line);
        painter.rect_stroke(rect.shrink(1.0), 3.0, line, egui::StrokeKind::Inside);
    }
    let words = match figure {
        None => "—".to_owned(),
        Some(figure) => told(figure, measure),
    };
    let color = if figure.is_none_or(|figure| figure == 0.0) {
        *cx.palette.faint
    } else {
        *cx.palette.ink
    };
    let at = egui::pos2(rect.right() - 12.0, rect.center().y);
    painter.text(at, Align2::RIGHT_CENTER, &words, font(size::BODY), color);
    first(&painter, cx, rect, cell.first);
    let name = memory.names.get(row).map_or("", String::as_str);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Cell, true, on, format!("{name} {words}"))
    });
    let clicked = response.clicked();
    if cell.of > 0 {
        response.on_hover_ui(|ui| {
            ui.label(hover(cx, cell));
        });
    }
    clicked
}

/// A dot where a topic is named first.
fn first(painter: &egui::Painter, cx: &Cx<'_>, rect: Rect, first: Option<First>) {
    let at = egui::pos2(rect.left() + 10.0, rect.center().y);
    match first {
        Some(First::All) => {
            painter.circle_filled(at, 3.5, *cx.palette.new);
        }
        Some(First::Region) => {
            painter.circle_stroke(at, 3.0, Stroke::new(1.5, *cx.palette.new));
        }
        None => {}
    }
}

/// A figure in as many digits as say something.
fn told(figure: f64, measure: Measure) -> String {
    match measure {
        Measure::Hits | Measure::Reports => thousands(figure as usize),
        Measure::Chars | Measure::Words => format!("{figure:.2}"),
        Measure::Sentences => format!("{}%", plain_number((figure * 10.0).round() / 10.0)),
    }
}

/// Everything a cell stands on.
fn hover(cx: &Cx<'_>, cell: &Cell) -> String {
    let mut out = cx.text.with(
        "words-cell",
        &[
            ("hits", cell.tally.hits.into()),
            ("out", cell.tally.left_out.into()),
            ("chars", thousands(cell.extent.chars).into()),
            ("words", thousands(cell.extent.words).into()),
            ("with", cell.tally.sentences.into()),
            ("sentences", thousands(cell.extent.sentences).into()),
            ("in", cell.with.into()),
            ("of", cell.of.into()),
        ],
    );
    let id = cell.first.map(|first| match first {
        First::All => "words-first",
        First::Region => "words-first-here",
    });
    if let Some(id) = id {
        out = format!("{out}\n{}", cx.text.get(id));
    }
    out
}

/// Arrows walk through the cells.
fn keys(ui: &Ui, cx: &mut Cx<'_>, memory: &Memory) {
    if cx.modal || ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, across) = (
        i32::from(pressed(Key::ArrowDown)) - i32::from(pressed(Key::ArrowUp)),
        i32::from(pressed(Key::ArrowRight)) - i32::from(pressed(Key::ArrowLeft)),
    );
    if down == 0 && across == 0 {
        return;
    }
    let view = &cx.state.words;
    let years = view.matrix.years;
    let row = view.scope.as_ref().and_then(|(name, _)| {
        let row = memory.found.rows.iter().position(|row| row.name == *name)?;
        memory.rows.iter().position(|at| *at == row)
    });
    let c = if years {
        let ids = view.scope.as_ref().map(|(_, ids)| ids.clone());
        row.and_then(|row| memory.found.rows.get(*memory.rows.get(row)?))
            .and_then(|row| {
                row.cells
                    .iter()
                    .position(|cell| Some(memory.ids(cell)) == ids)
            })
    } else {
        columns(cx, false)
            .iter()
            .position(|topic| *topic == view.chosen)
    };
    let moved = |at: Option<usize>, by: i32, count: usize| match at {
        Some(at) => at
            .saturating_add_signed(by as isize)
            .min(count.saturating_sub(1)),
        None => 0,
    };
    let row = moved(row, down, memory.rows.len());
    let c = moved(c, across, memory.most.len());
    if let Some(row) = memory.rows.get(row).copied() {
        choose(cx, memory, row, c);
    }
}

/// The matrix by year, for the line chart.
pub(super) fn by_year(cx: &Cx<'_>, memory: &mut Memory) {
    let ask = Ask {
        by: By::Year,
        years: false,
        ..cx.state.words.matrix
    };
    memory.refresh(cx, ask);
}
