//! Floors for the scores on labelled reports, where those are at hand; without them there is nothing to measure.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
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

/// A labelled set, its reports, and the least F1 (found, strict) of goals, tasks and results; zero where a list has no
/// labels.
type Floors = (&'static str, &'static str, [(f64, f64); 3]);

const FLOORS: [Floors; 6] = [
    (
        "gold",
        "reports",
        [(0.98, 0.965), (0.99, 0.98), (0.97, 0.945)],
    ),
    (
        "gold-whole",
        "reports/whole",
        [(0.98, 0.98), (0.99, 0.98), (0.975, 0.965)],
    ),
    (
        "gold-provinces-2025",
        "reports/provinces-2025",
        [(0.99, 0.99), (0.0, 0.0), (0.0, 0.0)],
    ),
    (
        "gold-provinces-2026",
        "reports/provinces-2026",
        [(0.985, 0.985), (0.0, 0.0), (0.0, 0.0)],
    ),
    (
        "gold-national",
        "reports/national-goals",
        [(0.92, 0.88), (0.0, 0.0), (0.0, 0.0)],
    ),
    (
        "gold-fragments",
        "reports/fragments",
        [(0.985, 0.955), (0.965, 0.955), (0.96, 0.91)],
    ),
];

#[test]
fn labelled_reports_keep_their_scores() {
    for (gold, reports, floors) in FLOORS {
        let Some(scores) = score(gold, reports) else {
            eprintln!("{gold}: not measured");
            continue;
        };
        for (list, (found, strict)) in ["goals", "tasks", "actuals"].iter().zip(floors) {
            let f1 = |kind: &str| scores["lists"][list][kind]["f1"].as_f64().unwrap();
            assert!(f1("found") >= found, "{gold} {list} found {}", f1("found"));
            assert!(
                f1("strict") >= strict,
                "{gold} {list} strict {}",
                f1("strict")
            );
        }
        assert_eq!(scores["quote"], 1.0, "{gold}");
        assert_eq!(scores["lost"].as_array().unwrap().len(), 0, "{gold}");
    }
}

#[test]
fn alignment_keeps_its_score() {
    let Some(shared) = shared() else {
        eprintln!("alignment: not measured");
        return;
    };
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
