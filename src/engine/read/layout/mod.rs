//! From pages as they are drawn to the text that is read: what is no part of it left out, lines in reading order, lines
//! joined to paragraphs. For PDF and OFD alike.

mod furniture;
mod lines;
pub mod page;
mod table;
pub mod turn;

pub use lines::{level, text};
