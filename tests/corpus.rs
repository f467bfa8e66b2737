//! Bytes that a campaign found to reach most (see `tests/fuzz`), once each: nothing panics, what must hold does.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

#[path = "common/targets.rs"]
mod targets;

use std::collections::BTreeSet;

/// A line each: the target, and the bytes in hexadecimal.
const CORPUS: &str = include_str!("corpus.tsv");

#[test]
fn what_a_campaign_found_goes_through() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = BTreeSet::new();
    for line in CORPUS.lines().filter(|line| !line.starts_with('#')) {
        let (target, hex) = line.split_once('\t').unwrap();
        let digits: Vec<u32> = hex.chars().map(|c| c.to_digit(16).unwrap()).collect();
        let bytes: Vec<u8> = digits
            .chunks(2)
            .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap())
            .collect();
        targets::run(target, &bytes, folder.path());
        seen.insert(target);
    }
    assert_eq!(seen, targets::TARGETS.into_iter().collect());
}
