use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{get_field, greatest, least};
use datafusion::logical_expr::{Expr, cast, col, ident, lit, when};
use datafusion::scalar::ScalarValue;
use patron_ledger::functions::{ResidualTerms, residual_value};
use patron_models::interval::GRADIENT;

use crate::error::Result;
use crate::run::RunContext;

use super::Parameters;
use super::naive::{Naive, discount_factor};

/// Adds the measures of lifetime value.
pub(super) fn score(customers: DataFrame, parameters: &Parameters, context: &RunContext) -> Result<DataFrame> {
    let known: Vec<Expr> = customers.schema().fields().iter().map(|field| ident(field.name().as_str())).collect();
    let added = match (&parameters.purchases, &parameters.naive) {
        (Some(purchases), _) => {
            let terms = ResidualTerms {
                purchases: purchases.clone(),
                spend: parameters.spend.clone(),
                unit_days: context.time_unit.days(),
                horizon_days: f64::from(context.horizon_days),
                discount_rate: context.discount_rate,
                levels: parameters.levels.unwrap_or_default(),
                exposure: parameters.exposure().cloned(),
            };
            return by_model(customers, known, &terms, parameters, context);
        }
        (None, Some(naive)) => by_rule(naive, parameters, context)?,
        (None, None) => unknown(),
    };
    Ok(customers.select(known.into_iter().chain(added).collect::<Vec<_>>())?)
}

fn number(value: Option<f64>) -> Expr {
    lit(ScalarValue::Float64(value))
}

fn by_model(
    customers: DataFrame,
    known: Vec<Expr>,
    terms: &ResidualTerms,
    parameters: &Parameters,
    context: &RunContext,
) -> Result<DataFrame> {
    let arguments = vec![
        cast(col("frequency"), DataType::Float64),
        cast(col("recency"), DataType::Float64),
        cast(col("age"), DataType::Float64),
        col("monetary_value"),
        lit(serde_json::to_string(terms)?),
    ];
    let mut carried = known.clone();
    carried.push(residual_value().call(arguments).alias("residual"));
    let scored = customers.select(carried)?;
    let field = |name: &str| get_field(col("residual"), name);
    // Without a spend model every purchase counts with the mean repeat spend, where amounts are known at all.
    let flat_spend = context.money.known.then_some(parameters.naive_spend).flatten();
    let per_unit = match (&terms.spend, flat_spend) {
        (Some(_), _) => Some(parameters.margin),
        (None, Some(spend)) => Some(parameters.margin * spend),
        (None, None) => None,
    };
    let money = |name: &str| per_unit.map_or_else(|| number(None), |factor| field(name) * lit(factor));
    let spend = if terms.spend.is_some() {
        field("expected_spend")
    } else {
        when(col("frequency").is_not_null(), number(flat_spend)).end()?
    };
    let source = when(col("frequency").is_null(), lit("no-purchase"))
        .when(
            if terms.spend.is_some() { field("from_population") } else { lit(context.money.known) },
            lit("model-population-spend"),
        )
        .otherwise(lit(if parameters.may_lose() { "model-normal-spend" } else { "model" }))?;
    let square = per_unit.map_or_else(|| number(None), |factor| field("variance") * lit(factor * factor));
    let mut added = vec![
        field("probability_alive").alias("probability_alive"),
        field("probability_return").alias("probability_return"),
        field("expected_purchases").alias("expected_purchases"),
        spend.alias("expected_spend"),
        money("mean").alias("residual_value"),
        // A negative margin exchanges the ends.
        least(vec![money("low"), money("high")]).alias("residual_value_low"),
        greatest(vec![money("low"), money("high")]).alias("residual_value_high"),
        money("forever").alias("residual_value_forever"),
        source.alias("value_source"),
        money("mean").alias("expected_value"),
        field("purchase_rate").alias("purchase_rate"),
        field("active_time").alias("active_time"),
        field("discount_factor").alias("discount_factor"),
        square.alias("residual_variance"),
    ];
    for index in 0..GRADIENT {
        added.push(slope(per_unit, field(&format!("slope_{index}")), index));
    }
    Ok(scored.select(known.into_iter().chain(added).collect::<Vec<_>>())?)
}

fn slope(per_unit: Option<f64>, value: Expr, index: usize) -> Expr {
    let scaled = per_unit.map_or_else(|| number(None), |factor| cast(value, DataType::Float64) * lit(factor));
    cast(scaled, DataType::Float32).alias(format!("residual_slope_{index}"))
}

/// Every customer with a purchase goes on as the rule says; a rule has no interval and no probabilities.
fn by_rule(naive: &Naive, parameters: &Parameters, context: &RunContext) -> Result<Vec<Expr>> {
    let delta = context.discount_rate.ln_1p() / context.units_per_year();
    let mean_spend = context.money.known.then_some(naive.spend).flatten();
    let own = |column: &str| cast(col(column), DataType::Float64);
    let horizon_days = f64::from(context.horizon_days);
    let (purchases, spend) = match naive.rule() {
        "nobody-returns" => (number(Some(0.0)), number(mean_spend)),
        "past-rate" => {
            let rate = own("frequency") / own("age") * number(Some(horizon_days));
            let known = context.money.known.then(|| own("monetary_value"));
            let spend = match known {
                Some(mean) => when(col("frequency").gt(lit(0)), mean).otherwise(number(mean_spend))?,
                None => number(None),
            };
            (when(own("age").gt(lit(0.0)), rate).otherwise(number(Some(0.0)))?, spend)
        }
        _ => (number(Some(naive.rate * context.horizon())), number(mean_spend)),
    };
    let factor = discount_factor(context.horizon(), delta) * parameters.margin;
    let value = purchases.clone() * spend.clone() * lit(factor);
    let bought = |value: Expr| when(col("frequency").is_not_null(), value).end();
    let source = format!("naive-{}", naive.rule());
    let source = when(col("frequency").is_null(), lit("no-purchase")).otherwise(lit(source))?;
    let mut columns = unknown();
    for (name, value) in [("expected_purchases", purchases), ("expected_spend", spend), ("expected_value", value)] {
        replace(&mut columns, name, bought(value)?);
    }
    replace(&mut columns, "value_source", source);
    Ok(columns)
}

fn replace(columns: &mut [Expr], name: &str, value: Expr) {
    if let Some(column) = columns.iter_mut().find(|column| column.schema_name().to_string() == name) {
        *column = value.alias(name);
    }
}

/// Nothing is known: every measure is null.
fn unknown() -> Vec<Expr> {
    let numbers = [
        "probability_alive",
        "probability_return",
        "expected_purchases",
        "expected_spend",
        "residual_value",
        "residual_value_low",
        "residual_value_high",
        "residual_value_forever",
        "expected_value",
        "purchase_rate",
        "active_time",
        "discount_factor",
        "residual_variance",
    ];
    let mut columns: Vec<Expr> = numbers.iter().map(|&name| number(None).alias(name)).collect();
    columns.push(lit("none").alias("value_source"));
    columns.extend((0..GRADIENT).map(|index| slope(None, number(None), index)));
    columns
}
