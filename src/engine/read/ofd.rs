//! The text of an OFD (GB/T 33190), the layout format of Chinese offices: an archive with the pages as XML, each piece of
//! text with its place in millimetres from the upper left corner.

use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::docx::resolved;
use super::layout::page::{Direction, IDENTITY, Matrix, Page, Rule, Run, multiply};
use super::layout::turn;
use super::numbering::attribute;
use super::package::{Package, inside};
use super::{ReadError, layout};
use crate::model::notice::Notice;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// No report has more pages.
const MOST_PAGES: usize = 2_000;

/// The text of an OFD, and the pages that have none.
pub fn text(archive: ZipArchive<Cursor<&[u8]>>) -> Result<(String, Vec<Notice>), ReadError> {
    let damaged = |detail: &str| ReadError::Damaged {
        kind: "OFD",
        detail: detail.to_owned(),
    };
    let mut package = Package::new(archive);
    let root = package.part("OFD.xml").unwrap_or_default();
    let mut pages = Vec::new();
    let (mut size, mut blank) = ((210.0, 297.0), 0);
    for document in texts(&root, "DocRoot") {
        let document = inside(&document);
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        let xml = package
            .part(&document)
            .ok_or_else(|| damaged("no document inside"))?;
        let mut parts = Vec::new();
        each(&xml, |name, tag| {
            if name == "Page" {
                parts.extend(attribute(tag, "BaseLoc"));
            }
        });
        if let Some(own) = texts(&xml, "PhysicalBox").first().map(|own| numbers(own)) {
            size = measure(&own).unwrap_or(size);
        }
        for part in parts {
            if pages.len() == MOST_PAGES {
                break;
            }
            let path = match part.strip_prefix('/') {
                Some(absolute) => inside(absolute),
                None => inside(&format!("{folder}/{part}")),
            };
            let Some(xml) = package.part(&path) else {
                blank += 1;
                continue;
            };
            let page = read(&xml, size);
            blank += usize::from(page.runs.is_empty() && page.images);
            pages.push(turn::turned(page));
        }
    }
    if pages.is_empty() {
        return Err(damaged("it has no pages"));
    }
    if pages.iter().all(|page| page.runs.is_empty()) {
        return Err(ReadError::Scan { pages: pages.len() });
    }
    let notice = Notice::PagesWithoutText {
        count: blank,
        pages: pages.len(),
    };
    let notices = if blank > 0 { vec![notice] } else { Vec::new() };
    Ok((layout::text(&mut pages), notices))
}

