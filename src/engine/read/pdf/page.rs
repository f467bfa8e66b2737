//! One page: its operators to runs of text, each with its place, and to the rules that tables are drawn with. Follows
//! ISO 32000-1, 8.5 (paths) and 9.4 (text).

use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Fonts;
use super::font::Font;
use crate::engine::read::layout::page::{Direction, IDENTITY, Matrix, Page, Rule, Run, multiply};

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    leading: f64,
    spacing: f64,
    word_spacing: f64,
    scale: f64,
    rise: f64,
    /// Text is drawn to be searched, not seen (mode 3: the text layer of a scan).
    invisible: bool,
    /// Half transparent.
    faint: bool,
    /// Nearly as white as the paper.
    pale: bool,
}

struct Reader<'a> {
    document: &'a Document,
    fonts: &'a mut Fonts,
    page: Page,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// Marked content that is open.
    marks: Vec<Mark>,
    /// The path being drawn: where it is, and its straight lines so far.
    path: (f64, f64),
    drawn: Vec<Rule>,
    /// Operators left: a page that never ends is cut.
    budget: usize,
}

/// Marked content (ISO 32000-1, 14.6).
#[derive(Default)]
struct Mark {
    /// What it says, where the file tells (/ActualText).
    says: Option<String>,
    /// A head, a foot, a watermark (/Artifact).
    artifact: bool,
}

/// A page with more rules is a drawing.
const MOST_RULES: usize = 4_000;

/// A filled rectangle as thin as this, in points, is a rule.
const THIN: f64 = 3.0;

/// A page with more operators is a drawing.
const MOST_OPERATORS: usize = 3_000_000;

/// Forms inside forms are followed this deep.
const DEEPEST: usize = 8;

/// Reads one page.
pub fn read(document: &Document, id: ObjectId, fonts: &mut Fonts) -> Page {
    let dictionary = document.get_dictionary(id).ok();
    let measure = dictionary
        .and_then(|page| {
            // What is cut off is not seen.
            inherited(document, page, b"CropBox").or_else(|| inherited(document, page, b"MediaBox"))
        })
        .and_then(|object| object.as_array().ok())
        .map(|array| {
            let list: Vec<f64> = array.iter().filter_map(number).collect();
            list
        })
        .filter(|list| list.len() == 4)
        .unwrap_or_else(|| vec![0.0, 0.0, 595.0, 842.0]);
    let at = |i: usize| measure.get(i).copied().unwrap_or(0.0);
    let rotation = dictionary
        .and_then(|page| inherited(document, page, b"Rotate"))
        .and_then(|object| object.as_i64().ok())
        .unwrap_or(0)
        .rem_euclid(360);
    let (width, height) = (at(2) - at(0), at(3) - at(1));
    // The page as it is looked at.
    let (ctm, right, top) = match rotation {
        90 => ([0.0, -1.0, 1.0, 0.0, -at(1), width + at(0)], height, width),
        180 => ([-1.0, 0.0, 0.0, -1.0, at(2), at(3)], width, height),
        270 => ([0.0, 1.0, -1.0, 0.0, height + at(1), -at(0)], height, width),
        _ => ([1.0, 0.0, 0.0, 1.0, -at(0), -at(1)], width, height),
    };
    let mut reader = Reader {
        document,
        fonts,
        page: Page {
            right,
            top,
            ..Page::default()
        },
        state: State {
            ctm,
            font: None,
            size: 1.0,
            leading: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            rise: 0.0,
            invisible: false,
            faint: false,
            pale: false,
        },
        stack: Vec::new(),
        text: IDENTITY,
        line: IDENTITY,
        marks: Vec::new(),
        path: (0.0, 0.0),
        drawn: Vec::new(),
        budget: MOST_OPERATORS,
    };
    let content = document
        .get_page_content_with_limit(id, super::LARGEST_STREAM)
        .unwrap_or_default();
    let resources = dictionary
        .and_then(|page| inherited(document, page, b"Resources"))
        .and_then(|object| object.as_dict().ok());
    reader.run(&content, resources, 0);
    reader.page
}

