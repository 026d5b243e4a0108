//! The trust-region Newton method.

use nalgebra::{DMatrix, DVector, SymmetricEigen};
use serde::{Deserialize, Serialize};

use super::{Evaluation, Objective};

/// Where a parameter runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Toward {
    /// To zero.
    Zero,
    /// To infinity.
    Infinity,
}

/// How the search ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ending {
    /// At a maximum: no slope, negative curvature, next Newton step negligible.
    Converged,
    /// A parameter kept running to zero or infinity: the data have no inner maximum.
    Boundary {
        /// Index of the parameter that has moved furthest.
        parameter: usize,
        /// Where it runs.
        toward: Toward,
    },
    /// Neither, within the allowed steps.
    Stalled,
}

/// The point at which a search ended, and what is known there.
#[derive(Debug, Clone)]
pub struct Maximum {
    /// The parameters.
    pub point: Vec<f64>,
    /// The objective there.
    pub value: f64,
    /// Second derivatives by the logarithms of the parameters.
    pub log_hessian: DMatrix<f64>,
    /// Largest derivative by the logarithm of a parameter, in size.
    pub gradient_norm: f64,
    /// Evaluations of the objective.
    pub iterations: u32,
    /// How the search ended.
    pub ending: Ending,
}

const MAX_EVALUATIONS: u32 = 200;
/// A parameter that moved by a factor of a million from its moment estimate is running away.
const RUNAWAY: f64 = 13.8;
/// Without slope and without a maximum, a hundredfold is enough: the ridge is flat to the last digit.
const FAR: f64 = 4.6;
/// The largest slope, per relative change of a parameter, that counts as none. Rounding of a mean
/// log-likelihood leaves about 1e-14.
const FLAT: f64 = 1e-8;
/// The largest relative change of a parameter in the next Newton step that counts as none.
const SETTLED: f64 = 1e-6;

/// Maximises `objective` from `start`, whose entries are positive.
pub fn maximise(objective: &impl Objective, start: &[f64]) -> Maximum {
    let origin: Vec<f64> = start.iter().map(|parameter| parameter.ln()).collect();
    let mut maximum = climb(|at| on_logarithms(objective, at), &origin);
    for log in &mut maximum.point {
        *log = log.exp();
    }
    maximum
}

/// Maximises a function of any real numbers from `start`. They are of the size of logarithms: a number that has moved
/// by more than [`RUNAWAY`] runs away. The point is in these numbers, and so are the second derivatives.
pub(crate) fn climb(evaluate: impl Fn(&[f64]) -> Evaluation, start: &[f64]) -> Maximum {
    let origin = DVector::from_column_slice(start);
    let mut at = origin.clone();
    let mut here = evaluate(at.as_slice());
    let mut radius = 1.0;
    let mut iterations = 1;
    let mut ending = Ending::Stalled;
    while iterations < MAX_EVALUATIONS && here.is_finite() {
        let (step, newton) = subproblem(&here, radius);
        if newton && step.amax() < SETTLED && here.gradient.amax() < FLAT {
            let candidate = &at + &step;
            let there = evaluate(candidate.as_slice());
            iterations += 1;
            if there.is_finite() && there.gradient.amax() <= here.gradient.amax() {
                (at, here) = (candidate, there);
            }
            ending = Ending::Converged;
            break;
        }
        let predicted = here.gradient.dot(&step) + 0.5 * step.dot(&(&here.hessian * &step));
        let candidate = &at + &step;
        let there = evaluate(candidate.as_slice());
        iterations += 1;
        let gain = there.value - here.value;
        // Below the rounding of the value the gradient judges instead.
        let noise = 1e-13 * (1.0 + here.value.abs());
        let by_gradient = predicted < noise && there.gradient.amax() < here.gradient.amax();
        let ratio = if by_gradient { 1.0 } else { gain / predicted };
        if !there.is_finite() || !ratio.is_finite() || ratio < 0.1 {
            radius = 0.25 * step.norm();
        } else if ratio > 0.75 && step.norm() > 0.9 * radius {
            radius = (2.0 * radius).min(3.0);
        }
        if there.is_finite() && ratio > 1e-4 {
            (at, here) = (candidate, there);
            if let Some(boundary) = runaway(&at, &origin, RUNAWAY) {
                ending = boundary;
                break;
            }
        }
        if radius < 1e-12 {
            break;
        }
    }
    if ending == Ending::Stalled && here.gradient.amax() < FLAT {
        ending = runaway(&at, &origin, FAR).unwrap_or(ending);
    }
    Maximum {
        point: at.as_slice().to_vec(),
        value: here.value,
        gradient_norm: here.gradient.amax(),
        log_hessian: here.hessian,
        iterations,
        ending,
    }
}

/// The objective and its derivatives by the logarithms: g′ = θ g, H′ = θθᵀ H + diag(θ g).
pub(crate) fn on_logarithms(objective: &(impl Objective + ?Sized), at: &[f64]) -> Evaluation {
    let point: Vec<f64> = at.iter().map(|log| log.exp()).collect();
    let mut here = objective.evaluate(&point);
    for (i, outer) in point.iter().enumerate() {
        here.gradient[i] *= outer;
        for (j, inner) in point.iter().enumerate() {
            here.hessian[(i, j)] *= outer * inner;
        }
        here.hessian[(i, i)] += here.gradient[i];
    }
    here
}

