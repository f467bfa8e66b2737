//! The program without a window: commands in, state out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use duizhao::app::App;
use duizhao::app::command::Command;
use duizhao::app::export::{After, ExportRequest};
use duizhao::app::library::{Import, Outcome};
use duizhao::app::notices::Message;
use duizhao::app::settings::{self, Folders, Settings};
use duizhao::app::views::View;
use duizhao::app::views::compare::CompareCommand;
use duizhao::app::views::compare::{DiffFilter, Row};
use duizhao::app::words::WordsPicture;
use duizhao::engine::correct;
use duizhao::engine::export::Format;
use duizhao::engine::export::audit::Audit;
use duizhao::engine::export::request::{Content, Request};
use duizhao::engine::export::words::What;
use duizhao::engine::labels::Language;
use duizhao::engine::picture;
use duizhao::engine::read;
use duizhao::model::analysed::Chosen;
use duizhao::model::fix::{Fix, ReportFix, Verdict};
use duizhao::model::goal::Kind;

fn app() -> App {
    App::new(Settings::default(), None, Arc::new(|| {}))
}

fn with_samples() -> App {
    let mut app = app();
    app.send(Command::OpenSamples);
    app.settle();
    app
}

fn messages(app: &App) -> Vec<&Message> {
    app.state()
        .notices
        .list
        .iter()
        .map(|notice| &notice.message)
        .collect()
}

fn open(app: &mut App, path: &Path) {
    app.send(Command::Open(vec![path.to_owned()]));
    app.settle();
}

fn reasons(app: &App) -> Vec<&'static str> {
    messages(app)
        .iter()
        .filter_map(|m| {
            if let Message::Unreadable { reason, .. } = m {
                Some(*reason)
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn samples_open_in_the_standard_order() {
    let app = with_samples();
    let names: Vec<String> = app
        .state()
        .library
        .reports()
        .map(|id| app.state().library.name(id))
        .collect();
    assert_eq!(
        names,
        ["青岚省 2026", "云溪市 2025", "云溪市 2026", "白鹭县 2026"]
    );
    assert!(messages(&app).is_empty());
    assert!(app.state().jobs.is_empty());
}

#[test]
fn bad_files_are_reported_and_the_good_one_opens() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let binary: Vec<u8> = (0..5000u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 23) as u8)
        .collect();
    let paths = vec![
        write("空 文件.txt", b""),
        write("图片.txt", &binary),
        write("假.docx", b"PK\x03\x04 not a zip"),
        write("旧.doc", b"\xD0\xCF\x11\xE0 old"),
        write("扫描.pdf", b"\x89PNG\r\n"),
        folder.path().join("不存在.txt"),
        write("小说.txt", "他走过长街，雪落在肩上。".repeat(50).as_bytes()),
        write("云溪市 2026（终稿）.txt", common::samples()[2].1.as_bytes()),
    ];
    let mut app = app();
    app.send(Command::Open(paths));
    app.settle();
    let mut found = reasons(&app);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "damaged", "damaged", "empty", "missing", "not-text", "picture"
        ]
    );
    assert!(
        messages(&app)
            .iter()
            .any(|m| matches!(m, Message::NoReport { name } if name == "小说.txt"))
    );
    assert_eq!(app.state().library.reports().count(), 1);
    assert_eq!(
        app.state().library.files.len(),
        2,
        "the novel stays open as what it is"
    );
}

#[test]
fn a_file_is_not_opened_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, common::samples()[2].1).unwrap();
    let mut app = app();
    open(&mut app, &path);
    open(&mut app, &path);
    assert_eq!(app.state().library.files.len(), 1);
    assert!(matches!(messages(&app)[..], [Message::AlreadyOpen { .. }]));
    // Changed meanwhile, it is read anew in its place.
    std::fs::write(&path, common::samples()[1].1).unwrap();
    open(&mut app, &path);
    assert_eq!(app.state().library.files.len(), 1);
    assert_eq!(
        app.state()
            .library
            .name(app.state().library.reports().next().unwrap()),
        "云溪市 2025"
    );
}

