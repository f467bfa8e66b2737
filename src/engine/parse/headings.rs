//! Headings: list marks at a border together with words of the table of headings, and the outline.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::report::{Heading, Role};
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::set::CharSet;
use crate::text::span::NormSpan;

use super::split::ReportSpan;

/// A heading of the first level with its role.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub at: usize,
    pub role: Role,
    pub title: String,
}

/// How many characters of a heading are read for its role.
const TITLE: usize = 34;

/// Headings of the first level, by list mark and words, or by words on a line of their own.
pub(super) fn heads(
    norm: &Norm,
    lexicon: &Lexicon,
    range: NormSpan,
    plan: Option<i32>,
    titled: bool,
) -> Vec<Head> {
    let first = heads_of(norm, lexicon, range, plan, 1);
    // （一）2025年工作回顾: a report whose first level is written like a second one; in an excerpt it is a second one.
    if first.is_empty() && titled {
        heads_of(norm, lexicon, range, plan, 2)
    } else {
        first
    }
}

fn heads_of(
    norm: &Norm,
    lexicon: &Lexicon,
    NormSpan { start, end }: NormSpan,
    plan: Option<i32>,
    depth: u8,
) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    let mut before = norm.before(start);
    for (i, &c) in (start..end).zip(norm.chars(start..end)) {
        let before = std::mem::replace(&mut before, c);
        let line = before == '\n' || i == start;
        if !line && !may_mark(c) {
            continue;
        }
        let border =
            line || matches!(before, '。' | '！' | '？' | '；' | '：' | '”') || norm.gap_before(i);
        if !border {
            continue;
        }
        let mark = mark(norm, i);
        let numbered = mark.is_some_and(|(found, _)| found == depth);
        if !numbered && !line {
            continue;
        }
        let text_start = mark.map_or(i, |(_, after)| after);
        let line_end = (text_start..(text_start + 60).min(end))
            .find(|&k| norm.at(k) == '\n')
            .unwrap_or((text_start + 60).min(end));
        let stop = (text_start..line_end)
            .find(|&k| matches!(norm.at(k), '。' | '；' | '！'))
            .unwrap_or(line_end)
            .min(text_start + TITLE);
        let sentence = (stop..line_end).any(|k| matches!(norm.at(k), '。' | '；' | '！'));
        let own_line = line
            && !sentence
            && line_end < text_start + 42
            && stop == line_end.min(text_start + TITLE);
        if !numbered && !(own_line && mark.is_none()) {
            continue;
        }
        let title = norm.text(text_start..stop);
        // 关于国民经济和社会发展第八个五年计划纲要的报告 names what follows as a whole.
        if !numbered && norm.ends(line_end, "报告") {
            continue;
        }
        // 今后五年，我们要实现以下目标：is a sentence.
        if norm.before(line_end) == '：' && own_line && !numbered {
            continue;
        }
        let looks_back = looks_back(&title, plan, found.is_empty());
        let role = if looks_back && numbered {
            Some(Role::Review)
        } else {
            role_of(lexicon, &title, own_line)
        };
        let Some(role) = role else { continue };
        if !numbered
            && !matches!(
                role,
                Role::Review | Role::Goals | Role::Tasks | Role::SelfBuilding
            )
        {
            continue;
        }
        let title = if own_line {
            trim_title(&title)
        } else {
            glued_title(lexicon, &title)
        };
        found.push(Head {
            at: i,
            role,
            title: format!("{}{title}", norm.text(i..text_start)),
        });
    }
    order(found)
}

/// Whether a heading names only years before the plan, or, as the first one, the term that ends.
fn looks_back(title: &str, plan: Option<i32>, first: bool) -> bool {
    let near: String = title.chars().take(22).collect();
    let years: Vec<i32> = number::years_in(&near).collect();
    let past = plan.is_some_and(|plan| !years.is_empty() && years.iter().all(|year| *year < plan));
    past || first && Lexicon::cue(Cue::PastYears).inside(&near)
}

