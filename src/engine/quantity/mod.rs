//! Finds the numbers of a sentence with unit and bound, and says which of them are no values and why.
//!
//! Does not know indicators: that is `clause`.

use crate::engine::lexicon::{BoundWord, Cue, Lexicon, UnitKind};
use crate::model::goal::Bound;
use crate::text::norm::Norm;
use crate::text::number::{self, Written};
use crate::text::set::CharSet;

/// A number of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Where number, or the bound word before it, starts.
    pub lead: usize,
    /// Where the number starts.
    pub start: usize,
    /// One past its unit.
    pub unit_end: usize,
    /// One past the bound word behind it.
    pub end: usize,
    /// The number, or the lower end of a range.
    pub low: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// The unit as written, 万 and 亿 kept; empty when there is none.
    pub unit: String,
    /// What the unit counts; `None` without a unit.
    pub kind: Option<UnitKind>,
    /// How it binds, where a word says so.
    pub bound: Option<Bound>,
    /// Where that word stands.
    pub bound_at: Option<(usize, usize)>,
    /// Written in Chinese numerals.
    pub chinese: bool,
    /// Why it is no value.
    pub skip: Option<&'static str>,
}

/// The numbers of `start..end`, in order.
pub fn numbers(norm: &Norm, start: usize, end: usize) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::new();
    let mut quotes = 0usize;
    let mut titles = 0usize;
    let mut i = start;
    while i < end {
        let c = norm.at(i);
        match c {
            '“' => {
                quotes = i + 1;
                // “十四五”: the name of a plan.
                if let Some((word, _)) = Lexicon::get()
                    .plans
                    .iter()
                    .find(|(word, _)| norm.starts(i, word))
                {
                    let to = i + word.chars().count() - 1;
                    out.push(skipped(
                        Written {
                            start: i + 1,
                            end: to,
                            value: 0.0,
                            chinese: true,
                        },
                        to,
                        "name",
                    ));
                    i = to;
                    continue;
                }
            }
            '”' => quotes = 0,
            '《' => titles = i + 1,
            '》' => titles = 0,
            _ => {}
        }
        if !STARTS.contains(c) {
            i += 1;
            continue;
        }
        let Some(mut found) = number_at(norm, i, end) else {
            i += 1;
            continue;
        };
        if matches!(found.skip, None | Some("bare")) {
            if titles > 0 {
                found.skip = Some("document");
            } else if quotes > 0
                && norm
                    .find("”", found.end, (found.end + 14).min(end))
                    .is_some()
            {
                found.skip = Some("quoted");
            }
        }
        i = found.end.max(i + 1);
        out.push(found);
    }
    ratios(norm, &mut out);
    points(norm, &mut out);
    classes(norm, &mut out);
    out
}

/// What a number can start with.
static STARTS: CharSet = CharSet::new(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '两', '三', '四', '五', '六',
    '七', '八', '九', '十', '百', '千', '万', '零', '〇', '翻', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ',
]);

/// 5千万元至1亿元企业: two ends of a size class.
fn classes(norm: &Norm, numbers: &mut [Number]) {
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
            a.skip = Some("size_class");
            b.skip = Some("size_class");
        }
    }
}

