//! A text as the rules read it: simplified characters, one kind of digit and punctuation, no stray spaces; each
//! character knows where it stands in the text as extracted, which itself is never changed.
//!
//! Leaves the order of the characters alone: what is dropped is dropped, nothing is moved.

use super::letters::{half_width, is_line_end, plain};
use super::noise;
use super::simplified::{COMMON, FIRST, LAST, simplified_by, table};
use super::span::{CharSpan, NormSpan};
use super::wrap::{Wrapped, wrapped};

/// The characters that matter to the rules, and where each comes from.
#[derive(Clone, Debug, Default)]
pub struct Norm {
    chars: Vec<char>,
    from: Vec<u32>,
    /// Where the cells of tables part: the character behind each mark.
    parts: Vec<u32>,
}

impl Norm {
    /// Reads `text` for the rules.
    pub fn new(text: &str) -> Self {
        let raw: Vec<char> = text.chars().collect();
        let wrap = wrapped(&raw);
        Self::laid_out(&raw, wrap.as_ref())
    }

    /// The same, for one sentence of a text: line ends inside it are layout.
    pub fn of_sentence(text: &str) -> Self {
        let raw: Vec<char> = text.chars().collect();
        let wrap = raw.contains(&'\n').then(|| Wrapped::sentence(&raw));
        Self::laid_out(&raw, wrap.as_ref())
    }

    fn laid_out(raw: &[char], wrap: Option<&Wrapped>) -> Self {
        let table = table();
        let mut quoted = false;
        let mut lowercase = false;
        let mut norm = Self {
            chars: Vec::with_capacity(raw.len()),
            from: Vec::with_capacity(raw.len()),
            parts: Vec::new(),
        };
        let mut line_start = 0;
        let mut set_aside = noise::found(raw).into_iter().peekable();
        for (i, &c) in raw.iter().enumerate() {
            let at = u32::try_from(i).unwrap_or(u32::MAX);
            // Most characters are these.
            if let Some(simple) = (c as usize)
                .checked_sub(FIRST as usize)
                .filter(|_| c <= COMMON && !wrap.is_some_and(|wrap| wrap.drops(i)))
                .and_then(|code| table.get(code))
            {
                norm.chars.push(*simple);
                norm.from.push(at);
                continue;
            }
            while set_aside.next_if(|range| range.end <= i).is_some() {}
            if set_aside.peek().is_some_and(|range| range.contains(&i)) {
                continue;
            }
            let next = raw.get(i + 1).copied().unwrap_or('\n');
            let kept = match c {
                // Numbers and heads of pages between the lines of a wrapped text.
                _ if wrap.is_some_and(|wrap| wrap.drops(i)) => None,
                // 6%…6.5%, 6%ー6.5%: also what recognition of letters makes of the dash.
                '…' | 'ー' if is_range(raw, i) => Some('-'),
                // 19·5％: the point of a number in the middle of the line.
                '·' | '・' | '‧' | '•' | '\u{e000}'..='\u{f8ff}' if is_decimal(raw, i) => {
                    Some('.')
                }
                FIRST..=LAST | '\u{2e80}'..='\u{2fdf}' => Some(simplified_by(table, plain(c))),
                // The second half of a line end of Windows.
                '\n' if i > 0 && raw.get(i - 1) == Some(&'\r') => {
                    line_start = i + 1;
                    None
                }
                _ if is_line_end(c) => {
                    let joins = match wrap {
                        Some(wrap) => wrap.joins(i),
                        None => joins_lines(raw, line_start, i),
                    };
                    line_start = i + 1;
                    quoted &= joins;
                    (!joins).then_some('\n')
                }
                // The heading of several rows in a table is no part of their names.
                '\t' if is_category(raw, line_start, i) => Some('：'),
                // Two figures of a row in a table.
                '\t' if next.is_ascii_digit()
                    && norm.chars.last().is_some_and(char::is_ascii_digit) =>
                {
                    Some(' ')
                }
                // A space between two Latin letters parts words; any other one is layout.
                ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{2009}'
                | '\u{202f}' => {
                    let before = norm.chars.last().copied().unwrap_or('\n');
                    (before.is_ascii_alphabetic() && next.is_ascii_alphabetic()).then_some(' ')
                }
                _ if is_invisible(c) => None,
                // 6%<soft hyphen>6.5%: the sign of a range that a program took for a place to break.
                '\u{ad}' => is_range(raw, i).then_some('-'),
                '\u{300}'..='\u{36f}'
                    if !norm.chars.last().is_some_and(char::is_ascii_alphabetic) =>
                {
                    None
                }
                // １，２００ and 8，500亿元: the comma of a number.
                '，' if matches!(next, '０'..='９')
                    && i > 0
                    && matches!(raw.get(i - 1), Some('０'..='９'))
                    || c == '，' && groups(raw, i) =>
                {
                    Some(',')
                }
                // Quotation marks that look alike open and close in turn, anew on each line; so do those of one side,
                // where a line has none of the other.
                '"' | '＂' => {
                    quoted = !quoted;
                    Some(if quoted { '“' } else { '”' })
                }
                '“' | '”' if one_sided(raw, line_start, c) => {
                    quoted = !quoted;
                    Some(if quoted { '“' } else { '”' })
                }
                '「' | '『' | '〝' | '„' | '‟' => {
                    quoted = true;
                    Some('“')
                }
                '」' | '』' | '〞' | '〟' => {
                    quoted = false;
                    Some('”')
                }
                '#' if norm.chars.last().is_none_or(|c| *c == '\n') => None,
                '|' | '｜' | '│' => (next.is_ascii_digit()
                    && norm.chars.last().is_some_and(char::is_ascii_digit))
                .then_some(' '),
                // GDP增速 → 5%左右: the arrow of a poster; between two figures it is their change.
                '→' | '⟶' | '➔' | '➜' if norm.chars.last().is_some_and(|c| c.is_alphabetic()) => {
                    None
                }
                // 完成200台.新建10座: the full stop of another keyboard.
                '.' if ends_sentence(norm.chars.last().copied(), next) => Some('。'),
                // PM_2.5: how other formats write a letter set low.
                '_' if next == '2' => None,
                _ => {
                    lowercase |= c.is_ascii_lowercase();
                    Some(half_width(
                        plain(c),
                        norm.chars.last().copied().unwrap_or('\n'),
                        next,
                    ))
                }
            };
            if let Some(kept) = kept {
                norm.chars.push(kept);
                norm.from.push(at);
            }
            if matches!(c, '\t' | '|' | '｜' | '│') {
                norm.parts
                    .push(u32::try_from(norm.chars.len()).unwrap_or(u32::MAX));
            }
        }
        if lowercase {
            norm.capitals();
        }
        norm
    }

