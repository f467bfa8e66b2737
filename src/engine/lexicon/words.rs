//! Words found in a text: from their first character on, or from their last one back.

use std::sync::Arc;

use crate::text::norm::Norm;
use crate::text::set::CharSet;
use crate::text::span::NormSpan;

/// The words a pattern stands for: `{全社会/}{研发/研究与试验发展}经费` is four of them.
pub(super) fn variants(pattern: &str) -> Vec<String> {
    let Some((head, rest)) = pattern.split_once('{') else {
        return vec![pattern.to_owned()];
    };
    let Some((choices, tail)) = rest.split_once('}') else {
        return vec![pattern.to_owned()];
    };
    let tails = variants(tail);
    choices
        .split('/')
        .flat_map(|choice| {
            tails
                .iter()
                .map(move |tail| format!("{head}{choice}{tail}"))
        })
        .collect()
}

/// Words found from their first character on or from their last one back.
#[derive(Debug)]
pub struct Words<T> {
    backward: Trie<T>,
    forward: Trie<T>,
    /// Longer words that hold one of these and mean something else.
    guards: Arc<Trie<()>>,
}

/// Words as a tree of characters. The set of first characters says at once that no word begins with one:
/// most places of a text are turned away by that alone, and nearly all others by the second character.
#[derive(Debug)]
pub(super) struct Trie<T> {
    /// The first characters of the words; the place of each is that of its edge at the root.
    firsts: Box<CharSet>,
    pairs: Box<Pairs>,
    nodes: Vec<Node<T>>,
    /// The edges of all nodes, each node's together and sorted.
    keys: Vec<char>,
    targets: Vec<u32>,
}

/// The first two characters of words, as bits of a hash: half of the places that a first character lets pass end here.
#[derive(Debug)]
struct Pairs([u64; 64]);

impl Pairs {
    /// What stands for the second character of a word of one.
    const NONE: char = '\0';

    fn new<T>(words: &[(Vec<char>, T)]) -> Self {
        let mut bits = [0; 64];
        for (word, _) in words {
            let mut chars = word.iter().copied();
            let first = chars.next().unwrap_or(Self::NONE);
            let (at, bit) = Self::place(first, chars.next().unwrap_or(Self::NONE));
            if let Some(bits) = bits.get_mut(at) {
                *bits |= bit;
            }
        }
        Self(bits)
    }

    #[inline]
    const fn place(first: char, second: char) -> (usize, u64) {
        let hash =
            (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
        ((hash >> 26) as usize, 1 << (hash >> 20 & 63))
    }

    /// False for most pairs that no word begins with.
    #[inline]
    fn may_begin(&self, first: char, second: char) -> bool {
        let holds = |(at, bit): (usize, u64)| self.0.get(at).is_some_and(|bits| bits & bit != 0);
        holds(Self::place(first, second)) || holds(Self::place(first, Self::NONE))
    }
}

/// One place of a [`Trie`]: the value of the word that ends here, and where its edges stand.
#[derive(Clone, Copy, Debug)]
struct Node<T> {
    value: Option<T>,
    first: u32,
    last: u32,
}

impl<T: Copy> Trie<T> {
    /// `words` in any order; of two equal ones the first counts.
    pub(super) fn new(mut words: Vec<(Vec<char>, T)>) -> Self {
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words.dedup_by(|b, a| a.0 == b.0);
        let firsts: Vec<char> = words
            .iter()
            .filter_map(|(word, _)| word.first().copied())
            .collect();
        let mut trie = Self {
            firsts: Box::new(CharSet::new(&firsts)),
            pairs: Box::new(Pairs::new(&words)),
            nodes: Vec::with_capacity(words.len() * 2),
            keys: Vec::new(),
            targets: Vec::new(),
        };
        trie.node(&words, 0);
        trie
    }

