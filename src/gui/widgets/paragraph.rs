//! Breaks Chinese text into rows: no ，。！？；：）” at a row's start, no （“ at its end, numbers and Latin words whole.
//!
//! egui's own breaking lacks half of these rules, so report text never goes through it. Rules after GB/T 15834 and CLREQ.

use std::collections::HashMap;

use egui::{Context, FontId};

/// A row of text: which characters stand on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowRange {
    /// First character of the paragraph.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Characters that may not open a row.
fn opens_badly(c: char) -> bool {
    "，。、；：！？）】》」』〉〕”’％‰·…—～℃°%,.;:!?)]}>/".contains(c)
}

/// Characters that may not close a row.
fn closes_badly(c: char) -> bool {
    "（【《「『〈〔“‘([{<￥$".contains(c)
}

/// Part of a number or a Latin word.
fn joins(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '-' | '+' | '&' | '_')
}

/// Whether a row may end between two characters.
pub fn may_break(before: char, after: char) -> bool {
    !opens_badly(after) && !closes_badly(before) && !(joins(before) && joins(after))
}

/// The rows of one paragraph at `width`, by the width of each character.
pub fn rows(chars: &[char], width: f32, mut advance: impl FnMut(char) -> f32) -> Vec<RowRange> {
    let mut out = Vec::new();
    let (mut start, mut x, mut i) = (0, 0.0, 0);
    while let Some(&c) = chars.get(i) {
        let w = advance(c);
        if x + w > width && i > start {
            // Back to the last allowed place; a word longer than a row is cut where it must be.
            let mut at = i;
            while at > start + 1
                && !chars
                    .get(at - 1)
                    .zip(chars.get(at))
                    .is_none_or(|(a, b)| may_break(*a, *b))
            {
                at -= 1;
            }
            if at <= start + 1
                && !chars
                    .get(at.saturating_sub(1))
                    .zip(chars.get(at))
                    .is_some_and(|(a, b)| may_break(*a, *b))
            {
                at = i;
            }
            out.push(RowRange { start, end: at });
            start = at;
            x = 0.0;
            i = at;
            continue;
        }
        x += w;
        i += 1;
    }
    if start < chars.len() || chars.is_empty() {
        out.push(RowRange {
            start,
            end: chars.len(),
        });
    }
    out
}

/// The widths of characters in one font, asked once each.
#[derive(Debug, Default)]
pub struct Advances {
    font: Option<(FontId, u32)>,
    known: HashMap<char, f32>,
}

impl Advances {
    /// The width of `c`.
    pub fn of(&mut self, ctx: &Context, font: &FontId, c: char) -> f32 {
        let scale = ctx.pixels_per_point().to_bits();
        if self
            .font
            .as_ref()
            .is_none_or(|(known, known_scale)| known != font || *known_scale != scale)
        {
            self.font = Some((font.clone(), scale));
            self.known.clear();
        }
        *self
            .known
            .entry(c)
            .or_insert_with(|| ctx.fonts_mut(|fonts| fonts.glyph_width(font, c)))
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

    const TEXT: &str = "主要预期目标是：地区生产总值增长5.5%左右（按可比价），一般公共预算收入增长4%，城镇新增就业3.2万人以上；“十四五”规划顺利收官！《纲要》提出：R&D经费达到12.5亿元……";

    #[test]
    fn no_row_opens_or_closes_badly_at_any_width() {
        let chars: Vec<char> = TEXT.chars().collect();
        for width in 4..40u16 {
            let width = f32::from(width);
            let found = rows(&chars, width, |c| if c.is_ascii() { 0.55 } else { 1.0 });
            let mut at = 0;
            for row in &found {
                assert_eq!(row.start, at, "rows follow each other");
                at = row.end;
                assert!(row.end > row.start);
                if row.start > 0 && width > 8.0 {
                    assert!(
                        may_break(chars[row.start - 1], chars[row.start]),
                        "{width}: {}",
                        chars[row.start..row.end].iter().collect::<String>()
                    );
                }
                let sum: f32 = chars[row.start..row.end]
                    .iter()
                    .map(|c| if c.is_ascii() { 0.55 } else { 1.0 })
                    .sum();
                assert!(sum <= width + 0.01, "{width}: {sum}");
            }
            assert_eq!(at, chars.len());
        }
    }

    #[test]
    fn numbers_stay_whole() {
        assert!(!may_break('1', '2') && !may_break('5', '.') && !may_break('5', '%'));
        assert!(may_break('长', '5') && may_break('%', '左'));
    }
}
