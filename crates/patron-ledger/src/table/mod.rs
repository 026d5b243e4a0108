//! The tables of the ledger, as data.
//!
//! A table is a list of columns: some are filled by a mapping, some are worked out while importing
//! (the local day, whether a line is a return, where a row came from). A new table is one more file
//! here and one more line in [`tables`].

mod activity_drivers;
mod assessments;
mod column;
mod contracts;
mod cost_pools;
mod customers;
mod interactions;
mod marketing_spend;
mod opportunities;
mod orders;
mod people;
mod products;
mod receivables;
mod refusal;
mod schema;
mod surveys;
mod wallets;

pub use column::{Column, Kind, Role};
pub use refusal::Refusal;
pub use schema::{ATTRIBUTE_PREFIX, MONEY_PRECISION, MONEY_SCALE};

/// One table of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name, as in `ledger.<id>`.
    pub id: &'static str,
    /// Columns in the order of its files.
    pub columns: &'static [Column],
    /// Columns its files are sorted by, ascending with nulls last.
    pub sorted_by: &'static [&'static str],
    /// Where only one row of each identifier counts: the columns that identify it, the latest row wins; else none.
    pub key: &'static [&'static str],
    /// Whether source columns outside the mapping are kept as `attribute.<name>`.
    pub attributes: bool,
}

/// Every table of the ledger.
#[must_use]
pub fn tables() -> &'static [Table] {
    &[
        orders::TABLE,
        customers::TABLE,
        products::TABLE,
        interactions::TABLE,
        receivables::TABLE,
        opportunities::TABLE,
        contracts::TABLE,
        wallets::TABLE,
        people::TABLE,
        assessments::TABLE,
        cost_pools::TABLE,
        activity_drivers::TABLE,
        marketing_spend::TABLE,
        surveys::TABLE,
    ]
}

/// The table named `id`.
///
/// # Errors
/// `unknown-table`, naming those there are.
pub fn table(id: &str) -> Result<&'static Table, Refusal> {
    tables().iter().find(|table| table.id == id).ok_or_else(|| {
        let have = tables().iter().map(|table| format!("`{}`", table.id)).collect::<Vec<_>>().join(", ");
        Refusal::new(
            "unknown-table",
            format!("table `{id}` is not known; expected one of {have}"),
            "choose the table that the rows belong to",
        )
        .with("table", id)
    })
}

impl Table {
    /// The columns that a mapping fills, required ones first, else in file order.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static Column> {
        let filled = |required: bool| {
            self.columns
                .iter()
                .filter(move |column| matches!(column.role, Role::Field { required: r, .. } if r == required))
        };
        filled(true).chain(filled(false)).collect()
    }

    /// The field named `name`.
    ///
    /// # Errors
    /// `unknown-field`, naming those there are.
    pub fn field(&self, name: &str) -> Result<&'static Column, Refusal> {
        self.fields().into_iter().find(|column| column.name == name).ok_or_else(|| {
            let have = self.fields().iter().map(|column| format!("`{}`", column.name)).collect::<Vec<_>>().join(", ");
            Refusal::new(
                "unknown-field",
                format!("table `{}` has no field `{name}`; expected one of {have}", self.id),
                "write `--map field=expression` with a field of the table",
            )
            .with("table", self.id)
            .with("field", name)
        })
    }

    /// The column that holds the local day of a row, where the table has one.
    #[must_use]
    pub fn day(&self) -> Option<&'static str> {
        self.columns.iter().find(|column| matches!(column.role, Role::LocalDay { .. })).map(|column| column.name)
    }

    /// Whether rows can be returns.
    #[must_use]
    pub fn has_returns(&self) -> bool {
        self.columns.iter().any(|column| column.role == Role::IsReturn)
    }
}

#[cfg(test)]
mod tests;
