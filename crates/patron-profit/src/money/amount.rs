use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use serde::{Deserialize, Serialize};

/// Units in one of the currency.
const UNITS: f64 = 10_000.0;

/// An amount in units of a ten-thousandth of the currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i128);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From units of a ten-thousandth.
    #[must_use]
    pub const fn from_units(units: i128) -> Self {
        Self(units)
    }

    /// Whole amounts of the currency.
    #[must_use]
    pub const fn whole(amount: i64) -> Self {
        Self(amount as i128 * 10_000)
    }

    /// The amount nearest to a number, in the currency; for results of formulas, never for sums.
    #[must_use]
    pub fn nearest(value: f64) -> Self {
        Self((value * UNITS).round() as i128)
    }

    /// Units of a ten-thousandth.
    #[must_use]
    pub const fn units(self) -> i128 {
        self.0
    }

    /// As a number in the currency.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0 as f64 / UNITS
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}
