use patron_models::tournament::{CountForecaster, LearnError, Learner, Lessons, Rows};
use rayon::prelude::*;

use super::bins::Bins;
use super::boost::{Boosted, MOST_TREES, Sample};
use super::counts::counts;
use super::tree::DEPTH;

/// Where the distribution of a count is learned.
const LEVELS: [f64; 12] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];
/// Fewest customers to learn from, and most: of more a fixed pseudo-random choice is taken.
const LEAST: usize = 500;
const MOST: usize = 50_000;
/// One row in this many says when to stop.
const KEPT_BACK: u64 = 5;

/// The contestant `learned-trees`: quantiles of a count at twelve levels, by boosted trees.
///
/// Bounded: at most 50,000 customers, 120 trees of 16 leaves a level. Without random numbers: spread outcomes are
/// y + frac(i φ) for the i-th of the sorted customers, which fill [y, y + 1) evenly.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuantileTrees;

impl Learner for QuantileTrees {
    fn name(&self) -> &'static str {
        "learned-trees"
    }

    fn parameters(&self) -> usize {
        LEVELS.len() * (1 + MOST_TREES * (1 << DEPTH))
    }

    fn learn(&self, lessons: &Lessons) -> Result<Box<dyn CountForecaster>, LearnError> {
        let customers = lessons.outcomes().len();
        if customers < LEAST {
            return Err(LearnError::TooFewCustomers { customers, needed: LEAST });
        }
        Ok(Box::new(Learned::from(lessons)))
    }
}

#[derive(Debug)]
struct Learned {
    bins: Bins,
    levels: Vec<Boosted>,
}

impl Learned {
    fn from(lessons: &Lessons) -> Self {
        let all = lessons.features();
        let chosen = chosen(lessons.outcomes().len());
        let (mut rows, mut outcomes) = (Rows::new(all.width()), Vec::with_capacity(chosen.len()));
        for (place, &customer) in chosen.iter().enumerate() {
            // Rows of one source are of one width.
            if rows.push(all.row(customer)).is_ok() {
                outcomes.push((f64::from(lessons.outcomes()[customer]) + spread(place)).ln_1p());
            }
        }
        let bins = Bins::of(&rows);
        let parts: Vec<u8> = (0..rows.len()).flat_map(|place| bins.parts(rows.row(place))).collect();
        let (kept_back, taught): (Vec<u32>, Vec<u32>) =
            (0..rows.len() as u32).partition(|&place| scrambled(u64::from(place)).is_multiple_of(KEPT_BACK));
        let sample =
            Sample { parts: &parts, width: rows.width(), outcomes: &outcomes, taught: &taught, kept_back: &kept_back };
        let levels = LEVELS.par_iter().map(|&level| Boosted::learn(&sample, level)).collect();
        Self { bins, levels }
    }
}

impl CountForecaster for Learned {
    fn counts(&self, features: &[f64]) -> Vec<f64> {
        let parts = self.bins.parts(features);
        let quantiles: Vec<f64> = self.levels.iter().map(|level| level.quantile(&parts).exp_m1()).collect();
        counts(&LEVELS, &quantiles)
    }
}

/// All places, or a fixed pseudo-random choice of [`MOST`].
fn chosen(count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    if count > MOST {
        places.sort_unstable_by_key(|&place| scrambled(place as u64));
        places.truncate(MOST);
        places.sort_unstable();
    }
    places
}

/// Fills [0, 1) evenly, wherever one begins and however many are taken.
fn spread(place: usize) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    (0.5 + place as f64 * GOLDEN).fract()
}

/// A number whose bits look random: the finaliser of SplitMix64.
fn scrambled(place: u64) -> u64 {
    let mut bits = place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
