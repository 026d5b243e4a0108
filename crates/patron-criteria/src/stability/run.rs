//! Many draws of weights.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand::seq::index::sample;
use rayon::prelude::*;

use super::draw::Drawer;
use super::tiers::Cut;
use super::{Movement, StabilityError, Subject, Tiers};

/// Draws that share a stream of random numbers; the unit of parallel work.
const BLOCK: usize = 32;

/// Counters of ranks that are kept, 16 MiB of them.
const COUNTERS: usize = 1 << 22;

/// The stream from which accounts are sampled, away from those of the draws.
const SAMPLE_STREAM: u64 = u64::MAX;

/// Ends of the interval of ranks.
const LOW: f64 = 0.05;
const HIGH: f64 = 0.95;

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Draws of weights.
    pub draws: usize,
    /// Seed of the random numbers.
    pub seed: u64,
    /// The most accounts that are ranked; of more a random sample stands for all.
    pub most_accounts: usize,
}

/// How firmly accounts stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Stability {
    /// Each account that was ranked, in the order of the table.
    pub accounts: Vec<AccountStability>,
    /// Accounts in the table; more than were ranked where a sample was taken. Ranks are those within the sample.
    pub all_accounts: usize,
    /// Ranks are known to this many places; intervals are widened to whole steps.
    pub rank_step: usize,
    /// Mean of the shares in which accounts keep their tier.
    pub keeps_tier: f64,
}

/// How firmly an account stands. Rank 1 and tier 0 are the best; equals share the better rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccountStability {
    /// The account's position in the table.
    pub account: usize,
    /// Its total under the weights of the card.
    pub total: f64,
    /// Its rank under them.
    pub rank: usize,
    /// Its tier under them.
    pub tier: usize,
    /// Share of draws in which it has the same tier.
    pub keeps_tier: f64,
    /// Share of draws in which it has the same rank.
    pub keeps_rank: f64,
    /// Rank at 5 % of the draws, best first.
    pub rank_low: usize,
    /// Rank at 95 % of the draws.
    pub rank_high: usize,
}

/// Draws weights around those of the card and counts how often accounts keep tier and rank.
///
/// The same seed gives the same counts for any number of threads.
///
/// # Errors
/// When draws or accounts are 0, the movement is none, or tiers are in no order or take more than all.
pub fn stability(
    subject: &Subject<'_>,
    tiers: &Tiers,
    movement: Movement,
    plan: Plan,
) -> Result<Stability, StabilityError> {
    let Plan { draws, seed, most_accounts } = plan;
    if draws == 0 || most_accounts == 0 || u32::try_from(draws).is_err() {
        return Err(StabilityError::Draws { draws, accounts: most_accounts });
    }
    let all = subject.scores.accounts();
    let chosen = (all > most_accounts).then(|| choose(all, most_accounts, seed));
    let ranked = chosen.as_ref().map_or(all, Vec::len);
    let cut = tiers.cut(ranked, all)?;
    let drawer = movement.around(subject.weights)?;

    let mut scratch = Scratch::new(ranked, subject.weights.indicators());
    subject.totals(chosen.as_deref(), subject.weights.values(), &mut scratch.totals);
    scratch.rank();
    let before: Vec<(f64, usize, usize)> = scratch
        .totals
        .iter()
        .zip(&scratch.ranks)
        .map(|(total, rank)| (*total, *rank, cut.tier(*total, *rank)))
        .collect();

    let counts = Counts::new(ranked);
    let blocks = draws.div_ceil(BLOCK);
    let start = || Scratch::new(ranked, subject.weights.indicators());
    (0..blocks).into_par_iter().for_each_init(start, |scratch, block| {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        stream.set_stream(block as u64);
        for _ in block * BLOCK..draws.min((block + 1) * BLOCK) {
            scratch.one(subject, chosen.as_deref(), &drawer, &mut stream);
            counts.add(scratch, &before, &cut);
        }
    });

    let accounts: Vec<AccountStability> = before
        .iter()
        .enumerate()
        .map(|(position, (total, rank, tier))| {
            let (rank_low, rank_high) = counts.interval(position, draws);
            AccountStability {
                account: chosen.as_ref().map_or(position, |chosen| chosen[position]),
                total: *total,
                rank: *rank,
                tier: *tier,
                keeps_tier: f64::from(counts.tiers[position].load(Relaxed)) / draws as f64,
                keeps_rank: f64::from(counts.ranks[position].load(Relaxed)) / draws as f64,
                rank_low,
                rank_high,
            }
        })
        .collect();
    let keeps_tier = accounts.iter().map(|account| account.keeps_tier).sum::<f64>() / ranked as f64;
    Ok(Stability { accounts, all_accounts: all, rank_step: counts.step, keeps_tier })
}

