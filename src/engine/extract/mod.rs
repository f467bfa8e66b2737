//! From a report to its goals, tasks and results.
//!
//! One reader for all three lists: [`values`] finds the numbers and says which are none, [`clause`] gives each its
//! indicator, [`relative`] finds goals without a number, and this room decides which list a place belongs to.

pub mod clause;
mod exclude;
mod force;
mod hints;
pub mod relative;
mod subject;
pub mod values;

use crate::engine::lexicon::{Cue, Lexicon, Scope};
use crate::engine::parse::{Layout, Zone, ZoneKind};
use crate::model::goal::{
    Bound, Extraction, Force, Item, Kind, Marks, Measure, Period, Tier, Unused, Value,
};
use crate::text::norm::Norm;
use crate::text::span::{CharSpan, Offsets};

use clause::Reading;

/// Everything `layout` states. `text` is the file's text, `offsets` its code points.
pub fn extract(norm: &Norm, layout: &Layout, text: &str, offsets: &Offsets) -> Extraction {
    let mut out = Extraction::default();
    let place = Place {
        norm,
        text,
        offsets,
        region: layout.report.meta.region.as_deref(),
    };
    for zone in &layout.zones {
        match zone.kind {
            ZoneKind::PlanGoals | ZoneKind::TermGoals => {
                out.passages.push(norm.source(zone.start, zone.end));
                goals(&place, layout, zone, &mut out);
            }
            ZoneKind::Tasks => tasks(&place, zone, &mut out),
            ZoneKind::Review => actuals(&place, layout, zone, &mut out),
        }
    }
    for item in &mut out.items {
        doubt(item);
    }
    out.items.sort_by_key(|item| {
        (
            item.span.start,
            item.marks.value().map_or(0, |value| value.start),
        )
    });
    out
}

/// Lowers the confidence of what is often wrong: sizes read as values (百亿级), counts of policy, results of a part or
/// against an earlier year, aims that any slogan could state.
fn doubt(item: &mut Item) {
    let lexicon = Lexicon::get();
    let unit = item.value.as_ref().map_or("", |value| &*value.unit);
    let shaky = match item.kind {
        Kind::Task => {
            unit.ends_with('级')
                || matches!(unit, "个" | "项" | "大")
                    && Lexicon::cue(Cue::Vague).inside(&item.indicator)
                || item.indicator.contains("预期目标")
        }
        Kind::Actual => {
            // 低收入农户人均可支配收入, 永州果蔬出口: words before the name that the tables do not know.
            let norm = Norm::new(&item.indicator);
            let known = lexicon
                .aliases(&norm, 0, norm.len())
                .first()
                .map_or(0, |hit| hit.start);
            let opened = lexicon.lead_verbs.starting(&norm, 0, norm.len()).is_some()
                || Lexicon::cue(Cue::NoPart).within(&norm, 0, known);
            // Their names are told of many waters, days and projects.
            let named = matches!(
                item.canonical,
                "water_quality" | "air_quality_days" | "key_project_investment"
            );
            known >= 2 && !opened && !named
        }
        Kind::Goal => {
            item.value.is_none() && item.canonical == "other" && item.quote.contains("改善")
        }
    };
    if shaky {
        item.confidence = item.confidence.min(0.75);
    }
}

/// What turns places of the [`Norm`] into places of the file's text.
struct Place<'a> {
    norm: &'a Norm,
    text: &'a str,
    offsets: &'a Offsets,
    region: Option<&'a str>,
}

