//! The file of a project: an SQLite database with the texts as extracted, what the user did, and how to take it back.
//!
//! Every write is a transaction. A file is never changed by a version older than the one that wrote it, an older one is
//! migrated after a copy was put beside it, and what is damaged is recovered into a new file (see [`recover`](super::recover)).

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, params};

use super::document::{Change, Document, Part, Step};
use super::history::MOST_STEPS;
use crate::engine::read::{LARGEST_BYTES, encoding, fingerprint};
use crate::model::source::{FileKind, SourceText};

/// «DUZH»: how such a file is told from other databases.
pub const APPLICATION: i32 = 0x4455_5A48;

/// The file's ending.
pub const ENDING: &str = "duizhao";

/// The schema, a step a version: a file of version n has had the first n of them.
const SCHEMA: [&str; VERSION as usize] = [
    "CREATE TABLE text (
        sha256 TEXT NOT NULL, how TEXT NOT NULL, kind TEXT NOT NULL, encoding TEXT, columns TEXT, notices TEXT NOT NULL,
        body BLOB NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (sha256, how));
     CREATE TABLE work (part TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, sum INTEGER NOT NULL,
        PRIMARY KEY (part, key));
     CREATE TABLE history (n INTEGER PRIMARY KEY, step BLOB NOT NULL, sum INTEGER NOT NULL);
     CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL);",
    // What a person with any SQLite browser wants to see.
    "CREATE VIEW files AS SELECT key AS sha256, value ->> 'name' AS name, value ->> 'path' AS path,
        value ->> 'day' AS day FROM work WHERE part = 'file';
     CREATE VIEW corrections AS SELECT substr(key, 1, 64) AS sha256, value ->> 'start' AS start, value ->> 'quote' AS quote,
        value ->> 'indicator' AS indicator, value ->> 'measure' AS measure, value -> 'verdict' AS verdict,
        value ->> 'was' AS extracted, value ->> 'by' AS by, value ->> 'at' AS at FROM work WHERE part = 'correction';
     CREATE VIEW notes AS SELECT value ->> 'sha256' AS sha256, value ->> 'start' AS start, value ->> 'quote' AS quote,
        value ->> 'text' AS text, value ->> 'by' AS by, value ->> 'at' AS at FROM work WHERE part = 'note';
     CREATE VIEW rules AS SELECT value ->> 'words' AS words, value ->> 'indicator' AS indicator,
        value ->> 'measure' AS measure, value ->> 'goal' AS goal FROM work WHERE part = 'rule';",
];

/// The version this program writes.
pub const VERSION: i64 = 2;

/// A project that could not be opened, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: StoreError,
}

/// Why a project cannot be opened or kept: a key of the interface, with what the system or SQLite said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no such file.
    Missing,
    /// A database of something else, or no database.
    Foreign,
    /// Written by a newer version of the program.
    Newer {
        /// Its format.
        version: i64,
    },
    /// Open in another window or on another machine.
    Busy,
    /// It cannot be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// Its bytes do not make sense.
    Damaged {
        /// What SQLite said.
        detail: String,
    },
    /// The disk or the share does not answer.
    Gone {
        /// What was said.
        detail: String,
    },
}

impl StoreError {
    /// The key of its sentence.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Foreign => "foreign",
            Self::Newer { .. } => "newer",
            Self::Busy => "busy",
            Self::ReadOnly => "read-only",
            Self::Full => "full",
            Self::Damaged { .. } => "damaged",
            Self::Gone { .. } => "gone",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure
                | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Gone { detail },
            _ => Self::Damaged { detail },
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Gone {
                detail: error.to_string(),
            },
        }
    }
}

/// What stands in a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// What the user did.
    pub document: Document,
    /// The last steps, oldest first.
    pub steps: Vec<Step>,
    /// How many were made before them.
    pub forgotten: usize,
    /// How many of them are done; those behind were taken back.
    pub head: usize,
    /// The views, as JSON.
    pub views: Option<String>,
    /// How many rows could not be read.
    pub lost: usize,
}

/// What is to be written, in one transaction with what came with it.
#[derive(Clone, Debug)]
pub enum Write {
    /// A text as extracted, read in the way that `how` tells.
    Text {
        /// The text, with the notices of reading only.
        text: std::sync::Arc<SourceText>,
        /// See [`how`](super::document::how).
        how: String,
    },
    /// Rows that changed.
    Rows(Vec<Change>),
    /// A step behind the first `n` ever made, in place of those that were taken back.
    Step {
        /// How many steps there are before it.
        n: usize,
        /// The step.
        step: Step,
    },
    /// How many steps are done, with those that are forgotten.
    Head(usize),
    /// The views.
    Views(String),
}

