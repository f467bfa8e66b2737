//! The third pane: a report of the level above, or any other, beside the two.

use egui::{Id, Rect, Ui, UiBuilder};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::app::views::compare::CompareCommand;
use crate::app::views::compare::Row;
use crate::gui::cx::Cx;
use crate::gui::theme::size;
use crate::gui::widgets::document::{Document, Look, Mark};
use crate::text::clip::clip;
use crate::text::span::CharSpan;

/// What the pane keeps to itself.
#[derive(Default)]
pub struct Memory {
    document: Document,
    seen: Option<Row>,
}

/// The third report, scrolled to what answers to the selected sentence; what nothing answers to is tinted.
pub fn pane(ui: &mut Ui, cx: &Cx<'_>, memory: &mut Memory, id: ReportId, rect: Rect) {
    let Some((open, report)) = cx.state.library.report(id) else {
        return;
    };
    let document = &mut memory.document;
    document.layout(
        ui.ctx(),
        &open.file,
        &report.report,
        rect.width(),
        size::READING - 1.0,
    );
    let boxed = cx.state.compare.above_selected();
    let found = cx.state.compare.above_found.clone();
    let unanswered = found.iter().flat_map(|found| {
        let spans = found.dropped.iter().filter_map(|at| found.old.get(*at));
        spans.copied().collect::<Vec<CharSpan>>()
    });
    let marks: Vec<Mark> = unanswered
        .map(|span| Mark {
            span,
            look: Look {
                ground: Some(*cx.palette.gone_ground),
                ..Look::default()
            },
        })
        .collect();
    let selected = cx.state.compare.selected.filter(|_| found.is_some());
    let mut offset = None;
    if memory.seen != selected {
        memory.seen = selected;
        let first = boxed.first();
        offset = first.map(|span| (document.y_of(span.start) - rect.height() * 0.3).max(0.0));
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("compare-above"));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let own = Id::unique("compare-above");
    document.show(&mut child, own, cx.palette, &marks, &boxed, offset);
    let line = egui::Stroke::new(1.0, *cx.palette.line);
    ui.painter().vline(rect.right(), rect.y_range(), line);
}

/// The choice of a third report.
pub fn choice(ui: &mut Ui, cx: &mut Cx<'_>) {
    let now = cx.state.compare.above;
    let words = now.map_or_else(
        || cx.text.get("compare-above").to_owned(),
        |id| clip(&cx.state.library.name(id), 10),
    );
    let mut chosen = None;
    ui.menu_button(format!("{words} ▾"), |ui| {
        egui::ScrollArea::vertical()
            .max_height(440.0)
            .show(ui, |ui| {
                if ui
                    .radio(now.is_none(), cx.text.get("compare-above-none"))
                    .clicked()
                {
                    chosen = Some(None);
                }
                let all: Vec<ReportId> = cx.state.library.reports().collect();
                let both = [cx.state.compare.old, cx.state.compare.new];
                for id in all.into_iter().filter(|id| !both.contains(&Some(*id))) {
                    if ui
                        .radio(now == Some(id), cx.state.library.name(id))
                        .clicked()
                    {
                        chosen = Some(Some(id));
                    }
                }
            });
        if chosen.is_some() {
            ui.close();
        }
    })
    .response
    .on_hover_text(cx.text.get("compare-above-hint"));
    if let Some(chosen) = chosen {
        cx.send(Command::Compare(CompareCommand::Above(chosen)));
    }
}
