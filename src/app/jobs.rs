//! Long work on threads of its own: reading, comparing, exporting, with progress and cancel.
//!
//! A job sends first and wakes after; its panic becomes a notice.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::engine;
use crate::engine::compare;
use crate::engine::compare::side::Side;
use crate::engine::export::request::Written;
use crate::engine::export::{self, write_whole};
use crate::engine::labels::label;
use crate::engine::read::{self, ReadError};
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::fix::Fix;
use crate::model::rule::Rule;
use crate::model::source::SourceText;

use super::command::{Event, Waker};
use super::export::ExportRequest;
use super::library::TextSource;
use super::preview::touched;
use super::project::document::how;
use super::project::keeper::Keeper;
use super::words::Work;

/// What kind of job runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Reads files.
    Load,
    /// Compares two reports.
    Compare,
    /// Writes a file.
    Export,
    /// Counts words.
    Count,
}

/// A running job, as shown.
#[derive(Clone, Debug)]
pub struct JobStatus {
    /// Its id.
    pub id: u64,
    /// What it does.
    pub kind: JobKind,
    /// How much is done.
    pub done: usize,
    /// Of how much; 0 when not known.
    pub total: usize,
    /// The files it has opened.
    pub added: Vec<u64>,
    /// It reads a file again that is open.
    pub again: bool,
    /// The user stopped it: what still arrives is not taken.
    pub stopped: bool,
}

/// The threads.
pub struct Jobs {
    sender: Sender<Event>,
    waker: Waker,
    keeper: Keeper,
    cancels: HashMap<u64, Arc<AtomicBool>>,
}

impl Jobs {
    /// Answers go to `sender`, then `waker` is called.
    pub fn new(sender: Sender<Event>, waker: Waker, keeper: Keeper) -> Self {
        Self {
            sender,
            waker,
            keeper,
            cancels: HashMap::new(),
        }
    }

    /// What wakes the window.
    pub fn waker(&self) -> Waker {
        Arc::clone(&self.waker)
    }

