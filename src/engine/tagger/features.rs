//! What the tagger sees at a number: hashes of features, one list a number.

use crate::engine::lexicon::{Anchors, Cue, Lexicon, UnitKind};
use crate::model::goal::IndicatorId;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

/// A number or a relative phrase, in characters of the [`Norm`].
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Where the number or the phrase starts.
    pub start: usize,
    /// One past its unit.
    pub end: usize,
    /// Its sentence, up to ； too.
    pub sentence: NormSpan,
    /// What its unit counts; `None` without a unit.
    pub unit: Option<UnitKind>,
    /// Without a number of its own.
    pub relative: bool,
    /// In Chinese numerals.
    pub chinese: bool,
    /// The id of its indicator, or `other`.
    pub canonical: IndicatorId,
}

/// How far left and right of a number its words are seen.
const LEFT: usize = 22;
const RIGHT: usize = 8;

/// A word that tells the time or opens a passage.
#[derive(Clone, Copy)]
struct Anchor {
    at: usize,
    code: u16,
}

/// Builds the hash of one feature (32-bit FNV-1a).
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    const fn new(kind: u8) -> Self {
        Self(0x811c_9dc5).with(kind as u32)
    }

    const fn with(self, part: u32) -> Self {
        let mut hash = self.0;
        let mut rest = part;
        let mut i = 0;
        while i < 3 {
            hash = (hash ^ (rest & 0xff)).wrapping_mul(0x0100_0193);
            rest >>= 8;
            i += 1;
        }
        Self(hash)
    }

    fn chars(self, chars: &[char]) -> Self {
        chars.iter().fold(self, |hash, c| hash.with(*c as u32))
    }
}

/// What is known of the report whose numbers are seen.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its body, in characters of the [`Norm`].
    pub body: NormSpan,
    /// Its plan year.
    pub plan: Option<i32>,
    /// The State Council reports: its goals stand in prose too.
    pub nation: bool,
}

/// The features of each of `places`, which stand in the order of the text.
pub fn observe(norm: &Norm, setting: &Setting, places: &[Place]) -> Vec<Vec<u32>> {
    let Setting {
        body: range, plan, ..
    } = *setting;
    let old = plan.is_some_and(|plan| plan < 1996);
    let anchors = anchors(norm, range, plan);
    let mut told = Told::default();
    let marks = Marks::new(norm, range);
    let headings = headings(norm, range);
    let length = (range.end - range.start).max(1);
    places
        .iter()
        .enumerate()
        .map(|(i, place)| {
            let mut seen = Vec::with_capacity(96);
            around(norm, place, &mut seen);
            let opens = sentence(norm, range.start, place, &mut seen);
            told.of(norm, opens, place, &mut seen);
            times(&marks, place, &anchors, &mut seen);
            under(place, &headings, &mut seen);
            kind(place, &mut seen);
            if setting.nation {
                let known = u32::from(!place.canonical.is_other());
                seen.push(Hash::new(b'N').with(known).with(u32::from(old)).0);
            }
            let tenth = (place.start.saturating_sub(range.start)) * 10 / length;
            seen.push(Hash::new(b'p').with(tenth as u32).0);
            let neighbours = |same: &dyn Fn(&Place) -> bool| {
                let before = places.get(..i).unwrap_or(&[]).iter().rev();
                let behind = places.get(i + 1..).unwrap_or(&[]).iter();
                before.take_while(|p| same(p)).count() + behind.take_while(|p| same(p)).count()
            };
            let inside = neighbours(&|p| p.sentence == place.sentence).min(6);
            seen.push(Hash::new(b'n').with(inside as u32).0);
            let known =
                neighbours(&|p| !p.canonical.is_other() && p.start.abs_diff(place.start) < 120)
                    .min(6);
            seen.push(Hash::new(b'k').with(known as u32).0);
            seen
        })
        .collect()
}

