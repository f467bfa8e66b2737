//! The command line: the engine without a window. What it prints is a stable contract.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the command line"
)]

mod words;

use std::borrow::Borrow;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use lexopt::prelude::*;

use crate::engine::board::{self, Against, Filter, Key, Order};
use crate::engine::compare::side::Side;
use crate::engine::export::audit::Audit;
use crate::engine::export::board::Form;
use crate::engine::export::comparison::Party;
use crate::engine::export::json::Failure;
use crate::engine::export::table::{self};
use crate::engine::export::{self, Format, with_sheets};
use crate::engine::labels::Language;
use crate::engine::{self, picture, read};
use crate::model::analysed::AnalysedFile;
use crate::model::analysed::Source;
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

/// What was asked for.
struct Ask {
    command: Option<String>,
    paths: Vec<PathBuf>,
    format: Option<Format>,
    out: Option<PathBuf>,
    kinds: Vec<Kind>,
    language: Language,
    board: board::Ask,
    picture: Option<picture::Kind>,
    chart: bool,
    words: export::words::Ask,
    drawn: Option<export::words::Drawn>,
    notes: Option<PathBuf>,
}

/// Runs the command line; the exit status.
pub fn run(args: Vec<OsString>) -> i32 {
    let ask = match parse(args) {
        Ok(ask) => ask,
        Err(error) => {
            eprintln!("{error}; see duizhao-cli --help");
            return 2;
        }
    };
    match (ask.command.as_deref(), ask.paths.as_slice()) {
        (Some("help"), _) => {
            print!("{HELP}");
            0
        }
        (Some("version"), _) => {
            println!("duizhao-cli {}", env!("CARGO_PKG_VERSION"));
            0
        }
        (Some("text"), [path]) => match read::read(path) {
            Ok(source) => put(source.text.as_bytes(), ask.out.as_deref()),
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                1
            }
        },
        (Some("extract"), [_, ..]) => extract(&ask),
        (Some("audit"), [_, ..]) => audit(&ask),
        (Some("board"), [_, ..]) => tabulate(&ask),
        (Some("words"), [_, ..]) => words::words(&ask),
        (Some("keywords"), [_, ..]) => words::keywords(&ask),
        (Some("shared"), [_, _, ..]) => words::shared(&ask),
        (Some("align" | "ledger"), [old, new]) => align(old, new, &ask),
        _ => {
            eprintln!("a command and its files are needed; see duizhao-cli --help");
            2
        }
    }
}

fn parse(args: Vec<OsString>) -> Result<Ask, lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut ask = Ask {
        command: None,
        paths: Vec::new(),
        format: None,
        out: None,
        kinds: vec![Kind::Goal],
        language: Language::Chinese,
        board: board::Ask::default(),
        picture: None,
        chart: false,
        words: export::words::Ask::default(),
        drawn: None,
        notes: None,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => ask.command = Some("help".to_owned()),
            Long("version") | Short('V') => ask.command = Some("version".to_owned()),
            Long("format") => {
                let word = parser.value()?.string()?;
                ask.format =
                    Some(Format::from_ending(&word).ok_or_else(|| format!("no format '{word}'"))?);
            }
            Long("out") | Short('o') => ask.out = Some(PathBuf::from(parser.value()?)),
            Long("kinds") => ask.kinds = kinds(&parser.value()?.string()?)?,
            Long("columns") => {
                for word in parser.value()?.string()?.split(',') {
                    let key = Key::from_word(word).ok_or_else(|| format!("no column '{word}'"))?;
                    ask.board.columns.push(key);
                }
            }
            Long("picture") => {
                let word = parser.value()?.string()?;
                let mut all = picture::Kind::ALL.into_iter();
                let kind = all.find(|kind| kind.word() == word);
                ask.picture = Some(kind.ok_or_else(|| format!("no picture '{word}'"))?);
            }
            Long("chart") => ask.chart = true,
            Long(name) if words::knows(name) => {
                let name = name.to_owned();
                words::option(&name, &mut parser, &mut ask)?;
            }
            Long("year") => ask.board.year = Some(parser.value()?.parse()?),
            Long("against") if ask.command.as_deref() == Some("keywords") => {
                words::option("against", &mut parser, &mut ask)?;
            }
            Long("against") => {
                let word = parser.value()?.string()?;
                let mut all = Against::ALL.into_iter();
                ask.board.against = all
                    .find(|against| against.word() == word)
                    .ok_or_else(|| format!("nothing to hold '{word}' against"))?;
                if ask.board.against == Against::Above {
                    ask.board.order = Order::Province;
                }
            }
            Long("filter") => {
                let word = parser.value()?.string()?;
                let all = Against::ALL
                    .into_iter()
                    .flat_map(|against| Filter::of(against));
                ask.board.filter = *all
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
                ask.board.weights = weights;
            }
            Long("language") => {
                ask.language = match parser.value()?.string()?.as_str() {
                    "zh" => Language::Chinese,
                    "en" => Language::English,
                    other => return Err(format!("no language '{other}'").into()),
                }
            }
            Value(word) if ask.command.is_none() => ask.command = Some(word.string()?),
            Value(path) => ask.paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(ask)
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

fn load(paths: &[PathBuf]) -> (Vec<(String, AnalysedFile)>, Vec<Failure>) {
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
            Ok(file) => files.push((path.display().to_string(), file)),
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

fn sources<F: Borrow<AnalysedFile>>(files: &[(String, F)]) -> Vec<Source<'_>> {
    files
        .iter()
        .flat_map(|(name, file)| {
            let file = file.borrow();
            file.reports.iter().map(move |report| Source {
                file,
                name,
                report,
                read: today(),
            })
        })
        .collect()
}

/// The day of this run.
fn today() -> &'static str {
    static TODAY: OnceLock<String> = OnceLock::new();
    TODAY.get_or_init(crate::clock::today)
}

