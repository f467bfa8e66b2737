//! What the bytes of a string mean in a font: characters and how far each moves.
//!
//! ToUnicode comes first. Without it the predefined CMaps of Chinese are the legacy encodings themselves (the bytes of
//! GBK-EUC-H are GBK, those of UniGB-UCS2-H are UTF-16), and the glyphs of Adobe's character collections have known
//! numbers. Follows ISO 32000-1, 9.6–9.10.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1252};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use lopdf::{Dictionary, Document, Object};

/// A font as far as its text goes.
#[derive(Debug)]
pub struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// What its codes were found to say.
    known: RefCell<HashMap<u32, Option<String>>>,
    /// Codes to numbers of glyphs (CIDs), where they are not the same.
    numbers: Option<CMap>,
    /// Numbers of glyphs to characters, where the font is of one of Adobe's collections.
    collection: Option<&'static CMap>,
    /// Advances in thousandths, by code (simple fonts) or number of the glyph.
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// Its characters stand below each other.
    pub vertical: bool,
    /// Nothing says which characters its codes are: they are shown as if they were Western.
    pub doubtful: bool,
}

/// How codes are cut out of a string and what they mean without ToUnicode.
#[derive(Debug)]
enum Codes {
    /// One byte each, with these characters.
    Simple(Vec<char>),
    /// One, two or four bytes of an encoding of before Unicode.
    Legacy(&'static Encoding),
    /// Two bytes of UTF-16.
    Utf16,
    /// Two bytes, numbers of glyphs.
    Glyphs,
}

/// One character of a string.
pub struct Glyph {
    /// What it says.
    pub text: String,
    /// How far it moves, in thousandths of the font's size.
    pub width: f64,
    /// It is a single byte 32, which word spacing widens.
    pub space: bool,
}

impl Font {
    /// Reads a font's dictionary.
    pub fn new(document: &Document, font: &Dictionary) -> Self {
        let name = |dictionary: &Dictionary, key: &[u8]| {
            dictionary
                .get_deref(key, document)
                .ok()
                .and_then(|object| object.as_name().ok())
                .map(|name| String::from_utf8_lossy(name).into_owned())
        };
        let to_unicode = font
            .get_deref(b"ToUnicode", document)
            .ok()
            .and_then(|object| object.as_stream().ok())
            .and_then(|stream| {
                stream
                    .get_plain_content_with_limit(super::LARGEST_STREAM)
                    .ok()
            })
            .and_then(|bytes| cmap(&bytes));
        if name(font, b"Subtype").as_deref() == Some("Type0") {
            let encoding = name(font, b"Encoding").unwrap_or_default();
            let descendant = font
                .get_deref(b"DescendantFonts", document)
                .ok()
                .and_then(|object| object.as_array().ok())
                .and_then(|array| array.first())
                .and_then(|object| document.dereference(object).ok())
                .and_then(|(_, object)| object.as_dict().ok());
            let mut widths = HashMap::new();
            if let Some(list) = descendant
                .and_then(|d| d.get_deref(b"W", document).ok())
                .and_then(|object| object.as_array().ok())
            {
                cid_widths(document, list, &mut widths);
            }
            let default_width = descendant
                .and_then(|d| d.get_deref(b"DW", document).ok())
                .and_then(number)
                .unwrap_or(1000.0);
            let codes = predefined(&encoding);
            let own = font.get_deref(b"Encoding", document).ok();
            let own = own.and_then(|object| object.as_stream().ok());
            let numbers = match own {
                Some(stream) => stream
                    .get_plain_content_with_limit(super::LARGEST_STREAM)
                    .ok()
                    .and_then(|bytes| cmap(&bytes)),
                None if matches!(codes, Codes::Glyphs) => None,
                None => load_embedded(CMapName::from_bytes(encoding.as_bytes())).and_then(cmap),
            };
            let collection = descendant
                .and_then(|d| d.get_deref(b"CIDSystemInfo", document).ok())
                .and_then(|object| object.as_dict().ok())
                .and_then(|system| system.get_deref(b"Ordering", document).ok())
                .and_then(|object| object.as_str().ok())
                .and_then(collection);
            return Self {
                codes,
                to_unicode,
                known: RefCell::default(),
                numbers,
                collection,
                widths,
                default_width,
                vertical: encoding.ends_with("-V") || encoding == "V",
                doubtful: false,
            };
        }
        let mut widths = HashMap::new();
        let first = font
            .get_deref(b"FirstChar", document)
            .ok()
            .and_then(|object| object.as_i64().ok())
            .and_then(|first| u32::try_from(first).ok())
            .unwrap_or(0);
        if let Some(list) = font
            .get_deref(b"Widths", document)
            .ok()
            .and_then(|object| object.as_array().ok())
        {
            for (at, object) in (first..).zip(list.iter().take(256)) {
                if let Some(width) = document
                    .dereference(object)
                    .ok()
                    .and_then(|(_, object)| number(object))
                {
                    widths.insert(at, width);
                }
            }
        }
        // A part of a font that was put into the file, with codes of its own.
        let subset = name(font, b"BaseFont").is_some_and(|name| name.get(6..7) == Some("+"));
        let type3 = name(font, b"Subtype").as_deref() == Some("Type3");
        Self {
            codes: Codes::Simple(simple(document, font)),
            doubtful: to_unicode.is_none() && (subset || type3) && !font.has(b"Encoding"),
            to_unicode,
            known: RefCell::default(),
            numbers: None,
            collection: None,
            widths,
            default_width: 500.0,
            vertical: false,
        }
    }

