//! Sums over histories of one number of purchases that had a chance to have stopped.
//!
//! With t = α + t_x, u = α + T and R = r + x the odds of having stopped are o = a/(b+m−1) (u/t)^R, and the share of
//! those who have is v = o/(1+o). Derivatives of ln(1 + o) are sums of v and v(1 − v) times ln t − ln u and 1/t − 1/u.

use super::Parameters;
use super::likelihood::at;

/// Logarithms of so many factors 1 + o are taken at once, as that of their product.
const FACTORS: usize = 4;
/// The product of as many numbers up to e^170 is finite.
const MOST_LN: f64 = 170.0;

/// A history by positions in a table of times.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub(super) recency: u32,
    pub(super) age: u32,
}

/// ln(α + t) and 1/(α + t).
#[derive(Debug, Clone, Copy)]
pub(super) struct Elapsed {
    ln: f64,
    inverse: f64,
}

impl Elapsed {
    pub(super) fn new(alpha: f64, time: f64) -> Self {
        Self { ln: (alpha + time).ln(), inverse: 1.0 / (alpha + time) }
    }
}

/// The odds of having stopped of one number of purchases.
pub(super) struct Odds<'a> {
    alpha: f64,
    shape: f64,
    ln_stop: f64,
    times: &'a [f64],
    /// By time; empty where every history is computed by itself.
    elapsed: &'a [Elapsed],
    /// By time, (α+t)^R beside that of the last time times a/(b+m−1), and the inverse of its first factor; empty where
    /// they would leave `f64` or do not pay.
    powers: Vec<(f64, f64)>,
}

/// What histories of one number of purchases sum to: ln(1 + o), v, v d, v e, v (1/t² − 1/u²) and, with m = v (1 − v), m,
/// m d, m e, m d², m d e, m e², where d = ln t − ln u and e = 1/t − 1/u.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stopped {
    ln: f64,
    share: f64,
    share_d: f64,
    share_e: f64,
    share_squares: f64,
    mixed: f64,
    mixed_d: f64,
    mixed_e: f64,
    mixed_dd: f64,
    mixed_de: f64,
    mixed_ee: f64,
}

/// One history: v, 1 − v; 1 + o as a number times an exponential, and that exponent; d, 1/t and 1/u.
struct One {
    share: f64,
    rest: f64,
    factor: f64,
    exponent: f64,
    d: f64,
    early: f64,
    late: f64,
}

impl<'a> Odds<'a> {
    /// For `histories` histories with x purchases.
    pub(super) fn new(
        Parameters { r, alpha, a, b }: &Parameters,
        x: f64,
        chances: f64,
        times: &'a [f64],
        elapsed: &'a [Elapsed],
        histories: usize,
    ) -> Self {
        let (shape, ln_stop) = (r + x, a.ln() - (b + chances - 1.0).ln());
        let most = elapsed.iter().map(|time| time.ln).fold(f64::NEG_INFINITY, f64::max);
        let least = elapsed.iter().map(|time| time.ln).fold(f64::INFINITY, f64::min);
        let fits = shape * (most - least) + ln_stop.abs() < MOST_LN;
        let powers = if fits && elapsed.len() < histories {
            let stop = ln_stop.exp();
            let power = |time: &Elapsed| {
                let power = (shape * (time.ln - most)).exp();
                (stop * power, 1.0 / power)
            };
            elapsed.iter().map(power).collect()
        } else {
            Vec::new()
        };
        Self { alpha: *alpha, shape, ln_stop, times, elapsed, powers }
    }

    /// Of histories of one customer each.
    pub(super) fn sum<const SECOND: bool>(&self, stops: &[Stop]) -> Stopped {
        match (self.powers.is_empty(), self.elapsed.is_empty()) {
            (false, _) => sum::<SECOND>(stops, |stop| self.by_powers(stop)),
            (true, false) => sum::<SECOND>(stops, |stop| self.by_logarithms(stop)),
            (true, true) => sum::<SECOND>(stops, |stop| self.by_itself(stop)),
        }
    }

    /// Of histories of several.
    pub(super) fn sum_weighted<const SECOND: bool>(&self, stops: &[(Stop, f64)]) -> Stopped {
        match (self.powers.is_empty(), self.elapsed.is_empty()) {
            (false, _) => sum_weighted::<SECOND>(stops, |stop| self.by_powers(stop)),
            (true, false) => sum_weighted::<SECOND>(stops, |stop| self.by_logarithms(stop)),
            (true, true) => sum_weighted::<SECOND>(stops, |stop| self.by_itself(stop)),
        }
    }

    #[inline]
    fn by_powers(&self, stop: Stop) -> One {
        let (early, late) = (&self.elapsed[stop.recency as usize], &self.elapsed[stop.age as usize]);
        let odds = self.powers[stop.age as usize].0 * self.powers[stop.recency as usize].1;
        let rest = 1.0 / (1.0 + odds);
        One {
            share: odds * rest,
            rest,
            factor: 1.0 + odds,
            exponent: 0.0,
            d: early.ln - late.ln,
            early: early.inverse,
            late: late.inverse,
        }
    }

