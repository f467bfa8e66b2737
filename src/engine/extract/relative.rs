//! Goals without a number of their own: 居民收入增长与经济增长同步, 完成省下达的节能减排任务, 保持全市前列.

use crate::engine::lexicon::{Cue, Lexicon, Relative};
use crate::model::goal::{Force, IndicatorId, Measure};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::force::governing;
use super::indicator::{canonical, id_of};
use super::lists::complete;
use super::reading::Reading;
use crate::engine::quantity::Number;

/// The relative goals of one sentence. `medium`: in a long medium-term passage, where only strong wordings count.
pub fn read(
    norm: &Norm,
    NormSpan { start, end }: NormSpan,
    numbers: &[Number],
    medium: bool,
) -> Vec<Reading> {
    let lexicon = Lexicon::get();
    let mut out = Vec::new();
    // Most sentences have no such word.
    if !lexicon.relatives.within(norm, start..end) {
        return out;
    }
    for clause in clauses(norm, NormSpan::new(start, end)) {
        let (from, to) = (clause.start, clause.end);
        // 力争…增长5.5%、一般公共预算收入与经济增长同步: behind the last value and 、 the clause starts anew.
        let valued = numbers
            .iter()
            .rfind(|n| n.skip.is_none() && n.start >= from && n.start < to);
        let from = match valued {
            Some(number) if norm.at(number.end) == '、' => number.end + 1,
            Some(_) => continue,
            None => from,
        };
        let Some((at, word_end, side)) = strongest(lexicon, norm, NormSpan::new(from, to)) else {
            continue;
        };
        // 体现了居民收入增长和经济增长同步的要求; 支持白鹭县进入全国百强.
        let tells_why = Lexicon::cue(Cue::TellsWhy).starting(norm, from..to);
        // 推动经济总量保持领先: an indicator of its own.
        let aids = Lexicon::cue(Cue::Aids)
            .starting(norm, from..to)
            .filter(|(next, ())| lexicon.names.starting(norm, *next..to).is_none());
        if tells_why.is_some() || side == Relative::Rank && aids.is_some() {
            continue;
        }
        let strong = || {
            let word = norm.chars(at..word_end).iter().copied();
            Lexicon::cue(Cue::Strong).whole(word).is_some()
        };
        if medium && side == Relative::After && !strong() {
            continue;
        }
        // The indicators stand before what they are compared with.
        let limit = match side {
            Relative::Around => to,
            _ => compared(norm, from, NormSpan::new(at, word_end)),
        };
        let mut hits = lexicon.aliases(norm, NormSpan::new(from, limit));
        if side == Relative::Around {
            hits.retain(|hit| !norm.starts(hit.end, "总量减排目标责任"));
        }
        let told = |subject: NormSpan, id: IndicatorId| {
            reading(
                norm,
                NormSpan::new(from, to),
                subject,
                NormSpan::new(at, word_end),
                id,
                start,
            )
        };
        let mut found = false;
        // 能源、碳排放等指标达到国家要求: a list that says itself that it is one of indicators.
        let list =
            (from + 2..limit.min(at)).find(|&i| norm.at(i) == '等' && norm.starts(i + 1, "指标"));
        if let Some(list_end) = list {
            let mut start = from;
            while start < list_end {
                let end = part_end(norm, NormSpan::new(start, list_end));
                let named = id_of(&format!("{}指标", norm.text(start..end)));
                out.push(told(NormSpan::new(start, end), named));
                start = end + 1;
            }
            continue;
        }
        for (part, id) in subjects(norm, NormSpan::new(from, limit), &hits) {
            found = true;
            out.push(told(part, id));
        }
        if !found
            && (!medium || norm.before(from) == '、' && strong())
            && side == Relative::After
            && let Some(subject) = measured(norm, NormSpan::new(from, limit))
        {
            found = true;
            out.push(told(subject, IndicatorId::OTHER));
        }
        // 可治理沙地治理率、安全利用率完成自治区下达任务: what stands before 完成.
        if !found
            && !medium
            && side == Relative::Around
            && let Some((met, ..)) = Lexicon::cue(Cue::Meets).first(norm, from + 2..to)
        {
            for part in quantities(norm, NormSpan::new(from, met)) {
                found = true;
                out.push(told(part, IndicatorId::OTHER));
            }
        }
        if !found && side == Relative::Rank {
            // 营商环境跻身全球前列
            let subject_end = Lexicon::cue(Cue::RankVerb)
                .first(norm, from + 2..limit.min(at))
                .map_or(limit.min(at), |(verb, ..)| verb);
            if subject_end > from {
                out.push(told(NormSpan::new(from, subject_end), IndicatorId::OTHER));
            }
        }
    }
    out
}

