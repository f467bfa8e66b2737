//! The import list: every file that was dropped or opened, what it was taken for, what is doubtful, and how to set it
//! right.

use std::collections::HashMap;

mod editor;

use egui::{Align, Button, CornerRadius, Layout, RichText, ScrollArea, Ui, Vec2};

use crate::app::command::Command;
use crate::app::library::{Import, OpenFile, Outcome};
use crate::gui::cx::Cx;
use crate::gui::keys::steps;
use crate::gui::theme::size;
use crate::gui::widgets::chip::{choices, small};
use crate::model::goal::Kind;
use crate::model::notice::Notice;
use crate::model::report::Origin;
use crate::text::clip::clip;

/// What the imports keeps while it is open.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Only lines that stand so.
    filter: Option<Standing>,
    /// The file being set right, and what was typed so far.
    editing: Option<(u64, editor::Edit)>,
}

impl Draft {
    /// Whether a file is being set right.
    pub const fn edits(&self) -> bool {
        self.editing.is_some()
    }
}

/// How a line stands: good, doubtful, failed, on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Good,
    Doubtful,
    Failed,
    Waiting,
}

fn standing(cx: &Cx<'_>, import: &Import, twins: &Twins) -> Standing {
    match &import.outcome {
        Outcome::Failed(..) => Standing::Failed,
        Outcome::Waiting => Standing::Waiting,
        Outcome::Stopped => Standing::Doubtful,
        Outcome::Open(id) | Outcome::Same(id) => match cx.state.library.file(*id) {
            Some(open) if warnings(cx, open, twins).is_empty() => Standing::Good,
            Some(_) => Standing::Doubtful,
            // Closed: nothing to judge.
            None => Standing::Waiting,
        },
    }
}

/// The first open file of each region and year.
type Twins = HashMap<(String, i32), u64>;

/// The regions and years of a file's reports.
fn keys(open: &OpenFile) -> impl Iterator<Item = (String, i32)> + '_ {
    open.file.reports.iter().filter_map(|report| {
        let meta = &report.report.meta;
        Some((meta.region.clone()?, meta.plan_year?))
    })
}

fn twins(cx: &Cx<'_>) -> Twins {
    let mut twins = Twins::new();
    for open in cx.state.library.files.iter() {
        for key in keys(open) {
            twins.entry(key).or_insert(open.id);
        }
    }
    twins
}

/// The file that states the same report and was opened before: in another format, from another copy of the page.
fn twin(open: &OpenFile, twins: &Twins) -> Option<u64> {
    let first = keys(open).filter_map(|key| twins.get(&key));
    first.copied().find(|first| *first != open.id)
}

/// Whether all that a file states was opened before.
fn spare(open: &OpenFile, twins: &Twins) -> bool {
    let named = keys(open).count();
    let before = |key: &(String, i32)| twins.get(key).is_some_and(|first| *first != open.id);
    named > 0 && named == open.file.reports.len() && keys(open).all(|key| before(&key))
}

