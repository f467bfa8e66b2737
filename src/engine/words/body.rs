//! A report as it is counted: simplified characters, one kind of digit and punctuation, its sentences and sections.
//!
//! Thousands of them stay in memory, so a place is told by few numbers: where runs of characters stand in the source.

use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::report::{Role, Section};
use crate::text::norm::Norm;
use crate::text::span::{ByteSpan, CharSpan};

/// How much there is to count in: the denominators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Characters, without spaces and line ends; punctuation counts.
    pub chars: usize,
    /// Words, without punctuation; nothing before the text was parted into words.
    pub words: usize,
    /// Sentences: up to 。！？； or the end of a line.
    pub sentences: usize,
}

impl Extent {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            chars: self.chars + other.chars,
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
        }
    }
}

/// Something for each role of a section.
pub type ByRole<T> = [T; Role::ALL.len()];

/// A report to count in.
#[derive(Clone, Debug, Default)]
pub struct Body {
    text: Box<str>,
    /// Byte of [`Body::text`] and character of the source where a run starts.
    runs: Box<[(u32, u32)]>,
    /// The byte behind each sentence.
    ends: Box<[u32]>,
    /// The byte from which on a role holds.
    roles: Vec<(u32, Role)>,
    extents: ByRole<Extent>,
}

/// What ends a sentence.
const ENDS: [char; 7] = ['。', '！', '？', '；', '\n', '!', '?'];
/// A run is no longer than this, so that few characters are stepped over to find a place.
const RUN: u32 = 384;

