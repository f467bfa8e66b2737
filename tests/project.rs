//! The project file: everything a user did is there again, elsewhere, later, and after every kind of accident.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::time::Duration;

use duizhao::app::command::Command;
use duizhao::app::library::ReportId;
use duizhao::app::notices::Message;
use duizhao::app::project::document::{Document, Part, Step};
use duizhao::app::project::history::MOST_STEPS;
use duizhao::app::project::keeper::untitled_in;
use duizhao::app::project::protocol::ProjectCommand;
use duizhao::app::project::recover::recover;
use duizhao::app::project::store::Refused;
use duizhao::app::project::store::{Loaded, Store, StoreError, VERSION, Write};
use duizhao::app::settings::{Folders, Settings};
use duizhao::app::views::View;
use duizhao::app::views::board::BoardCommand;
use duizhao::app::words::WordsCommand;
use duizhao::app::{App, crash};
use duizhao::engine::{correct, read};
use duizhao::model::fix::{Fix, ReportFix, Verdict};
use duizhao::model::goal::{Kind, Measure};
use duizhao::model::note::Note;
use duizhao::model::rule::Rule;
use duizhao::text::span::CharSpan;

fn app_in(folder: &Path) -> App {
    App::new(
        Settings::default(),
        Some(Folders::within(folder)),
        Arc::new(|| {}),
    )
}

fn app() -> App {
    App::new(Settings::default(), None, Arc::new(|| {}))
}

/// Waits until the keeper has answered what was asked.
fn wait(app: &mut App, done: impl Fn(&App) -> bool) {
    for _ in 0..1_000 {
        app.tick(Duration::from_millis(20));
        app.settle();
        if done(app) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the keeper did not answer: {:?}", app.state().notices.list);
}

fn said(app: &App, what: impl Fn(&Message) -> bool) -> bool {
    app.state()
        .notices
        .list
        .iter()
        .any(|notice| what(&notice.message))
}

fn project(app: &mut App, command: ProjectCommand) {
    app.send(Command::Project(command));
    app.settle();
}

fn save_as(app: &mut App, path: &Path) {
    project(app, ProjectCommand::SaveAs(path.to_owned()));
    wait(app, |app| app.state().project.path.as_deref() == Some(path));
}

fn names(app: &App) -> Vec<String> {
    let library = &app.state().library;
    library.reports().map(|id| library.name(id)).collect()
}

fn gdp(app: &App, at: usize) -> (ReportId, duizhao::model::goal::Item) {
    let id = app.state().library.reports().nth(at).unwrap();
    let report = app.state().library.report(id).unwrap().1;
    let mut items = report.found.items.iter();
    let item = items.find(|item| item.canonical == "gdp" && item.kind == Kind::Goal);
    (id, item.unwrap().clone())
}

fn correct_gdp(app: &mut App, at: usize, words: &str) {
    let (id, item) = gdp(app, at);
    let open = app.state().library.report(id).unwrap().0;
    let correction = correct::of_item(&open.read, &item, Verdict::Value(words.to_owned()));
    app.send(Command::Correct {
        report: id,
        corrections: vec![correction],
    });
    app.settle();
}

fn value(app: &App, at: usize) -> f64 {
    gdp(app, at).1.value.unwrap().low
}

/// Reads, corrects, notes, makes a rule and a topic, chooses a view.
fn work(app: &mut App, folder: &Path) {
    let mut paths = Vec::new();
    for (name, text) in common::samples() {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        paths.push(path);
    }
    app.send(Command::Open(paths));
    app.settle();
    correct_gdp(app, 1, "12%以上");
    let open = &app.state().library.files[2];
    let span = CharSpan::new(30, 40);
    let note = Note {
        sha256: open.file.source.sha256.clone(),
        span,
        quote: open
            .file
            .offsets
            .slice(&open.file.source.text, span)
            .to_owned(),
        text: "去年也有".to_owned(),
        ..Note::default()
    };
    app.send(Command::Note(note));
    let list = "新质生产力\n".to_owned();
    app.send(Command::Words(WordsCommand::List {
        topic: 99,
        name: "新词".to_owned(),
        list,
    }));
    app.send(Command::Rule {
        rule: Rule {
            words: "没有的词X个".to_owned(),
            indicator: "gdp".to_owned(),
            measure: Measure::Growth,
            goal: true,
        },
        on: true,
    });
    app.send(Command::Show(View::Board));
    app.send(Command::Board(BoardCommand::Year(Some(2026))));
}

#[test]
fn a_project_opens_elsewhere_as_it_was_without_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("王小明 的报告");
    std::fs::create_dir(&sources).unwrap();
    let mut first = app_in(&folder.path().join("first"));
    work(&mut first, &sources);
    let path = folder.path().join("全省 目标（2026）.duizhao");
    save_as(&mut first, &path);
    first.close();
    drop(first);
    std::fs::remove_dir_all(&sources).unwrap();
    let moved = folder.path().join("另一台.duizhao");
    std::fs::rename(&path, &moved).unwrap();
    let mut second = app_in(&folder.path().join("second"));
    project(&mut second, ProjectCommand::Open(moved.clone()));
    let state = second.state();
    assert_eq!(
        names(&second),
        ["青岚省 2026", "云溪市 2025", "云溪市 2026", "白鹭县 2026"]
    );
    assert_eq!(value(&second, 1), 12.0);
    let fix = state
        .fixes
        .values()
        .find(|fix| !fix.reports.is_empty())
        .unwrap();
    let said = &fix.reports[&0].corrections[0];
    assert!(said.was.is_some() && said.at.as_deref().is_some_and(|at| at.starts_with("20")));
    assert_eq!(state.notes[0].text, "去年也有");
    assert!(
        state
            .words
            .topics
            .iter()
            .any(|own| own.topic.name == "新词")
    );
    assert_eq!(state.rules.len(), 1);
    assert_eq!(
        (state.view, state.board.ask.year),
        (View::Board, Some(2026))
    );
    assert!(state.notices.list.is_empty(), "{:?}", state.notices.list);
    // A region set right needs no source; another encoding does, and says so.
    let file = state.library.files[3].id;
    let year = ReportFix {
        year: Some(2024),
        ..ReportFix::default()
    };
    let fix = Fix {
        reports: [(0, year)].into(),
        ..Fix::default()
    };
    second.send(Command::Fix { file, fix });
    second.settle();
    assert_eq!(names(&second)[3], "白鹭县 2024");
    let fix = Fix {
        encoding: Some("UTF-16LE".to_owned()),
        ..Fix::default()
    };
    second.send(Command::Fix { file, fix });
    second.settle();
    assert!(self::said(&second, |m| matches!(
        m,
        Message::Unreadable {
            reason: "missing",
            ..
        }
    )));
}

