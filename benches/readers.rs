//! Trains the tagger on labelled reports and measures both readers on reports left out of the training.
//!
//! `cargo bench --bench readers -- SHARED [--folds N] [--train | --evaluate | --items | --speed]`, SHARED the folder with `gold*` and
//! `reports`. `--train` only writes the weights of all reports, `--evaluate` measures with the folds of the last run,
//! `--items` prints a row for each item of these as well, `--speed` how fast each step reads.
//! Prints, for reports left out: the share of numbers each reader gets right, alone and together, and the reliability of
//! the confidence; writes the weights of all reports to `assets/model/weights.bin` and those of each fold to
//! `target/readers`, where `cargo bench --bench readers -- --as-cli extract FILE` reads each file with the weights that
//! have not seen it; `--as-cli --rules extract FILE` reads by the rules alone.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::panic,
    reason = "benches"
)]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crfs::{Attribute, Model as Crf};
use duizhao::engine::extract::candidates::{Survey, survey};
use duizhao::engine::extract::confidence::{self, SIGNS, Signs};
use duizhao::engine::extract::decide::{Decision, Weights, decide};
use duizhao::engine::extract::setting;
use duizhao::engine::parse;
use duizhao::engine::tagger::{Model, Posterior, Setting, observe, posteriors};
use duizhao::model::fix::Fix;
use duizhao::model::goal::{Item, Kind, Tag};
use duizhao::text::norm::Norm;
use duizhao::text::span::NormSpan;
use serde_json::Value;

/// Labelled sets: labels, reports, whether every list is labelled.
const SETS: [(&str, &str, bool); 6] = [
    ("gold", "reports", true),
    ("gold-whole", "reports/whole", true),
    ("gold-fragments", "reports/fragments", true),
    ("gold-provinces-2025", "reports/provinces-2025", false),
    ("gold-provinces-2026", "reports/provinces-2026", false),
    ("gold-national", "reports/national-goals", false),
];

/// One report: what is seen at its numbers, and what they are.
struct Sample {
    set: usize,
    name: String,
    file: PathBuf,
    group: String,
    survey: Survey,
    seen: Vec<Vec<u32>>,
    /// The same for a few lines at a time, as if they stood alone, and which number each starts with.
    parts: Vec<(usize, Vec<Vec<u32>>)>,
    /// What each number may be by the labels; one where they say.
    allowed: Vec<Vec<Tag>>,
    /// What the rules say of each number.
    rules: Vec<Tag>,
}

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let folds_at = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers");
    if args.first().is_some_and(|a| a == "--as-cli") {
        as_cli(&args[1..], &folds_at);
    }
    let Some(shared) = args.first().map(PathBuf::from) else {
        eprintln!("cargo bench --bench readers -- FOLDER");
        return;
    };
    let folds: usize = args
        .iter()
        .position(|a| a == "--folds")
        .map_or(10, |at| args[at + 1].parse().unwrap());
    if args.iter().any(|a| a == "--speed") {
        speed(&shared);
        return;
    }
    Model::install(&[]);
    let samples = load(&shared);
    println!(
        "{} reports, {} numbers",
        samples.len(),
        samples.iter().map(|s| s.seen.len()).sum::<usize>()
    );
    let has = |word: &str| args.iter().any(|a| a == word);
    if !has("--train") {
        let known = has("--evaluate") || has("--items");
        let out = left_out(&samples, folds, &folds_at, known);
        report(&samples, &out, has("--items"));
        if known {
            return;
        }
    }
    let all: Vec<&Sample> = samples.iter().collect();
    let bytes = train(&all);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/model/weights.bin");
    std::fs::write(&path, &bytes).unwrap();
    println!("{} bytes of weights", bytes.len());
}

