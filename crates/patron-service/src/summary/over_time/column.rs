//! The columns of a file of covariates over time that are no covariates.

use super::super::columns::FileColumn;

/// A column of a file of covariates over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PeriodColumn {
    CustomerId,
    Period,
}

impl FileColumn for PeriodColumn {
    const ALL: &'static [Self] = &[Self::CustomerId, Self::Period];

    fn name(self) -> &'static str {
        match self {
            Self::CustomerId => "customer_id",
            Self::Period => "period",
        }
    }

    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::CustomerId => &["customer_id", "customerid", "customer", "cust_id", "custid", "cust", "id"],
            Self::Period => &["period", "from", "starts_on", "period_start", "date", "cov_date"],
        }
    }

    fn is_text(self) -> bool {
        true
    }
}
