//! The open reports on the left: grouped by level and province, with year, goals and warnings.

use std::collections::BTreeMap;

use egui::{Align, CornerRadius, Layout, RichText, ScrollArea, Sense, Stroke, Ui, Vec2};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::engine::display;
use crate::engine::labels::Language;
use crate::gui::cx::Cx;
use crate::gui::theme::{font, size};
use crate::model::goal::Kind;
use crate::model::notice::Notice;
use crate::text::clip::clip;

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The head of a group and how many it has.
    Head(String, usize),
    /// A report.
    Report {
        /// Which.
        id: ReportId,
        /// 云溪市 2026
        name: String,
        /// How many goals it states.
        goals: usize,
        /// How many of them are unsure.
        unsure: usize,
        /// It has a warning.
        warned: bool,
        /// Its file.
        file: String,
    },
    /// A file without a report.
    Other {
        /// Its id.
        file: u64,
        /// Its name.
        name: String,
    },
}

/// The lines of the list.
pub fn lines(cx: &Cx<'_>) -> Vec<Line> {
    let mut groups: BTreeMap<(usize, String), Vec<Line>> = BTreeMap::new();
    let mut places: Vec<String> = Vec::new();
    for open in cx.state.library.files.iter() {
        for id in open.reports() {
            let Some(report) = open.file.reports.get(id.index) else {
                continue;
            };
            let meta = &report.report.meta;
            let group = match meta.level {
                Some(
                    crate::model::report::Level::Province | crate::model::report::Level::Nation,
                ) => cx
                    .text
                    .label(if meta.level == Some(crate::model::report::Level::Nation) {
                        "level.nation"
                    } else {
                        "level.province"
                    })
                    .to_owned(),
                Some(_) => meta
                    .province
                    .clone()
                    .filter(|p| !p.is_empty())
                    .unwrap_or_else(|| {
                        meta.level
                            .map_or_else(String::new, |level| label_of(cx, level))
                    }),
                None => cx.text.get("group-unknown").to_owned(),
            };
            let place = places.iter().position(|p| *p == group).unwrap_or_else(|| {
                places.push(group.clone());
                places.len() - 1
            });
            let goals = report.found.of(Kind::Goal).count();
            let unsure = report
                .found
                .of(Kind::Goal)
                .filter(|item| item.is_doubtful())
                .count();
            let warned = report
                .notices
                .iter()
                .any(|n| matches!(n, Notice::NoGoals | Notice::CutOff))
                || !open.file.source.notices.is_empty();
            groups
                .entry((place, group))
                .or_default()
                .push(Line::Report {
                    id,
                    name: display::report_name(meta, &open.name),
                    goals,
                    unsure,
                    warned,
                    file: open.name.clone(),
                });
        }
        if open.file.reports.is_empty() {
            let group = cx.text.get("group-other").to_owned();
            groups
                .entry((usize::MAX, group))
                .or_default()
                .push(Line::Other {
                    file: open.id,
                    name: open.name.clone(),
                });
        }
    }
    groups
        .into_iter()
        .flat_map(|((_, name), lines)| std::iter::once(Line::Head(name, lines.len())).chain(lines))
        .collect()
}

fn label_of(cx: &Cx<'_>, level: crate::model::report::Level) -> String {
    let key = format!("level.{}", level.word());
    crate::engine::labels::label(cx.text.language, &key).to_owned()
}

/// What the list keeps to itself: its lines, and what they were made for.
#[derive(Default)]
pub struct Memory {
    made: Option<((u64, u64), Language)>,
    lines: Vec<Line>,
}

/// Draws the list.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let made = Some((cx.state.library.version(), cx.text.language));
    if memory.made != made {
        memory.made = made;
        memory.lines = lines(cx);
    }
    let lines = &memory.lines;
    let height = 32.0;
    ui.spacing_mut().item_spacing.y = 1.0;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, height, lines.len(), |ui, range| {
            for line in lines.get(range).unwrap_or(&[]) {
                match line {
                    Line::Head(name, count) => {
                        ui.allocate_ui_with_layout(
                            Vec2::new(ui.available_width(), height),
                            Layout::left_to_right(Align::Max),
                            |ui| {
                                ui.add_space(4.0);
                                ui.label(
                                    RichText::new(format!("{} · {count}", clip(name, 14)))
                                        .size(size::SMALL)
                                        .color(*cx.palette.muted),
                                );
                            },
                        );
                    }
                    Line::Report {
                        id,
                        name,
                        goals,
                        unsure,
                        warned,
                        file,
                    } => report(
                        ui,
                        cx,
                        *id,
                        &Shown {
                            name,
                            goals: *goals,
                            unsure: *unsure,
                            warned: *warned,
                            file,
                        },
                        height,
                    ),
                    Line::Other { file, name } => other(ui, cx, *file, name, height),
                }
            }
        });
}

