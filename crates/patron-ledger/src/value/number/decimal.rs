//! A decimal number as whole units of ten to the power of minus its scale.

use std::cmp::Ordering;
use std::fmt;

use crate::value::ValueError;

/// The most digits a decimal can hold.
pub(crate) const MAX_DIGITS: u32 = 38;

/// value = unscaled / 10^scale, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits, signed.
    pub unscaled: i128,
    /// How many of them stand after the decimal mark.
    pub scale: u8,
}

/// A decimal brought to a wanted scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rescaled {
    /// The value in units of ten to the power of minus the wanted scale.
    pub unscaled: i128,
    /// Digits other than zero were rounded away.
    pub rounded: bool,
}

impl Decimal {
    /// Brings the value to `scale`, rounding half to even, within `precision` digits in all.
    ///
    /// # Errors
    /// `number-out-of-range` if it needs more digits.
    pub fn rescale(self, scale: u8, precision: u8) -> Result<Rescaled, ValueError> {
        const OUT_OF_RANGE: ValueError =
            ValueError::new("number-out-of-range", "a number with fewer digits before the decimal mark");
        let power = |n: u8| 10_i128.checked_pow(u32::from(n));
        let (unscaled, rounded) = if scale >= self.scale {
            let factor = power(scale - self.scale);
            let widened = if self.unscaled == 0 { Some(0) } else { factor.and_then(|f| self.unscaled.checked_mul(f)) };
            (widened.ok_or(OUT_OF_RANGE)?, false)
        } else {
            // beyond 10^38 nothing of an i128 is left
            power(self.scale - scale).map_or((0, self.unscaled != 0), |f| half_even(self.unscaled, f))
        };
        let limit = power(precision).unwrap_or(i128::MAX);
        if unscaled.unsigned_abs() >= limit.unsigned_abs() {
            return Err(OUT_OF_RANGE);
        }
        Ok(Rescaled { unscaled, rounded })
    }

    /// The value with its decimal mark moved `places` to the left.
    #[must_use]
    pub(crate) fn shifted(self, places: u8) -> Option<Self> {
        let scale = self.scale.checked_add(places)?;
        Some(Self { unscaled: self.unscaled, scale })
    }
}

/// Quotient rounded half to even, and whether anything was rounded away; `divisor` is positive.
fn half_even(value: i128, divisor: i128) -> (i128, bool) {
    let (quotient, rest) = (value / divisor, value % divisor);
    let half = rest.unsigned_abs().cmp(&(divisor.unsigned_abs() - rest.unsigned_abs()));
    let up = match half {
        Ordering::Less => false,
        Ordering::Equal => quotient % 2 != 0,
        Ordering::Greater => true,
    };
    (quotient + if up { value.signum() } else { 0 }, rest != 0)
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.unscaled.cmp(&other.unscaled);
        }
        let (low, high) = (self.scale.min(other.scale), self.scale.max(other.scale));
        let Some(factor) = 10_i128.checked_pow(u32::from(high - low)) else {
            return self.fine_cmp(other);
        };
        // whole parts at the coarser scale first, so that nothing overflows
        let split = |d: &Self| {
            if d.scale == low {
                (d.unscaled, 0)
            } else {
                (d.unscaled.div_euclid(factor), d.unscaled.rem_euclid(factor))
            }
        };
        split(self).cmp(&split(other)).then(self.scale.cmp(&other.scale))
    }
}

impl Decimal {
    /// Scales further apart than 38 digits: the finer value is below one unit of the coarser.
    fn fine_cmp(&self, other: &Self) -> Ordering {
        if self.scale > other.scale {
            return other.fine_cmp(self).reverse();
        }
        match self.unscaled.cmp(&0) {
            Ordering::Equal => 0.cmp(&other.unscaled).then(Ordering::Less),
            decided => decided,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.unscaled.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        let sign = if self.unscaled < 0 { "-" } else { "" };
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}
