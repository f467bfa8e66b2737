//! The fields under a line of the import list: encoding, regions and years, which column is what.

use std::collections::BTreeMap;

use egui::{Button, ComboBox, RichText, ScrollArea, TextEdit, Ui};

use crate::app::command::Command;
use crate::app::library::OpenFile;
use crate::app::versioned::Same;
use crate::engine::read::encoding::CHOICES;
use crate::gui::cx::Cx;
use crate::gui::widgets::chip::{primary, small};
use crate::model::analysed::AnalysedFile;
use crate::model::fix::{Columns, Fix, ReportFix};
use crate::model::notice::Notice;
use crate::model::source::FileKind;
use crate::text::clip::clip;

/// What was typed for a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Edit {
    encoding: Option<String>,
    /// Of each report: its place, region, year, whether it is left out.
    reports: Vec<(usize, String, String, bool)>,
    /// What stood in the fields at first.
    found: Vec<(usize, String, String)>,
    /// The reading of the file they stand for; read again, it has other reports.
    of: Option<Same<AnalysedFile>>,
}

/// The fields as they stand for a file.
pub(super) fn started(cx: &Cx<'_>, file: u64) -> Edit {
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
        of: Some(Same::of(&open.file)),
    }
}

/// Draws the fields; what they hold, until they are taken or left.
pub(super) fn editor(ui: &mut Ui, cx: &mut Cx<'_>, file: u64, mut edit: Edit) -> Option<Edit> {
    let open = cx.state.library.file(file)?;
    if edit.of != Some(Same::of(&open.file)) {
        edit = started(cx, file);
    }
    let lines = open.file.source.text.lines().map(str::trim);
    let first = lines.filter(|line| !line.is_empty()).take(3);
    let preview = first.collect::<Vec<_>>().join(" ⏎ ");
    ui.label(RichText::new(clip(&open.name, 60)).strong());
    ui.add(egui::Label::new(small(cx.palette, clip(&preview, 160))).wrap());
    ui.add_space(6.0);
    // How the text is read changes at once, so that the eye can judge it.
    if let Some(how) = reading(ui, cx, open, &mut edit) {
        let fix = Fix {
            // They are places of the text as it was.
            borders: Vec::new(),
            ..how
        };
        cx.send(Command::Fix { file, fix });
    }
    if let Some(fix) = reports(ui, cx, open, &mut edit) {
        cx.send(Command::Fix { file, fix });
    }
    ui.add_space(6.0);
    let mut done = false;
    ui.horizontal(|ui| {
        if primary(ui, cx.palette, cx.text.get("imports-apply")).clicked() {
            let fix = fix(&edit, &cx.state.fix(file));
            cx.send(Command::Fix { file, fix });
            done = true;
        }
        let fixed = !cx.state.fix(file).is_empty();
        if ui
            .add_enabled(fixed, Button::new(cx.text.get("imports-reset")))
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

/// Encoding, characters that lost a half, columns of a table; what was picked.
fn reading(ui: &mut Ui, cx: &Cx<'_>, open: &OpenFile, edit: &mut Edit) -> Option<Fix> {
    let source = &open.file.source;
    let mut fix = cx.state.fix(open.id);
    let before = fix.clone();
    let text = matches!(source.kind, FileKind::Txt | FileKind::Html | FileKind::Csv)
        || edit.encoding.is_some();
    if text && open.path.is_some() {
        ui.horizontal(|ui| {
            ui.label(cx.text.get("imports-encoding"));
            let auto = cx.text.get("imports-auto");
            let shown = edit.encoding.clone().unwrap_or_else(|| auto.to_owned());
            ComboBox::from_id_salt("encoding")
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    ui.selectable_value(&mut edit.encoding, None, auto);
                    for name in CHOICES {
                        ui.selectable_value(&mut edit.encoding, Some(name.to_owned()), name);
                    }
                });
        });
        fix.encoding.clone_from(&edit.encoding);
    }
    let torn = (source.notices.iter())
        .any(|n| matches!(n, Notice::HalfLost { .. } | Notice::Mended { .. }));
    if torn {
        ui.checkbox(&mut fix.mend, cx.text.get("imports-mend"));
    }
    if let Some((heads, columns)) = &source.columns {
        let mut columns = *columns;
        if picked_columns(ui, cx, heads, &mut columns) {
            fix.columns = Some(columns);
        }
    }
    (fix != before).then_some(fix)
}

/// The region and the year of each report, whether it is one, and where it ends; what parts or joins them.
fn reports(ui: &mut Ui, cx: &Cx<'_>, open: &OpenFile, edit: &mut Edit) -> Option<Fix> {
    let (mut joined, mut parted) = (None, None);
    let field = |ui: &mut Ui, value: &mut String, words: &str, width: f32, on: bool| {
        let label = ui.label(words);
        let field = TextEdit::singleline(value).desired_width(width);
        ui.add_enabled(on, field).labelled_by(label.id);
    };
    ScrollArea::vertical()
        .id_salt("fix-reports")
        .max_height(140.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (place, region, year, left_out) in &mut edit.reports {
                ui.horizontal(|ui| {
                    field(ui, region, cx.text.get("imports-region"), 180.0, !*left_out);
                    field(ui, year, cx.text.get("imports-year"), 60.0, !*left_out);
                    ui.checkbox(left_out, cx.text.get("imports-no-report"));
                    if *place > 0 && ui.button(cx.text.get("read-join")).clicked() {
                        joined = Some(*place);
                    }
                });
            }
            if edit.reports.is_empty() && ui.button(cx.text.get("imports-is-report")).clicked() {
                parted = Some(cx.state.fix(open.id).split(&[], 0));
            }
        });
    let joined = joined.map(|place| cx.state.fix(open.id).join(&open.file.starts, place));
    joined.or(parted)
}

/// The columns of a table and what each is taken for; `true` where another was picked.
fn picked_columns(ui: &mut Ui, cx: &Cx<'_>, heads: &[String], columns: &mut Columns) -> bool {
    let before = *columns;
    let none = cx.text.get("imports-column-none");
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
        pick(ui, "imports-column-text", &mut text, true);
        columns.text = text.unwrap_or(before.text);
        pick(ui, "imports-column-region", &mut columns.region, false);
        pick(ui, "imports-column-year", &mut columns.year, false);
        pick(ui, "imports-column-title", &mut columns.title, false);
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
