//! Places in a text, in code points, bytes or characters kept for the rules; the only conversion between code points
//! and bytes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Ranges in one coordinate system each: a place in one is no place in another, and the compiler says so.
macro_rules! spans {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        pub struct $name {
            /// The first place.
            pub start: usize,
            /// One past the last place.
            pub end: usize,
        }

        impl $name {
            /// The range `start..end`.
            pub const fn new(start: usize, end: usize) -> Self {
                Self { start, end }
            }

            /// How many places it covers.
            pub const fn len(self) -> usize {
                self.end.saturating_sub(self.start)
            }

            /// Whether it covers nothing.
            pub const fn is_empty(self) -> bool {
                self.end <= self.start
            }

            /// Whether both cover at least one common place.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether `other` lies inside.
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether `at` is one of its places.
            pub const fn holds(self, at: usize) -> bool {
                self.start <= at && at < self.end
            }

            /// Its places, to walk through or to slice by.
            pub const fn range(self) -> Range<usize> {
                self.start..self.end
            }
        }

        impl From<Range<usize>> for $name {
            fn from(range: Range<usize>) -> Self {
                Self::new(range.start, range.end)
            }
        }
    )+};
}

spans! {
    /// A half-open range of code points of a text as extracted: what the JSON and the project files hold.
    CharSpan
    /// A half-open range of bytes of a text as extracted: what slices a `str`.
    ByteSpan
    /// A half-open range of the characters that [`Norm`](super::norm::Norm) keeps: what the rules read.
    NormSpan
}

/// Byte offsets of the code points of a text, kept for one point in 64, so that any place is found at once.
#[derive(Clone, Debug, Default)]
pub struct Offsets {
    marks: Box<[u32]>,
    chars: usize,
}

/// One mark every so many code points: 4 bytes for each 64 characters, and never more than 64 steps to walk.
const STEP: usize = 64;

impl Offsets {
    /// Counts the code points of `text`.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / 128 + 1);
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if chars % STEP == 0 {
                // A file has at most 256 MB.
                marks.push(u32::try_from(byte).unwrap_or(u32::MAX));
            }
            chars += 1;
        }
        Self {
            marks: marks.as_slice().into(),
            chars,
        }
    }

    /// How many code points the text has.
    pub const fn len_chars(&self) -> usize {
        self.chars
    }

    /// The byte offset of code point `at`; the length of the text when it lies behind the end.
    pub fn byte(&self, text: &str, at: usize) -> usize {
        let Some(mark) = self.marks.get(at / STEP).map(|mark| *mark as usize) else {
            return text.len();
        };
        let Some(rest) = text.get(mark..) else {
            return text.len();
        };
        rest.char_indices()
            .nth(at % STEP)
            .map_or(text.len(), |(byte, _)| mark + byte)
    }

    /// The text of `span`; empty when the span lies behind the end.
    pub fn slice<'t>(&self, text: &'t str, span: CharSpan) -> &'t str {
        text.get(self.byte(text, span.start)..self.byte(text, span.end.max(span.start)))
            .unwrap_or("")
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    #[test]
    fn slices_follow_code_points_not_bytes() {
        let text = "增长5%左右".repeat(50);
        let offsets = Offsets::new(&text);
        assert_eq!(offsets.len_chars(), 300);
        assert_eq!(offsets.slice(&text, CharSpan::new(0, 4)), "增长5%");
        assert_eq!(
            offsets.slice(&text, CharSpan::new(290, 300)),
            "5%左右增长5%左右"
        );
        assert_eq!(offsets.slice(&text, CharSpan::new(299, 999)), "右");
        assert_eq!(offsets.slice(&text, CharSpan::new(999, 1000)), "");
    }
}
