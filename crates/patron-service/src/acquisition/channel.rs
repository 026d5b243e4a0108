use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, lower, trim};
use datafusion::functions_aggregate::expr_fn::first_value;
use datafusion::logical_expr::{col, ident, lit};

use crate::analyses::{beside, date};
use crate::error::Result;
use crate::records::Records;

/// Column of the channel as it is compared: trimmed, in lower case; empty where none is known.
pub(crate) const KEY: &str = "channel_key";
/// Column of the channel as it is written; null where none is known.
pub(crate) const NAME: &str = "channel_name";

/// A channel as it is compared.
pub(super) fn key(channel: &str) -> String {
    channel.trim().to_lowercase()
}

/// Adds the channel that won each customer: that of the customer records, else of the earliest order that names one.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn with_channel(customers: DataFrame, records: &Records, as_of_day: i32) -> Result<DataFrame> {
    let known: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
    let session = records.engine().session();
    let told = records.table(&session, "customers")?.filter(trim(vec![col("channel")]).not_eq(lit("")))?;
    let told = told.select(vec![col("customer_id").alias("told_of"), trim(vec![col("channel")]).alias("told")])?;
    let sold = col("ordered_on").lt_eq(date(as_of_day)).and(col("is_return").is_not_true());
    let named = col("customer_id").is_not_null().and(trim(vec![col("channel")]).not_eq(lit("")));
    let orders = records.table(&session, "orders")?.filter(sold.and(named))?;
    let earliest = vec![
        col("ordered_at").sort(true, false),
        col("source_file").sort(true, false),
        col("source_row").sort(true, false),
    ];
    let first = first_value(trim(vec![col("channel")]), earliest).alias("first_order_channel");
    let orders = orders.aggregate(vec![col("customer_id").alias("first_of")], vec![first])?;
    let joined = beside(customers, told, "customer_id", "told_of")?;
    let joined = beside(joined, orders, "customer_id", "first_of")?;
    let channel = coalesce(vec![col("told"), col("first_order_channel")]);
    let added = [channel.clone().alias(NAME), coalesce(vec![lower(channel), lit("")]).alias(KEY)];
    Ok(joined.select(known.iter().map(|name| ident(name.as_str())).chain(added).collect::<Vec<_>>())?)
}
