use super::ClusterError;

/// Features of customers by column, as they are known: money in money, counts in counts, NaN where nothing is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    names: Vec<String>,
    columns: Vec<Vec<f64>>,
}

impl Table {
    /// Named columns with one value per customer.
    ///
    /// # Errors
    /// When there are no columns or customers, names are not distinct, columns are not of one length, or a value is
    /// infinite.
    pub fn new(columns: Vec<(String, Vec<f64>)>) -> Result<Self, ClusterError> {
        let (names, columns): (Vec<String>, Vec<Vec<f64>>) = columns.into_iter().unzip();
        let twice = names.iter().enumerate().any(|(place, name)| names[..place].contains(name));
        if names.is_empty() || twice {
            return Err(ClusterError::Names { features: names.join(", ") });
        }
        let expected = columns[0].len();
        for (name, column) in names.iter().zip(&columns) {
            if column.len() != expected || column.is_empty() {
                return Err(ClusterError::Columns { feature: name.clone(), found: column.len(), expected });
            }
            if let Some(position) = column.iter().position(|value| value.is_infinite()) {
                return Err(ClusterError::Infinite { feature: name.clone(), position });
            }
        }
        Ok(Self { names, columns })
    }

    /// Names of the features, in order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Values by feature, in the same order.
    #[must_use]
    pub fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.columns[0].len()
    }
}