/// An open project file.
#[derive(Debug)]
pub struct Store {
    pub(super) own: Connection,
    path: Option<PathBuf>,
}

/// How long another program may hold the file before it counts as open elsewhere.
const PATIENCE: Duration = Duration::from_millis(1_500);

impl Store {
    /// A new project without a file, for as long as the program runs.
    pub fn memory() -> Result<Self, StoreError> {
        Self::fresh(Connection::open_in_memory()?, None)
    }

    /// A new project in a file that is not there yet.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Self::fresh(Connection::open(path)?, Some(path.to_owned()))
    }

    fn fresh(own: Connection, path: Option<PathBuf>) -> Result<Self, StoreError> {
        let mut store = Self { own, path };
        store.settle()?;
        store
            .own
            .pragma_update(None, "application_id", APPLICATION)?;
        store.migrate(0)?;
        Ok(store)
    }

    /// A project that may be damaged, for reading only what can be read.
    pub(super) fn as_it_is(path: &Path) -> Result<Self, StoreError> {
        let own = Connection::open(path)?;
        Ok(Self { own, path: None })
    }

    /// Opens a project and reads what stands in it. A damaged one is not opened; see [`recover`](super::recover).
    pub fn open(path: &Path) -> Result<(Self, Loaded), StoreError> {
        fs::metadata(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self {
            own: Connection::open_with_flags(path, flags)?,
            path: Some(path.to_owned()),
        };
        store.own.busy_timeout(PATIENCE)?;
        let version = store.version()?;
        if store.own.is_readonly("main")? || fs::metadata(path)?.permissions().readonly() {
            return Err(StoreError::ReadOnly);
        }
        store.settle()?;
        if version < VERSION {
            // The old file stays beside the new one.
            let aside = path.with_extension(format!("v{version}.{ENDING}"));
            fs::copy(path, aside)?;
            store.migrate(version)?;
        }
        let checked: String = store
            .own
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if checked != "ok" {
            return Err(StoreError::Damaged { detail: checked });
        }
        let loaded = store.load();
        if loaded.lost > 0 || !store.texts_are_whole()? {
            return Err(StoreError::Damaged {
                detail: format!("{} rows", loaded.lost),
            });
        }
        Ok((store, loaded))
    }

    /// The version of the file's format, if it is a project.
    fn version(&self) -> Result<i64, StoreError> {
        let number = |name: &str| {
            self.own
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        };
        if number("application_id")? != i64::from(APPLICATION) {
            return Err(StoreError::Foreign);
        }
        let version = number("user_version")?;
        if version > VERSION {
            return Err(StoreError::Newer { version });
        }
        Ok(version)
    }

    /// Takes the file for this window alone. A rollback journal works on shares too, where a log in shared memory does not.
    fn settle(&self) -> Result<(), StoreError> {
        self.own.busy_timeout(PATIENCE)?;
        self.own.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        self.own.pragma_update(None, "synchronous", "FULL")?;
        self.own.pragma_update(None, "cell_size_check", true)?;
        self.own.pragma_update(None, "trusted_schema", false)?;
        let _: String = self
            .own
            .query_row("PRAGMA journal_mode = TRUNCATE", [], |row| row.get(0))?;
        self.own.execute_batch("BEGIN EXCLUSIVE; COMMIT;")?;
        Ok(())
    }

    fn migrate(&mut self, from: i64) -> Result<(), StoreError> {
        let all = self.own.transaction()?;
        for sql in SCHEMA.iter().skip(usize::try_from(from).unwrap_or(0)) {
            all.execute_batch(sql)?;
        }
        all.pragma_update(None, "user_version", VERSION)?;
        all.execute(
            "INSERT OR REPLACE INTO state VALUES ('program', ?1)",
            [env!("CARGO_PKG_VERSION")],
        )?;
        Ok(all.commit()?)
    }

    /// Where it lies; none in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Writes all of it or nothing.
    pub fn write(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        if self.path.as_deref().is_some_and(|path| !path.exists()) {
            // SQLite goes on writing into a file that was removed.
            return Err(StoreError::Gone {
                detail: String::new(),
            });
        }
        let all = self.own.transaction()?;
        for write in writes {
            match write {
                Write::Text { text, how } => keep_text(&all, text, how)?,
                Write::Rows(changes) => {
                    for change in changes {
                        let (part, key) = (change.part.word(), &change.key);
                        match &change.after {
                            Some(json) => all
                                .prepare_cached(
                                    "INSERT OR REPLACE INTO work VALUES (?1, ?2, ?3, ?4)",
                                )?
                                .execute(params![part, key, json, sum(&[part, key, json])])?,
                            None => all
                                .prepare_cached("DELETE FROM work WHERE part = ?1 AND key = ?2")?
                                .execute([part, key])?,
                        };
                    }
                }
                Write::Step { n, step } => {
                    let n = i64::try_from(*n).unwrap_or(0).min(i64::MAX - 1);
                    all.execute("DELETE FROM history WHERE n > ?1", [n])?;
                    let json = serde_json::to_string(step).unwrap_or_default();
                    let packed = packed(&json);
                    all.execute(
                        "INSERT INTO history VALUES (?1, ?2, ?3)",
                        params![n + 1, packed, crc(&[&packed])],
                    )?;
                    let most = i64::try_from(MOST_STEPS).unwrap_or(i64::MAX);
                    all.execute("DELETE FROM history WHERE n <= ?1", [n + 1 - most])?;
                    set_state(&all, "head", &(n + 1).to_string())?;
                }
                Write::Head(head) => set_state(&all, "head", &head.to_string())?,
                Write::Views(json) => set_state(&all, "views", json)?,
            }
        }
        Ok(all.commit()?)
    }

    /// A text as extracted; nothing where it is not kept, or not as it was.
    pub fn text(&self, sha256: &str, how: &str) -> Option<SourceText> {
        let mut find = self
            .own
            .prepare_cached(
                "SELECT kind, encoding, columns, notices, body, fingerprint FROM text WHERE sha256 = ?1 AND how = ?2",
            )
            .ok()?;
        let row = find
            .query_row([sha256, how], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<String>>(1)?,
                    row.get::<_, Option<String>>(2)?,
                    row.get::<_, String>(3)?,
                    row.get::<_, Vec<u8>>(4)?,
                    row.get::<_, String>(5)?,
                ))
            })
            .optional()
            .ok()??;
        let (kind, encoding, columns, notices, body, print) = row;
        let text = unpacked(&body)?;
        if fingerprint(text.as_bytes()) != print {
            return None;
        }
        let kind: FileKind = serde_json::from_value(serde_json::Value::String(kind)).ok()?;
        Some(SourceText {
            text,
            kind,
            encoding: encoding.as_deref().and_then(encoding::known),
            sha256: sha256.to_owned(),
            columns: columns
                .as_deref()
                .and_then(|json| serde_json::from_str(json).ok()),
            notices: serde_json::from_str(&notices).unwrap_or_default(),
        })
    }

    fn texts_are_whole(&self) -> Result<bool, StoreError> {
        let mut all = self.own.prepare("SELECT body, fingerprint FROM text")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            let (body, print): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            if unpacked(&body).is_none_or(|text| fingerprint(text.as_bytes()) != print) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Everything but the texts; what cannot be read is counted and left out.
    pub(super) fn load(&self) -> Loaded {
        let mut out = Loaded::default();
        let work = each(&self.own, "work", "part, key, value, sum", |row| {
            let (part, key, json): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let whole = row.get::<_, i64>(3)? == sum(&[&part, &key, &json]);
            Ok(Part::from_word(&part)
                .filter(|_| whole)
                .map(|part| (part, key, json)))
        });
        out.lost += work.1;
        for (part, key, json) in work.0 {
            out.document.put(part, key, json);
        }
        let steps = each(&self.own, "history", "n, step, sum", |row| {
            let (n, body): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let n = usize::try_from(n).unwrap_or(0);
            let whole = row.get::<_, i64>(2)? == crc(&[&body]);
            let step = unpacked(&body).and_then(|json| serde_json::from_str::<Step>(&json).ok());
            Ok(step.filter(|_| whole).map(|step| (n, step)))
        });
        out.lost += steps.1;
        let state = |key: &str| {
            let sql = "SELECT value FROM state WHERE key = ?1";
            self.own
                .query_row(sql, [key], |row| row.get::<_, String>(0))
                .ok()
        };
        out.head = state("head")
            .and_then(|head| head.parse().ok())
            .unwrap_or(0);
        out.views = state("views");
        let mut steps = steps.0;
        steps.sort_by_key(|(n, _)| *n);
        // Steps can be taken back only in one piece: behind a gap they start anew.
        let first = steps.first().map_or(0, |(n, _)| n.saturating_sub(1));
        let whole = steps.iter().zip(first + 1..).all(|((n, _), own)| *n == own);
        if whole && (first..=first + steps.len()).contains(&out.head) {
            out.steps = steps.into_iter().map(|(_, step)| step).collect();
            out.forgotten = first;
            out.head -= first;
        } else {
            out.lost += usize::from(out.lost == 0);
            out.head = 0;
        }
        out
    }

    /// A copy in another file, as small as it can be.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        let side = side(path);
        let _ = fs::remove_file(&side);
        let copied = self
            .own
            .execute("VACUUM INTO ?1", [side.to_string_lossy()])
            .map_err(StoreError::from)
            .and_then(|_| Ok(fs::File::open(&side).and_then(|file| file.sync_all())?))
            .and_then(|()| Ok(fs::rename(&side, path)?));
        if copied.is_err() {
            let _ = fs::remove_file(&side);
        }
        copied
    }

    /// Forgets the steps and the texts of files that are not open, and gives their room back.
    pub fn shrink(&mut self) -> Result<(), StoreError> {
        let all = self.own.transaction()?;
        all.execute("DELETE FROM history", [])?;
        set_state(&all, "head", "0")?;
        all.execute(
            "DELETE FROM text WHERE sha256 NOT IN (SELECT key FROM work WHERE part = 'file')",
            [],
        )?;
        all.commit()?;
        Ok(self.own.execute_batch("VACUUM")?)
    }

    /// The most pages the file may have; for tests of a full disk.
    pub fn limit_pages(&self, pages: i64) -> Result<(), StoreError> {
        Ok(self.own.pragma_update(None, "max_page_count", pages)?)
    }
}

