//! From text to items: goldens of the samples, and what must hold for every text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::{analyse, listing, report, samples};
use duizhao::engine::AnalysedFile;
use duizhao::model::goal::Kind;
use duizhao::model::notice::Notice;

/// The samples read as written down in `expected`; `UPDATE_EXPECT=1 cargo test` writes them anew.
#[test]
fn samples_read_as_expected() {
    for (name, text) in samples() {
        let found = listing(&analyse(text, name.trim_end_matches(".txt")));
        let path = format!("{}/tests/expected/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        for (line, (a, b)) in found.lines().zip(expected.lines()).enumerate() {
            assert_eq!(a, b, "{name}, line {}", line + 1);
        }
        assert_eq!(
            found.lines().count(),
            expected.lines().count(),
            "{name}: items came or went"
        );
    }
}

fn holds(file: &AnalysedFile) {
    let chars: Vec<char> = file.source.text.chars().collect();
    let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    for analysed in &file.reports {
        assert!(analysed.report.span.end <= chars.len());
        for item in &analysed.found.items {
            assert_eq!(slice(item.span.start, item.span.end), item.quote);
            assert!(analysed.report.span.contains(item.span), "{}", item.quote);
            for mark in [item.marks.indicator, item.marks.value, item.marks.bound]
                .into_iter()
                .flatten()
            {
                assert!(mark.end <= chars.len() && mark.start < mark.end);
            }
            assert!((0.0..=1.0).contains(&item.confidence));
        }
        for unused in &analysed.found.unused {
            assert_eq!(slice(unused.span.start, unused.span.end), unused.quote);
        }
        for section in &analysed.report.sections {
            assert!(section.span.end <= chars.len());
        }
    }
}

#[test]
fn every_quote_stands_where_it_says() {
    for (name, text) in samples() {
        holds(&analyse(text, name));
        // Windows line ends, a byte order mark inside, traditional characters, everything on one line.
        holds(&analyse(&text.replace('\n', "\r\n"), name));
        holds(&analyse(&format!("\u{feff}{text}"), name));
        holds(&analyse(&text.replace('\n', " "), name));
        holds(&analyse(&text.replace("，", ","), name));
    }
}

#[test]
fn the_same_text_gives_the_same_items() {
    for (name, text) in samples() {
        assert_eq!(listing(&analyse(text, name)), listing(&analyse(text, name)));
    }
}

#[test]
fn a_text_cut_anywhere_is_read_without_a_panic() {
    let (name, text) = samples()[2];
    let chars: Vec<char> = text.chars().collect();
    for cut in (0..chars.len()).step_by(211) {
        let head: String = chars[..cut].iter().collect();
        let tail: String = chars[cut..].iter().collect();
        holds(&analyse(&head, name));
        holds(&analyse(&tail, name));
    }
}

#[test]
fn shuffled_and_damaged_texts_are_read_without_a_panic() {
    let (name, text) = samples()[3];
    let mut lines: Vec<&str> = text.lines().collect();
    lines.reverse();
    holds(&analyse(&lines.join("\n"), name));
    let dropped: String = text
        .chars()
        .enumerate()
        .filter(|(i, _)| i % 7 != 3)
        .map(|(_, c)| c)
        .collect();
    holds(&analyse(&dropped, name));
    let doubled: String = text
        .chars()
        .flat_map(|c| {
            if c == '，' || c == '。' {
                vec![c, c]
            } else {
                vec![c]
            }
        })
        .collect();
    holds(&analyse(&doubled, name));
}

#[test]
fn a_text_that_is_no_report_invents_nothing() {
    for text in [
        "他走过长街，雪落在肩上。".repeat(400),
        "1 2 3 4.5% 6万人\n".repeat(2000),
        "The quick brown fox jumps over the lazy dog. ".repeat(400),
        "某地发布消息，今年一季度地区生产总值增长5%。".to_owned(),
        String::new(),
        "\u{200b}\u{feff}\n\n\n".to_owned(),
    ] {
        let file = analyse(&text, "x");
        assert!(
            file.reports.is_empty(),
            "{}",
            text.chars().take(20).collect::<String>()
        );
        assert!(file.source.notices.contains(&Notice::NoReport));
    }
}

#[test]
fn a_report_without_goals_says_so() {
    let text = report("。", "大力发展产业，改善民生。").replace(
        "今年全市经济社会发展主要预期目标是：。\n",
        "做好各项工作。\n",
    );
    let file = analyse(&text, "x");
    assert_eq!(file.reports.len(), 1);
    assert_eq!(file.reports[0].found.of(Kind::Goal).count(), 0);
    assert!(file.reports[0].notices.contains(&Notice::NoGoals));
}

#[test]
fn the_same_report_twice_in_one_file_counts_once() {
    let one = report("地区生产总值增长6%。", "新建学校3所。") + &"发展稳步向前。\n".repeat(60);
    let file = analyse(&format!("{one}\n{one}"), "x");
    assert_eq!(file.reports.len(), 1);
    assert_eq!(file.source.notices, [Notice::Repeated { count: 1 }]);
}

#[test]
fn fifty_megabytes_of_text_are_read() {
    let text = "发展稳步向前，各项事业取得新的进步。\n".repeat(1_000_000);
    assert!(text.len() > 48 << 20);
    assert!(analyse(&text, "x").reports.is_empty());
}

#[test]
fn a_table_in_one_line_loses_no_value() {
    let many = "地区生产总值增长6%，".repeat(3_000);
    let file = common::analyse(&common::report(&many, ""), "x");
    assert_eq!(
        file.reports[0]
            .found
            .of(duizhao::model::goal::Kind::Goal)
            .count(),
        3_000
    );
}