fn choose(all: usize, most: usize, seed: u64) -> Vec<usize> {
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    stream.set_stream(SAMPLE_STREAM);
    let mut chosen = sample(&mut stream, all, most).into_vec();
    chosen.sort_unstable();
    chosen
}

/// Room for one draw.
pub(super) struct Scratch {
    weights: Vec<f64>,
    pub(super) totals: Vec<f64>,
    order: Vec<(f64, u32)>,
    pub(super) ranks: Vec<usize>,
}

impl Scratch {
    pub(super) fn new(accounts: usize, indicators: usize) -> Self {
        Self {
            weights: vec![0.0; indicators],
            totals: vec![0.0; accounts],
            order: Vec::with_capacity(accounts),
            ranks: vec![0; accounts],
        }
    }

    fn one(&mut self, subject: &Subject<'_>, chosen: Option<&[usize]>, drawer: &Drawer, stream: &mut ChaCha8Rng) {
        drawer.draw(stream, &mut self.weights);
        subject.totals(chosen, &self.weights, &mut self.totals);
        self.rank();
    }

    /// Ranks of the totals, 1 for the largest, equals sharing the better.
    pub(super) fn rank(&mut self) {
        self.order.clear();
        // Adding zero makes −0 and 0 the same total.
        self.order.extend(self.totals.iter().enumerate().map(|(position, total)| (total + 0.0, position as u32)));
        self.order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let mut first = 1;
        for tied in self.order.chunk_by(|a, b| a.0 == b.0) {
            for (_, position) in tied {
                self.ranks[*position as usize] = first;
            }
            first += tied.len();
        }
    }
}

/// What has been counted. Counts add up to the same in any order.
struct Counts {
    tiers: Vec<AtomicU32>,
    ranks: Vec<AtomicU32>,
    /// For each account how often each step of ranks.
    places: Vec<AtomicU32>,
    step: usize,
    steps: usize,
}

impl Counts {
    fn new(accounts: usize) -> Self {
        let zeros = |count: usize| (0..count).map(|_| AtomicU32::new(0)).collect::<Vec<_>>();
        let step = accounts.div_ceil((COUNTERS / accounts).max(1));
        let steps = accounts.div_ceil(step);
        Self { tiers: zeros(accounts), ranks: zeros(accounts), places: zeros(accounts * steps), step, steps }
    }

    fn add(&self, scratch: &Scratch, before: &[(f64, usize, usize)], cut: &Cut) {
        for (position, ((total, rank), before)) in scratch.totals.iter().zip(&scratch.ranks).zip(before).enumerate() {
            self.places[position * self.steps + (rank - 1) / self.step].fetch_add(1, Relaxed);
            if *rank == before.1 {
                self.ranks[position].fetch_add(1, Relaxed);
            }
            if cut.tier(*total, *rank) == before.2 {
                self.tiers[position].fetch_add(1, Relaxed);
            }
        }
    }

    /// Ranks at 5 % and 95 % of the draws, outward to whole steps.
    fn interval(&self, position: usize, draws: usize) -> (usize, usize) {
        let places = &self.places[position * self.steps..(position + 1) * self.steps];
        let at = |share: f64| {
            let needed = (share * draws as f64).ceil() as u64;
            let mut sum = 0;
            places
                .iter()
                .position(|place| {
                    sum += u64::from(place.load(Relaxed));
                    sum >= needed.max(1)
                })
                .unwrap_or(self.steps - 1)
        };
        (at(LOW) * self.step + 1, ((at(HIGH) + 1) * self.step).min(self.tiers.len()))
    }
}