/// Where a file is written before it gets its name.
pub(super) fn side(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// The rows of a table that can be read, from both ends up to what is damaged; how many could not.
pub(super) fn each<T>(
    own: &Connection,
    table: &str,
    columns: &str,
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<Option<T>>,
) -> (Vec<T>, usize) {
    let mut out = Vec::new();
    let mut lost = 0;
    let mut until = i64::MAX;
    let mut last = i64::MIN;
    for order in ["ASC", "DESC"] {
        let sql = format!(
            "SELECT {columns}, rowid FROM {table} NOT INDEXED WHERE rowid > ?1 AND rowid < ?2 ORDER BY rowid {order}"
        );
        let Ok(mut all) = own.prepare(&sql) else {
            return (out, lost + 1);
        };
        let place = all.column_count() - 1;
        let Ok(mut rows) = all.query([last, until]) else {
            return (out, lost + 1);
        };
        let mut whole = true;
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let rowid = row.get::<_, i64>(place).unwrap_or(0);
                    if order == "ASC" {
                        last = rowid;
                    } else {
                        until = rowid;
                    }
                    match read(row) {
                        Ok(Some(found)) => out.push(found),
                        _ => lost += 1,
                    }
                }
                Ok(None) => break,
                Err(_) => {
                    whole = false;
                    lost += 1;
                    break;
                }
            }
        }
        if whole {
            break;
        }
    }
    (out, lost)
}

