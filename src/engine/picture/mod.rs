//! Pictures of the board as shapes with a meaning: the window draws them, files hold them as SVG or PNG.

mod dots;
mod lines;
mod raster;
mod strip;
mod svg;
mod tiles;
pub mod words;
mod years;

use serde::{Deserialize, Serialize};

use crate::engine::board::{self, Against, Board, Column, Key, Row, signed};
use crate::engine::display;
use crate::engine::labels::{Language, bound_sign, label};
use crate::model::analysed::Source;
use crate::model::goal::{Bound, Item, Tier};
use crate::text::clip::plain_number;

pub use raster::{PictureError, png};
pub use svg::{on_paper, svg};

/// The bundled face, Noto Sans SC, cut to GBK, Big5 and 通用规范汉字表; see `fonts/README.md`.
pub static FACE: &[u8] = include_bytes!("../../../fonts/NotoSansSC-Regular.ttf");

/// How wide a picture in a file is, in points: it fills a page of A4.
pub const PAPER: f32 = 900.0;

/// Which picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One region a line, the highest first, with ranges and bands and what they are held against.
    #[default]
    Dots,
    /// How the values lie.
    Strip,
    /// Last year's goals and this year's results.
    Results,
    /// One line a region over the years.
    Years,
    /// The provinces as tiles.
    Map,
}

impl Kind {
    /// All of them, in the order of the bar.
    pub const ALL: [Self; 5] = [
        Self::Dots,
        Self::Strip,
        Self::Results,
        Self::Years,
        Self::Map,
    ];

    /// The word of the command line, and the last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dots => "dots",
            Self::Strip => "strip",
            Self::Results => "results",
            Self::Years => "years",
            Self::Map => "map",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// Which picture.
    pub kind: Kind,
    /// Of which column; the first when none.
    pub of: Option<Key>,
    /// The board it is of.
    pub board: board::Ask,
}

/// What a shape means; the window and the paper have a colour for each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paint {
    /// The ground.
    Paper,
    /// Words.
    Ink,
    /// Lesser words.
    Muted,
    /// Grid and borders.
    Line,
    /// A number.
    Value,
    /// The band of a 左右, the reach of a 以上.
    Bound,
    /// A range.
    Range,
    /// A stretch figure.
    Stretch,
    /// Kept.
    Good,
    /// Missed.
    Bad,
    /// Between the least, 0, and the most, 1.
    Shade(f32),
    /// Words on such a shade.
    OnShade(f32),
    /// One of several lines.
    Series(u8),
}

/// How many lines are told apart by colour.
pub const SERIES: u8 = 7;

/// Where words stand to their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// To its right.
    Start,
    /// Around it.
    Middle,
    /// To its left.
    End,
}

/// A shape; places in points from the top left.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "fields of drawing")]
pub enum Shape {
    Line {
        points: Vec<[f32; 2]>,
        width: f32,
        paint: Paint,
        dashed: bool,
    },
    Rect {
        min: [f32; 2],
        max: [f32; 2],
        radius: f32,
        fill: Paint,
    },
    Circle {
        at: [f32; 2],
        radius: f32,
        fill: Paint,
        stroke: Paint,
    },
    Diamond {
        at: [f32; 2],
        radius: f32,
        fill: Paint,
    },
    /// The middle of the words' height is at the place.
    Words {
        at: [f32; 2],
        words: String,
        size: f32,
        paint: Paint,
        anchor: Anchor,
    },
}

/// A place that tells something.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where it is.
    pub min: [f32; 2],
    /// Its other corner.
    pub max: [f32; 2],
    /// What it tells.
    pub words: String,
    /// Its report, by its place in the list given, and the item there.
    pub item: Option<(usize, usize)>,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Its size in points.
    pub size: [f32; 2],
    /// Its title, also among the shapes.
    pub title: String,
    /// From back to front.
    pub shapes: Vec<Shape>,
    /// Places to hover and click, the last one on top.
    pub spots: Vec<Spot>,
}

/// The room around a picture, and the height of its title.
const MARGIN: f32 = 24.0;
const TITLE: f32 = 58.0;
/// Letters of a title, of words, of small words.
const LETTERS: [f32; 3] = [18.0, 13.5, 11.5];

