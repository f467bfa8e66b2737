//! Pictures of words: topics over the years, and words by their size.

use super::lines::{self, Line};
use super::{Anchor, Canvas, MARGIN, Paint, SERIES, Scene, Shape, TITLE, width_of};
use crate::engine::labels::{Language, label};
use crate::engine::words::keys::{Change, Keys};
use crate::engine::words::matrix::{Matrix, Measure, Name};

/// Room for a cloud, and the letters of its least and most frequent words.
const HEIGHT: f32 = 470.0;
const LEAST: f32 = 12.0;
const MOST: f32 = 54.0;
/// More words than these are too small to read.
const WORDS: usize = 110;

/// Topics over the years: a line for each of `names`, the columns of a matrix by year. A spot's item is the column and
/// the row.
pub fn trend(
    found: &Matrix,
    names: &[String],
    measure: Measure,
    width: f32,
    language: Language,
) -> Scene {
    let key = format!("measure_of.{}", measure.word());
    let measured = label(language, &key);
    let line = |(column, name): (usize, &String)| {
        let points = found.rows.iter().enumerate().filter_map(|(row, own)| {
            let Name::Year(Some(year)) = own.name else {
                return None;
            };
            let cell = own.cells.get(column)?;
            let value = cell.figure(measure)?;
            let told = format!(
                "{name} {year} · {} {measured} · {}/{}",
                rounded(value),
                cell.with,
                cell.of
            );
            Some(lines::Point {
                year,
                value,
                told,
                item: Some((column, row)),
            })
        });
        Line {
            name: name.clone(),
            points: points.collect(),
        }
    };
    let all: Vec<Line> = names.iter().enumerate().map(line).collect();
    let mut canvas = Canvas::new(width);
    // A year of one report is not to be read like one of thirty.
    let under = |year: i32| {
        let mut rows = found.rows.iter();
        let row = rows.find(|row| row.name == Name::Year(Some(year)))?;
        let count = row.cells.first()?.of.to_string();
        Some(label(language, "picture.reports").replace("{count}", &count))
    };
    if !lines::draw(&all, &under, &mut canvas) {
        say(&mut canvas, label(language, "picture.one_year"));
    }
    let reports = found
        .rows
        .iter()
        .filter_map(|row| Some(row.cells.first()?.of));
    let title = match names {
        [one] => format!("{one} · {measured}"),
        _ => format!("{} · {measured}", label(language, "table.topics")),
    };
    finish(canvas, title, reports.sum(), language)
}

/// How a figure is told.
fn rounded(value: f64) -> String {
    crate::text::clip::plain_number((value * 100.0).round() / 100.0)
}

/// Words by their size: how often they stand there, or, held against others, those that stand there more. Another
/// `seed` is another layout, and only those that reach the log-likelihood `cut`; a spot's item is the place of the word. `reports` is how many they are of.
pub fn cloud(
    found: &Keys,
    (seed, cut): (u32, f64),
    reports: usize,
    width: f32,
    language: Language,
) -> Scene {
    let against = found.sizes.1 > 0;
    let listed = found.words.iter().enumerate().filter(|(_, key)| {
        let more = matches!(
            key.change,
            Some(Change::New | Change::Surging | Change::More)
        );
        key.count > 0 && key.word.chars().count() > 1 && (more && key.likelihood >= cut || !against)
    });
    let mut words: Vec<(usize, &str, f64, String)> = listed
        .map(|(at, key)| {
            let weight = if against {
                key.likelihood
            } else {
                key.count as f64
            };
            let told = format!(
                "{} · {} {} · {}/{}",
                key.word,
                label(language, "column.count"),
                key.count,
                key.peers,
                found.peers
            );
            (at, key.word.as_str(), weight, told)
        })
        .collect();
    words.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.1.cmp(b.1)));
    words.truncate(WORDS);
    let mut canvas = Canvas::new(width);
    let key = if against { "cloud.more" } else { "cloud.often" };
    let title = label(language, key).to_owned();
    if words.is_empty() {
        say(&mut canvas, label(language, "picture.nothing"));
        return finish(canvas, title, reports, language);
    }
    let most = words
        .first()
        .map_or(1.0, |word| word.2)
        .max(f64::MIN_POSITIVE);
    let middle = [width / 2.0, TITLE + HEIGHT / 2.0];
    let size = |weight: f64| LEAST + (MOST - LEAST) * (weight / most).sqrt() as f32;
    // Words of like weight are all set smaller, so that they find room.
    let room: f32 = words
        .iter()
        .map(|(_, word, weight, _)| width_of(word, size(*weight)) * size(*weight) * 1.3)
        .sum();
    let scale = (0.5 * (width - 2.0 * MARGIN) * HEIGHT / room.max(1.0))
        .sqrt()
        .min(1.0);
    let mut placed: Vec<[f32; 4]> = Vec::new();
    let mut turn = Turn(seed);
    for (rank, (at, word, weight, told)) in words.iter().enumerate() {
        let size = (size(*weight) * scale).max(LEAST * 0.8);
        let half = [width_of(word, size) / 2.0 + 3.0, size * 0.62];
        let Some([x, y]) = free(middle, half, width, &placed, turn.next()) else {
            continue;
        };
        placed.push([x - half[0], y - half[1], x + half[0], y + half[1]]);
        let paint = u8::try_from(rank % usize::from(SERIES)).map_or(Paint::Ink, Paint::Series);
        canvas.shapes.push(Shape::Words {
            at: [x, y],
            words: (*word).to_owned(),
            size,
            paint,
            anchor: Anchor::Middle,
        });
        canvas.spots.push(super::Spot {
            min: [x - half[0], y - half[1]],
            max: [x + half[0], y + half[1]],
            words: told.clone(),
            item: Some((*at, 0)),
        });
    }
    canvas.bottom = TITLE + HEIGHT;
    finish(canvas, title, reports, language)
}