    /// The node of `words`, which share their first `depth` characters; its number.
    fn node(&mut self, words: &[(Vec<char>, T)], depth: usize) -> u32 {
        let ended = words.first().filter(|(word, _)| word.len() == depth);
        let own = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node {
            value: ended.map(|(_, value)| *value),
            first: 0,
            last: 0,
        });
        let longer = words.get(usize::from(ended.is_some())..).unwrap_or(&[]);
        let edges: Vec<(char, u32)> = longer
            .chunk_by(|a, b| a.0.get(depth) == b.0.get(depth))
            .filter_map(|group| Some((*group.first()?.0.get(depth)?, group)))
            .map(|(c, group)| (c, self.node(group, depth + 1)))
            .collect();
        let first = self.keys.len();
        self.keys.extend(edges.iter().map(|(c, _)| *c));
        self.targets.extend(edges.iter().map(|(_, node)| *node));
        if let Some(node) = self.nodes.get_mut(own as usize) {
            node.first = u32::try_from(first).unwrap_or(u32::MAX);
            node.last = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        }
        own
    }

    /// Whether a word begins with `c`.
    #[inline]
    fn opens(&self, c: char) -> bool {
        self.firsts.contains(c)
    }

    /// How long the longest word is that `chars` begins with, and its value.
    #[inline]
    fn longest(&self, mut chars: impl Iterator<Item = char>) -> Option<(usize, T)> {
        let mut node = self.root(chars.next()?)?;
        let (mut found, mut len) = (None, 1);
        loop {
            if let Some(value) = node.value {
                found = Some((len, value));
            }
            if node.first == node.last {
                return found;
            }
            let Some(next) = chars.next().and_then(|c| self.step(node, c)) else {
                return found;
            };
            (node, len) = (next, len + 1);
        }
    }

    /// The node behind the root for `c`.
    #[inline]
    fn root(&self, c: char) -> Option<&Node<T>> {
        let edge = self.nodes.first()?.first as usize + self.firsts.rank(c)?;
        self.nodes.get(*self.targets.get(edge)? as usize)
    }

    #[inline]
    fn step(&self, node: &Node<T>, c: char) -> Option<&Node<T>> {
        let keys = self.keys.get(node.first as usize..node.last as usize)?;
        let at = if keys.len() < 8 {
            keys.iter().position(|&key| key == c)?
        } else {
            keys.binary_search(&c).ok()?
        };
        let target = *self.targets.get(node.first as usize + at)?;
        self.nodes.get(target as usize)
    }
}

/// No guard is longer.
const LONGEST_GUARD: usize = 6;

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self {
            firsts: Box::new(CharSet::new(&[])),
            pairs: Box::new(Pairs([0; 64])),
            nodes: Vec::new(),
            keys: Vec::new(),
            targets: Vec::new(),
        }
    }
}

impl<T: Copy> Words<T> {
    pub(super) fn new(rows: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let forward: Vec<(Vec<char>, T)> = rows
            .into_iter()
            .flat_map(|(word, value)| variants(word).into_iter().map(move |word| (word, value)))
            .map(|(word, value)| (word.chars().collect(), value))
            .collect();
        let backward = forward
            .iter()
            .map(|(word, value)| (word.iter().rev().copied().collect(), *value))
            .collect();
        Self {
            backward: Trie::new(backward),
            forward: Trie::new(forward),
            guards: Arc::default(),
        }
    }

    /// The same words, none of which counts inside one of `guards`.
    pub(super) fn guarded(self, guards: &Arc<Trie<()>>) -> Self {
        Self {
            guards: Arc::clone(guards),
            ..self
        }
    }

    /// Whether `start..end` lies inside a longer word that means something else: 约 in 签约.
    fn inside_other(&self, norm: &Norm, NormSpan { start, end }: NormSpan) -> bool {
        if self.guards.nodes.is_empty() {
            return false;
        }
        (start.saturating_sub(LONGEST_GUARD)..=start).any(|from| {
            let on = norm.chars(from..end + LONGEST_GUARD).iter().copied();
            self.guards
                .longest(on)
                .is_some_and(|(len, ())| from + len >= end && len > end - start)
        })
    }

    /// The longest word that ends where `span` does and starts inside it: its start and value.
    #[inline]
    pub fn ending(&self, norm: &Norm, span: impl Into<NormSpan>) -> Option<(usize, T)> {
        let span: NormSpan = span.into();
        let end = span.end;
        let back = norm.chars(span).iter().rev().copied();
        let (len, value) = self.backward.longest(back)?;
        (!self.inside_other(norm, NormSpan::new(end - len, end))).then_some((end - len, value))
    }

