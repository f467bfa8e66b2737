//! The board: which columns, what stands against what, what the figures come to, and what files of it hold.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::collections::BTreeMap;

use calamine::{Data, Reader as _, Xlsx};
use duizhao::engine::board::{
    self, Against, Ask, Board, Filter, Key, Mark, Order, Weights, coverage,
};
use duizhao::engine::export::board::{Form, table};
use duizhao::engine::export::table::{Cell, Table};
use duizhao::engine::export::{self, Format, with_sheets};
use duizhao::engine::labels::Language;
use duizhao::engine::picture::{self, Kind};
use duizhao::engine::read::pasted;
use duizhao::engine::{analyse, correct};
use duizhao::model::analysed::Source;
use duizhao::model::analysed::{Analysed, AnalysedFile};
use duizhao::model::fix::{Fix, ReportFix, Verdict};
use duizhao::model::goal::{Checked, Measure};
use parquet::file::reader::{FileReader as _, SerializedFileReader};

/// A report of a place for a year with these goals, and a review of the year before.
fn report(place: &str, year: i32, goals: &str, review: &str) -> AnalysedFile {
    let text = format!(
        "{place}{year}年政府工作报告\n——在{place}人民代表大会上\n各位代表：\n现在，我代表{place}人民政府向大会报告工作。\n\
         一、{}年工作回顾\n过去一年，{review}。各项事业取得新进展，社会大局和谐稳定。\n\
         二、{year}年工作总体要求和主要目标\n{year}年是重要的一年。今年经济社会发展的主要预期目标是：{goals}。\n\
         三、{year}年重点工作\n（一）着力扩大内需。抓好项目建设，促进消费恢复，推动各项工作落到实处。\n\
         各位代表，让我们团结奋斗，谱写新篇章！\n",
        year - 1
    );
    analyse(pasted(&text), place)
}

fn reports(files: &[AnalysedFile]) -> Vec<&Analysed> {
    files.iter().flat_map(|file| &file.reports).collect()
}

fn key(word: &str) -> Key {
    Key::from_word(word).unwrap()
}

fn two_years() -> Vec<AnalysedFile> {
    vec![
        report(
            "山西省",
            2024,
            "地区生产总值增长5%左右，固定资产投资增长6%以上，城镇调查失业率5.5%左右，外贸进出口总额增长3%",
            "地区生产总值增长5.2%",
        ),
        report(
            "山西省",
            2025,
            "地区生产总值增长5.5%左右，固定资产投资增长6%左右，城镇调查失业率5.5%左右，居民消费价格涨幅2%左右，外贸进出口保持稳定",
            "地区生产总值增长5.1%，固定资产投资增长4%",
        ),
        report(
            "太原市",
            2025,
            "地区生产总值增长6%左右，固定资产投资增长7%",
            "地区生产总值增长5%",
        ),
    ]
}

fn cell<'a>(board: &'a Board, row: usize, word: &str) -> &'a board::Cell {
    let at = board
        .columns
        .iter()
        .position(|column| column.key == key(word));
    &board.rows[row].cells[at.unwrap_or_else(|| panic!("no column {word}"))]
}

#[test]
fn columns_are_the_usual_ones_or_those_chosen() {
    let files = two_years();
    let all = reports(&files);
    let usual = board::board(&all, &Ask::default());
    let names: Vec<String> = usual
        .columns
        .iter()
        .map(|column| column.key.word())
        .collect();
    assert_eq!(names[0], "gdp.growth");
    assert!(names.contains(&"cpi.level".to_owned()), "{names:?}");
    assert_eq!(usual.rows.len(), 3);
    assert_eq!(usual.years, [2025, 2024]);
    let ask = Ask {
        columns: vec![key("surveyed_unemployment.level"), key("gdp")],
        year: Some(2025),
        ..Ask::default()
    };
    let chosen = board::board(&all, &ask);
    let names: Vec<String> = chosen
        .columns
        .iter()
        .map(|column| column.key.word())
        .collect();
    assert_eq!(names, ["surveyed_unemployment.level", "gdp.growth"]);
    assert_eq!(chosen.rows.len(), 2);
    assert_eq!(chosen.columns[1].stated, 2);
    // A province is not averaged with a city.
    let figures = chosen.columns[1].figures.unwrap();
    assert_eq!((figures.count, figures.median), (1, 5.5));
}

