//! Gives each number of a sentence its indicator, measure, direction and force.
//!
//! A value's indicator stands before it in its clause (城镇新增就业6万人), behind it (15个口袋公园), or was named by the
//! clause before (1645亿元、增长4%). 分别 deals several values out to several indicators, 均 gives one value to all.

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::model::goal::{Bound, Direction, Force, Measure, Value};
use crate::text::norm::Norm;

use crate::engine::quantity::{Number, is_mark};

use super::exclude::excluded;
use super::force::{force, governing};
use super::hints::{Hints, hints};
use super::subject::{
    Subject, canonical, expand, generic, headed, members, named_before, opening_subject,
    other_quantity, share_of, subject, urban_and_rural, with_class,
};

/// What one value of a sentence says; places in characters of the [`Norm`].
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Where the quote starts.
    pub start: usize,
    /// One past the quote.
    pub end: usize,
    /// The indicator, standing on its own.
    pub indicator: String,
    /// Where the indicator stands.
    pub indicator_at: Option<(usize, usize)>,
    /// Its id, or `other`.
    pub canonical: &'static str,
    /// What the value measures.
    pub measure: Measure,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// The value; `None` where relative.
    pub value: Option<Value>,
    /// Where it stands.
    pub value_at: Option<(usize, usize)>,
    /// Where the bound word stands.
    pub bound_at: Option<(usize, usize)>,
    /// How hard the wording is.
    pub force: Force,
    /// Where the word that sets the force stands.
    pub force_at: Option<(usize, usize)>,
    /// 年均: a rate for each year of a span.
    pub yearly: bool,
    /// 累计: a sum over a span.
    pub summed: bool,
    /// 是2016年的1.1倍, 较2016年增加: measured against an earlier year.
    pub based: bool,
    /// A multiple: 1.1倍.
    pub times: bool,
    /// 奋斗目标6.5%: the higher of two.
    pub stretch: bool,
    /// 力争, 争取 and the like reach it, whatever its own bound says.
    pub strives: bool,
    /// The year the clause names for its value.
    pub year: Option<i32>,
    /// The indicator was named by an earlier value.
    pub carried: bool,
    /// How sure this is.
    pub confidence: f32,
    /// Why it is no commitment of its own.
    pub excluded: Option<&'static str>,
}

/// 三次产业结构比为13.5：44.6：41.9: the second and third are the shares of industry and services.
pub fn structure(norm: &Norm, start: usize, end: usize, numbers: &[Number]) -> Vec<Reading> {
    let mut out = Vec::new();
    for (at, trio) in numbers.windows(3).enumerate() {
        let [a, b, c] = trio else { continue };
        let three = trio.iter().all(|n| n.skip == Some("ratio"))
            && b.start == a.unit_end + 1
            && c.start == b.unit_end + 1;
        if !three {
            continue;
        }
        // The ratio has marks of its own: only these part clauses here.
        let from = (start..a.start)
            .rev()
            .find(|&i| matches!(norm.at(i), '，' | '；' | '。'))
            .map_or(start, |i| i + 1);
        // 由8：76：16调整为8：75：17: the first is the base.
        let second = at
            .checked_sub(1)
            .and_then(|before| numbers.get(before))
            .is_some_and(|before| before.skip == Some("ratio") && before.start >= from);
        if !second && norm.has_any(&["由", "从"], from, a.start)
            || !Lexicon::cue(Cue::Industries).within(norm, from, a.start)
            || c.end > end
        {
            continue;
        }
        for (number, id, name) in [
            (a, "other", "第一产业占比"),
            (b, "secondary_share", "第二产业占比"),
            (c, "service_share", "第三产业占比"),
        ] {
            out.push(Reading {
                start: from,
                end: c.unit_end,
                indicator: name.to_owned(),
                indicator_at: Some((from, a.start)),
                canonical: id,
                measure: Measure::Share,
                direction: None,
                value: Some(super::value(number.low, None, "%", Bound::Eq)),
                value_at: Some((number.start, number.unit_end)),
                bound_at: None,
                force: Force::Plain,
                force_at: None,
                yearly: false,
                summed: false,
                based: false,
                times: false,
                stretch: false,
                strives: false,
                year: None,
                carried: false,
                confidence: 0.9,
                excluded: None,
            });
        }
    }
    out
}

