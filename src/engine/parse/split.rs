//! Finds where reports begin and end in a text: by their opening formula, or, where that is cut off, by what they say.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::engine::quantity;
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

/// One report, in characters of the [`Norm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportSpan {
    /// Where its title starts.
    pub start: usize,
    /// Where its opening formula (各位代表：现在，我代表…) starts; equals `start` when there is none.
    pub opening: usize,
    /// One past its last sentence.
    pub end: usize,
    /// Its end is missing.
    pub cut_off: bool,
    /// It opens with the formula 我代表…报告…审议.
    pub formula: bool,
}

impl From<&ReportSpan> for NormSpan {
    fn from(report: &ReportSpan) -> Self {
        Self::new(report.start, report.end)
    }
}

/// How a report addresses its hearers.
pub const SALUTATIONS: [&str; 4] = ["各位代表：", "各位代表、", "各位代表！", "同志们："];

/// How far before the opening formula a title may stand.
const HEAD: usize = 420;

/// The reports of a text, in order.
pub fn spans(norm: &Norm) -> Vec<ReportSpan> {
    let openings = openings(norm);
    let mut out = Vec::new();
    if openings.is_empty() {
        out.extend(without_opening(norm));
        return out;
    }
    let starts: Vec<usize> = openings
        .iter()
        .enumerate()
        .map(|(i, &opening)| {
            let floor = i
                .checked_sub(1)
                .and_then(|before| openings.get(before))
                .map_or(0, |before| before + 200);
            title_start(
                norm,
                floor.max(opening.saturating_sub(HEAD)).min(opening),
                opening,
            )
        })
        .collect();
    for (i, (&start, &opening)) in starts.iter().zip(&openings).enumerate() {
        let limit = starts.get(i + 1).copied().unwrap_or(norm.len());
        let (end, cut_off) = end_of(norm, opening, limit);
        out.push(ReportSpan {
            start,
            opening,
            end,
            cut_off,
            formula: true,
        });
    }
    // The head of a report on a page behind it, with nothing below.
    if out.len() > 1 {
        out.retain(|span| span.end - span.opening > STUB);
    }
    out
}

/// A text with less behind its opening formula is no report where there is another.
const STUB: usize = 200;

/// The reports that a user parted: one from each of `starts`, in characters of the [`Norm`], to the next.
pub fn parted(norm: &Norm, starts: &[usize]) -> Vec<ReportSpan> {
    let openings = openings(norm);
    let limits = starts.iter().skip(1).copied().chain([norm.len()]);
    starts
        .iter()
        .zip(limits)
        .filter(|(start, limit)| *start < limit)
        .map(|(&start, limit)| {
            let formula = openings
                .iter()
                .find(|opening| (start..(start + HEAD).min(limit)).contains(*opening));
            let opening = formula.copied().unwrap_or_else(|| {
                let title = norm.find("政府工作报告", start..(start + HEAD).min(limit));
                title.map_or(start, |title| behind_title(norm, title))
            });
            let (end, cut_off) = end_of(norm, opening.min(limit - 1), limit);
            ReportSpan {
                start,
                opening,
                end,
                cut_off,
                formula: formula.is_some(),
            }
        })
        .collect()
}

/// 代表…政府…报告…审议: where the sentence, or the 各位代表 right before it, starts.
fn openings(norm: &Norm) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(word) = norm.find("代表", at..norm.len()) {
        at = word + 2;
        if norm.at(at) == '大' {
            continue;
        }
        let reach = (word + 130).min(norm.len());
        let Some((body, ..)) =
            Lexicon::cue(Cue::Government).first(norm, at..(word + 30).min(reach))
        else {
            continue;
        };
        let Some(report) = norm.find("报告", body..(body + 24).min(norm.len())) else {
            continue;
        };
        if !Lexicon::cue(Cue::Asked).within(norm, report..reach) {
            continue;
        }
        // Back to 各位代表 or to the start of the sentence.
        let from = word.saturating_sub(30);
        let start = norm.rfind("各位代表", from..word + 2).unwrap_or_else(|| {
            (from..word)
                .rev()
                .find(|&i| matches!(norm.at(i), '\n' | '。' | '：'))
                .map_or(from, |i| i + 1)
        });
        if found.last().is_none_or(|&last| start > last + 300) {
            found.push(start);
        }
    }
    found
}

