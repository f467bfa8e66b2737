//! The command line: the engine without a window. What it prints is a stable contract.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the command line"
)]

mod words;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lexopt::prelude::*;

use crate::engine::board::{self, Against, Filter, Key, Order};
use crate::engine::export::Format;
use crate::engine::export::json::Failure;
use crate::engine::export::request::{Content, Request};
use crate::engine::labels::Language;
use crate::engine::{self, picture, read};
use crate::model::analysed::{AnalysedFile, Chosen};
use crate::model::goal::Kind;

const HELP: &str = "duizhao-cli: reads Chinese government work reports

duizhao-cli text    FILE                                     the extracted text
duizhao-cli extract PATH... [--format FORMAT] [-o OUT]       goals, tasks and results
duizhao-cli board   PATH... [--format FORMAT] [-o OUT]       reports by indicators
duizhao-cli align   OLD NEW [--format FORMAT] [-o OUT]       which sentence answers to which
duizhao-cli ledger  OLD NEW [--format FORMAT] [-o OUT]       what became of the goals and tasks of OLD
duizhao-cli words   PATH... [--format FORMAT] [-o OUT]       how much of each topic is in each report
duizhao-cli keywords OLD NEW [--format FORMAT] [-o OUT]      words NEW uses more or less than OLD
duizhao-cli shared  ONE PATH... [--format FORMAT] [-o OUT]   how much of each paragraph of ONE stands in the others
duizhao-cli audit   PATH... [-o OUT.html]                    texts, fingerprints and every item on one page, to check
duizhao-cli --version | --help

PATH is a file or a folder, read with the folders in it. FORMAT: json (default), csv, tsv, xlsx, md, html, docx, parquet.
--kinds goals,tasks,actuals chooses the lists of a table (default goals); --language zh|en its heads.
board: --columns gdp,cpi.level,... (default: the usual ones of the level); --year YEAR; --weights FILE (name and number
a line) adds a weighted mean; --against year|above|result holds the cells against the goals of the year before, of the
level above, or last year's goals against the results; --filter changed|weaker|stronger|lost|new|higher|lower|missed.
words: --topic FILE (a term a line, - before what does not count; default: the built-in topics) or --term WORD,...;
--trend draws them over the years as svg or png; --notes FILE says how it was counted; --matrix tabulates them
--by region|report|level|year|role --per hits|chars|words|sentences|reports; --role review|goals|tasks|... only there;
--hits lists every place; --find WORDS (* and ? stand for others), --match EXPRESSION or --phrase SENTENCE (also nearly)
list those; --dictionary FILE adds words to the segmenter. keywords: --against before|peers|nothing for many files;
--cloud draws them.
board: --chart draws the first column in a workbook; --picture dots|strip|results|years|map draws it as svg or png instead.
Exit status: 0 all done, 1 some input could not be read, 2 wrong usage.
";

/// The command line in parts.
struct Options {
    command: Option<String>,
    paths: Vec<PathBuf>,
    out: Option<PathBuf>,
    format: Option<Format>,
    /// How words were counted goes there.
    notes: Option<PathBuf>,
    /// A picture of the board or of words instead of a table.
    pictured: bool,
    /// What is written; its content, format and reports are set by the command.
    request: Request,
}

impl Options {
    /// The format: named, or told by the ending of the output, or JSON.
    fn format(&self) -> Format {
        let ending = || Format::from_ending(&self.out.as_deref()?.extension()?.to_string_lossy());
        self.format.or_else(ending).unwrap_or(Format::Json)
    }
}

