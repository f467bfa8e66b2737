//! The text of a Rich Text file: groups, control words, bytes of the code page of their font, Unicode escapes.
//!
//! Pictures, headers, footnotes, hidden and deleted text are left out. Follows «Rich Text Format Specification 1.9.1».

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

/// What a group may change and its end restores.
#[derive(Clone)]
struct State {
    /// Nothing of it is shown.
    muted: bool,
    /// The font table is being read.
    fonts: bool,
    hidden: bool,
    /// How many characters stand in for a \u for older readers.
    fallback: usize,
    font: i32,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    out: String,
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
        out: String::new(),
        pending: Vec::new(),
        page: GB18030,
        charsets: HashMap::new(),
        state: State {
            muted: false,
            fonts: false,
            hidden: false,
            fallback: 1,
            font: 0,
        },
        stack: Vec::new(),
        skip: 0,
        surrogate: None,
    };
    reader.run();
    reader.out
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
            "par" | "line" | "sect" | "page" | "row" => self.push('\n'),
            "tab" => self.push(' '),
            "cell" | "nestcell" => self.push('\t'),
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
            "colortbl" | "stylesheet" | "info" | "pict" | "object" | "header" | "headerl"
            | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "footnote"
            | "annotation" | "fldinst" | "listtext" | "pntext" | "themedata" | "datastore" => {
                self.flush();
                self.state.muted = true;
            }
            "shptxt" => self.state.muted = false,
            "v" | "deleted" => {
                self.flush();
                self.state.hidden = on;
            }
            "plain" => {
                self.flush();
                self.state.hidden = false;
            }
            "bin" => self.at += usize::try_from(number.unwrap_or(0)).unwrap_or(0),
            _ => {}
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
        } else if !self.state.muted && !self.state.hidden {
            self.pending.push(byte);
        }
    }

    fn push(&mut self, c: char) {
        self.flush();
        self.skip = 0;
        if !self.state.muted && !self.state.hidden {
            self.out.push(c);
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
        let (text, _) = page.decode_without_bom_handling(&self.pending);
        self.out.push_str(&text);
        self.pending.clear();
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
    fn broken_groups_end_quietly() {
        assert_eq!(text(br"{\rtf1 {{{ abc \'"), " abc ");
        assert_eq!(text(b"{\\rtf1}}}}}\\u"), "");
    }
}