/// The number that starts at `i`, whatever it is.
fn number_at(norm: &Norm, i: usize, to: usize) -> Option<Number> {
    let lexicon = Lexicon::get();
    let c = norm.at(i);
    // Ⅱ类, Ⅲ类: classes of water.
    if let Some(class) = roman(c) {
        let unit_end = if norm.at(i + 1) == '类' {
            i + 2
        } else {
            return None;
        };
        let mut number = plain(
            Written {
                start: i,
                end: i + 1,
                value: class,
                chinese: false,
            },
            unit_end,
            "类",
            UnitKind::Count,
        );
        bind(norm, &mut number, to);
        // Ⅲ类及以上水质比例, 劣Ⅴ类水体, Ⅰ—Ⅲ类: the name of a class.
        let water = norm.starts(number.end, "水质") && is_mark(norm.at(number.end + 2));
        let named = !(is_mark(norm.at(number.end)) || norm.starts(number.end, "标准") || water)
            || matches!(norm.before(i), '劣' | '-' | '—' | '~' | '至' | '、')
            || number.end >= to && norm.before(i) == '劣';
        if named && number.end < to {
            number.skip = Some("class");
        }
        return Some(number);
    }
    // 百分之六, 千分之六, 百分之六至七, 百分之六至百分之七
    for (words, unit) in [("百分之", "%"), ("千分之", "‰")] {
        if !norm.starts(i, words) {
            continue;
        }
        let written = number::any(norm, i + 3)?;
        let mut number = plain(
            Written {
                start: i,
                ..written
            },
            written.end,
            unit,
            UnitKind::Percent,
        );
        if let Some(at) = joiner(norm, written.end) {
            let at = if norm.starts(at, words) { at + 3 } else { at };
            if let Some(second) = number::any(norm, at).filter(|n| n.value > written.value) {
                number.high = Some(second.value);
                number.bound = Some(Bound::Range);
                number.unit_end = second.end;
                number.end = second.end;
            }
        }
        bind(norm, &mut number, to);
        return Some(number);
    }
    // 翻一番, 翻两番, 翻了一番
    let turned = i + 1 + usize::from(norm.at(i + 1) == '了');
    if c == '翻' && norm.at(turned + 1) == '番' {
        let written = number::any(norm, turned)?;
        let mut number = plain(written, turned + 2, "番", UnitKind::Amount);
        number.lead = i;
        bind(norm, &mut number, to);
        return Some(number);
    }
    // 跨过万亿元: a scale of a scale without a number, behind a bound word.
    if c == '万' && norm.at(i + 1) == '亿' && lexicon.bounds_before.ending(norm, 0, i).is_some() {
        return chinese_at(
            norm,
            Written {
                start: i,
                end: i + 1,
                value: 10_000.0,
                chinese: true,
            },
            to,
        );
    }
    if let Some((written, scale)) = number::compound(norm, i).filter(|(n, _)| n.end <= to) {
        return compound_at(norm, written, scale, to);
    }
    let written = number::any(norm, i)?;
    if written.chinese {
        chinese_at(norm, written, to)
    } else {
        Some(digits_at(norm, written, to, lexicon))
    }
}

fn roman(c: char) -> Option<f64> {
    Some(match c {
        'Ⅰ' => 1.0,
        'Ⅱ' => 2.0,
        'Ⅲ' => 3.0,
        'Ⅳ' => 4.0,
        'Ⅴ' => 5.0,
        _ => return None,
    })
}

fn plain(written: Written, unit_end: usize, unit: &str, kind: UnitKind) -> Number {
    Number {
        lead: written.start,
        start: written.start,
        unit_end,
        end: unit_end,
        low: written.value,
        high: None,
        unit: unit.to_owned(),
        kind: Some(kind),
        bound: None,
        bound_at: None,
        chinese: written.chinese,
        skip: None,
    }
}

fn skipped(written: Written, end: usize, why: &'static str) -> Number {
    Number {
        lead: written.start,
        start: written.start,
        unit_end: end,
        end,
        low: written.value,
        high: None,
        unit: String::new(),
        kind: None,
        bound: None,
        bound_at: None,
        chinese: written.chinese,
        skip: Some(why),
    }
}

/// A unit behind a number: its words, what it counts, where it ends, and whether 多 or 余 stands inside.
struct Unit {
    text: String,
    kind: Option<UnitKind>,
    end: usize,
    more: bool,
}