    #[inline]
    fn by_logarithms(&self, stop: Stop) -> One {
        let (early, late) = (&self.elapsed[stop.recency as usize], &self.elapsed[stop.age as usize]);
        self.of_odds(early.ln - late.ln, early.inverse, late.inverse)
    }

    #[inline]
    fn by_itself(&self, stop: Stop) -> One {
        let early = 1.0 / (self.alpha + self.times[stop.recency as usize]);
        let late = 1.0 / (self.alpha + self.times[stop.age as usize]);
        self.of_odds((late / early).ln(), early, late)
    }

    /// Whatever the size of the odds.
    #[inline]
    fn of_odds(&self, d: f64, early: f64, late: f64) -> One {
        let ln_odds = self.ln_stop - self.shape * d;
        let smaller = (-ln_odds.abs()).exp();
        let larger_share = 1.0 / (1.0 + smaller);
        let (one, other) = (larger_share, smaller * larger_share);
        let (share, rest) = if ln_odds > 0.0 { (one, other) } else { (other, one) };
        One { share, rest, factor: 1.0 + smaller, exponent: ln_odds.max(0.0), d, early, late }
    }
}

#[inline]
fn sum<const SECOND: bool>(stops: &[Stop], of: impl Fn(Stop) -> One) -> Stopped {
    let mut sums = Stopped::default();
    for some in stops.chunks(FACTORS) {
        let mut product = 1.0;
        for stop in some {
            let one = of(*stop);
            product *= one.factor;
            sums.ln += one.exponent;
            sums.add::<SECOND>(1.0, &one);
        }
        sums.ln += product.ln();
    }
    sums
}

#[inline]
fn sum_weighted<const SECOND: bool>(stops: &[(Stop, f64)], of: impl Fn(Stop) -> One) -> Stopped {
    let mut sums = Stopped::default();
    for (stop, weight) in stops {
        let one = of(*stop);
        sums.ln += weight * (one.exponent + one.factor.ln());
        sums.add::<SECOND>(*weight, &one);
    }
    sums
}

impl Stopped {
    #[inline]
    fn add<const SECOND: bool>(&mut self, weight: f64, One { share, rest, d, early, late, .. }: &One) {
        let (share, e) = (weight * share, early - late);
        self.share += share;
        self.share_d += share * d;
        self.share_e += share * e;
        if SECOND {
            self.share_squares += share * e * (early + late);
            let mixed = share * rest;
            let (by_d, by_e) = (mixed * d, mixed * e);
            self.mixed += mixed;
            self.mixed_d += by_d;
            self.mixed_e += by_e;
            self.mixed_dd += by_d * d;
            self.mixed_de += by_d * e;
            self.mixed_ee += by_e * e;
        }
    }

    /// Both sums together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            ln: self.ln + other.ln,
            share: self.share + other.share,
            share_d: self.share_d + other.share_d,
            share_e: self.share_e + other.share_e,
            share_squares: self.share_squares + other.share_squares,
            mixed: self.mixed + other.mixed,
            mixed_d: self.mixed_d + other.mixed_d,
            mixed_e: self.mixed_e + other.mixed_e,
            mixed_dd: self.mixed_dd + other.mixed_dd,
            mixed_de: self.mixed_de + other.mixed_de,
            mixed_ee: self.mixed_ee + other.mixed_ee,
        }
    }

    /// Adds ln(1 + o) with its derivatives to those of a sample: with h and g the logarithms of the terms for stopped
    /// and active, v ∇(h − g), v ∇²(h − g) and v (1 − v) ∇(h − g) ∇(h − g)ᵀ, where ∇(h − g) = (−d, −R e, 1/a,
    /// −1/(b+m−1)).
    pub(super) fn add_to<const SECOND: bool>(
        &self,
        Parameters { a, b, .. }: &Parameters,
        shape: f64,
        chances: f64,
        flat: &mut [f64; 15],
    ) {
        if self.share == 0.0 {
            flat[at::VALUE] += self.ln;
            return;
        }
        let (by_a, by_b) = (1.0 / a, 1.0 / (b + chances - 1.0));
        flat[at::VALUE] += self.ln;
        flat[at::R] -= self.share_d;
        flat[at::ALPHA] -= shape * self.share_e;
        flat[at::A] += by_a * self.share;
        flat[at::B] -= by_b * self.share;
        if SECOND {
            flat[at::R_R] += self.mixed_dd;
            flat[at::R_ALPHA] += shape * self.mixed_de - self.share_e;
            flat[at::R_A] -= by_a * self.mixed_d;
            flat[at::R_B] += by_b * self.mixed_d;
            flat[at::ALPHA_ALPHA] += shape * (self.share_squares + shape * self.mixed_ee);
            flat[at::ALPHA_A] -= by_a * shape * self.mixed_e;
            flat[at::ALPHA_B] += by_b * shape * self.mixed_e;
            flat[at::A_A] += by_a * by_a * (self.mixed - self.share);
            flat[at::A_B] -= by_a * by_b * self.mixed;
            flat[at::B_B] += by_b * by_b * (self.share + self.mixed);
        }
    }
}