/// The clauses of a sentence: split at ， and ：, and behind a wording that is whole at 、 (与经济增长同步、…).
fn clauses(norm: &Norm, NormSpan { start, end }: NormSpan) -> Vec<NormSpan> {
    let mut out = Vec::new();
    let mut from = start;
    for i in start..=end {
        let whole = || {
            let wording = Lexicon::get().relatives.ending(norm, from..i);
            wording.is_some_and(|(_, side)| side == Relative::After)
        };
        if i == end || matches!(norm.at(i), '，' | '：') || norm.at(i) == '、' && whole() {
            if i > from {
                out.push(NormSpan::new(from, i));
            }
            from = i + 1;
        }
    }
    out
}

/// The wording that decides: a rank, else one behind its indicator, else 完成…任务.
fn strongest(lexicon: &Lexicon, norm: &Norm, span: NormSpan) -> Option<(usize, usize, Relative)> {
    let (from, to) = (span.start, span.end);
    let all = lexicon.relatives.all(norm, from..to);
    // 走在前列 is a slogan.
    let slogan = |at: usize| {
        norm.ends(at, "走在")
            || norm
                .rfind("走在", at.saturating_sub(6).max(from)..at)
                .is_some()
    };
    let by = |side: Relative| {
        all.iter()
            .rev()
            .find(|(at, _, s)| *s == side && !(side == Relative::Rank && slogan(*at)))
            .copied()
    };
    by(Relative::Rank)
        .or_else(|| by(Relative::After))
        .or_else(|| {
            let found = by(Relative::Around)?;
            Lexicon::cue(Cue::Meets)
                .within(norm, from..to)
                .then_some(found)
        })
}

/// Where the compared-with part begins: 与经济增长, 和经济增长, 高于全国.
fn compared(norm: &Norm, from: usize, span: NormSpan) -> usize {
    let (at, word_end) = (span.start, span.end);
    if let Some((found, ..)) = Lexicon::cue(Cue::Compares).first(norm, from + 2..at) {
        return found;
    }
    let alike = Lexicon::cue(Cue::Alike).within(norm, at..word_end);
    if alike && let Some(found) = norm.find("与", from + 2..at) {
        return found;
    }
    // 居民收入增长和经济增长同步: 和 compares only before 同步.
    if alike && let Some(found) = norm.rfind("和", from + 2..at) {
        return found;
    }
    at
}

/// The subjects named before `limit`: each known indicator, up to the next one; a share (A占B比重) is one.
fn subjects(
    norm: &Norm,
    span: NormSpan,
    hits: &[crate::engine::lexicon::Hit],
) -> Vec<(NormSpan, IndicatorId)> {
    let (from, limit) = (span.start, span.end);
    let mut out: Vec<(NormSpan, IndicatorId)> = Vec::new();
    let share_end = Lexicon::cue(Cue::Share)
        .last(norm, from..limit)
        .map(|(_, end, ())| end);
    if let (Some(first), Some(end)) = (hits.first(), share_end)
        && hits.iter().all(|hit| hit.end <= end)
        && norm.find("占", first.end..end).is_some()
    {
        let (id, _) = canonical(norm, NormSpan::new(first.start, end));
        return vec![(NormSpan::new(first.start, end), id)];
    }
    for hit in hits {
        if out.iter().any(|(part, _)| hit.start < part.end) {
            continue;
        }
        let (id, _) = canonical(norm, NormSpan::new(hit.start, hit.end));
        // 环境质量改善约束性指标: the end of the name before.
        if id.is_other()
            && let Some((part, _)) = out.last_mut().filter(|(part, _)| part.end == hit.start)
        {
            part.end = hit.end;
            continue;
        }
        // 规上工业企业利润总额, 万元地区生产总值用水量: a name inside a longer one is none.
        let behind = Lexicon::cue(Cue::Quantity).within(norm, hit.end..(hit.end + 6).min(limit));
        let id = if behind
            && canonical(
                norm,
                NormSpan::new(hit.start, part_end(norm, NormSpan::new(hit.end, limit))),
            )
            .0 == IndicatorId::OTHER
        {
            IndicatorId::OTHER
        } else {
            id
        };
        // 城镇和农村居民人均可支配收入: the first member lacks what the last one says.
        out.extend(shortened(norm, from, hit));
        out.push((NormSpan::new(hit.start, hit.end), id));
    }
    // A、B稳步提升 with a B that no table knows.
    if !out.is_empty() {
        let named = |part: &NormSpan| {
            hits.iter()
                .any(|hit| hit.start < part.end && part.start < hit.end)
        };
        let unknown = quantities(norm, NormSpan::new(from, limit));
        let unknown = unknown.into_iter().filter(|part| !named(part));
        out.extend(unknown.map(|part| (part, IndicatorId::OTHER)));
        out.sort_by_key(|(part, _)| part.start);
    }
    out
}

