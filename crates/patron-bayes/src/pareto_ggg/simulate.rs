//! Simulated customers.

use patron_models::fit::ParameterError;
use patron_models::history::History;
use rayon::prelude::*;

use super::{ParetoGgg, TimedHistory};
use crate::BayesError;
use crate::chain::{exponential, gamma, stream};

impl ParetoGgg {
    /// Customers of a population t, gamma, r, alpha, s, beta, each observed for an age from the first purchase on.
    ///
    /// The same seed gives the same customers on every machine, each drawn from a stream of its own.
    ///
    /// # Errors
    /// When there are not six parameters, one is not positive and finite, or an age is not a time.
    pub fn simulate(parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<TimedHistory>, BayesError> {
        let &[t, rate, r, alpha, s, beta] = parameters else {
            return Err(ParameterError::Count { found: parameters.len(), expected: Self::PARAMETER_NAMES.len() }.into());
        };
        for (name, value) in Self::PARAMETER_NAMES.iter().zip(parameters) {
            if !(value.is_finite() && *value > 0.0) {
                return Err(ParameterError::NotPositive { name: (*name).to_owned(), value: *value }.into());
            }
        }
        if let Some(age) = ages.iter().find(|age| !(age.is_finite() && **age >= 0.0)) {
            return Err(ParameterError::NotATime { name: "the age of a customer", value: *age }.into());
        }
        let customer = |(place, age): (usize, &f64)| {
            let mut stream = stream(seed, place);
            let k = gamma(&mut stream, t, rate);
            let lambda = gamma(&mut stream, r, alpha);
            let end = (exponential(&mut stream) / gamma(&mut stream, s, beta)).min(*age);
            let (mut purchases, mut last, mut ln_gaps) = (0, 0.0, 0.0);
            loop {
                let gap = gamma(&mut stream, k, k * lambda);
                // A rate that has underflowed never buys; a gap of nothing is the same moment.
                if !(last + gap <= end) {
                    break;
                }
                if gap > 0.0 {
                    purchases += 1;
                    last += gap;
                    ln_gaps += gap.ln();
                }
            }
            let history = History::new(purchases, last, *age)?;
            // The sum of one gap is its logarithm to the last bit.
            let ln_gaps = if purchases == 1 { last.ln() } else { ln_gaps };
            Ok(TimedHistory::new(history, ln_gaps)?)
        };
        ages.par_iter().enumerate().map(customer).collect()
    }
}
