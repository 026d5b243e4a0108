//! Sums of exponentials with the derivatives of their exponents.
//!
//! Every term of the likelihood is exp(h), h = −k ln U − κ ln V (+ ln s + δ′z for a density), with U = α + A, V = β + D,
//! k = r + x and κ = s, or s + 1 for a density. The first part has r, α and γ, the second s, β and δ: second derivatives
//! between the two are 0. Order of the derivatives: r, α, γ …, s, β, δ ….

use super::exposure::Exposure;

/// Σ exp(h), Σ exp(h) ∇h and Σ exp(h) (∇²h + ∇h∇hᵀ), the last by rows with its lower triangle left 0.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    pub(super) value: f64,
    pub(super) first: Vec<f64>,
    pub(super) second: Vec<f64>,
    slopes: Vec<f64>,
    curved: bool,
}

/// One of the two parts of an exponent: −power · ln exposure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) power: f64,
    pub(super) exposure: &'a Exposure,
}

/// What a density has beside: ln s + δ′z.
#[derive(Debug, Clone, Copy)]
pub(super) struct Density<'a> {
    pub(super) s: f64,
    pub(super) z: &'a [f64],
}

impl Sums {
    /// Of m derivatives, and second ones where the sums are to be `curved`.
    pub(super) fn new(m: usize, curved: bool) -> Self {
        let second = if curved { vec![0.0; m * m] } else { Vec::new() };
        Self { value: 0.0, first: vec![0.0; m], second, slopes: vec![0.0; m], curved }
    }

    /// Adds `weight`, which stands for a multiple of exp(h).
    pub(super) fn add(&mut self, weight: f64, rates: Part<'_>, lives: Part<'_>, density: Option<Density<'_>>) {
        let (of_rates, of_lives) = self.slopes.split_at_mut(2 + rates.exposure.first.len());
        slopes(rates, of_rates);
        slopes(lives, of_lives);
        if let Some(density) = density {
            of_lives[0] += 1.0 / density.s;
            of_lives[2..].iter_mut().zip(density.z).for_each(|(slope, z)| *slope += z);
        }
        self.value += weight;
        for (sum, slope) in self.first.iter_mut().zip(&self.slopes) {
            *sum += weight * slope;
        }
        if self.curved {
            let m = self.slopes.len();
            for (i, one) in self.slopes.iter().enumerate() {
                let scaled = weight * one;
                for (sum, other) in self.second[i * m + i..(i + 1) * m].iter_mut().zip(&self.slopes[i..]) {
                    *sum += scaled * other;
                }
            }
            let lives_from = 2 + rates.exposure.first.len();
            self.curve(weight, rates, 0);
            self.curve(weight, lives, lives_from);
            if let Some(Density { s, .. }) = density {
                self.second[lives_from * m + lives_from] -= weight / (s * s);
            }
        }
    }

    /// Adds the second derivatives of −power · ln exposure, whose own begin at `from`.
    fn curve(&mut self, weight: f64, Part { power, exposure }: Part<'_>, from: usize) {
        let m = self.slopes.len();
        let over = 1.0 / exposure.value;
        let (by_power, by_both) = (weight * over, weight * power * over * over);
        let at = |i: usize, j: usize| (from + i) * m + from + j;
        self.second[at(0, 1)] -= by_power;
        self.second[at(1, 1)] += by_both;
        let mut second = exposure.second.iter();
        for (i, one) in exposure.first.iter().enumerate() {
            self.second[at(0, 2 + i)] -= by_power * one;
            self.second[at(1, 2 + i)] += by_both * one;
            for (j, (other, entry)) in exposure.first[i..].iter().zip(&mut second).enumerate() {
                self.second[at(2 + i, 2 + i + j)] += by_both * one * other - weight * power * over * entry;
            }
        }
    }
}

/// Derivatives of −power · ln exposure by the power, by c and by the coefficients.
fn slopes(Part { power, exposure }: Part<'_>, slopes: &mut [f64]) {
    let rate = power / exposure.value;
    slopes[0] = -exposure.value.ln();
    slopes[1] = -rate;
    for (slope, first) in slopes[2..].iter_mut().zip(&exposure.first) {
        *slope = -rate * first;
    }
}