fn keep_text(all: &Connection, text: &SourceText, how: &str) -> rusqlite::Result<()> {
    let known: bool = all
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM text WHERE sha256 = ?1 AND how = ?2)")?
        .query_row([&text.sha256, how], |row| row.get(0))?;
    if known {
        return Ok(());
    }
    let columns = text
        .columns
        .as_ref()
        .and_then(|columns| serde_json::to_string(columns).ok());
    all.prepare_cached("INSERT INTO text VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![
            text.sha256,
            how,
            text.kind.word(),
            text.encoding,
            columns,
            serde_json::to_string(&text.notices).unwrap_or_default(),
            packed(&text.text),
            fingerprint(text.text.as_bytes()),
        ])?;
    Ok(())
}

fn set_state(all: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    all.prepare_cached("INSERT OR REPLACE INTO state VALUES (?1, ?2)")?
        .execute([key, value])?;
    Ok(())
}

/// A row with a byte changed by the disk is told by its sum; SQLite itself keeps none.
fn sum(parts: &[&str]) -> i64 {
    let bytes: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    crc(&bytes)
}

fn crc(parts: &[impl AsRef<[u8]>]) -> i64 {
    let mut crc = flate2::Crc::new();
    for part in parts {
        crc.update(part.as_ref());
        crc.update(&[0]);
    }
    i64::from(crc.sum())
}

fn packed(text: &str) -> Vec<u8> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory does not fail.
    let _ = out.write_all(text.as_bytes());
    out.finish().unwrap_or_default()
}

fn unpacked(body: &[u8]) -> Option<String> {
    let mut out = String::new();
    let mut all = DeflateDecoder::new(body).take(LARGEST_BYTES * 2);
    all.read_to_string(&mut out).ok()?;
    Some(out)
}