/// The texts of all elements of a name.
fn texts(xml: &[u8], wanted: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut open = false;
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => open = tag.local_name().as_ref() == wanted,
            Ok(Event::Text(text)) if open => out.push(text.trim().to_owned()),
            Ok(Event::End(_)) => open = false,
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// Calls `see` with the name and the tag of each element.
fn each(xml: &[u8], mut see: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => see(tag.local_name().as_ref(), &tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// The numbers of a list; `g 3 5.5` says 5.5 three times.
fn numbers(list: &str) -> Vec<f64> {
    /// No run of text is longer.
    const MOST: usize = 100_000;
    let mut out = Vec::new();
    let mut words = list.split_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words
                .next()
                .and_then(|n| n.parse::<usize>().ok())
                .unwrap_or(0);
            let value = words.next().and_then(|n| n.parse().ok()).unwrap_or(0.0);
            out.extend(std::iter::repeat_n(
                value,
                count.min(MOST.saturating_sub(out.len())),
            ));
        } else if let Ok(value) = word.parse() {
            out.push(value);
        }
    }
    out
}

/// Width and height of a box.
fn measure(own: &[f64]) -> Option<(f64, f64)> {
    match own {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}

/// An object that is being read, with the place it draws at.
struct Object {
    /// From its own millimetres to points from the lower left corner of the page.
    matrix: Matrix,
    size: f64,
    aside: bool,
    shown: bool,
    /// The letters follow each other downwards.
    down: bool,
    /// Where the last piece of text began.
    at: (f64, f64),
}

/// Reads the XML of a page; `size` is that of the document's pages in millimetres.
fn read(xml: &[u8], size: (f64, f64)) -> Page {
    let own = texts(xml, "PhysicalBox")
        .first()
        .and_then(|own| measure(&numbers(own)));
    let (width, height) = own.unwrap_or(size);
    let mut page = Page {
        right: width * POINTS,
        top: height * POINTS,
        ..Page::default()
    };
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut object: Option<Object> = None;
    // Each text as one run, as it was drawn.
    let mut whole: Vec<Run> = Vec::new();
    // The steps between the letters of a text, or the lines of a path, and what is said.
    let mut code: Option<(Vec<f64>, Vec<f64>, String)> = None;
    let mut path: Option<String> = None;
    loop {
        let event = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => event,
        };
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "TextObject" | "PathObject" => object = Some(opened(tag, page.top)),
                "FillColor" => {
                    if let Some(object) = &mut object {
                        let colour = numbers(&attribute(tag, "Value").unwrap_or_default());
                        // White, or nearly: not to be read.
                        object.aside |=
                            colour.len() == 3 && colour.iter().all(|part| *part > 190.0);
                    }
                }
                "ImageObject" => page.images = true,
                "TextCode" => {
                    if let Some(object) = &mut object {
                        let at = |name: &str| attribute(tag, name).and_then(|n| n.parse().ok());
                        object.at = (
                            at("X").unwrap_or(object.at.0),
                            at("Y").unwrap_or(object.at.1),
                        );
                        let steps = |name: &str| numbers(&attribute(tag, name).unwrap_or_default());
                        code = Some((steps("DeltaX"), steps("DeltaY"), String::new()));
                    }
                }
                "AbbreviatedData" => path = Some(String::new()),
                _ => {}
            },
            Event::Text(text) => {
                if let Some((.., said)) = &mut code {
                    said.push_str(text);
                } else if let Some(lines) = &mut path {
                    lines.push_str(text);
                }
            }
            Event::GeneralRef(name) => {
                if let Some((.., said)) = &mut code {
                    said.push_str(&resolved(name));
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "TextCode" => {
                    if let (Some(object), Some((right, down, said))) = (&object, code.take()) {
                        let runs = object.runs(&right, &down, &said);
                        whole.extend(joined(&runs, said));
                        page.runs.extend(runs);
                    }
                }
                "AbbreviatedData" => {
                    if let (Some(object), Some(lines)) = (&object, path.take()) {
                        page.rules.extend(object.rules(&lines));
                    }
                }
                "TextObject" | "PathObject" => object = None,
                _ => {}
            },
            _ => {}
        }
        buffer.clear();
    }
    if let Some(runs) = untangled(whole) {
        page.runs = runs;
    }
    page
}

/// Some programs give all texts of a line the place of its first, and stretch them: there the order of drawing counts.
/// `None` for a page with places of its own.
fn untangled(mut runs: Vec<Run>) -> Option<Vec<Run>> {
    let over = |a: &Run, b: &Run| {
        let shared = a.end.min(b.end) - a.x.max(b.x);
        layout::level(a, b) && a.text != b.text && shared > (a.end - a.x).min(b.end - b.x) * 0.5
    };
    let pairs = runs.windows(2);
    let tangled = pairs
        .filter(|pair| matches!(pair, [a, b] if over(a, b)))
        .count();
    if tangled < 3 || tangled * 4 < runs.len() {
        return None;
    }
    let mut before: Option<(Run, f64)> = None;
    for run in &mut runs {
        let start = match &before {
            Some((last, end)) if layout::level(last, run) => *end,
            _ => run.x,
        };
        before = Some((run.clone(), start + width(&run.text, run.size)));
        (run.x, run.end) = (start, start + width(&run.text, run.size));
    }
    Some(runs)
}

/// The runs of a text as one.
fn joined(runs: &[Run], said: String) -> Option<Run> {
    let (first, last) = (runs.first()?, runs.last()?);
    Some(Run {
        text: said,
        end: last.end,
        ..first.clone()
    })
}