#[test]
fn what_is_cancelled_adds_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..40 {
        let text = common::samples()[at % 3]
            .1
            .replace("云溪", &format!("云溪{at}"));
        std::fs::write(folder.path().join(format!("{at}.txt")), text).unwrap();
    }
    let mut app = app();
    app.send(Command::Open(vec![folder.path().to_owned()]));
    let job = app.state().jobs[0].id;
    // Read by now, most of them, and not yet shown.
    std::thread::sleep(std::time::Duration::from_millis(300));
    app.send(Command::Cancel(job));
    app.settle();
    assert!(app.state().library.files.is_empty());
    let stopped = |import: &Import| import.outcome == Outcome::Stopped;
    assert!(app.state().imports.iter().all(stopped));
}

#[test]
fn a_file_removed_while_open_stays_readable() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, common::samples()[2].1).unwrap();
    let mut app = app();
    open(&mut app, &path);
    std::fs::remove_file(&path).unwrap();
    let id = app.state().library.reports().next().unwrap();
    app.send(Command::Read {
        report: id,
        at: Some(100),
    });
    assert_eq!(app.state().view, View::Read);
    assert!(app.state().library.report(id).is_some());
}

#[test]
fn a_folder_is_read_with_the_folders_in_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("内")).unwrap();
    std::fs::write(folder.path().join("内/一.txt"), common::samples()[0].1).unwrap();
    std::fs::write(folder.path().join("二.txt"), common::samples()[3].1).unwrap();
    std::fs::write(folder.path().join("图.png"), b"\x89PNG").unwrap();
    let mut app = app();
    open(&mut app, folder.path());
    assert_eq!(app.state().library.files.len(), 2);
    let empty = tempfile::tempdir().unwrap();
    open(&mut app, empty.path());
    assert!(
        messages(&app)
            .iter()
            .any(|m| matches!(m, Message::NothingInside { .. }))
    );
}

#[test]
fn a_pasted_text_is_a_report() {
    let mut app = app();
    app.send(Command::Paste(common::samples()[3].1.to_owned()));
    app.settle();
    assert_eq!(app.state().library.reports().count(), 1);
}

#[test]
fn selecting_and_closing() {
    let mut app = with_samples();
    let ids: Vec<_> = app.state().library.reports().collect();
    app.send(Command::Select {
        report: ids[1],
        add: false,
        range: false,
    });
    app.send(Command::Select {
        report: ids[3],
        add: false,
        range: true,
    });
    assert_eq!(app.state().library.shown().len(), 3);
    app.send(Command::Select {
        report: ids[2],
        add: true,
        range: false,
    });
    assert_eq!(app.state().library.shown(), [ids[1], ids[3]]);
    app.send(Command::Close(vec![ids[1]]));
    assert_eq!(app.state().library.files.len(), 3);
    assert_eq!(app.state().library.shown(), [ids[3]]);
    app.send(Command::Move {
        file: ids[3].file,
        before: Some(ids[0].file),
    });
    assert_eq!(app.state().library.reports().next(), Some(ids[3]));
    app.send(Command::CloseAll);
    assert!(app.state().library.files.is_empty() && app.state().library.selected.is_empty());
}

#[test]
fn comparing_picks_the_same_place_in_two_years() {
    let mut app = with_samples();
    app.send(Command::Show(View::Compare));
    app.settle();
    let compare = &app.state().compare;
    let name = |id: Option<_>| app.state().library.name(id.unwrap());
    assert_eq!(
        (name(compare.old).as_str(), name(compare.new).as_str()),
        ("云溪市 2025", "云溪市 2026")
    );
    assert!(compare.found.is_some());
    let all = compare.differences(DiffFilter::All).len();
    let bounds = compare.differences(DiffFilter::Bounds).len();
    assert!(all > bounds && bounds > 0, "{all} {bounds}");
    app.send(Command::Compare(CompareCommand::Filter(DiffFilter::Bounds)));
    app.send(Command::Compare(CompareCommand::Step { forward: true }));
    let first = app.state().compare.selected;
    app.send(Command::Compare(CompareCommand::Step { forward: true }));
    assert!(first.is_some() && app.state().compare.selected != first);
    app.send(Command::Compare(CompareCommand::Step { forward: false }));
    assert_eq!(app.state().compare.selected, first);
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut app = with_samples();
    app.send(Command::Show(View::Compare));
    // Before the first answer is there, the sides change.
    app.send(Command::Compare(CompareCommand::Swap));
    app.settle();
    let compare = &app.state().compare;
    let found = compare.found.as_ref().unwrap();
    let new = app.state().library.report(compare.new.unwrap()).unwrap().1;
    assert!(found.new.iter().all(|span| span.end <= new.report.span.end));
    assert_eq!(
        app.state().library.name(compare.new.unwrap()),
        "云溪市 2025"
    );
}

