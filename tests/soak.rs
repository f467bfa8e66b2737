//! Everything at random: nothing panics, quotes stand where they say, the memory stays flat. `DUIZHAO_SOAK` sets minutes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests"
)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use duizhao::app::App;
use duizhao::app::command::Command;
use duizhao::app::export::{After, ExportRequest};
use duizhao::app::library::{ItemId, ReportId};
use duizhao::app::notices::Message;
use duizhao::app::project::protocol::ProjectCommand;
use duizhao::app::settings::{Folders, Settings};
use duizhao::app::views::View;
use duizhao::app::views::board::BoardCommand;
use duizhao::app::views::compare::CompareCommand;
use duizhao::app::views::goals::GoalsCommand;
use duizhao::app::words::{Mode, Way, WordsCommand, WordsPicture};
use duizhao::engine::board::Against;
use duizhao::engine::export::Format;
use duizhao::engine::export::audit::Audit;
use duizhao::engine::export::request::{Content, Request};
use duizhao::engine::export::words::What;
use duizhao::engine::labels::Language;
use duizhao::engine::{correct, picture};
use duizhao::model::analysed::Chosen;
use duizhao::model::fix::{Fix, ReportFix, Verdict};
use duizhao::model::goal::{Kind, Measure};
use duizhao::model::note::Note;
use duizhao::model::rule::Rule;
use duizhao::text::span::CharSpan;

/// The allocator of the programs: what it gives back to the system is measured too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        (!list.is_empty()).then(|| list[self.roll(list.len())])
    }
}

/// The memory of this process, in kilobytes; nothing where the system does not tell.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn reports(app: &App) -> Vec<ReportId> {
    app.state().library.reports().collect()
}

fn export(app: &App, dice: &mut Dice, folder: &Path) -> Option<Command> {
    let all = reports(app);
    let ids: Vec<ReportId> = (0..=dice.roll(3)).filter_map(|_| dice.of(&all)).collect();
    let library = &app.state().library;
    let content = dice.of(&Content::ALL)?;
    let format = match content {
        Content::Picture | Content::WordsPicture => dice.of(&Format::PICTURES)?,
        Content::Audit => Format::Html,
        _ => dice.of(&Format::TABLES)?,
    };
    if ids.is_empty() {
        return None;
    }
    Some(Command::Export(Box::new(ExportRequest {
        request: Request {
            reports: ids
                .iter()
                .map(|id| Chosen {
                    file: Arc::clone(&library.file(id.file).unwrap().file),
                    index: id.index,
                    name: "a".to_owned(),
                    read: String::new(),
                })
                .collect(),
            audit: Arc::new(Audit {
                fixes: app.state().fixes.clone(),
                notes: app.state().notes.clone(),
                rules: app.state().rules.clone(),
            }),
            kinds: vec![Kind::Goal, Kind::Task, Kind::Actual],
            without: Vec::new(),
            board: app.state().board.ask.clone(),
            picture: dice.of(&picture::Kind::ALL)?,
            picture_of: None,
            words: app.state().words.ask(dice.of(&What::ALL)?, &ids),
            segmenter: Arc::clone(&app.state().words.segmenter),
            words_picture: WordsPicture::Trend,
            chart: true,
            ..Request::new(content, format, Language::Chinese)
        },
        path: folder.join(format!("导出.{}", format.ending())),
        after: After::Nothing,
    })))
}

