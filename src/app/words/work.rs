//! Counting for a thread of its own: what is to be done, and what it came to.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::{Lines, Texts, Traced};
use crate::app::library::ReportId;
use crate::engine::read;
use crate::engine::read::encoding;
use crate::engine::words::concordance::{self, Wanted};
use crate::engine::words::dictionary::Dictionary;
use crate::engine::words::keys::{self, Keys};
use crate::engine::words::travel::{self, Relation};
use crate::engine::words::{ByRole, Indexed, Place, SharedSegmenter, Tally, Topic};
use crate::model::analysed::AnalysedFile;
use crate::model::report::Role;

/// Counting for a thread of its own.
#[derive(Debug)]
pub enum Work {
    /// Make reports ready.
    Index {
        /// Which.
        reports: Vec<(ReportId, Arc<AnalysedFile>)>,
        /// How words are parted.
        segmenter: Arc<SharedSegmenter>,
    },
    /// Count topics in reports.
    Tally(Vec<(Arc<Topic>, Texts)>),
    /// Find places.
    Lines {
        /// Of what.
        wanted: Wanted,
        /// In which sections.
        role: Option<Role>,
        /// In which order they then stand.
        order: concordance::Order,
        /// In which reports.
        texts: Texts,
    },
    /// List words.
    Keys {
        /// Those asked about, those held against, their peers.
        sides: [Texts; 3],
        /// Which words.
        ask: keys::Ask,
        /// How words are parted.
        segmenter: Arc<SharedSegmenter>,
    },
    /// Trace paragraphs.
    Shared {
        /// Of this report.
        own: (ReportId, Arc<Indexed>),
        /// In these, each of a relation.
        others: Vec<(Relation, (ReportId, Arc<Indexed>))>,
    },
    /// Read a user's lists of words; the text of each as the project keeps it.
    Dictionaries(Vec<(PathBuf, Option<String>)>),
}

/// What a topic comes to in reports.
pub type Tallied = (Arc<Topic>, Vec<(ReportId, ByRole<Tally>)>);

/// What counting came to.
#[derive(Debug)]
pub enum Worked {
    /// Some of the reports.
    Indexed(Vec<(ReportId, Indexed)>),
    /// What topics come to.
    Tallied(Vec<Tallied>),
    /// Places.
    Lines(Lines),
    /// Words.
    Keys(Keys),
    /// Paragraphs.
    Shared(Traced),
    /// A user's lists of words.
    Dictionaries {
        /// Those that could be read.
        lists: Vec<Dictionary>,
        /// The names of those that could not.
        bad: Vec<String>,
        /// Their texts, to be kept.
        texts: Vec<(PathBuf, String)>,
    },
}

/// A longer list of words stays where it is.
const MOST_KEPT: usize = 4 << 20;

/// Runs the steps of a list, several at once; the answers in their order, fewer where it was stopped.
pub type Parallel<'a> = &'a dyn Fn(usize, &(dyn Fn(usize) + Sync));

impl Work {
    /// Does it; `send` takes what is ready, `parallel` runs steps, `stopped` tells that nobody waits any more.
    pub(in crate::app) fn run(
        self,
        send: &(dyn Fn(Worked) + Sync),
        parallel: Parallel<'_>,
        stopped: &(dyn Fn() -> bool + Sync),
    ) {
        match self {
            Self::Index { reports, segmenter } => {
                let segmenter = segmenter.get();
                parallel(reports.len(), &|at| {
                    if let Some((id, file)) = reports.get(at)
                        && let Some(indexed) = Indexed::new(file, id.index, segmenter)
                    {
                        send(Worked::Indexed(vec![(*id, indexed)]));
                    }
                });
            }
            Self::Tally(topics) => send(Worked::Tallied(tally(&topics, parallel))),
            Self::Lines {
                wanted,
                role,
                order,
                texts,
            } => {
                let out = slots(texts.len());
                parallel(texts.len(), &|at| {
                    if let Some((_, text)) = texts.get(at) {
                        fill(&out, at, concordance::places(at, &text.body, &wanted, role));
                    }
                });
                if !stopped() {
                    let places = taken(out).flatten().flatten().collect();
                    send(Worked::Lines(lines(places, order, texts)));
                }
            }
            Self::Keys {
                sides,
                ask,
                segmenter,
            } => {
                let [own, others, peers] = sides.each_ref().map(indexed);
                let found = keys::keys(&own, &others, &peers, &ask, segmenter.get());
                send(Worked::Keys(found));
            }
            Self::Shared { own, others } => send(Worked::Shared(shared(own, others))),
            Self::Dictionaries(files) => send(dictionaries(files)),
        }
    }
}

