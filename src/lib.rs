//! Duizhao 对照.
pub mod text;
pub mod model;
pub mod engine;
pub mod cli;