#[test]
fn a_typed_value_is_shown_where_it_stands_in_the_text() {
    let file = report(
        "山西省",
        2025,
        "地区生产总值增长5%左右，数字赋能、居民消费价格涨幅在2%附近",
        "居民消费价格上涨0.2%",
    );
    let read = &file.reports[0];
    let without = |typed: &str| {
        let mut bare = file.clone();
        bare.reports[0]
            .found
            .items
            .retain(|item| item.canonical != "cpi");
        let mut own = ReportFix::default();
        let typed = typed.to_owned();
        own.correct(correct::of_nothing(read, "cpi", Measure::Level, typed));
        let fix = Fix {
            reports: BTreeMap::from([(0, own)]),
            ..Fix::default()
        };
        let corrected = correct::file(&bare, &fix, &[]).unwrap();
        let items = corrected.reports[0].found.items.clone();
        items
            .into_iter()
            .find(|item| item.canonical == "cpi")
            .unwrap()
    };
    let held = without("2%左右");
    assert_eq!(&*held.quote, "居民消费价格涨幅在2%");
    let words = |span| file.offsets.slice(&file.source.text, span).to_owned();
    assert_eq!(words(held.span), *held.quote);
    assert!(words(held.sentence).contains("地区生产总值增长5%左右"));
    // What the text does not state has no place in it.
    assert_eq!(&*without("3%").quote, "");
}

#[test]
fn medians_are_of_one_level_and_year() {
    let plan = |place: &str, year: i32, goals: &str| report(place, year, goals, "经济平稳");
    let files = [
        plan("海南省", 2026, "地区生产总值增长6%"),
        plan("福建省", 2026, "地区生产总值增长5%。"),
        plan(
            "江西省",
            2026,
            "地区生产总值增长4%，居民收入增长与经济增长同步。",
        ),
        plan("湖北省", 2026, "粮食产量30万吨"),
        // Another year and another level, which would move the median.
        plan("海南省", 2025, "地区生产总值增长9%"),
        plan("福建省", 2025, "地区生产总值增长9%"),
        plan("太原市", 2026, "地区生产总值增长9%"),
    ];
    let ask = Ask {
        columns: vec![key("gdp"), key("resident_income")],
        ..Ask::default()
    };
    let found = board::board(&reports(&files), &ask);
    let counted = found.counted.unwrap();
    assert_eq!((counted.year, counted.reports), (Some(2026), 4));
    assert_eq!(counted.name(Language::Chinese), "省级 2026 · 4 份");
    let gdp = &found.columns[0];
    let figures = gdp.figures.unwrap();
    assert_eq!((figures.count, figures.median, figures.most), (3, 5.0, 6.0));
    assert_eq!((gdp.stated, gdp.worded), (6, 0));
    assert_eq!((gdp.tasks, gdp.silent), (0, 1));
    let income = &found.columns[1];
    assert_eq!((income.worded, income.figures), (1, None));
}

#[test]
fn two_years_show_number_and_words_apart() {
    let files = two_years();
    let ask = Ask {
        against: Against::Year,
        ..Ask::default()
    };
    let found = board::board(&reports(&files), &ask);
    // Each region once, by its latest report.
    assert_eq!(found.rows.len(), 2);
    let said = |word: &str| {
        let mark = cell(&found, 0, word).mark.as_ref();
        mark.map(|mark| mark.said(Language::Chinese, |_| String::new()))
    };
    let pair = |number: &str, words: &str| Some([number.to_owned(), words.to_owned()]);
    assert_eq!(said("gdp"), pair("▲0.5", ""));
    assert_eq!(said("fixed_investment"), pair("", "词↓"));
    assert_eq!(said("surveyed_unemployment.level"), pair("", ""));
    assert_eq!(said("cpi.level"), pair("", "新提"));
    let shown = |filter: Filter| {
        let ask = Ask {
            filter,
            ..ask.clone()
        };
        board::board(&reports(&files), &ask).rows.len()
    };
    assert_eq!(shown(Filter::Weaker), 1);
    assert_eq!(shown(Filter::Stronger), 0);
    assert_eq!(shown(Filter::New), 1);
    assert_eq!(shown(Filter::Lost), 1, "外贸 has no number any more");
}

