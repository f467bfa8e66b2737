//! Says which values of a sentence are no commitments of their own, and why: sizes, bases, counts of policy, what is
//! there already.

use crate::engine::lexicon::{Cue, Existing, Lexicon, UnitKind};
use crate::model::goal::{Bound, Measure, NotGoal};
use crate::text::norm::Norm;
use crate::text::number::{calendar_year, chinese_digit};
use crate::text::span::NormSpan;

use super::bounds::{clause_start, noun_after};
use super::context::Context;
use crate::engine::quantity::{Number, is_mark};

/// Why a value is no commitment of its own.
pub(super) fn excluded(norm: &Norm, cx: &Context<'_>, number: &Number) -> Option<NotGoal> {
    let clause_end = (number.end..cx.sentence.end)
        .find(|&i| matches!(norm.at(i), '，' | '；' | '。'))
        .unwrap_or(cx.sentence.end);
    existing(norm, cx, number)
        .or_else(|| counting(norm, cx, number, clause_end))
        .or_else(|| sizing(norm, cx, number, clause_end))
}

/// What a value is a base of, or compared with, or what is there already.
fn existing(norm: &Norm, cx: &Context<'_>, number: &Number) -> Option<NotGoal> {
    let lexicon = Lexicon::get();
    // 从2015年的265亿元跃升至, 由10%提高到: the base.
    if matches!(norm.before(number.lead), '由' | '从') || base_ahead(norm, number) {
        return Some(NotGoal::BaseYear);
    }
    // 比上个五年的577亿元增加68%: what it is compared with.
    let own = clause_start(norm, cx.from, number.lead);
    if matches!(norm.at(own), '比' | '较') && norm.before(number.lead) == '的' {
        return Some(NotGoal::BaseYear);
    }
    // 财政收入1.92亿元（上年1.68亿元）, 增长5.5%左右（2025年为5.6%）: the year before beside the goal.
    if let Some(open) = norm.rfind("（", cx.sentence.start..number.lead)
        && norm.find("）", open..number.lead).is_none()
        && open + 1 < number.lead
        && norm.before(open) != '，'
        && (lexicon
            .scopes
            .starting(norm, open + 1..number.lead)
            .is_some()
            || calendar_year(norm, open + 1).is_some()
                && norm.at(open + 5) == '年'
                && matches!(norm.at(open + 6), '为' | '实'))
    {
        return Some(NotGoal::BaseYear);
    }
    // 亿元以上项目, 过50亿元项目, 超10亿元的县: a size class.
    if size_class(norm, number) {
        return Some(NotGoal::SizeClass);
    }
    // 连续12年稳定在500亿斤以上: how long it has been so, beside the value of the year.
    if cx.carried && streak(norm, NormSpan::new(cx.clause_start, number.lead)) {
        return Some(NotGoal::Compared);
    }
    // 2600多万各族儿女: who the region is.
    if number.kind == Some(UnitKind::Amount)
        && number.unit.chars().all(|c| SCALES.contains(&c))
        && Lexicon::cue(Cue::People).within(norm, number.end..clause_stop(norm, number.end, 8))
        && !adds(norm, cx, number)
    {
        return Some(NotGoal::Existing);
    }
    // 改造现有厂房 is a task: a verb of commitment stands before the word.
    if let Some((at, end, means)) = lexicon.existing.first(norm, cx.clause_start..number.lead)
        && !(means == Existing::Means && lexicon.lead_verbs.first(norm, end..number.lead).is_some())
        && !((number.bound.is_some() || cx.hints.measure.is_some()) && norm.at(at) == '每')
        && lexicon
            .lead_verbs
            .first(norm, cx.clause_start..at)
            .is_none()
    {
        return Some(NotGoal::Existing);
    }
    if norm.before(number.lead) == '×'
        || norm.ends(number.lead, "时速")
        || norm.at(number.unit_end) == '×'
    {
        return Some(NotGoal::Class);
    }
    if number.unit == "倍" && norm.has_any(&["平均"], cx.clause_start..number.lead) {
        return Some(NotGoal::Compared);
    }
    // 高于全省1.1个百分点, 拉动经济增长3.4个百分点: a distance, no value of the indicator.
    let points = number.kind == Some(UnitKind::Point);
    // 仅为全省平均水平的58%, 比全市低612元.
    if norm.ends(number.lead, "平均水平的")
        || compared_ahead(norm, cx.clause_start, number.lead)
            && matches!(norm.before(number.lead), '高' | '低')
    {
        return Some(NotGoal::Compared);
    }
    if points && Lexicon::cue(Cue::Distance).within(norm, cx.clause_start..number.lead)
        || points && compared_ahead(norm, cx.clause_start, number.lead)
    {
        return Some(NotGoal::Compared);
    }
    None
}

