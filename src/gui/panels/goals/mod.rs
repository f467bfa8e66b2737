//! The goals view: a table of goals, tasks or results, with filters; the selected one is shown in its source below.

pub mod account;
pub mod rows;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Key, Label, Layout, Modifiers, RichText, Sense, Stroke, Ui};
use egui_extras::{Column as Width, TableBuilder};

use crate::app::command::Command;
use crate::app::library::ItemId;
use crate::app::views::goals::GoalsCommand;
use crate::app::views::goals::{Column, GoalsOptions, Grouping};
use crate::engine::display::{Role, Segment};
use crate::engine::labels::{self, bound_sign};
use crate::gui::cx::Cx;
use crate::gui::theme::{Palette, font, size};
use crate::gui::widgets::chip::{chip, choices, pick, sheet, small, tools as bar};
use crate::gui::widgets::fit::{ends, fit};
use crate::model::goal::{Bound, Force, IndicatorId, Kind};

use super::readings;
use rows::{ItemRow, Row};

/// How high a row is.
const ROW: f32 = 32.0;

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    /// What the rows were made for.
    made: Option<Made>,
    rows: Vec<Row>,
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
        let mut doubtful = self.rows.iter().filter_map(|row| match row {
            Row::Item(item) if item.unsure => Some(item.id),
            _ => None,
        });
        doubtful
            .position(|id| Some(id) == selected)
            .map(|at| at + 1)
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

/// Sends the options of the table with one thing changed.
fn set(cx: &mut Cx<'_>, change: impl FnOnce(&mut GoalsOptions)) {
    let command = cx.state.goals.options.with(change);
    cx.send(Command::Goals(command));
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

/// What stands above the table; in narrow windows the forces and then the rest go into menus.
fn tools(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let goals = &cx.state.goals.options;
    let chosen = (goals.force, goals.indicator.clone(), goals.grouping);
    let content = (cx.text.language, memory.counts, chosen);
    fit(ui, "goals-tools", content, 4, |ui, form| {
        let kinds = [Kind::Goal, Kind::Task, Kind::Actual];
        let words: Vec<String> = ["kind.goal.many", "kind.task.many", "kind.actual.many"]
            .iter()
            .zip(memory.counts.0)
            .map(|(key, count)| {
                let words = cx.text.label(key);
                if form < 3 {
                    format!("{words} {count}")
                } else {
                    words.to_owned()
                }
            })
            .collect();
        let on = kinds
            .iter()
            .position(|kind| *kind == cx.state.goals.options.kind)
            .unwrap_or(0);
        if let Some(kind) = choices(ui, cx.palette, on, &words).and_then(|i| kinds.get(i)) {
            set(cx, |options| options.kind = *kind);
        }
        forces(ui, cx, form < 1);
        if memory.counts.1 > 0 || cx.state.goals.options.unsure {
            let at = memory.doubt_at(cx.state.goals.selected);
            let words = match at {
                Some(at) => cx.text.with(
                    "unsure-at",
                    &[("at", at.into()), ("count", memory.counts.1.into())],
                ),
                None => cx.text.count("unsure-only", memory.counts.1),
            };
            if ui
                .add(egui::Button::new(words).selected(cx.state.goals.options.unsure))
                .on_hover_text(cx.text.get("unsure-walk"))
                .clicked()
            {
                set(cx, |options| options.unsure = !options.unsure);
            }
        }
        ends(ui, |ui| {
            let menus = |ui: &mut Ui, cx: &mut Cx<'_>| {
                columns_menu(ui, cx);
                group_menu(ui, cx);
                indicator_menu(ui, cx, memory);
            };
            if form < 2 {
                menus(ui, cx);
            } else {
                ui.menu_button("⋯", |ui| menus(ui, cx))
                    .response
                    .widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, true, cx.text.get("more"))
                    });
            }
            0.0
        })
    });
}

