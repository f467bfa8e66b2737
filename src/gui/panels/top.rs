//! The bar on top: views, search, open, export, menu.

use egui::{RichText, Ui};

use crate::app::command::{Command, Setting};
use crate::app::project::protocol::ProjectCommand;
use crate::app::settings::{self, Theme};
use crate::app::views::View;
use crate::app::words::WordsCommand;
use crate::engine::labels::Language;
use crate::gui::cx::Cx;
use crate::gui::dialogs::files;
use crate::gui::request::Open;
use crate::gui::widgets::chip::{flat, pick, primary, sheet, small};
use crate::gui::widgets::fit::{ends, fit};

/// What the bar keeps to itself.
#[derive(Default)]
pub struct Memory {
    /// Words typed in the search field, by view.
    pub goals: String,
    /// Words to find in the text views.
    pub find: String,
    /// Words to find in all reports.
    pub words: String,
    /// Rises with each Enter in the field, to go to the next hit.
    pub next: u64,
}

/// The views and their names.
const VIEWS: [(View, &str); 6] = [
    (View::Goals, "view-goals"),
    (View::Compare, "view-compare"),
    (View::Board, "view-board"),
    (View::Ledger, "view-ledger"),
    (View::Words, "view-words"),
    (View::Read, "view-read"),
];

/// Draws the bar; in small windows without the name of the program, then with the views in a menu.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let name = cx.state.project.name();
    let name = name.unwrap_or_else(|| cx.text.get("project-untitled").to_owned());
    let ready = !cx.state.library.files.is_empty();
    let content = (cx.text.language, name.clone(), cx.state.view, ready);
    fit(ui, "top", content, 4, |ui, form| {
        if form < 2 {
            ui.label(
                RichText::new(cx.text.get("app-name"))
                    .size(15.5)
                    .strong()
                    .color(*cx.palette.ink),
            );
        }
        project(ui, cx, name, if form < 1 { 12 } else { 5 });
        ui.add_space(8.0);
        if form < 3 {
            views(ui, cx);
        } else {
            let words = VIEWS.map(|(view, id)| (view, cx.text.get(id).to_owned()));
            if let Some(view) = pick(ui, &words, cx.state.view, None) {
                cx.send(Command::Show(view));
            }
        }
        ends(ui, |ui| {
            menu(ui, cx);
            if ready {
                if primary(ui, cx.palette, cx.text.get("export"))
                    .on_hover_text("Ctrl+E")
                    .clicked()
                {
                    *cx.dialog = Some(Open::Export);
                }
                open_menu(ui, cx);
                let least = if form < 2 { 130.0 } else { 80.0 };
                let width = (ui.available_width() - 32.0).clamp(80.0, 230.0);
                let field = egui::Id::unique(crate::gui::keys::SEARCH);
                let typing = ui.memory(|memory| memory.has_focus(field));
                if !typing && memory.words != cx.state.words.typed {
                    memory.words.clone_from(&cx.state.words.typed);
                }
                let (words, hint) = match cx.state.view {
                    View::Goals => (&mut memory.goals, cx.text.get("filter-hint")),
                    View::Words => (&mut memory.words, cx.text.get("find-all-hint")),
                    _ => (&mut memory.find, cx.text.get("find-hint")),
                };
                let field = egui::TextEdit::singleline(words)
                    .id(field)
                    .hint_text(hint)
                    .desired_width(width)
                    .margin(egui::Margin::symmetric(9, 5));
                let response = ui.add(field).on_hover_text("Ctrl+F");
                response
                    .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
                if cx.state.view == View::Goals && response.changed() {
                    let words = words.clone();
                    let set = cx.state.goals.options.with(|options| options.text = words);
                    cx.send(Command::Goals(set));
                } else if cx.state.view == View::Words && response.changed() {
                    let typed = words.clone();
                    cx.send(Command::Words(WordsCommand::Type(typed)));
                } else if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
                    memory.next += 1;
                    response.request_focus();
                }
                width - least
            } else {
                open_menu(ui, cx);
                0.0
            }
        })
    });
}

