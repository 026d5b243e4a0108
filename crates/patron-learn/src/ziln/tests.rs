use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, LogNormal};

use super::{Ziln, ZilnError};

fn drawn(zero: f64, mu: f64, sigma: f64, customers: usize, seed: u64) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let spend = LogNormal::new(mu, sigma).unwrap();
    (0..customers).map(|_| if random.random::<f64>() < zero { 0.0 } else { spend.sample(&mut random) }).collect()
}

#[test]
fn moments_are_those_of_the_formulas() {
    // Half buy nothing, the others exp N(0, 1): mean ½ e^½, mean of squares ½ e².
    let known = Ziln::new(0.5, 0.0, 1.0).unwrap();
    let e = std::f64::consts::E;
    assert!((known.mean() - 0.5 * e.sqrt()).abs() < 1e-15);
    assert!((known.variance() - (0.5 * e * e - 0.25 * e)).abs() < 1e-14);
    // Nothing up to one half; the median of those who buy is 1, at three quarters.
    assert_eq!([0.0, 0.3, 0.5].map(|level| known.quantile(level)), [0.0; 3]);
    assert!((known.quantile(0.75) - 1.0).abs() < 1e-15 && known.quantile(1.2).is_nan());
    assert_eq!([-1.0, 0.0, 1.0].map(|spend| known.cdf(spend)), [0.0, 0.5, 0.75]);
    for level in [0.51, 0.6, 0.9, 0.999] {
        assert!((known.cdf(known.quantile(level)) - level).abs() < 1e-12);
    }
    // Without zeros it is a log-normal.
    let plain = Ziln::new(0.0, 0.3, 0.8).unwrap();
    let square = 0.64_f64;
    assert!((plain.variance() / (square.exp_m1() * (0.6 + square).exp()) - 1.0).abs() < 1e-14);
}

#[test]
fn a_fit_of_four_customers_by_hand() {
    // 0, 0, 1 and e²: ln 0 and 2, mean 1, deviation 1.
    let fit = Ziln::fit(&[0.0, 1.0, 0.0, std::f64::consts::E.powi(2)]).unwrap();
    let found = fit.distribution;
    assert_eq!(found.zero(), 0.5);
    assert!((found.mu() - 1.0).abs() < 1e-15 && (found.sigma() - 1.0).abs() < 1e-15);
    // 4 ln ½ − Σ ln s − ln 2π − ½ · 2
    let expected = 4.0 * 0.5_f64.ln() - 2.0 - std::f64::consts::TAU.ln() - 1.0;
    assert!((fit.ln_likelihood - expected).abs() < 1e-12, "{}", fit.ln_likelihood);
    assert!((fit.standard_errors[0] - 0.25).abs() < 1e-15 && (fit.standard_errors[2] - 0.5).abs() < 1e-15);
}

#[test]
fn a_fit_recovers_what_was_drawn_and_covers_what_was_held_back() {
    let (zero, mu, sigma) = (0.7, 3.5, 1.2);
    let fit = Ziln::fit(&drawn(zero, mu, sigma, 20_000, 5)).unwrap();
    let found = fit.distribution;
    for ((found, expected), error) in
        [(found.zero(), zero), (found.mu(), mu), (found.sigma(), sigma)].into_iter().zip(fit.standard_errors)
    {
        assert!((found - expected).abs() < 3.0 * error, "{found} {expected} {error}");
    }
    let held = drawn(zero, mu, sigma, 20_000, 6);
    for level in [0.75, 0.8, 0.9, 0.95, 0.99] {
        let below = held.iter().filter(|spend| **spend <= found.quantile(level)).count() as f64 / 20_000.0;
        // Two samples of 20,000: three standard errors.
        assert!((below - level).abs() < 3.0 * (2.0 * level * (1.0 - level) / 20_000.0).sqrt(), "{level}: {below}");
    }
    // No other parameters nearby are likelier.
    let at = |zero, mu, sigma| {
        let other = Ziln::new(zero, mu, sigma).unwrap();
        drawn(0.7, 3.5, 1.2, 20_000, 5).into_iter().map(|spend| other.ln_likelihood(spend)).sum::<f64>()
    };
    for step in [-0.01, 0.01] {
        assert!(at(found.zero() + step, found.mu(), found.sigma()) < fit.ln_likelihood);
        assert!(at(found.zero(), found.mu() + step, found.sigma()) < fit.ln_likelihood);
        assert!(at(found.zero(), found.mu(), found.sigma() + step) < fit.ln_likelihood);
    }
}

#[test]
fn what_has_no_fit_says_why() {
    let error = Ziln::fit(&[1.0, -2.0]).unwrap_err();
    assert_eq!(error.to_string(), "the spend `-2` at position `1` was expected to be finite and not negative");
    for none in [&[][..], &[0.0, 0.0], &[0.0, 5.0], &[5.0, 5.0, 0.0]] {
        assert_eq!(Ziln::fit(none).unwrap_err().code(), "ziln-no-variation");
    }
    assert!(matches!(Ziln::new(1.1, 0.0, 1.0), Err(ZilnError::Parameters { .. })));
    assert!(Ziln::new(0.5, 0.0, 0.0).is_err() && Ziln::new(0.5, f64::NAN, 1.0).is_err());
}