/// The start of the title block before an opening: the first line of it that belongs to the report.
fn title_start(norm: &Norm, floor: usize, opening: usize) -> usize {
    let mut best = None;
    let mut at = floor;
    while let Some(found) = norm.find("政府工作报告", at..opening) {
        // A heading, not a sentence that mentions a report.
        let start = line_start(norm, found, floor);
        // Nor a breadcrumb: 首页>政务公开>政府工作报告.
        let sentence = (start..found).any(|i| matches!(norm.at(i), '。' | '，' | '>' | '》' | '»'));
        if !sentence && best.is_none() {
            best = Some(start);
        }
        at = found + 1;
    }
    let meeting = norm
        .rfind("会议", floor..opening)
        .map(|found| line_start(norm, found, floor));
    // Lines of the title block before the words 政府工作报告: 区九届人大五次 / 会议文件（十二）.
    let start = match (best, meeting) {
        (Some(title), Some(meeting)) => title.min(meeting),
        (Some(start), None) | (None, Some(start)) => start,
        (None, None) => line_start(norm, opening, floor),
    };
    start.max(floor)
}

fn line_start(norm: &Norm, at: usize, floor: usize) -> usize {
    (floor..at)
        .rev()
        .find(|&i| norm.at(i) == '\n')
        .map_or(floor, |i| i + 1)
}

/// Where a report that opens at `opening` ends before `limit`, and whether its end is missing.
fn end_of(norm: &Norm, opening: usize, limit: usize) -> (usize, bool) {
    let lexicon = Lexicon::get();
    let from = opening + 500.min(limit.saturating_sub(opening) / 2);
    let hits = lexicon.pages_after.all(norm, from..limit);
    let mut limit = limit;
    // A heading found later may show an earlier one to be in the second half, so until nothing changes.
    while let Some(line) = hits
        .iter()
        .filter(|hit| hit.0 < limit)
        .find_map(|&(found, ..)| {
            let line = line_start(norm, found, opening);
            let line_end = (found..limit)
                .find(|&k| norm.at(k) == '\n')
                .unwrap_or(limit);
            let heading = found - line < 24
                && line_end - line < 40
                && !matches!(norm.before(found), '“' | '《' | '（')
                && (found > opening + (limit - opening) / 2 || line_end - line <= 18);
            let glossary = found == line
                && norm.starts(found, "名词解释：")
                && found > opening + (limit - opening) / 3;
            (heading || glossary).then_some(line)
        })
    {
        limit = line.max(opening + 1);
    }
    // The last sentence of body text: lines without one are page furniture.
    let mut end = limit;
    let mut line_end = limit;
    let mut found = None;
    let mut i = limit;
    while i > opening {
        i -= 1;
        if norm.at(i) == '\n' || i == opening {
            let start = if norm.at(i) == '\n' { i + 1 } else { i };
            // A short line counts when it ends like a sentence or is an item of a list.
            let ends = matches!(norm.before(line_end), '。' | '！' | '；' | '”');
            let long = line_end.saturating_sub(start) > 24;
            let stop = (start..line_end)
                .rev()
                .find(|&k| matches!(norm.at(k), '。' | '！' | '；' | '…' | '”' | '，'));
            let body = line_end > start + 3
                && (ends || long)
                && !furniture(norm, NormSpan::new(start, line_end));
            if let Some(stop) = stop.filter(|_| body) {
                let sentence_end = (start..line_end)
                    .rev()
                    .find(|&k| matches!(norm.at(k), '。' | '！'));
                let rest = sentence_end.unwrap_or(stop) + 1;
                // An excerpt may end without its last mark: 城镇新增就业2万人.
                let states = lexicon.names.within(norm, rest..line_end)
                    && quantity::numbers(norm, NormSpan::new(rest, line_end))
                        .iter()
                        .any(|number| number.skip.is_none());
                found = Some(if states { line_end } else { rest });
                break;
            }
            line_end = i;
        }
    }
    if let Some(found) = found {
        end = found;
    }
    let tail = end.saturating_sub(400).max(opening);
    let closed = Lexicon::cue(Cue::Call).within(norm, tail..end)
        && matches!(norm.before(end), '！' | '。' | '”');
    (end, !closed)
}

/// Lines of a page around a report: copyright, contact, disclaimers.
fn furniture(norm: &Norm, NormSpan { start, end }: NormSpan) -> bool {
    end - start < 200
        && Lexicon::get()
            .pages_furniture
            .first(norm, start..end)
            .is_some()
}

/// Where the title stands: on a short line of its own, or opening a longer one.
fn title(norm: &Norm) -> Option<usize> {
    let reach = norm.len().min(600);
    let mut from = 0;
    while let Some(found) = ["政府工作报告", "关于政府工作的报告"]
        .iter()
        .filter_map(|words| norm.find(words, from..reach))
        .min()
    {
        let start = line_start(norm, found, 0);
        let sentence = found - start > 40
            || (start..found).any(|i| matches!(norm.at(i), '。' | '，' | '《'))
            || Lexicon::cue(Cue::AboutReport)
                .starting(norm, found + 6..norm.len())
                .is_some();
        let spoken = Lexicon::cue(Cue::AtReport).within(norm, start..found + 6);
        if !sentence && !spoken {
            return Some(found);
        }
        from = found + 1;
    }
    None
}