/// Runs the command line; the exit status.
pub fn run(args: Vec<OsString>) -> i32 {
    let options = match parse(args) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}; see duizhao-cli --help");
            return 2;
        }
    };
    match (options.command.as_deref(), options.paths.as_slice()) {
        (Some("help"), _) => {
            print!("{HELP}");
            0
        }
        (Some("version"), _) => {
            println!("duizhao-cli {}", env!("CARGO_PKG_VERSION"));
            0
        }
        (Some("text"), [path]) => match read::read(path) {
            Ok(source) => put(source.text.as_bytes(), options.out.as_deref()),
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                1
            }
        },
        (Some("extract"), [_, ..]) => match options.format() {
            Format::Json => write(options, Content::Extraction),
            _ => write(options, Content::Items),
        },
        (Some("audit"), [_, ..]) => write(options, Content::Audit),
        (Some("board"), [_, ..]) => tabulate(options),
        (Some("words"), [_, ..]) => words::words(options),
        (Some("keywords"), [_, ..]) => words::keywords(options),
        (Some("shared"), [_, _, ..]) => words::shared(options),
        (Some("align"), [_, _]) => compare(options, Content::Comparison),
        (Some("ledger"), [_, _]) => compare(options, Content::Ledger),
        _ => {
            eprintln!("a command and its files are needed; see duizhao-cli --help");
            2
        }
    }
}

