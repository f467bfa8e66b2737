//! Two reports side by side: paired sentences, ribbons between them, changed words marked, an overview at the edge.

mod above;
mod bands;
mod details;
mod marks;
pub mod outline;

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Rect, RichText, Ui, UiBuilder};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::app::versioned::Same;
use crate::app::views::compare::CompareCommand;
use crate::app::views::compare::{DiffFilter, Row};
use crate::gui::cx::Cx;
use crate::gui::theme::size;
use crate::gui::widgets::chip::{choices, pick, tools as bar};
use crate::gui::widgets::document::{Document, Look, Mark, copy_selection};
use crate::gui::widgets::fit::{ends, fit};
use crate::model::comparison::{Comparison, Nearness};
use crate::text::clip::clip;
use crate::text::span::CharSpan;

use super::read::Find;
use details::{copy_pair, details};
use marks::{boxes, marks};

/// The width of the gutter with the ribbons.
const GUTTER: f32 = 44.0;
/// The width of the overview.
const STRIP: f32 = 20.0;

/// Where both sides stand level: for one comparison and two layouts, heights in the old and in the new pane.
type Anchors = (usize, [u32; 2], Vec<(f32, f32)>);

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    old: Document,
    new: Document,
    above: above::Memory,
    offsets: [f32; 2],
    force: [Option<f32>; 2],
    jump: u64,
    finds: [Find; 2],
    find_seen: u64,
    rows: Option<(Option<Same<Comparison>>, DiffFilter, Vec<Row>)>,
    anchors: Option<Anchors>,
}

/// Draws the view.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, find: &str, next: u64) {
    bar(ui, cx.palette, "compare-tools", |ui| tools(ui, cx, memory));
    let ready = cx.state.compare.old.zip(cx.state.compare.new);
    let Some((old, new)) = ready.filter(|(old, new)| {
        cx.state.library.report(*old).is_some() && cx.state.library.report(*new).is_some()
    }) else {
        ui.vertical_centered(|ui| {
            ui.add_space(60.0);
            ui.label(RichText::new(cx.text.get("compare-none")).color(*cx.palette.muted));
        });
        return;
    };
    keys(ui, cx);
    egui::Panel::bottom("compare-details")
        .exact_size(46.0)
        .frame(
            egui::Frame::new()
                .fill(*cx.palette.paper)
                .inner_margin(egui::Margin::symmetric(16, 0)),
        )
        .show(ui, |ui| details(ui, cx));
    egui::CentralPanel::default()
        .frame(egui::Frame::new().fill(*cx.palette.paper))
        .show(ui, |ui| panes(ui, cx, memory, (old, new), find, next));
}

fn tools(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let compare = &cx.state.compare;
    let content = (
        cx.text.language,
        compare.old,
        compare.new,
        compare.above,
        compare.filter,
    );
    fit(ui, "compare-tools", content, 2, |ui, form| {
        side(ui, cx, true);
        if ui.button("⇄").on_hover_text(cx.text.get("swap")).clicked() {
            cx.send(Command::Compare(CompareCommand::Swap));
        }
        side(ui, cx, false);
        if cx.state.library.reports().nth(2).is_some() {
            above::choice(ui, cx);
        }
        let ids = [
            "diff-all",
            "diff-numbers",
            "diff-bounds",
            "diff-wording",
            "diff-new",
            "diff-dropped",
            "diff-moved",
        ];
        let on = DiffFilter::ALL
            .iter()
            .position(|f| *f == cx.state.compare.filter)
            .unwrap_or(0);
        let words = ids.map(|id| cx.text.get(id).to_owned());
        let chosen = if form < 1 {
            choices(ui, cx.palette, on, &words).and_then(|i| DiffFilter::ALL.get(i).copied())
        } else {
            let all: Vec<(DiffFilter, String)> = DiffFilter::ALL.into_iter().zip(words).collect();
            pick(ui, &all, cx.state.compare.filter, None)
        };
        if let Some(filter) = chosen {
            cx.send(Command::Compare(CompareCommand::Filter(filter)));
        }
        ends(ui, |ui| {
            let rows = differences(cx, memory);
            let at = cx
                .state
                .compare
                .selected
                .and_then(|row| rows.iter().position(|other| *other == row));
            if ui
                .button("↓ F8")
                .on_hover_text(cx.text.get("next-difference"))
                .clicked()
            {
                cx.send(Command::Compare(CompareCommand::Step { forward: true }));
            }
            ui.label(
                RichText::new(format!("{} / {}", at.map_or(0, |at| at + 1), rows.len()))
                    .color(*cx.palette.ink),
            );
            if ui
                .button("↑ F7")
                .on_hover_text(cx.text.get("previous-difference"))
                .clicked()
            {
                cx.send(Command::Compare(CompareCommand::Step { forward: false }));
            }
            0.0
        })
    });
}