/// A button for each view.
fn views(ui: &mut Ui, cx: &mut Cx<'_>) {
    for (view, id) in VIEWS {
        let on = cx.state.view == view;
        let words = RichText::new(cx.text.get(id)).size(14.0).color(if on {
            *cx.palette.accent_strong
        } else {
            *cx.palette.muted
        });
        if ui.add(flat(cx.palette, words, on)).clicked() {
            cx.send(Command::Show(view));
        }
    }
}

/// The project's name, cut to so many characters, and what can be done with it.
fn project(ui: &mut Ui, cx: &mut Cx<'_>, name: String, room: usize) {
    // A Chinese character is as wide as two Latin letters.
    let room = if name.is_ascii() { room * 2 } else { room };
    let unkept = cx.state.project.unkept.is_some();
    let color = if unkept {
        *cx.palette.error
    } else {
        *cx.palette.muted
    };
    let words = RichText::new(format!("{} ▾", crate::text::clip::clip(&name, room))).color(color);
    let button = ui.menu_button(words, |ui| {
        let command = |cx: &mut Cx<'_>, command| cx.send(Command::Project(command));
        if ui.button(cx.text.get("project-new")).clicked() {
            command(cx, ProjectCommand::New);
            ui.close();
        }
        let save = egui::Button::new(cx.text.get("project-save-as")).shortcut_text("Ctrl+Shift+S");
        if ui.add(save).clicked() {
            *cx.dialog = Some(Open::SaveAs);
            ui.close();
        }
        if ui.button(cx.text.get("project-save-copy")).clicked() {
            *cx.dialog = Some(Open::SaveCopy);
            ui.close();
        }
        if ui
            .button(cx.text.get("project-shrink"))
            .on_hover_text(cx.text.get("project-shrink-hint"))
            .clicked()
        {
            command(cx, ProjectCommand::Shrink);
            ui.close();
        }
        ui.separator();
        let (back, again) = cx.state.steps();
        for (id, keys, on, send) in [
            ("undo", "Ctrl+Z", back, Command::Undo),
            ("redo", "Ctrl+Shift+Z", again, Command::Redo),
        ] {
            if ui
                .add_enabled(on, egui::Button::new(cx.text.get(id)).shortcut_text(keys))
                .clicked()
            {
                cx.send(send);
                ui.close();
            }
        }
        for (id, keys, dialog) in [
            ("history-menu", "Ctrl+H", Open::History),
            ("rules-menu", "", Open::Rules),
            ("notes-menu", "", Open::Notes),
        ] {
            if ui
                .add(egui::Button::new(cx.text.get(id)).shortcut_text(keys))
                .clicked()
            {
                *cx.dialog = Some(dialog);
                ui.close();
            }
        }
        if !cx.state.untitled.is_empty() {
            ui.separator();
            ui.label(small(cx.palette, cx.text.get("project-earlier")));
            for path in cx.state.untitled.iter().take(6).cloned() {
                let name = path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                if ui.button(name).clicked() {
                    command(cx, ProjectCommand::Open(path));
                    ui.close();
                }
            }
        }
    });
    let told = cx.text.with("project-button", &[("name", name.into())]);
    let response = button.response.on_hover_text(&told);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &told));
}

