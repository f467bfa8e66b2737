//! The project: where it is kept, what was done in it, notes and rules.

use std::path::PathBuf;

use egui::{Key, RichText, ScrollArea, TextEdit, Ui};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::app::preview::Touched;
use crate::app::project::protocol::ProjectCommand;
use crate::app::project::store::ENDING;
use crate::engine::lexicon::Lexicon;
use crate::engine::rules;
use crate::gui::cx::Cx;
use crate::gui::dialogs::files::Taken;
use crate::gui::theme::size;
use crate::gui::widgets::chip::{pick, primary, small};
use crate::model::goal::Measure;
use crate::model::note::Note;
use crate::model::rule::Rule;
use crate::text::clip::clip;

/// A path that is typed, to keep the project in or to write a copy to.
#[derive(Clone, Debug)]
pub struct Place {
    path: String,
    copy: bool,
    found: Taken,
}

impl Place {
    /// Beside what was saved last.
    pub fn new(cx: &Cx<'_>, copy: bool) -> Self {
        let state = cx.state;
        let project = &state.project;
        let folder = project.path.as_deref().and_then(|path| path.parent());
        let first = state
            .library
            .files
            .iter()
            .find_map(|open| open.path.as_deref());
        let folder = folder
            .map(PathBuf::from)
            .or_else(|| state.settings.export.folder.clone())
            .or_else(|| first.and_then(|path| path.parent()).map(PathBuf::from))
            .or_else(|| directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()))
            .unwrap_or_default();
        let name = project
            .name()
            .unwrap_or_else(|| cx.text.get("project-untitled").to_owned());
        let name = if copy {
            cx.text.with("project-copy-name", &[("name", name.into())])
        } else {
            name
        };
        Self {
            path: folder
                .join(format!("{name}.{ENDING}"))
                .display()
                .to_string(),
            copy,
            found: Taken::default(),
        }
    }
}

/// The path with the ending of a project.
fn ended(path: PathBuf) -> PathBuf {
    if path.extension().is_some_and(|ending| ending == ENDING) {
        path
    } else {
        let mut name = path.into_os_string();
        name.push(format!(".{ENDING}"));
        name.into()
    }
}

fn save_to(path: PathBuf, copy: bool) -> Command {
    let path = ended(path);
    Command::Project(if copy {
        ProjectCommand::Copy(path)
    } else {
        ProjectCommand::SaveAs(path)
    })
}

