//! The bundled face has every character that reports use: GB 2312, 通用规范汉字表, Big5.
#![cfg(feature = "window")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use egui_kittest::Harness;

/// The characters of `text` the window cannot show.
fn missing(text: &str) -> String {
    let mut out = String::new();
    let text = text.to_owned();
    let mut harness = Harness::builder().build_ui(|ui| {
        ui.ctx().set_fonts(duizhao::gui::fonts::definitions());
    });
    harness.run_steps(2);
    harness.ctx.fonts_mut(|fonts| {
        let font = egui::FontId::proportional(14.0);
        for c in text.chars().filter(|c| !c.is_control()) {
            if !fonts.has_glyph(&font, c) {
                out.push(c);
            }
        }
    });
    out
}

/// Every character of a two-byte encoding.
fn two_bytes(
    encoding: &'static encoding_rs::Encoding,
    first: std::ops::RangeInclusive<u8>,
    second: std::ops::RangeInclusive<u8>,
) -> String {
    let mut out = String::new();
    for a in first {
        for b in second.clone() {
            if let Some(text) =
                encoding.decode_without_bom_handling_and_without_replacement(&[a, b])
            {
                out.extend(
                    text.chars()
                        .filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)),
                );
            }
        }
    }
    out
}

#[test]
fn gb2312_is_covered() {
    let all = two_bytes(encoding_rs::GBK, 0xB0..=0xF7, 0xA1..=0xFE);
    assert!(all.chars().count() >= 6763);
    assert_eq!(missing(&all), "");
}

#[test]
fn gbk_is_covered_but_for_one_sign() {
    let all = two_bytes(encoding_rs::GBK, 0x81..=0xFE, 0x40..=0xFE);
    let found = missing(&all);
    let ideographs: String = found
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fa5}').contains(c))
        .collect();
    assert_eq!(ideographs, "");
    assert!(found.chars().count() < 130, "{found}");
}

#[test]
fn the_national_table_of_characters_is_covered() {
    let all =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/tgh8105.txt")).unwrap();
    assert_eq!(all.chars().filter(|c| !c.is_control()).count(), 8105);
    assert_eq!(missing(&all), "");
}

#[test]
fn big5_is_covered() {
    let all = two_bytes(encoding_rs::BIG5, 0xA4..=0xF9, 0x40..=0xFE);
    let ideographs: String = missing(&all)
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fa5}').contains(c))
        .collect();
    assert_eq!(ideographs, "");
}

#[test]
fn every_word_of_the_interface_is_covered() {
    for text in [
        include_str!("../assets/text/zh-CN.ftl"),
        include_str!("../assets/text/en.ftl"),
        include_str!("../assets/lexicon/labels.tsv"),
        "▾▴↑↓⇄×≡≥≤≈–−—…·",
    ] {
        assert_eq!(missing(text), "");
    }
}

#[test]
fn the_samples_are_covered() {
    for (_, text) in duizhao::app::update::SAMPLES {
        assert_eq!(missing(text), "");
    }
}
