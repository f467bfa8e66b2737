//! What both readers together make of texts that headings do not settle: excerpts, news items, sections on a span and a
//! year; and what they say of each other.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::{analyse, report};
use duizhao::engine::AnalysedFile;
use duizhao::model::goal::{Item, Kind};

/// The items of one list: indicator id, value and unit, period.
fn items(file: &AnalysedFile, kind: Kind) -> Vec<String> {
    let show = |item: &Item| {
        let value = item
            .value
            .as_ref()
            .map_or("~".to_owned(), |v| format!("{}{}", v.low, v.unit));
        let period = item
            .period
            .map_or("-".to_owned(), duizhao::model::goal::Period::word);
        format!("{} {value} {period}", item.canonical)
    };
    let reports = file.reports.iter();
    reports.flat_map(|r| r.found.of(kind)).map(show).collect()
}

#[test]
fn a_news_item_on_a_report_is_read() {
    let file = analyse(
        "1月18日上午，白鹭县第十八届人民代表大会第五次会议开幕，县长林一舟作政府工作报告。\n林一舟指出，2026年全县经济社会发展的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%，城镇新增就业5000人以上，居民消费价格涨幅2%左右。",
        "新闻",
    );
    assert_eq!(
        items(&file, Kind::Goal),
        [
            "gdp 6% 2026",
            "fixed_investment 8% 2026",
            "urban_new_jobs 5000人 2026",
            "cpi 2% 2026"
        ]
    );
    let meta = &file.reports[0].report.meta;
    assert_eq!(meta.speaker.as_deref(), Some("林一舟"));
    assert_eq!(meta.plan_year, Some(2026));
}

#[test]
fn a_paragraph_without_place_or_year_is_read() {
    let file = analyse(
        "今年全区经济社会发展的主要预期目标是：地区生产总值增长7%左右，规模以上工业增加值增长8%，一般公共预算收入增长5%，城镇居民人均可支配收入增长6%，农村居民人均可支配收入增长7%。",
        "段落",
    );
    let goals = items(&file, Kind::Goal);
    assert_eq!(goals.len(), 5, "{goals:?}");
    assert_eq!(goals[0], "gdp 7% -");
    let meta = &file.reports[0].report.meta;
    assert_eq!((meta.plan_year, meta.region.as_deref()), (None, None));
}

#[test]
fn an_excerpt_of_a_review_has_results_and_no_goals() {
    let file = analyse(
        "2003年，在县委的坚强领导下，全县上下团结奋斗，经济社会发展取得新成绩。全县地区生产总值完成42.6亿元，增长11.2%；财政总收入完成2.1亿元，增长15%；农民人均纯收入达到2380元，增长7.5%。",
        "摘录",
    );
    assert_eq!(items(&file, Kind::Goal), [""; 0]);
    let results = items(&file, Kind::Actual);
    assert!(
        results.contains(&"gdp 42.6亿元 2003".to_owned()),
        "{results:?}"
    );
    assert_eq!(file.reports[0].report.meta.plan_year, Some(2004));
}

#[test]
fn a_heading_on_a_span_and_a_year_inclines_to_neither() {
    let text = report("", "").replace(
        "二、2026年工作总体要求和主要目标\n今年全市经济社会发展主要预期目标是：\n三、2026年重点工作\n（一）抓好各项工作。\n",
        "二、“十五五”时期主要目标和2026年重点工作\n“十四五”时期，我市综合实力跃上新台阶。地区生产总值从2100亿元增加到2860亿元，居民人均可支配收入年均增长6.2%。\n“十五五”时期，全市经济社会发展的主要目标是：地区生产总值年均增长5.5%左右，常住人口城镇化率达到68%。\n2026年，全市经济社会发展的主要预期目标是：地区生产总值增长5.8%左右，城镇新增就业4.2万人以上。\n今年要重点抓好以下工作：\n（一）着力扩大内需。新建口袋公园30个，改造老旧小区120个，举办促消费活动200场以上。\n",
    );
    let file = analyse(&text, "x");
    let goals = items(&file, Kind::Goal);
    assert!(goals.contains(&"gdp 5.8% 2026".to_owned()), "{goals:?}");
    assert!(
        goals.contains(&"gdp 5.5% 2026-2030".to_owned()),
        "{goals:?}"
    );
    assert!(
        !goals
            .iter()
            .any(|goal| goal.contains("2860") || goal.contains("30个")),
        "{goals:?}"
    );
    let tasks = items(&file, Kind::Task);
    assert!(tasks.iter().any(|task| task.contains("120个")), "{tasks:?}");
    let results = items(&file, Kind::Actual);
    assert!(
        results.iter().any(|result| result.contains("2860亿元")),
        "{results:?}"
    );
}

#[test]
fn the_number_of_indicators_is_no_goal() {
    let file = analyse(
        &report(
            "提出28项指标，地区生产总值增长6%左右，固定资产投资增长7%。",
            "",
        ),
        "x",
    );
    assert_eq!(
        items(&file, Kind::Goal),
        ["gdp 6% 2026", "fixed_investment 7% 2026"]
    );
}

#[test]
fn what_only_one_reader_reads_is_marked_and_tells_both_readings() {
    for (_, text) in common::samples() {
        let file = analyse(text, "x");
        for report in &file.reports {
            for item in &report.found.items {
                assert!((0.0..=1.0).contains(&item.confidence));
                if let Some(other) = item.other {
                    assert_ne!(other, item.tag(), "{}", item.quote);
                }
            }
            for candidate in &report.found.candidates {
                assert!(candidate.other.is_some() && candidate.is_doubtful());
            }
        }
    }
}

#[test]
fn most_of_a_plain_report_is_read_alike() {
    let (mut alike, mut all) = (0, 0);
    for (_, text) in common::samples() {
        for report in &analyse(text, "x").reports {
            all += report.found.items.len();
            let same = report
                .found
                .items
                .iter()
                .filter(|item| item.other.is_none());
            alike += same.count();
        }
    }
    assert!(alike * 100 >= all * 80, "{alike} of {all}");
}
