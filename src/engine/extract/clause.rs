//! Gives each number of a sentence its indicator, measure, direction and force.
//!
//! A value's indicator stands before it in its clause (城镇新增就业6万人), behind it (15个口袋公园), or was named by the
//! clause before (1645亿元、增长4%). 分别 deals several values out to several indicators, 均 gives one value to all.

use std::collections::BTreeSet;

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::engine::quantity::{Number, is_mark};
use crate::model::goal::{Bound, Direction, IndicatorId, Measure, NotGoal};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::bounds::{clause_start, counts, joins, noun_after, several};
use super::context::Context;
use super::force::force;
use super::hints::{Hints, hints};
use super::lists::{expand, members};
use super::measure::grows_behind;
use super::reading::{Reading, Verb};
use super::subject::{
    Subject, generic, headed, named_before, opening_subject, other_quantity, share_of, subject,
    urban_and_rural, with_class,
};
use super::value::{lead_verb, reading};

/// Reads the values of one sentence.
pub fn read(norm: &Norm, NormSpan { start, end }: NormSpan, numbers: &[Number]) -> Vec<Reading> {
    let values: Vec<&Number> = numbers.iter().filter(|n| n.skip.is_none()).collect();
    let mut dealer = Dealer {
        norm,
        sentence: NormSpan::new(start, end),
        values: &values,
        from: start,
        carry: Carry::default(),
        out: Vec::with_capacity(values.len()),
    };
    let mut at = 0;
    while at < values.len() {
        at += dealer.deal(at);
    }
    dealer.out
}

/// What the values before leave to the next ones.
#[derive(Default)]
struct Carry {
    /// The subject of the value before.
    last: Option<Subject>,
    /// 分别达到A、B，分别增长C、D: the whole list is carried.
    list: Vec<Subject>,
    /// Every subject the sentence named: A达到…，B达到…，分别增长C、D deals to the last two.
    named: Vec<Subject>,
    /// The verb that opens the list it stands in.
    verb: Option<Verb>,
}

/// Values that belong together, with the words before them.
struct Group<'a> {
    values: Vec<&'a Number>,
    hints: Hints,
    /// Where the words for their subject end.
    subject_end: usize,
    clause_start: usize,
    /// 实现10%的增长: where that ends, and which way it goes.
    growing: Option<(usize, Option<Direction>)>,
    /// A 44300元，B 22700元，增长10%和11%: one each.
    one_each: bool,
    /// As many as the list that is carried has members.
    listed: bool,
}

impl Group<'_> {
    fn len(&self) -> usize {
        self.values.len()
    }

    /// The bound that the last of the values with one has.
    fn bound(&self) -> Option<(Bound, Option<NormSpan>)> {
        let mut from_last = self.values.iter().rev();
        from_last.find_map(|n| n.bound.map(|bound| (bound, n.bound_at)))
    }

    /// 800个和1200个以上: the word behind the last holds for all.
    fn bound_closes(&self) -> bool {
        let before_last = self.len().saturating_sub(1);
        before_last > 0 && (self.values.iter().take(before_last)).all(|n| n.bound.is_none())
    }

    /// 分别不低于45%、58%: the word before the first holds for all.
    fn bound_opens(&self) -> bool {
        let mut values = self.values.iter();
        let first = values
            .next()
            .is_some_and(|n| n.bound_at.is_some_and(|at| at.end <= n.start));
        self.len() > 1 && first && values.all(|n| n.bound.is_none())
    }
}

struct Dealer<'a> {
    norm: &'a Norm,
    sentence: NormSpan,
    /// The numbers that are values.
    values: &'a [&'a Number],
    /// Up to where the sentence is dealt out.
    from: usize,
    carry: Carry,
    out: Vec<Reading>,
}

/// Where what belongs to a value ends: before the colon behind the name of an indicator (城镇新增就业：5万人), else at
/// `lead`.
fn behind_name(norm: &Norm, from: usize, lead: usize) -> usize {
    let lexicon = Lexicon::get();
    let colon = lead.saturating_sub(1);
    let named = norm.before(lead) == '：'
        && (lexicon.names.ending(norm, from..colon).is_some()
            || lexicon.predicates.ending(norm, from..colon).is_some());
    if named { colon } else { lead }
}

