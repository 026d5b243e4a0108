//! The columns of a renewal table: the product's names and those in use elsewhere.

use super::super::columns::FileColumn;

/// A column of a renewal table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RenewalColumn {
    Cohort,
    Period,
    Customers,
    Due,
    Renewed,
    Margin,
}

impl FileColumn for RenewalColumn {
    const ALL: &'static [Self] = &[Self::Cohort, Self::Period, Self::Customers, Self::Due, Self::Renewed, Self::Margin];

    fn name(self) -> &'static str {
        match self {
            Self::Cohort => "cohort",
            Self::Period => "period",
            Self::Customers => "customers",
            Self::Due => "due",
            Self::Renewed => "renewed",
            Self::Margin => "margin_per_period",
        }
    }

    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Cohort => &["cohort", "cohort_id", "segment", "group"],
            Self::Period => &["period", "renewal", "year", "quarter", "month", "week", "tenure", "t"],
            Self::Customers => {
                &["customers", "alive", "active", "customers_alive", "n_alive", "n", "survival_pct", "alive_pct"]
            }
            Self::Due => &["due", "at_start", "at_risk", "exposed"],
            Self::Renewed => &["renewed", "retained", "survivors"],
            Self::Margin => &["margin_per_period", "value_per_period", "margin", "value"],
        }
    }

    fn is_text(self) -> bool {
        self == Self::Cohort
    }
}
