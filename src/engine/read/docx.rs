//! The text of a Word file (docx): paragraphs, tables in reading order, notes behind the text.
//!
//! Walks the document and the notes once. What becomes of what a run or paragraph holds:
//!
//! | kept | set aside | left out |
//! |---|---|---|
//! | text, also of formulas; tabs; hyphens; symbols of fonts; insertions; moved-to text | text boxes, behind their paragraph; notes, behind the text; other documents put in whole (altChunk), in their place | deletions, moved-from text, a deleted paragraph mark; hidden text, also by style; readings of characters (ruby); field codes; the second copy of a text box; note marks typed as raised figures |
//!
//! A line end inside a paragraph ends a line where a sentence or a short line stands before it.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::ReadError;
use super::note;
use super::numbering::{Numbering, attribute};
use super::package::Package;
use crate::text::letters::plain;

/// The text of a docx, a line for each paragraph; cells of a row are parted by tabs.
pub fn text(archive: ZipArchive<Cursor<&[u8]>>) -> Result<String, ReadError> {
    let mut package = Package::new(archive);
    let name = package
        .document()
        .ok_or_else(|| damaged(&"no document inside"))?;
    let xml = package.read(&name)?;
    let relations = package.relations(&name);
    let mut part = |kind: &str| -> Vec<u8> {
        let mut parts = relations.values().filter(|relation| relation.kind == kind);
        let named = parts
            .next()
            .and_then(|relation| package.part(&relation.part));
        named
            .or_else(|| package.part(&format!("word/{kind}.xml")))
            .unwrap_or_default()
    };
    let styles = part("styles");
    let style = Style {
        numbering: Numbering::new(&part("numbering"), &styles),
        hidden: hidden(&styles),
    };
    let notes: String = ["footnotes", "endnotes"]
        .into_iter()
        .map(&mut part)
        .filter_map(|xml| walk(&xml, Style::default(), HashMap::new()).ok())
        .collect();
    let chunks = relations
        .iter()
        .filter(|(_, relation)| relation.kind == "aFChunk");
    let chunks: HashMap<String, String> = chunks
        .filter_map(|(id, relation)| {
            let bytes = package.part(&relation.part)?;
            let chunk = super::inner(&bytes).ok()?;
            Some((id.clone(), chunk))
        })
        .collect();
    let mut text = walk(&xml, style, chunks).map_err(|error| damaged(&error))?;
    note::append(&mut text, &notes);
    Ok(text)
}

/// The text of a document's XML.
pub fn xml(xml: &[u8]) -> Result<String, ReadError> {
    walk(xml, Style::default(), HashMap::new()).map_err(|error| damaged(&error))
}

fn damaged(error: &impl ToString) -> ReadError {
    ReadError::Damaged {
        kind: "Word",
        detail: error.to_string(),
    }
}

/// What the styles of a document say of its text.
#[derive(Default)]
struct Style {
    numbering: Numbering,
    /// The ids of styles whose text is hidden.
    hidden: HashSet<String>,
}

/// The ids of styles whose text is hidden.
fn hidden(styles: &[u8]) -> HashSet<String> {
    let mut reader = Reader::from_reader(styles);
    let (mut found, mut style) = (HashSet::new(), None);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "style" => style = attribute(&tag, "styleId"),
                "vanish" if is_on(&tag) => found.extend(style.clone()),
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// Whether a switch such as `<w:vanish/>` is on.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(
        attribute(tag, "val").as_deref(),
        Some("0" | "false" | "off")
    )
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    /// Its number and style, until its first text.
    number: Option<String>,
    level: Option<usize>,
    style: Option<String>,
    /// Its mark is deleted: it goes on in the next one.
    joins: bool,
    /// Its text boxes, to stand behind it.
    boxes: String,
}

#[derive(Default)]
struct Walk {
    /// The text, and of the table cells and text boxes that are open.
    out: Vec<String>,
    open: Vec<Paragraph>,
    /// Inside deleted text, a reading, a second copy of a text box, or field code.
    muted: usize,
    in_text: bool,
    /// Depth of runs, and of the properties of a paragraph.
    runs: usize,
    properties: usize,
    run_hidden: bool,
    raised: bool,
    style: Style,
    /// Documents put in whole, by the ids of their relations.
    chunks: HashMap<String, String>,
}

