//! Counting words through the program: commands in, counts, places and files out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use duizhao::app::App;
use duizhao::app::command::Command;
use duizhao::app::export::{After, ExportRequest};
use duizhao::app::library::ReportId;
use duizhao::app::notices::Message;
use duizhao::app::settings::Settings;
use duizhao::app::views::View;
use duizhao::app::words::{Mode, Way, WordsCommand, WordsPicture};
use duizhao::engine::export::Format;
use duizhao::engine::export::request::{Content, Request};
use duizhao::engine::export::words::What;
use duizhao::engine::labels::Language;
use duizhao::engine::picture;
use duizhao::engine::words::keys::{Against, Change};
use duizhao::engine::words::matrix;
use duizhao::engine::words::travel::Relation;
use duizhao::engine::words::{Tally, Why};
use duizhao::model::analysed::Chosen;
use duizhao::model::report::Role;

/// A report of a year, with words in its tasks.
fn report(year: i32, tasks: &str) -> String {
    let before = year - 1;
    common::report("地区生产总值增长5%左右。", tasks)
        .replace("2026", "@")
        .replace("2025", &before.to_string())
        .replace('@', &year.to_string())
}

fn app(texts: &[String]) -> (App, Vec<ReportId>) {
    let mut app = App::new(Settings::default(), None, Arc::new(|| {}));
    for text in texts {
        app.send(Command::Paste(text.clone()));
        app.settle();
    }
    send(&mut app, Command::Show(View::Words));
    let ids = app.state().library.reports().collect();
    (app, ids)
}

fn send(app: &mut App, command: Command) {
    app.send(command);
    app.settle();
}

fn words(app: &mut App, command: WordsCommand) {
    send(app, Command::Words(command));
}

fn list(app: &mut App, topic: usize, list: &str) {
    words(
        app,
        WordsCommand::List {
            topic,
            name: "环境".to_owned(),
            list: list.to_owned(),
        },
    );
}

fn sum(app: &App, topic: usize, id: ReportId) -> Tally {
    let by_role = app.state().words.topics[topic].tallies[&id];
    by_role.iter().fold(Tally::default(), |a, b| a.and(*b))
}

/// The places shown: words of the report, and whether they count.
fn shown(app: &App) -> Vec<(String, bool)> {
    let lines = app.state().words.lines.found.clone().unwrap();
    let place = |place: &duizhao::engine::words::Place| {
        let (_, text) = &lines.texts[place.report as usize];
        let span = text.body.span(place.bytes());
        let words = text.file.offsets.slice(&text.file.source.text, span);
        (words.to_owned(), place.why.is_none())
    };
    lines.places.iter().map(place).collect()
}

#[test]
fn a_place_left_out_changes_the_count_at_once() {
    let text = "优化營商環境，改善环境。加强环境保护，国际环境复杂。";
    let (mut app, ids) = app(&[report(2026, text)]);
    let own = app.state().words.topics.len();
    list(&mut app, own, "环境\n环境保护\n");
    assert_eq!(sum(&app, own, ids[0]).hits, 4);
    assert_eq!(app.state().words.chosen, own);
    let expected = ["環境", "环境", "环境保护", "环境"].map(|word| (word.to_owned(), true));
    assert_eq!(shown(&app), expected);
    let topic = Arc::clone(&app.state().words.topics[own].topic);
    list(&mut app, own, &topic.excluding("营商环境"));
    assert_eq!(
        sum(&app, own, ids[0]),
        Tally {
            hits: 3,
            left_out: 1,
            sentences: 2
        }
    );
    assert_eq!(shown(&app)[0], ("環境".to_owned(), false));
    let topic = Arc::clone(&app.state().words.topics[own].topic);
    let held = app.state().words.lines.found.clone().unwrap().places[0];
    assert_eq!(held.why, Some(Why::Held(0)));
    list(&mut app, own, &topic.including(&held.hit()));
    assert_eq!(sum(&app, own, ids[0]).hits, 4);
}

