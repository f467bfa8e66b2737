//! What is selected in the comparison: its classes of change, what became of its goals, and how to copy it.

use std::sync::Arc;

use egui::{Align, Layout, Ui};

use crate::app::command::Command;
use crate::app::library::{OpenFile, ReportId};
use crate::app::views::compare::{CompareCommand, Row};
use crate::engine::compare::words::Change;
use crate::engine::display;
use crate::engine::export::comparison::Party;
use crate::engine::export::ledger;
use crate::gui::cx::Cx;
use crate::gui::panels::goals::sentence as marked;
use crate::gui::theme::Palette;
use crate::gui::widgets::chip::{chip, small};
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::comparison::{Comparison, Nearness};
use crate::text::span::CharSpan;

use super::marks::{boxes, change_colors};

/// What is selected: its classes of change and how to copy it.
pub fn details(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.horizontal_centered(|ui| {
        let palette = cx.palette;
        let row = cx.state.compare.selected;
        match (row, &cx.state.compare.found) {
            (Some(Row::Dropped(_)), Some(_)) => {
                chip(
                    ui,
                    cx.text.get("class-dropped"),
                    *palette.gone,
                    *palette.gone_ground,
                );
            }
            (Some(Row::New(new)), Some(found)) => {
                if let Some(pair) = found.pairs.get(new) {
                    let (id, color, ground) = match pair.nearness {
                        Nearness::Same => ("class-same", *palette.muted, *palette.line_soft),
                        Nearness::Edited => {
                            ("class-edited", *palette.accent, *palette.accent_ground)
                        }
                        Nearness::Related => {
                            ("class-related", *palette.wording, *palette.wording_ground)
                        }
                        Nearness::None => ("class-new", *palette.new, *palette.new_ground),
                    };
                    chip(ui, cx.text.get(id), color, ground);
                    if pair.moved {
                        chip(
                            ui,
                            cx.text.get("class-moved"),
                            *palette.moved,
                            *palette.force_ground,
                        );
                    }
                    if let Some(difference) = cx.state.compare.differences.get(new) {
                        for (change, id) in [
                            (Change::Number, "change-number"),
                            (Change::Bound, "change-bound"),
                            (Change::Wording, "change-wording"),
                        ] {
                            if difference.has(change) {
                                let (color, ground, _) = change_colors(palette, change);
                                chip(ui, cx.text.get(id), color, ground);
                            }
                        }
                    }
                    // What the pair is comes first; what does not fit beside the switch gives way.
                    let sync = width(ui, palette, cx.text.get("sync")) + SWITCH;
                    let fits = |ui: &Ui, words: &str| {
                        width(ui, palette, words) + sync < ui.available_width()
                    };
                    for words in swapped(cx, new) {
                        if fits(ui, &words) {
                            ui.label(small(palette, words));
                        }
                    }
                    let goals = stated(ui, cx, found.new.get(new).copied());
                    let likeness = cx.text.with(
                        "likeness",
                        &[("percent", format!("{:.0}", pair.score * 100.0).into())],
                    );
                    if goals == 0 && pair.nearness != Nearness::None && fits(ui, &likeness) {
                        ui.label(small(palette, likeness));
                    }
                }
            }
            _ => {
                ui.label(small(
                    palette,
                    cx.text.get(if cx.state.compare.found.is_some() {
                        "compare-hint"
                    } else {
                        "comparing"
                    }),
                ));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut sync = !cx.state.compare.unsynced;
            if ui
                .checkbox(&mut sync, small(palette, cx.text.get("sync")))
                .on_hover_text(cx.text.get("sync-hint"))
                .clicked()
            {
                cx.send(Command::Compare(CompareCommand::Sync(sync)));
            }
            // What is selected comes first; in a narrow window the hint gives way.
            let wide = width(ui, palette, cx.text.get("copy-pair-hint"));
            if ui.available_width() > wide + 12.0 {
                ui.label(small(palette, cx.text.get("copy-pair-hint")));
            }
        });
    });
}

/// The box of the switch beside its words, with the space around both.
const SWITCH: f32 = 48.0;

