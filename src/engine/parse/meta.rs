//! What a report says of itself: title, region, year, date, meeting, speaker.
//!
//! Only the head of the report is read; the file's name is asked where the head is silent.

mod speaker;
mod year;

use crate::engine::lexicon::{Cue, Lexicon};
use crate::model::fix::ReportFix;
use crate::model::report::{Level, Meta, Origin};
use crate::text::norm::Norm;
use crate::text::number;
use crate::text::span::NormSpan;

use super::regions::{Region, Regions, short};
use super::split::ReportSpan;

/// Reads the head of a report. `name` is the file's name, with its folder before it (`云溪市/2026`), empty when the file
/// holds several reports.
pub fn read(norm: &Norm, span: &ReportSpan, name: &str) -> Meta {
    let (folder, name) = name.rsplit_once('/').unwrap_or(("", name));
    let head_end = if span.opening > span.start {
        // （2006年3月18日在柳店镇第十五届…会议上） behind the title of a report without the formula.
        let bracket = (span.opening..span.opening + 60)
            .find(|&i| norm.at(i) == '\n')
            .filter(|_| !span.formula && norm.at(span.opening) == '（');
        let behind = bracket.map(|line| office_line(norm, line, span.end));
        behind.unwrap_or(span.opening + 6).min(span.end)
    } else {
        (span.start + 300).min(span.end)
    };
    let mut meta = Meta::default();
    let mut head_start = span.start;
    // A date or meeting may stand before the words of the title.
    while head_start > 0 && norm.before(head_start) != '\n' {
        head_start -= 1;
    }
    // 人民代表大会第五次会议开幕: what a news item has above the line that names the report.
    if head_start <= HEADLINES && !span.formula {
        head_start = 0;
    }
    let head = NormSpan::new(head_start, head_end);
    let meeting = meeting(norm, head);
    let date = date(norm, head, meeting.as_ref().map(|m| m.0));
    meta.title = title(norm, head);
    let region = region(
        norm,
        span,
        head_start,
        meeting.as_ref(),
        meta.title.as_deref(),
        (name, folder),
    );
    meta.region_from = region.as_ref().map(|found| found.2);
    if let Some((region, full, _)) = &region {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        meta.region = Some(full.clone());
        meta.level = Some(region.level);
        meta.province = filled(region.province);
        meta.region_code = filled(region.code);
        // 盐池县大水坑乡: a township named through its county.
        let words = meeting.as_ref().map_or("", |m| m.2.as_str());
        if let Some(town) = township(words, full) {
            meta.region = Some(town);
            meta.level = Some(Level::Township);
            meta.region_code = None;
        }
    } else if meeting
        .as_ref()
        .is_some_and(|m| m.2.contains("全国人民代表大会"))
        || norm
            .find("国务院", span.start..(span.opening + 60).min(span.end))
            .is_some()
    {
        meta.region = Some("全国".to_owned());
        meta.level = Some(Level::Nation);
        meta.region_from = Some(Origin::Text);
    }
    meta.level = meta.level.or_else(|| own_level(norm, span));
    // 第一次会议确定的任务: an earlier meeting.
    let earlier = |at: usize| {
        Lexicon::cue(Cue::MeetingSet)
            .starting(norm, at..norm.len())
            .is_some()
    };
    if let Some((_, _, words)) = meeting.as_ref().filter(|m| !earlier(m.1)) {
        meta.meeting = Some(full_meeting(words, meta.region.as_deref()));
    }
    if let Some((year, month, day)) = date {
        meta.delivered = Some(format!("{year:04}-{month:02}-{day:02}"));
        // A report given in November or December plans the next year.
        meta.plan_year = Some(if month >= 11 { year + 1 } else { year });
        meta.year_from = Some(Origin::Text);
    }
    if let Some((speaker, title)) = speaker::speaker(norm, head) {
        meta.speaker = Some(speaker);
        meta.speaker_title = title;
    }
    if meta.plan_year.is_none() {
        let found = year::planned_year(norm, span, meta.title.as_deref(), (name, folder));
        (meta.plan_year, meta.year_from) = found.unzip();
    }
    if meta.title.is_none()
        && let (Some(region), Some(year)) = (&meta.region, meta.plan_year)
    {
        meta.title = Some(format!("{year}年{region}政府工作报告"));
    }
    meta
}