fn extract(ask: &Ask) -> i32 {
    let (files, errors) = load(&ask.paths);
    let failed = !errors.is_empty();
    let format = ask.format.or_else(|| ending(ask)).unwrap_or(Format::Json);
    let bytes = if format == Format::Json {
        export::json::write(&files, errors).map_err(export::ExportError::from)
    } else {
        let sources = sources(&files);
        let table = table::goals(&sources, &ask.kinds, ask.language);
        export::table(&with_sheets(table, &sources, ask.language), format)
    };
    finish(bytes, ask, failed)
}

fn audit(ask: &Ask) -> i32 {
    let (files, errors) = load(&ask.paths);
    let page = export::audit::page(&sources(&files), &Audit::default(), ask.language);
    finish(Ok(page.into_bytes()), ask, !errors.is_empty())
}

/// The format that the name of the output tells.
fn ending(ask: &Ask) -> Option<Format> {
    Format::from_ending(&ask.out.as_deref()?.extension()?.to_string_lossy())
}

fn tabulate(ask: &Ask) -> i32 {
    let (files, errors) = load(&ask.paths);
    let format = ask.format.or_else(|| ending(ask)).unwrap_or(Format::Json);
    if !Filter::of(ask.board.against).contains(&ask.board.filter) {
        eprintln!(
            "--filter {} needs another --against; see duizhao-cli --help",
            ask.board.filter.word()
        );
        return 2;
    }
    let sources = sources(&files);
    if let Some(kind) = ask.picture {
        let wanted = picture::Ask {
            kind,
            of: ask.board.columns.first().copied(),
            board: ask.board.clone(),
        };
        let scene = picture::scene(&sources, &wanted, picture::PAPER, ask.language);
        let bytes = export::picture(&scene, format);
        return finish(bytes, ask, !errors.is_empty());
    }
    let form = if format.is_read() {
        Form::Reading
    } else {
        Form::Data
    };
    let table = export::board::table(&sources, &ask.board, form, ask.language);
    let mut table = with_sheets(table, &sources, ask.language);
    table.chart = table.shaded.first().copied().filter(|_| ask.chart);
    finish(export::table(&table, format), ask, !errors.is_empty())
}

fn finish(bytes: Result<Vec<u8>, export::ExportError>, ask: &Ask, failed: bool) -> i32 {
    match bytes {
        Ok(bytes) => put(&bytes, ask.out.as_deref()).max(i32::from(failed)),
        Err(error) => {
            eprintln!("{error}");
            1
        }
    }
}

/// The first report of each file, or the whole text where it has none.
fn align(old: &Path, new: &Path, ask: &Ask) -> i32 {
    let read_one = |path: &Path| match read::read(path) {
        Ok(source) => Some(engine::analyse(source, &engine::name_of(path))),
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            None
        }
    };
    let (Some(a), Some(b)) = (read_one(old), read_one(new)) else {
        return 1;
    };
    let sides = [Side::of(&a, 0), Side::of(&b, 0)];
    let found = engine::compare::align(sides[0], sides[1]);
    let names = [old, new].map(|path| path.display().to_string());
    let format = ask.format.or_else(|| ending(ask)).unwrap_or(Format::Json);
    let parties = [(&a, &names[0]), (&b, &names[1])].map(|(file, name)| Party {
        file,
        name,
        place: 0,
    });
    let bytes = if ask.command.as_deref() == Some("ledger") {
        let (Some(before), Some(after)) = (a.reports.first(), b.reports.first()) else {
            eprintln!("a ledger needs a report on both sides; see duizhao-cli extract");
            return 1;
        };
        let entries = engine::compare::ledger::ledger(before, after, &found);
        export::table(
            &export::ledger::table(parties, &entries, ask.language),
            format,
        )
    } else if format == Format::Json {
        export::json::comparison(&names[0], &names[1], &found).map_err(export::ExportError::from)
    } else {
        let differences = engine::compare::differences(sides, &found);
        let table = export::comparison::table(parties, &found, &differences, ask.language);
        export::table(&table, format)
    };
    finish(bytes, ask, false)
}
