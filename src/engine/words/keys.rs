//! The words of reports with how many others use them, how they are spread, and what they use more or less than others.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::keyness::{self, dispersion};
use super::{Indexed, Segmenter};
use crate::model::report::{Meta, Role};

/// The words that say nothing of a subject, one a line; a user edits them.
pub const STOP_WORDS: &str = include_str!("../../../assets/lexicon/stopwords.txt");

/// What became of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It does not stand in the others.
    New,
    /// At least twice as often.
    Surging,
    /// More often.
    More,
    /// Less often.
    Less,
    /// At most half as often.
    Falling,
    /// It stands only in the others.
    Gone,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Surging,
        Self::More,
        Self::Less,
        Self::Falling,
        Self::Gone,
    ];

    /// The last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Surging => "surging",
            Self::More => "more",
            Self::Less => "less",
            Self::Falling => "falling",
            Self::Gone => "gone",
        }
    }
}

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The word.
    pub word: String,
    /// How often it stands in the reports asked about.
    pub count: usize,
    /// How often in those it is held against.
    pub other: usize,
    /// In how many of the peers it stands.
    pub peers: usize,
    /// How unevenly it is spread: over tenths of one report, over several reports; see [`dispersion`].
    pub spread: Option<f64>,
    /// The log-likelihood; nothing where there is nothing to hold it against.
    pub likelihood: f64,
    /// The binary logarithm of the ratio.
    pub ratio: f64,
    /// What became of it.
    pub change: Option<Change>,
}

/// The words of reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keys {
    /// The words, the surest difference first; the most frequent first where there is nothing to hold them against.
    pub words: Vec<Key>,
    /// How many words the reports have, and those they are held against.
    pub sizes: (usize, usize),
    /// How many peers there are.
    pub peers: usize,
}

/// What words are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The reports of the same regions for the year before, or the nearest one before that is there.
    #[default]
    Before,
    /// The other reports of the same level and year.
    Peers,
    /// Nothing: the words are told by their frequency, with how many reports have them.
    Nothing,
}

impl Against {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Before, Self::Peers, Self::Nothing];

    /// The last part of the label's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Peers => "peers",
            Self::Nothing => "nothing",
        }
    }
}

/// The reports whose words are asked about, those they are held against, and all of their level and year; by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// Asked about.
    pub own: Vec<usize>,
    /// Held against.
    pub others: Vec<usize>,
    /// Of the same level and year, those asked about among them.
    pub peers: Vec<usize>,
    /// How many were asked about and are left out, for want of an earlier report.
    pub without: usize,
}

/// The sides of the reports at these places, or, without any, of all reports of the latest year.
pub fn sides(metas: &[&Meta], own: &[usize], against: Against) -> Sides {
    let year = |at: &usize| metas.get(*at).and_then(|meta| meta.plan_year);
    let all = || 0..metas.len();
    let named = !own.is_empty();
    let mut without = 0;
    let mut own: Vec<usize> = if named {
        own.to_vec()
    } else {
        let latest = all().filter_map(|at| year(&at)).max();
        all()
            .filter(|at| latest.is_none() || year(at) == latest)
            .collect()
    };
    let first = own.first().and_then(|at| metas.get(*at).copied());
    let like = |at: &usize| {
        let meta = metas.get(*at).copied();
        meta.zip(first).is_some_and(|(meta, first)| {
            meta.plan_year == first.plan_year && (!named || meta.level == first.level)
        })
    };
    let peers: Vec<usize> = all().filter(like).collect();
    let others = match against {
        Against::Nothing => Vec::new(),
        Against::Peers => peers
            .iter()
            .copied()
            .filter(|at| !own.contains(at))
            .collect(),
        Against::Before => {
            let region = |meta: &&Meta| (meta.level, meta.region.clone());
            let before = |at: &usize| {
                let meta = *metas.get(*at)?;
                let earlier = all().filter(|other| {
                    let other = metas.get(*other);
                    other.is_some_and(|other| {
                        region(other) == region(&meta) && other.plan_year < meta.plan_year
                    })
                });
                earlier
                    .filter(|other| year(other).is_some())
                    .max_by_key(|other| year(other))
            };
            let pairs: Vec<(usize, usize)> = own
                .iter()
                .filter_map(|at| Some((*at, before(at)?)))
                .collect();
            // Only what has an earlier report is held against it; where nothing has, there is nothing to leave out.
            if !pairs.is_empty() {
                let kept = pairs.iter().map(|(at, _)| *at).collect();
                let asked = std::mem::replace(&mut own, kept);
                without = asked.len() - own.len();
            }
            let found: BTreeSet<usize> = pairs.into_iter().map(|(_, at)| at).collect();
            found.into_iter().filter(|at| !own.contains(at)).collect()
        }
    };
    Sides {
        own,
        others,
        peers,
        without,
    }
}

