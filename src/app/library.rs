//! The open files: their ids, what came of each that was dropped, where a text comes from.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::{correct, display};
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::fix::Fix;
use crate::model::goal::Item;
use crate::model::rule::Rule;

use super::versioned::Versioned;

/// Where a text comes from.
#[derive(Clone, Debug)]
pub enum TextSource {
    /// A file, or a folder of them.
    Path(PathBuf),
    /// A built-in sample: its name and text.
    Sample(&'static str, &'static str),
    /// A pasted text with a name.
    Pasted(String, String),
    /// A text the project keeps, or its file where it is to be read in another way.
    Kept {
        /// The fingerprint of its file.
        sha256: String,
        /// Where that is, or was.
        path: Option<PathBuf>,
        /// Its name.
        name: String,
        /// The day it was read.
        day: String,
    },
}

/// A report among the open ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId {
    /// Which file.
    pub file: u64,
    /// Which report in it.
    pub index: usize,
}

/// An item of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// Which report.
    pub report: ReportId,
    /// Which item.
    pub index: usize,
}

/// A file that was dropped or opened, and what came of it.
#[derive(Clone, Debug)]
pub struct Import {
    /// Which job reads it.
    pub job: u64,
    /// Where it is; none for pasted texts and samples.
    pub path: Option<PathBuf>,
    /// Its name.
    pub name: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It waits for its turn.
    Waiting,
    /// It is open, under this id.
    Open(u64),
    /// It is the same as the open file of this id.
    Same(u64),
    /// It could not be read: the key of the reason, and what the system or a library said.
    Failed(&'static str, String),
    /// Its job was stopped before its turn.
    Stopped,
}

/// An open file.
#[derive(Clone, Debug)]
pub struct OpenFile {
    /// Its id in this session.
    pub id: u64,
    /// Where it is; none for pasted texts and samples.
    pub path: Option<PathBuf>,
    /// Its name.
    pub name: String,
    /// The day it was read.
    pub day: String,
    /// What the rules found in it.
    pub read: Arc<AnalysedFile>,
    /// The same with what the user said of single goals; all views show this.
    pub file: Arc<AnalysedFile>,
}

impl OpenFile {
    /// Takes what was read, with the corrections of `fix` and the rules.
    pub(super) fn set(&mut self, read: Arc<AnalysedFile>, fix: &Fix, rules: &[Rule]) {
        self.file = corrected(&read, fix, rules);
        self.read = read;
    }

    /// The ids of its reports.
    pub fn reports(&self) -> impl Iterator<Item = ReportId> + '_ {
        (0..self.file.reports.len()).map(|index| ReportId {
            file: self.id,
            index,
        })
    }
}

fn corrected(read: &Arc<AnalysedFile>, fix: &Fix, rules: &[Rule]) -> Arc<AnalysedFile> {
    correct::file(read, fix, rules).map_or_else(|| Arc::clone(read), Arc::new)
}

/// The open files and which reports are selected.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// In the order of the list.
    pub files: Versioned<Vec<OpenFile>>,
    /// The selected reports.
    pub selected: Versioned<BTreeSet<ReportId>>,
    /// The one selected last.
    pub anchor: Option<ReportId>,
    /// Lately opened paths, newest first.
    pub recent: Vec<PathBuf>,
    next: u64,
    /// Where the file asked for last stands.
    last: Cell<usize>,
}

impl Library {
    /// Adds a file at the end, with the corrections of `fix` and the rules; its id.
    pub fn add(
        &mut self,
        path: Option<PathBuf>,
        name: String,
        day: String,
        read: Arc<AnalysedFile>,
        fix: &Fix,
        rules: &[Rule],
    ) -> u64 {
        self.next += 1;
        self.files.write().push(OpenFile {
            id: self.next,
            path,
            name,
            day,
            file: corrected(&read, fix, rules),
            read,
        });
        self.next
    }

    /// A file by its id.
    pub fn file(&self, id: u64) -> Option<&OpenFile> {
        // Files are mostly asked for one after the other: the next one is where the last one was, or behind it.
        let last = self.last.get();
        let near =
            (last..last + 2).find(|at| self.files.get(*at).is_some_and(|file| file.id == id));
        let at = near.or_else(|| self.files.iter().position(|file| file.id == id))?;
        self.last.set(at);
        self.files.get(at)
    }

    /// Another pair of numbers for other files, another reading of one, or another selection.
    pub const fn version(&self) -> (u64, u64) {
        (self.files.version(), self.selected.version())
    }

    /// A report by its id.
    pub fn report(&self, id: ReportId) -> Option<(&OpenFile, &Analysed)> {
        let file = self.file(id.file)?;
        Some((file, file.file.reports.get(id.index)?))
    }

    /// The short name of a report.
    pub fn name(&self, id: ReportId) -> String {
        self.report(id).map_or_else(String::new, |(file, report)| {
            display::report_name(&report.report.meta, &file.name)
        })
    }

    /// An item by its id.
    pub fn item(&self, id: ItemId) -> Option<(&OpenFile, &Analysed, &Item)> {
        let (file, report) = self.report(id.report)?;
        Some((file, report, report.found.items.get(id.index)?))
    }

    /// Every report, in the order of the list.
    pub fn reports(&self) -> impl Iterator<Item = ReportId> + '_ {
        self.files.iter().flat_map(OpenFile::reports)
    }

    /// The selected reports in the order of the list; all of them when none is selected.
    pub fn shown(&self) -> Vec<ReportId> {
        let all: Vec<ReportId> = self.reports().collect();
        if self.selected.is_empty() {
            all
        } else {
            all.into_iter()
                .filter(|id| self.selected.contains(id))
                .collect()
        }
    }
}
