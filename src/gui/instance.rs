//! One window for one user: a second start hands its files to the window that is open, and ends.
//!
//! The door is a socket that only this user can open: a file in the user's own folder, a named pipe on Windows. Nothing
//! of it reaches a network.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

use egui::{Context, UserAttentionType, ViewportCommand};
use interprocess::local_socket::traits::ListenerExt as _;
use interprocess::local_socket::{
    ConnectOptions, GenericFilePath, GenericNamespaced, ListenerOptions, Name, ToFsName as _,
    ToNsName as _,
};

use crate::app::Remote;
use crate::app::command::Command;
use crate::app::thread;
use crate::engine::read::fingerprint;

/// What is handed over is no longer than this: some ten thousand paths.
const LONGEST: u64 = 4 << 20;
/// What the window answers.
const TAKEN: &str = "taken\n";

/// The door of the window that keeps its settings in `folder`; none where the system has no place for one.
fn door(folder: &Path) -> Option<Name<'static>> {
    let own = fingerprint(folder.as_os_str().as_encoded_bytes());
    let name = format!("duizhao-{}", own.get(..12)?);
    if cfg!(windows) {
        return name.to_ns_name::<GenericNamespaced>().ok();
    }
    let dirs = directories::ProjectDirs::from("", "", "duizhao");
    let runtime = dirs.as_ref().and_then(|dirs| dirs.runtime_dir()?.parent());
    let place = runtime.filter(|place| place.is_dir()).unwrap_or(folder);
    let path = place.join(format!("{name}.sock"));
    // The system takes no longer ones.
    (path.as_os_str().len() < 100).then(|| path.to_fs_name::<GenericFilePath>().ok())?
}

/// Hands files to the window that is open, if there is one; whether it took them.
pub fn hand_over(folder: &Path, files: &[PathBuf]) -> bool {
    let Some(name) = door(folder) else {
        return false;
    };
    let Ok(stream) = ConnectOptions::new().name(name).connect_sync() else {
        return false;
    };
    let files: Vec<PathBuf> = files
        .iter()
        .map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()))
        .collect();
    let Ok(mut line) = serde_json::to_string(&files) else {
        return false;
    };
    line.push('\n');
    // A window that hangs must not keep a second one from starting.
    let (sender, answer) = std::sync::mpsc::channel();
    thread::spawn("hand over", move || {
        let mut stream = BufReader::new(stream);
        let mut told = String::new();
        let sent = stream.get_mut().write_all(line.as_bytes());
        let taken = sent.is_ok() && stream.read_line(&mut told).is_ok() && told == TAKEN;
        let _ = sender.send(taken);
    });
    answer
        .recv_timeout(std::time::Duration::from_secs(3))
        .unwrap_or(false)
}

/// Takes what later starts hand over, and comes to the front.
pub fn listen(folder: &Path, remote: Remote, ctx: Context) {
    let Some(name) = door(folder) else { return };
    let _ = std::fs::create_dir_all(folder);
    let Ok(listener) = ListenerOptions::new()
        .name(name)
        .try_overwrite(true)
        .create_sync()
    else {
        return;
    };
    thread::spawn("door", move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else { continue };
            let mut stream = BufReader::new(stream);
            let mut line = String::new();
            if stream.by_ref().take(LONGEST).read_line(&mut line).is_err() {
                continue;
            }
            let Ok(files) = serde_json::from_str::<Vec<PathBuf>>(&line) else {
                continue;
            };
            let _ = stream.get_mut().write_all(TAKEN.as_bytes());
            take(files, &remote, &ctx);
        }
    });
}

/// Opens files that were handed over, and brings the window to the front.
fn take(files: Vec<PathBuf>, remote: &Remote, ctx: &Context) {
    if !files.is_empty() {
        remote.send(Command::Open(files));
    }
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(
        UserAttentionType::Informational,
    ));
    ctx.request_repaint();
}

/// The number of the pipe in which a Mac's Finder hands over files, each time a line of JSON. The other end is held by
/// `assets/packaging/macos/open.m`, in the same process.
#[cfg(unix)]
const OPENED: &str = "DUIZHAO_OPENED";

/// Takes what the desktop hands over while the program runs, where it does so by a pipe.
#[cfg(unix)]
pub fn opened(remote: Remote, ctx: Context) {
    let number = std::env::var(OPENED).ok();
    let Some(number) = number.and_then(|number| number.parse::<u32>().ok()) else {
        return;
    };
    thread::spawn("opened", move || {
        let Ok(pipe) = std::fs::File::open(format!("/dev/fd/{number}")) else {
            return;
        };
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if let Ok(files) = serde_json::from_str(&line) {
                take(files, &remote, &ctx);
            }
        }
    });
}
