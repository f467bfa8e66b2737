//! The words for an indicator before its value, the id they stand for, and lists of them.

use std::rc::Rc;

use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::goal::{IndicatorId, NotGoal};
use crate::text::norm::Norm;

use super::bounds::clause_start;
use super::reading::Reading;
use crate::engine::quantity::is_mark;

/// A subject: the words for an indicator and the id they stand for.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub start: usize,
    pub end: usize,
    /// Shared: the same words are carried from value to value.
    pub text: Rc<str>,
    pub canonical: IndicatorId,
}

/// 地区生产总值和城乡居民收入 with three values: 城乡 stands for two.
pub(super) fn urban_and_rural(subjects: Vec<Subject>) -> Vec<Subject> {
    let lexicon = Lexicon::get();
    let mut out = Vec::new();
    for subject in subjects {
        if let Some(tail) = subject.text.strip_prefix("城乡") {
            for part in ["城镇", "农村"] {
                let text = format!("{part}{tail}");
                out.push(Subject {
                    canonical: lexicon
                        .named(trim_tail(&text))
                        .map_or(IndicatorId::OTHER, |i| i.id),
                    text: text.into(),
                    ..subject.clone()
                });
            }
        } else {
            out.push(subject);
        }
    }
    out
}

/// 10亿元以上项目30个: the size class before a noun belongs to it.
pub(super) fn with_class(norm: &Norm, found: Subject, before: &[Reading]) -> Subject {
    let class = before.last().filter(|reading| {
        let ends = [reading.value_at, reading.bound_at].into_iter().flatten();
        reading.excluded == Some(NotGoal::SizeClass)
            && ends.map(|at| at.1).max() == Some(found.start)
    });
    let Some(class) = class else { return found };
    let start = class
        .indicator_at
        .map_or(class.start, |(start, _)| start.min(class.start))
        .max(class.start);
    Subject {
        text: norm.text(start, found.end).into(),
        start,
        ..found
    }
}

/// The subject that ends at `end`, if there is one in the last clause before it.
pub(super) fn subject(norm: &Norm, from: usize, end: usize) -> Option<Subject> {
    let lexicon = Lexicon::get();
    let mut start = clause_start(norm, from, end);
    let mut end = end;
    // 15个口袋公园、20处: what stands before 、 belongs to the value before.
    if norm.before(end) == '、' {
        return None;
    }
    while end > start && (is_mark(norm.before(end)) && !matches!(norm.before(end), '）' | '”')) {
        end -= 1;
    }
    start = clause_start(norm, from, end).min(end);
    while start < end && is_mark(norm.at(start)) && norm.at(start) != '“' {
        start += 1;
    }
    start = skip_list_mark(norm, start, end);
    // 投入30亿元实施55个: what follows an earlier value is a clause of its own.
    while let Some((word_end, ())) = lexicon.leading.starting(norm, start, end) {
        if word_end >= end {
            break;
        }
        // Names may begin with such a word: 全社会, 主要污染物.
        if lexicon.names.starting(norm, start, end).is_some() {
            break;
        }
        start = word_end;
    }
    while let Some((after, _, ())) = leading_date(norm, start, end) {
        start = after;
        while start < end && is_mark(norm.at(start)) && norm.at(start) != '“' {
            start += 1;
        }
        if let Some((word_end, ())) = lexicon.leading.starting(norm, start, end)
            && word_end < end
            && lexicon.names.starting(norm, start, end).is_none()
        {
            start = word_end;
        }
    }
    // “十四五”末总量: when, not what.
    if let Some(after) = plan_end(norm, start, end) {
        start = after;
    }
    while end > start && matches!(norm.before(end), '从' | '由') {
        end -= 1;
    }
    // 30项专项和150项计划: a conjunction alone.
    if start >= end || matches!(norm.chars(start, end), ['和' | '及' | '与'] | ['以', '及']) {
        return None;
    }
    let canonical = canonical(norm, start, end).0;
    Some(Subject {
        start,
        end,
        text: norm.text(start, end).into(),
        canonical,
    })
}

/// Behind “十四五”末 at `start`, where words follow.
fn plan_end(norm: &Norm, start: usize, end: usize) -> Option<usize> {
    let (close, _) = Lexicon::get().plan_names.starting(norm, start, end)?;
    let tail = usize::from(norm.at(close) == '期');
    let after = close + tail + 1;
    (matches!(norm.at(close + tail), '末' | '间') && after < end).then_some(after)
}