/// Reads the values of one sentence.
pub fn read(norm: &Norm, start: usize, end: usize, numbers: &[Number]) -> Vec<Reading> {
    let mut out: Vec<Reading> = Vec::new();
    let live: Vec<usize> = (0..numbers.len())
        .filter(|&i| numbers.get(i).is_some_and(|n| n.skip.is_none()))
        .collect();
    let mut last: Option<Subject> = None;
    // 分别达到A、B，分别增长C、D: the whole list is carried.
    let mut last_list: Vec<Subject> = Vec::new();
    // Every subject the sentence named: A达到…，B达到…，分别增长C、D deals to the last two.
    let mut named: Vec<Subject> = Vec::new();
    let mut last_verb: Option<Verb> = None;
    let mut from = start;
    let mut k = 0;
    while let Some(number) = live.get(k).and_then(|&i| numbers.get(i)) {
        // Values joined by 、 or 和 alone belong together.
        let mut group = vec![number];
        while let Some(next) = live.get(k + group.len()).and_then(|&i| numbers.get(i)) {
            // 5%和6%，203个断面…: a comma joins values of one kind alone.
            let joined = group.last().is_some_and(|previous| {
                joins(norm, previous.end, next.lead)
                    && (norm.at(previous.end) != '，' || previous.kind == next.kind)
            });
            if !joined {
                break;
            }
            group.push(next);
        }
        let hints = hints(norm, from, number.lead);
        let subject_end = hints.1;
        let mut hints = hints.0;
        let growing = grows_behind(norm, number, end);
        if let Some((_, direction)) = growing {
            (hints.measure, hints.direction) = (Some(Measure::Growth), direction);
        }
        let listed = last_list.len() == group.len();
        // A 44300元，B 22700元，增长10%和11%: one each.
        let one_each = group.len() == 2
            && named.len() == 2
            && hints.measure == Some(Measure::Growth)
            && group.iter().all(|n| n.kind == Some(UnitKind::Percent));
        let own = several(norm, from, subject_end) || one_each;
        if !hints.dealt && !listed && group.len() > 1 && !own {
            group.truncate(1);
        }
        let found = subject(norm, from, subject_end).map(|found| with_class(norm, found, &out));
        let clause_start = clause_start(norm, from, number.lead);
        let mut carried = false;
        // 实施项目8个，投资50亿元: theirs.
        let counted = k
            .checked_sub(1)
            .and_then(|before| numbers.get(*live.get(before)?))
            .is_some_and(|number| number.kind == Some(UnitKind::Count));
        let before_punctuation = norm.before(from) == '\n' || from == start;
        let subjects: Vec<Subject> = match found {
            Some(found)
                if generic(&found.text)
                    && last
                        .as_ref()
                        .is_some_and(|last| counted || !other_quantity(&found, last))
                    && number.kind != Some(UnitKind::Count) =>
            {
                carried = true;
                let whole = headed(found.clone(), last.as_ref(), true);
                if whole.canonical == "other" {
                    last.clone()
                        .map(|last| share_of(&last, &found))
                        .into_iter()
                        .collect()
                } else {
                    vec![whole]
                }
            }
            Some(found) => {
                let earlier = named_before(norm, from, number.lead);
                let found = headed(found, earlier.as_ref().or(last.as_ref()), true);
                if hints.apiece && number.kind == Some(UnitKind::Count) {
                    members(&found)
                } else {
                    expand(&found, group.len(), hints.dealt || hints.each)
                }
            }
            None if hints.measure.is_some() && named_before(norm, from, number.lead).is_some() => {
                carried = true;
                named_before(norm, from, number.lead).into_iter().collect()
            }
            None if carries(
                norm,
                from,
                end,
                number,
                hints,
                last.as_ref(),
                before_punctuation,
            ) =>
            {
                carried = true;
                if listed && group.len() > 1 {
                    last_list.clone()
                } else if (hints.dealt || one_each) && group.len() > 1 && named.len() >= group.len()
                {
                    named.split_off(named.len() - group.len())
                } else if hints.dealt && group.len() == 1 && named.len() > 1 {
                    // A 22211元，B 6922元，分别增长12%: both grow so.
                    named.split_off(named.len() - 2)
                } else {
                    last.clone().into_iter().collect()
                }
            }
            None if hints.measure == Some(Measure::Growth)
                && number.kind == Some(UnitKind::Percent) =>
            {
                // 全区生产总值自9月份首次转正后，…，预计全年增长3.6%: the sentence opens with its indicator.
                carried = true;
                opening_subject(norm, start, number.lead)
                    .into_iter()
                    .collect()
            }
            None => Vec::new(),
        };
        let subjects = match subjects.len() {
            few if few > 1 && few + 1 == group.len() && !carried => urban_and_rural(subjects),
            _ => subjects,
        };
        for subject in subjects.iter().filter(|_| !carried) {
            if named.iter().all(|known| known.text != subject.text) {
                named.push(subject.clone());
            }
        }
        // 分别 with more values than indicators, or fewer: which is whose cannot be known.
        let unequal =
            hints.dealt && subjects.len() > 1 && group.len() > 1 && subjects.len() != group.len();
        if !carried && subjects.len() > 1 {
            last_list.clone_from(&subjects);
        } else if !carried {
            last_list.clear();
        }
        let noun = if subjects.is_empty() || counts(number) {
            noun_after(norm, number, end)
        } else {
            None
        };
        let quote_end = group.last().map_or(number.end, |last| last.end);
        let quote_end = quote_end.max(growing.map_or(0, |(end, _)| end));
        let verb = lead_verb(norm, clause_start, number.lead);
        if verb.is_some() {
            last_verb = verb;
        } else if !matches!(norm.at(from), '、' | '和' | '及' | '与') {
            last_verb = None;
        }
        let common = group
            .iter()
            .rev()
            .find_map(|n| n.bound.map(|b| (b, n.bound_at)));
        let spread = group.len() > 1
            && group
                .iter()
                .take(group.len() - 1)
                .all(|n| n.bound.is_none());
        let leading_bound = group.len() > 1
            && group
                .first()
                .is_some_and(|n| n.bound_at.is_some_and(|at| at.1 <= n.start))
            && group.iter().skip(1).all(|n| n.bound.is_none());
        let pairs: Vec<(Option<Subject>, &Number)> = if subjects.is_empty() {
            group.iter().map(|n| (None, *n)).collect()
        } else if subjects.len() >= group.len()
            && (hints.dealt || group.len() > 1)
            && subjects.len() == group.len()
        {
            subjects
                .into_iter()
                .map(Some)
                .zip(group.iter().copied())
                .collect()
        } else if group.len() == 1 {
            subjects.into_iter().map(|s| (Some(s), number)).collect()
        } else {
            hints.dealt = true;
            let last = subjects.last().cloned();
            group
                .iter()
                .enumerate()
                .map(|(i, n)| (subjects.get(i).cloned().or_else(|| last.clone()), *n))
                .collect()
        };
        let uneven = hints.dealt
            && pairs.len() > 1
            && pairs
                .iter()
                .filter_map(|p| p.0.as_ref())
                .map(|s| s.start)
                .collect::<std::collections::BTreeSet<_>>()
                .len()
                < pairs.len()
            && pairs
                .iter()
                .filter_map(|p| p.0.as_ref())
                .map(|s| &*s.text)
                .collect::<std::collections::BTreeSet<_>>()
                .len()
                < pairs.len();
        let mut first = true;
        for (subject, number) in pairs {
            let mut reading = reading(
                norm,
                &Context {
                    from,
                    clause_start,
                    sentence: (start, end),
                    hints,
                    subject: subject.clone(),
                    noun,
                    verb: verb.or(last_verb),
                    growing: out
                        .last()
                        .is_some_and(|reading| reading.measure == Measure::Growth),
                    carried,
                    last: last.as_ref(),
                },
                number,
            );
            reading.end = quote_end;
            let things = matches!(number.kind, Some(UnitKind::Count | UnitKind::Amount));
            if let Some((noun_start, noun_end)) = noun
                && things
                && noun_start <= quote_end + 1
                && noun_end - noun_start <= 14
            {
                reading.end = reading.end.max(noun_end);
            }
            if spread
                && let Some((bound, at)) = common
                && let Some(value) = reading.value.as_mut().filter(|value| value.high.is_none())
            {
                value.bound = bound;
                reading.bound_at = at;
                let (force, force_at) = force(norm, start, number, bound, at);
                (reading.force, reading.force_at) = (force, force_at);
            }
            // 分别不低于45%、58%: the word before the first holds for all.
            if !spread
                && leading_bound
                && number.bound.is_none()
                && let Some(value) = reading.value.as_mut()
                && let Some((bound, at)) = common
            {
                value.bound = bound;
                reading.bound_at = at;
                (reading.force, reading.force_at) = force(norm, start, number, bound, at);
            }
            if uneven {
                reading.confidence -= 0.1;
            }
            if unequal {
                reading.excluded = Some("unequal_list");
            }
            if first {
                if let Some(subject) = subject {
                    last = Some(subject);
                } else if let Some(at) = reading.indicator_at {
                    last = Some(Subject {
                        start: at.0,
                        end: at.1,
                        text: reading.indicator.as_str().into(),
                        canonical: reading.canonical,
                    });
                }
                first = false;
            }
            out.push(reading);
        }
        // The counted noun belongs to this value, not to the next one.
        let counted = noun.filter(|_| {
            group
                .last()
                .is_some_and(|last| matches!(last.kind, Some(UnitKind::Count | UnitKind::Amount)))
        });
        // 9个省级重点项目完成投资25.9亿元: up to the next value it is that one's subject.
        let closed = |noun_end: usize| {
            is_mark(norm.at(noun_end)) || matches!(norm.at(noun_end), '和' | '及')
        };
        from = counted
            .filter(|(_, noun_end)| closed(*noun_end))
            .map_or(quote_end, |(_, noun_end)| noun_end.max(quote_end));
        k += group.len();
    }
    out
}

