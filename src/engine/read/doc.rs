//! The text of Word 97–2003 files (doc, and wps, which keeps the same container), as [MS-DOC] describes it: the piece
//! table, the properties of characters and paragraphs, styles, lists, notes and text boxes.
//!
//! What becomes of deleted and hidden text, numbers, notes and boxes is as for docx. Older files are left to `undoc`.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use cfb::CompoundFile as Container;

use super::flow::Flow;
use super::numbering::{LEVELS, Level, Numbering};
use super::{ReadError, field, note};
use crate::text::letters::plain;

/// No stream of a document is larger.
const LARGEST_STREAM: u64 = 256 << 20;

/// No report has more text boxes.
const MOST_BOXES: usize = 4_096;

/// The text of a doc, a line for each paragraph and each row of a table.
pub fn text(bytes: &[u8]) -> Result<String, ReadError> {
    let damaged = |detail: String| ReadError::Damaged {
        kind: "Word 97–2003",
        detail,
    };
    let mut container =
        Container::open(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let mut stream = |name: &str| {
        let mut out = Vec::new();
        let found = container.open_stream(name).ok()?;
        found.take(LARGEST_STREAM).read_to_end(&mut out).ok()?;
        Some(out)
    };
    let Some(document) = stream("/WordDocument") else {
        return super::word6::old_word(bytes);
    };
    // Word 6 and 95 keep everything elsewhere.
    if u16_at(&document, 2).is_none_or(|version| version < 0xC0) {
        return super::word6::old_word(bytes);
    }
    let flags = u16_at(&document, 0x0A).unwrap_or(0);
    if flags & 0x0100 != 0 {
        return Err(ReadError::Encrypted { kind: "Word" });
    }
    let table = if flags & 0x0200 != 0 {
        "/1Table"
    } else {
        "/0Table"
    };
    let table = stream(table).ok_or_else(|| damaged("no table stream".to_owned()))?;
    let data = stream("/Data").unwrap_or_default();
    let reader = Reader::new(&document, &table, &data);
    if reader.pieces.is_empty() {
        return Err(damaged("no text".to_owned()));
    }
    Ok(reader.text())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Tables of the document (FibRgFcLcb97), by their number.
#[derive(Clone, Copy)]
enum Part {
    Styles = 1,
    CharacterPages = 12,
    ParagraphPages = 13,
    Pieces = 33,
    Shapes = 40,
    Boxes = 56,
    Lists = 73,
    Numbers = 74,
}

/// Stories of the document, by the number of their length (FibRgLw97). They stand behind each other in this order.
const STORIES: [usize; 7] = [3, 4, 5, 6, 7, 8, 9];

/// A piece of the text: characters from `from` to `to`, at a place in the document's stream.
struct Piece {
    from: usize,
    to: usize,
    place: usize,
    /// A byte a character, of Windows-1252.
    narrow: bool,
    /// Properties that a fast save put over those of the pages.
    over: Vec<u8>,
}

/// What the properties of a character say.
#[derive(Clone, Copy, Default)]
struct Character {
    deleted: bool,
    hidden: bool,
    raised: bool,
    /// A character of a symbol font, which stands for what the text has there.
    symbol: Option<char>,
}

/// What the properties of a paragraph say.
#[derive(Clone, Default)]
struct Paragraph {
    style: u16,
    /// The number of its list, from 1; 0 takes the one of its style away.
    number: Option<u16>,
    level: Option<usize>,
    /// It stands in a cell.
    in_table: bool,
    /// It is the end of a row.
    ends_row: bool,
    /// It ends a cell or a row of a table inside a cell.
    inner_end: bool,
    /// The cells of the row that belong to the one before them.
    merged: Vec<bool>,
}

/// What a style adds to what it builds on.
#[derive(Clone, Default)]
struct Style {
    base: Option<u16>,
    hidden: Option<bool>,
    raised: Option<bool>,
    number: Option<u16>,
    level: Option<usize>,
}

struct Reader<'a> {
    document: &'a [u8],
    table: &'a [u8],
    data: &'a [u8],
    pieces: Vec<Piece>,
    /// Places in the stream with the properties that start there, in order.
    characters: Vec<(usize, usize, Vec<u8>)>,
    paragraphs: Vec<(usize, usize, Vec<u8>)>,
    styles: Vec<Style>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a [u8], table: &'a [u8], data: &'a [u8]) -> Self {
        let mut reader = Reader {
            document,
            table,
            data,
            pieces: Vec::new(),
            characters: Vec::new(),
            paragraphs: Vec::new(),
            styles: Vec::new(),
        };
        reader.pieces = pieces(reader.part(Part::Pieces));
        reader.characters = reader.pages(Part::CharacterPages);
        reader.paragraphs = reader.pages(Part::ParagraphPages);
        reader.styles = styles(reader.part(Part::Styles));
        reader
    }

    /// The bytes of a table.
    fn part(&self, part: Part) -> &'a [u8] {
        let at = 0x9A + 8 * part as usize;
        let place = u32_at(self.document, at).unwrap_or(0) as usize;
        let len = u32_at(self.document, at + 4).unwrap_or(0) as usize;
        let end = place.saturating_add(len).min(self.table.len());
        self.table.get(place..end).unwrap_or(&[])
    }

    /// Where the stories begin: the text, its notes, and so on, and the end of the last.
    fn stories(&self) -> [usize; 8] {
        let mut starts = [0; 8];
        let mut at = 0usize;
        for (start, number) in starts.iter_mut().zip(STORIES) {
            *start = at;
            let len = u32_at(self.document, 0x40 + 4 * number).unwrap_or(0) as usize;
            at = at.saturating_add(len);
        }
        if let Some(end) = starts.last_mut() {
            *end = at;
        }
        starts
    }

    /// The property pages of characters or paragraphs: from which place in the stream to which, and what they say.
    fn pages(&self, part: Part) -> Vec<(usize, usize, Vec<u8>)> {
        let plc = self.part(part);
        // A page is named once.
        let count = (plc.len().saturating_sub(4) / 8).min(self.document.len() / 512);
        let mut out = Vec::new();
        for at in 0..count {
            let number = u32_at(plc, plc.len() - 4 * (count - at)).unwrap_or(0) & 0x3F_FFFF;
            let start = number as usize * 512;
            let Some(page) = self.document.get(start..start + 512) else {
                continue;
            };
            let runs = usize::from(page.last().copied().unwrap_or(0));
            let paragraphs = matches!(part, Part::ParagraphPages);
            let size = if paragraphs { 13 } else { 1 };
            for run in 0..runs {
                let (Some(from), Some(to)) = (u32_at(page, 4 * run), u32_at(page, 4 * run + 4))
                else {
                    break;
                };
                let word = page.get(4 * (runs + 1) + size * run).copied().unwrap_or(0);
                let at = usize::from(word) * 2;
                let own = if at == 0 {
                    &[]
                } else if paragraphs {
                    // Its length in words; 0, and the length follows.
                    match page.get(at).copied().unwrap_or(0) {
                        0 => {
                            let len = usize::from(page.get(at + 1).copied().unwrap_or(0)) * 2;
                            page.get(at + 2..at + 2 + len).unwrap_or(&[])
                        }
                        words => page.get(at + 1..at + usize::from(words) * 2).unwrap_or(&[]),
                    }
                } else {
                    let len = usize::from(page.get(at).copied().unwrap_or(0));
                    page.get(at + 1..at + 1 + len).unwrap_or(&[])
                };
                out.push((from as usize, to as usize, own.to_vec()));
            }
        }
        out.sort_by_key(|(from, ..)| *from);
        out
    }

    fn text(&self) -> String {
        let [main, notes, heads, _, _, ends, boxes, end] = self.stories();
        let mut numbering = self.numbering();
        let mut boxes = self.boxes(boxes, end);
        let mut text = self.story(main, notes, &mut numbering, &mut boxes);
        // A box of a group has no place of its own.
        let mut rest: Vec<(usize, String)> = boxes.into_iter().collect();
        rest.sort();
        for (_, own) in rest {
            text.push_str(&own);
        }
        let mut own = self.story(notes, heads, &mut numbering, &mut HashMap::new());
        own.push_str(&self.story(ends, self.stories()[6], &mut numbering, &mut HashMap::new()));
        note::append(&mut text, &own);
        text
    }

    /// The text from one character to another, with the text of the boxes whose places it holds.
    fn story(
        &self,
        from: usize,
        to: usize,
        numbering: &mut Numbering,
        boxes: &mut HashMap<usize, String>,
    ) -> String {
        let mut story = Story {
            reader: self,
            numbering,
            boxes,
            flow: Flow::default(),
            line: Vec::new(),
            source: Source::default(),
            behind: String::new(),
            cells: None,
            fields: Vec::new(),
        };
        // Pieces do not overlap; where they do, the file was made to.
        let mut left = self.document.len();
        for (number, piece) in self.pieces.iter().enumerate() {
            let (start, end) = (piece.from.max(from), piece.to.min(to));
            story.source.piece = number;
            for at in start..end.max(start) {
                if left == 0 {
                    return story.end();
                }
                left -= 1;
                let width = if piece.narrow { 1 } else { 2 };
                let place = piece.place.saturating_add((at - piece.from) * width);
                let Some(unit) = self.unit(place, piece.narrow) else {
                    break;
                };
                story.unit(at, unit, place);
            }
        }
        story.end()
    }

    fn unit(&self, place: usize, narrow: bool) -> Option<u16> {
        if !narrow {
            return u16_at(self.document, place);
        }
        let byte = *self.document.get(place)?;
        let text = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .into_owned();
        text.encode_utf16().next()
    }

    /// What the style and the styles it builds on say.
    fn styled<T>(&self, style: u16, get: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut next = Some(style);
        // A style may name itself as its base.
        for _ in 0..16 {
            let own = self.styles.get(usize::from(next?))?;
            if let Some(found) = get(own) {
                return Some(found);
            }
            next = own.base;
        }
        None
    }

    fn character(&self, source: Source, style: u16) -> Character {
        let mut out = Character::default();
        let mut hidden = self.styled(style, |style| style.hidden).unwrap_or(false);
        let own = source.run.and_then(|run| self.characters.get(run));
        let own = own.map_or(&[] as &[u8], |(_, _, own)| own);
        let over = self
            .pieces
            .get(source.piece)
            .map_or(&[] as &[u8], |piece| &piece.over);
        let mut see = |code: u16, operand: &[u8]| {
            let first = operand.first().copied().unwrap_or(0);
            match code {
                0x0800 => out.deleted = first != 0,
                // On, off, as the style, or not as the style.
                0x083C => {
                    hidden = match first {
                        0 => false,
                        0x80 => hidden,
                        0x81 => !hidden,
                        _ => true,
                    }
                }
                0x4A30 => {
                    let own = u16_at(operand, 0).unwrap_or(0);
                    hidden = self.styled(own, |style| style.hidden).unwrap_or(hidden);
                    out.raised = self.styled(own, |style| style.raised).unwrap_or(false);
                }
                0x2A48 => out.raised = first == 1,
                0x6A09 => {
                    let code = u16_at(operand, 2).map(u32::from);
                    out.symbol = code.and_then(char::from_u32).map(plain);
                }
                _ => {}
            }
        };
        each(own, &mut see);
        each(over, &mut see);
        out.hidden = hidden;
        out
    }

    /// The properties of the paragraph whose mark is at a place.
    fn paragraph(&self, place: usize, piece: usize) -> Paragraph {
        let mut out = Paragraph::default();
        let run = found(&self.paragraphs, place);
        if let Some((_, _, own)) = run.and_then(|run| self.paragraphs.get(run)) {
            out.style = u16_at(own, 0).unwrap_or(0);
            self.paragraph_properties(own.get(2..).unwrap_or(&[]), &mut out, true);
        }
        let over = self
            .pieces
            .get(piece)
            .map_or(&[] as &[u8], |piece| &piece.over);
        self.paragraph_properties(over, &mut out, false);
        out
    }

    fn paragraph_properties(&self, properties: &[u8], out: &mut Paragraph, follow: bool) {
        let mut huge = None;
        each(properties, |code, operand| {
            let first = operand.first().copied().unwrap_or(0);
            match code {
                0x4600 => out.style = u16_at(operand, 0).unwrap_or(out.style),
                0x260A => out.level = Some(usize::from(first)),
                0x460B => out.number = u16_at(operand, 0),
                0x2416 => out.in_table = first != 0,
                0x2417 => out.ends_row = first != 0,
                0x244B | 0x244C => out.inner_end = first != 0,
                // Properties too long for the page.
                0x6645 | 0x6646 => huge = u32_at(operand, 0),
                0xD608 => out.merged = merged(operand),
                _ => {}
            }
        });
        if let Some(at) = huge.filter(|_| follow) {
            let at = at as usize;
            let len = usize::from(u16_at(self.data, at).unwrap_or(0));
            let own = self.data.get(at + 2..at + 2 + len).unwrap_or(&[]);
            self.paragraph_properties(own, out, false);
        }
    }

    /// The lists, each with the numbers that use it.
    fn numbering(&self) -> Numbering {
        let mut out = Numbering::default();
        let lists = self.part(Part::Lists);
        let count = usize::from(u16_at(lists, 0).unwrap_or(0));
        // The levels of all lists stand behind their table, outside its length.
        let table = self.table;
        let start = u32_at(self.document, 0x9A + 8 * Part::Lists as usize).unwrap_or(0) as usize;
        let mut at = start + 2 + 28 * count;
        for list in 0..count {
            let own = start + 2 + 28 * list;
            let (Some(id), Some(flags)) = (u32_at(table, own), table.get(own + 26)) else {
                break;
            };
            let levels = if flags & 1 == 1 { 1 } else { LEVELS };
            let read: Vec<Level> = (0..levels).map_while(|_| level(table, &mut at)).collect();
            out.add_list(&id.to_string(), read);
        }
        let numbers = self.part(Part::Numbers);
        let count = u32_at(numbers, 0).unwrap_or(0).min(65_535) as usize;
        let mut at = 4 + 16 * count;
        for number in 0..count {
            let own = 4 + 16 * number;
            let (Some(list), Some(&changed)) = (u32_at(numbers, own), numbers.get(own + 12)) else {
                break;
            };
            // A place, then the levels that this number changes.
            at += 4;
            let mut restarts = Vec::new();
            for _ in 0..changed {
                let start = u32_at(numbers, at).unwrap_or(1);
                let flags = u32_at(numbers, at + 4).unwrap_or(0);
                at += 8;
                if flags & 0x10 != 0 {
                    restarts.push(((flags & 0xF) as usize, start));
                }
                if flags & 0x20 != 0 && level(numbers, &mut at).is_none() {
                    break;
                }
            }
            out.add_number(&(number + 1).to_string(), &list.to_string(), restarts);
        }
        out
    }

    /// The text of the boxes, by the character at which each hangs.
    fn boxes(&self, from: usize, to: usize) -> HashMap<usize, String> {
        let texts = self.part(Part::Boxes);
        let shapes = self.part(Part::Shapes);
        let count = (texts.len().saturating_sub(4) / 26).min(MOST_BOXES);
        let hung = (shapes.len().saturating_sub(4) / 30).min(MOST_BOXES);
        let mut out = HashMap::new();
        for at in 0..count {
            let edge = |at: usize| u32_at(texts, 4 * at).unwrap_or(0) as usize;
            let shape = u32_at(texts, 4 * (count + 1) + 22 * at + 14);
            let place = (0..hung)
                .find(|at| u32_at(shapes, 4 * (hung + 1) + 26 * at) == shape)
                .and_then(|at| u32_at(shapes, 4 * at));
            let (start, end) = (from + edge(at), (from + edge(at + 1)).min(to));
            let none = &mut HashMap::new();
            let text = self.story(start, end, &mut Numbering::default(), none);
            let text = text.trim();
            if !text.is_empty() {
                // One without a place stands behind all others.
                let place = place.map_or(usize::MAX - at, |place| place as usize);
                out.insert(place, format!("{text}\n"));
            }
        }
        out
    }
}

