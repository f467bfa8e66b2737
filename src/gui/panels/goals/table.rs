//! The goals table: its head, its rows, the menu of a row.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Label, Layout, RichText, Sense, Stroke, Ui};
use egui_extras::{Column as Width, TableBuilder};

use crate::app::command::Command;
use crate::app::views::goals::{Column, GoalsCommand};
use crate::engine::display::{Role, Segment};
use crate::engine::labels::{self, bound_sign};
use crate::gui::cx::Cx;
use crate::gui::panels::readings;
use crate::gui::theme::{Palette, font, size};
use crate::gui::widgets::chip::{chip, small};
use crate::model::goal::{Bound, Force};

use super::rows::{ItemRow, Row};
use super::{Memory, ROW, reading};

/// A row as tab separated words, for the clipboard.
pub(super) fn line(cx: &Cx<'_>, item: &ItemRow) -> String {
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

pub(super) fn table(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
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
                        acts.push(reading(cx, item.id));
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
        acts.push(reading(cx, item.id));
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
