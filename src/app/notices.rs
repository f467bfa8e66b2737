//! What the user should know: kept until dismissed, newest last.

use std::path::PathBuf;

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
