//! The import tray: every file that was dropped or opened, what it was taken for, what is doubtful, and how to set it
//! right.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use egui::{
    Align, Button, ComboBox, CornerRadius, Layout, RichText, ScrollArea, TextEdit, Ui, Vec2,
};

use crate::app::command::Command;
use crate::app::library::{Import, OpenFile, Outcome};
use crate::engine::read::encoding::CHOICES;
use crate::gui::cx::Cx;
use crate::gui::keys::steps;
use crate::gui::theme::size;
use crate::gui::widgets::chip::{choices, primary, small};
use crate::model::fix::{Columns, Fix, ReportFix};
use crate::model::goal::Kind;
use crate::model::notice::Notice;
use crate::model::report::Origin;
use crate::model::source::FileKind;
use crate::text::clip::clip;

/// What the tray keeps while it is open.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// 0 all, 1 doubtful, 2 failed.
    filter: usize,
    /// The file being set right, and what was typed so far.
    editing: Option<(u64, Edit)>,
}

/// What was typed for a file.
#[derive(Clone, Debug, Default)]
struct Edit {
    encoding: Option<String>,
    /// Of each report: its place, region, year, whether it is left out.
    reports: Vec<(usize, String, String, bool)>,
    /// What stood in the fields at first.
    found: Vec<(usize, String, String)>,
    /// The reading of the file they stand for; read again, it has other reports.
    of: usize,
}

