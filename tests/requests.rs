//! Every content in every format, by a request of the window and by the command line: the same bytes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use duizhao::engine::board::{Against, Key};
use duizhao::engine::export::Format;
use duizhao::engine::export::request::{Content, Request};
use duizhao::engine::export::words::{What, WordsPicture};
use duizhao::engine::labels::Language;
use duizhao::engine::words::keys::{STOP_WORDS, Sides, stop_words};
use duizhao::engine::words::{Topic, keyness};
use duizhao::engine::{self, picture, read};
use duizhao::model::analysed::Chosen;
use duizhao::model::goal::Kind;

/// Two years of one city, in a folder of their own.
fn reports(folder: &Path) -> Vec<Chosen> {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples");
    let mut names: Vec<String> = std::fs::read_dir(samples)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("云溪市"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 2);
    let chosen = names.into_iter().map(|name| {
        let path = folder.join(&name);
        std::fs::copy(Path::new(samples).join(&name), &path).unwrap();
        let source = read::read(&path).unwrap();
        Chosen {
            file: Arc::new(engine::analyse(source, &engine::name_of(&path))),
            index: 0,
            name,
            read: duizhao::clock::today(),
        }
    });
    chosen.collect()
}

/// Sets what the options of the command line set.
type Set = fn(&mut Request);

/// What the command line writes.
fn by_command(folder: &Path, args: &[&str], format: Format) -> Vec<u8> {
    let out = folder.join("out");
    let status = Command::new(env!("CARGO_BIN_EXE_duizhao-cli"))
        .current_dir(folder)
        .args(args)
        .args(["--format", format.ending(), "-o", "out"])
        .status()
        .unwrap();
    assert!(status.success(), "{args:?} as {}", format.ending());
    std::fs::read(out).unwrap()
}

#[test]
fn the_window_and_the_command_line_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let reports = reports(folder.path());
    let names = [reports[0].name.as_str(), reports[1].name.as_str()];
    let request = |content: Content, format: Format| Request {
        reports: reports.clone(),
        ..Request::new(content, format, Language::Chinese)
    };
    let cases: [(Content, &[&str], Set); 15] = [
        (
            Content::Items,
            &["extract", "--kinds", "goals,tasks"],
            |r| {
                r.kinds = vec![Kind::Goal, Kind::Task];
            },
        ),
        (Content::Extraction, &["extract"], |_| {}),
        (Content::Audit, &["audit"], |_| {}),
        (Content::Board, &["board"], |_| {}),
        (
            Content::Board,
            &["board", "--against", "year", "--chart"],
            |r| {
                r.board.against = Against::Year;
                r.chart = true;
            },
        ),
        (
            Content::Picture,
            &["board", "--picture", "dots", "--columns", "gdp"],
            |r| {
                r.picture = picture::Kind::Dots;
                r.board.columns = vec![Key::from_word("gdp").unwrap()];
                r.picture_of = r.board.columns.first().copied();
            },
        ),
        (Content::Words, &["words"], |r| {
            r.words.topics = Topic::built_in().to_vec();
        }),
        (Content::Words, &["words", "--matrix"], |r| {
            r.words.topics = Topic::built_in().to_vec();
            r.words.what = What::Matrix;
        }),
        (Content::Words, &["words", "--hits"], |r| {
            r.words.topics = Topic::built_in().to_vec();
            r.words.what = What::Hits;
        }),
        (Content::Words, &["shared"], |r| {
            r.words.what = What::Shared;
            r.words.own = vec![0];
        }),
        (Content::Words, &["keywords"], |r| {
            r.words.what = What::Keys;
            r.words.keys.stop = stop_words(STOP_WORDS);
            r.words.cut = keyness::CUT_OFFS[0].0;
            r.words.sides = Some(Sides {
                own: vec![1],
                others: vec![0],
                peers: vec![0, 1],
                without: 0,
            });
        }),
        (Content::WordsPicture, &["words", "--trend"], |r| {
            r.words.topics = Topic::built_in().to_vec();
            r.words_picture = WordsPicture::Trend;
        }),
        (Content::Comparison, &["align"], |_| {}),
        (Content::Alignment, &["align"], |_| {}),
        (Content::Ledger, &["ledger"], |_| {}),
    ];
    for (at, (content, args, set)) in cases.into_iter().enumerate() {
        let args = [args, &names].concat();
        for (which, format) in content.formats().iter().enumerate() {
            // Counting words takes long: each table of words in some of the formats, each format of some table.
            if content == Content::Words && (which + at) % 4 != 0 {
                continue;
            }
            // The command line's JSON of these two has a shape of its own.
            if *format == Format::Json && matches!(content, Content::Items | Content::Comparison) {
                continue;
            }
            let mut request = request(content, *format);
            set(&mut request);
            let written = request.write().unwrap().bytes;
            assert!(
                by_command(folder.path(), &args, *format) == written,
                "{args:?} as {} is not what {content:?} is",
                format.ending()
            );
        }
    }
    // No content is left out.
    for content in Content::ALL {
        assert!(cases.iter().any(|(own, ..)| *own == content), "{content:?}");
    }
}
