//! The sample of spends, arranged for many evaluations.

use super::likelihood::Sample;
use super::{GammaGamma, SpendStatistics};
use crate::fit::ParameterError;
use crate::transaction::{SampleLikelihood, check_length};

impl GammaGamma {
    /// The sample arranged for many evaluations of its log-likelihood by p, q, gamma.
    #[must_use]
    pub fn arranged(statistics: &SpendStatistics) -> Box<dyn SampleLikelihood> {
        Box::new(Sample::new(statistics))
    }
}

impl SampleLikelihood for Sample {
    fn evaluate(&self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64, ParameterError> {
        check_length(parameters, gradient)?;
        let sums = Self::evaluate(self, &GammaGamma::new(parameters)?);
        gradient.copy_from_slice(&sums[1..4]);
        Ok(sums[0])
    }
}
