//! What the goals table shows: filtered, sorted, grouped rows; no painting.

use std::cmp::Ordering;

use crate::app::library::ItemId;
use crate::app::state::AppState;
use crate::app::views::goals::{Column, Grouping};
use crate::engine::display::{self, Segment};
use crate::engine::labels::{self, Language};
use crate::model::goal::{Bound, Force, IndicatorId, Kind, Tag, Tier};
use crate::text::norm::Norm;

/// A row of the table.
#[derive(Clone, Debug)]
pub enum Row {
    /// The head of a group and how many it has.
    Head(String, usize),
    /// A goal, task or result.
    Item(Box<ItemRow>),
}

/// A goal, task or result as shown.
#[derive(Clone, Debug)]
pub struct ItemRow {
    /// Which.
    pub id: ItemId,
    /// 云溪市 2026
    pub report: String,
    /// 地区生产总值
    pub indicator: String,
    /// Its id.
    pub canonical: IndicatorId,
    /// 5.5%
    pub value: String,
    /// The number, for sorting.
    pub number: Option<f64>,
    /// How it binds.
    pub bound: Option<Bound>,
    /// The bound word as written, or the table's word for it.
    pub bound_word: String,
    /// How hard.
    pub force: Force,
    /// A stretch figure.
    pub stretch: bool,
    /// 2026
    pub period: String,
    /// Last year's result.
    pub last: String,
    /// The sentence in pieces.
    pub sentence: Vec<Segment>,
    /// The rules are unsure of it.
    pub unsure: bool,
    /// What the other reader takes it for.
    pub other: Option<Tag>,
    /// What it was taken for.
    pub tag: Tag,
    /// What the user said of it.
    pub checked: Option<String>,
}

/// The rows for the state, in the order shown.
pub fn rows(state: &AppState, language: Language) -> Vec<Row> {
    let view = &state.goals;
    let mut items: Vec<ItemRow> = Vec::new();
    let needle = fold(&view.options.text);
    for report_id in state.library.shown() {
        let Some((open, report)) = state.library.report(report_id) else {
            continue;
        };
        let name = state.library.name(report_id);
        for (index, item) in report
            .found
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| view.options.passes(item))
        {
            let file = &open.file;
            if !needle.is_empty() {
                let sentence = file.offsets.slice(&file.source.text, item.sentence);
                let hay = fold(&format!(
                    "{name} {} {} {sentence}",
                    item.indicator,
                    display::value_text(file, item)
                ));
                if !needle.split(' ').all(|word| hay.contains(word)) {
                    continue;
                }
            }
            let bound = item.value.as_ref().map(|value| value.bound);
            let written = item
                .marks
                .bound()
                .map(|span| file.offsets.slice(&file.source.text, span).to_owned())
                .filter(|_| language == Language::Chinese);
            items.push(ItemRow {
                id: ItemId {
                    report: report_id,
                    index,
                },
                report: name.clone(),
                indicator: item.indicator.to_string(),
                canonical: item.canonical,
                value: display::value_text(file, item),
                number: item.value.as_ref().map(|value| value.low),
                bound,
                bound_word: written.unwrap_or_else(|| {
                    bound.map_or_else(String::new, |b| {
                        labels::label(language, labels::bound_key(b)).to_owned()
                    })
                }),
                force: item.force,
                stretch: item.tier == Tier::Stretch,
                period: item
                    .period
                    .map_or_else(String::new, |period| labels::period(language, period)),
                last: display::last_result(report, item)
                    .map_or_else(String::new, |last| display::value_text(file, last)),
                sentence: display::segments(file, item, display::excerpt(item)),
                unsure: item.is_doubtful(),
                other: item.other,
                tag: item.tag(),
                checked: item.checked.as_ref().map(|checked| {
                    labels::label(language, labels::checked_key(checked)).to_owned()
                }),
            });
        }
    }
    if let Some((column, down)) = view.sort {
        items.sort_by(|a, b| {
            let order = compare(a, b, column);
            if down { order.reverse() } else { order }
        });
    }
    group(items, view.options.grouping)
}