    /// The characters of a string.
    pub fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut out = Vec::with_capacity(bytes.len() / 2 + 1);
        if let Codes::Simple(_) = self.codes
            && self.to_unicode.is_none()
            && let Some(text) = gbk(bytes)
        {
            // È«ÊÀ½ç: GBK bytes shown through a Western font; each Chinese character has two codes.
            for c in text.chars() {
                out.push(Glyph {
                    text: c.to_string(),
                    width: if c.is_ascii() { 500.0 } else { 1000.0 },
                    space: c == ' ',
                });
            }
            return out;
        }
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let len = self
                .length(byte, bytes.get(at + 1).copied())
                .min(bytes.len() - at);
            let piece = bytes.get(at..at + len).unwrap_or(&[]);
            at += len.max(1);
            let code = piece.iter().fold(0, |code, b| code << 8 | u32::from(*b));
            let said = self.to_unicode.as_ref().and_then(|map| {
                let mut known = self.known.borrow_mut();
                known
                    .entry(code)
                    .or_insert_with(|| text_of(map, code))
                    .clone()
            });
            let number = self.numbers.as_ref().map_or(Some(code), |map| {
                map.lookup_cid_code(code, u8::try_from(len).unwrap_or(4))
            });
            let text = said.unwrap_or_else(|| self.own(number, piece));
            let width = number.and_then(|number| self.widths.get(&number).copied());
            let width = width.unwrap_or_else(|| {
                let half = matches!(self.codes, Codes::Legacy(_)) && len == 1
                    || matches!(self.codes, Codes::Utf16) && code < 0x100;
                if half { 500.0 } else { self.default_width }
            });
            out.push(Glyph {
                text,
                width,
                space: len == 1 && code == 32,
            });
        }
        out
    }

    /// How many bytes the code that starts with `first` has.
    fn length(&self, first: u8, second: Option<u8>) -> usize {
        match self.codes {
            Codes::Simple(_) => 1,
            Codes::Utf16 if (0xD8..0xDC).contains(&first) => 4,
            Codes::Legacy(_) if first < 0x81 => 1,
            Codes::Legacy(_) if second.is_some_and(|b| b.is_ascii_digit()) => 4,
            Codes::Utf16 | Codes::Glyphs | Codes::Legacy(_) => 2,
        }
    }

    /// What a code says without ToUnicode; `number` is that of its glyph.
    fn own(&self, number: Option<u32>, piece: &[u8]) -> String {
        match &self.codes {
            Codes::Simple(table) => table
                .get(piece.first().map_or(0, |byte| usize::from(*byte)))
                .filter(|c| **c != '\0')
                .map_or_else(String::new, char::to_string),
            Codes::Legacy(encoding) => encoding.decode_without_bom_handling(piece).0.into_owned(),
            Codes::Utf16 => encoding_rs::UTF_16BE
                .decode_without_bom_handling(piece)
                .0
                .into_owned(),
            Codes::Glyphs => number
                .zip(self.collection)
                .and_then(|(number, map)| text_of(map, number))
                .unwrap_or_else(|| "\u{fffd}".to_owned()),
        }
    }
}