/// The level a report without a region speaks of itself at: 全省, 我州; 市 may be of two levels.
fn own_level(norm: &Norm, span: &ReportSpan) -> Option<Level> {
    const KINDS: [(char, Option<Level>); 9] = [
        ('省', Some(Level::Province)),
        ('州', Some(Level::Prefecture)),
        ('盟', Some(Level::Prefecture)),
        ('县', Some(Level::County)),
        ('旗', Some(Level::County)),
        ('乡', Some(Level::Township)),
        ('镇', Some(Level::Township)),
        ('市', None),
        ('区', None),
    ];
    let mut counts = [0_usize; KINDS.len()];
    for three in norm.chars(span).windows(3) {
        // 超过全省平均水平: the level above.
        if let [before, '全' | '我', kind] = three
            && !matches!(before, '过' | '于' | '比' | '占' | '为')
            && let Some(at) = KINDS.iter().position(|(c, _)| c == kind)
            && let Some(count) = counts.get_mut(at)
        {
            *count += 1;
        }
    }
    let most = counts.iter().max().filter(|count| **count > 0)?;
    let at = counts.iter().rposition(|count| count == most)?;
    let (kind, level) = KINDS.get(at)?;
    let autonomous = || norm.find("自治区", span).is_some();
    level.or_else(|| (*kind == '区' && autonomous()).then_some(Level::Province))
}

/// How many characters may stand before the first report of a text and still speak of it.
const HEADLINES: usize = 60;

/// The end of the line behind the one that ends at `line`, where it is as short as 镇长 and a name.
fn office_line(norm: &Norm, line: usize, end: usize) -> usize {
    let next = (line + 1..(line + 14).min(end)).find(|&i| norm.at(i) == '\n');
    next.unwrap_or(line)
}

/// Takes region and year from the user; level, province and code follow the region.
pub fn set_right(meta: &mut Meta, fix: &ReportFix) {
    if let Some(name) = &fix.region {
        let table = Regions::get();
        let unit = table
            .named(name)
            .max_by_key(|unit| unit.current)
            .or_else(|| {
                table
                    .province_starting(name)
                    .filter(|_| name.chars().count() <= 3)
            });
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        meta.region_from = Some(Origin::User);
        meta.region = Some(unit.map_or_else(|| name.clone(), |unit| unit.name.to_owned()));
        if let Some(unit) = unit {
            meta.level = Some(unit.level);
            meta.province = filled(unit.province);
            meta.region_code = filled(unit.code);
        } else if name == "全国" {
            (meta.level, meta.province, meta.region_code) = (Some(Level::Nation), None, None);
        } else {
            meta.region_code = None;
        }
    }
    if fix.year.is_some() {
        meta.plan_year = fix.year;
        meta.year_from = Some(Origin::User);
    }
}

