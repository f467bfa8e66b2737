//! How formulations travel: where else a phrase stands, exactly or nearly, and how much of a report stands in others.

use crate::text::span::ByteSpan;
use std::collections::{HashMap, HashSet};

use super::body::{Body, is_letter};
use crate::model::report::{Level, Meta};

/// A sentence or phrase to look for.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// As it is compared: letters only.
    letters: Vec<char>,
    pairs: HashSet<(char, char)>,
    /// Where a pair may be one of them: most sentences are told apart by this alone.
    slots: Vec<bool>,
}

/// A sentence is looked at when so much of the phrase's pairs of characters stand in it, and a place is near from so
/// much on; in hundredths.
const SHARED: usize = 50;
const NEAR: usize = 55;
/// Shorter phrases are words, and are found as such.
const SHORTEST: usize = 4;

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| is_letter(*c)).collect()
}

impl Phrase {
    /// A phrase of simplified characters, as [`Body::text`] has them; nothing where it is shorter than four.
    pub fn new(typed: &str) -> Option<Self> {
        let norm = crate::text::norm::Norm::new(typed);
        let letters = letters(&norm.text(0..norm.len()));
        if letters.len() < SHORTEST {
            return None;
        }
        let pairs: HashSet<(char, char)> = letters.windows(2).filter_map(pair).collect();
        let mut slots = vec![false; 1 << 16];
        for (a, b) in letters.windows(2).filter_map(pair) {
            if let Some(slot) = slots.get_mut(slot(a, b)) {
                *slot = true;
            }
        }
        Some(Self {
            letters,
            pairs,
            slots,
        })
    }

    /// The bytes of each sentence's nearest part, and how near it is: 100 is the same letters in the same order.
    pub fn each(&self, body: &Body, mut found: impl FnMut(ByteSpan, usize)) {
        let mut own: Vec<(usize, char)> = Vec::new();
        for number in 0..body.sentences() {
            let bytes = body.sentence_at(number);
            let sentence = body.slice(bytes);
            if !self.may_stand(sentence) {
                continue;
            }
            own.clear();
            let chars = sentence.char_indices().filter(|(_, c)| is_letter(*c));
            own.extend(chars.map(|(at, c)| (bytes.start + at, c)));
            if let Some((nearest, near)) = self.nearest(&own) {
                found(nearest, near);
            }
        }
    }

    /// Whether enough pairs of a sentence may be those of the phrase.
    fn may_stand(&self, sentence: &str) -> bool {
        let mut count = 0;
        let mut before = None;
        for c in sentence.chars().filter(|c| is_letter(*c)) {
            if let Some(a) = before.replace(c) {
                count += usize::from(self.slots.get(slot(a, c)) == Some(&true));
            }
        }
        count * 100 >= self.pairs.len() * SHARED
    }

    /// The part of a sentence that is most like the phrase.
    fn nearest(&self, own: &[(usize, char)]) -> Option<(ByteSpan, usize)> {
        let hits: Vec<usize> = own
            .windows(2)
            .enumerate()
            .filter(|(_, two)| {
                let [(_, a), (_, b)] = two else { return false };
                self.pairs.contains(&(*a, *b))
            })
            .map(|(at, _)| at)
            .collect();
        if hits.len() * 100 < self.pairs.len() * SHARED {
            return None;
        }
        // A stretch is at most half as long again as the phrase.
        let room = self.letters.len() + self.letters.len() / 2;
        let mut best: Option<(usize, usize, usize)> = None;
        let mut last = 0;
        for (first, from) in hits.iter().enumerate() {
            while hits.get(last + 1).is_some_and(|to| to + 2 - from <= room) {
                last += 1;
            }
            last = last.max(first);
            let to = hits.get(last).map_or(*from, |to| *to) + 2;
            let seen: HashSet<(char, char)> = own
                .get(*from..to)
                .unwrap_or(&[])
                .windows(2)
                .filter_map(|two| match two {
                    [(_, a), (_, b)] => Some((*a, *b)),
                    _ => None,
                })
                .collect();
            let common = seen.intersection(&self.pairs).count();
            // How much of the phrase is there weighs more than how much else stands between: F₂ of the pairs.
            let near = 500 * common / (seen.len() + 4 * self.pairs.len()).max(1);
            if best.is_none_or(|(.., old)| near > old) {
                best = Some((*from, to, near));
            }
        }
        let (from, to, near) = best.filter(|(.., near)| *near >= NEAR)?;
        let same = own.get(from..to)?.iter().map(|(_, c)| c).eq(&self.letters);
        let near = if same { 100 } else { near.min(99) };
        let (start, _) = own.get(from)?;
        let (end, c) = own.get(to - 1)?;
        Some((ByteSpan::new(*start, end + c.len_utf8()), near))
    }
}