#[test]
fn counts_are_out_of_their_own_sections() {
    let (mut app, ids) = app(&[report(2026, "改善环境。发展经济。")]);
    let own = app.state().words.topics.len();
    list(&mut app, own, "环境\n");
    let by_role = app.state().words.topics[own].tallies[&ids[0]];
    assert_eq!(by_role[Role::Tasks as usize].hits, 1);
    assert_eq!(by_role[Role::Review as usize].hits, 0);
    let body = &app.state().words.texts[&ids[0]].body;
    let extent = body.extents()[Role::Tasks as usize];
    // 三、2026年重点工作⏎（一）抓好各项工作。改善环境。发展经济。
    assert_eq!((extent.chars, extent.sentences), (11 + 10 + 5 + 5, 4));
    let all: usize = body.extents().iter().map(|extent| extent.words).sum();
    assert_eq!(body.extent().words, all);
    // Only there.
    let ask = matrix::Ask {
        role: Some(Role::Review),
        ..matrix::Ask::default()
    };
    words(&mut app, WordsCommand::Matrix(ask));
    assert!(shown(&app).is_empty());
}

#[test]
fn what_is_typed_is_found_in_every_report() {
    let texts = [
        report(2025, "发展数字經濟。"),
        report(2026, "做强数字经济，发展GDP。"),
    ];
    let (mut app, _) = app(&texts);
    words(&mut app, WordsCommand::Type("数字经济".to_owned()));
    let found: Vec<String> = shown(&app).into_iter().map(|(word, _)| word).collect();
    assert_eq!(found, ["数字經濟", "数字经济"]);
    assert_eq!(app.state().words.lines.found.clone().unwrap().reports, 2);
    words(&mut app, WordsCommand::Type("ｇｄｐ".to_owned()));
    assert_eq!(shown(&app), [("GDP".to_owned(), true)]);
    words(&mut app, WordsCommand::Type("(发展|做强)数字".to_owned()));
    assert!(shown(&app).is_empty());
    words(&mut app, WordsCommand::Way(Way::Pattern));
    assert_eq!(shown(&app).len(), 2);
    words(&mut app, WordsCommand::Type("(发展".to_owned()));
    assert!(app.state().words.wrong.is_some() && app.state().words.lines.found.is_none());
    words(&mut app, WordsCommand::Near("做强做优数字经济".to_owned()));
    assert_eq!(
        shown(&app).first().map(|(word, _)| word.as_str()),
        Some("做强数字经济")
    );
    // A selection narrows what is looked through.
    words(&mut app, WordsCommand::Way(Way::Words));
    words(&mut app, WordsCommand::Type("数字经济".to_owned()));
    let first = app.state().library.reports().next().unwrap();
    send(
        &mut app,
        Command::Select {
            report: first,
            add: false,
            range: false,
        },
    );
    assert_eq!(shown(&app).len(), 1);
}

#[test]
fn words_are_held_against_last_year_though_one_report_is_selected() {
    let before = report(2025, &"推进脱贫攻坚。改造棚户区。".repeat(6));
    let now = report(2026, &"发展低空经济。改造棚户区。".repeat(6));
    let (mut app, ids) = app(&[before, now]);
    words(&mut app, WordsCommand::Mode(Mode::Keys));
    send(
        &mut app,
        Command::Select {
            report: ids[1],
            add: false,
            range: false,
        },
    );
    let keys = app.state().words.keys.found.clone().unwrap();
    let change = |word: &str| {
        keys.words
            .iter()
            .find(|key| key.word == word)
            .unwrap()
            .change
    };
    assert_eq!(change("低空经济"), Some(Change::New));
    assert_eq!(change("脱贫攻坚"), Some(Change::Gone));
    // The first ones are the surest; stop words are none of them.
    assert!(keys.words[0].likelihood >= keys.words[1].likelihood);
    assert!(keys.words.iter().all(|key| key.word != "的"));
    words(&mut app, WordsCommand::Word(Some("低空经济".to_owned())));
    assert_eq!(shown(&app).len(), 6);
    words(&mut app, WordsCommand::Stop("低空经济\n".to_owned()));
    let keys = app.state().words.keys.found.clone().unwrap();
    assert!(keys.words.iter().all(|key| key.word != "低空经济"));
    words(&mut app, WordsCommand::Against(Against::Nothing));
    let keys = app.state().words.keys.found.clone().unwrap();
    assert!(keys.words.iter().all(|key| key.change.is_none()));
    assert_eq!(keys.sizes.1, 0);
}