    /// The longest word that starts where `span` does and ends inside it: its end and value.
    #[inline]
    pub fn starting(&self, norm: &Norm, span: impl Into<NormSpan>) -> Option<(usize, T)> {
        let span: NormSpan = span.into();
        let start = span.start;
        let on = norm.chars(span).iter().copied();
        let (len, value) = self.forward.longest(on)?;
        (!self.inside_other(norm, NormSpan::new(start, start + len)))
            .then_some((start + len, value))
    }

    /// Whether a word stands in `span`.
    #[inline]
    pub fn within(&self, norm: &Norm, span: impl Into<NormSpan>) -> bool {
        self.first(norm, span).is_some()
    }

    /// The last place of a word in `span`.
    pub fn last(&self, norm: &Norm, span: impl Into<NormSpan>) -> Option<(usize, usize, T)> {
        let span: NormSpan = span.into();
        let (from, to) = (span.start, span.end);
        let mut end = to.min(norm.len());
        while end > from {
            if let Some((start, value)) = self.ending(norm, from..end) {
                return Some((start, end, value));
            }
            end -= 1;
        }
        None
    }

    /// The first place of a word in `text`, in bytes.
    pub fn position(&self, text: &str) -> Option<usize> {
        text.char_indices()
            .filter(|(_, c)| self.forward.opens(*c))
            .map(|(at, _)| at)
            .find(|&at| text.get(at..).and_then(|rest| self.strip(rest)).is_some())
    }

    /// Whether a word stands in `text`.
    pub fn inside(&self, text: &str) -> bool {
        self.position(text).is_some()
    }

    /// `text` behind the longest word it begins with.
    pub fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (len, _) = self.forward.longest(text.chars())?;
        let end = text
            .char_indices()
            .nth(len)
            .map_or(text.len(), |(at, _)| at);
        text.get(end..)
    }

    /// The value of the longest word that `text` ends with.
    #[inline]
    pub fn closing(&self, text: &str) -> Option<T> {
        Some(self.backward.longest(text.chars().rev())?.1)
    }

    /// Whether `text` ends with a word.
    #[inline]
    pub fn closes(&self, text: &str) -> bool {
        self.closing(text).is_some()
    }

    /// The value of the word that `chars` spell.
    pub fn whole(&self, mut chars: impl Iterator<Item = char>) -> Option<T> {
        let first = self.forward.nodes.first()?;
        chars
            .try_fold(first, |node, c| self.forward.step(node, c))?
            .value
    }

    /// Whether a word begins with `chars`.
    pub fn begins(&self, mut chars: impl Iterator<Item = char>) -> bool {
        let first = self.forward.nodes.first();
        let end =
            first.and_then(|first| chars.try_fold(first, |node, c| self.forward.step(node, c)));
        end.is_some()
    }

    /// Every place of a word in `span`, longest at each place, without overlaps.
    pub fn all(&self, norm: &Norm, span: impl Into<NormSpan>) -> Vec<(usize, usize, T)> {
        let span: NormSpan = span.into();
        let (from, to) = (span.start, span.end);
        let mut found = Vec::new();
        let mut at = from;
        while let Some((start, end, value)) = self.first(norm, at..to) {
            found.push((start, end, value));
            at = end;
        }
        found
    }

    /// The first place of a word in `span`.
    pub fn first(&self, norm: &Norm, span: impl Into<NormSpan>) -> Option<(usize, usize, T)> {
        let span: NormSpan = span.into();
        let (from, to) = (span.start, span.end);
        let mut at = from;
        loop {
            let rest = norm.chars(at..to);
            let opens = rest.iter().position(|&c| self.forward.opens(c))?;
            let mut here = rest.get(opens..)?.iter().copied();
            let pair = (here.next()?, here.next().unwrap_or(Pairs::NONE));
            at += opens;
            if self.forward.pairs.may_begin(pair.0, pair.1)
                && let Some((end, value)) = self.starting(norm, at..to)
            {
                return Some((at, end, value));
            }
            at += 1;
        }
    }
}