/// The slot of a pair.
const fn slot(a: char, b: char) -> usize {
    let mixed = (a as u32).wrapping_mul(0x9E37_79B1) ^ (b as u32).wrapping_mul(0x85EB_CA6B);
    (mixed >> 16) as usize
}

fn pair(two: &[char]) -> Option<(char, char)> {
    match two {
        [a, b] => Some((*a, *b)),
        _ => None,
    }
}

/// Whose report another one is, seen from one: the groups in which its paragraphs are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The region's own, of an earlier year.
    Own,
    /// Of a level above, and earlier.
    Above,
    /// Of a neighbour on the same level, of this or an earlier year.
    Peer,
    /// Any other, of this or an earlier year; a level above that reported later in the same year too.
    Other,
}

impl Relation {
    /// All of them, in the order they are asked.
    pub const ALL: [Self; 4] = [Self::Own, Self::Above, Self::Peer, Self::Other];

    /// The last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Above => "above",
            Self::Peer => "peer",
            Self::Other => "other",
        }
    }
}

/// Whose the other report is; nothing for a later one.
pub fn relation(own: &Meta, other: &Meta) -> Option<Relation> {
    if let (Some(own), Some(other)) = (own.plan_year, other.plan_year)
        && other > own
    {
        return None;
    }
    let years = own.plan_year.zip(other.plan_year);
    let earlier = years.is_some_and(|(own, other)| other < own);
    let same = own.region == other.region && own.level == other.level;
    if same && own.region.is_some() {
        return earlier.then_some(Relation::Own);
    }
    // Lower levels mostly report first: what is above is a source only where it is known to be the earlier one.
    let dates = own.delivered.as_ref().zip(other.delivered.as_ref());
    let before = earlier || dates.is_some_and(|(own, other)| other < own);
    Some(match own.level.zip(other.level) {
        Some((level, higher)) if higher < level && before && holds(other, own) => Relation::Above,
        Some((level, its)) if level == its => Relation::Peer,
        _ => Relation::Other,
    })
}

/// Whether the region of the one lies in that of the other.
fn holds(higher: &Meta, own: &Meta) -> bool {
    if higher.level == Some(Level::Nation) {
        return true;
    }
    // 610000 holds 610400, and that 610403.
    let code = higher
        .region_code
        .as_deref()
        .map(|code| code.trim_end_matches("00"));
    let by_code = code.zip(own.region_code.as_deref());
    by_code.is_some_and(|(code, own)| own.starts_with(code))
        || higher.region.is_some() && higher.region == own.province
}

/// So many letters in a row must be the same to count as taken over: formulas of four and six are everybody's.
pub const RUN: usize = 10;

/// A paragraph or sentence of a report with how much of it stands elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Its bytes in [`Body::text`].
    pub bytes: ByteSpan,
    /// How many letters it has.
    pub letters: usize,
    /// How many of them stand in the texts of each group, each letter in the first group that has it.
    pub groups: Vec<usize>,
    /// The texts that share most with it, by their place, with how many letters; at most three.
    pub most: Vec<(usize, usize)>,
}

/// The bytes of the paragraphs of a report.
pub fn paragraphs(own: &Body) -> Vec<ByteSpan> {
    let mut start = 0;
    let each = own.text().split_inclusive('\n').map(|line| {
        let from = start;
        start += line.len();
        ByteSpan::new(from, from + line.trim_end().len())
    });
    each.collect()
}