/// 实现10%的增长: where the growth named behind a rate ends, and which way it goes.
fn grows_behind(norm: &Norm, number: &Number, end: usize) -> Option<(usize, Option<Direction>)> {
    if number.kind != Some(UnitKind::Percent) || norm.at(number.end) != '的' {
        return None;
    }
    let (stop, predicate) = Lexicon::get()
        .predicates
        .starting(norm, number.end + 1, end)?;
    (predicate.measure == Some(Measure::Growth)).then_some((stop, predicate.direction))
}

/// Whether only 、 和 及 与 stand between two values.
pub(super) fn joins(norm: &Norm, end: usize, start: usize) -> bool {
    matches!(
        norm.chars(end, start),
        ['、' | '和' | '及' | '与' | '，'] | ['以', '及'] | ['、', '和']
    ) && !(norm.at(end) == '，' && start > end + 1)
}

/// Whether a subject names several indicators.
pub(super) fn several(norm: &Norm, from: usize, end: usize) -> bool {
    norm.has_any(
        &["城乡", "、", "和", "分别"],
        clause_start(norm, from, end),
        end,
    )
}

pub(super) fn counts(number: &Number) -> bool {
    matches!(
        number.kind,
        Some(UnitKind::Count | UnitKind::Amount | UnitKind::Money | UnitKind::Percent)
    )
}

