//! The window of Duizhao. Files given as arguments are opened.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::path::PathBuf;
use std::sync::Arc;

use duizhao::app::command::Command;
use duizhao::app::{App, settings};
use duizhao::gui::Window;

const ICON: &[u8] = include_bytes!("../assets/icon/duizhao-256.png");

fn main() -> eframe::Result {
    let folder = settings::folder();
    let (settings, message) = folder
        .as_deref()
        .map_or_else(Default::default, settings::read);
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
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let options = eframe::NativeOptions {
        viewport,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "duizhao",
        options,
        Box::new(move |cc| {
            let ctx = cc.egui_ctx.clone();
            let mut app = App::new(settings, folder, Arc::new(move || ctx.request_repaint()));
            if let Some(message) = message {
                app.notify(message);
            }
            app.restore();
            if !files.is_empty() {
                app.send(Command::Open(files));
            }
            Ok(Box::new(Window::new(&cc.egui_ctx, app)))
        }),
    )
}
