use super::PriceError;

/// A price and what was bought at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// The price.
    pub price: f64,
    /// The quantity.
    pub quantity: f64,
}

/// Elasticity between two periods, three ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoPeriods {
    /// On the base of the first period: ((Q₂−Q₁)/Q₁)/((P₂−P₁)/P₁).
    pub simple: f64,
    /// On the base of the middle, the same both ways: ((Q₂−Q₁)/(Q₁+Q₂))/((P₂−P₁)/(P₁+P₂)).
    pub arc: f64,
    /// Constant in between: ln(Q₂/Q₁)/ln(P₂/P₁).
    pub constant: f64,
}

/// Elasticity between two periods.
///
/// # Errors
/// When a price or quantity is not above 0, or the price does not change.
pub fn two_periods(before: Observation, after: Observation) -> Result<TwoPeriods, PriceError> {
    check(&[before, after])?;
    let Observation { price: p1, quantity: q1 } = before;
    let Observation { price: p2, quantity: q2 } = after;
    if p1 == p2 {
        return Err(PriceError::NoChange { price: p1 });
    }
    Ok(TwoPeriods {
        simple: ((q2 - q1) / q1) / ((p2 - p1) / p1),
        arc: ((q2 - q1) / (q1 + q2)) / ((p2 - p1) / (p1 + p2)),
        constant: (q2 / q1).ln() / (p2 / p1).ln(),
    })
}

pub(super) fn check(observations: &[Observation]) -> Result<(), PriceError> {
    let sound = |value: f64| value > 0.0 && value.is_finite();
    let bad = |seen: &Observation| !(sound(seen.price) && sound(seen.quantity));
    match observations.iter().position(bad) {
        Some(place) => {
            let Observation { price, quantity } = observations[place];
            Err(PriceError::NotPositive { observation: place + 1, price, quantity })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_at_ten_and_a_hundred_and_thirty_at_eight() {
        let [before, after] = [(10.0, 100.0), (8.0, 130.0)].map(|(price, quantity)| Observation { price, quantity });
        let found = two_periods(before, after).unwrap();
        let printed = |value: f64| (value * 100.0).round() / 100.0;
        assert_eq!([found.simple, found.arc, found.constant].map(printed), [-1.5, -1.17, -1.18]);
        let back = two_periods(after, before).unwrap();
        assert!((back.arc - found.arc).abs() < 1e-15 && (back.constant - found.constant).abs() < 1e-15);
        let error = two_periods(before, Observation { price: 10.0, quantity: 5.0 }).unwrap_err();
        assert_eq!(error.to_string(), "the price is `10` throughout, expected it to vary");
        let error = two_periods(before, Observation { price: 9.0, quantity: 0.0 }).unwrap_err();
        assert_eq!(
            error.to_string(),
            "observation `2` has price `9` and quantity `0`, expected finite numbers above 0"
        );
    }
}