/// Which run holds the properties at a place in the stream.
fn found(pages: &[(usize, usize, Vec<u8>)], place: usize) -> Option<usize> {
    let run = pages
        .partition_point(|(from, ..)| *from <= place)
        .checked_sub(1)?;
    pages.get(run).filter(|(_, to, _)| place < *to).map(|_| run)
}

/// Which cells of a row belong to the one before them, as its definition says.
fn merged(operand: &[u8]) -> Vec<bool> {
    let count = usize::from(operand.first().copied().unwrap_or(0));
    let cells = 1 + 2 * (count + 1);
    (0..count)
        .map(|cell| u16_at(operand, cells + 20 * cell).is_some_and(|flags| flags & 2 != 0))
        .collect()
}

/// A level of a list, and moves behind it.
fn level(table: &[u8], at: &mut usize) -> Option<Level> {
    let start = u32_at(table, *at)?;
    let format = *table.get(*at + 4)?;
    let characters = usize::from(*table.get(*at + 24)?);
    let paragraphs = usize::from(*table.get(*at + 25)?);
    *at += 28 + characters + paragraphs;
    let len = usize::from(u16_at(table, *at)?);
    let units: Vec<u16> = (0..len)
        .map_while(|unit| u16_at(table, *at + 2 + 2 * unit))
        .collect();
    *at += 2 + 2 * len;
    // A number of a level stands as the level itself.
    let text = String::from_utf16_lossy(&units)
        .chars()
        .map(|c| match u32::from(c) {
            level @ 0..9 => format!("%{}", level + 1),
            _ => c.to_string(),
        })
        .collect();
    Some(Level {
        start,
        format: counting(format).to_owned(),
        text,
    })
}