/// What the clause behind a value says it is: what the sentence starts from, what stands already, a count of policy.
fn counting(norm: &Norm, cx: &Context<'_>, number: &Number, clause_end: usize) -> Option<NotGoal> {
    let lexicon = Lexicon::get();
    // 在上年完成1380亿元的基础上, 在降幅超过一成的背景下: what the sentence starts from.
    if Lexicon::cue(Cue::Backdrop).within(norm, number.end..clause_end) {
        return Some(NotGoal::BaseYear);
    }
    // 改造10个已经建成的小区 is a task, 新建的12条公路已全部通车 is none.
    let commits = lexicon
        .lead_verbs
        .last(norm, cx.clause_start..number.lead)
        .is_some_and(|(_, to, _)| norm.at(to) != '的');
    if !commits && Lexicon::cue(Cue::Already).within(norm, number.end..clause_end) {
        return Some(NotGoal::Existing);
    }
    // 203个断面优良率100%: how many have the rate.
    if number.kind == Some(UnitKind::Count)
        && let Some(NormSpan { end, .. }) = noun_after(norm, number, cx.sentence.end)
        && (number.end..end).any(|i| {
            norm.at(i) == '率'
                && (i + 1 == end || lexicon.predicates.starting(norm, i + 1..end).is_some())
        })
    {
        return Some(NotGoal::Existing);
    }
    if number.kind == Some(UnitKind::Count) {
        // 六个方面, 30项措施: the number counts the policy.
        let noun = noun_after(norm, number, cx.sentence.end);
        if let Some(NormSpan { start, end }) = noun
            && policy(norm, number, NormSpan::new(start, end))
        {
            return Some(NotGoal::PolicyCount);
        }
        // 预期性指标19项: the number counts indicators.
        let indicators = norm.ends(number.lead, "指标")
            && (lexicon.policy)
                .ending(norm, cx.clause_start..number.lead)
                .is_some();
        if indicators && cx.verb.is_none() {
            return Some(NotGoal::PolicyCount);
        }
        // 12类45件民生实事: the second number counts them.
        if number.unit == "类" && norm.at(number.end).is_ascii_digit() {
            return Some(NotGoal::Class);
        }
        // 三人篮球, 50人论坛: what it is called.
        let called = Lexicon::cue(Cue::Gathering).starting(norm, number.end..norm.len());
        if called.is_some_and(|(to, ())| number.unit == "人" || to > number.end + 2) {
            return Some(NotGoal::Class);
        }
    }
    None
}