    /// gdp, pm2.5, cpi: names that texts write in either case.
    fn capitals(&mut self) {
        const NAMES: [&str; 6] = ["gdp", "cpi", "pm", "r&d", "cod", "aqi"];
        let mut at = 0;
        while at < self.chars.len() {
            if !self.at(at).is_ascii_lowercase() {
                at += 1;
                continue;
            }
            let mut end = at;
            while self.at(end).is_ascii_lowercase() || self.at(end) == '&' {
                end += 1;
            }
            let alone = !self.before(at).is_ascii_alphanumeric();
            if alone && NAMES.contains(&self.text(at..end).as_str()) {
                for c in self.chars.get_mut(at..end).unwrap_or(&mut []) {
                    c.make_ascii_uppercase();
                }
            }
            at = end;
        }
    }

    /// How many characters are left.
    #[inline]
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The character at `i`; a line end behind the text.
    #[inline]
    pub fn at(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or('\n')
    }

    /// The character before `i`; a line end before the text.
    #[inline]
    pub fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\n', |i| self.at(i))
    }

    /// The characters of `span`, fewer where that reaches behind the text.
    #[inline]
    pub fn chars(&self, span: impl Into<NormSpan>) -> &[char] {
        let span = span.into();
        let end = span.end.min(self.chars.len());
        self.chars.get(span.start.min(end)..end).unwrap_or(&[])
    }

    /// The text of `span`.
    pub fn text(&self, span: impl Into<NormSpan>) -> String {
        let chars = self.chars(span);
        // Three bytes hold any Chinese character: no growing on the way.
        let mut text = String::with_capacity(chars.len() * 3);
        text.extend(chars);
        text
    }

    /// Whether `word` stands at `i`.
    #[inline]
    pub fn starts(&self, i: usize, word: &str) -> bool {
        let mut here = self.chars.get(i..).unwrap_or(&[]).iter();
        word.chars().all(|c| here.next() == Some(&c))
    }

    /// Whether `word` ends right before `i`.
    #[inline]
    pub fn ends(&self, i: usize, word: &str) -> bool {
        let mut back = self.chars(0..i).iter().rev();
        word.chars().rev().all(|c| back.next() == Some(&c))
    }

    /// The first place of `word` in `span`, whole inside it.
    #[inline]
    pub fn find(&self, word: &str, span: impl Into<NormSpan>) -> Option<usize> {
        let span = span.into();
        let mut rest = word.chars();
        let first = rest.next()?;
        let places = self.chars(span);
        let mut at = 0;
        loop {
            at += places.get(at..)?.iter().position(|&c| c == first)?;
            let mut behind = places.get(at + 1..)?.iter();
            if rest.clone().all(|c| behind.next() == Some(&c)) {
                return Some(span.start + at);
            }
            at += 1;
        }
    }

    /// Whether the source has something between the characters before `i` and at `i` that is dropped here.
    pub fn gap_before(&self, i: usize) -> bool {
        i.checked_sub(1)
            .and_then(|before| self.from.get(before..=i))
            .is_some_and(|pair| matches!(pair, [a, b] if *b > a + 1))
    }

    /// The last place of `word` in `span`, whole inside it.
    pub fn rfind(&self, word: &str, span: impl Into<NormSpan>) -> Option<usize> {
        let span = span.into();
        let len = word.chars().count();
        let last = span.end.min(self.chars.len()).checked_sub(len)?;
        (span.start..=last).rev().find(|&i| self.starts(i, word))
    }

    /// Whether any of `words` stands in `span`.
    pub fn has_any(&self, words: &[&str], span: impl Into<NormSpan>) -> bool {
        let span = span.into();
        words.iter().any(|word| self.find(word, span).is_some())
    }

    /// Where `span` stands in the text as extracted.
    pub fn source(&self, span: impl Into<NormSpan>) -> CharSpan {
        let NormSpan { start, end } = span.into();
        let Some(&first) = self.from.get(start) else {
            return CharSpan::default();
        };
        let last = self
            .from
            .get(end.max(start + 1) - 1)
            .or(self.from.last())
            .copied()
            .unwrap_or(first);
        CharSpan::new(first as usize, last as usize + 1)
    }

    /// Pieces of this text one behind the other, as a text of its own: its origins are places here.
    #[must_use]
    pub fn assembled(&self, pieces: &[NormSpan]) -> Self {
        let mut out = Self::default();
        for &piece in pieces {
            for (at, &c) in piece.range().zip(self.chars(piece)) {
                out.chars.push(c);
                out.from.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        out
    }

    /// The cells of `line`: one where it is no row of a table.
    pub fn cells(&self, line: impl Into<NormSpan>) -> Vec<NormSpan> {
        let NormSpan { start, end } = line.into();
        let first = self.parts.partition_point(|&at| (at as usize) < start);
        let marks = self.parts.get(first..).unwrap_or(&[]).iter();
        let mut out = Vec::new();
        let mut from = start;
        for mark in marks.map(|&at| at as usize).take_while(|&at| at <= end) {
            // What stands for the mark itself is no part of a cell.
            let stands = matches!(self.before(mark), ' ' | '：') && mark > from;
            out.push(NormSpan::new(from, mark - usize::from(stands)));
            from = mark;
        }
        out.push(NormSpan::new(from, end));
        out
    }

    /// Where the character at `i` stands in the text as extracted.
    pub fn origin(&self, i: usize) -> usize {
        self.from.get(i).map_or(0, |at| *at as usize)
    }

    /// The first character here that stands at or behind `source` in the text as extracted.
    pub fn index_of(&self, source: usize) -> usize {
        self.from.partition_point(|&from| (from as usize) < source)
    }
}

/// Whether the tab at `i` stands behind a cell that names the group of a row: the next cell names the row itself, with a
/// figure in one behind it. A unit is shorter than a name.
fn is_category(raw: &[char], line_start: usize, i: usize) -> bool {
    let words = |cell: &[char], least: usize| {
        cell.iter()
            .all(|c| !c.is_ascii_digit() && !matches!(c, '%' | '％' | '。' | '，'))
            && cell
                .iter()
                .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(*c))
                .count()
                >= least
    };
    let before = raw.get(line_start..i).unwrap_or(&[]);
    let own = before.rsplit(|c| *c == '\t').next().unwrap_or(before);
    let rest = raw.get(i + 1..).unwrap_or(&[]);
    let line = rest
        .iter()
        .position(|c| matches!(c, '\n' | '\r'))
        .unwrap_or(rest.len());
    let rest = rest.get(..line).unwrap_or(rest);
    let Some(tab) = rest.iter().position(|c| *c == '\t') else {
        return false;
    };
    let (next, behind) = rest.split_at(tab);
    words(own, 2) && words(next, 4) && behind.iter().any(char::is_ascii_digit)
}