/// What words are listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// Only sections of this role.
    pub role: Option<Role>,
    /// Words left out of the list; they count as words all the same.
    pub stop: HashSet<String>,
    /// Numbers are listed too.
    pub numbers: bool,
}

/// The stop words of a list, simplified.
pub fn stop_words(list: &str) -> HashSet<String> {
    let plain = |line: &str| {
        let norm = crate::text::norm::Norm::new(line.trim());
        norm.text(0..norm.len())
    };
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.map(plain).filter(|word| !word.is_empty()).collect()
}

/// The parts over which the spread in one report is told.
const PARTS: usize = 10;

/// The words of `own` held against those of `others`, with how many of `peers` have them.
pub fn keys(
    own: &[&Indexed],
    others: &[&Indexed],
    peers: &[&Indexed],
    ask: &Ask,
    segmenter: &Segmenter,
) -> Keys {
    let mut found: HashMap<&str, (usize, usize, usize)> = HashMap::new();
    let (mut c, mut d) = (0, 0);
    for report in own {
        for (word, count) in report.counts.each(&report.body, ask.role) {
            found.entry(word).or_default().0 += count;
            c += count;
        }
    }
    for report in others {
        for (word, count) in report.counts.each(&report.body, ask.role) {
            found.entry(word).or_default().1 += count;
            d += count;
        }
    }
    for report in peers {
        for (word, _) in report.counts.each(&report.body, ask.role) {
            if let Some(own) = found.get_mut(word) {
                own.2 += 1;
            }
        }
    }
    let spread = spreads(own, ask.role, segmenter);
    let listed = |word: &str| {
        let number = word
            .chars()
            .all(|c| c.is_ascii_digit() || ".%‰,".contains(c));
        !ask.stop.contains(word) && (ask.numbers || !number)
    };
    let mut words: Vec<Key> = found
        .into_iter()
        .filter(|(word, _)| listed(word))
        .map(|(word, (count, other, peers))| {
            let against = !others.is_empty();
            let ratio = if against {
                keyness::ratio(count, c, other, d)
            } else {
                0.0
            };
            // A word that stands there as part of another one is neither new nor gone.
            let stands = |reports: &[&Indexed]| {
                let finder = memchr::memmem::Finder::new(word);
                reports
                    .iter()
                    .any(|own| finder.find(own.body.text().as_bytes()).is_some())
            };
            let change = against.then(|| match (count, other) {
                (_, 0) if !stands(others) => Change::New,
                (0, _) if !stands(own) => Change::Gone,
                _ if ratio >= 1.0 => Change::Surging,
                _ if ratio <= -1.0 => Change::Falling,
                _ if ratio >= 0.0 => Change::More,
                _ => Change::Less,
            });
            Key {
                spread: spread.get(word).copied().flatten(),
                word: word.to_owned(),
                count,
                other,
                peers,
                likelihood: if against {
                    keyness::likelihood(count, c, other, d)
                } else {
                    0.0
                },
                ratio,
                change,
            }
        })
        .collect();
    words.sort_by(|a, b| {
        let sure = b.likelihood.total_cmp(&a.likelihood);
        let often = sure.then_with(|| b.count.cmp(&a.count));
        often.then_with(|| a.word.cmp(&b.word))
    });
    Keys {
        words,
        sizes: (c, d),
        peers: peers.len(),
    }
}