    /// Stops a job at its next step.
    pub fn cancel(&mut self, job: u64) {
        if let Some(cancel) = self.cancels.get(&job) {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    fn start(&mut self, job: u64, name: &str, work: impl FnOnce(&Report) + Send + 'static) {
        let cancel = Arc::new(AtomicBool::new(false));
        self.cancels.insert(job, Arc::clone(&cancel));
        let report = Report {
            sender: self.sender.clone(),
            waker: Arc::clone(&self.waker),
            cancel,
        };
        let ended = report.clone();
        let started = thread::Builder::new()
            .name(name.to_owned())
            .stack_size(8 << 20)
            .spawn(move || {
                let panic = catch_unwind(AssertUnwindSafe(|| work(&report)))
                    .err()
                    .map(|cause| panic_text(cause.as_ref()));
                report.send(Event::Ended { job, panic });
            });
        if let Err(error) = started {
            ended.send(Event::Ended {
                job,
                panic: Some(error.to_string()),
            });
        }
    }

    /// Reads texts, several at once.
    pub fn load(&mut self, job: u64, sources: Vec<TextSource>, fixes: BTreeMap<String, Fix>) {
        let keeper = self.keeper.clone();
        self.start(job, "load", move |report| {
            let mut list: Vec<TextSource> = Vec::new();
            for source in sources {
                match source {
                    TextSource::Path(path) => match read::files(&path) {
                        Ok(files) if files.is_empty() => {
                            report.send(Event::Loaded {
                                job,
                                name: name_of(&path),
                                path: Some(path),
                                result: Err(ReadError::Empty),
                                day: String::new(),
                            });
                        }
                        Ok(files) => list.extend(files.into_iter().map(TextSource::Path)),
                        Err(error) => report.send(Event::Loaded {
                            job,
                            name: name_of(&path),
                            path: Some(path),
                            result: Err(error),
                            day: String::new(),
                        }),
                    },
                    other => list.push(other),
                }
            }
            report.send(Event::Counted {
                job,
                total: list.len(),
                names: list.iter().map(called).collect(),
            });
            let next = AtomicUsize::new(0);
            // Files arrive in the order asked for, whichever thread was faster.
            let waiting: Mutex<Waiting> = Mutex::new(Waiting::default());
            let threads = thread::available_parallelism()
                .map_or(2, usize::from)
                .min(list.len().max(1));
            thread::scope(|scope| {
                for _ in 0..threads {
                    let keeper = keeper.clone();
                    let (next, waiting, list, fixes) = (&next, &waiting, &list, &fixes);
                    scope.spawn(move || {
                        while !report.cancelled() {
                            let at = next.fetch_add(1, Ordering::Relaxed);
                            let Some(source) = list.get(at) else { break };
                            let event = load_one(job, source, fixes, &keeper);
                            let mut waiting =
                                waiting.lock().unwrap_or_else(PoisonError::into_inner);
                            waiting.ready.insert(at, event);
                            while let Some(event) = {
                                let sent = waiting.sent;
                                waiting.ready.remove(&sent)
                            } {
                                waiting.sent += 1;
                                report.send(event);
                            }
                        }
                    });
                }
            });
        });
    }

    /// Compares two reports.
    pub fn compare(
        &mut self,
        job: u64,
        old: (Arc<AnalysedFile>, usize),
        new: (Arc<AnalysedFile>, usize),
    ) {
        self.start(job, "compare", move |report| {
            let found = compare::align(side(&old), side(&new));
            let differences = if report.cancelled() {
                Vec::new()
            } else {
                compare::differences([side(&old), side(&new)], &found)
            };
            let sides = [&old, &new].map(|side| side.0.reports.get(side.1));
            let ledger = match sides {
                [Some(before), Some(after)] if one_region(before, after) => {
                    compare::ledger::ledger(before, after, &found)
                }
                _ => Vec::new(),
            };
            if !report.cancelled() {
                report.send(Event::Compared {
                    job,
                    result: Arc::new(found),
                    differences: Arc::new(differences),
                    ledger: Arc::new(ledger),
                });
            }
        });
    }

    /// Counts words.
    pub fn count(&mut self, job: u64, work: Work) {
        self.start(job, "count", move |report| {
            let stopped = || report.cancelled();
            let send = |worked| report.send(Event::Counting { job, worked });
            let parallel = |steps: usize, step: &(dyn Fn(usize) + Sync)| {
                in_parallel(steps, step, &stopped);
            };
            work.run(&send, &parallel, &stopped);
        });
    }

    /// Finds what a rule would change.
    pub fn preview(&mut self, job: u64, rule: Rule, files: Vec<(u64, Arc<AnalysedFile>)>) {
        self.start(job, "preview", move |report| {
            let mut found = Vec::new();
            for (file, read) in &files {
                if report.cancelled() {
                    return;
                }
                found.append(&mut touched(*file, read, &rule));
            }
            report.send(Event::Previewed { job, found });
        });
    }

    /// Writes a file.
    pub fn export(&mut self, job: u64, request: Box<ExportRequest>) {
        self.start(job, "export", move |report| {
            let result = (request.request.write())
                .map_err(|error| ("other", error.to_string()))
                .and_then(|Written { bytes, note }| {
                    write_whole(&request.path, &bytes)
                        .and_then(|()| match note {
                            Some(note) if !request.request.format.tells() => {
                                write_whole(&beside(&request), note.as_bytes())
                            }
                            _ => Ok(()),
                        })
                        .map_err(|error| (export::refusal(&error), error.to_string()))
                });
            report.send(Event::Exported {
                job,
                path: request.path.clone(),
                after: request.after,
                result,
            });
        });
    }
}

/// Runs `step` for each number below `steps` on all cores, until it is `stopped`.
fn in_parallel(steps: usize, step: &(dyn Fn(usize) + Sync), stopped: &(dyn Fn() -> bool + Sync)) {
    let next = AtomicUsize::new(0);
    let run = || {
        while !stopped() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= steps {
                break;
            }
            step(at);
        }
    };
    let threads = thread::available_parallelism()
        .map_or(2, usize::from)
        .min(steps);
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(run);
        }
        run();
    });
}

