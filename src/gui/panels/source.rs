//! The source of the selected goal: the report around it, boxed and scrolled to.

use egui::{RichText, Ui};

use crate::app::command::Command;
use crate::app::library::{ItemId, ReportId};
use crate::app::views::View;
use crate::engine::display;
use crate::gui::cx::{Copied, Cx};
use crate::gui::request::Open;
use crate::gui::theme::size;
use crate::gui::widgets::chip::small;
use crate::gui::widgets::document::{Document, Look, Mark, copy_selection};
use crate::model::analysed::AnalysedFile;
use crate::model::note::Note;
use crate::text::clip::thousands;
use crate::text::span::CharSpan;

use super::goals::colors;

/// What the pane keeps to itself.
#[derive(Default)]
pub struct Memory {
    document: Document,
    /// What it was scrolled to, and how wide it was then.
    shown: Option<(ReportId, usize, u32)>,
}

impl Memory {
    /// Whether words of the report are selected.
    pub fn has_selection(&self) -> bool {
        self.document.selected().is_some()
    }
}

/// What the pane shows: an item with its words marked, or a place.
struct Shown {
    report: ReportId,
    span: CharSpan,
    boxes: Vec<CharSpan>,
    marks: Vec<(CharSpan, display::Role)>,
    unsure: Option<String>,
    checked: Option<String>,
}

fn shown(cx: &Cx<'_>) -> Option<Shown> {
    if let Some(place) = cx.state.goals.place {
        return Some(Shown {
            report: place.report,
            span: place.span,
            boxes: std::iter::once(place.span).chain(place.with).collect(),
            marks: Vec::new(),
            unsure: None,
            checked: None,
        });
    }
    let id = cx.state.goals.selected?;
    let (_, _, item) = cx.state.library.item(id)?;
    Some(Shown {
        report: id.report,
        span: item.span,
        boxes: vec![item.span],
        marks: display::marked(item, item.sentence),
        unsure: (item.is_doubtful() || item.other.is_some())
            .then(|| super::readings(cx, item.tag(), item.other)),
        checked: super::board::checked(cx, item),
    })
}

/// Puts the sentence of an item on the clipboard, with the report, file and place it is from.
pub fn copy_citation(cx: &mut Cx<'_>, id: ItemId) {
    let Some((open, report, item)) = cx.state.library.item(id) else {
        return;
    };
    let sentence = open
        .file
        .offsets
        .slice(&open.file.source.text, item.sentence);
    let meta = &report.report.meta;
    let region = meta.region.as_deref().unwrap_or(&open.name);
    let name = match meta.plan_year {
        Some(year) => cx.text.with(
            "citation-year",
            &[
                ("region", region.to_owned().into()),
                ("year", year.to_string().into()),
            ],
        ),
        None => region.to_owned(),
    };
    let text = cx.text.with(
        "citation",
        &[
            ("name", name.into()),
            ("sentence", sentence.trim().to_owned().into()),
            ("file", open.name.clone().into()),
            ("at", (item.sentence.start + 1).to_string().into()),
        ],
    );
    cx.copy(Copied { text, html: None });
}

/// The note on words of a file, or an empty one.
pub fn note_on(cx: &Cx<'_>, file: &AnalysedFile, span: CharSpan) -> Note {
    let sha256 = &file.source.sha256;
    let mut notes = cx.state.notes.iter();
    let known = notes.find(|note| note.sha256 == *sha256 && note.span.overlaps(span));
    known.cloned().unwrap_or_else(|| Note {
        sha256: sha256.clone(),
        span,
        quote: file
            .offsets
            .slice(&file.source.text, span)
            .trim()
            .to_owned(),
        ..Note::default()
    })
}

/// Draws the pane.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let found = shown(cx).and_then(|shown| {
        let (open, report) = cx.state.library.report(shown.report)?;
        Some((shown, open, report))
    });
    let Some((shown, open, report)) = found else {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() / 2.0 - 12.0).max(0.0));
            let id = if cx.state.view == View::Board {
                "board-hint"
            } else {
                "source-hint"
            };
            ui.label(small(cx.palette, cx.text.get(id)));
        });
        return;
    };
    let mut read = false;
    // A second line where the window is narrow: wider than the pane, it would push the text out of it.
    let width = ui.available_width();
    let margin = egui::Margin::symmetric(14, 0);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let section = report
                .report
                .sections
                .iter()
                .find(|s| s.span.start <= shown.span.start && shown.span.start < s.span.end)
                .and_then(|s| s.title.clone());
            let place = cx.text.with(
                "source-place",
                &[("at", thousands(shown.span.start).into())],
            );
            let words = [
                Some(cx.state.library.name(shown.report)),
                section.map(|s| crate::text::clip::clip(&s, 24)),
                Some(place),
                Some(crate::text::clip::clip(&open.name, 30)),
            ];
            ui.label(small(
                cx.palette,
                words.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            ));
            if let Some(checked) = &shown.checked {
                ui.label(
                    RichText::new(checked)
                        .size(size::SMALL)
                        .color(*cx.palette.accent),
                );
            }
            if let Some(readings) = &shown.unsure {
                ui.label(
                    RichText::new(format!("? {readings}"))
                        .size(size::SMALL)
                        .color(*cx.palette.error),
                );
            }
            if ui
                .link(small(cx.palette, cx.text.get("read-there")))
                .clicked()
            {
                read = true;
            }
            if let Some(id) = cx
                .state
                .goals
                .selected
                .filter(|_| cx.state.goals.place.is_none())
                && ui
                    .link(small(cx.palette, cx.text.get("copy-citation")))
                    .clicked()
            {
                copy_citation(cx, id);
            }
            if let Some((_, _, item)) = cx
                .state
                .goals
                .selected
                .and_then(|id| cx.state.library.item(id))
                && ui
                    .link(small(cx.palette, cx.text.get("rule-make")))
                    .clicked()
            {
                *cx.dialog = Some(Open::NewRule {
                    quote: item.quote.to_string(),
                    indicator: item.canonical.to_string(),
                    measure: Some(item.measure),
                });
            }
            let note = note_on(cx, &open.file, shown.span);
            let id = if note.at.is_empty() {
                "note-add"
            } else {
                "note-edit"
            };
            if ui.link(small(cx.palette, cx.text.get(id))).clicked() {
                *cx.dialog = Some(Open::Note(note));
            }
        })
    });
    memory
        .document
        .layout(ui.ctx(), &open.file, &report.report, width, size::READING);
    let mut marks: Vec<Mark> = Vec::new();
    for &(span, role) in &shown.marks {
        let (color, ground) = colors(cx.palette, role);
        marks.push(Mark {
            span,
            look: Look {
                color: Some(color),
                ground: Some(ground),
                strong: role == display::Role::Value,
                struck: false,
            },
        });
    }
    let scrolled = (shown.report, shown.span.start, width as u32);
    let offset = (memory.shown != Some(scrolled))
        .then(|| (memory.document.y_of(shown.span.start) - memory.document.line() * 1.0).max(0.0));
    memory.shown = Some(scrolled);
    memory.document.show(
        ui,
        egui::Id::unique("source"),
        cx.palette,
        &marks,
        &shown.boxes,
        offset,
    );
    copy_selection(ui, &memory.document, &open.file);
    if read {
        let at = Some(shown.span.start);
        cx.send(Command::Read {
            report: shown.report,
            at,
        });
    }
}
