//! What a user said of single goals, laid over what the rules read.

use crate::engine::labels::{bound_key, label};
use crate::engine::lexicon::{BoundWord, Lexicon};
use crate::engine::{check, display, labels, quantity, rules};
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::fix::{Correction, Fix, Verdict};
use crate::model::goal::{
    Bound, Checked, Direction, Force, IndicatorId, Item, Kind, Marks, Measure, NotGoal, Period,
    Tier, Unused, Value,
};
use crate::model::rule::Rule;
use crate::text::clip::plain_number;
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::sentence::sentences;
use crate::text::span::{CharSpan, NormSpan};

/// The file with the rules and the corrections of `fix`, which go before the rules; `None` where they change nothing.
///
/// A correction of words that no longer stand where they stood changes nothing.
pub fn file(read: &AnalysedFile, fix: &Fix, rules: &[Rule]) -> Option<AnalysedFile> {
    let corrected = fix.reports.values().any(|own| !own.corrections.is_empty());
    let touched = |rule: &Rule| {
        read.reports
            .iter()
            .any(|report| !rules::hits(read, report, rule).is_empty())
    };
    let ruled = rules.iter().any(touched);
    let mut out = (corrected || ruled).then(|| read.clone())?;
    for report in &mut out.reports {
        if ruled && rules::apply(read, report, rules) {
            report.found.doubts = check::check(&report.found, report.report.meta.plan_year);
        }
        if let Some(own) = fix.reports.get(&report.report.place) {
            for correction in &own.corrections {
                apply(read, report, correction);
            }
            report.found.doubts = check::check(&report.found, report.report.meta.plan_year);
        }
    }
    Some(out)
}

/// What `verdict` says of an item of `file`, to be kept.
pub fn of_item(file: &AnalysedFile, item: &Item, verdict: Verdict) -> Correction {
    Correction {
        start: item.span.start,
        quote: item.quote.to_string(),
        indicator: item.canonical.to_string(),
        measure: item.measure,
        verdict,
        was: Some(as_read(file, item)),
        by: None,
        at: None,
    }
}

/// A goal that the rules did not find in `report`, as typed.
pub fn of_nothing(
    report: &Analysed,
    indicator: &str,
    measure: Measure,
    typed: String,
) -> Correction {
    Correction {
        start: report.report.span.start,
        quote: String::new(),
        indicator: indicator.to_owned(),
        measure,
        verdict: Verdict::Value(typed),
        was: None,
        by: None,
        at: None,
    }
}

fn apply(file: &AnalysedFile, report: &mut Analysed, correction: &Correction) {
    let items = &mut report.found.items;
    let at = items.iter().position(|item| {
        item.span.start == correction.start
            && *item.quote == *correction.quote
            && item.canonical.as_str() == correction.indicator
            && item.measure == correction.measure
    });
    match (&correction.verdict, at) {
        (Verdict::Accepted, Some(at)) => {
            if let Some(item) = items.get_mut(at) {
                item.checked = Some(Box::new(Checked::Accepted));
                item.confidence = 1.0;
                item.other = None;
            }
        }
        (Verdict::Rejected, Some(at)) => {
            let item = items.remove(at);
            let unused = &mut report.found.unused;
            let place = unused.partition_point(|other| other.span.start <= item.span.start);
            let told = Unused {
                quote: item.quote.into(),
                span: item.span,
                why: NotGoal::Rejected,
            };
            unused.insert(place, told);
        }
        (Verdict::Value(words), Some(at)) => {
            if let Some(item) = items.get_mut(at) {
                let was = Some(as_read(file, item));
                set(item, words, was);
            }
        }
        (Verdict::Value(words), None) if correction.quote.is_empty() => {
            let known = Lexicon::get().indicator(&correction.indicator);
            let (Some(known), Some(year)) = (known, report.report.meta.plan_year) else {
                return;
            };
            let nowhere = CharSpan::new(correction.start, correction.start);
            let held = holding(file, report, known.id, words);
            let (span, sentence) = held.unwrap_or((nowhere, nowhere));
            let mut item = Item {
                kind: Kind::Goal,
                quote: file.offsets.slice(&file.source.text, span).into(),
                span,
                sentence,
                indicator: known.name.into(),
                canonical: known.id,
                measure: correction.measure,
                direction: None,
                value: None,
                force: Force::Plain,
                period: Some(Period::Year(year)),
                tier: Tier::Expected,
                confidence: 1.0,
                other: None,
                marks: Marks::default(),
                checked: None,
            };
            set(&mut item, words, None);
            report.found.items.push(item);
        }
        _ => {}
    }
}

