//! Texts whose lines were cut at one width: printed, mailed, dumped from a PDF or by antiword and catdoc.
//!
//! Which width cannot be asked for. A program counts columns, characters or bytes; so all three are tried, and the one
//! by which most lines are full tells. A full line goes on in the next one, over the number and the running head of a
//! page between them.

use std::collections::HashMap;

use super::letters::is_line_end;

/// What becomes of the lines of a wrapped text.
#[derive(Debug, Default)]
pub struct Wrapped {
    /// Where lines end that go on: the places of their line ends, in order.
    joined: Vec<usize>,
    /// What stands between: numbers and heads of pages, empty lines around them, in order.
    dropped: Vec<(usize, usize)>,
}

impl Wrapped {
    /// Of one sentence: every line end is layout, and a number of a page between is none of its own.
    pub fn sentence(raw: &[char]) -> Self {
        let lines = lines(raw);
        let pages = lines.iter().skip(1).filter(|line| {
            let own = raw.get(line.start..line.end).unwrap_or(&[]);
            line.end < raw.len() && is_page_number(own)
        });
        Self {
            joined: lines.iter().map(|line| line.end).collect(),
            dropped: pages.map(|line| (line.start, line.end)).collect(),
        }
    }

    /// Whether the line end at `at` is layout.
    pub fn joins(&self, at: usize) -> bool {
        self.joined.binary_search(&at).is_ok()
    }

    /// Whether the character at `at` is of a page, not of the text.
    pub fn drops(&self, at: usize) -> bool {
        let before = self.dropped.partition_point(|(start, _)| *start <= at);
        before
            .checked_sub(1)
            .and_then(|i| self.dropped.get(i))
            .is_some_and(|(_, end)| at < *end)
    }
}

/// A piece of a sentence as one line: without its line ends, and the numbers of pages between them.
pub fn one_line(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    let raw: Vec<char> = text.chars().collect();
    let wrap = Wrapped::sentence(&raw);
    let kept = raw.iter().enumerate();
    kept.filter(|(at, c)| !wrap.drops(*at) && (!c.is_control() || **c == '\t'))
        .map(|(_, c)| *c)
        .collect()
}

/// A line: where it starts, and where its end stands.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
}

/// Fewer lines tell nothing.
const FEWEST: usize = 10;

/// Fewer lines that stop inside a sentence tell nothing, where most lines are short.
const FEWEST_STOPPED: usize = 5;

/// A paragraph is set in by so many Chinese characters.
const INDENT: usize = 2;

/// How a program may have counted: what a Chinese character and what any other takes, and how much a line may fall
/// short because a mark must not open the next one.
const MEASURES: [(usize, usize, usize); 3] = [(2, 1, 5), (1, 1, 2), (3, 1, 7)];

/// How the lines of `raw` were cut, or `None` where they were not.
pub fn wrapped(raw: &[char]) -> Option<Wrapped> {
    let lines = lines(raw);
    let text = |line: &Line| raw.get(line.start..line.end).unwrap_or(&[]);
    let pages = pages(&lines, &text);
    let body: Vec<&Line> = lines
        .iter()
        .zip(&pages)
        .filter(|(line, page)| !**page && !is_empty(text(line)))
        .map(|(line, _)| line)
        .collect();
    if body.len() < FEWEST {
        return None;
    }
    let (measure, width) = measure(&body, &text)?;
    // The first word of the next line would not have fitted; the first line of a paragraph may have lost its indent.
    let full = |line: &Line, next: &[char], first: bool| {
        let word = size(first_word(next), measure) + 1;
        let own = text(line);
        // A heading is nearly full by chance more often than by being cut.
        if is_heading(own) && !own.contains(&'。') {
            return size(own, measure) + word >= width;
        }
        let indent = if first && !ends_sentence(own) {
            INDENT * measure.0
        } else {
            0
        };
        size(own, measure) + measure.2.max(word) + indent >= width
    };
    // Paragraphs are told by an indent, by an empty line, or by neither.
    let spaced = spaced(&lines, &pages, &text);
    let indents = body.iter().filter(|line| is_indented(text(line))).count() * 20 > body.len();
    let mut out = Wrapped::default();
    let mut last: Option<(usize, Line)> = None;
    let mut first = true;
    for (at, (line, page)) in lines.iter().zip(&pages).enumerate() {
        let own = text(line);
        if *page || is_empty(own) {
            continue;
        }
        if let Some((before, previous)) = last {
            let between = before + 1..at;
            let page_between = between.clone().any(|i| pages.get(i) == Some(&true));
            let gap = !between.is_empty() && !page_between && !spaced;
            let ended = ends_sentence(text(&previous));
            let opens = is_heading(own) && (ended || own.first() == Some(&'（'));
            let indented = is_indented(own) && indents;
            // The last line of a page is full, and the next one no new paragraph.
            let goes_on = full(&previous, own, first) && !gap && !opens && !indented;
            first = !goes_on;
            if goes_on {
                out.joined.push(previous.end);
                if before + 1 < at {
                    out.dropped.push((previous.end + 1, line.start));
                }
            }
        }
        last = Some((at, *line));
    }
    // Numbers and heads of pages where nothing goes on.
    for (line, _) in lines.iter().zip(&pages).filter(|(_, page)| **page) {
        if !out.drops(line.start) {
            out.dropped.push((line.start, line.end));
        }
    }
    out.dropped.sort_unstable();
    Some(out)
}

