//! The headings of both reports with the share of their text that changed.

use std::sync::Arc;

use egui::{Align, Layout, ScrollArea, Sense, Ui, Vec2};

use crate::app::command::Command;
use crate::app::views::compare::CompareCommand;
use crate::app::views::compare::Row;
use crate::engine::compare::words::Difference;
use crate::gui::cx::Cx;
use crate::gui::theme::{font, size};
use crate::gui::widgets::chip::{choices, small};
use crate::model::comparison::{Comparison, Nearness};
use crate::model::report::Report;
use crate::text::clip::clip;
use crate::text::span::CharSpan;

/// A heading and what became of the text under it.
struct Line {
    title: String,
    depth: u8,
    /// The share of its characters that are not the same on the other side, 0 to 1.
    changed: f32,
    /// Its first sentence.
    row: Option<Row>,
}

/// What the outline keeps to itself.
#[derive(Default)]
pub struct Memory {
    kept: Option<Arc<Comparison>>,
    sides: [Vec<Line>; 2],
    old: bool,
}

/// Draws the outline.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let ids = [cx.state.compare.old, cx.state.compare.new];
    let (Some(found), [Some(old), Some(new)]) = (cx.state.compare.found.clone(), ids) else {
        return;
    };
    if memory
        .kept
        .as_ref()
        .is_none_or(|kept| !Arc::ptr_eq(kept, &found))
    {
        let report = |id| {
            cx.state
                .library
                .report(id)
                .map(|(_, report)| &report.report)
        };
        let (Some(a), Some(b)) = (report(old), report(new)) else {
            return;
        };
        let differences = &cx.state.compare.differences;
        memory.sides = [
            lines(a, &found, differences, true),
            lines(b, &found, differences, false),
        ];
        memory.kept = Some(found);
    }
    let names = [old, new].map(|id| clip(&cx.state.library.name(id), 8));
    if let Some(side) = choices(ui, cx.palette, usize::from(!memory.old), &names) {
        memory.old = side == 0;
    }
    ui.add_space(6.0);
    let lines = memory
        .sides
        .get(usize::from(!memory.old))
        .map_or(&[][..], Vec::as_slice);
    if lines.is_empty() {
        ui.label(small(cx.palette, cx.text.get("outline-none")));
        return;
    }
    let mut go = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, 28.0, lines.len(), |ui, range| {
            for line in lines.get(range).unwrap_or(&[]) {
                let (rect, response) =
                    ui.allocate_exact_size(Vec2::new(ui.available_width(), 28.0), Sense::click());
                if response.hovered() || response.has_focus() {
                    ui.painter().rect_filled(rect, 6.0, *cx.palette.line_soft);
                }
                let share = cx.text.with(
                    "outline-changed",
                    &[("percent", format!("{:.0}", line.changed * 100.0).into())],
                );
                let inner = rect.shrink2(Vec2::new(6.0, 0.0));
                let mut row = ui.new_child(
                    egui::UiBuilder::new()
                        .max_rect(inner)
                        .layout(Layout::right_to_left(Align::Center)),
                );
                row.add(egui::Label::new(small(cx.palette, share)).selectable(false));
                let indent = f32::from(line.depth.saturating_sub(1)) * 12.0;
                let room = row.available_width() - indent;
                let letters = ((room / size::BODY) as usize).max(2);
                ui.painter().text(
                    egui::pos2(inner.left() + indent, rect.center().y),
                    egui::Align2::LEFT_CENTER,
                    clip(&line.title, letters),
                    font(size::BODY),
                    *cx.palette.ink,
                );
                response
                    .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &line.title));
                if response.on_hover_text(&line.title).clicked() {
                    go = line.row;
                }
            }
        });
    if let Some(row) = go {
        cx.send(Command::Compare(CompareCommand::Go(row)));
    }
}

fn lines(report: &Report, found: &Comparison, differences: &[Difference], old: bool) -> Vec<Line> {
    let spans = if old { &found.old } else { &found.new };
    // How many characters of each sentence are not the same on the other side.
    let mut changed: Vec<usize> = spans.iter().map(|span| span.len()).collect();
    let mut row: Vec<Row> = (0..spans.len())
        .map(|at| if old { Row::Dropped(at) } else { Row::New(at) })
        .collect();
    for (pair, difference) in found.pairs.iter().zip(differences) {
        let (own, pieces): (&[usize], _) = if old {
            (&pair.old, &difference.old)
        } else {
            (std::slice::from_ref(&pair.new), &difference.new)
        };
        for &at in own {
            if let Some(slot) = changed.get_mut(at) {
                *slot = match pair.nearness {
                    Nearness::Same => 0,
                    Nearness::Edited => {
                        let own = spans.get(at).copied().unwrap_or_default();
                        let inside = pieces.iter().filter(|piece| own.contains(piece.span));
                        inside.map(|piece| piece.span.len()).sum()
                    }
                    _ => *slot,
                };
            }
            if let Some(slot) = row.get_mut(at) {
                *slot = Row::New(pair.new);
            }
        }
    }
    let headings = &report.outline;
    headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| heading.depth <= 2)
        .map(|(at, heading)| {
            // Its text ends where a heading of its level or above begins.
            let end = headings
                .iter()
                .skip(at + 1)
                .find(|other| other.depth <= heading.depth)
                .map_or(report.span.end, |other| other.span.start);
            let first = spans.partition_point(|span: &CharSpan| span.start < heading.span.start);
            let last = spans.partition_point(|span| span.start < end);
            let own = first..last.max(first);
            let all: usize = spans
                .get(own.clone())
                .unwrap_or(&[])
                .iter()
                .map(|span| span.len())
                .sum();
            let changed: usize = changed.get(own).unwrap_or(&[]).iter().sum();
            Line {
                title: heading.title.clone(),
                depth: heading.depth,
                changed: changed as f32 / all.max(1) as f32,
                row: row.get(first).copied(),
            }
        })
        .collect()
}