fn walk(
    xml: &[u8],
    style: Style,
    chunks: HashMap<String, String>,
) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().trim_text(false);
    let mut walk = Walk {
        out: vec![String::new()],
        style,
        chunks,
        ..Walk::default()
    };
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) => walk.start(&tag),
            Event::Empty(tag) => {
                walk.start(&tag);
                walk.end(tag.local_name().as_ref());
            }
            Event::End(tag) => walk.end(tag.local_name().as_ref()),
            Event::Text(text) if walk.in_text => {
                let text: &str = &text;
                walk.push(text);
            }
            Event::GeneralRef(name) if walk.in_text => walk.push(&resolved(&name)),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(walk.out.swap_remove(0))
}

/// The character of a reference: `&#x4e00;`, `&amp;`. Entities of the document itself are none.
pub(super) fn resolved(name: &BytesRef<'_>) -> String {
    match name.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(name)
            .unwrap_or("")
            .to_owned(),
    }
}

/// A line of so many characters may be cut anywhere; a shorter one is a line of its own.
const FULL: usize = 20;

impl Walk {
    /// Text of a run, with the number of its paragraph before the first.
    fn push(&mut self, text: &str) {
        if self.muted > 0 || self.run_hidden {
            return;
        }
        let before = self.out.last().and_then(|out| out.chars().last());
        if self.raised && note::is_mark(text, before) {
            return;
        }
        if let Some(own) = self.open.last_mut().filter(|_| !text.trim().is_empty()) {
            let (number, level, style) = (own.number.take(), own.level.take(), own.style.take());
            let numbering = &mut self.style.numbering;
            if let Some(label) = numbering.label(number.as_deref(), level, style.as_deref()) {
                self.add(&label);
            }
        }
        self.add(text);
    }