/// Prints how many megabytes of text a second each step reads, on one core.
fn speed(shared: &Path) {
    let mut texts: Vec<(String, String)> = Vec::new();
    for (gold, reports, _) in &SETS {
        let index = json(&shared.join(gold).join("INDEX.json"));
        let files = index.as_object().unwrap().values();
        let mut files: Vec<&str> = files.map(|entry| entry["file"].as_str().unwrap()).collect();
        files.sort_unstable();
        files.dedup();
        for file in files {
            let path = shared.join(reports).join(file);
            let read = duizhao::engine::read::read_bytes(&std::fs::read(&path).unwrap()).unwrap();
            texts.push((read.text, file.to_owned()));
        }
    }
    let megabytes = texts.iter().map(|(text, _)| text.len()).sum::<usize>() as f64 / 1e6;
    let mut best: BTreeMap<&str, f64> = BTreeMap::new();
    for _ in 0..7 {
        let mut spent: BTreeMap<&str, f64> = BTreeMap::new();
        for (text, name) in &texts {
            let mut from = std::time::Instant::now();
            let mut step = |what| {
                let now = std::time::Instant::now();
                *spent.entry(what).or_default() += (now - from).as_secs_f64();
                from = now;
            };
            let norm = Norm::new(text);
            step("1 normalised");
            let (layouts, ..) = parse::reports(&norm, name, &Fix::default());
            step("2 divided");
            for layout in &layouts {
                let survey = survey(&norm, layout);
                step("3 read by the rules");
                let seen = observe(&norm, &setting(layout), &survey.places);
                step("4 observed");
                std::hint::black_box(posteriors(Model::get(), &seen));
                step("5 tagged");
            }
            let read = duizhao::engine::read::pasted(text);
            std::hint::black_box(duizhao::engine::analyse(read, name));
            step("all, as the program does it");
        }
        for (what, spent) in spent {
            let least = best.entry(what).or_insert(f64::MAX);
            *least = least.min(spent);
        }
    }
    println!("{} texts, {megabytes:.2} MB", texts.len());
    for (what, spent) in best {
        println!(
            "{what:28} {:6.1} ms  {:6.1} MB/s",
            spent * 1e3,
            megabytes / spent
        );
    }
}

