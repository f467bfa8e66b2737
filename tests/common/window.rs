//! The window without a screen: its controls by their names, clicks and keys.

use std::sync::Arc;

use duizhao::app::App;
use duizhao::app::command::Command;
use duizhao::app::settings::{Settings, Theme};
use duizhao::app::views::View;
use duizhao::engine::labels::Language;
use duizhao::gui::Window;
use egui_kittest::Harness;

/// What a harness draws: the window, once the first frame made it.
pub struct State {
    pub window: Option<Window>,
}

/// Every view.
pub const VIEWS: [View; 6] = [
    View::Goals,
    View::Compare,
    View::Board,
    View::Ledger,
    View::Words,
    View::Read,
];

/// A window of that size, with the samples open or with nothing.
pub fn harness(settings: Settings, size: [f32; 2], open: bool) -> Harness<'static, State> {
    let mut harness = Harness::builder().with_size(size).build_ui_state(
        move |ui, state: &mut State| {
            let window = state.window.get_or_insert_with(|| {
                let mut app = App::new(settings.clone(), None, Arc::new(|| {}));
                if open {
                    app.send(Command::OpenSamples);
                    app.settle();
                }
                Window::new(ui.ctx(), app)
            });
            let ctx = ui.ctx().clone();
            window.tick(&ctx);
            window.draw(ui);
        },
        State { window: None },
    );
    harness.run_steps(4);
    harness
}

/// The settings of a test: the language is not left to the machine.
pub fn speaking(language: Language) -> Settings {
    Settings {
        language: Some(language),
        theme: Theme::Light,
        ..Settings::default()
    }
}

/// The program behind the window.
pub fn app<'a>(harness: &'a Harness<'_, State>) -> &'a App {
    &harness.state().window.as_ref().unwrap().app
}

/// Sends a command, and draws until nothing runs.
pub fn send(harness: &mut Harness<'_, State>, command: Command) {
    let app = &mut harness.state_mut().window.as_mut().unwrap().app;
    app.send(command);
    app.settle();
    harness.run_steps(4);
}
