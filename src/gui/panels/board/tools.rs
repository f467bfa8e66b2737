//! The bar of the board: table or picture, year, what the cells are held against, order, columns.

use egui::{Align, Layout, ScrollArea, Ui};

use crate::app::command::Command;
use crate::app::views::board::BoardCommand;
use crate::engine::board::{Against, Filter, Key, Order};
use crate::engine::picture::Kind;
use crate::gui::cx::Cx;
use crate::gui::request::Open;
use crate::gui::theme::{font, size};
use crate::gui::widgets::chip::{choices, pick, small};

use super::Memory;

/// The room the other menus need beside the pictures.
const OTHERS: f32 = 560.0;
/// Below this width the order stands in the last menu.
const NARROW: f32 = 760.0;

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let narrow = ui.available_width() < NARROW;
    ui.horizontal_centered(|ui| {
        views(ui, cx);
        if cx.state.board.picture.is_none() {
            held(ui, cx);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            more(ui, cx, memory, narrow);
            match cx.state.board.picture {
                None => {
                    columns(ui, cx, memory);
                    if memory.levels && !narrow {
                        order(ui, cx);
                    }
                }
                Some(_) => of(ui, cx, memory),
            }
            year(ui, cx, memory);
        });
    });
}

/// The table, or one of the pictures.
fn views(ui: &mut Ui, cx: &mut Cx<'_>) {
    let now = cx.state.board.picture;
    let table = cx.text.get("board-table").to_owned();
    let name = |cx: &Cx<'_>, kind: Kind| {
        cx.text
            .label(&format!("picture.{}", kind.word()))
            .to_owned()
    };
    let all: Vec<Option<Kind>> = std::iter::once(None)
        .chain(Kind::ALL.into_iter().map(Some))
        .collect();
    let words: Vec<String> = all
        .iter()
        .map(|kind| kind.map_or_else(|| table.clone(), |kind| name(cx, kind)))
        .collect();
    let on = all.iter().position(|kind| *kind == now).unwrap_or(0);
    // Where they fit the pictures stand beside each other.
    let letters = font(size::BODY);
    let own = words.iter().map(|words| {
        let galley = ui
            .painter()
            .layout_no_wrap(words.clone(), letters.clone(), *cx.palette.ink);
        galley.size().x + 22.0
    });
    let chosen = if own.sum::<f32>() + OTHERS < ui.available_width() {
        choices(ui, cx.palette, on, &words)
            .and_then(|i| all.get(i))
            .copied()
    } else {
        let options: Vec<(Option<Kind>, String)> = all.into_iter().zip(words).collect();
        pick(ui, &options, now, None)
    };
    if let Some(kind) = chosen {
        cx.send(Command::Board(BoardCommand::Picture(kind)));
    }
}

/// What the cells are held against, and which rows are shown then.
fn held(ui: &mut Ui, cx: &mut Cx<'_>) {
    let ask = &cx.state.board.ask;
    let (against, filter) = (ask.against, ask.filter);
    let options: Vec<(Against, String)> = Against::ALL
        .into_iter()
        .map(|against| {
            let key = format!("against.{}", against.word());
            (against, cx.text.label(&key).to_owned())
        })
        .collect();
    if let Some(against) = pick(ui, &options, against, None) {
        cx.send(Command::Board(BoardCommand::Against(against)));
    }
    if against == Against::Nothing {
        return;
    }
    let options: Vec<(Filter, String)> = Filter::of(against)
        .iter()
        .map(|filter| {
            let key = format!("filter.{}", filter.word());
            (*filter, cx.text.label(&key).to_owned())
        })
        .collect();
    if let Some(filter) = pick(ui, &options, filter, None) {
        cx.send(Command::Board(BoardCommand::Filter(filter)));
    }
}

fn year(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let years = &memory.board.years;
    if years.len() < 2 {
        return;
    }
    let now = cx.state.board.ask.year;
    let all = cx.text.get("board-all-years").to_owned();
    let options: Vec<(Option<i32>, String)> = std::iter::once((None, all))
        .chain(years.iter().map(|year| (Some(*year), year.to_string())))
        .collect();
    if let Some(year) = pick(ui, &options, now, None) {
        cx.send(Command::Board(BoardCommand::Year(year)));
    }
}

