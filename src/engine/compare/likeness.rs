//! How like two sentences are: by the rare bigrams they share, by the clause they share best, and by what stands around
//! them.
//!
//! A bigram counts by its rarity in both reports. One sentence's subject is carried over into another place and other
//! words, but seldom into other company: the geometric mean of the sentences' own cosine and of their surroundings'
//! tells pairs from chance far better than either.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::report::Role;
use crate::text::norm::Norm;
use crate::text::span::CharSpan;

use super::side::Side;

/// Below this cosine two sentences are not looked at.
const LOOKED_AT: f32 = 0.08;
/// What more sentences than this have in common leads from none to another: in texts of a book's length it would lead
/// everywhere.
const COMMON: usize = 400;
/// Of the nearest so many are looked at.
const MOST: usize = 12;
/// So many sentences before and behind are what stands around one, within its paragraph.
const AROUND: usize = 4;
/// What stands around says no more than this.
const CLOSEST: f32 = 0.5;
/// A clause of so much shared rarity counts in full.
const CLAUSE: f32 = 30.0;
/// More sentences of the same words than this are paired in their order.
const MANY: usize = 10_000;
/// Shorter clauses have no subject.
const SHORTEST: usize = 4;

/// The logistic model of «a reader pairs them»: constant, own and surroundings' cosine, best clause. Fitted on 400
/// sentences of two pairs of national reports; fitted on either pair alone it holds for the other.
const MODEL: [f32; 3] = [-4.5, 20.7, 2.3];

/// From this on a pair is an edit of the same statement, below it the same subject in other words.
const EDITED: f32 = 0.31;

/// A gram: its number, and whether both sides have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Gram(u32);

impl Gram {
    const fn new(number: u32, shared: bool) -> Self {
        Self(number << 1 | shared as u32)
    }

    const fn index(self) -> usize {
        (self.0 >> 1) as usize
    }