/// Characters right before and behind, and the pairs of the clause.
fn around(norm: &Norm, place: &Place, seen: &mut Vec<u32>) {
    let (start, end) = (place.start, place.end);
    for len in 1..=4 {
        seen.push(
            Hash::new(b'l')
                .chars(norm.chars(start.saturating_sub(len)..start))
                .0,
        );
        if len <= 3 {
            seen.push(Hash::new(b'r').chars(norm.chars(end..end + len)).0);
        }
    }
    let clause = |i: usize| matches!(norm.at(i), '，' | '。' | '；' | '：' | '！' | '\n');
    let mut from = start;
    let mut commas = 0;
    while from > place.sentence.start && start - from < LEFT {
        if clause(from - 1) {
            commas += 1;
            if commas > 1 {
                break;
            }
        }
        from -= 1;
    }
    let own = (from..start)
        .rev()
        .find(|&i| clause(i))
        .map_or(from, |i| i + 1);
    for i in from..start.saturating_sub(1) {
        let kind = if i >= own { b'c' } else { b'd' };
        seen.push(Hash::new(kind).chars(norm.chars(i..i + 2)).0);
    }
    let stop = (end..end + RIGHT)
        .find(|&i| clause(i))
        .unwrap_or(end + RIGHT);
    for i in end..stop.saturating_sub(1) {
        seen.push(Hash::new(b'e').chars(norm.chars(i..i + 2)).0);
    }
}

/// How the sentence and the line open, and how far in the number stands; where its sentence opens.
fn sentence(norm: &Norm, floor: usize, place: &Place, seen: &mut Vec<u32>) -> usize {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '\n');
    let reach = place.start.saturating_sub(600).max(floor);
    let whole = (reach..place.start)
        .rev()
        .find(|&i| ends(norm.at(i)))
        .map_or(reach, |i| i + 1);
    for i in whole..(whole + 11).min(place.start) {
        seen.push(Hash::new(b'h').chars(norm.chars(i..i + 2)).0);
    }
    if place.sentence.start > whole {
        let open = place.sentence.start;
        for i in open..(open + 5).min(place.start) {
            seen.push(Hash::new(b'o').chars(norm.chars(i..i + 2)).0);
        }
    }
    // The sentence before.
    let before = whole.saturating_sub(1);
    let previous = (before.saturating_sub(200).max(floor)..before)
        .rev()
        .find(|&i| ends(norm.at(i)))
        .map_or(before.saturating_sub(200).max(floor), |i| i + 1);
    for i in previous..(previous + 7).min(before) {
        seen.push(Hash::new(b'b').chars(norm.chars(i..i + 2)).0);
    }
    let line = (reach..place.start)
        .rev()
        .find(|&i| norm.at(i) == '\n')
        .map_or(reach, |i| i + 1);
    if line < whole {
        for i in line..(line + 6).min(whole) {
            seen.push(Hash::new(b'i').chars(norm.chars(i..i + 2)).0);
        }
    }
    let far = match place.start - whole {
        0..20 => 0,
        20..60 => 1,
        60..150 => 2,
        _ => 3,
    };
    seen.push(Hash::new(b'f').with(far).0);
    whole
}

/// Words of will and of deed in a sentence: where the first of each kind ends, looked for once a sentence.
#[derive(Default)]
struct Told {
    /// The sentence, and where it and its last part up to ； open.
    sentence: (usize, usize, usize),
    ends: [Option<usize>; 6],
}

impl Told {
    /// Which of them stand before `place`, whose sentence opens at `whole`.
    fn of(&mut self, norm: &Norm, whole: usize, place: &Place, seen: &mut Vec<u32>) {
        let NormSpan { start: part, end } = place.sentence;
        if self.sentence != (whole, part, end) {
            self.sentence = (whole, part, end);
            let lexicon = Lexicon::get();
            let cue = |cue: Cue, from: usize| {
                let found = Lexicon::cue(cue).first(norm, from..end);
                found.map(|(_, end, ())| end)
            };
            self.ends = [
                lexicon.forces.first(norm, part..end).map(|found| found.1),
                cue(Cue::Future, whole),
                // It may stand behind the number too.
                cue(Cue::Already, whole).map(|_| 0),
                lexicon
                    .lead_verbs
                    .first(norm, part..end)
                    .map(|found| found.1),
                cue(Cue::Attained, part),
                cue(Cue::PartOfYear, whole),
            ];
        }
        for (kind, end) in (1..).zip(self.ends) {
            if end.is_some_and(|end| end <= place.start) {
                seen.push(Hash::new(b'w').with(kind).0);
            }
        }
    }
}

