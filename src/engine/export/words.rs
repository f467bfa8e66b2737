//! Counts of words as tables, with their denominators, and a note by which another person can repeat them.

use crate::text::span::ByteSpan;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::engine::labels::{Language, label};
use crate::engine::picture::Scene;
use crate::engine::picture::words::{cloud, trend};
use crate::engine::words::concordance::{self, Wanted};
use crate::engine::words::dictionary::Dictionary;
use crate::engine::words::keys::{self, Against, Sides, sides};
use crate::engine::words::matrix::{self, By};
use crate::engine::words::segment::{JIEBA, term_year};
use crate::engine::words::travel::{self, Relation};
use crate::engine::words::{Extent, Indexed, Segmenter, Tally, Topic, Why, keyness};
use crate::model::report::{Meta, Role};

use super::table::{Cell, Table};
use crate::model::analysed::{Chosen, Source};

/// What is written.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A row a report and topic, with every denominator.
    #[default]
    Topics,
    /// Topics against rows, as on screen.
    Matrix,
    /// A row a place, with its offsets.
    Hits,
    /// A row a word.
    Keys,
    /// A row a paragraph, with how much of it stands in other reports.
    Shared,
}

impl What {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 5] = [
        Self::Topics,
        Self::Matrix,
        Self::Hits,
        Self::Keys,
        Self::Shared,
    ];

    /// The last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Matrix => "matrix",
            Self::Hits => "hits",
            Self::Keys => "keys",
            Self::Shared => "shared",
        }
    }
}

/// What is asked about words.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// What is written.
    pub what: What,
    /// The topics.
    pub topics: Vec<Arc<Topic>>,
    /// What hits are of; all topics where it is nothing. With what was typed.
    pub wanted: Option<(Wanted, String)>,
    /// How topics are tabulated.
    pub matrix: matrix::Ask,
    /// Which words are listed.
    pub keys: keys::Ask,
    /// What the words are held against.
    pub against: Against,
    /// Which reports exactly, where that is said.
    pub sides: Option<Sides>,
    /// Only words that reach this log-likelihood.
    pub cut: f64,
    /// The reports whose words are told, by their place, or the one whose paragraphs; without any, for words all of the
    /// latest year.
    pub own: Vec<usize>,
    /// The user's lists of words.
    pub dictionaries: Arc<Vec<Dictionary>>,
}

/// A row a report and topic.
const TOPICS: [&str; 16] = [
    "region",
    "region_code",
    "level",
    "plan_year",
    "role",
    "topic",
    "hits",
    "left_out",
    "with_hits",
    "chars",
    "word_count",
    "sentences",
    "per_1000_chars",
    "per_1000_words",
    "sentence_share",
    "sha256",
];

/// A row a hit.
const HITS: [&str; 15] = [
    "region",
    "region_code",
    "plan_year",
    "role",
    "topic",
    "term",
    "counted",
    "held_by",
    "near",
    "left",
    "hit",
    "right",
    "start",
    "end",
    "sha256",
];

/// A row a word.
const KEYS: [&str; 13] = [
    "word",
    "change",
    "count",
    "per_1000_words",
    "old_count",
    "old_per_1000_words",
    "log_ratio",
    "likelihood",
    "p",
    "in_reports",
    "of_reports",
    "dispersion",
    "term_year",
];

/// A row a paragraph.
const SHARED: [&str; 13] = [
    "region",
    "plan_year",
    "paragraph",
    "letters",
    "shared_own",
    "shared_above",
    "shared_peer",
    "shared_other",
    "shared_rest",
    "most_like",
    "start",
    "end",
    "sha256",
];

/// Characters before and behind a hit.
const ROOM: usize = 20;

fn text(words: &str) -> Cell {
    if words.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(words.to_owned())
    }
}

fn number(count: usize) -> Cell {
    Cell::Number(count as f64)
}

/// To four digits behind the point.
fn rounded(value: f64) -> Cell {
    Cell::Number((value * 1e4).round() / 1e4)
}

/// A part of a whole in thousands, or as a share.
fn share(count: usize, all: usize, of: f64) -> Cell {
    if all == 0 {
        return Cell::Empty;
    }
    rounded(count as f64 / all as f64 * of)
}

fn year(meta: &Meta) -> Cell {
    meta.plan_year
        .map_or(Cell::Empty, |year| Cell::Number(f64::from(year)))
}

/// The reports made ready, in the order of the sources; those that are gone are left out of both.
pub fn indexed(reports: &[Chosen], segmenter: &Segmenter) -> Vec<Indexed> {
    let each = reports
        .iter()
        .filter_map(|chosen| Indexed::new(&chosen.file, chosen.index, segmenter));
    each.collect()
}