/// The bytes of the sentences of a report.
pub fn sentences(own: &Body) -> Vec<ByteSpan> {
    let each = (0..own.sentences()).map(|number| {
        let ByteSpan { start, end } = own.sentence_at(number);
        let text = own.slice(start..end);
        let from = start + text.len() - text.trim_start().len();
        ByteSpan::new(from, start + text.trim_end().len())
    });
    each.collect()
}

/// For each of `units`, bytes of a report in order, how much of it stands in others; these come in groups, the first to
/// be asked first.
pub fn shared(
    own: &Body,
    units: &[ByteSpan],
    others: &[(usize, &Body)],
    groups: usize,
) -> Vec<Shared> {
    let text = own.text();
    let chars: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| is_letter(*c) || *c == '\n')
        .collect();
    let letters: Vec<char> = chars.iter().map(|(_, c)| *c).collect();
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    each_run(&letters, |at, hash| {
        places
            .entry(hash)
            .or_default()
            .push(u32::try_from(at).unwrap_or(u32::MAX));
    });
    // The units as stretches of letters.
    let mut out: Vec<(Shared, usize, usize)> = Vec::new();
    for unit in units {
        let first = chars.partition_point(|(at, _)| *at < unit.start);
        let last = chars.partition_point(|(at, _)| *at < unit.end);
        if last > first {
            let shared = Shared {
                bytes: *unit,
                letters: last - first,
                groups: vec![0; groups],
                most: Vec::new(),
            };
            out.push((shared, first, last));
        }
    }
    let mut by_group = vec![vec![false; letters.len()]; groups];
    let mut covered = vec![false; letters.len()];
    for (at, (group, other)) in others.iter().enumerate() {
        covered.fill(false);
        let theirs = letters_and_ends(other.text());
        let mut any = false;
        each_run(&theirs, |_, hash| {
            for place in places.get(&hash).map_or(&[][..], Vec::as_slice) {
                any = true;
                let place = *place as usize;
                for slot in covered.iter_mut().skip(place).take(RUN) {
                    *slot = true;
                }
            }
        });
        if !any {
            continue;
        }
        if let Some(slots) = by_group.get_mut(*group) {
            for (slot, own) in slots.iter_mut().zip(&covered) {
                *slot |= own;
            }
        }
        for (shared, first, last) in &mut out {
            let count = covered
                .get(*first..*last)
                .unwrap_or(&[])
                .iter()
                .filter(|c| **c)
                .count();
            if count > 0 {
                shared.most.push((at, count));
            }
        }
    }
    let mut taken = vec![false; letters.len()];
    for (group, slots) in by_group.iter().enumerate() {
        for (shared, first, last) in &mut out {
            let range = *first..*last;
            let slots = slots.get(range.clone()).unwrap_or(&[]);
            let Some(taken) = taken.get_mut(range) else {
                continue;
            };
            let mut count = 0;
            for (slot, taken) in slots.iter().zip(taken) {
                count += usize::from(*slot && !*taken);
                *taken |= slot;
            }
            if let Some(sum) = shared.groups.get_mut(group) {
                *sum = count;
            }
        }
    }
    let finish = |(mut shared, ..): (Shared, usize, usize)| {
        shared
            .most
            .sort_by_key(|(at, count)| (std::cmp::Reverse(*count), *at));
        shared.most.truncate(3);
        shared
    };
    out.into_iter().map(finish).collect()
}

/// Letters of a text, with the ends of its lines.
fn letters_and_ends(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| is_letter(*c) || *c == '\n')
        .collect()
}

/// A fingerprint of each [`RUN`] letters in a row that are of one line: heads and paragraphs stand beside each other by
/// chance.
fn each_run(letters: &[char], mut found: impl FnMut(usize, u64)) {
    let mut from = 0;
    for line in letters.split(|c| *c == '\n') {
        each_run_of(line, |at, hash| found(from + at, hash));
        from += line.len() + 1;
    }
}

