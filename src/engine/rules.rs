//! Rules a user made from corrections: words with a number in them that state a goal, or that do not.
//!
//! A rule is laid over what was read, like a correction; it never looks into the review of what was done. As text it is
//! a line: `按增长X%安排 = gdp growth`, or `计划X个 = -` for words that state no goal.

use crate::engine::lexicon::Lexicon;
use crate::engine::{extract, quantity};
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::goal::{
    Bound, Checked, Direction, Force, IndicatorId, Item, Kind, Marks, Measure, NotGoal, Period,
    Tier, Unused,
};
use crate::model::report::Role;
use crate::model::rule::{NUMBER, Rule};
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::{CharSpan, NormSpan};

/// A place where the words of a rule stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What the rule reads there.
    pub item: Item,
    /// What was read there before: its place among the items of the report.
    pub before: Option<usize>,
}

/// Whether a rule has a number and enough other words to mean something.
pub fn is_sound(rule: &Rule) -> bool {
    let norm = Norm::new(&rule.words);
    let letters =
        (0..norm.len()).filter(|at| norm.at(*at).is_alphanumeric() && norm.at(*at) != NUMBER);
    rule.words.contains(NUMBER) && letters.count() >= 2
}

/// The words of a quote with [`NUMBER`] for each number: what a rule made from it would say.
pub fn words_of(quote: &str) -> String {
    let norm = Norm::new(quote);
    let mut out = String::new();
    let mut at = 0;
    while at < norm.len() {
        match number::digits(&norm, at) {
            Some(written) if written.end > at => {
                out.push(NUMBER);
                at = written.end;
            }
            _ => {
                out.push(norm.at(at));
                at += 1;
            }
        }
    }
    out.trim().to_owned()
}

/// Where the words of a rule stand in a report, outside its review.
pub fn hits(file: &AnalysedFile, report: &Analysed, rule: &Rule) -> Vec<Hit> {
    let text = file.offsets.slice(&file.source.text, report.report.span);
    if !is_sound(rule) || !may_stand(text, rule) {
        return Vec::new();
    }
    let norm = Norm::new(text);
    let words = Norm::new(&rule.words);
    let mut out = Vec::new();
    for NormSpan { start, end } in
        crate::text::sentence::sentences(&norm, NormSpan::new(0, norm.len()))
    {
        let mut at = start;
        while at < end {
            let Some((to, numbers)) = matched(&norm, at, end, &words) else {
                at += 1;
                continue;
            };
            let moved = |span: CharSpan| {
                CharSpan::new(
                    span.start + report.report.span.start,
                    span.end + report.report.span.start,
                )
            };
            let here = moved(norm.source(at..to));
            let reviewed = report
                .report
                .sections
                .iter()
                .any(|section| section.role == Role::Review && section.span.overlaps(here));
            if !reviewed
                && let Some(item) = item(
                    file,
                    report,
                    rule,
                    &norm,
                    NormSpan::new(at, to),
                    NormSpan::new(start, end),
                    &numbers,
                    &moved,
                )
            {
                let number = item.marks.value().unwrap_or(item.span);
                let before = report
                    .found
                    .items
                    .iter()
                    .position(|own| own.marks.value().unwrap_or(own.span).overlaps(number));
                out.push(Hit { item, before });
            }
            at = to;
        }
    }
    out
}

/// Whether the words of a rule may stand in a text: most texts are told by a look for the longest of them.
fn may_stand(text: &str, rule: &Rule) -> bool {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let words = rule
        .words
        .split(|c| !is_han(c))
        .max_by_key(|word| word.len());
    let head: String = text.chars().take(400).filter(|c| is_han(*c)).collect();
    let norm = Norm::new(&head);
    let simplified = norm.text(0..norm.len()) == head;
    !simplified || words.is_none_or(|words| text.contains(words))
}

