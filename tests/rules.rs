//! One sentence, what it states: each kind of wording that real reports use, in sentences of our own.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::{by_rules as analyse, report};
use duizhao::model::goal::{Item, Kind};

fn show(item: &Item) -> String {
    let value = item.value.as_ref().map_or("~".to_owned(), |v| {
        let high = v.high.map_or(String::new(), |h| format!("-{h}"));
        format!("{}{high}{} {:?}", v.low, v.unit, v.bound)
    });
    let down = if item.direction == Some(duizhao::model::goal::Direction::Down) {
        " Down"
    } else {
        ""
    };
    let tier = if item.tier == duizhao::model::goal::Tier::Stretch {
        " stretch"
    } else {
        ""
    };
    format!(
        "{} {value} {:?}{down} {:?}{tier}",
        item.canonical, item.measure, item.force
    )
}

/// The goals of the plan year that the passage states.
fn goals(passage: &str, expected: &[&str]) {
    let file = analyse(&report(passage, ""), "x");
    let found: Vec<String> = file.reports[0].found.of(Kind::Goal).map(show).collect();
    assert_eq!(found, expected, "{passage}");
}

/// The tasks: indicator and value.
fn tasks(sentence: &str, expected: &[&str]) {
    let file = analyse(&report("地区生产总值增长6%。", sentence), "x");
    let found: Vec<String> = file.reports[0]
        .found
        .of(Kind::Task)
        .map(|item| {
            let v = item.value.as_ref().unwrap();
            format!("{} {}{}", item.indicator, v.low, v.unit)
        })
        .collect();
    assert_eq!(found, expected, "{sentence}");
}

#[test]
fn plain_goals() {
    goals(
        "地区生产总值增长6%左右，一般公共预算收入增长4%，城镇新增就业3.2万人以上，城镇调查失业率控制在5.5%以内，居民消费价格涨幅2%左右。",
        &[
            "gdp 6% Approx Growth Soft",
            "public_budget_revenue 4% Eq Growth Plain",
            "urban_new_jobs 3.2万人 Ge Change Hard",
            "surveyed_unemployment 5.5% Le Level Hard",
            "cpi 2% Approx Level Soft",
        ],
    );
}

#[test]
fn values_dealt_out_to_several_indicators() {
    goals(
        "城乡居民人均可支配收入分别增长5%、7%左右。",
        &[
            "urban_income 5% Approx Growth Soft",
            "rural_income 7% Approx Growth Soft",
        ],
    );
    goals(
        "一、二、三产增加值分别增长3%、7%左右和6%以上。",
        &[
            "primary_va 3% Eq Growth Plain",
            "secondary_va 7% Approx Growth Soft",
            "service_va 6% Ge Growth Hard",
        ],
    );
    goals(
        "城镇调查失业率、居民消费价格涨幅分别控制在5.5%和3%以内。",
        &[
            "surveyed_unemployment 5.5% Le Level Hard",
            "cpi 3% Le Level Hard",
        ],
    );
}

#[test]
fn one_value_for_all() {
    goals(
        "规上工业增加值、固定资产投资均增长8%以上。",
        &[
            "industrial_va 8% Ge Growth Hard",
            "fixed_investment 8% Ge Growth Hard",
        ],
    );
}

#[test]
fn two_tiers() {
    goals(
        "地区生产总值增长7%以上、力争达到8%，固定资产投资增长10%。",
        &[
            "gdp 7% Ge Growth Hard",
            "gdp 8% Eq Growth Soft stretch",
            "fixed_investment 10% Eq Growth Plain",
        ],
    );
}

#[test]
fn ranges_and_falls() {
    goals(
        "地区生产总值增长5.5%—6%。",
        &["gdp 5.5-6% Range Growth Plain"],
    );
    goals(
        "地区生产总值增长５．５％至６％。",
        &["gdp 5.5-6% Range Growth Plain"],
    );
    goals(
        "单位地区生产总值能耗下降3%左右。",
        &["energy_intensity 3% Approx Growth Down Soft"],
    );
}