#[test]
fn sentences_are_traced_to_earlier_reports_only() {
    let own = "坚持以项目建设为中心抓投资促消费。本年新设未来产业先导区。";
    let texts = [
        report(2025, "坚持以项目建设为中心抓投资促消费。"),
        report(2026, own),
        report(2027, "本年新设未来产业先导区。"),
    ];
    let (mut app, ids) = app(&texts);
    words(&mut app, WordsCommand::One(Some(ids[1])));
    words(&mut app, WordsCommand::Mode(Mode::Shared));
    let traced = app.state().words.traced.found.clone().unwrap();
    assert_eq!(traced.others.len(), 1, "a later report is no source");
    let (_, text) = traced.own.clone().unwrap();
    let share = |words: &str| {
        let own = traced
            .sentences
            .iter()
            .find(|own| text.body.slice(own.bytes).contains(words));
        own.map(|own| (own.letters, own.groups[Relation::Own as usize]))
            .unwrap()
    };
    assert_eq!(share("抓投资"), (16, 16));
    assert_eq!(share("先导区"), (11, 0));
    words(
        &mut app,
        WordsCommand::Word(Some("本年新设未来产业先导区。".to_owned())),
    );
    assert_eq!(shown(&app).len(), 2);
}

#[test]
fn a_users_dictionary_parts_words_and_a_bad_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("词典 一.txt");
    let (gbk, ..) = encoding_rs::GB18030.encode("青岚模式 10 n\n\n青岚模式\n");
    std::fs::write(&good, gbk).unwrap();
    let bad = folder.path().join("坏.txt");
    std::fs::write(&bad, [0u8, 159, 146, 0, 0, 0, 0, 150]).unwrap();
    let (mut app, ids) = app(&[report(2026, "推广青岚模式。")]);
    words(&mut app, WordsCommand::Mode(Mode::Keys));
    let has = |app: &App| {
        let text = &app.state().words.texts[&ids[0]];
        text.counts
            .each(&text.body, None)
            .any(|(word, _)| word == "青岚模式")
    };
    assert!(!has(&app));
    words(&mut app, WordsCommand::Dictionaries(vec![good, bad]));
    assert!(has(&app));
    let lists = app.state().words.segmenter.lists();
    assert_eq!((lists.len(), lists[0].skipped.count), (1, 2));
    let told = app
        .state()
        .notices
        .list
        .iter()
        .any(|notice| matches!(&notice.message, Message::NoWords { name } if name == "坏.txt"));
    assert!(told);
}

#[test]
fn topics_and_lists_are_kept() {
    let (mut app, _) = app(&[report(2026, "改善环境。")]);
    let usual = app.state().words.kept();
    assert_eq!(
        usual.topics, None,
        "nothing is kept of what was not changed"
    );
    let own = app.state().words.topics.len();
    list(&mut app, own, "环境\n-营商环境\n");
    words(&mut app, WordsCommand::Hide(0));
    words(&mut app, WordsCommand::Stop("的\n".to_owned()));
    let settings = app.state().settings_to_keep();
    let text = serde_json::to_string(&settings).unwrap();
    let again: Settings = serde_json::from_str(&text).unwrap();
    let app = App::new(again, None, Arc::new(|| {}));
    let view = &app.state().words;
    assert_eq!(view.topics[own].topic.not, ["营商环境"]);
    assert!(view.topics[0].hidden && !view.topics[1].hidden);
    assert_eq!(view.stop, "的\n");
    // What came with the program comes with the next one too.
    assert!(view.kept().topics.unwrap()[0].list.is_none());
}

#[test]
fn closing_and_reading_again_leaves_nothing_behind() {
    let (mut app, ids) = app(&[report(2025, "改善环境。"), report(2026, "改善环境。")]);
    assert_eq!(app.state().words.texts.len(), 2);
    send(&mut app, Command::Close(vec![ids[0]]));
    let view = &app.state().words;
    assert_eq!(view.texts.keys().copied().collect::<Vec<_>>(), [ids[1]]);
    assert!(view.topics.iter().all(|own| own.tallies.len() == 1));
    send(&mut app, Command::CloseAll);
    assert!(app.state().words.texts.is_empty());
    send(&mut app, Command::OpenSamples);
    assert_eq!(app.state().words.texts.len(), 4);
}