/// The step within `radius` that maximises the quadratic model, and whether it is the full Newton step.
fn subproblem(here: &Evaluation, radius: f64) -> (DVector<f64>, bool) {
    let eigen = SymmetricEigen::new(-&here.hessian);
    let slope = eigen.eigenvectors.transpose() * &here.gradient;
    let lowest = eigen.eigenvalues.min();
    let norm_at = |shift: f64| {
        slope.iter().zip(&eigen.eigenvalues).map(|(g, curvature)| (g / (curvature + shift)).powi(2)).sum::<f64>().sqrt()
    };
    let step_at = |shift: f64| {
        let inner = slope.zip_map(&eigen.eigenvalues, |g, curvature| g / (curvature + shift));
        &eigen.eigenvectors * inner
    };
    if lowest > 0.0 && norm_at(0.0) <= radius {
        return (step_at(0.0), true);
    }
    // Find the shift whose step has the length of the radius; the length falls as the shift grows.
    let floor = (-lowest).max(0.0);
    let mut low = floor;
    let mut high = floor + slope.norm() / radius + f64::MIN_POSITIVE;
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if norm_at(middle) > radius {
            low = middle;
        } else {
            high = middle;
        }
    }
    (step_at(high), false)
}

fn runaway(at: &DVector<f64>, origin: &DVector<f64>, far: f64) -> Option<Ending> {
    let moved = at - origin;
    let parameter = moved.iamax();
    if moved[parameter].abs() < far {
        return None;
    }
    let toward = if moved[parameter] < 0.0 { Toward::Zero } else { Toward::Infinity };
    Some(Ending::Boundary { parameter, toward })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;
    use crate::optimise::{Differenced, GradientObjective};

    /// −(x − y²)² − (y − 3)²/10, a bent ridge with its top at (9, 3).
    struct Ridge;

    impl GradientObjective for Ridge {
        fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
            let (off, away) = (point[0] - point[1] * point[1], point[1] - 3.0);
            gradient[0] = -2.0 * off;
            gradient[1] = 4.0 * off * point[1] - 0.2 * away;
            -off * off - 0.1 * away * away
        }
    }

    #[test]
    fn climbs_a_bent_ridge() {
        let top = maximise(&Differenced(Ridge), &[0.1, 40.0]);
        assert_eq!(top.ending, Ending::Converged);
        assert_relative(top.point[0], 9.0, 1e-7);
        assert_relative(top.point[1], 3.0, 1e-7);
    }

    /// −1/x − y + ln y: the top of x lies at infinity.
    struct Runaway(f64);

    impl GradientObjective for Runaway {
        fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
            let power = point[0].powf(self.0);
            gradient[0] = -self.0 * power / point[0];
            gradient[1] = 1.0 / point[1] - 1.0;
            -power - point[1] + point[1].ln()
        }
    }

    #[test]
    fn a_parameter_without_inner_maximum_is_named() {
        let up = maximise(&Differenced(Runaway(-1.0)), &[1.0, 2.0]);
        assert_eq!(up.ending, Ending::Boundary { parameter: 0, toward: Toward::Infinity });
        let down = maximise(&Differenced(Runaway(1.0)), &[1.0, 2.0]);
        assert_eq!(down.ending, Ending::Boundary { parameter: 0, toward: Toward::Zero });
    }

    /// −1/x without the digits that would tell a slope beyond x = 10,000.
    struct Plateau;

    impl GradientObjective for Plateau {
        fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
            let inverse = 1.0 / point[0].min(1e4);
            gradient[0] = if point[0] < 1e4 { inverse * inverse } else { 0.0 };
            -inverse
        }
    }

    #[test]
    fn a_plateau_far_away_is_a_boundary() {
        let far = maximise(&Differenced(Plateau), &[1.0]);
        assert_eq!(far.ending, Ending::Boundary { parameter: 0, toward: Toward::Infinity });
    }

    /// −1/x − y + ln y, known to ten digits only: the ridge toward infinity ends in noise.
    struct Noisy;

    impl GradientObjective for Noisy {
        fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
            let noise = |size: f64| size * (1e7 * point[0]).sin();
            gradient[0] = 1.0 / (point[0] * point[0]) + noise(1e-10) / point[0];
            gradient[1] = 1.0 / point[1] - 1.0;
            -1.0 / point[0] - point[1] + point[1].ln() + noise(1e-10)
        }
    }

    #[test]
    fn a_ridge_that_ends_in_noise_is_a_boundary_too() {
        let end = maximise(&Differenced(Noisy), &[1e5, 2.0]);
        assert!(end.gradient_norm < FLAT && end.point[0] < 1e5 * RUNAWAY.exp());
        assert_eq!(end.ending, Ending::Boundary { parameter: 0, toward: Toward::Infinity });
    }

    /// ln x − x, undefined beyond 2: steps into nothing are taken back.
    struct Cliff;

    impl GradientObjective for Cliff {
        fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
            gradient[0] = 1.0 / point[0] - 1.0;
            if point[0] > 2.0 { f64::NAN } else { point[0].ln() - point[0] }
        }
    }

    #[test]
    fn steps_to_undefined_points_are_taken_back() {
        let top = maximise(&Differenced(Cliff), &[0.01]);
        assert_eq!(top.ending, Ending::Converged);
        assert_relative(top.point[0], 1.0, 1e-7);
    }
}
