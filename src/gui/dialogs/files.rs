//! The system's file dialogs, on a thread of their own: they block, and the window must not.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::app::Remote;
use crate::app::command::Command;
use crate::app::notices::Message;
use crate::app::project::store::ENDING;
use crate::app::thread::spawn;
use crate::engine::export::{refusal, write_whole};
use crate::engine::read::{ARCHIVE_ENDINGS, ENDINGS};
use crate::gui::cx::Cx;

/// Nobody closes a dialog so soon: where nothing was chosen by then, the system had none to show.
const SOON: Duration = Duration::from_millis(250);

/// Whether there is a file where a path that is being typed leads: looked up when the path changes, not for each frame,
/// for a share may not answer.
#[derive(Clone, Debug, Default)]
pub struct Taken(Option<(PathBuf, bool)>);

impl Taken {
    /// Whether there is a file by now: for the moment when something is written there.
    pub fn now(&mut self, path: &Path) -> bool {
        self.0 = None;
        self.at(path)
    }

    /// Whether there is a file.
    pub fn at(&mut self, path: &Path) -> bool {
        match &self.0 {
            Some((known, there)) if known == path => *there,
            _ => {
                let there = path.is_file();
                self.0 = Some((path.to_owned(), there));
                there
            }
        }
    }
}

/// Asks on a thread of its own, and hands the answer on.
fn ask<T>(
    cx: &Cx<'_>,
    dialog: rfd::FileDialog,
    show: impl FnOnce(rfd::FileDialog) -> Option<T> + Send + 'static,
    done: impl FnOnce(T) + Send + 'static,
) {
    let remote: Remote = cx.remote.clone();
    spawn("dialog", move || {
        let start = Instant::now();
        match show(dialog) {
            Some(answer) => done(answer),
            None if start.elapsed() < SOON => remote.tell(Message::NoFileDialog),
            None => {}
        }
    });
}

/// Asks for files and opens them.
pub fn pick_files(cx: &Cx<'_>) {
    let mut kinds: Vec<&str> = ENDINGS.iter().chain(ARCHIVE_ENDINGS).copied().collect();
    kinds.push(ENDING);
    let dialog = rfd::FileDialog::new()
        .set_title(cx.text.get("open-files"))
        .add_filter(cx.text.get("kind-reports"), &kinds)
        .add_filter(cx.text.get("kind-all"), &["*"]);
    let remote = cx.remote.clone();
    ask(cx, dialog, some_files, move |paths| {
        remote.send(Command::Open(paths));
    });
}

/// Asks for a folder and opens what is in it.
pub fn pick_folder(cx: &Cx<'_>) {
    let dialog = rfd::FileDialog::new().set_title(cx.text.get("open-folder"));
    let remote = cx.remote.clone();
    ask(cx, dialog, rfd::FileDialog::pick_folder, move |path| {
        remote.send(Command::Open(vec![path]));
    });
}

/// Asks for lists of words, then hands the paths on.
pub fn pick_lists(cx: &Cx<'_>, title: String, done: impl FnOnce(Vec<PathBuf>) + Send + 'static) {
    let dialog = rfd::FileDialog::new()
        .set_title(title)
        .add_filter("txt", &["txt", "dict", "tsv", "csv"])
        .add_filter("*", &["*"]);
    ask(cx, dialog, some_files, done);
}

/// Asks where to write, then hands the path on.
pub fn pick_save(
    cx: &Cx<'_>,
    title: String,
    folder: Option<PathBuf>,
    name: String,
    ending: &'static str,
    done: impl FnOnce(PathBuf) + Send + 'static,
) {
    let dialog = rfd::FileDialog::new()
        .set_title(title)
        .set_file_name(name)
        .add_filter(ending, &[ending]);
    let show = move |dialog: rfd::FileDialog| match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => dialog.set_directory(folder).save_file(),
        None => dialog.save_file(),
    };
    ask(cx, dialog, show, done);
}

/// Asks where to write `text`, and writes it there; what came of it is told.
pub fn save_text(cx: &Cx<'_>, title: String, name: String, text: String) {
    let remote = cx.remote.clone();
    pick_save(cx, title, None, name, "txt", move |path| {
        remote.tell(match write_whole(&path, text.as_bytes()) {
            Ok(()) => Message::Exported { path },
            Err(error) => Message::ExportFailed {
                path,
                reason: refusal(&error),
                detail: error.to_string(),
            },
        });
    });
}

/// A text that was chosen: its name and words, or why it could not be read. The dialog runs on a thread of its own, which
/// reads it too.
pub type PickedText = Arc<Mutex<Option<Result<(String, String), String>>>>;

/// Asks for a list, and reads it into `picked`.
pub fn pick_text(ui: &egui::Ui, cx: &Cx<'_>, picked: &PickedText) {
    let picked = Arc::clone(picked);
    let ctx = ui.ctx().clone();
    pick_lists(cx, cx.text.get("words-load").to_owned(), move |paths| {
        let Some(path) = paths.into_iter().next() else {
            return;
        };
        let name = path.file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let read = crate::engine::read::read(&path);
        let text = read.map(|source| (name, source.text));
        *picked.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(text.map_err(|error| error.to_string()));
        ctx.request_repaint();
    });
}

/// What was chosen since it was last asked for.
pub fn picked_text(picked: &PickedText) -> Option<Result<(String, String), String>> {
    picked.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// The files that were chosen; some systems answer with none where nothing was.
fn some_files(dialog: rfd::FileDialog) -> Option<Vec<PathBuf>> {
    dialog.pick_files().filter(|paths| !paths.is_empty())
}
