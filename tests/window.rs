//! The window by its labels: clicks and keys, no graphics driver.
#![cfg(feature = "window")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::window::{State, app, harness, send, speaking};
use duizhao::app::command::{Command, Setting};
use duizhao::app::settings::{Settings, Theme};
use duizhao::app::views::View;
use duizhao::app::views::board::BoardCommand;
use duizhao::app::views::compare::Row;
use duizhao::app::views::goals::GoalsCommand;
use duizhao::app::views::ledger::LedgerCommand;
use duizhao::app::views::ledger::LedgerFilter;
use duizhao::app::words::{Mode, WordsCommand, WordsPicture};
use duizhao::engine::board::Key;
use duizhao::engine::labels::Language;
use duizhao::engine::picture;
use duizhao::gui::request::Open;
use duizhao::model::goal::{Bound, Checked, Kind};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn window(size: [f32; 2], open: bool) -> Harness<'static, State> {
    harness(speaking(Language::Chinese), size, open)
}

/// The window with the samples on the board.
fn board() -> Harness<'static, State> {
    let mut harness = window([1280.0, 800.0], true);
    harness.get_by_label("看板").click();
    harness.run_steps(4);
    harness
}

#[test]
fn an_empty_window_invites() {
    let mut harness = window([1280.0, 800.0], false);
    harness.get_by_label("把政府工作报告拖到这里");
    harness.get_by_label("打开示例").click();
    harness.run_steps(3);
    harness.state_mut().window.as_mut().unwrap().app.settle();
    harness.run_steps(3);
    assert_eq!(app(&harness).state().library.reports().count(), 4);
    harness.get_by_label("云溪市 2026");
}

#[test]
fn a_click_on_a_goal_selects_it() {
    let mut harness = window([1280.0, 800.0], true);
    harness
        .get_all_by_label("地区生产总值")
        .next()
        .unwrap()
        .click();
    harness.run_steps(3);
    let id = app(&harness).state().goals.selected.unwrap();
    let (_, _, item) = app(&harness).state().library.item(id).unwrap();
    assert_eq!(item.canonical, "gdp");
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    assert_ne!(app(&harness).state().goals.selected, Some(id));
}

#[test]
fn lists_and_views_are_a_click_away() {
    let mut harness = window([1280.0, 800.0], true);
    let tasks = harness.get_all_by_label_contains("任务 ").next().unwrap();
    tasks.click();
    harness.run_steps(3);
    assert_eq!(app(&harness).state().goals.options.kind, Kind::Task);
    harness.get_by_label("对读").click();
    harness.run_steps(3);
    harness.state_mut().window.as_mut().unwrap().app.settle();
    harness.run_steps(4);
    assert_eq!(app(&harness).state().view, View::Compare);
    assert!(app(&harness).state().compare.found.is_some());
    harness.key_press(egui::Key::F8);
    harness.run_steps(4);
    assert!(app(&harness).state().compare.selected.is_some());
    harness.get_by_label("阅读").click();
    harness.run_steps(4);
    assert_eq!(app(&harness).state().view, View::Read);
    harness.get_by_label("大纲");
}

#[test]
fn the_board_is_walked_by_arrows_and_sorted_by_its_heads() {
    let mut harness = board();
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let first = app(&harness).state().goals.selected.unwrap();
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let second = app(&harness).state().goals.selected.unwrap();
    let canonical = |id| {
        let state = app(&harness).state();
        state.library.item(id).unwrap().2.canonical
    };
    assert_ne!(first.report, second.report);
    assert_eq!(canonical(first), canonical(second));
    let gdp = Key::from_word("gdp").unwrap();
    send(&mut harness, Command::Board(BoardCommand::Sort(gdp)));
    let shown = |harness: &Harness<'_, State>| -> Vec<String> {
        let cells = harness.query_all_by_role(egui::accesskit::Role::Cell);
        let names = cells.filter_map(|cell| cell.accesskit_node().label());
        names.filter(|name| name.contains("地区生产总值")).collect()
    };
    let falling = shown(&harness);
    send(&mut harness, Command::Board(BoardCommand::Sort(gdp)));
    assert_ne!(falling, shown(&harness));
    // The name in the list comes first, that on the board behind it.
    let name = harness.get_all_by_label("云溪市 2025").last().unwrap();
    name.click();
    harness.run_steps(4);
    assert_eq!(app(&harness).state().view, View::Read);
}

