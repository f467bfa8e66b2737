//! Numbers as written: digits, Chinese numerals, ranges. Units and what a number means are not its business.

use super::norm::Norm;

/// One number at a place: `3.5`, `一千二`, `1,431.4`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    /// Where it starts.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// Its value without the scale behind it (万, 亿).
    pub value: f64,
    /// Written in Chinese numerals.
    pub chinese: bool,
}

/// The number of digits that starts at `i`.
pub fn digits(norm: &Norm, i: usize) -> Option<Written> {
    if !norm.at(i).is_ascii_digit() {
        return None;
    }
    let mut end = i;
    let mut text = String::new();
    while norm.at(end).is_ascii_digit() {
        text.push(norm.at(end));
        end += 1;
    }
    // 1,431: groups of three after a comma.
    while norm.at(end) == ','
        && (1..=3).all(|k| norm.at(end + k).is_ascii_digit())
        && !norm.at(end + 4).is_ascii_digit()
    {
        (1..=3).for_each(|k| text.push(norm.at(end + k)));
        end += 4;
    }
    if norm.at(end) == '.' && norm.at(end + 1).is_ascii_digit() {
        text.push('.');
        end += 1;
        while norm.at(end).is_ascii_digit() {
            text.push(norm.at(end));
            end += 1;
        }
    }
    Some(Written {
        start: i,
        end,
        value: text.parse().ok()?,
        chinese: false,
    })
}

/// The value of one Chinese digit.
pub fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The Chinese numeral that starts at `i`: `一千二百`, `四`, `百`, `十五`, `一点五`. Scales (万, 亿) stay outside.
pub fn chinese(norm: &Norm, i: usize) -> Option<Written> {
    let (mut end, mut total, mut digit, mut seen) = (i, 0u32, None, false);
    loop {
        let c = norm.at(end);
        if let Some(d) = chinese_digit(c) {
            // 二〇二二 is a year written out, 三四 is «three or four»: neither is a number of this kind.
            if digit.is_some() && c != '零' {
                return year(norm, i);
            }
            digit = (c != '零').then_some(d);
            seen = true;
        } else if let Some(place) = match c {
            '十' => Some(10),
            '百' => Some(100),
            '千' => Some(1000),
            _ => None,
        } {
            total += digit.take().unwrap_or(1) * place;
            seen = true;
        } else {
            break;
        }
        end += 1;
    }
    let mut value = f64::from(total + digit.unwrap_or(0));
    if norm.at(end) == '点' && chinese_digit(norm.at(end + 1)).is_some() {
        // By way of whole numbers: 七点一六 is 7.16, not a sum of fractions near it.
        let (mut digits, mut places) = (value, 1.0);
        end += 1;
        while let Some(d) = chinese_digit(norm.at(end)) {
            digits = digits * 10.0 + f64::from(d);
            places *= 10.0;
            end += 1;
        }
        value = digits / places;
    }
    seen.then_some(Written {
        start: i,
        end,
        value,
        chinese: true,
    })
}

/// 两三个, 三四十家, 一两百个: the two ends of a number that is not told exactly.
pub fn either(norm: &Norm, i: usize) -> Option<(Written, f64)> {
    let low = chinese_digit(norm.at(i)).filter(|low| *low > 0)?;
    let high = chinese_digit(norm.at(i + 1)).filter(|high| (low + 1..=low + 2).contains(high))?;
    let place = match norm.at(i + 2) {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        _ => None,
    };
    let end = i + 2 + usize::from(place.is_some());
    let ends = chinese_digit(norm.at(end)).is_none() && !matches!(norm.at(end), '十' | '百' | '千');
    let before = norm.before(i);
    let alone =
        chinese_digit(before).is_none() && !matches!(before, '十' | '百' | '千' | '万' | '第');
    let place = place.unwrap_or(1.0);
    (ends && alone).then(|| {
        let written = Written {
            start: i,
            end,
            value: f64::from(low) * place,
            chinese: true,
        };
        (written, f64::from(high) * place)
    })
}