/// A value that tells how large something is or what it is called.
fn sizing(norm: &Norm, cx: &Context<'_>, number: &Number, clause_end: usize) -> Option<NotGoal> {
    // 确定4.5%左右的增长目标，主要考虑…: words about a goal.
    if norm.at(number.end) == '的'
        && Lexicon::cue(Cue::StatedGoal)
            .starting(norm, number.end + 1..norm.len())
            .is_some()
    {
        return Some(NotGoal::Compared);
    }
    // 3.0方案: a version.
    if number.unit.is_empty() && norm.ends(number.unit_end, ".0") {
        return Some(NotGoal::Class);
    }
    // 千万吨炼化一体化, 千万师生, 千亿斤粮食产能提升行动: a scale without a digit says how large, not how many.
    let digits = norm.chars(number.start..number.unit_end);
    let scale = digits.iter().take_while(|c| SCALES.contains(c)).count();
    if scale > 0
        && digits
            .get(scale)
            .is_none_or(|c| !c.is_numeric() && chinese_digit(*c).is_none() && !"余多".contains(*c))
        && number.bound.is_none()
        && cx.hints.measure.is_none()
        && number.kind != Some(UnitKind::Money)
        && !number.unit.ends_with('级')
        && !matches!(norm.before(number.lead), '上' | '数' | '近' | '逾')
        && !adds(norm, cx, number)
        && !is_mark(norm.at(number.end))
    {
        return Some(NotGoal::SizeClass);
    }
    // 60万吨水泥项目, 200兆瓦储能电站: the capacity of what is built.
    if number.bound.is_none()
        && Lexicon::cue(Cue::CapacityUnit).closes(&number.unit)
        && cx.hints.measure.is_none()
        && !adds(norm, cx, number)
        && Lexicon::cue(Cue::Plant).within(norm, number.end..clause_stop(norm, number.end, 14))
    {
        return Some(NotGoal::SizeClass);
    }
    if number.chinese
        && matches!(number.kind, Some(UnitKind::Count | UnitKind::Amount))
        && number.unit != "番"
        && number.unit != "倍"
        && !number.unit.starts_with(['万', '亿'])
        && chinese_slogan(norm, cx, number)
    {
        return Some(NotGoal::PolicyCount);
    }
    // 打造百亿园区2个, 新增百亿企业3家
    if number.chinese
        && matches!(number.unit.as_str(), "亿" | "万亿")
        && !is_mark(norm.at(number.end))
        && lexicon_class(norm, number.end)
    {
        return Some(NotGoal::SizeClass);
    }
    if number.chinese
        && number.kind == Some(UnitKind::Amount)
        && number.unit.ends_with('级')
        && (number.unit == "万级"
            || !has_build(norm, cx, number)
            || counted_behind(norm, NormSpan::new(number.end, clause_end)))
    {
        return Some(NotGoal::SizeClass);
    }
    // 万卡级到百万卡级: how large a thing is.
    let thing = norm.chars(number.unit_end..number.unit_end + 3);
    let thing = thing
        .iter()
        .take_while(|c| !is_mark(**c) && !c.is_ascii_digit());
    if scale > 0 && thing.take(3).any(|c| *c == '级') {
        return Some(NotGoal::SizeClass);
    }
    if !number.chinese
        && number.unit.ends_with('级')
        && (!has_build(norm, cx, number)
            || counted_behind(norm, NormSpan::new(number.end, clause_end)))
    {
        return Some(NotGoal::SizeClass);
    }
    None
}

/// 连续12年 in a clause.
fn streak(norm: &Norm, NormSpan { start, end }: NormSpan) -> bool {
    norm.find("连续", start..end)
        .is_some_and(|at| (at + 2..(at + 6).min(end)).any(|i| norm.at(i) == '年'))
}

/// The scales of numerals.
const SCALES: [char; 5] = ['十', '百', '千', '万', '亿'];

/// Whether a verb of adding stands right before a value: 新增30万千瓦.
fn adds(norm: &Norm, cx: &Context<'_>, number: &Number) -> bool {
    let lexicon = Lexicon::get();
    let verb = lexicon
        .lead_verbs
        .ending(norm, cx.clause_start..number.lead);
    verb.is_some_and(|(_, measure)| measure == Measure::Change)
}

/// 打造百亿级产业集群两个: the count behind is the value, the 级 its class.
pub(super) fn counted_behind(norm: &Norm, span: NormSpan) -> bool {
    let (from, to) = (span.start, span.end);
    crate::engine::quantity::numbers(norm, NormSpan::new(from, to))
        .iter()
        .any(|n| n.skip.is_none() && n.kind == Some(UnitKind::Count))
}

