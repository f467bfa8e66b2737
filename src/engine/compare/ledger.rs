//! The ledger of two reports of one region: which goals and tasks entered, left, rose, fell, bind harder or less, and
//! how last year's targets stand against the results that the new report states.

use std::collections::BTreeSet;

use crate::engine::display;
use crate::model::analysed::Analysed;
use crate::model::comparison::Comparison;
use crate::model::goal::{Bound, Direction, Force, Item, Kind, Measure, Period, Tier, Value};
use crate::model::ledger::{Entry, NumberChange, Outcome, WordChange};
use crate::text::span::CharSpan;

/// How much of two names of an indicator is the same, from where on they name one: alone, and in paired sentences.
const SAME_NAME: (f64, f64) = (0.75, 0.4);
/// From where on two names in the same place are an indicator and the one that took its place.
const RENAMED: f64 = 0.35;
/// What takes back a goal without a number.
const HEDGE: &str = "基本";
/// A target of 左右 is a band of this part of it to both sides.
const BAND: f64 = 0.05;

/// The goals and tasks of both reports: those of the new one in its order, those that left where they stood.
pub fn ledger(old: &Analysed, new: &Analysed, found: &Comparison) -> Vec<Entry> {
    let mut out = entries([old, new], found);
    // Goals before tasks, each as they stand.
    out.sort_by_key(|entry| entry.kind);
    out
}

/// An item with its place in its report.
type Placed<'a> = (usize, &'a Item);

fn entries(sides: [&Analysed; 2], found: &Comparison) -> Vec<Entry> {
    let [olds, news] = sides.map(|side| -> Vec<Placed<'_>> {
        let items = side.found.items.iter().enumerate();
        items
            .filter(|(_, item)| item.kind != Kind::Actual)
            .collect()
    });
    let mut candidates: Vec<(f64, usize, usize, bool)> = Vec::new();
    for (j, old) in &olds {
        for (i, new) in &news {
            if shape(old, sides[0]) != shape(new, sides[1]) || old.tier != new.tier {
                continue;
            }
            if let Some((score, renamed)) = likeness(old, new, linked(old, new, found)) {
                candidates.push((score, *j, *i, renamed));
            }
        }
    }
    // What keeps its name is paired before what may have changed it.
    candidates.sort_by(|x, y| {
        x.3.cmp(&y.3)
            .then(y.0.total_cmp(&x.0))
            .then((x.2, x.1).cmp(&(y.2, y.1)))
    });
    let (mut used, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs: Vec<(usize, usize, bool)> = Vec::new();
    for (_, j, i, renamed) in candidates {
        if !used.contains(&j) && !taken.contains(&i) {
            used.insert(j);
            taken.insert(i);
            pairs.push((j, i, renamed));
        }
    }
    let mut rows: Vec<((usize, usize), Entry)> = news
        .iter()
        .map(|(i, item)| {
            let pair = pairs.iter().find(|pair| pair.1 == *i);
            let old = pair.and_then(|pair| Some((pair.0, sides[0].found.items.get(pair.0)?)));
            (
                (*i, 1),
                entry(old, Some((*i, item)), pair.is_some_and(|p| p.2), sides[1]),
            )
        })
        .collect();
    // What left stands behind what followed on the goal before it.
    let mut behind = (news.first().map_or(0, |n| n.0), 0);
    for (j, item) in &olds {
        if let Some(pair) = pairs.iter().find(|pair| pair.0 == *j) {
            behind = (pair.1, 2);
        } else {
            rows.push((behind, entry(Some((*j, item)), None, false, sides[1])));
        }
    }
    rows.sort_by_key(|row| row.0);
    rows.into_iter().map(|row| row.1).collect()
}

/// What a goal's time is: the year of its plan, or further on.
fn shape(item: &Item, report: &Analysed) -> bool {
    matches!((item.period, report.report.meta.plan_year), (Some(Period::Year(y)), Some(plan)) if y == plan)
        || item.period.is_none()
}

/// Whether their sentences answer to each other.
fn linked(old: &Item, new: &Item, found: &Comparison) -> bool {
    let at = |spans: &[CharSpan], item: &Item| {
        let behind = spans.partition_point(|span| span.start <= item.span.start);
        behind.checked_sub(1)
    };
    let (Some(j), Some(i)) = (at(&found.old, old), at(&found.new, new)) else {
        return false;
    };
    found.pairs.get(i).is_some_and(|pair| pair.old.contains(&j))
}

/// How like two items are, and whether the indicator is another one; `None` where they are two things.
fn likeness(old: &Item, new: &Item, linked: bool) -> Option<(f64, bool)> {
    let relative = |item: &Item| item.measure == Measure::Relative;
    if old.measure != new.measure && !relative(old) && !relative(new) {
        return None;
    }
    let unit = |item: &Item| item.value.as_ref().map(|value| value.base().0.to_owned());
    let name = dice(&old.indicator, &new.indicator);
    let known = !old.canonical.is_other() && !new.canonical.is_other();
    let score = name + f64::from(u8::from(linked)) + if unit(old) == unit(new) { 0.5 } else { 0.0 };
    let (alone, paired) = SAME_NAME;
    if known && old.canonical == new.canonical {
        // A task shares its indicator with many others; what was a task may be a goal now.
        let goals = old.kind == Kind::Goal && new.kind == Kind::Goal;
        let enough = goals || linked || name >= alone;
        return enough.then_some((score + if goals { 2.0 } else { 1.0 }, false));
    }
    if old.kind != new.kind {
        return None;
    }
    if !known && (name >= alone || (linked && name >= paired)) {
        return Some((score, false));
    }
    let place = linked && unit(old) == unit(new) && old.direction == new.direction;
    (place && name >= RENAMED && old.measure == new.measure).then_some((score, true))
}

