//! The words view: what is asked, what was counted so far, and which counting is still to do.
//!
//! What is wanted is part of the state; [`update`](super::update) starts the [`work`] that is missing, and stops what nobody
//! wants now.

pub mod work;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use crate::engine::export::words::WordsPicture;
use crate::engine::export::words::{self as export, What};
use crate::engine::words::concordance::{self, Wanted};
use crate::engine::words::keys::{self, Against, Keys, STOP_WORDS, Sides, stop_words};
use crate::engine::words::query::Query;
use crate::engine::words::travel::{Phrase, Shared};
use crate::engine::words::{
    ByRole, Indexed, Place, SharedSegmenter, Tally, Topic, keyness, matrix,
};
use crate::model::report::{Meta, Role};

use super::library::ReportId;
use super::pending::Pending;
use super::versioned::Versioned;

pub use work::{Tallied, Work, Worked};

/// What the view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// How much of each topic is where.
    #[default]
    Topics,
    /// The words of a report, held against others.
    Keys,
    /// Places of what is typed.
    Find,
    /// How much of a report stands in others.
    Shared,
}

/// How what is typed is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Way {
    /// As words; `*` and `?` stand for others.
    #[default]
    Words,
    /// As an expression.
    Pattern,
    /// As a phrase that may stand there in other words.
    Near,
}

/// A topic as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptTopic {
    /// What it is called.
    pub name: String,
    /// Its list; none for one that came with the program and was not changed.
    pub list: Option<String>,
    /// It has no column.
    pub hidden: bool,
}

/// What is kept of the view.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptWords {
    /// What it shows.
    pub mode: Mode,
    /// How topics are tabulated.
    pub matrix: matrix::Ask,
    /// The topics in order; none for those that come with the program.
    pub topics: Option<Vec<KeptTopic>>,
    /// What words are held against.
    pub against: Against,
    /// The stop words, if they were changed.
    pub stop: Option<String>,
    /// The user's lists of words.
    pub dictionaries: Vec<PathBuf>,
}

/// A topic of the view.
#[derive(Clone, Debug)]
pub struct Own {
    /// The topic.
    pub topic: Arc<Topic>,
    /// It has no column.
    pub hidden: bool,
    /// What it comes to in each report counted so far.
    pub tallies: HashMap<ReportId, ByRole<Tally>>,
}

/// Reports made ready, in the order of the list.
pub type Texts = Vec<(ReportId, Arc<Indexed>)>;

/// What places are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct LinesAsk {
    pub(in crate::app) of: Of,
    pub(in crate::app) role: Option<Role>,
    pub(in crate::app) order: concordance::Order,
    pub(in crate::app) scope: Vec<ReportId>,
    /// In which texts, and their state.
    pub(in crate::app) texts: (u64, Vec<ReportId>),
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Of {
    Topic(Arc<Topic>),
    Typed(String, Way),
}

/// The places of something.
#[derive(Debug, Default)]
pub struct Lines {
    /// The places; their report is one of `texts`.
    pub places: Vec<Place>,
    /// The reports looked through.
    pub texts: Texts,
    /// How many of the places count.
    pub counted: usize,
    /// In how many reports they stand.
    pub reports: usize,
}

/// What words are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct KeysAsk {
    pub(in crate::app) sides: Sides,
    pub(in crate::app) role: Option<Role>,
    pub(in crate::app) stop: String,
    pub(in crate::app) numbers: bool,
    /// In which texts, and their state.
    pub(in crate::app) texts: (u64, Vec<ReportId>),
}

/// What is asked of paragraphs: which report, among which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedAsk {
    pub(in crate::app) one: ReportId,
    /// In which texts, and their state.
    pub(in crate::app) texts: (u64, Vec<ReportId>),
}