/// The picture, `width` points wide. A board without such values gives a picture that says so.
pub fn scene(sources: &[Source<'_>], ask: &Ask, width: f32, language: Language) -> Scene {
    let mut own = ask.board.clone();
    match ask.kind {
        Kind::Results => own.against = Against::Result,
        Kind::Years => {
            own.against = Against::Nothing;
            own.year = None;
        }
        // Only one picture is of results.
        _ if own.against == Against::Result => own.against = Against::Nothing,
        _ => {}
    }
    own.sort = None;
    if let Some(key) = ask.of
        && !own.columns.is_empty()
        && !own.columns.contains(&key)
    {
        own.columns.push(key);
    }
    let reports: Vec<_> = sources.iter().map(|source| source.report).collect();
    let mut found = board::board(&reports, &own);
    // What a picture is of may have left the board meanwhile.
    let place = ask
        .of
        .and_then(|key| found.columns.iter().position(|column| column.key == key));
    if place.is_none()
        && let Some(key) = ask.of
    {
        own.columns = vec![key];
        found = board::board(&reports, &own);
    }
    let data = Data {
        sources,
        found: &found,
        at: place.unwrap_or(0),
        against: own.against,
        mixed: ask.kind != Kind::Years
            && ask.kind != Kind::Map
            && found.years.len() > 1
            && own.year.is_none(),
        language,
    };
    let mut canvas = Canvas::new(width);
    let drawn = data.column().is_some_and(|column| match ask.kind {
        Kind::Dots | Kind::Results => dots::draw(&data, column, &mut canvas),
        Kind::Strip => strip::draw(&data, column, &mut canvas),
        Kind::Years => years::draw(&data, column, &mut canvas),
        Kind::Map => tiles::draw(&data, column, &mut canvas),
    });
    if !drawn {
        let one_year = ask.kind == Kind::Years && !data.years().is_empty();
        let key = match ask.kind {
            Kind::Results => "picture.needs_both",
            Kind::Map => "picture.no_province",
            _ if one_year => "picture.one_year",
            _ => "picture.nothing",
        };
        let words = label(language, key).to_owned();
        canvas.words(
            [width / 2.0, TITLE + 60.0],
            &words,
            1,
            Paint::Muted,
            Anchor::Middle,
        );
        canvas.bottom = TITLE + 120.0;
    }
    data.finish(ask.kind, canvas)
}

/// What pictures are drawn from.
struct Data<'a> {
    sources: &'a [Source<'a>],
    found: &'a Board,
    at: usize,
    against: Against,
    /// One region has reports of several years among them.
    mixed: bool,
    language: Language,
}

/// A value of a region, in the unit of the column.
struct Point {
    name: String,
    low: f64,
    high: f64,
    bound: Bound,
    stretch: Option<f64>,
    /// What it is held against.
    other: Option<f64>,
    up: Option<bool>,
    item: (usize, usize),
    row: usize,
}

impl Point {
    fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

impl Data<'_> {
    fn column(&self) -> Option<&Column> {
        self.found.columns.get(self.at)
    }

    fn word(&self, key: &str) -> String {
        label(self.language, key).to_owned()
    }

    fn item(&self, report: usize, place: usize) -> Option<&Item> {
        self.sources.get(report)?.report.found.items.get(place)
    }

    /// The ends of an item's value in the column's unit.
    fn ends(item: &Item, column: &Column) -> Option<(f64, f64)> {
        let value = item.value.as_ref()?;
        let (wanted, scale) = board::common(&column.unit);
        let (base, own) = board::common(&value.unit);
        let same = wanted == base;
        let sign = if signed(item)? < 0.0 { -1.0 } else { 1.0 };
        let end = |number: f64| (number * own * sign / scale * 1e6).round() / 1e6;
        let (x, y) = (end(value.low), end(value.high.unwrap_or(value.low)));
        same.then_some((x.min(y), x.max(y)))
    }

    fn point(&self, r: usize, row: &Row, column: &Column) -> Option<Point> {
        let cell = row.cells.get(self.at)?;
        let first = *cell.items.first()?;
        let item = self.item(row.of, first)?;
        let (low, high) = Self::ends(item, column)?;
        let meta = &self.sources.get(row.of)?.report.report.meta;
        let facing = cell.mark.as_ref().and_then(|mark| match mark {
            board::Mark::Year { old, .. } => *old,
            board::Mark::Above { item, .. } | board::Mark::Result { item, .. } => Some(*item),
        });
        let other = facing.and_then(|at| {
            let (low, high) = Self::ends(self.item(row.other?, at)?, column)?;
            Some(f64::midpoint(low, high))
        });
        let stretch = cell
            .items
            .iter()
            .skip(1)
            .filter_map(|at| self.item(row.of, *at))
            .find(|item| item.tier == Tier::Stretch)
            .and_then(|item| Some(Self::ends(item, column)?.0));
        let file = self.sources.get(row.of).map_or("", |source| source.name);
        let several = self.against == Against::Nothing && self.mixed;
        Some(Point {
            name: match &meta.region {
                Some(region) if !several => region.clone(),
                _ => display::report_name(meta, file),
            },
            low,
            high,
            bound: item.value.as_ref().map_or(Bound::Eq, |value| value.bound),
            stretch,
            other,
            up: cell.mark.as_ref().and_then(|mark| mark.tones()[0]),
            item: (row.of, first),
            row: r,
        })
    }

