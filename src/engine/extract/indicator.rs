//! Which indicator a name stands for, and whether it is the region's own.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::goal::IndicatorId;
use crate::text::norm::Norm;
use crate::text::number::calendar_year;
use crate::text::span::NormSpan;

/// The id of the indicator `start..end` names, and where its name starts.
pub(super) fn canonical(norm: &Norm, NormSpan { start, end }: NormSpan) -> (IndicatorId, usize) {
    let lexicon = Lexicon::get();
    let mut end = end;
    if norm.before(end) == '）'
        && let Some(open) = norm.rfind("（", start..end)
    {
        end = open;
    }
    let hits = lexicon.aliases(norm, NormSpan::new(start, end));
    let Some(hit) = hits.last() else {
        return (IndicatorId::OTHER, start);
    };
    let Some(mut indicator) = lexicon.indicators.get(hit.row) else {
        return (IndicatorId::OTHER, start);
    };
    let mut name_start = hit.start;
    let mut id = indicator.id;
    let tail = norm.text(hit.end..end);
    // 第三产业增加值占GDP比重: the share of what stands before 占, whatever stands behind it.
    let whole = norm.text(start..end);
    let of = whole
        .find('占')
        .or_else(|| whole.find("相当于"))
        .filter(|_| Lexicon::cue(Cue::Share).closes(&whole) && !tail.is_empty());
    if let Some(of) = of {
        let at = start + whole.get(..of).map_or(0, |t| t.chars().count());
        let Some(hit) = hits.iter().rev().find(|hit| hit.end <= at) else {
            return (IndicatorId::OTHER, start);
        };
        let between = norm.text(hit.end..at);
        let Some(found) = lexicon.indicators.get(hit.row) else {
            return (IndicatorId::OTHER, start);
        };
        indicator = found;
        name_start = hit.start;
        id = if hit.end + 1 >= end {
            indicator.id
        } else {
            indicator
                .share
                .unwrap_or(if indicator.id.as_str().ends_with("_share") {
                    indicator.id
                } else {
                    IndicatorId::OTHER
                })
        };
        if !residual_ok(&between) {
            return (IndicatorId::OTHER, start);
        }
    } else if matches!(tail.as_str(), "占比" | "比重" | "比例") && indicator.share.is_some() {
        id = indicator.share.unwrap_or(IndicatorId::OTHER);
    } else if !tail.is_empty() && !residual_ok(&tail) {
        return (IndicatorId::OTHER, start);
    }
    if norm.ends(name_start, "人均") && name_start >= start + 2 {
        return (IndicatorId::OTHER, start);
    }
    // 天门经济技术开发区规上工业增加值, 电子信息产业增加值: a part's figure.
    if name_start > start
        && (part_of_region(norm, start, name_start) || named_part(norm, start, name_start))
    {
        return (IndicatorId::OTHER, start);
    }
    let _ = indicator;
    (id, name_start)
}

/// Whether the words before a name make it the figure of a part: a zone, a sector, a county, trade with a partner.
pub(super) fn part_of_region(norm: &Norm, start: usize, name: usize) -> bool {
    let lexicon = Lexicon::get();
    if lexicon.entities.ending(norm, start..name).is_some() {
        return true;
    }
    let words = norm.text(start..name);
    // 占规上工业12.3%, 对东盟出口, 与共建国家进出口.
    if words.contains('占') || words.starts_with('对') || words.starts_with('与') {
        return true;
    }
    // 清河县财政收入, 高新区实现: a part of the region; 全县, 我县 are the region itself.
    let place = ["实现", "完成"]
        .iter()
        .find(|verb| norm.ends(name, verb))
        .map_or(name, |_| name.saturating_sub(2));
    if place < name && lexicon.entities.ending(norm, start..place).is_some() {
        return true;
    }
    let own = place < start + 2
        || matches!(norm.before(place - 1), '全' | '我' | '本' | '该' | '各')
        || Lexicon::cue(Cue::OwnRegion)
            .ending(norm, start..place)
            .is_some();
    matches!(
        norm.before(place),
        '县' | '镇' | '乡' | '城' | '区' | '市' | '旗' | '州'
    ) && !own
}

