use std::collections::HashMap;

use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::floor;
use datafusion::functions_aggregate::expr_fn::{count, min, sum};
use datafusion::logical_expr::{Expr, col, ident, lit, when};
use datafusion::scalar::ScalarValue;

use crate::analyses::{beside, days_between, number};
use crate::error::Result;
use crate::query::read;
use crate::run::{RunContext, parse_day};

use super::channel::{KEY, NAME};

/// Days of a month since the first purchase.
pub(crate) const MONTH_DAYS: f64 = 30.4375;

/// Customers won by one channel on one day; who is named in a row of spend stands alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Won {
    /// as it is compared; empty where none is known
    pub(crate) channel: String,
    pub(crate) channel_name: Option<String>,
    pub(crate) day: i32,
    pub(crate) named: Option<String>,
    pub(crate) customers: f64,
    /// customers whose lifetime value is known, and its sum: contribution so far + expected value
    pub(crate) valued: f64,
    pub(crate) value: f64,
    /// sum of the expected values alone
    pub(crate) expected: f64,
    /// contribution by months since the first purchase
    pub(crate) months: Vec<f64>,
}

/// Everybody who has bought, in the order of channels and days. `customers` has `first_purchase`, `contribution`,
/// `expected_value` and the channel.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn read_won(customers: &DataFrame, named: &[String], context: &RunContext) -> Result<Vec<Won>> {
    let bought = customers.clone().filter(col("first_purchase").is_not_null())?;
    let is_named = ident("customer_id").in_list(named.iter().map(|id| lit(id.as_str())).collect(), false);
    let none = lit(ScalarValue::Utf8(None));
    let text = datafusion::logical_expr::cast(ident("customer_id"), arrow::datatypes::DataType::Utf8);
    let named_as: Expr = if named.is_empty() { none } else { when(is_named, text).end()? };
    let keyed = bought.with_column("named", named_as)?;
    let value = number(col("contribution")) + number(col("expected_value"));
    let sums = vec![
        min(col(NAME)).alias("name"),
        sum(lit(1.0)).alias("customers"),
        count(value.clone()).alias("valued"),
        sum(value).alias("value"),
        sum(number(col("expected_value"))).alias("expected"),
    ];
    let keys = || vec![col(KEY), col("first_purchase"), col("named")];
    let mut places: HashMap<(String, i32, Option<String>), usize> = HashMap::new();
    let mut won: Vec<Won> = Vec::new();
    let order = ["channel_key", "first_purchase", "named"].map(|name| col(name).sort(true, true));
    for row in read(keyed.clone().aggregate(keys(), sums)?.sort(order.to_vec())?).await? {
        let Some(day) = row.text("first_purchase") else { continue };
        let one = Won {
            channel: row.text(KEY).unwrap_or_default(),
            channel_name: row.text("name"),
            day: parse_day(&day)?,
            named: row.text("named"),
            customers: row.number("customers").unwrap_or_default(),
            valued: row.number("valued").unwrap_or_default(),
            value: row.number("value").unwrap_or_default(),
            expected: row.number("expected").unwrap_or_default(),
            months: Vec::new(),
        };
        places.insert((one.channel.clone(), one.day, one.named.clone()), won.len());
        won.push(one);
    }
    let owners =
        keyed.select(vec![ident("customer_id").alias("owner"), col(KEY), col("first_purchase"), col("named")])?;
    let lines = context.records.lines(context.as_of_day, context.money.margin)?;
    let lines = beside(lines, owners, "customer_id", "owner")?;
    let since = days_between(col("first_purchase"), col("ordered_on"));
    let lived = lines.filter(since.clone().gt_eq(lit(0.0)))?;
    let month = floor(since / lit(MONTH_DAYS)).alias("month");
    let by_month = lived
        .aggregate(keys().into_iter().chain([month]).collect(), vec![sum(col("contribution")).alias("contribution")])?;
    for row in read(by_month).await? {
        let (Some(day), Some(month)) = (row.text("first_purchase"), row.number("month")) else { continue };
        let key = (row.text(KEY).unwrap_or_default(), parse_day(&day)?, row.text("named"));
        let Some(one) = places.get(&key).and_then(|place| won.get_mut(*place)) else { continue };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a month of a lifetime, from 0")]
        let month = month as usize;
        if one.months.len() <= month {
            one.months.resize(month + 1, 0.0);
        }
        one.months[month] += row.number("contribution").unwrap_or_default();
    }
    Ok(won)
}