    fn points(&self, column: &Column) -> Vec<Point> {
        let rows = self.found.rows.iter().enumerate();
        rows.filter_map(|(r, row)| self.point(r, row, column))
            .collect()
    }

    /// A dashed line at the median from top to bottom, with its number.
    fn median(&self, median: f64, axis: &Axis, [top, bottom]: [f32; 2], canvas: &mut Canvas) {
        let x = axis.at(median);
        canvas.shapes.push(Shape::Line {
            points: vec![[x, top - 4.0], [x, bottom]],
            width: 1.5,
            paint: Paint::Muted,
            dashed: true,
        });
        let number = tick((median * 100.0).round() / 100.0);
        let words = format!("{} {number}", self.word("board.median"));
        canvas.words([x, top - 12.0], &words, 2, Paint::Muted, Anchor::Middle);
    }

    /// What a place of a picture tells: 云溪市 2026 · 地区生产总值 ≥5.5%.
    fn told(&self, point: &Point, column: &Column) -> String {
        let Some(source) = self.sources.get(point.item.0) else {
            return String::new();
        };
        let name = display::report_name(&source.report.report.meta, source.name);
        let sign = match point.bound {
            Bound::Eq | Bound::Range => "",
            bound => bound_sign(bound),
        };
        let value = self.item(point.item.0, point.item.1);
        let value = value.map_or_else(String::new, |item| display::value_text(source.file, item));
        let mut out = format!(
            "{name} · {} {sign}{value}",
            column.key.name(self.language, column.told)
        );
        let mark = self
            .found
            .rows
            .get(point.row)
            .and_then(|row| row.cells.get(self.at)?.mark.as_ref());
        if let (Some(mark), Some(other)) = (mark, point.other) {
            let number = format!("{}{}", plain_number(other), column.unit);
            for said in mark.said(self.language, |_| number.clone()) {
                if !said.is_empty() {
                    out = format!("{out} {said}");
                }
            }
        }
        out
    }

    /// 2026, or 2025–2026.
    fn years(&self) -> String {
        let reports = self
            .found
            .rows
            .iter()
            .flat_map(|row| [Some(row.of), row.other]);
        let years = reports.flatten().filter_map(|at| {
            let source = self.sources.get(at)?;
            source.report.report.meta.plan_year
        });
        let (first, last) = years.fold((i32::MAX, i32::MIN), |(a, b), year| {
            (a.min(year), b.max(year))
        });
        match (first, last) {
            (i32::MAX, _) => String::new(),
            (a, b) if a == b => a.to_string(),
            (a, b) => format!("{a}–{b}"),
        }
    }

    fn finish(&self, kind: Kind, canvas: Canvas) -> Scene {
        let name = self.column().map_or_else(String::new, |column| {
            let name = column.key.name(self.language, column.told);
            if column.unit.is_empty() {
                name
            } else {
                format!("{name}（{}）", column.unit)
            }
        });
        let title = format!(
            "{} {name} · {}",
            self.years(),
            self.word(&format!("picture.{}", kind.word()))
        );
        let title = title.trim_start_matches([' ', '·']).to_owned();
        let column = self.column();
        let drawn = self.found.rows.iter().enumerate().filter_map(|(r, row)| {
            column.and_then(|column| self.point(r, row, column))?;
            Some([Some(row.of), row.other])
        });
        let reports: std::collections::BTreeSet<usize> = drawn.flatten().flatten().collect();
        let reports = reports.len();
        let source = self
            .word("picture.source")
            .replace("{count}", &reports.to_string())
            .replace("{years}", &self.years());
        let source = if reports == 0 { String::new() } else { source };
        canvas.finish(title, &source)
    }
}

/// Where a picture is drawn.
struct Canvas {
    width: f32,
    /// How far down it reaches.
    bottom: f32,
    shapes: Vec<Shape>,
    spots: Vec<Spot>,
}

impl Canvas {
    const fn new(width: f32) -> Self {
        Self {
            width,
            bottom: TITLE,
            shapes: Vec::new(),
            spots: Vec::new(),
        }
    }

    /// The picture with its title, and with its source below a line.
    fn finish(mut self, title: String, source: &str) -> Scene {
        self.words([MARGIN, 30.0], &title, 0, Paint::Ink, Anchor::Start);
        let bottom = self.bottom + 14.0;
        let ends = [[MARGIN, bottom - 2.0], [self.width - MARGIN, bottom - 2.0]];
        self.line(&ends, 1.0, Paint::Line);
        let at = [MARGIN, bottom + 14.0];
        self.words(at, source, 2, Paint::Muted, Anchor::Start);
        Scene {
            size: [self.width, (bottom + 32.0).ceil()],
            title,
            shapes: self.shapes,
            spots: self.spots,
        }
    }

