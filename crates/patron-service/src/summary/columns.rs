//! Which column of a file is which: the product's names and those in use elsewhere.

use std::path::Path;

use super::problem;
use crate::error::Result;

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
}

impl Field {
    pub(super) const ALL: [Self; 8] = [
        Self::CustomerId,
        Self::Frequency,
        Self::Recency,
        Self::Age,
        Self::MonetaryValue,
        Self::Weight,
        Self::TimeUnit,
        Self::LnGaps,
    ];

    /// The name in files that the product writes.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::CustomerId => "customer_id",
            Self::Frequency => "frequency",
            Self::Recency => "recency",
            Self::Age => "T",
            Self::MonetaryValue => "monetary_value",
            Self::Weight => "weight",
            Self::TimeUnit => "time_unit",
            Self::LnGaps => "ln_gaps",
        }
    }

    /// Other names, in lower case with `_` for every sign that is neither letter nor digit.
    pub(super) const fn aliases(self) -> &'static [&'static str] {
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
        }
    }
}

/// Where each field stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns([Option<usize>; 8]);

impl Columns {
    /// Matches the columns of `file`; `needed` must all be there.
    ///
    /// A column with the product's own name is taken before any alias, so that `T` leaves an `age` alone.
    pub(super) fn find(file: &Path, names: &[String], needed: &[Field]) -> Result<Self> {
        let mut found = [None; 8];
        for (place, field) in found.iter_mut().zip(Field::ALL) {
            *place = match names.iter().position(|name| name == field.name()) {
                Some(at) => Some(at),
                None => by_alias(file, names, field)?,
            };
        }
        let columns = Self(found);
        match needed.iter().find(|field| columns.get(**field).is_none()) {
            Some(missing) => Err(problem::column_missing(file, *missing, names)),
            None => Ok(columns),
        }
    }

    pub(super) fn get(&self, field: Field) -> Option<usize> {
        let at = Field::ALL.iter().position(|other| *other == field)?;
        self.0.get(at).copied().flatten()
    }
}

fn by_alias(file: &Path, names: &[String], field: Field) -> Result<Option<usize>> {
    let mut alike = names.iter().enumerate().filter(|(_, name)| field.aliases().contains(&folded(name).as_str()));
    match (alike.next(), alike.next()) {
        (Some((_, one)), Some((_, other))) => Err(problem::two_columns(file, field, one, other)),
        (first, _) => Ok(first.map(|(at, _)| at)),
    }
}

fn folded(name: &str) -> String {
    name.chars().map(|sign| if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { '_' }).collect()
}