/// How much of the paragraphs of a report stands in others.
#[derive(Debug, Default)]
pub struct Traced {
    /// Its sentences.
    pub sentences: Vec<Shared>,
    /// Its paragraphs.
    pub paragraphs: Vec<Shared>,
    /// The report they are of.
    pub own: Option<(ReportId, Arc<Indexed>)>,
    /// The reports they were looked for in.
    pub others: Texts,
}

/// The words view.
#[derive(Debug)]
pub struct WordsView {
    /// What it shows.
    pub mode: Mode,
    /// How topics are tabulated.
    pub matrix: matrix::Ask,
    /// The topics in order.
    pub topics: Vec<Own>,
    /// The topic whose places are shown.
    pub chosen: usize,
    /// Only places of these reports.
    pub scope: Option<(matrix::Name, Vec<ReportId>)>,
    /// A picture instead of the table.
    pub picture: Option<WordsPicture>,
    /// What is typed to be found, and how it is meant.
    pub typed: String,
    /// How it is meant.
    pub way: Way,
    /// What is wrong with what is typed.
    pub wrong: Option<String>,
    /// In which order places stand.
    pub order: concordance::Order,
    /// A word of the list whose places are shown.
    pub word: Option<String>,
    /// What words are held against.
    pub against: Against,
    /// Only words that reach this log-likelihood.
    pub cut: f64,
    /// Numbers are listed too.
    pub numbers: bool,
    /// The report whose words or paragraphs are shown; for words all of the latest year where there is none.
    pub one: Option<ReportId>,
    /// The reports whose words are shown: that one, or the selected ones, or none.
    pub own: Vec<ReportId>,
    /// The stop words, a word a line.
    pub stop: String,
    /// The files of the user's lists.
    pub dictionaries: Vec<PathBuf>,
    /// Their texts, where a project keeps them.
    pub list_texts: BTreeMap<PathBuf, String>,
    /// The segmenter with them.
    pub segmenter: Arc<SharedSegmenter>,
    /// Reports made ready.
    pub texts: Versioned<BTreeMap<ReportId, Arc<Indexed>>>,
    /// Rises with each of them.
    pub stamp: u64,
    /// The places shown.
    pub lines: Pending<LinesAsk, Lines>,
    /// The words shown.
    pub keys: Pending<KeysAsk, Keys>,
    /// The paragraphs shown.
    pub traced: Pending<SharedAsk, Traced>,
    pub(in crate::app) indexing: Option<u64>,
    pub(in crate::app) tallying: Option<u64>,
    pub(in crate::app) reading: Option<u64>,
}

impl WordsView {
    /// The view as it was kept.
    pub fn new(kept: &KeptWords) -> Self {
        let built_in = Topic::built_in();
        let own = |topic: Arc<Topic>, hidden: bool| Own {
            topic,
            hidden,
            tallies: HashMap::new(),
        };
        let topics = match &kept.topics {
            None => built_in
                .iter()
                .map(|topic| own(Arc::clone(topic), false))
                .collect(),
            Some(topics) => {
                let each = topics.iter().filter_map(|kept| {
                    let topic = match &kept.list {
                        Some(list) => Some(Arc::new(Topic::parse(&kept.name, list))),
                        None => built_in
                            .iter()
                            .find(|topic| topic.name == kept.name)
                            .cloned(),
                    };
                    Some(own(topic?, kept.hidden))
                });
                each.collect()
            }
        };
        Self {
            mode: kept.mode,
            matrix: kept.matrix,
            topics,
            chosen: 0,
            scope: None,
            picture: None,
            typed: String::new(),
            way: Way::Words,
            wrong: None,
            order: concordance::Order::Report,
            word: None,
            against: kept.against,
            cut: keyness::CUT_OFFS[1].0,
            numbers: false,
            one: None,
            own: Vec::new(),
            stop: kept.stop.clone().unwrap_or_else(|| STOP_WORDS.to_owned()),
            dictionaries: kept.dictionaries.clone(),
            list_texts: BTreeMap::new(),
            segmenter: Arc::default(),
            texts: Versioned::default(),
            stamp: 0,
            lines: Pending::default(),
            keys: Pending::default(),
            traced: Pending::default(),
            indexing: None,
            tallying: None,
            reading: None,
        }
    }

