//! What simulated futures of one customer come to.

use patron_models::transaction::{MAX_PARAMETERS, Prediction};

/// One customer's future when the customer's own rates are drawn, given what was seen and draws of the population.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledFuture {
    /// Probabilities and means; the variance holds what is not known of the population, and there are no derivatives.
    pub prediction: Prediction,
    /// P(N = n), n = 0, 1, …: shares of simulated futures.
    pub counts: Vec<f64>,
}

/// What one draw of the customer says: means given the rates where they are known, or one simulated course.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Course {
    /// Probability of being active.
    pub(crate) alive: f64,
    /// Probability of a purchase in (0, H].
    pub(crate) returns: f64,
    /// E\[N\].
    pub(crate) expected: f64,
    /// E\[N(N−1)\].
    pub(crate) factorial: f64,
    /// E Σ e^(−δs).
    pub(crate) discounted: f64,
    /// Purchase rate while active.
    pub(crate) rate: f64,
    /// Simulated number of purchases.
    pub(crate) simulated: u32,
}

/// Sums over courses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Courses {
    number: f64,
    sums: [f64; 6],
    counts: Vec<f64>,
}

impl Courses {
    pub(crate) fn add(&mut self, course: &Course) {
        let Course { alive, returns, expected, factorial, discounted, rate, simulated } = *course;
        self.number += 1.0;
        for (sum, value) in self.sums.iter_mut().zip([alive, returns, expected, factorial, discounted, rate]) {
            *sum += value;
        }
        let place = simulated as usize;
        if self.counts.len() <= place {
            self.counts.resize(place + 1, 0.0);
        }
        self.counts[place] += 1.0;
    }

    /// Means over all courses.
    pub(crate) fn future(self) -> SampledFuture {
        let [alive, returns, expected, factorial, discounted, rate] = self.sums.map(|sum| sum / self.number);
        let prediction = Prediction {
            probability_alive: alive,
            probability_return: returns,
            expected_purchases: expected,
            purchase_variance: (factorial + expected - expected * expected).max(0.0),
            discounted_purchases: discounted,
            discounted_purchases_forever: None,
            purchase_rate: rate,
            gradient: [0.0; MAX_PARAMETERS],
        };
        SampledFuture { prediction, counts: self.counts.into_iter().map(|count| count / self.number).collect() }
    }
}

/// How often draws of the population are gone through, so that few of them, or their means alone, still give enough
/// courses of a customer.
pub(crate) fn rounds(draws: usize) -> usize {
    const LEAST_VISITS: usize = 400;
    LEAST_VISITS.div_ceil(draws.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_courses() {
        let mut courses = Courses::default();
        for simulated in [0, 3] {
            let n = f64::from(simulated);
            let course =
                Course { expected: n, factorial: n * (n - 1.0), returns: n.min(1.0), simulated, ..Course::default() };
            courses.add(&course);
        }
        let SampledFuture { prediction, counts } = courses.future();
        assert_eq!((prediction.expected_purchases, prediction.purchase_variance), (1.5, 2.25));
        assert_eq!((prediction.probability_return, counts), (0.5, vec![0.5, 0.0, 0.0, 0.5]));
        assert_eq!([rounds(1), rounds(400), rounds(150)], [400, 1, 3]);
    }
}
