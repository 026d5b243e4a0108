//! A table before anybody has decided how its cells are written.

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    /// of the portfolio's currency
    Money(f64),
    /// whole things
    Count(f64),
    /// a number of which four figures matter
    Number(f64),
    /// 0..1, shown in per cent
    Share(f64),
    /// a relative difference, shown in per cent with its sign
    Change(f64),
    /// not known
    Missing,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of customers are far below 2^52")]
    pub(super) fn count(count: u64) -> Self {
        Self::Count(count as f64)
    }

    /// A cell of a figure that may be unknown.
    pub(super) fn maybe(value: impl Into<Option<f64>>, cell: fn(f64) -> Self) -> Self {
        value.into().filter(|value| value.is_finite()).map_or(Self::Missing, cell)
    }

    pub(super) const fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

/// Rows under headings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// also the name of its sheet
    pub(super) title: String,
    /// a sentence on how to read it
    pub(super) note: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Whether a column holds texts in every row.
    pub(super) fn is_text(&self, column: usize) -> bool {
        self.rows.iter().all(|row| row.get(column).is_some_and(Cell::is_text))
    }
}
