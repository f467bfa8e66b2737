//! Tables of goals and results inside a report: each value belongs to the year of its column.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::{analyse, report};
use duizhao::model::analysed::AnalysedFile;
use duizhao::model::goal::Kind;

/// The items whose quote holds a cell's mark: indicator, value, bound, time.
fn cells(file: &AnalysedFile, kind: Kind) -> Vec<String> {
    let rows = file.reports[0].found.of(kind);
    rows.filter(|item| item.quote.contains(['\t', '|']))
        .map(|item| {
            let value = item.value.as_ref().map_or_else(
                || "~".to_owned(),
                |value| format!("{}{} {:?}", value.low, value.unit, value.bound),
            );
            let period = item
                .period
                .map(duizhao::model::goal::Period::word)
                .unwrap_or_default();
            format!("{} {value} {period}", item.canonical)
        })
        .collect()
}

fn check(table: &str, goals: &[&str], results: &[&str]) {
    let file = analyse(
        &report(&format!("见下表。\n{table}\n以上指标须努力完成。"), ""),
        "x",
    );
    assert_eq!(cells(&file, Kind::Goal), goals, "{table}");
    assert_eq!(cells(&file, Kind::Actual), results, "{table}");
    for item in &file.reports[0].found.items {
        let text = file.offsets.slice(&file.source.text, item.span);
        assert_eq!(text, &*item.quote);
        let at = item
            .marks
            .value()
            .map(|span| file.offsets.slice(&file.source.text, span));
        let figure = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        assert!(item.value.is_none() || at.is_some_and(figure), "{item:?}");
    }
}

#[test]
fn the_head_says_which_year_a_value_is_for() {
    check(
        "指标\t2025年完成\t2026年目标\n粮食产量（万吨）\t30.5\t31左右\n城镇居民人均可支配收入\t4.8%\t5%以上\n城镇新增就业（万人）\t4.3\t不低于4",
        &[
            "grain_output 31万吨 Approx 2026",
            "urban_income 5% Ge 2026",
            "urban_new_jobs 4万人 Ge 2026",
        ],
        &[
            "grain_output 30.5万吨 Eq 2025",
            "urban_income 4.8% Eq 2025",
            "urban_new_jobs 4.3万人 Eq 2025",
        ],
    );
}

#[test]
fn units_stand_in_a_column_of_their_own_and_categories_before_the_names() {
    check(
        "序号\t类别\t指标名称\t计量单位\t上年实际\t今年预期\t2030年\n1\t经济\t地区生产总值增长\t%\t5.1\t5.5左右\t—\n2\t民生\t城镇调查失业率\t%\t5.2\t5.5以内\t5.5以内",
        &[
            "gdp 5.5% Approx 2026",
            "surveyed_unemployment 5.5% Le 2026",
            "surveyed_unemployment 5.5% Le by 2030",
        ],
        &["gdp 5.1% Eq 2025", "surveyed_unemployment 5.2% Eq 2025"],
    );
}

#[test]
fn a_goal_of_the_year_before_is_none_and_words_may_stand_for_a_value() {
    check(
        "指标\t2025年目标\t2026年预期\n居民人均可支配收入增长\t6%\t与经济增长同步",
        &["resident_income ~ 2026"],
        &[],
    );
}

#[test]
fn rows_whose_first_cell_is_covered_by_the_row_above_keep_their_columns() {
    check(
        "类别\t指标\t2025年实绩\t2026年计划\n经济\t地区生产总值增长（%）\t5.1\t5.5\n\t固定资产投资增长（%）\t4\t6左右\n社会消费品零售总额增长（%）\t5\t5.5",
        &[
            "gdp 5.5% Eq 2026",
            "fixed_investment 6% Approx 2026",
            "retail_sales 5.5% Eq 2026",
        ],
        &[
            "gdp 5.1% Eq 2025",
            "fixed_investment 4% Eq 2025",
            "retail_sales 5% Eq 2025",
        ],
    );
}

#[test]
fn the_first_cell_of_a_head_may_cover_two_columns() {
    check(
        "主要指标\t2026年目标\n收入\t城镇居民人均可支配收入\t增长5%\n\t农村居民人均可支配收入\t增长6%",
        &["urban_income 5% Eq 2026", "rural_income 6% Eq 2026"],
        &[],
    );
}

#[test]
fn columns_may_be_parted_by_bars() {
    check(
        "| 指标 | 2026年目标 |\n|---|:-:|\n| 固定资产投资增长 | 6% |",
        &["fixed_investment 6% Eq 2026"],
        &[],
    );
}

#[test]
fn lines_set_in_by_tabs_are_no_tables() {
    let goals = "\n\t2026年主要目标：\n\t粮食产量31万吨。\n\t城镇新增就业4万人以上。";
    let plain = goals.replace('\t', "");
    let listed = |goals: &str| common::listing(&analyse(&report(goals, ""), "x"));
    assert_eq!(listed(goals).replace('\t', ""), listed(&plain));
}
