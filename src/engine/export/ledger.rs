//! The ledger of two reports as a table: one row a goal or task, with both sentences.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::engine::display::{self, Role, Segment};
use crate::engine::labels::{self, Language, label};
use crate::model::goal::{Item, Kind, Period, Tier};
use crate::model::ledger::{Entry, NumberChange, Outcome, WordChange};
use crate::text::span::CharSpan;

use super::comparison::Party;
use super::table::{Cell, Table};

/// The columns, in order.
const COLUMNS: [&str; 9] = [
    "kind",
    "indicator",
    "old_value",
    "new_value",
    "class",
    "result",
    "outcome",
    "old",
    "new",
];

/// What became of an entry, by the keys of its labels; the first says most.
pub fn changes(entry: &Entry) -> Vec<&'static str> {
    let mut out = Vec::new();
    match (entry.old, entry.new) {
        (None, _) => out.push("ledger.entered"),
        (_, None) => out.push("ledger.left"),
        _ => {}
    }
    if entry.renamed {
        out.push("ledger.renamed");
    }
    out.extend(match entry.number {
        Some(NumberChange::Rose) => Some("ledger.rose"),
        Some(NumberChange::Fell) => Some("ledger.fell"),
        Some(NumberChange::Gained) => Some("ledger.gained"),
        Some(NumberChange::Lost) => Some("ledger.lost"),
        Some(NumberChange::Unlike) => Some("ledger.unlike"),
        Some(NumberChange::Same) | None => None,
    });
    out.extend(match entry.words {
        WordChange::Harder => Some("ledger.harder"),
        WordChange::Softer => Some("ledger.softer"),
        WordChange::Same => None,
    });
    if out.is_empty() {
        out.push("ledger.same");
    }
    out
}

/// The key of an outcome's label.
pub const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "outcome.met",
        Outcome::Within => "outcome.within",
        Outcome::Missed => "outcome.missed",
        Outcome::Unlike => "outcome.unlike",
    }
}

/// The value with the words that bind it: 力争 5.5% 左右.
pub fn value(party: Party<'_>, item: &Item) -> Vec<Segment> {
    let word = |span: Option<CharSpan>, role| {
        let span = span.filter(|_| item.value.is_some())?;
        let text = party.file.offsets.slice(&party.file.source.text, span);
        let text = text.to_owned();
        Some((span.start, Segment { text, role }))
    };
    let at = item.marks.value().map_or(item.span.end, |span| span.start);
    let text = display::value_text(party.file, item);
    // One word may set both: 以上.
    let own = item.marks.bound() != item.marks.force();
    let mut all: Vec<(usize, Segment)> = [
        word(item.marks.force().filter(|_| own), Role::Force),
        Some((
            at,
            Segment {
                text,
                role: Role::Value,
            },
        )),
        word(item.marks.bound(), Role::Bound),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|part| part.0);
    all.into_iter().map(|part| part.1).collect()
}

/// The ledger as a table.
pub fn table([old, new]: [Party<'_>; 2], entries: &[Entry], language: Language) -> Table {
    let names = [old.title(), new.title()];
    let item = |party: Party<'_>, at: Option<usize>| -> Option<Item> {
        let report = party.file.reports.get(party.place)?;
        report.found.items.get(at?).cloned()
    };
    let rows = entries
        .iter()
        .map(|entry| {
            let (a, b) = (item(old, entry.old), item(new, entry.new));
            let result = item(new, entry.result);
            let shown = |party, item: &Option<Item>| {
                item.as_ref()
                    .map_or(Cell::Empty, |item| Cell::Rich(value(party, item)))
            };
            let sentence = |party: Party<'_>, item: &Option<Item>| {
                item.as_ref().map_or(Cell::Empty, |item| {
                    Cell::Rich(display::segments(party.file, item, display::excerpt(item)))
                })
            };
            let kind = match entry.kind {
                Kind::Goal => "kind.goal",
                Kind::Task => "kind.task",
                Kind::Actual => "kind.actual",
            };
            let changes = changes(entry);
            let words: Vec<&str> = changes
                .into_iter()
                .map(|key| label(language, key))
                .collect();
            COLUMNS
                .iter()
                .map(|key| match *key {
                    "kind" => Cell::Text(label(language, kind).to_owned()),
                    "indicator" => Cell::Text(name(
                        a.as_ref().map(|item| (item, old.plan())),
                        b.as_ref().map(|item| (item, new.plan())),
                        entry.renamed,
                        language,
                    )),
                    "old_value" => shown(old, &a),
                    "new_value" => shown(new, &b),
                    "class" => Cell::Text(words.join("、")),
                    "result" => result.as_ref().map_or(Cell::Empty, |item| {
                        Cell::Text(display::value_text(new.file, item))
                    }),
                    "outcome" => entry.outcome.map_or(Cell::Empty, |outcome| {
                        Cell::Text(label(language, outcome_key(outcome)).to_owned())
                    }),
                    "old" => sentence(old, &a),
                    _ => sentence(new, &b),
                })
                .collect()
        })
        .collect();
    let word = |key: &'static str| label(language, key).to_owned();
    let [a, b] = &names;
    Table {
        title: format!("{} {a} → {b}", word("table.ledger")),
        lead: vec![format!("{a}: {}  {b}: {}", old.name, new.name)],
        keys: COLUMNS.into_iter().map(Cow::Borrowed).collect(),
        head: vec![
            word("column.kind"),
            word("column.indicator"),
            a.clone(),
            b.clone(),
            word("column.change"),
            word("column.result"),
            word("column.outcome"),
            format!("{a} · {}", word("column.sentence")),
            format!("{b} · {}", word("column.sentence")),
        ],
        rows,
        ..Table::default()
    }
}

/// An item with the year its report plans.
pub type Planned<'a> = (&'a Item, Option<i32>);

/// The indicator's name: the new one, behind the old one where it is another; with its time where that is not the
/// report's year, and a word for a stretch figure.
pub fn name(
    old: Option<Planned<'_>>,
    new: Option<Planned<'_>>,
    renamed: bool,
    language: Language,
) -> String {
    let Some((item, plan)) = new.or(old) else {
        return String::new();
    };
    let mut out = match old {
        Some((before, _)) if renamed => format!("{} → {}", before.indicator, item.indicator),
        _ => item.indicator.to_string(),
    };
    let later = item
        .period
        .filter(|period| plan.is_some_and(|year| *period != Period::Year(year)));
    if let Some(period) = later {
        let _ = write!(out, " · {}", labels::period(language, period));
    }
    if item.tier == Tier::Stretch {
        let _ = write!(out, " · {}", label(language, "tier.stretch"));
    }
    out
}