fn order(ui: &mut Ui, cx: &mut Cx<'_>) {
    let now = cx.state.board.ask.order;
    let options = [
        (Order::Level, cx.text.get("board-by-level").to_owned()),
        (Order::Province, cx.text.get("board-by-province").to_owned()),
    ];
    if let Some(order) = pick(ui, &options, now, None) {
        cx.send(Command::Board(BoardCommand::Order(order)));
    }
}

/// Everything that is stated, the columns shown first, to be chosen and put in order.
fn columns(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let shown: Vec<Key> = memory
        .board
        .columns
        .iter()
        .map(|column| column.key)
        .collect();
    let words = cx.text.with(
        "board-columns",
        &[
            ("shown", shown.len().into()),
            ("all", memory.board.stated.len().into()),
        ],
    );
    let mut next: Option<Vec<Key>> = None;
    let menu = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::new(format!("{words} ▾"))
        .config(menu)
        .ui(ui, |ui| {
            ui.set_min_width(260.0);
            if ui.button(cx.text.get("board-usual")).clicked() {
                next = Some(Vec::new());
            }
            ui.separator();
            ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
                let count = |key: Key| {
                    let mut stated = memory.board.stated.iter();
                    stated
                        .find(|(known, _)| *known == key)
                        .map_or(0, |(_, count)| *count)
                };
                for (at, key) in shown.iter().enumerate() {
                    ui.horizontal(|ui| {
                        let mut on = true;
                        let name = key.name(cx.text.language, true);
                        let words = format!("{name} · {}", count(*key));
                        if ui.checkbox(&mut on, words).clicked() {
                            next = Some(shown.iter().copied().filter(|own| own != key).collect());
                        }
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            let mut moved = |by: isize| {
                                let to = at.saturating_add_signed(by);
                                let mut order = shown.clone();
                                if to < order.len() {
                                    order.swap(at, to);
                                    next = Some(order);
                                }
                            };
                            if ui.small_button("▼").clicked() {
                                moved(1);
                            }
                            if ui.small_button("▲").clicked() {
                                moved(-1);
                            }
                        });
                    });
                }
                ui.separator();
                for (key, count) in &memory.board.stated {
                    if shown.contains(key) {
                        continue;
                    }
                    let mut on = false;
                    let words = format!("{} · {count}", key.name(cx.text.language, true));
                    if ui.checkbox(&mut on, words).clicked() {
                        next = Some(shown.iter().copied().chain([*key]).collect());
                    }
                }
            });
        });
    if let Some(columns) = next {
        cx.send(Command::Board(BoardCommand::Columns(columns)));
    }
}

/// The column a picture is of.
fn of(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let keys: Vec<Key> = memory
        .board
        .columns
        .iter()
        .map(|column| column.key)
        .collect();
    let now = cx.state.board.of.or_else(|| keys.first().copied());
    let options: Vec<(Option<Key>, String)> = keys
        .into_iter()
        .map(|key| (Some(key), key.name(cx.text.language, false)))
        .collect();
    if let Some(Some(key)) = pick(
        ui,
        &options,
        now,
        Some(&cx.text.get("board-pick").to_owned()),
    ) {
        cx.send(Command::Board(BoardCommand::Of(key)));
    }
}

fn more(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory, narrow: bool) {
    ui.menu_button("⋯", |ui| {
        if cx.state.board.picture.is_some() {
            if ui.button(cx.text.get("board-save-picture")).clicked() {
                *cx.dialog = Some(Open::Export);
                ui.close();
            }
            return;
        }
        if memory.levels && narrow {
            order(ui, cx);
        }
        if ui.button(cx.text.get("board-copy")).clicked() {
            cx.copy(memory.copied(cx));
            ui.close();
        }
        if ui.button(cx.text.get("board-weights")).clicked() {
            *cx.dialog = Some(Open::Weights);
            ui.close();
        }
        let mut shaded = !cx.state.board.plain;
        if ui
            .checkbox(&mut shaded, cx.text.get("board-shade"))
            .clicked()
        {
            cx.send(Command::Board(BoardCommand::Shade(shaded)));
        }
        ui.separator();
        ui.label(small(cx.palette, cx.text.label("board.how")));
    })
    .response
    .on_hover_text(cx.text.get("more"));
}
