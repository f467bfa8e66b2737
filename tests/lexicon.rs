//! Every row of the lexicon does what its example says, and not what its counter-example shows.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use common::{analyse, report};
use duizhao::engine::lexicon::{Lexicon, rows, tables};
use duizhao::model::goal::Kind;
use duizhao::text::norm::Norm;

fn column<'a>(row: &[&'a str], i: usize) -> &'a str {
    row.get(i).copied().unwrap_or("")
}

#[test]
fn each_indicator_is_found_in_its_example_and_not_in_its_counter_example() {
    for row in rows(tables::INDICATORS).filter(|row| column(row, 0) != "other") {
        let ids = |sentence: &str| {
            let file = analyse(&report(&format!("{sentence}。"), ""), "x");
            file.reports[0]
                .found
                .of(Kind::Goal)
                .map(|item| item.canonical)
                .collect::<Vec<_>>()
        };
        let (id, example, counter) = (column(&row, 0), column(&row, 6), column(&row, 7));
        assert!(!example.is_empty(), "{id}: no example");
        assert!(
            ids(example).contains(&id),
            "{id}: {example} gives {:?}",
            ids(example)
        );
        assert!(!counter.is_empty(), "{id}: no counter-example");
        assert!(
            !ids(counter).contains(&id),
            "{id}: {counter} gives {:?}",
            ids(counter)
        );
    }
}

#[test]
fn each_unit_is_read_in_its_example() {
    for row in rows(tables::UNITS).filter(|row| column(row, 1) != "skip") {
        let (unit, example) = (column(&row, 0), column(&row, 2));
        let norm = Norm::new(example);
        let found = duizhao::engine::extract::values::numbers(&norm, 0, norm.len());
        let units: Vec<String> = found
            .iter()
            .filter(|n| n.skip.is_none())
            .map(|n| n.unit.clone())
            .collect();
        assert!(
            units.iter().any(|u| u.ends_with(unit)),
            "{unit}: {example} gives {units:?}"
        );
    }
}

#[test]
fn each_bound_word_binds_in_its_example() {
    for row in rows(tables::WORDING)
        .filter(|row| matches!(column(row, 1), "after" | "before") && column(row, 2) != "within")
    {
        let (word, example) = (column(&row, 0), column(&row, 3));
        let norm = Norm::new(example);
        let found = duizhao::engine::extract::values::numbers(&norm, 0, norm.len());
        assert!(
            found.iter().any(|n| n.bound_at.is_some()),
            "{word}: {example} gives {found:?}"
        );
    }
}

#[test]
fn each_heading_has_its_role() {
    let lexicon = Lexicon::get();
    for row in rows(tables::HEADINGS).filter(|row| !column(row, 2).is_empty()) {
        assert!(column(&row, 2).contains(column(&row, 0)), "{row:?}");
    }
    assert!(lexicon.headings.len() > 20);
}

#[test]
fn words_of_a_table_stand_in_it_once() {
    for table in [
        tables::UNITS,
        tables::LEADING,
        tables::POLICY,
        tables::ENTITIES,
        tables::RELATIVE,
        tables::PREDICATES,
        tables::LEAD_VERBS,
        tables::HEADINGS,
    ] {
        let mut words: Vec<&str> = rows(table).map(|row| row[0]).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "{}", table.lines().next().unwrap_or(""));
    }
}
