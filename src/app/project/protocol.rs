//! What is said about a project: commands of the user, requests to the keeper, and its replies.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::store::{Loaded, StoreError, Write};
use crate::app::notices::Message;
use crate::model::source::SourceText;

/// About the project.
#[derive(Clone, Debug)]
pub enum ProjectCommand {
    /// Begin a new one.
    New,
    /// Open one in place of this.
    Open(PathBuf),
    /// Recover a damaged one into a new file.
    Recover(PathBuf),
    /// Keep it in this file from now on.
    SaveAs(PathBuf),
    /// Write a copy.
    Copy(PathBuf),
    /// Forget the steps and the texts of closed files.
    Shrink,
    /// Take steps back, or do them again, until so many are done.
    Go(usize),
}

/// What the program asks of the keeper.
#[derive(Debug)]
pub enum Request {
    /// Write this.
    Write(Write),
    /// Keep a new untitled project from now on.
    New,
    /// Open a project.
    Open(PathBuf),
    /// Recover a damaged project into a new file beside it.
    Recover(PathBuf),
    /// Go on in this file: the untitled one is moved there, another one is copied.
    SaveAs(PathBuf),
    /// Write a copy and go on in the old file.
    Copy(PathBuf),
    /// Give back the room of steps and closed files.
    Shrink,
    /// A text as extracted.
    Text {
        /// The fingerprint of its file.
        sha256: String,
        /// How it was read.
        how: String,
        /// Where to answer.
        reply: Sender<Option<SourceText>>,
    },
    /// Tell when everything before this is on disk.
    Flush(Sender<()>),
}

/// What the keeper tells.
#[derive(Debug)]
pub enum Reply {
    /// A project was opened.
    Opened {
        /// Where it is; none for an untitled one.
        path: Option<PathBuf>,
        /// What stands in it.
        loaded: Box<Loaded>,
        /// What is to be said of it.
        notice: Option<Message>,
        /// The untitled projects that are not open, the latest first.
        untitled: Vec<PathBuf>,
    },
    /// A project could not be opened.
    Refused {
        /// Which.
        path: PathBuf,
        /// Why.
        error: StoreError,
    },
    /// It is kept under this name from now on, or a copy is.
    Saved {
        /// Where.
        path: PathBuf,
        /// The program goes on in the old file.
        copy: bool,
    },
    /// It could not be saved there.
    NotSaved {
        /// Where.
        path: PathBuf,
        /// Why.
        error: StoreError,
    },
    /// It is smaller: kilobytes before and after.
    Shrunk {
        /// Before.
        before: u64,
        /// After.
        after: u64,
    },
    /// Everything sent so far is on disk.
    Kept,
    /// What was sent last could not be written, and waits.
    NotKept {
        /// Why.
        error: StoreError,
    },
}