#[test]
fn a_cell_of_the_board_is_accepted_corrected_and_set_aside_by_keys() {
    let mut harness = board();
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let first = app(&harness).state().goals.selected.unwrap();
    let of = |harness: &Harness<'_, State>, id| {
        let state = app(harness).state();
        state.library.item(id).unwrap().2.clone()
    };
    let read = of(&harness, first);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(3);
    assert_eq!(
        of(&harness, first).checked.as_deref(),
        Some(&Checked::Accepted)
    );
    // Enter went on to the next row; typing corrects there.
    let second = app(&harness).state().goals.selected.unwrap();
    assert_ne!(first.report, second.report);
    harness.event(egui::Event::Text("9".to_owned()));
    harness.run_steps(3);
    harness.event(egui::Event::Text(".5以上".to_owned()));
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
    let corrected = of(&harness, second);
    let value = corrected.value.unwrap();
    assert_eq!((value.low, value.bound), (9.5, Bound::Ge));
    assert!(matches!(
        corrected.checked.as_deref().cloned(),
        Some(Checked::Corrected { was: Some(_), .. })
    ));
    // Taken back, one step after the other.
    send(&mut harness, Command::Undo);
    assert_eq!(of(&harness, second).checked, None);
    send(&mut harness, Command::Undo);
    assert_eq!(of(&harness, first), read);
    send(&mut harness, Command::Goals(GoalsCommand::Select(None)));
    harness.key_press(egui::Key::ArrowUp);
    harness.key_press(egui::Key::ArrowUp);
    harness.run_steps(3);
    let id = app(&harness).state().goals.selected.unwrap();
    let gone = of(&harness, id);
    harness.key_press(egui::Key::Delete);
    harness.run_steps(4);
    let report = app(&harness).state().library.report(id.report).unwrap().1;
    assert!(
        report
            .found
            .items
            .iter()
            .all(|item| item.span != gone.span || item.quote != gone.quote)
    );
    assert!(
        report
            .found
            .unused
            .iter()
            .any(|unused| unused.why == duizhao::model::goal::NotGoal::Rejected)
    );
    assert_eq!(app(&harness).state().goals.selected, None);
}

/// The name of the cell that is ringed.
fn ringed(harness: &Harness<'_, State>) -> Option<String> {
    let cells = harness.query_all_by_role(egui::accesskit::Role::Cell);
    let mut on = cells
        .filter(|cell| cell.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    on.next()?.accesskit_node().label()
}

#[test]
fn the_board_rings_the_cell_of_what_the_pane_shows() {
    let mut harness = board();
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let first = app(&harness).state().goals.selected.unwrap();
    let before = ringed(&harness).unwrap();
    // Another report's row of the same indicator, chosen in the goals table.
    let other = {
        let library = &app(&harness).state().library;
        let mut ids = library.reports().filter(|id| *id != first.report);
        ids.find_map(|report| {
            let found = &library.report(report)?.1.found;
            let index = found.items.iter().position(|item| {
                item.kind == Kind::Goal && item.canonical == "gdp" && item.period.is_some()
            })?;
            Some(duizhao::app::library::ItemId { report, index })
        })
        .unwrap()
    };
    harness.get_by_label("目标").click();
    harness.run_steps(3);
    send(
        &mut harness,
        Command::Goals(GoalsCommand::Select(Some(other))),
    );
    harness.get_by_label("看板").click();
    harness.run_steps(4);
    let name = app(&harness).state().library.name(other.report);
    let now = ringed(&harness).unwrap();
    assert_ne!(now, before);
    assert!(now.starts_with(&name), "{now} is not of {name}");
    // What is typed goes there.
    harness.event(egui::Event::Text("9".to_owned()));
    harness.run_steps(3);
    harness.event(egui::Event::Text(".5".to_owned()));
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
    let value = |id| {
        let state = app(&harness).state();
        let (.., item) = state.library.item(id).unwrap();
        item.value.as_ref().unwrap().low
    };
    assert!((value(other) - 9.5).abs() < 1e-9);
    assert!((value(first) - 9.5).abs() > 1e-9);
}

#[test]
fn a_typo_is_refused_and_can_be_mended() {
    let mut harness = board();
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let id = app(&harness).state().goals.selected.unwrap();
    let item = |harness: &Harness<'_, State>| {
        let state = app(harness).state();
        state.library.item(id).unwrap().2.clone()
    };
    let before = item(&harness);
    harness.event(egui::Event::Text("5".to_owned()));
    harness.run_steps(3);
    harness.event(egui::Event::Text(".5%右".to_owned()));
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
    assert_eq!(item(&harness), before);
    harness.key_press(egui::Key::Backspace);
    harness.run_steps(2);
    harness.event(egui::Event::Text("左右".to_owned()));
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
    let value = item(&harness).value.unwrap();
    assert_eq!((value.low, value.bound), (5.5, Bound::Approx));
}

