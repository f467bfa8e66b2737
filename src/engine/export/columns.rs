//! What is known of each column of an export, by its key: who it is for, what its cells are, what it means.

use std::collections::HashMap;
use std::sync::OnceLock;

use strum::EnumString;

use crate::engine::labels::Language;
use crate::engine::lexicon::{rows, tables};

/// Who a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Audience {
    /// Everyone.
    All,
    /// Programs; a document to read leaves it out.
    Programs,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum CellType {
    /// Words.
    Text,
    /// A year or a position, written without separators.
    Place,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// Numbers of many units, each written as it is.
    Mixed,
}

impl CellType {
    /// Whether all of its numbers are whole.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Place | Self::Count)
    }
}

/// A column of an export.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Who it is for.
    pub audience: Audience,
    /// What its cells are.
    pub cells: CellType,
    chinese: &'static str,
    english: &'static str,
}

impl Column {
    /// What it holds, in one sentence.
    pub const fn meaning(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }
}

/// The rows of the table, or what is wrong with one.
fn load() -> Result<HashMap<&'static str, Column>, String> {
    let mut out = HashMap::new();
    for row in rows(tables::COLUMNS) {
        let &[key, audience, cells, chinese, english] = row.as_slice() else {
            return Err(format!("a row of {} fields", row.len()));
        };
        let column = Column {
            audience: audience
                .parse()
                .map_err(|_| format!("no audience '{audience}'"))?,
            cells: cells.parse().map_err(|_| format!("no type '{cells}'"))?,
            chinese,
            english,
        };
        if out.insert(key, column).is_some() {
            return Err(format!("{key} twice"));
        }
    }
    Ok(out)
}

fn all() -> &'static HashMap<&'static str, Column> {
    static ALL: OnceLock<HashMap<&'static str, Column>> = OnceLock::new();
    ALL.get_or_init(|| load().unwrap_or_default())
}

/// The column of a key; those of an indicator on the board (`gdp`, `gdp_high`) by the ending of theirs.
pub fn column(key: &str) -> Option<Column> {
    let ending = key.rsplit('_').next().unwrap_or("");
    let find = |wanted: &str| all().get(wanted).copied();
    find(key)
        .or_else(|| find(&format!("*_{ending}")))
        .or_else(|| find("*"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(load().map(|all| all.len() > 80), Ok(true));
    }

    #[test]
    fn every_column_of_the_items_has_its_row() {
        for key in crate::engine::export::items::keys() {
            assert!(all().contains_key(key), "{key}");
        }
    }

    #[test]
    fn an_indicators_columns_are_known_by_their_ending() {
        let cells = |key| column(key).map(|column| column.cells);
        assert_eq!(cells("plan_year"), Some(CellType::Place));
        assert_eq!(cells("gdp"), Some(CellType::Number));
        assert_eq!(cells("gdp_bound"), Some(CellType::Text));
        assert_eq!(cells("cpi.level_high"), Some(CellType::Number));
    }
}
