//! Puts together what one value says, from its subject, its verb and the words around it.

use crate::engine::lexicon::{Cue, Lexicon, UnitKind};
use crate::engine::quantity::{Number, is_mark};
use crate::model::goal::{Bound, Force, IndicatorId, Measure};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::bounds::year_in;
use super::context::Context;
use super::exclude::excluded;
use super::force::{force, governing};
use super::measure::measure;
use super::name::{first_verb, name};
use super::reading::{Reading, Verb};

const WATER_QUALITY: IndicatorId = IndicatorId::new("water_quality");
const NEW_FIRMS: IndicatorId = IndicatorId::new("new_above_scale_firms");

/// The verb that opens the clause's commitment: 新建, 培育, 新增.
pub(super) fn lead_verb(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<Verb> {
    let lexicon = Lexicon::get();
    let mut best: Option<(usize, usize, Measure)> = None;
    for (at, to, measure) in lexicon.lead_verbs.all(norm, start..end) {
        // 增加值, 增加到: no verb of adding.
        if norm.before(to) == '加' && matches!(norm.at(to), '值' | '到' | '至') {
            continue;
        }
        if best.is_none_or(|(old, ..)| at > old) {
            best = Some((at, to, measure));
        }
    }
    best.map(|(at, end, measure)| Verb {
        first: first_verb(norm, start, at),
        start: at,
        end,
        measure,
    })
}

pub(super) fn reading(norm: &Norm, cx: &Context<'_>, number: &Number) -> Reading {
    let name = name(norm, cx, number);
    let (canonical_id, indicator, indicator_at) = (name.canonical, name.text, name.at);
    let confidence = 0.98 - name.doubt;
    let bound = number.bound.unwrap_or(Bound::Eq);
    let (force, force_at) = force(norm, cx.sentence.start, number, bound, number.bound_at);
    let (measure, direction) = measure(norm, cx, number, canonical_id, &indicator);
    let mut start = match (&cx.subject, indicator_at) {
        (Some(subject), _) => subject.start.min(number.lead),
        _ => number.lead,
    };
    let mut end = number.end;
    if cx.subject.is_none() {
        if let Some(NormSpan { end: noun_end, .. }) = cx.noun {
            end = end.max(noun_end);
        }
        if start > cx.from && norm.before(start) != '，' {
            start = start.max(cx.clause_start);
        }
    }
    let mut reading = Reading {
        start,
        end,
        indicator: trimmed(indicator),
        indicator_at,
        canonical: canonical_id,
        measure,
        direction,
        value: Some(super::value(number.low, number.high, &number.unit, bound)),
        value_at: Some(NormSpan::new(number.start, number.unit_end)),
        bound_at: number.bound_at,
        force,
        force_at,
        yearly: cx.hints.yearly,
        summed: cx.hints.summed
            || Lexicon::cue(Cue::Summed).within(norm, cx.clause_start..number.lead),
        based: cx.hints.based,
        times: matches!(number.unit.as_str(), "倍" | "番"),
        stretch: cx.hints.stretch,
        strives: governing(norm, cx.sentence.start, number.lead)
            .is_some_and(|(force, _)| force == Force::Soft),
        year: cx
            .hints
            .year
            .or_else(|| year_in(norm, NormSpan::new(cx.clause_start, number.lead))),
        carried: cx.carried,
        confidence,
        excluded: None,
    };
    reading.canonical = special(norm, cx, number, &reading);
    reading.excluded = excluded(norm, cx, number);
    if cx.carried {
        reading.confidence -= 0.05;
    }
    if number.chinese {
        reading.confidence -= 0.05;
    }
    if reading.canonical.is_other() {
        reading.confidence -= 0.04;
    }
    reading
}

/// A name without the marks around it.
fn trimmed(name: String) -> String {
    let bare = name.trim_matches(|c| is_mark(c) && c != '”' && c != '“' && c != '）');
    if bare.len() == name.len() {
        return name;
    }
    bare.to_owned()
}

/// Ids that depend on more than the name: 规上企业 counts only as an increment.
pub(super) fn special(
    norm: &Norm,
    cx: &Context<'_>,
    number: &Number,
    reading: &Reading,
) -> IndicatorId {
    match reading.canonical {
        NEW_FIRMS => {
            let verb = cx.verb.is_some_and(|verb| {
                verb.measure == Measure::Change || norm.has_any(&["培育"], verb.start..verb.end)
            });
            let new = Lexicon::cue(Cue::Newly).inside(&reading.indicator)
                || reading.indicator.contains("增加");
            if reading.measure == Measure::Change
                && (verb || new)
                && !Lexicon::cue(Cue::Stock).within(norm, cx.clause_start..number.lead)
                && number.kind == Some(UnitKind::Count)
            {
                reading.canonical
            } else {
                IndicatorId::OTHER
            }
        }
        IndicatorId::OTHER
            if number.unit == "类"
                && !number.chinese
                && matches!(norm.at(number.start), 'Ⅰ'..='Ⅴ') =>
        {
            WATER_QUALITY
        }
        id => {
            let wanted = Lexicon::get()
                .indicator(id)
                .and_then(|indicator| indicator.kind);
            let fits = match (wanted, number.kind) {
                (None, _) | (_, None | Some(UnitKind::Percent | UnitKind::Point)) => true,
                _ if Lexicon::cue(Cue::LooseUnit)
                    .whole(number.unit.chars())
                    .is_some() =>
                {
                    true
                }
                (Some(UnitKind::Skip), _) => false,
                (Some(UnitKind::Money), Some(kind)) => {
                    matches!(kind, UnitKind::Money | UnitKind::Amount)
                }
                (Some(UnitKind::Count | UnitKind::Amount), Some(kind)) => kind != UnitKind::Money,
                _ => true,
            };
            if fits { id } else { IndicatorId::OTHER }
        }
    }
}