    /// What is kept of it.
    pub fn kept(&self) -> KeptWords {
        let built_in = Topic::built_in();
        let topics: Vec<KeptTopic> = self
            .topics
            .iter()
            .map(|own| KeptTopic {
                name: own.topic.name.clone(),
                list: (!built_in.contains(&own.topic)).then(|| own.topic.list.clone()),
                hidden: own.hidden,
            })
            .collect();
        let usual = topics.len() == built_in.len()
            && topics
                .iter()
                .all(|kept| kept.list.is_none() && !kept.hidden)
            && topics
                .iter()
                .zip(built_in)
                .all(|(kept, own)| kept.name == own.name);
        KeptWords {
            mode: self.mode,
            matrix: self.matrix,
            topics: (!usual).then_some(topics),
            against: self.against,
            stop: (self.stop != STOP_WORDS).then(|| self.stop.clone()),
            dictionaries: self.dictionaries.clone(),
        }
    }

    /// Takes topics, stop words and lists of words that are kept; what was counted of the same topics stays.
    pub(super) fn take_kept(&mut self, kept: &KeptWords) {
        let mut topics = Self::new(kept).topics;
        for own in &mut topics {
            let mut known = self.topics.iter().filter(|known| known.topic == own.topic);
            if let Some(known) = known.next() {
                own.topic = Arc::clone(&known.topic);
                own.tallies.clone_from(&known.tallies);
            }
        }
        self.topics = topics;
        self.chosen = self.chosen.min(self.topics.len().saturating_sub(1));
        self.stop = kept.stop.clone().unwrap_or_else(|| STOP_WORDS.to_owned());
        if self.dictionaries != kept.dictionaries {
            self.dictionaries.clone_from(&kept.dictionaries);
            self.reading = None;
            self.segmenter = Arc::default();
            self.texts.write().clear();
            self.stamp += 1;
        }
    }

    /// The topics that have a column.
    pub fn columns(&self) -> Vec<usize> {
        let shown = self
            .topics
            .iter()
            .enumerate()
            .filter(|(_, own)| !own.hidden);
        shown.map(|(at, _)| at).collect()
    }

    /// The reports that are shown and made ready, in the order of the list.
    pub fn ready(&self, shown: &[ReportId]) -> Texts {
        let each = shown
            .iter()
            .filter_map(|id| Some((*id, Arc::clone(self.texts.get(id)?))));
        each.collect()
    }

    /// Whether what is found is told by nearness and date, as phrases are.
    pub fn is_near(&self) -> bool {
        self.mode == Mode::Shared || self.mode == Mode::Find && self.way == Way::Near
    }

    /// Whether reports are still made ready or counted.
    pub const fn counting(&self) -> bool {
        self.indexing.is_some() || self.tallying.is_some()
    }

    /// What places are shown of, for people and files.
    pub fn wanted(&self) -> Option<(Wanted, String)> {
        let (of, words) = self.of()?;
        Some((wanted(&of)?, words))
    }

