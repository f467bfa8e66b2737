//! The tables of `assets/lexicon` as text, and their rows.
//!
//! Loading is strict: a row with a word that its column does not know is left out and told, never read as something else.

use std::str::FromStr;

/// Indicators.
pub const INDICATORS: &str = include_str!("../../../assets/lexicon/indicators.tsv");
/// Units.
pub const UNITS: &str = include_str!("../../../assets/lexicon/units.tsv");
/// Bound and force words.
pub const WORDING: &str = include_str!("../../../assets/lexicon/wording.tsv");
/// Words between indicator and value.
pub const PREDICATES: &str = include_str!("../../../assets/lexicon/predicates.tsv");
/// Words before an indicator.
pub const LEADING: &str = include_str!("../../../assets/lexicon/leading.tsv");
/// Verbs that open a commitment.
pub const LEAD_VERBS: &str = include_str!("../../../assets/lexicon/lead_verbs.tsv");
/// Goals without a number.
pub const RELATIVE: &str = include_str!("../../../assets/lexicon/relative.tsv");
/// Parts of a region.
pub const ENTITIES: &str = include_str!("../../../assets/lexicon/entities.tsv");
/// Nouns that count the policy itself.
pub const POLICY: &str = include_str!("../../../assets/lexicon/policy.tsv");
/// What is there already.
pub const EXISTING: &str = include_str!("../../../assets/lexicon/existing.tsv");
/// Which years a review speaks of.
pub const REVIEW_CUES: &str = include_str!("../../../assets/lexicon/review_cues.tsv");
/// Section headings.
pub const HEADINGS: &str = include_str!("../../../assets/lexicon/headings.tsv");
/// Borders of goals passages.
pub const PASSAGES: &str = include_str!("../../../assets/lexicon/passages.tsv");
/// Words of the page around a report.
pub const PAGES: &str = include_str!("../../../assets/lexicon/pages.tsv");
/// Words that tell what a number or a clause is.
pub const CUES: &str = include_str!("../../../assets/lexicon/cues.tsv");
/// The usual columns of the board.
pub const BOARD: &str = include_str!("../../../assets/lexicon/board.tsv");
/// Terms of policy that a general dictionary breaks apart.
pub const TERMS: &str = include_str!("../../../assets/lexicon/terms.tsv");
/// Units of one quantity.
pub const EQUAL_UNITS: &str = include_str!("../../../assets/lexicon/equal_units.tsv");
/// The provinces as tiles.
pub const TILES: &str = include_str!("../../../assets/lexicon/tiles.tsv");
/// What each column of an export holds.
pub const COLUMNS: &str = include_str!("../../../assets/lexicon/columns.tsv");
/// Words that hold other tables' words.
pub const GUARDS: &str = include_str!("../../../assets/lexicon/guards.tsv");
/// Five-year plans.
pub const PLANS: &str = include_str!("../../../assets/lexicon/plans.tsv");
/// Administrative divisions.
pub const REGIONS: &str = include_str!("../../../assets/lexicon/regions.tsv");

/// The rows of a table: no comments, split at tabs.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

/// The cell of a row; empty where the row is shorter.
pub(super) fn column(row: &[&'static str], i: usize) -> &'static str {
    row.get(i).copied().unwrap_or("")
}

/// A row that its table cannot have.
#[derive(Debug, thiserror::Error)]
#[error("«{cell}» in {row}")]
pub(super) struct Refused {
    cell: &'static str,
    row: String,
}

/// The value that cell `i` names.
pub(super) fn cell<T: FromStr>(row: &[&'static str], i: usize) -> Result<T, Refused> {
    column(row, i).parse().map_err(|_| Refused {
        cell: column(row, i),
        row: row.join(" | "),
    })
}

/// The same, for a cell that may say nothing, by `-`, `any` or emptiness.
pub(super) fn optional<T: FromStr>(row: &[&'static str], i: usize) -> Result<Option<T>, Refused> {
    match column(row, i) {
        "" | "-" | "any" => Ok(None),
        _ => cell(row, i).map(Some),
    }
}