#[test]
fn closing_a_compared_report_ends_the_comparison() {
    let mut app = with_samples();
    app.send(Command::Show(View::Compare));
    app.settle();
    let old = app.state().compare.old.unwrap();
    app.send(Command::Close(vec![old]));
    assert!(app.state().compare.found.is_none() && app.state().compare.old.is_none());
}

#[test]
fn a_third_report_answers_to_the_selected_sentence() {
    let mut app = with_samples();
    app.send(Command::Show(View::Compare));
    app.settle();
    let compare = &app.state().compare;
    let both = [compare.old, compare.new];
    let third = app
        .state()
        .library
        .reports()
        .find(|id| !both.contains(&Some(*id)))
        .unwrap();
    app.send(Command::Compare(CompareCommand::Above(Some(third))));
    app.settle();
    let found = app.state().compare.above_found.clone().unwrap();
    let new = app.state().compare.found.clone().unwrap();
    assert_eq!(found.new, new.new);
    let answered = found.pairs.iter().find(|pair| !pair.old.is_empty());
    let row = Row::New(answered.unwrap().new);
    app.send(Command::Compare(CompareCommand::Select(Some(row))));
    assert!(!app.state().compare.above_selected().is_empty());
    // The other side for a new one: the third is compared again.
    app.send(Command::Compare(CompareCommand::Swap));
    app.settle();
    let again = app.state().compare.above_found.clone().unwrap();
    assert_eq!(again.new, app.state().compare.found.clone().unwrap().new);
    app.send(Command::Close(vec![third]));
    assert!(app.state().compare.above.is_none() && app.state().compare.above_found.is_none());
    assert!(app.state().compare.found.is_some());
}

#[test]
fn the_ledger_follows_the_clicked_report_and_judges_no_place_by_another() {
    let mut app = with_samples();
    app.send(Command::Show(View::Ledger));
    app.settle();
    let click = |app: &mut App, region: &str, year: i32| {
        let id = {
            let library = &app.state().library;
            let meta = |id| &library.report(id).unwrap().1.report.meta;
            library
                .reports()
                .find(|id| {
                    meta(*id).region.as_deref() == Some(region) && meta(*id).plan_year == Some(year)
                })
                .unwrap()
        };
        app.send(Command::Select {
            report: id,
            add: false,
            range: false,
        });
        app.settle();
        id
    };
    let new = click(&mut app, "云溪市", 2026);
    let old = app.state().compare.old.unwrap();
    assert_eq!(app.state().compare.new, Some(new));
    let year = |app: &App, id| {
        let (_, report) = app.state().library.report(id).unwrap();
        report.report.meta.plan_year
    };
    assert_eq!(year(&app, old), Some(2025));
    assert!(!app.state().compare.ledger.is_empty());
    // Nothing of the year before is open.
    let other = click(&mut app, "白鹭县", 2026);
    let compare = &app.state().compare;
    assert_eq!((compare.old, compare.new), (None, Some(other)));
    assert!(compare.ledger.is_empty());
    // Two places, chosen by hand: compared, but not judged.
    app.send(Command::Compare(CompareCommand::Old(old)));
    app.settle();
    assert!(app.state().compare.found.is_some());
    assert!(app.state().compare.ledger.is_empty());
}