/// How a list counts ([MS-OSHARED] 2.2.1.3), in the words of docx.
fn counting(format: u8) -> &'static str {
    match format {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 | 11 | 16 | 33 | 35 | 37..=39 => "chineseCounting",
        18 | 28 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 => "bullet",
        0xFF => "none",
        _ => "decimal",
    }
}

/// The pieces of the text; what a fast save changed comes before them.
fn pieces(clx: &[u8]) -> Vec<Piece> {
    let mut at = 0;
    let mut changes: Vec<&[u8]> = Vec::new();
    while clx.get(at) == Some(&1) {
        let len = usize::from(u16_at(clx, at + 1).unwrap_or(0));
        changes.push(clx.get(at + 3..at + 3 + len).unwrap_or(&[]));
        at += 3 + len;
    }
    let plc = match clx.get(at) {
        Some(2) => clx.get(at + 5..).unwrap_or(&[]),
        _ => return Vec::new(),
    };
    let count = plc.len().saturating_sub(4) / 12;
    (0..count)
        .filter_map(|piece| {
            let own = 4 * (count + 1) + 8 * piece;
            let place = u32_at(plc, own + 2)?;
            let change = u16_at(plc, own + 6)?;
            let narrow = place & 0x4000_0000 != 0;
            let place = (place & 0x3FFF_FFFF) as usize;
            let over = changes
                .get(usize::from(change >> 1))
                .filter(|_| change & 1 == 1);
            Some(Piece {
                from: u32_at(plc, 4 * piece)? as usize,
                to: u32_at(plc, 4 * piece + 4)? as usize,
                place: if narrow { place / 2 } else { place },
                narrow,
                over: over.map_or_else(Vec::new, |over| over.to_vec()),
            })
        })
        .collect()
}

