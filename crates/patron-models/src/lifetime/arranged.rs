//! The sample of a model with a lifetime, arranged for many evaluations.

use super::{Lifetime, Sample, Until};
use crate::fit::ParameterError;
use crate::history::Statistics;
use crate::transaction::{SampleLikelihood, check_length};

/// A sample and the way from parameters to the model.
#[derive(Debug)]
pub(crate) struct Arranged<const P: usize, const E: usize, L> {
    sample: Sample,
    names: &'static [&'static str],
    at: fn(&[f64]) -> Until<L>,
}

impl<const P: usize, const E: usize, L> Arranged<P, E, L> {
    pub(crate) fn new(statistics: &Statistics, names: &'static [&'static str], at: fn(&[f64]) -> Until<L>) -> Self {
        Self { sample: Sample::new(statistics), names, at }
    }
}

impl<const P: usize, const E: usize, L: Lifetime<P, E>> SampleLikelihood for Arranged<P, E, L> {
    fn evaluate(&self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64, ParameterError> {
        check_length(parameters, gradient)?;
        ParameterError::check(self.names, parameters)?;
        let sums = self.sample.evaluate(&(self.at)(parameters));
        gradient.copy_from_slice(&sums[1..=P]);
        Ok(sums[0])
    }
}
