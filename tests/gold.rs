//! Floors for the scores on labelled reports, where those are at hand; without them there is nothing to measure.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::path::PathBuf;
use std::process::Command;

fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .parent()?
        .join("shared");
    let python = Command::new("python3").arg("--version").output().is_ok();
    (python && folder.join("eval/score.py").is_file()).then_some(folder)
}

fn score(gold: &str, reports: &str) -> Option<serde_json::Value> {
    let shared = shared()?;
    let out = Command::new("python3")
        .arg(shared.join("eval/score.py"))
        .arg(env!("CARGO_BIN_EXE_duizhao-cli"))
        .arg(shared.join(gold))
        .arg(shared.join(reports))
        .arg("--json")
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    Some(serde_json::from_slice(&out.stdout).unwrap())
}

fn at_least(scores: &serde_json::Value, list: &str, found: f64, strict: f64) {
    let f1 = |kind: &str| scores["lists"][list][kind]["f1"].as_f64().unwrap();
    assert!(f1("found") >= found, "{list} found {}", f1("found"));
    assert!(f1("strict") >= strict, "{list} strict {}", f1("strict"));
}

#[test]
fn whole_reports_keep_their_scores() {
    let Some(scores) = score("gold", "reports") else {
        return;
    };
    at_least(&scores, "goals", 0.99, 0.985);
    at_least(&scores, "tasks", 0.99, 0.985);
    at_least(&scores, "actuals", 0.98, 0.95);
    assert_eq!(scores["meta"], 1.0);
    assert_eq!(scores["quote"], 1.0);
    assert_eq!(scores["lost"].as_array().unwrap().len(), 0);
}

#[test]
fn provinces_keep_their_scores() {
    let Some(scores) = score("gold-provinces-2025", "reports/provinces-2025") else {
        return;
    };
    at_least(&scores, "goals", 0.985, 0.98);
    assert_eq!(scores["meta"], 1.0);
    assert_eq!(scores["quote"], 1.0);
}

#[test]
fn alignment_keeps_its_score() {
    let Some(shared) = shared() else { return };
    let out = Command::new("python3")
        .arg(shared.join("eval/score_align.py"))
        .arg(env!("CARGO_BIN_EXE_duizhao-cli"))
        .arg(shared.join("gold-align"))
        .arg(shared.join("reports/national"))
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let all = text.lines().find(|line| line.starts_with("all")).unwrap();
    let f1: f64 = all
        .split("F1 ")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(f1 >= 0.95, "{all}");
}