/// Reads `万多家`, `余家`, `亿元`, `万`, `亿级`, `个百分点` at `i`.
fn unit_at(norm: &Norm, i: usize, to: usize) -> Unit {
    let lexicon = Lexicon::get();
    let (mut at, mut more, mut text) = (i, false, String::new());
    let skip_more = |at: &mut usize, more: &mut bool| {
        if matches!(norm.at(*at), '多' | '余') {
            *more = true;
            *at += 1;
        }
    };
    skip_more(&mut at, &mut more);
    // 千伏, 亿千瓦: 千 belongs to the unit.
    let whole = |at: usize| {
        matches!(norm.at(at), '千' | '万')
            && lexicon
                .units
                .starting(norm, at, to)
                .is_some_and(|(end, _)| end > at + 1)
    };
    while matches!(norm.at(at), '十' | '百' | '千' | '万' | '亿') && at < to && !whole(at) {
        text.push(norm.at(at));
        at += 1;
    }
    let scaled = !text.is_empty();
    skip_more(&mut at, &mut more);
    if scaled && norm.at(at) == '级' {
        text.push('级');
        return Unit {
            text,
            kind: Some(UnitKind::Amount),
            end: at + 1,
            more,
        };
    }
    // 千亿大关: behind a scale only what is counted is a unit, not 大, 强, 级.
    let found = lexicon
        .units
        .starting(norm, at, to)
        .filter(|(_, kind)| !(scaled && *kind == UnitKind::Skip && !is_time(norm.at(at))));
    let Some((mut end, kind)) = found else {
        let kind = scaled.then_some(UnitKind::Amount);
        return Unit {
            text,
            kind,
            end: at,
            more,
        };
    };
    // 元/吨, 张/千人: what the table does not list whole.
    if norm.at(end) == '/' {
        let mut stop = end + 1;
        while stop < to
            && !norm.at(stop).is_ascii_punctuation()
            && !is_mark(norm.at(stop))
            && stop < end + 5
        {
            if let Some((tail, _)) = lexicon.units.starting(norm, stop, to) {
                stop = tail;
                break;
            }
            stop += 1;
        }
        end = stop;
    }
    // 户（套）: two units for one number.
    if norm.at(end) == '（'
        && let Some((tail, _)) = lexicon.units.starting(norm, end + 1, to)
        && norm.at(tail) == '）'
    {
        end = tail + 1;
    }
    text.extend(norm.chars(at, end));
    // 30家多元投资主体: behind the unit it may open the next word.
    if lexicon.guards.starting(norm, end, to).is_none() {
        skip_more(&mut end, &mut more);
    }
    Unit {
        text,
        kind: Some(kind),
        end,
        more,
    }
}

fn is_time(c: char) -> bool {
    matches!(c, '年' | '小' | '分' | '千' | '锭')
}

/// Punctuation of a Chinese sentence.
pub fn is_mark(c: char) -> bool {
    static MARKS: CharSet = CharSet::new(&[
        '，', '。', '；', '：', '、', '！', '？', '（', '）', '“', '”', '《', '》', '\n', '—', '…',
        '·',
    ]);
    MARKS.contains(c)
}

