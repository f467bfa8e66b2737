//! Every place of something among the reports, with what stands around it: key words in context.

use crate::text::span::ByteSpan;
use std::cmp::Ordering;
use std::sync::Arc;

use super::Indexed;
use super::body::Body;
use super::query::Query;
use super::topics::{Hit, Topic, Why};
use super::travel::Phrase;
use crate::model::report::Role;

/// What places are of.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// A topic.
    Topic(Arc<Topic>),
    /// Words or an expression.
    Query(Arc<Query>),
    /// A sentence or phrase, exactly or nearly.
    Phrase(Arc<Phrase>),
}

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which report, by its place in the list.
    pub report: u32,
    /// Where it starts, in bytes of [`Body::text`].
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Which term of a topic; how near to a phrase, in hundredths.
    pub term: u32,
    /// Why it does not count.
    pub why: Option<Why>,
}

impl Place {
    /// Its bytes.
    pub const fn bytes(&self) -> ByteSpan {
        ByteSpan::new(self.start as usize, self.end as usize)
    }

    /// The same as a hit of a topic.
    pub const fn hit(&self) -> Hit {
        Hit {
            bytes: self.bytes(),
            term: self.term as usize,
            why: self.why,
        }
    }
}

/// In which order places stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// As the reports and their texts.
    #[default]
    Report,
    /// By what stands before, from the place backwards.
    Left,
    /// By what stands behind.
    Right,
    /// The nearest first.
    Near,
    /// By the year of the report, the higher level first.
    Date,
}

/// The places in one report, in sections of `role` or in all.
pub fn places(report: usize, body: &Body, wanted: &Wanted, role: Option<Role>) -> Vec<Place> {
    let mut out = Vec::new();
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut add = |bytes: ByteSpan, term: usize, why: Option<Why>| {
        if role.is_none_or(|role| body.role(bytes.start) == role) {
            out.push(Place {
                report: small(report),
                start: small(bytes.start),
                end: small(bytes.end),
                term: small(term),
                why,
            });
        }
    };
    match wanted {
        Wanted::Topic(topic) => {
            topic.each(body, |hit| add(hit.bytes, hit.term, hit.why));
        }
        Wanted::Query(query) => query.each(body, |bytes| add(bytes, 0, None)),
        Wanted::Phrase(phrase) => phrase.each(body, |bytes, near| add(bytes, near, None)),
    }
    out
}

/// How many characters around a place its order is about.
const LOOK: usize = 24;

/// Puts places in order; `report` gives that at a place.
pub fn sort<'a>(places: &mut [Place], order: Order, report: impl Fn(usize) -> Option<&'a Indexed>) {
    let own = |place: &Place| (place.report, place.start);
    let around = |place: &Place| {
        report(place.report as usize).map_or(("", ""), |own| {
            own.body
                .around(place.start as usize..place.end as usize, LOOK)
        })
    };
    let date = |place: &Place| {
        let meta = report(place.report as usize).and_then(Indexed::meta);
        meta.map(|meta| (meta.plan_year, meta.level))
    };
    let backwards = |a: &str, b: &str| -> Ordering { a.chars().rev().cmp(b.chars().rev()) };
    places.sort_by(|a, b| {
        let first = match order {
            Order::Report => Ordering::Equal,
            Order::Left => backwards(around(a).0, around(b).0),
            Order::Right => around(a).1.cmp(around(b).1),
            Order::Near => b.term.cmp(&a.term),
            Order::Date => date(a).cmp(&date(b)),
        };
        first.then_with(|| own(a).cmp(&own(b)))
    });
}

#[cfg(test)]
mod tests {
    use super::super::indexed;
    use super::*;

    use std::sync::Arc;

    #[test]
    fn places_stand_by_what_is_around_them_and_by_date() {
        let reports = [
            indexed(2026, "优化营商环境，改善生态环境。"),
            indexed(2025, "人居环境整治。"),
        ];
        let wanted = Wanted::Topic(Arc::new(Topic::of("环境")));
        let each = reports.iter().enumerate();
        let mut all: Vec<Place> = each
            .flat_map(|(at, own)| places(at, &own.body, &wanted, None))
            .collect();
        let mut words = |order: Order| -> Vec<String> {
            sort(&mut all, order, |at| reports.get(at));
            let word = |place: &Place| {
                let body = &reports.get(place.report as usize)?.body;
                let (left, right) = body.around(place.start as usize..place.end as usize, 2);
                Some(format!("{left}|{right}"))
            };
            all.iter().filter_map(word).collect()
        };
        assert_eq!(words(Order::Left), ["营商|，改", "人居|整治", "生态|。"]);
        assert_eq!(words(Order::Right), ["生态|。", "人居|整治", "营商|，改"]);
        assert_eq!(words(Order::Report), ["营商|，改", "生态|。", "人居|整治"]);
        assert_eq!(words(Order::Date), ["人居|整治", "营商|，改", "生态|。"]);
    }
}