fn indexed(texts: &Texts) -> Vec<&Indexed> {
    texts.iter().map(|(_, text)| text.as_ref()).collect()
}

/// Counts each topic in each of its texts.
fn tally(topics: &[(Arc<Topic>, Texts)], parallel: Parallel<'_>) -> Vec<Tallied> {
    let steps: Vec<(usize, usize)> = topics
        .iter()
        .enumerate()
        .flat_map(|(topic, (_, texts))| (0..texts.len()).map(move |at| (topic, at)))
        .collect();
    let out = slots(steps.len());
    parallel(steps.len(), &|step| {
        let Some((topic, at)) = steps.get(step).copied() else {
            return;
        };
        if let Some((topic, texts)) = topics.get(topic)
            && let Some((id, text)) = texts.get(at)
        {
            fill(&out, step, (*id, topic.tally(&text.body)));
        }
    });
    let mut found: Vec<Tallied> = topics
        .iter()
        .map(|(topic, _)| (Arc::clone(topic), Vec::new()))
        .collect();
    for (slot, (topic, _)) in taken(out).zip(&steps) {
        if let (Some(tally), Some((_, list))) = (slot, found.get_mut(*topic)) {
            list.push(tally);
        }
    }
    found
}

/// Hits in the order that is wanted, with their counts.
fn lines(mut places: Vec<Place>, order: concordance::Order, texts: Texts) -> Lines {
    if order != concordance::Order::Report {
        concordance::sort(&mut places, order, |at| Some(texts.get(at)?.1.as_ref()));
    }
    let reports: BTreeSet<u32> = places.iter().map(|place| place.report).collect();
    Lines {
        counted: places.iter().filter(|place| place.why.is_none()).count(),
        reports: reports.len(),
        places,
        texts,
    }
}

/// How much of each sentence and paragraph of one report stands in others.
fn shared(
    own: (ReportId, Arc<Indexed>),
    others: Vec<(Relation, (ReportId, Arc<Indexed>))>,
) -> Traced {
    let bodies: Vec<_> = others
        .iter()
        .map(|(relation, (_, text))| (*relation as usize, &text.body))
        .collect();
    let body = &own.1.body;
    let [sentences, paragraphs] = [travel::sentences(body), travel::paragraphs(body)]
        .map(|units| travel::shared(body, &units, &bodies, Relation::ALL.len()));
    Traced {
        sentences,
        paragraphs,
        own: Some(own),
        others: others.into_iter().map(|(_, text)| text).collect(),
    }
}

/// Reads lists of words; the project has the text of a file that is gone.
fn dictionaries(files: Vec<(PathBuf, Option<String>)>) -> Worked {
    let (mut lists, mut bad, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for (path, kept) in files {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let bytes = read::bytes(&path)
            .ok()
            .or_else(|| kept.map(String::into_bytes));
        let list = bytes
            .as_ref()
            .and_then(|bytes| Dictionary::read(&name, bytes).ok());
        match list {
            Some(list) => lists.push(list),
            None => bad.push(name),
        }
        let text = bytes.filter(|bytes| bytes.len() < MOST_KEPT);
        let text = text.and_then(|bytes| encoding::decode(&bytes));
        texts.extend(text.map(|decoded| (path, decoded.text)));
    }
    Worked::Dictionaries { lists, bad, texts }
}

type Slots<T> = Vec<OnceLock<T>>;

fn slots<T>(count: usize) -> Slots<T> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

fn fill<T>(slots: &Slots<T>, at: usize, value: T) {
    if let Some(slot) = slots.get(at) {
        let _ = slot.set(value);
    }
}

fn taken<T>(slots: Slots<T>) -> impl Iterator<Item = Option<T>> {
    slots.into_iter().map(OnceLock::into_inner)
}
