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
use duizhao::model::analysed::AnalysedFile;
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

#[test]
fn an_old_plan_report_states_its_goals_in_prose() {
    let file = analyse(
        "政府工作报告\n——1986年3月25日在第六届全国人民代表大会第四次会议上\n国务院副总理 沈若舟\n各位代表：\n现在，我代表国务院，向大会作政府工作报告，请予审议。\n一、关于生产的发展\n过去五年，棉纱产量增长了百分之二十。\n“七五”计划草案规定，五年内全国棉纱产量增长百分之十五。到一九九○年，粮食产量达到四亿五千万吨，比一九八五年增加六千万吨。钢五千五百万吨。这比过去每年增长百分之三快得多。农民的纯收入要平均每年增长百分之七。\n二、关于教育\n我们要办好学校。\n",
        "1986",
    );
    assert_eq!(
        items(&file, Kind::Goal),
        [
            "other 15% 1986-1990",
            "grain_output 4.5亿吨 by 1990",
            "grain_output 6000万吨 by 1990",
            "other 5500万吨 by 1990",
            "rural_income 7% 1986-1990"
        ]
    );
}

#[test]
fn a_review_of_four_years_counts_four() {
    let text = report("地区生产总值增长6%。", "新建学校3所。").replace(
        "一、2025年工作回顾\n过去一年，全市上下同心协力，地区生产总值增长5.1%，各项事业稳步前进。",
        "一、过去四年工作回顾\n过去四年，城镇新增就业累计5万人，地区生产总值年均增长5.1%。",
    );
    let results = items(&analyse(&text, "x"), Kind::Actual);
    assert_eq!(
        results,
        ["urban_new_jobs 5万人 2022-2025", "gdp 5.1% 2022-2025"]
    );
}

#[test]
fn straight_quotation_marks_pair() {
    let text = report("地区生产总值增长6%。", "新建学校3所。").replace(
        "今年全市经济社会发展主要预期目标是",
        "\"十五五\"时期，地区生产总值年均增长5.5%。今年全市经济社会发展主要预期目标是",
    );
    let goals = items(&analyse(&text, "x"), Kind::Goal);
    assert_eq!(goals, ["gdp 5.5% 2026-2030", "gdp 6% 2026"]);
}

#[test]
fn a_goal_in_the_work_is_one_when_its_sentence_says_so() {
    let text = report(
        "地区生产总值增长6%。",
        "推进投资体制改革。主要目标是：规范管理。千方百计扩大就业。今年的预期目标是，城镇新增就业9万人，城镇调查失业率5.5%左右。新建学校3所。",
    );
    let goals = items(&analyse(&text, "x"), Kind::Goal);
    assert!(
        goals.contains(&"urban_new_jobs 9万人 2026".to_owned()),
        "{goals:?}"
    );
    assert!(
        goals.contains(&"surveyed_unemployment 5.5% 2026".to_owned()),
        "{goals:?}"
    );
}

#[test]
fn the_goals_of_the_year_stand_behind_those_of_the_span() {
    let text = report("地区生产总值增长6%。", "").replace(
        "二、2026年工作总体要求和主要目标\n今年全市经济社会发展主要预期目标是：地区生产总值增长6%。",
        &format!(
            "二、“十五五”时期主要目标和2026年重点工作\n“十五五”时期经济社会发展的主要目标是：地区生产总值年均增长5.5%，城镇化率达到70%。{}全市经济社会发展的主要预期目标是：地区生产总值增长6%，城镇新增就业2万人，居民消费价格涨幅2%左右。",
            "我们要坚定信心，团结奋斗，把蓝图变成现实。".repeat(25)
        ),
    );
    let goals = items(&analyse(&text, "x"), Kind::Goal);
    assert!(goals.contains(&"gdp 6% 2026".to_owned()), "{goals:?}");
    assert!(
        goals.contains(&"gdp 5.5% 2026-2030".to_owned()),
        "{goals:?}"
    );
}

#[test]
fn a_news_item_names_meeting_place_and_speaker() {
    let file = analyse(
        "白鹭县第十八届人民代表大会第五次会议昨日开幕\n林一舟作政府工作报告\n林一舟在报告中说，2026年全县主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%，城镇新增就业5000人以上。",
        "新闻",
    );
    let meta = &file.reports[0].report.meta;
    assert_eq!(meta.region.as_deref(), Some("白鹭县"));
    assert_eq!(meta.speaker.as_deref(), Some("林一舟"));
    assert_eq!(
        meta.meeting.as_deref(),
        Some("白鹭县第十八届人民代表大会第五次会议")
    );
}