/// An entry of a page or of the pages above it.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut page = page;
    for _ in 0..32 {
        if let Ok(found) = page.get_deref(key, document) {
            return Some(found);
        }
        page = page.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// UTF-16 with a byte order mark, or PDFDocEncoding, which figures and letters share with Latin-1.
fn actual_text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(units) => encoding_rs::UTF_16BE
            .decode_without_bom_handling(units)
            .0
            .into_owned(),
        None => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

impl Reader<'_> {
    fn run(&mut self, content: &[u8], resources: Option<&Dictionary>, depth: usize) {
        let Ok(content) = Content::decode(content) else {
            return;
        };
        for operation in &content.operations {
            let Some(left) = self.budget.checked_sub(1) else {
                return;
            };
            self.budget = left;
            let operands = operation.operands.as_slice();
            let value = |i: usize| operands.get(i).and_then(number).unwrap_or(0.0);
            match operation.operator.as_str() {
                "q" if self.stack.len() < 512 => self.stack.push(self.state.clone()),
                "Q" => {
                    if let Some(state) = self.stack.pop() {
                        self.state = state;
                    }
                }
                "cm" => {
                    let matrix = [value(0), value(1), value(2), value(3), value(4), value(5)];
                    self.state.ctm = multiply(matrix, self.state.ctm);
                }
                "BT" => (self.text, self.line) = (IDENTITY, IDENTITY),
                "Tf" => {
                    self.state.size = value(1);
                    if let Some(name) = operands.first().and_then(|name| name.as_name().ok()) {
                        self.state.font = self.font(resources, name);
                    }
                }
                "Tc" => self.state.spacing = value(0),
                "Tw" => self.state.word_spacing = value(0),
                "Tz" => self.state.scale = value(0) / 100.0,
                "TL" => self.state.leading = value(0),
                "Ts" => self.state.rise = value(0),
                "Td" => self.next_line(value(0), value(1)),
                "TD" => {
                    self.state.leading = -value(1);
                    self.next_line(value(0), value(1));
                }
                "Tm" => {
                    self.line = [value(0), value(1), value(2), value(3), value(4), value(5)];
                    self.text = self.line;
                }
                "T*" => self.next_line(0.0, -self.state.leading),
                "Tj" => self.show(operands.first()),
                "'" => {
                    self.next_line(0.0, -self.state.leading);
                    self.show(operands.first());
                }
                "\"" => {
                    self.state.word_spacing = value(0);
                    self.state.spacing = value(1);
                    self.next_line(0.0, -self.state.leading);
                    self.show(operands.get(2));
                }
                "TJ" => {
                    let list = operands.first().and_then(|list| list.as_array().ok());
                    for object in list.into_iter().flatten() {
                        match number(object) {
                            Some(back) => {
                                let x = -back / 1000.0 * self.state.size * self.state.scale;
                                self.text = multiply([1.0, 0.0, 0.0, 1.0, x, 0.0], self.text);
                            }
                            None => self.show(Some(object)),
                        }
                    }
                }
                "Tr" => self.state.invisible = value(0) == 3.0,
                // The colour that fills letters: nearly white is a watermark; white may stand on a dark ground.
                "g" => self.state.pale = (0.75..0.99).contains(&value(0)),
                "rg" | "sc" | "scn" if operands.len() == 3 => {
                    let least = value(0).min(value(1)).min(value(2));
                    self.state.pale = (0.75..0.99).contains(&least);
                }
                "k" => {
                    self.state.pale =
                        (0..3).all(|i| value(i) < 0.1) && (0.01..0.25).contains(&value(3));
                }
                "gs" => self.graphics(resources, operands.first()),
                "m" => self.path = self.point(value(0), value(1)),
                "l" => {
                    let to = self.point(value(0), value(1));
                    self.rule(self.path, to);
                    self.path = to;
                }
                "re" => self.rectangle(
                    self.point(value(0), value(1)),
                    self.point(value(0) + value(2), value(1) + value(3)),
                ),
                // Stroked, filled, or both; what only clips (n) draws nothing.
                "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                    let room = MOST_RULES.saturating_sub(self.page.rules.len());
                    self.page.rules.extend(self.drawn.drain(..).take(room));
                }
                "n" => self.drawn.clear(),
                "BMC" | "BDC" => {
                    let properties = operands.get(1).and_then(|own| own.as_dict().ok());
                    let says = properties.and_then(|properties| {
                        let said = properties.get_deref(b"ActualText", self.document).ok()?;
                        Some(actual_text(said.as_str().ok()?))
                    });
                    let tag = operands.first().and_then(|tag| tag.as_name().ok());
                    self.marks.push(Mark {
                        says,
                        artifact: tag == Some(b"Artifact"),
                    });
                }
                "EMC" => {
                    self.marks.pop();
                }
                "Do" if depth < DEEPEST => self.object(resources, operands.first(), depth),
                "BI" | "EI" => self.page.images = true,
                _ => {}
            }
        }
    }

    fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let [.., x, y] = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.state.ctm);
        (x, y)
    }

    /// A straight line of the path, if it runs along an edge of the page.
    fn rule(&mut self, (x, y): (f64, f64), (end_x, end_y): (f64, f64)) {
        let (wide, high) = ((end_x - x).abs(), (end_y - y).abs());
        if wide.min(high) > 1.0 || wide.max(high) < 1.0 || self.drawn.len() >= MOST_RULES {
            return;
        }
        self.drawn.push(Rule::between((x, y), (end_x, end_y)));
    }

    /// A rectangle of the path: a rule if it is thin, else its four sides.
    fn rectangle(&mut self, (x, y): (f64, f64), (end_x, end_y): (f64, f64)) {
        if (end_y - y).abs() <= THIN {
            let middle = f64::midpoint(y, end_y);
            self.rule((x, middle), (end_x, middle));
        } else if (end_x - x).abs() <= THIN {
            let middle = f64::midpoint(x, end_x);
            self.rule((middle, y), (middle, end_y));
        } else {
            self.rule((x, y), (end_x, y));
            self.rule((x, end_y), (end_x, end_y));
            self.rule((x, y), (x, end_y));
            self.rule((end_x, y), (end_x, end_y));
        }
    }

    /// A named graphics state: how far what follows can be seen through.
    fn graphics(&mut self, resources: Option<&Dictionary>, name: Option<&Object>) {
        let alpha = name.and_then(|name| {
            let states = resources?.get_deref(b"ExtGState", self.document).ok()?;
            let own = states
                .as_dict()
                .ok()?
                .get_deref(name.as_name().ok()?, self.document);
            number(
                own.ok()?
                    .as_dict()
                    .ok()?
                    .get_deref(b"ca", self.document)
                    .ok()?,
            )
        });
        if let Some(alpha) = alpha {
            self.state.faint = alpha < 0.7;
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn font(&mut self, resources: Option<&Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = resources?
            .get_deref(b"Font", self.document)
            .ok()?
            .as_dict()
            .ok()?;
        let entry = fonts.get(name).ok()?;
        let (id, object) = self.document.dereference(entry).ok()?;
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::new(self.document, object.as_dict().ok()?));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    fn object(&mut self, resources: Option<&Dictionary>, name: Option<&Object>, depth: usize) {
        let stream = name.and_then(|name| name.as_name().ok()).and_then(|name| {
            resources?
                .get_deref(b"XObject", self.document)
                .ok()?
                .as_dict()
                .ok()?
                .get_deref(name, self.document)
                .ok()?
                .as_stream()
                .ok()
        });
        let Some(stream) = stream else { return };
        let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
        if kind.is_ok_and(|kind| kind == b"Image") {
            self.page.images = true;
            return;
        }
        let Ok(content) = stream.get_plain_content_with_limit(super::LARGEST_STREAM) else {
            return;
        };
        let own = stream
            .dict
            .get_deref(b"Resources", self.document)
            .ok()
            .and_then(|object| object.as_dict().ok())
            .or(resources);
        let before = self.state.clone();
        if let Some(matrix) = stream
            .dict
            .get_deref(b"Matrix", self.document)
            .ok()
            .and_then(|object| object.as_array().ok())
        {
            let list: Vec<f64> = matrix.iter().filter_map(number).collect();
            if let [a, b, c, d, e, f] = list.as_slice() {
                self.state.ctm = multiply([*a, *b, *c, *d, *e, *f], self.state.ctm);
            }
        }
        self.run(&content, own, depth + 1);
        self.state = before;
    }

    fn show(&mut self, object: Option<&Object>) {
        let Some(Object::String(bytes, _)) = object else {
            return;
        };
        let Some(font) = self.state.font.clone() else {
            return;
        };
        let size = self.state.size;
        let place = |text: Matrix, state: &State| {
            let [a, b, c, d, e, f] = multiply(
                multiply([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], text),
                state.ctm,
            );
            ((e, f), (c * c + d * d).sqrt(), (a, b))
        };
        let (start, height, direction) = place(self.text, &self.state);
        let mut said = String::with_capacity(bytes.len() * 2);
        for glyph in font.glyphs(bytes) {
            let mut step = glyph.width / 1000.0 * size + self.state.spacing;
            if glyph.space {
                step += self.state.word_spacing;
            }
            let (x, y) = if font.vertical {
                (0.0, -step)
            } else {
                (step * self.state.scale, 0.0)
            };
            self.text = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.text);
            said.push_str(&glyph.text);
        }
        // What the file says of the characters stands for the first of them; the others add nothing.
        let says = self
            .marks
            .iter_mut()
            .rev()
            .find_map(|mark| mark.says.as_mut());
        if let Some(actual) = says {
            said = std::mem::take(actual);
        }
        if said.trim().is_empty() {
            return;
        }
        let (end, ..) = place(self.text, &self.state);
        let state = &self.state;
        let aside = state.invisible
            || state.faint
            || state.pale
            || self.marks.iter().any(|mark| mark.artifact);
        self.page.runs.push(Run {
            text: said,
            direction: Direction::of(direction, font.vertical),
            aside,
            doubtful: font.doubtful,
            size: (height * size).abs(),
            ..Run::between(start, end)
        });
    }
}