#[test]
fn steps_are_taken_back_and_done_again_after_another_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.duizhao");
    let mut first = app_in(folder.path());
    work(&mut first, folder.path());
    let before = value(&first, 1);
    assert_eq!(before, 12.0);
    first.send(Command::CloseAll);
    first.settle();
    first.send(Command::Undo);
    first.settle();
    assert_eq!(names(&first).len(), 4);
    save_as(&mut first, &path);
    first.close();
    drop(first);
    let mut app = app_in(folder.path());
    project(&mut app, ProjectCommand::Open(path));
    let told: Vec<&str> = app
        .state()
        .project
        .history()
        .map(|(_, told)| told.key)
        .collect();
    assert_eq!(
        told,
        [
            "history-open",
            "history-correct",
            "history-note",
            "history-topics",
            "history-rule",
            "history-close"
        ]
    );
    assert_eq!(app.state().project.head(), 5);
    app.send(Command::Redo);
    app.settle();
    assert!(app.state().library.files.is_empty());
    for _ in 0..2 {
        app.send(Command::Undo);
        app.settle();
    }
    assert!(app.state().rules.is_empty());
    assert_eq!((names(&app).len(), value(&app, 1)), (4, 12.0));
    // Anywhere at once: only the files are open, nothing is corrected.
    project(&mut app, ProjectCommand::Go(1));
    assert_ne!(value(&app, 1), 12.0);
    assert!(app.state().notes.is_empty());
    assert!(
        !app.state()
            .words
            .topics
            .iter()
            .any(|own| own.topic.name == "新词")
    );
    project(&mut app, ProjectCommand::Go(0));
    assert!(app.state().library.files.is_empty());
    project(&mut app, ProjectCommand::Go(5));
    assert_eq!((names(&app).len(), value(&app, 1)), (4, 12.0));
    // Something new takes the place of what was taken back.
    project(&mut app, ProjectCommand::Go(2));
    correct_gdp(&mut app, 1, "7%");
    assert_eq!(app.state().project.history().count(), 3);
    assert!(!app.state().steps().1);
}