#[test]
fn an_excerpt_without_a_place_tells_its_level() {
    let file = analyse(
        "2009年全省经济社会发展的主要预期目标是：地区生产总值增长8%左右，全社会固定资产投资增长24%，社会消费品零售总额增长15%，居民消费价格涨幅控制在4%以内。",
        "摘录",
    );
    let meta = &file.reports[0].report.meta;
    assert_eq!(meta.level, Some(duizhao::model::report::Level::Province));
    assert_eq!(meta.region, None);
}

/// The plan year of a text without a report around it.
fn plan_year(text: &str) -> Option<i32> {
    analyse(text, "x").reports[0].report.meta.plan_year
}

#[test]
fn an_excerpts_year_is_the_one_it_plans() {
    let goals =
        "今年主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%，城镇新增就业5000人以上。";
    for (text, year) in [
        // The title's own year, not the one behind it.
        (format!("2024年云溪旗政府工作报告（摘编）\n{goals}"), Some(2024)),
        (format!("2025年云溪这么干！报告要点速览\n{goals}"), Some(2025)),
        (
            format!("会议总结2024年工作，部署2025年工作，全年实现地区生产总值238亿元。\n{goals}"),
            Some(2025),
        ),
        // Ends and bases are no years a text speaks of.
        (
            format!("{goals}这与到2020年居民收入比2010年翻一番的要求相适应。"),
            None,
        ),
        (
            "2026年至2030年，我们的奋斗目标是：地区生产总值年均增长5.5%左右，城镇新增就业25万人。展望2035年，人均地区生产总值比2020年翻一番。".to_owned(),
            Some(2026),
        ),
        // A text that only looks ahead.
        (
            "2023年，深入打好污染防治攻坚战，PM2.5平均浓度控制在38微克/立方米以下，优良天数比率不低于76%。完成营造林28万亩，湿地保护率稳定在55%左右。".to_owned(),
            Some(2023),
        ),
        // The figures of a year are known when it is over.
        (
            "确定今年的主要预期目标是：地区生产总值增长9%，财政收入比2011年执行数增长11%，城镇新增就业5000人以上。".to_owned(),
            Some(2012),
        ),
    ] {
        assert_eq!(plan_year(&text), year, "{text}");
    }
}

#[test]
fn a_span_of_years_is_the_time_of_its_goals() {
    let file = analyse(
        "2026年至2030年，我们的奋斗目标是：\n——创新更有活力。全社会研发投入强度达到3.8%。\n——实力更加雄厚。地区生产总值年均增长5.5%左右。",
        "x",
    );
    assert_eq!(
        items(&file, Kind::Goal),
        ["rd_intensity 3.8% 2026-2030", "gdp 5.5% 2026-2030"]
    );
}

#[test]
fn an_excerpt_of_the_work_has_tasks() {
    let file = analyse(
        "（二）做强特色产业，增加农民收入。一是稳定粮食生产。落实粮食播种面积85.6万亩，确保粮食总产达到29万吨。二是发展设施农业。新建日光温室2000亩。三是抓好劳务输转，创劳务收入16亿元，减少贫困人口2.3万人。",
        "x",
    );
    assert_eq!(items(&file, Kind::Actual), [""; 0]);
    assert_eq!(
        items(&file, Kind::Task).len(),
        5,
        "{:?}",
        items(&file, Kind::Task)
    );
}

#[test]
fn goals_are_stated_without_a_word_for_them() {
    for lead in [
        "翻开报告，好成绩来之不易：过去一年，全县生产总值完成125亿元，增长8.3%。\n报告提出，今年全县",
        "代表们认为，报告提出的今年主要预期目标——",
    ] {
        let text = format!(
            "{lead}地区生产总值增长8.5%左右，财政收入增长8%，固定资产投资增长12%以上，社会消费品零售总额增长11%。"
        );
        let goals = items(&analyse(&text, "x"), Kind::Goal);
        assert_eq!(goals.len(), 4, "{lead}: {goals:?}");
    }
}

#[test]
fn what_is_to_be_done_ends_the_goals() {
    let file = analyse(
        "会议强调，2025年全县主要预期目标是：地区生产总值增长6%以上，规上工业增加值增长8%，固定资产投资增长7%。要聚焦重点、精准发力，力争新签约项目30个，新建高标准农田3万亩。",
        "x",
    );
    assert_eq!(items(&file, Kind::Goal).len(), 3);
    assert_eq!(
        items(&file, Kind::Task),
        ["other 30个 2025", "other 3万亩 2025"]
    );
}