/// The end of the words at `at`, and where the numbers in them start.
fn matched(norm: &Norm, at: usize, end: usize, words: &Norm) -> Option<(usize, Vec<usize>)> {
    let mut here = at;
    let mut numbers = Vec::new();
    for place in 0..words.len() {
        let wanted = words.at(place);
        if wanted == NUMBER {
            let before = here.checked_sub(1).map(|at| norm.at(at));
            // Not the end of a longer number.
            if before.is_some_and(|c| c.is_ascii_digit() || c == '.') {
                return None;
            }
            let written = number::any(norm, here)?;
            numbers.push(here);
            here = written.end;
        } else {
            if here >= end || norm.at(here) != wanted {
                return None;
            }
            here += 1;
        }
    }
    (here <= end).then_some((here, numbers))
}

fn item(
    file: &AnalysedFile,
    report: &Analysed,
    rule: &Rule,
    norm: &Norm,
    range: NormSpan,
    sentence: NormSpan,
    numbers: &[usize],
    moved: &dyn Fn(CharSpan) -> CharSpan,
) -> Option<Item> {
    let (at, to) = (range.start, range.end);
    let first = *numbers.first()?;
    let read = quantity::numbers(norm, sentence);
    let number = read.into_iter().find(|number| number.start == first)?;
    let end = number.end.max(to);
    let span = moved(norm.source(at.min(number.lead)..end));
    let lexicon = Lexicon::get();
    let known = lexicon.indicator(&rule.indicator);
    let bound = number.bound.unwrap_or(if number.high.is_some() {
        Bound::Range
    } else {
        Bound::Eq
    });
    let force = match bound {
        Bound::Approx => Force::Soft,
        Bound::Ge | Bound::Gt | Bound::Le | Bound::Lt => Force::Hard,
        Bound::Eq | Bound::Range => Force::Plain,
    };
    let mut said = lexicon.predicates.all(norm, at..to).into_iter();
    let falls = said.any(|(.., predicate)| predicate.direction == Some(Direction::Down));
    let direction = matches!(rule.measure, Measure::Growth | Measure::Change).then_some(if falls {
        Direction::Down
    } else {
        Direction::Up
    });
    Some(Item {
        kind: Kind::Goal,
        quote: file.offsets.slice(&file.source.text, span).into(),
        span,
        sentence: moved(norm.source(sentence)),
        indicator: known.map_or_else(|| rule.indicator.as_str().into(), |known| known.name.into()),
        canonical: known.map_or(IndicatorId::OTHER, |known| known.id),
        measure: rule.measure,
        direction,
        value: Some(extract::value(number.low, number.high, &number.unit, bound)),
        force,
        period: report.report.meta.plan_year.map(Period::Year),
        tier: Tier::Expected,
        confidence: 1.0,
        other: None,
        marks: Marks::new([
            None,
            Some(moved(norm.source(number.start..number.unit_end))),
            number
                .bound_at
                .map(|NormSpan { start, end }| moved(norm.source(start..end))),
            None,
        ]),
        checked: Some(Box::new(Checked::Ruled {
            words: rule.words.clone(),
        })),
    })
}

/// Lays rules over a report; whether one of them changed something.
pub fn apply(file: &AnalysedFile, report: &mut Analysed, rules: &[Rule]) -> bool {
    let mut changed = false;
    for rule in rules {
        let mut found = hits(file, report, rule);
        // From the last one on, so that places before stay what they are.
        found.sort_by_key(|hit| std::cmp::Reverse(hit.before));
        for hit in found {
            changed = true;
            let items = &mut report.found.items;
            if let Some(before) = hit.before.filter(|before| *before < items.len()) {
                items.remove(before);
            }
            let unused = &mut report.found.unused;
            unused.retain(|other| !other.span.overlaps(hit.item.span));
            if rule.goal {
                let place = items.partition_point(|other| other.span.start <= hit.item.span.start);
                items.insert(place, hit.item);
            } else {
                let place = unused.partition_point(|other| other.span.start <= hit.item.span.start);
                unused.insert(
                    place,
                    Unused {
                        quote: hit.item.quote.into(),
                        span: hit.item.span,
                        why: NotGoal::Rule,
                    },
                );
            }
        }
    }
    changed
}