/// How many sentences and clauses have ended up to each character of a body.
struct Marks {
    start: usize,
    ended: Vec<(u32, u32)>,
}

impl Marks {
    fn new(norm: &Norm, NormSpan { start, end }: NormSpan) -> Self {
        let (mut sentences, mut clauses) = (0, 0);
        let mut ended = vec![(0, 0)];
        ended.extend(norm.chars(start..end).iter().map(|c| {
            sentences += u32::from(matches!(c, '。' | '！' | '\n'));
            clauses += u32::from(matches!(c, '，' | '；'));
            (sentences, clauses)
        }));
        Self { start, ended }
    }

    fn at(&self, place: usize) -> (u32, u32) {
        let at = place.saturating_sub(self.start);
        self.ended
            .get(at)
            .or(self.ended.last())
            .copied()
            .unwrap_or_default()
    }

    fn sentences(&self, span: NormSpan) -> u32 {
        let (from, to) = (span.start, span.end);
        self.at(to).0 - self.at(from).0
    }

    fn clauses(&self, span: NormSpan) -> u32 {
        let (from, to) = (span.start, span.end);
        self.at(to).1 - self.at(from).1
    }
}

/// The years and time words before the number, the last ones first.
fn times(marks: &Marks, place: &Place, anchors: &[Anchor], seen: &mut Vec<u32>) {
    let before = anchors.partition_point(|anchor| anchor.at < place.start);
    let last = anchors.get(..before).unwrap_or(&[]).iter().rev();
    let mut earlier = 0;
    for (rank, anchor) in last.take(4).enumerate() {
        let far = match marks.sentences(NormSpan::new(anchor.at, place.start)) {
            0 if marks.clauses(NormSpan::new(anchor.at, place.start)) == 0 => 0,
            0 => 1,
            1..3 => 2,
            3..8 => 3,
            8..20 => 4,
            _ => 5,
        };
        let code = u32::from(anchor.code);
        seen.push(Hash::new(b't').with(code).with(far).0);
        seen.push(Hash::new(b'u').with(code).with(rank as u32).0);
        if rank == 1 {
            seen.push(Hash::new(b'v').with(code).with(earlier).0);
        }
        earlier = code;
    }
    // The last word of each passage-opening kind, however far.
    for (kind, codes) in [(1_u32, 40..50_u16), (2, 50..60), (3, 60..70)] {
        let found = anchors
            .get(..before)
            .unwrap_or(&[])
            .iter()
            .rev()
            .find(|anchor| codes.contains(&anchor.code));
        let (code, far) = found.map_or((0, 9), |anchor| {
            let far = match place.start - anchor.at {
                0..60 => 0,
                60..200 => 1,
                200..500 => 2,
                500..1500 => 3,
                1500..5000 => 4,
                _ => 5,
            };
            (u32::from(anchor.code), far)
        });
        seen.push(Hash::new(b'x').with(kind).with(code).with(far).0);
    }
}