#[test]
fn what_is_typed_stays_with_its_cell_while_reports_come_and_go() {
    let mut harness = board();
    harness.key_press(egui::Key::ArrowDown);
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let chosen = app(&harness).state().goals.selected.unwrap();
    harness.event(egui::Event::Text("9".to_owned()));
    harness.run_steps(3);
    // The report above it is closed: every row moves up.
    let above = {
        let library = &app(&harness).state().library;
        library.reports().find(|id| *id != chosen.report).unwrap()
    };
    send(&mut harness, Command::Close(vec![above]));
    harness.run_steps(3);
    harness.event(egui::Event::Text(".5".to_owned()));
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
    let corrected: Vec<_> = {
        let library = &app(&harness).state().library;
        let items = library.reports().flat_map(|id| {
            let found = &library.report(id).unwrap().1.found;
            found
                .items
                .iter()
                .map(move |item| (id, item.checked.is_some()))
        });
        items
            .filter(|(_, checked)| *checked)
            .map(|(id, _)| id)
            .collect()
    };
    assert_eq!(corrected, [chosen.report]);
}

#[test]
fn every_picture_of_the_board_is_drawn_and_leads_to_its_sentences() {
    let mut harness = window([1280.0, 800.0], true);
    send(&mut harness, Command::Show(View::Board));
    for kind in picture::Kind::ALL {
        send(
            &mut harness,
            Command::Board(BoardCommand::Picture(Some(kind))),
        );
        let title = app(&harness).state();
        assert_eq!(title.board.picture, Some(kind));
        let images = harness
            .query_all_by_role(egui::accesskit::Role::Image)
            .count();
        assert_eq!(images, 1, "{kind:?}");
        // The places of the samples are on no map.
        if kind == picture::Kind::Map {
            continue;
        }
        // Somewhere in it a mark leads to a sentence.
        let rect = harness.get_by_role(egui::accesskit::Role::Image).rect();
        let shown = |harness: &Harness<'static, State>| {
            let goals = &app(harness).state().goals;
            goals.selected.is_some() || goals.place.is_some()
        };
        send(&mut harness, Command::Goals(GoalsCommand::Select(None)));
        let mut y = rect.top() + 4.0;
        while y < rect.bottom().min(700.0) && !shown(&harness) {
            let mut x = rect.left() + 4.0;
            while x < rect.right() && !shown(&harness) {
                harness.event(egui::Event::PointerMoved(egui::pos2(x, y)));
                for pressed in [true, false] {
                    harness.event(egui::Event::PointerButton {
                        pos: egui::pos2(x, y),
                        button: egui::PointerButton::Primary,
                        pressed,
                        modifiers: egui::Modifiers::NONE,
                    });
                }
                harness.step();
                x += 14.0;
            }
            y += 14.0;
        }
        assert!(shown(&harness), "{kind:?}");
    }
}

