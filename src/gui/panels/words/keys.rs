//! Words held against others: what is new, gone or used more, how sure that is, and how many reports have it.

use std::sync::Arc;

use egui::{Align, Label, Layout, Sense, Ui};
use egui_extras::{Column as Width, TableBuilder};

use crate::app::command::Command;
use crate::app::versioned::Same;
use crate::app::words::{WordsCommand, sides};
use crate::engine::words::keyness;
use crate::engine::words::keys::{Against, Change, Key, Keys};
use crate::engine::words::segment::term_year;
use crate::gui::cx::Cx;
use crate::gui::widgets::chip::{chip, small};
use crate::text::clip::thousands;

use super::{called, empty};

const ROW: f32 = 28.0;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Word,
    Change,
    Count,
    Rate,
    Other,
    OtherRate,
    Ratio,
    Likelihood,
    Peers,
    Spread,
    Since,
}

impl Column {
    const fn label(self) -> &'static str {
        match self {
            Self::Word => "column.word",
            Self::Change => "column.change",
            Self::Count => "column.count",
            Self::Rate => "column.per_1000_words",
            Self::Other => "column.old_count",
            Self::OtherRate => "column.old_per_1000_words",
            Self::Ratio => "column.log_ratio",
            Self::Likelihood => "column.likelihood",
            Self::Peers => "column.in_reports",
            Self::Spread => "column.dispersion",
            Self::Since => "column.term_year",
        }
    }

    const fn width(self) -> f32 {
        match self {
            Self::Word => 122.0,
            Self::Change => 76.0,
            Self::Count | Self::Spread => 66.0,
            Self::Rate | Self::Ratio | Self::Likelihood | Self::Since => 86.0,
            Self::Other => 80.0,
            Self::OtherRate | Self::Peers => 96.0,
        }
    }

    /// By which words are sorted.
    fn figure(self, key: &Key, sizes: (usize, usize)) -> f64 {
        let rate = |count: usize, all: usize| count as f64 / all.max(1) as f64;
        match self {
            Self::Word => 0.0,
            Self::Change => key.change.map_or(0.0, |change| f64::from(change as u8)),
            Self::Count | Self::Rate => rate(key.count, sizes.0),
            Self::Other | Self::OtherRate => rate(key.other, sizes.1),
            Self::Ratio => key.ratio,
            Self::Likelihood => key.likelihood,
            Self::Peers => key.peers as f64,
            Self::Spread => key.spread.unwrap_or(2.0),
            Self::Since => term_year(&key.word).map_or(0.0, f64::from),
        }
    }
}

/// By which column words stand; `true` downwards.
type Sort = Option<(Column, bool)>;

/// What the list keeps to itself.
#[derive(Default)]
pub struct Memory {
    made: Option<(Same<Keys>, u64, Sort)>,
    sort: Sort,
    rows: Vec<usize>,
}

impl Memory {
    fn refresh(&mut self, keys: &Arc<Keys>, cut: f64) {
        let made = (Same::of(keys), cut.to_bits(), self.sort);
        if self.made.as_ref() == Some(&made) {
            return;
        }
        self.made = Some(made);
        let against = keys.sizes.1 > 0;
        let all = keys.words.iter().enumerate();
        let shown = all.filter(|(_, key)| !against || key.likelihood >= cut);
        self.rows = shown.map(|(at, _)| at).collect();
        let Some((column, down)) = self.sort else {
            return;
        };
        let key = |at: &usize| keys.words.get(*at);
        self.rows.sort_by(|a, b| {
            let (Some(a), Some(b)) = (key(a), key(b)) else {
                return std::cmp::Ordering::Equal;
            };
            let order = match column {
                Column::Word => a.word.cmp(&b.word),
                _ => column
                    .figure(a, keys.sizes)
                    .total_cmp(&column.figure(b, keys.sizes)),
            };
            if down { order.reverse() } else { order }
        });
    }
}

/// The line above the list: whose words, held against whose, and out of how many.
pub(super) fn said(cx: &Cx<'_>) -> String {
    let view = &cx.state.words;
    let open: Vec<_> = cx.state.library.reports().collect();
    let texts = view.ready(&open);
    let sides = sides(view, &texts);
    let names = |places: &[usize]| {
        let each = places.iter().take(3).filter_map(|at| texts.get(*at));
        let names: Vec<String> = each.map(|(id, text)| called(cx, *id, text)).collect();
        let names = names.join(cx.text.get("comma"));
        if places.len() > 3 {
            let args = [("names", names.into()), ("count", places.len().into())];
            cx.text.with("words-and-others", &args)
        } else {
            names
        }
    };
    let sizes = view.keys.found.as_ref().map_or((0, 0), |keys| keys.sizes);
    let mut out = cx.text.with(
        "words-side",
        &[
            ("names", names(&sides.own).into()),
            ("words", thousands(sizes.0).into()),
        ],
    );
    if view.against != Against::Nothing {
        let other = if sides.others.is_empty() {
            let id = match view.against {
                Against::Before => "words-none-before",
                _ => "words-none-beside",
            };
            cx.text.get(id).to_owned()
        } else {
            cx.text.with(
                "words-other-side",
                &[
                    ("names", names(&sides.others).into()),
                    ("words", thousands(sizes.1).into()),
                ],
            )
        };
        out = format!("{out} · {other}");
        if sides.without > 0 {
            out = format!("{out} · {}", cx.text.count("words-without", sides.without));
        }
    }
    out
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let view = &cx.state.words;
    let Some(keys) = view.keys.found.clone() else {
        empty(ui, cx, "words-counting");
        return;
    };
    memory.refresh(&keys, view.cut);
    if memory.rows.is_empty() {
        empty(ui, cx, "words-no-keys");
        return;
    }
    let against = keys.sizes.1 > 0;
    let columns: &[Column] = if against {
        &[
            Column::Word,
            Column::Change,
            Column::Count,
            Column::Rate,
            Column::Other,
            Column::OtherRate,
            Column::Ratio,
            Column::Likelihood,
            Column::Peers,
            Column::Spread,
            Column::Since,
        ]
    } else {
        &[
            Column::Word,
            Column::Count,
            Column::Rate,
            Column::Peers,
            Column::Spread,
            Column::Since,
        ]
    };
    egui::ScrollArea::horizontal()
        .auto_shrink([false, false])
        .show(ui, |ui| table(ui, cx, memory, &keys, columns));
}

