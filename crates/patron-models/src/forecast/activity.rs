//! The probability of being active in the periods ahead.

use super::CountError;

/// For each period ahead, the probability that the customer is still active in it.
///
/// Who is active in a period was active in those before. Periods beyond the last that is given have its probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity(Vec<f64>);

impl Activity {
    /// Nobody stops: what the forecast assumes where recency is not asked for.
    #[must_use]
    pub fn certain() -> Self {
        Self(vec![1.0])
    }

    /// The probability of being active at the valuation date, and nobody stops after it: recency as one factor.
    ///
    /// # Errors
    /// When it is not from 0 to 1.
    pub fn now(probability_alive: f64) -> Result<Self, CountError> {
        Self::by_period(vec![probability_alive])
    }

    /// A probability for each period ahead; none given means certainty.
    ///
    /// # Errors
    /// When one is not from 0 to 1, or above the one before.
    pub fn by_period(probabilities: Vec<f64>) -> Result<Self, CountError> {
        let mut before = 1.0;
        for (index, value) in probabilities.iter().enumerate() {
            if !(0.0..=before).contains(value) {
                return Err(CountError::Activity { period: index + 1, value: *value });
            }
            before = *value;
        }
        Ok(Self(probabilities))
    }

    /// The probability of being active in a period, the next being 0.
    #[must_use]
    pub fn at(&self, period: u32) -> f64 {
        self.0.get(period as usize).or(self.0.last()).copied().unwrap_or(1.0)
    }
}