/// A text without an opening formula: a report, an excerpt, a news item, a paragraph. One report when it states a value
/// for an indicator or commits to something.
fn without_opening(norm: &Norm) -> Option<ReportSpan> {
    let title = title(norm);
    if list_of_reports(norm) || title.is_none() && !states_values(norm) {
        return None;
    }
    let start = title.map_or(0, |title| line_start(norm, title, 0));
    let opening = title.map_or(start, |title| behind_title(norm, title));
    let (end, cut_off) = end_of(norm, opening, norm.len());
    Some(ReportSpan {
        start,
        opening,
        end,
        // An excerpt has no end to miss.
        cut_off: cut_off && title.is_some(),
        formula: false,
    })
}

/// Whether a page lists reports and holds none: two titles or more, each right before a day (2026-01-27).
fn list_of_reports(norm: &Norm) -> bool {
    let end = norm.len().min(1_500);
    let mut entries = 0;
    let mut from = 0;
    while let Some(at) = norm.find("政府工作报告", from..end) {
        from = at + 6;
        let day = number::calendar_year(norm, from).is_some() && norm.at(from + 4) == '-';
        entries += usize::from(day);
    }
    entries >= 2
}

/// Whether a text has a sentence with an indicator and its value, or two that commit to a number of something.
fn states_values(norm: &Norm) -> bool {
    let lexicon = Lexicon::get();
    let mut commitments = 0;
    for NormSpan { start, end } in
        crate::text::sentence::sentences(norm, NormSpan::new(0, norm.len().min(20_000)))
    {
        let named = lexicon.names.within(norm, start..end);
        if !named && !lexicon.lead_verbs.within(norm, start..end) {
            continue;
        }
        if !quantity::numbers(norm, NormSpan::new(start, end))
            .iter()
            .any(|number| number.skip.is_none())
        {
            continue;
        }
        commitments += if named { 2 } else { 1 };
        if commitments >= 2 {
            return true;
        }
    }
    false
}

/// Where the body of a report without an opening formula starts: at its salutation, or behind the line of its title.
fn behind_title(norm: &Norm, title: usize) -> usize {
    let reach = (title + HEAD).min(norm.len());
    if let Some(found) = SALUTATIONS
        .iter()
        .filter_map(|word| norm.find(word, title..reach))
        .min()
    {
        return found;
    }
    (title..(title + 60).min(norm.len()))
        .find(|&i| norm.at(i) == '\n')
        .map_or_else(|| line_start(norm, title, 0), |i| i + 1)
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

    const OPENING: &str = "各位代表：\n现在，我代表市人民政府，向大会报告政府工作，请予审议，并请市政协委员提出意见。\n一、工作回顾\n";

    #[test]
    fn page_furniture_stays_outside() {
        let body = "全市上下团结一心，奋力谱写现代化建设新篇章，让我们更加紧密地团结起来，夺取新的更大胜利！";
        let text = format!(
            "您当前的位置:首页 > 政务公开 > 政府工作报告\n2022年云溪市政府工作报告\n{OPENING}{}{body}\n附件下载\n扫一扫在手机上打开\n",
            "发展稳中有进。".repeat(80)
        );
        let norm = Norm::new(&text);
        let found = spans(&norm);
        assert_eq!(found.len(), 1);
        let span = found.first().copied().unwrap_or(ReportSpan {
            start: 0,
            opening: 0,
            end: 0,
            cut_off: true,
            formula: false,
        });
        assert!(norm.starts(span.start, "2022年云溪市"));
        assert!(norm.ends(span.end, "更大胜利！"));
        assert!(!span.cut_off);
    }

    #[test]
    fn two_reports_in_one_file() {
        let one = format!(
            "2021年云溪市政府工作报告\n{OPENING}{}各位代表，让我们团结奋斗！\n",
            "发展稳中有进。".repeat(80)
        );
        let norm = Norm::new(&format!(
            "{one}-\n2025-07-02\n{}",
            one.replace("2021", "2022")
        ));
        let found = spans(&norm);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|span| norm.at(span.start) == '2'));
    }

    #[test]
    fn a_novel_is_no_report() {
        let norm = Norm::new(&"他走过长街，雪落在肩上，远处有人唱歌。\n".repeat(100));
        assert!(spans(&norm).is_empty());
    }
}