#[test]
fn the_ledger_is_walked_by_keys_and_leads_to_the_comparison() {
    let mut harness = window([1280.0, 800.0], true);
    harness.get_by_label("进退").click();
    harness.run_steps(3);
    harness.state_mut().window.as_mut().unwrap().app.settle();
    harness.run_steps(4);
    let all = app(&harness).state().compare.ledger.len();
    assert!(all > 0);
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    assert_eq!(app(&harness).state().ledger.selected, Some(0));
    // A filter of its own for the same number in weaker words.
    send(
        &mut harness,
        Command::Ledger(LedgerCommand::Filter(LedgerFilter::Weaker)),
    );
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let state = app(&harness).state();
    let entry = state.compare.ledger[state.ledger.selected.unwrap()];
    assert!(entry.weaker());
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
    let state = app(&harness).state();
    assert_eq!(state.view, View::Compare);
    let Some(Row::New(at)) = state.compare.selected else {
        panic!("{:?}", state.compare.selected)
    };
    let (_, report) = state.library.report(state.compare.new.unwrap()).unwrap();
    let item = &report.found.items[entry.new.unwrap()];
    let span = state.compare.found.as_ref().unwrap().new[at];
    assert!(span.start <= item.span.start && item.span.start < span.end);
    // The outline stands beside the comparison, with what changed under each heading.
    assert!(harness.query_all_by_label_contains("% 改").next().is_some());
}

#[test]
fn selecting_a_report_narrows_the_table() {
    let mut harness = window([1280.0, 800.0], true);
    harness.get_by_label("白鹭县 2026").click();
    harness.run_steps(3);
    assert_eq!(app(&harness).state().library.shown().len(), 1);
}

#[test]
fn words_typed_on_top_filter_the_table() {
    let mut harness = window([1280.0, 800.0], true);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run_steps(3);
    harness
        .get_by_role(egui::accesskit::Role::TextInput)
        .type_text("失业率");
    harness.run_steps(3);
    assert_eq!(app(&harness).state().goals.options.text, "失业率");
    assert!(
        harness
            .query_all_by_label_contains("城镇调查失业率")
            .next()
            .is_some()
    );
    assert!(harness.query_by_label_contains("粮食产量").is_none());
}

/// The buttons of the bars at the head lie inside the window, and none over another.
fn tools_fit(harness: &Harness<'static, State>, size: [f32; 2], what: &str) {
    let buttons = harness.query_all_by_role(egui::accesskit::Role::Button);
    let heads: Vec<(String, egui::Rect)> = buttons
        .map(|node| {
            (
                node.accesskit_node().label().unwrap_or_default(),
                node.rect(),
            )
        })
        .filter(|(_, rect)| rect.bottom() < 96.0 && rect.width() > 0.0)
        .collect();
    assert!(heads.len() > 6, "{what}: {heads:?}");
    for (at, (name, rect)) in heads.iter().enumerate() {
        let inside = rect.left() >= 0.0 && rect.right() <= size[0];
        assert!(inside, "{what} at {size:?}: {name} {rect:?}");
        for (other, over) in &heads[at + 1..] {
            let both = rect.shrink(1.0).intersect(over.shrink(1.0));
            assert!(!both.is_positive(), "{what} at {size:?}: {name}, {other}");
        }
    }
}

#[test]
fn every_view_fits_small_and_large_windows_in_both_languages_and_themes() {
    for size in [[900.0, 600.0], [1920.0, 1080.0]] {
        for language in [Language::Chinese, Language::English] {
            for theme in [Theme::Light, Theme::Dark] {
                let mut harness = harness(
                    Settings {
                        language: Some(language),
                        theme,
                        ..Settings::default()
                    },
                    size,
                    true,
                );
                for view in [
                    View::Goals,
                    View::Compare,
                    View::Board,
                    View::Ledger,
                    View::Words,
                    View::Read,
                ] {
                    send(&mut harness, Command::Show(view));
                    tools_fit(&harness, size, &format!("{view:?} {language:?}"));
                }
                send(&mut harness, Command::Show(View::Words));
                for mode in [Mode::Keys, Mode::Find, Mode::Shared] {
                    send(&mut harness, Command::Words(WordsCommand::Mode(mode)));
                    tools_fit(&harness, size, &format!("{mode:?} {language:?}"));
                }
            }
        }
    }
}

#[test]
fn the_language_changes_at_once() {
    let mut harness = window([1280.0, 800.0], true);
    send(
        &mut harness,
        Command::Set(Setting::Language(Language::English)),
    );
    harness.get_by_label("Goals");
    assert!(harness.query_by_label("目标").is_none());
}

