//! Worked by hand, and chains whose answers are known.

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

use super::*;
use crate::check::assert_close;

/// Independent normal numbers, each chain its own.
fn normal_chains(chains: usize, length: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    (0..chains).map(|_| (0..length).map(|_| stream.sample(StandardNormal)).collect()).collect()
}

#[test]
fn r_hat_and_effective_size_worked_by_hand() {
    // Means 2.5 and 4.5, variances 5/3 and 5/3: W = 5/3, B/N = 2, N = 4: (3/4 · 5/3 + 2)/(5/3) = 1.95.
    let chains = [vec![1.0, 2.0, 3.0, 4.0], vec![3.0, 6.0, 4.0, 5.0]];
    assert_close(r_hat(&chains), 1.95_f64.sqrt(), 1e-14);
    // Autocovariances at lag 1: (1.25 + 0.25·0 … ) by hand: first chain 1.5·0.5 − 0.25·1 + 0.5·1.5 = 1.25, second
    // −2.25 − 0.75 − 0.25 = −3.25; together −2/8 = −0.25. Overall variance 3/4 · 5/3 + 2 = 3.25. Correlation at lag 1:
    // 1 − (5/3 + 1/4)/3.25 = 0.410256…; lag 2: first −0.75 − 0.75 = −1.5, second 0.75 + 0.75 = 1.5; together 0:
    // 1 − (5/3)/3.25 = 0.487179…; lag 3: −2.25 and −0.75, −3/8: 1 − (5/3 + 3/8)/3.25 = 0.371794…
    // Pairs 1.410256 and 0.858974: τ = −1 + 2 · 2.269230 = 3.538461; 8/τ = 2.260869…
    assert_close(effective_size(&chains), 8.0 / (2.0 * (1.0 + 0.410_256_410_256 + 0.858_974_358_974) - 1.0), 1e-9);
}

#[test]
fn ties_share_their_rank_and_scores_are_symmetric() {
    let scores = scores::normal_scores(&[vec![5.0, 1.0], vec![5.0, 9.0]]);
    // Ranks 2.5, 1, 2.5, 4 of 4: (2.5 − 0.375)/4.25 = 1/2, (1 − 0.375)/4.25 = 0.147058….
    assert_close(scores[0][0], 0.0, 1e-15);
    assert_close(scores[0][1], -1.049_131_397_963_971, 1e-12);
    assert_close(scores[1][1], 1.049_131_397_963_971, 1e-12);
}

#[test]
fn independent_draws_are_worth_their_number() {
    let found = diagnose(&normal_chains(4, 1000, 3));
    // The standard error of an effective size of 4,000 independent draws is some 5 %.
    assert!(found.r_hat < 1.003, "{found:?}");
    assert!((3400.0..4800.0).contains(&found.ess_bulk), "{found:?}");
    assert!((3200.0..4900.0).contains(&found.ess_tail), "{found:?}");
}

#[test]
fn correlated_draws_are_worth_what_theory_says() {
    // First-order autoregression with 0.8: n (1 − 0.8)/(1 + 0.8) = n/9.
    let mut chains = normal_chains(4, 20_000, 5);
    for chain in &mut chains {
        for i in 1..chain.len() {
            chain[i] = 0.8 * chain[i - 1] + 0.6 * chain[i];
        }
    }
    let found = diagnose(&chains);
    assert!((found.ess_mean / (80_000.0 / 9.0) - 1.0).abs() < 0.08, "{found:?}");
}

#[test]
fn chains_of_other_places_or_other_widths_are_found_without_moments() {
    let mut shifted = normal_chains(4, 500, 7);
    shifted[0].iter_mut().for_each(|value| *value += 1.0);
    assert!(diagnose(&shifted).r_hat > 1.05);
    let mut wider = normal_chains(4, 500, 9);
    wider[0].iter_mut().for_each(|value| *value *= 3.0);
    assert!(diagnose(&wider).r_hat > 1.05);
    let mut drifting = normal_chains(2, 500, 11);
    for (i, chain) in drifting.iter_mut().enumerate() {
        chain.iter_mut().enumerate().for_each(|(step, value)| *value += (step + i) as f64 / 250.0);
    }
    assert!(diagnose(&drifting).r_hat > 1.05);
    // A monotone change of scale changes neither.
    let chains = normal_chains(4, 500, 13);
    let (one, other) = (diagnose(&chains), diagnose(&mapped(&chains, |value| (3.0 * value).exp())));
    assert_close(one.ess_bulk, other.ess_bulk, 1e-9);
    assert_close(one.ess_tail, other.ess_tail, 1e-9);
}

#[test]
fn chains_that_stand_still_have_no_diagnostics() {
    assert!(diagnose(&[vec![1.0; 50], vec![1.0; 50]]).r_hat.is_nan());
    assert!(diagnose(&[vec![1.0; 50], vec![2.0; 50]]).r_hat.is_nan());
    assert!(diagnose(&[vec![1.0, 2.0], vec![1.0, 2.0]]).ess_bulk.is_nan());
}
