//! The window: draws the state, collects commands. Nothing here changes the state by itself.

pub mod cx;
pub mod dialogs;
pub mod fonts;
pub mod instance;
mod keys;
pub mod panels;
pub mod request;
pub mod shortcuts;
pub mod text;
pub mod theme;
pub mod widgets;

use std::time::Duration;

use egui::{Context, Frame, Margin, Panel, Ui};

use crate::app::App;
use crate::app::command::{Command, Setting};
use crate::app::settings::{Theme, WindowPlace};
use crate::app::views::View;

use cx::{Copied, Cx};
use dialogs::Dialog;
use panels::compare::outline;
use panels::{
    board, compare, empty, goals, ledger, library, notices, read, source, status, top, words,
};
use request::Open;
use text::Text;
use theme::Palette;
use widgets::chip::choices;

/// What each panel keeps to itself.
#[derive(Default)]
struct Memory {
    top: top::Memory,
    status: status::Memory,
    library: library::Memory,
    goals: goals::Memory,
    source: source::Memory,
    board: board::Memory,
    words: words::Memory,
    compare: compare::Memory,
    outline: outline::Memory,
    /// The list of reports instead of the outline beside a comparison.
    list: bool,
    ledger: ledger::Memory,
    read: read::Memory,
    dialog: Option<Dialog>,
    /// One to be opened in the next frame.
    next_dialog: Option<Open>,
}

/// The window.
pub struct Window {
    /// The program behind it.
    pub app: App,
    text: Text,
    palette: Palette,
    dressed: Option<(bool, bool)>,
    titled: String,
    memory: Memory,
    clipboard: Option<arboard::Clipboard>,
}

impl Window {
    /// A window on `app`.
    pub fn new(ctx: &Context, app: App) -> Self {
        ctx.set_fonts(fonts::definitions());
        ctx.set_zoom_factor(app.state().settings.zoom);
        let language = app
            .state()
            .settings
            .language
            .unwrap_or_else(text::system_language);
        Self {
            app,
            text: Text::new(language),
            palette: Palette::load(false),
            dressed: None,
            titled: String::new(),
            memory: Memory::default(),
            clipboard: None,
        }
    }

    /// Takes what jobs have sent; to be called before drawing.
    pub fn tick(&mut self, ctx: &Context) {
        self.app.tick(Duration::from_millis(8));
        if !self.app.state().jobs.is_empty() {
            ctx.request_repaint_after(Duration::from_millis(50));
        }
    }

