//! The commands that count words: their options, and the tables they print.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Options, chosen, finish, load};
use crate::engine::export::request::Content;
use crate::engine::export::words::{self, What, WordsPicture};
use crate::engine::read;
use crate::engine::words::concordance::Wanted;
use crate::engine::words::dictionary::Dictionary;
use crate::engine::words::keys::{Against, STOP_WORDS, Sides, stop_words};
use crate::engine::words::matrix::{By, Measure};
use crate::engine::words::query::Query;
use crate::engine::words::travel::Phrase;
use crate::engine::words::{SharedSegmenter, Skipped, Skips, Topic, keyness};
use crate::model::report::Role;

/// The options that are about words.
const OPTIONS: [&str; 14] = [
    "by",
    "cloud",
    "dictionary",
    "find",
    "hits",
    "match",
    "matrix",
    "notes",
    "per",
    "phrase",
    "role",
    "term",
    "topic",
    "trend",
];

/// Whether an option is about words.
pub(super) fn knows(name: &str) -> bool {
    OPTIONS.contains(&name)
}

/// Takes an option.
pub(super) fn option(
    name: &str,
    parser: &mut lexopt::Parser,
    options: &mut Options,
) -> Result<(), lexopt::Error> {
    use lexopt::ValueExt as _;
    let ask = &mut options.request.words;
    match name {
        "trend" => {
            options.request.words_picture = WordsPicture::Trend;
            options.pictured = true;
        }
        "cloud" => {
            options.request.words_picture = WordsPicture::Cloud(1);
            options.pictured = true;
        }
        "notes" => options.notes = Some(PathBuf::from(parser.value()?)),
        "term" => {
            let words = parser.value()?.string()?;
            for word in words.split([',', '，', '、']) {
                let topic = Topic::of(word);
                if topic.terms.is_empty() {
                    return Err(format!("'{word}' is no term").into());
                }
                ask.topics.push(Arc::new(topic));
            }
        }
        "hits" => ask.what = What::Hits,
        "matrix" => ask.what = What::Matrix,
        "topic" => {
            let path = PathBuf::from(parser.value()?);
            let list = read::read(&path).map_err(|error| error.to_string())?.text;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let topic = Topic::parse(&name, &list);
            tell(&path, &topic.skipped);
            ask.topics.push(Arc::new(topic));
        }
        "dictionary" => {
            let path = PathBuf::from(parser.value()?);
            let bytes = read::bytes(&path).map_err(|error| error.to_string())?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let list = Dictionary::read(&name, &bytes)
                .map_err(|_| format!("no words in '{}'", path.display()))?;
            tell(&path, &list.skipped);
            Arc::make_mut(&mut ask.dictionaries).push(list);
        }
        _ => {
            let word = parser.value()?.string()?;
            with_word(name, word, ask)?;
        }
    }
    Ok(())
}

/// Takes an option that has a word.
fn with_word(name: &str, word: String, ask: &mut words::Ask) -> Result<(), String> {
    let unknown = |what: &str| format!("no {what} '{word}'");
    let mut wanted = None;
    match name {
        "by" => {
            let by = By::ALL.into_iter().find(|by| by.word() == word);
            ask.matrix.by = by.ok_or_else(|| unknown("rows by"))?;
        }
        "per" => {
            let measure = Measure::ALL.into_iter().find(|m| m.word() == word);
            ask.matrix.measure = measure.ok_or_else(|| unknown("figure"))?;
        }
        "role" => {
            let role = Role::ALL.into_iter().find(|role| role.word() == word);
            let role = role.ok_or_else(|| unknown("section"))?;
            ask.matrix.role = Some(role);
            ask.keys.role = Some(role);
        }
        "against" => {
            let against = Against::ALL.into_iter().find(|a| a.word() == word);
            ask.against = against.ok_or_else(|| unknown("words against"))?;
            ask.sides = Some(Sides::default());
        }
        "find" => {
            let query = Query::words(&word).ok_or("nothing to find")?;
            wanted = Some(Wanted::Query(Arc::new(query)));
        }
        "match" => wanted = Some(Wanted::Query(Arc::new(Query::pattern(&word)?))),
        _ => {
            let phrase = Phrase::new(&word).ok_or("the phrase is too short")?;
            wanted = Some(Wanted::Phrase(Arc::new(phrase)));
        }
    }
    if let Some(wanted) = wanted {
        ask.wanted = Some((wanted, word));
        ask.what = What::Hits;
    }
    Ok(())
}

/// How much of each topic is in each report, or every hit.
pub(super) fn words(mut options: Options) -> i32 {
    let ask = &mut options.request.words;
    if ask.topics.is_empty() {
        ask.topics = Topic::built_in().to_vec();
    }
    count(options)
}

/// The words of the second report against those of the first, or as `--against` says.
pub(super) fn keywords(mut options: Options) -> i32 {
    let ask = &mut options.request.words;
    ask.what = What::Keys;
    ask.keys.stop = stop_words(STOP_WORDS);
    ask.cut = keyness::CUT_OFFS[0].0;
    // Without it the files are old and new, whatever they are of.
    ask.sides = match (&ask.sides, options.paths.as_slice()) {
        (Some(_), _) => None,
        (None, [_, _]) => Some(Sides {
            own: vec![1],
            others: vec![0],
            peers: vec![0, 1],
            without: 0,
        }),
        _ => {
            eprintln!("keywords need OLD and NEW, or --against; see duizhao-cli --help");
            return 2;
        }
    };
    count(options)
}

/// How much of each paragraph of the first report stands in the others.
pub(super) fn shared(mut options: Options) -> i32 {
    options.request.words.what = What::Shared;
    options.request.words.own = vec![0];
    count(options)
}

fn count(mut options: Options) -> i32 {
    let (files, errors) = load(&options.paths);
    // Old and new are one report each, or it is not said which.
    if options.request.words.sides.is_some() {
        let counts: Vec<usize> = files.iter().map(|(_, file)| file.reports.len()).collect();
        if counts != [1, 1] {
            eprintln!("OLD and NEW must hold one report each; use --against for files of several");
            return 1;
        }
    }
    let mut seen = BTreeMap::new();
    for (name, file) in &files {
        if let Some(first) = seen.insert(file.source.sha256.as_str(), name) {
            eprintln!("{name}: the same as {first}; counted twice");
        }
    }
    let request = &mut options.request;
    request.content = if options.pictured {
        Content::WordsPicture
    } else {
        Content::Words
    };
    let lists = Arc::clone(&request.words.dictionaries);
    request.segmenter = Arc::new(SharedSegmenter::new(lists));
    request.reports = chosen(&files);
    request.failures = errors;
    finish(options)
}

/// Says which lines of a list were not taken.
fn tell(path: &Path, skipped: &Skips) {
    for Skipped { line, why } in &skipped.first {
        eprintln!("{}: line {line} left out: {why}", path.display());
    }
    if skipped.count > skipped.first.len() {
        eprintln!(
            "{}: {} lines left out in all",
            path.display(),
            skipped.count
        );
    }
}
