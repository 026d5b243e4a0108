//! The columns of a summary file: the product's names and those in use elsewhere.

use super::columns::FileColumn;

/// A column of a summary file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    CustomerId,
    Frequency,
    Recency,
    Age,
    MonetaryValue,
    Weight,
    TimeUnit,
    LnGaps,
    FirstOn,
    PurchasedOn,
}

impl FileColumn for Field {
    const ALL: &'static [Self] = &[
        Self::CustomerId,
        Self::Frequency,
        Self::Recency,
        Self::Age,
        Self::MonetaryValue,
        Self::Weight,
        Self::TimeUnit,
        Self::LnGaps,
        Self::FirstOn,
        Self::PurchasedOn,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::CustomerId => "customer_id",
            Self::Frequency => "frequency",
            Self::Recency => "recency",
            Self::Age => "T",
            Self::MonetaryValue => "monetary_value",
            Self::Weight => "weight",
            Self::TimeUnit => "time_unit",
            Self::LnGaps => "ln_gaps",
            Self::FirstOn => "first_on",
            Self::PurchasedOn => "purchased_on",
        }
    }

    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::CustomerId => &["customer_id", "customerid", "customer", "cust_id", "custid", "cust", "id"],
            Self::Frequency => &["frequency", "x", "x_cal", "frequency_cal"],
            Self::Recency => &["recency", "t_x", "tx", "t_x_cal", "recency_cal"],
            Self::Age => &["t", "t_cal", "age", "t_calibration"],
            Self::MonetaryValue => {
                &["monetary_value", "monetary_value_cal", "monetary", "zbar", "m_x", "mx", "spending", "avg_spend"]
            }
            Self::Weight => &["weight", "weights", "n_custs", "n_cust", "n_customers"],
            Self::TimeUnit => &["time_unit"],
            Self::LnGaps => &["ln_gaps", "litt"],
            Self::FirstOn => &["first_on"],
            Self::PurchasedOn => &["purchased_on"],
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::CustomerId | Self::TimeUnit | Self::FirstOn | Self::PurchasedOn)
    }
}