/// How many items of each list the shown reports have, and how many the rules are unsure of.
pub fn counts(state: &AppState) -> ([usize; 3], usize) {
    let mut counts = [0; 3];
    let mut unsure = 0;
    for (_, report) in state
        .library
        .shown()
        .into_iter()
        .filter_map(|id| state.library.report(id))
    {
        for item in &report.found.items {
            let [goals, tasks, actuals] = &mut counts;
            match item.kind {
                Kind::Goal => *goals += 1,
                Kind::Task => *tasks += 1,
                Kind::Actual => *actuals += 1,
            }
            unsure += usize::from(item.kind == state.goals.options.kind && item.is_doubtful());
        }
    }
    (counts, unsure)
}

/// The indicators the shown reports have in the current list, most frequent first: id, name, how often.
pub fn indicators(state: &AppState) -> Vec<(IndicatorId, String, usize)> {
    let mut found: std::collections::BTreeMap<IndicatorId, usize> =
        std::collections::BTreeMap::new();
    for (_, report) in state
        .library
        .shown()
        .into_iter()
        .filter_map(|id| state.library.report(id))
    {
        for item in report
            .found
            .of(state.goals.options.kind)
            .filter(|item| !item.canonical.is_other())
        {
            *found.entry(item.canonical).or_default() += 1;
        }
    }
    let lexicon = crate::engine::lexicon::Lexicon::get();
    let mut out: Vec<_> = found
        .into_iter()
        .map(|(id, count)| {
            (
                id,
                lexicon
                    .indicator(id)
                    .map_or_else(|| id.to_string(), |i| i.name.to_owned()),
                count,
            )
        })
        .collect();
    out.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    out
}

/// Text as searched: one kind of digits, simplified, lower case.
fn fold(text: &str) -> String {
    let spaced: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let norm = Norm::new(word);
            norm.text(0..norm.len()).to_lowercase()
        })
        .collect();
    spaced.join(" ")
}

fn compare(a: &ItemRow, b: &ItemRow, column: Column) -> Ordering {
    match column {
        Column::Report => a.report.cmp(&b.report),
        Column::Indicator => a.indicator.cmp(&b.indicator),
        Column::Value => a
            .number
            .unwrap_or(f64::MAX)
            .total_cmp(&b.number.unwrap_or(f64::MAX)),
        Column::Bound => a.bound.map(|b| b as u8).cmp(&b.bound.map(|b| b as u8)),
        Column::Force => (a.force as u8).cmp(&(b.force as u8)),
        Column::Period => a.period.cmp(&b.period),
        Column::Last => a.last.cmp(&b.last),
        Column::Sentence => a.id.cmp(&b.id),
    }
}

fn group(items: Vec<ItemRow>, grouping: Grouping) -> Vec<Row> {
    let key = |item: &ItemRow| match grouping {
        Grouping::None => String::new(),
        Grouping::Report => item.report.clone(),
        Grouping::Indicator => {
            let lexicon = crate::engine::lexicon::Lexicon::get();
            lexicon
                .indicator(item.canonical)
                .filter(|i| !i.id.is_other())
                .map_or_else(|| item.indicator.clone(), |i| i.name.to_owned())
        }
    };
    if grouping == Grouping::None {
        return items
            .into_iter()
            .map(|item| Row::Item(Box::new(item)))
            .collect();
    }
    let mut groups: Vec<(String, Vec<ItemRow>)> = Vec::new();
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for item in items {
        let name = key(&item);
        let at = *places.entry(name.clone()).or_insert(groups.len());
        if at == groups.len() {
            groups.push((name, Vec::new()));
        }
        if let Some((_, list)) = groups.get_mut(at) {
            list.push(item);
        }
    }
    if grouping == Grouping::Indicator {
        groups.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
    }
    groups
        .into_iter()
        .flat_map(|(name, list)| {
            std::iter::once(Row::Head(name, list.len()))
                .chain(list.into_iter().map(|item| Row::Item(Box::new(item))))
        })
        .collect()
}