/// The command line with the weights that have not seen the file it reads, or by the rules alone.
fn as_cli(args: &[String], folds: &Path) -> ! {
    if let Some(("--rules", args)) = args.split_first().map(|(a, b)| (a.as_str(), b)) {
        Model::install(&[]);
        std::process::exit(duizhao::cli::run(args.iter().map(Into::into).collect()));
    }
    let index = std::fs::read_to_string(folds.join("files.json")).unwrap();
    let index: HashMap<String, String> = serde_json::from_str(&index).unwrap();
    let file = args
        .last()
        .and_then(|path| std::fs::canonicalize(path).ok());
    let fold = file.and_then(|file| index.get(&file.to_string_lossy().into_owned()));
    if let Some(fold) = fold {
        Model::install(&std::fs::read(folds.join(fold)).unwrap());
    }
    std::process::exit(duizhao::cli::run(args.iter().map(Into::into).collect()));
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn load(shared: &Path) -> Vec<Sample> {
    let audited = audit(shared);
    let mut out = Vec::new();
    for (set, (gold, reports, whole)) in SETS.iter().enumerate() {
        let index = json(&shared.join(gold).join("INDEX.json"));
        let mut entries: Vec<_> = index.as_object().unwrap().iter().collect();
        entries.sort_by(|a, b| a.0.cmp(b.0));
        for (name, entry) in entries {
            let file = shared.join(reports).join(entry["file"].as_str().unwrap());
            let labels = json(&shared.join(gold).join(format!("{name}.json")));
            let base = entry["base"].as_u64().unwrap_or(0) as usize;
            let chars = entry["chars"].as_u64().unwrap_or(u64::MAX) as usize;
            let read = duizhao::engine::read::read_bytes(&std::fs::read(&file).unwrap()).unwrap();
            let norm = Norm::new(&read.text);
            let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
            let (layouts, ..) = parse::reports(&norm, &stem, &Fix::default());
            let end = base.saturating_add(chars);
            let several = layouts.len() > 1;
            let Some(layout) = layouts
                .into_iter()
                .find(|l| l.report.span.start < end && base < l.report.span.end)
            else {
                eprintln!("{name}: no report found");
                continue;
            };
            let meta = &layout.report.meta;
            let group = match (&meta.region, meta.plan_year) {
                (Some(region), Some(year)) if !several => format!("{region}{year}"),
                _ => stem.clone(),
            };
            let survey = survey(&norm, &layout);
            let seen = observe(&norm, &setting(&layout), &survey.places);
            let parts = parts(&norm, &setting(&layout), &survey);
            let mut rules = vec![Tag::Nothing; seen.len()];
            for candidate in &survey.candidates {
                if candidate.tag != Tag::Nothing {
                    rules[candidate.number] = candidate.tag;
                }
            }
            let text: Vec<char> = read.text.chars().collect();
            let sure = labelled(&labels, &text, base, entry["chars"].is_null());
            let mut allowed: Vec<Vec<Tag>> = survey
                .places
                .iter()
                .enumerate()
                .map(|(number, place)| {
                    let span = norm.source(place.start..place.end);
                    let values: Vec<Option<f64>> = survey
                        .candidates
                        .iter()
                        .filter(|c| c.number == number)
                        .map(|c| c.reading.value.as_ref().map(|v| v.low))
                        .collect();
                    let is = |item: &Label| {
                        item.start < span.end
                            && span.start < item.end
                            && values.iter().any(|v| match (v, item.value) {
                                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                                (None, None) => true,
                                _ => false,
                            })
                    };
                    if let Some(item) = sure.iter().find(|item| is(item)) {
                        return vec![item.tag];
                    }
                    if *whole {
                        return vec![Tag::Nothing];
                    }
                    if *gold == "gold-provinces-2026" {
                        let found = audited.get(name).and_then(|rows| {
                            rows.iter().find(|row| is(row)).map(|row| vec![row.tag])
                        });
                        if let Some(found) = found {
                            return found;
                        }
                    }
                    let mut open = vec![Tag::Task, Tag::ResultYear, Tag::ResultSpan, Tag::Nothing];
                    if *gold != "gold-national" {
                        open.push(Tag::GoalSpan);
                    }
                    open
                })
                .collect();
            for (allowed, place) in allowed.iter_mut().zip(&survey.places) {
                if place.relative && allowed.len() > 1 {
                    allowed.retain(|t| matches!(t, Tag::Nothing | Tag::GoalSpan));
                }
                if place.canonical == "other" && allowed.len() > 1 {
                    allowed.retain(|t| !matches!(t, Tag::ResultYear | Tag::ResultSpan));
                }
            }
            out.push(Sample {
                set,
                name: name.clone(),
                file: std::fs::canonicalize(&file).unwrap(),
                group,
                survey,
                seen,
                parts,
                allowed,
                rules,
            });
        }
    }
    out
}

/// Lines of a report as excerpts are: without what stands before and behind, every second one without its year.
fn parts(norm: &Norm, whole: &Setting, survey: &Survey) -> Vec<(usize, Vec<Vec<u32>>)> {
    let mut out = Vec::new();
    let NormSpan { mut start, end } = whole.body;
    let mut number = 0;
    while start < end {
        let stop = (start + 250..end)
            .find(|&i| norm.at(i) == '\n' || i > start + 900 && norm.at(i) == '。')
            .map_or(end, |i| i + 1)
            .min(end)
            .max(start + 1);
        let count = survey.places[number..]
            .iter()
            .take_while(|place| place.start < stop)
            .count();
        let places = &survey.places[number..number + count];
        if count > 0 {
            let part = Setting {
                body: NormSpan::new(start, stop),
                plan: whole.plan.filter(|_| out.len() % 2 == 0),
                ..*whole
            };
            out.push((number, observe(norm, &part, places)));
        }
        number += count;
        start = stop;
    }
    out
}

struct Label {
    start: usize,
    end: usize,
    value: Option<f64>,
    tag: Tag,
}

fn labelled(labels: &Value, text: &[char], base: usize, locate: bool) -> Vec<Label> {
    let plan = labels["meta"]["plan_year"].as_i64();
    let mut out = Vec::new();
    for list in ["goals", "tasks", "actuals"] {
        for item in labels[list].as_array().into_iter().flatten() {
            let mut start = item["start"].as_u64().unwrap() as usize + base;
            let quote: Vec<char> = item["quote"].as_str().unwrap().chars().collect();
            if locate {
                let found = text
                    .windows(quote.len())
                    .enumerate()
                    .filter(|(_, w)| *w == quote.as_slice())
                    .map(|(at, _)| at)
                    .min_by_key(|at| at.abs_diff(start));
                let Some(found) = found else { continue };
                start = found;
            }
            let period = item["period"].as_str().unwrap_or("");
            let year = period.len() == 4;
            let tag = match list {
                "tasks" => Tag::Task,
                "goals"
                    if period.is_empty()
                        || year && plan.is_none_or(|p| period == p.to_string()) =>
                {
                    Tag::GoalYear
                }
                "goals" => Tag::GoalSpan,
                _ if period.is_empty() || year => Tag::ResultYear,
                _ => Tag::ResultSpan,
            };
            out.push(Label {
                start,
                end: start + quote.len(),
                value: item["value"].as_f64(),
                tag,
            });
        }
    }
    out
}

/// What a reader said of the items of an earlier build, by report.
fn audit(shared: &Path) -> BTreeMap<String, Vec<Label>> {
    let mut out: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for (file, right) in [
        ("audit-2026-right.tsv", true),
        ("audit-2026-wrong.tsv", false),
    ] {
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .from_path(shared.join("eval").join(file))
            .unwrap();
        let heads = rows.headers().unwrap().clone();
        for row in rows.records().map(Result::unwrap) {
            let get = |name: &str| {
                let at = heads.iter().position(|head| head == name);
                at.and_then(|at| row.get(at)).unwrap_or("").to_owned()
            };
            let start: usize = get("offset").parse().unwrap();
            let span = get("period").len() > 4;
            let kind = get("kind");
            let tag = match get("list").as_str() {
                _ if kind.starts_with("tasks of") => Tag::Task,
                _ if kind.starts_with("past results") => Tag::ResultSpan,
                _ if kind.starts_with("plan-year") => Tag::GoalYear,
                _ if kind.starts_with("goal, unmet") => Tag::GoalSpan,
                _ if kind.starts_with("period: span") => Tag::ResultSpan,
                _ if !right
                    && !kind.starts_with("canonical")
                    && !kind.starts_with("task canonical")
                    && !kind.starts_with("unit cut") =>
                {
                    Tag::Nothing
                }
                "goals" if span => Tag::GoalSpan,
                "goals" => Tag::GoalYear,
                "tasks" => Tag::Task,
                _ if span => Tag::ResultSpan,
                _ => Tag::ResultYear,
            };
            out.entry(get("file")).or_default().push(Label {
                start,
                end: start + get("quote").chars().count(),
                value: get("value").parse().ok(),
                tag,
            });
        }
    }
    out
}

/// Weights from samples: first from those with every label, then from all, the open ones labelled by the first.
fn train(samples: &[&Sample]) -> Vec<u8> {
    let mut whole: Vec<Labelled<'_>> = Vec::new();
    for sample in samples.iter().filter(|s| SETS[s.set].2) {
        let tags = sample.allowed.iter().map(|a| a[0]).collect();
        whole.push((&sample.seen, tags, 1.0));
    }
    let first = Model::read(&fit(&whole)).unwrap();
    let mut all: Vec<Labelled<'_>> = Vec::new();
    for s in samples {
        let tags = {
            let likely = posteriors(&first, &s.seen);
            s.allowed
                .iter()
                .zip(&likely)
                .zip(&s.rules)
                .map(|((allowed, likely), rules)| {
                    let score = |tag: Tag| {
                        let bonus = if tag == *rules { 4.0 } else { 1.0 };
                        likely[tag as usize] * bonus
                    };
                    *allowed
                        .iter()
                        .max_by(|a, b| score(**a).total_cmp(&score(**b)))
                        .unwrap()
                })
                .collect::<Vec<Tag>>()
        };
        // An excerpt is its own part; open labels of the provinces are no better in parts.
        if s.parts.len() > 1 && !SETS[s.set].0.starts_with("gold-provinces-2025") {
            for (start, seen) in &s.parts {
                all.push((seen, tags[*start..start + seen.len()].to_vec(), PART));
            }
        }
        all.push((&s.seen, tags, 1.0));
    }
    fit(&all)
}

/// How much a part of a report weighs beside the whole of it.
const PART: f64 = 0.3;

/// What is seen at the numbers of a text, what they are, and how much the text weighs.
type Labelled<'s> = (&'s [Vec<u32>], Vec<Tag>, f64);

