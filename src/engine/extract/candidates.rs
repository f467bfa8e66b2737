//! Every value and relative phrase of a report, and what the rules make of each by the stretch it stands in.

use crate::engine::lexicon::{Cue, Lexicon, Scope, UnitKind};
use crate::engine::parse::passages::{plan_end, quoted};
use crate::engine::parse::{Layout, Zone, ZoneKind};
use crate::engine::tagger::Place;
use crate::model::goal::{Kind, NotGoal, Period, Tag};
use crate::text::norm::Norm;
use crate::text::number::calendar_year;
use crate::text::sentence::sentences;
use crate::text::span::NormSpan;

use super::clause;
use super::period::{
    Horizons, actual_period, five_year, horizon, names_year, opens_with_year, year_before,
};
use super::prose::{self, Mood, Prose};
use super::reading::Reading;
use super::results::{part_of_year, target, upper_level};
use super::structure::structure;
use super::table::tables;
use crate::engine::quantity::{self, Number};

/// One value or relative phrase with what the rules make of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What its clause says.
    pub reading: Reading,
    /// The sentence around it, in characters of the [`Norm`].
    pub sentence: NormSpan,
    /// What the rules take it for.
    pub tag: Tag,
    /// The time it is for as a goal.
    pub goal_period: Option<Period>,
    /// The time it is for as a result.
    pub result_period: Option<Period>,
    /// The span that the text before it speaks of.
    pub horizon: Option<Period>,
    /// The stretch states the higher of two targets.
    pub stretch: bool,
    /// What the rules go by: how much their word weighs.
    pub ground: Ground,
    /// Its sentence speaks of the level above, and the rules find no goal of the region's own in it.
    pub quoted: bool,
    /// The number it is in the sequence; several readings may share one (均).
    pub number: usize,
}

/// What the rules go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The value is of a kind that is no commitment.
    Excluded,
    /// The head of a table.
    Table,
    /// A heading or a phrase that opens the stretch.
    Words,
    /// Only what stands around the stretch.
    Surroundings,
    /// The sentence before, in a report that states its goals in prose.
    Prose,
    /// Nothing: the stretch is not known.
    Nothing,
}

/// The candidates of a report in the order of the text, where their numbers stand, and the numbers that are no values.
#[derive(Debug, Default)]
pub struct Survey {
    /// Values and relative phrases.
    pub candidates: Vec<Candidate>,
    /// Where they stand: what the tagger sees.
    pub places: Vec<Place>,
    /// Numbers that are no values, with the reason.
    pub skipped: Vec<(usize, usize, NotGoal)>,
    /// The report states its goals in prose.
    pub prose: bool,
}

/// A part of the report that the rules read one way.
#[derive(Clone, Copy)]
struct Stretch {
    kind: Option<ZoneKind>,
    start: usize,
    end: usize,
    period: Option<Period>,
    higher: bool,
    scope: Scope,
    firm: bool,
}

impl Stretch {
    /// The stretch as a sentence of prose has it.
    fn in_mood(self, mood: Option<Mood>) -> Self {
        match mood {
            Some(Mood::Plans | Mood::GoesOn) => Self {
                kind: Some(ZoneKind::TermGoals),
                period: None,
                ..self
            },
            Some(Mood::Tells) if self.kind != Some(ZoneKind::Review) => Self { kind: None, ..self },
            _ => self,
        }
    }
}

/// Whether the clause of a value tells what was: 高于一九五五年至一九八○年每年4.3%的水平.
fn tells_here(norm: &Norm, layout: &Layout, reading: &Reading) -> bool {
    let at = reading.value_at.map_or(reading.end, |at| at.start);
    let clause = (reading.start.min(at)..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '，' | '；' | '：'))
        .map_or(reading.start.min(at), |i| i + 1);
    prose::tells(norm, layout, NormSpan::new(clause, at))
}

/// The zones of a report and what lies between them, without overlap.
fn stretches(layout: &Layout) -> Vec<Stretch> {
    let NormSpan { start: mut at, end } = layout.body;
    let between = |start: usize, end: usize| Stretch {
        kind: None,
        start,
        end,
        period: None,
        higher: false,
        scope: Scope::Year,
        firm: false,
    };
    let mut zones: Vec<&Zone> = layout.zones.iter().collect();
    zones.sort_by_key(|zone| zone.start);
    let mut out = Vec::with_capacity(zones.len() * 2 + 1);
    for zone in zones {
        if zone.start > at {
            out.push(between(at, zone.start));
        }
        let start = zone.start.max(at);
        if start < zone.end {
            out.push(Stretch {
                kind: Some(zone.kind),
                start,
                end: zone.end,
                period: zone.period,
                higher: zone.stretch,
                scope: zone.scope,
                firm: zone.firm,
            });
            at = zone.end;
        }
    }
    if at < end {
        out.push(between(at, end));
    }
    out
}

