//! Which values of a review are results of the region itself for a whole year: no part of a year, no figure of a level
//! above, no target.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::engine::parse::Layout;
use crate::model::report::Level;
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::reading::Reading;
use crate::engine::quantity;

/// Whether a value is for a part of the year only: 前三季度, 1-11月, 国庆假期.
pub(super) fn part_of_year(norm: &Norm, reading: &Reading, sentence: NormSpan) -> bool {
    let at = reading.value_at.map_or(reading.end, |at| at.start);
    let clause = (sentence.start..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '，' | '；'))
        .map_or(sentence.start, |i| i + 1);
    let near = if reading.carried {
        clause
    } else {
        // 前三季度，地区生产总值…: a clause that names the time alone.
        clause.saturating_sub(8).max(sentence.start)
    };
    !norm.has_any(&["全年"], near..at) && Lexicon::cue(Cue::PartOfYear).within(norm, near..at)
}

/// Whether a review speaks of a target at this value: 增长9%的目标没有完成; 年初确定的目标是增长6%.
pub(super) fn target(norm: &Norm, reading: &Reading, floor: usize) -> bool {
    let Some(NormSpan { start: at, end: to }) = reading.value_at else {
        return false;
    };
    let clause_end = (to..to + 16)
        .find(|&i| quantity::is_mark(norm.at(i)) && !matches!(norm.at(i), '”' | '、'))
        .unwrap_or(to + 16);
    // 增长8%、高于年初目标1个百分点: the target is what the value is held against.
    let held = |at: usize| Lexicon::cue(Cue::Distance).within(norm, to..at);
    if ["目标", "承诺"]
        .iter()
        .filter_map(|word| norm.find(word, to..clause_end))
        .any(|at| !held(at))
    {
        return true;
    }
    let from = (floor..at)
        .rev()
        .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
        .map_or(floor, |i| i + 1);
    Lexicon::cue(Cue::StatedTarget)
        .last(norm, from..at)
        .is_some_and(|(stated, behind, ())| {
            // 提出的“三个转变”要求，…: the quotation is closed.
            let closed = norm.before(behind) == '“' && norm.has_any(&["”"], behind..at);
            !closed && !Lexicon::cue(Cue::Outcome).within(norm, stated..at)
        })
}

/// Whether a value is the figure of a level above: 全国 in a province's report, 全省 in a city's.
pub(super) fn upper_level(norm: &Norm, reading: &Reading, layout: &Layout) -> bool {
    let above: &[&str] = match layout.report.meta.level {
        Some(Level::Province) => &["全国"],
        Some(Level::Prefecture | Level::County | Level::Township) => &["全国", "全省"],
        _ => &[],
    };
    above
        .iter()
        .any(|word| norm.ends(reading.start, word) || norm.starts(reading.start, word))
        || set_above(norm, reading, layout)
}

/// 省里提出，今年全省…; 市下达我县的目标是: a figure the level above has set.
fn set_above(norm: &Norm, reading: &Reading, layout: &Layout) -> bool {
    if matches!(layout.report.meta.level, None | Some(Level::Nation)) {
        return false;
    }
    let from = (reading.start.saturating_sub(90)..reading.start)
        .rev()
        .find(|&i| matches!(norm.at(i), '。' | '！' | '\n'))
        .map_or(0, |i| i + 1);
    let above = matches!(norm.at(from), '省' | '市' | '县')
        || Lexicon::cue(Cue::Nation)
            .starting(norm, from..norm.len())
            .is_some();
    let value = reading.value_at.map_or(reading.end, |at| at.start);
    above
        && !own_named(norm, NormSpan::new(from, value), layout)
        && norm.has_any(&["提出", "下达"], from..(from + 8).min(value))
}

/// Whether `start..end` names the region itself: 我市 or 全市 in a city's report.
fn own_named(norm: &Norm, NormSpan { start, end }: NormSpan, layout: &Layout) -> bool {
    let kinds: &[char] = match layout.report.meta.level {
        Some(Level::Province) => &['省', '区', '市'],
        Some(Level::Prefecture) => &['市', '州', '盟'],
        Some(Level::County) => &['县', '区', '市', '旗'],
        Some(Level::Township) => &['镇', '乡'],
        _ => &[],
    };
    let county = layout.report.meta.level == Some(Level::County);
    // 下达我市的目标: there it is the one that is told.
    (start + 2..end).any(|i| {
        let ours = match norm.before(i) {
            '我' => true,
            '全' => !(county && norm.at(i) == '市'),
            _ => false,
        };
        ours && norm.before(i - 1) == '，' && kinds.contains(&norm.at(i))
    })
}
