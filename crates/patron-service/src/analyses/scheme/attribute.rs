//! A breakdown by the values of one column.

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::math::expr_fn::{abs, floor};
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, cast, ident, lit, when};

use crate::catalogue::{Label, Text};
use crate::error::Result;
use crate::query::cell;
use crate::schemes::{Plan, REST, Scheme};

use super::fit::{Say, none};
use super::{Found, measure};

/// Whole numbers up to here are exact.
const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

pub(super) async fn fit(
    customers: &DataFrame,
    column: &str,
    top: usize,
    first: &[String],
    said: &mut Say<'_>,
) -> Result<Found> {
    let value = text(column, customers)?;
    let known = customers.clone().filter(value.clone().is_not_null().and(value.clone().not_eq(lit(""))))?;
    let counted = known
        .aggregate(vec![value.alias("value")], vec![count(lit(1_i64)).alias("customers")])?
        .sort(vec![ident("customers").sort(false, false), ident("value").sort(true, false)])?
        // those that come first in any case may be among the most frequent
        .limit(0, Some(top + first.len() + 1))?;
    let mut frequent: Vec<String> = Vec::new();
    for batch in counted.collect().await? {
        let values = (0..batch.num_rows()).map(|row| cell(batch.column(0).as_ref(), row));
        frequent.extend(values.filter_map(|value| value.as_str().map(str::to_owned)));
    }
    if frequent.is_empty() {
        said("scheme-all-missing", column, format!("column `{column}` is known of no customer; nobody has a label"));
        return Ok(Found::Nothing);
    }
    let mut values = first.to_vec();
    let room = top.max(first.len());
    let mut others = false;
    for value in frequent {
        if values.contains(&value) {
            continue;
        }
        if values.len() < room {
            values.push(value);
        } else {
            others = true;
        }
    }
    Ok(Found::Attribute { values, others })
}

/// The value itself, or the rest; nothing where it is not known.
pub(super) fn label(column: &str, values: &[String], frame: &DataFrame) -> Result<Expr> {
    let found = text(column, frame)?;
    let mut case = when(found.clone().is_null().or(found.clone().eq(lit(""))), none());
    for value in values {
        case = case.when(found.clone().eq(lit(value.as_str())), lit(value.as_str()));
    }
    Ok(case.otherwise(lit(REST))?)
}

/// The column as texts: a whole number as people write it.
fn text(column: &str, frame: &DataFrame) -> Result<Expr> {
    let number = || ident(column);
    if *frame.schema().field_with_unqualified_name(column)?.data_type() != DataType::Float64 {
        return Ok(number());
    }
    let size = abs(number());
    let whole = cast(cast(number(), DataType::Int64), DataType::Utf8);
    let plain = number().eq(floor(number())).and(size.lt(lit(MOST_WHOLE)));
    Ok(when(plain, whole).otherwise(cast(number(), DataType::Utf8))?)
}

/// A label for each value, with what the file says of it.
pub(super) fn labels(scheme: &Scheme, plan: &Plan, values: &[String], others: bool) -> Vec<Label> {
    let names = if let Plan::Attribute { names, .. } = plan { names.as_slice() } else { &[] };
    let written = |id: &str| scheme.labels.iter().find(|label| label.id == id).map(measure::label);
    let plain = |id: &str, label: Text| Label {
        id: id.to_owned(),
        label,
        meaning: Text::new("", ""),
        strategy: Text::new("", ""),
        playbook: None,
    };
    let named = |id: &str| {
        names.iter().find(|(name, _)| name == id).map_or_else(|| Text::new(id, id), |(_, text)| text.clone())
    };
    let own = values.iter().map(|value| written(value).unwrap_or_else(|| plain(value, named(value))));
    let rest = written(REST).unwrap_or_else(|| plain(REST, Text::new("All others", "其他")));
    own.chain(others.then_some(rest)).collect()
}
