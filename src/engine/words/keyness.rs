//! Which words one text uses more than another, and how sure that is.
//!
//! With `a` of `c` words in the one text and `b` of `d` in the other:
//! - expected: `E1 = c (a + b) / (c + d)`, `E2 = d (a + b) / (c + d)`
//! - log-likelihood: `G² = 2 (a ln(a / E1) + b ln(b / E2))`, a term of no occurrence is nothing (Rayson and Garside 2000,
//!   «Comparing corpora using frequency profiling»)
//! - effect size: `log₂((a / c) / (b / d))`, where none is half an occurrence (Hardie 2014, «Log Ratio»)
//!
//! Cut-offs of the chi-squared distribution with one degree of freedom: 3.84, 6.63, 10.83, 15.13.

/// From where on a difference is significant, with its probability.
pub const CUT_OFFS: [(f64, f64); 4] = [(3.84, 0.05), (6.63, 0.01), (10.83, 0.001), (15.13, 0.0001)];

/// How unlikely a difference is by chance: the least of the usual levels it reaches.
pub fn level(likelihood: f64) -> Option<f64> {
    let mut levels = CUT_OFFS.iter().rev();
    levels.find(|(cut, _)| likelihood >= *cut).map(|(_, p)| *p)
}

/// The log-likelihood of `a` of `c` words against `b` of `d`.
pub fn likelihood(a: usize, c: usize, b: usize, d: usize) -> f64 {
    let [a, b, c, d] = [a, b, c, d].map(|count| count as f64);
    let (one, other) = (c * (a + b) / (c + d), d * (a + b) / (c + d));
    let term = |seen: f64, expected: f64| {
        if seen > 0.0 {
            seen * (seen / expected).ln()
        } else {
            0.0
        }
    };
    2.0 * (term(a, one) + term(b, other))
}

/// The binary logarithm of the ratio of the relative frequencies.
pub fn ratio(a: usize, c: usize, b: usize, d: usize) -> f64 {
    let share = |count: usize, all: usize| (count as f64).max(0.5) / all.max(1) as f64;
    (share(a, c) / share(b, d)).log2()
}

/// How unevenly a word is spread over parts of a text, from 0, as the parts are long, to 1, all in one: half the sum of
/// the differences of its shares and theirs (Gries 2008, «Dispersions and adjusted frequencies»).
pub fn dispersion(counts: &[usize], lengths: &[usize]) -> Option<f64> {
    let (all, length): (usize, usize) = (counts.iter().sum(), lengths.iter().sum());
    if all == 0 || length == 0 {
        return None;
    }
    let differences = counts
        .iter()
        .zip(lengths)
        .map(|(count, own)| (*count as f64 / all as f64 - *own as f64 / length as f64).abs());
    Some(differences.sum::<f64>() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of McEnery and Hardie's course on corpus linguistics (Lancaster): 52 of 50,000 against 57 of 75,000.
    #[test]
    fn a_published_example_comes_out() {
        assert_eq!(format!("{:.2}", likelihood(52, 50_000, 57, 75_000)), "2.65");
        assert_eq!(likelihood(0, 10, 0, 10), 0.0);
    }

    #[test]
    fn the_ratio_is_of_shares() {
        assert_eq!(ratio(20, 1_000, 10, 1_000), 1.0);
        assert_eq!(ratio(10, 1_000, 20, 1_000), -1.0);
        assert_eq!(ratio(2, 1_000, 0, 1_000), 2.0);
    }

    #[test]
    fn levels_are_the_usual_ones() {
        let found = [3.0, 3.84, 7.0, 11.0, 20.0].map(level);
        assert_eq!(
            found,
            [None, Some(0.05), Some(0.01), Some(0.001), Some(0.0001)]
        );
    }

    #[test]
    fn dispersion_is_none_where_spread_and_one_where_heaped() {
        assert_eq!(dispersion(&[2, 2], &[100, 100]), Some(0.0));
        assert_eq!(dispersion(&[4, 0], &[50, 50]), Some(0.5));
        assert_eq!(dispersion(&[0, 0], &[50, 50]), None);
    }
}