#[test]
fn the_level_above_and_the_result_stand_against_the_goals() {
    let files = two_years();
    let all = reports(&files);
    let ask = Ask {
        against: Against::Above,
        order: Order::Province,
        year: Some(2025),
        ..Ask::default()
    };
    let found = board::board(&all, &ask);
    let city = &found.rows[1];
    assert_eq!((city.report, city.other), (2, Some(1)));
    let mark = cell(&found, 1, "gdp").mark.clone();
    assert!(
        matches!(mark, Some(Mark::Above { by: Some(by), .. }) if by == 0.5),
        "{mark:?}"
    );
    assert_eq!(found.rows[0].other, None);

    let ask = Ask {
        against: Against::Result,
        ..Ask::default()
    };
    let found = board::board(&all, &ask);
    // Only the region whose goals of the year before are open.
    assert_eq!(found.rows.len(), 1);
    assert_eq!((found.rows[0].of, found.rows[0].other), (0, Some(1)));
    let said = |word: &str| {
        let mark = cell(&found, 0, word).mark.as_ref().unwrap();
        mark.said(Language::Chinese, |at| {
            all[1].found.items[at]
                .value
                .as_ref()
                .unwrap()
                .low
                .to_string()
        })
    };
    assert_eq!(said("gdp"), ["→5.1".to_owned(), "≈".to_owned()]);
    assert_eq!(said("fixed_investment"), ["→4".to_owned(), "×".to_owned()]);
}

#[test]
fn a_weighted_mean_takes_the_weights_that_were_pasted() {
    let plan = |place: &str, goals: &str| report(place, 2025, goals, "经济平稳");
    let files = [
        plan("山西省", "地区生产总值增长5.5%左右"),
        plan("河北省", "地区生产总值增长6%左右"),
    ];
    let (weights, bad) = Weights::parse("山西\t3\n河北省 1\n？？");
    assert_eq!(bad.len(), 1);
    let ask = Ask {
        weights,
        year: Some(2025),
        ..Ask::default()
    };
    let found = board::board(&reports(&files), &ask);
    let figures = found.columns[0].figures.unwrap();
    assert_eq!(figures.weighted, Some((5.625, 2)));
}

#[test]
fn missing_siblings_are_named() {
    let provinces = ["山西省", "河北省", "江苏省", "浙江省", "安徽省", "福建省"];
    let files: Vec<AnalysedFile> = provinces
        .iter()
        .map(|place| report(place, 2025, "地区生产总值增长5%左右", "经济平稳"))
        .collect();
    let found = coverage::coverage(&reports(&files));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].all, found[0].missing.len()), (31, 25));
    assert_eq!(found[0].missing[0], "北京市");
    assert_eq!(coverage::coverage(&reports(&files[..2])), []);
}

