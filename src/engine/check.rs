//! Looks over what was extracted for what cannot be right together. Flags places, changes nothing.

use crate::model::goal::{Conflict, Doubt, Extraction, Item, Kind, Measure, NotGoal, Period, Tier};

/// A total and last year's result may differ from the stated growth by this share: amounts are nominal, growth is real.
const TOLERANCE: f64 = 0.10;

/// How far back a value for the same indicator is looked for, in goals.
const NEAR: usize = 100;

/// The doubts about the items of one report for `plan_year`, in the order of the text.
pub fn check(found: &Extraction, plan_year: Option<i32>) -> Vec<Doubt> {
    let mut out = Vec::new();
    two_values(found, &mut out);
    for unused in found
        .unused
        .iter()
        .filter(|u| u.why == NotGoal::UnequalList)
    {
        let same = |doubt: &Doubt| {
            doubt.why == Conflict::UnequalList && doubt.span.end + 12 > unused.span.start
        };
        if !out.last().is_some_and(same) {
            out.push(Doubt {
                why: Conflict::UnequalList,
                quote: unused.quote.clone(),
                span: unused.span,
                with: None,
            });
        }
    }
    if let Some(year) = plan_year {
        against_results(found, year, &mut out);
        headline(found, year, &mut out);
    }
    out.sort_by_key(|doubt| (doubt.span.start, doubt.why));
    out
}

/// One indicator with two values for one period, measure and tier.
fn two_values(found: &Extraction, out: &mut Vec<Doubt>) {
    let goals: Vec<&Item> = found
        .of(Kind::Goal)
        .filter(|item| item.value.is_some() && !item.canonical.is_other())
        .collect();
    for (i, item) in goals.iter().enumerate() {
        let near = goals.get(i.saturating_sub(NEAR)..i).unwrap_or(&[]);
        let earlier = near.iter().rfind(|other| {
            other.canonical == item.canonical
                && other.indicator == item.indicator
                && other.measure == item.measure
                && other.period == item.period
                && other.tier == item.tier
                && other.value.as_ref().map(|v| &v.unit) == item.value.as_ref().map(|v| &v.unit)
        });
        let Some(earlier) = earlier else { continue };
        let value = |item: &Item| item.value.as_ref().map(|v| (v.low, v.high));
        if value(earlier) != value(item) {
            out.push(Doubt {
                why: Conflict::TwoValues,
                quote: item.quote.to_string(),
                span: item.span,
                with: Some(earlier.span),
            });
        }
    }
}

/// How many goals of the year with a known indicator make a list in which the growth of the economy is missed.
const LIST: usize = 5;

/// A list of the year's goals without the growth of the economy: with the nearest words for it.
fn headline(found: &Extraction, year: i32, out: &mut Vec<Doubt>) {
    let known: Vec<&Item> = found
        .of(Kind::Goal)
        .filter(|item| !item.canonical.is_other() && item.period == Some(Period::Year(year)))
        .collect();
    let Some(first) = known.first().filter(|_| known.len() >= LIST) else {
        return;
    };
    if known.iter().any(|item| item.canonical == "gdp") {
        return;
    }
    let candidates = found.candidates.iter();
    let nearest = candidates
        .chain(&found.items)
        .filter(|item| item.canonical == "gdp")
        .min_by_key(|item| item.span.start.abs_diff(first.span.start));
    let shown = nearest.unwrap_or(first);
    out.push(Doubt {
        why: Conflict::NoGrowth,
        quote: shown.quote.to_string(),
        span: shown.span,
        with: Some(first.span),
    });
}