fn request(app: &App, path: PathBuf, format: Format) -> ExportRequest {
    let library = &app.state().library;
    ExportRequest {
        request: Request {
            reports: library
                .reports()
                .map(|id| Chosen {
                    file: Arc::clone(&library.file(id.file).unwrap().file),
                    index: id.index,
                    name: "a.txt".to_owned(),
                    read: "2026-01-20".to_owned(),
                })
                .collect(),
            audit: Arc::default(),
            kinds: vec![Kind::Goal, Kind::Task],
            without: Vec::new(),
            board: app.state().board.ask.clone(),
            picture: picture::Kind::Dots,
            picture_of: None,
            words: app
                .state()
                .words
                .ask(What::Topics, &library.reports().collect::<Vec<_>>()),
            segmenter: Arc::clone(&app.state().words.segmenter),
            words_picture: WordsPicture::Trend,
            chart: false,
            ..Request::new(Content::Items, format, Language::Chinese)
        },
        path,
        after: After::Nothing,
    }
}

#[test]
fn exports_are_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = with_samples();
    for format in Format::TABLES {
        let path = folder.path().join(format!("目标 表.{}", format.ending()));
        app.send(Command::Export(Box::new(request(
            &app,
            path.clone(),
            format,
        ))));
        app.settle();
        assert!(std::fs::metadata(&path).unwrap().len() > 1000, "{format:?}");
    }
    assert_eq!(
        app.state().settings.export.format,
        Format::Parquet,
        "the last choice is remembered"
    );
    // A folder that is not there: nothing is written, the user is told.
    let nowhere = folder.path().join("没有/目标.xlsx");
    app.send(Command::Export(Box::new(request(
        &app,
        nowhere.clone(),
        Format::Xlsx,
    ))));
    app.settle();
    assert!(
        messages(&app)
            .iter()
            .any(|m| matches!(m, Message::ExportFailed { path, .. } if *path == nowhere))
    );
    // Only whole files are left behind.
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        Format::TABLES.len()
    );
}

#[test]
fn a_failed_export_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = with_samples();
    // A folder stands where the file should go: the last step, the renaming, fails.
    let taken = folder.path().join("目标.csv");
    std::fs::create_dir(&taken).unwrap();
    std::fs::write(taken.join("里面.txt"), "x").unwrap();
    app.send(Command::Export(Box::new(request(
        &app,
        taken.clone(),
        Format::Csv,
    ))));
    app.settle();
    assert!(
        messages(&app)
            .iter()
            .any(|m| matches!(m, Message::ExportFailed { .. }))
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(taken.join("里面.txt").is_file());
}

#[test]
fn settings_full_of_garbage_are_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    for garbage in [
        "",
        "{",
        "\u{0}\u{1}",
        "[1,2]",
        "{\"version\": 999}",
        "{\"zoom\": \"big\"}",
    ] {
        std::fs::write(folder.path().join("settings.json"), garbage).unwrap();
        let (settings, message) = settings::read(folder.path());
        assert_eq!(settings, Settings::default(), "{garbage}");
        let Some(Message::SettingsSetAside { path }) = message else {
            panic!("{garbage}: no word of it")
        };
        assert_eq!(std::fs::read_to_string(path).unwrap(), garbage);
    }
    let wild = "{\"version\":1,\"zoom\":1e30,\"window\":{\"position\":null,\"size\":[1e9,-5],\"maximized\":false}}";
    std::fs::write(folder.path().join("settings.json"), wild).unwrap();
    let (settings, message) = settings::read(folder.path());
    assert!(message.is_none() && settings.zoom <= 2.5 && settings.window.is_none());
}

