//! Accounts by indicators.

/// n accounts by k indicators: complete, finite, held indicator by indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    accounts: usize,
    columns: Vec<Vec<f64>>,
}

/// Why columns make no table.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum TableError {
    /// No indicator or no account.
    #[error("the table has `{indicators}` indicators of `{accounts}` accounts, expected at least one of each")]
    Empty {
        /// Columns.
        indicators: usize,
        /// Rows.
        accounts: usize,
    },
    /// A column is shorter or longer than the first.
    #[error("indicator `{indicator}` has `{found}` values, expected `{expected}` as the first has")]
    Lengths {
        /// The indicator, from 1.
        indicator: usize,
        /// Its values.
        found: usize,
        /// Values of the first.
        expected: usize,
    },
    /// A value is missing or infinite.
    #[error("indicator `{indicator}` of account `{account}` is `{value}`, expected a finite number")]
    NotFinite {
        /// The indicator, from 1.
        indicator: usize,
        /// The account, from 1.
        account: usize,
        /// Its value.
        value: f64,
    },
}

impl TableError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "table-empty",
            Self::Lengths { .. } => "table-lengths",
            Self::NotFinite { .. } => "table-not-finite",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "choose at least one indicator and one account",
            Self::Lengths { .. } => "give every indicator a value for every account",
            Self::NotFinite { .. } => "choose a rule for missing values, or leave the account out",
        }
    }
}

impl Table {
    /// Takes k columns of n values each.
    ///
    /// # Errors
    /// When there is no column or no row, columns differ in length, or a value is not finite.
    pub fn new(columns: Vec<Vec<f64>>) -> Result<Self, TableError> {
        let accounts = columns.first().map_or(0, Vec::len);
        if accounts == 0 {
            return Err(TableError::Empty { indicators: columns.len(), accounts });
        }
        for (index, column) in columns.iter().enumerate() {
            let indicator = index + 1;
            if column.len() != accounts {
                return Err(TableError::Lengths { indicator, found: column.len(), expected: accounts });
            }
            if let Some(account) = column.iter().position(|value| !value.is_finite()) {
                return Err(TableError::NotFinite { indicator, account: account + 1, value: column[account] });
            }
        }
        Ok(Self { accounts, columns })
    }

    /// Number of accounts, n.
    #[must_use]
    pub fn accounts(&self) -> usize {
        self.accounts
    }

    /// Number of indicators, k.
    #[must_use]
    pub fn indicators(&self) -> usize {
        self.columns.len()
    }

    /// The columns: k slices of n values.
    #[must_use]
    pub fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// The values of one account, in the order of the indicators.
    pub fn account(&self, account: usize) -> impl Iterator<Item = f64> + '_ {
        self.columns.iter().map(move |column| column[account])
    }
}

/// Whether all values are the same.
pub(crate) fn is_constant(values: &[f64]) -> bool {
    values.iter().all(|value| *value == values[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(Table::new(vec![]), Err(TableError::Empty { indicators: 0, accounts: 0 }));
        let uneven = Table::new(vec![vec![1.0, 2.0], vec![1.0]]).unwrap_err();
        assert_eq!(uneven, TableError::Lengths { indicator: 2, found: 1, expected: 2 });
        let missing = Table::new(vec![vec![1.0], vec![f64::NAN]]).unwrap_err();
        assert_eq!(missing.to_string(), "indicator `2` of account `1` is `NaN`, expected a finite number");
    }
}
