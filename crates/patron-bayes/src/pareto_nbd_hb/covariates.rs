//! What else is known of customers.

use nalgebra::{DMatrix, DVector};

use crate::BayesError;

/// The share of a column's spread that must be its own.
const OWN_SHARE: f64 = 1e-8;

/// Named numbers of each customer, checked; an intercept is there without being named.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariates {
    pub(super) names: Vec<String>,
    /// Customers by columns, the first of ones.
    pub(super) matrix: DMatrix<f64>,
}

impl Covariates {
    /// No covariates: the intercept alone.
    #[must_use]
    pub fn none(customers: usize) -> Self {
        Self { names: Vec::new(), matrix: DMatrix::from_element(customers, 1, 1.0) }
    }

    /// Names and, for each customer, their values.
    ///
    /// # Errors
    /// When a row has another number of values than there are names, a value is not finite, or a covariate never varies
    /// or follows from those before it.
    pub fn new(names: &[String], rows: &[Vec<f64>]) -> Result<Self, BayesError> {
        for (place, row) in rows.iter().enumerate() {
            if row.len() != names.len() {
                return Err(BayesError::Rows {
                    what: "a customer's covariates",
                    found: row.len(),
                    expected: names.len(),
                });
            }
            if let Some((name, value)) = names.iter().zip(row).find(|(_, value)| !value.is_finite()) {
                return Err(BayesError::CovariateNotFinite { name: name.clone(), row: place + 1, value: *value });
            }
        }
        let matrix =
            DMatrix::from_fn(
                rows.len(),
                names.len() + 1,
                |row, column| if column == 0 { 1.0 } else { rows[row][column - 1] },
            );
        let mut own: Vec<DVector<f64>> = Vec::new();
        for (column, name) in matrix.column_iter().zip(std::iter::once("").chain(names.iter().map(String::as_str))) {
            let mut rest = column.clone_owned();
            for known in &own {
                let part = rest.dot(known) / known.norm_squared();
                rest -= known * part;
            }
            if !(rest.norm() > OWN_SHARE * column.norm()) {
                return Err(BayesError::CovariateDependent { name: name.to_owned() });
            }
            own.push(rest);
        }
        Ok(Self { names: names.to_vec(), matrix })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_adds_nothing_or_is_no_number_is_refused_by_name() {
        let names = ["age".to_owned(), "years".to_owned()];
        let refused = |rows: &[Vec<f64>]| Covariates::new(&names, rows).unwrap_err();
        let dependent = refused(&[vec![1.0, 3.0], vec![2.0, 5.0], vec![4.0, 9.0]]);
        assert_eq!((dependent.code(), dependent.to_string().contains("`years`")), ("bayes-covariate-dependent", true));
        assert!(refused(&[vec![7.0, 1.0], vec![7.0, 5.0], vec![7.0, 2.0]]).to_string().contains("`age`"));
        let missing = refused(&[vec![1.0, 3.0], vec![2.0, f64::NAN]]);
        assert_eq!(missing.to_string(), "covariate `years` of customer `2` is `NaN`, expected a finite number");
        assert_eq!(refused(&[vec![1.0]]).code(), "bayes-rows");
        assert_eq!(
            Covariates::new(&names, &[vec![1.0, 3.0], vec![2.0, 5.0], vec![4.0, 1.0]]).unwrap().matrix.ncols(),
            3
        );
    }
}