/// The table that is asked for; `reports` and `sources` are the same reports in the same order.
pub fn table(
    sources: &[Source<'_>],
    reports: &[Indexed],
    segmenter: &Segmenter,
    ask: &Ask,
    language: Language,
) -> Table {
    let writer = Writer {
        sources,
        reports,
        segmenter,
        ask,
        language,
    };
    let mut out = match ask.what {
        What::Topics => writer.topics(),
        What::Matrix => writer.matrix(),
        What::Hits => writer.hits(),
        What::Keys => writer.keys(),
        What::Shared => writer.shared(),
    };
    let mut lead = std::mem::take(&mut out.lead);
    lead.extend(writer.method());
    out.lead = lead;
    out
}

/// A picture of words.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum WordsPicture {
    /// Topics over the years.
    #[default]
    Trend,
    /// Words by their size; another number is another layout.
    Cloud(u32),
}

/// The picture that is asked for, and the lines that tell how it was counted.
pub fn picture(
    sources: &[Source<'_>],
    reports: &[Indexed],
    segmenter: &Segmenter,
    ask: &Ask,
    (drawn, width): (WordsPicture, f32),
    language: Language,
) -> (Scene, Table) {
    let mut ask = ask.clone();
    ask.what = match drawn {
        WordsPicture::Trend => What::Matrix,
        WordsPicture::Cloud(_) => What::Keys,
    };
    ask.matrix.by = By::Year;
    ask.matrix.years = false;
    let writer = Writer {
        sources,
        reports,
        segmenter,
        ask: &ask,
        language,
    };
    let scene = match drawn {
        WordsPicture::Trend => {
            let names: Vec<String> = ask.topics.iter().map(|topic| topic.name.clone()).collect();
            trend(
                &writer.tabulated(),
                &names,
                ask.matrix.measure,
                width,
                language,
            )
        }
        WordsPicture::Cloud(seed) => {
            let (sides, keys) = writer.listed();
            cloud(&keys, (seed, ask.cut), sides.own.len(), width, language)
        }
    };
    let counted = table(sources, reports, segmenter, &ask, language);
    (scene, counted)
}

struct Writer<'a> {
    sources: &'a [Source<'a>],
    reports: &'a [Indexed],
    segmenter: &'a Segmenter,
    ask: &'a Ask,
    language: Language,
}

impl<'a> Writer<'a> {
    fn word(&self, key: &str) -> String {
        label(self.language, key).to_owned()
    }

    fn each(&self) -> impl Iterator<Item = (&'a Source<'a>, &'a Indexed)> {
        self.sources.iter().zip(self.reports)
    }