/// Which force: a button for each, or a menu.
fn forces(ui: &mut Ui, cx: &mut Cx<'_>, wide: bool) {
    let now = cx.state.goals.options.force;
    let mut all = vec![(None, cx.text.get("all").to_owned())];
    for force in [Force::Hard, Force::Plain, Force::Soft] {
        let words = cx.text.label(labels::force_key(force));
        all.push((Some(force), words.to_owned()));
    }
    let chosen = if wide {
        let words: Vec<String> = all.iter().map(|(_, words)| words.clone()).collect();
        let on = all.iter().position(|(force, _)| *force == now).unwrap_or(0);
        choices(ui, cx.palette, on, &words).and_then(|i| all.get(i).map(|(force, _)| *force))
    } else {
        if let Some((_, words)) = all.first_mut() {
            cx.text.get("all-forces").clone_into(words);
        }
        pick(ui, &all, now, None)
    };
    if let Some(force) = chosen {
        set(cx, |options| options.force = force);
    }
}

fn columns_menu(ui: &mut Ui, cx: &mut Cx<'_>) {
    sheet(ui, &format!("{} ▾", cx.text.get("columns")), |ui| {
        for column in Column::ALL {
            let mut on = !cx.state.goals.options.hidden.contains(&column);
            if ui.checkbox(&mut on, cx.text.label(column.key())).clicked() {
                set(cx, |options| {
                    if !options.hidden.remove(&column) {
                        options.hidden.insert(column);
                    }
                });
            }
        }
    });
}

fn group_menu(ui: &mut Ui, cx: &mut Cx<'_>) {
    let now = cx.state.goals.options.grouping;
    let id = |grouping: Grouping| match grouping {
        Grouping::None => "group-none",
        Grouping::Report => "group-report",
        Grouping::Indicator => "group-indicator",
    };
    ui.menu_button(format!("{} ▾", cx.text.get(id(now))), |ui| {
        for grouping in [Grouping::None, Grouping::Report, Grouping::Indicator] {
            if ui
                .radio(now == grouping, cx.text.get(id(grouping)))
                .clicked()
            {
                set(cx, |options| options.grouping = grouping);
                ui.close();
            }
        }
    });
}

fn indicator_menu(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let now = cx.state.goals.options.indicator.as_deref();
    let name = now
        .and_then(|id| memory.indicators.iter().find(|(known, ..)| *known == id))
        .map_or(cx.text.get("all-indicators"), |(_, name, _)| name.as_str());
    ui.menu_button(format!("{} ▾", crate::text::clip::clip(name, 12)), |ui| {
        egui::ScrollArea::vertical()
            .max_height(420.0)
            .show(ui, |ui| {
                if ui
                    .radio(now.is_none(), cx.text.get("all-indicators"))
                    .clicked()
                {
                    set(cx, |options| options.indicator = None);
                    ui.close();
                }
                for (id, name, count) in &memory.indicators {
                    if ui
                        .radio(now == Some(id.as_str()), format!("{name}  {count}"))
                        .clicked()
                    {
                        set(cx, |options| options.indicator = Some(id.to_string()));
                        ui.close();
                    }
                }
            });
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
    let items: Vec<(usize, ItemId)> = memory
        .rows
        .iter()
        .enumerate()
        .filter_map(|(i, row)| match row {
            Row::Item(item) => Some((i, item.id)),
            Row::Head(..) => None,
        })
        .collect();
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
    if step != 0 && !items.is_empty() {
        let now = cx
            .state
            .goals
            .selected
            .and_then(|id| items.iter().position(|(_, other)| *other == id));
        let next = now.map_or(0, |now| {
            now.saturating_add_signed(step).min(items.len() - 1)
        });
        if let Some((row, id)) = items.get(next) {
            cx.send(Command::Goals(GoalsCommand::Select(Some(*id))));
            memory.scroll_to = Some(*row);
        }
    }
    let (forward, back) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::F8),
            input.consume_key(Modifiers::NONE, Key::F7),
        )
    });
    if forward || back {
        let doubtful: Vec<(usize, ItemId)> = items
            .iter()
            .filter(
                |(row, _)| matches!(memory.rows.get(*row), Some(Row::Item(item)) if item.unsure),
            )
            .copied()
            .collect();
        let now = cx.state.goals.selected.and_then(|id| {
            items
                .iter()
                .find(|(_, other)| *other == id)
                .map(|(row, _)| *row)
        });
        let next = match (now, forward) {
            (None, _) => doubtful.first(),
            (Some(now), true) => doubtful
                .iter()
                .find(|(row, _)| *row > now)
                .or(doubtful.first()),
            (Some(now), false) => doubtful
                .iter()
                .rfind(|(row, _)| *row < now)
                .or(doubtful.last()),
        };
        if let Some((row, id)) = next {
            cx.send(Command::Goals(GoalsCommand::Select(Some(*id))));
            memory.scroll_to = Some(*row);
        }
    }
    let copy = ui.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Copy))
    });
    if copy {
        let selected = memory.rows.iter().find_map(|row| match row {
            Row::Item(item) if Some(item.id) == cx.state.goals.selected => Some(line(cx, item)),
            _ => None,
        });
        if let Some(words) = selected {
            ui.ctx().copy_text(words);
        }
    }
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    if let (true, Some(item)) = (enter, cx.state.goals.selected) {
        read_item(cx, item);
    }
}

