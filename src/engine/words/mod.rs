//! Counting words so that the count can be repeated: what is counted, what is not, and out of how much.

pub mod body;
pub mod keyness;
pub mod segment;
pub mod topics;

pub use body::{Body, Extent};
pub use topics::{Hit, Topic};