    fn headed(&self, keys: &[&'static str]) -> Table {
        let title = format!("table.{}", self.ask.what.word());
        Table::headed(&title, keys, self.language)
    }

    fn role(&self, role: Option<Role>) -> String {
        role.map_or_else(
            || self.word("words.whole"),
            |role| self.word(&format!("role.{}", role.word())),
        )
    }

    /// How the counts were made, so that another person can repeat them.
    fn method(&self) -> Vec<String> {
        let ask = self.ask;
        let mut out = Vec::new();
        if matches!(ask.what, What::Topics | What::Matrix)
            || ask.wanted.is_none() && ask.what == What::Hits
        {
            for topic in &ask.topics {
                let with = |term: &crate::engine::words::topics::Term| {
                    let words = std::iter::once(&term.word).chain(&term.with);
                    words.map(String::as_str).collect::<Vec<_>>().join("+")
                };
                let terms: Vec<String> = topic.terms.iter().map(with).collect();
                let told = self
                    .word("words.topic")
                    .replace("{name}", &topic.name)
                    .replace("{terms}", &terms.join("、"))
                    .replace("{not}", &topic.not.join("、"));
                out.push(told);
            }
        }
        if let (Some((wanted, typed)), What::Hits) = (&ask.wanted, ask.what) {
            let key = match wanted {
                Wanted::Query(query) if query.is_pattern() => "words.looked_for_pattern",
                Wanted::Phrase(_) => "words.looked_for_near",
                _ => "words.looked_for",
            };
            out.push(self.word(key).replace("{words}", typed));
        }
        // What is counted of a file, and which sections of it.
        out.push(
            self.word("words.scope")
                .replace("{role}", &self.role(ask.matrix.role)),
        );
        let key = match ask.what {
            What::Topics | What::Matrix | What::Hits => Some("words.method"),
            What::Keys => Some("words.method_keys"),
            What::Shared => Some("words.method_shared"),
        };
        out.extend(key.map(|key| self.word(key).replace("{run}", &travel::RUN.to_string())));
        let terms = crate::engine::lexicon::rows(crate::engine::lexicon::tables::TERMS).count();
        let mut parted = self
            .word("words.segmenter")
            .replace("{jieba}", JIEBA)
            .replace("{terms}", &terms.to_string())
            .replace("{version}", env!("CARGO_PKG_VERSION"));
        for own in ask.dictionaries.iter() {
            let told = self
                .word("words.dictionary")
                .replace("{name}", &own.name)
                .replace("{count}", &own.words.len().to_string())
                .replace("{sha256}", &own.sha256);
            parted.push_str(&told);
        }
        out.push(parted);
        if ask.what == What::Keys {
            let stop = self.word("words.stop");
            let mut words: Vec<&str> = ask.keys.stop.iter().map(String::as_str).collect();
            words.sort_unstable();
            let told = stop.replace("{count}", &words.len().to_string());
            out.push(told.replace("{words}", &words.join("、")));
            let cut = self.word("words.cut");
            out.push(cut.replace("{cut}", &ask.cut.to_string()));
        }
        out
    }

    fn topics(&self) -> Table {
        let mut out = self.headed(&TOPICS);
        let roles: Vec<Option<Role>> = match (self.ask.matrix.by, self.ask.matrix.role) {
            (By::Role, None) => Role::ALL.into_iter().map(Some).collect(),
            (_, role) => vec![role],
        };
        for (source, own) in self.each() {
            let meta = &source.report.report.meta;
            for topic in &self.ask.topics {
                let by_role = topic.tally(&own.body);
                for role in &roles {
                    let (tally, extent) = match role {
                        Some(role) => (
                            by_role.get(*role as usize).copied().unwrap_or_default(),
                            own.body
                                .extents()
                                .get(*role as usize)
                                .copied()
                                .unwrap_or_default(),
                        ),
                        None => (
                            by_role.iter().fold(Tally::default(), |a, b| a.and(*b)),
                            own.body.extent(),
                        ),
                    };
                    let mut row = Self::place(source);
                    row.extend([
                        meta.level.map_or(Cell::Empty, |level| {
                            text(&self.word(&format!("level.{}", level.word())))
                        }),
                        year(meta),
                        text(&self.role(*role)),
                        text(&topic.name),
                    ]);
                    row.extend(counted(tally, extent));
                    row.push(text(&source.file.source.sha256));
                    out.rows.push(row);
                }
            }
        }
        out
    }

    fn place(source: &Source<'_>) -> Vec<Cell> {
        let meta = &source.report.report.meta;
        vec![
            text(meta.region.as_deref().unwrap_or(source.name)),
            text(meta.region_code.as_deref().unwrap_or("")),
        ]
    }

    /// Topics against rows.
    fn tabulated(&self) -> matrix::Matrix {
        let ask = self.ask.matrix;
        let reports: Vec<&Indexed> = self.reports.iter().collect();
        let topics: Vec<usize> = (0..self.ask.topics.len()).collect();
        let tally = |report: usize, topic: usize| {
            let (own, topic) = (self.reports.get(report)?, self.ask.topics.get(topic)?);
            Some(topic.tally(&own.body))
        };
        matrix::matrix(&reports, &topics, &tally, ask)
    }

    fn matrix(&self) -> Table {
        let ask = self.ask.matrix;
        let found = self.tabulated();
        let mut out = self.headed(&[]);
        let measure = self.word(&format!("measure_of.{}", ask.measure.word()));
        let title = match (ask.years, self.ask.topics.first()) {
            (true, Some(topic)) => format!("{} · {measure}", topic.name),
            _ => format!("{} · {measure}", out.title),
        };
        out.lead.push(format!("{title} · {}", self.role(ask.role)));
        let heads: Vec<String> = if ask.years {
            found.years.iter().map(ToString::to_string).collect()
        } else {
            self.ask
                .topics
                .iter()
                .map(|topic| topic.name.clone())
                .collect()
        };
        let name = format!("by.{}", ask.by.word());
        out.head = std::iter::once(self.word(&name))
            .chain(heads.clone())
            .collect();
        let keys = std::iter::once("name".to_owned()).chain(heads);
        out.keys = keys.map(std::borrow::Cow::Owned).collect();
        out.shaded = (1..out.head.len()).collect();
        for row in &found.rows {
            let figures = row.cells.iter().map(|cell| {
                let figure = cell.figure(ask.measure);
                figure.map_or(Cell::Empty, rounded)
            });
            let name = Cell::Text(self.row_name(&row.name));
            out.rows
                .push(std::iter::once(name).chain(figures).collect());
        }
        out
    }

    fn row_name(&self, name: &matrix::Name) -> String {
        let called = |at: usize| {
            let source = self.sources.get(at);
            source.map_or_else(String::new, |source| {
                crate::engine::display::report_name(&source.report.report.meta, source.name)
            })
        };
        row_name(name, self.language, called)
    }

    fn hits(&self) -> Table {
        let mut out = self.headed(&HITS);
        let wanted: Vec<(Wanted, String)> = if let Some(one) = &self.ask.wanted {
            vec![one.clone()]
        } else {
            let each = self.ask.topics.iter();
            each.map(|topic| (Wanted::Topic(Arc::clone(topic)), topic.name.clone()))
                .collect()
        };
        for (at, (source, own)) in self.each().enumerate() {
            for wanted in &wanted {
                for hit in concordance::places(at, &own.body, &wanted.0, self.ask.matrix.role) {
                    out.rows.push(self.hit(source, own, &hit, wanted));
                }
            }
        }
        out
    }

    fn hit(
        &self,
        source: &Source<'_>,
        own: &Indexed,
        hit: &concordance::Place,
        (wanted, typed): &(Wanted, String),
    ) -> Vec<Cell> {
        let topic = match wanted {
            Wanted::Topic(topic) => Some(topic),
            _ => None,
        };
        let ByteSpan { start, end } = hit.bytes();
        let span = own.body.span(start..end);
        let (left, right) = own.body.around(start..end, ROOM);
        let term = topic.and_then(|topic| topic.terms.get(hit.term as usize));
        let held = match hit.why {
            Some(Why::Held(at)) => topic.and_then(|topic| topic.not.get(at as usize)),
            _ => None,
        };
        let alone = hit.why == Some(Why::Alone);
        let near = matches!(wanted, Wanted::Phrase(_));
        let mut row = Self::place(source);
        row.extend([
            year(&source.report.report.meta),
            text(&self.role(Some(own.body.role(start)))),
            text(typed),
            text(term.map_or("", |term| &term.word)),
            text(&self.word(if hit.why.is_none() {
                "words.counted"
            } else {
                "words.left_out"
            })),
            text(&if alone {
                self.word("words.alone")
            } else {
                held.cloned().unwrap_or_default()
            }),
            if near {
                number(hit.term as usize)
            } else {
                Cell::Empty
            },
            text(left),
            text(source.file.offsets.slice(&source.file.source.text, span)),
            text(right),
            number(span.start),
            number(span.end),
            text(&source.file.source.sha256),
        ]);
        row
    }

    /// Words held against others, and whose they are.
    fn listed(&self) -> (Sides, keys::Keys) {
        let metas: Vec<&Meta> = self.sources.iter().map(|s| &s.report.report.meta).collect();
        let sides = self.ask.sides.clone();
        let sides = sides.unwrap_or_else(|| self::sides(&metas, &self.ask.own, self.ask.against));
        let of = |places: &[usize]| -> Vec<&Indexed> {
            places
                .iter()
                .filter_map(|at| self.reports.get(*at))
                .collect()
        };
        let (own, others) = (of(&sides.own), of(&sides.others));
        let found = keys::keys(
            &own,
            &others,
            &of(&sides.peers),
            &self.ask.keys,
            self.segmenter,
        );
        (sides, found)
    }

    fn keys(&self) -> Table {
        let mut out = self.headed(&KEYS);
        let (sides, found) = self.listed();
        let names = |places: &[usize]| {
            let each = places.iter().filter_map(|at| {
                let source = self.sources.get(*at)?;
                let meta = &source.report.report.meta;
                Some(crate::engine::display::report_name(meta, source.name))
            });
            each.collect::<Vec<_>>().join("、")
        };
        out.lead.push(
            self.word("words.sides")
                .replace("{own}", &names(&sides.own))
                .replace("{others}", &names(&sides.others))
                .replace("{own_words}", &found.sizes.0.to_string())
                .replace("{other_words}", &found.sizes.1.to_string()),
        );
        let two = |x: f64| Cell::Number((x * 100.0).round() / 100.0);
        let against = !sides.others.is_empty();
        let shown = found.words.iter();
        for key in shown.filter(|key| !against || key.likelihood >= self.ask.cut) {
            let when = |cell: Cell| if against { cell } else { Cell::Empty };
            out.rows.push(vec![
                text(&key.word),
                key.change.map_or(Cell::Empty, |change| {
                    text(&self.word(&format!("change.{}", change.word())))
                }),
                number(key.count),
                share(key.count, found.sizes.0, 1e3),
                when(number(key.other)),
                share(key.other, found.sizes.1, 1e3),
                when(two(key.ratio)),
                when(two(key.likelihood)),
                keyness::level(key.likelihood).map_or(Cell::Empty, Cell::Number),
                number(key.peers),
                number(found.peers),
                key.spread.map_or(Cell::Empty, two),
                term_year(&key.word).map_or(Cell::Empty, |year| Cell::Number(f64::from(year))),
            ]);
        }
        out
    }

    fn shared(&self) -> Table {
        let mut out = self.headed(&SHARED);
        let one = self.ask.own.first().copied().unwrap_or(0);
        let Some((source, own)) = self.sources.get(one).zip(self.reports.get(one)) else {
            return out;
        };
        let meta = &source.report.report.meta;
        out.lead
            .push(crate::engine::display::report_name(meta, source.name));
        let mut others = Vec::new();
        let mut names = Vec::new();
        for (at, (other, indexed)) in self.each().enumerate() {
            let theirs = &other.report.report.meta;
            if let Some(relation) = travel::relation(meta, theirs).filter(|_| at != one) {
                others.push((relation as usize, &indexed.body));
                names.push(crate::engine::display::report_name(theirs, other.name));
            }
        }
        let found = travel::shared(
            &own.body,
            &travel::paragraphs(&own.body),
            &others,
            Relation::ALL.len(),
        );
        for (at, shared) in found.iter().enumerate() {
            let ByteSpan { start, end } = shared.bytes;
            let span = own.body.span(start..end);
            let all: usize = shared.groups.iter().sum();
            let mut row = vec![
                text(meta.region.as_deref().unwrap_or(source.name)),
                year(meta),
                number(at + 1),
                number(shared.letters),
            ];
            row.extend(
                shared
                    .groups
                    .iter()
                    .map(|count| share(*count, shared.letters, 1.0)),
            );
            row.push(share(
                shared.letters - all.min(shared.letters),
                shared.letters,
                1.0,
            ));
            let most: Vec<String> = shared
                .most
                .iter()
                .filter_map(|(other, count)| {
                    let part = *count * 100 / shared.letters.max(1);
                    Some(format!("{} {part}%", names.get(*other)?))
                })
                .collect();
            row.extend([
                text(&most.join("、")),
                number(span.start),
                number(span.end),
                text(&source.file.source.sha256),
            ]);
            out.rows.push(row);
        }
        out
    }
}

fn counted(tally: Tally, extent: Extent) -> [Cell; 9] {
    let [hits, left_out, sentences] =
        [tally.hits, tally.left_out, tally.sentences].map(|count| count as usize);
    [
        number(hits),
        number(left_out),
        number(sentences),
        number(extent.chars),
        number(extent.words),
        number(extent.sentences),
        share(hits, extent.chars, 1e3),
        share(hits, extent.words, 1e3),
        share(sentences, extent.sentences, 1.0),
    ]
}

/// The name of a row of a matrix; `called` names the report at a place.
pub fn row_name(
    name: &matrix::Name,
    language: Language,
    called: impl Fn(usize) -> String,
) -> String {
    use matrix::Name;
    match name {
        Name::Report(.., at) => called(*at),
        Name::Region(_, _, region) if region.is_empty() => {
            label(language, "words.unknown").to_owned()
        }
        Name::Region(_, _, region) => region.clone(),
        Name::Level(level) => level.map_or_else(
            || label(language, "words.unknown").to_owned(),
            |level| label(language, &format!("level.{}", level.word())).to_owned(),
        ),
        Name::Year(year) => year.map_or_else(
            || label(language, "words.unknown").to_owned(),
            |year| year.to_string(),
        ),
        Name::Role(role) => label(language, &format!("role.{}", role.word())).to_owned(),
    }
}

/// What stands beside a table in a file that has no room for it: how it was counted, its columns, its sources.
pub fn note(table: &Table) -> String {
    let mut out = format!("{}\n\n{}\n", table.title, table.lead.join("\n"));
    let mut told: BTreeSet<&str> = table.lead.iter().map(String::as_str).collect();
    for sheet in &table.more {
        let _ = write!(out, "\n{}\n{}\n", sheet.title, sheet.head.join("\t"));
        for row in &sheet.rows {
            let cells: Vec<String> = row.iter().map(Cell::text).collect();
            let line = cells.join("\t");
            if !told.contains(line.trim()) {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
        told.clear();
    }
    out
}