/// Reads every sentence of a report.
pub fn survey(norm: &Norm, layout: &Layout) -> Survey {
    let mut out = Survey::default();
    let horizons = Horizons::new(norm, layout);
    let tables = tables(norm, layout);
    let mut prose = Prose::of(layout);
    out.prose = prose.is_some();
    for stretch in stretches(layout) {
        // A year named in a sentence (到2026年，…) holds up to its end, over ； too; then the passage's period returns.
        let mut named: Option<Period> = None;
        let mut scope = stretch.scope;
        let mut told: Option<Scope> = None;
        for sentence in sentences(norm, NormSpan::new(stretch.start, stretch.end)) {
            let start = sentence.start;
            // Read by their columns.
            if tables.read(start) {
                continue;
            }
            if norm.before(start) != '；' {
                named = None;
            }
            let numbers = quantity::numbers(norm, sentence);
            told = looking_back(norm, layout, &stretch, sentence, told);
            let stretch = match told {
                Some(told) => Stretch {
                    kind: Some(ZoneKind::Review),
                    scope: told,
                    firm: true,
                    ..stretch
                },
                None => stretch,
            };
            if told.is_some() {
                scope = stretch.scope;
            }
            let mood = prose
                .as_mut()
                .map(|prose| prose.next(norm, layout, sentence));
            let stretch = stretch.in_mood(mood);
            let looks_back = scopes(norm, layout, sentence, &numbers, &mut scope);
            for number in &numbers {
                if let Some(why) = number.skip {
                    out.skipped.push((number.start, number.unit_end, why));
                }
            }
            let mut readings = clause::read(norm, sentence, &numbers);
            readings.extend(structure(norm, sentence, &numbers));
            // Beside three known indicators with their values other wordings are goals as well.
            let known = |reading: &&Reading| !reading.canonical.is_other();
            let dense = readings.iter().filter(known).count() >= 3;
            let strict = stretch.kind != Some(ZoneKind::PlanGoals) && !dense;
            readings.extend(super::relative::read(norm, sentence, &numbers, strict));
            readings.sort_by_key(|reading| (reading.start, reading.value_at));
            for reading in readings {
                let horizon = horizons.before(start, reading.end);
                let stretch = match mood {
                    Some(Mood::Plans | Mood::GoesOn) if tells_here(norm, layout, &reading) => {
                        stretch.in_mood(Some(Mood::Tells))
                    }
                    Some(Mood::Plans | Mood::GoesOn) => Stretch {
                        period: horizon,
                        ..stretch
                    },
                    _ => stretch,
                };
                let goal_period =
                    goal_period(norm, layout, &stretch, sentence, &reading, &mut named);
                let result_period = (!reading.canonical.is_other())
                    .then(|| result_period(norm, layout, &reading, looks_back))
                    .flatten();
                let tag = tag(
                    norm,
                    layout,
                    &stretch,
                    sentence,
                    &reading,
                    (goal_period, result_period),
                );
                let value_start = reading.value_at.map_or(reading.end, |at| at.start);
                out.add(
                    Candidate {
                        sentence,
                        tag,
                        goal_period,
                        result_period,
                        horizon,
                        quoted: tag.kind() != Some(Kind::Goal)
                            && quoted(norm, NormSpan::new(start, value_start), &layout.report.meta),
                        stretch: stretch.higher,
                        ground: match (mood, stretch.kind) {
                            (Some(Mood::Plans), _) => Ground::Words,
                            (Some(Mood::GoesOn | Mood::Tells), _) => Ground::Prose,
                            (Some(Mood::Open), Some(ZoneKind::PlanGoals | ZoneKind::TermGoals))
                                if stretch.firm =>
                            {
                                Ground::Words
                            }
                            // Headings say little there.
                            (Some(Mood::Open), _) => Ground::Nothing,
                            _ if reading.excluded.is_some() => Ground::Excluded,
                            (None, Some(_)) if stretch.firm => Ground::Words,
                            (None, Some(_)) => Ground::Surroundings,
                            (None, None) => Ground::Nothing,
                        },
                        number: 0,
                        reading,
                    },
                    &numbers,
                );
            }
        }
    }
    for cell in tables.cells {
        let numbers: Vec<Number> = cell.number.into_iter().collect();
        out.add(
            Candidate {
                sentence: cell.row,
                tag: cell.tag,
                goal_period: Some(cell.period),
                result_period: Some(cell.period),
                horizon: None,
                quoted: false,
                stretch: false,
                ground: Ground::Table,
                number: 0,
                reading: cell.reading,
            },
            &numbers,
        );
    }
    out.ordered();
    out
}

