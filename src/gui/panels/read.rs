//! One report in a clean column: outline, goals and tasks tinted, find as you type.

use std::sync::Arc;

use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, Vec2};

use crate::app::command::Command;
use crate::app::library::{ItemId, ReportId};
use crate::app::versioned::Same;
use crate::app::views::View;
use crate::app::views::goals::GoalsCommand;
use crate::app::words::WordsCommand;
use crate::engine::display;
use crate::gui::cx::Cx;
use crate::gui::request::Open;
use crate::gui::theme::size;
use crate::gui::widgets::chip::{flat, small};
use crate::gui::widgets::document::{Document, Look, Mark, copy_selection};
use crate::model::analysed::AnalysedFile;
use crate::model::goal::Kind;
use crate::model::report::Report;
use crate::text::clip::{clip, thousands};
use crate::text::norm::Norm;
use crate::text::span::CharSpan;

use super::goals::colors;
use super::source::note_on;

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    document: Document,
    jump: u64,
    find: Find,
    hit_seen: u64,
    offset: f32,
    /// Where the menu was asked for.
    asked: usize,
}

/// A search in one report.
#[derive(Default)]
pub struct Find {
    key: Option<(Same<AnalysedFile>, usize, String)>,
    /// Where the words stand.
    pub hits: Vec<CharSpan>,
    /// The one shown.
    pub at: usize,
}

impl Find {
    /// Looks for `words` in a report: simplified and traditional, full and half width count as one.
    pub fn run(&mut self, file: &Arc<AnalysedFile>, report: &Report, words: &str) {
        let key = (Same::of(file), report.span.start, words.to_owned());
        if self.key.as_ref() == Some(&key) {
            return;
        }
        self.key = Some(key);
        self.hits.clear();
        self.at = 0;
        let needle = Norm::new(words.trim());
        let needle = needle.text(0..needle.len()).to_lowercase();
        if needle.is_empty() {
            return;
        }
        let norm = Norm::new(file.offsets.slice(&file.source.text, report.span));
        let folded: Vec<char> = (0..norm.len())
            .map(|i| norm.at(i).to_ascii_lowercase())
            .collect();
        let needle: Vec<char> = needle.chars().collect();
        let mut i = 0;
        while i + needle.len() <= folded.len() {
            if folded.get(i..i + needle.len()) == Some(needle.as_slice()) {
                let span = norm.source(i..i + needle.len());
                self.hits.push(CharSpan::new(
                    span.start + report.span.start,
                    span.end + report.span.start,
                ));
                i += needle.len();
            } else {
                i += 1;
            }
        }
    }
}

