//! The text of an OpenDocument text (odt): paragraphs, headings, tables in reading order.
//!
//! What becomes of deleted and hidden text, numbers, notes and boxes is as for docx. Follows ODF 1.3, part 3.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::docx::resolved;
use super::flow::Flow;
use super::note;
use super::numbering::{Level, Numbering, attribute};

/// The list of the headings.
const OUTLINE: &str = "outline";

/// The text of `content.xml`; `styles` is `styles.xml`, or empty.
pub fn text(content: &[u8], styles: &[u8]) -> Result<String, quick_xml::Error> {
    let mut walk = Walk::default();
    // What is damaged in the styles is left out.
    for xml in [styles, content] {
        let _ = read(xml, |event| walk.styles.see(event));
    }
    let styles = std::mem::take(&mut walk.styles);
    walk.numbering = styles.numbering;
    walk.looks = styles.looks;
    read(content, |event| walk.see(event))?;
    let mut text = walk.flow.into_text();
    note::append(&mut text, &walk.notes);
    Ok(text)
}

/// What a walk over XML meets.
enum Seen<'a> {
    Start(&'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

fn read(xml: &[u8], mut see: impl FnMut(Seen<'_>)) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) => see(Seen::Start(&tag)),
            Event::Empty(tag) => {
                see(Seen::Start(&tag));
                see(Seen::End(tag.local_name().as_ref()));
            }
            Event::End(tag) => see(Seen::End(tag.local_name().as_ref())),
            Event::Text(text) => see(Seen::Text(&text)),
            Event::GeneralRef(name) => see(Seen::Text(&resolved(&name))),
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// How a style shows its text.
#[derive(Clone, Copy, Default)]
struct Look {
    hidden: bool,
    raised: bool,
}

/// What the styles say.
#[derive(Default)]
struct Styles {
    looks: HashMap<String, Look>,
    numbering: Numbering,
    /// The style or the list style that is being read, and its levels.
    style: String,
    list: Option<(String, Vec<Level>)>,
}

impl Styles {
    fn see(&mut self, event: Seen<'_>) {
        match event {
            Seen::Start(tag) => self.start(tag),
            Seen::End("list-style" | "outline-style") => {
                if let Some((name, levels)) = self.list.take() {
                    self.numbering.add_list(&name, levels);
                    self.numbering.add_number(&name, &name, Vec::new());
                }
            }
            Seen::End(_) | Seen::Text(_) => {}
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "style" => {
                self.style = attribute(tag, "name").unwrap_or_default();
                let base = attribute(tag, "parent-style-name");
                let base = base.and_then(|base| self.looks.get(&base).copied());
                self.looks
                    .insert(self.style.clone(), base.unwrap_or_default());
            }
            "text-properties" => {
                if let Some(look) = self.looks.get_mut(&self.style) {
                    if let Some(display) = attribute(tag, "display") {
                        look.hidden = display == "none";
                    }
                    if let Some(position) = attribute(tag, "text-position") {
                        let high = position.split_whitespace().next().unwrap_or("");
                        let percent = high.trim_end_matches('%').parse::<f64>();
                        look.raised = high == "super" || percent.is_ok_and(|high| high > 0.0);
                    }
                }
            }
            "list-style" => {
                self.list = Some((attribute(tag, "name").unwrap_or_default(), Vec::new()));
            }
            "outline-style" => self.list = Some((OUTLINE.to_owned(), Vec::new())),
            name @ ("list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style") => {
                if let Some((_, levels)) = &mut self.list {
                    let numbered =
                        matches!(name, "list-level-style-number" | "outline-level-style");
                    levels.push(level(tag, levels.len(), numbered));
                }
            }
            _ => {}
        }
    }
}

/// A level of a list, the `at`th.
fn level(tag: &BytesStart<'_>, at: usize, numbered: bool) -> Level {
    let get = |name: &str| attribute(tag, name).unwrap_or_default();
    let format = match get("num-format").as_str() {
        _ if !numbered => "bullet",
        "" => "none",
        "1" => "decimal",
        "A" => "upperLetter",
        "a" => "lowerLetter",
        "I" => "upperRoman",
        "i" => "lowerRoman",
        format if format.starts_with('①') => "decimalEnclosedCircle",
        format if format.starts_with(['一', '壹', '壱']) => "chineseCounting",
        _ => "decimal",
    };
    let own = get("num-list-format");
    let text = if own.is_empty() {
        let shown = get("display-levels")
            .parse::<usize>()
            .unwrap_or(1)
            .clamp(1, at + 1);
        let numbers: Vec<String> = (at + 1 - shown..=at)
            .map(|at| format!("%{}", at + 1))
            .collect();
        format!(
            "{}{}{}",
            get("num-prefix"),
            numbers.join("."),
            get("num-suffix")
        )
    } else {
        // %1% here is %1 there.
        (1..=9).fold(own, |text, n| {
            text.replace(&format!("%{n}%"), &format!("%{n}"))
        })
    };
    Level {
        start: get("start-value").parse().unwrap_or(1),
        format: format.to_owned(),
        text,
    }
}

#[derive(Default)]
struct Walk {
    styles: Styles,
    looks: HashMap<String, Look>,
    numbering: Numbering,
    flow: Flow,
    notes: String,
    /// Depth of paragraphs: only there text is text; and of what is not shown.
    paragraphs: usize,
    muted: usize,
    /// The looks of the paragraph and the spans that are open.
    spans: Vec<Look>,
    /// The lists that are open, by their styles.
    lists: Vec<String>,
    /// The number of the paragraph that is open, until its first text.
    label: Option<(String, usize)>,
    /// An item of a list begins.
    item: bool,
    /// The boxes of the paragraphs that are open, to stand behind them.
    boxes: Vec<String>,
    /// Covered cells that the cell before them covers.
    covered: usize,
}

impl Walk {
    fn see(&mut self, event: Seen<'_>) {
        match event {
            Seen::Start(tag) => self.start(tag),
            Seen::End(name) => self.end(name),
            Seen::Text(text) => self.say(text),
        }
    }

    fn say(&mut self, text: &str) {
        let hidden = self.spans.iter().any(|look| look.hidden);
        if self.paragraphs == 0 || self.muted > 0 || hidden {
            return;
        }
        if !text.trim().is_empty()
            && let Some((list, level)) = self.label.take()
            && let Some(label) = self.numbering.label(Some(&list), Some(level), None)
        {
            self.flow.text(&label);
        }
        if self.spans.iter().any(|look| look.raised) {
            self.flow.raised(text);
        } else {
            self.flow.text(text);
        }
    }

    fn look(&self, tag: &BytesStart<'_>) -> Look {
        let style = attribute(tag, "style-name");
        let look = style.and_then(|style| self.looks.get(&style).copied());
        look.unwrap_or_default()
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let shown = self.muted == 0;
        match tag.local_name().as_ref() {
            "annotation" | "tracked-changes" | "desc" | "title" | "ruby-text" | "note-citation" => {
                self.muted += 1;
            }
            "note-body" | "text-box" | "custom-shape" | "rect" | "ellipse" => self.flow.open(),
            name @ ("p" | "h") => {
                self.paragraphs += 1;
                self.spans.push(self.look(tag));
                self.boxes.push(String::new());
                let item = std::mem::take(&mut self.item);
                self.label = match self.lists.last() {
                    Some(list) if item => Some((list.clone(), self.lists.len() - 1)),
                    None if name == "h" && attribute(tag, "is-list-header").is_none() => {
                        let level = attribute(tag, "outline-level").and_then(|l| l.parse().ok());
                        Some((
                            OUTLINE.to_owned(),
                            level.unwrap_or(1usize).saturating_sub(1),
                        ))
                    }
                    _ => None,
                };
            }
            "span" => self.spans.push(self.look(tag)),
            "list" => {
                let style = attribute(tag, "style-name");
                let outer = self.lists.last().cloned();
                let goes_on = attribute(tag, "continue-numbering").as_deref() == Some("true")
                    || attribute(tag, "continue-list").is_some();
                let style = style.or(outer).unwrap_or_default();
                if self.lists.is_empty() && !goes_on {
                    self.numbering.restart(&style);
                }
                self.lists.push(style);
            }
            "list-item" => self.item = true,
            "list-header" => self.item = false,
            "table-cell" => {
                self.flow.open();
                let columns = attribute(tag, "number-columns-spanned");
                let columns = columns.and_then(|n| n.parse().ok()).unwrap_or(1usize);
                self.covered = columns.saturating_sub(1);
            }
            "covered-table-cell" => {
                self.flow.open();
            }
            "line-break" if shown => self.flow.line_end(),
            "tab" if shown => self.flow.tab(),
            "s" => {
                let count = attribute(tag, "c")
                    .and_then(|c| c.parse().ok())
                    .unwrap_or(1usize);
                self.say(&" ".repeat(count.min(80)));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "annotation" | "tracked-changes" | "desc" | "title" | "ruby-text" | "note-citation" => {
                self.muted = self.muted.saturating_sub(1);
            }
            "note-body" => {
                let note = self.flow.close();
                self.notes.push_str(note.trim());
                self.notes.push('\n');
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" => {
                let text = self.flow.close();
                if !text.trim().is_empty() {
                    let text = format!("{}\n", text.trim_end());
                    match self.boxes.last_mut() {
                        Some(own) => own.push_str(&text),
                        None => self.flow.text(&text),
                    }
                }
            }
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.spans.pop();
                self.label = None;
                let boxes = self.boxes.pop().unwrap_or_default();
                if self.muted == 0 {
                    self.flow.text("\n");
                    self.flow.text(&boxes);
                }
            }
            "span" => {
                self.spans.pop();
            }
            "list" => {
                self.lists.pop();
            }
            "list-item" => self.item = false,
            // A cell over several columns covers those beside it; one over several rows leaves an empty cell below.
            "covered-table-cell" if self.covered > 0 => {
                self.covered -= 1;
                self.flow.close();
            }
            "table-cell" | "covered-table-cell" => self.flow.cell_end(),
            "table-row" => self.flow.row_end(),
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
        let styles = "<styles><style:style style:name=\"Hid\"><style:text-properties text:display=\"none\"/></style:style><style:style style:name=\"Sup\"><style:text-properties style:text-position=\"super 58%\"/></style:style><text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"一, 二, 三, ...\" style:num-suffix=\"、\"/><text:list-level-style-number text:level=\"2\" style:num-format=\"1\" loext:num-list-format=\"（%2%）\"/></text:list-style></styles>";
        let content = format!("<office:text>{body}</office:text>");
        assert_eq!(
            text(content.as_bytes(), styles.as_bytes()).unwrap(),
            expected
        );
    }

    #[test]
    fn paragraphs_tables_and_notes() {
        check(
            "<text:h>一、回顾</text:h><text:p>增长<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>按可比价格</text:p></text:note-body></text:note>5%<text:s/>。</text:p><table:table><table:table-row><table:table-cell table:number-rows-spanned=\"2\"><text:p>收入</text:p></table:table-cell><table:table-cell><text:p>6%</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-spanned=\"2\"><text:p>7%</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>",
            "一、回顾\n增长5% 。\n收入\t6%\n\t7%\n注释：\n按可比价格\n",
        );
    }

    #[test]
    fn numbers_are_counted_and_hidden_text_and_marks_left_out() {
        check(
            "<text:list text:style-name=\"L\"><text:list-item><text:p>回顾</text:p><text:list><text:list-item><text:p>工业</text:p></text:list-item><text:list-item><text:p>农业</text:p><text:p>稳产。</text:p></text:list-item></text:list></text:list-item></text:list><text:p>增长6%<text:span text:style-name=\"Sup\">[2]</text:span>左右<text:span text:style-name=\"Hid\">，隐藏9%</text:span>。</text:p><text:list text:style-name=\"L\" text:continue-numbering=\"true\"><text:list-item><text:p>目标</text:p></text:list-item></text:list>",
            "一、回顾\n（1）工业\n（2）农业\n稳产。\n增长6%左右。\n二、目标\n",
        );
    }

    #[test]
    fn a_box_stands_behind_its_paragraph() {
        check(
            "<text:p>增长<draw:frame><draw:text-box><text:p>单位：亿元</text:p></draw:text-box></draw:frame>6%。</text:p>",
            "增长6%。\n单位：亿元\n",
        );
    }
}