#[test]
fn a_users_own_lists_are_no_step_of_a_new_project() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = app();
    let list = "新质生产力\n".to_owned();
    let name = "新词".to_owned();
    first.send(Command::Words(WordsCommand::List {
        topic: 99,
        name,
        list,
    }));
    let has = |app: &App| {
        app.state()
            .words
            .topics
            .iter()
            .any(|own| own.topic.name == "新词")
    };
    let folders = Folders::within(folder.path());
    let mut app = App::new(
        first.state().settings_to_keep(),
        Some(folders.clone()),
        Arc::new(|| {}),
    );
    app.send(Command::OpenSamples);
    app.settle();
    app.send(Command::Undo);
    app.settle();
    assert!(app.state().library.files.is_empty() && has(&app));
    app.close();
    drop(app);
    let mut again = App::new(Settings::default(), Some(folders), Arc::new(|| {}));
    again.restore();
    again.settle();
    assert!(has(&again));
}

#[cfg(unix)]
#[test]
fn untitled_work_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mut app = app_in(folder.path());
    app.send(Command::OpenSamples);
    app.settle();
    app.close();
    let work = std::fs::metadata(Folders::within(folder.path()).work).unwrap();
    assert_eq!(work.permissions().mode() & 0o077, 0);
}

#[test]
fn untitled_work_is_there_again_and_offered_after_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = app_in(folder.path());
    first.send(Command::OpenSamples);
    first.settle();
    correct_gdp(&mut first, 1, "9%");
    first.close();
    // No word of farewell: the process is gone.
    drop(first);
    let mut second = app_in(folder.path());
    second.restore();
    second.settle();
    assert_eq!((names(&second).len(), value(&second, 1)), (4, 9.0));
    project(&mut second, ProjectCommand::New);
    assert!(second.state().library.files.is_empty());
    assert_eq!(second.state().untitled.len(), 1);
    let earlier = second.state().untitled[0].clone();
    project(&mut second, ProjectCommand::Open(earlier));
    assert_eq!((names(&second).len(), value(&second, 1)), (4, 9.0));
    assert_eq!(second.state().project.path, None);
    // Saved under a name it is no longer untitled.
    save_as(&mut second, &folder.path().join("有名.duizhao"));
    assert!(untitled_in(&Folders::within(folder.path()).work).is_empty());
}

#[test]
fn a_users_list_of_words_goes_with_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("我的词.txt");
    std::fs::write(&list, "云溪夜经济\n").unwrap();
    let mut first = app_in(&folder.path().join("first"));
    first.send(Command::OpenSamples);
    first.settle();
    first.send(Command::Show(View::Words));
    first.send(Command::Words(WordsCommand::Dictionaries(vec![
        list.clone(),
    ])));
    first.settle();
    let path = folder.path().join("a.duizhao");
    save_as(&mut first, &path);
    let last = first.state().project.history().last().unwrap().1;
    assert_eq!(last.key, "history-dictionaries");
    first.close();
    drop(first);
    std::fs::remove_file(&list).unwrap();
    let mut second = app_in(&folder.path().join("second"));
    project(&mut second, ProjectCommand::Open(path));
    second.send(Command::Show(View::Words));
    second.settle();
    let lists = second.state().words.segmenter.lists();
    assert_eq!(lists[0].words[0].0, "云溪夜经济");
    assert!(second.state().notices.list.is_empty());
}

#[test]
fn two_topics_with_the_same_list_are_both_counted() {
    let mut app = app();
    for at in [98, 99] {
        let (name, list) = ("就业".to_owned(), "就业\n".to_owned());
        app.send(Command::Words(WordsCommand::List {
            topic: at,
            name,
            list,
        }));
    }
    app.settle();
    // Taken back and done again both are the same topic.
    for command in [Command::Undo, Command::Redo] {
        app.send(command);
        app.settle();
    }
    assert_eq!(app.state().project.head(), 2);
    app.send(Command::OpenSamples);
    app.send(Command::Show(View::Words));
    for _ in 0..600 {
        app.tick(Duration::from_millis(10));
        std::thread::sleep(Duration::from_millis(5));
        if app.state().jobs.is_empty() {
            break;
        }
    }
    let topics = app
        .state()
        .words
        .topics
        .iter()
        .filter(|own| own.topic.name == "就业");
    let counted: Vec<usize> = topics.map(|own| own.tallies.len()).collect();
    assert_eq!(counted, [4, 4]);
}

