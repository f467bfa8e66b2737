//! What tables and panes show, with a role for each piece and no colour: window, exports and tests share it.

use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::goal::{Checked, Item, Kind, Measure, Period};
use crate::model::report::{Level, Meta};
use crate::text::clip::plain_number;
use crate::text::norm::Norm;
use crate::text::span::CharSpan;
use crate::text::wrap::one_line;

/// What a piece of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Nothing special.
    Plain,
    /// The indicator.
    Indicator,
    /// Number and unit.
    Value,
    /// 以上, 左右 …
    Bound,
    /// 确保, 力争 …
    Force,
    /// Other words than on the other side of a comparison.
    Wording,
    /// What the new report no longer says.
    Gone,
    /// What the old report did not say.
    New,
}

/// A piece of text with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The words.
    pub text: String,
    /// What they are.
    pub role: Role,
}

impl Role {
    /// Those that are marked.
    pub const MARKED: [Self; 7] = [
        Self::Indicator,
        Self::Value,
        Self::Bound,
        Self::Force,
        Self::Wording,
        Self::Gone,
        Self::New,
    ];

    /// Its colour on paper: the letters', and the ground's where it has one.
    pub const fn colours(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Plain => ("20242A", None),
            Self::Indicator => ("20242A", Some("E9E6DF")),
            Self::Value => ("0B5CAD", Some("E2EEFA")),
            Self::Bound => ("A85A00", Some("FCEBD2")),
            Self::Force => ("7B3F9E", None),
            Self::Wording => ("6B5300", Some("F6EFD2")),
            Self::Gone => ("7A7F87", Some("E9E9E9")),
            Self::New => ("0B5F45", Some("DFF3EA")),
        }
    }

    /// Whether it stands out by its weight too.
    pub const fn strong(self) -> bool {
        matches!(self, Self::Value | Self::Bound | Self::Force)
    }
}

/// The marked words of an item, in order, without overlaps, inside `within`.
pub fn marked(item: &Item, within: CharSpan) -> Vec<(CharSpan, Role)> {
    let marks = &item.marks;
    let mut all: Vec<(CharSpan, Role)> = [
        (marks.value(), Role::Value),
        (marks.bound(), Role::Bound),
        (marks.force(), Role::Force),
        (marks.indicator(), Role::Indicator),
    ]
    .into_iter()
    .filter_map(|(span, role)| span.map(|span| (span, role)))
    .filter(|(span, _)| within.contains(*span) && !span.is_empty())
    .collect();
    let mut out: Vec<(CharSpan, Role)> = Vec::new();
    for (span, role) in all.drain(..) {
        if out.iter().all(|(other, _)| !other.overlaps(span)) {
            out.push((span, role));
        }
    }
    out.sort_by_key(|(span, _)| span.start);
    out
}

/// The words around an item: its sentence, from shortly before the quote when the sentence is long.
pub fn excerpt(item: &Item) -> CharSpan {
    // The table shows one line: the quote must stand near its start, with a force word before it if that is close.
    let from = item
        .marks
        .force()
        .map_or(item.span.start, |force| force.start.min(item.span.start));
    let near = item.span.start.saturating_sub(from) <= 16;
    let start = if near { from } else { item.span.start };
    CharSpan::new(
        start.max(item.sentence.start).min(item.span.start),
        item.sentence.end.max(item.span.end),
    )
}

/// `span` of the file's text in pieces, the item's words marked.
pub fn segments(file: &AnalysedFile, item: &Item, span: CharSpan) -> Vec<Segment> {
    pieces(file, &marked(item, span), span)
}

/// `span` of the file's text in pieces, the words of several items marked.
pub fn segments_of(file: &AnalysedFile, items: &[&Item], span: CharSpan) -> Vec<Segment> {
    let mut marks: Vec<(CharSpan, Role)> = Vec::new();
    for (mark, role) in items.iter().flat_map(|item| marked(item, span)) {
        if marks.iter().all(|(other, _)| !other.overlaps(mark)) {
            marks.push((mark, role));
        }
    }
    marks.sort_by_key(|(mark, _)| mark.start);
    pieces(file, &marks, span)
}

fn pieces(file: &AnalysedFile, marks: &[(CharSpan, Role)], span: CharSpan) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut at = span.start;
    let mut push = |start: usize, end: usize, role: Role| {
        let text = one_line(
            file.offsets
                .slice(&file.source.text, CharSpan::new(start, end)),
        );
        if !text.is_empty() {
            out.push(Segment { text, role });
        }
    };
    for (mark, role) in marks {
        push(at, mark.start, Role::Plain);
        push(mark.start, mark.end, *role);
        at = mark.end;
    }
    push(at, span.end, Role::Plain);
    out
}

/// A value as shown in a cell: `5.5%`, `1–2个位次`, or the words of a relative goal.
pub fn value_text(file: &AnalysedFile, item: &Item) -> String {
    match (&item.value, item.marks.value()) {
        (None, _) if let Some(Checked::Corrected { typed, .. }) = item.checked.as_deref() => {
            typed.clone()
        }
        (Some(value), _) => {
            let high = value
                .high
                .map_or_else(String::new, |high| format!("–{}", plain_number(high)));
            let sign = match item.direction {
                Some(crate::model::goal::Direction::Down) => "−",
                _ => "",
            };
            format!("{sign}{}{high} {}", plain_number(value.low), value.unit)
                .replace(" %", "%")
                .replace(" ‰", "‰")
        }
        (None, Some(span)) => relative_words(file, item, span),
        (None, None) => String::new(),
    }
}