/// A total that does not follow from last year's result, or lies a factor of ten thousand from it.
fn against_results(found: &Extraction, year: i32, out: &mut Vec<Doubt>) {
    for goal in found.of(Kind::Goal).filter(|item| {
        !item.canonical.is_other()
            && item.measure == Measure::Level
            && item.tier == Tier::Expected
            && item.period == Some(Period::Year(year))
    }) {
        let Some((unit, total)) = amount(goal) else {
            continue;
        };
        let result = found.of(Kind::Actual).find(|item| {
            item.canonical == goal.canonical
                && item.measure == Measure::Level
                && item.period == Some(Period::Year(year - 1))
                && amount(item).is_some_and(|(base, _)| base == unit)
        });
        let Some((result, (_, before))) = result.and_then(|item| Some((item, amount(item)?)))
        else {
            continue;
        };
        let ratio = total / before;
        let doubt = |why| Doubt {
            why,
            quote: goal.quote.to_string(),
            span: goal.span,
            with: Some(result.span),
        };
        if (2_000.0..50_000.0).contains(&ratio) || (0.000_02..0.000_5).contains(&ratio) {
            out.push(doubt(Conflict::Slip));
            continue;
        }
        let growth = found
            .of(Kind::Goal)
            .find(|item| {
                item.canonical == goal.canonical
                    && item.measure == Measure::Growth
                    && item.period == goal.period
                    && item.tier == goal.tier
            })
            .and_then(|item| Some((item.value.as_ref()?.low, item.direction)));
        if let Some((rate, direction)) = growth {
            let down = direction == Some(crate::model::goal::Direction::Down);
            let expected = before * (1.0 + if down { -rate } else { rate } / 100.0);
            if (total / expected - 1.0).abs() > TOLERANCE {
                out.push(doubt(Conflict::Contradiction));
            }
        }
    }
}

/// The unit without 万 and 亿, and the value with them multiplied out.
fn amount(item: &Item) -> Option<(&str, f64)> {
    let value = item.value.as_ref()?;
    let (unit, scale) = value.base();
    (value.low > 0.0).then_some((unit, value.low * scale))
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use crate::engine::{analyse, read};

    fn doubts(review: &str, goals: &str, expected: &[&str]) {
        let text = format!(
            "云溪市政府工作报告\n（2026年1月28日在云溪市第九届人民代表大会第五次会议上）\n各位代表：\n一、2025年工作回顾\n{review}\n二、2026年主要预期目标\n今年主要预期目标是：{goals}\n"
        );
        let file = analyse(read::pasted(&text), "x");
        let found: Vec<String> = file.reports[0]
            .found
            .doubts
            .iter()
            .map(|doubt| format!("{} {}", doubt.why.key(), doubt.quote))
            .collect();
        assert_eq!(found, expected, "{goals}");
    }

    #[test]
    fn one_indicator_with_two_values() {
        doubts(
            "全市经济平稳运行。",
            "地区生产总值增长6%，固定资产投资增长8%。地区生产总值增长6.5%。",
            &["two_values 地区生产总值增长6.5%"],
        );
        doubts(
            "全市经济平稳运行。",
            "地区生产总值增长6%、力争达到6.5%，固定资产投资增长8%。到2030年，地区生产总值增长7%。",
            &[],
        );
    }

    #[test]
    fn lists_of_unequal_length() {
        doubts(
            "全市经济平稳运行。",
            "地区生产总值、固定资产投资分别增长6%、8%、9%，一般公共预算收入增长4%。",
            &["unequal_list 6%"],
        );
    }

    #[test]
    fn totals_that_do_not_follow_from_last_year() {
        let review = "2025年，一般公共预算收入完成58亿元。";
        doubts(
            review,
            "一般公共预算收入完成62亿元，增长6%，城镇新增就业2万人。",
            &[],
        );
        doubts(
            review,
            "一般公共预算收入完成75亿元，增长6%，城镇新增就业2万人。",
            &["contradiction 一般公共预算收入完成75亿元"],
        );
        doubts(
            review,
            "一般公共预算收入完成62万元，城镇新增就业2万人。",
            &["slip 一般公共预算收入完成62万元"],
        );
    }
}