/// Whether what stands before a name narrows it: 能源工业增加值, 锂电池出口. Verbs, adverbs and words for the region itself
/// do not.
fn named_part(norm: &Norm, start: usize, name: usize) -> bool {
    let lexicon = Lexicon::get();
    // 居民消费价格涨幅、一般公共预算收入: only the words of its own member.
    let mut at = (start..name)
        .rev()
        .find(|&i| {
            matches!(
                norm.at(i),
                '、' | '和' | '及' | '与' | '）' | '，' | '：' | '“'
            )
        })
        .map_or(start, |i| i + 1);
    // What is left behind the last word that narrows nothing.
    let mut rest = at;
    while at < name {
        let word = [
            lexicon
                .leading
                .starting(norm, at..name)
                .map(|(end, ())| end),
            lexicon
                .lead_verbs
                .starting(norm, at..name)
                .map(|(end, _)| end),
            lexicon.forces.starting(norm, at..name).map(|(end, _)| end),
            lexicon
                .predicates
                .starting(norm, at..name)
                .map(|(end, _)| end),
            lexicon
                .bounds_before
                .starting(norm, at..name)
                .map(|(end, _)| end),
            Lexicon::cue(Cue::NoPart)
                .starting(norm, at..name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::WholeRegion)
                .starting(norm, at..name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::OwnRegion)
                .starting(norm, at..name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::ComingYears)
                .starting(norm, at..name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::PlanSum)
                .starting(norm, at..name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::PartOfYear)
                .starting(norm, at..name)
                .map(|(end, ())| end),
            leading_date(norm, NormSpan::new(at, name)).map(|(end, ..)| end),
        ];
        // Inside other words a single character is no word.
        match word.into_iter().flatten().max() {
            Some(end) if at == rest || end > at + 1 => {
                at = end;
                rest = end;
            }
            _ => at += 1,
        }
    }
    name - rest >= 2
}

/// The id of `text` as if it stood alone.
pub(super) fn id_of(text: &str) -> IndicatorId {
    let norm = Norm::new(text);
    canonical(&norm, NormSpan::new(0, norm.len())).0
}

/// Words that may stand between an indicator's name and its value without changing it.
pub(super) fn residual_ok(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(after) = Lexicon::cue(Cue::Residual).strip(rest) {
            rest = after;
            continue;
        }
        // 优良天数（AQI≤100）
        if let Some((_, after)) = rest
            .strip_prefix('（')
            .and_then(|inside| inside.split_once('）'))
        {
            rest = after;
            continue;
        }
        return false;
    }
    true
}

/// 2021年, 到2026年, 一九九〇年 at `start`.
pub(super) fn leading_date(
    norm: &Norm,
    NormSpan { start, end }: NormSpan,
) -> Option<(usize, i32, ())> {
    let mut at = start;
    if matches!(norm.at(at), '到' | '至' | '在') {
        at += 1;
    }
    let year = calendar_year(norm, at).filter(|_| norm.at(at + 4) == '年')?;
    let mut after = at + 5;
    if matches!(norm.at(after), '底' | '末' | '前') {
        after += 1;
    }
    // 一九八一年计划为4% names no indicator.
    let bare = norm.starts(after, "计划");
    (after < end && !bare).then_some((after, year, ()))
}

/// A name without a bracket behind it and without 全市 and the like before it.
pub(super) fn trim_tail(text: &str) -> &str {
    let text = text.split('（').next().unwrap_or(text);
    let mut text = text
        .strip_suffix("增长")
        .or_else(|| text.strip_suffix("增速"))
        .unwrap_or(text);
    while let Some(rest) = Lexicon::cue(Cue::WholeRegion).strip(text) {
        text = rest;
    }
    text
}
