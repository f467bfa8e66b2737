//! Every row of the lexicon does what its example says, and not what its counter-example shows.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use common::{by_rules as analyse, report};
use duizhao::engine::labels::{Language, label};
use duizhao::engine::lexicon::{Lexicon, rows, tables};
use duizhao::model::goal::{Conflict, Kind, NotGoal};
use duizhao::text::norm::Norm;
use strum::IntoEnumIterator as _;

fn column<'a>(row: &[&'a str], i: usize) -> &'a str {
    row.get(i).copied().unwrap_or("")
}

#[test]
fn each_indicator_is_found_in_its_example_and_not_in_its_counter_example() {
    for row in rows(tables::INDICATORS).filter(|row| column(row, 0) != "other") {
        let ids = |sentence: &str| {
            let file = analyse(&report(&format!("{sentence}。"), ""), "x");
            file.reports[0]
                .found
                .of(Kind::Goal)
                .map(|item| item.canonical.as_str())
                .collect::<Vec<_>>()
        };
        let (id, example, counter) = (column(&row, 0), column(&row, 7), column(&row, 8));
        assert!(!example.is_empty(), "{id}: no example");
        assert!(
            ids(example).contains(&id),
            "{id}: {example} gives {:?}",
            ids(example)
        );
        assert!(!counter.is_empty(), "{id}: no counter-example");
        assert!(
            !ids(counter).contains(&id),
            "{id}: {counter} gives {:?}",
            ids(counter)
        );
    }
}

#[test]
fn each_unit_is_read_in_its_example() {
    for row in rows(tables::UNITS).filter(|row| column(row, 1) != "skip") {
        let (unit, example) = (column(&row, 0), column(&row, 2));
        let norm = Norm::new(example);
        let found = duizhao::engine::quantity::numbers(&norm, (0..norm.len()).into());
        let units: Vec<String> = found
            .iter()
            .filter(|n| n.skip.is_none())
            .map(|n| n.unit.clone())
            .collect();
        assert!(
            units.iter().any(|u| u.ends_with(unit)),
            "{unit}: {example} gives {units:?}"
        );
    }
}

#[test]
fn each_bound_word_binds_in_its_example() {
    for row in rows(tables::WORDING)
        .filter(|row| matches!(column(row, 1), "after" | "before") && column(row, 2) != "within")
    {
        let (word, example) = (column(&row, 0), column(&row, 3));
        let norm = Norm::new(example);
        let found = duizhao::engine::quantity::numbers(&norm, (0..norm.len()).into());
        assert!(
            found.iter().any(|n| n.bound_at.is_some()),
            "{word}: {example} gives {found:?}"
        );
    }
}

#[test]
fn every_reason_has_a_word_in_both_languages() {
    let reasons = NotGoal::iter().map(|why| format!("why.{}", why.key()));
    let conflicts = Conflict::iter().map(|why| format!("doubt.{}", why.key()));
    for key in reasons.chain(conflicts) {
        for language in [Language::Chinese, Language::English] {
            assert_ne!(label(language, &key), key, "{language:?}");
        }
    }
}

#[test]
fn every_row_says_what_its_columns_know() {
    assert_eq!(Lexicon::get().refused, Vec::<String>::new());
}

#[test]
fn each_word_for_a_column_heads_its_own() {
    let body = "各位代表：地区生产总值增长6%。".repeat(40);
    for row in rows(tables::CUES).filter(|row| column(row, 1).ends_with("_column")) {
        let heads = |head: &str| {
            let table = format!("{head},正文\n云溪市,\"{body}\"\n");
            let found = duizhao::engine::read::read_bytes(table.as_bytes()).unwrap();
            let (_, columns) = found.columns.unwrap();
            match column(&row, 1) {
                "year_column" => columns.year,
                "title_column" => columns.title,
                _ => columns.region,
            }
        };
        assert_eq!(heads(column(&row, 2)), Some(0), "{row:?}");
        assert_eq!(heads(column(&row, 3)), None, "{row:?}");
    }
}