/// The codes of a predefined CMap.
fn predefined(name: &str) -> Codes {
    if name.starts_with("GB") {
        Codes::Legacy(GB18030)
    } else if name.contains("B5") || name.starts_with("HKscs") {
        Codes::Legacy(BIG5)
    } else if name.contains("UCS2") || name.contains("UTF16") {
        Codes::Utf16
    } else {
        Codes::Glyphs
    }
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// `[c [w w w] first last w …]`.
fn cid_widths(document: &Document, list: &[Object], widths: &mut HashMap<u32, f64>) {
    let value = |at: usize| {
        list.get(at)
            .and_then(|object| document.dereference(object).ok())
            .map(|(_, object)| object)
    };
    let mut at = 0;
    while let Some(first) = value(at).and_then(number) {
        let first = first as u32;
        match value(at + 1) {
            Some(Object::Array(run)) => {
                for (cid, object) in (first..).zip(run) {
                    if let Some(width) = number(object) {
                        widths.insert(cid, width);
                    }
                }
                at += 2;
            }
            Some(last) => {
                let (Some(last), Some(width)) = (number(last), value(at + 2).and_then(number))
                else {
                    return;
                };
                for cid in first..=(last as u32).min(first.saturating_add(65_535)) {
                    widths.insert(cid, width);
                }
                at += 3;
            }
            None => return,
        }
    }
}

/// The characters of a simple font: its base encoding with its differences.
fn simple(document: &Document, font: &Dictionary) -> Vec<char> {
    let mut table: Vec<char> = (0..=255u8)
        .map(|byte| {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars()
                .next()
                .filter(|c| !c.is_control())
                .unwrap_or('\0')
        })
        .collect();
    let differences = font
        .get_deref(b"Encoding", document)
        .ok()
        .and_then(|object| object.as_dict().ok())
        .and_then(|encoding| encoding.get_deref(b"Differences", document).ok())
        .and_then(|object| object.as_array().ok());
    let mut code = 0usize;
    for object in differences.into_iter().flatten() {
        match object {
            Object::Name(name) => {
                if let (Some(slot), Some(c)) = (table.get_mut(code), named(name)) {
                    *slot = c;
                }
                code += 1;
            }
            other => {
                if let Ok(first) = other.as_i64() {
                    code = usize::try_from(first).unwrap_or(0);
                }
            }
        }
    }
    table
}

/// The character of a glyph's name: `uni4E2D`, `u4E2D`, and the names of figures and punctuation.
fn named(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    if let Some(hex) = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))
        && hex.len() >= 4
        && let Ok(code) = u32::from_str_radix(hex.get(..4.max(hex.len().min(6)))?, 16)
    {
        return char::from_u32(code);
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c);
    }
    Some(match name {
        "zero" => '0',
        "one" => '1',
        "two" => '2',
        "three" => '3',
        "four" => '4',
        "five" => '5',
        "six" => '6',
        "seven" => '7',
        "eight" => '8',
        "nine" => '9',
        "space" => ' ',
        "period" => '.',
        "comma" => ',',
        "percent" => '%',
        "hyphen" | "minus" => '-',
        "plus" => '+',
        "slash" => '/',
        "colon" => ':',
        "semicolon" => ';',
        "parenleft" => '(',
        "parenright" => ')',
        "bracketleft" => '[',
        "bracketright" => ']',
        "ampersand" => '&',
        "quotedblleft" => '“',
        "quotedblright" => '”',
        "quoteleft" => '‘',
        "quoteright" => '’',
        "emdash" => '—',
        "endash" => '–',
        "bullet" => '•',
        _ => return None,
    })
}

