//! Gives each number of a sentence its indicator, measure, direction and force.
//!
//! A value's indicator stands before it in its clause (城镇新增就业6万人), behind it (15个口袋公园), or was named by the
//! clause before (1645亿元、增长4%). 分别 deals several values out to several indicators, 均 gives one value to all.

use crate::engine::lexicon::{BoundWord, Lexicon, UnitKind};
use crate::model::goal::{Bound, Direction, Force, Measure, Value};
use crate::text::norm::Norm;

use super::values::{Number, is_mark};

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

/// A subject: the words for an indicator and the id they stand for.
#[derive(Clone, Debug)]
struct Subject {
    start: usize,
    end: usize,
    text: String,
    canonical: &'static str,
}

/// What the words between subject and value say.
#[derive(Clone, Copy, Debug, Default)]
struct Hints {
    measure: Option<Measure>,
    direction: Option<Direction>,
    yearly: bool,
    summed: bool,
    dealt: bool,
    each: bool,
    /// 各: every member has the value of its own.
    apiece: bool,
    based: bool,
    stretch: bool,
    year: Option<i32>,
}

/// 三次产业结构比为13.5：44.6：41.9: the second and third are the shares of industry and services.
pub fn structure(norm: &Norm, start: usize, end: usize, numbers: &[Number]) -> Vec<Reading> {
    let mut out = Vec::new();
    for trio in numbers.windows(3) {
        let [a, b, c] = trio else { continue };
        let three = trio.iter().all(|n| n.skip == Some("ratio"))
            && b.start == a.unit_end + 1
            && c.start == b.unit_end + 1;
        let from = clause_start(norm, start, a.start);
        if !three
            || norm.has_any(&["由", "从"], from, a.start)
            || !norm.has_any(
                &["产业结构", "三次产业", "三产结构", "产业比"],
                from,
                a.start,
            )
            || c.end > end
        {
            continue;
        }
        for (number, id) in [(b, "secondary_share"), (c, "service_share")] {
            let name = Lexicon::get()
                .indicator(id)
                .map_or("", |indicator| indicator.name);
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
    let mut last_verb: Option<(String, Measure)> = None;
    let mut from = start;
    let mut k = 0;
    while let Some(number) = live.get(k).and_then(|&i| numbers.get(i)) {
        // Values joined by 、 or 和 alone belong together.
        let mut group = vec![number];
        while let Some(next) = live.get(k + group.len()).and_then(|&i| numbers.get(i)) {
            let joined = group
                .last()
                .is_some_and(|previous| joins(norm, previous.end, next.lead));
            if !joined {
                break;
            }
            group.push(next);
        }
        let hints = hints(norm, from, number.lead);
        let subject_end = hints.1;
        let mut hints = hints.0;
        let listed = last_list.len() == group.len();
        if !hints.dealt && !listed && group.len() > 1 && !several(norm, from, subject_end) {
            group.truncate(1);
        }
        let found = subject(norm, from, subject_end).map(|found| with_class(norm, found, &out));
        let clause_start = clause_start(norm, from, number.lead);
        let mut carried = false;
        let before_punctuation = norm.before(from) == '\n' || from == start;
        let subjects: Vec<Subject> = match found {
            Some(found)
                if generic(&found.text)
                    && last.is_some()
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
                    expand(norm, &found, group.len(), hints.dealt || hints.each)
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
                } else if hints.dealt && group.len() > 1 && named.len() >= group.len() {
                    named.split_off(named.len() - group.len())
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
        let verb = lead_verb(norm, clause_start, number.lead);
        if let Some(verb) = &verb {
            last_verb = Some(verb.clone());
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
                .map(|s| s.text.as_str())
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
                    verb: verb.clone().or_else(|| last_verb.clone()),
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
                reading.confidence -= 0.25;
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
                        text: reading.indicator.clone(),
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

/// 地区生产总值和城乡居民收入 with three values: 城乡 stands for two.
fn urban_and_rural(subjects: Vec<Subject>) -> Vec<Subject> {
    let lexicon = Lexicon::get();
    let mut out = Vec::new();
    for subject in subjects {
        if let Some(tail) = subject.text.strip_prefix("城乡") {
            for part in ["城镇", "农村"] {
                let text = format!("{part}{tail}");
                out.push(Subject {
                    canonical: lexicon.named(trim_tail(&text)).map_or("other", |i| i.id),
                    text,
                    ..subject.clone()
                });
            }
        } else {
            out.push(subject);
        }
    }
    out
}

/// Whether only 、 和 及 与 stand between two values.
fn joins(norm: &Norm, end: usize, start: usize) -> bool {
    matches!(
        norm.text(end, start).as_str(),
        "、" | "和" | "及" | "与" | "以及" | "，" | "、和"
    ) && !(norm.at(end) == '，' && start > end + 1)
}

/// Whether a subject names several indicators.
fn several(norm: &Norm, from: usize, end: usize) -> bool {
    norm.has_any(
        &["城乡", "、", "和", "分别"],
        clause_start(norm, from, end),
        end,
    )
}

fn counts(number: &Number) -> bool {
    matches!(
        number.kind,
        Some(UnitKind::Count | UnitKind::Amount | UnitKind::Money | UnitKind::Percent)
    )
}

/// Where the clause of a value starts: behind the last ，：； or 、 before it, or at `from`.
fn clause_start(norm: &Norm, from: usize, at: usize) -> usize {
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

/// Takes predicates, adverbs, bounds and dates off the right end of `from..end`; returns what they say and where the
/// subject ends.
fn hints(norm: &Norm, from: usize, end: usize) -> (Hints, usize) {
    let lexicon = Lexicon::get();
    let mut hints = Hints::default();
    let mut at = end;
    loop {
        if at <= from {
            break;
        }
        // 社会消费品零售总额: a predicate (总额) inside a longer name is none.
        let name = lexicon.names.ending(norm, from, at).map(|(start, _)| start);
        if let Some((start, predicate)) = lexicon
            .predicates
            .ending(norm, from, at)
            .filter(|(start, _)| name.is_none_or(|name| name >= *start))
        {
            let word = norm.text(start, at);
            // 增加值, 消费 and the like: a predicate inside a longer name is none. 增长 in 增长率 is longest anyway.
            match word.as_str() {
                "分别" => hints.dealt = true,
                "均" | "都" => hints.each = true,
                "各" => (hints.each, hints.apiece) = (true, true),
                "累计" | "共" | "总计" | "共计" | "合计" => hints.summed = true,
                "奋斗目标" => hints.stretch = true,
                _ => {}
            }
            hints.yearly |= word.contains("年均");
            if hints.measure.is_none() {
                hints.measure = predicate.measure;
            }
            if hints.direction.is_none() {
                hints.direction = predicate.direction;
            }
            at = start;
            continue;
        }
        if let Some((start, _)) = lexicon.forces.ending(norm, from, at) {
            at = start;
            continue;
        }
        // 地区生产总值“十五五”期间年均增长
        if let Some(open) = plan_named(norm, from, at) {
            at = open;
            continue;
        }
        // 研发经费投入强度[4]达到: the mark of a footnote.
        if let Some(open) = footnote(norm, from, at) {
            at = open;
            continue;
        }
        if let Some((start, year, based)) = date(norm, from, at) {
            hints.based |= based;
            hints.year = hints.year.or(year.filter(|_| !based));
            at = start;
            continue;
        }
        // 较上次人口普查提高: a clause that only names the base.
        let clause = clause_start(norm, from, at);
        if matches!(norm.at(clause), '较' | '比') && at > clause && at - clause <= 12 {
            hints.based = true;
            at = clause;
            continue;
        }
        break;
    }
    (hints, at)
}

/// Where “十五五”期间 that ends at `end` opens.
fn plan_named(norm: &Norm, from: usize, end: usize) -> Option<usize> {
    let close = ["期间", "时期"]
        .iter()
        .find(|word| norm.ends(end, word))
        .map(|_| end - 2)
        .filter(|&at| norm.before(at) == '”')?;
    (from..close).rev().take(6).find(|&i| norm.at(i) == '“')
}

/// Where a footnote mark that ends at `end` opens: [4], 〔12〕.
fn footnote(norm: &Norm, from: usize, end: usize) -> Option<usize> {
    if !matches!(norm.before(end), ']' | '〕' | '］') {
        return None;
    }
    let open = (end.saturating_sub(5).max(from)..end - 1)
        .rev()
        .find(|&i| matches!(norm.at(i), '[' | '〔' | '［'))?;
    (open + 1..end - 1)
        .all(|i| norm.at(i).is_ascii_digit())
        .then_some(open)
}

/// 比2016年底, 较上年, 到2026年, 2021年 right before `end`: where it starts, the year, whether it is a base of comparison.
fn date(norm: &Norm, from: usize, end: usize) -> Option<(usize, Option<i32>, bool)> {
    let mut at = end;
    if norm.before(at) == '，' {
        return None;
    }
    // 2025年的: the 的 belongs to the date.
    if norm.ends(at, "年的") {
        at -= 1;
    }
    // 1—12月累计
    if norm.before(at) == '月' && norm.before(at - 1).is_ascii_digit() {
        let mut start = at - 1;
        while start > from
            && (norm.before(start).is_ascii_digit() || matches!(norm.before(start), '-' | '—'))
        {
            start -= 1;
        }
        return Some((start, None, false));
    }
    for tail in ["年底前", "年底", "年末", "年初", "年前", "年"] {
        if norm.ends(at, tail) {
            at -= tail.chars().count();
            let digits_end = at;
            while at > from
                && (norm.before(at).is_ascii_digit()
                    || crate::text::number::chinese_digit(norm.before(at)).is_some()
                        && digits_end - at < 4
                        && norm
                            .text(digits_end.saturating_sub(4), digits_end)
                            .chars()
                            .all(|c| crate::text::number::chinese_digit(c).is_some()))
            {
                at -= 1;
            }
            if at == digits_end {
                if norm.ends(at, "五") || norm.ends(at, "上") || norm.ends(at, "去") {
                    at -= 1;
                } else {
                    return None;
                }
            }
            let year = norm
                .text(at, digits_end)
                .parse::<i32>()
                .ok()
                .filter(|year| *year > 1900);
            let based = matches!(norm.before(at), '比' | '较' | '自');
            // 增加到2015年的592亿元: 到 belongs to 增加到.
            let verb = matches!(norm.before(at), '到' | '至')
                && Lexicon::get()
                    .predicates
                    .ending(norm, from, at)
                    .is_some_and(|(start, _)| start + 1 < at);
            if verb {
                return Some((at, year, false));
            }
            if based || matches!(norm.before(at), '到' | '至' | '在' | '从' | '由') {
                at -= 1;
            }
            return (at >= from).then_some((at, year, based));
        }
    }
    None
}

/// 10亿元以上项目30个: the size class before a noun belongs to it.
fn with_class(norm: &Norm, found: Subject, before: &[Reading]) -> Subject {
    let class = before.last().filter(|reading| {
        reading.excluded == Some("size_class") && reading.end.abs_diff(found.start) == 0
    });
    let Some(class) = class else { return found };
    let start = class
        .indicator_at
        .map_or(class.start, |(start, _)| start.min(class.start))
        .max(class.start);
    Subject {
        text: norm.text(start, found.end),
        start,
        ..found
    }
}

/// The subject that ends at `end`, if there is one in the last clause before it.
fn subject(norm: &Norm, from: usize, end: usize) -> Option<Subject> {
    let lexicon = Lexicon::get();
    let mut start = clause_start(norm, from, end);
    let mut end = end;
    // 15个口袋公园、20处: what stands before 、 belongs to the value before.
    if norm.before(end) == '、' {
        return None;
    }
    while end > start && (is_mark(norm.before(end)) && !matches!(norm.before(end), '）' | '”')) {
        end -= 1;
    }
    start = clause_start(norm, from, end).min(end);
    while start < end && is_mark(norm.at(start)) && norm.at(start) != '“' {
        start += 1;
    }
    start = skip_list_mark(norm, start, end);
    // 投入30亿元实施55个: what follows an earlier value is a clause of its own.
    while let Some((word_end, ())) = lexicon.leading.starting(norm, start, end) {
        if word_end >= end || inside_word(norm, start, word_end) {
            break;
        }
        // Names may begin with such a word: 全社会, 主要污染物.
        if lexicon
            .aliases(norm, start, end)
            .first()
            .is_some_and(|hit| hit.start == start)
        {
            break;
        }
        start = word_end;
    }
    while let Some((after, _, ())) = leading_date(norm, start, end) {
        start = after;
        while start < end && is_mark(norm.at(start)) && norm.at(start) != '“' {
            start += 1;
        }
        if let Some((word_end, ())) = lexicon.leading.starting(norm, start, end)
            && word_end < end
            && lexicon
                .aliases(norm, start, end)
                .first()
                .is_none_or(|hit| hit.start != start)
        {
            start = word_end;
        }
    }
    while end > start && matches!(norm.before(end), '从' | '由') {
        end -= 1;
    }
    if start >= end {
        return None;
    }
    let canonical = canonical(norm, start, end).0;
    Some(Subject {
        start,
        end,
        text: norm.text(start, end),
        canonical,
    })
}

/// Behind a list mark: 1. （一） ① 一是.
fn skip_list_mark(norm: &Norm, start: usize, end: usize) -> usize {
    let mut at = start;
    if matches!(norm.at(at), '①'..='⑳') {
        return (at + 1).min(end);
    }
    if norm.at(at) == '（' {
        at += 1;
    }
    let from = at;
    while at < end
        && (norm.at(at).is_ascii_digit() || "一二三四五六七八九十".contains(norm.at(at)))
        && at < from + 3
    {
        at += 1;
    }
    // 一、二、三产增加值 is a list of industries.
    let industries = norm.at(at) == '、' && "一二三".contains(norm.at(at + 1));
    let marked = at > from
        && !industries
        && (matches!(norm.at(at), '.' | '．' | '、' | '）' | ')')
            || (norm.at(at) == '是' && !norm.at(from).is_ascii_digit()));
    if marked && at + 1 < end {
        at + 1
    } else {
        start
    }
}

/// 全县性会议, 到位资金: what looks like a leading word is part of another one.
fn inside_word(norm: &Norm, start: usize, end: usize) -> bool {
    let next = norm.at(end);
    match norm.at(end - 1) {
        '到' if end == start + 1 => next == '位' || next == '期',
        '县' | '市' | '区' | '省' => next == '性' || next == '域',
        '和' => next == '谐',
        '及' => next == '时',
        '与' => next == '会',
        '再' => next == '生',
        '要' => next == '素',
        '将' => next == '军',
        _ => false,
    }
}

/// 2021年, 到2026年, 2022年全市 at `start`.
fn leading_date(norm: &Norm, start: usize, end: usize) -> Option<(usize, i32, ())> {
    let mut at = start;
    if matches!(norm.at(at), '到' | '至' | '在') {
        at += 1;
    }
    let number = crate::text::number::digits(norm, at)
        .filter(|n| n.end - n.start == 4 && norm.at(n.end) == '年')?;
    let mut after = number.end + 1;
    if matches!(norm.at(after), '底' | '末' | '前') {
        after += 1;
    }
    (after < end).then_some((after, number.value as i32, ()))
}

/// The id of the indicator `start..end` names, and where its name starts.
pub(super) fn canonical(norm: &Norm, start: usize, end: usize) -> (&'static str, usize) {
    let lexicon = Lexicon::get();
    let mut end = end;
    if norm.before(end) == '）'
        && let Some(open) = norm.rfind("（", start, end)
    {
        end = open;
    }
    let hits = lexicon.aliases(norm, start, end);
    let Some(hit) = hits.last() else {
        return ("other", start);
    };
    let Some(mut indicator) = lexicon.indicators.get(hit.row) else {
        return ("other", start);
    };
    let mut name_start = hit.start;
    let mut id = indicator.id;
    let tail = norm.text(hit.end, end);
    // 第三产业增加值占GDP比重: the share of what stands before 占, whatever stands behind it.
    let share = |text: &str| {
        ["比重", "比例", "占比", "份额", "比率"]
            .iter()
            .any(|word| text.ends_with(word))
    };
    let whole = norm.text(start, end);
    let of = whole
        .find('占')
        .or_else(|| whole.find("相当于"))
        .filter(|_| share(&whole) && !tail.is_empty());
    if let Some(of) = of {
        let at = start + whole.get(..of).map_or(0, |t| t.chars().count());
        let Some(hit) = hits.iter().rev().find(|hit| hit.end <= at) else {
            return ("other", start);
        };
        let between = norm.text(hit.end, at);
        let Some(found) = lexicon.indicators.get(hit.row) else {
            return ("other", start);
        };
        indicator = found;
        name_start = hit.start;
        id = if hit.end + 1 >= end {
            indicator.id
        } else {
            indicator
                .share
                .unwrap_or(if indicator.id.ends_with("_share") {
                    indicator.id
                } else {
                    "other"
                })
        };
        if !residual_ok(&between) {
            return ("other", start);
        }
    } else if matches!(tail.as_str(), "占比" | "比重" | "比例") && indicator.share.is_some() {
        id = indicator.share.unwrap_or("other");
    } else if !tail.is_empty() && !residual_ok(&tail) {
        return ("other", start);
    }
    if norm.ends(name_start, "人均") && name_start >= start + 2 {
        return ("other", start);
    }
    // 天门经济技术开发区规上工业增加值, 电子信息产业增加值: a part's figure.
    if name_start > start && part_of_region(norm, start, name_start) {
        return ("other", start);
    }
    let _ = indicator;
    (id, name_start)
}

/// Whether the words before a name make it the figure of a part: a zone, a sector, a county, trade with a partner.
fn part_of_region(norm: &Norm, start: usize, name: usize) -> bool {
    let lexicon = Lexicon::get();
    if lexicon.entities.ending(norm, start, name).is_some() {
        return true;
    }
    let words = norm.text(start, name);
    // 占规上工业12.3%, 对东盟出口, 与共建国家进出口.
    if words.contains('占') || words.starts_with('对') || words.starts_with('与') {
        return true;
    }
    // 清河县财政收入, 高新区实现: a part of the region; 全县, 我县 are the region itself.
    let place = ["实现", "完成"]
        .iter()
        .find(|verb| norm.ends(name, verb))
        .map_or(name, |_| name.saturating_sub(2));
    if place < name && lexicon.entities.ending(norm, start, place).is_some() {
        return true;
    }
    let own = place < start + 2
        || matches!(norm.before(place - 1), '全' | '我' | '本' | '该' | '各')
        || norm.ends(place, "自治区")
        || norm.ends(place, "省市")
        || norm.ends(place, "地区")
        || norm.ends(place, "城市");
    matches!(
        norm.before(place),
        '县' | '镇' | '乡' | '城' | '区' | '市' | '旗' | '州'
    ) && !own
}

/// The id of `text` as if it stood alone.
pub(super) fn id_of(text: &str) -> &'static str {
    let norm = Norm::new(text);
    canonical(&norm, 0, norm.len()).0
}

/// Words that may stand between an indicator's name and its value without changing it.
fn residual_ok(text: &str) -> bool {
    let mut rest = text;
    'outer: while !rest.is_empty() {
        for word in [
            "增加值",
            "总值",
            "总额",
            "总量",
            "总数",
            "年度",
            "全年",
            "人数",
            "金额",
            "水平",
            "指数",
            "指标",
            "完成",
            "的",
            "年",
            "任务",
            "同口径",
            "预期",
            "目标",
            "数量",
            "增长",
            "涨幅",
            "降幅",
            "增速",
            "下降",
            "降低",
            "（",
            "）",
            "浓度",
            "等",
        ] {
            if let Some(after) = rest.strip_prefix(word) {
                rest = after;
                continue 'outer;
            }
        }
        // 优良天数（AQI≤100）
        if let Some((_, after)) = rest
            .strip_prefix('（')
            .and_then(|inside| inside.split_once('）'))
        {
            rest = after;
            continue;
        }
        return false;
    }
    true
}

/// 公园、停车场各6个: each member of the list.
fn members(found: &Subject) -> Vec<Subject> {
    split_list(&found.text)
        .into_iter()
        .map(|part| Subject {
            text: part.to_owned(),
            canonical: id_of(part),
            ..found.clone()
        })
        .collect()
}

/// Splits a subject of several indicators: 城乡居民…收入 → 城镇 and 农村; A、B和C; 一、二、三产增加值.
fn expand(norm: &Norm, found: &Subject, values: usize, spread: bool) -> Vec<Subject> {
    let lexicon = Lexicon::get();
    let text = &found.text;
    let urban_rural = |text: &str| {
        let tail = text
            .strip_prefix("城乡")
            .or_else(|| text.split_once("城乡").map(|(_, tail)| tail))?;
        Some((format!("城镇{tail}"), format!("农村{tail}")))
    };
    let single = || vec![found.clone()];
    if values == 3 && text.starts_with("三次产业") {
        return ["第一产业增加值", "第二产业增加值", "第三产业增加值"]
            .into_iter()
            .map(|name| Subject {
                text: name.to_owned(),
                canonical: id_of(name),
                ..found.clone()
            })
            .collect();
    }
    let parts: Vec<&str> = split_list(text);
    if parts.len() < 2 {
        if values == 2
            && let Some((urban, rural)) = urban_rural(text)
        {
            return [urban, rural]
                .into_iter()
                .map(|text| Subject {
                    canonical: lexicon.named(trim_tail(&text)).map_or("other", |i| i.id),
                    text,
                    ..found.clone()
                })
                .collect();
        }
        return single();
    }
    let Some(last) = parts.last() else {
        return single();
    };
    let named: Vec<(String, &'static str)> = parts
        .iter()
        .map(|part| complete(lexicon, part, parts.first().copied().unwrap_or(""), last))
        .collect();
    let known = named.iter().filter(|(_, id)| *id != "other").count();
    // Without 分别 or 均 only indicators all known are taken for a list; 新建和改造 is one subject.
    if values == 1 && spread && known == 0 && last.ends_with('率') {
        // 养老保险和医保参保率均达97%: two rates of one name.
        let tail: String = last
            .chars()
            .rev()
            .take(3)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        return parts
            .iter()
            .map(|part| Subject {
                text: if part.ends_with('率') {
                    (*part).to_owned()
                } else {
                    format!("{part}{tail}")
                },
                canonical: "other",
                ..found.clone()
            })
            .collect();
    }
    if values == 1 && !(spread && known > 0 || known == named.len()) {
        if found.canonical == "other" {
            // 商品、餐饮收入增长: at least the last one may be known.
        }
        return single();
    }
    if values > 1 && values != named.len() && !spread {
        return single();
    }
    if values == 1 && !spread && known < 2 {
        return single();
    }
    let _ = norm;
    named
        .into_iter()
        .map(|(text, canonical)| Subject {
            text,
            canonical,
            ..found.clone()
        })
        .collect()
}

/// The members of a list: split at 、 和 及 与, but not inside brackets or quotation marks.
fn split_list(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '“' | '《' => depth += 1,
            '）' | '”' | '》' => depth -= 1,
            '、' | '和' | '及' | '与' if depth == 0 && at > from && !fused(text, at, c) => {
                if let Some(part) = text.get(from..at) {
                    parts.push(part);
                }
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if let Some(part) = text.get(from..).filter(|part| !part.is_empty()) {
        parts.push(part);
    }
    parts
}

/// 普及率, 参与率, 饱和度: a conjunction that is part of a word.
fn fused(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().last());
    let after = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
    match c {
        '及' => matches!(before, Some('普' | '涉' | '以')) || matches!(after, Some('时')),
        '与' => matches!(before, Some('参')),
        '和' => {
            matches!(before, Some('饱' | '缓' | '温' | '共')) || matches!(after, Some('谐' | '平'))
        }
        _ => false,
    }
}

/// A member's full name: what it lacks is taken from the end of the last member.
fn complete(lexicon: &Lexicon, part: &str, first: &str, last: &str) -> (String, &'static str) {
    let trimmed = trim_tail(part);
    // 进口、出口通关时间: short names mean something only beside another known one.
    let norm_last = Norm::new(last);
    let alone =
        trimmed.chars().count() < 4 && canonical(&norm_last, 0, norm_last.len()).0 == "other";
    if let Some(indicator) = lexicon.named(trimmed).filter(|_| !alone || part == last) {
        return (part.to_owned(), indicator.id);
    }
    for (at, _) in last.char_indices().skip(1) {
        let tail = last.get(at..).unwrap_or("");
        let whole = format!("{part}{tail}");
        if let Some(indicator) = lexicon.named(trim_tail(&whole)) {
            return (whole, indicator.id);
        }
    }
    // 单位地区生产总值能耗和二氧化碳排放: the head of the first holds for the others.
    for (at, _) in first.char_indices().skip(2) {
        let whole = format!("{}{part}", first.get(..at).unwrap_or(""));
        if part != first
            && let Some(indicator) = lexicon.named(trim_tail(&whole)).filter(|i| i.id != "other")
        {
            return (whole, indicator.id);
        }
    }
    (part.to_owned(), id_of(part))
}

/// A name without a bracket behind it and without 全市 and the like before it.
fn trim_tail(text: &str) -> &str {
    let text = text.split('（').next().unwrap_or(text);
    let mut text = text
        .strip_suffix("增长")
        .or_else(|| text.strip_suffix("增速"))
        .unwrap_or(text);
    for word in ["其中", "全市", "全省", "全县", "全区", "预计"] {
        text = text.strip_prefix(word).unwrap_or(text);
    }
    text
}

/// Whether a value without a subject of its own belongs to the indicator before it.
fn carries(
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

/// Words that stand for the indicator just named: 投资, 总额, 占比.
fn generic(text: &str) -> bool {
    matches!(
        text,
        "投资" | "收入" | "总投资" | "产值" | "总额" | "占比" | "增速" | "余额"
    ) && text != "总投资"
        || text.starts_with('占')
            && ["比重", "比例", "占比", "比率"]
                .iter()
                .any(|word| text.ends_with(word))
}

/// The indicator just named, or its share of the whole where the value is one.
fn share_of(last: &Subject, found: &Subject) -> Subject {
    if !found.text.starts_with('占') {
        return last.clone();
    }
    let lexicon = Lexicon::get();
    let canonical = lexicon
        .named(trim_tail(&last.text))
        .and_then(|i| i.share)
        .unwrap_or("other");
    Subject {
        text: format!("{}{}", last.text, found.text),
        canonical,
        ..last.clone()
    }
}

/// 粮食生产任务超额完成，总产量达到132万吨; 外资连续五年居前列，全年达到2.6亿美元: the indicator that an earlier clause
/// opens with, when no value stands between.
fn named_before(norm: &Norm, from: usize, lead: usize) -> Option<Subject> {
    let lexicon = Lexicon::get();
    let own = clause_start(norm, from, lead);
    let mut end = own.checked_sub(1)?;
    while end > from {
        let start = clause_start(norm, from, end);
        let mut at = start;
        while let Some((after, ())) = lexicon.leading.starting(norm, at, end) {
            at = after;
        }
        let hit = lexicon
            .aliases(norm, at, end)
            .into_iter()
            .next()
            .filter(|hit| hit.start == at && hit.end < end);
        if let Some(hit) = hit
            && let Some(indicator) = lexicon.indicators.get(hit.row)
        {
            return Some(Subject {
                start: hit.start,
                end: hit.end,
                text: norm.text(hit.start, hit.end),
                canonical: indicator.id,
            });
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// 粮食播种面积280万亩、产量23亿斤; 研发经费增长14%，投入强度达到2.35%: a short name is completed by the head of the
/// indicator before it.
fn headed(found: Subject, last: Option<&Subject>, follows: bool) -> Subject {
    let lexicon = Lexicon::get();
    let Some(last) = last.filter(|_| follows) else {
        return found;
    };
    if found.canonical != "other" || !(2..=6).contains(&found.text.chars().count()) {
        return found;
    }
    for (at, _) in last.text.char_indices().skip(2) {
        let whole = format!("{}{}", last.text.get(..at).unwrap_or(""), found.text);
        if let Some(indicator) = lexicon.named(trim_tail(&whole)).filter(|i| i.id != "other") {
            return Subject {
                text: whole,
                canonical: indicator.id,
                ..found
            };
        }
    }
    found
}

/// The indicator a sentence opens with.
fn opening_subject(norm: &Norm, start: usize, to: usize) -> Option<Subject> {
    let lexicon = Lexicon::get();
    let hit = lexicon.aliases(norm, start, to).into_iter().next()?;
    let indicator = lexicon.indicators.get(hit.row)?;
    (hit.start <= start + 12).then(|| Subject {
        start: hit.start,
        end: hit.end,
        text: norm.text(hit.start, hit.end),
        canonical: indicator.id,
    })
}

/// The noun behind a count: 15个口袋公园 → 口袋公园.
fn noun_after(norm: &Norm, number: &Number, end: usize) -> Option<(usize, usize)> {
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

/// The verb that opens the clause's commitment: 新建, 培育, 新增.
fn lead_verb(norm: &Norm, start: usize, end: usize) -> Option<(String, Measure)> {
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
    best.map(|(at, to, measure)| (norm.text(at, to), measure))
}

/// What is known when one value is read.
struct Context<'a> {
    from: usize,
    clause_start: usize,
    sentence: (usize, usize),
    hints: Hints,
    subject: Option<Subject>,
    noun: Option<(usize, usize)>,
    verb: Option<(String, Measure)>,
    carried: bool,
    /// The value before was a growth rate.
    growing: bool,
    last: Option<&'a Subject>,
}

fn reading(norm: &Norm, cx: &Context<'_>, number: &Number) -> Reading {
    let mut canonical_id = "other";
    let mut confidence: f32 = 0.98;
    let (indicator, indicator_at) = match (&cx.subject, cx.noun) {
        (Some(subject), noun) => {
            canonical_id = subject.canonical;
            let bare_verb = is_verb(&subject.text);
            let mut text = subject.text.clone();
            if let (true, Some((start, end))) = (bare_verb || subject.canonical == "other", noun)
                && (number.kind == Some(UnitKind::Count) || bare_verb)
            {
                let by_noun = canonical(norm, start, end).0;
                if by_noun != "other" {
                    canonical_id = by_noun;
                }
                if bare_verb || text.chars().count() < 12 {
                    text = format!("{text}{}", norm.text(start, end));
                }
            }
            (text, Some((subject.start, subject.end)))
        }
        (None, Some((start, end))) => {
            canonical_id = canonical(norm, start, end).0;
            let verb = cx.verb.as_ref().map_or("", |(verb, _)| verb.as_str());
            (
                format!("{verb}{}", norm.text(start, end)),
                Some((start, end)),
            )
        }
        (None, None) => {
            confidence -= 0.2;
            (
                cx.last.map_or_else(String::new, |last| last.text.clone()),
                None,
            )
        }
    };
    let bound = number.bound.unwrap_or(Bound::Eq);
    let (force, force_at) = force(norm, cx.sentence.0, number, bound, number.bound_at);
    let (measure, direction) = measure(cx, number, canonical_id, &indicator);
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
        indicator: indicator
            .trim_matches(|c| is_mark(c) && c != '”' && c != '“' && c != '）')
            .to_owned(),
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
            || norm.has_any(&["累计", "共完成", "总计"], cx.clause_start, number.lead),
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

/// Ids that depend on more than the name: 规上企业 counts only as an increment.
fn special(norm: &Norm, cx: &Context<'_>, number: &Number, reading: &Reading) -> &'static str {
    match reading.canonical {
        "new_above_scale_firms" => {
            let verb = cx.verb.as_ref().is_some_and(|(verb, measure)| {
                *measure == Measure::Change || verb.contains("培育")
            });
            let new = ["新增", "净增", "小升规", "升规", "入库", "新培育", "增加"]
                .iter()
                .any(|word| reading.indicator.contains(word));
            if reading.measure == Measure::Change
                && (verb || new)
                && !norm.has_any(&["达到", "总数", "发展到"], cx.clause_start, number.lead)
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
                _ if matches!(
                    number.unit.as_str(),
                    "倍" | "番" | "成" | "个位次" | "位次" | "天" | "类"
                ) =>
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

fn year_in(norm: &Norm, start: usize, end: usize) -> Option<i32> {
    let mut found = None;
    for i in start..end {
        if norm.at(i) == '年'
            && i >= 4
            && let Ok(year) = norm.text(i - 4, i).parse::<i32>()
            && !matches!(norm.before(i - 4), '比' | '较' | '自' | '从')
            && norm.at(i + 1) != '的'
            && (1980..2100).contains(&year)
        {
            found = Some(year);
        }
    }
    found
}

fn is_verb(text: &str) -> bool {
    let norm = Norm::new(text);
    Lexicon::get()
        .lead_verbs
        .starting(&norm, 0, norm.len())
        .is_some_and(|(end, _)| end == norm.len())
        || text.chars().count() <= 1
}

fn measure(
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
    let changed = !risen
        && ["新增", "净增", "新设立", "新登记", "小升规", "升规"]
            .iter()
            .any(|word| indicator.contains(word))
        || !risen && indicator.starts_with("增加") && !indicator.starts_with("增加值")
        || cx
            .verb
            .as_ref()
            .is_some_and(|(_, measure)| *measure == Measure::Change)
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
            let share_name = ["率", "比重", "比例", "占比", "强度", "份额", "成"]
                .iter()
                .any(|word| indicator.ends_with(word))
                && !indicator.ends_with("增长率");
            match hints.measure {
                Some(Measure::Growth | Measure::Change) => (Measure::Growth, Some(direction)),
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
                _ if ["增长", "增速", "涨幅", "降幅"]
                    .iter()
                    .any(|word| indicator.ends_with(word)) =>
                {
                    (Measure::Growth, Some(direction))
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

/// The force of a value: its own bound word first, then 确保 or 力争 earlier in the sentence.
fn force(
    norm: &Norm,
    sentence: usize,
    number: &Number,
    bound: Bound,
    at: Option<(usize, usize)>,
) -> (Force, Option<(usize, usize)>) {
    let lexicon = Lexicon::get();
    // A range keeps its bound; the word around it (5%—6%左右) sets the force all the same.
    let bound = match (bound, at) {
        (Bound::Range, Some((start, end))) => lexicon
            .bounds_after
            .starting(norm, start, end)
            .map(|(_, bound)| bound)
            .or_else(|| {
                lexicon
                    .bounds_before
                    .ending(norm, start, end)
                    .and_then(|(_, word)| match word {
                        BoundWord::Before(bound) => Some(bound),
                        _ => None,
                    })
            })
            .unwrap_or(bound),
        _ => bound,
    };
    match bound {
        Bound::Ge | Bound::Le => return (Force::Hard, at),
        Bound::Approx => return (Force::Soft, at),
        _ => {}
    }
    governing(norm, sentence, number.lead)
        .map_or((Force::Plain, None), |(force, at)| (force, Some(at)))
}

/// The force word that reaches the value at `lead`: the last one before it, if it does.
pub(super) fn governing(
    norm: &Norm,
    sentence: usize,
    lead: usize,
) -> Option<(Force, (usize, usize))> {
    let (start, end, force) = Lexicon::get()
        .forces
        .all(norm, sentence, lead)
        .last()
        .copied()?;
    reaches(norm, (start, end), lead).then_some((force, (start, end)))
}

/// Whether a force word still governs a value: it reaches over parallel members, not over a new 、 list of verbs.
fn reaches(norm: &Norm, at: (usize, usize), to: usize) -> bool {
    let word = norm.text(at.0, at.1);
    let commas = (at.1..to).filter(|&i| norm.at(i) == '，').count();
    match word.as_str() {
        "严格" | "保证" | "必须" | "务必" => commas == 0,
        // Inside a clause, behind its subject or an earlier value, the word governs that clause alone.
        _ => commas == 0 || opens_clause(norm, at.0),
    }
}

/// Whether a word opens its clause: only words such as 全年, 我们, 到2026年 stand before it.
fn opens_clause(norm: &Norm, at: usize) -> bool {
    let lexicon = Lexicon::get();
    let mut start = at;
    while !is_mark(norm.before(start)) && start > 0 && at - start < 12 {
        start -= 1;
    }
    if norm.before(start) == '、' {
        return false;
    }
    lexicon.names.first(norm, start, at).is_none()
        && lexicon
            .predicates
            .first(norm, start, at)
            .is_none_or(|(from, ..)| from > start + 8)
}

/// Why a value is no commitment of its own.
fn excluded(norm: &Norm, cx: &Context<'_>, number: &Number) -> Option<&'static str> {
    let lexicon = Lexicon::get();
    // 从2015年的265亿元跃升至, 由10%提高到: the base.
    if matches!(norm.before(number.lead), '由' | '从') || base_ahead(norm, number) {
        return Some("base_year");
    }
    // 亿元以上项目, 过50亿元项目, 超10亿元的县: a size class.
    if size_class(norm, number) {
        return Some("size_class");
    }
    // 改造现有厂房 is a task: a verb of commitment stands before the word.
    if let Some((at, ..)) = lexicon.existing.first(norm, cx.clause_start, number.lead)
        && !(number.bound.is_some() && norm.at(at) == '每')
        && lexicon
            .lead_verbs
            .first(norm, cx.clause_start, at)
            .is_none()
    {
        return Some("existing");
    }
    if norm.before(number.lead) == '×'
        || norm.ends(number.lead, "时速")
        || norm.at(number.unit_end) == '×'
    {
        return Some("class");
    }
    if number.unit == "倍" && norm.has_any(&["平均"], cx.clause_start, number.lead) {
        return Some("compared");
    }
    // 高于全省1.1个百分点, 拉动经济增长3.4个百分点: a distance, no value of the indicator.
    let points = number.kind == Some(UnitKind::Point);
    if points
        && norm.has_any(
            &["高于", "低于", "快于", "高出", "好于", "超出", "拉动"],
            cx.clause_start,
            number.lead,
        )
        || points && compared_ahead(norm, cx.clause_start, number.lead)
    {
        return Some("compared");
    }
    // 在上年完成1380亿元的基础上, 在降幅超过一成的背景下: what the sentence starts from.
    let clause_end = (number.end..cx.sentence.1)
        .find(|&i| matches!(norm.at(i), '，' | '；' | '。'))
        .unwrap_or(cx.sentence.1);
    if norm.has_any(
        &[
            "基础上",
            "背景下",
            "形势下",
            "情况下",
            "局面",
            "机遇",
            "影响",
        ],
        number.end,
        clause_end,
    ) {
        return Some("base_year");
    }
    if norm.has_any(&["已全部", "已经", "均已"], number.end, clause_end) {
        return Some("existing");
    }
    if number.kind == Some(UnitKind::Count) {
        // 六个方面, 30项措施: the number counts the policy.
        let noun = noun_after(norm, number, cx.sentence.1);
        if let Some((start, end)) = noun
            && policy(norm, number, start, end)
        {
            return Some("policy_count");
        }
    }
    if number.chinese
        && matches!(number.kind, Some(UnitKind::Count | UnitKind::Amount))
        && number.unit != "番"
        && number.unit != "倍"
        && !number.unit.starts_with(['万', '亿'])
        && chinese_slogan(norm, cx, number)
    {
        return Some("policy_count");
    }
    // 新一轮千亿斤粮食产能提升行动: the name of an action.
    if number.chinese
        && number.kind == Some(UnitKind::Amount)
        && let Some((start, end)) = noun_after(norm, number, cx.sentence.1)
        && ["行动", "工程", "计划"]
            .iter()
            .any(|word| norm.ends(end, word))
        && end > start
    {
        return Some("policy_count");
    }
    // 打造百亿园区2个, 新增百亿企业3家
    if number.chinese
        && matches!(number.unit.as_str(), "亿" | "万亿")
        && !is_mark(norm.at(number.end))
        && lexicon_class(norm, number.end)
    {
        return Some("size_class");
    }
    if number.chinese
        && number.kind == Some(UnitKind::Amount)
        && number.unit.ends_with('级')
        && (number.unit == "万级"
            || !has_build(norm, cx, number)
            || counted_behind(norm, number.end, clause_end))
    {
        return Some("size_class");
    }
    if !number.chinese
        && number.unit.ends_with('级')
        && (!has_build(norm, cx, number) || counted_behind(norm, number.end, clause_end))
    {
        return Some("size_class");
    }
    None
}

/// 打造百亿级产业集群两个: the count behind is the value, the 级 its class.
fn counted_behind(norm: &Norm, from: usize, to: usize) -> bool {
    super::values::numbers(norm, from, to)
        .iter()
        .any(|n| n.skip.is_none() && n.kind == Some(UnitKind::Count))
}

/// 比全省目标高0.5个百分点.
fn compared_ahead(norm: &Norm, start: usize, lead: usize) -> bool {
    matches!(norm.before(lead), '高' | '低' | '快')
        && !matches!(norm.before(lead - 1), '提' | '降' | '升' | '调')
        && norm.has_any(&["比", "较"], start, lead)
}

/// 千亿级产业 is a goal where it is built or strived for.
fn has_build(norm: &Norm, cx: &Context<'_>, number: &Number) -> bool {
    norm.has_any(
        &["打造", "培育", "迈进", "冲刺", "形成", "建设", "向"],
        whole_clause(norm, cx, number),
        number.lead,
    ) && number.start < cx.sentence.1
}

/// Whether an amount sizes the noun behind it: 亿元以上项目, 超50亿元企业, 20万人以上的县, 10万吨级码头.
fn size_class(norm: &Norm, number: &Number) -> bool {
    let after = norm.at(number.end);
    if norm.at(number.unit_end) == '级' && !number.unit.ends_with('级') {
        return true;
    }
    let sized = number.kind == Some(UnitKind::Money)
        || ["吨", "千瓦", "人", "亿", "万", "户"]
            .iter()
            .any(|unit| number.unit.ends_with(unit));
    if !sized || is_mark(after) || after.is_ascii_digit() {
        return false;
    }
    let behind = number.bound_at.is_some_and(|at| at.0 >= number.unit_end);
    let bound = behind || number.bound == Some(Bound::Gt);
    if after == '的' {
        // 投资超10亿元的项目; without a bound (投资50亿元的电站) it is that project's own figure.
        let thing = matches!(
            norm.at(number.end + 1),
            '县' | '市' | '区' | '镇' | '村' | '家'
        ) || lexicon_class(norm, number.end + 1);
        return bound && thing;
    }
    if matches!(
        after,
        '和' | '及' | '与' | '以' | '在' | '用' | '并' | '实' | '支' | '建' | '重'
    ) {
        return false;
    }
    if behind && number.kind == Some(UnitKind::Money) {
        return true;
    }
    let sizing = bound || norm.ends(number.lead, "产值") || norm.ends(number.lead, "投资");
    if sizing {
        return lexicon_class(norm, number.end);
    }
    // 10亿元项目5个: money right before what it sizes, unless it endows it (2亿元产业基金).
    let ahead: String = (number.end..number.end + 12)
        .map(|i| norm.at(i))
        .take_while(|c| !is_mark(*c))
        .collect();
    let endows = ["基金", "资金", "贷款", "债券", "补贴", "投资"]
        .iter()
        .any(|word| ahead.contains(word));
    number.kind == Some(UnitKind::Money)
        && !endows
        && ["项目", "企业", "产业", "集群", "园区"]
            .iter()
            .any(|word| ahead.starts_with(word))
}

/// Whether what follows an amount is a noun that it sizes: 项目, 企业, 产业, 集群.
fn lexicon_class(norm: &Norm, at: usize) -> bool {
    let ahead: String = (at..at + 10)
        .map(|i| norm.at(i))
        .take_while(|c| !is_mark(*c))
        .collect();
    [
        "项目",
        "企业",
        "产业",
        "集群",
        "大项目",
        "优质项目",
        "工业",
        "园区",
        "单位",
        "商贸",
        "社会投资",
        "村",
        "机组",
        "锅炉",
        "总部",
        "龙头",
        "主体",
        "平台",
        "税收",
        "技改",
        "外资",
        "制造业",
    ]
    .iter()
    .any(|word| {
        ahead.starts_with(word)
            || ahead
                .get(..)
                .is_some_and(|text| text.chars().take(6).collect::<String>().contains(word))
    })
}

/// 2015年的265亿元跃升至2020年的438亿元: a value before 跃升至, 提高到, 增加到.
fn base_ahead(norm: &Norm, number: &Number) -> bool {
    let dated = norm.before(number.lead) == '的' && norm.before(number.lead - 1) == '年';
    let ahead = norm.text(number.end, number.end + 4);
    let moves = [
        "跃升",
        "提高到",
        "提高至",
        "增加到",
        "增加至",
        "增长到",
        "增至",
        "提升到",
        "提升至",
        "迈入",
        "降至",
        "降到",
        "扩大到",
        "上升到",
        "上升至",
        "攀升",
    ];
    dated && moves.iter().any(|word| ahead.starts_with(word))
        || moves.iter().any(|word| ahead.starts_with(word))
            && norm.has_any(&["由", "从"], number.lead.saturating_sub(14), number.lead)
}

/// Whether the counted noun is one of policy, not of things: 30项措施, 六个方面, 八项工程的实施.
fn policy(norm: &Norm, number: &Number, start: usize, end: usize) -> bool {
    let lexicon = Lexicon::get();
    // Words for numbers count policy more often than digits do: there any ending decides.
    let ends = lexicon
        .policy
        .ending(norm, start, end.min(start + 14))
        .is_some_and(|(at, ())| {
            let qualified = matches!(
                norm.text(start, at).as_str(),
                "" | "重点"
                    | "专项"
                    | "主要"
                    | "大"
                    | "新"
                    | "惠企"
                    | "关键"
                    | "具体"
                    | "重要"
                    | "改革"
                    | "配套"
                    | "硬"
            );
            end <= start + 14
                && if number.chinese {
                    at <= start + 8
                } else {
                    qualified
                }
        });
    let opens = lexicon
        .policy
        .starting(norm, start, end)
        .is_some_and(|(to, ())| {
            let rest = lexicon
                .policy
                .starting(norm, to, end)
                .is_some_and(|(rest, ())| rest == end);
            is_mark(norm.at(to))
                || rest
                || matches!(norm.at(to), '和' | '及' | '等')
                || (number.chinese && to >= start + 4)
                || (number.chinese
                    && matches!(norm.at(to), '的' | '上' | '下' | '中' | '来' | '和' | '，'))
        });
    ends || opens
}

/// 一个 and the like without a verb of building; 四个意识.
fn chinese_slogan(norm: &Norm, cx: &Context<'_>, number: &Number) -> bool {
    let closed = is_mark(norm.at(number.end)) || number.end >= cx.sentence.1;
    if number.bound.is_some() || number.low >= 12.0 && closed {
        return false;
    }
    if number.low < 2.0 {
        // 至少打造一个 counts, 一个 alone is an article.
        return !norm.has_any(&["至少", "不少于"], cx.clause_start, number.lead);
    }
    let from = whole_clause(norm, cx, number);
    let verb = Lexicon::get()
        .lead_verbs
        .first(norm, from, number.lead)
        .is_some();
    !verb && !norm.has_any(&["超", "突破", "开通", "达到", "扩大"], from, number.lead)
}

/// Where the clause of a value starts, earlier values of it included.
fn whole_clause(norm: &Norm, cx: &Context<'_>, number: &Number) -> usize {
    clause_start(norm, cx.sentence.0, number.lead)
}
