//! Importance weights smoothed by a Pareto law \[VSGYG2024\].

/// Smoothed weights and what is to be thought of them.
#[derive(Debug, Clone)]
pub(super) struct Smoothed {
    /// In the order given, with sum 1.
    pub(super) weights: Vec<f64>,
    /// Shape of the Pareto law of the largest weights: the larger, the less can be relied on them.
    pub(super) k_hat: f64,
    /// Independent draws that the weighted ones are worth: 1 / Σ w².
    pub(super) effective: f64,
}

/// The shape from which on weights of so many draws are unreliable: min(1 − 1/log₁₀ S, 0.7).
pub(super) fn limit(draws: usize) -> f64 {
    (1.0 - 1.0 / (draws as f64).log10()).min(0.7)
}

/// Replaces the largest weights, given by logarithms, by the quantiles of the generalised Pareto law fitted to them.
pub(super) fn smooth(ln_weights: &[f64]) -> Smoothed {
    let count = ln_weights.len();
    let top = ln_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut weights: Vec<f64> = ln_weights.iter().map(|ln| (ln - top).exp()).collect();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| weights[*one].total_cmp(&weights[*other]));
    let tail = (0.2 * count as f64).min((3.0 * (count as f64).sqrt()).ceil()) as usize;
    let mut k_hat = f64::INFINITY;
    if tail >= 5 && tail < count {
        let threshold = weights[order[count - tail - 1]];
        let largest = &order[count - tail..];
        let excesses: Vec<f64> = largest.iter().map(|place| weights[*place] - threshold).collect();
        if let Some((shape, scale)) = pareto(&excesses) {
            k_hat = shape;
            for (rank, place) in largest.iter().enumerate() {
                let above = 1.0 - (rank as f64 + 0.5) / tail as f64;
                let excess = if shape.abs() < 1e-12 {
                    -scale * above.ln()
                } else {
                    scale / shape * (-shape * above.ln()).exp_m1()
                };
                // No weight grows beyond the largest one seen, which is 1.
                weights[*place] = (threshold + excess).min(1.0);
            }
        }
    }
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= sum);
    let effective = 1.0 / weights.iter().map(|weight| weight * weight).sum::<f64>();
    Smoothed { weights, k_hat, effective }
}

/// Shape and scale of a generalised Pareto law by the estimate of \[ZS2009\]: the mean of θ = −shape/scale over a grid,
/// weighted by profile likelihood. The shape is drawn toward 1/2 with the weight of ten observations \[VSGYG2024\].
/// `None` where the excesses, ascending, do not differ.
fn pareto(excesses: &[f64]) -> Option<(f64, f64)> {
    let count = excesses.len() as f64;
    let (largest, quartile) = (*excesses.last()?, *excesses.get((count / 4.0 + 0.5) as usize - 1)?);
    if !(quartile > 0.0 && largest > quartile) {
        return None;
    }
    let shape = |theta: f64| excesses.iter().map(|excess| (-theta * excess).ln_1p()).sum::<f64>() / count;
    let points = 30 + count.sqrt() as usize;
    let grid: Vec<(f64, f64)> = (0..points)
        .map(|j| {
            let step = 1.0 - (points as f64 / (j as f64 + 0.5)).sqrt();
            let theta = 1.0 / largest + step / (3.0 * quartile);
            let k = shape(theta);
            (theta, count * ((-theta / k).ln() - k - 1.0))
        })
        .filter(|(_, profile)| profile.is_finite())
        .collect();
    let best = grid.iter().map(|(_, profile)| *profile).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = grid.iter().map(|(_, profile)| (profile - best).exp()).sum();
    let theta = grid.iter().map(|(theta, profile)| theta * (profile - best).exp()).sum::<f64>() / total;
    let k = shape(theta);
    let scale = -k / theta;
    let drawn = (k * count + 5.0) / (count + 10.0);
    (drawn.is_finite() && scale > 0.0).then_some((drawn, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles of a Pareto law with shape k and scale 1, evenly spread.
    fn excesses(k: f64, count: usize) -> Vec<f64> {
        (0..count).map(|i| ((1.0 - (i as f64 + 0.5) / count as f64).powf(-k) - 1.0) / k).collect()
    }

    #[test]
    fn the_shape_of_a_pareto_law_is_found() {
        for k in [0.2, 0.5, 0.9] {
            let (found, scale) = pareto(&excesses(k, 2000)).unwrap();
            // The pull toward 1/2 moves it by 1/200 of the distance, the even spread by a little more.
            assert!((found - k).abs() < 0.02, "{found} for {k}");
            assert!((scale - 1.0).abs() < 0.03, "{scale}");
        }
        assert!(pareto(&[1.0; 20]).is_none());
    }

    #[test]
    fn equal_weights_stay_and_wild_ones_are_called_wild() {
        let even = smooth(&[0.3; 100]);
        assert!((even.effective - 100.0).abs() < 1e-9 && even.k_hat.is_infinite());
        let mild: Vec<f64> = (0..1000).map(|i| 0.3 * (f64::from(i) * 2.4).sin()).collect();
        let mild = smooth(&mild);
        assert!(mild.k_hat < 0.5 && mild.effective > 900.0, "{}", mild.k_hat);
        let wild: Vec<f64> = excesses(1.4, 1000).iter().map(|excess| (1.0 + excess).ln()).collect();
        assert!(smooth(&wild).k_hat > limit(1000));
        assert!((smooth(&wild).weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn few_draws_ask_for_a_smaller_shape() {
        assert!((limit(100) - 0.5).abs() < 1e-12 && limit(1_000_000) == 0.7);
    }
}