/// How wide a text is set, in points: a letter is half as wide as it is high, a character as wide.
fn width(text: &str, size: f64) -> f64 {
    let letters = text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 });
    letters.sum::<f64>() * size
}

/// The beginning of an object: `Boundary` is its box on the page, `CTM` how it is turned in it.
fn opened(tag: &BytesStart<'_>, top: f64) -> Object {
    let get = |name: &str| attribute(tag, name);
    let list = |name: &str| numbers(&get(name).unwrap_or_default());
    let (x, y) = match list("Boundary").as_slice() {
        [x, y, ..] => (*x, *y),
        _ => (0.0, 0.0),
    };
    let own = match list("CTM").as_slice() {
        [a, b, c, d, e, f] => [*a, *b, *c, *d, *e, *f],
        _ => IDENTITY,
    };
    // From millimetres downwards to points upwards.
    let page = [POINTS, 0.0, 0.0, -POINTS, x * POINTS, top - y * POINTS];
    let alpha = get("Alpha").and_then(|n| n.parse::<f64>().ok());
    Object {
        matrix: multiply(own, page),
        size: get("Size")
            .or_else(|| get("size"))
            .and_then(|n| n.parse().ok())
            .unwrap_or(1.0),
        aside: alpha.is_some_and(|alpha| alpha < 180.0),
        shown: get("Visible").as_deref() != Some("false"),
        down: matches!(get("ReadDirection").as_deref(), Some("90" | "270")),
        at: (0.0, 0.0),
    }
}

impl Object {
    fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let [.., x, y] = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.matrix);
        (x, y)
    }

    /// The letters of a text: one run, or several where a step leaves a wide gap.
    fn runs(&self, right: &[f64], down: &[f64], said: &str) -> Vec<Run> {
        let [a, b, c, d, ..] = self.matrix;
        let size = self.size * (c * c + d * d).sqrt();
        // The page counts upwards, the letters' foot runs as the matrix says.
        let direction = Direction::of((a, b), self.down);
        let mut out: Vec<Run> = Vec::new();
        let (mut x, mut y) = self.at;
        if !self.shown || said.trim().is_empty() {
            return out;
        }
        for (at, letter) in said.chars().enumerate() {
            let own = width(letter.encode_utf8(&mut [0; 4]), self.size);
            let step_down = down.get(at).copied().unwrap_or(0.0);
            let step = match right.get(at) {
                Some(step) => *step,
                None if step_down == 0.0 && !self.down => own,
                None => 0.0,
            };
            let (end_x, end_y) = if self.down {
                (x, y + own)
            } else {
                (x + own, y)
            };
            let (start, end) = (self.point(x, y), self.point(end_x, end_y));
            let joins = out.last().is_some_and(|last| {
                let gap = (start.0 - last.end).abs() + (start.1 - last.far).abs();
                gap < size * 0.6
            });
            match out.last_mut().filter(|_| joins) {
                Some(last) => {
                    last.text.push(letter);
                    (last.end, last.far) = end;
                }
                None => out.push(Run {
                    text: letter.to_string(),
                    direction,
                    aside: self.aside,
                    size,
                    ..Run::between(start, end)
                }),
            }
            x += step;
            y += step_down;
        }
        out
    }

    /// The straight lines of a path: M begins one, L draws it, C closes the path.
    fn rules(&self, path: &str) -> Vec<Rule> {
        let mut out = Vec::new();
        let mut last: Option<(f64, f64)> = None;
        let mut words = path.split_whitespace();
        while let Some(word) = words.next() {
            let mut number = || {
                words
                    .next()
                    .and_then(|n| n.parse::<f64>().ok())
                    .unwrap_or(0.0)
            };
            match word {
                "M" | "S" => last = Some(self.point(number(), number())),
                "L" => {
                    let to = self.point(number(), number());
                    if let Some(from) = last {
                        let (wide, high) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
                        if wide.min(high) <= 1.0 && wide.max(high) >= 1.0 {
                            out.push(Rule::between(from, to));
                        }
                    }
                    last = Some(to);
                }
                _ => {}
            }
        }
        out
    }
}