/// Where the clause of a value starts: behind the last ，：； or 、 before it, or at `from`.
pub(super) fn clause_start(norm: &Norm, from: usize, at: usize) -> usize {
    let mut depth = 0;
    for i in (from..at).rev() {
        match norm.at(i) {
            '）' | '”' => depth += 1,
            '（' | '“' => depth -= 1,
            '，' | '：' | '；' | '。' | '\n' if depth <= 0 => return i + 1,
            _ => {}
        }
    }
    from
}

/// Whether a value without a subject of its own belongs to the indicator before it.
pub(super) fn carries(
    norm: &Norm,
    from: usize,
    end: usize,
    number: &Number,
    hints: Hints,
    last: Option<&Subject>,
    first: bool,
) -> bool {
    if last.is_none() || first {
        return false;
    }
    if number.kind == Some(UnitKind::Count) && noun_after(norm, number, end).is_some() {
        return false;
    }
    let gap = norm.text(from, number.lead);
    // 落地项目60个 names its own; 1645亿元、增长4% does not, nor does 6%，力争6.5%.
    let words = gap.chars().filter(|c| !is_mark(*c)).count();
    if words == 0 && noun_after(norm, number, end).is_some() {
        return false;
    }
    words > 0
        || hints.measure.is_some()
        || hints.stretch
        || matches!(gap.as_str(), "，" | "、" | "，约")
        || hints.dealt
}