fn lines(raw: &[char]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in raw.iter().enumerate() {
        let ends = is_line_end(*c) && (*c != '\r' || raw.get(at + 1) != Some(&'\n'));
        if ends {
            out.push(Line { start, end: at });
            start = at + 1;
        }
    }
    if start < raw.len() {
        out.push(Line {
            start,
            end: raw.len(),
        });
    }
    out
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{3000}' | '\u{a0}' | '\u{feff}')
}

fn is_empty(line: &[char]) -> bool {
    line.iter().all(|c| is_space(*c))
}

fn is_indented(line: &[char]) -> bool {
    matches!(line, ['\u{3000}' | '\t', ..] | [' ', ' ', ..])
}

/// How much of a line a program counted, with what sets it in. Spaces inside are left out: those that justify a line are
/// nobody's.
fn size(line: &[char], (wide, narrow, _): (usize, usize, usize)) -> usize {
    let one = |c: &char| if c.is_ascii() { narrow } else { wide };
    let indent = line.iter().take_while(|c| is_space(**c));
    let words = line.iter().filter(|c| !is_space(**c));
    indent.chain(words).map(one).sum()
}

/// What a program keeps together at the start of a line: figures and letters, or one Chinese character, with the mark
/// behind it.
fn first_word(line: &[char]) -> &[char] {
    let start = line.iter().take_while(|c| is_space(**c)).count();
    let own = line.get(start..).unwrap_or(&[]);
    let word = own
        .iter()
        .take_while(|c| c.is_ascii_graphic())
        .count()
        .max(1);
    let mark = own
        .get(word)
        .is_some_and(|c| "，。、；：！？）”》".contains(*c));
    own.get(..word + usize::from(mark)).unwrap_or(own)
}

/// Which lines are of pages: their numbers, and heads that stand beside them again and again.
fn pages<'a>(lines: &[Line], text: &impl Fn(&Line) -> &'a [char]) -> Vec<bool> {
    let mut found: Vec<bool> = lines
        .iter()
        .map(|line| is_page_number(text(line)))
        .collect();
    let own = |at: usize| -> String {
        let line = lines.get(at).map_or(&[][..], text);
        line.iter().filter(|c| !is_space(**c)).collect()
    };
    let mut heads: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, _) in found.iter().enumerate().filter(|(_, page)| **page) {
        let before = (0..at).rev().find(|i| !own(*i).is_empty());
        let behind = (at + 1..lines.len()).find(|i| !own(*i).is_empty());
        for near in before.into_iter().chain(behind) {
            let words = own(near);
            if words.chars().count() <= HEAD && !words.contains(['，', '。', '；', '、']) {
                heads.entry(words).or_default().push(near);
            }
        }
    }
    // The same line beside a page's number, three times and more.
    for at in heads.into_values().filter(|at| at.len() >= 3).flatten() {
        if let Some(head) = found.get_mut(at) {
            *head = true;
        }
    }
    found
}

/// The head of a page is no longer.
const HEAD: usize = 30;

/// — 12 —, 12, 第12页, 12/30.
fn is_page_number(line: &[char]) -> bool {
    let own: Vec<char> = line.iter().copied().filter(|c| !is_space(*c)).collect();
    let digits = own.iter().filter(|c| c.is_ascii_digit()).count();
    let marks = |c: &char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '—' | '-' | '–' | '－' | '·' | '/' | '第' | '页' | '共' | '～' | '~'
            )
    };
    (1..=6).contains(&digits) && own.len() <= 12 && own.iter().all(marks)
}