    fn line(&mut self, points: &[[f32; 2]], width: f32, paint: Paint) {
        self.shapes.push(Shape::Line {
            points: points.to_vec(),
            width,
            paint,
            dashed: false,
        });
    }

    fn rect(&mut self, min: [f32; 2], max: [f32; 2], radius: f32, fill: Paint) {
        self.shapes.push(Shape::Rect {
            min,
            max,
            radius,
            fill,
        });
    }

    fn circle(&mut self, at: [f32; 2], radius: f32, fill: Paint, stroke: Paint) {
        self.shapes.push(Shape::Circle {
            at,
            radius,
            fill,
            stroke,
        });
    }

    fn words(&mut self, at: [f32; 2], words: &str, size: usize, paint: Paint, anchor: Anchor) {
        self.shapes.push(Shape::Words {
            at,
            words: words.to_owned(),
            size: LETTERS.get(size).copied().unwrap_or(LETTERS[1]),
            paint,
            anchor,
        });
    }

    fn spot(&mut self, at: [f32; 2], reach: f32, words: String, item: Option<(usize, usize)>) {
        self.spots.push(Spot {
            min: [at[0] - reach, at[1] - reach],
            max: [at[0] + reach, at[1] + reach],
            words,
            item,
        });
    }

    /// A row of signs with what they mean, below the title.
    fn legend(&mut self, entries: &[(Sign, String)]) {
        let mut x = MARGIN + 6.0;
        let y = TITLE - 6.0;
        for (sign, words) in entries {
            sign.draw(self, [x, y]);
            self.words([x + 14.0, y], words, 2, Paint::Muted, Anchor::Start);
            x += 14.0 + width_of(words, LETTERS[2]) + 22.0;
        }
    }
}

/// A sign of a legend.
#[derive(Clone, Copy)]
enum Sign {
    Dot(Paint),
    Ring(Paint),
    Diamond,
    Bar(Paint),
    Reach,
}

impl Sign {
    fn draw(self, canvas: &mut Canvas, at: [f32; 2]) {
        match self {
            Self::Dot(paint) => canvas.circle(at, 5.0, paint, paint),
            Self::Ring(paint) => canvas.circle(at, 5.0, Paint::Paper, paint),
            Self::Diamond => canvas.shapes.push(Shape::Diamond {
                at,
                radius: 6.0,
                fill: Paint::Stretch,
            }),
            Self::Reach => canvas.rect(
                [at[0] - 8.0, at[1] - 2.0],
                [at[0] + 8.0, at[1] + 2.0],
                2.0,
                Paint::Bound,
            ),
            Self::Bar(paint) => canvas.rect(
                [at[0] - 8.0, at[1] - 4.0],
                [at[0] + 8.0, at[1] + 4.0],
                3.0,
                paint,
            ),
        }
    }
}

/// About how wide words are: a Chinese character is as wide as high, others a little over half.
fn width_of(words: &str, size: f32) -> f32 {
    words
        .chars()
        .map(|c| if c.is_ascii() { 0.56 } else { 1.0 })
        .sum::<f32>()
        * size
}

/// An axis with round numbers.
struct Axis {
    low: f64,
    high: f64,
    step: f64,
    from: f32,
    to: f32,
}

impl Axis {
    /// From the least to the most of `values`, a little wider, on round numbers.
    fn new(values: impl Iterator<Item = f64>, from: f32, to: f32) -> Self {
        let (least, most) = values.fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
        let (least, most) = if least > most {
            (0.0, 1.0)
        } else {
            (least, most)
        };
        let room = ((most - least) * 0.06).max(most.abs().max(1.0) * 0.02);
        let (low, high) = (least - room, most + room);
        let rough = (high - low) / 6.0;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|by| by * power)
            .find(|step| *step >= rough)
            .unwrap_or(power * 10.0);
        // What is never below nothing has no axis there.
        let low = if least >= 0.0 { low.max(0.0) } else { low };
        Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
            from,
            to,
        }
    }

    fn at(&self, value: f64) -> f32 {
        let part = (value - self.low) / (self.high - self.low);
        self.from + (self.to - self.from) * part as f32
    }

    /// The round numbers.
    fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count).map(|i| ((self.low + self.step * i as f64) * 1e6).round() / 1e6)
    }
}

/// A value as it is written on an axis.
fn tick(value: f64) -> String {
    plain_number(value)
}
