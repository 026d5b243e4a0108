//! BG/CNBD-k and MBG/CNBD-k, models of regular purchases \[RPS2021\].
//!
//! As BG/NBD and MBG/NBD, but the time between two purchases is that of k events of the customer's rate λ: an Erlang-k
//! gap of mean k/λ, the more regular the larger k. Parameters: r, alpha (per time unit), a, b, all positive, and k, a
//! whole number from 1 to [`MOST_STAGES`]; k = 1 is BG/NBD and MBG/NBD.
//!
//! k is chosen ([`TransactionModel::holding`]) or searched by log-likelihood; it has no slope and no standard error.
//! To compare one k with another the logarithms of all gaps are needed
//! ([`push_with_gaps`](crate::history::StatisticsBuilder::push_with_gaps)).

mod ahead;
mod counts;
mod fit;
mod likelihood;
mod many_events;
mod predict;
mod present;
mod renewals;
mod simulate;
#[cfg(test)]
mod tests;

use crate::bg_nbd::{Parameters, Variant};
use crate::fit::{Fit, FitError, ParameterError};
use crate::history::Statistics;
use crate::transaction::{Predictor, Terms, TransactionModel};

/// The largest k that is searched and accepted: gaps that vary by 29 % of their mean.
pub const MOST_STAGES: u32 = 12;

/// The BG/CNBD-k model: a customer may stop after every repeat purchase.
pub const BG_CNBD_K: CnbdK = CnbdK { stops_at_first: false, held: None };

/// The MBG/CNBD-k model: a customer may stop after every purchase.
pub const MBG_CNBD_K: CnbdK = CnbdK { stops_at_first: true, held: None };

/// One of the two models, with k searched or held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CnbdK {
    stops_at_first: bool,
    held: Option<u32>,
}

/// Names in the order of parameter slices.
const NAMES: &[&str] = &["r", "alpha", "a", "b", STAGES];
const STAGES: &str = "k";

impl CnbdK {
    fn variant(self, stages: u32) -> Variant {
        Variant { stages, stops_at_first: self.stops_at_first }
    }

    /// The checked parameters, k among them as the variant.
    fn parameters(self, values: &[f64]) -> Result<(Parameters, Variant), ParameterError> {
        ParameterError::check(NAMES, values)?;
        let stages = checked_stages(values.last().copied().unwrap_or(f64::NAN))?;
        Ok((Parameters::of(values), self.variant(stages)))
    }
}

fn checked_stages(k: f64) -> Result<u32, ParameterError> {
    if k.fract() == 0.0 && (1.0..=f64::from(MOST_STAGES)).contains(&k) {
        Ok(k as u32)
    } else {
        Err(ParameterError::NotWhole { name: STAGES.to_owned(), value: k, most: MOST_STAGES })
    }
}

impl TransactionModel for CnbdK {
    fn name(&self) -> &'static str {
        if self.stops_at_first { "mbg-cnbd-k" } else { "bg-cnbd-k" }
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn whole_parameters(&self) -> &'static [&'static str] {
        &[STAGES]
    }

    fn remembers_the_last_purchase(&self) -> bool {
        true
    }

    fn published_parameters(&self) -> &'static [f64] {
        // Not from a publication: customers who buy every other week or so, gaps varying by 70 % of their mean.
        &[1.2, 2.5, 0.7, 2.8, 2.0]
    }

    fn check(&self, parameters: &[f64]) -> Result<(), ParameterError> {
        self.parameters(parameters).map(|_| ())
    }

    fn holding(&self, name: &str, value: f64) -> Result<Box<dyn TransactionModel>, ParameterError> {
        if name != STAGES {
            return Err(ParameterError::Unknown { name: name.to_owned(), expected: STAGES.to_owned() });
        }
        Ok(Box::new(Self { held: Some(checked_stages(value)?), ..*self }))
    }

    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError> {
        let (parameters, variant) = self.parameters(parameters)?;
        let (value, gradient) = likelihood::evaluate(&parameters, variant, statistics)?;
        Ok((value, gradient.into_iter().chain([0.0]).collect()))
    }

    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError> {
        fit::fit(*self, statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        let (parameters, variant) = self.parameters(parameters)?;
        Ok(predict::predictor(parameters, variant, terms))
    }

    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        let (parameters, variant) = self.parameters(parameters)?;
        simulate::simulate(&parameters, variant, ages, seed)
    }
}