    /// What is written of these reports, as it is shown.
    pub fn ask(&self, what: What, reports: &[ReportId]) -> export::Ask {
        let shown = self.columns();
        let traced = || Some(self.traced.found.as_ref()?.own.as_ref()?.0);
        let own = match what {
            What::Shared => traced().into_iter().collect(),
            _ => self.own.clone(),
        };
        let place = |id: &ReportId| reports.iter().position(|other| other == id);
        // Over the years it is the chosen topic that is told.
        let years = what == What::Matrix && self.matrix.years;
        let topics = match self.topics.get(self.chosen).filter(|_| years) {
            Some(own) => vec![Arc::clone(&own.topic)],
            None => shown
                .iter()
                .filter_map(|at| self.topics.get(*at))
                .map(|own| Arc::clone(&own.topic))
                .collect(),
        };
        export::Ask {
            what,
            topics,
            wanted: self.wanted().filter(|_| self.mode != Mode::Topics),
            matrix: self.matrix,
            keys: keys::Ask {
                role: self.matrix.role,
                stop: stop_words(&self.stop),
                numbers: self.numbers,
            },
            against: self.against,
            sides: None,
            cut: self.cut,
            own: own.iter().filter_map(place).collect(),
            dictionaries: Arc::clone(self.segmenter.lists()),
        }
    }

    pub(in crate::app) fn of(&self) -> Option<(Of, String)> {
        Some(match self.mode {
            Mode::Topics => {
                let topic = Arc::clone(&self.topics.get(self.chosen)?.topic);
                let name = topic.name.clone();
                (Of::Topic(topic), name)
            }
            Mode::Keys => {
                let word = self.word.clone()?;
                (Of::Typed(word.clone(), Way::Words), word)
            }
            Mode::Find => (Of::Typed(self.typed.clone(), self.way), self.typed.clone()),
            Mode::Shared => {
                let phrase = self.word.clone()?;
                (Of::Typed(phrase.clone(), Way::Near), phrase)
            }
        })
    }
}

pub(in crate::app) fn wanted(of: &Of) -> Option<Wanted> {
    Some(match of {
        Of::Topic(topic) => Wanted::Topic(Arc::clone(topic)),
        Of::Typed(typed, Way::Words) => Wanted::Query(Arc::new(Query::words(typed)?)),
        Of::Typed(typed, Way::Pattern) => Wanted::Query(Arc::new(Query::pattern(typed).ok()?)),
        Of::Typed(typed, Way::Near) => Wanted::Phrase(Arc::new(Phrase::new(typed)?)),
    })
}

/// The reports of the two sides, by their places among those that are ready.
pub fn sides(view: &WordsView, texts: &Texts) -> Sides {
    let metas: Vec<&Meta> = texts.iter().filter_map(|(_, text)| text.meta()).collect();
    let place = |id: &ReportId| texts.iter().position(|(other, _)| other == id);
    let own: Vec<usize> = view.own.iter().filter_map(place).collect();
    keys::sides(&metas, &own, view.against)
}

/// About the words view.
#[derive(Clone, Debug)]
pub enum WordsCommand {
    /// Show this.
    Mode(Mode),
    /// Tabulate topics so.
    Matrix(matrix::Ask),
    /// Show the places of a topic, in these reports or in all.
    Choose {
        /// The topic.
        topic: usize,
        /// The row and its reports.
        scope: Option<(matrix::Name, Vec<ReportId>)>,
    },
    /// Give a topic another list; one more topic where there is none at that place.
    List {
        /// Which.
        topic: usize,
        /// What it is called.
        name: String,
        /// Its list.
        list: String,
    },
    /// Take a topic away.
    Remove(usize),
    /// Show or hide a topic's column.
    Hide(usize),
    /// The topics that come with the program, as they came.
    Usual,
    /// Draw a picture, or the table.
    Picture(Option<WordsPicture>),
    /// Find this.
    Type(String),
    /// How what is typed is meant.
    Way(Way),
    /// Find where else a phrase stands.
    Near(String),
    /// Put places in this order.
    Order(concordance::Order),
    /// Show the places of a word of the list.
    Word(Option<String>),
    /// Hold words against these.
    Against(Against),
    /// Only words that reach this log-likelihood.
    Cut(f64),
    /// List numbers too.
    Numbers(bool),
    /// The words or paragraphs of this report.
    One(Option<ReportId>),
    /// Other stop words.
    Stop(String),
    /// The user's lists of words are these files.
    Dictionaries(Vec<PathBuf>),
}
