//! The thread that keeps a project on disk: no frame waits for it, and what came together is one transaction.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::protocol::{Reply, Request};
use super::recover;
use super::store::{ENDING, Loaded, Store, StoreError, Write};
use crate::app::command::{Event, Waker};
use crate::app::notices::Message;
use crate::app::thread;
use crate::model::source::SourceText;

/// Sends to the keeper.
#[derive(Clone, Debug)]
pub struct Keeper {
    sender: Sender<Request>,
}

impl Keeper {
    /// Starts the thread. Untitled projects lie in `folder`; without one they live in memory.
    pub fn start(folder: Option<PathBuf>, events: Sender<Event>, waker: Waker) -> Self {
        let (sender, asks) = channel();
        thread::spawn("keeper", move || {
            let mut work = Work {
                folder,
                store: None,
                pending: Vec::new(),
                failing: None,
                events,
                waker,
            };
            work.run(&asks);
        });
        Self { sender }
    }

    /// Asks for something.
    pub fn send(&self, ask: Request) {
        let _ = self.sender.send(ask);
    }

    /// A text as extracted; waits for the keeper, so it is for jobs only.
    pub fn text(&self, sha256: &str, how: &str) -> Option<SourceText> {
        let (reply, answer) = channel();
        self.send(Request::Text {
            sha256: sha256.to_owned(),
            how: how.to_owned(),
            reply,
        });
        answer.recv().ok()?
    }

    /// Waits until everything is on disk, or could not be written, but not for ever.
    pub fn flush(&self, patience: Duration) {
        let (reply, answer) = channel();
        self.send(Request::Flush(reply));
        let _ = answer.recv_timeout(patience);
    }
}

/// How long after a failed write the next one is tried.
const AGAIN: Duration = Duration::from_secs(5);
/// So many writes make a transaction at most.
const MOST: usize = 256;

struct Work {
    folder: Option<PathBuf>,
    store: Option<Store>,
    pending: Vec<Write>,
    /// Why the last write failed, until one succeeds.
    failing: Option<StoreError>,
    events: Sender<Event>,
    waker: Waker,
}