fn fit(samples: &[Labelled<'_>]) -> Vec<u8> {
    let mut trainer = crfs::train::Trainer::lbfgs();
    trainer.set_feature_minfreq(2.0).unwrap();
    let c = |name: &str, default: f64| std::env::var(name).map_or(default, |v| v.parse().unwrap());
    trainer.params_mut().set_c1(c("C1", 0.1)).unwrap();
    trainer.params_mut().set_c2(c("C2", 0.3)).unwrap();
    trainer
        .params_mut()
        .set_max_iterations(c("ITER", 50.0) as usize)
        .unwrap();
    for (seen, tags, weight) in samples.iter().filter(|(seen, ..)| !seen.is_empty()) {
        let items: Vec<Vec<Attribute>> = seen
            .iter()
            .map(|features| {
                features
                    .iter()
                    .map(|f| Attribute::new(f.to_string(), 1.0))
                    .collect()
            })
            .collect();
        let labels: Vec<&str> = tags.iter().map(|tag| tag.word()).collect();
        trainer
            .append_with_weight(&items, &labels, *weight)
            .unwrap();
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    trainer.train(file.path()).unwrap();
    weights(&std::fs::read(file.path()).unwrap())
}

/// The weights of a trained model, from its dump.
fn weights(model: &[u8]) -> Vec<u8> {
    let mut dump = Vec::new();
    Crf::new(model).unwrap().dump(&mut dump).unwrap();
    let dump = String::from_utf8_lossy(&dump);
    let tag = |word: &str| Tag::ALL.iter().position(|tag| tag.word() == word);
    let mut moves = [[0.0; Tag::COUNT]; Tag::COUNT];
    let mut features: BTreeMap<u32, [f64; Tag::COUNT]> = BTreeMap::new();
    // `(0) 123 --> task: 0.5`, `(1) task --> task: 0.5`
    for line in dump.lines() {
        let Some((left, weight)) = line.rsplit_once(": ") else {
            continue;
        };
        let Some((from, to)) = left.split_once(" --> ") else {
            continue;
        };
        let (Ok(weight), Some(to)) = (weight.trim().parse::<f64>(), tag(to.trim())) else {
            continue;
        };
        let Some((kind, from)) = from.trim().split_once(") ") else {
            continue;
        };
        if kind.ends_with('1') {
            if let Some(from) = tag(from) {
                moves[from][to] = weight;
            }
        } else if let Ok(key) = from.parse::<u32>() {
            features.entry(key).or_insert([0.0; Tag::COUNT])[to] = weight;
        }
    }
    let features: Vec<(u32, [f64; Tag::COUNT])> = features.into_iter().collect();
    Model::write(&moves, &features)
}

/// What the tagger says of each number of each report, trained without the group the report belongs to.
fn left_out(samples: &[Sample], folds: usize, to: &Path, known: bool) -> Vec<Vec<Posterior>> {
    std::fs::create_dir_all(to).unwrap();
    let mut groups: Vec<&str> = samples.iter().map(|s| s.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let folds = folds.min(groups.len());
    let fold = |s: &Sample| groups.binary_search(&s.group.as_str()).unwrap() % folds;
    let files: BTreeMap<String, String> = samples
        .iter()
        .map(|s| {
            (
                s.file.to_string_lossy().into_owned(),
                format!("{}.bin", fold(s)),
            )
        })
        .collect();
    std::fs::write(
        to.join("files.json"),
        serde_json::to_string(&files).unwrap(),
    )
    .unwrap();
    let done = std::sync::Mutex::new(BTreeMap::new());
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let k = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    if k >= folds {
                        break;
                    }
                    let file = to.join(format!("{k}.bin"));
                    if known {
                        done.lock().unwrap().insert(k, std::fs::read(file).unwrap());
                        continue;
                    }
                    let rest: Vec<&Sample> = samples.iter().filter(|s| fold(s) != k).collect();
                    let bytes = train(&rest);
                    std::fs::write(file, &bytes).unwrap();
                    done.lock().unwrap().insert(k, bytes);
                }
            });
        }
    });
    let done = done.into_inner().unwrap();
    let models: Vec<Model> = (0..folds)
        .map(|k| Model::read(&done[&k]).unwrap())
        .collect();
    samples
        .iter()
        .map(|s| posteriors(&models[fold(s)], &s.seen))
        .collect()
}