/// The measure by which most lines are full, and the width in it; `None` where too few are by any.
fn measure<'a>(
    body: &[&Line],
    text: &impl Fn(&Line) -> &'a [char],
) -> Option<((usize, usize, usize), usize)> {
    let tried = MEASURES.into_iter().filter_map(|measure| {
        let mut sizes: Vec<usize> = body.iter().map(|line| size(text(line), measure)).collect();
        sizes.sort_unstable();
        // A few lines stand out: words that no program breaks.
        let width = *sizes.get(sizes.len() * 19 / 20)?;
        let within = |slack: usize| {
            let near = |size: &&usize| **size + slack >= width && **size <= width + slack;
            sizes.iter().filter(near).count()
        };
        let full = within(measure.2);
        // By the measure that was used, lines fall short by a character and a letter at most.
        let tight = within(measure.0 + measure.1);
        let han = width / measure.0;
        let most = full * 20 >= sizes.len() * 7 || {
            // In a short text with many headings, what stops inside a sentence is full and no line is longer.
            let open = body.iter().filter(|line| {
                !ends_sentence(text(line))
                    && (text(line).contains(&'。') || !is_heading(text(line)))
            });
            let (stopped, all) = open.fold((0, 0), |(stopped, all), line| {
                (
                    stopped + usize::from(size(text(line), measure) + measure.2 >= width),
                    all + 1,
                )
            });
            let longest = sizes.last().copied().unwrap_or(0);
            stopped >= FEWEST_STOPPED && stopped * 3 >= all * 2 && longest <= width + measure.2
        };
        ((8..=66).contains(&han) && most).then_some((tight, full, measure, width))
    });
    let best = tried.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    // Of lines that were cut, most stop inside a sentence.
    let (_, full, measure, width) = best;
    let cut = body
        .iter()
        .filter(|line| size(text(line), measure) + measure.2 >= width)
        .filter(|line| !ends_sentence(text(line)))
        .count();
    (cut * 2 > full).then_some((measure, width))
}

/// Whether every line is followed by an empty one: then those say nothing.
fn spaced<'a>(lines: &[Line], pages: &[bool], text: &impl Fn(&Line) -> &'a [char]) -> bool {
    let own = lines.iter().zip(pages).filter(|(_, page)| !**page);
    let empty = own.clone().filter(|(line, _)| is_empty(text(line))).count();
    let all = own.count();
    empty * 20 > all * 9
}

fn ends_sentence(line: &[char]) -> bool {
    let last = line.iter().rev().find(|c| !is_space(**c));
    last.is_some_and(|c| {
        matches!(
            c,
            '。' | '！' | '？' | '；' | '：' | ':' | ';' | '!' | '?' | '”'
        )
    })
}