impl Work {
    fn run(&mut self, asks: &Receiver<Request>) {
        loop {
            let ask = if self.failing.is_some() {
                match asks.recv_timeout(AGAIN) {
                    Ok(ask) => Some(ask),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            } else {
                match asks.recv() {
                    Ok(ask) => Some(ask),
                    Err(_) => break,
                }
            };
            let mut next = ask;
            while let Some(ask) = next.take() {
                match ask {
                    Request::Write(write) => {
                        self.pending.push(write);
                        // What comes together is written together.
                        if self.pending.len() < MOST || self.failing.is_some() {
                            next = asks.try_recv().ok();
                        }
                    }
                    other => {
                        self.write();
                        self.answer(other);
                    }
                }
            }
            self.write();
        }
        self.write();
    }

    fn tell(&self, told: Reply) {
        let _ = self.events.send(Event::Project(told));
        (self.waker)();
    }

    fn tell_opened(&self, path: Option<PathBuf>, loaded: Box<Loaded>, notice: Option<Message>) {
        let mut untitled = self.folder.as_deref().map_or_else(Vec::new, untitled_in);
        let own = self.store.as_ref().and_then(Store::path);
        untitled.retain(|path| Some(path.as_path()) != own);
        self.tell(Reply::Opened {
            path,
            loaded,
            notice,
            untitled,
        });
    }

    /// The store; an untitled one is made when there is something to keep.
    fn store(&mut self) -> Result<&mut Store, StoreError> {
        if self.store.is_none() {
            self.store = Some(match &self.folder {
                Some(folder) => {
                    private(folder)?;
                    Store::create(&untitled(folder))?
                }
                None => Store::memory()?,
            });
        }
        self.store.as_mut().ok_or(StoreError::Missing)
    }

    fn write(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let writes = std::mem::take(&mut self.pending);
        match self.store().and_then(|store| store.write(&writes)) {
            Ok(()) => {
                self.failing = None;
                self.tell(Reply::Kept);
            }
            Err(error) => {
                self.pending = writes;
                if self.failing.replace(error.clone()).is_none() {
                    self.tell(Reply::NotKept { error });
                }
            }
        }
    }

    fn answer(&mut self, ask: Request) {
        let leaves = matches!(ask, Request::New | Request::Open(_) | Request::Recover(_));
        if let Some(error) = self.failing.clone().filter(|_| leaves) {
            // What could not be written would be lost with the project.
            self.tell(Reply::NotKept { error });
            return;
        }
        match ask {
            Request::Write(write) => self.pending.push(write),
            Request::New => {
                self.leave();
                self.tell_opened(None, Box::default(), None);
            }
            Request::Open(path) => self.open(&path),
            Request::Recover(path) => self.recover(&path),
            Request::SaveAs(path) => self.save_as(path),
            Request::Copy(path) => match self.store().and_then(|store| store.copy_to(&path)) {
                Ok(()) => self.tell(Reply::Saved { path, copy: true }),
                Err(error) => self.tell(Reply::NotSaved { path, error }),
            },
            Request::Shrink => {
                let size = |store: &Store| {
                    store
                        .path()
                        .and_then(|path| fs::metadata(path).ok())
                        .map_or(0, |about| about.len() >> 10)
                };
                let shrunk = self.store().and_then(|store| {
                    let before = size(store);
                    store.shrink()?;
                    Ok((before, size(store)))
                });
                match shrunk {
                    Ok((before, after)) => self.tell(Reply::Shrunk { before, after }),
                    Err(error) => self.tell(Reply::NotKept { error }),
                }
            }
            Request::Text { sha256, how, reply } => {
                let waiting = self.pending.iter().find_map(|write| match write {
                    Write::Text { text, how: own } if text.sha256 == sha256 && *own == how => {
                        Some(SourceText::clone(text))
                    }
                    _ => None,
                });
                let kept = || self.store.as_ref()?.text(&sha256, &how);
                let _ = reply.send(waiting.or_else(kept));
            }
            Request::Flush(reply) => {
                let _ = reply.send(());
            }
        }
    }

    /// Closes the project; everything of it is on disk.
    fn leave(&mut self) {
        self.store = None;
        self.pending.clear();
    }

    fn is_untitled(&self, path: &Path) -> bool {
        self.folder.as_deref() == path.parent()
    }

    fn open(&mut self, path: &Path) {
        if self
            .store
            .as_ref()
            .is_some_and(|store| store.path() == Some(path))
        {
            // It is the one that is open.
            self.store = None;
        }
        match Store::open(path) {
            Ok((store, loaded)) => {
                self.leave();
                self.store = Some(store);
                self.tell_opened(
                    (!self.is_untitled(path)).then(|| path.to_owned()),
                    Box::new(loaded),
                    None,
                );
            }
            Err(StoreError::ReadOnly) => self.open_copy(path),
            Err(error) => self.tell(Reply::Refused {
                path: path.to_owned(),
                error,
            }),
        }
    }

    /// A project that cannot be written is worked on as an untitled copy.
    fn open_copy(&mut self, path: &Path) {
        let folder = self.folder.clone().unwrap_or_else(std::env::temp_dir);
        let copy = untitled(&folder);
        let opened = private(&folder)
            .and_then(|()| fs::read(path))
            // Not copied: the copy would be as read-only as the file.
            .and_then(|bytes| fs::write(&copy, bytes))
            .map_err(StoreError::from)
            .and_then(|()| Store::open(&copy));
        match opened {
            Ok((store, loaded)) => {
                self.leave();
                self.store = Some(store);
                let notice = Message::ProjectReadOnly {
                    path: path.to_owned(),
                };
                self.tell_opened(None, Box::new(loaded), Some(notice));
            }
            Err(error) => {
                let _ = fs::remove_file(&copy);
                self.tell(Reply::Refused {
                    path: path.to_owned(),
                    error,
                });
            }
        }
    }

    fn recover(&mut self, path: &Path) {
        let folder = self.folder.as_deref().filter(|_| self.is_untitled(path));
        let to = if let Some(folder) = folder {
            // Untitled work stays untitled, and is the latest: it is there again at the next start.
            Some(untitled(folder))
        } else {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let name = |n: u32| format!("{stem}-recovered-{n}.{ENDING}");
            let mut names = (1..1_000).map(|n| path.with_file_name(name(n)));
            names.find(|to| !to.exists())
        };
        let Some(to) = to else {
            let detail = String::new();
            self.tell(Reply::Refused {
                path: path.to_owned(),
                error: StoreError::Damaged { detail },
            });
            return;
        };
        match recover::recover(path, &to) {
            Ok((store, loaded)) => {
                self.leave();
                self.store = Some(store);
                let notice = Message::ProjectRecovered {
                    from: path.to_owned(),
                    to: to.clone(),
                    lost: loaded.lost,
                };
                let to = (!self.is_untitled(&to)).then_some(to);
                self.tell_opened(to, Box::new(loaded), Some(notice));
            }
            Err(error) => self.tell(Reply::Refused {
                path: path.to_owned(),
                error,
            }),
        }
    }

    fn save_as(&mut self, path: PathBuf) {
        let old = self
            .store()
            .ok()
            .and_then(|store| store.path().map(Path::to_owned));
        if old.as_ref() == Some(&path) {
            self.tell(Reply::Saved { path, copy: false });
            return;
        }
        let saved = self
            .store()
            .and_then(|store| store.copy_to(&path))
            .and_then(|()| {
                let (store, _) = Store::open(&path)?;
                Ok(store)
            });
        match saved {
            Ok(store) => {
                self.store = Some(store);
                // An untitled project has its place now.
                if let Some(old) = old.filter(|old| self.is_untitled(old)) {
                    let _ = fs::remove_file(old);
                }
                // What could not be written into the old file goes into the new one.
                self.write();
                self.tell(Reply::Saved { path, copy: false });
            }
            Err(error) => self.tell(Reply::NotSaved { path, error }),
        }
    }
}

/// A folder that only this user can look into.
fn private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A name for an untitled project that no other one has.
fn untitled(folder: &Path) -> PathBuf {
    let now = jiff::Zoned::now().strftime("%Y-%m-%d %H-%M-%S").to_string();
    let names = (0u32..).map(|n| {
        let more = if n == 0 {
            String::new()
        } else {
            format!(" {n}")
        };
        folder.join(format!("{now}{more}.{ENDING}"))
    });
    names
        .into_iter()
        .find(|path| !path.exists())
        .unwrap_or_default()
}

/// The untitled projects of a folder, the latest first.
pub fn untitled_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(all) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = all
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        })
        .collect();
    found.sort();
    found.reverse();
    found
}