/// Bytes that are GBK: at least two characters of two bytes each, all of them common Chinese, and no other high byte.
fn gbk(bytes: &[u8]) -> Option<String> {
    let (mut at, mut pairs) = (0, 0);
    while let Some(&first) = bytes.get(at) {
        if first < 0x80 {
            at += 1;
            continue;
        }
        let second = *bytes.get(at + 1)?;
        if !matches!(first, 0xA1..=0xA3 | 0xB0..=0xF7) || second < 0xA1 {
            return None;
        }
        pairs += 1;
        at += 2;
    }
    if pairs == 0 {
        return None;
    }
    let (text, bad) = GB18030.decode_without_bom_handling(bytes);
    (!bad).then(|| text.into_owned())
}

/// Reads a CMap, with the predefined ones it builds on.
fn cmap(bytes: &[u8]) -> Option<CMap> {
    CMap::parse(bytes, load_embedded)
}

/// What a code says in a CMap to characters.
fn text_of(map: &CMap, code: u32) -> Option<String> {
    let text = match map.lookup_bf_string(code)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    (!text.is_empty() && text != "\u{fffd}" && text != "\0").then_some(text)
}

/// The characters of one of Adobe's collections of glyphs, by its ordering (GB1, CNS1); read once.
fn collection(ordering: &[u8]) -> Option<&'static CMap> {
    static KNOWN: [(&[u8], OnceLock<Option<CMap>>); 4] = [
        (b"GB1", OnceLock::new()),
        (b"CNS1", OnceLock::new()),
        (b"Japan1", OnceLock::new()),
        (b"Korea1", OnceLock::new()),
    ];
    let (_, known) = KNOWN.iter().find(|(name, _)| *name == ordering)?;
    let read = || {
        let family = CidFamily::from_registry_ordering(b"Adobe", ordering);
        family.ucs2_cmap().and_then(load_embedded).and_then(cmap)
    };
    known.get_or_init(read).as_ref()
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
    fn cmaps_list_codes_and_ranges() {
        let map = cmap(b"2 beginbfchar <0001> <589E> <0002><957F> endbfchar 2 beginbfrange <0010> <0012> <0030> <0020> <0021> [<4E00> <4E8C>] endbfrange").unwrap();
        let text = |code: u32| text_of(&map, code).unwrap_or_default();
        assert_eq!(
            [1, 2, 0x11, 0x12, 0x21].map(text),
            ["增", "长", "1", "2", "二"]
        );
    }

    #[test]
    fn glyphs_of_adobes_collections_have_characters() {
        // The numbers of Adobe-GB1 that GBK-EUC-H gives the GBK bytes of 增 and 长.
        let gbk = load_embedded(CMapName::from_bytes(b"GBK-EUC-H"))
            .and_then(cmap)
            .unwrap();
        let map = collection(b"GB1").unwrap();
        for (text, code) in [("增", 0xD4F6), ("长", 0xB3A4), ("%", 0x25)] {
            let number = gbk
                .lookup_cid_code(code, if code > 255 { 2 } else { 1 })
                .unwrap();
            assert_eq!(text_of(map, number).as_deref(), Some(text));
        }
        assert!(collection(b"Identity").is_none());
    }

    #[test]
    fn gbk_in_a_western_font_is_told_from_western_text() {
        let bytes = GB18030.encode("增长5%，").0;
        assert_eq!(gbk(&bytes).as_deref(), Some("增长5%，"));
        assert_eq!(gbk("plain".as_bytes()), None);
        assert_eq!(gbk(&WINDOWS_1252.encode("café").0), None);
    }
}