    /// Draws everything and carries out what was asked for.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.dress(ui.ctx());
        let mut out: Vec<Command> = Vec::new();
        let mut copied = None;
        let remote = self.app.remote();
        let mut dialog = self.memory.dialog.take();
        {
            let mut opened = self.memory.next_dialog.take();
            let mut cx = Cx {
                state: self.app.state(),
                text: &self.text,
                palette: &self.palette,
                remote: &remote,
                out: &mut out,
                dialog: &mut opened,
                // Keys in a menu, where a name can be typed, are not for the table behind it.
                modal: dialog.is_some() || egui::Popup::is_any_open(ui.ctx()),
                copied: &mut copied,
            };
            layout(ui, &mut cx, &mut self.memory);
            shortcuts::collect(ui, &mut cx, dialog.is_some());
            dropped(ui, &mut cx);
            let asked = opened.take();
            let mut cx = Cx {
                state: self.app.state(),
                text: &self.text,
                palette: &self.palette,
                remote: &remote,
                out: &mut out,
                dialog: &mut opened,
                modal: false,
                copied: &mut copied,
            };
            let mut current = asked.map(|open| Dialog::new(open, &cx)).or(dialog.take());
            if let Some(shown) = &mut current
                && !dialogs::show(ui, &mut cx, shown)
            {
                current = None;
            }
            notices::ui(ui, &mut cx);
            self.memory.dialog = current;
            // What a notice opens is shown from the next frame on: in this one its click would close it.
            if opened.is_some() {
                self.memory.next_dialog = opened;
                ui.ctx().request_repaint();
            }
        }
        if let Some(copied) = copied {
            self.copy(ui.ctx(), copied);
        }
        self.entitle(ui.ctx());
        let zoom = ui.ctx().zoom_factor();
        if (zoom - self.app.state().settings.zoom).abs() > 0.001 {
            out.push(Command::Set(Setting::Zoom(zoom)));
        }
        if let Some(place) =
            place(ui.ctx()).filter(|place| self.app.state().settings.window != Some(*place))
        {
            out.push(Command::Set(Setting::Window(place)));
        }
        for command in out {
            self.app.send(command);
        }
    }

    /// The name of the project stands in the title of the window.
    fn entitle(&mut self, ctx: &Context) {
        let app = self.text.get("app-title");
        let title = self
            .app
            .state()
            .project
            .name()
            .map_or_else(|| app.to_owned(), |name| format!("{name} · {app}"));
        if self.titled != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.titled = title;
        }
    }

    /// Puts words on the clipboard, as a table too where the system takes one.
    fn copy(&mut self, ctx: &Context, copied: Copied) {
        if let Some(html) = copied.html {
            // It must live on: on Linux the program itself hands out what was copied.
            if self.clipboard.is_none() {
                self.clipboard = arboard::Clipboard::new().ok();
            }
            if let Some(clipboard) = &mut self.clipboard
                && clipboard.set_html(html, Some(copied.text.clone())).is_ok()
            {
                return;
            }
        }
        ctx.copy_text(copied.text);
    }

    /// Puts on the theme and the language of the settings.
    fn dress(&mut self, ctx: &Context) {
        let dark = match self.app.state().settings.theme {
            Theme::Light => false,
            Theme::Dark => true,
            Theme::System => ctx.system_theme() == Some(egui::Theme::Dark),
        };
        let still = self.app.state().settings.still;
        if self.dressed != Some((dark, still)) {
            self.dressed = Some((dark, still));
            self.palette = Palette::load(dark);
            ctx.set_theme(if dark {
                egui::Theme::Dark
            } else {
                egui::Theme::Light
            });
            let style = theme::style(&self.palette, still);
            ctx.set_style_of(egui::Theme::Dark, style.clone());
            ctx.set_style_of(egui::Theme::Light, style);
        }
        let language = self
            .app
            .state()
            .settings
            .language
            .unwrap_or(self.text.language);
        if language != self.text.language {
            self.text = Text::new(language);
        }
    }

    /// Opens a dialog; for tests.
    pub fn open_dialog(&mut self, dialog: Open) {
        self.memory.next_dialog = Some(dialog);
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.tick(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.close();
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.palette.ground.to_normalized_gamma_f32()
    }
}

