//! The numbers that Word writes before paragraphs by itself: 一、 （二） 1. are nowhere in the text of such a file.
//!
//! Follows ECMA-376 part 1, 17.9. Bullets are left out; pictures and rare scripts count in figures.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// No list nests deeper.
pub const LEVELS: usize = 9;

/// A level of a list: where it starts, how it counts, what stands around its number (`（%2）`).
#[derive(Clone, Debug)]
pub struct Level {
    /// Its first number.
    pub start: u32,
    /// `chineseCounting`, `decimal` …, as in docx; `bullet` and `none` show no number.
    pub format: String,
    /// With %1 to %9 for the numbers of the levels.
    pub text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
        }
    }
}

/// What a paragraph style says of its number.
#[derive(Clone, Debug, Default)]
struct Styled {
    number: Option<String>,
    level: Option<usize>,
    /// The style it builds on.
    base: Option<String>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    lists: HashMap<String, [Level; LEVELS]>,
    /// `numId` to the list it uses.
    numbers: HashMap<String, String>,
    /// Lists that are those of a style: the list, and the style.
    linked: HashMap<String, String>,
    /// Where a `numId` starts a level anew, until it is first used.
    restarts: HashMap<String, Vec<(usize, u32)>>,
    /// Paragraph styles with a number of their own; without a level where a style below tells it.
    styles: HashMap<String, Styled>,
    counts: HashMap<String, [u32; LEVELS]>,
}

/// The value of an attribute `val`, or of another one.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .map(|a| a.value.to_string())
}

impl Numbering {
    /// Reads `numbering.xml` and `styles.xml`; what is damaged in them is left out.
    pub fn new(numbering: &[u8], styles: &[u8]) -> Self {
        let mut found = Self::default();
        found.read_lists(numbering);
        found.read_styles(styles);
        found
    }

    /// Adds a list with its levels, the outermost first.
    pub fn add_list(&mut self, list: &str, levels: Vec<Level>) {
        let own = self.lists.entry(list.to_owned()).or_default();
        for (own, level) in own.iter_mut().zip(levels) {
            *own = level;
        }
    }

    /// Adds a number that uses a list; it starts some levels anew.
    pub fn add_number(&mut self, number: &str, list: &str, restarts: Vec<(usize, u32)>) {
        self.numbers.insert(number.to_owned(), list.to_owned());
        self.restarts.insert(number.to_owned(), restarts);
    }

    /// Starts a list anew.
    pub fn restart(&mut self, list: &str) {
        self.counts.remove(list);
    }

    fn read_lists(&mut self, xml: &[u8]) {
        let (mut list, mut number, mut level) = (None::<String>, None::<String>, 0usize);
        each(xml, |tag, opens| {
            let value = || attribute(tag, "val").unwrap_or_default();
            match (tag.local_name().as_ref(), opens) {
                ("abstractNum", true) => list = attribute(tag, "abstractNumId"),
                ("abstractNum", false) => list = None,
                ("num", true) => number = attribute(tag, "numId"),
                ("num", false) => number = None,
                ("abstractNumId", true) => {
                    if let Some(number) = &number {
                        self.numbers.insert(number.clone(), value());
                    }
                }
                ("numStyleLink", true) => {
                    if let Some(list) = &list {
                        self.linked.insert(list.clone(), value());
                    }
                }
                ("lvlOverride", true) => {
                    level = attribute(tag, "ilvl")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(0);
                }
                ("startOverride", true) => {
                    if let (Some(number), Ok(start)) = (&number, value().parse()) {
                        let own = self.restarts.entry(number.clone()).or_default();
                        own.push((level, start));
                    }
                }
                ("lvl", true) => {
                    level = attribute(tag, "ilvl")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(0);
                }
                (name @ ("start" | "numFmt" | "lvlText"), true) => {
                    let Some(list) = &list else { return };
                    let levels = self.lists.entry(list.clone()).or_default();
                    if let Some(level) = levels.get_mut(level) {
                        match name {
                            "start" => level.start = value().parse().unwrap_or(1),
                            "numFmt" => level.format = value(),
                            _ => level.text = value(),
                        }
                    }
                }
                _ => {}
            }
        });
    }

    fn read_styles(&mut self, xml: &[u8]) {
        let mut style = String::new();
        each(xml, |tag, opens| {
            let value = || attribute(tag, "val").unwrap_or_default();
            match (tag.local_name().as_ref(), opens) {
                ("style", true) => style = attribute(tag, "styleId").unwrap_or_default(),
                (name @ ("ilvl" | "numId" | "basedOn"), true) => {
                    let own = self.styles.entry(style.clone()).or_default();
                    match name {
                        "ilvl" => own.level = value().parse().ok(),
                        "numId" => own.number = Some(value()),
                        _ => own.base = Some(value()),
                    }
                }
                _ => {}
            }
        });
    }