fn next(app: &App, dice: &mut Dice, folder: &Path, files: &[PathBuf]) -> Option<Command> {
    let all = reports(app);
    let one = dice.of(&all);
    let project = folder.join(format!("项目{}.duizhao", dice.roll(3)));
    Some(match dice.roll(26) {
        0..=2 => {
            let paths = (0..=dice.roll(4)).map(|_| files[dice.roll(files.len())].clone());
            Command::Open(paths.collect())
        }
        3 => Command::Paste(common::samples()[dice.roll(4)].1.to_owned()),
        4 => Command::Close(vec![one?]),
        5 if dice.roll(6) == 0 => Command::CloseAll,
        6 | 5 => Command::Show(dice.of(&[
            View::Goals,
            View::Compare,
            View::Board,
            View::Ledger,
            View::Words,
            View::Read,
        ])?),
        7 => Command::Select {
            report: one?,
            add: dice.roll(2) == 0,
            range: false,
        },
        8..=10 => {
            let id = one?;
            let (open, report) = app.state().library.report(id)?;
            let items = &open.read.reports.get(id.index)?.found.items;
            let item = items.get(dice.roll(items.len()))?;
            let verdict = match dice.roll(3) {
                0 => Verdict::Accepted,
                1 => Verdict::Rejected,
                _ => Verdict::Value(format!("{}%左右", dice.roll(20))),
            };
            let correction = if dice.roll(5) == 0 {
                correct::of_nothing(report, "cpi", Measure::Level, "2%".to_owned())
            } else {
                correct::of_item(&open.read, item, verdict)
            };
            Command::Correct {
                report: id,
                corrections: vec![correction],
            }
        }
        11 => {
            let id = one?;
            let year = ReportFix {
                year: Some(2000 + i32::try_from(dice.roll(30)).unwrap()),
                ..ReportFix::default()
            };
            let fix = Fix {
                mend: dice.roll(4) == 0,
                reports: [(0, year)].into(),
                ..Fix::default()
            };
            Command::Fix { file: id.file, fix }
        }
        12 | 13 => Command::Undo,
        14 => Command::Redo,
        15 => {
            let id = one?;
            let open = app.state().library.file(id.file)?;
            let start = dice.roll(open.file.offsets.len_chars());
            let span = CharSpan::new(start, start + 5);
            Command::Note(Note {
                sha256: open.file.source.sha256.clone(),
                span,
                quote: open
                    .file
                    .offsets
                    .slice(&open.file.source.text, span)
                    .to_owned(),
                text: ["", "记一笔"][dice.roll(2)].to_owned(),
                ..Note::default()
            })
        }
        16 => Command::Rule {
            rule: Rule {
                words: ["增长X%", "新增就业X万人", "建成X个"][dice.roll(3)].to_owned(),
                indicator: "gdp".to_owned(),
                measure: Measure::Growth,
                goal: dice.roll(2) == 0,
            },
            on: dice.roll(3) > 0,
        },
        17 => Command::Compare(CompareCommand::Old(one?)),
        18 => Command::Compare(CompareCommand::New(one?)),
        19 => Command::Board(BoardCommand::Against(dice.of(&[
            Against::Nothing,
            Against::Year,
            Against::Above,
            Against::Result,
        ])?)),
        20 => Command::Goals(GoalsCommand::Select(Some(ItemId {
            report: one?,
            index: dice.roll(40),
        }))),
        21 => Command::Words(match dice.roll(4) {
            0 => WordsCommand::Mode(dice.of(&[
                Mode::Topics,
                Mode::Keys,
                Mode::Find,
                Mode::Shared,
            ])?),
            1 => WordsCommand::Type("就业*人".to_owned()),
            2 => WordsCommand::Way(dice.of(&[Way::Words, Way::Pattern, Way::Near])?),
            _ => WordsCommand::List {
                topic: dice.roll(12),
                name: "主题".to_owned(),
                list: format!("词{}\n就业\n", dice.roll(9)),
            },
        }),
        22 | 23 => return export(app, dice, folder),
        24 => Command::Project(match dice.roll(5) {
            0 => ProjectCommand::New,
            1 | 2 if project.exists() => ProjectCommand::Open(project),
            3 => ProjectCommand::Go(dice.roll(app.state().project.history().count() + 1)),
            _ => ProjectCommand::SaveAs(project),
        }),
        _ => Command::Project(ProjectCommand::Shrink),
    })
}

/// Waits until nothing runs; what never ends is a fault too.
fn rest(app: &mut App) {
    let start = Instant::now();
    while !app.state().jobs.is_empty() || app.state().project.opening {
        app.tick(Duration::from_millis(5));
        std::thread::yield_now();
        let state = app.state();
        assert!(
            start.elapsed() < Duration::from_mins(2),
            "it never rests: {:?}, {:?} {:?}, {} files, {} in the imports",
            state.jobs,
            state.view,
            state.words.mode,
            state.library.files.len(),
            state.imports.len()
        );
    }
}

/// So many commands are sent where no minutes are set.
const COMMANDS: u64 = 120;

#[test]
fn anything_at_random_goes_on() {
    let minutes: u64 = std::env::var("DUIZHAO_SOAK")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let until = (minutes > 0).then(|| Instant::now() + Duration::from_secs(minutes * 60));
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![
        folder.path().join("不存在.txt"),
        folder.path().join("空.docx"),
    ];
    std::fs::write(&files[1], b"PK\x03\x04").unwrap();
    for (name, text) in common::samples() {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        files.push(path);
    }
    for fixture in std::fs::read_dir("tests/fixtures").unwrap().flatten() {
        files.push(fixture.path());
    }
    let folders = Folders::within(&folder.path().join("config"));
    let mut app = App::new(Settings::default(), Some(folders), Arc::new(|| {}));
    let mut dice = Dice(20_260_128);
    let (mut count, mut told, mut first, mut last) = (0u64, Instant::now(), None, None);
    while until.map_or(count < COMMANDS, |until| Instant::now() < until) {
        if let Some(command) = next(&app, &mut dice, folder.path(), &files) {
            app.send(command);
        }
        // Mostly it is waited for, sometimes the next command comes at once.
        if dice.roll(4) > 0 {
            rest(&mut app);
        } else {
            app.tick(Duration::from_millis(1));
        }
        count += 1;
        for open in app.state().library.files.iter() {
            for report in &open.file.reports {
                for item in report.found.items.iter().take(3) {
                    let words = open.file.offsets.slice(&open.file.source.text, item.span);
                    assert_eq!(words, &*item.quote);
                }
            }
        }
        let notices: Vec<u64> = app
            .state()
            .notices
            .list
            .iter()
            .map(|notice| {
                assert!(
                    !matches!(notice.message, Message::Failed { .. }),
                    "{:?}",
                    notice.message
                );
                notice.id
            })
            .collect();
        for id in notices {
            app.send(Command::Dismiss(id));
        }
        if told.elapsed() > Duration::from_mins(1) {
            told = Instant::now();
            last = memory();
            // What is loaded once (the dictionary) is there after some minutes.
            if first.is_none() && count > 2_000 {
                first = last;
            }
            let steps = app.state().project.history().count();
            let (files, notes) = (app.state().library.files.len(), app.state().notes.len());
            let kb = last.unwrap_or(0);
            eprintln!("{count} commands, {kb} kB: {files} files, {steps} steps, {notes} notes");
        }
    }
    app.settle();
    app.close();
    if let (Some(first), Some(last)) = (first, last) {
        assert!(
            last < first + first / 2,
            "the memory grew from {first} to {last} kB in {count} commands"
        );
    }
}
