//! The second reader: a linear-chain conditional random field over the numbers of a report, in order.
//!
//! It sees characters around a number, the words of its clause, the heading, years and time words before it, and knows
//! nothing of zones or exclusions, so that it fails where the rules do not. Training is `benches/readers.rs`.

mod features;
mod model;

use crate::model::goal::Tag;

pub use features::{Place, Setting, observe};
pub use model::{Model, posteriors};

/// The probability of each [`Tag`], in the order of [`Tag::ALL`]; they sum to one.
pub type Posterior = [f32; Tag::COUNT];
