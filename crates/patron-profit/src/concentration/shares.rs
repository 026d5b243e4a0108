/// Share of the sum that the `count` largest values bring; `None` where the sum is not above 0.
#[must_use]
pub fn share_of_largest(values: &[f64], count: usize) -> Option<f64> {
    let sum: f64 = values.iter().sum();
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(|one, other| other.total_cmp(one));
    (sum > 0.0).then(|| sorted.iter().take(count).sum::<f64>() / sum)
}

/// Herfindahl index Σ (vᵢ/Σv)² of values from 0 on: 1 where one has all, 1/n where n have the same. `None` where the sum is
/// not above 0, or a value lies below it.
#[must_use]
pub fn herfindahl(values: &[f64]) -> Option<f64> {
    let sum: f64 = values.iter().sum();
    let sound = sum > 0.0 && values.iter().all(|value| *value >= 0.0);
    sound.then(|| values.iter().map(|value| (value / sum).powi(2)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_all_or_all_the_same() {
        assert_eq!(herfindahl(&[5.0, 0.0]), Some(1.0));
        assert_eq!(herfindahl(&[2.0; 4]), Some(0.25));
        assert_eq!(herfindahl(&[3.0, -1.0]), None);
        assert_eq!(share_of_largest(&[1.0, 6.0, 3.0], 1), Some(0.6));
        assert_eq!(share_of_largest(&[-1.0], 1), None);
    }
}
