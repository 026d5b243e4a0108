//! What was not seen of a customer: the time to the next purchase and the lifetime.

use patron_models::special::regularised_gamma_upper;
use rand::RngExt;
use rand_distr::{Distribution, Gamma};

use crate::chain::{Stream, beyond, exponential, gamma};

/// Rounds of drawing from the population before the exact conditional draw, which costs some hundred times as much.
const MOST_ROUNDS: u32 = 40;

/// Times since the last purchase seen: to the next one, and to the end of the lifetime. The next one was not seen: it
/// lies beyond the silence D = T − t_x, or beyond the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Latent {
    pub(super) next: f64,
    pub(super) end: f64,
}

/// What the times of one customer depend on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    /// Repeat purchases x, time of the last one t_x, time since D.
    pub(super) purchases: f64,
    pub(super) last: f64,
    pub(super) silence: f64,
    pub(super) k: f64,
    pub(super) r: f64,
    pub(super) alpha: f64,
    pub(super) s: f64,
    pub(super) beta: f64,
}

impl Given {
    /// A draw of both times, λ and μ being integrated out.
    ///
    /// Given the x gaps seen, λ ~ Gamma(r + kx, α + k t_x); given a lifetime beyond t_x, its rest has survival
    /// ((β + t_x)/(β + t_x + u))^s. A pair drawn from these is kept unless the next purchase would have been seen. Where
    /// that takes too long, λ and μ are drawn given the present times and the times given those: the number of rounds
    /// does not depend on the present times, so that both ways leave the same law as it is.
    pub(super) fn draw(&self, stream: &mut Stream, now: Latent) -> Latent {
        let Self { purchases, last, silence, k, r, alpha, s, beta } = *self;
        let (shape, rate, horizon) = (r + k * purchases, alpha + k * last, beta + last);
        if let Some((rates, gaps)) = Gamma::new(shape, 1.0).ok().zip(Gamma::new(k, 1.0).ok()) {
            for _ in 0..MOST_ROUNDS {
                let lambda: f64 = rates.sample(stream) / rate;
                let next: f64 = gaps.sample(stream) / (k * lambda);
                let waiting = exponential(stream) / s;
                // An end beyond the next purchase; ln(1 + z) ≤ z spares most of the exponentials.
                if next < silence && waiting > next / horizon {
                    continue;
                }
                let end = horizon * waiting.exp_m1();
                if !(next < silence && next < end) && next.is_finite() && next > 0.0 {
                    return Latent { next, end };
                }
            }
        }
        let lambda = gamma(stream, shape + k, rate + k * now.next);
        let mu = gamma(stream, s + 1.0, horizon + now.end);
        if lambda > 0.0 && mu > 0.0 { times(stream, k, k * lambda, mu, silence) } else { now }
    }
}

/// Both times given the rate b of the stages of a gap and the hazard: P(silence) = 1 − c^k P(k, (b+μ)D) with
/// c = b/(b+μ), of which Q(k, bD) e^(−μD) is still active.
fn times(stream: &mut Stream, k: f64, b: f64, mu: f64, silence: f64) -> Latent {
    let quiet = |time: f64| {
        let ln_seen = -k * (mu / b).ln_1p();
        -ln_seen.exp_m1() + ln_seen.exp() * regularised_gamma_upper(k, (b + mu) * time)
    };
    let active = |time: f64| regularised_gamma_upper(k, b * time) * (-mu * time).exp();
    let level = quiet(silence) * stream.random::<f64>();
    let of_active = active(silence);
    if level < of_active {
        let end = silence + exponential(stream) / mu;
        return Latent { next: beyond(stream, k, b, silence), end };
    }
    // The share that has ended by u grows with slope μ Q(k, bu) e^(−μu): Newton's method between bounds.
    let target = level - of_active;
    let (mut low, mut high) = (0.0, silence);
    let mut end = 0.5 * silence;
    for _ in 0..80 {
        let excess = quiet(end) - active(end) - target;
        if excess > 0.0 {
            high = end
        } else {
            low = end
        }
        let mut following = end - excess / (mu * active(end));
        if !(following > low && following < high) {
            following = 0.5 * (low + high);
        }
        if (following - end).abs() <= 1e-9 * end {
            break;
        }
        end = following;
    }
    Latent { next: beyond(stream, k, b, end), end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::stream;

    #[test]
    fn both_ways_draw_the_same_law() {
        // Purchases twice as likely as an end: few pairs pass, so that the exact way is taken now and then.
        let given = Given { purchases: 6.0, last: 20.0, silence: 9.0, k: 1.7, r: 2.0, alpha: 5.0, s: 0.8, beta: 30.0 };
        let count = 40_000;
        let mut stream = stream(7, 0);
        let mut by_rejection = [0.0; 3];
        let mut now = Latent { next: 10.0, end: 12.0 };
        for _ in 0..count {
            now = given.draw(&mut stream, now);
            assert!(!(now.next < given.silence && now.next < now.end));
            add(&mut by_rejection, now, given.silence);
        }
        let mut by_turns = [0.0; 3];
        for _ in 0..count {
            let lambda = gamma(&mut stream, 2.0 + 1.7 * 7.0, 5.0 + 1.7 * (20.0 + now.next));
            let mu = gamma(&mut stream, 1.8, 50.0 + now.end);
            now = times(&mut stream, 1.7, 1.7 * lambda, mu, given.silence);
            assert!(!(now.next < given.silence && now.next < now.end));
            add(&mut by_turns, now, given.silence);
        }
        for (one, other) in by_rejection.iter().zip(by_turns) {
            // Shares of 40,000 draws, in turns correlated by a few steps: standard error about 0.005.
            assert!((one - other).abs() / f64::from(count) < 0.02, "{by_rejection:?} {by_turns:?}");
        }
    }

    /// Active; ended in the first half of the silence; next purchase soon after the silence.
    fn add(sums: &mut [f64; 3], latent: Latent, silence: f64) {
        let shares =
            [latent.end > silence, latent.end < 0.5 * silence, latent.next > silence && latent.next < 1.2 * silence];
        for (sum, share) in sums.iter_mut().zip(shares) {
            *sum += f64::from(u8::from(share));
        }
    }
}