#[test]
fn corrections_lie_over_what_was_read_and_know_it() {
    let file = report("山西省", 2025, "地区生产总值增长5%左右", "经济平稳");
    let item = file.reports[0]
        .found
        .items
        .iter()
        .find(|item| item.canonical == "gdp")
        .unwrap();
    let mut own = ReportFix::default();
    own.correct(correct::of_item(
        &file,
        item,
        Verdict::Value("5.5%以上".to_owned()),
    ));
    own.correct(correct::of_nothing(
        &file.reports[0],
        "cpi",
        Measure::Level,
        "2左右".to_owned(),
    ));
    let fix = Fix {
        reports: BTreeMap::from([(0, own)]),
        ..Fix::default()
    };
    let json = serde_json::to_string(&fix).unwrap();
    let fix: Fix = serde_json::from_str(&json).unwrap();
    let corrected = correct::file(&file, &fix, &[]).unwrap();
    let items = &corrected.reports[0].found.items;
    let gdp = items.iter().find(|item| item.canonical == "gdp").unwrap();
    assert_eq!(gdp.value.as_ref().unwrap().low, 5.5);
    let was = Some("5%左右".to_owned());
    assert!(
        matches!(gdp.checked.as_deref(), Some(Checked::Corrected { was: own, .. }) if *own == was)
    );
    let cpi = items.iter().find(|item| item.canonical == "cpi").unwrap();
    assert_eq!(
        cpi.checked.as_deref().cloned(),
        Some(Checked::Corrected {
            typed: "2左右".to_owned(),
            was: None
        })
    );
    // Every quote still stands where it says.
    for item in items {
        let text = corrected.offsets.slice(&corrected.source.text, item.span);
        assert_eq!(text, &*item.quote);
    }
    // The words are gone: the correction finds nothing to correct.
    let other = report("山西省", 2025, "居民消费价格涨幅2%左右", "经济平稳");
    let laid = correct::file(&other, &fix, &[]).unwrap();
    assert!(
        laid.reports[0]
            .found
            .items
            .iter()
            .all(|item| item.canonical != "gdp")
    );
}

fn sources(files: &[AnalysedFile]) -> Vec<Source<'_>> {
    let all = files
        .iter()
        .flat_map(|file| file.reports.iter().map(move |report| (file, report)));
    all.map(|(file, report)| Source {
        file,
        name: "报告 一.txt",
        report,
        read: "2026-01-20",
    })
    .collect()
}

fn column(table: &Table, key: &str) -> usize {
    table
        .keys
        .iter()
        .position(|own| own == key)
        .unwrap_or_else(|| panic!("no {key}"))
}

#[test]
fn the_table_for_programs_has_numbers_and_bounds_in_columns_of_their_own() {
    let files = two_years();
    let found = table(
        &sources(&files),
        &Ask::default(),
        Form::Data,
        Language::Chinese,
    );
    let gdp = column(&found, "gdp");
    assert_eq!(found.rows[1][gdp], Cell::Number(5.5));
    let bound = column(&found, "gdp_bound");
    assert_eq!(found.rows[1][bound], Cell::Text("左右".to_owned()));
    let trade = column(&found, "foreign_trade");
    assert_eq!(found.rows[0][trade], Cell::Number(3.0));
    assert!(matches!(&found.rows[1][trade], Cell::Text(words) if words.contains("稳定")));
    assert_eq!(found.head[gdp], "地区生产总值 %");
}

#[test]
fn the_page_leads_from_each_number_to_its_sentence() {
    let files = two_years();
    let found = table(
        &sources(&files),
        &Ask::default(),
        Form::Reading,
        Language::Chinese,
    );
    let page = String::from_utf8(export::table(&found, Format::Html).unwrap()).unwrap();
    assert!(!page.contains("http"), "nothing is fetched");
    let links: Vec<&str> = page.split("href=\"#").skip(1).collect();
    let links: Vec<&str> = links
        .into_iter()
        .filter(|link| link.starts_with('s'))
        .collect();
    assert!(links.len() >= 10, "{}", links.len());
    for link in links {
        let name = link.split('"').next().unwrap();
        assert!(page.contains(&format!("<li id=\"{name}\">")), "{name}");
    }
}

#[test]
fn a_workbook_holds_numbers_shades_sources_and_a_chart() {
    let files = two_years();
    let sources = sources(&files);
    let found = table(&sources, &Ask::default(), Form::Data, Language::Chinese);
    let mut found = with_sheets(found, &sources, Language::Chinese);
    found.chart = found.shaded.first().copied();
    let bytes = export::table(&found, Format::Xlsx).unwrap();
    assert_eq!(
        bytes,
        export::table(&found, Format::Xlsx).unwrap(),
        "the same input, the same file"
    );
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["看板", "列说明", "来源"]);
    let board = book.worksheet_range("看板").unwrap();
    let gdp = column(&found, "gdp") as u32;
    assert_eq!(board.get_value((2, gdp)), Some(&Data::Float(5.5)));
    let told = book.worksheet_range("来源").unwrap();
    let cells: Vec<String> = told
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect();
    assert!(cells.contains(&"2026-01-20".to_owned()), "{cells:?}");
    let meanings = book.worksheet_range("列说明").unwrap();
    assert!(meanings.rows().all(|row| !row[2].to_string().is_empty()));
}