fn parse(args: Vec<OsString>) -> Result<Options, lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut options = Options {
        command: None,
        paths: Vec::new(),
        out: None,
        format: None,
        notes: None,
        pictured: false,
        request: Request::new(Content::Items, Format::Json, Language::Chinese),
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => options.command = Some("help".to_owned()),
            Long("version") | Short('V') => options.command = Some("version".to_owned()),
            Long("format") => {
                let word = parser.value()?.string()?;
                options.format =
                    Some(Format::from_ending(&word).ok_or_else(|| format!("no format '{word}'"))?);
            }
            Long("out") | Short('o') => options.out = Some(PathBuf::from(parser.value()?)),
            Long("kinds") => options.request.kinds = kinds(&parser.value()?.string()?)?,
            Long("columns") => {
                for word in parser.value()?.string()?.split(',') {
                    let key = Key::from_word(word).ok_or_else(|| format!("no column '{word}'"))?;
                    options.request.board.columns.push(key);
                }
            }
            Long("picture") => {
                let word = parser.value()?.string()?;
                let mut all = picture::Kind::ALL.into_iter();
                let kind = all.find(|kind| kind.word() == word);
                options.request.picture = kind.ok_or_else(|| format!("no picture '{word}'"))?;
                options.pictured = true;
            }
            Long("chart") => options.request.chart = true,
            Long(name) if words::knows(name) => {
                let name = name.to_owned();
                words::option(&name, &mut parser, &mut options)?;
            }
            Long("year") => options.request.board.year = Some(parser.value()?.parse()?),
            Long("against") if options.command.as_deref() == Some("keywords") => {
                words::option("against", &mut parser, &mut options)?;
            }
            Long("against") => {
                let word = parser.value()?.string()?;
                let mut all = Against::ALL.into_iter();
                options.request.board.against = all
                    .find(|against| against.word() == word)
                    .ok_or_else(|| format!("nothing to hold '{word}' against"))?;
                if options.request.board.against == Against::Above {
                    options.request.board.order = Order::Province;
                }
            }
            Long("filter") => {
                let word = parser.value()?.string()?;
                let all = Against::ALL
                    .into_iter()
                    .flat_map(|against| Filter::of(against));
                options.request.board.filter = *all
                    .copied()
                    .collect::<Vec<_>>()
                    .iter()
                    .find(|filter| filter.word() == word)
                    .ok_or_else(|| format!("no filter '{word}'"))?;
            }
            Long("weights") => {
                let path = PathBuf::from(parser.value()?);
                let text = read::read(&path).map_err(|error| error.to_string())?.text;
                let (weights, bad) = board::Weights::parse(&text);
                for line in bad {
                    eprintln!("{}: no weight in '{line}'", path.display());
                }
                options.request.board.weights = weights;
            }
            Long("language") => {
                options.request.language = match parser.value()?.string()?.as_str() {
                    "zh" => Language::Chinese,
                    "en" => Language::English,
                    other => return Err(format!("no language '{other}'").into()),
                }
            }
            Value(word) if options.command.is_none() => options.command = Some(word.string()?),
            Value(path) => options.paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

fn kinds(words: &str) -> Result<Vec<Kind>, lexopt::Error> {
    words
        .split(',')
        .map(|word| match word {
            "goals" => Ok(Kind::Goal),
            "tasks" => Ok(Kind::Task),
            "actuals" => Ok(Kind::Actual),
            other => Err(format!("no list '{other}'").into()),
        })
        .collect()
}

/// Writes to a file, whole or not at all, or to standard output; the exit status.
fn put(bytes: &[u8], out: Option<&Path>) -> i32 {
    let done = match out {
        Some(path) => crate::engine::export::write_whole(path, bytes),
        None => std::io::stdout().write_all(bytes),
    };
    match (done, out) {
        (Err(error), Some(path)) => {
            eprintln!("{}: could not be written: {error}", path.display());
            1
        }
        // Done; or whoever reads has stopped reading.
        _ => 0,
    }
}

/// Reads files and folders on all cores: the files in order, and those that could not be read, told on standard error.
fn load(paths: &[PathBuf]) -> (Vec<(String, Arc<AnalysedFile>)>, Vec<Failure>) {
    let mut errors = Vec::new();
    let mut list: Vec<PathBuf> = Vec::new();
    for path in paths {
        match read::files(path) {
            Ok(files) => list.extend(files),
            Err(error) => errors.push(Failure {
                path: path.display().to_string(),
                message: error.to_string(),
            }),
        }
    }
    // Files are independent: each core takes the next one.
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<AnalysedFile, String>)>> = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(list.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = list.get(at) else { break };
                    let result = read::read(path)
                        .map(|source| engine::analyse(source, &engine::name_of(path)))
                        .map_err(|error| error.to_string());
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    let mut files = Vec::new();
    for ((_, result), path) in done.into_iter().zip(&list) {
        match result {
            Ok(file) => files.push((path.display().to_string(), Arc::new(file))),
            Err(message) => errors.push(Failure {
                path: path.display().to_string(),
                message,
            }),
        }
    }
    for error in &errors {
        eprintln!("{}: {}", error.path, error.message);
    }
    (files, errors)
}

/// All reports of the files; a file without one is chosen as a whole.
fn chosen(files: &[(String, Arc<AnalysedFile>)]) -> Vec<Chosen> {
    let today = crate::clock::today();
    let of = |(name, file): &(String, Arc<AnalysedFile>)| -> Vec<Chosen> {
        let each = (0..file.reports.len().max(1)).map(|index| Chosen {
            file: Arc::clone(file),
            index,
            name: name.clone(),
            read: today.clone(),
        });
        each.collect()
    };
    files.iter().flat_map(of).collect()
}

/// Reads the files and writes what they hold; the exit status.
fn write(mut options: Options, content: Content) -> i32 {
    let (files, errors) = load(&options.paths);
    options.request.content = content;
    options.request.reports = chosen(&files);
    options.request.failures = errors;
    finish(options)
}

fn tabulate(options: Options) -> i32 {
    let asked = &options.request.board;
    if !Filter::of(asked.against).contains(&asked.filter) {
        eprintln!(
            "--filter {} needs another --against; see duizhao-cli --help",
            asked.filter.word()
        );
        return 2;
    }
    if !options.pictured {
        return write(options, Content::Board);
    }
    write(
        Options {
            request: Request {
                picture_of: asked.columns.first().copied(),
                ..options.request
            },
            ..options
        },
        Content::Picture,
    )
}

/// Compares the first report of each file, or its whole text where it has none.
fn compare(mut options: Options, content: Content) -> i32 {
    let (files, errors) = load(&options.paths);
    if !errors.is_empty() {
        return 1;
    }
    options.request.reports = chosen(&files);
    options.request.reports.retain(|chosen| chosen.index == 0);
    let plain = content == Content::Comparison && options.format() == Format::Json;
    options.request.content = if plain { Content::Alignment } else { content };
    finish(options)
}

/// Writes what was asked for; the exit status.
fn finish(mut options: Options) -> i32 {
    options.request.format = options.format();
    let written = match options.request.write() {
        Ok(written) => written,
        Err(error) => {
            eprintln!("{error}");
            return 1;
        }
    };
    if let (Some(path), Some(note)) = (&options.notes, &written.note) {
        let status = put(note.as_bytes(), Some(path));
        if status != 0 {
            return status;
        }
    }
    let failed = i32::from(!options.request.failures.is_empty());
    put(&written.bytes, options.out.as_deref()).max(failed)
}