/// How a line stands: good, doubtful, failed, on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    for open in &cx.state.library.files {
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
            Origin::Title => "tray-from-title",
            Origin::FileName => "tray-from-name",
            Origin::Folder => "tray-from-folder",
            Origin::User | Origin::Text => return None,
        };
        Some(cx.text.with(key, &[("what", cx.text.get(what).into())]))
    };
    [
        words(meta.region_from, "tray-region"),
        words(meta.year_from, "tray-year"),
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
        out.push(cx.text.get("tray-unnamed").to_owned());
    }
    if let Some(twin) = twin(open, twins).and_then(|first| cx.state.library.file(first)) {
        out.push(
            cx.text
                .with("tray-twin", &[("name", clip(&twin.name, 30).into())]),
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

/// Draws the tray; `false` closes it.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft) -> bool {
    steps(ui, cx);
    let twins = twins(cx);
    let all: Vec<(usize, Standing)> = cx
        .state
        .tray
        .iter()
        .enumerate()
        .map(|(at, import)| (at, standing(cx, import, &twins)))
        .collect();
    let count = |wanted: Standing| all.iter().filter(|(_, s)| *s == wanted).count();
    let mut open = true;
    ui.horizontal(|ui| {
        ui.label(RichText::new(cx.text.get("tray")).size(size::TITLE));
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
            cx.text.get("tray-doubtful"),
            count(Standing::Doubtful)
        ),
        format!("{} {}", cx.text.get("tray-failed"), count(Standing::Failed)),
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
        if let Some(chosen) = choices(ui, cx.palette, draft.filter, &words) {
            draft.filter = chosen;
        }
        if !second.is_empty() {
            let words = cx.text.count("tray-close-twins", second.len());
            if ui
                .button(words)
                .on_hover_text(cx.text.get("tray-close-twins-hint"))
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
        .filter(|(_, standing)| match draft.filter {
            1 => *standing == Standing::Doubtful,
            2 => *standing == Standing::Failed,
            _ => true,
        })
        .collect();
    if lines.is_empty() {
        ui.add_space(20.0);
        ui.vertical_centered(|ui| ui.label(small(cx.palette, cx.text.get("tray-empty"))));
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
                if let Some(import) = cx.state.tray.get(*at).cloned() {
                    line(ui, cx, draft, &import, *standing, &twins);
                }
            }
        });
    if let Some((file, edit)) = draft.editing.take() {
        ui.add_space(8.0);
        ui.separator();
        if let Some(edit) = editor(ui, cx, file, edit) {
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
        Outcome::Waiting => (cx.text.get("tray-waiting").to_owned(), *cx.palette.muted),
        Outcome::Stopped => (cx.text.get("tray-stopped").to_owned(), *cx.palette.warn),
        Outcome::Failed(reason, detail) => (
            cx.text.with(
                &format!("reason-{reason}"),
                &[("detail", detail.as_str().into())],
            ),
            *cx.palette.error,
        ),
        Outcome::Open(id) | Outcome::Same(id) => {
            let Some(open) = cx.state.library.file(*id) else {
                return (cx.text.get("tray-closed").to_owned(), *cx.palette.muted);
            };
            let mut parts: Vec<String> = Vec::new();
            if matches!(import.outcome, Outcome::Same(_)) {
                parts.push(
                    cx.text
                        .with("tray-same", &[("name", open.name.as_str().into())]),
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
                    cx.text.count("tray-goals", goals(at))
                ));
            }
            if open.file.reports.len() > 3 {
                parts.push(cx.text.count("tray-reports", open.file.reports.len()));
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
        if ui.button(cx.text.get("tray-close")).clicked() {
            cx.send(Command::CloseFile(id));
        }
        if ui.button(cx.text.get("tray-fix")).clicked() {
            draft.editing = Some((id, started(cx, id)));
        }
        if !cx.state.fix(id).is_empty() {
            ui.label(small(cx.palette, cx.text.get("tray-fixed")));
        }
    } else if let Some(path) = import
        .path
        .clone()
        .filter(|_| import.outcome != Outcome::Waiting)
    {
        let closed = matches!(import.outcome, Outcome::Open(_) | Outcome::Same(_));
        let words = if closed { "tray-reopen" } else { "tray-retry" };
        if ui.button(cx.text.get(words)).clicked() {
            cx.send(Command::Retry(path));
        }
    }
}

/// The fields as they stand for a file.
fn started(cx: &Cx<'_>, file: u64) -> Edit {
    let fix = cx.state.fix(file);
    let Some(open) = cx.state.library.file(file) else {
        return Edit::default();
    };
    let found: Vec<(usize, String, String)> = open
        .file
        .reports
        .iter()
        .map(|r| {
            let meta = &r.report.meta;
            (
                r.report.place,
                meta.region.clone().unwrap_or_default(),
                meta.plan_year
                    .map_or(String::new(), |year| year.to_string()),
            )
        })
        .collect();
    let mut reports: Vec<(usize, String, String, bool)> = found
        .iter()
        .map(|(place, region, year)| (*place, region.clone(), year.clone(), false))
        .collect();
    for (place, fixed) in fix.reports.iter().filter(|(_, fixed)| fixed.no_report) {
        let year = fixed.year.map_or(String::new(), |year| year.to_string());
        reports.push((*place, fixed.region.clone().unwrap_or_default(), year, true));
    }
    reports.sort_by_key(|report| report.0);
    Edit {
        encoding: fix.encoding,
        reports,
        found,
        of: Arc::as_ptr(&open.file) as usize,
    }
}

fn editor(ui: &mut Ui, cx: &mut Cx<'_>, file: u64, mut edit: Edit) -> Option<Edit> {
    let open = cx.state.library.file(file)?;
    if edit.of != Arc::as_ptr(&open.file) as usize {
        edit = started(cx, file);
    }
    let text = matches!(
        open.file.source.kind,
        FileKind::Txt | FileKind::Html | FileKind::Csv
    ) || edit.encoding.is_some();
    let preview: String = open
        .file
        .source
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(3)
        .collect::<Vec<_>>()
        .join(" ⏎ ");
    ui.label(RichText::new(clip(&open.name, 60)).strong());
    ui.add(egui::Label::new(small(cx.palette, clip(&preview, 160))).wrap());
    ui.add_space(6.0);
    if text && open.path.is_some() {
        ui.horizontal(|ui| {
            ui.label(cx.text.get("tray-encoding"));
            let auto = cx.text.get("tray-auto").to_owned();
            let shown = edit.encoding.clone().unwrap_or_else(|| auto.clone());
            let mut chosen = None;
            ComboBox::from_id_salt("encoding")
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    if ui
                        .selectable_label(edit.encoding.is_none(), &auto)
                        .clicked()
                    {
                        chosen = Some(None);
                    }
                    for name in CHOICES {
                        let on = edit.encoding.as_deref() == Some(name);
                        if ui.selectable_label(on, name).clicked() {
                            chosen = Some(Some(name.to_owned()));
                        }
                    }
                });
            // The text changes at once, so that the eye can judge it.
            if let Some(encoding) = chosen {
                edit.encoding.clone_from(&encoding);
                let fix = Fix {
                    encoding,
                    // They are places of the text as it was.
                    borders: Vec::new(),
                    ..cx.state.fix(file)
                };
                cx.send(Command::Fix { file, fix });
            }
        });
    }
    let torn = open
        .file
        .source
        .notices
        .iter()
        .any(|n| matches!(n, Notice::HalfLost { .. } | Notice::Mended { .. }));
    let mut mend = cx.state.fix(file).mend;
    if torn && ui.checkbox(&mut mend, cx.text.get("tray-mend")).changed() {
        let fix = Fix {
            mend,
            borders: Vec::new(),
            ..cx.state.fix(file)
        };
        cx.send(Command::Fix { file, fix });
    }
    if let Some((heads, columns)) = &open.file.source.columns {
        let (heads, mut columns) = (heads.clone(), *columns);
        if picked_columns(ui, cx, &heads, &mut columns) {
            let fix = Fix {
                columns: Some(columns),
                borders: Vec::new(),
                ..cx.state.fix(file)
            };
            cx.send(Command::Fix { file, fix });
        }
    }
    let (mut joined, mut parted) = (None, None);
    ScrollArea::vertical()
        .id_salt("fix-reports")
        .max_height(140.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (place, region, year, left_out) in &mut edit.reports {
                ui.horizontal(|ui| {
                    let field =
                        |ui: &mut Ui, value: &mut String, words: &str, width: f32, on: bool| {
                            let label = ui.label(words);
                            let field = TextEdit::singleline(value).desired_width(width);
                            ui.add_enabled(on, field).labelled_by(label.id);
                        };
                    field(ui, region, cx.text.get("tray-region"), 180.0, !*left_out);
                    field(ui, year, cx.text.get("tray-year"), 60.0, !*left_out);
                    ui.checkbox(left_out, cx.text.get("tray-no-report"));
                    if *place > 0 && ui.button(cx.text.get("read-join")).clicked() {
                        joined = Some(*place);
                    }
                });
            }
            if edit.reports.is_empty() && ui.button(cx.text.get("tray-is-report")).clicked() {
                parted = Some(cx.state.fix(file).split(&[], 0));
            }
        });
    if let Some(place) = joined {
        parted = Some(cx.state.fix(file).join(&open.file.starts, place));
    }
    if let Some(fix) = parted {
        cx.send(Command::Fix { file, fix });
    }
    ui.add_space(6.0);
    let mut done = false;
    ui.horizontal(|ui| {
        if primary(ui, cx.palette, cx.text.get("tray-apply")).clicked() {
            let fix = fix(&edit, &cx.state.fix(file));
            cx.send(Command::Fix { file, fix });
            done = true;
        }
        let fixed = !cx.state.fix(file).is_empty();
        if ui
            .add_enabled(fixed, Button::new(cx.text.get("tray-reset")))
            .clicked()
        {
            cx.send(Command::Fix {
                file,
                fix: Fix::default(),
            });
            done = true;
        }
        done |= ui.button(cx.text.get("cancel")).clicked();
    });
    (!done).then_some(edit)
}

