//! Whose displeasure costs most: value of customers beside what they think.

use serde::Serialize;

use crate::scale::{Scale, ScaleError};

/// Value of customers, and the part of it that belongs to the displeased.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stake {
    /// Customers whose value is known.
    pub customers: usize,
    /// The displeased among them.
    pub displeased: usize,
    /// Customers who answered and whose value is not known; they are in no other figure.
    pub without_value: usize,
    /// Displeased customers whose value is 0 or less: nothing is lost with them, and they add nothing.
    pub worth_nothing: usize,
    /// Value of all customers that are worth something.
    pub value: f64,
    /// Value of the displeased among these.
    pub at_stake: f64,
    /// At stake over value; `None` where there is no value.
    pub share: Option<f64>,
}

/// Adds up what belongs to the displeased: whether a customer is, and the value, where it is known and finite.
pub fn stake(customers: impl IntoIterator<Item = (bool, Option<f64>)>) -> Stake {
    let mut found = Stake {
        customers: 0,
        displeased: 0,
        without_value: 0,
        worth_nothing: 0,
        value: 0.0,
        at_stake: 0.0,
        share: None,
    };
    for (displeased, value) in customers {
        let Some(value) = value.filter(|value| value.is_finite()) else {
            found.without_value += 1;
            continue;
        };
        found.customers += 1;
        found.displeased += usize::from(displeased);
        if value > 0.0 {
            found.value += value;
            found.at_stake += if displeased { value } else { 0.0 };
        } else {
            found.worth_nothing += usize::from(displeased);
        }
    }
    found.share = (found.value > 0.0).then(|| found.at_stake / found.value);
    found
}

/// How displeased an answer is: 0 at the top of the scale, 1 at its bottom.
///
/// # Errors
/// When the answer is not on the scale.
pub fn displeasure(answer: f64, scale: &Scale) -> Result<f64, ScaleError> {
    Ok(1.0 - scale.to_hundred(scale.check(answer)?) / 100.0)
}

/// Whom to call first: places of customers by value × displeasure, largest first, equals in the order given. Who is not
/// displeased, is worth nothing or has no known value is not called.
#[must_use]
pub fn call_first(customers: &[(f64, Option<f64>)]) -> Vec<usize> {
    let urgency = |place: &usize| {
        let (displeasure, value) = customers[*place];
        value.map_or(0.0, |value| value * displeasure)
    };
    let worth = |place: &usize| {
        let (displeasure, value) = customers[*place];
        displeasure > 0.0 && value.is_some_and(|value| value > 0.0 && value.is_finite())
    };
    let mut places: Vec<usize> = (0..customers.len()).filter(worth).collect();
    places.sort_by(|a, b| urgency(b).total_cmp(&urgency(a)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equity_of_the_displeased() {
        let customers = [(true, Some(300.0)), (false, Some(500.0)), (true, Some(-20.0)), (true, None), (false, None)];
        let found = stake(customers);
        assert_eq!((found.customers, found.displeased, found.without_value, found.worth_nothing), (3, 2, 2, 1));
        assert_eq!((found.value, found.at_stake, found.share), (800.0, 300.0, Some(0.375)));
        assert_eq!(stake([(true, Some(0.0))]).share, None);
    }

    #[test]
    fn value_times_displeasure_says_who_is_first() {
        let of = |answer: f64| displeasure(answer, &Scale::ZERO_TO_TEN).unwrap();
        let customers = [
            (of(2.0), Some(100.0)),
            (of(6.0), Some(1000.0)),
            (of(10.0), Some(9000.0)),
            (of(0.0), None),
            (of(0.0), Some(80.0)),
            (of(3.0), Some(-5.0)),
        ];
        // 400, then 80 twice: the earlier one first.
        assert_eq!(call_first(&customers), [1, 0, 4]);
        assert!(displeasure(11.0, &Scale::ZERO_TO_TEN).is_err());
    }
}