#[test]
fn what_was_open_is_open_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("云溪市 2026.txt");
    std::fs::write(&path, common::samples()[2].1).unwrap();
    let folders = Folders::within(&folder.path().join("config"));
    let mut first = App::new(Settings::default(), Some(folders.clone()), Arc::new(|| {}));
    open(&mut first, &path);
    let id = first.state().library.reports().next().unwrap();
    first.send(Command::Select {
        report: id,
        add: false,
        range: false,
    });
    first.send(Command::Show(View::Read));
    first.close();
    drop(first);
    let (settings, message) = settings::read(&folders.settings);
    assert!(message.is_none());
    let mut second = App::new(settings, Some(folders.clone()), Arc::new(|| {}));
    second.restore();
    second.settle();
    assert_eq!(second.state().view, View::Read);
    assert_eq!(second.state().library.shown().len(), 1);
    assert_eq!(second.state().library.selected.len(), 1);
    assert_eq!(second.state().settings.recent.len(), 1);
    let settings = second.state().settings_to_keep();
    second.close();
    drop(second);
    // The text is kept: a file that is gone meanwhile is as open as before.
    std::fs::remove_file(&path).unwrap();
    let mut third = App::new(settings, Some(folders), Arc::new(|| {}));
    third.restore();
    third.settle();
    assert_eq!(third.state().library.reports().count(), 1);
    assert!(third.state().notices.list.is_empty());
}

#[test]
fn what_the_first_version_kept_is_open_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("云溪市 2026.txt");
    std::fs::write(&path, common::samples()[2].1).unwrap();
    let sha256 = read::fingerprint(common::samples()[2].1.as_bytes());
    let old = serde_json::json!({
        "version": 1,
        "session": { "files": [path, folder.path().join("gone.txt")], "samples": false },
        "fixes": { sha256: { "reports": { "0": { "year": 2024 } } } },
    });
    std::fs::write(folder.path().join("settings.json"), old.to_string()).unwrap();
    let (settings, message) = settings::read(folder.path());
    assert!(message.is_none());
    let mut app = App::new(settings, None, Arc::new(|| {}));
    app.restore();
    app.settle();
    let id = app.state().library.reports().next().unwrap();
    assert_eq!(app.state().library.name(id), "云溪市 2024");
    assert!(app.state().notices.list.is_empty());
}

#[test]
fn filters_change_only_the_view() {
    let mut app = with_samples();
    let tasks = app
        .state()
        .goals
        .options
        .with(|options| options.kind = Kind::Task);
    app.send(Command::Goals(tasks));
    let found = (app.state().goals.options).with(|options| options.text = "口袋公园".to_owned());
    app.send(Command::Goals(found));
    assert_eq!(app.state().goals.options.kind, Kind::Task);
    assert_eq!(app.state().library.shown().len(), 4);
}

#[cfg(unix)]
#[test]
fn no_permission_is_said_plainly() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("密.txt");
    std::fs::write(&path, common::samples()[2].1).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything; then there is nothing to refuse.
    if std::fs::read(&path).is_ok() {
        return;
    }
    let mut app = app();
    open(&mut app, &path);
    assert_eq!(reasons(&app), ["denied"]);
}

#[test]
fn fifty_megabytes_do_not_stop_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("大.txt");
    std::fs::write(
        &path,
        "发展稳步向前，各项事业取得新的进步。\n".repeat(1_000_000),
    )
    .unwrap();
    let mut app = app();
    open(&mut app, &path);
    assert!(matches!(messages(&app)[..], [Message::NoReport { .. }]));
}