impl<'a> Dealer<'a> {
    /// Deals out the values from place `at` on that belong together; how many those are.
    fn deal(&mut self, at: usize) -> usize {
        let norm = self.norm;
        let Some(mut group) = self.group(at) else {
            return 1;
        };
        let Some(&number) = group.values.first() else {
            return 1;
        };
        let (subjects, carried) = self.subjects(&group, number, at);
        for subject in subjects.iter().filter(|_| !carried) {
            if (self.carry.named.iter()).all(|known| known.text != subject.text) {
                self.carry.named.push(subject.clone());
            }
        }
        // 分别 with more values than indicators, or fewer: which is whose cannot be known.
        let unequal = group.hints.dealt
            && subjects.len() > 1
            && group.len() > 1
            && subjects.len() != group.len();
        if !carried && subjects.len() > 1 {
            self.carry.list.clone_from(&subjects);
        } else if !carried {
            self.carry.list.clear();
        }
        let noun = (subjects.is_empty() || counts(number))
            .then(|| noun_after(norm, number, self.sentence.end))
            .flatten();
        let quote_end = group.values.last().map_or(number.end, |last| last.end);
        let quote_end = quote_end.max(group.growing.map_or(0, |(end, _)| end));
        let verb = self.verb(&group, number);
        let pairs = paired(&mut group, subjects);
        let uneven = group.hints.dealt && uneven(&pairs);
        let mut first = true;
        for (subject, number) in pairs {
            let mut reading = reading(
                norm,
                &Context {
                    from: self.from,
                    clause_start: group.clause_start,
                    sentence: self.sentence,
                    hints: group.hints,
                    subject: subject.clone(),
                    noun,
                    verb,
                    growing: self
                        .out
                        .last()
                        .is_some_and(|reading| reading.measure == Measure::Growth),
                    carried,
                    last: self.carry.last.as_ref(),
                },
                number,
            );
            reading.end = quote_end;
            let things = matches!(number.kind, Some(UnitKind::Count | UnitKind::Amount));
            if let Some(noun) = noun
                && things
                && noun.start <= quote_end + 1
                && noun.len() <= 14
            {
                reading.end = reading.end.max(noun.end);
            }
            self.share_bound(&group, number, &mut reading);
            self.other_scope(number, &mut reading);
            if uneven {
                reading.confidence -= 0.1;
            }
            if unequal {
                reading.excluded = Some(NotGoal::UnequalList);
            }
            if std::mem::take(&mut first) {
                self.remember(subject, &reading);
            }
            self.out.push(reading);
        }
        // The counted noun belongs to this value, not to the next one; 9个省级重点项目完成投资25.9亿元: up to the next value
        // it is that one's subject.
        let things = (group.values.last())
            .is_some_and(|last| matches!(last.kind, Some(UnitKind::Count | UnitKind::Amount)));
        self.from = noun
            .map(|NormSpan { end: noun_end, .. }| noun_end)
            .filter(|&end| things && (is_mark(norm.at(end)) || matches!(norm.at(end), '和' | '及')))
            .map_or(quote_end, |noun_end| noun_end.max(quote_end));
        group.len()
    }