#[test]
fn a_list_under_a_heading_on_goals_goes_on() {
    let text = report("", "").replace(
        "今年全市经济社会发展主要预期目标是：\n",
        "（一）经济增长。主要预期目标是：地区生产总值增长5%，粮食产量30万吨。\n（二）固定资产投资120亿元，进出口总额增长6%。\n（三）城镇新增就业3万人。\n",
    );
    let text = text.replace("二、2026年工作总体要求和主要目标", "二、2026年主要预期目标");
    let goals = items(&analyse(&text, "x"), Kind::Goal);
    assert_eq!(goals.len(), 5, "{goals:?}");
}

#[test]
fn an_old_plan_is_for_the_year_it_names() {
    let file = analyse(
        "关于一九八七年计划草案的报告\n——一九八七年三月二十六日在第六届全国人民代表大会第五次会议上\n国务委员　林一舟\n各位代表：\n一、一九八六年计划的执行情况\n一九八六年工业总产值增长百分之八点八。棉花产量三百五十万吨，未达到四百万吨的计划要求。出口总额二百七十亿美元。\n二、一九八七年计划的主要指标\n“七五”计划规定，一九九〇年工业总产值达到一万二千亿元。今年工业总产值增长百分之七。粮食产量四亿吨。财政收入安排二千三百亿元。\n",
        "x",
    );
    assert_eq!(file.reports[0].report.meta.region.as_deref(), Some("全国"));
    let goals = items(&file, Kind::Goal);
    assert_eq!(
        goals,
        [
            "industrial_output 12000亿元 by 1990",
            "industrial_output 7% 1987",
            "grain_output 4亿吨 1987",
            "total_budget_revenue 2300亿元 1987"
        ]
    );
    assert!(items(&file, Kind::Actual).contains(&"exports 270亿美元 1986".to_owned()));
}

#[test]
fn a_poster_has_its_goals_line_by_line() {
    for between in [" → ", "："] {
        let text = "一图读懂｜2026年青崖省政府工作报告\n\n▶ 2025年成绩单\n地区生产总值@增长5.2%\n城镇新增就业@30万人\n\n▶ 2026年怎么干\nGDP增速@5%左右\n社零总额增速@6%左右\n粮食产量@不低于300亿斤\n城镇调查失业率@5.5%左右\n\n▶ 2026年民生实事\n新改建农村公路2000公里\n新增普惠性托位1.2万个\n";
        let file = analyse(&text.replace('@', between), "x");
        assert_eq!(
            items(&file, Kind::Goal),
            [
                "gdp 5% 2026",
                "retail_sales 6% 2026",
                "grain_output 300亿斤 2026",
                "surveyed_unemployment 5.5% 2026"
            ],
            "{between}"
        );
        assert_eq!(items(&file, Kind::Task).len(), 2, "{between}");
        assert_eq!(items(&file, Kind::Actual).len(), 2, "{between}");
    }
}

#[test]
fn a_table_drawn_with_bars_has_columns() {
    let file = analyse(
        "云溪市2026年主要预期目标一览\n指标｜2025年完成｜2026年目标\n地区生产总值｜增长4.9%｜增长5%左右\n固定资产投资｜下降3.4%｜增长3%以上\n粮食总产量｜95.2万吨｜95万吨以上\n",
        "x",
    );
    assert_eq!(
        items(&file, Kind::Goal),
        [
            "gdp 5% 2026",
            "fixed_investment 3% 2026",
            "grain_output 95万吨 2026"
        ]
    );
    assert!(items(&file, Kind::Actual).contains(&"gdp 4.9% 2025".to_owned()));
}

#[test]
fn the_year_before_in_a_bracket_is_no_goal() {
    for aside in ["上年1.68亿元", "去年1.68亿元", "2025年为1.68亿元"] {
        let text = format!(
            "2026年全县主要预期目标是：地区生产总值增长6%，财政收入1.92亿元（{aside}），固定资产投资增长7%。"
        );
        let goals = items(&analyse(&text, "x"), Kind::Goal);
        assert_eq!(goals.len(), 3, "{aside}: {goals:?}");
    }
}