/// What told region and year of a file's first report, where it was not the report itself.
fn origins(cx: &Cx<'_>, open: &OpenFile) -> Vec<String> {
    let Some(meta) = open.file.reports.first().map(|r| &r.report.meta) else {
        return Vec::new();
    };
    let words = |origin: Option<Origin>, what: &str| {
        let key = match origin? {
            Origin::Title => "imports-from-title",
            Origin::FileName => "imports-from-name",
            Origin::Folder => "imports-from-folder",
            Origin::User | Origin::Text => return None,
        };
        Some(cx.text.with(key, &[("what", cx.text.get(what).into())]))
    };
    [
        words(meta.region_from, "imports-region"),
        words(meta.year_from, "imports-year"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is doubtful about an open file, in words.
fn warnings(cx: &Cx<'_>, open: &OpenFile, twins: &Twins) -> Vec<String> {
    let reports = open.file.reports.iter().flat_map(|report| &report.notices);
    let mut out: Vec<String> = open
        .file
        .source
        .notices
        .iter()
        .chain(reports)
        .map(|notice| sentence(cx, notice))
        .collect();
    let unnamed = open
        .file
        .reports
        .iter()
        .any(|r| r.report.meta.region.is_none() || r.report.meta.plan_year.is_none());
    if unnamed {
        out.push(cx.text.get("imports-unnamed").to_owned());
    }
    if let Some(twin) = twin(open, twins).and_then(|first| cx.state.library.file(first)) {
        out.push(
            cx.text
                .with("imports-twin", &[("name", clip(&twin.name, 30).into())]),
        );
    }
    out.dedup();
    out
}

/// The sentence for a notice.
pub fn sentence(cx: &Cx<'_>, notice: &Notice) -> String {
    let text = cx.text;
    match notice {
        Notice::NoReport => text.get("warn-no-report").to_owned(),
        Notice::Repaired => text.get("warn-repaired").to_owned(),
        Notice::NoGoals => text.get("warn-no-goals").to_owned(),
        Notice::CutOff => text.get("warn-cut-off").to_owned(),
        Notice::BadCharacters { count, line } => text.with(
            "warn-bad-characters",
            &[("count", (*count).into()), ("line", (*line).into())],
        ),
        Notice::HalfLost { count } => text.count("warn-half-lost", *count),
        Notice::SetAside { count } => text.count("warn-set-aside", *count),
        Notice::CellsCut { count } => text.count("warn-cells-cut", *count),
        Notice::Mended { count } => text.count("warn-mended", *count),
        Notice::Repeated { count } => text.count("warn-repeated", *count),
        Notice::PagesWithoutText { count, pages } => text.with(
            "warn-pages-without-text",
            &[("count", (*count).into()), ("pages", (*pages).into())],
        ),
        Notice::PagesGarbled { count, pages } => text.with(
            "warn-pages-garbled",
            &[("count", (*count).into()), ("pages", (*pages).into())],
        ),
    }
}

/// Draws the imports; `false` closes it.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft) -> bool {
    steps(ui, cx);
    let twins = twins(cx);
    let all: Vec<(usize, Standing)> = cx
        .state
        .imports
        .iter()
        .enumerate()
        .map(|(at, import)| (at, standing(cx, import, &twins)))
        .collect();
    let count = |wanted: Standing| all.iter().filter(|(_, s)| *s == wanted).count();
    let mut open = true;
    ui.horizontal(|ui| {
        ui.label(RichText::new(cx.text.get("imports")).size(size::TITLE));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            open &= !ui.button(cx.text.get("close")).clicked();
            let (undo, redo) = cx.state.steps();
            if ui
                .add_enabled(redo, Button::new(cx.text.get("redo")))
                .clicked()
            {
                cx.send(Command::Redo);
                draft.editing = None;
            }
            if ui
                .add_enabled(undo, Button::new(cx.text.get("undo")))
                .clicked()
            {
                cx.send(Command::Undo);
                draft.editing = None;
            }
        });
    });
    ui.add_space(6.0);
    let words = [
        format!("{} {}", cx.text.get("all"), all.len()),
        format!(
            "{} {}",
            cx.text.get("imports-doubtful"),
            count(Standing::Doubtful)
        ),
        format!(
            "{} {}",
            cx.text.get("imports-failed"),
            count(Standing::Failed)
        ),
    ];
    let second: Vec<u64> = cx
        .state
        .library
        .files
        .iter()
        .filter(|open| spare(open, &twins))
        .map(|open| open.id)
        .collect();
    ui.horizontal(|ui| {
        let filters = [None, Some(Standing::Doubtful), Some(Standing::Failed)];
        let now = filters.iter().position(|filter| *filter == draft.filter);
        if let Some(chosen) = choices(ui, cx.palette, now.unwrap_or(0), &words) {
            draft.filter = filters.get(chosen).copied().flatten();
        }
        if !second.is_empty() {
            let words = cx.text.count("imports-close-twins", second.len());
            if ui
                .button(words)
                .on_hover_text(cx.text.get("imports-close-twins-hint"))
                .clicked()
            {
                for file in second {
                    cx.send(Command::CloseFile(file));
                }
            }
        }
    });
    ui.add_space(6.0);
    let lines: Vec<(usize, Standing)> = all
        .into_iter()
        .filter(|(_, standing)| draft.filter.is_none_or(|filter| *standing == filter))
        .collect();
    if lines.is_empty() {
        ui.add_space(20.0);
        ui.vertical_centered(|ui| ui.label(small(cx.palette, cx.text.get("imports-empty"))));
        ui.add_space(20.0);
        return open;
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    // The fields below take what they need; a small window leaves the list two lines.
    let whole = ui.ctx().content_rect().height();
    let height = if draft.editing.is_some() {
        (whole - 470.0).max(96.0)
    } else {
        whole * 0.85 - 120.0
    };
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, 46.0, lines.len(), |ui, range| {
            for (at, standing) in lines.get(range).unwrap_or(&[]) {
                if let Some(import) = cx.state.imports.get(*at).cloned() {
                    line(ui, cx, draft, &import, *standing, &twins);
                }
            }
        });
    if let Some((file, edit)) = draft.editing.take() {
        ui.add_space(8.0);
        ui.separator();
        if let Some(edit) = editor::editor(ui, cx, file, edit) {
            draft.editing = Some((file, edit));
        }
    }
    open
}