/// Draws the view. `find` are the words typed on top, `next` rises with each Enter.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, find: &str, next: u64) {
    let Some(id) = cx
        .state
        .reading
        .report
        .filter(|id| cx.state.library.report(*id).is_some())
    else {
        ui.vertical_centered(|ui| {
            ui.add_space(60.0);
            ui.label(RichText::new(cx.text.get("read-none")).color(*cx.palette.muted));
        });
        return;
    };
    let Some((open, report)) = cx.state.library.report(id) else {
        return;
    };
    let (file, report) = (Arc::clone(&open.file), report.report.clone());
    memory.find.run(&file, &report, find);
    if memory.hit_seen != next && !memory.find.hits.is_empty() {
        memory.find.at = (memory.find.at + 1) % memory.find.hits.len();
    }
    let hit_jump = memory.hit_seen != next
        || (!memory.find.hits.is_empty()
            && ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Text(_))))
            && !find.is_empty());
    memory.hit_seen = next;
    let mut goto = (memory.jump != cx.state.reading.jump)
        .then(|| cx.state.reading.at.unwrap_or(report.span.start));
    memory.jump = cx.state.reading.jump;
    if hit_jump {
        goto = memory
            .find
            .hits
            .get(memory.find.at)
            .map(|hit| hit.start)
            .or(goto);
    }
    if ui.available_width() > 620.0 {
        egui::Panel::left("outline")
            .resizable(true)
            .default_size(210.0)
            .size_range(150.0..=360.0)
            .frame(egui::Frame::new().fill(*cx.palette.ground).inner_margin(10))
            .show(ui, |ui| {
                if let Some(at) = outline(ui, cx, &report, memory) {
                    goto = Some(at);
                }
            });
    }
    egui::CentralPanel::default()
        .frame(egui::Frame::new().fill(*cx.palette.paper))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_height(34.0);
                ui.add_space(20.0);
                ui.label(RichText::new(cx.state.library.name(id)).color(*cx.palette.ink));
                ui.label(small(
                    cx.palette,
                    cx.text.with(
                        "read-length",
                        &[("chars", thousands(report.span.len()).into())],
                    ),
                ));
                if !find.trim().is_empty() {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.add_space(16.0);
                        let now = if memory.find.hits.is_empty() {
                            0
                        } else {
                            memory.find.at + 1
                        };
                        ui.label(small(
                            cx.palette,
                            cx.text.with(
                                "find-hits",
                                &[("at", now.into()), ("count", memory.find.hits.len().into())],
                            ),
                        ));
                    });
                }
            });
            // A column no wider than a page: long rows are hard to follow.
            let width = ui.available_width().min(860.0);
            let side = (ui.available_width() - width) / 2.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                ui.allocate_ui_with_layout(
                    Vec2::new(ui.available_width(), ui.available_height()),
                    Layout::top_down(Align::Min),
                    |ui| {
                        memory.document.layout(
                            ui.ctx(),
                            &file,
                            &report,
                            width,
                            size::READING + 1.0,
                        );
                        let marks = marks(cx, id, &memory.find);
                        let boxed: Vec<CharSpan> = memory
                            .find
                            .hits
                            .get(memory.find.at)
                            .copied()
                            .into_iter()
                            .chain(
                                cx.state
                                    .goals
                                    .selected
                                    .filter(|item| item.report == id)
                                    .and_then(|item| cx.state.library.item(item))
                                    .map(|(_, _, item)| item.span),
                            )
                            .collect();
                        let offset = goto.map(|at| {
                            (memory.document.y_of(at) - ui.available_height() * 0.25).max(0.0)
                        });
                        let shown = memory.document.show(
                            ui,
                            egui::Id::unique("read"),
                            cx.palette,
                            &marks,
                            &boxed,
                            offset,
                        );
                        memory.offset = shown.offset;
                        copy_selection(ui, &memory.document, &file);
                        memory.asked = shown.asked.unwrap_or(memory.asked);
                        let selected = memory.document.selected();
                        shown.response.context_menu(|ui| {
                            menu(ui, cx, id, &report, selected, memory.asked);
                        });
                        if let Some(at) = shown.clicked {
                            select_item(cx, id, at);
                        }
                    },
                );
            });
        });
}

/// What can be done at a place of the text: copy, part the file there, join what was parted.
fn menu(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    id: ReportId,
    report: &Report,
    selected: Option<CharSpan>,
    at: usize,
) {
    let Some((open, _)) = cx.state.library.report(id) else {
        return;
    };
    let file = Arc::clone(&open.file);
    if ui
        .add_enabled(selected.is_some(), Button::new(cx.text.get("copy")))
        .clicked()
    {
        let words = selected.map_or("", |span| file.offsets.slice(&file.source.text, span));
        ui.ctx().copy_text(words.to_owned());
        ui.close();
    }
    // What is selected, or the sentence the menu was asked for at.
    let phrase = selected.or_else(|| sentence_at(&file, report, at));
    if ui
        .add_enabled(
            phrase.is_some(),
            Button::new(cx.text.get("words-elsewhere")),
        )
        .clicked()
    {
        let words = phrase.map_or("", |span| file.offsets.slice(&file.source.text, span));
        let words = words.trim().to_owned();
        cx.send(Command::Words(WordsCommand::Near(words)));
        ui.close();
    }
    if ui
        .add_enabled(phrase.is_some(), Button::new(cx.text.get("note-menu")))
        .clicked()
    {
        if let Some(span) = phrase {
            *cx.dialog = Some(Open::Note(note_on(cx, &file, span)));
        }
        ui.close();
    }
    if ui
        .add_enabled(selected.is_some(), Button::new(cx.text.get("rule-menu")))
        .clicked()
    {
        let words = selected.map_or("", |span| file.offsets.slice(&file.source.text, span));
        *cx.dialog = Some(Open::NewRule {
            quote: words.to_owned(),
            indicator: String::new(),
            measure: None,
        });
        ui.close();
    }
    ui.separator();
    let start = part_start(&file, report, at);
    let place = report.place;
    if ui
        .add_enabled(start.is_some(), Button::new(cx.text.get("read-split")))
        .clicked()
    {
        if let Some(start) = start {
            let fix = cx.state.fix(id.file).split(&file.starts, start);
            cx.send(Command::Fix { file: id.file, fix });
        }
        ui.close();
    }
    if ui
        .add_enabled(place > 0, Button::new(cx.text.get("read-join")))
        .clicked()
    {
        let fix = cx.state.fix(id.file).join(&file.starts, place);
        cx.send(Command::Fix { file: id.file, fix });
        ui.close();
    }
}

