//! The command line: the engine without a window. What it prints is a stable contract.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the command line"
)]

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use lexopt::prelude::*;

use crate::engine::export::json::Failure;
use crate::engine::{self, AnalysedFile, read};
use crate::model::notice::Notice;

/// An English sentence for a notice.
pub fn sentence(notice: &Notice) -> String {
    match notice {
        Notice::NoReport => "no government work report was found in this text".to_owned(),
        Notice::NoGoals => "no passage that states goals was found".to_owned(),
        Notice::CutOff => "the text ends inside the report".to_owned(),
        Notice::BadCharacters { count } => format!("{count} characters do not fit the encoding"),
        Notice::Repeated { count } => {
            format!("{count} further copies of the same report were left out")
        }
    }
}

const HELP: &str = "duizhao-cli: reads Chinese government work reports

duizhao-cli text    FILE                    the extracted text
duizhao-cli extract PATH... [--format json] [-o OUT]
duizhao-cli align   OLD NEW [-o OUT]
duizhao-cli --version | --help
";

/// Runs the command line; the exit status.
pub fn run(args: Vec<OsString>) -> i32 {
    match parse(args) {
        Ok(Ask::Help) => {
            print!("{HELP}");
            0
        }
        Ok(Ask::Version) => {
            println!("duizhao-cli {}", env!("CARGO_PKG_VERSION"));
            0
        }
        Ok(Ask::Text(path)) => match read::read(&path) {
            Ok(source) => i32::from(std::io::stdout().write_all(source.text.as_bytes()).is_err()),
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                1
            }
        },
        Ok(Ask::Extract { paths, .. }) => extract(&paths),
        Ok(Ask::Align { old, new }) => align(&old, &new),
        Err(error) => {
            eprintln!("{error}; see duizhao-cli --help");
            2
        }
    }
}

enum Ask {
    Help,
    Version,
    Text(PathBuf),
    Extract { paths: Vec<PathBuf> },
    Align { old: PathBuf, new: PathBuf },
}

fn parse(args: Vec<OsString>) -> Result<Ask, lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut command: Option<String> = None;
    let mut paths = Vec::new();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(Ask::Help),
            Long("version") | Short('V') => return Ok(Ask::Version),
            Value(word) if command.is_none() => command = Some(word.string()?),
            Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    match command.as_deref() {
        Some("text") => match paths.pop() {
            Some(path) => Ok(Ask::Text(path)),
            None => Err("text needs a file".into()),
        },
        Some("extract") => Ok(Ask::Extract { paths }),
        Some("align") => match (paths.pop(), paths.pop()) {
            (Some(new), Some(old)) if paths.is_empty() => Ok(Ask::Align { old, new }),
            _ => Err("align needs two files".into()),
        },
        _ => Err("no command".into()),
    }
}

fn load(paths: &[PathBuf]) -> (Vec<(String, AnalysedFile)>, Vec<Failure>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        let list = match read::files(path) {
            Ok(list) => list,
            Err(error) => {
                errors.push(Failure {
                    path: path.display().to_string(),
                    message: error.to_string(),
                });
                continue;
            }
        };
        for path in list {
            match read::read(&path) {
                Ok(source) => files.push((
                    path.display().to_string(),
                    engine::analyse(source, &stem(&path)),
                )),
                Err(error) => errors.push(Failure {
                    path: path.display().to_string(),
                    message: error.to_string(),
                }),
            }
        }
    }
    (files, errors)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn extract(paths: &[PathBuf]) -> i32 {
    let (files, errors) = load(paths);
    for error in &errors {
        eprintln!("{}: {}", error.path, error.message);
    }
    let status = i32::from(!errors.is_empty());
    match engine::export::json::write(&files, errors) {
        Ok(bytes) => {
            let _ = std::io::stdout().write_all(&bytes);
            status
        }
        Err(error) => {
            eprintln!("{error}");
            1
        }
    }
}

/// The first report of a file, whole text where it has none.
fn align(old: &Path, new: &Path) -> i32 {
    let read_one = |path: &Path| match read::read(path) {
        Ok(source) => Some(engine::analyse(source, &stem(path))),
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            None
        }
    };
    let (Some(a), Some(b)) = (read_one(old), read_one(new)) else {
        return 1;
    };
    let comparison = engine::compare::align(side_of(&a), side_of(&b));
    match engine::export::json::comparison(
        &old.display().to_string(),
        &new.display().to_string(),
        &comparison,
    ) {
        Ok(bytes) => i32::from(std::io::stdout().write_all(&bytes).is_err()),
        Err(error) => {
            eprintln!("{error}");
            1
        }
    }
}

fn side_of(file: &AnalysedFile) -> engine::compare::align::Side<'_> {
    engine::compare::align::Side {
        text: &file.source.text,
        offsets: &file.offsets,
        report: file.reports.first().map(|r| &r.report),
    }
}
