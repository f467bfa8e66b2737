//! What is kept from session to session. Reading never fails: what cannot be read is set aside and reported.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::engine::export::request::Content;
use crate::engine::export::{Format, write_whole};
use crate::engine::labels::Language;
use crate::model::fix::Fix;
use crate::model::goal::Kind;

use super::export::After;
use super::notices::Message;
use super::views::board::KeptBoard;
use super::views::goals::{Column, Grouping};
use super::words::KeptWords;

/// The version of the file; older ones are migrated, newer ones set aside.
pub const VERSION: u32 = 2;

const FILE: &str = "settings.json";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Where the window was, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Left and top; none where the system does not tell.
    pub position: Option<[f32; 2]>,
    /// Width and height.
    pub size: [f32; 2],
    /// Filling the screen.
    pub maximized: bool,
}

/// What settings of version 1 kept of a session; projects keep it since.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Files in order.
    pub files: Vec<PathBuf>,
    /// The samples were open.
    pub samples: bool,
}

/// The last export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastExport {
    /// Its format.
    pub format: Format,
    /// What it held.
    #[serde(default)]
    pub content: Content,
    /// Which lists.
    pub kinds: Vec<Kind>,
    /// Its folder.
    pub folder: Option<PathBuf>,
    /// The keys of columns left out.
    pub without: Vec<String>,
    /// A workbook of the board has a chart.
    pub chart: bool,
    /// What is done afterwards.
    pub after: After,
}

impl Default for LastExport {
    fn default() -> Self {
        Self {
            format: Format::Xlsx,
            content: Content::Items,
            kinds: vec![Kind::Goal],
            folder: None,
            without: Vec::new(),
            chart: false,
            after: After::Folder,
        }
    }
}

/// Settings and session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The version of the file.
    pub version: u32,
    /// The language; the system's when none.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Theme,
    /// The zoom factor.
    pub zoom: f32,
    /// Nothing moves by itself.
    pub still: bool,
    /// The name under corrections and notes; the system's name of the user where it is empty.
    pub name: String,
    /// Where the window was.
    pub window: Option<WindowPlace>,
    /// Lately opened, newest first.
    pub recent: Vec<PathBuf>,
    /// Columns not shown.
    pub hidden_columns: Vec<Column>,
    /// How the goals are grouped.
    pub grouping: Grouping,
    /// How the board was.
    pub board: KeptBoard,
    /// How the words view was.
    pub words: KeptWords,
    /// The project that was open; none for an untitled one.
    pub project: Option<PathBuf>,
    /// What version 1 kept of what was set right about files; projects keep it since.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fixes: BTreeMap<String, Fix>,
    /// The last export.
    pub export: LastExport,
    /// What version 1 kept of what was open.
    #[serde(skip_serializing)]
    pub session: Session,
}

/// The name the system has for who works here.
pub fn user() -> Option<String> {
    ["USER", "USERNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
}

impl Settings {
    /// The name under corrections and notes.
    pub fn signs_as(&self) -> Option<String> {
        let own = self.name.trim();
        if own.is_empty() {
            return user();
        }
        Some(own.to_owned())
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            language: None,
            theme: Theme::System,
            zoom: 1.0,
            still: false,
            name: String::new(),
            window: None,
            recent: Vec::new(),
            hidden_columns: Vec::new(),
            grouping: Grouping::None,
            board: KeptBoard::default(),
            words: KeptWords::default(),
            project: None,
            fixes: BTreeMap::new(),
            export: LastExport::default(),
            session: Session::default(),
        }
    }
}

/// Where the program keeps what it writes by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Settings and the log.
    pub settings: PathBuf,
    /// Untitled projects.
    pub work: PathBuf,
}

/// This file beside the program makes it keep everything in a folder beside itself.
pub const PORTABLE: &str = "portable.txt";

impl Folders {
    /// Everything in one folder.
    pub fn within(folder: &Path) -> Self {
        Self {
            settings: folder.to_owned(),
            work: folder.join("work"),
        }
    }

    /// Beside the program where it is portable, as the system wants it otherwise.
    pub fn find(program: Option<&Path>) -> Option<Self> {
        if let Some(folder) = program.and_then(Path::parent)
            && folder.join(PORTABLE).exists()
        {
            return Some(Self::within(&folder.join("data")));
        }
        directories::ProjectDirs::from("", "", "duizhao").map(|dirs| Self {
            settings: dirs.config_dir().to_owned(),
            work: dirs.data_dir().join("work"),
        })
    }
}

/// Reads the settings of `folder`; defaults where there are none, or where they make no sense.
pub fn read(folder: &Path) -> (Settings, Option<Message>) {
    let path = folder.join(FILE);
    let Ok(text) = fs::read(&path) else {
        return (Settings::default(), None);
    };
    match serde_json::from_slice::<Settings>(&text) {
        Ok(mut settings) if settings.version <= VERSION => {
            settings.version = VERSION;
            settings.zoom = if settings.zoom.is_finite() {
                settings.zoom.clamp(0.6, 2.5)
            } else {
                1.0
            };
            settings.recent.truncate(RECENT);
            settings.window = settings.window.filter(|w| {
                w.size
                    .iter()
                    .all(|s| s.is_finite() && (200.0..20_000.0).contains(s))
            });
            (settings, None)
        }
        _ => {
            let aside = folder.join("settings.unreadable.json");
            // Nothing is lost: the file stays under another name.
            let moved = fs::rename(&path, &aside).is_ok();
            (
                Settings::default(),
                Some(Message::SettingsSetAside {
                    path: if moved { aside } else { path },
                }),
            )
        }
    }
}

/// How many recent files are kept.
pub const RECENT: usize = 12;

/// Writes `text` as the settings of `folder`.
pub fn write(folder: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    write_whole(&folder.join(FILE), text.as_bytes())
}
