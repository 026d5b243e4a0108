//! A condition in SQL: a boolean expression over the columns of one customer.

use arrow::array::RecordBatch;
use arrow::datatypes::DataType;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, ExprSchemable, Volatility};
use datafusion::prelude::{SessionConfig, SessionContext};

use super::columns::Columns;
use super::refuse::Place;
use crate::error::{Result, ServiceError};
use crate::query::condition_problem;

/// The longest expression that is read.
const MAX_LETTERS: usize = 4_000;

/// The columns that an expression reads, once it is known to be one that can be used.
pub(super) fn check(text: &str, place: Place<'_>, columns: &Columns) -> Result<Vec<String>> {
    let refuse = |words: &str, hint: &str| place.refuse("scheme-sql", words, hint);
    if text.len() > MAX_LETTERS {
        let words = format!("the expression has `{}` letters; expected at most `{MAX_LETTERS}`", text.len());
        return Err(refuse(&words, "write long lists as `in`, or several labels"));
    }
    let empty = empty(columns)?;
    let parsed = empty.parse_sql_expr(&whole(text)).map_err(|error| {
        let problem = condition_problem(&empty, text, error);
        let words = format!("the expression cannot be used: {problem}");
        let hint = problem.problem().hint.clone().unwrap_or_default();
        refuse(&words, hint.split("; columns are").next().unwrap_or_default())
    })?;
    if let Some(what) = foreign(&parsed)? {
        let words = format!(
            "the expression holds {what}; expected columns of one customer, and operators and functions on them"
        );
        return Err(refuse(&words, "for example `revenue > 1000 and days_idle < 60`"));
    }
    let kind = parsed.get_type(empty.schema()).map_err(ServiceError::from)?;
    if kind != DataType::Boolean {
        let words = format!("the expression gives `{kind}`; expected true or false");
        return Err(refuse(&words, "compare it with something, for example `revenue > 1000`"));
    }
    // types that cannot be compared are found when the expression is planned
    if let Err(error) = empty.clone().filter(parsed.clone()).and_then(DataFrame::into_optimized_plan) {
        let words = format!("the expression cannot be used: {}", condition_problem(&empty, text, error));
        return Err(refuse(&words, "compare numbers with numbers, texts with texts in single quotes"));
    }
    let mut reads: Vec<String> = parsed.column_refs().into_iter().map(|column| column.name.clone()).collect();
    reads.sort_unstable();
    Ok(reads)
}

/// The text as one expression: what would follow it, such as a second statement, is then an error and not overlooked.
pub(super) fn whole(text: &str) -> String {
    format!("({text}\n)")
}

fn empty(columns: &Columns) -> Result<DataFrame> {
    let mut config = SessionConfig::new();
    // names keep their case, as everywhere
    config.options_mut().sql_parser.enable_ident_normalization = false;
    let session = SessionContext::new_with_config(config);
    Ok(session.read_batch(RecordBatch::new_empty(columns.schema()))?)
}

/// What does not belong to one customer's row.
fn foreign(expr: &Expr) -> Result<Option<&'static str>> {
    let mut found = None;
    expr.apply(|part| {
        found = match part {
            Expr::ScalarSubquery(_) | Expr::InSubquery(_) | Expr::Exists(_) | Expr::SetComparison(_) => {
                Some("a question of its own")
            }
            Expr::AggregateFunction(_) => Some("a sum over customers"),
            Expr::WindowFunction(_) => Some("a window over customers"),
            Expr::ScalarFunction(call) if call.func.signature().volatility != Volatility::Immutable => {
                Some("a function that gives something else each time")
            }
            _ => None,
        };
        Ok(if found.is_some() { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue })
    })?;
    Ok(found)
}