    /// The values from place `at` on that 、 or 和 joins, as far as one subject, or a list of them, can have them all.
    fn group(&self, at: usize) -> Option<Group<'a>> {
        let norm = self.norm;
        let (&number, rest) = self.values.get(at..)?.split_first()?;
        let mut values = vec![number];
        for &next in rest {
            // 5%和6%，203个断面…: a comma joins values of one kind alone.
            let joined = values.last().is_some_and(|previous| {
                joins(norm, previous.end, next.lead)
                    && (norm.at(previous.end) != '，' || previous.kind == next.kind)
            });
            if !joined {
                break;
            }
            values.push(next);
        }
        let lead = behind_name(norm, self.from, number.lead);
        let (mut hints, mut subject_end) = hints(norm, NormSpan::new(self.from, lead));
        // 改造提升300个驿站: what is raised are things, not a number.
        let verb = Lexicon::get()
            .lead_verbs
            .ending(norm, self.from..number.lead);
        if matches!(hints.measure, Some(Measure::Growth | Measure::Change))
            && matches!(number.kind, Some(UnitKind::Count | UnitKind::Amount))
            && verb.is_some_and(|(_, measure)| measure == Measure::Level)
            && noun_after(norm, number, self.sentence.end).is_some()
        {
            (hints, subject_end) = (Hints::default(), number.lead);
        }
        let growing = grows_behind(norm, number, self.sentence.end);
        if let Some((_, direction)) = growing {
            (hints.measure, hints.direction) = (Some(Measure::Growth), direction);
        }
        let listed = self.carry.list.len() == values.len();
        let one_each = values.len() == 2
            && self.carry.named.len() == 2
            && hints.measure == Some(Measure::Growth)
            && values.iter().all(|n| n.kind == Some(UnitKind::Percent));
        let own = several(norm, NormSpan::new(self.from, subject_end)) || one_each;
        if !hints.dealt && !listed && !own {
            values.truncate(1);
        }
        Some(Group {
            clause_start: clause_start(norm, self.from, lead),
            values,
            hints,
            subject_end,
            growing,
            one_each,
            listed,
        })
    }

    /// Whose the values of a group are, and whether earlier values named them.
    fn subjects(&mut self, group: &Group<'_>, number: &Number, at: usize) -> (Vec<Subject>, bool) {
        let (norm, from) = (self.norm, self.from);
        let hints = group.hints;
        let found = subject(norm, NormSpan::new(from, group.subject_end))
            .map(|found| with_class(norm, found, &self.out));
        let last = self.carry.last.as_ref();
        match found {
            Some(found) if self.completes(&found, number, at) => {
                // A、B分别增长12%、13%，占比分别达到21%、33%: one of each.
                if group.listed && group.len() > 1 && found.text.starts_with('占') {
                    let shares = self.carry.list.iter().map(|one| share_of(one, &found));
                    return (shares.collect(), true);
                }
                let whole = headed(found.clone(), last, true);
                let whole = if whole.canonical.is_other() {
                    last.map(|last| share_of(last, &found))
                } else {
                    Some(whole)
                };
                (whole.into_iter().collect(), true)
            }
            Some(found) => {
                let earlier = named_before(norm, from, number.lead);
                let found = headed(found, earlier.as_ref().or(last), true);
                let subjects = if hints.apiece && number.kind == Some(UnitKind::Count) {
                    members(&found)
                } else {
                    expand(&found, group.len(), hints.dealt || hints.each)
                };
                // 生产总值和城乡居民收入 with three values: one of them stands for two.
                if subjects.len() > 1 && subjects.len() + 1 == group.len() {
                    (urban_and_rural(subjects), false)
                } else {
                    (subjects, false)
                }
            }
            None => self.unnamed(group, number),
        }
    }

    /// Whether a subject is a word such as 投资 or 占比 that the subject before completes.
    fn completes(&self, found: &Subject, number: &Number, at: usize) -> bool {
        // 实施项目8个，投资50亿元: theirs.
        let counted = at
            .checked_sub(1)
            .and_then(|before| self.values.get(before))
            .is_some_and(|number| number.kind == Some(UnitKind::Count));
        let last = self.carry.last.as_ref();
        generic(&found.text)
            && last.is_some_and(|last| counted || !other_quantity(found, last))
            && number.kind != Some(UnitKind::Count)
    }

    /// Whose values are that have no subject in their clause.
    fn unnamed(&mut self, group: &Group<'_>, number: &Number) -> (Vec<Subject>, bool) {
        let (norm, from, start) = (self.norm, self.from, self.sentence.start);
        let hints = group.hints;
        if hints.measure.is_some()
            && let Some(earlier) = named_before(norm, from, number.lead)
        {
            return (vec![earlier], true);
        }
        if self.inherits(hints, number) {
            let named = &mut self.carry.named;
            let subjects = if group.listed && group.len() > 1 {
                self.carry.list.clone()
            } else if (hints.dealt || group.one_each)
                && group.len() > 1
                && named.len() >= group.len()
            {
                named.split_off(named.len() - group.len())
            } else if hints.dealt && group.len() == 1 && named.len() > 1 {
                // A 22211元，B 6922元，分别增长12%: both grow so.
                named.split_off(named.len() - 2)
            } else {
                self.carry.last.clone().into_iter().collect()
            };
            return (subjects, true);
        }
        // 全区生产总值自9月份首次转正后，…，预计全年增长3.6%: the sentence opens with its indicator.
        let grows =
            hints.measure == Some(Measure::Growth) && number.kind == Some(UnitKind::Percent);
        if grows && let Some(opening) = opening_subject(norm, NormSpan::new(start, number.lead)) {
            return (vec![opening], true);
        }
        (Vec::new(), grows)
    }

    /// Whether a value without a subject of its own belongs to the indicator before it.
    fn inherits(&self, hints: Hints, number: &Number) -> bool {
        let (norm, from, end) = (self.norm, self.from, self.sentence.end);
        let first = norm.before(from) == '\n' || from == self.sentence.start;
        if self.carry.last.is_none() || first {
            return false;
        }
        let noun = || noun_after(norm, number, end).is_some();
        if number.kind == Some(UnitKind::Count) && noun() {
            return false;
        }
        let gap = norm.chars(from..number.lead);
        // 落地项目60个 names its own; 1645亿元、增长4% does not, nor does 6%，力争6.5%.
        let words = gap
            .iter()
            .any(|c| !is_mark(*c) && !matches!(c, '和' | '及' | '与'));
        if !words && noun() {
            return false;
        }
        words
            || hints.measure.is_some()
            || hints.stretch
            || matches!(gap, ['，' | '、' | '和' | '及' | '与'] | ['，', '约'])
            || hints.dealt
    }

    /// The verb that governs a group: of its own clause, or of the list it stands in.
    fn verb(&mut self, group: &Group<'_>, number: &Number) -> Option<Verb> {
        let own = lead_verb(self.norm, NormSpan::new(group.clause_start, number.lead));
        if own.is_some() {
            self.carry.verb = own;
        } else {
            // 新增百亿企业10家: behind the size class the clause goes on.
            let before = self.norm.at(self.from);
            let goes_on = !is_mark(before) && self.from > self.sentence.start;
            if !goes_on && !matches!(before, '、' | '和' | '及' | '与') {
                self.carry.verb = None;
            }
        }
        self.carry.verb
    }

    /// Gives a value the bound that another value of its group has for all.
    fn share_bound(&self, group: &Group<'_>, number: &Number, reading: &mut Reading) {
        let Some((bound, at)) = group.bound() else {
            return;
        };
        let Some(value) = reading.value.as_mut() else {
            return;
        };
        let shared = if group.bound_closes() {
            value.high.is_none()
        } else {
            group.bound_opens() && number.bound.is_none()
        };
        if shared {
            value.bound = bound;
            reading.bound_at = at;
            (reading.force, reading.force_at) =
                force(self.norm, self.sentence.start, number, bound, at);
        }
    }

    /// 农业总产值增长4%（包括村办工业为6%）: the same measure of the same indicator, of more or less than it.
    fn other_scope(&self, number: &Number, reading: &mut Reading) {
        let norm = self.norm;
        let Some(last) = self.out.last() else { return };
        let open = last.end;
        let scoped = norm.at(open) == '（'
            && Lexicon::cue(Cue::OtherScope)
                .starting(norm, open + 1..number.lead)
                .is_some();
        if !scoped || reading.value.is_none() {
            return;
        }
        let to = reading.indicator_at.map_or(number.lead, |at| at.end);
        reading.indicator = format!("{}（{}）", last.indicator, norm.text(open + 1..to));
        reading.canonical = IndicatorId::OTHER;
        (reading.measure, reading.direction) = (last.measure, last.direction);
        reading.yearly = last.yearly;
        reading.start = last.start;
        reading.carried = true;
    }

    /// Keeps what the first value of a group was about.
    fn remember(&mut self, subject: Option<Subject>, reading: &Reading) {
        if let Some(subject) = subject {
            self.carry.last = Some(subject);
        } else if let Some(at) = reading.indicator_at {
            self.carry.last = Some(Subject {
                start: at.start,
                end: at.end,
                text: reading.indicator.as_str().into(),
                canonical: reading.canonical,
            });
        }
    }
}

