//! Duizhao 对照.
pub mod text;
pub mod model;
pub mod engine;
pub mod cli;
pub mod app;
#[cfg(feature = "window")]
pub mod gui;