/// Prints what each reader and both get right, and how reliable the confidence is.
fn report(samples: &[Sample], likely: &[Vec<Posterior>], items: bool) {
    for (set, (name, ..)) in SETS.iter().enumerate() {
        let mut counts = BTreeMap::<(&str, &str), usize>::new();
        for (sample, likely) in samples.iter().zip(likely).filter(|(s, _)| s.set == set) {
            for candidate in &sample.survey.candidates {
                let allowed = &sample.allowed[candidate.number];
                let [truth] = allowed.as_slice() else {
                    continue;
                };
                let seen = &likely[candidate.number];
                let alone = decide(candidate, None, &Weights::CHOSEN).tag;
                let both = decide(candidate, Some(seen), &Weights::CHOSEN);
                let tagged = Tag::ALL[seen
                    .iter()
                    .enumerate()
                    .max_by(|a, b| a.1.total_cmp(b.1))
                    .unwrap()
                    .0];
                for (who, tag) in [("rules", alone), ("tagger", tagged), ("both", both.tag)] {
                    if tag == *truth && tag != Tag::Nothing {
                        *counts.entry((who, "hit")).or_default() += 1;
                    }
                    if tag != Tag::Nothing {
                        *counts.entry((who, "said")).or_default() += 1;
                    }
                    if *truth != Tag::Nothing {
                        *counts.entry((who, "true")).or_default() += 1;
                    }
                    if std::env::var_os("SHOW").is_some() && who == "both" && tag != *truth {
                        println!(
                            "  {} {}: is {} rules {} tagger {} ({:.2}) {} {:?}",
                            sample.name,
                            candidate.reading.indicator,
                            truth.word(),
                            alone.word(),
                            tagged.word(),
                            seen[tagged as usize],
                            candidate
                                .reading
                                .value
                                .as_ref()
                                .map_or(String::new(), |v| format!("{}{}", v.low, v.unit)),
                            candidate.reading.excluded,
                        );
                    }
                }
                if both.tag != Tag::Nothing && SETS[set].2 {
                    let who = if both.other.is_some() {
                        "differ"
                    } else {
                        "agree"
                    };
                    *counts.entry((who, "said")).or_default() += 1;
                    *counts.entry((who, "hit")).or_default() += usize::from(both.tag == *truth);
                }
            }
        }
        let get = |who, what| counts.get(&(who, what)).copied().unwrap_or(0) as f64;
        print!("{name:20}");
        for who in ["rules", "tagger", "both"] {
            let (hit, said, truth) = (get(who, "hit"), get(who, "said"), get(who, "true"));
            print!(
                "  {who} P {:.3} R {:.3} F1 {:.3}",
                hit / said,
                hit / truth,
                2.0 * hit / (said + truth)
            );
        }
        println!(
            "  agree {}/{}  differ {}/{}",
            get("agree", "hit"),
            get("agree", "said"),
            get("differ", "hit"),
            get("differ", "said")
        );
    }
    choose(samples, likely);
    reliability(samples, likely, items);
}

