//! Lifetimes with hazards η b e^(bt), η differing as Gamma(s, rate β): the Gamma-Gompertz distribution.
//!
//! With G(t) = β − 1 + e^(bt) and ρ(t) = e^(bt)/G(t): S(t) = (β/G(t))^s, f(t) = s b ρ(t) S(t).

use crate::lifetime::{Lifetime, has_second, second};

/// Positions of β, b and s among the parameters.
const BETA: usize = 2;
const B: usize = 3;
const S: usize = 4;
/// Exponents beyond which β − 1 beside e^(bt) is written the other way round, lest e^(bt) overflow.
const LARGE: f64 = 50.0;

/// β, b and s, positive.
#[derive(Debug, Clone, Copy)]
pub(super) struct GammaGompertz {
    pub(super) beta: f64,
    pub(super) b: f64,
    pub(super) s: f64,
}

/// What S and f at a time are made of.
struct At {
    /// ln(G/β).
    fallen: f64,
    /// ρ.
    ratio: f64,
    /// 1/G.
    over: f64,
}

impl GammaGompertz {
    #[inline]
    fn at(&self, t: f64) -> At {
        let (beta, grown) = (self.beta, self.b * t);
        let shrunk = (-grown).exp();
        let ratio = 1.0 / (beta * shrunk - (-grown).exp_m1());
        let fallen = if grown < LARGE { (grown.exp_m1() / beta).ln_1p() } else { grown - (beta * ratio).ln() };
        At { fallen, ratio, over: shrunk * ratio }
    }
}

impl<const E: usize> Lifetime<5, E> for GammaGompertz {
    #[inline]
    fn ln_survival(&self, t: f64) -> [f64; E] {
        let Self { beta, b, s } = *self;
        let At { fallen, ratio, over } = self.at(t);
        // 1/β − 1/G without the difference.
        let lost = -(-b * t).exp_m1() * ratio / beta;
        let timed = t * ratio;
        let mut jet = [0.0; E];
        jet[0] = -s * fallen;
        jet[1 + BETA] = s * lost;
        jet[1 + B] = -s * timed;
        jet[1 + S] = -fallen;
        if has_second(5, E) {
            jet[second(5, BETA, BETA)] = -s * lost * (1.0 / beta + over);
            jet[second(5, BETA, B)] = s * timed * over;
            jet[second(5, BETA, S)] = lost;
            jet[second(5, B, B)] = -s * timed * t * (beta - 1.0) * over;
            jet[second(5, B, S)] = -timed;
        }
        jet
    }

    #[inline]
    fn ln_density(&self, t: f64) -> [f64; E] {
        // ln S + ln(s b) + ln ρ
        let Self { beta, b, s } = *self;
        let At { ratio, over, .. } = self.at(t);
        let rest = (beta - 1.0) * over; // 1 − ρ
        let mut jet: [f64; E] = self.ln_survival(t);
        jet[0] += (s * b * ratio).ln();
        jet[1 + BETA] -= over;
        jet[1 + B] += 1.0 / b + t * rest;
        jet[1 + S] += 1.0 / s;
        if has_second(5, E) {
            jet[second(5, BETA, BETA)] += over * over;
            jet[second(5, BETA, B)] += t * ratio * over;
            jet[second(5, B, B)] -= 1.0 / (b * b) + t * t * ratio * rest;
            jet[second(5, S, S)] -= 1.0 / (s * s);
        }
        jet
    }

    fn ln_survival_ahead(&self, t: f64, s: f64) -> (f64, [f64; 5]) {
        let Self { beta, b, s: shape } = *self;
        let now = self.at(t);
        let grown = b * s;
        // ln of G(t+s) beside G(t).
        let fallen = if grown < LARGE {
            (now.ratio * grown.exp_m1()).ln_1p()
        } else {
            grown + (now.ratio + (beta - 1.0) * now.over * (-grown).exp()).ln()
        };
        let lost = -(-fallen).exp_m1() * now.over; // 1/G(t) − 1/G(t+s)
        let later = self.at(t + s).ratio;
        let by_b = -shape * (s * later + t * (beta - 1.0) * lost);
        (-shape * fallen, [0.0, 0.0, shape * lost, by_b, -fallen])
    }

    fn hazard(&self, t: f64) -> f64 {
        self.s * self.b * self.at(t).ratio
    }

    fn steepness(&self, t: f64) -> f64 {
        self.b * (1.0 + (self.s + 1.0) * self.at(t).ratio)
    }

    fn scale(&self) -> f64 {
        // G vanishes at ln(1 − β)/b.
        if self.beta < 1.0 { -(-self.beta).ln_1p() / self.b } else { f64::INFINITY }
    }

    fn pace(&self) -> f64 {
        self.b
    }

    fn pace_at(&self, t: f64) -> f64 {
        // e^37 leaves nothing of β − 1 beside e^(bt).
        if self.b * t > self.beta.max(1.0).ln() + 37.0 { 0.0 } else { self.b }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_close;

    #[test]
    fn derivatives_are_those_of_the_value() {
        for (beta, b, s, t) in
            [(0.5, 0.02, 0.6, 38.0), (20.0, 0.06, 1.0, 3.0), (0.3, 2.0, 0.1, 40.0), (1.0, 0.1, 2.0, 9.0)]
        {
            let at = |v: [f64; 3]| GammaGompertz { beta: v[0], b: v[1], s: v[2] };
            let values = [beta, b, s];
            for density in [false, true] {
                let jet =
                    |v: [f64; 3]| -> [f64; 21] { if density { at(v).ln_density(t) } else { at(v).ln_survival(t) } };
                let here = jet(values);
                for i in 0..3 {
                    let step = 1e-5 * values[i];
                    let moved = |step: f64| {
                        let mut moved = values;
                        moved[i] += step;
                        jet(moved)
                    };
                    let (above, below) = (moved(step), moved(-step));
                    // Rounding over the step, and the step squared times a third derivative.
                    let size = 1.0 + here.iter().fold(0.0_f64, |most, entry| most.max(entry.abs()));
                    let tolerance = 1e-8 * size / values[i];
                    assert_close(here[3 + i], (above[0] - below[0]) / (2.0 * step), tolerance);
                    for j in i..3 {
                        let slope = (above[3 + j] - below[3 + j]) / (2.0 * step);
                        assert_close(here[second(5, 2 + i, 2 + j)], slope, tolerance);
                    }
                }
            }
            for ahead in [1e-6, 3.0, 400.0] {
                let whole = at(values);
                let (found, slopes) = Lifetime::<5, 6>::ln_survival_ahead(&whole, t, ahead);
                let (one, other): ([f64; 6], [f64; 6]) = (whole.ln_survival(t), whole.ln_survival(t + ahead));
                assert_close(found, other[0] - one[0], 1e-13 * (1.0 + other[0].abs()));
                for i in 2..5 {
                    assert_close(slopes[i], other[1 + i] - one[1 + i], 1e-13 * (1.0 + other[1 + i].abs()));
                }
            }
        }
    }
}