/// The columns of a table and what each is taken for; `true` where another was picked.
fn picked_columns(ui: &mut Ui, cx: &Cx<'_>, heads: &[String], columns: &mut Columns) -> bool {
    let before = *columns;
    let none = cx.text.get("tray-column-none");
    let head = |at: Option<usize>| {
        at.and_then(|at| heads.get(at))
            .map_or_else(|| none.to_owned(), |head| clip(head, 12))
    };
    let pick = |ui: &mut Ui, key: &str, at: &mut Option<usize>, must: bool| {
        ui.label(cx.text.get(key));
        ComboBox::from_id_salt(key)
            .selected_text(head(*at))
            .width(110.0)
            .show_ui(ui, |ui| {
                if !must {
                    ui.selectable_value(at, None, none);
                }
                for column in 0..heads.len() {
                    ui.selectable_value(at, Some(column), head(Some(column)));
                }
            });
    };
    ui.horizontal_wrapped(|ui| {
        let mut text = Some(columns.text);
        pick(ui, "tray-column-text", &mut text, true);
        columns.text = text.unwrap_or(before.text);
        pick(ui, "tray-column-region", &mut columns.region, false);
        pick(ui, "tray-column-year", &mut columns.year, false);
        pick(ui, "tray-column-title", &mut columns.title, false);
    });
    *columns != before
}

/// What the fields say beyond what was found.
fn fix(edit: &Edit, before: &Fix) -> Fix {
    let mut reports: BTreeMap<usize, ReportFix> = before.reports.clone();
    for (place, region, year, left_out) in &edit.reports {
        let found = edit.found.iter().find(|found| found.0 == *place);
        let fixed = reports.entry(*place).or_default();
        fixed.no_report = *left_out;
        let region = region.trim();
        if found.is_none_or(|found| found.1 != region) {
            fixed.region = Some(region.to_owned()).filter(|region| !region.is_empty());
        }
        if found.is_none_or(|found| found.2 != *year) {
            fixed.year = year
                .trim()
                .parse()
                .ok()
                .filter(|year| (1950..2100).contains(year));
        }
    }
    reports.retain(|_, fixed| !fixed.is_empty());
    Fix {
        encoding: edit.encoding.clone(),
        reports,
        ..before.clone()
    }
}
