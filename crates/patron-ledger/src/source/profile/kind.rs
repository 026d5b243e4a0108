//! What the values of a column are.

use arrow::datatypes::DataType;
use serde::{Deserialize, Serialize};

/// Kind of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// No cell holds anything.
    Empty,
    /// Yes or no.
    Boolean,
    /// Whole numbers.
    Integer,
    /// Numbers with a fraction.
    Decimal,
    /// Days.
    Date,
    /// Days with a time.
    Timestamp,
    /// Everything else, identifiers with leading zeros among it.
    Text,
}

impl Kind {
    /// Whether its values are numbers.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// Whether its values are dates.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Timestamp)
    }

    /// The kind that a typed column has whatever its values.
    pub(super) fn of_type(data_type: &DataType) -> Option<Self> {
        match data_type {
            DataType::Boolean => Some(Self::Boolean),
            DataType::Date32 | DataType::Date64 => Some(Self::Date),
            DataType::Timestamp(..) => Some(Self::Timestamp),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..) => None,
            data_type if data_type.is_integer() => Some(Self::Integer),
            data_type if data_type.is_numeric() => Some(Self::Decimal),
            _ => Some(Self::Text),
        }
    }
}

/// Whether `fitting` of `filled` cells are enough: at least 98 %.
pub(super) const fn enough(fitting: u64, filled: u64) -> bool {
    filled > 0 && fitting.saturating_mul(100) >= filled.saturating_mul(98)
}

#[cfg(test)]
mod tests {
    use super::enough;

    #[test]
    fn ninety_eight_in_a_hundred() {
        assert!(enough(98, 100));
        assert!(!enough(97, 100));
        assert!(!enough(979, 1000));
        assert!(!enough(0, 0));
    }
}