/// Shows an item in its report.
pub fn read_item(cx: &mut Cx<'_>, id: ItemId) {
    let at = cx
        .state
        .library
        .item(id)
        .map(|(_, _, item)| item.span.start);
    cx.send(Command::Read {
        report: id.report,
        at,
    });
}

/// A row as tab separated words, for the clipboard.
fn line(cx: &Cx<'_>, item: &ItemRow) -> String {
    let sentence: String = item.sentence.iter().map(|s| s.text.as_str()).collect();
    [
        &item.report,
        &item.indicator,
        &item.value,
        &item.bound_word,
        cx.text.label(labels::force_key(item.force)),
        &item.period,
        &item.last,
        &sentence,
    ]
    .join("\t")
}

fn table(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.visuals_mut().widgets.hovered.bg_fill = *cx.palette.line_soft;
    // The lines that resize columns stay in the background.
    ui.visuals_mut().widgets.noninteractive.bg_stroke = Stroke::new(1.0, *cx.palette.line_soft);
    let shown: Vec<Column> = Column::ALL
        .into_iter()
        .filter(|column| !cx.state.goals.options.hidden.contains(column))
        .collect();
    // In a narrow window the other columns make room for the sentence.
    let narrow = ui.available_width() < 960.0;
    if narrow {
        ui.spacing_mut().item_spacing.x = 3.0;
    }
    // «at most» and «plain» are wider than 以内 and 平.
    let latin = if cx.text.language == labels::Language::English {
        8.0
    } else {
        0.0
    };
    let width = |column: &Column| match column {
        Column::Report => (128.0, 84.0),
        Column::Indicator => (156.0, 104.0),
        Column::Value => (108.0, 78.0),
        Column::Bound => (86.0, 72.0 + latin),
        Column::Force => (56.0, 42.0 + latin),
        Column::Period => (84.0, 56.0),
        Column::Last => (92.0, 58.0),
        Column::Sentence => (0.0, 0.0),
    };
    let mut builder = TableBuilder::new(ui)
        .id_salt(("goals", shown.len(), narrow))
        .striped(false)
        .resizable(true)
        .sense(Sense::click())
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center));
    for column in &shown {
        let (wide, tight) = width(column);
        builder = builder.column(if *column == Column::Sentence {
            Width::remainder().at_least(120.0).clip(true)
        } else {
            Width::initial(if narrow { tight } else { wide })
                .at_least(40.0)
                .clip(true)
        });
    }
    if let Some(row) = memory.scroll_to.take() {
        builder = builder.scroll_to_row(row, None);
    }
    let mut sort = None;
    let table = builder.header(32.0, |mut header| {
        for column in &shown {
            header.col(|ui| {
                if head(ui, cx, *column) {
                    sort = Some(*column);
                }
            });
        }
    });
    let mut acts: Vec<Command> = Vec::new();
    let rows = &memory.rows;
    let selected = cx.state.goals.selected;
    table.body(|body| {
        body.rows(ROW, rows.len(), |mut row| {
            let Some(content) = rows.get(row.index()) else {
                return;
            };
            match content {
                Row::Head(name, count) => {
                    for (i, _) in shown.iter().enumerate() {
                        row.col(|ui| {
                            ui.painter().rect_filled(
                                ui.max_rect().expand2(egui::vec2(8.0, 0.0)),
                                0.0,
                                *cx.palette.panel,
                            );
                            if i == 0 {
                                ui.add_space(10.0);
                                let words = RichText::new(format!("{name} · {count}"))
                                    .color(*cx.palette.muted)
                                    .size(size::SMALL);
                                ui.add(Label::new(words).extend());
                            }
                        });
                    }
                }
                Row::Item(item) => {
                    let on = selected == Some(item.id);
                    row.set_selected(on);
                    for column in &shown {
                        row.col(|ui| cell(ui, cx, item, *column));
                    }
                    let response = row.response();
                    let name = format!("{} {} {}", item.report, item.indicator, item.value);
                    response.widget_info(|| {
                        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, on, &name)
                    });
                    if response.clicked() {
                        acts.push(Command::Goals(GoalsCommand::Select(Some(item.id))));
                    }
                    if response.double_clicked() {
                        let at = cx
                            .state
                            .library
                            .item(item.id)
                            .map(|(_, _, found)| found.span.start);
                        acts.push(Command::Read {
                            report: item.id.report,
                            at,
                        });
                    }
                    response.context_menu(|ui| context(ui, cx, item, rows, &mut acts));
                }
            }
        });
    });
    if let Some(column) = sort {
        cx.send(Command::Goals(GoalsCommand::Sort(column)));
    }
    for act in acts {
        cx.send(act);
    }
}