/// A heading glued to the text behind it ends with its last heading word.
fn glued_title(lexicon: &Lexicon, title: &str) -> String {
    let near: String = title.chars().take(22).collect();
    let end = lexicon
        .headings
        .iter()
        .filter_map(|(word, _)| near.rfind(word).map(|at| at + word.len()))
        .max();
    end.and_then(|end| near.get(..end))
        .map_or_else(|| trim_title(title), str::to_owned)
}

/// A heading of a line of its own, not longer than a heading.
pub(super) fn trim_title(title: &str) -> String {
    let short = title.split(['，', '\n']).next().unwrap_or(title);
    let pick = if short.chars().count() >= 6 {
        short
    } else {
        title
    };
    pick.chars().take(28).collect()
}

/// The role a heading's words tell. A glued heading is read only where its first words do.
fn role_of(lexicon: &Lexicon, title: &str, own_line: bool) -> Option<Role> {
    let reach = if own_line { usize::MAX } else { 22 };
    let near: String = title.chars().take(reach).collect();
    let found = lexicon
        .headings
        .iter()
        .filter(|(word, _)| near.contains(word))
        .map(|(_, role)| *role);
    let roles: Vec<Role> = found.collect();
    // 过去五年及2021年工作回顾 looks back although 工作 stands in it; 目标 before 工作.
    [Role::SelfBuilding, Role::Review, Role::Goals, Role::Tasks]
        .into_iter()
        .find(|role| roles.contains(role))
}

/// Keeps headings in a sensible order: no review behind the plan, unless a second report of the term follows.
fn order(heads: Vec<Head>) -> Vec<Head> {
    let mut out: Vec<Head> = Vec::new();
    let mut planned = false;
    for head in heads {
        if head.role == Role::Review && planned {
            continue;
        }
        planned |= head.role != Role::Review;
        // A second heading of the review inside it (2021年工作回顾 under 过去五年) starts a zone of its own.
        out.push(head);
    }
    out
}

/// Whether a list mark can start with `c`.
pub(crate) fn may_mark(c: char) -> bool {
    static MARKS: CharSet = CharSet::new(&[
        '（', '第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '0', '1', '2', '3',
        '4', '5', '6', '7', '8', '9',
    ]);
    MARKS.contains(c)
}

/// A list mark at `i`: its depth and where the words behind it start.
pub(crate) fn mark(norm: &Norm, i: usize) -> Option<(u8, usize)> {
    let numeral = |at: usize| {
        let mut end = at;
        while end < at + 3 && "一二三四五六七八九十".contains(norm.at(end)) {
            end += 1;
        }
        (end > at).then_some(end)
    };
    if norm.at(i) == '（' {
        let end = numeral(i + 1)?;
        return (norm.at(end) == '）').then_some((2, end + 1));
    }
    if norm.at(i) == '第' {
        let end = numeral(i + 1)?;
        return matches!(norm.at(end), '部').then_some((1, end + 2));
    }
    if let Some(end) = numeral(i) {
        return matches!(norm.at(end), '、' | '．' | '.').then_some((1, end + 1));
    }
    let number = crate::text::number::digits(norm, i).filter(|n| n.end - n.start <= 2)?;
    matches!(norm.at(number.end), '、' | '.' | '．')
        .then_some((3, number.end + 1))
        .filter(|_| !norm.at(number.end + 1).is_ascii_digit())
}

/// Every heading, for the outline.
pub(super) fn outline(norm: &Norm, span: &ReportSpan) -> Vec<Heading> {
    let mut out = Vec::new();
    for i in (span.opening..span.end).filter(|&i| may_mark(norm.at(i))) {
        let before = norm.before(i);
        let border = before == '\n' || norm.gap_before(i) || matches!(before, '。' | '！');
        if !border {
            continue;
        }
        let Some((depth, after)) = mark(norm, i) else {
            continue;
        };
        let stop = (after..(after + 40).min(span.end))
            .find(|&k| matches!(norm.at(k), '\n' | '。' | '：' | '；'))
            .unwrap_or((after + 40).min(span.end));
        if stop <= after + 1 {
            continue;
        }
        let title: String = norm.text(i..stop).chars().take(36).collect();
        out.push(Heading {
            depth,
            title,
            span: norm.source(i..stop),
        });
    }
    out
}