/// Calls `see` with the code and the operand of each property.
fn each(properties: &[u8], mut see: impl FnMut(u16, &[u8])) {
    let mut at = 0;
    while let Some(code) = u16_at(properties, at) {
        at += 2;
        let (skip, len) = match (code, code >> 13) {
            // The definition of a table has a length of two bytes, one more than there are.
            (0xD608, _) => (
                2,
                usize::from(u16_at(properties, at).unwrap_or(1)).saturating_sub(1),
            ),
            (_, 0 | 1) => (0, 1),
            (_, 2 | 4 | 5) => (0, 2),
            (_, 3) => (0, 4),
            (_, 7) => (0, 3),
            _ => (1, usize::from(properties.get(at).copied().unwrap_or(0))),
        };
        at += skip;
        see(code, properties.get(at..at + len).unwrap_or(&[]));
        at += len;
    }
}

/// The styles by their numbers.
fn styles(sheet: &[u8]) -> Vec<Style> {
    let head = usize::from(u16_at(sheet, 0).unwrap_or(0));
    let count = usize::from(u16_at(sheet, 2).unwrap_or(0));
    let fixed = usize::from(u16_at(sheet, 4).unwrap_or(10));
    let mut at = 2 + head;
    let mut out = Vec::new();
    for _ in 0..count {
        let Some(len) = u16_at(sheet, at).map(usize::from) else {
            break;
        };
        let own = sheet.get(at + 2..at + 2 + len).unwrap_or(&[]);
        at += 2 + len;
        out.push(style(own, fixed).unwrap_or_default());
    }
    out
}