fn context(ui: &mut Ui, cx: &Cx<'_>, item: &ItemRow, rows: &[Row], acts: &mut Vec<Command>) {
    let sentence = || {
        cx.state
            .library
            .item(item.id)
            .map_or_else(String::new, |(open, _, found)| {
                open.file
                    .offsets
                    .slice(&open.file.source.text, found.sentence)
                    .trim()
                    .to_owned()
            })
    };
    if ui.button(cx.text.get("copy-sentence")).clicked() {
        ui.ctx()
            .copy_text(format!("{}（{}）", sentence(), item.report));
        ui.close();
    }
    if ui
        .add(egui::Button::new(cx.text.get("copy-row")).shortcut_text("Ctrl+C"))
        .clicked()
    {
        ui.ctx().copy_text(line(cx, item));
        ui.close();
    }
    if ui.button(cx.text.get("copy-table")).clicked() {
        let head: Vec<&str> = Column::ALL
            .iter()
            .map(|column| cx.text.label(column.key()))
            .collect();
        let mut words = head.join("\t");
        for row in rows {
            if let Row::Item(item) = row {
                words.push('\n');
                words.push_str(&line(cx, item));
            }
        }
        ui.ctx().copy_text(words);
        ui.close();
    }
    ui.separator();
    if ui.button(cx.text.get("only-indicator")).clicked() {
        let options = &cx.state.goals.options;
        let only = Some(item.canonical.to_string());
        acts.push(Command::Goals(
            options.with(|options| options.indicator = only),
        ));
        ui.close();
    }
    if ui
        .add(egui::Button::new(cx.text.get("read-there")).shortcut_text("Enter"))
        .clicked()
    {
        let at = cx
            .state
            .library
            .item(item.id)
            .map(|(_, _, found)| found.span.start);
        acts.push(Command::Read {
            report: item.id.report,
            at,
        });
        ui.close();
    }
}