/// （一）, 一、, 1., 各位代表: what opens a paragraph.
fn is_heading(line: &[char]) -> bool {
    let own: Vec<char> = line
        .iter()
        .copied()
        .filter(|c| !is_space(*c))
        .take(6)
        .collect();
    let numeral = |c: &char| "一二三四五六七八九十".contains(*c) || c.is_ascii_digit();
    let behind = |own: &[char]| own.iter().take_while(|c| numeral(c)).count();
    match own.as_slice() {
        ['（' | '(', rest @ ..] => {
            let count = behind(rest);
            count > 0 && matches!(rest.get(count), Some('）' | ')'))
        }
        ['各', '位', '代', '表', ..] => true,
        own => {
            let count = behind(own);
            let after = own.get(count + 1);
            // 3.2万亩 is a number, 一、2026年 a heading.
            match own.get(count) {
                Some('、') if !own.first().is_some_and(char::is_ascii_digit) => count > 0,
                Some('、' | '.' | '．') => count > 0 && !after.is_some_and(char::is_ascii_digit),
                _ => false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of wrapped lines, as one reads it.
    fn read(text: &str) -> String {
        let raw: Vec<char> = text.chars().collect();
        let Some(found) = wrapped(&raw) else {
            return text.to_owned();
        };
        let kept = raw.iter().enumerate();
        kept.filter(|(at, c)| !found.drops(*at) && (**c != '\n' || !found.joins(*at)))
            .map(|(_, c)| *c)
            .collect()
    }

    const PARAGRAPHS: [&str; 4] = [
        "2026年云溪市政府工作报告",
        "初步核算，全市地区生产总值达到3478.2亿元、增长5.9%，规模以上工业增加值增长8.2%，固定资产投资增长5.4%，一般公共预算收入229.5亿元、增长5%，城乡居民人均可支配收入分别增长4.8%和6.3%，经济运行稳住了大盘，也稳住了人心。",
        "一、2026年工作总体要求和主要目标",
        "今年全市经济社会发展主要预期目标是：地区生产总值增长5%左右，一般公共预算收入增长4%，社会消费品零售总额增长5.5%左右，城镇新增就业4万人以上，居民消费价格涨幅2%左右，粮食产量稳定在30万吨以上，单位地区生产总值能耗降低3%左右。",
    ];

    fn cut(
        width: usize,
        (wide, narrow, _): (usize, usize, usize),
        between: &str,
        indent: &str,
    ) -> String {
        let mut out = String::new();
        for paragraph in PARAGRAPHS.into_iter().cycle().take(16) {
            let mut left = width - indent.chars().count() * wide;
            out.push_str(indent);
            for c in paragraph.chars() {
                let own = if c.is_ascii() { narrow } else { wide };
                if own > left {
                    out.push('\n');
                    left = width;
                }
                left -= own;
                out.push(c);
            }
            out.push_str(between);
        }
        out
    }

    #[test]
    fn lines_cut_by_columns_characters_or_bytes_are_whole_again() {
        for (measure, widths) in [
            (MEASURES[0], [24, 38, 56, 76]),
            (MEASURES[1], [20, 24, 30, 36]),
            (MEASURES[2], [36, 48, 60, 72]),
        ] {
            for width in widths {
                for (between, indent) in [("\n", ""), ("\n\n", ""), ("\n", "　　")] {
                    let found = read(&cut(width, measure, between, indent));
                    for paragraph in PARAGRAPHS {
                        assert!(
                            found.contains(paragraph),
                            "{measure:?} {width} {between:?}\n{found}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_sentence_goes_on_over_the_number_and_the_head_of_a_page() {
        let text = cut(40, MEASURES[0], "\n", "");
        let lines: Vec<&str> = text.lines().collect();
        let mut paged = String::new();
        for (at, page) in lines.chunks(6).enumerate() {
            paged.push_str(&page.join("\n"));
            paged.push_str(&["\n—", &at.to_string(), "—\n\n\u{c}云溪市政府工作报告\n"].concat());
        }
        let found = read(&paged);
        for paragraph in PARAGRAPHS {
            assert!(found.contains(paragraph), "{found}");
        }
    }

    #[test]
    fn a_piece_over_the_end_of_a_page_is_shown_without_it() {
        assert_eq!(
            one_line("投资6800亿元\n—7—\n\n\u{c}以上"),
            "投资6800亿元以上"
        );
        assert_eq!(one_line("\n—7—\n\n\u{c}"), "");
        assert_eq!(one_line("增长\r\n5%"), "增长5%");
    }

    #[test]
    fn a_short_text_of_headings_and_few_full_lines_is_whole_again() {
        let paragraphs = [
            "云溪县2026年政府工作报告",
            "一、2025年工作回顾",
            "地区生产总值增长5.8%，达到312.4亿元；一般公共预算收入18.6亿元，增长4.2%。",
            "产业结构持续优化。新增规模以上工业企业12家，新建高标准农田3.2万亩。",
            "二、2026年工作安排",
            "今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业4500人以上，粮食产量稳定。",
            "要做好以下工作：",
            "（一）发展现代农业。",
            "新建高标准农田4万亩，改造提升灌区2处，培育县级以上龙头企业6家，建设产业园2个。",
            "（二）保障改善民生。",
            "新建学校5所，新增托位300个，改造老旧小区18个，严格落实过紧日子要求，压减支出10%。",
            "各位代表！让我们努力奋斗！",
        ];
        let mut text = String::new();
        for paragraph in paragraphs {
            let indented = ["　　", paragraph].concat();
            let letters: Vec<char> = indented.chars().collect();
            for line in letters.chunks(36) {
                text.extend(line);
                text.push('\n');
            }
        }
        let found = read(&text);
        for paragraph in paragraphs {
            assert!(found.contains(paragraph), "{found}");
        }
    }

    #[test]
    fn lines_of_their_own_stay() {
        let list =
            "新建学校3所。\n改造小区12个，新增停车位800个。\n发放消费券5000万元。\n".repeat(8);
        assert_eq!(read(&list), list);
    }
}
