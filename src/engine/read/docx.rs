//! The text of a Word file (docx): paragraphs, tables in reading order, notes behind the text.
//!
//! Walks the document and the notes once. What becomes of what a run or paragraph holds:
//!
//! | kept | set aside | left out |
//! |---|---|---|
//! | text, also of formulas; tabs; hyphens; symbols of fonts; insertions; moved-to text | text boxes, behind their paragraph; notes, behind the text; other documents put in whole (altChunk), in their place | deletions, moved-from text, a deleted paragraph mark; hidden text, also by style; readings of characters (ruby); field codes but for EQ; the second copy of a text box; note marks typed as raised figures |

use std::collections::HashMap;
use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::flow::Flow;
use super::numbering::{Numbering, attribute};
use super::package::Package;
use super::{ReadError, field, note};
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
        looks: looks(&styles),
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
    looks: HashMap<String, Look>,
}

/// How a style shows its text.
#[derive(Clone, Copy, Default)]
struct Look {
    hidden: bool,
    raised: bool,
}

/// The looks of the styles that hide or raise their text, by their ids.
fn looks(styles: &[u8]) -> HashMap<String, Look> {
    let mut reader = Reader::from_reader(styles);
    let (mut found, mut style) = (HashMap::<String, Look>::new(), String::new());
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "style" => style = attribute(&tag, "styleId").unwrap_or_default(),
                "vanish" if is_on(&tag) => found.entry(style.clone()).or_default().hidden = true,
                "vertAlign" if is_raised(&tag) => {
                    found.entry(style.clone()).or_default().raised = true;
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn is_raised(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").as_deref() == Some("superscript")
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
    flow: Flow,
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
    /// The code of the field that is open.
    code: String,
    in_code: bool,
    /// The fields that are open: whether each is still in its code.
    fields: Vec<bool>,
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
            Event::Text(text) if walk.in_code => walk.code.push_str(&text),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(walk.flow.into_text())
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

impl Walk {
    /// Text of a run, with the number of its paragraph before the first.
    fn push(&mut self, text: &str) {
        if self.muted > 0 || self.run_hidden || self.fields.contains(&true) {
            return;
        }
        if self.raised {
            self.flow.raised(text);
            return;
        }
        if let Some(own) = self.open.last_mut().filter(|_| !text.trim().is_empty()) {
            let (number, level, style) = (own.number.take(), own.level.take(), own.style.take());
            let numbering = &mut self.style.numbering;
            if let Some(label) = numbering.label(number.as_deref(), level, style.as_deref()) {
                self.flow.text(&label);
            }
        }
        self.flow.text(text);
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "del" | "moveFrom" if self.properties > 0 => {
                if let Some(own) = self.open.last_mut() {
                    own.joins = true;
                }
            }
            "instrText" => (self.muted, self.in_code) = (self.muted + 1, true),
            "fldChar" => self.field(attribute(tag, "fldCharType").as_deref()),
            "fldSimple" => {
                let drawn = field::text(&attribute(tag, "instr").unwrap_or_default());
                self.push(&drawn);
            }
            "del" | "moveFrom" | "Fallback" | "delText" | "rt" => self.muted += 1,
            "t" => self.in_text = true,
            "p" => self.open.push(Paragraph::default()),
            "pPr" => self.properties += 1,
            name @ ("numId" | "ilvl" | "pStyle") if self.properties > 0 => {
                let hidden = name == "pStyle" && self.look(tag).hidden;
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
            "rStyle" => {
                let look = self.look(tag);
                (self.run_hidden, self.raised) = (look.hidden, look.raised);
            }
            "vanish" if self.properties == 0 => self.run_hidden = is_on(tag),
            "vertAlign" if self.properties == 0 => {
                self.raised = is_raised(tag);
            }
            "tab" | "ptab"
                if self.runs > 0 && self.properties == 0 && self.muted == 0 && !self.run_hidden =>
            {
                self.flow.tab();
            }
            "br" | "cr" if self.muted == 0 && !self.run_hidden => self.flow.line_end(),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = attribute(tag, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(plain(c).encode_utf8(&mut [0; 4]));
                }
            }
            "txbxContent" | "tc" => self.flow.open(),
            "altChunk" if self.muted == 0 => {
                let chunk = attribute(tag, "id").and_then(|id| self.chunks.remove(&id));
                if let Some(chunk) = chunk {
                    self.flow.text(chunk.trim_end());
                    self.flow.text("\n");
                }
            }
            _ => {}
        }
    }

    /// A field begins, its result begins, or it ends; one without a result may draw its text by its code.
    fn field(&mut self, part: Option<&str>) {
        match part {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                self.code.clear();
                if let Some(in_code) = self.fields.last_mut() {
                    *in_code = false;
                }
            }
            _ => {
                self.fields.pop();
                let code = std::mem::take(&mut self.code);
                self.push(&field::text(&code));
            }
        }
    }

    /// The look of the style that an element names.
    fn look(&self, tag: &BytesStart<'_>) -> Look {
        let style = attribute(tag, "val");
        let look = style.and_then(|style| self.style.looks.get(&style));
        look.copied().unwrap_or_default()
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" if self.properties > 0 => {}
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rt" => {
                self.muted = self.muted.saturating_sub(1);
                self.in_code &= name != "instrText";
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
                    self.flow.text("\n");
                }
                self.flow.text(&own.boxes);
            }
            "txbxContent" => {
                let text = self.flow.close();
                if let Some(own) = self.open.last_mut().filter(|_| !text.trim().is_empty()) {
                    own.boxes.push_str(text.trim_end());
                    own.boxes.push('\n');
                }
            }
            "tc" => self.flow.cell_end(),
            "tr" => self.flow.row_end(),
            _ => {}
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
    fn what_a_formula_field_draws_is_text() {
        check(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> EQ \\o\\ac(○,</w:instrText></w:r><w:r><w:instrText>2)</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>增长</w:t></w:r></w:p>",
            "②增长\n",
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