/// The noun behind a count: 15个口袋公园 → 口袋公园.
pub(super) fn noun_after(norm: &Norm, number: &Number, end: usize) -> Option<(usize, usize)> {
    let mut start = number.end;
    if norm.at(start) == '的' {
        start += 1;
    }
    let mut at = start;
    let mut depth = 0;
    while at < end && at < start + 24 {
        let c = norm.at(at);
        match c {
            '“' | '（' => depth += 1,
            '”' | '）' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            c if is_mark(c) => break,
            '和' | '及' if at > start + 1 && (norm.at(at + 1).is_ascii_digit()) => break,
            c if c.is_ascii_digit() && !norm.at(at + 1).is_ascii_alphabetic() => break,
            _ => {}
        }
        at += 1;
    }
    (at > start).then_some((start, at))
}

/// A verb that opens a commitment, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    start: usize,
    end: usize,
    measure: Measure,
}

/// The verb that opens the clause's commitment: 新建, 培育, 新增.
pub(super) fn lead_verb(norm: &Norm, start: usize, end: usize) -> Option<Verb> {
    let lexicon = Lexicon::get();
    let mut best: Option<(usize, usize, Measure)> = None;
    for (at, to, measure) in lexicon.lead_verbs.all(norm, start, end) {
        // 增加值, 增加到: no verb of adding.
        if norm.before(to) == '加' && matches!(norm.at(to), '值' | '到' | '至') {
            continue;
        }
        if best.is_none_or(|(old, ..)| at > old) {
            best = Some((at, to, measure));
        }
    }
    best.map(|(start, end, measure)| Verb {
        start,
        end,
        measure,
    })
}

/// What is known when one value is read.
pub(super) struct Context<'a> {
    pub from: usize,
    pub clause_start: usize,
    pub sentence: (usize, usize),
    pub hints: Hints,
    pub subject: Option<Subject>,
    pub noun: Option<(usize, usize)>,
    pub verb: Option<Verb>,
    pub carried: bool,
    /// The value before was a growth rate.
    pub growing: bool,
    pub last: Option<&'a Subject>,
}

pub(super) fn reading(norm: &Norm, cx: &Context<'_>, number: &Number) -> Reading {
    let mut canonical_id = "other";
    let mut confidence: f32 = 0.98;
    let (indicator, indicator_at) = match (&cx.subject, cx.noun) {
        (Some(subject), noun) => {
            canonical_id = subject.canonical;
            let bare_verb = is_verb(&subject.text);
            let mut text = subject.text.to_string();
            if let (true, Some((start, end))) = (bare_verb || subject.canonical == "other", noun)
                && (number.kind == Some(UnitKind::Count) || bare_verb)
            {
                let by_noun = canonical(norm, start, end).0;
                if by_noun != "other" {
                    canonical_id = by_noun;
                }
                if bare_verb || text.chars().count() < 12 {
                    text.extend(norm.chars(start, end));
                }
            }
            (text, Some((subject.start, subject.end)))
        }
        (None, Some((start, end))) => {
            canonical_id = canonical(norm, start, end).0;
            let mut text = cx
                .verb
                .map_or_else(String::new, |verb| norm.text(verb.start, verb.end));
            text.extend(norm.chars(start, end));
            (text, Some((start, end)))
        }
        (None, None) => {
            // A value that nothing names is for a person to judge.
            confidence -= if cx.last.is_none() { 0.2 } else { 0.08 };
            (
                cx.last
                    .map_or_else(String::new, |last| last.text.to_string()),
                None,
            )
        }
    };
    let bound = number.bound.unwrap_or(Bound::Eq);
    let (force, force_at) = force(norm, cx.sentence.0, number, bound, number.bound_at);
    let (measure, direction) = measure(norm, cx, number, canonical_id, &indicator);
    let mut start = match (&cx.subject, indicator_at) {
        (Some(subject), _) => subject.start.min(number.lead),
        _ => number.lead,
    };
    let mut end = number.end;
    if cx.subject.is_none() {
        if let Some((_, noun_end)) = cx.noun {
            end = end.max(noun_end);
        }
        if start > cx.from && norm.before(start) != '，' {
            start = start.max(cx.clause_start);
        }
    }
    let mut reading = Reading {
        start,
        end,
        indicator: trimmed(indicator),
        indicator_at,
        canonical: canonical_id,
        measure,
        direction,
        value: Some(super::value(number.low, number.high, &number.unit, bound)),
        value_at: Some((number.start, number.unit_end)),
        bound_at: number.bound_at,
        force,
        force_at,
        yearly: cx.hints.yearly,
        summed: cx.hints.summed
            || Lexicon::cue(Cue::Summed).within(norm, cx.clause_start, number.lead),
        based: cx.hints.based,
        times: matches!(number.unit.as_str(), "倍" | "番"),
        stretch: cx.hints.stretch,
        strives: governing(norm, cx.sentence.0, number.lead)
            .is_some_and(|(force, _)| force == Force::Soft),
        year: cx
            .hints
            .year
            .or_else(|| year_in(norm, cx.clause_start, number.lead)),
        carried: cx.carried,
        confidence,
        excluded: None,
    };
    reading.canonical = special(norm, cx, number, &reading);
    reading.excluded = excluded(norm, cx, number);
    if cx.carried {
        reading.confidence -= 0.05;
    }
    if number.chinese {
        reading.confidence -= 0.05;
    }
    if reading.canonical == "other" {
        reading.confidence -= 0.04;
    }
    reading
}