#[test]
fn dialogs_open_and_close() {
    let mut harness = window([1280.0, 800.0], true);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    harness.run_steps(3);
    harness.get_by_label("内容");
    harness.key_press(egui::Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("内容").is_none());
    for dialog in [
        Open::About,
        Open::Shortcuts,
        Open::Path,
        Open::Paste,
        Open::StopWords,
        Open::Dictionaries,
    ] {
        harness
            .state_mut()
            .window
            .as_mut()
            .unwrap()
            .open_dialog(dialog);
        harness.run_steps(3);
        let leaves = |harness: &Harness<'static, State>| {
            let mut words = ["取消", "关闭"].into_iter();
            words.any(|words| harness.query_all_by_label(words).next().is_some())
        };
        assert!(leaves(&harness));
        harness.key_press(egui::Key::Escape);
        harness.run_steps(3);
        assert!(!leaves(&harness));
    }
}

#[test]
fn a_notice_says_what_to_do_and_goes_when_dismissed() {
    let mut harness = window([1280.0, 800.0], false);
    let path = std::path::PathBuf::from("/没有/这份.txt");
    send(&mut harness, Command::Open(vec![path]));
    harness.get_by_label_contains("文件不在了");
    let id = app(&harness).state().notices.list[0].id;
    send(&mut harness, Command::Dismiss(id));
    assert!(harness.query_by_label_contains("文件不在了").is_none());
}

#[test]
fn many_files_that_could_not_be_opened_are_one_notice_with_a_way_to_the_import_list() {
    let mut harness = window([1280.0, 800.0], false);
    let folder = tempfile::tempdir().unwrap();
    for name in ["甲.7z", "乙.7z", "丙.7z"] {
        std::fs::write(folder.path().join(name), b"7z\xBC\xAF\x27\x1C").unwrap();
    }
    send(&mut harness, Command::Open(vec![folder.path().to_owned()]));
    harness.get_by_label_contains("3 个文件没能打开");
    assert!(harness.query_by_label_contains("全部 3").is_none());
    harness.get_by_label("导入清单").click();
    harness.run_steps(4);
    harness.get_by_label_contains("全部 3");
}

#[test]
fn the_account_unfolds_and_shows_the_place_of_a_number() {
    let mut harness = window([1280.0, 800.0], true);
    let fold = harness
        .get_all(egui_kittest::kittest::By::new().label_contains("未采用的数字"))
        .next()
        .unwrap();
    fold.click();
    harness.run_steps(4);
    assert!(app(&harness).state().goals.account);
    harness.get_all_by_label("2.5").next().unwrap().click();
    harness.run_steps(4);
    assert!(app(&harness).state().goals.place.is_some());
}

#[test]
fn keys_in_a_dialog_leave_the_board_alone() {
    let mut harness = board();
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    let fixes = |harness: &Harness<'_, State>| app(harness).state().fixes.clone();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    harness.run_steps(3);
    harness.key_press(egui::Key::Delete);
    harness.run_steps(2);
    harness.key_press(egui::Key::Escape);
    harness.run_steps(3);
    assert!(fixes(&harness).is_empty());
    let window = harness.state_mut().window.as_mut().unwrap();
    window.open_dialog(Open::Weights);
    harness.run_steps(3);
    harness.event(egui::Event::Text("青岚省 5".to_owned()));
    harness.run_steps(2);
    assert!(fixes(&harness).is_empty());
    harness.get_by_label("应用").click();
    harness.run_steps(3);
    assert_eq!(app(&harness).state().board.weights, "青岚省 5");
}

#[test]
fn what_is_set_aside_takes_its_stretch_figure_along() {
    let mut harness = window([1280.0, 800.0], true);
    send(&mut harness, Command::Show(View::Board));
    let state = app(&harness).state();
    let id = state
        .library
        .reports()
        .find(|id| state.library.name(*id) == "云溪市 2026")
        .unwrap();
    let gdp = |harness: &Harness<'_, State>| {
        let report = app(harness).state().library.report(id).unwrap().1;
        let items = report.found.items.iter();
        items
            .filter(|i| i.canonical == "gdp" && i.kind == Kind::Goal)
            .count()
    };
    let before = gdp(&harness);
    {
        let name =
            |cell: &egui_kittest::Node<'_>| cell.accesskit_node().label().unwrap_or_default();
        let mut cells = harness.query_all_by_role(egui::accesskit::Role::Cell);
        let own = cells.find(|cell| name(cell).starts_with("云溪市 2026 地区生产总值"));
        own.unwrap().click();
    }
    harness.run_steps(3);
    harness.key_press(egui::Key::Delete);
    harness.run_steps(3);
    assert_eq!(
        gdp(&harness),
        before - 2,
        "the expected one and the stretch"
    );
    send(&mut harness, Command::Undo);
    assert_eq!(gdp(&harness), before, "one step back");
}

