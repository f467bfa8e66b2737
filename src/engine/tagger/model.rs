//! The weights of the tagger, and the probabilities they give.

use std::sync::OnceLock;

use crate::model::goal::Tag;

use super::Posterior;

/// The shipped weights: see `assets/model/README.md`.
const SHIPPED: &[u8] = include_bytes!("../../../assets/model/weights.bin");

/// One step of a stored weight.
const STEP: f32 = 1.0 / 16.0;

const TAGS: usize = Tag::COUNT;

/// Weights by feature, and of each tag behind each.
#[derive(Debug, Default)]
pub struct Model {
    /// Open addressing; zero is an empty slot. A power of two.
    keys: Vec<u32>,
    weights: Vec<[i8; TAGS]>,
    moves: [[f32; TAGS]; TAGS],
}

static MODEL: OnceLock<Model> = OnceLock::new();

impl Model {
    /// The weights in use: the shipped ones, loaded at first use.
    pub fn get() -> &'static Self {
        MODEL.get_or_init(|| Self::read(SHIPPED).unwrap_or_default())
    }

    /// Uses other weights, to measure them. Only before the first use; later it changes nothing.
    pub fn install(bytes: &[u8]) {
        let _ = MODEL.set(Self::read(bytes).unwrap_or_default());
    }

    /// Weights from bytes: for each pair of tags one weight, then for each feature its hash (little-endian) and one
    /// weight a tag, each weight a signed byte of sixteenths. `None` where the length does not fit.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (moves, features) = bytes.split_at_checked(TAGS * TAGS)?;
        let row = 4 + TAGS;
        if features.len() % row != 0 {
            return None;
        }
        let count = features.len() / row;
        let slots = (count * 2).next_power_of_two().max(2);
        let mut model = Self {
            keys: vec![0; slots],
            weights: vec![[0; TAGS]; slots],
            moves: [[0.0; TAGS]; TAGS],
        };
        for (to, from) in model.moves.iter_mut().flatten().zip(moves) {
            *to = f32::from(from.cast_signed()) * STEP;
        }
        for feature in features.chunks_exact(row) {
            let (key, weights) = feature.split_first_chunk::<4>()?;
            let key = u32::from_le_bytes(*key).max(1);
            let mut at = key as usize & (slots - 1);
            while *model.keys.get(at)? != 0 {
                at = (at + 1) & (slots - 1);
            }
            *model.keys.get_mut(at)? = key;
            for (to, from) in model.weights.get_mut(at)?.iter_mut().zip(weights) {
                *to = from.cast_signed();
            }
        }
        Some(model)
    }

    /// Bytes for [`Model::read`]. `features` in any order; they are sorted by hash.
    pub fn write(moves: &[[f64; TAGS]; TAGS], features: &[(u32, [f64; TAGS])]) -> Vec<u8> {
        let byte = |weight: f64| {
            let steps = (weight / f64::from(STEP)).round().clamp(-127.0, 127.0);
            (steps as i8).cast_unsigned()
        };
        let mut sorted: Vec<(u32, [u8; TAGS])> = features
            .iter()
            .map(|(key, weights)| (*key, weights.map(byte)))
            .filter(|(_, weights)| weights.iter().any(|weight| *weight != 0))
            .collect();
        sorted.sort_unstable();
        let mut out: Vec<u8> = moves.iter().flatten().map(|weight| byte(*weight)).collect();
        for (key, weights) in sorted {
            out.extend(key.to_le_bytes());
            out.extend(weights);
        }
        out
    }

    /// Whether there are no weights.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn score(&self, features: &[u32]) -> [f32; TAGS] {
        let mut sum = [0_i32; TAGS];
        let mask = self.keys.len().wrapping_sub(1);
        for &feature in features {
            let feature = feature.max(1);
            let mut at = feature as usize & mask;
            while let Some(&key) = self.keys.get(at) {
                if key == feature {
                    for (sum, weight) in sum
                        .iter_mut()
                        .zip(self.weights.get(at).unwrap_or(&[0; TAGS]))
                    {
                        *sum += i32::from(*weight);
                    }
                }
                if key == feature || key == 0 {
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        sum.map(|sum| sum as f32 * STEP)
    }
}

/// The probabilities of the tags at each number, by the forward-backward algorithm; even ones without weights.
pub fn posteriors(model: &Model, observed: &[Vec<u32>]) -> Vec<Posterior> {
    let scores: Vec<[f32; TAGS]> = observed.iter().map(|seen| model.score(seen)).collect();
    let moves = model.moves.map(|row| row.map(f32::exp));
    let scaled = |mut row: [f32; TAGS]| {
        let sum: f32 = row.iter().sum();
        for value in &mut row {
            *value /= sum.max(f32::MIN_POSITIVE);
        }
        row
    };
    let own: Vec<[f32; TAGS]> = scores
        .iter()
        .map(|row| {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            row.map(|score| (score - top).exp())
        })
        .collect();
    let mut forward: Vec<[f32; TAGS]> = Vec::with_capacity(own.len());
    for emission in &own {
        let mut row = *emission;
        if let Some(before) = forward.last() {
            for (tag, value) in row.iter_mut().enumerate() {
                let inward: f32 = before
                    .iter()
                    .zip(&moves)
                    .map(|(before, row)| before * row.get(tag).copied().unwrap_or(1.0))
                    .sum();
                *value *= inward;
            }
        }
        forward.push(scaled(row));
    }
    let mut out = forward;
    let mut back = [1.0 / TAGS as f32; TAGS];
    for (row, emission) in out.iter_mut().zip(&own).rev() {
        for (value, back) in row.iter_mut().zip(&back) {
            *value *= back;
        }
        *row = scaled(*row);
        let ahead: Vec<f32> = emission.iter().zip(&back).map(|(e, b)| e * b).collect();
        let mut next = [0.0; TAGS];
        for (value, row) in next.iter_mut().zip(&moves) {
            *value = row.iter().zip(&ahead).map(|(m, a)| m * a).sum();
        }
        back = scaled(next);
    }
    out
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
    fn weights_are_read_as_written() {
        let mut moves = [[0.0; TAGS]; TAGS];
        moves[2][2] = 1.5;
        let one = [0.0, 0.0, 2.0, 0.0, 0.0, -1.0];
        let bytes = Model::write(&moves, &[(7, one), (3, [0.01; TAGS])]);
        // What rounds to nothing is left out.
        assert_eq!(bytes.len(), TAGS * TAGS + 4 + TAGS);
        let model = Model::read(&bytes).unwrap();
        assert_eq!(model.score(&[7, 9]), [0.0, 0.0, 2.0, 0.0, 0.0, -1.0]);
        assert!((model.moves[2][2] - 1.5).abs() < f32::EPSILON);
        assert!(Model::read(&bytes[1..]).is_none());
    }

    #[test]
    fn probabilities_sum_to_one_and_follow_the_neighbours() {
        let mut moves = [[0.0; TAGS]; TAGS];
        moves[2][2] = 4.0;
        let mut task = [0.0; TAGS];
        task[2] = 3.0;
        let model = Model::read(&Model::write(&moves, &[(7, task)])).unwrap();
        let found = posteriors(&model, &[vec![7], vec![9], vec![7]]);
        for row in &found {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        assert!(found[1][2] > 0.9, "{:?}", found[1]);
        let even = posteriors(&Model::default(), &[vec![1]]);
        assert!((even[0][0] - 1.0 / 6.0).abs() < 1e-4);
    }
}
