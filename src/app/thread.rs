//! Threads with a name.

use std::path::PathBuf;
use std::thread;

/// Runs `work` on a thread with a name; for dialogs of the system, which block.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().name(name.to_owned()).spawn(work);
}

/// Opens a file or folder in the program that the system has for it.
pub fn open(path: PathBuf) {
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    spawn("open", move || {
        let _ = std::process::Command::new(program).arg(path).status();
    });
}
