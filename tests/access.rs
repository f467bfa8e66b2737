//! The window for people who use it by keyboard or by ear: every control has a name, Tab reaches it, zoom loses nothing.
#![cfg(feature = "window")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::collections::BTreeSet;

use common::window::{State, VIEWS, harness, send, speaking};
use duizhao::app::command::{Command, Setting};
use duizhao::app::library::ItemId;
use duizhao::app::settings::Settings;
use duizhao::app::views::View;
use duizhao::app::views::goals::GoalsCommand;
use duizhao::app::words::{Mode, WordsCommand};
use duizhao::engine::labels::Language;
use duizhao::gui::request::Open;
use duizhao::model::note::Note;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;

/// The samples in a window of that size, with nothing in motion.
fn still(language: Language, size: [f32; 2]) -> Harness<'static, State> {
    let settings = Settings {
        still: true,
        ..speaking(language)
    };
    harness(settings, size, true)
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
        let mut harness = still(language, [1280.0, 800.0]);
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
        for view in VIEWS {
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
        for dialog in [
            Open::Export,
            Open::Imports,
            Open::Path,
            Open::Paste,
            Open::Weights,
            Open::StopWords,
            Open::Dictionaries,
            Open::History,
            Open::Note(Note::default()),
            Open::Notes,
            Open::NewRule {
                quote: "按增长6%安排".to_owned(),
                indicator: "gdp".to_owned(),
                measure: None,
            },
            Open::About,
            Open::Shortcuts,
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
    let mut harness = still(Language::Chinese, [1280.0, 800.0]);
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
        let mut harness = still(language, [1280.0, 800.0]);
        send(&mut harness, Command::Set(Setting::Zoom(2.0)));
        let ctx = harness.ctx.clone();
        ctx.set_zoom_factor(2.0);
        harness.run_steps(4);
        for view in VIEWS {
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
    let mut harness = still(Language::Chinese, [1280.0, 800.0]);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run_steps(2);
    let ime = |harness: &mut Harness<'_, State>, event: egui::ImeEvent| {
        harness.event(egui::Event::Ime(event));
        harness.run_steps(2);
    };
    let typed = |harness: &Harness<'_, State>| {
        let window = harness.state().window.as_ref().unwrap();
        window.app.state().goals.options.text.clone()
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

/// What stands in the two bars on top of a view: buttons and fields, and where.
fn in_the_bars(harness: &Harness<'_, State>) -> Vec<(String, egui::Rect)> {
    use egui::accesskit::Role;
    let all = harness.root().children_recursive();
    let controls = all.filter(|node| {
        let role = node.accesskit_node().role();
        let is_control = matches!(
            role,
            Role::Button | Role::TextInput | Role::CheckBox | Role::ComboBox | Role::RadioButton
        );
        is_control && node.rect().bottom() < 92.0
    });
    controls
        .map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            (name, node.rect())
        })
        .collect()
}

#[test]
fn no_control_of_the_bars_lies_over_another_or_outside() {
    let mut wrong = Vec::new();
    for language in [Language::Chinese, Language::English] {
        // The smallest is a window of 1280 by 800 at 200%.
        for size in [
            [640.0, 400.0],
            [720.0, 480.0],
            [900.0, 600.0],
            [1280.0, 800.0],
        ] {
            let mut harness = still(language, size);
            for view in VIEWS {
                send(&mut harness, Command::Show(view));
                let bars = in_the_bars(&harness);
                assert!(bars.len() > 5, "{view:?}");
                for (n, (name, rect)) in bars.iter().enumerate() {
                    let told = format!("{name} in {view:?}, {language:?}, {size:?}");
                    if rect.right() > size[0] + 1.0 {
                        wrong.push(format!("{told} ends at {}", rect.right()));
                    }
                    for (other, place) in bars.iter().skip(n + 1) {
                        let both = rect.intersect(*place);
                        if both.width() > 1.0 && both.height() > 1.0 {
                            wrong.push(format!("{told} and {other}: {}", both.width()));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
