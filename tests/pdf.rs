//! PDFs as printers, office programs and publishers lay them out: what belongs to the text, in its order, and what not.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::fmt::Write as _;

use duizhao::engine::read;
use duizhao::model::notice::Notice;
use duizhao::model::source::SourceText;

/// A PDF of pages with these operators. Its fonts: /H sets UTF-16 from left to right, /V from head to foot, /C glyphs by
/// their numbers in Adobe-GB1, /X codes that nothing explains. /G draws half transparent.
fn pdf(pages: &[String]) -> Vec<u8> {
    let cid = |name: &str, encoding: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>] >>"
        )
    };
    let fonts = [
        cid("STSong-Light", "UniGB-UCS2-H"),
        cid("STSong-Light", "UniGB-UCS2-V"),
        cid("STSong-Light", "Identity-H"),
        "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+FangSong /FirstChar 33 /Widths [] >>"
            .to_owned(),
    ];
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            (0..pages.len()).fold(String::new(), |kids, page| format!(
                "{kids} {} 0 R",
                7 + page * 2
            ))
        ),
    ];
    objects.extend(fonts);
    for (at, content) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /H 3 0 R /V 4 0 R /C 5 0 R /X 6 0 R >> /ExtGState << /G << /ca 0.3 >> >> >> /Contents {} 0 R >>", 8 + at * 2));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        // With the space each of its lines has.
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

fn hex(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut out, unit| {
        let _ = write!(out, "{unit:04X}");
        out
    })
}

/// Text of a size at a place.
fn at(x: f64, y: f64, size: f64, text: &str) -> String {
    format!("BT /H {size} Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET\n", hex(text))
}

/// Lines of 16 points, 30 to a line, from a height downwards; the first is indented.
fn lines(y: f64, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (first, rest) = chars.split_at(chars.len().min(26));
    let mut out = at(92.0, y, 16.0, &first.iter().collect::<String>());
    for (line, chars) in rest.chunks(28).enumerate() {
        let text: String = chars.iter().collect();
        out += &at(60.0, y - 28.0 * (line + 1) as f64, 16.0, &text);
    }
    out
}

fn source(pages: &[String]) -> SourceText {
    read::read_bytes(&pdf(pages)).unwrap()
}

fn text(pages: &[String]) -> String {
    source(pages).text.trim_end().to_owned()
}

const GOALS: &str = "今年发展的主要预期目标是：地区生产总值增长6%左右，城镇新增就业45万人以上，居民消费价格涨幅2%左右，粮食总产量稳定在450亿斤。";

#[test]
fn a_sentence_goes_on_over_notes_and_running_heads() {
    let split = GOALS.char_indices().nth(54).unwrap().0;
    let (before, behind) = GOALS.split_at(split);
    let head = |page: u32| {
        at(200.0, 770.0, 10.0, "云泽县人民政府公报2026年第2期")
            + &at(290.0, 30.0, 10.0, &format!("— {page} —"))
    };
    let first = head(1) + &lines(700.0, before) + &at(60.0, 80.0, 9.0, "①按不变价格计算。");
    let second = head(2)
        + &at(60.0, 700.0, 16.0, behind)
        + "60 100 m 180 100 l S\n"
        + &at(60.0, 85.0, 9.0, "2以常住人口为准。");
    assert_eq!(
        text(&[first, second]),
        format!("{GOALS}\n注释：\n①按不变价格计算。\n2以常住人口为准。")
    );
}