    const fn shared(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Weights of grams that both sides have.
type Weights = Vec<(Gram, f32)>;

/// A clause of a sentence.
#[derive(Debug)]
struct Clause {
    grams: Weights,
    /// The length of all its grams' weights, those of one side too.
    length: f32,
}

/// A sentence as the comparison sees it.
#[derive(Debug, Default)]
pub struct Sentence {
    /// Its characters without punctuation.
    pub key: String,
    /// Whether its section plans or looks back; `None` where it does neither.
    pub plans: Option<bool>,
    /// Where it stands in the report, 0 to 1.
    pub place: f32,
    grams: Weights,
    /// What stands around it; these are in no order, the others in rising order.
    around: Weights,
    clauses: Vec<Clause>,
}

/// How like an old and a new sentence are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Index of the old one.
    pub old: usize,
    /// Index of the new one.
    pub new: usize,
    /// How likely a reader pairs them, 0 to 1; a little above 1 for the same words at the same place.
    pub score: f32,
    /// How much of a clause they share, 0 to 1.
    pub clause: f32,
    /// Whether one reads as an edit of the other.
    pub edited: bool,
}

/// The sentences of both sides, weighed.
pub fn weighed(sides: [(Side<'_>, &[CharSpan]); 2]) -> [Vec<Sentence>; 2] {
    let [(old, old_spans), (new, new_spans)] = sides;
    let mut raw = prepared(old, old_spans);
    let border = raw.len();
    raw.append(&mut prepared(new, new_spans));
    let rarity = number(&mut raw, border);
    let rare = |gram: Gram| rarity.get(gram.index()).copied().unwrap_or(0.0);
    // A gram of one side only lengthens a sentence and never meets another.
    let parts = |counts: &[(Gram, f32)]| {
        let (mut shared, mut alone) = (Weights::new(), 0.0f32);
        for &(gram, count) in counts {
            let weight = (1.0 + count.ln()) * rare(gram);
            if gram.shared() {
                shared.push((gram, weight));
            } else {
                alone += weight * weight;
            }
        }
        (shared, alone)
    };
    let alone: Vec<f32> = raw
        .iter()
        .map(|sentence| parts(&sentence.grams).1)
        .collect();
    let mut sums = vec![0.0f32; rarity.len()];
    let mut out: Vec<Sentence> = Vec::with_capacity(raw.len());
    for (at, sentence) in raw.iter().enumerate() {
        let side = if at < border {
            0..border
        } else {
            border..raw.len()
        };
        let near = surroundings(&raw, at, side);
        let mut around: Weights = Vec::new();
        let others = raw.get(near.clone()).unwrap_or(&[]);
        for &(gram, count) in others.iter().flat_map(|other| &other.grams) {
            if let Some(sum) = sums.get_mut(gram.index()).filter(|_| gram.shared()) {
                if *sum == 0.0 {
                    around.push((gram, 0.0));
                }
                *sum += count;
            }
        }
        for (gram, count) in &mut around {
            *count = sums.get_mut(gram.index()).map_or(1.0, std::mem::take);
        }
        let clauses = sentence.clauses.iter().map(|clause| {
            let weight = |gram: &Gram| (*gram, rare(*gram));
            let square = |gram: &Gram| rare(*gram) * rare(*gram);
            Clause {
                length: clause.iter().map(square).sum::<f32>().sqrt(),
                grams: clause
                    .iter()
                    .filter(|gram| gram.shared())
                    .map(weight)
                    .collect(),
            }
        });
        let (grams, own) = parts(&sentence.grams);
        let theirs: f32 = alone.get(near).unwrap_or(&[]).iter().sum();
        out.push(Sentence {
            key: sentence.key.clone(),
            plans: sentence.plans,
            place: sentence.place,
            grams: unit(grams, own),
            around: unit(parts(&around).0, theirs),
            clauses: clauses.collect(),
        });
    }
    let new = out.split_off(border);
    [out, new]
}

/// Gives each gram its number, and says how rare it is: its weight, by the number.
fn number(raw: &mut [Raw], border: usize) -> Vec<f32> {
    // Every gram with its sentence; equal grams side by side.
    let mut all: Vec<u64> = raw
        .iter()
        .zip(0u64..)
        .flat_map(|(sentence, at)| sentence.text.iter().map(move |g| u64::from(g.0) << 32 | at))
        .collect();
    all.sort_unstable();
    let sentence = |key: u64| (key & u64::from(u32::MAX)) as usize;
    let mut rarity: Vec<f32> = Vec::new();
    let count = raw.len() as f32;
    for group in all.chunk_by(|x, y| x >> 32 == y >> 32) {
        let old = group.first().is_some_and(|&key| sentence(key) < border);
        let new = group.last().is_some_and(|&key| sentence(key) >= border);
        let gram = Gram::new(rarity.len() as u32, old && new);
        rarity.push((count / group.len() as f32).ln() + 0.4);
        for &key in group {
            if let Some(sentence) = raw.get_mut(sentence(key))
                && let Some(&(_, count)) = sentence.text.get(sentence.grams.len())
            {
                sentence.grams.push((gram, count));
            }
        }
    }
    for sentence in raw {
        // Numbers rise with the grams they stand for.
        let grams = &sentence.grams;
        let known = |gram: &u32| {
            let at = sentence.text.binary_search_by_key(gram, |g| g.0).ok()?;
            grams.get(at).map(|gram| gram.0)
        };
        for clause in &sentence.words {
            let mut clause: Vec<Gram> = clause.iter().filter_map(known).collect();
            clause.sort_unstable();
            clause.dedup();
            sentence.clauses.push(clause);
        }
    }
    rarity
}

/// The pairs of an old and a new sentence that are worth a look, by the new one.
pub fn likely(old: &[Sentence], new: &[Sentence]) -> Vec<Likeness> {
    let grams = old.iter().flat_map(|sentence| &sentence.grams);
    let count = grams.map(|gram| gram.0.index() + 1).max().unwrap_or(0);
    let mut index: Vec<Vec<(u32, f32)>> = vec![Vec::new(); count];
    for (sentence, j) in old.iter().zip(0u32..) {
        for (gram, weight) in &sentence.grams {
            if let Some(list) = index.get_mut(gram.index()) {
                list.push((j, *weight));
            }
        }
    }
    let twins = twins(old, new);
    let mut company = vec![0.0f32; count];
    let mut cosines = vec![0.0f32; old.len()];
    let mut touched: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (i, sentence) in new.iter().enumerate() {
        for (gram, weight) in &sentence.grams {
            let list = index.get(gram.index()).filter(|list| list.len() <= COMMON);
            for &(j, other) in list.into_iter().flatten() {
                if let Some(cosine) = cosines.get_mut(j as usize) {
                    if *cosine == 0.0 {
                        touched.push(j as usize);
                    }
                    *cosine += weight * other;
                }
            }
        }
        let mut near: Vec<(usize, f32)> = touched
            .drain(..)
            .filter_map(|j| Some((j, std::mem::take(cosines.get_mut(j)?))))
            .filter(|&(j, cosine)| {
                let Some(old) = old.get(j).filter(|_| cosine >= LOOKED_AT) else {
                    return false;
                };
                // A phrase that is repeated answers once, to its twin.
                !apart(old, sentence) && old.key != sentence.key
            })
            .collect();
        near.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        near.truncate(MOST);
        if let Some((&j, old)) = twins.get(&i).and_then(|j| Some((j, old.get(*j)?))) {
            out.push(same((j, old), (i, sentence)));
        }
        fill(&mut company, &sentence.around, 1.0);
        for (j, cosine) in near {
            if let Some(old) = old.get(j) {
                let weight = |gram: Gram| company.get(gram.index()).copied().unwrap_or(0.0);
                let around = old.around.iter().map(|(gram, w)| w * weight(*gram)).sum();
                out.push(likeness((j, old), (i, sentence), cosine, around));
            }
        }
        fill(&mut company, &sentence.around, 0.0);
    }
    out
}

/// Whether one plans and the other looks back: what was done answers to what was done, and a plan in the words of last
/// year's review is new.
fn apart(a: &Sentence, b: &Sentence) -> bool {
    matches!((a.plans, b.plans), (Some(x), Some(y)) if x != y)
}

/// Of the sentences with the same words each new one with one old one: those at the nearest places first.
fn twins(old: &[Sentence], new: &[Sentence]) -> HashMap<usize, usize> {
    let mut groups: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, sentences) in [old, new].into_iter().enumerate() {
        for (at, sentence) in sentences.iter().enumerate() {
            if let Some(list) = groups.entry(&sentence.key).or_default().get_mut(side) {
                list.push(at);
            }
        }
    }
    let place = |list: &[Sentence], at: usize| list.get(at).map_or(0.0, |s| s.place);
    let mut out = HashMap::new();
    for [olds, news] in groups.into_values() {
        if olds.len() * news.len() > MANY {
            out.extend(news.into_iter().zip(olds));
            continue;
        }
        let mut all: Vec<(usize, usize)> = olds
            .iter()
            .flat_map(|&j| news.iter().map(move |&i| (j, i)))
            .filter(|&(j, i)| !old.get(j).zip(new.get(i)).is_some_and(|(a, b)| apart(a, b)))
            .collect();
        let far = |&(j, i): &(usize, usize)| (place(old, j) - place(new, i)).abs();
        all.sort_by(|x, y| far(x).total_cmp(&far(y)));
        let mut taken: [HashSet<usize>; 2] = Default::default();
        let [left, right] = &mut taken;
        for (j, i) in all {
            if !left.contains(&j) && !right.contains(&i) {
                left.insert(j);
                right.insert(i);
                out.insert(i, j);
            }
        }
    }
    out
}

/// Writes the weights, times `factor`, at their numbers.
fn fill(slots: &mut [f32], weights: &Weights, factor: f32) {
    for (gram, weight) in weights {
        if let Some(slot) = slots.get_mut(gram.index()) {
            *slot = weight * factor;
        }
    }
}

fn likeness(
    (j, old): (usize, &Sentence),
    (i, new): (usize, &Sentence),
    cosine: f32,
    around: f32,
) -> Likeness {
    let clause = best_clause(old, new);
    let [constant, company, shared] = MODEL;
    let z = constant + company * (cosine * around.min(CLOSEST)).max(0.0).sqrt() + shared * clause;
    Likeness {
        old: j,
        new: i,
        score: 1.0 / (1.0 + (-z).exp()),
        clause,
        edited: cosine + 0.3 * clause >= EDITED,
    }
}

/// Two sentences of the same words.
fn same((j, old): (usize, &Sentence), (i, new): (usize, &Sentence)) -> Likeness {
    Likeness {
        old: j,
        new: i,
        // Above any other, and highest at the same place.
        score: 1.02 - 0.01 * (old.place - new.place).abs(),
        clause: 1.0,
        edited: true,
    }
}

/// The best likeness of a clause of one to a clause of the other.
fn best_clause(old: &Sentence, new: &Sentence) -> f32 {
    let mut best = 0.0f32;
    for clause in &new.clauses {
        for other in &old.clauses {
            let (mut product, mut shared) = (0.0, 0.0);
            meet(&clause.grams, &other.grams, |x, y| {
                product += x * y;
                shared += x;
            });
            if product > 0.0 {
                let cosine = product / (clause.length * other.length);
                best = best.max(cosine * (shared / CLAUSE).min(1.0));
            }
        }
    }
    best
}

/// Calls `both` with the two weights of each gram that stands in `a` and in `b`.
fn meet(a: &Weights, b: &Weights, mut both: impl FnMut(f32, f32)) {
    let (mut rest, mut other) = (a.as_slice(), b.as_slice());
    while let ([(x, v), left @ ..], [(y, w), right @ ..]) = (rest, other) {
        if x == y {
            both(*v, *w);
        }
        if x <= y {
            rest = left;
        }
        if y <= x {
            other = right;
        }
    }
}

/// The weights of a sentence of length 1; `alone` is what its other grams add to the square of its length.
fn unit(mut weights: Weights, alone: f32) -> Weights {
    let square = weights.iter().map(|g| g.1 * g.1).sum::<f32>() + alone;
    if square > 0.0 {
        for (_, weight) in &mut weights {
            *weight /= square.sqrt();
        }
    }
    weights
}

/// A sentence before it is weighed.
struct Raw {
    key: String,
    plans: Option<bool>,
    place: f32,
    /// The number of its paragraph.
    paragraph: usize,
    /// How often it has each gram, in rising order.
    text: Vec<(u32, f32)>,
    /// The grams of each of its clauses.
    words: Vec<Vec<u32>>,
    /// The same by their numbers.
    grams: Vec<(Gram, f32)>,
    clauses: Vec<Vec<Gram>>,
}

/// The sentences around the one at `at`: those of its paragraph, or its neighbours where that is short.
fn surroundings(raw: &[Raw], at: usize, side: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let own = raw.get(at).map(|sentence| sentence.paragraph);
    let near = at.saturating_sub(AROUND).max(side.start)..(at + AROUND + 1).min(side.end);
    let mut within = near.clone();
    let same = |k: usize| raw.get(k).map(|sentence| sentence.paragraph) == own;
    while within.start < at && !same(within.start) {
        within.start += 1;
    }
    while within.end > at + 1 && !same(within.end - 1) {
        within.end -= 1;
    }
    if within.len() < 3 { near } else { within }
}

fn prepared(side: Side<'_>, spans: &[CharSpan]) -> Vec<Raw> {
    let whole = side.span();
    let (mut paragraph, mut end) = (0, whole.start);
    let sections = side.report.map_or(&[][..], |r| &r.report.sections);
    let items = side.report.map_or(&[][..], |r| &r.found.items);
    spans
        .iter()
        .map(|&span| {
            let gap = CharSpan::new(end.min(span.start), span.start);
            if side.offsets.slice(side.text, gap).contains(['\n', '\r']) {
                paragraph += 1;
            }
            end = span.end;
            let norm = Norm::of_sentence(side.offsets.slice(side.text, span));
            let mut clauses: Vec<Vec<char>> = vec![Vec::new()];
            for &c in norm.chars(0..norm.len()) {
                if matches!(c, '，' | '：' | ':' | ',') {
                    clauses.push(Vec::new());
                } else if let Some(clause) = clauses.last_mut()
                    && (c.is_alphanumeric() || c == '%')
                {
                    clause.push(c);
                }
            }
            let key: String = clauses.iter().flatten().collect();
            let chars: Vec<char> = key.chars().collect();
            let mut grams = bigrams(&chars);
            // An indicator stated with a number is a subject of its own, whatever its words.
            let first = items.partition_point(|item| item.span.start < span.start);
            let stated = items.get(first..).unwrap_or(&[]).iter();
            grams.extend(
                stated
                    .take_while(|item| item.span.start < span.end)
                    .filter(|item| !item.canonical.is_other())
                    .map(|item| indicator(item.canonical.as_str())),
            );
            grams.sort_unstable();
            clauses.retain(|clause| clause.len() >= SHORTEST);
            if clauses.is_empty() {
                clauses.push(chars);
            }
            let role = sections
                .iter()
                .find(|s| s.span.start <= span.start && span.start < s.span.end)
                .map(|s| s.role);
            Raw {
                plans: plans(role),
                place: (span.start - whole.start) as f32 / whole.len().max(1) as f32,
                paragraph,
                text: grams
                    .chunk_by(|x, y| x == y)
                    .filter_map(|group| Some((*group.first()?, group.len() as f32)))
                    .collect(),
                words: clauses.iter().map(|clause| bigrams(clause)).collect(),
                key,
                grams: Vec::new(),
                clauses: Vec::new(),
            }
        })
        .collect()
}

fn bigrams(chars: &[char]) -> Vec<u32> {
    // Digits differ from year to year: all count as one. Characters past the first plane are too rare to mix up.
    let fold = |c: char| {
        if c.is_ascii_digit() {
            u32::from('0')
        } else {
            c as u32 & 0xFFFF
        }
    };
    chars
        .windows(2)
        .filter_map(|pair| match pair {
            [x, y] => Some(fold(*x) << 16 | fold(*y)),
            _ => None,
        })
        .collect()
}

/// A gram that stands for an indicator, in a plane no bigram of Chinese starts in.
fn indicator(id: &str) -> u32 {
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash | 0xE000_0000
}

fn plans(role: Option<Role>) -> Option<bool> {
    match role? {
        Role::Goals | Role::Tasks | Role::SelfBuilding => Some(true),
        Role::Review => Some(false),
        Role::Preamble | Role::Closing => None,
    }
}
