//! The project: what the user did, step by step, and the file that keeps it.
//!
//! The state is what panels show; its [`document::Document`] is what is kept of it. After each command the two are
//! compared, and the difference is a [`document::Step`]. Taking a step back changes the document, and the state is
//! brought after it ([`sync`]).

pub mod document;
pub mod history;
pub mod keeper;
pub mod protocol;
pub mod recover;
pub mod session;
pub mod store;
pub mod sync;
pub mod views;