fn digits_at(norm: &Norm, written: Written, to: usize, lexicon: &Lexicon) -> Number {
    let (before, after) = (norm.before(written.start), norm.at(written.end));
    let year = written.end - written.start == 4 && (1900.0..2100.0).contains(&written.value);
    if before == '第'
        && let Some(second) = joiner(norm, written.end).and_then(|at| number::digits(norm, at))
    {
        return skipped(written, second.end, "ordinal");
    }
    if before == '前' && matches!(after, '位' | '名' | '强') {
        return skipped(written, written.end + 1, "rank");
    }
    // 每10万人, 每千人口: what a rate is counted by.
    if before == '每' && !matches!(after, '%' | '年') {
        let unit = unit_at(norm, written.end, to);
        if unit.kind.is_some() {
            return skipped(written, unit.end, "per");
        }
    }
    if before == '第' || (before == '（' && after == '）') || (before == '[' && after == ']') {
        return skipped(written, written.end, "ordinal");
    }
    let second_year = joiner(norm, written.end)
        .and_then(|at| number::digits(norm, at))
        .is_some_and(|second| {
            second.end - second.start == 4
                && (1900.0..2100.0).contains(&second.value)
                && !lexicon
                    .units
                    .starting(norm, second.end, to)
                    .is_some_and(|(_, kind)| kind != UnitKind::Skip)
        });
    let schooling = norm.has_any(&["年限"], written.start.saturating_sub(12), written.start);
    if after == '年' && !(schooling && !year) || (year && second_year) {
        let mut end = written.end + 1;
        while norm.at(end).is_ascii_digit() || (end < to && matches!(norm.at(end), '-' | '—')) {
            end += 1;
        }
        let why = if year { "date" } else { "duration" };
        return skipped(written, end, why);
    }
    if matches!(after, '月' | '日') && !matches!(norm.at(written.end + 1), '均' | '产') {
        return skipped(written, written.end + 1, "date");
    }
    // 53个。2.完成: the number of a list.
    if matches!(after, '.' | '．') && !norm.at(written.end + 1).is_ascii_digit() {
        return skipped(written, written.end + 1, "list_number");
    }
    if after == '、' && matches!(before, '\n' | '。' | '；' | '：') {
        return skipped(written, written.end, "list_number");
    }
    // 2+2+2, 5·18, 24/7, 12345热线
    if matches!(before, '+' | '·' | '/' | '#')
        || matches!(after, '+' | '·')
        || (after == '/' && norm.at(written.end + 1).is_ascii_digit())
    {
        return skipped(written, written.end, "code");
    }
    if before.is_ascii_alphabetic()
        || (before == '-' && norm.before(written.start - 1).is_ascii_alphabetic())
    {
        let word: String = (0..6)
            .map_while(|k| {
                let c = norm.at(written.start.checked_sub(k + 1)?);
                c.is_ascii_alphabetic().then_some(c)
            })
            .collect();
        // GDP5%: a name of three letters or more may stand right before its value. R1, G318, PM2.5 are names themselves.
        if word.len() < 3 || !matches!(after, '%' | '万' | '亿') {
            return skipped(written, written.end, "code");
        }
    }
    let measured = lexicon
        .units
        .starting(norm, written.end, to)
        .is_some_and(|(_, kind)| kind != UnitKind::Skip);
    let road = Lexicon::cue(Cue::Road);
    let named = !measured && road.ending(norm, 0, written.start).is_some();
    if named || road.starting(norm, written.end, to).is_some() {
        return skipped(written, written.end, "road");
    }
    let unit = unit_at(norm, written.end, to);
    if after.is_ascii_alphabetic()
        && unit
            .text
            .chars()
            .next()
            .is_none_or(|c| !c.is_ascii_alphabetic())
    {
        return skipped(written, written.end + 1, "code");
    }
    let mut number = Number {
        lead: written.start,
        start: written.start,
        unit_end: unit.end,
        end: unit.end,
        low: written.value,
        high: None,
        unit: unit.text,
        kind: unit.kind,
        bound: unit.more.then_some(Bound::Gt),
        bound_at: None,
        chinese: false,
        skip: None,
    };
    range(norm, &mut number, to);
    // 1.5公里健康服务圈: a radius.
    if matches!(number.kind, Some(UnitKind::Amount))
        && (number.unit_end..(number.unit_end + 9).min(to))
            .take_while(|&i| !is_mark(norm.at(i)))
            .any(|i| norm.at(i) == '圈')
    {
        number.skip = Some("radius");
        return number;
    }
    if year && number.kind.is_none() {
        number.skip = Some("date");
    } else if matches!(number.unit.as_str(), "岁" | "年")
        && norm.has_any(
            &["寿命", "年限"],
            number.start.saturating_sub(12),
            number.start,
        )
    {
        number.kind = Some(UnitKind::Amount);
    } else if number.unit == "天" && norm.at(number.unit_end) == '内' {
        // 30天内办结率达到95%: how long it takes.
        number.skip = Some("duration");
    } else if number.kind == Some(UnitKind::Skip) {
        number.skip = Some(skip_reason(&number.unit));
    } else if number.kind.is_none() && !index_before(norm, number.start) {
        number.skip = Some("bare");
    }
    bind(norm, &mut number, to);
    number
}

/// 收入比缩小到2.05, 价格指数控制在102: an index has no unit.
fn index_before(norm: &Norm, at: usize) -> bool {
    let from = (at.saturating_sub(14)..at)
        .rev()
        .find(|&i| is_mark(norm.at(i)) || norm.at(i).is_ascii_digit())
        .map_or(at.saturating_sub(14), |i| i + 1);
    Lexicon::cue(Cue::Index).within(norm, from, at)
        && ![Cue::Share, Cue::NoIndex]
            .into_iter()
            .any(|cue| Lexicon::cue(cue).within(norm, from, at))
}