/// Which panel is where.
fn layout(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let palette = cx.palette;
    let bar = Frame::new()
        .fill(*palette.panel)
        .inner_margin(Margin::symmetric(12, 0));
    Panel::top("top")
        .exact_size(46.0)
        .frame(bar)
        .show(ui, |ui| top::ui(ui, cx, &mut memory.top));
    Panel::bottom("status")
        .exact_size(28.0)
        .frame(bar)
        .show(ui, |ui| status::ui(ui, cx, &mut memory.status));
    if cx.state.library.files.is_empty() {
        egui::CentralPanel::default()
            .frame(Frame::new().fill(*palette.ground))
            .show(ui, |ui| empty::ui(ui, cx));
        return;
    }
    Panel::left("library")
        .resizable(true)
        .default_size(228.0)
        .size_range(150.0..=420.0)
        .frame(Frame::new().fill(*palette.panel).inner_margin(8))
        .show(ui, |ui| {
            // Where two reports are read their outline is nearer than the list.
            if cx.state.view == View::Compare && cx.state.compare.found.is_some() {
                let words = ["outline", "reports"].map(|id| cx.text.get(id).to_owned());
                let on = usize::from(memory.list);
                if let Some(chosen) = choices(ui, palette, on, &words) {
                    memory.list = chosen == 1;
                }
                ui.add_space(6.0);
                if !memory.list {
                    outline::ui(ui, cx, &mut memory.outline);
                    return;
                }
            }
            library::ui(ui, cx, &mut memory.library);
        });
    match cx.state.view {
        View::Goals | View::Board => {
            let height = ui.available_height();
            let paper = Frame::new().fill(*palette.paper).inner_margin(Margin {
                left: 0,
                right: 0,
                top: 10,
                bottom: 4,
            });
            Panel::bottom("source")
                .resizable(true)
                .default_size((height * 0.3).clamp(110.0, 230.0))
                .size_range(60.0..=(height - 160.0).max(80.0))
                .frame(paper)
                .show(ui, |ui| source::ui(ui, cx, &mut memory.source));
            egui::CentralPanel::default()
                .frame(Frame::new().fill(*palette.ground))
                .show(ui, |ui| {
                    if cx.state.view == View::Board {
                        let quiet = memory.source.has_selection();
                        board::ui(ui, cx, &mut memory.board, quiet);
                    } else {
                        goals::ui(ui, cx, &mut memory.goals);
                    }
                });
        }
        View::Compare => {
            egui::CentralPanel::default()
                .frame(Frame::new().fill(*palette.ground))
                .show(ui, |ui| {
                    compare::ui(
                        ui,
                        cx,
                        &mut memory.compare,
                        &memory.top.find,
                        memory.top.next,
                    );
                });
        }
        View::Ledger => {
            egui::CentralPanel::default()
                .frame(Frame::new().fill(*palette.ground))
                .show(ui, |ui| {
                    ledger::ui(ui, cx, &mut memory.ledger, &memory.top.find);
                });
        }
        View::Words => {
            egui::CentralPanel::default()
                .frame(Frame::new().fill(*palette.ground))
                .show(ui, |ui| words::ui(ui, cx, &mut memory.words));
        }
        View::Read => {
            egui::CentralPanel::default()
                .frame(Frame::new().fill(*palette.ground))
                .show(ui, |ui| {
                    read::ui(ui, cx, &mut memory.read, &memory.top.find, memory.top.next);
                });
        }
    }
}

/// Files dropped on the window open; while they hover, the window says so.
fn dropped(ui: &Ui, cx: &mut Cx<'_>) {
    let (paths, hovering) = ui.input(|input| {
        let paths: Vec<_> = input
            .raw
            .dropped_files
            .iter()
            .map(|file| file.path().to_owned())
            .filter(|path| !path.as_os_str().is_empty())
            .collect();
        (paths, !input.raw.hovered_files.is_empty())
    });
    if !paths.is_empty() {
        cx.send(Command::Open(paths));
    }
    if hovering {
        let rect = ui.ctx().content_rect();
        let painter = ui.ctx().layer_painter(egui::LayerId::new(
            egui::Order::Foreground,
            egui::Id::unique("drop"),
        ));
        painter.rect_filled(rect, 0.0, cx.palette.accent.gamma_multiply(0.12));
        painter.rect_stroke(
            rect.shrink(8.0),
            10.0,
            egui::Stroke::new(3.0, *cx.palette.accent),
            egui::StrokeKind::Inside,
        );
        painter.text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            cx.text.get("drop-here"),
            theme::font(22.0),
            *cx.palette.accent_strong,
        );
    }
}

/// Where the window is now.
fn place(ctx: &Context) -> Option<WindowPlace> {
    ctx.input(|input| {
        let viewport = input.viewport();
        let inner = viewport.inner_rect?;
        let maximized = viewport.maximized.unwrap_or(false) || viewport.fullscreen.unwrap_or(false);
        (inner.width() > 200.0 && !viewport.minimized.unwrap_or(false)).then(|| WindowPlace {
            position: viewport
                .outer_rect
                .map(|outer| [outer.left().round(), outer.top().round()]),
            size: [inner.width().round(), inner.height().round()],
            maximized,
        })
    })
}
