//! Characters and positions. Knows nothing of reports.

pub mod cells;
pub mod clip;
pub mod dictionary;
pub mod letters;
pub mod noise;
pub mod norm;
pub mod number;
pub mod sentence;
pub mod set;
pub mod simplified;
pub mod span;
pub mod wrap;
pub mod xml;