/// The member of a list before `hit` that is whole only with the end of its name.
fn shortened(
    norm: &Norm,
    from: usize,
    hit: &crate::engine::lexicon::Hit,
) -> Option<(NormSpan, IndicatorId)> {
    let end = hit.start.checked_sub(1)?;
    if !matches!(norm.at(end), '和' | '、' | '与') || end <= from {
        return None;
    }
    let start = (from..end)
        .rev()
        .find(|&i| matches!(norm.at(i), '、' | '和' | '及' | '，'))
        .map_or(from, |i| i + 1);
    let (part, last) = (norm.text(start..end), norm.text(hit.start..hit.end));
    let (_, id) = complete(Lexicon::get(), &part, &part, &last);
    let short = part.chars().count() <= 4 && Lexicon::get().named(&part).is_none();
    (short && !id.is_other()).then_some((NormSpan::new(start, end), id))
}

/// The members of a list that end like a quantity's name.
fn quantities(norm: &Norm, span: NormSpan) -> Vec<NormSpan> {
    let (from, limit) = (span.start, span.end);
    let mut out = Vec::new();
    let mut start = from;
    while start < limit {
        let end = part_end(norm, NormSpan::new(start, limit));
        let named = Lexicon::cue(Cue::Quantity).ending(norm, start..end);
        if end > start + 2 && named.is_some() {
            out.push(NormSpan::new(start, end));
        }
        start = end + 1;
    }
    out
}

/// Where the member of a list that holds `from` ends.
fn part_end(norm: &Norm, span: NormSpan) -> usize {
    let (from, limit) = (span.start, span.end);
    (from..limit)
        .find(|&i| matches!(norm.at(i), '、' | '和' | '及'))
        .unwrap_or(limit)
}

/// A subject without a known name that ends like a quantity's: 城乡居民收入比, 社会保险基金收支.
fn measured(norm: &Norm, span: NormSpan) -> Option<NormSpan> {
    let (from, limit) = (span.start, span.end);
    Lexicon::cue(Cue::Quantity)
        .last(norm, from..limit)
        .map(|(_, end, ())| end)
        .filter(|&end| end > from + 2 && end + 8 >= limit)
        .map(|end| NormSpan::new(from, end))
}

fn reading(
    norm: &Norm,
    clause: NormSpan,
    subject: NormSpan,
    word: NormSpan,
    id: IndicatorId,
    sentence: usize,
) -> Reading {
    let lexicon = Lexicon::get();
    let (force, force_at) = lexicon
        .forces
        .last(norm, clause)
        .map(|(start, end, word)| (word.force, NormSpan::new(start, end)))
        .or_else(|| governing(norm, sentence, clause.start))
        .map_or((Force::Plain, None), |(force, at)| (force, Some(at)));
    let within = norm.has_any(&["控制在"], clause) && norm.before(clause.end) == '内';
    let hard = norm.ends(word.end, "以上") || norm.has_any(&["不低于"], clause);
    let mut indicator = norm.text(subject);
    if let Some(known) = lexicon.indicator(id)
        && id == "emissions_reduction"
        && indicator.is_empty()
    {
        known.name.clone_into(&mut indicator);
    }
    Reading {
        indicator_at: Some(subject),
        value_at: Some(word),
        force: if within || hard { Force::Hard } else { force },
        force_at,
        confidence: if id.is_other() { 0.9 } else { 0.93 },
        ..Reading::plain(clause, indicator, id, Measure::Relative)
    }
}