/// A project with the samples and a correction.
fn made(path: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let mut app = app_in(folder.path());
    app.send(Command::OpenSamples);
    app.settle();
    correct_gdp(&mut app, 1, "9%");
    save_as(&mut app, path);
    app.close();
    drop(app);
    // The thread lets go of the file when it is done.
    for _ in 0..100 {
        if Store::open(path).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the project does not open: {:?}", Store::open(path).err());
}

fn refused(app: &App) -> Option<StoreError> {
    let mut all = app.state().notices.list.iter();
    all.find_map(|notice| match &notice.message {
        Message::ProjectRefused(Refused { error, .. }) => Some(error.clone()),
        _ => None,
    })
}

#[test]
fn what_is_no_project_or_a_newer_one_is_refused_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer.duizhao");
    made(&newer);
    let own = rusqlite::Connection::open(&newer).unwrap();
    own.pragma_update(None, "user_version", 99).unwrap();
    own.close().unwrap();
    let text = folder.path().join("text.duizhao");
    std::fs::write(&text, "不是数据库".repeat(500)).unwrap();
    let other = folder.path().join("other.duizhao");
    rusqlite::Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE a (b)")
        .unwrap();
    let gone = folder.path().join("gone.duizhao");
    for (path, error) in [
        (newer, StoreError::Newer { version: 99 }),
        (text, StoreError::Foreign),
        (other, StoreError::Foreign),
        (gone, StoreError::Missing),
    ] {
        let before = std::fs::read(&path).ok();
        let mut app = app();
        app.send(Command::OpenSamples);
        app.settle();
        project(&mut app, ProjectCommand::Open(path.clone()));
        assert_eq!(refused(&app), Some(error), "{}", path.display());
        assert_eq!(std::fs::read(&path).ok(), before, "{}", path.display());
        // What was open goes on.
        assert_eq!(names(&app).len(), 4);
    }
}

#[test]
fn an_older_project_is_migrated_and_a_copy_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.duizhao");
    made(&path);
    let own = rusqlite::Connection::open(&path).unwrap();
    // Version 1 had the tables and no views.
    own.execute_batch("DROP VIEW files; DROP VIEW corrections; DROP VIEW notes; DROP VIEW rules; PRAGMA user_version = 1;")
        .unwrap();
    own.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let (store, loaded) = Store::open(&path).unwrap();
    assert_eq!(loaded.document.of(Part::File, "").count(), 4);
    drop(store);
    assert_eq!(
        std::fs::read(folder.path().join("old.v1.duizhao")).unwrap(),
        before
    );
    let own = rusqlite::Connection::open(&path).unwrap();
    let version: i64 = own
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, VERSION);
    // Who read what, for any browser of databases.
    let row: (String, String) = own
        .query_row("SELECT extracted, verdict FROM corrections", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert!(row.0.contains('%') && row.1.contains("9%"), "{row:?}");
}

#[test]
fn a_project_that_cannot_be_written_is_worked_on_as_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fest.duizhao");
    made(&path);
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    let before = std::fs::read(&path).unwrap();
    let mut app = app_in(&folder.path().join("config"));
    project(&mut app, ProjectCommand::Open(path.clone()));
    assert!(said(&app, |m| matches!(m, Message::ProjectReadOnly { .. })));
    assert_eq!(
        (names(&app).len(), app.state().project.path.clone()),
        (4, None)
    );
    correct_gdp(&mut app, 1, "3%");
    app.close();
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_project_that_is_open_elsewhere_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.duizhao");
    made(&path);
    let mut first = app_in(&folder.path().join("first"));
    project(&mut first, ProjectCommand::Open(path.clone()));
    let mut second = app_in(&folder.path().join("second"));
    project(&mut second, ProjectCommand::Open(path));
    assert_eq!(refused(&second), Some(StoreError::Busy));
    assert_eq!(names(&first).len(), 4);
}