#[test]
fn goals_without_a_number() {
    goals(
        "居民收入增长与经济增长基本同步。",
        &["resident_income ~ Relative Plain"],
    );
    goals(
        "完成省下达的节能减排任务。",
        &["emissions_reduction ~ Relative Plain"],
    );
    goals(
        "进出口总额力争保持正增长，地区生产总值增长6%。",
        &["foreign_trade ~ Relative Soft", "gdp 6% Eq Growth Plain"],
    );
    goals(
        "生态环境质量持续改善，粮食产量保持稳定。",
        &["other ~ Relative Plain", "grain_output ~ Relative Plain"],
    );
}

#[test]
fn goals_run_over_full_stops() {
    goals(
        "地区生产总值增长6%左右。居民消费价格涨幅2%左右。粮食产量稳定在120万吨以上。上述目标，综合考虑了各方面因素，比去年提高0.5个百分点。",
        &[
            "gdp 6% Approx Growth Soft",
            "cpi 2% Approx Level Soft",
            "grain_output 120万吨 Ge Level Hard",
        ],
    );
}

#[test]
fn force_reaches_over_parallel_members() {
    goals(
        "确保规上工业增加值增长8%，固定资产投资增长10%；地区生产总值增长6%。",
        &[
            "industrial_va 8% Eq Growth Hard",
            "fixed_investment 10% Eq Growth Hard",
            "gdp 6% Eq Growth Plain",
        ],
    );
}

#[test]
fn chinese_numerals() {
    goals(
        "粮食产量达到百亿斤以上。",
        &["grain_output 100亿斤 Ge Level Hard"],
    );
    goals("地区生产总值增长百分之六。", &["gdp 6% Eq Growth Plain"]);
    goals(
        "地区生产总值突破一千二百亿元。",
        &["gdp 1200亿元 Gt Level Plain"],
    );
}

#[test]
fn a_number_cut_by_a_line_end() {
    goals(
        "粮食产量稳定在1\n20万吨以上。",
        &["grain_output 120万吨 Ge Level Hard"],
    );
}

#[test]
fn counts_are_tasks() {
    tasks(
        "新建口袋公园15个，改造老旧小区50个。",
        &["新建口袋公园 15个", "改造老旧小区 50个"],
    );
    tasks(
        "新建15个口袋公园、20处立体绿化。",
        &["新建口袋公园 15个", "新建立体绿化 20处"],
    );
    tasks("完成技改投资180亿元以上。", &["技改投资 180亿元"]);
    tasks("建设两条生态廊道。", &["建设生态廊道 2条"]);
}

#[test]
fn what_only_looks_like_a_task() {
    for sentence in [
        "落实“1235”工作部署，做好六方面工作。",
        "坚持四个自信，实施八项行动。",
        "打造15分钟便民服务圈，推进316国道改造。",
        "推广5G应用，创建3A级景区。",
        "服务亿元以上项目，培育规模以上企业。",
        "10月底前完成任务，2026年建成通车。",
        "贯彻落实30项措施。",
        "《2030年行动方案》落地见效。",
        "用好20亿元专项资金。",
    ] {
        tasks(sentence, &[]);
    }
}

#[test]
fn the_upper_levels_goals_are_not_ones_own() {
    let text = report("地区生产总值增长6%。", "").replace(
        "今年全市经济社会",
        "省政府确定的全省主要预期目标是：地区生产总值增长5%左右。今年全市经济社会",
    );
    let file = analyse(&text, "x");
    let found: Vec<String> = file.reports[0].found.of(Kind::Goal).map(show).collect();
    assert_eq!(found, ["gdp 6% Eq Growth Plain"]);
}