/// Whether a line that starts at `from` has several of a quotation mark, an even number, and none of its counterpart.
fn one_sided(raw: &[char], from: usize, mark: char) -> bool {
    let other = if mark == '“' { '”' } else { '“' };
    let line = raw
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|c| !matches!(c, '\n' | '\r'));
    let mut own = 0;
    for c in line {
        if *c == other {
            return false;
        }
        own += usize::from(*c == mark);
    }
    own > 0 && own % 2 == 0
}

/// Whether the sign at `i` stands between the ends of a range: behind a percent sign or digit, before a digit.
fn is_range(raw: &[char], i: usize) -> bool {
    let percent = |c: char| matches!(c, '%' | '％' | '‰');
    let before = i.checked_sub(1).and_then(|i| raw.get(i)).copied();
    let after = raw.get(i + 1).copied();
    before.is_some_and(percent)
        && after.is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
}

/// Whether the sign at `i` is the point of a number: between digits that a unit ends.
fn is_decimal(raw: &[char], i: usize) -> bool {
    let digit = |c: &char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let before = i.checked_sub(1).and_then(|i| raw.get(i)).is_some_and(digit);
    let behind = raw.get(i + 1..).unwrap_or(&[]);
    let count = behind.iter().take_while(|c| digit(c)).count();
    let unit = behind.get(count).copied().unwrap_or('\n');
    before
        && (1..=3).contains(&count)
        && matches!(unit, '%' | '％' | '‰' | '个' | '万' | '亿' | '倍' | '元')
}