/// A name without the marks around it.
fn trimmed(name: String) -> String {
    let bare = name.trim_matches(|c| is_mark(c) && c != '”' && c != '“' && c != '）');
    if bare.len() == name.len() {
        return name;
    }
    bare.to_owned()
}

/// Ids that depend on more than the name: 规上企业 counts only as an increment.
pub(super) fn special(
    norm: &Norm,
    cx: &Context<'_>,
    number: &Number,
    reading: &Reading,
) -> &'static str {
    match reading.canonical {
        "new_above_scale_firms" => {
            let verb = cx.verb.is_some_and(|verb| {
                verb.measure == Measure::Change || norm.has_any(&["培育"], verb.start, verb.end)
            });
            let new = Lexicon::cue(Cue::Newly).inside(&reading.indicator)
                || reading.indicator.contains("增加");
            if reading.measure == Measure::Change
                && (verb || new)
                && !Lexicon::cue(Cue::Stock).within(norm, cx.clause_start, number.lead)
                && number.kind == Some(UnitKind::Count)
            {
                reading.canonical
            } else {
                "other"
            }
        }
        "other"
            if number.unit == "类"
                && !number.chinese
                && matches!(norm.at(number.start), 'Ⅰ'..='Ⅴ') =>
        {
            "water_quality"
        }
        id => {
            let wanted = Lexicon::get()
                .indicator(id)
                .and_then(|indicator| indicator.kind);
            let fits = match (wanted, number.kind) {
                (None, _) | (_, None | Some(UnitKind::Percent | UnitKind::Point)) => true,
                _ if Lexicon::cue(Cue::LooseUnit)
                    .whole(number.unit.chars())
                    .is_some() =>
                {
                    true
                }
                (Some(UnitKind::Skip), _) => false,
                (Some(UnitKind::Money), Some(kind)) => {
                    matches!(kind, UnitKind::Money | UnitKind::Amount)
                }
                (Some(UnitKind::Count | UnitKind::Amount), Some(kind)) => kind != UnitKind::Money,
                _ => true,
            };
            if fits { id } else { "other" }
        }
    }
}

pub(super) fn year_in(norm: &Norm, start: usize, end: usize) -> Option<i32> {
    let mut found = None;
    for i in start..end {
        if norm.at(i) == '年'
            && i >= 4
            && let Some(year) = crate::text::number::calendar_year(norm, i - 4)
            && norm.before(i).is_ascii_digit()
            && !matches!(norm.before(i - 4), '比' | '较' | '自' | '从')
            && norm.at(i + 1) != '的'
            && (1980..2100).contains(&year)
        {
            found = Some(year);
        }
    }
    found
}

