//! Duizhao 对照.
pub mod app;
pub mod cli;
pub mod engine;
#[cfg(feature = "window")]
pub mod gui;
pub mod model;
pub mod text;