impl Place<'_> {
    fn quote(&self, start: usize, end: usize) -> (String, CharSpan) {
        let span = self.norm.source(start, end);
        (self.offsets.slice(self.text, span).to_owned(), span)
    }

    fn item(&self, kind: Kind, reading: &mut Reading, sentence: (usize, usize)) -> Item {
        let (quote, span) = self.quote(reading.start, reading.end);
        let mut canonical = reading.canonical;
        if canonical == "other"
            && let Some(rest) = self
                .region
                .and_then(|region| reading.indicator.strip_prefix(region))
        {
            canonical = subject::id_of(rest);
        }
        let source =
            |range: Option<(usize, usize)>| range.map(|(start, end)| self.norm.source(start, end));
        Item {
            kind,
            quote: quote.into(),
            span,
            sentence: self.norm.source(sentence.0, sentence.1),
            indicator: std::mem::take(&mut reading.indicator).into(),
            canonical,
            measure: reading.measure,
            direction: reading.direction,
            value: reading.value.clone(),
            force: reading.force,
            period: None,
            tier: Tier::Expected,
            confidence: reading.confidence,
            marks: Marks::new([
                source(reading.indicator_at),
                source(reading.value_at),
                source(reading.bound_at),
                source(reading.force_at),
            ]),
            checked: None,
        }
    }
}

/// No sentence of a report is this long; what is (a table in one line) is cut, so that the work stays linear.
const LONGEST: usize = 2_000;

/// How many items before and behind one are compared with it.
const NEAR: usize = 100;

/// The sentences of `start..end`: split at 。！？； and line ends.
pub fn sentences(norm: &Norm, start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = start;
    for (i, &c) in (start..end).zip(norm.chars(start, end)) {
        let endless = i - from > LONGEST && matches!(c, '，' | '、')
            || i - from > 2 * LONGEST && !c.is_ascii_digit();
        if endless || matches!(c, '。' | '！' | '？' | '；' | '\n') {
            if i > from {
                out.push((from, i));
            }
            from = i + 1;
        }
    }
    if from < end {
        out.push((from, end));
    }
    out
}

fn goals(place: &Place<'_>, layout: &Layout, zone: &Zone, out: &mut Extraction) {
    let norm = place.norm;
    let base = zone.period;
    let stretch = zone.stretch;
    let first = out.items.len();
    let mut strives: Vec<bool> = Vec::new();
    // A year named in a sentence (到2026年，…) holds up to its end, over ； too; then the passage's own period returns.
    let mut named: Option<Period> = None;
    for (start, end) in sentences(norm, zone.start, zone.end) {
        if norm.before(start) != '；' {
            named = None;
        }
        let numbers = values::numbers(norm, start, end);
        let mut readings = clause::read(norm, start, end, &numbers);
        let relative = relative::read(norm, start, end, &numbers, zone.kind == ZoneKind::TermGoals);
        for number in &numbers {
            if let Some(why) = number.skip {
                let (quote, span) = place.quote(number.start, number.end);
                out.unused.push(Unused { quote, span, why });
            }
        }
        readings.extend(relative);
        readings.sort_by_key(|reading| (reading.start, reading.value_at));
        for reading in &mut readings {
            if let Some(why) = reading.excluded {
                let (at, to) = reading.value_at.unwrap_or((reading.start, reading.end));
                let (quote, span) = place.quote(at, to);
                out.unused.push(Unused { quote, span, why });
                continue;
            }
            let mut item = place.item(Kind::Goal, reading, (start, end));
            let subject = reading.indicator_at.map_or(reading.start, |at| at.0);
            let at = reading.value_at.map_or(reading.end, |at| at.0);
            // 到2030年，A…，B… holds on; A到2030年突破… is for that value alone.
            let clause = (start..at)
                .rev()
                .find(|&i| matches!(norm.at(i), '，' | '；'))
                .map_or(start, |i| i + 1);
            if !reading.carried && subject <= at {
                if let Some(year) = year_before(norm, start, subject, layout)
                    && opens_with_year(norm, start, subject)
                {
                    named = Some(year);
                } else if let Some(last) =
                    crate::engine::parse::passages::plan_end(norm, start, subject)
                {
                    named = Some(last);
                } else if norm.has_any(&["今年", "当年"], start, subject) {
                    named = layout.report.meta.plan_year.map(Period::Year);
                }
            }
            let own = year_before(
                norm,
                clause.max(if reading.carried { start } else { subject }),
                at,
                layout,
            )
            .or_else(|| horizon(norm, clause, at, layout).filter(|_| reading.value.is_some()));
            item.period = five_year(norm, reading)
                .or(own)
                .or(named)
                .or(base)
                .map(|period| match (period, base) {
                    // 年均 and sums run over the span, whatever end year is named.
                    (Period::By(last), Some(Period::Span(first, _))) if reading.yearly => {
                        Period::Span(first, last)
                    }
                    (Period::Year(year), Some(Period::Year(_))) if reading.yearly => {
                        layout.term.unwrap_or(Period::Span(year, year + 4))
                    }
                    _ => period,
                });
            if stretch || reading.stretch {
                item.tier = Tier::Stretch;
                if item.force == Force::Plain && stretch {
                    item.force = Force::Soft;
                }
            }
            if item.canonical == "other" && zone.kind == ZoneKind::PlanGoals {
                item.confidence -= 0.03;
            }
            strives.push(reading.strives);
            out.items.push(item);
        }
    }
    tiers(&mut out.items, first, &strives);
}