fn style(own: &[u8], fixed: usize) -> Option<Style> {
    let kind = u16_at(own, 2)?;
    let base = kind >> 4;
    let mut out = Style {
        base: (base != 0xFFF).then_some(base),
        ..Style::default()
    };
    // Its name, with an end mark, then what it changes: for paragraphs first those, for both the characters.
    let name = usize::from(u16_at(own, fixed)?);
    let mut at = fixed + 2 + 2 * (name + 1);
    let mut next = || {
        let len = usize::from(u16_at(own, at)?);
        let found = own.get(at + 2..at + 2 + len);
        at += 2 + len + len % 2;
        found
    };
    if kind & 0xF == 1 {
        each(
            next()?.get(2..).unwrap_or(&[]),
            |code, operand| match code {
                0x260A => out.level = operand.first().map(|level| usize::from(*level)),
                0x460B => out.number = u16_at(operand, 0),
                _ => {}
            },
        );
    }
    if matches!(kind & 0xF, 1 | 2) {
        each(next()?, |code, operand| match code {
            0x083C => out.hidden = operand.first().map(|on| *on != 0),
            0x2A48 => out.raised = operand.first().map(|place| *place == 1),
            _ => {}
        });
    }
    Some(out)
}

/// Where the properties of a character are: the run of its page, and its piece.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Source {
    run: Option<usize>,
    piece: usize,
}

