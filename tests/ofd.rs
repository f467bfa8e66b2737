//! OFD pages as offices print them: placed lines, tables, heads and feet, watermarks.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use duizhao::engine::read::{self, ReadError};
use duizhao::model::source::FileKind;
use zip::write::SimpleFileOptions;

/// An OFD with these objects on its pages, of 210 by 297 mm.
fn ofd(pages: &[String]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    add(
        "OFD.xml",
        &format!(
            "{head}<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" DocType=\"OFD\"><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
    );
    let list = (0..pages.len()).fold(String::new(), |mut list, at| {
        let _ = write!(
            list,
            "<ofd:Page ID=\"{at}\" BaseLoc=\"Pages/Page_{at}/Content.xml\"/>"
        );
        list
    });
    add(
        "Doc_0/Document.xml",
        &format!(
            "{head}<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{list}</ofd:Pages></ofd:Document>"
        ),
    );
    for (at, content) in pages.iter().enumerate() {
        add(
            &format!("Doc_0/Pages/Page_{at}/Content.xml"),
            &format!(
                "{head}<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer Type=\"Body\">{content}</ofd:Layer></ofd:Content></ofd:Page>"
            ),
        );
    }
    zip.finish().unwrap().into_inner()
}

/// A line of letters, 5.6 mm high, with its left end and base line in millimetres.
fn line(x: f64, y: f64, text: &str) -> String {
    let steps = text.chars().count() - 1;
    format!(
        "<ofd:TextObject Boundary=\"{x} {} 160 6\" Font=\"1\" Size=\"5.6\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g {steps} 5.6\">{text}</ofd:TextCode></ofd:TextObject>",
        y - 5.0
    )
}

fn text(pages: &[String]) -> String {
    let source = read::read_bytes(&ofd(pages)).unwrap();
    assert_eq!(source.kind, FileKind::Ofd);
    source.text.trim_end().to_owned()
}

#[test]
fn lines_become_paragraphs_over_pages() {
    // 28 letters to a line; the first is indented by two.
    let first = line(
        39.2,
        40.0,
        "今年发展的主要预期目标是，地区生产总值增长百分之六左右，",
    ) + &line(
        28.0,
        50.0,
        "城镇新增就业四万五千人以上，居民消费价格涨幅控制在百分之二",
    ) + &line(100.0, 285.0, "— 1 —");
    let second = line(28.0, 40.0, "左右。")
        + &line(39.2, 50.0, "一要扩大内需。")
        + &line(100.0, 285.0, "— 2 —");
    assert_eq!(
        text(&[first, second]),
        "今年发展的主要预期目标是，地区生产总值增长百分之六左右，城镇新增就业四万五千人以上，居民消费价格涨幅控制在百分之二左右。\n一要扩大内需。"
    );
}

#[test]
fn cells_stand_in_rows_and_what_is_pale_or_slanted_is_left_out() {
    let path = |data: &str| {
        format!(
            "<ofd:PathObject Boundary=\"0 0 210 297\"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    };
    let mut page = String::new();
    for x in [30, 80, 140, 180] {
        page += &path(&format!("M {x} 50 L {x} 80"));
    }
    for y in [50, 60, 80] {
        page += &path(&format!("M 30 {y} L 180 {y}"));
    }
    page += &(line(32.0, 57.0, "指标") + &line(82.0, 57.0, "单位") + &line(142.0, 57.0, "目标"));
    page += &(line(32.0, 68.0, "粮食总产") + &line(32.0, 76.0, "量"));
    page += &(line(82.0, 72.0, "亿斤") + &line(142.0, 72.0, "450"));
    page += "<ofd:TextObject Boundary=\"40 40 160 160\" Size=\"20\" CTM=\"0.8 -0.6 0.6 0.8 0 0\"><ofd:TextCode X=\"0\" Y=\"90\" DeltaX=\"g 3 20\">内部资料</ofd:TextCode></ofd:TextObject>";
    page += "<ofd:TextObject Boundary=\"40 60 160 20\" Size=\"16\" Alpha=\"60\"><ofd:TextCode X=\"0\" Y=\"14\" DeltaX=\"g 2 16\">征求意</ofd:TextCode></ofd:TextObject>";
    page += "<ofd:TextObject Boundary=\"40 20 160 20\" Size=\"16\" Visible=\"false\"><ofd:TextCode X=\"0\" Y=\"14\">看不见</ofd:TextCode></ofd:TextObject>";
    assert_eq!(text(&[page]), "指标\t单位\t目标\n粮食总产量\t亿斤\t450");
}

#[test]
fn texts_of_a_line_that_share_a_place_stand_in_the_order_of_drawing() {
    let object = |y: f64, step: f64, text: &str| {
        format!(
            "<ofd:TextObject Boundary=\"30 {y} 100 6\" size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g {} {step}\">{text}</ofd:TextCode></ofd:TextObject>",
            text.chars().count() - 1
        )
    };
    let page = object(30.0, 20.0, "增长")
        + &object(30.0, 33.0, "6.5")
        + &object(30.0, 90.0, "%")
        + &object(30.0, 40.0, "左右，")
        + &object(40.0, 45.0, "粮食")
        + &object(40.0, 33.0, "450")
        + &object(40.0, 60.0, "亿斤。");
    assert_eq!(text(&[page]), "增长6.5%左右，粮食450亿斤。");
}

#[test]
fn pictures_of_pages_and_broken_parts_are_said() {
    let scan = "<ofd:ImageObject Boundary=\"0 0 210 297\" ResourceID=\"5\"/>".to_owned();
    assert!(matches!(
        read::read_bytes(&ofd(&[scan])),
        Err(ReadError::Scan { pages: 1 })
    ));
    assert!(matches!(
        read::read_bytes(&ofd(&[])),
        Err(ReadError::Damaged { kind: "OFD", .. })
    ));
}
