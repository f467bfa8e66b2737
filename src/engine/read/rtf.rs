//! The text of a Rich Text file: groups, control words, bytes of the code page of their font, Unicode escapes.
//!
//! Pictures and headers are left out; what becomes of deleted and hidden text, numbers, notes and boxes is as for docx.
//! Follows «Rich Text Format Specification 1.9.1».

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

use super::flow::Flow;
use super::{field, note};

/// What a group may change and its end restores.
#[derive(Clone)]
struct State {
    /// Nothing of it is shown.
    muted: bool,
    /// Nor are the boxes in it: a head or a foot.
    furniture: bool,
    /// The font table is being read.
    fonts: bool,
    hidden: bool,
    raised: bool,
    /// The paragraph stands in a cell.
    in_table: bool,
    /// How many characters stand in for a \u for older readers.
    fallback: usize,
    font: i32,
}

/// What a group holds that does not stand in the line of the text.
enum Aside {
    Note,
    TextBox,
    /// The automatic number of a paragraph.
    Label,
    /// The code of a field.
    Code,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    flow: Flow,
    notes: String,
    /// The boxes of the paragraph, to stand behind it.
    boxes: String,
    /// The groups that are open and stand aside: the depth of each, and whether a cell was open before it.
    asides: Vec<(usize, Aside, bool)>,
    cell_open: bool,
    /// Which cells of the row belong to the one before them, and how many of the cells have ended.
    merged: Vec<bool>,
    merges: bool,
    cells: usize,
    /// Bytes of the code page not yet decoded.
    pending: Vec<u8>,
    page: &'static Encoding,
    charsets: HashMap<i32, &'static Encoding>,
    state: State,
    stack: Vec<State>,
    skip: usize,
    surrogate: Option<u16>,
}

/// No document nests deeper; what does is made to break readers.
const DEEPEST: usize = 10_000;

