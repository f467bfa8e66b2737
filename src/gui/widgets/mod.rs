//! Small pieces that several panels use.

pub mod chip;
pub mod document;
pub mod fit;
pub mod paragraph;
pub mod scene;
