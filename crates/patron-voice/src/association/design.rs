use super::AssociationError;
use crate::least_squares::Flaw;

/// Satisfaction of customers and what is held beside it (tenure, size, region as yes or no), complete and finite.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// Satisfaction first.
    columns: Vec<Vec<f64>>,
}

impl Design {
    /// Satisfaction in points, and confounders as columns of the same customers.
    ///
    /// # Errors
    /// When columns differ in length, a value is not finite, or there are fewer than three customers more than columns.
    pub fn new(satisfaction: Vec<f64>, confounders: Vec<Vec<f64>>) -> Result<Self, AssociationError> {
        let customers = satisfaction.len();
        let columns: Vec<Vec<f64>> = std::iter::once(satisfaction).chain(confounders).collect();
        let needed = columns.len() + 3;
        if customers < needed {
            return Err(AssociationError::TooFew { customers, needed });
        }
        for (place, column) in columns.iter().enumerate() {
            if column.len() != customers {
                return Err(AssociationError::Lengths { column: place + 1, found: column.len(), expected: customers });
            }
            check(column, place + 1)?;
        }
        Ok(Self { columns })
    }

    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.columns[0].len()
    }

    pub(super) fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    pub(super) fn check_outcome(&self, found: usize) -> Result<(), AssociationError> {
        let expected = self.customers();
        if found == expected { Ok(()) } else { Err(AssociationError::Lengths { column: 0, found, expected }) }
    }
}

/// Finite numbers; the outcome is column 0.
pub(super) fn check(values: &[f64], column: usize) -> Result<(), AssociationError> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(row) => Err(AssociationError::NotFinite { column, customer: row + 1, value: values[row] }),
        None => Ok(()),
    }
}

impl From<Flaw> for AssociationError {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::Collinear(column) => Self::Collinear { column: column + 1 },
            Flaw::Alone(row) => Self::Alone { customer: row + 1 },
            Flaw::Constant => Self::Constant,
        }
    }
}
