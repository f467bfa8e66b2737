//! The program without a window: state, commands, jobs, settings. Tests drive it by commands.
//!
//! Only [`update`] changes the state. Jobs run on threads of their own and answer with events.

pub mod command;
pub mod crash;
pub mod export;
pub mod jobs;
pub mod library;
pub mod notices;
pub mod pending;
pub mod preview;
pub mod project;
pub mod settings;
pub mod state;
pub mod thread;
pub mod update;
pub mod versioned;
pub mod views;
pub mod words;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use command::{Command, Effect, Event, Waker};
use jobs::Jobs;
use project::keeper::{self, Keeper};
use project::protocol::ProjectCommand;
use project::sync::keep_views;
use settings::{Folders, Settings};
use state::AppState;

/// The program: its state, and the jobs that run.
pub struct App {
    state: AppState,
    jobs: Jobs,
    events: Receiver<Event>,
    sender: Sender<Event>,
    keeper: Keeper,
    /// Where settings and untitled projects lie; `None` in tests.
    folders: Option<Folders>,
    saved: Option<String>,
    save_after: Option<Instant>,
}

/// How long changes gather before the settings are written.
const SAVE_AFTER: Duration = Duration::from_secs(2);
/// How long the program waits at its end for a slow disk.
const PATIENCE: Duration = Duration::from_secs(10);

impl App {
    /// A program with these settings. `folders` are where they and untitled projects are kept.
    pub fn new(settings: Settings, folders: Option<Folders>, waker: Waker) -> Self {
        let (sender, events) = channel();
        let work = folders.as_ref().map(|folders| folders.work.clone());
        let keeper = Keeper::start(work, sender.clone(), Arc::clone(&waker));
        let jobs = Jobs::new(sender.clone(), waker, keeper.clone());
        let mut state = AppState::new(settings);
        update::begin(&mut state);
        Self {
            state,
            jobs,
            events,
            sender,
            keeper,
            folders,
            saved: None,
            save_after: None,
        }
    }

    /// What there is to draw.
    pub const fn state(&self) -> &AppState {
        &self.state
    }

    /// Where other threads (file dialogs) send their commands.
    pub fn remote(&self) -> Remote {
        Remote {
            sender: self.sender.clone(),
            waker: self.jobs.waker(),
        }
    }

    /// Carries out a command.
    pub fn send(&mut self, command: Command) {
        self.apply(Event::Command(command));
    }

    /// Takes what jobs have sent, for at most `limit`; whether anything changed.
    pub fn tick(&mut self, limit: Duration) -> bool {
        let start = Instant::now();
        let mut changed = false;
        while start.elapsed() < limit {
            let Ok(event) = self.events.try_recv() else {
                break;
            };
            self.apply(event);
            changed = true;
        }
        self.autosave();
        changed
    }

    /// Waits until no job runs; for tests and the command line.
    pub fn settle(&mut self) {
        while !self.state.jobs.is_empty() || self.state.project.opening {
            if let Ok(event) = self.events.recv_timeout(Duration::from_secs(30)) {
                self.apply(event);
            } else {
                break;
            }
        }
    }

    fn apply(&mut self, event: Event) {
        for effect in update::apply(&mut self.state, event) {
            match effect {
                Effect::Load {
                    job,
                    sources,
                    fixes,
                } => self.jobs.load(job, sources, fixes),
                Effect::Compare { job, old, new } => self.jobs.compare(job, old, new),
                Effect::Export { job, request } => self.jobs.export(job, request),
                Effect::Count { job, work } => self.jobs.count(job, work),
                Effect::Preview { job, rule, files } => self.jobs.preview(job, rule, files),
                Effect::Keep(ask) => self.keeper.send(ask),
                Effect::Cancel(job) => self.jobs.cancel(job),
                Effect::OpenFolder(path) => {
                    thread::open(path.parent().map_or_else(|| path.clone(), Into::into));
                }
                Effect::OpenFile(path) => thread::open(path),
            }
        }
        self.save_after
            .get_or_insert_with(|| Instant::now() + SAVE_AFTER);
    }

    fn autosave(&mut self) {
        if self.save_after.is_some_and(|at| at <= Instant::now()) {
            self.save();
        }
    }

    /// Writes settings and session, if they changed.
    pub fn save(&mut self) {
        self.save_after = None;
        if let Some(Effect::Keep(ask)) = keep_views(&mut self.state) {
            self.keeper.send(ask);
        }
        let Some(folder) = self.folders.as_ref().map(|folders| &folders.settings) else {
            return;
        };
        let settings = self.state.settings_to_keep();
        let Ok(text) = serde_json::to_string_pretty(&settings) else {
            return;
        };
        if self.saved.as_deref() != Some(&text) {
            if let Err(error) = settings::write(folder, &text) {
                log_quietly(&error);
            }
            self.saved = Some(text);
        }
    }
}

/// A failed save of settings is no reason to disturb anyone; the next one may work.
fn log_quietly(_error: &std::io::Error) {}

/// Sends commands from another thread.
#[derive(Clone)]
pub struct Remote {
    sender: Sender<Event>,
    waker: Waker,
}

impl Remote {
    /// Sends first, then wakes.
    pub fn send(&self, command: Command) {
        let _ = self.sender.send(Event::Command(command));
        (self.waker)();
    }

    /// Tells the user something.
    pub fn tell(&self, message: notices::Message) {
        let _ = self.sender.send(Event::Notice(message));
        (self.waker)();
    }
}

impl App {
    /// Opens the project of the last session, or the last untitled one.
    pub fn restore(&mut self) {
        let kept = self.state.settings.project.clone();
        let untitled = || {
            let folders = self.folders.as_ref()?;
            keeper::untitled_in(&folders.work).into_iter().next()
        };
        if let Some(path) = kept.or_else(untitled) {
            self.send(Command::Project(ProjectCommand::Open(path)));
            return;
        }
        let session = std::mem::take(&mut self.state.settings.session);
        if session.samples {
            self.send(Command::OpenSamples);
        }
        let files: Vec<_> = session
            .files
            .into_iter()
            .filter(|path| path.exists())
            .collect();
        if !files.is_empty() {
            self.send(Command::Open(files));
        }
    }

    /// Writes everything, and waits until it is on disk; for the end of the program.
    pub fn close(&mut self) {
        self.save();
        self.keeper.flush(PATIENCE);
    }

    /// What keeps the project on disk.
    pub fn keeper(&self) -> Keeper {
        self.keeper.clone()
    }

    /// Tells the user something found before the window was there.
    pub fn notify(&mut self, message: notices::Message) {
        self.state.notices.add(message);
    }
}
