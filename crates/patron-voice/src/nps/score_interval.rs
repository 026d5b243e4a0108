use crate::interval::{Interval, Level};

/// The differences θ of two shares of a multinomial that `more` against `less` of n answers do not refute \[T1998\]:
/// (more − less − nθ)² ≤ z² n (2q + θ − θ²), with the share q of `less` most likely under θ.
pub(super) fn score_interval(more: f64, less: f64, n: f64, level: Level) -> Interval {
    let seen = (more - less) / n;
    let high = upper(more, less, n, level.z());
    let low = -upper(less, more, n, level.z());
    // Rounding of the search must not put the figure outside.
    Interval { low: low.min(seen), high: high.max(seen) }
}

/// The largest θ that is not refuted, by bisection between the difference seen and 1.
fn upper(more: f64, less: f64, n: f64, z: f64) -> f64 {
    let (mut low, mut high) = ((more - less) / n, 1.0);
    while high - low > 1e-13 {
        let theta = 0.5 * (low + high);
        if !(theta > low && theta < high) {
            break;
        }
        let variance = n * (2.0 * likely(more, less, n, theta) + theta - theta * theta);
        if (more - less - n * theta).powi(2) <= z * z * variance {
            low = theta;
        } else {
            high = theta;
        }
    }
    0.5 * (low + high)
}

/// The most likely share of `less` where the shares differ by θ: the root of a quadratic.
fn likely(more: f64, less: f64, n: f64, theta: f64) -> f64 {
    let b = -more - less + (2.0 * n - more + less) * theta;
    let c = -less * theta * (1.0 - theta);
    ((b * b - 8.0 * n * c).max(0.0).sqrt() - b) / (4.0 * n)
}