/// 增长7%以上、力争达到8%: of two goals for one indicator, measure and period the one striven for is the higher tier.
fn tiers(items: &mut [Item], first: usize, strives: &[bool]) {
    let same = |a: &Item, b: &Item| {
        let named = if a.canonical == "other" {
            a.indicator == b.indicator
        } else {
            a.canonical == b.canonical
        };
        let unit = |item: &Item| item.value.as_ref().map(|v| v.unit.clone());
        named
            && a.measure == b.measure
            && a.period == b.period
            && a.value.is_some()
            && unit(a) == unit(b)
            && a.value.as_ref().map(|v| v.low) != b.value.as_ref().map(|v| v.low)
    };
    let new = items.len() - first;
    let higher: Vec<usize> = (0..new)
        .filter(|&k| strives.get(k) == Some(&true))
        .filter(|&k| {
            let at = first + k;
            (at.saturating_sub(NEAR)..(at + NEAR).min(items.len())).any(|other| {
                let striven = other >= first && strives.get(other - first) == Some(&true);
                !striven
                    && items
                        .get(other)
                        .zip(items.get(first + k))
                        .is_some_and(|(a, b)| a.kind == Kind::Goal && same(a, b))
            })
        })
        .collect();
    for k in higher {
        if let Some(item) = items.get_mut(first + k) {
            item.tier = Tier::Stretch;
        }
    }
}

/// “十五五”期间年均增长6%, 五年累计14万人 in a clause of a passage on the year: the span of the term; 今年 the year.
fn horizon(norm: &Norm, start: usize, end: usize, layout: &Layout) -> Option<Period> {
    let plan = layout.report.meta.plan_year?;
    if norm.has_any(&["今年", "当年"], start, end) {
        return Some(Period::Year(plan));
    }
    let term = norm
        .find("“十", start, end)
        .is_some_and(|at| norm.has_any(&["期间", "时期"], at, (at + 8).min(end)));
    let five = [Cue::ComingYears, Cue::OverTerm]
        .into_iter()
        .any(|cue| Lexicon::cue(cue).within(norm, start, end));
    (term || five).then(|| layout.term.unwrap_or(Period::Span(plan, plan + 4)))
}

/// 能耗强度在“十四五”规划期内统筹考核: the five years of a plan.
fn five_year(norm: &Norm, reading: &Reading) -> Option<Period> {
    if reading.value.is_some() || !norm.has_any(&["统筹考核"], reading.start, reading.end) {
        return None;
    }
    crate::engine::parse::passages::plans()
        .iter()
        .find(|(word, _)| norm.find(word, reading.start, reading.end).is_some())
        .map(|(_, first)| Period::Span(*first, first + 4))
}