/// 比全省目标高0.5个百分点.
pub(super) fn compared_ahead(norm: &Norm, start: usize, lead: usize) -> bool {
    matches!(norm.before(lead), '高' | '低' | '快')
        && !matches!(norm.before(lead - 1), '提' | '降' | '升' | '调')
        && norm.has_any(&["比", "较"], start..lead)
}

/// 千亿级产业 is a goal where it is built or strived for.
pub(super) fn has_build(norm: &Norm, cx: &Context<'_>, number: &Number) -> bool {
    Lexicon::cue(Cue::Making).within(norm, whole_clause(norm, cx, number)..number.lead)
        && number.start < cx.sentence.end
}

/// Whether an amount sizes the noun behind it: 亿元以上项目, 超50亿元企业, 20万人以上的县, 10万吨级码头.
pub(super) fn size_class(norm: &Norm, number: &Number) -> bool {
    let after = norm.at(number.end);
    if norm.at(number.unit_end) == '级' && !number.unit.ends_with('级') {
        return true;
    }
    let sized =
        number.kind == Some(UnitKind::Money) || Lexicon::cue(Cue::SizingUnit).closes(&number.unit);
    if !sized || is_mark(after) || after.is_ascii_digit() {
        return false;
    }
    let behind = number
        .bound_at
        .is_some_and(|at| at.start >= number.unit_end);
    let bound = behind || number.bound == Some(Bound::Gt);
    if after == '的' {
        // 四十万千瓦以上的水电站十五个: the count behind is the value.
        if bound
            && counted_behind(
                norm,
                NormSpan::new(number.end, clause_stop(norm, number.end, 14)),
            )
        {
            return true;
        }
        // 投资超10亿元的项目; without a bound (投资50亿元的电站) it is that project's own figure.
        let thing = matches!(
            norm.at(number.end + 1),
            '县' | '市' | '区' | '镇' | '村' | '家'
        ) || lexicon_class(norm, number.end + 1);
        return bound && thing;
    }
    // 投资3亿元改造农村电网: what the money is for.
    if Lexicon::cue(Cue::Serves)
        .starting(norm, number.end..norm.len())
        .is_some()
        || Lexicon::get()
            .lead_verbs
            .starting(norm, number.end..norm.len())
            .is_some()
    {
        return false;
    }
    if matches!(
        after,
        '和' | '及' | '与' | '以' | '在' | '用' | '并' | '实' | '支' | '建' | '重'
    ) {
        return false;
    }
    if behind && number.kind == Some(UnitKind::Money) {
        return true;
    }
    // 超200亿元县2个, 超百亿县增至35个, 超30万元村集体占比20%: the thing behind has a value of its own.
    let stop = clause_stop(norm, number.end, 14);
    let place = matches!(after, '县' | '市' | '区' | '镇' | '村');
    if bound
        && place
        && crate::engine::quantity::numbers(norm, NormSpan::new(number.end, stop + 4))
            .iter()
            .any(|n| n.skip.is_none() && n.start <= stop)
    {
        return true;
    }
    let sizing = bound || norm.ends(number.lead, "产值") || norm.ends(number.lead, "投资");
    if sizing {
        return lexicon_class(norm, number.end);
    }
    // 10亿元项目5个: money right before what it sizes, unless it endows it (2亿元产业基金).
    let stop = clause_stop(norm, number.end, 12);
    number.kind == Some(UnitKind::Money)
        && !Lexicon::cue(Cue::Endowed).within(norm, number.end..stop)
        && Lexicon::cue(Cue::Priced)
            .starting(norm, number.end..stop)
            .is_some()
}

/// Where the words from `at` on stop: at a mark, or after `reach` characters.
fn clause_stop(norm: &Norm, at: usize, reach: usize) -> usize {
    (at..at + reach)
        .find(|&i| is_mark(norm.at(i)))
        .unwrap_or(at + reach)
}

