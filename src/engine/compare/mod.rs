//! Two reports side by side: which sentence answers to which, and what differs inside a pair.

pub mod align;
pub mod likeness;
pub mod words;

pub use align::align;