/// The head of a column; whether it was clicked.
fn head(ui: &mut Ui, cx: &Cx<'_>, column: Column) -> bool {
    let sorted = cx.state.goals.sort.filter(|(by, _)| *by == column);
    let arrow = sorted.map_or("", |(_, down)| if down { " ▾" } else { " ▴" });
    let words = format!("{}{arrow}", cx.text.label(column.key()));
    let right = matches!(column, Column::Value | Column::Last);
    let layout = if right {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    let mut clicked = false;
    ui.painter().hline(
        ui.max_rect().x_range().expand(10.0),
        ui.max_rect().bottom(),
        Stroke::new(1.0, *cx.palette.line),
    );
    ui.with_layout(layout, |ui| {
        ui.add_space(10.0);
        let response = ui.add(
            Label::new(small(cx.palette, words))
                .sense(Sense::click())
                .truncate(),
        );
        clicked = response.clicked();
        response.on_hover_cursor(egui::CursorIcon::PointingHand);
    });
    clicked
}

fn cell(ui: &mut Ui, cx: &Cx<'_>, item: &ItemRow, column: Column) {
    let palette = cx.palette;
    ui.painter().hline(
        ui.max_rect().x_range().expand(10.0),
        ui.max_rect().bottom(),
        Stroke::new(1.0, *palette.line_soft),
    );
    let plain = |ui: &mut Ui, words: &str, color: Color32| {
        ui.add_space(10.0);
        ui.add(Label::new(RichText::new(words).color(color)).truncate());
    };
    match column {
        Column::Report => plain(ui, &item.report, *palette.ink),
        Column::Indicator => {
            ui.add_space(10.0);
            if item.unsure {
                chip(ui, "?", *palette.error, *palette.error_ground)
                    .on_hover_text(readings(cx, item.tag, item.other));
            }
            if let Some(checked) = &item.checked {
                chip(ui, checked, *palette.accent, *palette.accent_ground);
            }
            ui.add(Label::new(RichText::new(&item.indicator).color(*palette.ink)).truncate());
        }
        Column::Value => number(ui, palette, item),
        Column::Bound => {
            ui.add_space(10.0);
            if let Some(bound) = item.bound {
                if bound == Bound::Eq {
                    chip(ui, bound_sign(bound), *palette.muted, *palette.line_soft);
                } else {
                    chip(
                        ui,
                        &format!("{} {}", bound_sign(bound), item.bound_word),
                        *palette.bound,
                        *palette.bound_ground,
                    );
                }
            }
        }
        Column::Force => {
            ui.add_space(10.0);
            let words = cx.text.label(labels::force_key(item.force));
            if item.force == Force::Plain {
                chip(ui, words, *palette.muted, *palette.line_soft);
            } else {
                chip(ui, words, *palette.force, *palette.force_ground);
            }
        }
        Column::Period => plain(ui, &item.period, *palette.ink),
        Column::Last => {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(10.0);
                let words = if item.last.is_empty() {
                    "—"
                } else {
                    &item.last
                };
                let color = if item.last.is_empty() {
                    *palette.faint
                } else {
                    *palette.ink
                };
                ui.add(Label::new(RichText::new(words).color(color)).truncate());
            });
        }
        Column::Sentence => {
            ui.add_space(10.0);
            ui.add(Label::new(sentence(palette, &item.sentence)).truncate());
        }
    }
}

fn number(ui: &mut Ui, palette: &Palette, item: &ItemRow) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(10.0);
        let color = if item.number.is_some() {
            *palette.ink
        } else {
            *palette.muted
        };
        ui.add(Label::new(RichText::new(&item.value).color(color)).truncate());
        if item.stretch {
            chip(ui, "+", *palette.force, *palette.force_ground);
        }
    });
}

/// A sentence with its key words in their colours.
pub fn sentence(palette: &Palette, segments: &[Segment]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for segment in segments {
        let (color, ground) = colors(palette, segment.role);
        let format = TextFormat {
            font_id: font(size::BODY),
            color,
            background: ground,
            expand_bg: 1.5,
            ..TextFormat::default()
        };
        job.append(&segment.text, 0.0, format);
    }
    job
}

/// The colours of a role: the same in every view.
pub fn colors(palette: &Palette, role: Role) -> (Color32, Color32) {
    match role {
        Role::Plain => (*palette.ink, Color32::TRANSPARENT),
        Role::Indicator => (*palette.indicator, *palette.indicator_ground),
        Role::Value => (*palette.value, *palette.value_ground),
        Role::Bound => (*palette.bound, *palette.bound_ground),
        Role::Force => (*palette.force, *palette.force_ground),
        Role::Wording => (*palette.wording, *palette.wording_ground),
        Role::Gone => (*palette.gone, *palette.gone_ground),
        Role::New => (*palette.new, *palette.new_ground),
    }
}
