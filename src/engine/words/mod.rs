//! Counting words so that the count can be repeated: what is counted, what is not, and out of how much.

pub mod body;
pub mod concordance;
pub mod dictionary;
pub mod keyness;
pub mod keys;
pub mod matrix;
pub mod query;
pub mod segment;
pub mod topics;
pub mod travel;

use std::sync::Arc;

pub use body::{Body, ByRole, Extent};
pub use concordance::Place;
pub use segment::{Counts, Segmenter, SharedSegmenter};
pub use topics::{Tally, Topic, Why};

use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::report::Meta;

/// A report made ready for counting.
#[derive(Debug)]
pub struct Indexed {
    /// The file it stands in, as read.
    pub file: Arc<AnalysedFile>,
    /// Which one of the file's reports it is.
    pub place: usize,
    /// Its text.
    pub body: Body,
    /// How often each word stands there.
    pub counts: Counts,
}

impl Indexed {
    /// Makes a report ready; nothing where the file has no such report.
    pub fn new(file: &Arc<AnalysedFile>, place: usize, segmenter: &Segmenter) -> Option<Self> {
        let mut body = Body::of(file, file.reports.get(place)?);
        let counts = segmenter.count(&body);
        for (extent, words) in body.extents_mut().iter_mut().zip(counts.words()) {
            extent.words = words;
        }
        Some(Self {
            file: Arc::clone(file),
            place,
            body,
            counts,
        })
    }

    /// The report.
    pub fn report(&self) -> Option<&Analysed> {
        self.file.reports.get(self.place)
    }

    /// What it says of itself.
    pub fn meta(&self) -> Option<&Meta> {
        self.report().map(|report| &report.report.meta)
    }
}

/// Lines of a list that were not taken: the first ones, and how many in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skips {
    /// The first of them.
    pub first: Vec<Skipped>,
    /// How many there are.
    pub count: usize,
}

/// A line of a list that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its number, from 1.
    pub line: usize,
    /// Why: `empty`, `again`, `many`, `long`, `number`.
    pub why: &'static str,
}

impl Skips {
    /// No more are told than can be read.
    const MOST: usize = 200;

    fn add(&mut self, line: usize, why: &'static str) {
        self.count += 1;
        if self.first.len() < Self::MOST {
            self.first.push(Skipped { line, why });
        }
    }
}

/// A report of a year with some words in its review, for the tests of this room.
#[cfg(test)]
fn indexed(year: i32, words: &str) -> Indexed {
    let before = year - 1;
    let text = format!(
        "{year}年云溪市政府工作报告\n各位代表：\n一、{before}年工作回顾\n去年，我市扎实工作，经济平稳增长。{words}\n二、{year}年工作安排\n今年经济社会发展主要预期目标是：地区生产总值增长6%左右。\n"
    );
    let file = Arc::new(crate::engine::analyse(
        crate::engine::read::pasted(&text),
        "云溪市",
    ));
    Indexed::new(&file, 0, Segmenter::get()).unwrap_or_else(|| unreachable!("no report"))
}
