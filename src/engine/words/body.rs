//! A report as it is counted: simplified characters, one kind of digit and punctuation, its sentences.

use crate::engine::{Analysed, AnalysedFile};
use crate::text::norm::Norm;
use crate::text::span::CharSpan;

/// How much there is to count in: the denominators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Characters, without spaces and line ends; punctuation counts.
    pub chars: usize,
    /// Sentences: up to 。！？； or the end of a line.
    pub sentences: usize,
}

/// A report to count in.
#[derive(Clone, Debug)]
pub struct Body {
    norm: Norm,
    /// The characters as one string, and the byte each starts at.
    text: String,
    starts: Vec<u32>,
    /// Where the report starts in its file.
    from: usize,
    /// Where each sentence ends, in characters of the norm.
    ends: Vec<usize>,
    extent: Extent,
}

/// What ends a sentence.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

impl Body {
    /// The body of a report.
    pub fn of(file: &AnalysedFile, report: &Analysed) -> Self {
        let span = report.report.span;
        Self::new(file.offsets.slice(&file.source.text, span), span.start)
    }

    /// The body of a text that starts at `from` in its file.
    pub fn new(text: &str, from: usize) -> Self {
        let norm = Norm::new(text);
        let mut out = String::with_capacity(norm.len() * 3);
        let mut starts = Vec::with_capacity(norm.len());
        let mut ends = Vec::new();
        let mut extent = Extent::default();
        let mut open = false;
        for at in 0..norm.len() {
            let c = norm.at(at);
            starts.push(u32::try_from(out.len()).unwrap_or(u32::MAX));
            out.push(c);
            if !c.is_whitespace() {
                extent.chars += 1;
                open |= c.is_alphanumeric();
            }
            if ENDS.contains(&c) || matches!(c, '!' | '?' | ';') {
                if open {
                    ends.push(at + 1);
                }
                open = false;
            }
        }
        if open {
            ends.push(norm.len());
        }
        extent.sentences = ends.len();
        Self {
            norm,
            text: out,
            starts,
            from,
            ends,
            extent,
        }
    }

    /// The characters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How much there is to count in.
    pub const fn extent(&self) -> Extent {
        self.extent
    }

    /// Where bytes of [`Body::text`] stand in the file's text.
    pub fn span(&self, start: usize, end: usize) -> CharSpan {
        let at = |byte: usize| {
            self.starts
                .partition_point(|start| (*start as usize) < byte)
        };
        let span = self.norm.source(at(start), at(end));
        CharSpan::new(self.from + span.start, self.from + span.end)
    }

    /// The number of the sentence that a byte of [`Body::text`] is in.
    pub fn sentence(&self, byte: usize) -> usize {
        let at = self
            .starts
            .partition_point(|start| (*start as usize) < byte);
        self.ends.partition_point(|end| *end <= at)
    }

    /// At most `room` characters before and behind bytes of [`Body::text`], up to the ends of the line.
    pub fn around(&self, start: usize, end: usize, room: usize) -> (String, String) {
        let before = self.text.get(..start).unwrap_or("");
        let behind = self.text.get(end..).unwrap_or("");
        let mut left: Vec<char> = before
            .chars()
            .rev()
            .take_while(|c| *c != '\n')
            .take(room)
            .collect();
        left.reverse();
        let right = behind.chars().take_while(|c| *c != '\n').take(room);
        (left.into_iter().collect(), right.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extent_is_that_of_what_is_read() {
        let body = Body::new("優化營商環境。\n加快發展； 穩中求進！\n\n——\n", 100);
        assert_eq!(body.text(), "优化营商环境。\n加快发展；稳中求进！\n\n——\n");
        assert_eq!(
            body.extent(),
            Extent {
                chars: 19,
                sentences: 3
            }
        );
        let at = body.text().find("环境").unwrap_or(0);
        assert_eq!(body.span(at, at + 6), CharSpan::new(104, 106));
        assert_eq!(body.sentence(at), 0);
        let at = body.text().find("求进").unwrap_or(0);
        assert_eq!(body.sentence(at), 2);
        assert_eq!(
            body.around(at, at + 6, 2),
            ("稳中".to_owned(), "！".to_owned())
        );
    }
}