/// The sentence around a place.
fn sentence_at(file: &AnalysedFile, report: &Report, at: usize) -> Option<CharSpan> {
    const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];
    let slice = |start, end| {
        file.offsets
            .slice(&file.source.text, CharSpan::new(start, end))
    };
    let before = slice(report.span.start, at).chars().rev();
    let behind = slice(at, report.span.end).chars();
    let start = at - before.take_while(|c| !ENDS.contains(c)).count();
    let end = at + behind.take_while(|c| !ENDS.contains(c)).count();
    (end > start).then(|| CharSpan::new(start, end))
}

/// A line longer than this is a text of one line.
const LONG_LINE: usize = 600;

/// Where a report parted at `at` would start: at its line, in a text of one line at its sentence.
fn part_start(file: &AnalysedFile, report: &Report, at: usize) -> Option<usize> {
    let before = file
        .offsets
        .slice(&file.source.text, CharSpan::new(report.span.start, at));
    let behind = |marks: &[char]| {
        let from = before.rfind(marks)?;
        let rest = before.get(from..)?;
        Some(at - rest.chars().count() + 1)
    };
    behind(&['\n'])
        .filter(|start| at - start < LONG_LINE)
        .or_else(|| behind(&['。', '！']))
}

/// The headings; the place of the one clicked.
fn outline(ui: &mut Ui, cx: &Cx<'_>, report: &Report, memory: &Memory) -> Option<usize> {
    let mut goto = None;
    ui.label(small(cx.palette, cx.text.get("outline")));
    ui.spacing_mut().item_spacing.y = 2.0;
    let now = memory
        .document
        .at_y(memory.offset + memory.document.line() * 3.0);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let current = report.outline.iter().rposition(|h| h.span.start <= now);
            for (i, heading) in report
                .outline
                .iter()
                .enumerate()
                .filter(|(_, h)| h.depth <= 2)
            {
                ui.horizontal(|ui| {
                    ui.add_space(f32::from(heading.depth - 1) * 12.0);
                    let on = current == Some(i);
                    // A heading glued to its text ends where its section's title does.
                    let section = report
                        .sections
                        .iter()
                        .find(|s| s.span.start == heading.span.start);
                    let title = section
                        .and_then(|s| s.title.as_deref())
                        .unwrap_or(&heading.title);
                    let words =
                        RichText::new(clip(title, if heading.depth == 1 { 16 } else { 14 }))
                            .size(size::SMALL + 0.5)
                            .color(if on {
                                *cx.palette.accent_strong
                            } else {
                                *cx.palette.ink
                            });
                    let button = flat(cx.palette, words, on);
                    if ui.add(button).on_hover_text(&heading.title).clicked() {
                        goto = Some(heading.span.start);
                    }
                });
            }
            if report.outline.is_empty() {
                ui.label(small(cx.palette, cx.text.get("outline-none")));
            }
        });
    goto
}

fn marks(cx: &Cx<'_>, id: ReportId, find: &Find) -> Vec<Mark> {
    let Some((_, report)) = cx.state.library.report(id) else {
        return Vec::new();
    };
    let mut marks = Vec::new();
    for item in report
        .found
        .items
        .iter()
        .filter(|item| item.kind != Kind::Actual)
    {
        for (span, role) in display::marked(item, item.span) {
            let goal = item.kind == Kind::Goal;
            let (color, ground) = colors(cx.palette, role);
            let tinted = goal
                || matches!(
                    role,
                    display::Role::Value | display::Role::Bound | display::Role::Force
                );
            if tinted {
                marks.push(Mark {
                    span,
                    look: Look {
                        color: Some(color),
                        ground: goal.then_some(ground),
                        strong: goal && role == display::Role::Value,
                        struck: false,
                    },
                });
            }
        }
    }
    if let Some((open, _)) = cx.state.library.report(id) {
        let sha256 = &open.file.source.sha256;
        let notes = cx.state.notes.iter().filter(|note| note.sha256 == *sha256);
        marks.extend(notes.map(|note| Mark {
            span: note.span,
            look: Look {
                ground: Some(*cx.palette.accent_ground),
                ..Look::default()
            },
        }));
    }
    marks.extend(find.hits.iter().map(|span| Mark {
        span: *span,
        look: Look {
            ground: Some(*cx.palette.find_ground),
            ..Look::default()
        },
    }));
    marks
}

/// A click on a goal or task selects it in the table.
fn select_item(cx: &mut Cx<'_>, report: ReportId, at: usize) {
    let place = CharSpan::new(at, at + 1);
    let found = cx.state.library.report(report).and_then(|(_, r)| {
        r.found
            .items
            .iter()
            .position(|item| item.span.overlaps(place))
    });
    cx.send(Command::Goals(GoalsCommand::Select(
        found.map(|index| ItemId { report, index }),
    )));
    let _ = View::Goals;
}
