//! Counts of words as tables, with their denominators, and a note by which another person can repeat them.

use crate::engine::labels::{Language, label};
use crate::engine::words::keyness::{self, Keyword};
use crate::engine::words::segment::Segmenter;
use crate::engine::words::{Body, Hit, Topic};

use super::table::{Cell, Source, Table};

/// A row a report and topic.
const TOPICS: [&str; 14] = [
    "region",
    "region_code",
    "level",
    "plan_year",
    "topic",
    "hits",
    "left_out",
    "chars",
    "word_count",
    "sentences",
    "per_1000_chars",
    "per_1000_words",
    "sentence_share",
    "sha256",
];

/// A row a hit.
const HITS: [&str; 13] = [
    "region",
    "region_code",
    "plan_year",
    "topic",
    "term",
    "counted",
    "held_by",
    "left",
    "hit",
    "right",
    "start",
    "end",
    "sha256",
];

/// A row a word of two reports.
const KEYWORDS: [&str; 6] = [
    "word",
    "old_count",
    "new_count",
    "likelihood",
    "log_ratio",
    "p",
];

/// Characters before and behind a hit.
const ROOM: usize = 20;

fn text(words: &str) -> Cell {
    if words.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(words.to_owned())
    }
}

fn number(count: usize) -> Cell {
    Cell::Number(count as f64)
}

/// A part of a whole in thousands, or as a share, to four digits behind the point.
fn share(count: usize, all: usize, of: f64) -> Cell {
    if all == 0 {
        return Cell::Empty;
    }
    Cell::Number((count as f64 / all as f64 * of * 1e4).round() / 1e4)
}

/// What was counted, how, out of how much.
fn method(topics: &[Topic], language: Language) -> Vec<String> {
    let mut out: Vec<String> = topics
        .iter()
        .map(|topic| {
            label(language, "words.topic")
                .replace("{name}", &topic.name)
                .replace("{terms}", &topic.terms.join("、"))
                .replace("{not}", &topic.not.join("、"))
        })
        .collect();
    out.push(label(language, "words.method").replace("{version}", env!("CARGO_PKG_VERSION")));
    out
}

/// How much of each topic is in each report.
pub fn topics(sources: &[Source<'_>], topics: &[Topic], language: Language) -> Table {
    let mut out = Table::headed("table.topics", &TOPICS, language);
    out.lead = method(topics, language);
    for source in sources {
        let meta = &source.report.report.meta;
        let body = Body::of(source.file, source.report);
        let words = Segmenter::get().words(body.text()).count();
        let extent = body.extent();
        for topic in topics {
            let count = topic.count(&body);
            out.rows.push(vec![
                text(meta.region.as_deref().unwrap_or(source.name)),
                text(meta.region_code.as_deref().unwrap_or("")),
                meta.level.map_or(Cell::Empty, |level| {
                    text(label(language, &format!("level.{}", level.word())))
                }),
                meta.plan_year
                    .map_or(Cell::Empty, |year| Cell::Number(f64::from(year))),
                text(&topic.name),
                number(count.hits),
                number(count.left_out),
                number(extent.chars),
                number(words),
                number(extent.sentences),
                share(count.hits, extent.chars, 1e3),
                share(count.hits, words, 1e3),
                share(count.sentences, extent.sentences, 1.0),
                text(&source.file.source.sha256),
            ]);
        }
    }
    out
}

/// Every place of a term, those left out with what holds them.
pub fn hits(sources: &[Source<'_>], topics: &[Topic], language: Language) -> Table {
    let mut out = Table::headed("table.hits", &HITS, language);
    out.lead = method(topics, language);
    for source in sources {
        let meta = &source.report.report.meta;
        let body = Body::of(source.file, source.report);
        for topic in topics {
            for hit in topic.hits(&body) {
                let span = hit.span(&body);
                let (start, end) = hit.bytes;
                let (left, right) = body.around(start, end, ROOM);
                let word = |places: &[String], at: Option<usize>| {
                    text(at.and_then(|at| places.get(at)).map_or("", String::as_str))
                };
                out.rows.push(vec![
                    text(meta.region.as_deref().unwrap_or(source.name)),
                    text(meta.region_code.as_deref().unwrap_or("")),
                    meta.plan_year
                        .map_or(Cell::Empty, |year| Cell::Number(f64::from(year))),
                    text(&topic.name),
                    word(&topic.terms, Some(hit.term)),
                    text(label(language, counted(&hit))),
                    word(&topic.not, hit.not),
                    text(&left),
                    text(source.file.offsets.slice(&source.file.source.text, span)),
                    text(&right),
                    number(span.start),
                    number(span.end),
                    text(&source.file.source.sha256),
                ]);
            }
        }
    }
    out
}

const fn counted(hit: &Hit) -> &'static str {
    if hit.not.is_none() {
        "words.counted"
    } else {
        "words.left_out"
    }
}

/// The words that the second report uses more or less than the first, from p < 0.05 on.
pub fn keywords(old: &Source<'_>, new: &Source<'_>, language: Language) -> Table {
    let [before, after] =
        [old, new].map(|source| Segmenter::get().count(&Body::of(source.file, source.report)));
    let mut out = Table::headed("table.keywords", &KEYWORDS, language);
    out.lead = vec![
        label(language, "words.keywords")
            .replace("{old}", &before.values().sum::<usize>().to_string())
            .replace("{new}", &after.values().sum::<usize>().to_string()),
    ];
    let [(cut, _), ..] = keyness::CUT_OFFS;
    let two = |x: f64| Cell::Number((x * 100.0).round() / 100.0);
    for key in keyness::keywords(&after, &before, cut) {
        let level = key.level();
        let Keyword {
            word,
            counts: (now, then),
            likelihood,
            ratio,
        } = key;
        out.rows.push(vec![
            Cell::Text(word),
            number(then),
            number(now),
            two(likelihood),
            two(ratio),
            level.map_or(Cell::Empty, Cell::Number),
        ]);
    }
    out
}