/// Behind a list mark: 1. （一） ① 一是.
pub(super) fn skip_list_mark(norm: &Norm, start: usize, end: usize) -> usize {
    let mut at = start;
    if matches!(norm.at(at), '①'..='⑳') {
        return (at + 1).min(end);
    }
    if norm.at(at) == '（' {
        at += 1;
    }
    let from = at;
    while at < end
        && (norm.at(at).is_ascii_digit() || "一二三四五六七八九十".contains(norm.at(at)))
        && at < from + 3
    {
        at += 1;
    }
    // 一、二、三产增加值 is a list of industries.
    let industries = norm.at(at) == '、' && "一二三".contains(norm.at(at + 1));
    let marked = at > from
        && !industries
        && (matches!(norm.at(at), '.' | '．' | '、' | '）' | ')')
            || (norm.at(at) == '是' && !norm.at(from).is_ascii_digit()));
    if marked && at + 1 < end {
        at + 1
    } else {
        start
    }
}

/// 2021年, 到2026年, 2022年全市 at `start`.
pub(super) fn leading_date(norm: &Norm, start: usize, end: usize) -> Option<(usize, i32, ())> {
    let mut at = start;
    if matches!(norm.at(at), '到' | '至' | '在') {
        at += 1;
    }
    let number = crate::text::number::digits(norm, at)
        .filter(|n| n.end - n.start == 4 && norm.at(n.end) == '年')?;
    let mut after = number.end + 1;
    if matches!(norm.at(after), '底' | '末' | '前') {
        after += 1;
    }
    (after < end).then_some((after, number.value as i32, ()))
}

