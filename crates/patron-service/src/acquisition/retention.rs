//! Relationship marketing: a row that names a customer is that customer's; any other is shared alike by the customers of
//! its channel (of all channels where it names none) who bought in its days.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Float64Array, Int32Array, RecordBatch, StringArray};
use datafusion::common::{Column, JoinType};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, LogicalPlanBuilder, col, ident, lit};
use datafusion::prelude::SessionContext;
use patron_ledger::rollup::Occasion;

use crate::analyses::{beside, date};
use crate::error::Result;
use crate::query::read;
use crate::records::Records;
use crate::run::parse_day;

use super::channel::KEY;
use super::spend::Lived;

/// The day of every shared row on which it was spent: `spend_channel`, `spend_day`, `spend_row`, `share`.
fn days(rows: &[Lived], shares: &[f64], all_channels: bool) -> Result<RecordBatch> {
    let (mut channels, mut on, mut places, mut parts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for ((place, row), share) in (0..).zip(rows).zip(shares) {
        if row.customer.is_some() || row.channel.is_empty() != all_channels {
            continue;
        }
        for day in row.from..=row.to {
            channels.push(row.channel.as_str());
            on.push(day);
            places.push(place);
            parts.push(*share);
        }
    }
    let columns: [(&str, ArrayRef); 4] = [
        ("spend_channel", Arc::new(StringArray::from(channels))),
        ("spend_day", Arc::new(Date32Array::from(on))),
        ("spend_row", Arc::new(Int32Array::from(places))),
        ("share", Arc::new(Float64Array::from(parts))),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}

/// Each customer who bought in the days of a shared row, once a row: `owner`, `spend_row`, `share` and the columns of
/// `customers` named in `kept`. `customers` has the channel.
async fn active(
    customers: &DataFrame,
    rows: &[Lived],
    shares: &[f64],
    records: &Records,
    as_of_day: i32,
    kept: &[&str],
) -> Result<Option<DataFrame>> {
    let sold = col("ordered_on").lt_eq(date(as_of_day)).and(col("is_return").is_not_true());
    let session = records.engine().session();
    let mut found: Option<DataFrame> = None;
    for all_channels in [false, true] {
        let batch = days(rows, shares, all_channels)?;
        if batch.num_rows() == 0 {
            continue;
        }
        let orders = records.table(&session, "orders")?.filter(sold.clone().and(col("customer_id").is_not_null()))?;
        let orders = orders.select(vec![col("customer_id").alias("buyer"), col("ordered_on")])?;
        let own: Vec<Expr> = kept.iter().map(|name| ident(*name)).collect();
        let owners = customers.clone().select(
            [ident("customer_id").alias("owner"), ident(KEY)].into_iter().chain(own.clone()).collect::<Vec<_>>(),
        )?;
        let orders = beside(orders, owners, "buyer", "owner")?;
        let spent = SessionContext::new().read_batch(batch)?;
        let mut keys = vec![("spend_day", "ordered_on")];
        if !all_channels {
            keys.push(("spend_channel", KEY));
        }
        let (left, right) = keys.into_iter().map(|(of, to)| (Column::from_name(of), Column::from_name(to))).unzip();
        let (state, orders) = orders.into_parts();
        let spent = LogicalPlanBuilder::from(spent.into_parts().1);
        let met = spent.join(orders, JoinType::Inner, (left, right), None)?.build()?;
        let columns = [ident("owner"), ident("spend_row"), ident("share")].into_iter().chain(own);
        let part = DataFrame::new(state, met)
            .filter(col("owner").is_not_null())?
            .select(columns.collect::<Vec<_>>())?
            .distinct()?;
        found = Some(match found {
            None => part,
            Some(found) => found.union(part)?,
        });
    }
    Ok(found)
}

/// How many customers share each row; 0 for rows of one customer.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn count_active(
    customers: &DataFrame,
    rows: &[Lived],
    records: &Records,
    as_of_day: i32,
) -> Result<Vec<f64>> {
    let mut counts = vec![0.0; rows.len()];
    let nothing = vec![0.0; rows.len()];
    let Some(active) = active(customers, rows, &nothing, records, as_of_day, &[]).await? else { return Ok(counts) };
    let counted = active.aggregate(vec![col("spend_row")], vec![count(lit(1_i64)).alias("customers")])?;
    for row in read(counted).await? {
        let (Some(place), Some(customers)) = (row.number("spend_row"), row.number("customers")) else { continue };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the place of a row")]
        if let Some(count) = counts.get_mut(place as usize) {
            *count = customers;
        }
    }
    Ok(counts)
}

/// What was spent on each customer: `customer_id`, `spent`; `shares` is what each shared row costs each of its customers.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) async fn by_customer(
    customers: &DataFrame,
    rows: &[Lived],
    shares: &[f64],
    records: &Records,
    as_of_day: i32,
) -> Result<Option<DataFrame>> {
    let shared = active(customers, rows, shares, records, as_of_day, &[]).await?;
    let named = named(rows)?;
    let named = match named.num_rows() {
        0 => None,
        _ => Some(SessionContext::new().read_batch(named)?),
    };
    let shared = shared
        .map(|shared| shared.select(vec![cast_text("owner").alias("customer_id"), col("share").alias("spent")]))
        .transpose()?;
    let all = match (shared, named) {
        (Some(shared), Some(named)) => shared.union(named)?,
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return Ok(None),
    };
    Ok(Some(all.aggregate(vec![col("customer_id")], vec![sum(col("spent")).alias("spent")])?))
}

