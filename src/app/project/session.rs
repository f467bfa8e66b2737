//! The project that is open: its file, its steps, and what it waits for.

use std::path::PathBuf;

use super::document::{Document, Told};
use super::history::History;
use super::store::StoreError;
use super::views::Views;
use crate::app::command::Command;

/// The project that is open.
#[derive(Debug, Default)]
pub struct Project {
    /// Its file; none while it is untitled.
    pub path: Option<PathBuf>,
    /// Why what was done last is not on disk.
    pub unkept: Option<StoreError>,
    /// The program is waiting for a project to be opened.
    pub opening: bool,
    pub(in crate::app) document: Document,
    pub(in crate::app) history: History,
    /// The views as they were kept last.
    pub(in crate::app) views: String,
    /// What the project began with is on disk.
    pub(in crate::app) begun: bool,
    /// Files are being opened because of a step or a project, not by the user: no step comes of it.
    pub(in crate::app) adopting: bool,
    /// The fingerprints of the files in the order that is wanted once they are open.
    pub(in crate::app) arranging: Option<Vec<String>>,
    /// The views to show once they are open.
    pub(in crate::app) showing: Option<Box<Views>>,
    /// What was asked for while a project was being opened.
    pub(in crate::app) waiting: Vec<Command>,
}

impl Project {
    /// Its name; none while it is untitled.
    pub fn name(&self) -> Option<String> {
        let path = self.path.as_deref()?;
        Some(path.file_stem()?.to_string_lossy().into_owned())
    }

    /// Whether something can be taken back, and whether something can be done again.
    pub fn steps(&self) -> (bool, bool) {
        self.history.can()
    }

    /// The steps, oldest first: when and what.
    pub fn history(&self) -> impl Iterator<Item = (String, Told)> {
        self.history.told()
    }

    /// How many of the steps are done.
    pub fn head(&self) -> usize {
        self.history.head()
    }

    /// Whether files are being opened because of a step or a project.
    pub const fn adopts(&self) -> bool {
        self.adopting
    }
}