/// One item of a report left out of the training.
struct Judged {
    report: usize,
    kind: Kind,
    signs: Signs,
    right: bool,
    told: String,
}

/// How many parts the reports are divided into, each measured with weights fitted on the others.
const PARTS: usize = 10;

/// Fits the weights of the confidence, writes them, and prints how reliable it is on reports they were not fitted on.
fn reliability(samples: &[Sample], likely: &[Vec<Posterior>], items: bool) {
    let mut judged: Vec<Judged> = Vec::new();
    for (report, (sample, likely)) in samples.iter().zip(likely).enumerate() {
        let candidates = &sample.survey.candidates;
        let decisions: Vec<Decision> = candidates
            .iter()
            .map(|c| decide(c, Some(&likely[c.number]), &Weights::CHOSEN))
            .collect();
        let signs = confidence::signs(&sample.survey, &decisions);
        for ((candidate, decision), signs) in candidates.iter().zip(&decisions).zip(signs) {
            let (Some(kind), Some(signs)) = (decision.tag.kind(), signs) else {
                continue;
            };
            // Where the labels leave several tags open, one of them may be right; any other is wrong.
            let allowed = &sample.allowed[candidate.number];
            if allowed.len() > 1 && allowed.contains(&decision.tag) {
                continue;
            }
            let truth = &allowed[0];
            let right = allowed.len() == 1 && truth.kind() == Some(kind);
            let told = format!(
                "{}\t{}\t{}\t{}\t{}",
                sample.name,
                decision.tag.word(),
                truth.word(),
                decision.other.map_or("", Tag::word),
                candidate.reading.indicator.replace(['\n', '\t'], " "),
            );
            judged.push(Judged {
                report,
                kind,
                signs,
                right,
                told,
            });
        }
    }
    let mut sure = vec![0.0_f32; judged.len()];
    for part in 0..PARTS {
        let seen: Vec<&Judged> = judged.iter().filter(|j| j.report % PARTS != part).collect();
        let weights = logistic(&seen);
        for (sure, judged) in sure.iter_mut().zip(&judged) {
            if judged.report % PARTS == part {
                *sure = confidence::of(&judged.signs, &weights);
            }
        }
    }
    if items {
        for (sure, judged) in sure.iter().zip(&judged) {
            println!("item\t{sure:.2}\t{}\t{}", judged.right, judged.told);
        }
    }
    let mut bins = [[0_usize; 2]; 10];
    for (sure, judged) in sure.iter().zip(&judged) {
        bins[((sure * 10.0) as usize).min(9)][usize::from(judged.right)] += 1;
    }
    println!("confidence, items, share right");
    for (at, [wrong, right]) in bins.iter().enumerate() {
        let all = wrong + right;
        println!(
            "{:.1}  {all:5}  {:.3}",
            at as f64 / 10.0,
            *right as f64 / all.max(1) as f64
        );
    }
    for kind in [Kind::Goal, Kind::Task, Kind::Actual] {
        let of = sure.iter().zip(&judged).filter(|(_, j)| j.kind == kind);
        let count = |marked: bool, right: bool| {
            let is = |(sure, judged): &(&f32, &Judged)| {
                (**sure < Item::SURE) == marked && judged.right == right
            };
            of.clone().filter(is).count()
        };
        let [plain, slip] = [count(false, true), count(false, false)];
        let [asked, caught] = [count(true, true), count(true, false)];
        println!(
            "{kind:?}: unmarked right {plain}/{}, marked {}/{}, wrong marked {caught}/{}",
            plain + slip,
            asked + caught,
            plain + slip + asked + caught,
            slip + caught,
        );
    }
    let all: Vec<&Judged> = judged.iter().collect();
    let mut table = String::from(
        "# What speaks for (above 0) and against a reading being right: a logistic regression on reports left out of the\n\
         # training, written by the bench `readers`.\n# sign\tweight\n",
    );
    for (sign, weight) in SIGNS.iter().zip(logistic(&all)) {
        let _ = writeln!(table, "{sign}\t{weight:.3}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/model/confidence.tsv");
    std::fs::write(path, table).unwrap();
}

#[allow(clippy::needless_range_loop, reason = "rows and columns")]
/// The weights of a logistic regression with an L2 penalty of one, by Newton's method.
fn logistic(judged: &[&Judged]) -> Signs {
    const N: usize = SIGNS.len();
    let mut weights = [0.0; N];
    for _ in 0..30 {
        let mut slope = [0.0; N];
        let mut curve = [[0.0; N]; N];
        for i in 0..N {
            curve[i][i] = 1.0;
            slope[i] = -weights[i];
        }
        for j in judged {
            let p = confidence::chance(&j.signs, &weights);
            let miss = f64::from(u8::from(j.right)) - p;
            for a in 0..N {
                slope[a] += miss * j.signs[a];
                for b in 0..N {
                    curve[a][b] += p * (1.0 - p) * j.signs[a] * j.signs[b];
                }
            }
        }
        let step = solved(curve, slope);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
        if step.iter().all(|step| step.abs() < 1e-6) {
            break;
        }
    }
    weights
}

#[allow(clippy::needless_range_loop, reason = "rows and columns")]
/// The solution of a system of equations with a positive definite matrix, by elimination.
fn solved<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for at in 0..N {
        for below in at + 1..N {
            let factor = matrix[below][at] / matrix[at][at];
            for column in at..N {
                matrix[below][column] -= factor * matrix[at][column];
            }
            right[below] -= factor * right[at];
        }
    }
    let mut out = [0.0; N];
    for at in (0..N).rev() {
        let rest: f64 = (at + 1..N)
            .map(|column| matrix[at][column] * out[column])
            .sum();
        out[at] = (right[at] - rest) / matrix[at][at];
    }
    out
}