#[test]
fn parquet_has_typed_columns_that_tell_what_they_hold() {
    let files = two_years();
    let found = export::items::table(
        &sources(&files),
        &[duizhao::model::goal::Kind::Goal],
        Language::Chinese,
    );
    let bytes = export::table(&found, Format::Parquet).unwrap();
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let file = reader.metadata().file_metadata();
    assert_eq!(file.num_rows() as usize, found.rows.len());
    let types: BTreeMap<String, String> = file
        .schema_descr()
        .columns()
        .iter()
        .map(|column| (column.name().to_owned(), column.physical_type().to_string()))
        .collect();
    assert_eq!(types["value"], "DOUBLE");
    assert_eq!(types["start"], "INT64");
    assert_eq!(types["quote"], "BYTE_ARRAY");
    let told = file.key_value_metadata().unwrap();
    assert!(
        told.iter()
            .any(|own| own.key == "bound" && own.value.as_ref().unwrap().len() > 20)
    );
}

#[test]
fn pictures_hold_every_region_and_stay_inside_their_paper() {
    let files = two_years();
    let sources = sources(&files);
    for kind in Kind::ALL {
        let ask = picture::Ask {
            kind,
            of: Some(key("gdp")),
            board: Ask::default(),
        };
        let scene = picture::scene(&sources, &ask, picture::PAPER, Language::Chinese);
        assert!(!scene.spots.is_empty(), "{kind:?}");
        let [width, height] = scene.size;
        for spot in &scene.spots {
            let inside = spot.min[0] >= 0.0
                && spot.min[1] >= 0.0
                && spot.max[0] <= width
                && spot.max[1] <= height;
            assert!(inside, "{kind:?} {spot:?} outside {width} × {height}");
            let (report, item) = spot.item.unwrap();
            assert!(sources[report].report.found.items.get(item).is_some());
        }
        let svg = picture::svg(&scene);
        assert!(
            svg.contains("地区生产总值") && svg.contains("来源"),
            "{kind:?}"
        );
        if kind == Kind::Dots {
            let png = picture::png(&scene).unwrap();
            assert_eq!(&png[1..4], b"PNG");
            let wide = u32::from_be_bytes(png[16..20].try_into().unwrap());
            assert_eq!(wide, 1800, "twice as fine");
        }
    }
    // Nothing to draw is said, not drawn.
    let none = picture::Ask {
        of: Some(key("rd_intensity.share")),
        ..picture::Ask::default()
    };
    let scene = picture::scene(&sources, &none, picture::PAPER, Language::Chinese);
    assert!(picture::svg(&scene).contains("没有可画的数"));
}

#[test]
fn nothing_open_gives_an_empty_board() {
    let found = board::board(&[], &Ask::default());
    assert!(found.rows.is_empty() && found.columns.is_empty());
    let table = table(&[], &Ask::default(), Form::Data, Language::English);
    for format in Format::TABLES {
        export::table(&table, format).unwrap();
    }
}

#[test]
fn only_years_that_follow_each_other_are_held_against_each_other() {
    let files = [
        report("山西省", 2019, "地区生产总值增长6%左右", "经济平稳"),
        report(
            "山西省",
            2023,
            "地区生产总值增长5%左右",
            "地区生产总值增长3%",
        ),
    ];
    for against in [Against::Year, Against::Result] {
        let ask = Ask {
            against,
            ..Ask::default()
        };
        let found = board::board(&reports(&files), &ask);
        assert!(
            found.rows.iter().all(|row| row.other.is_none()),
            "{against:?}"
        );
        let marks = found.rows.iter().flat_map(|row| &row.cells);
        assert!(
            marks
                .filter_map(|cell| cell.mark.as_ref())
                .all(|mark| { matches!(mark, Mark::Year { old: None, .. }) })
        );
    }
}