/// Whether a character is read: a letter or digit, not punctuation. Most are Chinese ones, and need no table.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Body {
    /// The body of a report.
    pub fn of(file: &AnalysedFile, report: &Analysed) -> Self {
        let span = report.report.span;
        let text = file.offsets.slice(&file.source.text, span);
        Self::new(text, span.start, &report.report.sections)
    }

    /// The body of a text that starts at `from` in its file; what is in no section counts as preamble.
    pub fn new(text: &str, from: usize, sections: &[Section]) -> Self {
        let norm = Norm::new(text);
        let mut out = String::with_capacity(text.len());
        let (mut runs, mut ends, mut roles) = (Vec::new(), Vec::new(), Vec::new());
        let mut extents = ByRole::<Extent>::default();
        let mut open = false;
        let mut sections = sections.iter().peekable();
        let mut expected = u32::MAX;
        for at in 0..norm.len() {
            let c = norm.at(at);
            let source = from + norm.origin(at);
            while sections.next_if(|s| s.span.end <= source).is_some() {}
            let role = sections
                .peek()
                .filter(|section| section.span.start <= source)
                .map_or(Role::Preamble, |section| section.role);
            let byte = small(out.len());
            if roles
                .last()
                .is_none_or(|(_, last): &(u32, Role)| *last != role)
            {
                roles.push((byte, role));
            }
            let long = runs
                .last()
                .is_none_or(|(start, _): &(u32, u32)| byte - start > RUN);
            if long || small(source) != expected {
                runs.push((byte, small(source)));
            }
            expected = small(source + 1);
            out.push(c);
            let extent = extents.get_mut(role as usize);
            let mut ended = false;
            if !c.is_whitespace() {
                open |= is_letter(c);
            }
            if ENDS.contains(&c) {
                ended = std::mem::take(&mut open);
            }
            if let Some(extent) = extent {
                extent.chars += usize::from(!c.is_whitespace());
                extent.sentences += usize::from(ended);
            }
            if ended {
                ends.push(small(out.len()));
            }
        }
        if open {
            ends.push(small(out.len()));
            let last = roles.last().map_or(0, |(_, role)| *role as usize);
            if let Some(extent) = extents.get_mut(last) {
                extent.sentences += 1;
            }
        }
        // Exactly as long as they are: what grew keeps room to spare.
        Self {
            text: out.as_str().into(),
            runs: runs.as_slice().into(),
            ends: ends.as_slice().into(),
            roles,
            extents,
        }
    }

    /// The characters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The characters of these bytes; nothing where they part one.
    pub fn slice(&self, bytes: impl Into<ByteSpan>) -> &str {
        self.text.get(bytes.into().range()).unwrap_or("")
    }

    /// How much there is to count in.
    pub fn extent(&self) -> Extent {
        self.extents
            .iter()
            .fold(Extent::default(), |a, b| a.and(*b))
    }

    /// The same in the sections of each role.
    pub const fn extents(&self) -> &ByRole<Extent> {
        &self.extents
    }

    pub(super) const fn extents_mut(&mut self) -> &mut ByRole<Extent> {
        &mut self.extents
    }

    /// Where bytes of [`Body::text`] stand in the file's text.
    pub fn span(&self, bytes: impl Into<ByteSpan>) -> CharSpan {
        let ByteSpan { start, end } = bytes.into();
        let first = self.source(start);
        let last = self
            .text
            .get(start..end)
            .and_then(|text| text.char_indices().next_back())
            .map_or(first, |(at, _)| self.source(start + at));
        CharSpan::new(first, if end > start { last + 1 } else { first })
    }

    fn source(&self, byte: usize) -> usize {
        let after = self
            .runs
            .partition_point(|(start, _)| *start as usize <= byte);
        let Some((start, source)) = after.checked_sub(1).and_then(|at| self.runs.get(at)) else {
            return 0;
        };
        *source as usize + self.slice(*start as usize..byte).chars().count()
    }

    /// The byte of [`Body::text`] at or behind a character of the file's text.
    pub fn byte(&self, source: usize) -> usize {
        let after = self
            .runs
            .partition_point(|(_, first)| *first as usize <= source);
        let Some((start, first)) = after.checked_sub(1).and_then(|at| self.runs.get(at)) else {
            return 0;
        };
        let until = self
            .runs
            .get(after)
            .map_or(self.text.len(), |(end, _)| *end as usize);
        let run = self.slice(*start as usize..until);
        let mut places = run.char_indices().map(|(at, _)| at);
        *start as usize + places.nth(source - *first as usize).unwrap_or(run.len())
    }

    /// The number of the sentence that a byte of [`Body::text`] is in.
    pub fn sentence(&self, byte: usize) -> usize {
        self.ends.partition_point(|end| *end as usize <= byte)
    }

    /// The bytes of a sentence.
    pub fn sentence_at(&self, number: usize) -> ByteSpan {
        let end = |at: usize| {
            self.ends
                .get(at)
                .map_or(self.text.len(), |end| *end as usize)
        };
        let start = number.checked_sub(1).map_or(0, end);
        ByteSpan::new(start, end(number).max(start))
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.ends.len()
    }

    /// The role of the section that a byte of [`Body::text`] is in.
    pub fn role(&self, byte: usize) -> Role {
        let after = self
            .roles
            .partition_point(|(start, _)| *start as usize <= byte);
        let before = after.checked_sub(1).and_then(|at| self.roles.get(at));
        before.map_or(Role::Preamble, |(_, role)| *role)
    }

    /// The stretches of one role, with their bytes.
    pub fn stretches(&self) -> impl Iterator<Item = (Role, &str, usize)> {
        self.roles.iter().enumerate().map(|(at, (start, role))| {
            let end = self
                .roles
                .get(at + 1)
                .map_or(self.text.len(), |(end, _)| *end as usize);
            (*role, self.slice(*start as usize..end), *start as usize)
        })
    }

    /// At most `room` characters before and behind bytes of [`Body::text`], up to the ends of the line.
    pub fn around(&self, bytes: impl Into<ByteSpan>, room: usize) -> (&str, &str) {
        let ByteSpan { start, end } = bytes.into();
        let before = self.slice(0..start);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let mut from = before.char_indices().rev().map(|(at, _)| at).take(room);
        let left = from.by_ref().last().unwrap_or(start).max(line);
        let behind = self.slice(end..self.text.len());
        let behind = behind.split('\n').next().unwrap_or("");
        let until = behind
            .char_indices()
            .nth(room)
            .map_or(behind.len(), |(at, _)| at);
        (self.slice(left..start), behind.get(..until).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extent_is_that_of_what_is_read() {
        let body = Body::new("優化營商環境。\n加快發展； 穩中求進！\n\n——\n", 100, &[]);
        assert_eq!(body.text(), "优化营商环境。\n加快发展；稳中求进！\n\n——\n");
        let extent = body.extent();
        assert_eq!((extent.chars, extent.sentences), (19, 3));
        let at = body.text().find("环境").unwrap_or(0);
        assert_eq!(body.span(at..at + 6), CharSpan::new(104, 106));
        assert_eq!(body.sentence(at), 0);
        let at = body.text().find("求进").unwrap_or(0);
        assert_eq!(body.sentence(at), 2);
        assert_eq!(body.around(at..at + 6, 2), ("稳中", "！"));
        // Behind the space that is dropped.
        assert_eq!(body.span(at..at + 6), CharSpan::new(116, 118));
        assert_eq!(body.byte(116), at);
        let ByteSpan { start, end } = body.sentence_at(1);
        assert_eq!(body.slice(start..end), "\n加快发展；");
    }

    #[test]
    fn each_role_has_its_own_extent() {
        let text = "各位代表：\n过去一年，增长5%。\n今年目标：增长6%。";
        let section = |role, start, end| Section {
            role,
            title: None,
            span: CharSpan::new(start, end),
        };
        let sections = [section(Role::Review, 6, 17), section(Role::Goals, 17, 27)];
        let body = Body::new(text, 0, &sections);
        let chars = Role::ALL.map(|role| body.extents().get(role as usize).map_or(0, |e| e.chars));
        assert_eq!(chars, [5, 10, 10, 0, 0, 0]);
        let at = body.text().find("今年").unwrap_or(0);
        assert_eq!(body.role(at), Role::Goals);
        assert_eq!(body.role(0), Role::Preamble);
        let roles: Vec<Role> = body.stretches().map(|(role, ..)| role).collect();
        assert_eq!(roles, [Role::Preamble, Role::Review, Role::Goals]);
    }
}