/// Whether the comma at `i` groups digits: one to three before it, three and a unit behind it.
fn groups(raw: &[char], i: usize) -> bool {
    let digits =
        |chars: &mut dyn Iterator<Item = &char>| chars.take_while(|c| c.is_ascii_digit()).count();
    let before = digits(&mut raw.get(..i).unwrap_or(&[]).iter().rev());
    let behind = raw.get(i + 1..).unwrap_or(&[]);
    let count = digits(&mut behind.iter());
    let unit = behind.get(count).copied().unwrap_or('\n');
    (1..=3).contains(&before)
        && count == 3
        && matches!(unit, '万' | '亿' | '元' | '人' | '个' | '公')
}

/// Signs without width; marks over and under letters, variants of signs; what markdown sets around words:
/// **地区生产总值**, `450亿斤`.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{3099}'
            | '\u{309a}'
            | '\u{20d0}'..='\u{20ff}'
            | '*'
            | '`'
    )
}

/// Whether a full stop between these two characters ends a sentence: no figure, address or abbreviation has it there.
fn ends_sentence(before: Option<char>, next: char) -> bool {
    let word = |c: char| !c.is_ascii() && (c.is_alphabetic() || matches!(c, '）' | '”'));
    before.is_some_and(|c| word(c) || c == '%') && (word(next) || matches!(next, '\n' | '\r'))
}