fn differences(cx: &Cx<'_>, memory: &mut Memory) -> Vec<Row> {
    let key = cx.state.compare.found.as_ref().map(Same::of);
    let filter = cx.state.compare.filter;
    match &memory.rows {
        Some((old, kept, rows)) if *old == key && *kept == filter => rows.clone(),
        _ => {
            let rows = cx.state.compare.differences(filter);
            memory.rows = Some((key, filter, rows.clone()));
            rows
        }
    }
}

/// The choice of a report for one side.
pub fn side(ui: &mut Ui, cx: &mut Cx<'_>, left: bool) {
    let now = if left {
        cx.state.compare.old
    } else {
        cx.state.compare.new
    };
    let name = now.map_or_else(
        || cx.text.get("choose-report").to_owned(),
        |id| cx.state.library.name(id),
    );
    ui.menu_button(format!("{} ▾", clip(&name, 12)), |ui| {
        egui::ScrollArea::vertical()
            .max_height(440.0)
            .show(ui, |ui| {
                let all: Vec<ReportId> = cx.state.library.reports().collect();
                for id in all {
                    if ui
                        .radio(now == Some(id), cx.state.library.name(id))
                        .clicked()
                    {
                        cx.send(Command::Compare(if left {
                            CompareCommand::Old(id)
                        } else {
                            CompareCommand::New(id)
                        }));
                        ui.close();
                    }
                }
            });
    });
}

fn keys(ui: &Ui, cx: &mut Cx<'_>) {
    if cx.modal {
        return;
    }
    let typing = ui
        .ctx()
        .memory(egui::Memory::focused)
        .is_some_and(|id| id == Id::unique(crate::gui::keys::SEARCH));
    let (forward, back) = ui.input_mut(|input| {
        let mut forward = input.consume_key(Modifiers::NONE, Key::F8);
        let mut back = input.consume_key(Modifiers::NONE, Key::F7);
        if !typing {
            forward |= input.consume_key(Modifiers::NONE, Key::ArrowDown);
            back |= input.consume_key(Modifiers::NONE, Key::ArrowUp);
        }
        (forward, back)
    });
    if forward || back {
        cx.send(Command::Compare(CompareCommand::Step { forward }));
    }
}