/// The text of `bytes`, which begin with `{\rtf`.
pub fn text(bytes: &[u8]) -> String {
    let mut reader = Reader {
        bytes,
        at: 0,
        flow: Flow::default(),
        notes: String::new(),
        boxes: String::new(),
        asides: Vec::new(),
        cell_open: false,
        merged: Vec::new(),
        merges: false,
        cells: 0,
        pending: Vec::new(),
        page: GB18030,
        charsets: HashMap::new(),
        state: State {
            muted: false,
            furniture: false,
            fonts: false,
            hidden: false,
            raised: false,
            in_table: false,
            fallback: 1,
            font: 0,
        },
        stack: Vec::new(),
        skip: 0,
        surrogate: None,
    };
    reader.run();
    let mut text = reader.flow.into_text();
    text.push_str(&reader.boxes);
    note::append(&mut text, &reader.notes);
    text
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' if self.stack.len() < DEEPEST => {
                    self.flush();
                    self.stack.push(self.state.clone());
                }
                b'}' => {
                    self.flush();
                    if let Some(state) = self.stack.pop() {
                        self.state = state;
                    }
                    self.end_asides();
                }
                b'\\' => self.control(),
                b'\r' | b'\n' | b'{' => {}
                _ => self.byte(byte),
            }
        }
        self.flush();
    }

    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else {
            return;
        };
        self.at += 1;
        match first {
            b'\'' => {
                let hex = self.bytes.get(self.at..self.at + 2).unwrap_or(&[]);
                self.at += hex.len();
                let value = std::str::from_utf8(hex)
                    .ok()
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok());
                if let Some(value) = value {
                    self.byte(value);
                }
            }
            b'\\' | b'{' | b'}' => self.byte(first),
            b'~' => self.push(' '),
            b'_' => self.push('-'),
            b'*' => self.state.muted = true,
            b'\r' | b'\n' => self.push('\n'),
            b'a'..=b'z' | b'A'..=b'Z' => {
                let start = self.at - 1;
                while self.peek().is_some_and(|b| b.is_ascii_alphabetic()) {
                    self.at += 1;
                }
                let word = self.bytes.get(start..self.at).unwrap_or(&[]);
                let number_at = self.at;
                if self.peek() == Some(b'-') {
                    self.at += 1;
                }
                while self.peek().is_some_and(|b| b.is_ascii_digit()) {
                    self.at += 1;
                }
                let number = std::str::from_utf8(self.bytes.get(number_at..self.at).unwrap_or(&[]))
                    .ok()
                    .and_then(|n| n.parse::<i32>().ok());
                if self.peek() == Some(b' ') {
                    self.at += 1;
                }
                let word = String::from_utf8_lossy(word).into_owned();
                self.word(&word, number);
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        match word {
            "par" | "sect" | "page" => self.paragraph_end(),
            "line" if self.shown() => {
                self.flush();
                self.flow.line_end();
            }
            "tab" if self.shown() => {
                self.flush();
                self.flow.tab();
            }
            "pard" => self.state.in_table = false,
            "intbl" => self.state.in_table = true,
            "trowd" => (self.merged, self.merges) = (Vec::new(), false),
            "clmrg" => self.merges = true,
            "cellx" => self.merged.push(std::mem::take(&mut self.merges)),
            "cell" => self.cell_end(),
            "row" => {
                self.flush();
                self.cells = 0;
                self.flow.row_end();
            }
            // Of a table inside a cell.
            "nestcell" | "nestrow" => self.push(' '),
            "emdash" => self.push('—'),
            "endash" => self.push('–'),
            "lquote" => self.push('‘'),
            "rquote" => self.push('’'),
            "ldblquote" => self.push('“'),
            "rdblquote" => self.push('”'),
            "bullet" => self.push('•'),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1);
            }
            "ansicpg" => self.page = code_page(number.unwrap_or(0)).unwrap_or(self.page),
            "f" => {
                self.flush();
                self.state.font = number.unwrap_or(0);
            }
            "fcharset" if self.state.fonts => {
                let charset = match number {
                    Some(134) => Some(GB18030),
                    Some(136) => Some(BIG5),
                    Some(128) => Some(SHIFT_JIS),
                    Some(129) => Some(EUC_KR),
                    _ => None,
                };
                if let Some(charset) = charset {
                    self.charsets.insert(self.state.font, charset);
                }
            }
            "fonttbl" => (self.state.muted, self.state.fonts) = (true, true),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => {
                self.flush();
                (self.state.muted, self.state.furniture) = (true, true);
            }
            "colortbl" | "stylesheet" | "info" | "pict" | "object" | "annotation" | "shprslt"
            | "nonshppict" | "themedata" | "datastore" => {
                self.flush();
                self.state.muted = true;
            }
            "footnote" => self.aside(Aside::Note),
            "shptxt" | "dptxbxtext" => self.aside(Aside::TextBox),
            "listtext" | "pntext" => self.aside(Aside::Label),
            "fldinst" => self.aside(Aside::Code),
            "super" => {
                self.flush();
                self.state.raised = on;
            }
            "nosupersub" => {
                self.flush();
                self.state.raised = false;
            }
            "v" | "deleted" => {
                self.flush();
                self.state.hidden = on;
            }
            "plain" => {
                self.flush();
                (self.state.hidden, self.state.raised) = (false, false);
            }
            "bin" => self.at += usize::try_from(number.unwrap_or(0)).unwrap_or(0),
            _ => {}
        }
    }

    fn shown(&self) -> bool {
        !self.state.muted && !self.state.hidden
    }

    /// Begins what stands aside; it ends with its group. What a muted group says stays muted, but for its own kind.
    fn aside(&mut self, kind: Aside) {
        self.flush();
        // An alternative that newer readers take instead is marked with \*; these are what they take.
        self.state.muted = match kind {
            Aside::TextBox => self.state.furniture,
            _ => self.stack.last().is_some_and(|outer| outer.muted),
        };
        self.flow.open();
        self.asides
            .push((self.stack.len(), kind, std::mem::take(&mut self.cell_open)));
    }

    fn end_asides(&mut self) {
        while let Some((_, kind, cell_open)) =
            self.asides.pop_if(|(depth, ..)| *depth > self.stack.len())
        {
            if std::mem::take(&mut self.cell_open) {
                self.flow.cell_end();
            }
            self.cell_open = cell_open;
            let text = self.flow.close();
            let text = text.trim();
            match kind {
                Aside::Note if !text.is_empty() => {
                    self.notes.push_str(text);
                    self.notes.push('\n');
                }
                Aside::TextBox if !text.is_empty() => {
                    self.boxes.push_str(text);
                    self.boxes.push('\n');
                }
                // A bullet is no number.
                Aside::Label if text.contains(char::is_alphanumeric) && self.shown() => {
                    self.say(text);
                }
                Aside::Code => {
                    let drawn = field::text(text);
                    self.say(&drawn);
                }
                _ => {}
            }
        }
    }

    fn paragraph_end(&mut self) {
        self.push('\n');
        if self.asides.is_empty() && !self.boxes.is_empty() && self.shown() {
            let boxes = std::mem::take(&mut self.boxes);
            self.flow.text(&boxes);
        }
    }

    fn cell_end(&mut self) {
        self.flush();
        if !std::mem::take(&mut self.cell_open) {
            self.flow.open();
        }
        let merged = self.merged.get(self.cells).copied().unwrap_or(false);
        self.cells += 1;
        if merged && self.flow.last().trim().is_empty() {
            self.flow.close();
        } else {
            self.flow.cell_end();
        }
    }

    /// Text, in its cell.
    fn say(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.state.in_table && !self.cell_open {
            self.flow.open();
            self.cell_open = true;
        }
        if self.state.raised {
            self.flow.raised(text);
        } else {
            self.flow.text(text);
        }
    }

    fn unicode(&mut self, value: i32) {
        self.flush();
        let unit = (value & 0xFFFF) as u16;
        let c = match (self.surrogate.take(), unit) {
            (_, 0xD800..0xDC00) => {
                self.surrogate = Some(unit);
                None
            }
            (Some(high), 0xDC00..0xE000) => {
                char::decode_utf16([high, unit]).next().and_then(Result::ok)
            }
            _ => char::from_u32(u32::from(unit)),
        };
        if let Some(c) = c.filter(|c| !c.is_control()) {
            self.push(c);
        }
        self.skip = self.state.fallback;
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.shown() {
            self.pending.push(byte);
        }
    }

    fn push(&mut self, c: char) {
        self.flush();
        self.skip = 0;
        if self.shown() {
            self.say(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Decodes what stands in the code page of its font.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let page = self
            .charsets
            .get(&self.state.font)
            .copied()
            .unwrap_or(self.page);
        let pending = std::mem::take(&mut self.pending);
        let (text, _) = page.decode_without_bom_handling(&pending);
        self.say(&text);
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        936 | 54936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        1252 => WINDOWS_1252,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
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
    fn code_page_bytes_and_unicode() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}}{\f1\'d4\'f6\'b3\'a4}{\f0 5%\par \u22686\'3f\u-27265\'3f}{\*\generator x}{\v\f1\'d2\'fe}}";
        assert_eq!(text(rtf), "增长5%\n增长");
    }

    #[test]
    fn boxes_stand_behind_their_paragraph_and_those_of_a_foot_nowhere() {
        let rtf = br"{\rtf1\ansi{\footer\pard{\shp{\*\shpinst{\shptxt \pard 31\par}}}\par}\pard A{\shp{\*\shpinst{\shptxt \pard box\par}}}B\par C{\footnote note}D}";
        assert_eq!(text(rtf), "AB\nbox\nCD\n注释：\nnote\n");
    }

    #[test]
    fn broken_groups_end_quietly() {
        assert_eq!(text(br"{\rtf1 {{{ abc \'"), " abc ");
        assert_eq!(text(b"{\\rtf1}}}}}\\u"), "");
    }
}
