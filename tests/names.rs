//! What a task is called: its name stands on its own in a table, whatever stands around its number.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::{by_rules, report};
use duizhao::model::goal::Kind;

fn check(sentence: &str, expected: &[&str]) {
    let file = by_rules(
        &report("地区生产总值增长5%。", &format!("{sentence}。")),
        "x",
    );
    let names: Vec<&str> = file.reports[0]
        .found
        .of(Kind::Task)
        .map(|item| &*item.indicator)
        .collect();
    assert_eq!(names, expected, "{sentence}");
}

#[test]
fn a_list_of_examples_gives_way_to_what_is_counted() {
    check(
        "实施超硬材料应用、通算融合发展、再生能源高值利用等20个重大科技专项",
        &["实施重大科技专项"],
    );
    check(
        "推进西岭水库、东湾电站等75个重点项目建设",
        &["推进重点项目建设"],
    );
    check("开工建设澜河干流治理工程和40宗堤防", &["开工建设堤防"]);
}

#[test]
fn the_verb_of_a_list_holds_for_all_its_members() {
    check(
        "新增绿色工厂8家、智能车间12个",
        &["新增绿色工厂", "新增智能车间"],
    );
    check(
        "实施30项重大专项和150项重点研发项目",
        &["实施重大专项", "实施重点研发项目"],
    );
    check(
        "新建改扩建10个健身中心、45个多功能运动场",
        &["新建改扩建健身中心", "新建改扩建多功能运动场"],
    );
}

#[test]
fn the_noun_behind_a_number_is_whole() {
    check(
        "推动40个机关、企事业单位附属空间向社会开放",
        &["推动机关、企事业单位附属空间向社会开放"],
    );
    check(
        "建成2个国家级、3个省级文化生态保护区",
        &["建成国家级文化生态保护区", "建成省级文化生态保护区"],
    );
    check(
        "在智能制造、高端装备、元器件等领域新组建3家省实验室",
        &["组建省实验室"],
    );
}

#[test]
fn a_share_says_what_it_is_of() {
    check(
        "县级综合医院、乡镇卫生院100%达到国家标准",
        &["县级综合医院、乡镇卫生院达到国家标准"],
    );
}

#[test]
fn a_verb_alone_takes_its_object_from_the_clause_before() {
    check(
        "推进高标准农田建设，新建和改造20万亩以上",
        &["高标准农田建设新建和改造"],
    );
}

#[test]
fn a_conjunction_inside_a_word_parts_nothing() {
    check(
        "县级及以上集中式饮用水源水质达标率均保持100%",
        &["县级及以上集中式饮用水源水质达标率"],
    );
}
