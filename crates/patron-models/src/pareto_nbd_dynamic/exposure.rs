//! Time at the pace of a covariate.

/// c + ∫ e^(γ′z) over a time and its derivatives by γ; c is α or β.
#[derive(Debug, Clone)]
pub(super) struct Exposure {
    pub(super) value: f64,
    /// By each γ.
    pub(super) first: Vec<f64>,
    /// By two, the upper triangle by rows.
    pub(super) second: Vec<f64>,
}

impl Exposure {
    /// No time yet, with n coefficients.
    pub(super) fn from(value: f64, n: usize) -> Self {
        Self { value, first: vec![0.0; n], second: vec![0.0; n * (n + 1) / 2] }
    }

    /// Adds a time at covariates `z` and their pace e^(γ′z).
    pub(super) fn add(&mut self, time: f64, pace: f64, z: &[f64]) {
        let passed = time * pace;
        self.value += passed;
        let mut second = self.second.iter_mut();
        for (i, one) in z.iter().enumerate() {
            self.first[i] += passed * one;
            for (other, entry) in z[i..].iter().zip(&mut second) {
                *entry += passed * one * other;
            }
        }
    }

    /// The exposure some time later, written into `later`, which has as many coefficients.
    pub(super) fn ahead(&self, time: f64, pace: f64, z: &[f64], later: &mut Self) {
        later.value = self.value;
        later.first.copy_from_slice(&self.first);
        later.second.copy_from_slice(&self.second);
        later.add(time, pace, z);
    }
}

/// e^(γ′z).
pub(super) fn pace(gamma: &[f64], z: &[f64]) -> f64 {
    gamma.iter().zip(z).map(|(gamma, z)| gamma * z).sum::<f64>().exp()
}
