//! Parting and counting words beside Python's jieba in one run on the same text; finding and counting topics in
//! thousands of reports. `cargo bench --bench words [-- FILE...]`; without files the samples over and over.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "benches"
)]

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use duizhao::app::update::SAMPLES;
use duizhao::engine::read;
use duizhao::engine::words::query::Query;
use duizhao::engine::words::travel::Phrase;
use duizhao::engine::words::{Body, Segmenter, Topic};

/// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many bytes are parted at least, and how many reports are looked through.
const BYTES: usize = 6_000_000;
const REPORTS: usize = 3_000;

/// Python's jieba on the same lines: how long, and how many words.
const PYTHON: &str = "
import sys, time, collections
try:
    import jieba
except ImportError:
    sys.exit(3)
jieba.setLogLevel(60)
jieba.initialize()
lines = open(sys.argv[1], encoding='utf-8').read().split('\\n')
start = time.perf_counter()
count = collections.Counter()
for line in lines:
    count.update(jieba.cut(line))
print(time.perf_counter() - start, sum(count.values()))
";

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    let texts: Vec<String> = if files.is_empty() {
        SAMPLES.iter().map(|(_, text)| (*text).to_owned()).collect()
    } else {
        let read = |file: &String| read::read(Path::new(file)).ok();
        files
            .iter()
            .filter_map(read)
            .map(|source| source.text)
            .collect()
    };
    let once: usize = texts.iter().map(String::len).sum();
    let lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
    let lines: Vec<&str> = lines.repeat(BYTES / once + 1);
    let bytes: usize = lines.iter().map(|line| line.len() + 1).sum();
    println!("{once} different bytes, {bytes} in all\n");
    let start = Instant::now();
    let segmenter = Segmenter::get();
    println!(
        "dictionary loaded in {:.0} ms",
        start.elapsed().as_secs_f64() * 1e3
    );
    let rate = |took: Duration| bytes as f64 / 1e6 / took.as_secs_f64();
    let start = Instant::now();
    let words = count(segmenter, &lines);
    let one = start.elapsed();
    println!(
        "part and count, 1 thread:  {:6.1} MB/s, {words} words",
        rate(one)
    );
    let start = Instant::now();
    std::thread::scope(|scope| {
        for half in lines.chunks(lines.len().div_ceil(2)) {
            scope.spawn(|| count(segmenter, half));
        }
    });
    let two = start.elapsed();
    println!("part and count, 2 threads: {:6.1} MB/s", rate(two));
    peer(&lines, bytes, one);
    reports(&texts);
}

fn count(segmenter: &Segmenter, lines: &[&str]) -> usize {
    let mut found: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        for (_, word) in segmenter.tokens(line) {
            *found.entry(word).or_default() += 1;
        }
    }
    found.values().sum()
}

/// The same by Python's jieba, where it is there.
fn peer(lines: &[&str], bytes: usize, one: Duration) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("text.txt");
    std::fs::write(&path, lines.join("\n")).unwrap();
    let run = Command::new("python3")
        .arg("-c")
        .arg(PYTHON)
        .arg(&path)
        .output();
    let output = run.ok().filter(|run| run.status.success());
    let Some(output) = output else {
        println!("python3 with jieba is not there: nothing to stand beside");
        return;
    };
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    let took: f64 = words.split_whitespace().next().unwrap().parse().unwrap();
    println!(
        "Python's jieba:            {:6.1} MB/s; this is {:.0} times as fast on one thread",
        bytes as f64 / 1e6 / took,
        took / one.as_secs_f64()
    );
}

/// Finding in as many reports as a scholar has open.
fn reports(texts: &[String]) {
    let bodies: Vec<Body> = texts.iter().map(|text| Body::new(text, 0, &[])).collect();
    let all: Vec<&Body> = bodies.iter().cycle().take(REPORTS).collect();
    let bytes: usize = all.iter().map(|body| body.text().len()).sum();
    println!(
        "\n{REPORTS} reports, {:.0} MB, 1 thread:",
        bytes as f64 / 1e6
    );
    let time = |name: &str, run: &dyn Fn(&Body) -> usize| {
        let start = Instant::now();
        let found: usize = all.iter().map(|body| run(body)).sum();
        println!(
            "{name:<24} {:7.1} ms, {found} places",
            start.elapsed().as_secs_f64() * 1e3
        );
    };
    let queries = [
        ("words", Query::words("營商環境")),
        ("letters", Query::words("gdp")),
        ("wildcard", Query::words("改善*环境")),
        ("expression", Query::pattern("增长\\d+(\\.\\d+)?%").ok()),
    ];
    for (name, query) in queries {
        let query = query.unwrap();
        time(name, &|body| {
            let mut found = 0;
            query.each(body, |_| found += 1);
            found
        });
    }
    let phrase = Phrase::new("加快建设现代化产业体系，推动产业转型升级").unwrap();
    time("phrase, nearly", &|body| {
        let mut found = 0;
        phrase.each(body, |_, _| found += 1);
        found
    });
    let topic = std::sync::Arc::clone(&Topic::built_in()[2]);
    time("one topic", &|body| {
        topic
            .tally(body)
            .iter()
            .map(|tally| tally.hits as usize)
            .sum()
    });
}