    fn add(&mut self, text: &str) {
        if let Some(out) = self.out.last_mut() {
            out.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "del" | "moveFrom" if self.properties > 0 => {
                if let Some(own) = self.open.last_mut() {
                    own.joins = true;
                }
            }
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rt" => self.muted += 1,
            "t" => self.in_text = true,
            "p" => self.open.push(Paragraph::default()),
            "pPr" => self.properties += 1,
            name @ ("numId" | "ilvl" | "pStyle") if self.properties > 0 => {
                let hidden = name == "pStyle" && self.is_hidden_style(tag);
                if let Some(own) = self.open.last_mut() {
                    let value = attribute(tag, "val");
                    match name {
                        "numId" => own.number = value,
                        "ilvl" => own.level = value.and_then(|level| level.parse().ok()),
                        _ => own.style = value.filter(|_| !hidden),
                    }
                }
            }
            "r" => {
                self.runs += 1;
                (self.run_hidden, self.raised) = (false, false);
            }
            "rStyle" if self.is_hidden_style(tag) => self.run_hidden = true,
            "vanish" if self.properties == 0 => self.run_hidden = is_on(tag),
            "vertAlign" if self.properties == 0 => {
                self.raised = attribute(tag, "val").as_deref() == Some("superscript");
            }
            "tab" | "ptab" if self.runs > 0 && self.properties == 0 => {
                // At the start of a line it is an indent.
                let begun = self
                    .out
                    .last()
                    .is_some_and(|out| !out.is_empty() && !out.ends_with('\n'));
                if begun {
                    self.push("\t");
                }
            }
            "br" | "cr" if self.muted == 0 && self.ends_line() => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = attribute(tag, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(plain(c).encode_utf8(&mut [0; 4]));
                }
            }
            "txbxContent" | "tc" => self.out.push(String::new()),
            "altChunk" if self.muted == 0 => {
                let chunk = attribute(tag, "id").and_then(|id| self.chunks.remove(&id));
                if let Some(chunk) = chunk {
                    self.add(chunk.trim_end());
                    self.add("\n");
                }
            }
            _ => {}
        }
    }

    fn is_hidden_style(&self, tag: &BytesStart<'_>) -> bool {
        attribute(tag, "val").is_some_and(|style| self.style.hidden.contains(&style))
    }

    /// Whether what stands before a line end inside a paragraph is a line: a sentence, or too short to be a cut one.
    fn ends_line(&self) -> bool {
        let line = self
            .out
            .last()
            .map_or("", |out| out.rsplit('\n').next().unwrap_or(out));
        let closed = line.trim_end().ends_with([
            '。', '；', '：', '！', '？', '”', '》', '）', ':', ';', '!', '?',
        ]);
        closed || line.chars().count() < FULL
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" if self.properties > 0 => {}
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rt" => {
                self.muted = self.muted.saturating_sub(1);
            }
            "t" => self.in_text = false,
            "pPr" => self.properties = self.properties.saturating_sub(1),
            "r" => {
                self.runs = self.runs.saturating_sub(1);
                (self.run_hidden, self.raised) = (false, false);
            }
            "p" => {
                let own = self.open.pop().unwrap_or_default();
                if self.muted > 0 {
                    return;
                }
                if !own.joins {
                    self.add("\n");
                }
                self.add(&own.boxes);
            }
            "txbxContent" => {
                let text = self.closed();
                if let Some(own) = self.open.last_mut().filter(|_| !text.trim().is_empty()) {
                    own.boxes.push_str(text.trim_end());
                    own.boxes.push('\n');
                }
            }
            "tc" => {
                let cell = self.closed();
                let cell = cell.trim().replace('\n', " ");
                self.add(&cell);
                self.add("\t");
            }
            "tr" => {
                if let Some(out) = self.out.last_mut().filter(|out| out.ends_with('\t')) {
                    out.pop();
                }
                self.add("\n");
            }
            _ => {}
        }
    }

    /// The text of the innermost cell or box, which ends here.
    fn closed(&mut self) -> String {
        if self.out.len() > 1 {
            self.out.pop().unwrap_or_default()
        } else {
            String::new()
        }
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

    fn check(body: &str, expected: &str) {
        let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        assert_eq!(
            walk(xml.as_bytes(), Style::default(), HashMap::new()).unwrap_or_default(),
            expected
        );
    }

    #[test]
    fn paragraphs_and_runs() {
        check(
            "<w:p><w:r><w:t>一、工作</w:t></w:r><w:r><w:t>回顾</w:t></w:r></w:p><w:p><w:r><w:t>R&amp;D</w:t></w:r></w:p>",
            "一、工作回顾\nR&D\n",
        );
    }

    #[test]
    fn tables_in_reading_order() {
        check(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>6%</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "指标\t6%\n",
        );
    }

    #[test]
    fn deleted_and_hidden_text_is_left_out() {
        check(
            "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>",
            "新\n",
        );
    }

    #[test]
    fn a_tab_in_a_line_parts_figures_and_one_before_it_is_an_indent() {
        check(
            "<w:p><w:pPr><w:tabs><w:tab w:pos=\"9\"/></w:tabs></w:pPr><w:r><w:tab/><w:t>粮食</w:t><w:tab/><w:t>450</w:t><w:ptab/><w:t>455</w:t></w:r></w:p>",
            "粮食\t450\t455\n",
        );
    }

    #[test]
    fn a_paragraph_whose_mark_is_deleted_goes_on() {
        check(
            "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>地区生产</w:t></w:r></w:p><w:p><w:r><w:t>总值</w:t></w:r></w:p>",
            "地区生产总值\n",
        );
    }

    #[test]
    fn a_text_box_stands_behind_its_paragraph() {
        check(
            "<w:p><w:r><w:t>增长</w:t></w:r><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>单位：亿元</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r><w:r><w:t>6%左右。</w:t></w:r></w:p>",
            "增长6%左右。\n单位：亿元\n",
        );
    }

    #[test]
    fn readings_and_note_marks_are_left_out_and_symbols_kept() {
        check(
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>chǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>产</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r><w:r><w:t>2.5%</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>[3]</w:t></w:r><w:r><w:t>，5m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>",
            "产≥2.5%，5m2\n",
        );
    }

    #[test]
    fn a_line_end_inside_a_long_line_is_layout() {
        check(
            "<w:p><w:r><w:t>政府工作报告</w:t><w:br/><w:t>今年全市地区生产总值增长百分之五点五左右，一般公共</w:t><w:br/><w:t>预算收入增长</w:t></w:r></w:p>",
            "政府工作报告\n今年全市地区生产总值增长百分之五点五左右，一般公共预算收入增长\n",
        );
    }
}