/// The id of the indicator `start..end` names, and where its name starts.
pub(super) fn canonical(norm: &Norm, start: usize, end: usize) -> (IndicatorId, usize) {
    let lexicon = Lexicon::get();
    let mut end = end;
    if norm.before(end) == '）'
        && let Some(open) = norm.rfind("（", start, end)
    {
        end = open;
    }
    let hits = lexicon.aliases(norm, start, end);
    let Some(hit) = hits.last() else {
        return (IndicatorId::OTHER, start);
    };
    let Some(mut indicator) = lexicon.indicators.get(hit.row) else {
        return (IndicatorId::OTHER, start);
    };
    let mut name_start = hit.start;
    let mut id = indicator.id;
    let tail = norm.text(hit.end, end);
    // 第三产业增加值占GDP比重: the share of what stands before 占, whatever stands behind it.
    let whole = norm.text(start, end);
    let of = whole
        .find('占')
        .or_else(|| whole.find("相当于"))
        .filter(|_| Lexicon::cue(Cue::Share).closes(&whole) && !tail.is_empty());
    if let Some(of) = of {
        let at = start + whole.get(..of).map_or(0, |t| t.chars().count());
        let Some(hit) = hits.iter().rev().find(|hit| hit.end <= at) else {
            return (IndicatorId::OTHER, start);
        };
        let between = norm.text(hit.end, at);
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
    if lexicon.entities.ending(norm, start, name).is_some() {
        return true;
    }
    let words = norm.text(start, name);
    // 占规上工业12.3%, 对东盟出口, 与共建国家进出口.
    if words.contains('占') || words.starts_with('对') || words.starts_with('与') {
        return true;
    }
    // 清河县财政收入, 高新区实现: a part of the region; 全县, 我县 are the region itself.
    let place = ["实现", "完成"]
        .iter()
        .find(|verb| norm.ends(name, verb))
        .map_or(name, |_| name.saturating_sub(2));
    if place < name && lexicon.entities.ending(norm, start, place).is_some() {
        return true;
    }
    let own = place < start + 2
        || matches!(norm.before(place - 1), '全' | '我' | '本' | '该' | '各')
        || Lexicon::cue(Cue::OwnRegion)
            .ending(norm, start, place)
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
                .starting(norm, at, name)
                .map(|(end, ())| end),
            lexicon
                .lead_verbs
                .starting(norm, at, name)
                .map(|(end, _)| end),
            lexicon.forces.starting(norm, at, name).map(|(end, _)| end),
            lexicon
                .predicates
                .starting(norm, at, name)
                .map(|(end, _)| end),
            lexicon
                .bounds_before
                .starting(norm, at, name)
                .map(|(end, _)| end),
            Lexicon::cue(Cue::NoPart)
                .starting(norm, at, name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::WholeRegion)
                .starting(norm, at, name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::OwnRegion)
                .starting(norm, at, name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::ComingYears)
                .starting(norm, at, name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::PlanSum)
                .starting(norm, at, name)
                .map(|(end, ())| end),
            Lexicon::cue(Cue::PartOfYear)
                .starting(norm, at, name)
                .map(|(end, ())| end),
            leading_date(norm, at, name).map(|(end, ..)| end),
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
    canonical(&norm, 0, norm.len()).0
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

/// 公园、停车场各6个: each member of the list.
pub(super) fn members(found: &Subject) -> Vec<Subject> {
    split_list(&found.text)
        .into_iter()
        .map(|part| Subject {
            text: part.into(),
            canonical: id_of(part),
            ..found.clone()
        })
        .collect()
}

/// Splits a subject of several indicators: 城乡居民…收入 → 城镇 and 农村; A、B和C; 一、二、三产增加值.
pub(super) fn expand(found: &Subject, values: usize, spread: bool) -> Vec<Subject> {
    let lexicon = Lexicon::get();
    let text = &found.text;
    let urban_rural = |text: &str| {
        let tail = text
            .strip_prefix("城乡")
            .or_else(|| text.split_once("城乡").map(|(_, tail)| tail))?;
        Some((format!("城镇{tail}"), format!("农村{tail}")))
    };
    let single = || vec![found.clone()];
    // 一二三产增加值, 一、二、三产业
    let industries = text
        .find("一二三")
        .or_else(|| text.find("一、二、三"))
        .and_then(|at| text.get(at..))
        .is_some_and(|rest| rest.contains('产'));
    if values == 3 && (industries || text.starts_with("三次产业")) {
        return ["第一产业增加值", "第二产业增加值", "第三产业增加值"]
            .into_iter()
            .map(|name| Subject {
                text: name.into(),
                canonical: id_of(name),
                ..found.clone()
            })
            .collect();
    }
    let parts: Vec<&str> = split_list(text);
    if parts.len() < 2 {
        if values == 2
            && let Some((urban, rural)) = urban_rural(text)
        {
            return [urban, rural]
                .into_iter()
                .map(|text| Subject {
                    canonical: lexicon
                        .named(trim_tail(&text))
                        .map_or(IndicatorId::OTHER, |i| i.id),
                    text: text.into(),
                    ..found.clone()
                })
                .collect();
        }
        return single();
    }
    let Some(last) = parts.last() else {
        return single();
    };
    let named: Vec<(String, IndicatorId)> = parts
        .iter()
        .map(|part| complete(lexicon, part, parts.first().copied().unwrap_or(""), last))
        .collect();
    let known = named.iter().filter(|(_, id)| !id.is_other()).count();
    // Without 分别 or 均 only indicators all known are taken for a list; 新建和改造 is one subject.
    if values == 1 && spread && known == 0 && last.ends_with('率') {
        // 养老保险和医保参保率均达97%: two rates of one name.
        let tail: String = last
            .chars()
            .rev()
            .take(3)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        return parts
            .iter()
            .map(|part| Subject {
                text: if part.ends_with('率') {
                    (*part).into()
                } else {
                    format!("{part}{tail}").into()
                },
                canonical: IndicatorId::OTHER,
                ..found.clone()
            })
            .collect();
    }
    // A、B和一个不列名的C增长10%: the list is one of indicators.
    let listed = known >= 2 && known + 1 == named.len();
    if values == 1 && !(spread && known > 0 || known == named.len() || listed) {
        return single();
    }
    if values > 1 && values != named.len() && !spread {
        return single();
    }
    if values == 1 && !spread && known < 2 {
        return single();
    }
    named
        .into_iter()
        .map(|(text, canonical)| Subject {
            text: text.into(),
            canonical,
            ..found.clone()
        })
        .collect()
}

/// The members of a list: split at 、 和 及 与, but not inside brackets or quotation marks.
pub(super) fn split_list(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '“' | '《' => depth += 1,
            '）' | '”' | '》' => depth -= 1,
            '、' | '和' | '及' | '与' if depth == 0 && at > from && !fused(text, at, c) => {
                if let Some(part) = text.get(from..at) {
                    parts.push(part);
                }
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if let Some(part) = text.get(from..).filter(|part| !part.is_empty()) {
        parts.push(part);
    }
    parts
}

/// 普及率, 参与率, 饱和度: a conjunction that is part of a word.
pub(super) fn fused(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().last());
    let after = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
    match c {
        '及' => matches!(before, Some('普' | '涉' | '以')) || matches!(after, Some('时' | '以')),
        '与' => matches!(before, Some('参')),
        '和' => {
            matches!(before, Some('饱' | '缓' | '温' | '共')) || matches!(after, Some('谐' | '平'))
        }
        _ => false,
    }
}

/// A member's full name: what it lacks is taken from the end of the last member.
pub(super) fn complete(
    lexicon: &Lexicon,
    part: &str,
    first: &str,
    last: &str,
) -> (String, IndicatorId) {
    let trimmed = trim_tail(part);
    // 进口、出口通关时间: short names mean something only beside another known one.
    let alone = || trimmed.chars().count() < 4 && id_of(last) == IndicatorId::OTHER;
    if let Some(indicator) = lexicon.named(trimmed).filter(|_| part == last || !alone()) {
        return (part.to_owned(), indicator.id);
    }
    let mut whole = String::with_capacity(part.len() + last.len());
    // Most members begin no known name, whatever follows them.
    let begins = lexicon.names.begins(trimmed.chars());
    let mut join = |head: &str, tail: &str| {
        whole.clear();
        whole.push_str(head);
        whole.push_str(tail);
        lexicon
            .named(trim_tail(&whole))
            .map(|indicator| (whole.clone(), indicator.id))
    };
    for (at, _) in last.char_indices().skip(1).filter(|_| begins) {
        if let Some(found) = join(part, last.get(at..).unwrap_or("")) {
            return found;
        }
    }
    // 单位地区生产总值能耗和二氧化碳排放: the head of the first holds for the others.
    if part != first {
        for (at, _) in first.char_indices().skip(2) {
            if let Some(found) =
                join(first.get(..at).unwrap_or(""), part).filter(|(_, id)| !id.is_other())
            {
                return found;
            }
        }
    }
    (part.to_owned(), id_of(part))
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

/// Words that stand for the indicator just named: 投资, 总额, 占比.
pub(super) fn generic(text: &str) -> bool {
    Lexicon::cue(Cue::Generic).whole(text.chars()).is_some()
        || text.starts_with('占') && Lexicon::cue(Cue::Share).closes(text)
}

/// 制造业增加值增长8%，投资增长10%: a quantity of its own, not the one just named.
pub(super) fn other_quantity(found: &Subject, last: &Subject) -> bool {
    Lexicon::cue(Cue::OwnQuantity)
        .whole(found.text.chars())
        .is_some()
        && !last.text.contains(&*found.text)
}

/// The indicator just named, or its share of the whole where the value is one.
pub(super) fn share_of(last: &Subject, found: &Subject) -> Subject {
    if other_quantity(found, last) {
        return Subject {
            text: format!("{}{}", last.text, found.text).into(),
            canonical: IndicatorId::OTHER,
            ..last.clone()
        };
    }
    if !found.text.starts_with('占') {
        return last.clone();
    }
    let lexicon = Lexicon::get();
    let canonical = lexicon
        .named(trim_tail(&last.text))
        .and_then(|i| i.share)
        .unwrap_or(IndicatorId::OTHER);
    Subject {
        text: format!("{}{}", last.text, found.text).into(),
        canonical,
        ..last.clone()
    }
}

/// 粮食生产任务超额完成，总产量达到132万吨; 外资连续五年居前列，全年达到2.6亿美元: the indicator that an earlier clause
/// opens with, when no value stands between.
pub(super) fn named_before(norm: &Norm, from: usize, lead: usize) -> Option<Subject> {
    let lexicon = Lexicon::get();
    let own = clause_start(norm, from, lead);
    let mut end = own.checked_sub(1)?;
    while end > from {
        let start = clause_start(norm, from, end);
        let mut at = start;
        while let Some((after, ())) = lexicon.leading.starting(norm, at, end) {
            at = after;
        }
        if let Some((stop, row)) = lexicon.names.starting(norm, at, end)
            && stop < end
            && let Some(indicator) = lexicon.indicators.get(row)
        {
            return Some(Subject {
                start: at,
                end: stop,
                text: norm.text(at, stop).into(),
                canonical: indicator.id,
            });
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// 粮食播种面积280万亩、产量23亿斤; 研发经费增长14%，投入强度达到2.35%: a short name is completed by the head of the
/// indicator before it.
pub(super) fn headed(found: Subject, last: Option<&Subject>, follows: bool) -> Subject {
    let lexicon = Lexicon::get();
    // A known indicator completes, or 投资 and the like after whatever was named.
    let Some(last) =
        last.filter(|last| follows && (!last.canonical.is_other() || generic(&found.text)))
    else {
        return found;
    };
    if !found.canonical.is_other() || !(2..=6).contains(&found.text.chars().count()) {
        return found;
    }
    for (at, _) in last.text.char_indices().skip(2) {
        let whole = format!("{}{}", last.text.get(..at).unwrap_or(""), found.text);
        if let Some(indicator) = lexicon
            .named(trim_tail(&whole))
            .filter(|i| !i.id.is_other())
        {
            return Subject {
                text: whole.into(),
                canonical: indicator.id,
                ..found
            };
        }
    }
    found
}

/// The indicator a sentence opens with.
pub(super) fn opening_subject(norm: &Norm, start: usize, to: usize) -> Option<Subject> {
    let lexicon = Lexicon::get();
    let (from, end, row) = lexicon.names.first(norm, start, to)?;
    let indicator = lexicon.indicators.get(row)?;
    (from <= start + 12).then(|| Subject {
        start: from,
        end,
        text: norm.text(from, end).into(),
        canonical: indicator.id,
    })
}
