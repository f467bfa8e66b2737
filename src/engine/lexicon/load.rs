//! Loads the tables into the [`Lexicon`].

use std::str::FromStr;
use std::sync::Arc;

use strum::{EnumCount, EnumString};

use crate::model::goal::{Bound, Force, IndicatorId};

use super::tables::{self, Refused, cell, column, optional};
use super::words::{Trie, variants};
use super::{Anchors, BoundWord, Cue, ForceWord, Indicator, Lexicon, Predicate, Words};

/// Which words of `wording.tsv` a row is of.
#[derive(Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
enum Wording {
    After,
    Before,
    Force,
    ClauseForce,
}

/// Which words of `passages.tsv` a row is of.
#[derive(Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
enum Passage {
    Lead,
    Stop,
    Comment,
    Tail,
    Past,
}

/// Which words of `pages.tsv` a row is of.
#[derive(Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
enum Page {
    After,
    Furniture,
}

impl Lexicon {
    /// The tables with the words that `keep` keeps.
    pub(super) fn load(keep: &dyn Fn(&str) -> bool) -> Self {
        let rows = |table: &'static str| tables::rows(table).filter(|row| keep(column(row, 0)));
        let mut load = Loader::default();
        let guards = Arc::new(Trie::new(
            rows(tables::GUARDS)
                .flat_map(|row| variants(column(&row, 0)))
                .map(|word| (word.chars().collect(), ()))
                .collect(),
        ));
        let (indicators, names) = load.indicators(keep);
        let first = |table: &'static str| Words::new(rows(table).map(|row| (column(&row, 0), ())));

        let wording = load.kinds::<Wording>(rows(tables::WORDING));
        let class = |kinds: &'static [Wording]| {
            let of_class = wording.iter().filter(|(kind, _)| kinds.contains(kind));
            of_class.map(|(_, row)| row.clone())
        };
        let bounds_after = load.words(class(&[Wording::After]), |row| cell(row, 2));
        let bounds_before = load.words(class(&[Wording::Before]), |row| match column(row, 2) {
            "within" => Ok(BoundWord::Within),
            _ => cell::<Bound>(row, 2).map(BoundWord::Before),
        });
        let forces = load.words(class(&[Wording::Force, Wording::ClauseForce]), |row| {
            Ok(ForceWord {
                force: cell::<Force>(row, 2)?,
                own_clause: column(row, 1) == "clause_force",
            })
        });

        let passages = load.kinds::<Passage>(rows(tables::PASSAGES));
        let passage = |kind: Passage| of_kind(&passages, kind);
        let pages = load.kinds::<Page>(rows(tables::PAGES));
        let cues = load.kinds::<Cue>(rows(tables::CUES));
        let mut words_of = vec![Vec::new(); Cue::COUNT];
        for (cue, row) in &cues {
            if let Some(words) = words_of.get_mut(*cue as usize) {
                words.push((column(row, 0), ()));
            }
        }

        let units = load.words(rows(tables::UNITS), |row| cell(row, 1));
        let predicates = load.words(rows(tables::PREDICATES), |row| {
            Ok(Predicate {
                measure: optional(row, 1)?,
                direction: optional(row, 2)?,
                says: optional(row, 3)?,
            })
        });
        let lead_verbs = load.words(rows(tables::LEAD_VERBS), |row| cell(row, 1));
        let relatives = load.words(rows(tables::RELATIVE), |row| cell(row, 1));
        let existing = load.words(rows(tables::EXISTING), |row| cell(row, 1));
        let scopes = load.words(rows(tables::REVIEW_CUES), |row| cell(row, 1));
        let headings = load.words(rows(tables::HEADINGS), |row| cell(row, 1));
        let plans = load.words(rows(tables::PLANS), |row| cell(row, 1));

        Self {
            indicators,
            units: Words::new(units),
            bounds_after: Words::new(bounds_after).guarded(&guards),
            bounds_before: Words::new(bounds_before).guarded(&guards),
            forces: Words::new(forces).guarded(&guards),
            predicates: Words::new(predicates).guarded(&guards),
            leading: first(tables::LEADING).guarded(&guards),
            lead_verbs: Words::new(lead_verbs).guarded(&guards),
            relatives: Words::new(relatives).guarded(&guards),
            entities: first(tables::ENTITIES),
            policy: first(tables::POLICY),
            existing: Words::new(existing).guarded(&guards),
            names: Words::new(names),
            scopes: Words::new(scopes),
            headings,
            passage_leads: passage(Passage::Lead),
            passage_stops: passage(Passage::Stop),
            passage_comments: passage(Passage::Comment),
            passage_tails: passage(Passage::Tail),
            passage_past: passage(Passage::Past),
            pages_after: of_kind(&pages, Page::After),
            pages_furniture: of_kind(&pages, Page::Furniture),
            guards: first(tables::GUARDS),
            cues: words_of
                .into_iter()
                .map(|words| Words::new(words).guarded(&guards))
                .collect(),
            plan_names: Words::new(plans.iter().copied()),
            anchors: Anchors::words(keep).guarded(&guards),
            plans,
            refused: load.refused,
        }
    }
}

/// Takes rows, and keeps a word about those it cannot take.
#[derive(Default)]
struct Loader {
    refused: Vec<String>,
}

impl Loader {
    /// What was read, or a word kept about why not.
    fn taken<T>(&mut self, read: Result<T, Refused>) -> Option<T> {
        read.map_err(|refused| self.refused.push(refused.to_string()))
            .ok()
    }

    /// The words of `rows`, each with what `value` reads of its row.
    fn words<T>(
        &mut self,
        rows: impl Iterator<Item = Vec<&'static str>>,
        value: impl Fn(&[&'static str]) -> Result<T, Refused>,
    ) -> Vec<(&'static str, T)> {
        rows.filter_map(|row| Some((column(&row, 0), self.taken(value(&row))?)))
            .collect()
    }

    /// Rows with the kind that their second cell names.
    fn kinds<K: FromStr>(
        &mut self,
        rows: impl Iterator<Item = Vec<&'static str>>,
    ) -> Vec<(K, Vec<&'static str>)> {
        rows.filter_map(|row| Some((self.taken(cell(&row, 1))?, row)))
            .collect()
    }

    /// The indicators, and their names with the row of each.
    fn indicators(
        &mut self,
        keep: &dyn Fn(&str) -> bool,
    ) -> (Vec<Indicator>, Vec<(&'static str, usize)>) {
        let (mut indicators, mut names) = (Vec::new(), Vec::new());
        for row in tables::rows(tables::INDICATORS) {
            let read = optional(&row, 4).and_then(|kind| Ok((kind, optional(&row, 6)?)));
            let Some((kind, measure)) = self.taken(read) else {
                continue;
            };
            for alias in column(&row, 2).split('|') {
                if !alias.is_empty() && keep(alias) {
                    names.push((alias, indicators.len()));
                }
            }
            indicators.push(Indicator {
                id: IndicatorId::new(column(&row, 0)),
                name: column(&row, 1),
                share: Some(column(&row, 3))
                    .filter(|share| !share.is_empty())
                    .map(IndicatorId::new),
                kind,
                sums: column(&row, 5) == "sum",
                measure,
            });
        }
        (indicators, names)
    }
}

/// The words of the rows of one kind.
fn of_kind<K: PartialEq>(rows: &[(K, Vec<&'static str>)], kind: K) -> Words<()> {
    let words = rows.iter().filter(|(k, _)| *k == kind);
    Words::new(words.map(|(_, row)| (column(row, 0), ())))
}
