/// Months until contribution has brought the acquisition cost back, within a month in proportion; `None` where it has not
/// within the months given. `contributions` are those of an average customer won, month by month.
#[must_use]
pub fn payback_months(acquisition_cost: f64, contributions: &[f64]) -> Option<f64> {
    let mut earned = 0.0;
    for (month, contribution) in contributions.iter().enumerate() {
        let missing = acquisition_cost - earned;
        if missing <= 0.0 {
            return Some(month as f64);
        }
        if *contribution >= missing {
            return Some(month as f64 + missing / contribution);
        }
        earned += contribution;
    }
    (earned >= acquisition_cost).then_some(contributions.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_divided_and_a_loss_is_made_up() {
        assert_eq!(payback_months(100.0, &[40.0, 40.0, 40.0]), Some(2.5));
        assert_eq!(payback_months(100.0, &[-20.0, 60.0, 60.0]), Some(3.0));
        assert_eq!(payback_months(100.0, &[40.0, 40.0]), None);
        assert_eq!(payback_months(0.0, &[]), Some(0.0));
    }
}
