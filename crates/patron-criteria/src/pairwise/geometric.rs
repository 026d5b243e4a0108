//! Weights by geometric means of the rows.

use super::PairwiseMatrix;

impl PairwiseMatrix {
    /// wᵢ ∝ (Πⱼ aᵢⱼ)^(1/n), with sum 1 \[CW1985\]: least squares in logarithms. The eigenvector's weights where
    /// judgements are consistent or criteria are at most three.
    #[must_use]
    pub fn geometric_weights(&self) -> Vec<f64> {
        let n = self.size() as f64;
        let means: Vec<f64> = self
            .values()
            .chunks_exact(self.size())
            .map(|row| (row.iter().map(|value| value.ln()).sum::<f64>() / n).exp())
            .collect();
        let sum: f64 = means.iter().sum();
        means.iter().map(|mean| mean / sum).collect()
    }
}