/// The numeral at `i` with a scale inside: 一万七千四百 before 亿 is 17400, 三亿六千万 is 3.6 and 四万五千 4.5 of the scale
/// returned with it.
pub fn compound(norm: &Norm, i: usize) -> Option<(Written, Option<char>)> {
    let high = chinese(norm, i)?;
    let scale = norm.at(high.end);
    // 四十万千瓦: a scale alone begins a unit.
    let digit = chinese_digit(norm.at(high.end + 1)).is_some();
    let low = match scale {
        '万' | '亿' if digit => chinese(norm, high.end + 1)?,
        _ => return None,
    };
    // 六亿三千多万: 多 stands before the scale.
    let more = usize::from(matches!(norm.at(low.end), '多' | '余') && norm.at(low.end + 1) == '万');
    let behind = norm.at(low.end + more);
    let (value, end, scale) = match (scale, behind) {
        ('万', '亿') => (high.value * 1e4 + low.value, low.end, None),
        ('亿', '万') => (high.value + low.value / 1e4, low.end + more + 1, Some('亿')),
        ('万', _) => (high.value + low.value / 1e4, low.end, Some('万')),
        _ => (high.value + low.value / 1e8, low.end, Some('亿')),
    };
    let written = Written {
        start: i,
        end,
        // 3 + 0.6 is not 3.6 to the last bit.
        value: (value * 1e8).round() / 1e8,
        chinese: true,
    };
    Some((written, scale))
}

/// Digits in a row, 二〇二二 or 二零二二.
fn year(norm: &Norm, i: usize) -> Option<Written> {
    let mut end = i;
    let mut value = 0u32;
    while let Some(d) = chinese_digit(norm.at(end)) {
        value = value.checked_mul(10)?.checked_add(d)?;
        end += 1;
    }
    Some(Written {
        start: i,
        end,
        value: f64::from(value),
        chinese: true,
    })
}

/// The number at `i`, in either writing.
pub fn any(norm: &Norm, i: usize) -> Option<Written> {
    digits(norm, i).or_else(|| chinese(norm, i))
}

/// The year from 1949 to 2099 whose four digits, Arabic or Chinese, start at `i`.
pub fn calendar_year(norm: &Norm, i: usize) -> Option<i32> {
    let digit = |c: char| c.to_digit(10).or_else(|| chinese_digit(c));
    let mut year = 0;
    for &c in norm.chars(i..i.saturating_add(4)) {
        year = year * 10 + i32::try_from(digit(c)?).ok()?;
    }
    (1949..2100).contains(&year).then_some(year)
}

/// The years that `text` names, in figures or numerals: four of either before 年.
pub fn years_in(text: &str) -> impl Iterator<Item = i32> {
    let chars: Vec<char> = text.chars().collect();
    let years: Vec<i32> = chars
        .windows(5)
        .filter(|five| five.last() == Some(&'年'))
        .filter_map(|five| {
            let digit = |c: &char| c.to_digit(10).or_else(|| chinese_digit(*c));
            let year = five.iter().take(4).try_fold(0, |year, c| {
                Some(year * 10 + i32::try_from(digit(c)?).ok()?)
            });
            year.filter(|year| (1949..2100).contains(year))
        })
        .collect();
    years.into_iter()
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

    fn check(text: &str, value: f64, len: usize) {
        let norm = Norm::new(text);
        let Some(found) = any(&norm, 0) else {
            panic!("{text}: no number")
        };
        assert!((found.value - value).abs() < 1e-9, "{text}: {found:?}");
        assert_eq!(found.end, len, "{text}: {found:?}");
    }

    #[test]
    fn reads_digits() {
        check("3.5%", 3.5, 3);
        check("1,431.4亿元", 1431.4, 7);
        check("53.2.完成", 53.2, 4);
        check("10,20", 10.0, 2);
    }

    #[test]
    fn reads_chinese_numerals() {
        check("一千二百亿", 1200.0, 4);
        check("四成", 4.0, 1);
        check("百亿斤", 100.0, 1);
        check("十五个", 15.0, 2);
        check("两条", 2.0, 1);
        check("一点五倍", 1.5, 3);
        check("二〇二二年", 2022.0, 4);
        check("七点一六万亿元", 7.16, 4);
        check("一百零五", 105.0, 4);
    }
}
