//! What became of goals and tasks from one report to the next, on sentences of our own.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::analyse;
use duizhao::engine::compare::align::align;
use duizhao::engine::compare::ledger::ledger;
use duizhao::engine::compare::side::Side;
use duizhao::engine::export::ledger::{changes, outcome_key};
use duizhao::model::analysed::AnalysedFile;

/// The report of 云溪市 that plans `year`.
fn report(year: i32, results: &str, goals: &str, tasks: &str) -> AnalysedFile {
    let last = year - 1;
    let text = format!(
        "{year}年云溪市政府工作报告\n——{year}年1月28日在云溪市第九届人民代表大会第五次会议上\n云溪市市长 沈若舟\n各位代表：\n现在，我代表市人民政府，向大会报告政府工作，请予审议。\n一、{last}年工作回顾\n过去一年，{results}各项事业稳步前进。\n二、{year}年工作总体要求和主要目标\n今年全市经济社会发展主要预期目标是：{goals}\n三、{year}年重点工作\n（一）抓好各项工作。{tasks}\n四、加强政府自身建设\n坚持依法行政，提高效能。\n各位代表，让我们团结一心，奋力谱写云溪发展新篇章！\n"
    );
    analyse(&text, "report")
}

/// One line an entry: indicator, changes, outcome.
fn lines(old: &AnalysedFile, new: &AnalysedFile) -> Vec<String> {
    let found = align(Side::of(old, 0), Side::of(new, 0));
    ledger(&old.reports[0], &new.reports[0], &found)
        .iter()
        .map(|entry| {
            let old = entry
                .old
                .map(|at| old.reports[0].found.items[at].indicator.clone());
            let new = entry
                .new
                .map(|at| new.reports[0].found.items[at].indicator.clone());
            let words: Vec<&str> = changes(entry)
                .into_iter()
                .map(|key| key.strip_prefix("ledger.").unwrap())
                .collect();
            let outcome = entry.outcome.map_or("", outcome_key);
            let name = match (entry.renamed, old, new) {
                (true, Some(a), Some(b)) => format!("{a} → {b}"),
                (_, a, b) => b.or(a).unwrap().into(),
            };
            format!("{name}: {} {outcome}", words.join(" "))
                .trim()
                .to_owned()
        })
        .collect()
}

fn goals(results: &str, old: &str, new: &str) -> Vec<String> {
    lines(
        &report(2025, "", old, "新建学校3所。"),
        &report(2026, results, new, "新建学校3所。"),
    )
    .into_iter()
    .filter(|line| !line.starts_with("新建学校"))
    .collect()
}

#[test]
fn numbers_rise_fall_and_stay() {
    let found = goals(
        "",
        "地区生产总值增长5%，固定资产投资增长6%，城镇新增就业3万人。",
        "地区生产总值增长5.5%，固定资产投资增长4%，城镇新增就业30000人。",
    );
    assert_eq!(
        found,
        [
            "地区生产总值: rose",
            "固定资产投资: fell",
            "城镇新增就业: same"
        ]
    );
}

#[test]
fn words_bind_harder_or_less() {
    let found = goals(
        "",
        "地区生产总值增长5%以上，工业投资增长8%左右，居民收入增长与经济增长基本同步，确保城镇新增就业3万人。",
        "地区生产总值增长5%左右，工业投资增长8%以上，居民收入增长与经济增长同步，力争城镇新增就业3万人。",
    );
    assert_eq!(
        found,
        [
            "地区生产总值: softer",
            "工业投资: harder",
            "居民收入: harder",
            "城镇新增就业: softer"
        ]
    );
}

#[test]
fn goals_enter_leave_and_lose_their_number() {
    let found = goals(
        "",
        "地区生产总值增长5%，民间投资增长6%，单位地区生产总值能耗下降3%。",
        "地区生产总值增长5%，单位地区生产总值能耗继续下降，全社会研发经费投入增长10%。",
    );
    assert_eq!(
        found,
        [
            "地区生产总值: same",
            "民间投资: left",
            "单位地区生产总值能耗: lost",
            "全社会研发经费投入: entered"
        ]
    );
}

#[test]
fn an_indicator_in_the_place_of_another_is_told() {
    let found = goals(
        "",
        "地区生产总值增长5%，单位地区生产总值能耗下降3%左右。",
        "地区生产总值增长5%，单位地区生产总值二氧化碳排放下降3.8%左右。",
    );
    assert_eq!(
        found[1],
        "单位地区生产总值能耗 → 单位地区生产总值二氧化碳排放: renamed rose"
    );
}

#[test]
fn a_stretch_figure_no_longer_named_is_softer() {
    let found = goals(
        "",
        "地区生产总值增长6%以上、力争达到7%。",
        "地区生产总值增长6%以上。",
    );
    assert_eq!(found, ["地区生产总值: same", "地区生产总值: left softer"]);
}

#[test]
fn targets_stand_against_results() {
    let found = goals(
        "地区生产总值增长4.9%，固定资产投资增长3.1%，城镇新增就业3.2万人，单位地区生产总值能耗下降3.3%，居民消费价格上涨0.2%。",
        "地区生产总值增长5%左右，固定资产投资增长6%，城镇新增就业3万人以上，单位地区生产总值能耗下降3%，居民消费价格涨幅2%左右。",
        "地区生产总值增长5%左右，固定资产投资增长6%，城镇新增就业3万人以上，单位地区生产总值能耗下降3%，居民消费价格涨幅2%左右。",
    );
    assert_eq!(
        found,
        [
            "地区生产总值: same outcome.within",
            "固定资产投资: same outcome.missed",
            "城镇新增就业: same outcome.met",
            "单位地区生产总值能耗: same outcome.met",
            "居民消费价格涨幅: same outcome.unlike"
        ]
    );
}

#[test]
fn tasks_pair_by_their_sentences() {
    let old = report(
        2025,
        "",
        "地区生产总值增长5%。",
        "新建口袋公园30个、城市绿道60公里。发放消费券5000万元。",
    );
    let new = report(
        2026,
        "",
        "地区生产总值增长5%。",
        "新建口袋公园36个、城市绿道60公里。建成零碳园区2个。",
    );
    assert_eq!(
        lines(&old, &new)[1..],
        [
            "新建口袋公园: rose",
            "新建城市绿道: same",
            "发放消费券: left",
            "建成零碳园区: entered"
        ]
    );
}
