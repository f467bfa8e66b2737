//! A comparison as a table: one row a pair in the order of reading, what differs marked, what was dropped in its place.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::engine::compare::words::{Change, Difference, Piece};
use crate::engine::display::{self, Role, Segment};
use crate::engine::labels::{Language, label};
use crate::model::analysed::AnalysedFile;
use crate::model::comparison::{Comparison, Nearness};
use crate::text::span::CharSpan;

use super::table::{Cell, Table};

/// One of the two.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// The file it stands in.
    pub file: &'a AnalysedFile,
    /// The file's name or path.
    pub name: &'a str,
    /// Which of its reports; the whole text where there is none.
    pub place: usize,
}

impl Party<'_> {
    /// The year its report plans.
    pub fn plan(&self) -> Option<i32> {
        self.file.reports.get(self.place)?.report.meta.plan_year
    }

    /// Its name above a column.
    pub fn title(&self) -> String {
        match self.file.reports.get(self.place) {
            Some(report) => display::report_name(&report.report.meta, self.name),
            None => self.name.to_owned(),
        }
    }
}

/// The columns, in order.
const COLUMNS: [&str; 4] = ["old", "new", "class", "change"];

/// The comparison of `new` with `old`.
pub fn table(
    [old, new]: [Party<'_>; 2],
    found: &Comparison,
    differences: &[Difference],
    language: Language,
) -> Table {
    let word = |key: &'static str| label(language, key);
    let names = [old.title(), new.title()];
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(found.new.len() + found.dropped.len());
    let mut dropped = found.dropped.iter().copied().peekable();
    let mut counts = [0usize; 6];
    let mut count = |at: usize| {
        if let Some(slot) = counts.get_mut(at) {
            *slot += 1;
        }
    };
    let gone = |at: usize| {
        let span = found.old.get(at).copied().unwrap_or_default();
        let class = Cell::Text(word("class.dropped").to_owned());
        vec![
            rich(pieces(old, span, &[], Role::Gone)),
            Cell::Empty,
            class,
            Cell::Empty,
        ]
    };
    let none = Difference::default();
    for pair in &found.pairs {
        // What was dropped stands before the counterpart of what came behind it.
        if let Some(first) = pair.old.iter().min().filter(|_| !pair.moved) {
            while let Some(at) = dropped.next_if(|at| at < first) {
                rows.push(gone(at));
            }
        }
        let difference = differences.get(pair.new).unwrap_or(&none);
        let span = found.new.get(pair.new).copied().unwrap_or_default();
        // Words are marked where the sentence was edited; one in other words altogether has nothing to mark.
        let marked = pair.nearness == Nearness::Edited;
        let mut left: Vec<Segment> = Vec::new();
        let mut counterparts = pair.old.clone();
        counterparts.sort_unstable();
        for at in counterparts {
            let span = found.old.get(at).copied().unwrap_or_default();
            let own: &[Piece] = if marked { &difference.old } else { &[] };
            left.append(&mut pieces(old, span, own, Role::Plain));
        }
        let (own, plain): (&[Piece], Role) = match pair.nearness {
            Nearness::None => (&[], Role::New),
            _ if marked => (&difference.new, Role::Plain),
            _ => (&[], Role::Plain),
        };
        let mut class = word(match pair.nearness {
            Nearness::Same => "class.same",
            Nearness::Edited => "class.edited",
            Nearness::Related => "class.related",
            Nearness::None => "class.new",
        })
        .to_owned();
        count(match pair.nearness {
            Nearness::Same => 0,
            Nearness::Edited => 1,
            Nearness::Related => 2,
            Nearness::None => 3,
        });
        if pair.moved {
            let _ = write!(class, "、{}", word("class.moved"));
            count(5);
        }
        let changes: Vec<&str> = [
            (Change::Number, "change.number"),
            (Change::Bound, "change.bound"),
            (Change::Wording, "change.wording"),
        ]
        .into_iter()
        .filter(|(change, _)| marked && difference.has(*change))
        .map(|(_, key)| word(key))
        .collect();
        rows.push(vec![
            rich(left),
            rich(pieces(new, span, own, plain)),
            Cell::Text(class),
            if changes.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(changes.join("、"))
            },
        ]);
    }
    rows.extend(dropped.map(gone));
    if let Some(slot) = counts.get_mut(4) {
        *slot = found.dropped.len();
    }
    let keys = [
        "class.same",
        "class.edited",
        "class.related",
        "class.new",
        "class.dropped",
        "class.moved",
    ];
    let told: Vec<String> = keys
        .iter()
        .zip(counts)
        .map(|(key, count)| format!("{} {count}", word(key)))
        .collect();
    let [a, b] = &names;
    Table {
        title: format!("{a} → {b}"),
        lead: vec![
            told.join(" · "),
            format!("{a}: {}  {b}: {}", old.name, new.name),
        ],
        keys: COLUMNS.into_iter().map(Cow::Borrowed).collect(),
        head: vec![
            a.clone(),
            b.clone(),
            word("column.class").to_owned(),
            word("column.change").to_owned(),
        ],
        rows,
        ..Table::default()
    }
}

fn rich(segments: Vec<Segment>) -> Cell {
    if segments.is_empty() {
        Cell::Empty
    } else {
        Cell::Rich(segments)
    }
}

/// A sentence in pieces: the changed ones with the role of their change, the others as `plain`.
fn pieces(source: Party<'_>, span: CharSpan, changed: &[Piece], plain: Role) -> Vec<Segment> {
    let text: Vec<char> = source
        .file
        .offsets
        .slice(&source.file.source.text, span)
        .chars()
        .collect();
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize, role: Role| {
        let words: String = text.get(from..to).unwrap_or(&[]).iter().collect();
        if !words.is_empty() {
            out.push(Segment { text: words, role });
        }
    };
    let mut at = 0;
    for piece in changed.iter().filter(|piece| span.contains(piece.span)) {
        let (start, end) = (piece.span.start - span.start, piece.span.end - span.start);
        push(at, start, plain);
        let role = match piece.change {
            Change::Number => Role::Value,
            Change::Bound => Role::Bound,
            Change::Wording => Role::Wording,
        };
        push(start, end, role);
        at = end;
    }
    push(at, text.len(), plain);
    out
}
