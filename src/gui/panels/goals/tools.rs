//! What stands above the goals table: which list, which filters, which columns.

use egui::Ui;

use crate::app::command::Command;
use crate::app::views::goals::{Column, GoalsOptions, Grouping};
use crate::engine::labels;
use crate::gui::cx::Cx;
use crate::gui::widgets::chip::{choices, pick, sheet};
use crate::gui::widgets::fit::{ends, fit};
use crate::model::goal::{Force, Kind};

use super::Memory;

/// Sends the options of the table with one thing changed.
fn set(cx: &mut Cx<'_>, change: impl FnOnce(&mut GoalsOptions)) {
    let command = cx.state.goals.options.with(change);
    cx.send(Command::Goals(command));
}

/// What stands above the table; in narrow windows the forces and then the rest go into menus.
pub(super) fn tools(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
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