/// One story, character by character.
struct Story<'a, 'b> {
    reader: &'a Reader<'a>,
    numbering: &'b mut Numbering,
    boxes: &'b mut HashMap<usize, String>,
    flow: Flow,
    /// The paragraph so far: its characters, and where their properties are.
    line: Vec<(u16, Source)>,
    /// That of the last character: the next one's is mostly the same.
    source: Source,
    /// Its boxes.
    behind: String,
    /// The cells of the row so far.
    cells: Option<Vec<String>>,
    /// The fields that are open: the code of each until its result begins.
    fields: Vec<Option<String>>,
}

impl Story<'_, '_> {
    fn unit(&mut self, at: usize, unit: u16, place: usize) {
        let pages = &self.reader.characters;
        let own = self.source.run.and_then(|run| pages.get(run));
        if !own.is_some_and(|(from, to, _)| (*from..*to).contains(&place)) {
            self.source.run = found(pages, place);
        }
        if let Some(text) = self.boxes.remove(&at) {
            self.behind.push_str(&text);
        }
        // The ends of a paragraph, a cell, a page.
        if matches!(unit, 0x07 | 0x0C | 0x0D) {
            let own = self.reader.paragraph(place, self.source.piece);
            let mark = self.reader.character(self.source, own.style);
            self.paragraph(&own, unit, mark.deleted);
        } else {
            self.line.push((unit, self.source));
        }
    }

