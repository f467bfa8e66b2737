//! What the tables would know without one report: each row whose words stand in no other labelled report is left out,
//! then that report is read and scored. `cargo bench --bench leave_out -- SHARED`, SHARED the folder with `gold` and
//! `reports`; prints the scores with all rows and without, for each report.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::panic,
    reason = "benches"
)]

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use duizhao::engine::lexicon::Lexicon;
use duizhao::engine::read;
use duizhao::text::norm::Norm;

/// The words to leave out, one on a line: set for the child that does the reading.
const WITHOUT: &str = "DUIZHAO_WITHOUT";

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    // As a child of the scorer: the command line, with the words left out.
    if let Ok(file) = std::env::var(WITHOUT) {
        let words = std::fs::read_to_string(file).unwrap();
        Lexicon::install_without(&words.lines().collect());
        std::process::exit(duizhao::cli::run(std::env::args_os().skip(1).collect()));
    }
    let Some(shared) = args.first().map(PathBuf::from) else {
        eprintln!("cargo bench --bench leave_out -- FOLDER");
        return;
    };
    let sets = [
        ("gold", "reports"),
        ("gold-provinces-2025", "reports/provinces-2025"),
    ];
    let mut texts: BTreeMap<(usize, String), String> = BTreeMap::new();
    for (set, (gold, reports)) in sets.iter().enumerate() {
        let index = std::fs::read_to_string(shared.join(gold).join("INDEX.json")).unwrap();
        let index: serde_json::Value = serde_json::from_str(&index).unwrap();
        for (name, entry) in index.as_object().unwrap() {
            let path = shared.join(reports).join(entry["file"].as_str().unwrap());
            let source = read::read_bytes(&std::fs::read(path).unwrap()).unwrap();
            let base = entry["base"].as_u64().unwrap_or(0) as usize;
            let chars = entry["chars"].as_u64().unwrap_or(u64::MAX) as usize;
            let own: String = source.text.chars().skip(base).take(chars).collect();
            let norm = Norm::new(&own);
            texts.insert((set, name.clone()), norm.text(0..norm.len()));
        }
    }
    let words = Lexicon::words();
    let scratch = tempfile::tempdir().unwrap();
    for ((set, name), own) in &texts {
        let others: Vec<&String> = texts
            .iter()
            .filter(|((_, other), _)| other != name)
            .map(|(_, text)| text)
            .collect();
        let without: HashSet<&str> = words
            .iter()
            .copied()
            .filter(|word| own.contains(word) && !others.iter().any(|text| text.contains(word)))
            .collect();
        let list = scratch.path().join("words");
        let lines: Vec<&str> = without.iter().copied().collect();
        std::fs::write(&list, lines.join("\n")).unwrap();
        let (gold, reports) = sets[*set];
        let none = scratch.path().join("none");
        std::fs::write(&none, "").unwrap();
        let with = score(&shared, gold, reports, name, &none);
        let left = score(&shared, gold, reports, name, &list);
        println!("{name}: without {} words {with} -> {left}", without.len());
    }
}

/// The strict F1 of each list.
fn score(shared: &Path, gold: &str, reports: &str, name: &str, without: &Path) -> String {
    let out = Command::new("python3")
        .arg(shared.join("eval/score.py"))
        .arg(std::env::current_exe().unwrap())
        .arg(shared.join(gold))
        .arg(shared.join(reports))
        .args(["--json", "--only", name])
        .env(WITHOUT, without)
        .output()
        .unwrap();
    let scores: serde_json::Value = serde_json::from_slice(&out.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&out.stderr)));
    ["goals", "tasks", "actuals"]
        .iter()
        .map(|list| {
            let f1 = scores["lists"][list]["strict"]["f1"]
                .as_f64()
                .unwrap_or(1.0);
            format!("{list} {f1:.3}")
        })
        .collect::<Vec<_>>()
        .join(", ")
}