#[test]
fn a_file_that_goes_away_is_told_and_the_work_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("share").join("a.duizhao");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    made(&path);
    let mut app = app_in(&folder.path().join("config"));
    project(&mut app, ProjectCommand::Open(path.clone()));
    std::fs::rename(path.parent().unwrap(), folder.path().join("unplugged")).unwrap();
    correct_gdp(&mut app, 1, "4%");
    wait(&mut app, |app| app.state().project.unkept.is_some());
    assert!(said(&app, |m| matches!(m, Message::NotKept { .. })));
    // It is not left for another project while it is not on disk.
    project(&mut app, ProjectCommand::New);
    assert_eq!((names(&app).len(), value(&app, 1)), (4, 4.0));
    let elsewhere = folder.path().join("b.duizhao");
    save_as(&mut app, &elsewhere);
    wait(&mut app, |app| app.state().project.unkept.is_none());
    app.close();
    drop(app);
    let mut again = app_in(&folder.path().join("again"));
    project(&mut again, ProjectCommand::Open(elsewhere));
    assert_eq!((names(&again).len(), value(&again, 1)), (4, 4.0));
}

#[test]
fn a_full_disk_loses_nothing_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.duizhao");
    let mut store = Store::create(&path).unwrap();
    store.write(&[step(0)]).unwrap();
    let pages = std::fs::metadata(&path).unwrap().len() / 4096;
    store.limit_pages(i64::try_from(pages).unwrap()).unwrap();
    let long = Arc::new(read::pasted(
        &"长"
            .repeat(100)
            .chars()
            .rev()
            .chain((0..90_000u32).filter_map(|n| char::from_u32(0x4e00 + n * 7 % 20_000)))
            .collect::<String>(),
    ));
    let text = Write::Text {
        text: long,
        how: String::new(),
    };
    assert_eq!(store.write(&[step(1), text.clone()]), Err(StoreError::Full));
    store.limit_pages(100_000).unwrap();
    store.write(&[step(1), text]).unwrap();
    drop(store);
    let (_, loaded) = Store::open(&path).unwrap();
    assert_eq!(loaded.steps.len(), 2);
}

#[test]
fn a_project_of_years_keeps_its_last_steps() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.duizhao");
    let mut store = Store::create(&path).unwrap();
    let all: Vec<Write> = (0..MOST_STEPS + 7)
        .flat_map(|n| [rows_of(&step(n)), step(n)])
        .collect();
    store.write(&all).unwrap();
    store.write(&[Write::Head(MOST_STEPS)]).unwrap();
    drop(store);
    let (mut store, loaded) = Store::open(&path).unwrap();
    assert_eq!((loaded.steps.len(), loaded.forgotten), (MOST_STEPS, 7));
    assert_eq!((loaded.head, loaded.lost), (MOST_STEPS - 7, 0));
    // A step behind those that were taken back, and one behind all.
    store.write(&[step(MOST_STEPS)]).unwrap();
    drop(store);
    let (_, loaded) = Store::open(&path).unwrap();
    assert_eq!((loaded.steps.len(), loaded.forgotten), (MOST_STEPS - 6, 7));
    assert_eq!(loaded.head, MOST_STEPS - 6);
}

/// The rows a step changes.
fn rows_of(write: &Write) -> Write {
    match write {
        Write::Step { step, .. } => Write::Rows(step.changes.clone()),
        other => other.clone(),
    }
}

/// The step number `n`, with a row of its own.
fn step(n: usize) -> Write {
    let mut after = Document::default();
    after.set(Part::Note, &format!("{n:08}"), &n);
    Write::Step {
        n,
        step: Step {
            at: String::new(),
            changes: Document::default().changes(&after),
        },
    }
}