/// Where the note stands that tells how a file was made.
fn beside(request: &ExportRequest) -> PathBuf {
    let stem = request
        .path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let word = label(request.request.language, "export.note");
    request.path.with_file_name(format!("{stem}-{word}.txt"))
}

#[derive(Default)]
struct Waiting {
    ready: HashMap<usize, Event>,
    sent: usize,
}

/// Where a text is, and what it is called.
fn called(source: &TextSource) -> (Option<PathBuf>, String) {
    match source {
        TextSource::Path(path) => (Some(path.clone()), name_of(path)),
        TextSource::Sample(name, _) => (None, (*name).to_owned()),
        TextSource::Pasted(name, _) => (None, name.clone()),
        TextSource::Kept { path, name, .. } => (path.clone(), name.clone()),
    }
}

fn load_one(
    job: u64,
    source: &TextSource,
    fixes: &BTreeMap<String, Fix>,
    keeper: &Keeper,
) -> Event {
    let (path, name) = called(source);
    let fix_of = |sha256: &str| fixes.get(sha256).cloned().unwrap_or_default();
    let text = match source {
        TextSource::Path(path) => read::bytes(path).and_then(|bytes| {
            let fix = fix_of(&read::fingerprint(&bytes));
            read::read_bytes_fixed(&bytes, &fix).map(|text| (text, fix))
        }),
        TextSource::Sample(_, text) => Ok(read::pasted(text)).map(|text| {
            let fix = fix_of(&text.sha256);
            (text, fix)
        }),
        TextSource::Pasted(_, text) => Ok(read::pasted(text)).map(|text| {
            let fix = fix_of(&text.sha256);
            (text, fix)
        }),
        TextSource::Kept { sha256, path, .. } => {
            kept(sha256, path.as_deref(), fix_of(sha256), keeper)
        }
    };
    let day = match source {
        TextSource::Kept { day, .. } => day.clone(),
        _ => crate::clock::today(),
    };
    let stem = path
        .as_deref()
        .map_or_else(|| name.clone(), engine::name_of);
    // One report that breaks a rule must not take the other files with it.
    let result = text.and_then(|(text, fix)| {
        catch_unwind(AssertUnwindSafe(|| {
            engine::analyse_fixed(text, &stem, &fix)
        }))
        .map(Arc::new)
        .map_err(|cause| ReadError::Damaged {
            kind: "",
            detail: panic_text(cause.as_ref()),
        })
    });
    Event::Loaded {
        job,
        path,
        name,
        result,
        day,
    }
}

/// A text as the project keeps it; where it is to be read in another way, its file is needed, as it was then.
fn kept(
    sha256: &str,
    path: Option<&Path>,
    fix: Fix,
    keeper: &Keeper,
) -> Result<(SourceText, Fix), ReadError> {
    if let Some(text) = keeper.text(sha256, &how(&fix)) {
        return Ok((text, fix));
    }
    let bytes = read::bytes(path.ok_or(ReadError::Missing)?)?;
    if read::fingerprint(&bytes) != sha256 {
        return Err(ReadError::Missing);
    }
    Ok((read::read_bytes_fixed(&bytes, &fix)?, fix))
}

fn side(report: &(Arc<AnalysedFile>, usize)) -> Side<'_> {
    Side::of(&report.0, report.1)
}

/// Whether one place gave both reports, as far as they say: no place is judged by what another reached.
fn one_region(a: &Analysed, b: &Analysed) -> bool {
    let region = |analysed: &Analysed| analysed.report.meta.region.clone();
    region(a).zip(region(b)).is_none_or(|(a, b)| a == b)
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn panic_text(cause: &(dyn std::any::Any + Send)) -> String {
    cause
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| cause.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

#[derive(Clone)]
struct Report {
    sender: Sender<Event>,
    waker: Waker,
    cancel: Arc<AtomicBool>,
}

impl Report {
    fn send(&self, event: Event) {
        let _ = self.sender.send(event);
        (self.waker)();
    }

    fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}