#[test]
fn heads_that_change_and_name_the_page_are_left_out_and_notes_stand_apart() {
    let split = GOALS.char_indices().nth(54).unwrap().0;
    let (before, behind) = GOALS.split_at(split);
    let first = at(60.0, 770.0, 10.0, "云泽县政府工作报告")
        + &at(480.0, 770.0, 10.0, "第1页 共2页")
        + &lines(700.0, before);
    let second = at(60.0, 770.0, 10.0, "云泽县政府工作报告")
        + &at(480.0, 770.0, 10.0, "第2页 共2页")
        + &at(60.0, 700.0, 16.0, behind);
    assert_eq!(text(&[first, second]), GOALS);
    let notes = at(
        60.0,
        85.0,
        9.0,
        "1按可比价格计算，与上年公报口径一致，单位为亿元。",
    ) + &at(60.0, 73.0, 9.0, "2以常住人口为准，不含外出务工。");
    let first = at(60.0, 770.0, 10.0, "云泽县文件")
        + &lines(700.0, before)
        + "60 100 m 180 100 l S\n"
        + &notes;
    let second = at(60.0, 770.0, 10.0, "政府工作报告") + &at(60.0, 700.0, 16.0, behind);
    assert_eq!(
        text(&[first, second]),
        format!(
            "{GOALS}\n注释：\n1按可比价格计算，与上年公报口径一致，单位为亿元。\n2以常住人口为准，不含外出务工。"
        )
    );
}

#[test]
fn raised_marks_are_no_part_of_a_figure() {
    let page = at(60.0, 700.0, 16.0, "研发投入强度提高到2.5%")
        + &at(244.0, 707.0, 8.0, "3")
        + &at(252.0, 700.0, 16.0, "，新建住房5m")
        + &at(349.0, 707.0, 8.0, "2")
        + &at(354.0, 700.0, 16.0, "。");
    assert_eq!(text(&[page]), "研发投入强度提高到2.5%，新建住房5m2。");
}

#[test]
fn watermarks_and_what_is_not_seen_are_left_out() {
    let slanted = format!(
        "BT /H 40 Tf 0.8 0.6 -0.6 0.8 150 600 Tm <{}> Tj ET\n",
        hex("内部资料")
    );
    let pale = format!("q /G gs {} Q\n", at(70.0, 668.0, 48.0, "注意保存"));
    let hidden = format!("q 3 Tr {} Q\n", at(60.0, 500.0, 16.0, "隐藏的目标增长9%"));
    let artifact = format!("/Artifact BMC {} EMC\n", at(60.0, 300.0, 16.0, "样稿"));
    let off = at(60.0, -40.0, 16.0, "纸外") + &at(700.0, 600.0, 16.0, "纸外");
    let grey = format!("q .9 g {} Q\n", at(60.0, 686.0, 14.0, "仅供学习"));
    let page = lines(700.0, GOALS) + &slanted + &pale + &grey + &hidden + &artifact + &off;
    assert_eq!(text(&[page]), GOALS);
    // Solid and level, over the text of both pages.
    let stamped = lines(700.0, GOALS) + &at(150.0, 670.0, 40.0, "送审稿");
    let other = lines(700.0, "全年粮食产量增加两成。") + &at(150.0, 670.0, 40.0, "送审稿");
    let other = other + &at(60.0, 672.0, 16.0, "要再接再厉，争取更好的收成。");
    let found = text(&[stamped, other]);
    assert!(!found.contains("送审"), "{found}");
    // All there is of a scan is its invisible text.
    let scan = format!("3 Tr {}", lines(700.0, GOALS));
    assert_eq!(text(&[scan]), GOALS);
}

#[test]
fn cells_are_read_whole_and_in_their_rows() {
    let mut page = lines(760.0, "下列各项见表。");
    for x in [60, 160, 360, 500] {
        let _ = writeln!(page, "{x} 580 m {x} 700 l S");
    }
    for (y, from) in [(700, 60), (660, 60), (620, 160), (580, 60)] {
        // As many programs do: a thin filled rectangle.
        let _ = writeln!(page, "{from} {y} {} 0.5 re f", 500 - from);
    }
    page += &at(65.0, 680.0, 12.0, "类别");
    page += &at(165.0, 680.0, 12.0, "指标");
    page += &at(365.0, 680.0, 12.0, "目标");
    page += &at(65.0, 615.0, 12.0, "经济发展");
    page += &at(165.0, 645.0, 12.0, "地区生产总值（按不变");
    page += &at(165.0, 630.0, 12.0, "价格计算）增长");
    page += &at(365.0, 637.0, 12.0, "6%左右");
    page += &at(165.0, 600.0, 12.0, "粮食总产量");
    page += &at(365.0, 607.0, 12.0, "450亿");
    page += &at(365.0, 592.0, 12.0, "斤以上");
    assert_eq!(
        text(&[page]),
        "下列各项见表。\n类别\t指标\t目标\n经济发展\t地区生产总值（按不变价格计算）增长\t6%左右\n\t粮食总产量\t450亿斤以上"
    );
}