#[test]
fn each_word_for_cells_heads_its_own() {
    for row in rows(tables::CUES).filter(|row| column(row, 1).ends_with("_cells")) {
        let heads = |head: &str| {
            let (table, kind, expected) = match column(&row, 1) {
                "goal_cells" => (
                    format!("指标\t{head}\n粮食产量\t31万吨"),
                    Kind::Goal,
                    "31万吨",
                ),
                "result_cells" => (
                    format!("指标\t{head}\t2026年目标\n粮食产量\t30万吨\t31万吨"),
                    Kind::Actual,
                    "30万吨",
                ),
                "unit_cells" => (
                    format!("指标\t{head}\t2026年目标\n粮食产量\t万吨\t31"),
                    Kind::Goal,
                    "31万吨",
                ),
                _ => (
                    format!("{head}\t领域\t2026年目标\n粮食产量\t农业\t31万吨"),
                    Kind::Goal,
                    "31万吨",
                ),
            };
            let file = analyse(&report("见下表。", &format!("\n{table}\n")), "x");
            let found = file.reports[0].found.of(kind);
            found.into_iter().any(|item| {
                let value = item.value.as_ref();
                let written = value.map(|value| format!("{}{}", value.low, value.unit));
                item.canonical.as_str() == "grain_output" && written.as_deref() == Some(expected)
            })
        };
        assert!(heads(column(&row, 2)), "{row:?}");
        assert!(!heads(column(&row, 3)), "{row:?}");
    }
}

#[test]
fn words_of_a_table_stand_in_it_once() {
    for table in [
        tables::UNITS,
        tables::LEADING,
        tables::POLICY,
        tables::ENTITIES,
        tables::RELATIVE,
        tables::PREDICATES,
        tables::LEAD_VERBS,
        tables::HEADINGS,
        tables::TERMS,
    ] {
        let mut words: Vec<&str> = rows(table).map(|row| row[0]).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "{}", table.lines().next().unwrap_or(""));
    }
}

/// A row of a table of words.
struct Row {
    table: &'static str,
    word: String,
    example: String,
    counter: String,
}

/// The rows of every table of words, from the files themselves: examples can be tried without building again.
fn words() -> Vec<Row> {
    // The column of the example; the counter-example stands behind it.
    let tables = [
        ("units", 2),
        ("wording", 3),
        ("predicates", 4),
        ("leading", 1),
        ("lead_verbs", 2),
        ("relative", 2),
        ("entities", 1),
        ("policy", 1),
        ("existing", 2),
        ("review_cues", 2),
        ("headings", 2),
        ("passages", 2),
        ("pages", 2),
        ("cues", 2),
        ("guards", 1),
    ];
    let only = std::env::var("TABLE").ok();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicon");
    let mut all = Vec::new();
    for (table, example) in tables {
        let text = std::fs::read_to_string(folder.join(format!("{table}.tsv"))).unwrap();
        for line in text
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let columns: Vec<&str> = line.split('\t').collect();
            let get = |i: usize| column(&columns, i).to_owned();
            let asked = |only: &str| only == table || only == column(&columns, 1);
            // How a table's columns are headed is tried with tables.
            let of_tables = get(1).ends_with("_column") || get(1).ends_with("_cells");
            if !only.as_deref().is_none_or(asked) || of_tables {
                continue;
            }
            all.push(Row {
                table,
                word: get(0),
                example: get(example),
                counter: get(example + 1),
            });
        }
    }
    all
}

/// A plan report of the nation, which states its goals in prose.
fn old(tasks: &str) -> String {
    report("地区生产总值增长5%。", tasks)
        .replace("2026", "1986")
        .replace("2025", "1985")
        .replace("云溪市第九届人民代表大会", "第六届全国人民代表大会")
        .replace("云溪市市长", "国务院副总理")
        .replace("云溪市政府", "政府")
        .replace("市", "国")
}

/// What is read in a sentence wherever it may stand: among goals, in the work, in the review, opening a goals passage,
/// as a heading, behind and before a report, in its head, for its opening and closing words, in an old plan report, alone in a text that looks both ways. ⏎ is a line end.
fn read_everywhere(sentence: &str) -> String {
    let line = sentence.replace('⏎', "\n");
    let body = report("地区生产总值增长5%。", "");
    let lead = "今年全市经济社会发展主要预期目标是：";
    let opening =
        "现在，我代表市人民政府，向大会报告政府工作，请予审议，并请市政协委员和列席人员提出意见。";
    let call = "各位代表，让我们团结一心，奋力谱写云溪发展新篇章！";
    let texts = [
        report(&format!("{line}。"), ""),
        report("地区生产总值增长5%。", &format!("{line}。")),
        body.replace("过去一年，全市", &format!("{line}。过去一年，全市")),
        body.replace(lead, &line),
        body.replace("二、2026年工作总体要求和主要目标", &line),
        format!("{body}{line}\n完成5个项目。\n"),
        format!(
            "{line}\n地区生产总值增长5%。\n去年、上年同比情况另附。力争办好，确保实效，务必落实。\n"
        ),
        body.replace("云溪市市长 沈若舟", &line),
        body.replace(opening, &line),
        body.replace(call, &line),
        old(&format!("{line}。")),
        format!("{line}。\n去年、上年同比情况另附。力争办好，确保实效，务必落实。"),
    ];
    let mut out = String::new();
    for text in &texts {
        let file = analyse(text, "x");
        out.push_str(&common::listing(&file));
        // Where the words of a cell stand is seen too (达到国家 is less than 达到国家要求), and how sure it is.
        for item in file.reports.iter().flat_map(|report| &report.found.items) {
            let _ = write!(out, "{:?} {:.2}", item.marks, item.confidence);
        }
        for analysed in &file.reports {
            let _ = write!(out, "{:?}", analysed.notices);
        }
    }
    out
}