/// Whether a sentence outside the review looks back: “十四五”时期 when that is over, 五年来, 去年 at its start; up to the end
/// of its line, or to a sentence that looks ahead.
fn looking_back(
    norm: &Norm,
    layout: &Layout,
    stretch: &Stretch,
    NormSpan { start, end }: NormSpan,
    told: Option<Scope>,
) -> Option<Scope> {
    let lexicon = Lexicon::get();
    if stretch.kind == Some(ZoneKind::Review) || stretch.kind.is_none() {
        return None;
    }
    let goes_on = told.filter(|_| norm.before(start) != '\n');
    if norm.before(start) == '；' {
        return goes_on;
    }
    let head = (start + 24).min(end);
    let plan = layout.report.meta.plan_year;
    // 2025年，地区生产总值达到…: a line of its own on the year before.
    let year_before = norm.before(start) == '\n'
        && plan.is_some_and(|plan| calendar_year(norm, start) == Some(plan - 1));
    let cue = lexicon
        .scopes
        .first(norm, start..head)
        .filter(|(at, _, scope)| {
            let named = lexicon.plan_names.starting(norm, *at..head);
            let over = named.is_none_or(|(_, first)| plan.is_some_and(|plan| first + 4 < plan));
            // 去年全省…增长11.3%: a line of its own on the year before.
            let opens = norm.before(start) == '\n' && *at == start;
            over && *at <= start + 2 && (*scope == Scope::Term || opens)
        });
    if cue.is_none() && goes_on.is_none() && !year_before {
        return None;
    }
    let ahead = Lexicon::cue(Cue::ComingYears).within(norm, start..head)
        || Lexicon::cue(Cue::ThisYear).within(norm, start..head)
        || lexicon.passage_leads.within(norm, start..end)
        || lexicon.passage_stops.within(norm, start..end);
    if ahead {
        return None;
    }
    cue.map(|(_, _, scope)| scope)
        .or(year_before.then_some(Scope::Year))
        .or(goes_on)
}

impl Survey {
    fn add(&mut self, candidate: Candidate, numbers: &[Number]) {
        let reading = &candidate.reading;
        let NormSpan { start, end } = reading
            .value_at
            .unwrap_or(NormSpan::new(reading.start, reading.end));
        let number = numbers
            .iter()
            .find(|number| number.start == start && reading.value.is_some());
        self.places.push(Place {
            start,
            end,
            sentence: candidate.sentence,
            unit: number
                .and_then(|number| number.kind)
                .or_else(|| reading.value.as_ref().map(|_| UnitKind::Percent)),
            relative: reading.value.is_none(),
            chinese: number.is_some_and(|number| number.chinese),
            canonical: reading.canonical,
        });
        self.candidates.push(candidate);
    }

    /// Puts the places in order, one for each number, and tells each candidate its own.
    fn ordered(&mut self) {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        let key = |i: usize| {
            self.places
                .get(i)
                .map_or((0, true), |p| (p.start, p.relative))
        };
        order.sort_by_key(|&i| key(i));
        let mut places: Vec<Place> = Vec::with_capacity(order.len());
        let mut candidates = Vec::with_capacity(order.len());
        let unordered = std::mem::take(&mut self.candidates);
        let mut unordered: Vec<Option<Candidate>> = unordered.into_iter().map(Some).collect();
        for i in order {
            let taken = unordered.get_mut(i).and_then(Option::take);
            let (Some(place), Some(mut candidate)) = (self.places.get(i), taken) else {
                continue;
            };
            let again = places
                .last_mut()
                .filter(|last| last.start == place.start && last.relative == place.relative);
            match again {
                Some(last) if last.canonical.is_other() => last.canonical = place.canonical,
                Some(_) => {}
                None => places.push(*place),
            }
            candidate.number = places.len() - 1;
            candidates.push(candidate);
        }
        self.places = places;
        self.candidates = candidates;
    }
}

/// Which years the words before a value speak of, here and in the sentences around.
#[derive(Clone, Copy)]
struct Scopes {
    here: Scope,
    around: Scope,
}

