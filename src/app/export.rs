//! A file that the window writes: what it holds, where to, and what is done afterwards.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::engine::export::request::Request;

/// What is done when a file was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// Nothing.
    Nothing,
    /// Its folder is shown.
    #[default]
    Folder,
    /// It is opened.
    File,
}

/// A file to write.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// What it holds.
    pub request: Request,
    /// Where to.
    pub path: PathBuf,
    /// What is done afterwards.
    pub after: After,
}