    /// The number and level of a style, its own or of the styles it builds on.
    fn styled(&self, style: &str) -> (Option<String>, Option<usize>) {
        let (mut number, mut level) = (None, None);
        let mut next = Some(style.to_owned());
        // A style may name itself as its base.
        for _ in 0..LEVELS {
            let Some(own) = next.as_ref().and_then(|style| self.styles.get(style)) else {
                break;
            };
            number = number.or_else(|| own.number.clone());
            level = level.or(own.level);
            next.clone_from(&own.base);
        }
        (number, level)
    }

    /// The list that `number` uses: its own, or that of the style it is linked to.
    fn list(&self, number: &str) -> Option<String> {
        let list = self.numbers.get(number)?;
        let linked = self
            .linked
            .get(list)
            .and_then(|style| self.styled(style).0)
            .and_then(|number| self.numbers.get(&number));
        Some(linked.unwrap_or(list).clone())
    }

    /// The label of the next paragraph with this number or style, and counts it.
    pub fn label(
        &mut self,
        number: Option<&str>,
        level: Option<usize>,
        style: Option<&str>,
    ) -> Option<String> {
        let (styled, below) = style.map_or((None, None), |style| self.styled(style));
        let number = number.map(str::to_owned).or(styled)?;
        let level = level.or(below).unwrap_or(0);
        let list = self.list(&number)?;
        let restarts = self.restarts.remove(&number).unwrap_or_default();
        let levels = self.lists.get(&list)?;
        let starts: [u32; LEVELS] =
            std::array::from_fn(|at| levels.get(at).map_or(0, |l| l.start.saturating_sub(1)));
        let counts = self.counts.entry(list).or_insert(starts);
        for (at, start) in restarts {
            if let Some(count) = counts.get_mut(at) {
                *count = start.saturating_sub(1);
            }
        }
        for (at, count) in counts.iter_mut().enumerate().skip(level) {
            *count = if at == level {
                count.saturating_add(1)
            } else {
                starts.get(at).copied().unwrap_or(0)
            };
        }
        let own = levels.get(level)?;
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut label = own.text.clone();
        for (at, (level, count)) in levels.iter().zip(counts.iter()).enumerate() {
            let mark = format!("%{}", at + 1);
            if label.contains(&mark) {
                label = label.replace(&mark, &counted(&level.format, (*count).max(1)));
            }
        }
        Some(label)
    }
}

/// Calls `see` for each start (true) and end (false) of an element.
fn each(xml: &[u8], mut see: impl FnMut(&BytesStart<'_>, bool)) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => see(&tag, true),
            Ok(Event::Empty(tag)) => {
                see(&tag, true);
                see(&tag, false);
            }
            Ok(Event::End(tag)) => {
                let name = tag.name();
                see(&BytesStart::new(name.as_ref()), false);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// A number as a list counts it.
fn counted(format: &str, number: u32) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(number),
        "upperLetter" | "lowerLetter" => {
            let first = if format == "upperLetter" { b'A' } else { b'a' };
            char::from(first + u8::try_from((number - 1) % 26).unwrap_or(0)).to_string()
        }
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if number <= 20 => {
            char::from_u32(0x2460 + number - 1).map_or_else(String::new, String::from)
        }
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// A number below 4000 in Roman numerals.
fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    for (worth, sign) in SIGNS {
        while rest >= worth {
            rest -= worth;
            out.push_str(sign);
        }
    }
    out
}

/// A number below a hundred in Chinese numerals, as headings count.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if number >= 100 {
        return number.to_string();
    }
    let digit = |at: u32| DIGITS.get(at as usize).copied().unwrap_or("");
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    #[test]
    fn headings_count_in_chinese_and_start_again_below() {
        let xml = r#"<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
        let styles = r#"<w:styles><w:style w:styleId="H1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>"#;
        let mut numbering = Numbering::new(xml.as_bytes(), styles.as_bytes());
        let mut label = |level| numbering.label(Some("3"), Some(level), None).unwrap();
        assert_eq!(
            [label(0), label(1), label(1), label(0), label(1)],
            ["一、", "（一）", "（二）", "二、", "（一）"]
        );
        assert_eq!(numbering.label(None, None, Some("H1")).unwrap(), "三、");
        assert_eq!(numbering.label(Some("0"), None, None), None);
        assert_eq!(chinese(21), "二十一");
    }

    #[test]
    fn a_style_counts_by_the_one_it_builds_on_and_a_list_starts_anew_where_it_says() {
        let xml = r#"<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="List"/></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="5"><w:abstractNumId w:val="8"/></w:num></w:numbering>"#;
        let styles = r#"<w:styles><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style><w:style w:styleId="List"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>"#;
        let mut numbering = Numbering::new(xml.as_bytes(), styles.as_bytes());
        let mut label = |number, style| numbering.label(number, None, style).unwrap();
        assert_eq!(label(None, Some("Own")), "1.");
        assert_eq!(label(Some("3"), None), "2.");
        assert_eq!(label(Some("4"), None), "1.");
        assert_eq!(label(Some("4"), None), "2.");
        assert_eq!(label(Some("5"), None), "3.");
    }
}