/// Codes of anchors: 0..32 a year against the plan year, 32..40 the place of a five-year plan, 40..50 what opens goals
/// or work, 50..60 the time looked back on, 60..70 the time ahead.
fn anchors(norm: &Norm, NormSpan { start, end }: NormSpan, plan: Option<i32>) -> Vec<Anchor> {
    let lexicon = Lexicon::get();
    let mut out: Vec<Anchor> = Vec::new();
    for (i, &c) in (start..end).zip(norm.chars(start..end)) {
        match c {
            '年' => {
                let start = i.wrapping_sub(4);
                if let Some(year) = crate::text::number::calendar_year(norm, start) {
                    let code = plan.map_or(31, |plan| (year - plan).clamp(-12, 12) + 12);
                    out.push(Anchor {
                        at: start,
                        code: code as u16,
                    });
                }
            }
            '“' => {
                let named = lexicon.plans.iter().find(|(word, _)| norm.starts(i, word));
                if let Some((_, first)) = named {
                    let code = plan.map_or(36, |plan| match first - plan {
                        ..-5 => 32,
                        -5 => 33,
                        -4..0 => 34,
                        0 => 35,
                        _ => 37,
                    });
                    out.push(Anchor { at: i, code });
                }
            }
            _ => {}
        }
    }
    // A word of one kind inside an earlier one of the same kind is none.
    let mut free = [start; Anchors::CODES.len()];
    let mut from = start;
    while let Some((at, to, kinds)) = lexicon.anchors.first(norm, from..end) {
        for (free, code) in free
            .iter_mut()
            .zip(Anchors::CODES)
            .enumerate()
            .filter_map(|(kind, pair)| kinds.has(kind).then_some(pair))
        {
            if at >= *free {
                *free = to;
                out.push(Anchor { at, code });
            }
        }
        from = at + 1;
    }
    out.sort_by_key(|anchor| (anchor.at, anchor.code));
    out
}

/// A heading of the first or second level: where it starts, and the pairs of its words.
struct Heading {
    at: usize,
    depth: u8,
    words: Vec<u32>,
}

/// What a heading of each level is told by.
const LEVELS: [(u8, u8); 2] = [(b'A', 1), (b'B', 2)];

fn headings(norm: &Norm, NormSpan { start, end }: NormSpan) -> Vec<Heading> {
    let mut out = Vec::new();
    let mut before = norm.before(start);
    for (i, &c) in (start..end).zip(norm.chars(start..end)) {
        let previous = std::mem::replace(&mut before, c);
        let border = || matches!(previous, '\n' | '。' | '！') || norm.gap_before(i);
        if !crate::engine::parse::headings::may_mark(c) || !border() {
            continue;
        }
        let Some((depth, after)) = crate::engine::parse::headings::mark(norm, i) else {
            continue;
        };
        let stop = (i..after + 24)
            .find(|&i| matches!(norm.at(i), '。' | '\n' | '；'))
            .unwrap_or(after + 24);
        let kind = LEVELS.iter().find(|(_, level)| *level == depth);
        let words = kind.map_or_else(Vec::new, |(kind, _)| {
            let pair = |i| Hash::new(*kind).chars(norm.chars(i..i + 2)).0;
            (i + 2..stop.saturating_sub(1)).map(pair).collect()
        });
        let at = i;
        out.push(Heading { at, depth, words });
    }
    out
}

/// The headings a number stands under.
fn under(place: &Place, headings: &[Heading], seen: &mut Vec<u32>) {
    let before = headings.partition_point(|heading| heading.at < place.start);
    let above = headings.get(..before).unwrap_or(&[]);
    for (kind, depth) in LEVELS {
        match above.iter().rev().find(|heading| heading.depth <= depth) {
            Some(heading) if heading.depth == depth => seen.extend(&heading.words),
            Some(_) => {}
            None => seen.push(Hash::new(kind).0),
        }
    }
}

/// What is measured, and in what.
fn kind(place: &Place, seen: &mut Vec<u32>) {
    let unit = match place.unit {
        None => 0,
        Some(UnitKind::Percent) => 1,
        Some(UnitKind::Point) => 2,
        Some(UnitKind::Money) => 3,
        Some(UnitKind::Count) => 4,
        Some(UnitKind::Amount) => 5,
        Some(UnitKind::Skip) => 6,
    };
    let known = u32::from(!place.canonical.is_other());
    let form = u32::from(place.relative) * 2 + u32::from(place.chinese);
    seen.push(Hash::new(b's').with(unit).with(known).0);
    seen.push(Hash::new(b'y').with(form).with(known).0);
    let id = place
        .canonical
        .as_str()
        .bytes()
        .fold(Hash::new(b'z'), |hash, byte| hash.with(byte.into()));
    seen.push(id.0);
}
