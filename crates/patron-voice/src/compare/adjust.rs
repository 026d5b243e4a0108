/// A probability that is none.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("comparison `{comparison}` has the probability `{probability}`, expected 0 to 1")]
pub struct AdjustError {
    /// Which one, from 1.
    pub comparison: usize,
    /// Its probability.
    pub probability: f64,
}

impl AdjustError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "adjust-probability"
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        "leave out comparisons that could not be made"
    }
}

/// Probabilities of many comparisons, so adjusted that under α none at all is wrong but with probability α \[H1979\]:
/// the i-th smallest of m times m − i + 1, never less than the one before.
///
/// # Errors
/// When one is not between 0 and 1.
pub fn holm(probabilities: &[f64]) -> Result<Vec<f64>, AdjustError> {
    let order = smallest_first(probabilities)?;
    let mut adjusted = vec![0.0; probabilities.len()];
    let mut least = 0.0_f64;
    for (before, place) in order.iter().enumerate() {
        least = least.max(probabilities[*place] * (order.len() - before) as f64).min(1.0);
        adjusted[*place] = least;
    }
    Ok(adjusted)
}

/// The same, so adjusted that of those under α no more than the share α is wrong, as expected over many surveys
/// \[BH1995\]: the i-th smallest of m times m / i, never more than the one after.
///
/// # Errors
/// When one is not between 0 and 1.
pub fn benjamini_hochberg(probabilities: &[f64]) -> Result<Vec<f64>, AdjustError> {
    let order = smallest_first(probabilities)?;
    let mut adjusted = vec![0.0; probabilities.len()];
    let mut most = 1.0_f64;
    for (before, place) in order.iter().enumerate().rev() {
        // The factor first: it is at least 1, and so no probability is lowered by rounding.
        most = most.min(probabilities[*place] * (order.len() as f64 / (before + 1) as f64));
        adjusted[*place] = most;
    }
    Ok(adjusted)
}

fn smallest_first(probabilities: &[f64]) -> Result<Vec<usize>, AdjustError> {
    if let Some(place) = probabilities.iter().position(|p| !(0.0..=1.0).contains(p)) {
        return Err(AdjustError { comparison: place + 1, probability: probabilities[place] });
    }
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
    Ok(order)
}
