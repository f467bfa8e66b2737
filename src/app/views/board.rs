//! The board: what it shows, how that is kept, and the commands about it.

use serde::{Deserialize, Serialize};

use crate::engine::board::{self, Against, Filter, Key, Order};
use crate::engine::picture;

/// The board.
#[derive(Clone, Debug, Default)]
pub struct BoardView {
    /// What it shows.
    pub ask: board::Ask,
    /// Cells are not shaded by their number.
    pub plain: bool,
    /// The weights as pasted.
    pub weights: String,
    /// A picture instead of the table.
    pub picture: Option<picture::Kind>,
    /// The column the picture is of; the first when none.
    pub of: Option<Key>,
}

/// How the board was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptBoard {
    /// The chosen columns; none for the usual ones.
    pub columns: Vec<String>,
    /// In which order the reports stood.
    pub order: Order,
    /// Cells were not shaded.
    pub plain: bool,
    /// The weights as pasted.
    pub weights: String,
    /// Only the reports for this year.
    pub year: Option<i32>,
    /// What the cells were held against.
    pub against: Against,
    /// Which rows were shown.
    pub filter: Filter,
    /// A picture instead of the table.
    pub picture: Option<picture::Kind>,
    /// The column the picture was of.
    pub of: Option<String>,
}

impl KeptBoard {
    /// What is kept of a board.
    pub fn of(view: &BoardView) -> Self {
        let ask = &view.ask;
        Self {
            columns: ask.columns.iter().map(|key| key.word()).collect(),
            order: ask.order,
            plain: view.plain,
            weights: view.weights.clone(),
            year: ask.year,
            against: ask.against,
            filter: ask.filter,
            picture: view.picture,
            of: view.of.map(Key::word),
        }
    }

    /// The board as it was.
    pub fn view(&self) -> BoardView {
        BoardView {
            ask: board::Ask {
                columns: self
                    .columns
                    .iter()
                    .filter_map(|w| Key::from_word(w))
                    .collect(),
                order: self.order,
                weights: board::Weights::parse(&self.weights).0,
                year: self.year,
                against: self.against,
                filter: self.filter,
                ..board::Ask::default()
            },
            plain: self.plain,
            weights: self.weights.clone(),
            picture: self.picture,
            of: self.of.as_deref().and_then(Key::from_word),
        }
    }
}

/// About the board.
#[derive(Clone, Debug)]
pub enum BoardCommand {
    /// Sort by a column, the highest first; then the lowest, then in the administrative order again.
    Sort(Key),
    /// Show these columns; none for the usual ones.
    Columns(Vec<Key>),
    /// Show the reports for this year; none for all.
    Year(Option<i32>),
    /// Hold the cells against this.
    Against(Against),
    /// In this order.
    Order(Order),
    /// Show these rows.
    Filter(Filter),
    /// Shade the cells by their number.
    Shade(bool),
    /// Weights for the weighted mean, as pasted.
    Weights(String),
    /// Show the table, or a picture.
    Picture(Option<picture::Kind>),
    /// The column a picture is of.
    Of(Key),
}