/// How wide words are in small letters.
fn width(ui: &Ui, palette: &Palette, words: &str) -> f32 {
    let words = egui::WidgetText::from(small(palette, words));
    let extend = Some(egui::TextWrapMode::Extend);
    words
        .into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Body)
        .size()
        .x
}

/// The numbers and bound words of the selected pair that stand in each other's place: 5.8% → 5.5%.
fn swapped(cx: &Cx<'_>, new: usize) -> Vec<String> {
    /// More do not fit beside what the pair is.
    const MOST: usize = 3;
    let text = |id: Option<ReportId>, span: CharSpan| {
        let file = &cx.state.library.report(id?)?.0.file;
        Some(file.offsets.slice(&file.source.text, span).to_owned())
    };
    let Some(difference) = cx.state.compare.differences.get(new) else {
        return Vec::new();
    };
    let swaps = difference.swaps.iter().take(MOST);
    swaps
        .filter_map(|[a, b]| {
            let (a, b) = (
                text(cx.state.compare.old, *a)?,
                text(cx.state.compare.new, *b)?,
            );
            Some(format!("{a} → {b}"))
        })
        .collect()
}

/// What became of the goals that the selected sentence states; how many there are.
fn stated(ui: &mut Ui, cx: &Cx<'_>, sentence: Option<CharSpan>) -> usize {
    let report = |id: Option<ReportId>| {
        let id = id?;
        Some((id, cx.state.library.report(id)?))
    };
    let (Some(old), Some(new), Some(sentence)) = (
        report(cx.state.compare.old),
        report(cx.state.compare.new),
        sentence,
    ) else {
        return 0;
    };
    let item = |half: (ReportId, (&OpenFile, &Analysed)), at: Option<usize>| {
        let item = half.1.1.found.items.get(at?)?.clone();
        let party = Party {
            file: &half.1.0.file,
            name: "",
            place: half.0.index,
        };
        let words = ledger::value(party, &item);
        Some((item, words))
    };
    let mut count = 0;
    for entry in cx.state.compare.ledger.iter() {
        let Some((goal, words)) = item(new, entry.new).filter(|(goal, _)| {
            sentence.start <= goal.span.start && goal.span.start < sentence.end
        }) else {
            continue;
        };
        count += 1;
        if ui.available_width() < 420.0 {
            continue;
        }
        ui.label(small(cx.palette, &*goal.indicator));
        if let Some((_, before)) = item(old, entry.old) {
            ui.label(marked(cx.palette, &before));
            ui.label(small(cx.palette, "→"));
        }
        ui.label(marked(cx.palette, &words));
        if let Some((result, _)) = item(new, entry.result) {
            let value = display::value_text(&new.1.0.file, &result);
            let verdict = entry
                .outcome
                .map_or("", |o| cx.text.label(ledger::outcome_key(o)));
            let words = format!("{} {value} {verdict}", cx.text.label("column.result"));
            ui.label(small(cx.palette, words));
        }
    }
    count
}

/// Ctrl+C copies the selected pair with its sources.
pub fn copy_pair(
    ui: &Ui,
    cx: &Cx<'_>,
    found: Option<&Comparison>,
    files: (&Arc<AnalysedFile>, &Arc<AnalysedFile>),
    ids: (ReportId, ReportId),
) {
    let asked = ui.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Copy))
    });
    let (true, Some(found)) = (asked, found) else {
        return;
    };
    let (old, new) = boxes(cx, Some(found));
    let words = |file: &AnalysedFile, spans: &[CharSpan], id: ReportId| {
        let text: String = spans
            .iter()
            .map(|span| file.offsets.slice(&file.source.text, *span))
            .collect();
        (!text.is_empty()).then(|| format!("{text}（{}）", cx.state.library.name(id)))
    };
    let parts: Vec<String> = [words(files.0, &old, ids.0), words(files.1, &new, ids.1)]
        .into_iter()
        .flatten()
        .collect();
    if !parts.is_empty() {
        ui.ctx().copy_text(parts.join("\n"));
    }
}