#[test]
fn units_of_one_quantity_count_together() {
    let files = [
        report("山西省", 2025, "粮食产量稳定在250亿斤以上", "经济平稳"),
        report("福建省", 2025, "粮食产量稳定在500万吨以上", "经济平稳"),
        report("河北省", 2025, "粮食产量稳定在700亿斤以上", "经济平稳"),
    ];
    let ask = Ask {
        columns: vec![key("grain_output")],
        ..Ask::default()
    };
    assert_eq!(ask.columns[0].measure, Measure::Level, "the usual measure");
    let found = board::board(&reports(&files), &ask);
    let figures = found.columns[0].figures.unwrap();
    assert_eq!(
        (figures.count, figures.least, figures.most),
        (3, 100.0, 700.0)
    );
    let data = table(&sources(&files), &ask, Form::Data, Language::Chinese);
    let at = column(&data, "grain_output");
    assert!(data.rows.iter().any(|row| row[at] == Cell::Number(100.0)));
}

#[test]
fn a_number_lost_is_no_change_of_words_and_what_is_dropped_has_a_column() {
    let files = [
        report(
            "山西省",
            2024,
            "地区生产总值增长5%，固定资产投资增长6%，单位地区生产总值能耗下降3%左右，外贸进出口总额增长3%",
            "经济平稳",
        ),
        report(
            "山西省",
            2025,
            "地区生产总值增长5%，固定资产投资增长6%，单位地区生产总值能耗继续下降",
            "经济平稳",
        ),
    ];
    let ask = Ask {
        against: Against::Year,
        ..Ask::default()
    };
    let found = board::board(&reports(&files), &ask);
    let said = |word: &str| {
        let mark = cell(&found, 0, word).mark.as_ref().unwrap();
        mark.said(Language::Chinese, |_| String::new())
    };
    assert_eq!(said("energy_intensity"), ["去数".to_owned(), String::new()]);
    assert_eq!(said("foreign_trade"), [String::new(), "不再提".to_owned()]);
}

#[test]
fn a_number_of_the_tasks_part_is_shown_apart_and_not_counted() {
    let text = common::report(
        "地区生产总值增长5%左右。",
        "城镇新增就业3万人以上，办好民生实事。",
    );
    let files = [common::analyse(&text, "云溪市2026")];
    let ask = Ask {
        columns: vec![key("gdp"), key("urban_new_jobs")],
        ..Ask::default()
    };
    let found = board::board(&reports(&files), &ask);
    let jobs = cell(&found, 0, "urban_new_jobs");
    assert!(jobs.items.is_empty() && jobs.elsewhere.is_some());
    assert_eq!(
        (found.columns[1].stated, found.columns[1].figures),
        (0, None)
    );
    let data = table(&sources(&files), &ask, Form::Data, Language::Chinese);
    assert_eq!(
        data.rows[0][column(&data, "urban_new_jobs_task")],
        Cell::Text("3 万人".to_owned())
    );
}

#[test]
fn what_most_of_a_level_state_is_missed_in_the_others() {
    let goals = |place: &str, list: &str| report(place, 2025, list, "地区生产总值增长5%");
    let full = "地区生产总值增长6%左右，城镇调查失业率5.5%左右，固定资产投资增长7%";
    let files = [
        goals("山西省", full),
        goals("河北省", full),
        goals("辽宁省", full),
        goals(
            "吉林省",
            "城镇调查失业率5.5%左右，固定资产投资增长7%，城镇新增就业20万人",
        ),
    ];
    let all = reports(&files);
    let board = board::board(&all, &Ask::default());
    let row = board.rows.iter().position(|row| row.report == 3).unwrap();
    assert_eq!(cell(&board, row, "gdp.growth").missed, Some((3, 4)));
    assert_eq!(
        cell(&board, row, "surveyed_unemployment.level").missed,
        None
    );
    // Investment is not stated by every province.
    let other = board.rows.iter().position(|row| row.report == 0).unwrap();
    assert_eq!(cell(&board, other, "gdp.growth").missed, None);
    let few = board::board(&all[..3], &Ask::default());
    assert!(
        few.rows
            .iter()
            .flat_map(|row| &row.cells)
            .all(|cell| cell.missed.is_none())
    );
}
