//! Numbers that only their neighbours explain: ratios, size classes, units told once.

use crate::engine::lexicon::UnitKind;
use crate::model::goal::NotGoal;
use crate::text::norm::Norm;

use super::Number;

/// 5千万元至1亿元企业: two ends of a size class.
pub(super) fn classes(norm: &Norm, numbers: &mut [Number]) {
    for i in 1..numbers.len() {
        let (left, right) = numbers.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        let money = a.kind == Some(UnitKind::Money) && b.kind == Some(UnitKind::Money);
        if money
            && a.unit != b.unit
            && b.start == a.unit_end + 1
            && matches!(norm.at(a.unit_end), '至' | '到' | '-' | '—' | '~')
        {
            a.skip = Some(NotGoal::SizeClass);
            b.skip = Some(NotGoal::SizeClass);
        }
    }
}

/// 提高0.2个、1个百分点: the unit of the last holds for the ones before.
pub(super) fn points(norm: &Norm, numbers: &mut [Number]) {
    for i in (1..numbers.len()).rev() {
        let (left, right) = numbers.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else {
            continue;
        };
        let joined = b.start == a.unit_end + 1 && matches!(norm.at(a.unit_end), '、' | '和' | '，');
        if joined && a.unit == "个" && b.unit == "个百分点" {
            a.unit.clone_from(&b.unit);
            a.kind = b.kind;
        }
    }
}

/// 13.5：44.6：41.9: three shares in one; the single numbers are none.
pub(super) fn ratios(norm: &Norm, numbers: &mut [Number]) {
    for i in 1..numbers.len() {
        let (left, right) = numbers.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        if b.start == a.unit_end + 1 && norm.at(a.unit_end) == '：' && b.skip == Some(NotGoal::Bare)
        {
            a.skip = Some(NotGoal::Ratio);
            b.skip = Some(NotGoal::Ratio);
        }
    }
}