    /// Ends the paragraph that was read.
    fn paragraph(&mut self, own: &Paragraph, mark: u16, deleted: bool) {
        if own.in_table && self.cells.is_none() {
            self.cells = Some(Vec::new());
            self.flow.open();
        } else if !own.in_table && self.cells.is_some() {
            self.row(&[]);
        }
        self.say(own);
        let cells = self.cells.is_some();
        match mark {
            0x07 if own.ends_row => self.row(&own.merged),
            0x07 if cells => {
                let text = self.flow.close();
                if let Some(cells) = &mut self.cells {
                    cells.push(text);
                }
                self.flow.open();
            }
            _ if deleted => {}
            _ if own.inner_end => self.flow.text(" "),
            _ => self.flow.text("\n"),
        }
        self.flow.text(&std::mem::take(&mut self.behind));
    }

    /// Ends a row of cells.
    fn row(&mut self, merged: &[bool]) {
        let open = self.flow.close();
        for (at, cell) in self
            .cells
            .take()
            .unwrap_or_default()
            .into_iter()
            .enumerate()
        {
            if !merged.get(at).copied().unwrap_or(false) {
                self.flow.open();
                self.flow.text(&cell);
                self.flow.cell_end();
            }
        }
        self.flow.row_end();
        if !open.trim().is_empty() {
            self.flow.text(&open);
        }
    }

    /// Writes the characters of the paragraph.
    fn say(&mut self, own: &Paragraph) {
        let line = std::mem::take(&mut self.line);
        let mut label = self.label(own, &line);
        let mut last = None;
        let mut high = None;
        for (unit, source) in &line {
            let how = match last {
                Some((before, how)) if before == *source => how,
                _ => self.reader.character(*source, own.style),
            };
            last = Some((*source, how));
            let drawn = match unit {
                0x13 => {
                    self.fields.push(Some(String::new()));
                    continue;
                }
                0x14 => {
                    if let Some(code) = self.fields.last_mut() {
                        *code = None;
                    }
                    continue;
                }
                // A field without a result may draw its text by its code.
                0x15 => self.fields.pop().flatten().map(|code| field::text(&code)),
                _ => None,
            };
            if how.deleted || how.hidden {
                continue;
            }
            let c = match (high.take(), *unit) {
                (_, 0xD800..0xDC00) => {
                    high = Some(*unit);
                    continue;
                }
                (Some(high), 0xDC00..0xE000) => char::decode_utf16([high, *unit])
                    .next()
                    .and_then(Result::ok),
                _ => char::from_u32(u32::from(*unit)),
            };
            let c = how.symbol.or(c);
            if let Some(code) = self.fields.iter_mut().flatten().next() {
                code.extend(c);
                continue;
            }
            if let Some(text) = drawn {
                self.flow.text(&text);
                continue;
            }
            let Some(c) = c else { continue };
            if !c.is_control()
                && !c.is_whitespace()
                && let Some(label) = label.take()
            {
                self.flow.text(&label);
            }
            match c {
                '\t' => self.flow.tab(),
                '\u{b}' => self.flow.line_end(),
                '\u{1e}' => self.flow.text("-"),
                c if c.is_control() => {}
                c if how.raised => self.flow.raised(c.encode_utf8(&mut [0; 4])),
                c => self.flow.text(c.encode_utf8(&mut [0; 4])),
            }
        }
    }

    /// The number of the paragraph, if it has a text and a number.
    fn label(&mut self, own: &Paragraph, line: &[(u16, Source)]) -> Option<String> {
        let shown = |unit: u16| {
            let c = char::from_u32(u32::from(unit));
            c.is_some_and(|c| !c.is_whitespace() && !c.is_control())
        };
        if !line.iter().any(|(unit, _)| shown(*unit)) {
            return None;
        }
        let reader = self.reader;
        let number = own
            .number
            .or_else(|| reader.styled(own.style, |style| style.number))?;
        let level = own
            .level
            .or_else(|| reader.styled(own.style, |style| style.level));
        self.numbering.label(Some(&number.to_string()), level, None)
    }

    fn end(mut self) -> String {
        if !self.line.is_empty() {
            self.say(&Paragraph::default());
        }
        if self.cells.is_some() {
            self.row(&[]);
        }
        self.flow.text(&std::mem::take(&mut self.behind));
        self.flow.into_text()
    }
}