#[test]
fn a_file_is_set_right_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let text = common::samples()[2].1;
    std::fs::write(&path, encoding_rs::GB18030.encode(text).0).unwrap();
    let mut app = app();
    open(&mut app, &path);
    let file = app.state().library.files[0].id;
    let name = |app: &App| {
        app.state()
            .library
            .name(app.state().library.reports().next().unwrap())
    };
    assert_eq!(name(&app), "云溪市 2026");
    let fixed = ReportFix {
        region: Some("咸阳市".to_owned()),
        year: Some(2024),
        no_report: false,
        ..ReportFix::default()
    };
    let fix = Fix {
        encoding: None,
        reports: [(0, fixed)].into(),
        ..Fix::default()
    };
    app.send(Command::Fix { file, fix });
    app.settle();
    assert_eq!(name(&app), "咸阳市 2024");
    let report = &app.state().library.files[0].file.reports[0];
    assert_eq!(report.report.meta.province.as_deref(), Some("陕西省"));
    assert_eq!(report.report.meta.region_code.as_deref(), Some("610400"));
    app.send(Command::Undo);
    app.settle();
    assert_eq!(name(&app), "云溪市 2026");
    app.send(Command::Redo);
    app.settle();
    assert_eq!(name(&app), "咸阳市 2024");
    // Kept for this file: opened again it is right at once.
    app.send(Command::CloseAll);
    open(&mut app, &path);
    assert_eq!(name(&app), "咸阳市 2024");
    // Another encoding, and back.
    let file = app.state().library.files[0].id;
    let fix = Fix {
        encoding: Some("UTF-16LE".to_owned()),
        ..Fix::default()
    };
    app.send(Command::Fix { file, fix });
    app.settle();
    assert_eq!(app.state().library.reports().count(), 0);
    assert_eq!(
        app.state().library.files[0].file.source.encoding,
        Some("UTF-16LE")
    );
    app.send(Command::Undo);
    app.settle();
    assert_eq!(app.state().library.reports().count(), 1);
    assert_eq!(app.state().imports.len(), 1);
    assert!(messages(&app).iter().all(|m| !m.is_error()));
}

#[test]
fn a_corrected_cell_is_kept_for_its_file_and_shown_by_everything() {
    let mut first = with_samples();
    let id = first.state().library.reports().nth(1).unwrap();
    let gdp = |app: &App, id| {
        let report = app.state().library.report(id).unwrap().1;
        let items = report.found.items.iter();
        let mut gdp = items.filter(|i| i.canonical == "gdp" && i.kind == Kind::Goal);
        gdp.next().cloned().unwrap()
    };
    let read = gdp(&first, id);
    // The ledger of a comparison is made anew with what was corrected.
    first.send(Command::Show(View::Ledger));
    first.settle();
    let before = first.state().compare.ledger.clone();
    let source = first.state().library.report(id).unwrap().0.read.clone();
    let correction = correct::of_item(&source, &read, Verdict::Value("12%以上".to_owned()));
    first.send(Command::Correct {
        report: id,
        corrections: vec![correction],
    });
    assert_eq!(gdp(&first, id).value.unwrap().low, 12.0);
    assert!(first.state().jobs.is_empty(), "nothing is read again");
    assert_ne!(first.state().compare.ledger, before);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let mut request = request(&first, path.clone(), Format::Csv);
    request.request.content = Content::Board;
    first.send(Command::Export(Box::new(request)));
    first.settle();
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.contains("已改"), "{written}");
    // It is kept for its file, also where that was closed meanwhile, and can be taken back.
    let mut second = first;
    second.send(Command::CloseAll);
    second.send(Command::OpenSamples);
    second.settle();
    let id = second.state().library.reports().nth(1).unwrap();
    assert_eq!(gdp(&second, id).value.unwrap().low, 12.0);
    let correction = correct::of_item(&source, &read, Verdict::Rejected);
    second.send(Command::Correct {
        report: id,
        corrections: vec![correction],
    });
    let report = second.state().library.report(id).unwrap().1;
    assert!(
        report
            .found
            .unused
            .iter()
            .any(|unused| *unused.quote == *read.quote)
    );
    second.send(Command::Undo);
    assert_eq!(gdp(&second, id).value.unwrap().low, 12.0);
}

#[test]
fn a_report_can_be_left_out_and_taken_back() {
    let mut app = app();
    app.send(Command::Paste(common::samples()[2].1.to_owned()));
    app.settle();
    let file = app.state().library.files[0].id;
    let left_out = ReportFix {
        no_report: true,
        ..ReportFix::default()
    };
    let fix = Fix {
        encoding: None,
        reports: [(0, left_out)].into(),
        ..Fix::default()
    };
    app.send(Command::Fix { file, fix });
    app.settle();
    assert_eq!(app.state().library.reports().count(), 0);
    app.send(Command::Undo);
    app.settle();
    assert_eq!(app.state().library.reports().count(), 1);
}

