//! One column of a ledger table.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text; identifiers keep their leading zeros.
    Text,
    /// decimal(18,4).
    Decimal,
    /// An instant, in microseconds UTC.
    Timestamp,
    /// A calendar day.
    Date,
    /// Yes or no.
    Flag,
    /// A whole number from 0.
    Count,
}

/// How a column is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// By the mapping.
    Field {
        /// The mapping must fill it.
        required: bool,
        /// A row without it is rejected.
        filled: bool,
    },
    /// The calendar day of another column in the portfolio's time zone.
    LocalDay {
        /// a timestamp field
        of: &'static str,
    },
    /// By the rule that says what a return is.
    IsReturn,
    /// The name of the source file.
    SourceFile,
    /// The line of the source file (or row of the sheet), as a person counts them.
    SourceRow,
}

/// One column of a ledger table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Name in files and SQL.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// How it is filled.
    pub role: Role,
}

impl Column {
    /// A field that the mapping must fill, in every row.
    pub(super) const fn needed(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, role: Role::Field { required: true, filled: true } }
    }

    /// A field that may be left out.
    pub(super) const fn optional(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, role: Role::Field { required: false, filled: false } }
    }

    pub(super) const SOURCE_FILE: Self = Self { name: "source_file", kind: Kind::Text, role: Role::SourceFile };
    pub(super) const SOURCE_ROW: Self = Self { name: "source_row", kind: Kind::Count, role: Role::SourceRow };

    /// Whether the mapping must fill it.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        matches!(self.role, Role::Field { required: true, .. })
    }

    /// Whether a row without a value is rejected.
    #[must_use]
    pub const fn is_filled(&self) -> bool {
        !matches!(self.role, Role::Field { filled: false, .. })
    }
}