/// Where a typed value stands in the report: from the indicator's name to its unit, and the sentence around; the first
/// such place in the goals passage, else in the report.
fn holding(
    file: &AnalysedFile,
    report: &Analysed,
    indicator: IndicatorId,
    words: &str,
) -> Option<(CharSpan, CharSpan)> {
    let lexicon = Lexicon::get();
    let norm = Norm::new(&file.source.text);
    let (value, _) = typed(words, "")?;
    let found = |whole: CharSpan| {
        let (from, to) = (norm.index_of(whole.start), norm.index_of(whole.end));
        sentences(&norm, NormSpan::new(from, to))
            .into_iter()
            .find_map(|NormSpan { start, end }| {
                let names = lexicon.aliases(&norm, NormSpan::new(start, end));
                let own = names.iter().find(|hit| {
                    let named = lexicon.indicators.get(hit.row);
                    named.is_some_and(|named| named.id == indicator)
                })?;
                let numbers = quantity::numbers(&norm, NormSpan::new(own.end, end));
                let number = numbers.iter().find(|number| {
                    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
                    number.skip.is_none() && same(number.low, value.low)
                })?;
                let quote = norm.source(own.start..number.unit_end);
                Some((quote, norm.source(start..end)))
            })
    };
    let passages = report.found.passages.iter();
    passages
        .copied()
        .chain([report.report.span])
        .find_map(found)
}

/// The value with its bound in words: 5.5%左右.
fn as_read(file: &AnalysedFile, item: &Item) -> String {
    let words = display::value_text(file, item);
    let bound = item.value.as_ref().map(|value| value.bound);
    match bound.filter(|bound| !matches!(bound, Bound::Eq | Bound::Range)) {
        Some(bound) => format!(
            "{words}{}",
            label(labels::Language::Chinese, bound_key(bound))
        ),
        None => words,
    }
}

fn set(item: &mut Item, words: &str, was: Option<String>) {
    let before = item.value.take();
    let unit = before.as_ref().map_or_else(
        || match item.measure {
            Measure::Growth | Measure::Share | Measure::Relative => "%",
            Measure::Level | Measure::Change => "",
        },
        |value| &*value.unit,
    );
    let read = typed(words, unit);
    item.checked = Some(Box::new(Checked::Corrected {
        typed: shown(words, read.as_ref()),
        was,
    }));
    item.confidence = 1.0;
    item.other = None;
    if let Some((value, falls)) = read {
        item.force = match value.bound {
            Bound::Approx => Force::Soft,
            Bound::Ge | Bound::Gt | Bound::Le | Bound::Lt => Force::Hard,
            // The bound word that set the force is gone.
            Bound::Eq | Bound::Range if item.marks.bound().is_some() => Force::Plain,
            Bound::Eq | Bound::Range => item.force,
        };
        item.direction = match item.measure {
            _ if falls => Some(Direction::Down),
            Measure::Growth | Measure::Change | Measure::Relative => Some(Direction::Up),
            Measure::Level | Measure::Share => item.direction,
        };
        if item.measure == Measure::Relative {
            item.measure = Measure::Growth;
        }
        item.value = Some(value);
    } else {
        item.measure = Measure::Relative;
        item.direction = None;
    }
}

/// What was typed, with the unit it was taken for.
fn shown(words: &str, read: Option<&(Value, bool)>) -> String {
    let Some((value, falls)) = read else {
        return words.trim().to_owned();
    };
    let sign = if *falls { "−" } else { "" };
    let high = value
        .high
        .map_or_else(String::new, |high| format!("–{}", plain_number(high)));
    let bound = match value.bound {
        Bound::Eq | Bound::Range => "",
        bound => label(labels::Language::Chinese, bound_key(bound)),
    };
    format!(
        "{sign}{}{high}{}{bound}",
        plain_number(value.low),
        value.unit
    )
}

