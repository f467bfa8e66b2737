//! The system's file dialogs, on a thread of their own: they block, and the window must not.

use std::path::PathBuf;

use crate::app::Remote;
use crate::app::command::Command;
use crate::app::jobs::spawn;
use crate::gui::text::Text;

/// Asks for files and opens them.
pub fn pick_files(text: &Text, remote: Remote) {
    let (title, kinds, all) = (
        text.get("open-files").to_owned(),
        text.get("kind-reports").to_owned(),
        text.get("kind-all").to_owned(),
    );
    spawn("dialog", move || {
        let dialog = rfd::FileDialog::new()
            .set_title(title)
            .add_filter(kinds, &["txt", "md", "docx", "docm", "dotx"])
            .add_filter(all, &["*"]);
        if let Some(paths) = dialog.pick_files().filter(|paths| !paths.is_empty()) {
            remote.send(Command::Open(paths));
        }
    });
}

/// Asks for a folder and opens what is in it.
pub fn pick_folder(text: &Text, remote: Remote) {
    let title = text.get("open-folder").to_owned();
    spawn("dialog", move || {
        if let Some(path) = rfd::FileDialog::new().set_title(title).pick_folder() {
            remote.send(Command::Open(vec![path]));
        }
    });
}

/// Asks for lists of words, then hands the paths on.
pub fn pick_lists(title: String, done: impl FnOnce(Vec<PathBuf>) + Send + 'static) {
    spawn("dialog", move || {
        let dialog = rfd::FileDialog::new()
            .set_title(title)
            .add_filter("txt", &["txt", "dict", "tsv", "csv"])
            .add_filter("*", &["*"]);
        if let Some(paths) = dialog.pick_files().filter(|paths| !paths.is_empty()) {
            done(paths);
        }
    });
}

/// Asks where to write, then hands the path on.
pub fn pick_save(
    title: String,
    folder: Option<PathBuf>,
    name: String,
    ending: &'static str,
    done: impl FnOnce(PathBuf) + Send + 'static,
) {
    spawn("dialog", move || {
        let mut dialog = rfd::FileDialog::new()
            .set_title(title)
            .set_file_name(name)
            .add_filter(ending, &[ending]);
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(path) = dialog.save_file() {
            done(path);
        }
    });
}