/// A place on a spiral around the middle where a word of this half size covers no other.
fn free(
    middle: [f32; 2],
    half: [f32; 2],
    width: f32,
    placed: &[[f32; 4]],
    from: f32,
) -> Option<[f32; 2]> {
    let inside = |x: f32, y: f32| {
        x - half[0] > MARGIN
            && x + half[0] < width - MARGIN
            && y - half[1] > TITLE
            && y + half[1] < TITLE + HEIGHT
    };
    let covers = |x: f32, y: f32| {
        placed.iter().any(|[left, top, right, bottom]| {
            x - half[0] < *right
                && x + half[0] > *left
                && y - half[1] < *bottom
                && y + half[1] > *top
        })
    };
    for step in 0..2_600 {
        let turn = step as f32 * 0.11;
        let angle = from + turn;
        // Wider than high, as the paper is.
        let x = middle[0] + turn * 1.9 * angle.cos();
        let y = middle[1] + turn * 0.95 * angle.sin();
        if inside(x, y) && !covers(x, y) {
            return Some([x, y]);
        }
    }
    None
}

/// Angles that look thrown and are the same for the same seed.
struct Turn(u32);

impl Turn {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / (1 << 24) as f32 * std::f32::consts::TAU
    }
}

fn say(canvas: &mut Canvas, words: &str) {
    let at = [canvas.width / 2.0, TITLE + 60.0];
    canvas.words(at, words, 1, Paint::Muted, Anchor::Middle);
    canvas.bottom = TITLE + 120.0;
}

fn finish(canvas: Canvas, title: String, reports: usize, language: Language) -> Scene {
    let source = label(language, "picture.words_source").replace("{count}", &reports.to_string());
    canvas.finish(title, &source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::words::keys::Key;

    #[test]
    fn words_of_a_cloud_cover_no_other_and_lie_otherwise_by_another_seed() {
        let key = |n: usize| Key {
            word: format!("词语{n}"),
            count: 100 - n,
            other: 0,
            peers: 1,
            spread: None,
            likelihood: 0.0,
            ratio: 0.0,
            change: None,
        };
        let found = Keys {
            words: (0..60).map(key).collect(),
            sizes: (5_000, 0),
            peers: 1,
        };
        let drawn = cloud(&found, (1, 0.0), 1, 900.0, Language::Chinese);
        assert!(drawn.spots.len() > 50, "{}", drawn.spots.len());
        for (at, one) in drawn.spots.iter().enumerate() {
            for other in drawn.spots.iter().skip(at + 1) {
                let apart = one.max[0] <= other.min[0]
                    || other.max[0] <= one.min[0]
                    || one.max[1] <= other.min[1]
                    || other.max[1] <= one.min[1];
                assert!(apart, "{} {}", one.words, other.words);
            }
        }
        assert_eq!(drawn, cloud(&found, (1, 0.0), 1, 900.0, Language::Chinese));
        assert_ne!(drawn, cloud(&found, (2, 0.0), 1, 900.0, Language::Chinese));
    }
}