#[test]
fn a_damaged_project_is_recovered_into_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.duizhao");
    made(&path);
    let whole = std::fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    let mut all = 0;
    for page in 0..pages {
        // A page overwritten, or the file cut off there.
        for cut in [false, true] {
            let mut bytes = whole.clone();
            if cut {
                bytes.truncate(page * 4096 + 1000);
            } else {
                bytes[page * 4096..(page + 1) * 4096].fill(0x5a);
            }
            std::fs::write(&path, &bytes).unwrap();
            let opened = Store::open(&path);
            let to = folder.path().join(format!("b{page}{cut}.duizhao"));
            match opened {
                // A page that holds nothing.
                Ok((_, loaded)) => assert_eq!(loaded.lost, 0),
                Err(StoreError::Damaged { .. } | StoreError::Foreign) => {
                    assert_eq!(
                        std::fs::read(&path).unwrap(),
                        bytes,
                        "the old one is not touched"
                    );
                    if let Ok((store, loaded)) = recover(&path, &to) {
                        drop(store);
                        all += loaded.document.rows().count();
                        Store::open(&to).unwrap();
                    }
                    assert_eq!(
                        std::fs::read(&path).unwrap(),
                        bytes,
                        "the old one is not touched"
                    );
                }
                Err(other) => panic!("page {page}: {other:?}"),
            }
        }
    }
    assert!(
        all > pages * 3,
        "{all} rows of {pages} pages: too little is recovered"
    );
    // In the window: a notice, and one click.
    let mut bytes = whole;
    let end = bytes.len();
    bytes[end - 4096..].fill(0x5a);
    std::fs::write(&path, &bytes).unwrap();
    let mut app = app();
    project(&mut app, ProjectCommand::Open(path.clone()));
    if refused(&app).is_some() {
        project(&mut app, ProjectCommand::Recover(path.clone()));
        assert!(said(&app, |m| matches!(
            m,
            Message::ProjectRecovered { .. }
        )));
        assert_ne!(app.state().project.path.as_ref(), Some(&path));
    }
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn untitled_work_that_is_recovered_stays_untitled() {
    let folder = tempfile::tempdir().unwrap();
    let work = Folders::within(folder.path()).work;
    std::fs::create_dir_all(&work).unwrap();
    let path = work.join("2026-01-28 09-30-00.duizhao");
    made(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..100].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let mut app = app_in(folder.path());
    project(&mut app, ProjectCommand::Open(path.clone()));
    assert!(refused(&app).is_some());
    project(&mut app, ProjectCommand::Recover(path));
    assert!(said(&app, |m| matches!(
        m,
        Message::ProjectRecovered { .. }
    )));
    assert_eq!(
        (names(&app).len(), app.state().project.path.clone()),
        (4, None)
    );
    correct_gdp(&mut app, 1, "3%");
    app.close();
    drop(app);
    // What was recovered is there at the next start, not what is damaged.
    let mut app = app_in(folder.path());
    app.restore();
    wait(&mut app, |app| names(app).len() == 4);
    let fixes = &app.state().fixes;
    let corrections = fixes.values().flat_map(|fix| fix.reports.values());
    let told = corrections.flat_map(|report| &report.corrections);
    assert!(
        told.into_iter()
            .any(|own| format!("{own:?}").contains("3%"))
    );
}

#[test]
fn a_smaller_file_has_what_is_open_and_no_steps() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.duizhao");
    made(&path);
    let mut app = app_in(folder.path());
    project(&mut app, ProjectCommand::Open(path.clone()));
    let last = app.state().library.files[3].id;
    app.send(Command::CloseFile(last));
    project(&mut app, ProjectCommand::Shrink);
    wait(&mut app, |app| {
        said(app, |m| matches!(m, Message::ProjectShrunk { .. }))
    });
    assert_eq!(app.state().steps(), (false, false));
    let copy = folder.path().join("copy.duizhao");
    project(&mut app, ProjectCommand::Copy(copy.clone()));
    wait(&mut app, |app| {
        said(app, |m| {
            matches!(m, Message::ProjectSaved { copy: true, .. })
        })
    });
    assert_eq!(app.state().project.path, Some(path));
    let (store, loaded) = Store::open(&copy).unwrap();
    assert!(loaded.steps.is_empty());
    let texts = loaded.document.of(Part::File, "");
    assert_eq!(
        texts
            .filter(|(sha, _)| store.text(sha, "").is_some())
            .count(),
        3
    );
}

/// The environment variable that makes this test the writer that is killed.
const WRITER: &str = "DUIZHAO_TEST_WRITER";