/// Each value of a group with its subject; one subject has all values, and one value all subjects.
fn paired<'a>(group: &mut Group<'a>, subjects: Vec<Subject>) -> Vec<(Option<Subject>, &'a Number)> {
    let values = group.values.iter().copied();
    if subjects.is_empty() {
        return values.map(|n| (None, n)).collect();
    }
    if group.len() == subjects.len() && (group.hints.dealt || group.len() > 1) {
        return subjects.into_iter().map(Some).zip(values).collect();
    }
    if let [number] = group.values.as_slice() {
        return subjects.into_iter().map(|s| (Some(s), *number)).collect();
    }
    group.hints.dealt = true;
    let last = subjects.last().cloned();
    values
        .enumerate()
        .map(|(i, n)| (subjects.get(i).cloned().or_else(|| last.clone()), n))
        .collect()
}

/// Whether two values of a group have one subject.
fn uneven(pairs: &[(Option<Subject>, &Number)]) -> bool {
    let subjects = || pairs.iter().filter_map(|(subject, _)| subject.as_ref());
    let places: BTreeSet<usize> = subjects().map(|s| s.start).collect();
    let names: BTreeSet<&str> = subjects().map(|s| &*s.text).collect();
    pairs.len() > 1 && places.len() < pairs.len() && names.len() < pairs.len()
}