fn table(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, keys: &Keys, columns: &[Column]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut builder = TableBuilder::new(ui)
        .id_salt(("keys", columns.len()))
        .sense(Sense::click())
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center));
    for column in columns {
        builder = builder.column(Width::exact(column.width()).clip(true));
    }
    let mut sort = None;
    let mut chosen = None;
    builder
        .header(30.0, |mut header| {
            for column in columns {
                header.col(|ui| {
                    let sign = match memory.sort {
                        Some((by, true)) if by == *column => " ▼",
                        Some((by, false)) if by == *column => " ▲",
                        _ => "",
                    };
                    let name = cx.text.label(column.label());
                    let words = small(cx.palette, format!("{name}{sign}"));
                    let label = Label::new(words).truncate().sense(Sense::click());
                    side(ui, *column, |ui| {
                        let told = match column {
                            Column::Likelihood => cx.text.get("words-stars"),
                            _ => name,
                        };
                        if ui.add(label).on_hover_text(told).clicked() {
                            sort = Some(*column);
                        }
                    });
                });
            }
        })
        .body(|body| {
            body.rows(ROW, memory.rows.len(), |mut row| {
                let at = memory.rows.get(row.index()).copied();
                let Some(key) = at.and_then(|at| keys.words.get(at)) else {
                    return;
                };
                row.set_selected(cx.state.words.word.as_deref() == Some(&key.word));
                for column in columns {
                    row.col(|ui| side(ui, *column, |ui| cell(ui, cx, keys, key, *column)));
                }
                if row.response().clicked() {
                    chosen = Some(key.word.clone());
                }
            });
        });
    if let Some(column) = sort {
        memory.sort = match memory.sort {
            Some((by, true)) if by == column => Some((column, false)),
            Some((by, false)) if by == column => None,
            _ => Some((column, true)),
        };
    }
    if let Some(word) = chosen {
        cx.send(Command::Words(WordsCommand::Word(Some(word))));
    }
}

/// Words stand left, figures right.
fn side(ui: &mut Ui, column: Column, add: impl FnOnce(&mut Ui)) {
    let words = matches!(column, Column::Word | Column::Change);
    let layout = if words {
        Layout::left_to_right(Align::Center)
    } else {
        Layout::right_to_left(Align::Center)
    };
    ui.with_layout(layout, |ui| {
        ui.add_space(if column == Column::Word { 14.0 } else { 8.0 });
        add(ui);
    });
}

fn cell(ui: &mut Ui, cx: &Cx<'_>, keys: &Keys, key: &Key, column: Column) {
    let palette = cx.palette;
    let rate = |count: usize, all: usize| format!("{:.2}", count as f64 * 1e3 / all.max(1) as f64);
    let words = match column {
        Column::Word => key.word.clone(),
        Column::Change => {
            let Some(change) = key.change else { return };
            let words = cx.text.named("change", change.word());
            let (color, ground) = match change {
                Change::New | Change::Surging => (*palette.new, *palette.new_ground),
                Change::Gone | Change::Falling => (*palette.gone, *palette.gone_ground),
                Change::More | Change::Less => (*palette.muted, *palette.indicator_ground),
            };
            chip(ui, &words, color, ground);
            return;
        }
        Column::Count => thousands(key.count),
        Column::Rate => rate(key.count, keys.sizes.0),
        Column::Other => thousands(key.other),
        Column::OtherRate => rate(key.other, keys.sizes.1),
        Column::Ratio => format!("{:+.2}", key.ratio),
        Column::Likelihood => {
            let stars = match keyness::level(key.likelihood) {
                Some(p) if p <= 0.001 => "***",
                Some(p) if p <= 0.01 => "**",
                Some(_) => "*",
                None => "",
            };
            format!("{:.1}{stars}", key.likelihood)
        }
        Column::Peers => format!("{}/{}", key.peers, keys.peers),
        Column::Since => term_year(&key.word).map_or_else(String::new, |year| year.to_string()),
        Column::Spread => key.spread.map_or_else(String::new, |dp| format!("{dp:.2}")),
    };
    let faint = words == "0" || words == "0.00";
    let color = if faint { *palette.faint } else { *palette.ink };
    ui.add(
        Label::new(egui::RichText::new(words).color(color))
            .truncate()
            .selectable(false),
    );
}