struct Shown<'a> {
    name: &'a str,
    goals: usize,
    unsure: usize,
    warned: bool,
    file: &'a str,
}

fn report(ui: &mut Ui, cx: &mut Cx<'_>, id: ReportId, shown: &Shown<'_>, height: f32) {
    let (rect, response) = ui.allocate_exact_size(
        Vec2::new(ui.available_width(), height),
        Sense::click_and_drag(),
    );
    let selected = cx.state.library.selected.contains(&id);
    let cell = rect.shrink2(Vec2::new(2.0, 1.0));
    if selected {
        ui.painter().rect(
            cell,
            CornerRadius::same(6),
            *cx.palette.paper,
            Stroke::new(1.0, *cx.palette.line),
            egui::StrokeKind::Inside,
        );
    } else if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(cell, CornerRadius::same(6), *cx.palette.line_soft);
    }
    let dot = if shown.warned {
        *cx.palette.warn
    } else {
        *cx.palette.accent
    };
    ui.painter()
        .circle_filled(egui::pos2(rect.left() + 13.0, rect.center().y), 4.0, dot);
    let count = if shown.unsure > 0 {
        cx.text.with(
            "goals-unsure",
            &[
                ("count", shown.goals.into()),
                ("unsure", shown.unsure.into()),
            ],
        )
    } else {
        cx.text.count("goals-count", shown.goals)
    };
    let count = ui
        .painter()
        .layout_no_wrap(count, font(size::SMALL), *cx.palette.muted);
    let right = rect.right() - 10.0 - count.size().x;
    ui.painter().galley(
        egui::pos2(right, rect.center().y - count.size().y / 2.0),
        count,
        *cx.palette.muted,
    );
    let room = right - rect.left() - 33.0;
    let mut len = shown.name.chars().count();
    let mut name =
        ui.painter()
            .layout_no_wrap(shown.name.to_owned(), font(size::BODY), *cx.palette.ink);
    while name.size().x > room && len > 3 {
        len -= 1;
        name =
            ui.painter()
                .layout_no_wrap(clip(shown.name, len), font(size::BODY), *cx.palette.ink);
    }
    ui.painter().galley(
        egui::pos2(rect.left() + 25.0, rect.center().y - name.size().y / 2.0),
        name,
        *cx.palette.ink,
    );
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, selected, shown.name)
    });
    if response.clicked() {
        let keys = ui.input(|input| input.modifiers);
        cx.send(Command::Select {
            report: id,
            add: keys.command,
            range: keys.shift,
        });
    }
    if response.double_clicked() {
        cx.send(Command::Read {
            report: id,
            at: None,
        });
    }
    // Dragging a report onto another puts its file there.
    response.dnd_set_drag_payload(id.file);
    if let Some(dropped) = response.dnd_release_payload::<u64>() {
        cx.send(Command::Move {
            file: *dropped,
            before: Some(id.file),
        });
    }
    if response.dnd_hover_payload::<u64>().is_some() {
        ui.painter().hline(
            rect.x_range(),
            rect.top(),
            Stroke::new(2.0, *cx.palette.accent),
        );
    }
    response.context_menu(|ui| {
        if ui.button(cx.text.get("read-this")).clicked() {
            cx.send(Command::Read {
                report: id,
                at: None,
            });
            ui.close();
        }
        if ui.button(cx.text.get("compare-left")).clicked() {
            cx.send(Command::Compare(
                crate::app::views::compare::CompareCommand::Old(id),
            ));
            ui.close();
        }
        if ui.button(cx.text.get("compare-right")).clicked() {
            cx.send(Command::Compare(
                crate::app::views::compare::CompareCommand::New(id),
            ));
            ui.close();
        }
        ui.separator();
        if ui.button(cx.text.get("close")).clicked() {
            let ids: Vec<ReportId> = if cx.state.library.selected.contains(&id) {
                cx.state.library.selected.iter().copied().collect()
            } else {
                vec![id]
            };
            cx.send(Command::Close(ids));
            ui.close();
        }
    });
    if response.hovered() && !response.dragged() {
        response.on_hover_text(shown.file);
    }
}

fn other(ui: &mut Ui, cx: &mut Cx<'_>, file: u64, name: &str, height: f32) {
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
    ui.painter().circle_filled(
        egui::pos2(rect.left() + 13.0, rect.center().y),
        4.0,
        *cx.palette.warn,
    );
    let words = ui
        .painter()
        .layout_no_wrap(clip(name, 16), font(size::BODY), *cx.palette.muted);
    ui.painter().galley(
        egui::pos2(rect.left() + 25.0, rect.center().y - words.size().y / 2.0),
        words,
        *cx.palette.muted,
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
    let response = response.on_hover_text(cx.text.get("no-report-hint"));
    response.context_menu(|ui| {
        if ui.button(cx.text.get("close")).clicked() {
            cx.send(Command::CloseFile(file));
            ui.close();
        }
    });
}