/// Whether a clause before the subject opens with a year (到2030年，…), not with an aim (推进2030年前碳达峰).
fn opens_with_year(norm: &Norm, start: usize, subject: usize) -> bool {
    let lexicon = Lexicon::get();
    (start..subject)
        .filter(|&i| i == start || matches!(norm.before(i), '，' | '：' | '；'))
        .any(|clause| {
            let mut at = clause;
            while at < subject {
                let word = lexicon
                    .forces
                    .starting(norm, at, subject)
                    .map(|(end, _)| end)
                    .or_else(|| {
                        lexicon
                            .leading
                            .starting(norm, at, subject)
                            .map(|(end, ())| end)
                    });
                match word {
                    Some(end) => at = end,
                    None if matches!(norm.at(at), '至' | '在' | '“' | '—') => at += 1,
                    None => break,
                }
            }
            norm.at(at).is_ascii_digit()
                && (at..(at + 8).min(subject.max(at + 5))).any(|i| norm.at(i) == '年')
        })
}

/// The year a clause names for its goal: 到2026年 → by 2026; 力争2023年 → by 2023.
fn year_before(norm: &Norm, start: usize, at: usize, layout: &Layout) -> Option<Period> {
    let plan = layout.report.meta.plan_year?;
    let mut found = None;
    let mut i = start;
    while i < at {
        // 到二〇三〇年
        if norm.at(i) == '二'
            && let Some(number) = crate::text::number::chinese(norm, i)
                .filter(|n| n.end - n.start == 4 && norm.at(n.end) == '年')
        {
            let year = number.value as i32;
            if year > plan && year < plan + 31 && !matches!(norm.before(i), '比' | '较') {
                found = Some(Period::By(year));
            }
            i = number.end;
            continue;
        }
        if norm.at(i).is_ascii_digit()
            && !norm.before(i).is_ascii_digit()
            && let Some(number) = crate::text::number::digits(norm, i)
        {
            let year = number.value as i32;
            if number.end - number.start == 4
                && norm.at(number.end) == '年'
                && year > plan
                && year < plan + 31
            {
                let compared = matches!(norm.before(i), '比' | '较' | '自' | '从');
                if !compared {
                    found = Some(Period::By(year));
                }
            } else if number.end - number.start == 4
                && norm.at(number.end) == '年'
                && year == plan
                && matches!(layout.term, Some(Period::Span(..)))
            {
                found = Some(Period::Year(year));
            }
            i = number.end;
            continue;
        }
        i += 1;
    }
    found
}

fn tasks(place: &Place<'_>, zone: &Zone, out: &mut Extraction) {
    let norm = place.norm;
    for (start, end) in sentences(norm, zone.start, zone.end) {
        let numbers = values::numbers(norm, start, end);
        if numbers.iter().all(|number| number.skip.is_some()) {
            continue;
        }
        for mut reading in clause::read(norm, start, end, &numbers) {
            if reading.excluded.is_none() {
                let mut item = place.item(Kind::Task, &mut reading, (start, end));
                item.period = zone.period;
                out.items.push(item);
            }
        }
    }
}

fn actuals(place: &Place<'_>, layout: &Layout, zone: &Zone, out: &mut Extraction) {
    let norm = place.norm;
    let lexicon = Lexicon::get();
    let Some(plan) = layout.report.meta.plan_year else {
        return;
    };
    let term = layout
        .review_term
        .unwrap_or(Period::Span(plan - 5, plan - 1));
    let mut scope = zone.scope;
    for (start, end) in sentences(norm, zone.start, zone.end) {
        // A cue holds from its sentence on, until the next one.
        if let Some((_, _, cue)) = lexicon.scopes.first(norm, start, (start + 24).min(end)) {
            scope = cue;
        }
        let numbers = values::numbers(norm, start, end);
        let named = names_year(norm, start, end, plan - 1) || names_year(norm, start, end, plan);
        let here = if named { Scope::Year } else { scope };
        // 2025年，…: everything in the sentence is of that year.
        let alone = named
            && (start..(start + 12).min(end)).any(|i| norm.at(i) == '年' && norm.at(i + 1) == '，');
        // 2020年经济社会发展主要工作和成效是：a year without a value opens the part on that year.
        if named && numbers.iter().all(|number| number.skip.is_some()) {
            scope = Scope::Year;
        }
        let mut readings = clause::read(norm, start, end, &numbers);
        readings.extend(clause::structure(norm, start, end, &numbers));
        for mut reading in readings {
            let elsewhere = part_of_year(norm, &reading, (start, end))
                || upper_level(norm, &reading, layout)
                || target(norm, &reading, zone.start);
            if reading.excluded.is_some() || elsewhere {
                continue;
            }
            let mut item = place.item(Kind::Actual, &mut reading, (start, end));
            if item.canonical == "other" {
                continue;
            }
            let scopes = if alone { (here, here) } else { (here, scope) };
            item.period = Some(actual_period(norm, &reading, scopes, term, plan));
            out.items.push(item);
        }
    }
}

