//! Whether judgements agree with each other.

/// Consistency index of random judgements by number of criteria, from 1 to 15 \[S1980\].
const RANDOM: [f64; 15] = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// The consistency ratio up to which judgements are accepted \[S1980\].
pub const ACCEPTED_RATIO: f64 = 0.1;

/// How far judgements contradict each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Consistency {
    /// The principal eigenvalue λ: n where nothing contradicts, more otherwise.
    pub lambda_max: f64,
    /// CI = (λ − n) / (n − 1); 0 for a single criterion.
    pub index: f64,
    /// CR = CI / RI, the index against that of random judgements; 0 for one or two criteria.
    pub ratio: f64,
}

impl Consistency {
    pub(super) fn of(lambda_max: f64, size: usize) -> Self {
        let n = size as f64;
        // One or two criteria cannot contradict; λ may lie below n by rounding alone.
        let index = if size < 3 { 0.0 } else { ((lambda_max - n) / (n - 1.0)).max(0.0) };
        let random = random_index(size).unwrap_or(f64::NAN);
        Self { lambda_max, index, ratio: if size < 3 { 0.0 } else { index / random } }
    }

    /// Whether the ratio is at most [`ACCEPTED_RATIO`].
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.ratio <= ACCEPTED_RATIO
    }
}

/// RI: the mean consistency index of random judgements on n criteria \[S1980\], for n from 1 to 15.
#[must_use]
pub fn random_index(size: usize) -> Option<f64> {
    size.checked_sub(1).and_then(|index| RANDOM.get(index).copied())
}