/// Whether the line `start..end` goes on in the next one.
fn joins_lines(raw: &[char], start: usize, end: usize) -> bool {
    let before = raw.get(end.wrapping_sub(1)).copied().unwrap_or('\n');
    let mut next = end + 1;
    while matches!(raw.get(next), Some('\n' | '\r')) && next < end + 2 {
        next += 1;
    }
    let after = raw.get(next).copied().unwrap_or('\n');
    // 25⏎0.3亿元: a number cut in two. A line that is a number alone is a page number.
    let only_number = raw.get(start..end).is_some_and(|l| {
        l.iter()
            .all(|c| c.is_ascii_digit() || " -—.年月日".contains(*c))
    });
    // 3.6⏎万亩, 12⏎%, 6.⏎2%: cut before its unit or in its decimals.
    let cut = before.is_ascii_digit()
        && matches!(after, '%' | '％' | '万' | '亿' | '亩' | '元' | '个')
        || before == '.'
            && after.is_ascii_digit()
            && raw
                .get(end.wrapping_sub(2))
                .is_some_and(char::is_ascii_digit)
            && raw.get(next + 1..next + 3).is_some_and(|l| {
                l.iter()
                    .any(|c| matches!(c, '%' | '％' | '万' | '亿' | '元'))
            });
    if cut && !only_number && end - start > 8 {
        return true;
    }
    if before.is_ascii_digit() && after.is_ascii_digit() && !only_number && end - start > 8 {
        let listed = raw
            .get(next..next + 3)
            .is_some_and(|l| l.iter().any(|c| matches!(c, '、' | '．')) || is_list_number(l));
        return !listed;
    }
    // 第九届⏎人民代表大会: a meeting's name on two lines.
    if matches!(before, '届' | '屆') && after == '人' {
        return true;
    }
    false
}

/// `1.完`: a list number, against `1.5`, a decimal.
fn is_list_number(l: &[char]) -> bool {
    matches!(l, [a, '.', b] if a.is_ascii_digit() && !b.is_ascii_digit())
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

    fn check(text: &str, expected: &str) {
        let norm = Norm::new(text);
        assert_eq!(norm.text(0..norm.len()), expected);
    }

    #[test]
    fn the_group_of_a_table_row_is_no_part_of_its_name() {
        let read = |text: &str| {
            let norm = Norm::new(text);
            norm.text(0..norm.len())
        };
        assert_eq!(
            read("收入\t城镇居民人均可支配收入\t增长5%"),
            "收入：城镇居民人均可支配收入增长5%"
        );
        assert_eq!(read("粮食总产量\t亿斤\t450"), "粮食总产量亿斤450");
        assert_eq!(read("主要指标\t单位\t2026年目标"), "主要指标单位2026年目标");
    }

    #[test]
    fn one_kind_of_digit_and_punctuation() {
        check("增长５．５％，（不含农户）", "增长5.5%，（不含农户）");
        check("收入65亿元,增长1,431户", "收入65亿元，增长1,431户");
    }

    #[test]
    fn letters_and_signs_of_other_programs_are_the_usual_ones() {
        check(
            "地区⽣产总值增⻓6·5％、2・5%和3﹒5%",
            "地区生产总值增长6.5%、2.5%和3.5%",
        );
        check(
            "5·18大集，增长6%―6.5%，6%─6.5%，6%…6.5%",
            "5·18大集，增长6%—6.5%，6%—6.5%，6%-6.5%",
        );
        check("收入8，500亿元，增长8，新建", "收入8,500亿元，增长8，新建");
        check("粮食总产量\t450\t455", "粮食总产量450 455");
        check(
            "「十五五」规划，增长6%\u{fe0f}左右",
            "“十五五”规划，增长6%左右",
        );
        check("增长⩾6%，失业率\u{f0a3}5%", "增长≥6%，失业率≤5%");
    }

    #[test]
    fn traditional_reads_as_simplified_with_the_same_length() {
        check("區九屆人大五次會議", "区九届人大五次会议");
    }

    #[test]
    fn stray_spaces_and_zero_width_characters_go() {
        check(
            "第 一，统 一\u{200b}部署 GDP per capita",
            "第一，统一部署GDP per capita",
        );
    }

    #[test]
    fn a_number_cut_by_a_line_end_is_whole_again() {
        check(
            "全年完成固定资产投资25\n0.3亿元。\n第二段",
            "全年完成固定资产投资250.3亿元。\n第二段",
        );
        check("一、工作回顾\n2021年", "一、工作回顾\n2021年");
    }

    #[test]
    fn readings_in_brackets_are_set_aside() {
        check(
            "地區生產(chǎn)總(zǒng)值增長(zhǎng)8%（GDP）",
            "地区生产总值增长8%（GDP）",
        );
    }

    #[test]
    fn places_lead_back_to_the_source() {
        let text = "增 长 ５％";
        let norm = Norm::new(text);
        let at = norm.find("长5%", 0..norm.len()).unwrap_or(99);
        assert_eq!(norm.source(at..at + 3), CharSpan::new(2, 6));
    }
}