#[test]
fn results_of_the_year_before() {
    let text = report("地区生产总值增长6%。", "").replace(
        "地区生产总值增长5.1%，",
        "完成地区生产总值1645亿元、增长5.1%，城镇新增就业3.4万人，三次产业结构比为10：45：45，",
    );
    let file = analyse(&text, "x");
    let found: Vec<String> = file.reports[0]
        .found
        .of(Kind::Actual)
        .map(|item| format!("{} {}", show(item), item.period.unwrap().word()))
        .collect();
    assert_eq!(
        found,
        [
            "gdp 1645亿元 Eq Level Plain 2025",
            "gdp 5.1% Eq Growth Plain 2025",
            "urban_new_jobs 3.4万人 Eq Change Plain 2025",
            "secondary_share 45% Eq Share Plain 2025",
            "service_share 45% Eq Share Plain 2025",
        ]
    );
}

#[test]
fn every_number_of_the_passage_is_accounted_for() {
    let file = analyse(
        &report(
            "地区生产总值增长6%，“1235”部署全面落实，一般公共预算收入增长4%。",
            "",
        ),
        "x",
    );
    let unused: Vec<(&str, &str)> = file.reports[0]
        .found
        .unused
        .iter()
        .map(|u| (u.quote.as_str(), u.why.key()))
        .collect();
    assert_eq!(unused, [("1235", "quoted")]);
}

#[test]
fn a_second_figure_without_its_verb_belongs_to_the_same_indicator() {
    goals(
        "地区生产总值增长6%，力争6.5%。",
        &["gdp 6% Eq Growth Plain", "gdp 6.5% Eq Growth Soft stretch"],
    );
    goals(
        "地区生产总值增长6%左右、奋斗目标6.5%；固定资产投资增长8%。",
        &[
            "gdp 6% Approx Growth Soft",
            "gdp 6.5% Eq Growth Plain stretch",
            "fixed_investment 8% Eq Growth Plain",
        ],
    );
    goals(
        "地区生产总值增长7%，在实际工作中力争达到7.5%。",
        &["gdp 7% Eq Growth Plain", "gdp 7.5% Eq Growth Soft stretch"],
    );
}

#[test]
fn lists_with_numbers_of_their_own() {
    goals(
        "\n1.地区生产总值增长6%；\n2.固定资产投资增长8%；\n3.粮食产量稳定在20万吨以上。",
        &[
            "gdp 6% Eq Growth Plain",
            "fixed_investment 8% Eq Growth Plain",
            "grain_output 20万吨 Ge Level Hard",
        ],
    );
    goals(
        "\n地区生产总值增长6%\n固定资产投资增长8%\n城镇新增就业2万人",
        &[
            "gdp 6% Eq Growth Plain",
            "fixed_investment 8% Eq Growth Plain",
            "urban_new_jobs 2万人 Eq Change Plain",
        ],
    );
}

#[test]
fn size_classes_are_no_values() {
    tasks("引进10亿元以上项目30个。", &["引进10亿元以上项目 30个"]);
    tasks("建设10万吨级码头，推进2×66万千瓦机组。", &[]);
    tasks("服务投资超10亿元的项目。", &[]);
    tasks("设立2亿元产业引导基金。", &["设立产业引导基金 2亿元"]);
}

#[test]
fn parts_of_the_region_are_not_the_region() {
    for (sentence, ids) in [
        ("海洋生产总值增长8%，", vec![]),
        ("对东盟出口增长8%，", vec![]),
        ("高新区工业增加值增长8%，", vec![]),
        ("清河县财政收入增长8%，", vec![]),
        ("普惠小微贷款余额增长8%，", vec![]),
        (
            "工业增加值突破40亿元，",
            vec!["industrial_va 40亿元 Gt Level Plain"],
        ),
        ("前三季度，地区生产总值增长8%，", vec![]),
    ] {
        let text = report("地区生产总值增长6%。", "").replace("地区生产总值增长5.1%，", sentence);
        let file = analyse(&text, "x");
        let found: Vec<String> = file.reports[0].found.of(Kind::Actual).map(show).collect();
        assert_eq!(found, ids, "{sentence}");
    }
}

