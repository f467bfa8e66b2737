//! The program without a window: state, commands, jobs, settings. Tests drive it by commands.
//!
//! Only [`update`] changes the state. Jobs run on threads of their own and answer with events.

pub mod command;
mod compare;
pub mod jobs;
pub mod notices;
pub mod settings;
pub mod state;
pub mod update;
pub mod words;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use command::{Command, Effect, Event};
use jobs::Jobs;
use settings::Settings;
use state::AppState;

/// Wakes whoever draws, after an event was sent.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The program: its state, and the jobs that run.
pub struct App {
    state: AppState,
    jobs: Jobs,
    events: Receiver<Event>,
    sender: Sender<Event>,
    /// Settings are written where these lie; `None` in tests.
    folder: Option<std::path::PathBuf>,
    saved: Option<String>,
    save_after: Option<Instant>,
}

/// How long changes gather before the settings are written.
const SAVE_AFTER: Duration = Duration::from_secs(2);

impl App {
    /// A program with these settings. `folder` is where they are kept.
    pub fn new(settings: Settings, folder: Option<std::path::PathBuf>, waker: Waker) -> Self {
        let (sender, events) = channel();
        let jobs = Jobs::new(sender.clone(), waker);
        Self {
            state: AppState::new(settings),
            jobs,
            events,
            sender,
            folder,
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
        while !self.state.jobs.is_empty() {
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
                Effect::Cancel(job) => self.jobs.cancel(job),
                Effect::OpenFolder(path) => {
                    jobs::open(path.parent().map_or_else(|| path.clone(), Into::into));
                }
                Effect::OpenFile(path) => jobs::open(path),
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
        let Some(folder) = &self.folder else { return };
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
}

impl App {
    /// Opens what was open in the last session.
    pub fn restore(&mut self) {
        for command in update::restore(&mut self.state) {
            self.send(command);
        }
    }

    /// Tells the user something found before the window was there.
    pub fn notify(&mut self, message: notices::Message) {
        self.state.notices.add(message);
    }
}