fn skip_reason(unit: &str) -> &'static str {
    match unit.chars().last() {
        Some('年' | '月' | '日' | '时' | '钟' | '秒' | '纪' | '度') => "duration",
        Some('伏' | 'V' | '级' | '号' | '线') => "class",
        Some('强' | '优' | '佳') => "rank",
        _ => "name",
    }
}

/// Behind the sign that joins the ends of a range, if one stands at `at`: 5.5%—6%, 三至五个.
fn joiner(norm: &Norm, at: usize) -> Option<usize> {
    let mut end = at;
    while matches!(norm.at(end), '-' | '~' | '—' | '–') {
        end += 1;
    }
    if end == at && matches!(norm.at(at), '至' | '到') {
        end += 1;
    }
    (end > at).then_some(end)
}

/// The second end of a range: 5.5%—6%, 1-2个, 20至30家, 1.2亿至1.5亿美元, 三至五个.
fn range(norm: &Norm, number: &mut Number, to: usize) {
    let Some(at) = joiner(norm, number.unit_end) else {
        return;
    };
    let second = if number.chinese {
        number::chinese(norm, at)
    } else {
        number::digits(norm, at)
    };
    let Some(second) = second.filter(|second| second.end <= to) else {
        return;
    };
    let unit = unit_at(norm, second.end, to);
    if second.value <= number.low && unit.text == number.unit
        || matches!(norm.before(number.start), '由' | '从')
        || unit.text.is_empty()
    {
        return;
    }
    // 800万—850万人次: the first end has the scale alone. 5千万元至1亿元: two sizes of one class.
    let scale = number
        .unit
        .chars()
        .all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'))
        && unit.text.starts_with(number.unit.as_str());
    if !(number.unit.is_empty() || number.unit == unit.text || scale) {
        return;
    }
    number.high = Some(second.value);
    number.unit = unit.text;
    number.kind = unit.kind;
    number.unit_end = unit.end;
    number.end = unit.end;
    number.bound = Some(Bound::Range);
    if number.skip == Some("bare") {
        number.skip = None;
    }
}

/// Finds the bound words around a number.
fn bind(norm: &Norm, number: &mut Number, to: usize) {
    let lexicon = Lexicon::get();
    let mut at = number.unit_end;
    if norm.starts(at, "（含）") {
        at += 3;
    }
    // 40%的比例以上 does not occur; 800个和5%以上 is handled where values are joined.
    if let Some((end, bound)) = lexicon.bounds_after.starting(norm, at, to) {
        let within = norm.at(at) == '内' && end == at + 1;
        let clause = (number.start.saturating_sub(12)..number.start)
            .rev()
            .find(|&i| is_mark(norm.at(i)))
            .unwrap_or(number.start.saturating_sub(12));
        if !within || norm.has_any(&["控制在", "限制在"], clause, number.start) {
            number.bound = Some(if number.high.is_some() {
                Bound::Range
            } else {
                bound
            });
            number.bound_at = Some((at, end));
            number.end = end;
            return;
        }
    }
    // 约800万—850万人次: a range stays a range, the word sets its force.
    if number.high.is_some() {
        if let Some((start, BoundWord::Before(_))) =
            lexicon.bounds_before.ending(norm, 0, number.start)
        {
            number.bound_at = Some((start, number.start));
            number.lead = start;
        }
        return;
    }
    // 至少打造一个: the word stands before the verb.
    let floor = number.start.saturating_sub(14);
    let clause = (floor..number.start)
        .rev()
        .find(|&i| is_mark(norm.at(i)) || norm.at(i).is_ascii_digit())
        .map_or(floor, |i| i + 1);
    if let Some(least) = norm.find("至少", clause, number.start) {
        number.bound = Some(Bound::Ge);
        number.bound_at = Some((least, least + 2));
        if least + 2 == number.start {
            number.lead = least;
        }
        return;
    }
    // Before the number: 超过, 突破, 不低于 …, with 达到, 至, 了 between.
    let mut lead = number.start;
    for _ in 0..2 {
        if lexicon.bounds_before.ending(norm, 0, lead).is_none()
            && let Some((inside, ())) = Lexicon::cue(Cue::Filler).ending(norm, 0, lead)
            && lexicon.bounds_before.ending(norm, 0, inside).is_some()
        {
            lead = inside;
        }
    }
    if let Some((start, BoundWord::Before(bound))) = lexicon.bounds_before.ending(norm, 0, lead)
        && before_word_fits(norm, start, lead, number)
    {
        number.bound = Some(bound);
        number.bound_at = Some((start, lead));
        number.lead = start;
    }
}

