//! The window for people who use it by keyboard or by ear: every control has a name, Tab reaches it, zoom loses nothing.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use duizhao::app::App;
use duizhao::app::command::{Command, GoalsCommand, Setting};
use duizhao::app::settings::{Settings, Theme};
use duizhao::app::state::{ItemId, View};
use duizhao::app::words::{Mode, WordsCommand};
use duizhao::engine::labels::Language;
use duizhao::gui::Window;
use duizhao::gui::dialogs::{Dialog, project, tray};
use duizhao::model::note::Note;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;

struct State {
    window: Option<Window>,
}

fn harness(language: Language, size: [f32; 2]) -> Harness<'static, State> {
    let settings = Settings {
        language: Some(language),
        theme: Theme::Light,
        still: true,
        ..Settings::default()
    };
    let mut harness = Harness::builder().with_size(size).build_ui_state(
        move |ui, state: &mut State| {
            let window = state.window.get_or_insert_with(|| {
                let mut app = App::new(settings.clone(), None, Arc::new(|| {}));
                app.send(Command::OpenSamples);
                app.settle();
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

fn send(harness: &mut Harness<'_, State>, command: Command) {
    let app = &mut harness.state_mut().window.as_mut().unwrap().app;
    app.send(command);
    app.settle();
    harness.run_steps(3);
}

/// The controls without a name, as a screen reader would meet them.
fn nameless(harness: &Harness<'_, State>) -> Vec<String> {
    use egui::accesskit::Role;
    let controls = [
        Role::Button,
        Role::CheckBox,
        Role::ComboBox,
        Role::Link,
        Role::RadioButton,
        Role::Slider,
        Role::SpinButton,
        Role::TextInput,
        Role::MultilineTextInput,
    ];
    let all = harness.root().children_recursive();
    let without = all.filter(|node| {
        let node = node.accesskit_node();
        let named = [node.label(), node.placeholder().map(ToOwned::to_owned)];
        let name = named
            .into_iter()
            .flatten()
            .any(|name| !name.trim().is_empty());
        controls.contains(&node.role()) && !name && !node.is_hidden()
    });
    without
        .map(|node| {
            let role = node.accesskit_node().role();
            format!("{role:?} at {:?}", node.rect())
        })
        .collect()
}

#[test]
fn every_control_of_every_view_and_dialog_has_a_name() {
    for language in [Language::Chinese, Language::English] {
        let mut harness = harness(language, [1280.0, 800.0]);
        let views = [
            View::Goals,
            View::Compare,
            View::Board,
            View::Ledger,
            View::Words,
            View::Read,
        ];
        let report = harness
            .state()
            .window
            .as_ref()
            .unwrap()
            .app
            .state()
            .library
            .reports()
            .nth(1)
            .unwrap();
        send(
            &mut harness,
            Command::Goals(GoalsCommand::Select(Some(ItemId { report, index: 0 }))),
        );
        for view in views {
            send(&mut harness, Command::Show(view));
            assert_eq!(
                nameless(&harness),
                [] as [String; 0],
                "{view:?} {language:?}"
            );
        }
        send(&mut harness, Command::Show(View::Words));
        for mode in [Mode::Keys, Mode::Find, Mode::Shared] {
            send(&mut harness, Command::Words(WordsCommand::Mode(mode)));
            assert_eq!(
                nameless(&harness),
                [] as [String; 0],
                "{mode:?} {language:?}"
            );
        }
        send(&mut harness, Command::Show(View::Goals));
        let export = Dialog::export(harness.state().window.as_ref().unwrap().app.state());
        for dialog in [
            export,
            Dialog::Tray(tray::Draft::default()),
            Dialog::path(),
            Dialog::paste(),
            Dialog::Weights(String::new()),
            Dialog::StopWords("的\n".to_owned()),
            Dialog::dictionaries(),
            Dialog::History,
            Dialog::Note(Note::default()),
            Dialog::Notes,
            Dialog::Rules(project::Rules::from("按增长6%安排", "gdp", None)),
            Dialog::About,
            Dialog::Shortcuts,
        ] {
            let told = format!("{dialog:?}").chars().take(24).collect::<String>();
            harness
                .state_mut()
                .window
                .as_mut()
                .unwrap()
                .open_dialog(dialog);
            harness.run_steps(3);
            assert_eq!(nameless(&harness), [] as [String; 0], "{told} {language:?}");
            harness.key_press(egui::Key::Escape);
            harness.run_steps(3);
        }
    }
}

#[test]
fn tab_walks_through_the_controls_from_the_top_and_shows_where_it_is() {
    let mut harness = harness(Language::Chinese, [1280.0, 800.0]);
    let mut seen = Vec::new();
    for _ in 0..24 {
        harness.key_press(egui::Key::Tab);
        harness.run_steps(2);
        let focused = harness
            .root()
            .children_recursive()
            .find(egui_kittest::Node::is_focused);
        if let Some(node) = focused {
            let name = node.accesskit_node().label().unwrap_or_default();
            seen.push((name, node.rect()));
        }
    }
    let names: BTreeSet<&str> = seen.iter().map(|(name, _)| name.as_str()).collect();
    for wanted in ["项目：未命名", "目标", "对读", "看板", "导出…"] {
        assert!(names.contains(wanted), "{wanted} is not reached: {names:?}");
    }
    // The bar on top comes before what is below it.
    let bar = seen
        .iter()
        .take_while(|(_, rect)| rect.bottom() < 46.0)
        .count();
    assert!(bar >= 6, "{seen:?}");
}

#[test]
fn twice_as_large_every_view_is_still_whole() {
    // A window of 1280 by 800 points at 200% has room for half as much.
    for language in [Language::Chinese, Language::English] {
        let mut harness = harness(language, [1280.0, 800.0]);
        send(&mut harness, Command::Set(Setting::Zoom(2.0)));
        let ctx = harness.ctx.clone();
        ctx.set_zoom_factor(2.0);
        harness.run_steps(4);
        for view in [
            View::Goals,
            View::Compare,
            View::Board,
            View::Ledger,
            View::Words,
            View::Read,
        ] {
            send(&mut harness, Command::Show(view));
            let room = ctx.content_rect();
            assert!(room.width() < 700.0, "the zoom is not on");
            assert_eq!(nameless(&harness), [] as [String; 0], "{view:?}");
            // What stands in the bar on top stays in the window.
            for node in harness.root().children_recursive() {
                let role = node.accesskit_node().role();
                if role == egui::accesskit::Role::Button {
                    let rect = node.rect();
                    let name = node.accesskit_node().label().unwrap_or_default();
                    let inside = rect.right() <= 1281.0 && rect.left() >= -1.0;
                    assert!(
                        inside || rect.top() > 92.0,
                        "{name} at {rect:?} in {view:?} {language:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_an_input_method_makes_shows_in_place_and_arrives_once() {
    let mut harness = harness(Language::Chinese, [1280.0, 800.0]);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run_steps(2);
    let ime = |harness: &mut Harness<'_, State>, event: egui::ImeEvent| {
        harness.event(egui::Event::Ime(event));
        harness.run_steps(2);
    };
    let typed = |harness: &Harness<'_, State>| {
        let window = harness.state().window.as_ref().unwrap();
        window.app.state().goals.text.clone()
    };
    ime(
        &mut harness,
        egui::ImeEvent::Preedit {
            text: "liang shi".to_owned(),
            active_range_chars: None,
        },
    );
    let field = harness
        .root()
        .children_recursive()
        .find(egui_kittest::Node::is_focused)
        .unwrap();
    assert_eq!(field.value().as_deref(), Some("liang shi"));
    ime(&mut harness, egui::ImeEvent::Commit("粮食".to_owned()));
    assert_eq!(typed(&harness), "粮食");
}
