use serde::{Deserialize, Serialize};

use crate::sample::{Sample, SampleError};

/// What customer and company get from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exchange {
    /// Much value given and much received: both gain; protect it.
    Mutual,
    /// Much given, little received: the customer gains more; price, serve cheaper or sell more.
    Generous,
    /// Little given, much received: the company gains more, and the customer has reason to leave; invest.
    Exposed,
    /// Little on both sides: find out which way it can grow, or spend little.
    Thin,
}

/// From where a side counts as much.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// The median of the accounts.
    Median,
    /// Their mean.
    Mean,
    /// A figure that was chosen.
    At(f64),
}

/// The figure from which a side counts as much.
///
/// # Errors
/// When there is no account, or a figure is not finite.
pub fn threshold(of: &[f64], threshold: Threshold) -> Result<f64, SampleError> {
    let sample = Sample::new(of.to_vec())?;
    Ok(match threshold {
        Threshold::At(figure) if !figure.is_finite() => {
            return Err(SampleError::NotFinite { answer: 1, value: figure });
        }
        Threshold::At(figure) => figure,
        Threshold::Mean => sample.mean(),
        Threshold::Median => {
            let mut sorted = of.to_vec();
            sorted.sort_by(f64::total_cmp);
            let half = sorted.len() / 2;
            if sorted.len().is_multiple_of(2) { 0.5 * (sorted[half - 1] + sorted[half]) } else { sorted[half] }
        }
    })
}

/// The quadrant of an account: value the customer perceives against value the company receives (profit, lifetime
/// value), each much from its threshold on.
#[must_use]
pub fn exchange(given: f64, received: f64, much_given: f64, much_received: f64) -> Exchange {
    match (given >= much_given, received >= much_received) {
        (true, true) => Exchange::Mutual,
        (true, false) => Exchange::Generous,
        (false, true) => Exchange::Exposed,
        (false, false) => Exchange::Thin,
    }
}