/// Whether what follows an amount is a noun that it sizes: 项目, 企业, 产业, 集群.
pub(super) fn lexicon_class(norm: &Norm, at: usize) -> bool {
    Lexicon::cue(Cue::Sized).within(norm, at..clause_stop(norm, at, 6))
}

/// 2015年的265亿元跃升至2020年的438亿元: a value before 跃升至, 提高到, 增加到.
pub(super) fn base_ahead(norm: &Norm, number: &Number) -> bool {
    let dated = norm.before(number.lead) == '的' && norm.before(number.lead - 1) == '年';
    // 46503元和16935元分别提高到: the first of two bases.
    let behind = match norm.at(number.end) {
        '和' | '、' => (number.end + 1..number.end + 14)
            .find(|&i| !(norm.at(i).is_ascii_digit() || norm.at(i) == '.'))
            .and_then(|unit| {
                (unit..unit + 4).find(|&i| {
                    Lexicon::cue(Cue::Rise)
                        .starting(norm, i..norm.len())
                        .is_some()
                        || norm.starts(i, "分别")
                })
            })
            .unwrap_or(number.end),
        _ => number.end,
    };
    let behind = if norm.starts(behind, "分别") {
        behind + 2
    } else {
        behind
    };
    Lexicon::cue(Cue::Rise)
        .starting(norm, behind..norm.len())
        .is_some()
        && (dated || norm.has_any(&["由", "从"], number.lead.saturating_sub(14)..number.lead))
}

/// Whether the counted noun is one of policy, not of things: 30项措施, 六个方面, 八项工程的实施.
pub(super) fn policy(norm: &Norm, number: &Number, NormSpan { start, end }: NormSpan) -> bool {
    let lexicon = Lexicon::get();
    // Words for numbers count policy more often than digits do: there any ending decides.
    let ends = lexicon
        .policy
        .ending(norm, start..end.min(start + 14))
        .is_some_and(|(at, ())| {
            let qualified = start == at
                || Lexicon::cue(Cue::PolicyKind)
                    .whole(norm.chars(start..at).iter().copied())
                    .is_some();
            end <= start + 14
                && if number.chinese {
                    at <= start + 8
                } else {
                    qualified
                }
        });
    let opens = lexicon
        .policy
        .starting(norm, start..end)
        .is_some_and(|(to, ())| {
            let rest = lexicon
                .policy
                .starting(norm, to..end)
                .is_some_and(|(rest, ())| rest == end);
            is_mark(norm.at(to))
                || rest
                || norm.at(to) == '的'
                || matches!(norm.at(to), '和' | '及' | '等')
                || (number.chinese && to >= start + 4)
                || (number.chinese
                    && matches!(norm.at(to), '的' | '上' | '下' | '中' | '来' | '和' | '，'))
        });
    // 6个维度设置了: whatever is said of them.
    let facet = Lexicon::cue(Cue::Facet)
        .starting(norm, start..end)
        .is_some();
    ends || opens || facet
}

/// 一个 and the like without a verb of building; 四个意识.
pub(super) fn chinese_slogan(norm: &Norm, cx: &Context<'_>, number: &Number) -> bool {
    let closed = is_mark(norm.at(number.end)) || number.end >= cx.sentence.end;
    if number.bound.is_some() || number.low >= 12.0 && closed {
        return false;
    }
    if number.low < 2.0 {
        // 至少打造一个 counts, 一个 alone is an article.
        return !norm.has_any(&["至少", "不少于"], cx.clause_start..number.lead);
    }
    let from = whole_clause(norm, cx, number);
    let verb = Lexicon::get()
        .lead_verbs
        .first(norm, from..number.lead)
        .is_some();
    !verb && !Lexicon::cue(Cue::Reaching).within(norm, from..number.lead)
}

/// Where the clause of a value starts, earlier values of it included.
pub(super) fn whole_clause(norm: &Norm, cx: &Context<'_>, number: &Number) -> usize {
    clause_start(norm, cx.sentence.start, number.lead)
}
