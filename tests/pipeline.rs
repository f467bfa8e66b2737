//! From text to items: goldens of the samples, and what must hold for every text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::{analyse, listing, report, samples};
use duizhao::engine::compare::align::align;
use duizhao::engine::compare::side::Side;
use duizhao::model::analysed::AnalysedFile;
use duizhao::model::comparison::{Comparison, Nearness};
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
            assert_eq!(*slice(item.span.start, item.span.end), *item.quote);
            assert!(analysed.report.span.contains(item.span), "{}", item.quote);
            for mark in [
                item.marks.indicator(),
                item.marks.value(),
                item.marks.bound(),
            ]
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
        "某地发布消息，气温下降5度，降雨20毫米。".to_owned(),
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

#[test]
fn file_and_folder_tell_what_the_text_does_not() {
    use duizhao::model::report::Origin;
    let told = |text: &str, path: &str| {
        let name = duizhao::engine::name_of(std::path::Path::new(path));
        let file = common::analyse(text, &name);
        let meta = &file.reports[0].report.meta;
        (
            meta.region.clone().unwrap_or_default(),
            meta.region_from.unwrap(),
            meta.plan_year.unwrap_or_default(),
            meta.year_from.unwrap(),
        )
    };
    let whole = common::report("地区生产总值增长5%。", "新建学校3所。");
    let (_, region_from, year, year_from) = told(&whole, "/别处/咸阳市/2019.txt");
    assert_eq!(
        (region_from, year, year_from),
        (Origin::Text, 2026, Origin::Text)
    );
    let bare = "各位代表：\n现在，我代表政府，向大会报告工作，请予审议。\n一、工作回顾\n过去一年，地区生产总值增长5.1%。\n二、主要目标\n经济社会发展主要预期目标是：地区生产总值增长5%。\n";
    assert_eq!(
        told(bare, "咸阳市2019.txt"),
        ("咸阳市".into(), Origin::FileName, 2019, Origin::FileName)
    );
    assert_eq!(
        told(bare, "报告/咸阳市/2019.txt"),
        ("咸阳市".into(), Origin::Folder, 2019, Origin::FileName)
    );
    assert_eq!(
        told(bare, "2019年/广西.docx"),
        (
            "广西壮族自治区".into(),
            Origin::FileName,
            2019,
            Origin::Folder
        )
    );
}

#[test]
fn a_file_is_parted_and_joined_where_the_user_says() {
    use duizhao::model::fix::Fix;
    let one = common::report("地区生产总值增长5%。", &"新建学校3所。".repeat(60));
    let text = format!("{one}\n{}", one.replace("2026", "2025").replace("5%", "4%"));
    let read =
        |fix: &Fix| duizhao::engine::analyse_fixed(duizhao::engine::read::pasted(&text), "x", fix);
    let found = read(&Fix::default());
    assert_eq!(found.reports.len(), 2);
    let joined = read(&Fix::default().join(&found.starts, 1));
    assert_eq!(joined.reports.len(), 1);
    assert_eq!(
        joined.reports[0].report.span.end,
        found.reports[1].report.span.end
    );
    let parted = Fix::default()
        .join(&found.starts, 1)
        .split(&joined.starts, found.starts[1]);
    let again = read(&parted);
    let spans = |file: &duizhao::model::analysed::AnalysedFile| {
        file.reports
            .iter()
            .map(|r| (r.report.span, r.report.meta.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(spans(&again), spans(&found));
    // A text that was taken for none.
    let novel = "他走过长街，雪落在肩上，远处有人唱歌。\n".repeat(20);
    let file = duizhao::engine::analyse_fixed(
        duizhao::engine::read::pasted(&novel),
        "x",
        &Fix::default().split(&[], 0),
    );
    assert_eq!(file.reports.len(), 1);
}

/// Every sentence of the new report once and in order, every span inside, nothing both answered and dropped.
fn stands(found: &Comparison, old: &AnalysedFile, new: &AnalysedFile) {
    assert!(
        found
            .pairs
            .iter()
            .map(|pair| pair.new)
            .eq(0..found.new.len())
    );
    for (spans, file) in [(&found.old, old), (&found.new, new)] {
        let whole = Side::of(file, 0).span();
        assert!(
            spans
                .iter()
                .all(|s| whole.start <= s.start && s.start < s.end && s.end <= whole.end)
        );
        assert!(spans.is_sorted_by(|x, y| x.end <= y.start));
    }
    let mut answered: Vec<usize> = found
        .pairs
        .iter()
        .flat_map(|pair| pair.old.clone())
        .collect();
    answered.extend(&found.dropped);
    answered.sort_unstable();
    answered.dedup();
    assert!(answered.into_iter().eq(0..found.old.len()));
    for pair in &found.pairs {
        assert_eq!(pair.old.is_empty(), pair.nearness == Nearness::None);
        assert!((0.0..=1.0).contains(&pair.score));
    }
}

#[test]
fn a_report_beside_itself_is_all_the_same() {
    for (name, text) in samples() {
        let file = analyse(text, name);
        let found = align(Side::of(&file, 0), Side::of(&file, 0));
        stands(&found, &file, &file);
        for pair in &found.pairs {
            assert_eq!(pair.nearness, Nearness::Same, "{name} {pair:?}");
            assert_eq!(pair.old.first(), Some(&pair.new), "{name}");
            assert!(!pair.moved);
        }
    }
}

#[test]
fn swapping_the_sides_gives_the_same_pairs() {
    let files: Vec<AnalysedFile> = samples()
        .iter()
        .map(|(name, text)| analyse(text, name))
        .collect();
    for old in &files {
        for new in &files {
            let there = align(Side::of(old, 0), Side::of(new, 0));
            let back = align(Side::of(new, 0), Side::of(old, 0));
            stands(&there, old, new);
            let links = |found: &Comparison, swapped: bool| {
                let mut links: Vec<(usize, usize)> = found
                    .pairs
                    .iter()
                    .flat_map(|pair| pair.old.iter().map(|&old| (old, pair.new)))
                    .map(|(old, new)| if swapped { (new, old) } else { (old, new) })
                    .collect();
                links.sort_unstable();
                links
            };
            assert_eq!(links(&there, false), links(&back, true));
        }
    }
}

#[test]
fn two_reports_with_nothing_in_common_and_empty_ones_are_compared() {
    let report = analyse(samples()[0].1, "report");
    for other in [
        "",
        "。",
        "这是一篇小说。他走进屋里，天已经黑了。",
        "plain text",
    ] {
        let other = analyse(other, "other");
        let found = align(Side::of(&report, 0), Side::of(&other, 0));
        stands(&found, &report, &other);
        assert_eq!(found.dropped.len(), found.old.len());
        stands(
            &align(Side::of(&other, 0), Side::of(&report, 0)),
            &other,
            &report,
        );
    }
}
