//! Random numbers that chains ask for.

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::{Distribution, Exp1, Gamma};

/// The random numbers of one chain: `ChaCha8`, whose stream for a seed is fixed for good.
pub(crate) type Stream = ChaCha8Rng;

/// The stream of a chain.
pub(crate) fn stream(seed: u64, chain: usize) -> Stream {
    let mut stream = Stream::seed_from_u64(seed);
    stream.set_stream(chain as u64);
    stream
}

/// Gamma with shape and rate; NaN where either is not positive and finite.
#[inline]
pub(crate) fn gamma(stream: &mut Stream, shape: f64, rate: f64) -> f64 {
    Gamma::new(shape, 1.0).map_or(f64::NAN, |law| law.sample(stream) / rate)
}

/// Exponential with rate 1.
#[inline]
pub(crate) fn exponential(stream: &mut Stream) -> f64 {
    stream.sample(Exp1)
}

/// Gamma with shape and rate, given that it exceeds `bound`.
///
/// By rejection from an exponential law beyond the bound: its rate is that of the gamma density there, or the gamma's own
/// for shapes below 1, so that the ratio of the densities is largest at the bound. Where the mode lies beyond the
/// bound, from the gamma law itself.
pub(crate) fn beyond(stream: &mut Stream, shape: f64, rate: f64, bound: f64) -> f64 {
    if !(bound > 0.0) {
        return gamma(stream, shape, rate);
    }
    let power = shape - 1.0;
    let steepness = rate - power.max(0.0) / bound;
    // A bound within the bulk: nearly every draw from the law itself will do.
    if rate * bound < 0.5 * shape || !(steepness > 0.0) {
        loop {
            let value = gamma(stream, shape, rate);
            if !(value <= bound) {
                return value;
            }
        }
    }
    loop {
        let value = bound + exponential(stream) / steepness;
        let ratio = value / bound;
        let ln_accepted = power * ratio.ln() - if power > 0.0 { power * (ratio - 1.0) } else { 0.0 };
        if -exponential(stream) <= ln_accepted {
            return value;
        }
    }
}

#[cfg(test)]
mod tests {
    use patron_models::special::regularised_gamma_upper;

    use super::*;

    #[test]
    fn numbers_beyond_a_bound_have_the_law_of_the_tail() {
        let mut stream = stream(3, 0);
        for (shape, rate, bound) in
            [(0.4, 0.2, 5.0), (1.0, 2.0, 1.0), (3.0, 0.5, 1.0), (3.0, 0.5, 5.0), (3.0, 0.5, 40.0), (2.0, 1.0, 0.0)]
        {
            let count = 20_000;
            let middle = bound + 1.0 / rate;
            let mut above = 0;
            for _ in 0..count {
                let value = beyond(&mut stream, shape, rate, bound);
                assert!(value >= bound);
                above += u32::from(value > middle);
            }
            let expected = regularised_gamma_upper(shape, rate * middle) / regularised_gamma_upper(shape, rate * bound);
            let found = f64::from(above) / f64::from(count);
            // Four standard errors of a share of 20,000.
            let error = (expected * (1.0 - expected) / f64::from(count)).sqrt();
            assert!((found - expected).abs() < 4.0 * error, "{shape} {rate} {bound}: {found} {expected}");
        }
        assert!(gamma(&mut stream, -1.0, 1.0).is_nan());
    }
}
