//! The administrative divisions, by name. Which unit a name means is decided with what stands before it.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::engine::lexicon::{rows, tables};
use crate::model::report::Level;

/// One unit of the table.
#[derive(Debug)]
pub struct Region {
    /// 610400
    pub code: &'static str,
    /// 咸阳市
    pub name: &'static str,
    /// Its level.
    pub level: Level,
    /// 陕西省
    pub province: &'static str,
    /// The prefecture a county belongs to; empty where there is none.
    pub parent: &'static str,
    /// Whether it still exists.
    pub current: bool,
}

/// The divisions.
#[derive(Debug)]
pub struct Regions {
    rows: Vec<Region>,
    by_name: HashMap<&'static str, Vec<usize>>,
    beginnings: HashSet<(char, char)>,
    longest: usize,
}

/// A name in a text and the unit it most likely means.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// Where the name starts in the text, in characters.
    pub start: usize,
    /// One past its end.
    pub end: usize,
    /// Which unit.
    pub region: &'static Region,
    /// Several units bear this name and nothing decided between them.
    pub ambiguous: bool,
}

impl Regions {
    /// The table, loaded at first use.
    pub fn get() -> &'static Self {
        static REGIONS: OnceLock<Regions> = OnceLock::new();
        REGIONS.get_or_init(Self::load)
    }

    fn load() -> Self {
        let mut table = Vec::new();
        let mut by_name: HashMap<&'static str, Vec<usize>> = HashMap::new();
        let mut beginnings = HashSet::new();
        let mut longest = 0;
        for row in rows(tables::REGIONS) {
            let column = |i: usize| row.get(i).copied().unwrap_or("");
            let Some(level) = Level::from_word(column(2)) else {
                continue;
            };
            longest = longest.max(column(1).chars().count());
            by_name.entry(column(1)).or_default().push(table.len());
            let mut chars = column(1).chars();
            if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
                beginnings.insert((a, b));
            }
            // 广西 for 广西壮族自治区: file names and titles shorten provinces.
            table.push(Region {
                code: column(0),
                name: column(1),
                level,
                province: column(3),
                parent: column(4),
                current: column(6).is_empty(),
            });
        }
        Self {
            rows: table,
            by_name,
            beginnings,
            longest,
        }
    }

    /// All units, by code.
    pub fn all(&self) -> &[Region] {
        &self.rows
    }

    /// The units of a name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Region> {
        self.by_name
            .get(name)
            .into_iter()
            .flatten()
            .filter_map(|&i| self.rows.get(i))
    }

    /// The province of a short name at the start of `text`: 广西, 内蒙古.
    pub fn province_starting(&self, text: &str) -> Option<&Region> {
        self.rows
            .iter()
            .filter(|region| region.level == Level::Province && region.current)
            .find(|region| text.starts_with(short(region.name)))
    }

    /// Every name in `text`, longest at each place, with `hints` (names known so far) deciding between units of one name.
    pub fn find(&'static self, text: &str) -> Vec<Named> {
        let places: Vec<(usize, char)> = text.char_indices().collect();
        let byte = |at: usize| places.get(at).map_or(text.len(), |(byte, _)| *byte);
        let mut out: Vec<Named> = Vec::new();
        let mut at = 0;
        while at < places.len() {
            // Most places do not begin like any name: two characters say so.
            let begins = match places.get(at..at + 2) {
                Some([(_, a), (_, b)]) => self.beginnings.contains(&(*a, *b)),
                _ => false,
            };
            let longest = self.longest.min(places.len() - at);
            let found = (2..=longest).rev().filter(|_| begins).find_map(|len| {
                let name = text.get(byte(at)..byte(at + len))?;
                Some((len, self.by_name.get(name)?))
            });
            let Some((len, units)) = found else {
                at += 1;
                continue;
            };
            let (region, ambiguous) = self.decide(units, &out, text);
            if let Some(region) = region {
                out.push(Named {
                    start: at,
                    end: at + len,
                    region,
                    ambiguous,
                });
            }
            at += len;
        }
        out
    }

    /// Which of several units of one name: the one whose parent or province was just named, else the current one.
    fn decide(
        &'static self,
        units: &[usize],
        before: &[Named],
        text: &str,
    ) -> (Option<&'static Region>, bool) {
        let all: Vec<&Region> = units.iter().filter_map(|&i| self.rows.get(i)).collect();
        let known = |region: &&&Region| {
            before.iter().any(|named| {
                named.region.name == region.parent || named.region.name == region.province
            }) || (!region.parent.is_empty() && text.contains(region.parent))
                || (region.level != Level::Province && text.contains(short(region.province)))
        };
        let hinted: Vec<&&Region> = all.iter().filter(known).collect();
        let pool: Vec<&Region> = if hinted.is_empty() {
            all.clone()
        } else {
            hinted.into_iter().copied().collect()
        };
        let current: Vec<&Region> = pool
            .iter()
            .copied()
            .filter(|region| region.current)
            .collect();
        let pool = if current.is_empty() { pool } else { current };
        // One place can have had several codes.
        let places: std::collections::BTreeSet<_> = pool
            .iter()
            .map(|r| (r.province, r.parent, r.level))
            .collect();
        (pool.last().copied(), places.len() > 1)
    }
}

/// 广西 for 广西壮族自治区, 内蒙古, 北京.
pub fn short(province: &str) -> &str {
    for tail in [
        "壮族自治区",
        "回族自治区",
        "维吾尔自治区",
        "自治区",
        "特别行政区",
        "省",
        "市",
    ] {
        if let Some(short) = province.strip_suffix(tail) {
            return short;
        }
    }
    province
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, level: Level, province: &str) {
        let found = Regions::get().find(text);
        let Some(last) = found.last() else {
            panic!("{text}: nothing found")
        };
        assert_eq!(
            (last.region.name, last.region.level, last.region.province),
            (name, level, province),
            "{text}"
        );
    }

    #[test]
    fn names_are_told_apart_by_what_stands_before() {
        check("咸阳市", "咸阳市", Level::Prefecture, "陕西省");
        check("泉州市鲤城区", "鲤城区", Level::County, "福建省");
        check("天津市蓟州区", "蓟州区", Level::County, "天津市");
        check("天门市", "天门市", Level::County, "湖北省");
        check("福州市鼓楼区", "鼓楼区", Level::County, "福建省");
        check("南京市鼓楼区", "鼓楼区", Level::County, "江苏省");
        check(
            "广西壮族自治区",
            "广西壮族自治区",
            Level::Province,
            "广西壮族自治区",
        );
    }

    #[test]
    fn every_province_is_there() {
        let provinces = Regions::get()
            .all()
            .iter()
            .filter(|r| r.level == Level::Province && r.current)
            .count();
        assert!(provinces >= 31, "{provinces}");
    }
}
