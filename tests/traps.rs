//! The traps of real texts, some fifty sentences of our own for each: `tests/traps/*.tsv` says what a careful reader
//! finds in a sentence, and what not.
//!
//! A line: `KIND⇥TEXT⇥ITEM…`. KIND says where the text stands: `G` in the goals passage of a report for 2026, `T` in its
//! section on work, `A` in its review, `W` is a whole report (⏎ ends a line) and its items say their list (`g:`, `t:`, `a:`).
//! ITEM: `NAME VALUE [MEASURE] [FORCE] [PERIOD] [stretch]`; NAME is an id or `other`, VALUE is `~` for a goal without a
//! number, or bound, number and unit: `≥6%`, `5.5–6%`. What is left out is plain, the plan year, expected.
//! A `?` before KIND marks what the engine does not read rightly yet: when it does, the mark must go.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::{analyse, by_rules, report};
use duizhao::model::goal::{Bound, Direction, Force, Item, Kind, Measure, Tier};

/// An item in the words of the files.
fn show(item: &Item, year: &str) -> String {
    let mut out = item.canonical.to_string();
    match &item.value {
        None => out += " ~",
        Some(value) => {
            let sign = match value.bound {
                Bound::Ge => "≥",
                Bound::Gt => ">",
                Bound::Le => "≤",
                Bound::Lt => "<",
                Bound::Approx => "≈",
                Bound::Range | Bound::Eq => "",
            };
            let _ = write!(out, " {sign}{}", value.low);
            if let Some(high) = value.high {
                let _ = write!(out, "–{high}");
            }
            out += &value.unit;
        }
    }
    if item.kind != Kind::Task {
        let measure = match item.measure {
            Measure::Growth => "growth",
            Measure::Level => "level",
            Measure::Change => "change",
            Measure::Share => "share",
            Measure::Relative => "relative",
        };
        let _ = write!(out, " {measure}");
        if item.direction == Some(Direction::Down) {
            out += "↓";
        }
    }
    if item.kind != Kind::Actual {
        match item.force {
            Force::Hard => out += " hard",
            Force::Soft => out += " soft",
            Force::Plain => {}
        }
    }
    if item.kind != Kind::Task
        && let Some(period) = item.period
        && period.word() != year
    {
        let _ = write!(out, " {}", period.word());
    }
    if item.tier == Tier::Stretch {
        out += " stretch";
    }
    out
}

/// What the engine finds in a case, in the words of the files.
fn found(kind: &str, text: &str) -> Vec<String> {
    let text = text.replace('⏎', "\n");
    let text = match kind {
        "G" => report(&text, ""),
        "T" => report("地区生产总值增长6%。", &text),
        "A" => report("地区生产总值增长6%。", "").replace(
            "过去一年，全市上下同心协力，地区生产总值增长5.1%，各项事业稳步前进。",
            &format!("过去一年，{text}"),
        ),
        _ => text,
    };
    let file = if std::env::var_os("BOTH").is_some() {
        analyse(&text, "x")
    } else {
        by_rules(&text, "x")
    };
    let mut out = Vec::new();
    for analysed in &file.reports {
        let plan = analysed
            .report
            .meta
            .plan_year
            .map_or(String::new(), |year| year.to_string());
        let before = (plan.parse::<i32>().unwrap_or(0) - 1).to_string();
        for list in [Kind::Goal, Kind::Task, Kind::Actual] {
            let (letter, prefix) = match list {
                Kind::Goal => ("G", "g:"),
                Kind::Task => ("T", "t:"),
                Kind::Actual => ("A", "a:"),
            };
            if kind != "W" && kind != letter {
                continue;
            }
            for item in analysed.found.of(list) {
                out.push(match kind {
                    "W" => format!(
                        "{prefix}{}",
                        show(item, if list == Kind::Actual { &before } else { &plan })
                    ),
                    "A" => show(item, "2025"),
                    _ => show(item, &plan),
                });
            }
        }
    }
    out
}

#[test]
fn every_sentence_is_read_as_a_careful_reader_reads_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traps");
    let only = std::env::var("TRAP").unwrap_or_default();
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let (mut wrong, mut total, mut report) = (0, 0, String::new());
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !name.contains(&only) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let (mut cases, mut failed, mut open) = (0, 0, 0);
        for (line, row) in text.lines().enumerate() {
            if row.starts_with('#') || row.trim().is_empty() {
                continue;
            }
            let mut fields = row.split('\t');
            let (kind, sentence) = (fields.next().unwrap(), fields.next().unwrap());
            let (kind, known) = kind
                .strip_prefix('?')
                .map_or((kind, false), |kind| (kind, true));
            let mut expected: Vec<String> = fields.map(str::to_owned).collect();
            let mut got = found(kind, sentence);
            cases += 1;
            if kind == "W" {
                // The year just ended may be said or left out.
                for item in &mut expected {
                    if item.starts_with("a:") && !got.contains(item) {
                        let cut = item.rfind(' ').unwrap_or(item.len());
                        let mut bare = item.clone();
                        bare.truncate(cut);
                        if got.contains(&bare) {
                            *item = bare;
                        }
                    }
                }
            }
            expected.sort();
            got.sort();
            if known {
                open += 1;
                if got == expected {
                    failed += 1;
                    let _ = writeln!(report, "{name}:{} is read rightly: drop the ?", line + 1);
                }
                continue;
            }
            if got != expected {
                failed += 1;
                let _ = writeln!(report, "{name}:{} {kind} {sentence}", line + 1);
                for item in expected.iter().filter(|item| !got.contains(item)) {
                    let _ = writeln!(report, "    - {item}");
                }
                for item in got.iter().filter(|item| !expected.contains(item)) {
                    let _ = writeln!(report, "    + {item}");
                }
                if expected.iter().all(|item| got.contains(item))
                    && got.iter().all(|item| expected.contains(item))
                {
                    let _ = writeln!(report, "    order or number differs: {got:?}");
                }
            }
        }
        wrong += failed;
        total += cases;
        let _ = writeln!(
            report,
            "== {name}: {failed} of {cases} differ, {open} known"
        );
    }
    assert!(
        total == 0 || !only.is_empty() || total >= 1000,
        "{total} sentences"
    );
    assert!(wrong == 0, "{report}");
}