fn places(harness: &Harness<'_, State>) -> usize {
    let found = app(harness).state().words.lines.found.clone();
    found.map_or(0, |lines| lines.places.len())
}

#[test]
fn a_cell_of_a_topic_lists_its_places_and_one_is_left_out_by_a_click() {
    let mut harness = window([1280.0, 800.0], true);
    send(&mut harness, Command::Show(View::Words));
    let all = places(&harness);
    // The first cell of the first row.
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(3);
    harness.state_mut().window.as_mut().unwrap().app.settle();
    harness.run_steps(3);
    let scope = app(&harness).state().words.scope.clone().unwrap();
    assert_eq!(scope.1.len(), 1);
    assert!(places(&harness) < all);
    harness.key_press(egui::Key::ArrowRight);
    harness.run_steps(3);
    assert_eq!(app(&harness).state().words.chosen, 1);
    // A topic of one word, and the first place left out by its button.
    let topic = app(&harness).state().words.topics.len();
    let list = WordsCommand::List {
        topic,
        name: "建设".to_owned(),
        list: "建设\n".to_owned(),
    };
    send(&mut harness, Command::Words(list));
    let choose = WordsCommand::Choose { topic, scope: None };
    send(&mut harness, Command::Words(choose));
    let counted = |harness: &Harness<'_, State>| {
        app(harness)
            .state()
            .words
            .lines
            .found
            .clone()
            .unwrap()
            .counted
    };
    let before = counted(&harness);
    let lines = app(&harness).state().words.lines.found.clone().unwrap();
    let place = lines.places[0];
    let (left, right) = lines.texts[0]
        .1
        .body
        .around(place.start as usize..place.end as usize, 60);
    let line = format!("{left}建设{right}");
    harness.get_by_label(&line).hover();
    harness.run_steps(3);
    let buttons = harness.query_all_by_label_contains("− ");
    buttons.last().unwrap().click();
    harness.run_steps(3);
    harness.state_mut().window.as_mut().unwrap().app.settle();
    harness.run_steps(3);
    assert!(counted(&harness) < before);
    assert_eq!(app(&harness).state().words.topics[topic].topic.not.len(), 1);
    // A click on a place opens it.
    harness.get_by_label(&line).click();
    harness.run_steps(3);
    assert_eq!(app(&harness).state().view, View::Read);
}

#[test]
fn what_is_typed_on_top_is_found_in_all_reports() {
    let mut harness = window([1280.0, 800.0], true);
    send(&mut harness, Command::Show(View::Words));
    let field = harness.get_by_label("在全部报告里查找");
    field.focus();
    harness.run_steps(2);
    harness.get_by_label("在全部报告里查找").type_text("發展");
    harness.run_steps(3);
    harness.state_mut().window.as_mut().unwrap().app.settle();
    harness.run_steps(3);
    assert_eq!(app(&harness).state().words.mode, Mode::Find);
    assert!(places(&harness) > 20);
    harness.get_by_label("正则").click();
    harness.run_steps(3);
    harness.get_by_label("近似");
}

#[test]
fn words_are_drawn_and_traced() {
    let mut harness = window([1280.0, 800.0], true);
    send(&mut harness, Command::Show(View::Words));
    let trend = WordsCommand::Picture(Some(WordsPicture::Trend));
    send(&mut harness, Command::Words(trend));
    harness.get_by_role(egui::accesskit::Role::Image);
    send(&mut harness, Command::Words(WordsCommand::Mode(Mode::Keys)));
    let shown = harness.get_by_role(egui::accesskit::Role::Image);
    assert!(shown.accesskit_node().label().is_some());
    harness.get_by_label("换一种排法").click();
    harness.run_steps(3);
    assert_eq!(
        app(&harness).state().words.picture,
        Some(WordsPicture::Cloud(2))
    );
    send(
        &mut harness,
        Command::Words(WordsCommand::Mode(Mode::Shared)),
    );
    let traced = app(&harness).state().words.traced.found.clone().unwrap();
    let (_, text) = traced.own.clone().unwrap();
    let own = traced.sentences[3].bytes;
    let words = text.body.slice(own).to_owned();
    harness.get_by_label(&words).click();
    harness.run_steps(3);
    harness.state_mut().window.as_mut().unwrap().app.settle();
    harness.run_steps(3);
    assert!(places(&harness) >= 1);
}