/// Set for a child: rows of words, examples and counter-examples. It leaves the words out and prints what it reads.
const WITHOUT: &str = "DUIZHAO_WITHOUT";

/// What is read in example and counter-example of some rows when the words of all of them are left out.
fn read_without(rows: &[&Row]) -> Vec<(String, String)> {
    let this = "each_word_makes_its_example_and_leaves_its_counter_example_alone";
    let batch: Vec<String> = rows
        .iter()
        .map(|row| format!("{}\t{}\t{}", row.word, row.example, row.counter))
        .collect();
    let out = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", this, "--nocapture"])
        .env(WITHOUT, batch.join("\n"))
        .output()
        .unwrap();
    String::from_utf8_lossy(&out.stdout)
        .lines()
        .filter_map(|line| line.split_once("@@")?.1.split_once('\t'))
        .map(|(example, counter)| (example.to_owned(), counter.to_owned()))
        .collect()
}

/// What is wrong with a row, by what is read in its example and its counter-example without its word.
fn fault(row: &Row, framed: bool, (example, counter): (String, String)) -> Option<String> {
    let read = |sentence: &str| format!("{:?}", read_everywhere(sentence));
    if read(&row.example) == example {
        Some(format!("example changes nothing: {}", row.example))
    } else if row.counter.is_empty() {
        Some("no counter-example".to_owned())
    } else if !framed && read(&row.counter) != counter {
        Some(format!("counter-example is changed: {}", row.counter))
    } else {
        None
    }
}

/// A word earns its row: without it its example is read otherwise, and its counter-example, where its characters stand
/// and mean something else, is not. `TABLE=units` looks at one table.
#[test]
#[allow(clippy::print_stdout, reason = "the child answers so")]
fn each_word_makes_its_example_and_leaves_its_counter_example_alone() {
    if let Ok(batch) = std::env::var(WITHOUT) {
        let rows: Vec<Vec<&str>> = batch.lines().map(|l| l.split('\t').collect()).collect();
        Lexicon::install_without(&rows.iter().map(|row| row[0]).collect());
        for row in &rows {
            let (example, counter) = (read_everywhere(row[1]), read_everywhere(row[2]));
            println!("@@{example:?}\t{counter:?}");
        }
        return;
    }
    let all = words();
    // One row of each table to a child: a word of another table seldom matters to an example.
    // A word of the frame around the sentence (增长, 重点工作) is left out alone: it changes every reading.
    let frame = report("地区生产总值增长5%。", "") + &old("");
    // So is one of the pattern of offices.
    let framed = |row: &Row| frame.contains(&row.word) || row.word.contains("/市长/");
    let mut batches: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
    let (mut table, mut n) = ("", 0);
    for (at, row) in all.iter().enumerate() {
        n = if row.table == table { n + 1 } else { 0 };
        table = row.table;
        // So is a guard: the word it holds must stay.
        let batch = if framed(row) || row.table == "guards" {
            all.len() + at
        } else {
            n
        };
        batches.entry(batch).or_default().push(row);
    }
    let batches: Vec<Vec<&Row>> = batches.into_values().collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let wrong = std::sync::Mutex::new(Vec::new());
    let work = || {
        while let Some(rows) = batches.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        {
            for (row, without) in rows.iter().zip(read_without(rows)) {
                // Alone where it fails beside words of other tables.
                let fault = fault(row, framed(row), without).and_then(|_| {
                    let alone = read_without(&[row]).into_iter().next()?;
                    fault(row, framed(row), alone)
                });
                if let Some(what) = fault {
                    let line = format!("{}\t{}\t{what}", row.table, row.word);
                    wrong.lock().unwrap().push(line);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    assert!(
        wrong.is_empty(),
        "{}\n{} rows",
        wrong.join("\n"),
        wrong.len()
    );
}