fn panes(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    memory: &mut Memory,
    ids: (ReportId, ReportId),
    find: &str,
    next: u64,
) {
    let Some(((old_file, old_report), (new_file, new_report))) = cx
        .state
        .library
        .report(ids.0)
        .zip(cx.state.library.report(ids.1))
    else {
        return;
    };
    let (old_file, new_file) = (Arc::clone(&old_file.file), Arc::clone(&new_file.file));
    let (old_report, new_report) = (old_report.report.clone(), new_report.report.clone());
    let mut full = ui.max_rect();
    if let Some(third) = cx.state.compare.above {
        let width = (full.width() * 0.3).clamp(180.0, 520.0);
        let own = Rect::from_min_size(full.min, egui::vec2(width, full.height()));
        above::pane(ui, cx, &mut memory.above, third, own);
        full.min.x = own.right();
    }
    let width = ((full.width() - GUTTER - STRIP) / 2.0).max(120.0);
    let left = Rect::from_min_size(full.min, egui::vec2(width, full.height()));
    let gutter = Rect::from_min_size(left.right_top(), egui::vec2(GUTTER, full.height()));
    let right = Rect::from_min_size(gutter.right_top(), egui::vec2(width, full.height()));
    let strip = Rect::from_min_max(right.right_top(), full.right_bottom());
    memory
        .old
        .layout(ui.ctx(), &old_file, &old_report, width, size::READING);
    memory
        .new
        .layout(ui.ctx(), &new_file, &new_report, width, size::READING);
    let found = cx.state.compare.found.clone();
    if let (Some(found), true) = (&found, memory.jump != cx.state.compare.jump) {
        memory.jump = cx.state.compare.jump;
        scroll_to_selected(cx, memory, found, full.height());
    }
    let [old_find, new_find] = &mut memory.finds;
    old_find.run(&old_file, &old_report, find);
    new_find.run(&new_file, &new_report, find);
    if memory.find_seen != next {
        memory.find_seen = next;
        for (side, find) in memory.finds.iter_mut().enumerate() {
            if find.hits.is_empty() {
                continue;
            }
            find.at = (find.at + 1) % find.hits.len();
            let document = if side == 0 { &memory.old } else { &memory.new };
            if let (Some(hit), Some(force)) = (find.hits.get(find.at), memory.force.get_mut(side)) {
                *force = Some((document.y_of(hit.start) - full.height() * 0.3).max(0.0));
            }
        }
    }
    let (mut old_marks, mut new_marks) = (Vec::new(), Vec::new());
    if let Some(found) = &found {
        marks(cx, found, &mut old_marks, &mut new_marks);
    }
    for (find, marks) in memory.finds.iter().zip([&mut old_marks, &mut new_marks]) {
        marks.extend(find.hits.iter().map(|span| Mark {
            span: *span,
            look: Look {
                ground: Some(*cx.palette.find_ground),
                ..Look::default()
            },
        }));
    }
    let (old_boxes, new_boxes) = boxes(cx, found.as_deref());
    let before = memory.offsets;
    let [force_old, force_new] = std::mem::take(&mut memory.force);
    let pane = |ui: &mut Ui,
                rect: Rect,
                document: &mut Document,
                marks: &[Mark],
                boxed: &[CharSpan],
                offset: Option<f32>,
                id: &str| {
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(id));
        child.set_clip_rect(rect.intersect(ui.clip_rect()));
        document.show(&mut child, Id::unique(id), cx.palette, marks, boxed, offset)
    };
    let shown_old = pane(
        ui,
        left,
        &mut memory.old,
        &old_marks,
        &old_boxes,
        force_old,
        "compare-old",
    );
    let shown_new = pane(
        ui,
        right,
        &mut memory.new,
        &new_marks,
        &new_boxes,
        force_new,
        "compare-new",
    );
    if !copy_selection(ui, &memory.old, &old_file) && !copy_selection(ui, &memory.new, &new_file) {
        copy_pair(ui, cx, found.as_deref(), (&old_file, &new_file), ids);
    }
    memory.offsets = [shown_old.offset, shown_new.offset];
    let Some(found) = found else {
        ui.painter().text(
            gutter.center(),
            egui::Align2::CENTER_CENTER,
            "…",
            crate::gui::theme::font(18.0),
            *cx.palette.muted,
        );
        return;
    };
    if let Some(at) = shown_new.clicked {
        let row = found
            .new
            .iter()
            .position(|span| span.start <= at && at < span.end)
            .map(Row::New);
        select(cx, memory, row, &found, true, full.height());
    }
    if let Some(at) = shown_old.clicked {
        let row = found
            .old
            .iter()
            .position(|span| span.start <= at && at < span.end)
            .map(|old| {
                found
                    .pairs
                    .iter()
                    .find(|pair| pair.old.contains(&old))
                    .map_or(Row::Dropped(old), |pair| Row::New(pair.new))
            });
        select(cx, memory, row, &found, false, full.height());
    }
    let moved = [
        (memory.offsets[0] - before[0]).abs() > 0.5 && force_old.is_none(),
        (memory.offsets[1] - before[1]).abs() > 0.5 && force_new.is_none(),
    ];
    if !cx.state.compare.unsynced && (moved[0] != moved[1]) && !ui.input(|i| i.modifiers.alt) {
        follow(memory, &found, moved[0], full.height());
        ui.ctx().request_repaint();
    }
    bands::ribbons(
        ui,
        cx,
        gutter,
        &found,
        (&memory.old, &memory.new),
        memory.offsets,
    );
    if let Some(y) = bands::strip(
        ui,
        cx,
        strip,
        &found,
        &memory.new,
        memory.offsets[1],
        full.height(),
    ) {
        memory.force[1] = Some(y);
        memory.offsets[1] = y;
        if !cx.state.compare.unsynced {
            follow(memory, &found, false, full.height());
        }
    }
}