#[test]
fn lists_dealt_out_twice_keep_their_order() {
    let text = report("地区生产总值增长6%。", "").replace(
        "地区生产总值增长5.1%，",
        "城乡居民人均可支配收入分别达到50000元、26000元，分别增长5%、7%，",
    );
    let file = analyse(&text, "x");
    let found: Vec<String> = file.reports[0].found.of(Kind::Actual).map(show).collect();
    assert_eq!(
        found,
        [
            "urban_income 50000元 Eq Level Plain",
            "rural_income 26000元 Eq Level Plain",
            "urban_income 5% Eq Growth Plain",
            "rural_income 7% Eq Growth Plain",
        ]
    );
}

#[test]
fn a_section_on_goals_needs_no_opening_phrase() {
    let text = report("", "新建学校3所。").replace(
        "今年全市经济社会发展主要预期目标是：",
        "全年力争地区生产总值增长6%，固定资产投资增长8%，一般公共预算收入增长4%。",
    );
    let file = analyse(&text, "x");
    let found: Vec<&str> = file.reports[0]
        .found
        .of(Kind::Goal)
        .map(|item| item.canonical.as_str())
        .collect();
    assert_eq!(found, ["gdp", "fixed_investment", "public_budget_revenue"]);
}

#[test]
fn goals_of_the_term_beside_those_of_the_year() {
    let text = report("地区生产总值增长6%。", "").replace(
        "今年全市经济社会",
        "“十五五”时期，地区生产总值年均增长6%左右，常住人口城镇化率达到70%以上。\n今年全市经济社会",
    );
    let file = analyse(&text, "x");
    let found: Vec<String> = file.reports[0]
        .found
        .of(Kind::Goal)
        .map(|item| format!("{} {}", item.canonical, item.period.unwrap().word()))
        .collect();
    assert_eq!(
        found,
        ["gdp 2026-2030", "urbanization_rate 2026-2030", "gdp 2026"]
    );
}

#[test]
fn a_review_is_known_by_its_year() {
    for heading in [
        "一、2025年主要工作",
        "一、2025年经济社会发展情况",
        "一、奋力拼搏，交出高质量发展新答卷",
        "一、承压奋进的2025年",
    ] {
        let text = report("地区生产总值增长6%。", "").replace("一、2025年工作回顾", heading);
        let file = analyse(&text, "x");
        let found: Vec<String> = file.reports[0].found.of(Kind::Actual).map(show).collect();
        assert_eq!(found, ["gdp 5.1% Eq Growth Plain"], "{heading}");
    }
}

#[test]
fn an_excerpt_is_read_too() {
    let file = analyse(
        "今年全市经济社会发展的主要预期目标是：地区生产总值增长6%以上，固定资产投资增长8%。",
        "云溪市2026",
    );
    assert_eq!(file.reports.len(), 1);
    assert_eq!(file.reports[0].found.of(Kind::Goal).count(), 2);
}

#[test]
fn short_last_lines_belong_to_the_report() {
    let text = report("地区生产总值增长6%。", "")
        .replace("坚持依法行政，提高效能。\n", "一般性支出压减6%。\n");
    let file = analyse(&text, "x");
    let found: Vec<f64> = file.reports[0]
        .found
        .of(Kind::Task)
        .filter_map(|item| item.value.as_ref().map(|v| v.low))
        .collect();
    assert_eq!(found, [6.0]);
}

#[test]
fn a_township_is_its_own_region() {
    let text = report("农村居民人均可支配收入增长7%。", "")
        .replace("2026年云溪市政府工作报告\n", "政府工作报告\n")
        .replace("在云溪市第九届", "在盐池县大水坑镇第十八届")
        .replace("云溪市市长", "镇长");
    let meta = analyse(&text, "x").reports[0].report.meta.clone();
    assert_eq!(meta.region.as_deref(), Some("大水坑镇"));
    assert_eq!(
        meta.level.map(duizhao::model::report::Level::word),
        Some("township")
    );
    assert_eq!(meta.speaker.as_deref(), Some("沈若舟"));
}
