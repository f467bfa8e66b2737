//! When the program ends by a fault: a log, the work on disk, and a word at the next start.

use std::backtrace::Backtrace;
use std::fs;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::project::keeper::Keeper;

const LOG: &str = "crash.log";
const MARK: &str = "crashed";
/// The log is begun anew when it is longer.
const LONGEST: u64 = 256 << 10;

/// Keeps a log in `folder` of every fault. One of the main thread ends the program: the work is written first, and `tell`
/// says so; what fails in a job is told by a notice, and the rest goes on.
pub fn watch(folder: PathBuf, keeper: Keeper, tell: impl Fn(&Path) + Send + Sync + 'static) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        before(info);
        let log = folder.join(LOG);
        let fatal = std::thread::current().name() == Some("main");
        // A fault while a fault is told must not go round.
        let _ = write(&folder, &log, info);
        if fatal {
            let _ = fs::write(folder.join(MARK), "");
            keeper.flush(Duration::from_secs(3));
            tell(&log);
        }
    }));
}

fn write(folder: &Path, log: &Path, info: &PanicHookInfo<'_>) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let long = fs::metadata(log).is_ok_and(|about| about.len() > LONGEST);
    let mut file = fs::OpenOptions::new()
        .create(true)
        .append(!long)
        .write(true)
        .truncate(long)
        .open(log)?;
    let thread = std::thread::current();
    writeln!(
        file,
        "{} duizhao {} {} thread {}: {info}\n{}",
        jiff::Timestamp::now(),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        thread.name().unwrap_or("?"),
        Backtrace::force_capture(),
    )
}

/// The log, if the program ended by a fault the last time; told once.
pub fn last(folder: &Path) -> Option<PathBuf> {
    fs::remove_file(folder.join(MARK)).ok()?;
    Some(folder.join(LOG))
}