pub(super) fn is_verb(text: &str) -> bool {
    Lexicon::get().lead_verbs.whole(text.chars()).is_some() || text.chars().nth(1).is_none()
}

/// Which way the verb that opens the clause turns its indicator: 压减, 降低, 提高.
fn turning(norm: &Norm, cx: &Context<'_>) -> Option<Direction> {
    let verb = cx.verb?;
    let verb = norm.chars(verb.start, verb.end).iter().copied();
    let predicate = Lexicon::get().predicates.whole(verb)?;
    predicate
        .direction
        .filter(|_| matches!(predicate.measure, Some(Measure::Growth | Measure::Change)))
}

pub(super) fn measure(
    norm: &Norm,
    cx: &Context<'_>,
    number: &Number,
    id: &str,
    indicator: &str,
) -> (Measure, Option<Direction>) {
    let hints = cx.hints;
    let index = matches!(
        id,
        "cpi" | "registered_unemployment" | "surveyed_unemployment"
    );
    let risen = cx.carried && hints.measure == Some(Measure::Level);
    let changed = !risen && Lexicon::cue(Cue::Newly).inside(indicator)
        || !risen && indicator.starts_with("增加") && !indicator.starts_with("增加值")
        || cx.verb.is_some_and(|verb| verb.measure == Measure::Change)
            && !cx.carried
            && hints.measure != Some(Measure::Level);
    let direction = hints.direction.unwrap_or(Direction::Up);
    match number.kind {
        Some(UnitKind::Point) => (Measure::Change, Some(direction)),
        _ if index => (Measure::Level, None),
        _ if number.unit == "番" => (Measure::Growth, Some(direction)),
        Some(UnitKind::Percent) if indicator.ends_with("增长率") => {
            (Measure::Growth, Some(direction))
        }
        None if !matches!(hints.measure, Some(Measure::Growth | Measure::Change)) => {
            (Measure::Level, None)
        }
        Some(UnitKind::Percent) | None => {
            let share_name = (Lexicon::cue(Cue::Share).closes(indicator)
                || Lexicon::cue(Cue::Rate).closes(indicator))
                && !indicator.ends_with("增长率");
            match hints.measure {
                Some(Measure::Growth | Measure::Change) => (Measure::Growth, Some(direction)),
                // 压减一般性支出10%: the verb before the indicator says which way.
                None if !share_name && !cx.carried && turning(norm, cx).is_some() => {
                    (Measure::Growth, turning(norm, cx))
                }
                _ if cx.carried && cx.growing && !share_name => (Measure::Growth, Some(direction)),
                Some(Measure::Level) if hints.direction.is_some() && !share_name => {
                    (Measure::Growth, Some(direction))
                }
                _ if share_name
                    || matches!(
                        id,
                        "rd_intensity"
                            | "urbanization_rate"
                            | "air_quality_days"
                            | "water_quality"
                            | "forest_coverage"
                    )
                    || id.ends_with("_share") =>
                {
                    (Measure::Share, None)
                }
                _ if Lexicon::cue(Cue::GrowthName).closes(indicator) => {
                    let named = Lexicon::get().predicates.closing(indicator);
                    let named = named.and_then(|predicate| predicate.direction);
                    (
                        Measure::Growth,
                        hints.direction.or(named).or(Some(direction)),
                    )
                }
                _ if id == "gdp" || id.ends_with("_va") => (Measure::Growth, Some(direction)),
                Some(other) => (
                    if other == Measure::Level {
                        Measure::Share
                    } else {
                        other
                    },
                    None,
                ),
                None => (Measure::Share, None),
            }
        }
        _ if number.unit == "成" => (Measure::Share, None),
        _ if id == "urban_new_jobs" || changed => (Measure::Change, Some(Direction::Up)),
        _ => match hints.measure {
            Some(Measure::Change) => (Measure::Change, Some(direction)),
            Some(Measure::Growth) if number.unit == "倍" => (Measure::Growth, Some(direction)),
            Some(Measure::Growth)
                if number.kind != Some(UnitKind::Percent)
                    && number.unit != "倍"
                    && number.unit != "番" =>
            {
                (Measure::Change, Some(direction))
            }
            _ => (Measure::Level, None),
        },
    }
}