#[test]
fn the_goals_of_the_year_begin_a_paragraph_behind_those_of_a_term() {
    let file = analyse(
        "“十五五”时期我市经济社会发展主要目标是：地区生产总值年均增长5.5%左右，粮食产量稳定在30万吨。\n2026年，建议安排地区生产总值增长5%左右，与“十五五”年均目标相衔接；社会消费品零售总额增长6%；城镇新增就业3万人。\n",
        "x",
    );
    assert_eq!(
        items(&file, Kind::Goal),
        [
            "gdp 5.5% 2026-2030",
            "grain_output 30万吨 2026-2030",
            "gdp 5% 2026",
            "retail_sales 6% 2026",
            "urban_new_jobs 3万人 2026"
        ]
    );
}

#[test]
fn a_plan_of_five_years_is_made_in_the_first() {
    let text = "今年全县主要预期目标是：生产总值增长11%，粮食总产稳定在35万吨左右。\n展望今后五年（2003—2007年），我们的总体目标是：生产总值年均增长11.5%以上，到2007年达到50亿元。";
    assert_eq!(plan_year(text), Some(2003));
}

#[test]
fn the_work_under_its_points_is_no_passage_of_goals() {
    let file = analyse(
        "四、2026年重点工作\n（一）抓好乡村振兴。粮食产量30万吨，农村居民人均可支配收入增长7%，城镇新增就业2万人，新建高标准农田3万亩。\n（二）抓好生态。森林覆盖率提高到60%。\n",
        "x",
    );
    assert_eq!(items(&file, Kind::Goal), Vec::<String>::new());
    assert_eq!(items(&file, Kind::Task).len(), 5);
}

#[test]
fn a_full_stop_of_another_keyboard_ends_a_sentence() {
    let file = analyse(
        "代区长描绘了图景:到2030年,地区生产总值达到900亿元;人均期望寿命保持在82岁以上.\n2026年还将改造老旧小区20个.新建公园8座.",
        "x",
    );
    let tasks = items(&file, Kind::Task);
    assert_eq!(tasks, ["other 20个 2026", "other 8座 2026"]);
}

/// The words shown for the relative goals, with their indicators.
fn wordings(sentence: &str) -> Vec<String> {
    let text = format!(
        "2026年全省主要预期目标是：地区生产总值增长5%，固定资产投资增长6%，粮食产量30万吨，{sentence}。"
    );
    let file = analyse(&text, "x");
    let goals = file.reports[0].found.items.iter();
    goals
        .filter(|item| item.kind == Kind::Goal && item.value.is_none())
        .map(|item| {
            let words = duizhao::engine::display::value_text(&file, item);
            format!("{} · {words}", item.indicator)
        })
        .collect()
}

#[test]
fn the_words_of_a_relative_goal_are_whole() {
    for (sentence, expected) in [
        (
            "居民收入增长和经济增长同步、劳动报酬和劳动生产率同步提高",
            &[
                "居民收入 · 和经济增长同步",
                "劳动报酬 · 和劳动生产率同步提高",
            ][..],
        ),
        (
            "居民收入增速高于经济增速、高于全国平均水平",
            &["居民收入 · 高于经济增速、高于全国平均水平"],
        ),
        (
            "能源、碳排放、环境等指标完成国家下达任务",
            &[
                "能源 · 完成国家下达任务",
                "碳排放 · 完成国家下达任务",
                "环境 · 完成国家下达任务",
            ],
        ),
        (
            "完成国家下达的粮食生产、主要污染物减排目标任务",
            &[
                "粮食生产 · 完成国家下达的…任务",
                "主要污染物减排 · 完成国家下达的…目标任务",
            ],
        ),
        (
            "单位地区生产总值能耗降低完成国家下达任务",
            &["单位地区生产总值能耗 · 完成国家下达任务"],
        ),
        ("营商环境跻身全国前列", &["营商环境 · 跻身全国前列"]),
        (
            "◎居民收入增速 → 与经济增长同步",
            &["居民收入 · 与经济增长同步"],
        ),
    ] {
        assert_eq!(wordings(sentence), expected, "{sentence}");
    }
}

#[test]
fn a_vision_is_for_the_year_it_names() {
    let file = analyse(
        "“十五五”时期全省主要目标是：地区生产总值年均增长5%，粮食产量稳定在300万吨，展望了到二〇三五年的奋斗目标，经济再上台阶，地区生产总值达到2万亿元。\n2026年，地区生产总值增长5%，城镇新增就业30万人，固定资产投资增长6%。",
        "x",
    );
    let goals = items(&file, Kind::Goal);
    assert!(!goals.contains(&"gdp 2万亿元 2026".to_owned()), "{goals:?}");
}
