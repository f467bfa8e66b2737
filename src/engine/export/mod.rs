//! Tables and reports as bytes of a file format. Writes no file.

pub mod json;
