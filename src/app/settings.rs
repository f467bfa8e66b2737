//! What is kept from session to session. Reading never fails: what cannot be read is set aside and reported.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::engine::board::Order;
use crate::engine::export::{Format, write_whole};
use crate::engine::labels::Language;
use crate::model::fix::Fix;
use crate::model::goal::Kind;

use super::command::{After, Content};
use super::notices::Message;
use super::state::{Column, Grouping, View};
use super::words::KeptWords;

/// The version of the file; older ones are migrated, newer ones set aside.
pub const VERSION: u32 = 1;

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

/// What was open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Files in order.
    pub files: Vec<PathBuf>,
    /// The samples were open.
    pub samples: bool,
    /// The view.
    pub view: View,
    /// Selected reports: file and index.
    pub selected: Vec<(PathBuf, usize)>,
    /// The left side of the comparison.
    pub old: Option<(PathBuf, usize)>,
    /// The right side.
    pub new: Option<(PathBuf, usize)>,
    /// The report read.
    pub reading: Option<(PathBuf, usize)>,
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

/// How the board was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptBoard {
    /// The chosen columns; none for the usual ones.
    pub columns: Vec<String>,
    /// In which order the reports stood.
    pub order: Order,
    /// Cells were not shaded.
    pub plain: bool,
    /// The weights as pasted.
    pub weights: String,
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
    /// What was set right about files, by their fingerprints.
    pub fixes: BTreeMap<String, Fix>,
    /// The last export.
    pub export: LastExport,
    /// What was open.
    pub session: Session,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            language: None,
            theme: Theme::System,
            zoom: 1.0,
            window: None,
            recent: Vec::new(),
            hidden_columns: Vec::new(),
            grouping: Grouping::None,
            board: KeptBoard::default(),
            words: KeptWords::default(),
            fixes: BTreeMap::new(),
            export: LastExport::default(),
            session: Session::default(),
        }
    }
}

/// The folder of settings, as the system wants it.
pub fn folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "duizhao").map(|dirs| dirs.config_dir().to_owned())
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