/// The words of a relative goal: what the clause says behind the indicator; where a list of indicators or the indicator
/// itself stands between, what is met and how the clause ends (完成国家下达的…目标任务).
fn relative_words(file: &AnalysedFile, item: &Item, span: CharSpan) -> String {
    let text = |start: usize, end: usize| {
        let slice = file
            .offsets
            .slice(&file.source.text, CharSpan::new(start, end));
        slice.replace(['\n', '\r'], "")
    };
    let meets = |words: &str| {
        let found = Lexicon::cue(Cue::Meets).first(&Norm::of_sentence(words), 0..usize::MAX);
        found.map(|(at, ..)| at)
    };
    let end = item.span.end.max(span.end);
    let start = item.span.start.min(span.start);
    let own = text(span.start, span.end);
    if let Some(indicator) = item.marks.indicator().filter(|i| i.end <= span.start) {
        let words = text(indicator.end, end);
        // 和劳动生产率同步提高 compares, 和能源等指标 lists.
        let alike = Lexicon::cue(Cue::Alike).inside(&words);
        let listed =
            |words: &str| words.starts_with(['等', '、']) || words.starts_with('和') && !alike;
        let short = |words: &str| (2..=LONG).contains(&words.chars().count());
        // 完成国家下达的粮食生产、减排目标任务: what is met stands before the indicators.
        let before = text(start.min(indicator.start), indicator.start);
        if let Some(met) = meets(&before) {
            let met: String = before.chars().skip(met).collect();
            let met = match met.split_once('的') {
                Some((met, _)) => format!("{met}的"),
                None => met,
            };
            let tail = if listed(&words) || words.chars().count() > ROOM {
                own
            } else {
                words
            };
            return format!("{met}…{tail}");
        }
        // 能源、环境等指标完成国家下达任务, 排放降低完成国家下达任务: said of all that are named.
        let met = meets(&words).filter(|met| *met <= 2 || listed(&words) || words.contains("指标"));
        let words: String = words.chars().skip(met.unwrap_or(0)).collect();
        let plain = LEAD.iter().find_map(|lead| words.strip_prefix(lead));
        // 居民收入增速 → 与经济增长同步
        let plain = plain.unwrap_or(&words).trim_start_matches(['→', '：', ' ']);
        if !listed(&words) && short(plain) {
            return plain.to_owned();
        }
    }
    if own.chars().count() > 2 {
        return own;
    }
    // 任务 alone says nothing: the words before it, up to the clause's start or what is listed before them.
    let before = text(item.sentence.start.min(span.start), span.start);
    let near: Vec<char> = before
        .chars()
        .rev()
        .take_while(|c| !matches!(c, '，' | '。' | '；' | '、' | '和'))
        .take(ROOM)
        .collect();
    let near: String = near.into_iter().rev().collect();
    let behind: String = text(span.end, end)
        .chars()
        .take_while(|c| !matches!(c, '，' | '。' | '；' | '、'))
        .take(ROOM)
        .collect();
    format!("{near}{own}{behind}")
}

/// Words between an indicator and what is said of it.
const LEAD: [&str; 6] = ["主要指标", "指标", "增长", "增速", "涨幅", "实现"];

/// The words of a relative goal are no longer, in characters.
const LONG: usize = 30;

/// So many characters to each side make the words of a goal plain.
const ROOM: usize = 14;

/// A report's short name: 云溪市 2026.
pub fn report_name(meta: &Meta, file_name: &str) -> String {
    match (&meta.region, meta.plan_year) {
        (Some(region), Some(year)) => format!("{region} {year}"),
        (Some(region), None) => region.clone(),
        (None, Some(year)) => format!("{file_name} {year}"),
        (None, None) => file_name.to_owned(),
    }
}

/// The result of the year before that a report states for the indicator of a goal: same id and measure.
pub fn last_result<'a>(report: &'a Analysed, item: &Item) -> Option<&'a Item> {
    if item.kind == Kind::Actual || item.canonical.is_other() {
        return None;
    }
    let year = report.report.meta.plan_year? - 1;
    let wanted = if item.measure == Measure::Relative {
        Measure::Growth
    } else {
        item.measure
    };
    report
        .found
        .of(Kind::Actual)
        .filter(|actual| actual.canonical == item.canonical && actual.measure == wanted)
        .find(|actual| {
            actual.period == Some(Period::Year(year))
                || actual
                    .period
                    .is_some_and(|p| p.end_year() == year && matches!(p, Period::Year(_)))
        })
}

/// Where a report stands among others: by level, then by code, then by year.
pub fn report_order(meta: &Meta) -> (Option<Level>, String, i32) {
    (
        meta.level,
        meta.region_code.clone().unwrap_or_default(),
        meta.plan_year.unwrap_or(0),
    )
}
