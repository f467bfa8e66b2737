//! The command line as scripts and the scorer call it: output and exit codes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::path::Path;
use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duizhao-cli"))
        .args(args)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn sample(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, common::samples()[0].1).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn wrong_usage_is_two() {
    for args in [
        &["extract"][..],
        &["nonsense", "x"],
        &["extract", "x", "--format", "exe"],
        &["--nonsense"],
        &[],
    ] {
        let out = run(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(text(&out.stderr).contains("--help"));
    }
    assert_eq!(run(&["--version"]).status.code(), Some(0));
    assert!(text(&run(&["--help"]).stdout).contains("extract"));
}

#[test]
fn text_prints_the_text_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample(folder.path(), "报告 一（终稿）.txt");
    assert_eq!(text(&run(&["text", &path]).stdout), common::samples()[0].1);
}

#[test]
fn extract_prints_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample(folder.path(), "a.txt");
    let json: serde_json::Value = serde_json::from_slice(&run(&["extract", &path]).stdout).unwrap();
    assert_eq!(json["schema"], 1);
    let report = &json["files"][0]["reports"][0];
    for key in [
        "title",
        "region",
        "level",
        "province",
        "region_code",
        "plan_year",
        "delivered",
        "speaker",
        "speaker_title",
        "meeting",
    ] {
        assert!(report["meta"].get(key).is_some(), "{key}");
    }
    let chars: Vec<char> = common::samples()[0].1.chars().collect();
    for list in ["goals", "tasks", "actuals", "unused"] {
        let items = report[list].as_array().unwrap();
        assert!(!items.is_empty(), "{list}");
        for item in items {
            let (start, end) = (
                item["start"].as_u64().unwrap() as usize,
                item["end"].as_u64().unwrap() as usize,
            );
            assert_eq!(
                chars[start..end].iter().collect::<String>(),
                item["quote"].as_str().unwrap()
            );
        }
    }
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let good = sample(folder.path(), "好.txt");
    let bad = folder.path().join("坏.docx");
    std::fs::write(&bad, b"PK\x03\x04 broken").unwrap();
    let gone = folder.path().join("没有.txt");
    let out = run(&[
        "extract",
        &good,
        bad.to_str().unwrap(),
        gone.to_str().unwrap(),
    ]);
    assert_eq!(out.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
    assert_eq!(json["errors"].as_array().unwrap().len(), 2);
    assert_eq!(text(&out.stderr).lines().count(), 2);
}

#[test]
fn tables_open_in_other_programs() {
    use calamine::{Data, Reader as _, open_workbook_auto};
    let folder = tempfile::tempdir().unwrap();
    let path = sample(folder.path(), "a.txt");
    let xlsx = folder.path().join("out.xlsx");
    assert_eq!(
        run(&["extract", &path, "-o", xlsx.to_str().unwrap()])
            .status
            .code(),
        Some(0)
    );
    let mut book = open_workbook_auto(&xlsx).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let head: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let value = head.iter().position(|h| h == "目标").unwrap();
    assert!(
        sheet
            .rows()
            .skip(1)
            .any(|row| matches!(row[value], Data::Float(_))),
        "numbers are numbers"
    );
    let csv = text(&run(&["extract", &path, "--format", "csv"]).stdout);
    assert!(csv.starts_with('\u{feff}'), "Excel needs the mark");
    assert!(csv.contains("地区生产总值"));
    assert!(text(&run(&["extract", &path, "--format", "md"]).stdout).contains("**"));
    assert!(text(&run(&["board", &path, "--format", "tsv"]).stdout).contains("青岚省"));
}

#[test]
fn align_answers_for_each_sentence_of_the_new_report() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<String> = common::samples()[1..3]
        .iter()
        .map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect();
    let json: serde_json::Value =
        serde_json::from_slice(&run(&["align", &paths[0], &paths[1]]).stdout).unwrap();
    let pairs = json["pairs"].as_array().unwrap();
    let edited = pairs.iter().filter(|p| p["class"] == "edited").count();
    assert!(edited > 80, "{edited}");
    assert!(pairs.iter().any(|p| p["class"] == "same") && pairs.iter().any(|p| p["moved"] == true));
    assert!(!json["dropped"].as_array().unwrap().is_empty());
}

/// A limit on the size of files answers like a full disk: the write fails half-way.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample(folder.path(), "a.txt");
    let old = folder.path().join("目标.json");
    std::fs::write(&old, "old").unwrap();
    let out = Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 8; exec \"$@\"")
        .arg("sh")
        .args([
            env!("CARGO_BIN_EXE_duizhao-cli"),
            "extract",
            &path,
            "-o",
            old.to_str().unwrap(),
        ])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("could not be written"));
    assert_eq!(std::fs::read_to_string(&old).unwrap(), "old");
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no half file is left"
    );
}

#[test]
fn words_are_counted_with_their_denominators() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("云溪市2026.txt");
    let body = "优化营商环境，改善生态环境。加强環境保护。";
    std::fs::write(&report, common::report("地区生产总值增长5%左右。", body)).unwrap();
    let list = folder.path().join("环境.txt");
    std::fs::write(&list, "环境\n环境保护\n-营商环境\n").unwrap();
    let (report, list) = (report.display().to_string(), list.display().to_string());
    let output = run(&["words", &report, "--topic", &list, "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = &rows[0];
    assert_eq!(
        (row["topic"].as_str(), row["hits"].as_f64()),
        (Some("环境"), Some(2.0))
    );
    assert_eq!(row["left_out"].as_f64(), Some(1.0));
    let (chars, share) = (
        row["chars"].as_f64().unwrap(),
        row["per_1000_chars"].as_f64().unwrap(),
    );
    assert!((share - 2000.0 / chars).abs() < 1e-3);
    let output = run(&[
        "words", &report, "--topic", &list, "--hits", "--format", "json",
    ]);
    let hits: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = text(&run(&["text", &report]).stdout);
    let text: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    for hit in hits.as_array().unwrap() {
        let at = |key: &str| hit[key].as_f64().unwrap() as usize;
        let span: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(hit["hit"].as_str(), Some(span.as_str()));
        words.push((span, hit["held_by"].as_str().map(str::to_owned)));
    }
    let expected = [
        ("环境", Some("营商环境")),
        ("环境", None),
        ("環境保护", None),
    ]
    .map(|(word, held)| (word.to_owned(), held.map(str::to_owned)));
    assert_eq!(words, expected);
}

#[test]
fn old_and_new_are_one_report_each() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let report = common::report("地区生产总值增长5%左右。", "发展低空经济。");
    let one = write("一.txt", &report);
    let none = write("空.txt", "没有报告。\n");
    let two = report.replace("2026", "2027").replace("2025", "2026");
    let two = write("二.txt", &two);
    assert_eq!(run(&["keywords", &one, &two]).status.code(), Some(0));
    for old in [&none, "不在.txt"] {
        let output = run(&["keywords", old, &one]);
        assert_eq!(output.status.code(), Some(1), "{old}");
        assert!(output.stdout.is_empty());
    }
    let output = run(&[
        "words",
        &one,
        "--term",
        "低空经济，经济",
        "--matrix",
        "--per",
        "hits",
    ]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows[0]["低空经济"].as_f64(), Some(1.0));
    assert_eq!(rows[0]["经济"].as_f64(), Some(2.0));
}
