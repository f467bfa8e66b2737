//! The panels of the window, each with its own memory and, where it has rows, the rows apart from the painting.

pub mod board;
pub mod compare;
pub mod empty;
pub mod goals;
pub mod ledger;
pub mod library;
pub mod notices;
pub mod read;
pub mod source;
pub mod status;
pub mod top;
pub mod words;
