use std::collections::BTreeMap;

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{cast, col};
use patron_models::formula::{margin_retention_value, ratio_value};

use crate::analyses::LifetimeValueParameters;
use crate::error::Result;
use crate::service::runs::OpenRun;
use crate::views::SimpleFormula;

/// The two textbook formulas with what goes into them, per average customer.
///
/// `ratio`: contribution of an average purchase x purchases a year x expected years, 1 / (1 - retention).
/// `margin-retention`: yearly contribution m r / (1 + d - r). Retention is the observed yearly one.
pub(super) async fn formulas(
    run: &OpenRun,
    parameters: Option<&LifetimeValueParameters>,
) -> Result<Vec<SimpleFormula>> {
    let number = |name: &str| sum(cast(col(name), DataType::Float64)).alias(name);
    let sums = vec![number("contribution"), number("occasions"), number("frequency"), number("age")];
    let batches = run.table.frame()?.aggregate(vec![], sums)?.collect().await?;
    let at = |column: usize| {
        batches.first().and_then(|batch| batch.column(column).as_primitive::<Float64Type>().iter().next().flatten())
    };
    let (Some(contribution), Some(occasions), Some(repeats), Some(age_days)) = (at(0), at(1), at(2), at(3)) else {
        return Ok(Vec::new());
    };
    let Some(retention) = parameters.and_then(|parameters| parameters.retention) else { return Ok(Vec::new()) };
    if occasions <= 0.0 || age_days <= 0.0 {
        return Ok(Vec::new());
    }
    let yearly = retention.yearly();
    let purchase = contribution / occasions;
    let purchases = repeats / (age_days / 365.25);
    let margin = purchase * purchases;
    let discount = run.record.settings.discount_rate;
    let years = 1.0 / (1.0 - yearly);
    let entry = |id: &str, value: Option<f64>, inputs: &[(&str, f64)]| SimpleFormula {
        id: id.to_owned(),
        value: value.filter(|value| value.is_finite()),
        inputs: inputs.iter().map(|&(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>(),
    };
    let mut formulas = vec![entry(
        "margin-retention",
        margin_retention_value(margin, yearly, discount).ok(),
        &[("margin_a_year", margin), ("retention", yearly), ("discount_rate", discount)],
    )];
    if years.is_finite() {
        let value = ratio_value(purchase, purchases, years).ok();
        let inputs = [("average_purchase", purchase), ("purchases_a_year", purchases), ("years", years)];
        formulas.insert(0, entry("ratio", value, &inputs));
    }
    Ok(formulas)
}