/// Where the meeting's name stands, and its words: 咸阳市第九届人民代表大会第一次会议.
fn meeting(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<(usize, usize, String)> {
    let mut at = start;
    while let Some(session) = norm.find("届", at..end) {
        at = session + 1;
        let mut begin = session;
        // 第十二届…第一次会议以来的五年: a meeting long ago.
        if norm
            .find("以来", session..(session + 26).min(end + 30))
            .is_some()
        {
            continue;
        }
        while begin > start
            && (number::chinese_digit(norm.before(begin)).is_some()
                || norm.before(begin) == '十'
                || norm.before(begin).is_ascii_digit())
        {
            begin -= 1;
        }
        if norm.before(begin) != '第' {
            continue;
        }
        begin -= 1;
        let flat: String = norm
            .chars(session..(session + 24).min(end))
            .iter()
            .filter(|c| **c != '\n')
            .collect();
        if !flat.starts_with("届人民代表大会") && !flat.starts_with("届全国人民代表大会")
        {
            continue;
        }
        let Some(close) = norm
            .find("会议", session + 6..(session + 26).min(end))
            .map(|i| i + 2)
        else {
            continue;
        };
        // Back over the region's name.
        let mut from = begin;
        while from > start
            && !matches!(
                norm.before(from),
                '在' | '\n'
                    | '日'
                    | '（'
                    | '—'
                    | '-'
                    | ' '
                    | '：'
                    | '于'
                    | '，'
                    | '。'
                    | '市'
                    | '省'
                    | '县'
                    | '区'
                    | '旗'
                    | '州'
                    | '盟'
                    | '乡'
                    | '镇'
            )
            && begin - from < 16
        {
            from -= 1;
        }
        // Several names in a row: 泉州市鲤城区.
        while from > start
            && matches!(
                norm.before(from),
                '市' | '省' | '县' | '区' | '旗' | '州' | '盟' | '乡' | '镇'
            )
            && begin - from < 26
        {
            from -= 1;
            while from > start
                && !matches!(
                    norm.before(from),
                    '在' | '\n'
                        | '日'
                        | '（'
                        | '—'
                        | '-'
                        | ' '
                        | '：'
                        | '于'
                        | '，'
                        | '。'
                        | '市'
                        | '省'
                        | '县'
                        | '区'
                        | '旗'
                        | '州'
                        | '盟'
                )
                && begin - from < 26
            {
                from -= 1;
            }
        }
        // 召开的镇安县第十七届…, 圆满完成了石鼓乡第十三届…
        for word in ["的", "了"] {
            if let Some(of) = norm.rfind(word, from..begin) {
                from = of + 1;
            }
        }
        let words: String = norm
            .chars(from..close)
            .iter()
            .filter(|c| **c != '\n' && !c.is_whitespace())
            .collect();
        let words = if words.contains("届全国人民代表大会") {
            words.trim_start_matches(|c| c != '第').to_owned()
        } else {
            words
        };
        return Some((from, close, words));
    }
    None
}

/// A meeting named without its region (市第九届…) takes the region's name.
fn full_meeting(words: &str, region: Option<&str>) -> String {
    match (words.find('第'), region) {
        (Some(_), _) if words.contains("届全国人民") => words.to_owned(),
        (Some(at), Some(region))
            if words
                .get(..at)
                .is_some_and(|prefix| prefix.chars().count() <= 1) =>
        {
            format!("{region}{}", words.get(at..).unwrap_or(""))
        }
        _ => words.to_owned(),
    }
}

/// The date the report was given: the one nearest before the meeting, else the first of the head.
fn date(norm: &Norm, head: NormSpan, meeting: Option<usize>) -> Option<(i32, u32, u32)> {
    let NormSpan { start, end } = head;
    let mut found: Vec<(usize, (i32, u32, u32))> = Vec::new();
    let mut i = start;
    while i < end {
        if let Some((after, date)) = date_at(norm, i, end) {
            found.push((i, date));
            i = after;
        } else {
            i += 1;
        }
    }
    let before =
        meeting.and_then(|meeting| found.iter().rev().find(|(at, _)| *at <= meeting).copied());
    before
        .or_else(|| found.first().copied())
        .map(|(_, date)| date)
}

/// 2022年3月28日, 二〇二二年三月二十八日 at `i`.
fn date_at(norm: &Norm, i: usize, end: usize) -> Option<(usize, (i32, u32, u32))> {
    if norm.before(i).is_ascii_digit() || number::chinese_digit(norm.before(i)).is_some() {
        return None;
    }
    let year = number::any(norm, i)
        .filter(|n| norm.at(n.end) == '年' && (1949.0..2100.0).contains(&n.value))?;
    let month = number::any(norm, year.end + 1)
        .filter(|n| norm.at(n.end) == '月' && (1.0..=12.0).contains(&n.value))?;
    let day = number::any(norm, month.end + 1)
        .filter(|n| norm.at(n.end) == '日' && (1.0..=31.0).contains(&n.value))?;
    (day.end < end + 2).then_some((
        day.end + 1,
        (year.value as i32, month.value as u32, day.value as u32),
    ))
}

/// The township a meeting is held in, when its name stands behind that of a known place.
fn township(meeting: &str, region: &str) -> Option<String> {
    let prefix = meeting.split('第').next()?;
    let at = prefix.rfind(region)? + region.len();
    let town = prefix.get(at..)?;
    (town.ends_with(['乡', '镇']) && town.chars().count() >= 2).then(|| town.to_owned())
}

/// The line of the title.
fn title(norm: &Norm, NormSpan { start, end }: NormSpan) -> Option<String> {
    let found = norm.find("政府工作报告", start..end)?;
    let from = (start..found)
        .rev()
        .find(|&i| norm.at(i) == '\n')
        .map_or(start, |i| i + 1);
    let text = norm.text(from..found + 6);
    (text.chars().count() <= 40 && !text.contains('，')).then_some(text)
}

/// The region: from the meeting's name, the title, the speaker's office, the name of the file, of its folder.
fn region(
    norm: &Norm,
    span: &ReportSpan,
    start: usize,
    meeting: Option<&(usize, usize, String)>,
    title: Option<&str>,
    (name, folder): (&str, &str),
) -> Option<(&'static Region, String, Origin)> {
    let regions = Regions::get();
    let head: String = norm
        .chars(start..(span.opening + 80).min(span.end))
        .iter()
        .filter(|c| **c != '\n')
        .collect();
    let context = format!("{head}{name}{folder}");
    let mut candidates: Vec<(Place, String)> = Vec::new();
    if let Some((_, _, words)) = meeting {
        let prefix = words.split('第').next().unwrap_or("");
        candidates.push((Place::Meeting, prefix.to_owned()));
    }
    candidates.extend(title.map(|title| (Place::Title, title.replace("政府工作报告", ""))));
    candidates.push((Place::Head, head));
    candidates.push((Place::Name, name.to_owned()));
    candidates.push((Place::Folder, folder.to_owned()));
    for (place, candidate) in &candidates {
        // A name of its own in the title goes before a place that the head merely mentions.
        if *place == Place::Head
            && let Some(own) = unlisted(meeting, title)
        {
            return Some(own);
        }
        let origin = match place {
            Place::Meeting | Place::Head => Origin::Text,
            Place::Title => Origin::Title,
            Place::Name => Origin::FileName,
            Place::Folder => Origin::Folder,
        };
        let formal = matches!(place, Place::Meeting | Place::Title);
        let found = regions.find(candidate);
        let best = match place {
            Place::Meeting | Place::Title => found.last(),
            Place::Name => found.first(),
            Place::Head | Place::Folder => found.iter().max_by_key(|n| n.region.level),
        };
        if let Some(named) = best {
            let several = || regions.named(named.region.name).nth(1).is_some();
            if named.ambiguous || formal && several() {
                // The same name in several provinces: look for a hint in the whole head and the body.
                let near: String = norm
                    .chars(start..(start + 3000).min(span.end))
                    .iter()
                    .collect();
                let again = regions.find(&format!("{context}{near}"));
                if let Some(better) = again
                    .iter()
                    .filter(|n| n.region.name == named.region.name)
                    .find(|n| !n.ambiguous)
                {
                    return Some((better.region, better.region.name.to_owned(), origin));
                }
            }
            return Some((named.region, named.region.name.to_owned(), origin));
        }
        // 2025年广西政府工作报告: provinces by their short names.
        let trimmed: String = candidate
            .chars()
            .skip_while(|c| c.is_ascii_digit() || *c == '年')
            .collect();
        if let Some(region) = regions
            .province_starting(&trimmed)
            .filter(|_| *place != Place::Head)
        {
            return Some((region, region.name.to_owned(), origin));
        }
    }
    None
}

/// Where a region may be named, the most trusted first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Meeting,
    Title,
    Head,
    Name,
    Folder,
}