/// Selects a place and shows its counterpart at the same height.
fn select(
    cx: &mut Cx<'_>,
    memory: &mut Memory,
    row: Option<Row>,
    found: &Comparison,
    from_new: bool,
    height: f32,
) {
    cx.send(Command::Compare(CompareCommand::Select(row)));
    let Some(Row::New(new)) = row else { return };
    let Some(pair) = found.pairs.get(new) else {
        return;
    };
    let (Some(a), Some(b)) = (
        pair.old.first().and_then(|old| found.old.get(*old)),
        found.new.get(new),
    ) else {
        return;
    };
    let (y_old, y_new) = (memory.old.y_of(a.start), memory.new.y_of(b.start));
    if from_new {
        memory.force[0] = Some((y_old - (y_new - memory.offsets[1])).max(0.0));
    } else {
        memory.force[1] = Some((y_new - (y_old - memory.offsets[0])).max(0.0));
    }
    let _ = height;
}

fn scroll_to_selected(cx: &Cx<'_>, memory: &mut Memory, found: &Comparison, height: f32) {
    let third = height * 0.3;
    match cx.state.compare.selected {
        Some(Row::New(new)) => {
            if let Some(span) = found.new.get(new) {
                memory.force[1] = Some((memory.new.y_of(span.start) - third).max(0.0));
            }
            let old = found
                .pairs
                .get(new)
                .and_then(|pair| pair.old.first())
                .and_then(|old| found.old.get(*old));
            if let Some(span) = old {
                memory.force[0] = Some((memory.old.y_of(span.start) - third).max(0.0));
            } else {
                let y = memory.force[1].unwrap_or_default();
                memory.force[0] =
                    Some(answer(memory, found, false, y + third) - third).map(|y| y.max(0.0));
            }
        }
        Some(Row::Dropped(old)) => {
            if let Some(span) = found.old.get(old) {
                let y = memory.old.y_of(span.start);
                memory.force[0] = Some((y - third).max(0.0));
                memory.force[1] = Some((answer(memory, found, true, y) - third).max(0.0));
            }
        }
        None => {}
    }
}

/// Where the other side stands when one side is at `y`: between the pairs around it.
fn answer(memory: &mut Memory, found: &Comparison, from_old: bool, y: f32) -> f32 {
    let key = std::ptr::from_ref(found) as usize;
    let heights = [memory.old.height().to_bits(), memory.new.height().to_bits()];
    if memory
        .anchors
        .as_ref()
        .is_none_or(|(old, h, _)| *old != key || *h != heights)
    {
        let mut anchors = vec![(0.0, 0.0)];
        for pair in found.pairs.iter().filter(|pair| {
            !pair.moved && matches!(pair.nearness, Nearness::Same | Nearness::Edited)
        }) {
            let Some((a, b)) = pair
                .old
                .first()
                .and_then(|old| found.old.get(*old))
                .zip(found.new.get(pair.new))
            else {
                continue;
            };
            let place = (memory.old.y_of(a.start), memory.new.y_of(b.start));
            if anchors
                .last()
                .is_some_and(|last: &(f32, f32)| place.0 >= last.0 && place.1 >= last.1)
            {
                anchors.push(place);
            }
        }
        anchors.push((memory.old.height(), memory.new.height()));
        memory.anchors = Some((key, heights, anchors));
    }
    let Some((_, _, anchors)) = &memory.anchors else {
        return y;
    };
    let pick = |p: &(f32, f32)| if from_old { *p } else { (p.1, p.0) };
    let at = anchors.partition_point(|p| pick(p).0 <= y);
    let (a, b) = (
        anchors.get(at.saturating_sub(1)).map_or((0.0, 0.0), pick),
        anchors.get(at).map_or((y, y), pick),
    );
    let part = if b.0 > a.0 {
        ((y - a.0) / (b.0 - a.0)).clamp(0.0, 1.0)
    } else {
        0.0
    };
    a.1 + (b.1 - a.1) * part
}

/// The side that was not scrolled follows the other one.
fn follow(memory: &mut Memory, found: &Comparison, old_leads: bool, height: f32) {
    let focus = height * 0.35;
    if old_leads {
        let y = memory.offsets[0] + focus;
        memory.force[1] = Some((answer(memory, found, true, y) - focus).max(0.0));
    } else {
        let y = memory.offsets[1] + focus;
        memory.force[0] = Some((answer(memory, found, false, y) - focus).max(0.0));
    }
}
