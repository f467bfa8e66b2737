//! What the user should know: kept until dismissed, newest last.

use std::path::PathBuf;

use super::project::store::{Refused, StoreError};

/// What happened, without words: the interface has a sentence for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A file could not be read.
    Unreadable {
        /// Its name.
        name: String,
        /// The key of the reason.
        reason: &'static str,
        /// What the system or a library said.
        detail: String,
        /// Where it is.
        path: Option<PathBuf>,
    },
    /// A folder without readable files.
    NothingInside {
        /// Its name.
        name: String,
    },
    /// A file was open already.
    AlreadyOpen {
        /// Its name.
        name: String,
    },
    /// A text without a report.
    NoReport {
        /// Its name.
        name: String,
    },
    /// A list of words could not be used.
    NoWords {
        /// Its name.
        name: String,
    },
    /// A file was written.
    Exported {
        /// Where.
        path: PathBuf,
    },
    /// A file could not be written.
    ExportFailed {
        /// The key of the reason.
        reason: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The settings could not be read and were set aside.
    SettingsSetAside {
        /// Where to.
        path: PathBuf,
    },
    /// The system has no dialog to choose files with.
    NoFileDialog,
    /// A project could not be opened.
    ProjectRefused(Refused),
    /// A project could not be saved there.
    ProjectNotSaved(Refused),
    /// A project, or a copy of it, was saved.
    ProjectSaved {
        /// Where.
        path: PathBuf,
        /// The program goes on in the old file.
        copy: bool,
    },
    /// A project cannot be written: a copy without a name is worked on.
    ProjectReadOnly {
        /// Where it is.
        path: PathBuf,
    },
    /// A damaged project was recovered into a new file.
    ProjectRecovered {
        /// The damaged one.
        from: PathBuf,
        /// The new one.
        to: PathBuf,
        /// How many rows could not be read.
        lost: usize,
    },
    /// A project takes less room: kilobytes before and after.
    ProjectShrunk {
        /// Before.
        before: u64,
        /// After.
        after: u64,
    },
    /// What was done last is not on disk.
    NotKept {
        /// Why.
        error: StoreError,
    },
    /// The program ended by a fault the last time.
    Crashed {
        /// Where the log is.
        log: PathBuf,
    },
    /// A job failed in an unforeseen way.
    Failed {
        /// What it said.
        detail: String,
    },
}

impl Message {
    /// Whether something was lost or refused.
    pub const fn is_error(&self) -> bool {
        matches!(
            self,
            Self::Unreadable { .. }
                | Self::ExportFailed { .. }
                | Self::Failed { .. }
                | Self::NoWords { .. }
                | Self::ProjectRefused(_)
                | Self::ProjectNotSaved(_)
                | Self::NotKept { .. }
        )
    }
}

/// A message with its id.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its id.
    pub id: u64,
    /// What happened.
    pub message: Message,
}

/// The notices not yet dismissed.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// Oldest first.
    pub list: Vec<Notice>,
    next: u64,
}

impl Notices {
    /// Adds a message, unless the same one is there already.
    pub fn add(&mut self, message: Message) {
        if self.list.iter().any(|notice| notice.message == message) {
            return;
        }
        self.next += 1;
        self.list.push(Notice {
            id: self.next,
            message,
        });
    }

    /// Takes one away.
    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|notice| notice.id != id);
    }
}
