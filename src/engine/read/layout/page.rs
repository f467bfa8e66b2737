//! A page as it is drawn: runs of text and rules, each with its place in points.

/// A piece of text in one font on one line.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Left end of its base line, in points from the left of the page.
    pub x: f64,
    /// Right end.
    pub end: f64,
    /// Its base line, in points from the foot of the page.
    pub y: f64,
    /// The base line at its right end, which is the same once a page is turned to be read.
    pub far: f64,
    /// The height of its characters in points.
    pub size: f64,
    /// Which way its line runs.
    pub direction: Direction,
    /// Not meant to be read with the text: drawn invisibly or half transparent, or said to be a head, a foot or a
    /// watermark.
    pub aside: bool,
    /// Its font does not say which characters its codes are.
    pub doubtful: bool,
    /// A small raised mark, a note's, stood before or behind it.
    pub marked: bool,
    /// A row of a table, its cells parted by tabs.
    pub row: bool,
}

/// A straight line along an edge of the page: of a table, above the notes.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// It runs from head to foot.
    pub vertical: bool,
    /// Its place on the other axis, in points.
    pub at: f64,
    /// Its lower or left end.
    pub from: f64,
    /// Its upper or right end.
    pub to: f64,
}

/// A page's text and measure.
#[derive(Debug, Default)]
pub struct Page {
    /// In the order of drawing.
    pub runs: Vec<Run>,
    /// Also in the order of drawing.
    pub rules: Vec<Rule>,
    /// Its left edge, in points.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// Its foot.
    pub bottom: f64,
    /// Its head.
    pub top: f64,
    /// It shows pictures.
    pub images: bool,
}

/// A matrix `[a b c d e f]`.
pub type Matrix = [f64; 6];

/// Changes nothing.
pub const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first`, then `second`.
pub fn multiply(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

impl Rule {
    /// The line from one point to another, which lie level or one above the other.
    pub fn between((x, y): (f64, f64), (end_x, end_y): (f64, f64)) -> Self {
        let vertical = (end_y - y).abs() > (end_x - x).abs();
        let (at, from, to) = if vertical {
            (x, y, end_y)
        } else {
            (y, x, end_x)
        };
        Self {
            vertical,
            at,
            from: from.min(to),
            to: from.max(to),
        }
    }
}

impl Run {
    /// An empty run from one point to another.
    pub fn between((x, y): (f64, f64), (end_x, end_y): (f64, f64)) -> Self {
        Self {
            x,
            y,
            end: end_x,
            far: end_y,
            ..Self::default()
        }
    }
}

/// Which way a line runs on the page as it is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As most text does.
    #[default]
    Right,
    /// Along the edge of a page laid sideways.
    Up,
    /// On a page upside down.
    Left,
    /// As vertical text, or on a page laid sideways the other way.
    Down,
    /// At an angle: a watermark.
    Slanted,
}

impl Direction {
    /// By the way the letters' foot runs, and whether the next letter stands below the last.
    pub fn of((x, y): (f64, f64), vertical: bool) -> Self {
        let (x, y) = if vertical { (y, -x) } else { (x, y) };
        // A page that was scanned askew is still read.
        let slight = 0.1;
        if y.abs() <= x.abs() * slight {
            if x >= 0.0 { Self::Right } else { Self::Left }
        } else if x.abs() <= y.abs() * slight {
            if y > 0.0 { Self::Up } else { Self::Down }
        } else {
            Self::Slanted
        }
    }
}

/// A line of a page.
#[derive(Debug)]
pub struct Line {
    pub text: String,
    pub x: f64,
    pub end: f64,
    pub y: f64,
    pub size: f64,
    /// It starts where the page or a column starts.
    pub first: bool,
    /// 0 over the whole page, 1 and 2 in its columns.
    pub column: usize,
    /// It begins with a raised mark.
    pub marked: bool,
    /// A row of a table.
    pub row: bool,
    /// A rule over it parts it from the line before.
    pub ruled: bool,
}