#[test]
fn the_tray_lists_what_came_of_each_file() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    };
    let text = common::samples()[2].1;
    write("1 好.txt", text.as_bytes());
    write("2 同.txt", text.as_bytes());
    write("3 空.txt", b"");
    let mut app = app();
    open(&mut app, folder.path());
    let id = app.state().library.files[0].id;
    let outcomes: Vec<Outcome> = app
        .state()
        .imports
        .iter()
        .map(|i| i.outcome.clone())
        .collect();
    assert_eq!(
        outcomes,
        [
            Outcome::Open(id),
            Outcome::Same(id),
            Outcome::Failed("empty", String::new())
        ]
    );
    // Mended outside, it is read when tried again, in its line.
    write("3 空.txt", common::samples()[3].1.as_bytes());
    app.send(Command::Retry(folder.path().join("3 空.txt")));
    app.settle();
    assert!(matches!(app.state().imports[2].outcome, Outcome::Open(_)));
    assert_eq!(app.state().imports.len(), 3);
}

#[test]
fn an_audit_bundle_leads_from_each_number_to_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = with_samples();
    let id = app.state().library.reports().nth(1).unwrap();
    let (open, report) = app.state().library.report(id).unwrap();
    let item = &report.found.items[0];
    let correction = correct::of_item(&open.read, item, Verdict::Value("3%<左右".to_owned()));
    app.send(Command::Correct {
        report: id,
        corrections: vec![correction],
    });
    let path = folder.path().join("核查.html");
    let mut request = request(&app, path.clone(), Format::Html);
    request.request.content = Content::Audit;
    request.request.audit = Arc::new(Audit {
        fixes: app.state().fixes.clone(),
        ..Audit::default()
    });
    app.send(Command::Export(Box::new(request)));
    app.settle();
    let page = std::fs::read_to_string(&path).unwrap();
    let mut links = 0;
    for link in page.split("href=\"#").skip(1) {
        let target = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
        links += 1;
    }
    assert!(links > 100, "{links}");
    // The texts stand there as they are, and have the fingerprints that are told.
    let mut texts = page.split("<pre>").skip(1);
    for open in app.state().library.files.iter() {
        let marked = texts.next().unwrap().split("</pre>").next().unwrap();
        let plain: String = marked
            .split('<')
            .enumerate()
            .map(|(at, part)| {
                if at == 0 {
                    part
                } else {
                    part.split_once('>').unwrap().1
                }
            })
            .collect();
        let text = plain
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        assert_eq!(text, open.file.source.text.replace('\r', ""));
        assert!(page.contains(&read::fingerprint(open.file.source.text.as_bytes())));
        assert!(page.contains(&open.file.source.sha256));
    }
    assert!(
        page.contains("3%&lt;左右"),
        "the correction is told, and is no tag"
    );
}

#[test]
fn what_a_rule_would_change_is_found_beside_the_window_and_changes_nothing() {
    let mut app = with_samples();
    let steps = app.state().steps();
    let rule = |words: &str| duizhao::model::rule::Rule {
        words: words.to_owned(),
        indicator: "other".to_owned(),
        measure: duizhao::model::goal::Measure::Growth,
        goal: false,
    };
    app.send(Command::PreviewRule(rule("地区生产总值增长X%左右")));
    assert!(app.state().preview.waits());
    // Another question takes its place.
    app.send(Command::PreviewRule(rule("城镇新增就业X万人以上")));
    app.settle();
    let preview = &app.state().preview;
    assert!(!preview.waits());
    let found = preview.found.as_ref().unwrap();
    assert!(!found.is_empty());
    for touched in found.iter() {
        assert!(touched.quote.contains("城镇新增就业"), "{touched:?}");
        let (_, report) = app.state().library.report(touched.report).unwrap();
        let mut items = report.found.items.iter();
        let named = |before: &(Kind, String)| {
            items.any(|item| (item.kind, &*item.indicator) == (before.0, &*before.1))
        };
        assert!(touched.before.as_ref().is_none_or(named), "{touched:?}");
    }
    assert_eq!(app.state().steps(), steps);
}