/// Rules as text, a line each, to be shared.
pub fn to_text(rules: &[Rule]) -> String {
    let lines = rules.iter().map(|rule| {
        if rule.goal {
            format!(
                "{} = {} {}\n",
                rule.words,
                rule.indicator,
                rule.measure.word()
            )
        } else {
            format!("{} = -\n", rule.words)
        }
    });
    lines.collect()
}

/// Rules from text; the numbers of the lines that are none.
pub fn from_text(text: &str) -> (Vec<Rule>, Vec<usize>) {
    let mut bad = Vec::new();
    let mut out = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let read = line.rsplit_once('=').and_then(|(words, states)| {
            let (words, states) = (words.trim().to_owned(), states.trim());
            let (indicator, measure, goal) = match states.rsplit_once(' ') {
                Some((indicator, measure)) => {
                    (indicator.trim(), Measure::from_word(measure)?, true)
                }
                None if states == "-" => (IndicatorId::OTHER.as_str(), Measure::Level, false),
                None => return None,
            };
            let rule = Rule {
                words,
                indicator: indicator.to_owned(),
                measure,
                goal,
            };
            is_sound(&rule).then_some(rule)
        });
        match read {
            Some(rule) => out.push(rule),
            None => bad.push(at + 1),
        }
    }
    (out, bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{analyse, read};

    const TEXT: &str = "2026年云溪市政府工作报告\n各位代表：\n一、2025年工作回顾\n去年，生产总值按增长4%安排，实际增长5%。\n二、2026年主要目标\n今年经济社会发展主要预期目标是：城镇新增就业2万人。预算按增长6%左右安排。\n三、2026年工作\n全市经济按增长7%以上安排，计划开展活动12场。\n";

    fn rule(words: &str, goal: bool) -> Rule {
        Rule {
            words: words.to_owned(),
            indicator: "gdp".to_owned(),
            measure: Measure::Growth,
            goal,
        }
    }

    #[test]
    fn a_rule_reads_its_words_outside_the_review() {
        let file = analyse(read::pasted(TEXT), "云溪市");
        let mut report = file
            .reports
            .first()
            .cloned()
            .unwrap_or_else(|| unreachable!());
        assert!(apply(&file, &mut report, &[rule("按增长X%以上安排", true)]));
        let ruled: Vec<&Item> = report
            .found
            .items
            .iter()
            .filter(|item| item.checked.is_some())
            .collect();
        let [item] = ruled.as_slice() else {
            unreachable!("{ruled:?}")
        };
        assert_eq!(&*item.quote, "按增长7%以上安排");
        assert_eq!(
            file.offsets.slice(&file.source.text, item.span),
            &*item.quote
        );
        assert_eq!((item.canonical.as_str(), item.kind), ("gdp", Kind::Goal));
        let value = item.value.as_ref().map(|value| (value.low, value.bound));
        assert_eq!(value, Some((7.0, Bound::Ge)));
    }

    #[test]
    fn a_rule_sets_aside_what_is_no_goal() {
        let file = analyse(read::pasted(TEXT), "云溪市");
        let mut report = file
            .reports
            .first()
            .cloned()
            .unwrap_or_else(|| unreachable!());
        let before = report.found.items.len();
        assert!(apply(&file, &mut report, &[rule("新增就业X万人", false)]));
        assert_eq!(report.found.items.len(), before - 1);
        assert!(
            report
                .found
                .unused
                .iter()
                .any(|own| own.why == NotGoal::Rule)
        );
        assert!(!apply(&file, &mut report, &[rule("没有的词X个", true)]));
    }

    #[test]
    fn rules_are_shared_as_lines() {
        let rules = vec![rule("按增长X%安排", true), rule("计划X个", false)];
        let text = to_text(&rules);
        assert_eq!(text, "按增长X%安排 = gdp growth\n计划X个 = -\n");
        let (read, bad) = from_text(&format!("# 规则\n{text}X = -\n没有等号\n"));
        assert_eq!(read.first(), rules.first());
        assert_eq!((read.len(), bad), (2, vec![4, 5]));
        assert_eq!(words_of("预算按增长6.5%安排"), "预算按增长X%安排");
    }
}
