//! What a campaign of random bytes is sent through (see `tests/fuzz`), and what must hold for any of them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use duizhao::app::project::document::{Document, Part, Step};
use duizhao::app::project::recover;
use duizhao::app::project::store::{Store, Write};
use duizhao::engine::compare::side::Side;
use duizhao::engine::compare::{self, words};
use duizhao::engine::read::{self, docx, encoding, html, mojibake, odt, rows, rtf, shifted};
use duizhao::engine::words::{dictionary::Dictionary, query::Query, topics::Topic};
use duizhao::engine::{self, correct, rules};
use duizhao::model::analysed::AnalysedFile;
use duizhao::model::fix::Fix;

/// The readers, the parser, the extractor, the aligner, rules and the project file as a whole, then single parsers.
pub const TARGETS: [&str; 17] = [
    "read",
    "parse",
    "extract",
    "align",
    "rules",
    "project",
    "typed",
    "difference",
    "list",
    "csv",
    "json",
    "mend",
    "decode",
    "rtf",
    "docx",
    "odt",
    "words",
];

/// The quotes stand where they say, inside their reports.
fn check(file: &AnalysedFile) {
    for report in &file.reports {
        for item in &report.found.items {
            let words = file.offsets.slice(&file.source.text, item.span);
            assert_eq!(words, &*item.quote);
            let whole = report.report.span;
            assert!(whole.start <= item.span.start && item.span.end <= whole.end);
        }
    }
}

/// A report with a text in its goals and in its tasks.
fn around(text: &str) -> AnalysedFile {
    let text = format!(
        "2026年云溪市政府工作报告\n各位代表：\n一、2025年工作回顾\n去年，经济增长5%。\n二、2026年主要目标\n今年经济社会发展主要预期目标是：{text}\n三、工作\n{text}\n"
    );
    engine::analyse(read::pasted(&text), "a")
}

/// Sends bytes through a target.
pub fn run(target: &str, data: &[u8], folder: &Path) {
    let text = String::from_utf8_lossy(data);
    let halves = text.split_once('|').unwrap_or((&text, ""));
    match target {
        "read" => {
            if let Ok(source) = read::read_bytes(data) {
                check(&engine::analyse(source, "a"));
            }
        }
        "parse" => check(&engine::analyse(read::pasted(&text), "云溪市2026")),
        "extract" => check(&around(&text)),
        "align" => {
            let files = [around(halves.0), around(halves.1)];
            let sides = files.each_ref().map(|file| Side::of(file, 0));
            let found = compare::align(sides[0], sides[1]);
            let differences = compare::differences(sides, &found);
            assert_eq!(differences.len(), found.pairs.len());
        }
        "rules" => {
            let (rules, _) = rules::from_text(&text);
            let file = around(&text);
            if let Some(file) = correct::file(&file, &Fix::default(), &rules) {
                check(&file);
            }
        }
        "project" => project(data, folder),
        "typed" => {
            if let Some((value, _)) = correct::typed(&text, "亿元") {
                assert!(value.low.is_finite());
            }
        }
        "difference" => {
            let [old, new] = [halves.0, halves.1].map(|text| words::Sentence { text, start: 0 });
            drop(words::difference(&[old], new));
        }
        "list" => {
            let _ = rules::words_of(&text);
            for rule in rules::from_text(&text).0 {
                let _ = rule.key();
            }
        }
        "csv" => drop(rows::csv(&text)),
        "json" => drop(rows::json(&text)),
        "mend" => {
            let _ = (mojibake::repaired(&text), shifted::mended(&text));
            let _ = shifted::count(&text);
        }
        "decode" => {
            let _ = (encoding::decode(data), encoding::short(data));
        }
        "rtf" => drop(rtf::text(data)),
        "docx" => drop(docx::xml(data)),
        "odt" => drop(odt::text(data, data)),
        "words" => {
            if html::is_page(data) {
                let _ = html::text(data);
            }
            if html::is_mhtml(data) {
                let _ = html::mhtml(data);
            }
            let _ = Dictionary::read("a", data);
            let _ = (Topic::parse("a", &text), Query::words(&text));
        }
        other => panic!("no target {other}"),
    }
}

/// A small project with bytes put over it, or cut: it opens, or it is recovered, or neither.
fn project(data: &[u8], folder: &Path) {
    static WHOLE: OnceLock<Vec<u8>> = OnceLock::new();
    let at = |name: &str| -> PathBuf { folder.join(name) };
    let whole = WHOLE.get_or_init(|| {
        let path = at("whole.duizhao");
        let mut after = Document::default();
        after.set(Part::Note, "k", &1);
        let step = Step {
            at: String::new(),
            changes: Document::default().changes(&after),
        };
        let text = Arc::new(read::pasted("今年增长5%"));
        let writes = [
            Write::Rows(step.changes.clone()),
            Write::Step { n: 0, step },
            Write::Text {
                text,
                how: String::new(),
            },
        ];
        let mut store = Store::create(&path).unwrap();
        store.write(&writes).unwrap();
        drop(store);
        std::fs::read(&path).unwrap()
    });
    let mut bytes = whole.clone();
    for change in data.chunks_exact(4) {
        let place = usize::from(u16::from_le_bytes([change[0], change[1]]));
        let place = (place * 7 + usize::from(change[2])) % bytes.len();
        bytes[place] = change[3];
    }
    if data.len() % 4 == 3 {
        let end = usize::from(u16::from_le_bytes([data[0], data[1]]));
        bytes.truncate(end % bytes.len());
    }
    let path = at("a.duizhao");
    std::fs::write(&path, &bytes).unwrap();
    if let Ok((store, _)) = Store::open(&path) {
        let _ = store.text("x", "");
    } else {
        let to = at("b.duizhao");
        let _ = std::fs::remove_file(&to);
        let _ = recover::recover(&path, &to);
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "the old file changed");
    }
}