#[test]
fn corrections_carry_the_name_that_was_typed_in_the_menu() {
    let mut harness = window([1280.0, 800.0], true);
    harness.get_by_label("菜单").click();
    harness.run_steps(3);
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "署名");
    field.click();
    harness.run_steps(3);
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "署名");
    field.type_text("沈若舟");
    harness.run_steps(3);
    assert_eq!(app(&harness).state().settings.name, "沈若舟");
    let report = app(&harness).state().library.reports().next().unwrap();
    let (open, _) = app(&harness).state().library.report(report).unwrap();
    let item = &open.read.reports[0].found.items[0];
    let correction =
        duizhao::engine::correct::of_item(&open.read, item, duizhao::model::fix::Verdict::Accepted);
    send(
        &mut harness,
        Command::Correct {
            report,
            corrections: vec![correction],
        },
    );
    let fixes = &app(&harness).state().fixes;
    let by = fixes.values().flat_map(|fix| fix.reports.values());
    let by: Vec<_> = by
        .flat_map(|report| &report.corrections)
        .map(|correction| correction.by.clone())
        .collect();
    assert_eq!(by, [Some("沈若舟".to_owned())]);
}

#[test]
fn a_list_in_a_dialog_opens_over_it_each_time_and_escape_closes_it_alone() {
    let mut harness = window([1280.0, 800.0], true);
    let chosen = ["不打开", "打开文件", "打开所在文件夹"];
    for round in 0..2 {
        let window = harness.state_mut().window.as_mut().unwrap();
        window.open_dialog(Open::Export);
        harness.run_steps(3);
        let shown = |at: usize| format!("{} ▾", chosen[at]);
        for [now, next] in [[2, 0], [0, 1], [1, 2]] {
            harness.get_by_label(&shown(now)).click();
            harness.run_steps(3);
            harness.get_by_label(chosen[next]).click();
            harness.run_steps(3);
            harness.get_by_label(&shown(next));
        }
        harness.get_by_label(&shown(2)).click();
        harness.run_steps(3);
        harness.key_press(egui::Key::Escape);
        harness.run_steps(3);
        assert!(harness.query_by_label(&shown(2)).is_some(), "round {round}");
        harness.key_press(egui::Key::Escape);
        harness.run_steps(3);
        assert!(harness.query_by_label(&shown(2)).is_none(), "round {round}");
    }
}

#[test]
fn enter_exports_and_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("duizhao-4.xlsx");
    for there in [false, true] {
        let mut settings = speaking(Language::Chinese);
        settings.export.folder = Some(folder.path().to_owned());
        let mut harness = harness(settings, [1280.0, 800.0], true);
        let window = harness.state_mut().window.as_mut().unwrap();
        window.open_dialog(Open::Export);
        harness.run_steps(3);
        assert_eq!(harness.query_by_label("替换").is_some(), there);
        harness.key_press(egui::Key::Enter);
        harness.run_steps(3);
        harness.state_mut().window.as_mut().unwrap().app.settle();
        if there {
            assert_eq!(std::fs::read(&path).unwrap(), b"old");
        } else {
            assert!(path.is_file());
            std::fs::write(&path, b"old").unwrap();
        }
    }
}

#[test]
fn columns_are_chosen_in_a_narrow_window_too() {
    let mut harness = harness(speaking(Language::Chinese), [640.0, 400.0], true);
    let hidden = app(&harness).state().goals.options.hidden.len();
    harness.get_by_label("更多").click();
    harness.run_steps(4);
    harness.get_by_label("列 ▾").click();
    harness.run_steps(4);
    let column = harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, "期间");
    column.click();
    harness.run_steps(4);
    assert_eq!(app(&harness).state().goals.options.hidden.len(), hidden + 1);
}
