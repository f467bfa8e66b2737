//! Which reports belong together, and which are missing: the year before, the level above, the siblings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::engine::parse::regions::{Region, Regions};
use crate::model::analysed::Analysed;
use crate::model::report::{Level, Meta};

/// From so many provinces on the others are missed.
const MANY_PROVINCES: usize = 5;

/// A region is known by its code; one outside the table by its name.
type Who = (Option<Level>, String);

fn who(meta: &Meta) -> Option<Who> {
    let name = meta.region_code.clone().or_else(|| meta.region.clone())?;
    Some((meta.level, name))
}

/// For each report the one of the same region for the year before.
pub fn before(reports: &[&Analysed]) -> Vec<Option<usize>> {
    let mut own: HashMap<Who, Vec<(i32, usize)>> = HashMap::new();
    for (at, report) in reports.iter().enumerate() {
        let meta = &report.report.meta;
        if let (Some(who), Some(year)) = (who(meta), meta.plan_year) {
            own.entry(who).or_default().push((year, at));
        }
    }
    let each = |report: &&Analysed| {
        let meta = &report.report.meta;
        let year = meta.plan_year?;
        let years = own.get(&who(meta)?)?;
        let older = years.iter().find(|(other, _)| *other == year - 1);
        older.map(|(_, at)| *at)
    };
    reports.iter().map(each).collect()
}

/// The latest report of each region.
pub fn latest(reports: &[&Analysed]) -> BTreeSet<usize> {
    let mut own: HashMap<Who, (i32, usize)> = HashMap::new();
    let mut out = BTreeSet::new();
    for (at, report) in reports.iter().enumerate() {
        let meta = &report.report.meta;
        let (Some(who), year) = (who(meta), meta.plan_year.unwrap_or(0)) else {
            out.insert(at);
            continue;
        };
        let known = own.entry(who).or_insert((year, at));
        if year > known.0 {
            *known = (year, at);
        }
    }
    out.extend(own.into_values().map(|(_, at)| at));
    out
}

/// The unit of a report in the table of divisions.
fn unit(meta: &Meta) -> Option<&'static Region> {
    let code = meta.region_code.as_deref()?;
    let name = meta.region.as_deref()?;
    Regions::get()
        .named(name)
        .find(|region| region.code == code)
}

/// For each report that of the level above for the same year: the nearest level that is there.
pub fn above(reports: &[&Analysed]) -> Vec<Option<usize>> {
    let mut known: HashMap<(Level, &str, Option<i32>), usize> = HashMap::new();
    for (at, report) in reports.iter().enumerate() {
        let meta = &report.report.meta;
        if let Some(level) = meta.level {
            let name = meta.region.as_deref().unwrap_or("");
            let name = if level == Level::Nation { "" } else { name };
            known.entry((level, name, meta.plan_year)).or_insert(at);
        }
    }
    let each = |report: &&Analysed| {
        let meta = &report.report.meta;
        let level = meta.level?;
        let parent = unit(meta).map_or("", |unit| unit.parent);
        let chain = [
            (Level::Prefecture, parent),
            (Level::Province, meta.province.as_deref().unwrap_or("")),
            (Level::Nation, ""),
        ];
        let higher = chain.into_iter().filter(|(other, _)| *other < level);
        let mut found =
            higher.filter_map(|(other, name)| known.get(&(other, name, meta.plan_year)));
        let found = found.next().copied();
        // A place the table of divisions does not know lies in the only one that is open above it.
        found.or_else(|| {
            let same = |(other, _, year): &(Level, &str, Option<i32>)| {
                *other < level && *year == meta.plan_year
            };
            let mut open: Vec<_> = known.iter().filter(|(key, _)| same(key)).collect();
            open.sort_by_key(|((level, ..), at)| (std::cmp::Reverse(*level), **at));
            let nearest = open.first()?.0.0;
            let mut nearest_ones = open.iter().filter(|((level, ..), _)| *level == nearest);
            let one = nearest_ones.next().map(|(_, at)| **at);
            one.filter(|_| meta.region_code.is_none() && nearest_ones.next().is_none())
        })
    };
    reports.iter().map(each).collect()
}

/// How many of a set of siblings are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Their level.
    pub level: Level,
    /// What they lie in; empty for the provinces.
    pub parent: String,
    /// How many there are in all.
    pub all: usize,
    /// The names of those that are not there, in the administrative order.
    pub missing: Vec<&'static str>,
}

/// The sets of siblings of which enough are there that the others are missed: five provinces, half of a province's
/// cities or of a city's counties.
pub fn coverage(reports: &[&Analysed]) -> Vec<Coverage> {
    let mut there: BTreeMap<(Level, &str), BTreeSet<&str>> = BTreeMap::new();
    for report in reports {
        let meta = &report.report.meta;
        let (Some(level), Some(name)) = (meta.level, meta.region.as_deref()) else {
            continue;
        };
        let parent = match level {
            Level::Province => "",
            Level::Prefecture => meta.province.as_deref().unwrap_or(""),
            Level::County => match unit(meta) {
                Some(unit) if !unit.parent.is_empty() => unit.parent,
                _ => continue,
            },
            Level::Nation | Level::Township => continue,
        };
        there.entry((level, parent)).or_default().insert(name);
    }
    let mut out = Vec::new();
    for ((level, parent), names) in there {
        let sibling = |region: &&Region| {
            region.current
                && region.level == level
                && match level {
                    // Taiwan and the two special regions have no such reports.
                    Level::Province => !region.code.starts_with(['7', '8']),
                    Level::Prefecture => region.province == parent,
                    _ => region.parent == parent,
                }
        };
        let all: Vec<&'static str> = Regions::get()
            .all()
            .iter()
            .filter(sibling)
            .map(|region| region.name)
            .collect();
        let missing: Vec<&'static str> = all
            .iter()
            .copied()
            .filter(|name| !names.contains(name))
            .collect();
        let found = all.len() - missing.len();
        let enough = match level {
            Level::Province => found >= MANY_PROVINCES,
            _ => found >= 2 && found * 2 >= all.len(),
        };
        if enough {
            out.push(Coverage {
                level,
                parent: parent.to_owned(),
                all: all.len(),
                missing,
            });
        }
    }
    out
}
