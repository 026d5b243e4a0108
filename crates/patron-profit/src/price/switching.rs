use super::PriceError;
use super::two_periods::{Observation, check};

/// How a product's share of its category answered when its price moved against the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Switching {
    /// Share of the category's amount before and after.
    pub share_before: f64,
    /// See `share_before`.
    pub share_after: f64,
    /// Relative change of the price against the prices of the others.
    pub relative_price: f64,
    /// Points of share for each unit of relative price: (s₂ − s₁) / relative change.
    pub response: f64,
}

/// Least relative change of price that counts.
pub const LEAST_RELATIVE_CHANGE: f64 = 0.01;

/// Change of share over change of relative price, for one product among those of its category; each has a price and a
/// quantity before and after. The others' prices move by their mean relative change, weighted by their amounts before.
///
/// # Errors
/// When a price or quantity is not above 0, there is no other product, or the relative price moved by less than
/// [`LEAST_RELATIVE_CHANGE`].
pub fn switching(own: [Observation; 2], others: &[[Observation; 2]]) -> Result<Switching, PriceError> {
    check(&own)?;
    for other in others {
        check(other)?;
    }
    let amount = |seen: &Observation| seen.price * seen.quantity;
    let sum = |at: usize| others.iter().map(|other| amount(&other[at])).sum::<f64>();
    let [before, after] = [0, 1].map(sum);
    if others.is_empty() {
        return Err(PriceError::TooFew { observations: 1 });
    }
    let index = others.iter().map(|other| amount(&other[0]) * other[1].price / other[0].price).sum::<f64>() / before;
    let relative_price = own[1].price / own[0].price / index - 1.0;
    if !(relative_price.abs() >= LEAST_RELATIVE_CHANGE) {
        return Err(PriceError::HardlyVaries { variation: relative_price.abs() });
    }
    let share_before = amount(&own[0]) / (amount(&own[0]) + before);
    let share_after = amount(&own[1]) / (amount(&own[1]) + after);
    let response = (share_after - share_before) / relative_price;
    Ok(Switching { share_before, share_after, relative_price, response })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn share_lost_for_a_price_that_rose() {
        let at = |price: f64, quantity: f64| Observation { price, quantity };
        // the rival stays at 10; our price rises by a tenth and our share of amount falls from a half to 0.45
        let found =
            switching([at(10.0, 50.0), at(11.0, 45.0 / 11.0 * 10.0)], &[[at(10.0, 50.0), at(10.0, 55.0)]]).unwrap();
        assert!((found.relative_price - 0.1).abs() < 1e-12 && (found.share_before - 0.5).abs() < 1e-12);
        assert!((found.share_after - 0.45).abs() < 1e-12 && (found.response + 0.5).abs() < 1e-12, "{found:?}");
        // where all prices rise together nothing is relative
        let together = switching([at(10.0, 5.0), at(11.0, 5.0)], &[[at(1.0, 5.0), at(1.1, 5.0)]]).unwrap_err();
        assert_eq!(together.code(), "price-hardly-varies");
        assert_eq!(switching([at(10.0, 5.0), at(11.0, 5.0)], &[]).unwrap_err().code(), "price-too-few");
    }
}