fn scopes(
    norm: &Norm,
    layout: &Layout,
    NormSpan { start, end }: NormSpan,
    numbers: &[Number],
    scope: &mut Scope,
) -> Scopes {
    // A cue holds from its sentence on, until the next one.
    let cue = Lexicon::get()
        .scopes
        .first(norm, start..(start + 24).min(end));
    if let Some((_, _, cue)) = cue {
        *scope = cue;
    }
    let plan = layout.report.meta.plan_year;
    let names =
        |start, end| plan.is_some_and(|plan| names_year(norm, start, end, [plan - 1, plan]));
    let opens_alone = |start: usize, end: usize| {
        (start..(start + 12).min(end)).any(|i| norm.at(i) == '年' && norm.at(i + 1) == '，')
            && names(start, end)
    };
    // 2025年，A…；B…: up to the full stop.
    let opening = (layout.body.start..start)
        .rev()
        .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
        .map_or(layout.body.start, |i| i + 1);
    let over_term = || {
        [Cue::Summed, Cue::OverTerm]
            .into_iter()
            .any(|cue| Lexicon::cue(cue).within(norm, start..end))
    };
    let goes_on = opening < start && opens_alone(opening, start) && !over_term();
    let named = names(start, end) || goes_on;
    let here = if named { Scope::Year } else { *scope };
    // 2025年，…: everything in the sentence is of that year.
    let alone = goes_on || opens_alone(start, end);
    // 2020年经济社会发展主要工作和成效是：a year without a value opens the part on that year.
    if named && numbers.iter().all(|number| number.skip.is_some()) {
        *scope = Scope::Year;
    }
    Scopes {
        here,
        around: if alone { here } else { *scope },
    }
}

fn result_period(
    norm: &Norm,
    layout: &Layout,
    reading: &Reading,
    scopes: Scopes,
) -> Option<Period> {
    let plan = layout.report.meta.plan_year?;
    let term = layout
        .review_term
        .unwrap_or(Period::Span(plan - 5, plan - 1));
    let scopes = (scopes.here, scopes.around);
    Some(actual_period(norm, reading, scopes, term, plan))
}

/// The time a value is for as a goal: named by its clause, by its sentence, or that of the passage.
fn goal_period(
    norm: &Norm,
    layout: &Layout,
    stretch: &Stretch,
    sentence: NormSpan,
    reading: &Reading,
    named: &mut Option<Period>,
) -> Option<Period> {
    let plan = layout.report.meta.plan_year;
    let base = match stretch.kind {
        Some(ZoneKind::PlanGoals | ZoneKind::TermGoals) => stretch.period,
        _ => plan.map(Period::Year),
    };
    let start = sentence.start;
    let subject = reading.indicator_at.map_or(reading.start, |at| at.start);
    let at = reading.value_at.map_or(reading.end, |at| at.start);
    // 到2030年，A…，B… holds on; A到2030年突破… is for that value alone.
    let clause = (start..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '，' | '；'))
        .map_or(start, |i| i + 1);
    if !reading.carried && subject <= at {
        if let Some(year) = year_before(norm, start, subject, layout)
            && opens_with_year(norm, start, subject)
        {
            *named = Some(year);
        } else if let Some(last) = plan_end(norm, NormSpan::new(start, subject)) {
            *named = Some(last);
        } else if norm.has_any(&["今年", "当年"], start..subject) {
            *named = plan.map(Period::Year);
        }
    }
    let from = clause.max(if reading.carried { start } else { subject });
    let own = year_before(norm, from, at, layout).or_else(|| {
        horizon(norm, NormSpan::new(clause, at), layout).filter(|_| reading.value.is_some())
    });
    five_year(norm, reading)
        .or(own)
        .or(*named)
        .or(base)
        .map(|period| match (period, base) {
            // １９８１年，…: the year that is planned, not an end.
            (Period::By(last), Some(Period::Year(year))) if last == year => Period::Year(year),
            // 年均 and sums run over the span, whatever end year is named.
            (Period::By(last), Some(Period::Span(first, _))) if reading.yearly => {
                Period::Span(first, last)
            }
            (Period::Year(year), Some(Period::Year(_))) if reading.yearly => {
                layout.term.unwrap_or(Period::Span(year, year + 4))
            }
            _ => period,
        })
}

/// What the rules take a value for.
fn tag(
    norm: &Norm,
    layout: &Layout,
    stretch: &Stretch,
    sentence: NormSpan,
    reading: &Reading,
    (goal, result): (Option<Period>, Option<Period>),
) -> Tag {
    if reading.excluded.is_some() {
        return Tag::Nothing;
    }
    match stretch.kind {
        Some(ZoneKind::PlanGoals | ZoneKind::TermGoals) => match goal {
            Some(Period::Span(..) | Period::By(_)) => Tag::GoalSpan,
            _ => Tag::GoalYear,
        },
        Some(ZoneKind::Tasks) if reading.value.is_some() => Tag::Task,
        Some(ZoneKind::Review) if reading.value.is_some() => {
            let elsewhere = part_of_year(norm, reading, sentence)
                || upper_level(norm, reading, layout)
                || target(norm, reading, stretch.start);
            match result {
                _ if elsewhere || reading.canonical.is_other() => Tag::Nothing,
                Some(Period::Span(..)) => Tag::ResultSpan,
                _ => Tag::ResultYear,
            }
        }
        _ => Tag::Nothing,
    }
}