/// Whether a value is for a part of the year only: 前三季度, 1-11月, 国庆假期.
fn part_of_year(norm: &Norm, reading: &Reading, sentence: (usize, usize)) -> bool {
    let at = reading.value_at.map_or(reading.end, |at| at.0);
    let clause = (sentence.0..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '，' | '；'))
        .map_or(sentence.0, |i| i + 1);
    let near = if reading.carried {
        clause
    } else {
        // 前三季度，地区生产总值…: a clause that names the time alone.
        clause.saturating_sub(8).max(sentence.0)
    };
    !norm.has_any(&["全年"], near, at) && Lexicon::cue(Cue::PartOfYear).within(norm, near, at)
}

/// Whether a review speaks of a target at this value: 增长9%的目标没有完成; 年初确定的目标是增长6%.
fn target(norm: &Norm, reading: &Reading, floor: usize) -> bool {
    let Some((at, to)) = reading.value_at else {
        return false;
    };
    let clause_end = (to..to + 16)
        .find(|&i| values::is_mark(norm.at(i)) && !matches!(norm.at(i), '”' | '、'))
        .unwrap_or(to + 16);
    // 增长8%、高于年初目标1个百分点: the target is what the value is held against.
    let held = |at: usize| Lexicon::cue(Cue::Distance).within(norm, to, at);
    if ["目标", "承诺"]
        .iter()
        .filter_map(|word| norm.find(word, to, clause_end))
        .any(|at| !held(at))
    {
        return true;
    }
    let from = (floor..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
        .map_or(floor, |i| i + 1);
    Lexicon::cue(Cue::StatedTarget)
        .last(norm, from, at)
        .is_some_and(|(stated, behind, ())| {
            // 提出的“三个转变”要求，…: the quotation is closed.
            let closed = norm.before(behind) == '“' && norm.has_any(&["”"], behind, at);
            !closed && !Lexicon::cue(Cue::Outcome).within(norm, stated, at)
        })
}

/// Whether a value is the figure of a level above: 全国 in a province's report, 全省 in a city's.
fn upper_level(norm: &Norm, reading: &Reading, layout: &Layout) -> bool {
    use crate::model::report::Level;
    let above: &[&str] = match layout.report.meta.level {
        Some(Level::Province) => &["全国"],
        Some(Level::Prefecture | Level::County | Level::Township) => &["全国", "全省"],
        _ => &[],
    };
    above
        .iter()
        .any(|word| norm.ends(reading.start, word) || norm.starts(reading.start, word))
        || set_above(norm, reading, layout)
}

/// 省里提出，今年全省…; 市下达我县的目标是: a figure the level above has set.
fn set_above(norm: &Norm, reading: &Reading, layout: &Layout) -> bool {
    use crate::model::report::Level;
    if matches!(layout.report.meta.level, None | Some(Level::Nation)) {
        return false;
    }
    let from = (reading.start.saturating_sub(90)..reading.start)
        .rev()
        .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
        .map_or(0, |i| i + 1);
    let above = matches!(norm.at(from), '省' | '市' | '县')
        || Lexicon::cue(Cue::Nation)
            .starting(norm, from, norm.len())
            .is_some();
    let value = reading.value_at.map_or(reading.end, |at| at.0);
    above
        && !own_named(norm, from, value, layout)
        && norm.has_any(&["提出", "下达"], from, (from + 8).min(value))
}

/// Whether `start..end` names the region itself: 我市 or 全市 in a city's report.
fn own_named(norm: &Norm, start: usize, end: usize, layout: &Layout) -> bool {
    use crate::model::report::Level;
    let kinds: &[char] = match layout.report.meta.level {
        Some(Level::Province) => &['省', '区', '市'],
        Some(Level::Prefecture) => &['市', '州', '盟'],
        Some(Level::County) => &['县', '区', '市', '旗'],
        Some(Level::Township) => &['镇', '乡'],
        _ => &[],
    };
    let county = layout.report.meta.level == Some(Level::County);
    // 下达我市的目标: there it is the one that is told.
    (start + 2..end).any(|i| {
        let ours = match norm.before(i) {
            '我' => true,
            '全' => !(county && norm.at(i) == '市'),
            _ => false,
        };
        ours && norm.before(i - 1) == '，' && kinds.contains(&norm.at(i))
    })
}

/// Whether the sentence opens with `year`年.
fn names_year(norm: &Norm, start: usize, end: usize, year: i32) -> bool {
    let word = format!("{year}年");
    norm.find(&word, start, (start + 20).min(end))
        .is_some_and(|at| !matches!(norm.before(at), '比' | '较' | '从' | '到'))
}

/// The year a multiple is of: 是2016年的5.2倍.
fn base_year(norm: &Norm, reading: &Reading) -> Option<i32> {
    let (value, _) = reading.value_at?;
    let clause = value.saturating_sub(8).max(reading.start);
    let at = norm.find("年的", clause, value)?;
    norm.text(at.checked_sub(4)?, at).parse().ok()
}

fn actual_period(
    norm: &Norm,
    reading: &Reading,
    scope: (Scope, Scope),
    term: Period,
    plan: i32,
) -> Period {
    if let Some(year) = reading.year.filter(|year| {
        (1980..plan).contains(year) && !reading.yearly && !reading.based && !reading.times
    }) {
        return Period::Year(year);
    }
    // 是2016年的5.2倍: over the years since.
    if reading.times
        && let Some(base) = base_year(norm, reading).filter(|base| (1980..plan - 1).contains(base))
    {
        return Period::Span(base + 1, plan - 1);
    }
    let stated = reading.year.is_some() && !reading.yearly && !reading.based;
    let five = norm.has_any(&["五年"], reading.start.saturating_sub(8), reading.end);
    let lasting = matches!(reading.measure, Measure::Growth | Measure::Change)
        || reading.summed
        || reading.yearly
        || reading.times;
    let sums = Lexicon::get()
        .indicator(reading.canonical)
        .is_some_and(|indicator| indicator.sums);
    let reached = reading.bound_at.is_some()
        || Lexicon::cue(Cue::Attained).within(norm, reading.start, reading.end);
    let last_year = Lexicon::cue(Cue::LastYear).within(norm, reading.start, reading.end);
    // 2021年 named in a sentence of the term is for its levels; a change since the base year is still the term's.
    let scope = if scope.1 == Scope::Term && (lasting || reading.based) && !stated && !last_year {
        Scope::Term
    } else {
        scope.0
    };
    match scope {
        Scope::Year if reading.yearly || (five && reading.summed) => term,
        Scope::Year => Period::Year(plan - 1),
        Scope::Term if last_year => Period::Year(term.end_year()),
        Scope::Term if lasting || (sums && !reached) => term,
        Scope::Term => Period::Year(term.end_year()),
    }
}

/// A value as the model holds it.
pub(crate) fn value(low: f64, high: Option<f64>, unit: &str, bound: Bound) -> Value {
    Value {
        low,
        high,
        unit: unit.into(),
        bound,
    }
}