#[test]
fn vertical_lines_and_pages_laid_sideways_are_read_in_order() {
    let (first, second) = ("今年粮食总产量稳定在四百五十亿斤", "以上。");
    let vertical = format!(
        "BT /V 16 Tf 1 0 0 1 500 700 Tm <{}> Tj 1 0 0 1 470 700 Tm <{}> Tj ET\n",
        hex(first),
        hex(second)
    );
    assert_eq!(text(&[vertical]), format!("{first}{second}"));
    // A point is no wider than its own place.
    let figure = (0..).zip("增长百分之5.8以上全年如此".chars());
    let figure: String = figure
        .map(|(row, c)| at(500.0, 700.0 - 18.0 * f64::from(row), 16.0, &c.to_string()))
        .collect();
    assert_eq!(text(&[figure]), "增长百分之5.8以上全年如此");
    // Letters placed one below the other.
    let mut stacked = String::new();
    for (column, line) in [(500.0, first), (470.0, second)] {
        for (row, c) in line.chars().enumerate() {
            stacked += &at(column, 700.0 - 18.0 * row as f64, 16.0, &c.to_string());
        }
    }
    // The number of the page lies level.
    stacked +=
        &(at(280.0, 40.0, 12.0, "—") + &at(293.0, 40.0, 12.0, "1") + &at(300.0, 40.0, 12.0, "—"));
    assert_eq!(text(&[stacked]), format!("{first}{second}"));
    let sideways = format!(
        "BT /H 16 Tf 0 1 -1 0 100 60 Tm <{}> Tj 0 1 -1 0 128 60 Tm <{}> Tj ET\n",
        hex(first),
        hex(second)
    );
    assert_eq!(text(&[sideways]), format!("{first}{second}"));
}

#[test]
fn columns_and_headings_are_parted_where_the_lines_are_full() {
    let column = |x: f64, c: char| -> String {
        let line: String = std::iter::repeat_n(c, 14).collect();
        (0..16)
            .map(|row| {
                // A full stop hangs over the end of each fourth line.
                let stop = if row % 4 == 3 { "。" } else { "" };
                at(
                    x,
                    740.0 - 28.0 * f64::from(row),
                    16.0,
                    &format!("{line}{stop}"),
                )
            })
            .collect()
    };
    let found = text(&[column(60.0, '左') + &column(308.0, '右')]);
    assert!(found.find('右') > found.rfind('左'), "{found}");
    let full: String = std::iter::repeat_n('稳', 27).chain(['。']).collect();
    let page = at(60.0, 700.0, 16.0, &full)
        + &at(60.0, 672.0, 16.0, "二、今年主要目标")
        + &at(60.0, 644.0, 16.0, &full);
    assert_eq!(text(&[page]), format!("{full}\n二、今年主要目标\n{full}"));
}

#[test]
fn glyphs_of_a_known_collection_are_read_and_unknown_codes_told() {
    // 增长6% by the numbers of Adobe-GB1.
    let known = "BT /C 16 Tf 60 700 Td <113904C900170006> Tj ET\n".to_owned();
    assert_eq!(text(&[known]), "增长6%");
    let unknown = format!(
        "BT /X 16 Tf 60 700 Td ({}) Tj ET\n",
        "!#$%&'*+,-./0123:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );
    let notices = source(&[unknown]).notices;
    assert!(
        matches!(notices[..], [Notice::PagesGarbled { count: 1, pages: 1 }]),
        "{notices:?}"
    );
}
