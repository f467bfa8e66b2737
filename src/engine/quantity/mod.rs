//! Finds the numbers of a sentence with unit and bound, and says which of them are no values and why.
//!
//! Does not know indicators: that is `clause`.

use crate::engine::lexicon::{Lexicon, UnitKind};
use crate::model::goal::{Bound, NotGoal};
use crate::text::norm::Norm;
use crate::text::number::{self, Written};
use crate::text::set::CharSet;
use crate::text::span::NormSpan;

mod bound;
mod chinese;
mod digits;
mod together;
mod unit;

use bound::{bind, joiner};
use chinese::{chinese_at, compound_at};
use digits::digits_at;
use together::{classes, points, ratios};

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
    pub bound_at: Option<NormSpan>,
    /// Written in Chinese numerals.
    pub chinese: bool,
    /// Why it is no value.
    pub skip: Option<NotGoal>,
}

/// The numbers of `start..end`, in order.
pub fn numbers(norm: &Norm, NormSpan { start, end }: NormSpan) -> Vec<Number> {
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
                        NotGoal::Name,
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
        let Some(mut found) = number_at(norm, NormSpan::new(i, end)) else {
            i += 1;
            continue;
        };
        if matches!(found.skip, None | Some(NotGoal::Bare)) {
            if titles > 0 {
                found.skip = Some(NotGoal::Document);
            } else if quotes > 0
                && norm
                    .find("”", found.end..(found.end + 14).min(end))
                    .is_some()
            {
                found.skip = Some(NotGoal::Quoted);
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

/// The number that starts at `i`, whatever it is.
fn number_at(norm: &Norm, span: NormSpan) -> Option<Number> {
    let (i, to) = (span.start, span.end);
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
            number.skip = Some(NotGoal::Class);
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
    // 十分之一, 十分之三
    if norm.starts(i, "十分之") && !norm.before(i).is_ascii_digit() {
        let written = number::any(norm, i + 3).filter(|n| n.value < 10.0)?;
        let tenth = Written {
            start: i,
            value: written.value * 10.0,
            ..written
        };
        let mut number = plain(tenth, written.end, "%", UnitKind::Percent);
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
    if c == '万' && norm.at(i + 1) == '亿' && lexicon.bounds_before.ending(norm, 0..i).is_some() {
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
    // 两三个, 三四十家: between the two.
    if let Some((written, high)) = number::either(norm, i) {
        return chinese_at(norm, written, to).map(|mut number| {
            if number.skip.is_none() {
                number.high = Some(high);
                number.bound = Some(Bound::Range);
            }
            number
        });
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

fn skipped(written: Written, end: usize, why: NotGoal) -> Number {
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

/// Punctuation of a Chinese sentence.
pub fn is_mark(c: char) -> bool {
    static MARKS: CharSet = CharSet::new(&[
        '，', '。', '；', '：', '、', '！', '？', '（', '）', '“', '”', '《', '》', '\n', '—', '…',
        '·',
    ]);
    MARKS.contains(c)
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
        let found: Vec<String> = numbers(&norm, NormSpan::new(0, norm.len()))
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
        check(
            "新建两三个综合体，培育三四十家企业，改造一两百个村",
            &["2-3个 Range", "30-40家 Range", "100-200个 Range"],
        );
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
        check("新增十分之一以上的绿地", &["10% Ge"]);
        check(
            "涨幅2%（左右），增长6%一6.5%",
            &["2% Approx", "6-6.5% Range"],
        );
        check("一千二百亿元", &["1200亿元"]);
        check("动态储备项目超百个", &["100个 Gt"]);
        check("实现翻一番", &["1番"]);
        check("达到一万七千四百亿元", &["17400亿元"]);
        check("达到三亿六千万吨", &["3.6亿吨"]);
        check("粮食总产量十万零一千吨", &["10.1万吨"]);
        check(
            "研发投入提高两成半，电价下降一成五左右",
            &["2.5成", "1.5成 Approx"],
        );
        check("新增养老床位上千张", &["1000张 Gt"]);
        check("毕业研究生四万五千人", &["4.5万人"]);
        check("竣工面积达六亿三千多万平方米", &["6.3亿平方米 Gt"]);
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