/// Draws the field for a path; `false` when it is done.
pub fn place(ui: &mut Ui, cx: &mut Cx<'_>, place: &mut Place) -> bool {
    let id = if place.copy {
        "project-save-copy"
    } else {
        "project-save-as"
    };
    let title = cx.text.get(id).trim_end_matches('…').to_owned();
    super::title(ui, &title);
    ui.add(egui::Label::new(small(cx.palette, cx.text.get("project-what"))).wrap());
    ui.add_space(6.0);
    let field = ui.add(TextEdit::singleline(&mut place.path).desired_width(f32::INFINITY));
    let hint = cx.text.get("path-hint");
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
    let path = ended(PathBuf::from(place.path.trim()));
    let own = cx.state.project.path.as_ref() == Some(&path);
    let there = !own && place.found.at(&path);
    if there {
        ui.label(small(cx.palette, cx.text.get("export-replaces")).color(*cx.palette.error));
    }
    ui.add_space(10.0);
    let enter = ui.input(|input| input.key_pressed(Key::Enter)) && !there;
    let mut open = true;
    ui.horizontal(|ui| {
        let word = if there {
            "export-replace"
        } else {
            "project-save"
        };
        if (primary(ui, cx.palette, cx.text.get(word)).clicked() || enter)
            && !place.path.trim().is_empty()
            // Written since it was looked up: it is asked first.
            && (there || own || !place.found.now(&path))
        {
            cx.send(save_to(path.clone(), place.copy));
            open = false;
        }
        if ui.button(cx.text.get("browse")).clicked() {
            let (remote, copy) = (cx.remote.clone(), place.copy);
            let folder = path.parent().map(PathBuf::from);
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            super::files::pick_save(cx, title.clone(), folder, name, ENDING, move |path| {
                remote.send(save_to(path, copy));
            });
            open = false;
        }
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

/// Draws the steps, the latest first; a click goes there.
pub fn history(ui: &mut Ui, cx: &mut Cx<'_>) {
    super::title(ui, cx.text.get("history"));
    let steps: Vec<_> = cx.state.project.history().collect();
    let head = cx.state.project.head();
    if steps.is_empty() {
        ui.label(small(cx.palette, cx.text.get("history-none")));
        return;
    }
    ui.label(small(cx.palette, cx.text.get("history-how")));
    ui.add_space(6.0);
    let rows = steps.len() + 1;
    ScrollArea::vertical()
        .max_height(360.0)
        .auto_shrink([false, true])
        .show_rows(ui, 22.0, rows, |ui, shown| {
            for row in shown {
                // The first row is the last step; below all of them is the beginning.
                let done = rows - 1 - row;
                let words = match done.checked_sub(1).and_then(|at| steps.get(at)) {
                    None => cx.text.get("history-start").to_owned(),
                    Some((at, told)) => {
                        let what = cx.text.with(
                            told.key,
                            &[
                                ("name", clip(&told.name, 24).into()),
                                ("count", told.count.into()),
                            ],
                        );
                        format!("{}  {what}", local(at))
                    }
                };
                let color = if done <= head {
                    *cx.palette.ink
                } else {
                    *cx.palette.muted
                };
                let mut words = RichText::new(words).color(color);
                if done > head {
                    words = words.strikethrough();
                }
                let on = done == head;
                if ui.selectable_label(on, words).clicked() && !on {
                    cx.send(Command::Project(ProjectCommand::Go(done)));
                }
            }
        });
}

/// A moment as the clock on the wall shows it.
pub fn local(at: &str) -> String {
    at.parse::<jiff::Timestamp>().map_or_else(
        |_| at.to_owned(),
        |at| {
            at.to_zoned(jiff::tz::TimeZone::system())
                .strftime("%m-%d %H:%M")
                .to_string()
        },
    )
}

/// Draws the field for a note; `false` when it is done.
pub fn note(ui: &mut Ui, cx: &mut Cx<'_>, note: &mut Note) -> bool {
    super::title(ui, cx.text.get("note"));
    ui.add(egui::Label::new(small(cx.palette, clip(&note.quote, 120))).wrap());
    ui.add_space(6.0);
    let hint = cx.text.get("note-hint");
    let field = ui.add(
        TextEdit::multiline(&mut note.text)
            .hint_text(hint)
            .desired_width(f32::INFINITY)
            .desired_rows(4),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
    if note.text.is_empty() && !field.has_focus() {
        field.request_focus();
    }
    ui.add_space(10.0);
    let mut open = true;
    ui.horizontal(|ui| {
        if primary(ui, cx.palette, cx.text.get("apply")).clicked() {
            cx.send(Command::Note(note.clone()));
            open = false;
        }
        if !note.at.is_empty() && ui.button(cx.text.get("note-remove")).clicked() {
            note.text.clear();
            cx.send(Command::Note(note.clone()));
            open = false;
        }
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

/// Notes of all open reports; a click reads them there.
pub fn notes(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    super::title(ui, cx.text.get("notes"));
    if cx.state.notes.is_empty() {
        ui.label(small(cx.palette, cx.text.get("notes-none")));
    }
    let mut open = true;
    ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
        for note in &cx.state.notes {
            let place = report_of(cx, note);
            let name = place.map_or_else(
                || cx.text.get("notes-closed").to_owned(),
                |id| cx.state.library.name(id),
            );
            ui.label(small(
                cx.palette,
                format!(
                    "{name} · {} · {}",
                    local(&note.at),
                    note.by.as_deref().unwrap_or("")
                ),
            ));
            ui.add(
                egui::Label::new(small(cx.palette, format!("“{}”", clip(&note.quote, 60)))).wrap(),
            );
            let words = egui::Button::new(&note.text).wrap().frame(false);
            if ui.add_enabled(place.is_some(), words).clicked()
                && let Some(report) = place
            {
                let at = Some(note.span.start);
                cx.out.push(Command::Read { report, at });
                open = false;
            }
            ui.add_space(6.0);
        }
    });
    ui.add_space(8.0);
    open && !ui.button(cx.text.get("close")).clicked()
}

/// The open report a note is in.
fn report_of(cx: &Cx<'_>, note: &Note) -> Option<ReportId> {
    let mut files = cx.state.library.files.iter();
    let open = files.find(|open| open.file.source.sha256 == note.sha256)?;
    let index = open
        .file
        .reports
        .iter()
        .position(|report| report.report.span.contains(note.span))?;
    Some(ReportId {
        file: open.id,
        index,
    })
}

/// Rules, and one that is being made.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    words: String,
    indicator: String,
    measure: Option<Measure>,
    no_goal: bool,
    picked: super::files::PickedText,
    told: String,
}

impl Rules {
    /// A rule from the words of a goal, or of what is selected.
    pub fn from(quote: &str, indicator: &str, measure: Option<Measure>) -> Self {
        Self {
            words: rules::words_of(quote),
            indicator: indicator.to_owned(),
            measure,
            ..Self::default()
        }
    }

    fn rule(&self) -> Rule {
        Rule {
            words: self.words.trim().to_owned(),
            indicator: if self.indicator.is_empty() || self.no_goal {
                "other".to_owned()
            } else {
                self.indicator.clone()
            },
            measure: self.measure.unwrap_or(Measure::Growth),
            goal: !self.no_goal,
        }
    }
}

const MEASURES: [Measure; 4] = [
    Measure::Growth,
    Measure::Level,
    Measure::Change,
    Measure::Share,
];

/// More places are counted, not listed.
const LISTED: usize = 200;

/// Draws the rules that hold and the one being made, with what it would change; `false` when it is done.
pub fn rules(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Rules) -> bool {
    super::title(ui, cx.text.get("rules"));
    loaded(cx, draft);
    for rule in &cx.state.rules {
        ui.horizontal(|ui| {
            let states = if rule.goal {
                format!(
                    "{} {}",
                    name_of(&rule.indicator),
                    cx.text.named("measure", rule.measure.word())
                )
            } else {
                cx.text.get("rule-no-goal").to_owned()
            };
            ui.label(RichText::new(&rule.words).color(*cx.palette.ink));
            ui.label(small(cx.palette, format!("= {states}")));
            if ui
                .small_button("×")
                .on_hover_text(cx.text.get("rule-remove"))
                .clicked()
            {
                cx.out.push(Command::Rule {
                    rule: rule.clone(),
                    on: false,
                });
            }
        });
    }
    if !cx.state.rules.is_empty() {
        ui.separator();
    }
    ui.add(egui::Label::new(small(cx.palette, cx.text.get("rule-how"))).wrap());
    ui.add_space(4.0);
    let hint = cx.text.get("rule-words");
    let field = ui.add(
        TextEdit::singleline(&mut draft.words)
            .hint_text(hint)
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(&mut draft.no_goal, cx.text.get("rule-no-goal"));
        ui.add_enabled_ui(!draft.no_goal, |ui| {
            let name = name_of(&draft.indicator);
            let list = egui::ComboBox::from_id_salt("rule-indicator")
                .selected_text(clip(&name, 14))
                .width(150.0)
                .show_ui(ui, |ui| {
                    for indicator in &Lexicon::get().indicators {
                        let on = draft.indicator == indicator.id.as_str();
                        if ui.selectable_label(on, indicator.name).clicked() {
                            indicator.id.as_str().clone_into(&mut draft.indicator);
                        }
                    }
                });
            let told = cx.text.label("column.indicator").to_owned();
            list.response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &told));
            let words = MEASURES.map(|measure| (measure, cx.text.named("measure", measure.word())));
            let now = draft.measure.unwrap_or(Measure::Growth);
            if let Some(measure) = pick(ui, &words, now, None) {
                draft.measure = Some(measure);
            }
        });
    });
    let rule = draft.rule();
    let sound = rules::is_sound(&rule);
    let asked = (rule.clone(), cx.state.library.files.version());
    let preview = &cx.state.preview;
    match &preview.found {
        _ if !sound => {
            ui.label(small(cx.palette, cx.text.get("rule-unsound")));
        }
        Some(found) if preview.asked.as_ref() == Some(&asked) && !preview.waits() => {
            shown(ui, cx, found);
        }
        _ => {
            ui.label(small(cx.palette, cx.text.get("words-counting")));
            if preview.asked.as_ref() != Some(&asked) {
                cx.send(Command::PreviewRule(rule.clone()));
            }
        }
    }
    if !draft.told.is_empty() {
        ui.label(small(cx.palette, draft.told.as_str()));
    }
    ui.add_space(8.0);
    let mut open = true;
    ui.horizontal_wrapped(|ui| {
        let ready = sound && (draft.no_goal || !draft.indicator.is_empty());
        ui.add_enabled_ui(ready, |ui| {
            if primary(ui, cx.palette, cx.text.get("rule-apply")).clicked() {
                cx.send(Command::Rule { rule, on: true });
                draft.words.clear();
            }
        });
        if ui.button(cx.text.get("rules-load")).clicked() {
            super::files::pick_text(ui, cx, &draft.picked);
        }
        if ui
            .add_enabled(
                !cx.state.rules.is_empty(),
                egui::Button::new(cx.text.get("rules-save")),
            )
            .clicked()
        {
            let text = rules::to_text(&cx.state.rules);
            let name = cx.text.get("rules-file").to_owned();
            super::files::save_text(cx, cx.text.get("rules-save").to_owned(), name, text);
        }
        open &= !ui.button(cx.text.get("close")).clicked();
    });
    open
}

fn name_of(indicator: &str) -> String {
    Lexicon::get()
        .indicator(indicator)
        .map_or_else(|| indicator.to_owned(), |known| known.name.to_owned())
}

fn shown(ui: &mut Ui, cx: &Cx<'_>, found: &[Touched]) {
    ui.label(small(cx.palette, cx.text.count("rule-found", found.len())));
    ScrollArea::vertical()
        .max_height(200.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for one in found.iter().take(LISTED) {
                let before = one.before.as_ref().map_or_else(
                    || cx.text.get("rule-nothing").to_owned(),
                    |(kind, indicator)| {
                        let list = cx.text.label(crate::engine::labels::kind_key(*kind));
                        format!("{list} · {indicator}")
                    },
                );
                let name = cx.state.library.name(one.report);
                ui.horizontal_wrapped(|ui| {
                    ui.label(
                        RichText::new(name)
                            .size(size::SMALL)
                            .color(*cx.palette.accent_strong),
                    );
                    ui.label(RichText::new(clip(&one.quote, 40)).color(*cx.palette.ink));
                    ui.label(small(
                        cx.palette,
                        cx.text.with("rule-before", &[("what", before.into())]),
                    ));
                });
            }
        });
}

/// Takes the rules of a file that was chosen.
fn loaded(cx: &mut Cx<'_>, draft: &mut Rules) {
    let Some(picked) = super::files::picked_text(&draft.picked) else {
        return;
    };
    draft.told = match picked {
        Ok((_, text)) => {
            let (read, bad) = rules::from_text(&text);
            let lines: Vec<String> = bad.iter().take(8).map(ToString::to_string).collect();
            let args = [
                ("count", read.len().into()),
                ("bad", bad.len().into()),
                ("lines", lines.join(", ").into()),
            ];
            let told = cx.text.with("rules-loaded", &args);
            for rule in read {
                cx.send(Command::Rule { rule, on: true });
            }
            told
        }
        Err(why) => cx.text.with("words-not-loaded", &[("why", why.into())]),
    };
}