fn export(app: &App, content: Content, what: What, format: Format, path: PathBuf) -> ExportRequest {
    let library = &app.state().library;
    let ids: Vec<ReportId> = library.reports().collect();
    let chosen = |id: &ReportId| {
        let open = library.file(id.file).unwrap();
        Chosen {
            file: Arc::clone(&open.file),
            index: id.index,
            name: open.name.clone(),
            read: "2026-01-20".to_owned(),
        }
    };
    ExportRequest {
        request: Request {
            reports: ids.iter().map(chosen).collect(),
            audit: Arc::default(),
            kinds: Vec::new(),
            without: Vec::new(),
            board: app.state().board.ask.clone(),
            picture: picture::Kind::Dots,
            picture_of: None,
            words: app.state().words.ask(what, &ids),
            segmenter: Arc::clone(&app.state().words.segmenter),
            words_picture: WordsPicture::Cloud(3),
            chart: false,
            ..Request::new(content, format, Language::Chinese)
        },
        path,
        after: After::Nothing,
    }
}

#[test]
fn counts_and_places_are_written_with_a_note_by_which_they_can_be_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let (mut app, ids) = app(&[
        report(2025, "发展数字经济。"),
        report(2026, "优化营商环境。"),
    ]);
    let own = app.state().words.topics.len();
    list(&mut app, own, "环境\n-营商环境\n");
    // So little text makes no difference sure.
    words(&mut app, WordsCommand::Cut(0.0));
    for what in What::ALL {
        let path = folder.path().join(format!("词 {}.csv", what.word()));
        let request = export(&app, Content::Words, what, Format::Csv, path.clone());
        send(&mut app, Command::Export(Box::new(request)));
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(written.lines().count() > 1, "{what:?}: {written}");
        let note = path.with_file_name(format!("词 {}-说明.txt", what.word()));
        let note = std::fs::read_to_string(note).unwrap();
        let sha256 = &app
            .state()
            .library
            .file(ids[0].file)
            .unwrap()
            .file
            .source
            .sha256;
        assert!(
            note.contains(sha256.as_str()) && note.contains("jieba-rs"),
            "{note}"
        );
        let topics = matches!(what, What::Topics | What::Matrix | What::Hits);
        assert_eq!(note.contains("不计：营商环境"), topics, "{what:?}");
    }
    // Each place of the list is where it says.
    let hits = std::fs::read_to_string(folder.path().join("词 hits.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(hits.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|own| own == name).unwrap();
    let (hit, start, end, sha) = (at("命中"), at("起"), at("止"), at("文件指纹"));
    let mut count = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let files = &app.state().library.files;
        let file = files
            .iter()
            .find(|open| open.file.source.sha256 == row[sha])
            .unwrap();
        let text: Vec<char> = file.file.source.text.chars().collect();
        let (start, end): (usize, usize) = (row[start].parse().unwrap(), row[end].parse().unwrap());
        assert_eq!(text[start..end].iter().collect::<String>(), row[hit]);
        count += 1;
    }
    assert!(count > 4);
    let path = folder.path().join("词云.svg");
    let request = export(
        &app,
        Content::WordsPicture,
        What::Keys,
        Format::Svg,
        path.clone(),
    );
    send(&mut app, Command::Export(Box::new(request)));
    assert!(std::fs::read_to_string(path).unwrap().contains("<svg"));
    assert!(folder.path().join("词云-说明.txt").is_file());
}

#[test]
fn sentences_are_parted_as_written_down() {
    let segmenter = duizhao::engine::words::Segmenter::get();
    let golden = include_str!("expected/segments.txt");
    let mut wrong = Vec::new();
    for line in golden.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split('|').collect();
        let text = words.concat();
        let found: Vec<&str> = segmenter
            .tokens(&text)
            .iter()
            .map(|(_, word)| *word)
            .collect();
        if found != words {
            wrong.push(format!("{} for {line}", found.join("|")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
