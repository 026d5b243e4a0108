/// Lifetime value for each unit of acquisition cost from which winning customers is commonly held to pay.
pub const HEALTHY_RATIO: f64 = 3.0;

/// Spend on winning customers over the customers won; `None` where none was.
#[must_use]
pub fn acquisition_cost(spend: f64, won: f64) -> Option<f64> {
    (won > 0.0 && spend >= 0.0).then(|| spend / won)
}

/// Lifetime value (contribution) over acquisition cost; `None` where winning cost nothing.
#[must_use]
pub fn value_ratio(lifetime_value: f64, acquisition_cost: f64) -> Option<f64> {
    (acquisition_cost > 0.0).then(|| lifetime_value / acquisition_cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_thousand_for_a_hundred() {
        assert_eq!(acquisition_cost(100_000.0, 100.0), Some(1000.0));
        assert_eq!(acquisition_cost(100_000.0, 0.0), None);
        assert_eq!(value_ratio(3200.0, 1000.0), Some(3.2));
        assert_eq!(value_ratio(3200.0, 0.0), None);
    }
}