fn each_run_of(letters: &[char], mut found: impl FnMut(usize, u64)) {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15 | 1;
    let power = (1..RUN).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0u64;
    for (at, c) in letters.iter().enumerate() {
        if let Some(old) = at.checked_sub(RUN).and_then(|at| letters.get(at)) {
            hash = hash.wrapping_sub((*old as u64 + 1).wrapping_mul(power));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(*c as u64 + 1);
        if at + 1 >= RUN {
            // The last digits of a product say little of its first letters.
            found(at + 1 - RUN, hash ^ (hash >> 29));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_it_is_and_nearly() {
        let body = Body::new(
            "加快建设现代化产业体系。发展新能源。\n要加快建设具有特色的现代化产业体系，做强工业。加快建设现代化的产业体系。",
            0,
            &[],
        );
        let phrase = Phrase::new("加快建設現代化產業體系");
        let mut found = Vec::new();
        if let Some(phrase) = &phrase {
            phrase.each(&body, |bytes, near| {
                found.push((body.slice(bytes).to_owned(), near));
            });
        }
        let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(
            words,
            [
                "加快建设现代化产业体系",
                "加快建设具有特色的现代化产业体系",
                "加快建设现代化的产业体系"
            ]
        );
        let near: Vec<usize> = found.iter().map(|(_, near)| *near).collect();
        assert!(
            matches!(near.as_slice(), [100, a, b] if a < b && *b < 100),
            "{near:?}"
        );
        assert!(Phrase::new("环境").is_none());
    }

    #[test]
    fn others_are_told_by_place_and_date() {
        let meta = |region: &str, level, code: &str, year| Meta {
            region: Some(region.to_owned()),
            level: Some(level),
            region_code: (!code.is_empty()).then(|| code.to_owned()),
            province: Some("青岚省".to_owned()),
            plan_year: Some(year),
            ..Meta::default()
        };
        let own = meta("云溪市", Level::Prefecture, "", 2026);
        let told = |other: &Meta| relation(&own, other);
        assert_eq!(
            told(&meta("云溪市", Level::Prefecture, "", 2025)),
            Some(Relation::Own)
        );
        assert_eq!(told(&meta("云溪市", Level::Prefecture, "", 2027)), None);
        assert_eq!(
            told(&meta("青岚省", Level::Province, "", 2025)),
            Some(Relation::Above)
        );
        assert_eq!(
            told(&meta("松原省", Level::Province, "", 2026)),
            Some(Relation::Other)
        );
        assert_eq!(
            told(&meta("白鹭市", Level::Prefecture, "", 2026)),
            Some(Relation::Peer)
        );
        let county = meta("甲县", Level::County, "610403", 2026);
        let mut city = meta("乙市", Level::Prefecture, "610400", 2026);
        assert_eq!(relation(&county, &city), Some(Relation::Other));
        // Of one year, the one that is known to be earlier.
        let dated = |date: &str| Some(date.to_owned());
        let county = Meta {
            delivered: dated("2026-02-20"),
            ..county
        };
        city.delivered = dated("2026-01-18");
        assert_eq!(relation(&county, &city), Some(Relation::Above));
    }

    #[test]
    fn each_letter_is_told_of_the_first_that_has_it() {
        let own = Body::new(
            "深入实施创新驱动发展战略，完善科技体系。\n推进乡村全面振兴，建设美丽家园。",
            0,
            &[],
        );
        let before = Body::new("我们深入实施创新驱动发展战略。", 0, &[]);
        let above = Body::new("深入实施创新驱动发展战略，完善科技体系，加强教育。", 0, &[]);
        let others = [(0, &before), (1, &above)];
        let found = shared(&own, &paragraphs(&own), &others, 2);
        let told: Vec<(usize, &[usize])> = found
            .iter()
            .map(|s| (s.letters, s.groups.as_slice()))
            .collect();
        assert_eq!(told, [(18, &[12, 6][..]), (14, &[0, 0][..])]);
        assert_eq!(
            found.first().map(|s| s.most.clone()),
            Some(vec![(1, 18), (0, 12)])
        );
        assert_eq!(sentences(&own).len(), 2);
    }
}