fn line(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    draft: &mut Draft,
    import: &Import,
    standing: Standing,
    twins: &Twins,
) {
    let (rect, _) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), 46.0), egui::Sense::hover());
    let file = match &import.outcome {
        Outcome::Open(id) | Outcome::Same(id) => Some(*id),
        _ => None,
    };
    if file.is_some() && draft.editing.as_ref().map(|(id, _)| *id) == file {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(6), *cx.palette.accent_ground);
    }
    let dot = match standing {
        Standing::Good => *cx.palette.accent,
        Standing::Doubtful => *cx.palette.warn,
        Standing::Failed => *cx.palette.error,
        Standing::Waiting => *cx.palette.line,
    };
    ui.painter()
        .circle_filled(egui::pos2(rect.left() + 10.0, rect.top() + 14.0), 4.0, dot);
    // The buttons take what they need on the right; the words have the rest.
    let mut right = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(Vec2::new(8.0, 8.0)))
            .layout(Layout::right_to_left(Align::Min)),
    );
    buttons(&mut right, cx, draft, import, file);
    let taken = rect.right() - right.min_rect().left();
    let words = egui::Rect::from_min_max(
        egui::pos2(rect.left() + 22.0, rect.top() + 3.0),
        egui::pos2(rect.right() - taken - 8.0, rect.bottom()),
    );
    let mut left = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(words)
            .layout(Layout::top_down(Align::Min)),
    );
    left.spacing_mut().item_spacing.y = 1.0;
    let place = import
        .path
        .as_ref()
        .map_or_else(|| import.name.clone(), |path| path.display().to_string());
    left.add(egui::Label::new(RichText::new(&import.name).color(*cx.palette.ink)).truncate())
        .on_hover_text(place);
    let (about, colour) = about(cx, import, standing, twins);
    left.add(egui::Label::new(RichText::new(about).size(size::SMALL).color(colour)).truncate());
}

/// What a file was taken for and what is doubtful, or why it could not be read.
fn about(
    cx: &Cx<'_>,
    import: &Import,
    standing: Standing,
    twins: &Twins,
) -> (String, egui::Color32) {
    match &import.outcome {
        Outcome::Waiting => (cx.text.get("imports-waiting").to_owned(), *cx.palette.muted),
        Outcome::Stopped => (cx.text.get("imports-stopped").to_owned(), *cx.palette.warn),
        Outcome::Failed(reason, detail) => (
            cx.text.with(
                &format!("reason-{reason}"),
                &[("detail", detail.as_str().into())],
            ),
            *cx.palette.error,
        ),
        Outcome::Open(id) | Outcome::Same(id) => {
            let Some(open) = cx.state.library.file(*id) else {
                return (cx.text.get("imports-closed").to_owned(), *cx.palette.muted);
            };
            let mut parts: Vec<String> = Vec::new();
            if matches!(import.outcome, Outcome::Same(_)) {
                parts.push(
                    cx.text
                        .with("imports-same", &[("name", open.name.as_str().into())]),
                );
            }
            let source = &open.file.source;
            parts.push(match source.encoding {
                Some(encoding) => format!("{} · {encoding}", source.kind.word()),
                None => source.kind.word().to_owned(),
            });
            let goals = |at: usize| {
                open.file
                    .reports
                    .get(at)
                    .map_or(0, |r| r.found.of(Kind::Goal).count())
            };
            for (at, id) in open.reports().enumerate().take(3) {
                parts.push(format!(
                    "{} {}",
                    cx.state.library.name(id),
                    cx.text.count("imports-goals", goals(at))
                ));
            }
            if open.file.reports.len() > 3 {
                parts.push(cx.text.count("imports-reports", open.file.reports.len()));
            }
            parts.extend(origins(cx, open));
            parts.extend(warnings(cx, open, twins));
            let colour = if standing == Standing::Doubtful {
                *cx.palette.warn
            } else {
                *cx.palette.muted
            };
            (parts.join(" · "), colour)
        }
    }
}

fn buttons(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft, import: &Import, file: Option<u64>) {
    if let Some(open) = file.and_then(|id| cx.state.library.file(id)) {
        let id = open.id;
        if ui.button(cx.text.get("imports-close")).clicked() {
            cx.send(Command::CloseFile(id));
        }
        if ui.button(cx.text.get("imports-fix")).clicked() {
            draft.editing = Some((id, editor::started(cx, id)));
        }
        if !cx.state.fix(id).is_empty() {
            ui.label(small(cx.palette, cx.text.get("imports-fixed")));
        }
    } else if let Some(path) = import
        .path
        .clone()
        .filter(|_| import.outcome != Outcome::Waiting)
    {
        let closed = matches!(import.outcome, Outcome::Open(_) | Outcome::Same(_));
        let words = if closed {
            "imports-reopen"
        } else {
            "imports-retry"
        };
        if ui.button(cx.text.get(words)).clicked() {
            cx.send(Command::Retry(path));
        }
    }
}