fn open_menu(ui: &mut Ui, cx: &mut Cx<'_>) {
    let words = format!("{} ▾", cx.text.get("open"));
    ui.menu_button(words, |ui| {
        if ui
            .add(egui::Button::new(cx.text.get("open-files")).shortcut_text("Ctrl+O"))
            .clicked()
        {
            files::pick_files(cx);
            ui.close();
        }
        if ui
            .add(egui::Button::new(cx.text.get("open-folder")).shortcut_text("Ctrl+Shift+O"))
            .clicked()
        {
            files::pick_folder(cx);
            ui.close();
        }
        if ui.button(cx.text.get("open-path")).clicked() {
            *cx.dialog = Some(Open::Path);
            ui.close();
        }
        if ui
            .add(egui::Button::new(cx.text.get("paste-text")).shortcut_text("Ctrl+V"))
            .clicked()
        {
            *cx.dialog = Some(Open::Paste);
            ui.close();
        }
        let imports = egui::Button::new(cx.text.get("imports")).shortcut_text("Ctrl+I");
        if !cx.state.imports.is_empty() && ui.add(imports).clicked() {
            *cx.dialog = Some(Open::Imports);
            ui.close();
        }
        if ui.button(cx.text.get("open-samples")).clicked() {
            cx.send(Command::OpenSamples);
            ui.close();
        }
        if !cx.state.library.recent.is_empty() {
            ui.separator();
            ui.label(small(cx.palette, cx.text.get("recent")));
            for path in &cx.state.library.recent {
                let name = path.file_name().map_or_else(
                    || path.display().to_string(),
                    |name| name.to_string_lossy().into_owned(),
                );
                if ui
                    .button(crate::text::clip::clip(&name, 34))
                    .on_hover_text(path.display().to_string())
                    .clicked()
                {
                    cx.out.push(Command::Open(vec![path.clone()]));
                    ui.close();
                }
            }
        }
    });
}

fn menu(ui: &mut Ui, cx: &mut Cx<'_>) {
    let button = sheet(ui, "≡", |ui| {
        ui.label(small(cx.palette, cx.text.get("language")));
        for (language, words) in [
            (Language::Chinese, "简体中文"),
            (Language::English, "English"),
        ] {
            if ui.radio(cx.text.language == language, words).clicked() {
                cx.send(Command::Set(Setting::Language(language)));
                ui.close();
            }
        }
        ui.separator();
        ui.label(small(cx.palette, cx.text.get("theme")));
        for (theme, id) in [
            (Theme::System, "theme-system"),
            (Theme::Light, "theme-light"),
            (Theme::Dark, "theme-dark"),
        ] {
            if ui
                .radio(cx.state.settings.theme == theme, cx.text.get(id))
                .clicked()
            {
                cx.send(Command::Set(Setting::Theme(theme)));
                ui.close();
            }
        }
        ui.separator();
        for (id, factor, keys) in [
            ("zoom-in", 1.1, "Ctrl++"),
            ("zoom-out", 1.0 / 1.1, "Ctrl+−"),
            ("zoom-reset", 0.0, "Ctrl+0"),
        ] {
            if ui
                .add(egui::Button::new(cx.text.get(id)).shortcut_text(keys))
                .clicked()
            {
                let now = ui.ctx().zoom_factor();
                let zoom = if factor == 0.0 {
                    1.0
                } else {
                    (now * factor).clamp(0.6, 2.5)
                };
                ui.ctx().set_zoom_factor(zoom);
            }
        }
        let mut still = cx.state.settings.still;
        if ui.checkbox(&mut still, cx.text.get("still")).clicked() {
            cx.send(Command::Set(Setting::Still(still)));
        }
        ui.separator();
        let label = small(cx.palette, cx.text.get("sign-as"));
        ui.label(label).on_hover_text(cx.text.get("sign-as-hint"));
        let mut name = cx.state.settings.name.clone();
        let frame = egui::Frame::new()
            .stroke(egui::Stroke::new(1.0, *cx.palette.line))
            .corner_radius(6)
            .inner_margin(egui::Margin::symmetric(8, 4));
        let field = egui::TextEdit::singleline(&mut name)
            .hint_text(settings::user().unwrap_or_default())
            .frame(frame)
            .desired_width(136.0);
        let field = ui.add(field).on_hover_text(cx.text.get("sign-as-hint"));
        let told = cx.text.get("sign-as");
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, told));
        if field.changed() {
            cx.send(Command::Set(Setting::Name(name)));
        }
        ui.separator();
        if ui.button(cx.text.get("close-all")).clicked() {
            cx.send(Command::CloseAll);
            ui.close();
        }
        if ui
            .add(egui::Button::new(cx.text.get("shortcuts")).shortcut_text("F1"))
            .clicked()
        {
            *cx.dialog = Some(Open::Shortcuts);
            ui.close();
        }
        if ui.button(cx.text.get("about")).clicked() {
            *cx.dialog = Some(Open::About);
            ui.close();
        }
    });
    let name = cx.text.get("menu").to_owned();
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
}
