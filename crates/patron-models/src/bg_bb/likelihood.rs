//! Log-likelihood of BG/BB with its first derivatives.
//!
//! For a customer with x purchases at the first n opportunities, the last at t_x \[FHS2010\], the customer either
//! is active at all n or has stopped after i = t_x, …, n − 1 of them:
//!
//! L = K · [ Π_{j<m} q_j s_j  +  Σ_{i<m} (Π_{j<i} q_j s_j) γ/(γ+δ+t_x+i) ],  m = n − t_x,
//!
//! with q_j = (β+t_x−x+j)/(α+β+t_x+j) for no purchase, s_j = (δ+t_x+j)/(γ+δ+t_x+j) for staying, and
//! K = B(α+x, β+t_x−x)/B(α, β) · B(γ, δ+t_x)/B(γ, δ) for what happened up to t_x. The first term's share of the bracket
//! is the probability of being active at n. One walk over i serves all n of a pair (x, t_x).

use super::{Opportunities, Parameters};
use crate::fit::FitError;
use crate::history::{History, Statistics, sum_over_chunks};
use crate::special::{digamma, digamma_difference, ln_gamma_ratio};

/// Customers of one (x, t_x): n − t_x in rising order with their weights.
#[derive(Debug, Clone)]
struct Group {
    purchases: f64,
    last: f64,
    silences: Vec<(f64, f64)>,
}

/// The sample, arranged once.
#[derive(Debug)]
pub(super) struct Sample {
    groups: Vec<Group>,
}

impl Sample {
    pub(super) fn new(statistics: &Statistics) -> Result<Self, FitError> {
        let mut groups: Vec<Group> = Vec::new();
        for row in statistics.rows() {
            let Opportunities { purchases, last, count } =
                Opportunities::of(&row.history).ok_or_else(|| refusal(&row.history))?;
            // Rows come ordered by (x, t_x, n).
            if groups.last().is_none_or(|group| (group.purchases, group.last) != (purchases, last)) {
                groups.push(Group { purchases, last, silences: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.silences.push((count - last, row.weight));
            }
        }
        Ok(Self { groups })
    }

    /// Value, then derivatives by α, β, γ, δ.
    pub(super) fn evaluate(&self, parameters: &Parameters) -> [f64; 5] {
        sum_over_chunks(&self.groups, |groups| {
            let mut sums = [0.0; 5];
            for group in groups {
                let (ln_before, slopes) = until_last(parameters, group.purchases, group.last);
                let mut walk = Silence::new(parameters, group.purchases, group.last);
                for (silence, weight) in &group.silences {
                    walk.advance(*silence);
                    let (bracket, of_bracket) = walk.bracket();
                    sums[0] += weight * (ln_before + bracket.ln());
                    for i in 0..4 {
                        sums[i + 1] += weight * (slopes[i] + of_bracket[i] / bracket);
                    }
                }
            }
            sums
        })
    }
}

fn refusal(history: &History) -> FitError {
    FitError::NotOpportunities {
        frequency: history.frequency(),
        recency: history.recency(),
        age: history.age(),
        most: super::MOST,
    }
}

/// ln K and its derivatives.
fn until_last(&Parameters { alpha, beta, gamma, delta }: &Parameters, x: f64, last: f64) -> (f64, [f64; 4]) {
    let missed = last - x;
    let value = ln_gamma_ratio(alpha, x) + ln_gamma_ratio(beta, missed) - ln_gamma_ratio(alpha + beta, last)
        + ln_gamma_ratio(delta, last)
        - ln_gamma_ratio(gamma + delta, last);
    let of_both = digamma_difference(alpha + beta, last);
    let of_staying = digamma(gamma + delta) - digamma(gamma + delta + last);
    let slopes = [
        digamma_difference(alpha, x) - of_both,
        digamma_difference(beta, missed) - of_both,
        of_staying,
        digamma_difference(delta, last) + of_staying,
    ];
    (value, slopes)
}

/// The walk over the opportunities since the last purchase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Silence {
    gamma: f64,
    /// β + t_x − x, α + β + t_x, δ + t_x, γ + δ + t_x.
    offsets: [f64; 4],
    walked: f64,
    /// Π q_j s_j so far and the derivatives of its logarithm.
    active: f64,
    of_active: [f64; 4],
    /// The sum so far and its derivatives.
    stopped: f64,
    of_stopped: [f64; 4],
}

impl Silence {
    pub(super) fn new(parameters: &Parameters, x: f64, last: f64) -> Self {
        let Parameters { alpha, beta, gamma, delta } = *parameters;
        Self {
            gamma,
            offsets: [beta + last - x, alpha + beta + last, delta + last, gamma + delta + last],
            walked: 0.0,
            active: 1.0,
            of_active: [0.0; 4],
            stopped: 0.0,
            of_stopped: [0.0; 4],
        }
    }

    /// Walks on until `silence` opportunities lie behind.
    pub(super) fn advance(&mut self, silence: f64) {
        let gamma = self.gamma;
        while self.walked < silence {
            let [missing, both, staying, all] = self.offsets.map(|offset| offset + self.walked);
            let (inverse_both, inverse_all) = (1.0 / both, 1.0 / all);
            let stop = self.active * gamma * inverse_all;
            let of_stop = [
                self.of_active[0],
                self.of_active[1],
                self.of_active[2] + 1.0 / gamma - inverse_all,
                self.of_active[3] - inverse_all,
            ];
            self.stopped += stop;
            for (sum, slope) in self.of_stopped.iter_mut().zip(of_stop) {
                *sum += stop * slope;
            }
            self.active *= missing * inverse_both * staying * inverse_all;
            self.of_active[0] -= inverse_both;
            self.of_active[1] += 1.0 / missing - inverse_both;
            self.of_active[2] -= inverse_all;
            self.of_active[3] += 1.0 / staying - inverse_all;
            self.walked += 1.0;
        }
    }

    /// The sum so far, over the opportunities before which the customer may have stopped.
    pub(super) fn stopped(&self) -> f64 {
        self.stopped
    }

    /// The bracket and its derivatives.
    pub(super) fn bracket(&self) -> (f64, [f64; 4]) {
        let slopes = std::array::from_fn(|i| self.active * self.of_active[i] + self.of_stopped[i]);
        (self.active + self.stopped, slopes)
    }

    /// The first term's share of the bracket, the probability of being active at n, and its derivatives.
    pub(super) fn share_active(&self) -> (f64, [f64; 4]) {
        let (bracket, slopes) = self.bracket();
        let share = self.active / bracket;
        (share, std::array::from_fn(|i| share * (self.of_active[i] - slopes[i] / bracket)))
    }
}