/// The share of bigrams that two names have in common.
fn dice(a: &str, b: &str) -> f64 {
    let grams = |text: &str| -> Vec<(char, char)> {
        let chars: Vec<char> = text.chars().collect();
        chars
            .iter()
            .copied()
            .zip(chars.iter().copied().skip(1))
            .collect()
    };
    let (x, mut y) = (grams(a), grams(b));
    let all = x.len() + y.len();
    if a == b {
        return 1.0;
    }
    let mut both = 0;
    for gram in x {
        if let Some(at) = y.iter().position(|other| *other == gram) {
            y.swap_remove(at);
            both += 2;
        }
    }
    f64::from(both) / all.max(1) as f64
}

fn entry(
    old: Option<Placed<'_>>,
    new: Option<Placed<'_>>,
    renamed: bool,
    report: &Analysed,
) -> Entry {
    let both = old.zip(new).map(|((_, a), (_, b))| (a, b));
    let stretch = old.is_some_and(|(_, item)| item.tier == Tier::Stretch);
    let result = old.and_then(|(_, item)| {
        let plan = report.report.meta.plan_year? - 1;
        let own = item.period == Some(Period::Year(plan));
        let result = own.then(|| display::last_result(report, item)).flatten()?;
        let at = report
            .found
            .items
            .iter()
            .position(|other| std::ptr::eq(other, result))?;
        Some((at, outcome(item, result)))
    });
    let kind = new.or(old).map_or(Kind::Task, |(_, item)| item.kind);
    Entry {
        kind,
        old: old.map(|placed| placed.0),
        new: new.map(|placed| placed.0),
        number: both.map(|(a, b)| number(a.value.as_ref(), b.value.as_ref())),
        words: match both {
            Some((a, b)) => words(a, b),
            // A stretch figure that is no longer named.
            None if stretch && new.is_none() => WordChange::Softer,
            None => WordChange::Same,
        },
        renamed,
        result: result.map(|result| result.0),
        outcome: result.map(|result| result.1),
    }
}

/// What became of a number.
pub fn number(old: Option<&Value>, new: Option<&Value>) -> NumberChange {
    match (old, new) {
        (None, None) => NumberChange::Same,
        (None, Some(_)) => NumberChange::Gained,
        (Some(_), None) => NumberChange::Lost,
        (Some(a), Some(b)) => {
            let ((unit, scale), (other, by)) = (a.base(), b.base());
            if unit != other {
                return NumberChange::Unlike;
            }
            let ends = |v: &Value, scale: f64| (v.low * scale, v.high.unwrap_or(v.low) * scale);
            let (x, y) = (ends(a, scale), ends(b, by));
            let near = |p: f64, q: f64| (p - q).abs() <= 1e-9 * p.abs().max(q.abs()).max(1.0);
            if near(x.0, y.0) && near(x.1, y.1) {
                NumberChange::Same
            } else if y.0 + y.1 > x.0 + x.1 {
                NumberChange::Rose
            } else {
                NumberChange::Fell
            }
        }
    }
}

/// How hard an item binds: its force word first, then its bound, or whether its words are hedged.
fn hardness(item: &Item) -> (u8, u8) {
    let force = match item.force {
        Force::Hard => 2,
        Force::Plain => 1,
        Force::Soft => 0,
    };
    let bound = match item.value.as_ref().map(|value| value.bound) {
        Some(Bound::Ge | Bound::Gt | Bound::Le | Bound::Lt) => 2,
        Some(Bound::Approx) => 0,
        // 基本同步 asks for less than 同步.
        None if item.quote.contains(HEDGE) => 0,
        Some(Bound::Eq | Bound::Range) | None => 1,
    };
    (force, bound)
}

/// What became of the words around it.
pub fn words(old: &Item, new: &Item) -> WordChange {
    match hardness(new).cmp(&hardness(old)) {
        std::cmp::Ordering::Greater => WordChange::Harder,
        std::cmp::Ordering::Equal => WordChange::Same,
        std::cmp::Ordering::Less => WordChange::Softer,
    }
}

/// A target against a result of the same indicator and measure.
pub fn outcome(target: &Item, result: &Item) -> Outcome {
    let (Some(wanted), Some(stated)) = (&target.value, &result.value) else {
        return Outcome::Unlike;
    };
    let ((unit, scale), (other, by)) = (wanted.base(), stated.base());
    if unit != other {
        return Outcome::Unlike;
    }
    // A rise against a wanted fall, and the other way round, is a result below nothing.
    let falls = |item: &Item| item.direction == Some(Direction::Down);
    let sign = if falls(target) == falls(result) {
        1.0
    } else {
        -1.0
    };
    let (low, got) = (wanted.low * scale, stated.low * by * sign);
    let kept = |kept: bool| if kept { Outcome::Met } else { Outcome::Missed };
    match wanted.bound {
        Bound::Gt => kept(got > low),
        Bound::Le => kept(got <= low),
        Bound::Lt => kept(got < low),
        Bound::Approx if (got - low).abs() <= BAND * low.abs() => Outcome::Within,
        // A level of prices or of the unemployed is no better for being higher.
        Bound::Approx | Bound::Eq if target.measure == Measure::Level && unit == "%" => {
            Outcome::Unlike
        }
        Bound::Ge | Bound::Range | Bound::Approx | Bound::Eq => kept(got >= low),
    }
}