/// Places the table does not know (new ones, zones): by the ending of the name in the meeting or the title.
fn unlisted(
    meeting: Option<&(usize, usize, String)>,
    title: Option<&str>,
) -> Option<(&'static Region, String, Origin)> {
    let titled = title.map(|title| {
        let name = title.replace("政府工作报告", "").replace("人民", "");
        let dated = |c: char| c.is_ascii_digit() || c == '年';
        name.trim_matches(dated).to_owned()
    });
    let prefix = meeting
        .map(|m| m.2.split('第').next().unwrap_or("").to_owned())
        .filter(|p| p.chars().count() >= 3)
        .map(|p| (p, Origin::Text));
    let titled = titled
        .filter(|t| (3..=12).contains(&t.chars().count()))
        .map(|t| (t, Origin::Title));
    let (prefix, origin) = prefix.or(titled)?;
    unknown(&prefix).map(|(level, name)| (level_stub(level), name, origin))
}

/// A unit of unknown place with the level its name tells.
fn level_stub(level: Level) -> &'static Region {
    static STUBS: [Region; 4] = [
        Region {
            code: "",
            name: "",
            level: Level::Province,
            province: "",
            parent: "",
            current: true,
        },
        Region {
            code: "",
            name: "",
            level: Level::Prefecture,
            province: "",
            parent: "",
            current: true,
        },
        Region {
            code: "",
            name: "",
            level: Level::County,
            province: "",
            parent: "",
            current: true,
        },
        Region {
            code: "",
            name: "",
            level: Level::Township,
            province: "",
            parent: "",
            current: true,
        },
    ];
    let [province, prefecture, county, township] = &STUBS;
    match level {
        Level::Nation | Level::Province => province,
        Level::Prefecture => prefecture,
        Level::County => county,
        Level::Township => township,
    }
}

fn unknown(name: &str) -> Option<(Level, String)> {
    let name = name
        .rsplit(['省', '市'])
        .find(|part| !part.is_empty())
        .map_or(name, |_| name);
    let level = match name.chars().last()? {
        '省' => Level::Province,
        '市' | '州' | '盟' => Level::Prefecture,
        '县' | '区' | '旗' => Level::County,
        '乡' | '镇' => Level::Township,
        _ => return None,
    };
    // 我们圆满完成了石鼓乡: a sentence is no name.
    let sentence = name.contains(['们', '了', '的', '在', '是']);
    (!sentence && name.chars().count() <= 12).then(|| (level, name.to_owned()))
}

/// Whether `name` is short for the province of `region`.
pub fn is_short_for(name: &str, province: &str) -> bool {
    short(province) == name
}
