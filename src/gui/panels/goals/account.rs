//! The account of the numbers that are no goals: a fold under the table with each of them, its reason, and what does
//! not agree with itself. A click shows the place in the source.

use egui::{Align, Label, Layout, RichText, Sense, Ui};

use crate::app::command::Command;
use crate::app::state::AppState;
use crate::app::views::goals::GoalsCommand;
use crate::app::views::goals::Place;
use crate::engine::labels::label;
use crate::gui::cx::Cx;
use crate::gui::widgets::chip::small;
use crate::text::clip::clip;
use crate::text::span::CharSpan;

/// How high a row is.
const ROW: f32 = 26.0;

/// One number or doubt.
pub struct Entry {
    place: Place,
    report: String,
    quote: String,
    /// The key of its reason's label.
    why: String,
    doubt: bool,
    context: String,
}

/// Everything the shown reports leave out or contradict: doubts first, then the numbers in the order of the reports.
pub fn entries(state: &AppState) -> Vec<Entry> {
    let (mut doubts, mut numbers) = (Vec::new(), Vec::new());
    for id in state.library.shown() {
        let Some((open, analysed)) = state.library.report(id) else {
            continue;
        };
        let slice = |span: CharSpan| {
            open.file
                .offsets
                .slice(&open.file.source.text, span)
                .to_owned()
        };
        let around = |span: CharSpan| {
            let from = span
                .start
                .saturating_sub(18)
                .max(analysed.report.span.start);
            let to = (span.end + 18).min(analysed.report.span.end);
            slice(CharSpan::new(from, to)).replace(['\n', '\r'], " ")
        };
        let entry = |quote: &str, span, with, why: String, doubt| Entry {
            place: Place {
                report: id,
                span,
                with,
            },
            report: state.library.name(id),
            quote: clip(quote, 24),
            why,
            doubt,
            context: around(span),
        };
        for doubt in &analysed.found.doubts {
            let why = format!("doubt.{}", doubt.why.key());
            doubts.push(entry(&doubt.quote, doubt.span, doubt.with, why, true));
        }
        for unused in &analysed.found.unused {
            let why = format!("why.{}", unused.why.key());
            numbers.push(entry(&unused.quote, unused.span, None, why, false));
        }
    }
    doubts.append(&mut numbers);
    doubts
}

/// Draws the line that folds, and under it the list.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, entries: &[Entry]) {
    let open = cx.state.goals.account;
    let doubts = entries.partition_point(|entry| entry.doubt);
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        let words = cx.text.with(
            "account",
            &[
                ("count", (entries.len() - doubts).into()),
                ("doubts", doubts.into()),
            ],
        );
        let sign = if open { "▾" } else { "▸" };
        let color = if doubts > 0 {
            *cx.palette.error
        } else {
            *cx.palette.muted
        };
        let line = ui.add(
            Label::new(RichText::new(format!("{sign} {words}")).color(color)).sense(Sense::click()),
        );
        if line.on_hover_text(cx.text.get("account-hint")).clicked() {
            cx.send(Command::Goals(GoalsCommand::Account(!open)));
        }
    });
    if !open {
        return;
    }
    let mut chosen = None;
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, ROW, entries.len(), |ui, rows| {
            for entry in entries.get(rows).unwrap_or(&[]) {
                let selected = cx.state.goals.place == Some(entry.place);
                if row(ui, cx, entry, selected) {
                    chosen = Some(entry.place);
                }
            }
        });
    if let Some(place) = chosen {
        cx.send(Command::Goals(GoalsCommand::Inspect(place)));
    }
}

fn row(ui: &mut Ui, cx: &Cx<'_>, entry: &Entry, selected: bool) -> bool {
    let size = egui::vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, selected, &entry.quote)
    });
    if selected || response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, *cx.palette.accent_ground);
    }
    let mut line = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(egui::vec2(14.0, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    let cell = |ui: &mut Ui, width: f32, text: RichText| {
        ui.allocate_ui_with_layout(
            egui::vec2(width, ROW),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(width);
                ui.add(Label::new(text).truncate().selectable(false));
            },
        );
    };
    let why = label(cx.text.language, &entry.why).to_owned();
    let why = if entry.doubt {
        RichText::new(why).color(*cx.palette.error)
    } else {
        small(cx.palette, why)
    };
    cell(&mut line, 130.0, small(cx.palette, entry.report.as_str()));
    cell(&mut line, 150.0, RichText::new(&entry.quote));
    cell(&mut line, if entry.doubt { 300.0 } else { 130.0 }, why);
    line.add(
        Label::new(small(cx.palette, entry.context.as_str()))
            .truncate()
            .selectable(false),
    );
    response.clicked()
}