/// Single characters bind only where they cannot be part of another word: 超市, 通过, 靠近, 节约.
fn before_word_fits(norm: &Norm, start: usize, end: usize, number: &Number) -> bool {
    if end - start > 1 {
        return true;
    }
    let before = norm.before(start);
    match norm.at(start) {
        '过' => {
            !matches!(before, '通' | '经' | '超' | '不' | '度' | '渡' | '走')
                && matches!(
                    number.kind,
                    Some(UnitKind::Money | UnitKind::Percent | UnitKind::Amount)
                )
        }
        '近' => !matches!(before, '最' | '靠' | '附' | '邻' | '临' | '就'),
        '约' => !matches!(before, '节' | '签' | '集' | '条' | '履'),
        '超' => !matches!(before, '赶' | '反'),
        '破' => !matches!(before, '突' | '打' | '爆' | '侦'),
        _ => true,
    }
}

/// 三亿六千万吨, 一万七千四百亿元: a numeral with a scale inside.
fn compound_at(norm: &Norm, written: Written, scale: Option<char>, to: usize) -> Option<Number> {
    let unit = unit_at(norm, written.end, to);
    let text: String = scale.into_iter().chain(unit.text.chars()).collect();
    let kind = match unit.kind {
        Some(UnitKind::Skip) => {
            return Some(skipped(written, unit.end, skip_reason(&unit.text)));
        }
        None if scale.is_some() => UnitKind::Amount,
        kind => kind?,
    };
    let mut number = plain(written, unit.end, &text, kind);
    number.bound = unit.more.then_some(Bound::Gt);
    bind(norm, &mut number, to);
    Some(number)
}

/// Chinese numerals are values only with a unit that counts something, and not inside fixed words.
fn chinese_at(norm: &Norm, written: Written, to: usize) -> Option<Number> {
    let before = norm.before(written.start);
    let len = written.end - written.start;
    if before == '第' {
        return Some(skipped(written, written.end, "ordinal"));
    }
    if before == '前' && matches!(norm.at(written.end), '位' | '名' | '强') {
        return Some(skipped(written, written.end + 1, "rank"));
    }
    let mut unit = unit_at(norm, written.end, to);
    // 三至五个: the unit stands behind the second end.
    let mut high = None;
    if unit.kind.is_none()
        && let Some(second) = joiner(norm, written.end).and_then(|at| number::chinese(norm, at))
        && second.value > written.value
    {
        unit = unit_at(norm, second.end, to);
        high = Some(second.value);
    }
    let scale = unit.text.starts_with(['万', '亿']);
    let place = norm
        .chars(written.start, written.end)
        .iter()
        .any(|c| matches!(c, '十' | '百' | '千'));
    let first = norm.at(written.start);
    let kind = unit.kind?;
    if kind == UnitKind::Skip {
        return Some(skipped(
            written,
            unit.end.max(written.end),
            skip_reason(&unit.text),
        ));
    }
    // 一分部署, 一天: only things are counted in words.
    let word = unit.text.trim_start_matches(['万', '亿']);
    if Lexicon::cue(Cue::IdiomUnit).whole(word.chars()).is_some() && !scale && written.value < 12.0
    {
        return Some(skipped(written, unit.end, "idiom"));
    }
    // 百姓, 千家万户, 十分, 万众: a bare place without a number before it needs a bound word or a scale behind it.
    if place && len == 1 && (!scale || kind == UnitKind::Count) {
        let lexicon = Lexicon::get();
        let bound = lexicon
            .bounds_before
            .ending(norm, 0, written.start)
            .is_some()
            || norm.before(written.start) == '上'
            || unit.more;
        if !bound
            || !matches!(kind, UnitKind::Count | UnitKind::Money | UnitKind::Amount)
            || (first == '十' && !unit.more)
        {
            return None;
        }
    }
    // 千万家, 百亿: fine; 万家灯火: no number at all.
    let mut number = Number {
        lead: written.start,
        start: written.start,
        unit_end: unit.end,
        end: unit.end,
        low: written.value,
        high,
        unit: unit.text,
        kind: Some(kind),
        bound: high
            .map(|_| Bound::Range)
            .or_else(|| unit.more.then_some(Bound::Gt)),
        bound_at: None,
        chinese: true,
        skip: None,
    };
    bind(norm, &mut number, to);
    Some(number)
}

