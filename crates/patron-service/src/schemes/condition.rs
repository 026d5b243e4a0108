//! A checked condition, and the expression of the engine that it is.

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{contains, lower};
use datafusion::logical_expr::{Expr, cast, ident, lit, not};
use datafusion::scalar::ScalarValue;
use serde::{Deserialize, Serialize};

use super::draft::Comparison;
use super::sql::whole;
use crate::error::Result;
use crate::query::ColumnKind;

/// A condition on a customer. What is not known fulfils no comparison, only `unknown`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Sql { text: String, reads: Vec<String> },
    Test(Test),
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Test {
    pub column: String,
    pub(crate) kind: ColumnKind,
    pub is: Comparison,
    pub(crate) values: Vec<Cell>,
}

/// A value of the column's kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Cell {
    Number(f64),
    Text(String),
    /// days since 1970-01-01
    Day(i32),
}

impl Cell {
    fn literal(&self) -> Expr {
        match self {
            Self::Number(number) => lit(*number),
            Self::Text(text) => lit(text.as_str()),
            Self::Day(day) => lit(ScalarValue::Date32(Some(*day))),
        }
    }
}

impl Condition {
    /// Columns it reads.
    #[must_use]
    pub fn reads(&self) -> Vec<String> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::reads).collect(),
            Self::Not(part) => part.reads(),
            Self::Sql { reads, .. } => reads.clone(),
            Self::Test(test) => vec![test.column.clone()],
        }
    }

    /// True or false for every customer of `frame`, never unknown.
    pub(crate) fn expr(&self, frame: &DataFrame) -> Result<Expr> {
        let join = |parts: &[Self], empty: bool, with: fn(Expr, Expr) -> Expr| -> Result<Expr> {
            let parts = parts.iter().map(|part| part.expr(frame)).collect::<Result<Vec<_>>>()?;
            Ok(parts.into_iter().reduce(with).unwrap_or_else(|| lit(empty)))
        };
        Ok(match self {
            Self::All(parts) => join(parts, true, Expr::and)?,
            Self::Any(parts) => join(parts, false, Expr::or)?,
            Self::Not(part) => not(part.expr(frame)?),
            Self::Sql { text, .. } => frame.parse_sql_expr(&whole(text))?.is_true(),
            Self::Test(test) => test.expr(),
        })
    }
}

impl Test {
    fn expr(&self) -> Expr {
        let column = || match self.kind {
            ColumnKind::Number => cast(ident(self.column.as_str()), DataType::Float64),
            ColumnKind::Date | ColumnKind::Text => ident(self.column.as_str()),
        };
        let value = |at: usize| self.values.get(at).map_or_else(|| lit(ScalarValue::Null), Cell::literal);
        let held = match self.is {
            Comparison::Known => return column().is_not_null(),
            Comparison::Unknown => return column().is_null(),
            Comparison::Equal => column().eq(value(0)),
            Comparison::Unequal => column().not_eq(value(0)),
            Comparison::Below | Comparison::Before => column().lt(value(0)),
            Comparison::AtMost => column().lt_eq(value(0)),
            Comparison::Above | Comparison::After => column().gt(value(0)),
            Comparison::AtLeast => column().gt_eq(value(0)),
            Comparison::Between => column().between(value(0), value(1)),
            Comparison::In => column().in_list(self.values.iter().map(Cell::literal).collect(), false),
            Comparison::Contains => {
                let needle = match self.values.first() {
                    Some(Cell::Text(text)) => text.to_lowercase(),
                    _ => String::new(),
                };
                contains(lower(cast(column(), DataType::Utf8View)), lit(needle))
            }
        };
        held.is_true()
    }
}