/// A value as people type it: `5.5`, `≥6%`, `5-6`, `6%左右`, `不低于1200亿元`, `-3`; whether it falls. A number without a
/// unit has `unit`. `None` where there is no number.
pub fn typed(words: &str, unit: &str) -> Option<(Value, bool)> {
    let lexicon = Lexicon::get();
    let norm = Norm::new(words.trim());
    let mut at = 0;
    let mut bound = Bound::Eq;
    let mut falls = false;
    // A sign or a bound word before the number.
    while at < norm.len() {
        let sign = match norm.at(at) {
            '≥' => Some(Bound::Ge),
            '>' | '＞' => Some(Bound::Gt),
            '≤' => Some(Bound::Le),
            '<' | '＜' => Some(Bound::Lt),
            '≈' | '~' | '约' => Some(Bound::Approx),
            '=' | '+' | ' ' => Some(bound),
            '-' | '−' | '－' => {
                falls = true;
                Some(bound)
            }
            _ => None,
        };
        if let Some(sign) = sign {
            // >= and <= are the signs of keyboards.
            bound = match (bound, norm.at(at)) {
                (Bound::Gt, '=') => Bound::Ge,
                (Bound::Lt, '=') => Bound::Le,
                _ => sign,
            };
            at += 1;
        } else if let Some((end, word)) = lexicon.bounds_before.starting(&norm, at..norm.len()) {
            bound = match word {
                BoundWord::Before(own) | BoundWord::After(own) => own,
                BoundWord::Within => bound,
            };
            at = end;
        } else {
            break;
        }
    }
    let low = number::any(&norm, at)?;
    let mut end = low.end;
    let mut high = None;
    let percent = usize::from(norm.at(end) == '%');
    let dash = end + percent;
    if matches!(norm.at(dash), '-' | '–' | '—' | '~' | '～' | '至' | '到')
        && let Some(upper) = number::any(&norm, dash + 1)
    {
        high = Some(upper.value);
        bound = Bound::Range;
        end = upper.end;
    }
    let mut rest = norm.text(end..norm.len()).trim().to_owned();
    if let Some((cut, own)) = behind(&rest) {
        bound = own;
        rest.truncate(cut);
    }
    let unit = if rest.trim().is_empty() {
        unit
    } else {
        rest.trim()
    };
    let value = Value {
        low: low.value,
        high,
        unit: unit.into(),
        bound,
    };
    Some((value, falls))
}

/// Whether what was typed says something: a value whose unit is one (not 5%右), or words without a number.
pub fn is_readable(words: &str) -> bool {
    match typed(words, "") {
        None => !words.chars().any(|c| c.is_ascii_digit()),
        Some((value, _)) if value.unit.is_empty() => true,
        Some((value, _)) => {
            let norm = Norm::new(&format!("1{}", value.unit));
            let numbers = quantity::numbers(&norm, NormSpan::new(0, norm.len()));
            numbers
                .first()
                .is_some_and(|number| number.unit_end == norm.len())
        }
    }
}

/// A bound word at the end of `words`: the byte it starts at.
fn behind(words: &str) -> Option<(usize, Bound)> {
    words.char_indices().find_map(|(at, _)| {
        let rest = words.get(at..)?;
        let whole = Lexicon::get().bounds_after.whole(rest.chars())?;
        Some((at, whole))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_told_from_a_value() {
        for words in [
            "5.5",
            "5%左右",
            "5-6",
            "不低于1200亿元",
            "27微克/立方米",
            "与经济增长同步",
            "-3",
        ] {
            assert!(is_readable(words), "{words}");
        }
        for words in ["5%右", "5.5%左", "12亿圆"] {
            assert!(!is_readable(words), "{words}");
        }
    }

    #[test]
    fn values_are_read_as_people_type_them() {
        let cases = [
            ("5.5", 5.5, None, "%", Bound::Eq, false),
            ("5.5%左右", 5.5, None, "%", Bound::Approx, false),
            ("≥6", 6.0, None, "%", Bound::Ge, false),
            (">= 6", 6.0, None, "%", Bound::Ge, false),
            ("不低于1200亿元", 1200.0, None, "亿元", Bound::Ge, false),
            ("5-6", 5.0, Some(6.0), "%", Bound::Range, false),
            ("5%-6%", 5.0, Some(6.0), "%", Bound::Range, false),
            ("５．５％以上", 5.5, None, "%", Bound::Ge, false),
            ("-3", 3.0, None, "%", Bound::Eq, true),
            ("约 7", 7.0, None, "%", Bound::Approx, false),
            ("1.2万人以上", 1.2, None, "万人", Bound::Ge, false),
            ("<5.5", 5.5, None, "%", Bound::Lt, false),
        ];
        for (words, low, high, unit, bound, falls) in cases {
            let value = Value {
                low,
                high,
                unit: unit.into(),
                bound,
            };
            assert_eq!(typed(words, "%"), Some((value, falls)), "{words}");
        }
        assert_eq!(typed("与经济增长同步", "%"), None);
    }
}
