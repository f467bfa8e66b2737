//! The window of Duizhao. Files given as arguments are opened.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use duizhao::app::command::Command;
use duizhao::app::notices::Message;
use duizhao::app::project::store::ENDING;
use duizhao::app::settings::{Folders, Settings};
use duizhao::app::{App, crash, settings};
use duizhao::gui::text::{Text, system_language};
use duizhao::gui::{Window, instance};

/// Many short strings are made and dropped while reports are read. The system's allocator on Linux keeps more and more
/// in pieces while reports are opened and closed for hours; this one stays level.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ICON: &[u8] = include_bytes!("../assets/icon/duizhao-256.png");

/// How the window is drawn, the likeliest first; the next one is tried where one does not start.
#[cfg(any(windows, target_os = "macos"))]
const RENDERERS: [eframe::Renderer; 2] = [eframe::Renderer::Wgpu, eframe::Renderer::Glow];
#[cfg(not(any(windows, target_os = "macos")))]
const RENDERERS: [eframe::Renderer; 1] = [eframe::Renderer::Glow];

fn main() -> ExitCode {
    let program = std::env::current_exe().ok();
    let folders = Folders::find(program.as_deref());
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if let Some(folders) = &folders
        && instance::hand_over(&folders.settings, &files)
    {
        return ExitCode::SUCCESS;
    }
    let mut messages = Vec::new();
    let settings = folders.as_ref().map_or_else(Settings::default, |folders| {
        let (settings, message) = settings::read(&folders.settings);
        messages.extend(message);
        messages.extend(crash::last(&folders.settings).map(|log| Message::Crashed { log }));
        settings
    });
    let text = Text::new(settings.language.unwrap_or_else(system_language));
    let mut refused = String::new();
    for renderer in RENDERERS {
        let start = Start {
            settings: settings.clone(),
            folders: folders.clone(),
            files: files.clone(),
            messages: messages.clone(),
        };
        match start.run(renderer) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => refused = error.to_string(),
        }
    }
    let words = text.with("no-window", &[("detail", refused.into())]);
    tell(text.get("app-title"), &words);
    ExitCode::FAILURE
}

/// What the program starts with.
struct Start {
    settings: Settings,
    folders: Option<Folders>,
    files: Vec<PathBuf>,
    messages: Vec<Message>,
}

impl Start {
    fn run(self, renderer: eframe::Renderer) -> eframe::Result {
        let options = eframe::NativeOptions {
            viewport: viewport(&self.settings),
            renderer,
            ..eframe::NativeOptions::default()
        };
        let make = move |cc: &eframe::CreationContext<'_>| {
            Box::new(self.window(cc)) as Box<dyn eframe::App>
        };
        eframe::run_native("duizhao", options, Box::new(move |cc| Ok(make(cc))))
    }

    fn window(self, cc: &eframe::CreationContext<'_>) -> Window {
        let ctx = cc.egui_ctx.clone();
        let waker = ctx.clone();
        let language = self.settings.language.unwrap_or_else(system_language);
        let mut app = App::new(
            self.settings,
            self.folders.clone(),
            Arc::new(move || waker.request_repaint()),
        );
        if let Some(folders) = self.folders {
            crash::watch(folders.settings.clone(), app.keeper(), move |log: &Path| {
                let text = Text::new(language);
                let words = text.with("crash", &[("path", log.display().to_string().into())]);
                tell(text.get("app-title"), &words);
            });
            instance::listen(&folders.settings, app.remote(), ctx.clone());
        }
        #[cfg(unix)]
        instance::opened(app.remote(), ctx.clone());
        for message in self.messages {
            app.notify(message);
        }
        // A project that is asked for takes the place of the last one.
        let is_project = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
        if !self.files.iter().any(is_project) {
            app.restore();
        }
        if !self.files.is_empty() {
            app.send(Command::Open(self.files));
        }
        Window::new(&ctx, app)
    }
}

fn viewport(settings: &Settings) -> egui::ViewportBuilder {
    let place = settings.window;
    let size = place.map_or([1280.0, 800.0], |place| place.size);
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("duizhao")
        .with_title("对照 Duizhao")
        .with_inner_size(size)
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    if let Some(position) = place.and_then(|place| place.position) {
        viewport = viewport.with_position(position);
    }
    if place.is_some_and(|place| place.maximized) {
        viewport = viewport.with_maximized(true);
    }
    viewport
}

/// Says something where there is no window to say it in.
#[allow(
    clippy::print_stderr,
    reason = "a system without dialogs has nothing else"
)]
fn tell(title: &str, words: &str) {
    eprintln!("{words}");
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title(title)
        .set_description(words)
        .show();
}