/// What was spent on customers by name: `customer_id`, `spent`, in the order of customers.
pub(crate) fn named(rows: &[Lived]) -> Result<RecordBatch> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for row in rows {
        if let Some(customer) = &row.customer {
            *sums.entry(customer).or_default() += row.amount;
        }
    }
    let columns: [(&str, ArrayRef); 2] = [
        ("customer_id", Arc::new(StringArray::from_iter_values(sums.keys()))),
        ("spent", Arc::new(sums.values().copied().collect::<Float64Array>())),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}

fn cast_text(column: &str) -> Expr {
    datafusion::logical_expr::cast(ident(column), arrow::datatypes::DataType::Utf8)
}

/// What was spent on keeping the customers of each cohort, by month of first purchase and month: numbers of months.
///
/// A row that covers several months is spread over its days; what falls before a cohort's first month counts in that.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn by_cohort(
    customers: &DataFrame,
    rows: &[Lived],
    shares: &[f64],
    records: &Records,
    as_of_day: i32,
) -> Result<Vec<(i32, i32, f64)>> {
    let mut cells: BTreeMap<(i32, i32), f64> = BTreeMap::new();
    let mut add = |first: i32, row: &Lived, part: f64| {
        let cohort = Occasion::Month.period(first);
        for (month, amount) in row.by_month() {
            *cells.entry((cohort, month.max(cohort))).or_default() += amount * part;
        }
    };
    if let Some(active) = active(customers, rows, shares, records, as_of_day, &["first_purchase"]).await? {
        let keys = vec![col("first_purchase"), col("spend_row")];
        let counted = active.aggregate(keys, vec![count(lit(1_i64)).alias("customers")])?;
        let order = vec![col("spend_row").sort(true, false), col("first_purchase").sort(true, false)];
        for found in read(counted.sort(order)?).await? {
            let (Some(first), Some(place)) = (found.text("first_purchase"), found.number("spend_row")) else {
                continue;
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the place of a row")]
            let place = place as usize;
            let (Some(row), Some(share)) = (rows.get(place), shares.get(place)) else { continue };
            if row.amount > 0.0 {
                let customers = found.number("customers").unwrap_or_default();
                add(parse_day(&first)?, row, customers * share / row.amount);
            }
        }
    }
    let direct: Vec<&Lived> = rows.iter().filter(|row| row.customer.is_some()).collect();
    if !direct.is_empty() {
        let ids: Vec<Expr> = direct.iter().filter_map(|row| row.customer.as_deref()).map(lit).collect();
        let own = customers.clone().filter(ident("customer_id").in_list(ids, false))?;
        let own = own.select(vec![cast_text("customer_id").alias("id"), col("first_purchase")])?;
        let mut firsts = BTreeMap::new();
        for row in read(own).await? {
            if let (Some(id), Some(first)) = (row.text("id"), row.text("first_purchase")) {
                firsts.insert(id, parse_day(&first)?);
            }
        }
        for row in direct {
            if let Some(first) = row.customer.as_ref().and_then(|customer| firsts.get(customer)) {
                add(*first, row, 1.0);
            }
        }
    }
    Ok(cells.into_iter().map(|((cohort, month), amount)| (cohort, month, amount)).collect())
}