/// 提高0.2个、1个百分点: the unit of the last holds for the ones before.
fn points(norm: &Norm, numbers: &mut [Number]) {
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
fn ratios(norm: &Norm, numbers: &mut [Number]) {
    for i in 1..numbers.len() {
        let (left, right) = numbers.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        if b.start == a.unit_end + 1 && norm.at(a.unit_end) == '：' && b.skip == Some("bare") {
            a.skip = Some("ratio");
            b.skip = Some("ratio");
        }
    }
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

    fn check(text: &str, expected: &[&str]) {
        let norm = Norm::new(text);
        let found: Vec<String> = numbers(&norm, 0, norm.len())
            .iter()
            .filter(|n| n.skip.is_none())
            .map(|n| {
                let high = n.high.map_or(String::new(), |high| format!("-{high}"));
                let bound = n.bound.map_or(String::new(), |bound| format!(" {bound:?}"));
                format!("{}{high}{}{bound}", n.low, n.unit)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn plain_values() {
        check("地区生产总值增长5.5%左右", &["5.5% Approx"]);
        check("新增城镇就业4.6万人以上", &["4.6万人 Ge"]);
        check("新增市场主体2万多家", &["2万家 Gt"]);
        check("200余家国有企业", &["200家 Gt"]);
        check("劳动生产率16.8万元/人左右", &["16.8万元/人 Approx"]);
        check("浓度控制在36微克/立方米以内", &["36微克/立方米 Le"]);
        check("突破1000亿元", &["1000亿元 Gt"]);
        check("不少于50个", &["50个 Ge"]);
    }

    #[test]
    fn ranges() {
        check("增长5.5%—6%", &["5.5-6% Range"]);
        check("提升1-2个位次", &["1-2个位次 Range"]);
        check("增长５％至６％", &["5-6% Range"]);
        check("由10%提高到20%", &["10%", "20%"]);
    }

    #[test]
    fn chinese_numerals() {
        check("建设两条绿色走廊", &["2条"]);
        check("占比近四成", &["4成 Approx"]);
        check(
            "重大工程加快推进，民间投资占比近四成。地区",
            &["4成 Approx"],
        );
        check("产量达到百亿斤", &["100亿斤"]);
        check("迈上千亿大关", &["1000亿 Gt"]);
        check("增长百分之六", &["6%"]);
        check("一千二百亿元", &["1200亿元"]);
        check("动态储备项目超百个", &["100个 Gt"]);
        check("实现翻一番", &["1番"]);
        check("达到一万七千四百亿元", &["17400亿元"]);
        check("达到三亿六千万吨", &["3.6亿吨"]);
        check("毕业研究生四万五千人", &["4.5万人"]);
        check("存款十二亿三千万元以上", &["12.3亿元 Ge"]);
        check("平均受教育年限达到11.7年", &["11.7年"]);
        check("浓度降至28.5微克每立方米", &["28.5微克每立方米"]);
    }

    #[test]
    fn names_and_dates_are_no_values() {
        check(
            "2025年1月5日，PM2.5、5G、3A级、R1、316国道、国道598、G318、2+2+2+5、5·18",
            &[],
        );
        check(
            "第11位，“1235”部署，110千伏，15分钟便民圈，《2030年规划》",
            &[],
        );
        check("53个。2.完成", &["53个"]);
        check("老百姓得实惠，千家万户，十分重要，一批项目", &[]);
    }
}
