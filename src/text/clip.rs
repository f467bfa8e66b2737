//! Shortens text for display, on character borders.

/// At most `max` characters of `text`, the last one `…` where something was left out.
pub fn clip(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(max.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// A whole number with separators: 12345 → `12,345`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A value without a tail of zeros: 7.0 → `7`, 3.65 → `3.65`.
pub fn plain_number(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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

    #[test]
    fn clips_between_characters() {
        assert_eq!(clip("政府工作报告", 4), "政府工…");
        assert_eq!(clip("政府", 4), "政府");
    }

    #[test]
    fn numbers_read_as_written() {
        assert_eq!(plain_number(7.0), "7");
        assert_eq!(plain_number(3.65), "3.65");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(thousands(12), "12");
    }
}
