//! A set of characters of the basic plane, asked for every character of a text: one bit for each.

/// A set of characters, and the place of each among the others.
#[derive(Clone, Debug)]
pub struct CharSet {
    bits: [u64; 1024],
    /// How many characters of the set stand before each 64.
    ranks: [u16; 1024],
}

impl CharSet {
    /// The set of `chars`. Characters outside the basic plane are left out.
    #[allow(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "a constant function has neither iterators nor `get`; no index is above 1023, no count above 65535"
    )]
    pub const fn new(chars: &[char]) -> Self {
        let mut bits = [0u64; 1024];
        let mut i = 0;
        while i < chars.len() {
            let code = chars[i] as usize;
            if code < 65_536 {
                bits[code / 64] |= 1 << (code % 64);
            }
            i += 1;
        }
        let mut ranks = [0u16; 1024];
        let (mut at, mut before) = (0, 0u32);
        while at < 1024 {
            ranks[at] = before as u16;
            before += bits[at].count_ones();
            at += 1;
        }
        Self { bits, ranks }
    }

    /// Whether `c` is in the set.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        let code = c as usize;
        self.bits
            .get(code / 64)
            .is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }

    /// How many characters of the set come before `c`, or `None` where it is not in the set.
    #[inline]
    pub fn rank(&self, c: char) -> Option<usize> {
        let code = c as usize;
        let bits = *self.bits.get(code / 64)?;
        let bit = 1u64 << (code % 64);
        if bits & bit == 0 {
            return None;
        }
        let before = (bits & (bit - 1)).count_ones();
        Some(usize::from(*self.ranks.get(code / 64)?) + before as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_its_place_and_others_none() {
        static SET: CharSet = CharSet::new(&['一', 'a', '龥', '丁', '𠮷']);
        let ranks: Vec<_> = ['a', '一', '丁', '龥', 'b', '𠮷', '丂']
            .into_iter()
            .map(|c| SET.rank(c))
            .collect();
        assert_eq!(
            ranks,
            [Some(0), Some(1), Some(2), Some(3), None, None, None]
        );
        assert!(SET.contains('丁') && !SET.contains('七') && !SET.contains('𠮷'));
    }
}