/// How each word is spread over tenths of one report, or over several reports.
fn spreads<'t>(
    own: &[&'t Indexed],
    role: Option<Role>,
    segmenter: &Segmenter,
) -> HashMap<&'t str, Option<f64>> {
    let mut counts: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    let mut lengths: Vec<usize> = Vec::new();
    let mut add = |word: &'t str, part: usize, count: usize, lengths: &mut Vec<usize>| {
        if lengths.len() <= part {
            lengths.resize(part + 1, 0);
        }
        if let Some(length) = lengths.get_mut(part) {
            *length += count;
        }
        let list = counts.entry(word).or_default();
        match list.last_mut() {
            Some((last, sum)) if *last == part => *sum += count,
            _ => list.push((part, count)),
        }
    };
    if let [one] = own {
        let stretches: Vec<_> = one
            .body
            .stretches()
            .filter(|(own, ..)| role.is_none_or(|role| *own == role))
            .collect();
        let all: usize = stretches.iter().map(|(_, text, _)| text.len()).sum();
        let mut before = 0;
        for (_, text, _) in stretches {
            for (at, word) in segmenter.tokens(text) {
                if word.chars().any(char::is_alphanumeric) {
                    let part = (before + at) * PARTS / all.max(1);
                    add(word, part, 1, &mut lengths);
                }
            }
            before += text.len();
        }
    } else {
        for (part, report) in own.iter().enumerate() {
            for (word, count) in report.counts.each(&report.body, role) {
                add(word, part, count, &mut lengths);
            }
        }
    }
    let each = counts.into_iter().map(|(word, list)| {
        let mut all = vec![0; lengths.len()];
        for (part, count) in list {
            if let Some(slot) = all.get_mut(part) {
                *slot = count;
            }
        }
        (word, dispersion(&all, &lengths))
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::super::indexed;
    use super::*;

    #[test]
    fn words_are_held_against_the_year_before() {
        let before = indexed(2025, &"棚户区改造。脱贫攻坚。发展经济。".repeat(8));
        let now = indexed(2026, &"低空经济。棚户区改造。发展经济。".repeat(8));
        let metas: Vec<&Meta> = [&before, &now]
            .into_iter()
            .filter_map(Indexed::meta)
            .collect();
        let sides = sides(&metas, &[1], Against::Before);
        assert_eq!(
            (sides.own, sides.others, sides.peers),
            (vec![1], vec![0], vec![1])
        );
        let ask = Ask {
            stop: stop_words("年\n"),
            ..Ask::default()
        };
        let found = keys(&[&now], &[&before], &[&now], &ask, Segmenter::get());
        let of = |word: &str| found.words.iter().find(|key| key.word == word);
        let told = |word: &str| of(word).map(|key| (key.count, key.other, key.change));
        assert_eq!(told("低空经济"), Some((8, 0, Some(Change::New))));
        assert_eq!(told("脱贫攻坚"), Some((0, 8, Some(Change::Gone))));
        assert_eq!(told("棚户区改造").map(|t| (t.0, t.1)), Some((8, 8)));
        assert_eq!(of("低空经济").map(|key| key.peers), Some(1));
        // It goes through most of the report; the title's word stands there once.
        let spread = |word: &str| of(word).and_then(|key| key.spread).unwrap_or(f64::NAN);
        let told = [spread("低空经济"), spread("代表")];
        assert!(
            matches!(told, [even, once] if even + 0.3 < once),
            "{told:?}"
        );
        let first = found.words.first().map(|key| key.likelihood);
        assert!(first.and_then(keyness::level).is_some_and(|p| p <= 0.001));
        // A stop word is not listed and counts all the same.
        assert!(of("年").is_none());
        let all: usize = now.counts.words().iter().sum();
        assert_eq!(found.sizes.0, all);
    }

    #[test]
    fn only_what_has_an_earlier_report_is_held_against_it() {
        let meta = |region: &str, year: i32| Meta {
            region: Some(region.to_owned()),
            plan_year: Some(year),
            ..Meta::default()
        };
        let all = [
            meta("云溪市", 2024),
            meta("云溪市", 2026),
            meta("白鹭市", 2026),
            meta("云溪市", 2026),
        ];
        let metas: Vec<&Meta> = all.iter().collect();
        let found = sides(&metas, &[], Against::Before);
        // The nearest earlier one, once though two are held against it; one city has none.
        assert_eq!(
            (found.own, found.others, found.without),
            (vec![1, 3], vec![0], 1)
        );
        let alone = sides(&metas, &[2], Against::Before);
        assert_eq!(
            (alone.own, alone.others, alone.without),
            (vec![2], vec![], 0)
        );
        let peers = sides(&metas, &[2], Against::Peers);
        assert_eq!((peers.own, peers.others), (vec![2], vec![1, 3]));
    }

    #[test]
    fn new_and_gone_are_told_of_what_does_not_stand_there_at_all() {
        let before = indexed(2025, &"疫情防控。发展经济。".repeat(6));
        let now = indexed(2026, &"疫情平稳。建设5G基站。发展经济。".repeat(6));
        let found = keys(
            &[&now],
            &[&before],
            &[&now],
            &Ask::default(),
            Segmenter::get(),
        );
        let of = |word: &str| found.words.iter().find(|key| key.word == word);
        let told = |word: &str| of(word).map(|key| (key.count, key.other, key.change));
        // 疫情 stands in 疫情防控, which is a word of its own.
        assert_eq!(told("疫情"), Some((6, 0, Some(Change::Surging))));
        assert_eq!(told("5G基站").or(told("5G")).map(|told| told.0), Some(6));
        assert!(of("2026").is_none(), "a number");
    }
}