/// Writes steps and texts into a project until it is killed, and says which step is on disk.
#[test]
fn writer_for_the_kill_test() {
    let Ok(path) = std::env::var(WRITER) else {
        return;
    };
    let path = PathBuf::from(path);
    let (mut store, loaded) = if path.exists() {
        Store::open(&path).unwrap()
    } else {
        (Store::create(&path).unwrap(), Loaded::default())
    };
    let mut out = std::io::stdout();
    for n in loaded.forgotten + loaded.steps.len().. {
        let Write::Step { step: own, .. } = step(n) else {
            return;
        };
        let text = read::pasted(&format!("第{n}份").repeat(1 + n * 37 % 900));
        let writes = [
            Write::Rows(own.changes.clone()),
            step(n),
            Write::Text {
                text: Arc::new(text),
                how: String::new(),
            },
        ];
        store.write(&writes).unwrap();
        writeln!(out, "kept {n}").unwrap();
        out.flush().unwrap();
    }
}

/// Killed at any moment, a project opens and has all that was told to be on disk. `DUIZHAO_KILLS` sets how often.
#[cfg(unix)]
#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.duizhao");
    let kills: u64 = std::env::var("DUIZHAO_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(12);
    let mut seed = 20_260_128u64;
    let mut most = 0;
    for round in 0..kills {
        let mut writer = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer_for_the_kill_test", "--nocapture"])
            .env(WRITER, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let told = |line: &str| {
            line.rsplit_once("kept ")
                .and_then(|(_, n)| n.trim().parse::<usize>().ok())
        };
        // The first write is waited for, then it is killed at some moment of the next ones.
        let mut kept = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| told(&line));
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        std::thread::sleep(Duration::from_micros(seed >> 49));
        writer.kill().unwrap();
        writer.wait().unwrap();
        kept = lines
            .map_while(Result::ok)
            .filter_map(|line| told(&line))
            .last()
            .or(kept);
        let kept = kept.unwrap();
        let (store, loaded) =
            Store::open(&path).unwrap_or_else(|error| panic!("round {round}: {error:?}"));
        let steps = loaded.forgotten + loaded.steps.len();
        assert!(steps > kept, "round {round}: step {kept} was lost");
        assert_eq!(
            loaded.document.rows().count(),
            steps,
            "round {round}: half a write"
        );
        let text = read::fingerprint(format!("第{kept}份").repeat(1 + kept * 37 % 900).as_bytes());
        assert!(
            store.text(&text, "").is_some(),
            "round {round}: the text of step {kept} was lost"
        );
        most = steps;
    }
    assert!(most as u64 > kills);
}

/// The environment variable that makes the next test the program that ends by a fault.
const FAULTY: &str = "DUIZHAO_TEST_FAULT";

/// Works, then ends by a fault of the main thread.
#[test]
fn program_for_the_fault_test() {
    let Ok(folder) = std::env::var(FAULTY) else {
        return;
    };
    let folder = PathBuf::from(folder);
    let faulty = std::thread::Builder::new()
        .name("main".to_owned())
        .spawn(move || {
            let mut app = app_in(&folder);
            let told = folder.join("told.txt");
            crash::watch(folder, app.keeper(), move |log| {
                std::fs::write(&told, log.display().to_string()).unwrap();
            });
            app.send(Command::OpenSamples);
            app.settle();
            correct_gdp(&mut app, 1, "8%");
            panic!("a fault of the window");
        });
    assert!(faulty.unwrap().join().is_err());
    // At once: nothing is saved on the way out.
    std::process::exit(7);
}

#[test]
fn a_fault_of_the_window_leaves_a_log_and_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let ended = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "program_for_the_fault_test", "--nocapture"])
        .env(FAULTY, folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(ended.code(), Some(7));
    let log = crash::last(folder.path()).unwrap();
    assert_eq!(
        std::fs::read_to_string(folder.path().join("told.txt")).unwrap(),
        log.display().to_string()
    );
    let words = std::fs::read_to_string(&log).unwrap();
    assert!(
        words.contains("a fault of the window") && words.contains("thread main"),
        "{words}"
    );
    assert_eq!(crash::last(folder.path()), None, "it is told once");
    let mut app = app_in(folder.path());
    app.restore();
    app.settle();
    assert_eq!((names(&app).len(), value(&app, 1)), (4, 8.0));
}
