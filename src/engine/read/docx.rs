//! The text of a Word file (docx): paragraphs, tables in reading order, text boxes once, deleted and hidden text left
//! out, footnotes behind the text.
//!
//! Walks `word/document.xml` and the notes once; styles, headers and footers are not its business.

use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::ReadError;
use super::archive::unpacked;
use super::numbering::{Numbering, attribute};

/// The text of a docx, a line for each paragraph; cells of a row are parted by tabs.
pub fn text(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, ReadError> {
    let part = archive
        .by_name("word/document.xml")
        .map_err(|error| damaged(&error))?;
    let xml = unpacked(part)?;
    let mut part = |name: &str| {
        archive
            .by_name(name)
            .map_err(|error| damaged(&error))
            .and_then(unpacked)
            .unwrap_or_default()
    };
    let numbering = Numbering::new(&part("word/numbering.xml"), &part("word/styles.xml"));
    let notes: String = ["word/footnotes.xml", "word/endnotes.xml"]
        .into_iter()
        .map(&mut part)
        .filter_map(|xml| walk(&xml, Numbering::default()).ok())
        .collect();
    let mut text = walk(&xml, numbering).map_err(|error| damaged(&error))?;
    // Notes stand behind the text, under a heading that ends a report.
    if !notes.trim().is_empty() {
        text.truncate(text.trim_end().len());
        text.push_str("\n注释：\n");
        text.push_str(notes.trim_start());
    }
    Ok(text)
}

/// The text of a document's XML.
pub fn xml(xml: &[u8]) -> Result<String, ReadError> {
    walk(xml, Numbering::default()).map_err(|error| damaged(&error))
}

fn damaged(error: &impl ToString) -> ReadError {
    ReadError::Damaged {
        kind: "Word",
        detail: error.to_string(),
    }
}

#[derive(Default)]
struct Walk {
    out: String,
    /// Inside deleted text, a fallback of a text box, or field code.
    muted: usize,
    in_text: bool,
    run_hidden: bool,
    /// Depth of table cells: a paragraph end inside a cell is no line end.
    cells: Vec<String>,
    numbering: Numbering,
    /// The number and style of the paragraph, until its first text.
    number: Option<String>,
    level: Option<usize>,
    style: Option<String>,
}

fn walk(xml: &[u8], numbering: Numbering) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().trim_text(false);
    let mut walk = Walk {
        numbering,
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
            Event::Text(text) if walk.in_text && walk.muted == 0 && !walk.run_hidden => {
                let text: &str = &text;
                walk.push(text);
            }
            Event::GeneralRef(name) if walk.in_text && walk.muted == 0 && !walk.run_hidden => {
                walk.push(&resolved(&name));
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(walk.out)
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
    fn push(&mut self, text: &str) {
        let numbered = self.number.is_some() || self.style.is_some();
        if numbered && !text.trim().is_empty() {
            let (number, level, style) = (self.number.take(), self.level.take(), self.style.take());
            let label = self
                .numbering
                .label(number.as_deref(), level, style.as_deref());
            if let Some(label) = label {
                self.add(&label);
            }
        }
        self.add(text);
    }

    fn add(&mut self, text: &str) {
        match self.cells.last_mut() {
            Some(cell) => cell.push_str(text),
            None => self.out.push_str(text),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => self.muted += 1,
            "t" => self.in_text = true,
            "p" => (self.number, self.level, self.style) = (None, None, None),
            "numId" => self.number = attribute(tag, "val"),
            "ilvl" => self.level = attribute(tag, "val").and_then(|level| level.parse().ok()),
            "pStyle" => self.style = attribute(tag, "val"),
            "r" => self.run_hidden = false,
            "vanish" => {
                let off = tag.attributes().flatten().any(|a| {
                    a.key.local_name().as_ref() == "val"
                        && matches!(a.value.as_ref(), "0" | "false")
                });
                self.run_hidden = !off;
            }
            "tab" | "br" | "cr" | "noBreakHyphen" if self.muted == 0 => {
                let text = match tag.local_name().as_ref() {
                    "br" | "cr" => "\n",
                    "noBreakHyphen" => "-",
                    _ => return,
                };
                self.push(text);
            }
            "tc" => self.cells.push(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => {
                self.muted = self.muted.saturating_sub(1);
            }
            "t" => self.in_text = false,
            "r" => self.run_hidden = false,
            "p" if self.muted == 0 => self.push("\n"),
            "tc" => {
                let cell = self.cells.pop().unwrap_or_default();
                let cell = cell.trim().replace('\n', " ");
                self.push(&cell);
                self.push("\t");
            }
            "tr" => {
                let target = self.cells.last_mut().unwrap_or(&mut self.out);
                if target.ends_with('\t') {
                    target.pop();
                }
                self.push("\n");
            }
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
            walk(xml.as_bytes(), Numbering::default()).unwrap_or_default(),
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
}