/// Prints how many numbers both readers together get wrong by how much the rules weigh.
fn choose(samples: &[Sample], likely: &[Vec<Posterior>]) {
    let count = |weights: &Weights| {
        let mut wrong = [0_usize; SETS.len()];
        for (sample, likely) in samples.iter().zip(likely) {
            for candidate in &sample.survey.candidates {
                let allowed = &sample.allowed[candidate.number];
                let both = decide(candidate, Some(&likely[candidate.number]), weights).tag;
                wrong[sample.set] += usize::from(!allowed.contains(&both));
            }
        }
        wrong
    };
    let chosen = Weights::CHOSEN;
    println!("chosen {chosen:?} {:?}", count(&chosen));
    for value in [0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0] {
        println!(
            "{value}: goal {:?} words {:?} excluded {:?} surroundings {:?} prose {:?} nothing {:?} time {:?}",
            count(&Weights {
                goal: value,
                ..chosen
            }),
            count(&Weights {
                words: value,
                ..chosen
            }),
            count(&Weights {
                excluded: value,
                ..chosen
            }),
            count(&Weights {
                surroundings: value,
                ..chosen
            }),
            count(&Weights {
                prose: value,
                ..chosen
            }),
            count(&Weights {
                nothing: value,
                ..chosen
            }),
            count(&Weights {
                time: value,
                ..chosen
            }),
        );
    }
}
