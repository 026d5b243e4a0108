//! Share of wallet: what customers spend with us of what they spend on the category.

mod measures;

use arrow::array::AsArray;
use arrow::datatypes::Float64Type;
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::{first_value, max, sum};
use datafusion::logical_expr::{Expr, cast, col, lit, when};
use datafusion::scalar::ScalarValue;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;
use crate::views::{Notice, Severity};

use super::per_customer::{beside, count_where, date, join_sums, number};
use super::{Analysis, Fitted, Requirements};

/// Share of wallet in the latest period that ended up to the valuation date.
///
/// share = net amount of our orders in the period / spend on the category in it; where that spend is not known, 1 - the
/// shares of the competitors. A period without a last day is a year. Spend below our own amount contradicts the orders:
/// the share is unknown then.
#[derive(Debug)]
pub(super) struct Wallet;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    customers: f64,
    /// customers whose spend on the category is below what they spent with us
    contradicted: f64,
}

/// The last day of a row's period.
fn last_day() -> Expr {
    let year = lit(ScalarValue::new_interval_mdn(12, -1, 0));
    coalesce(vec![col("period_end"), cast(col("period") + year, arrow::datatypes::DataType::Date32)])
}

/// One row per customer: `wallet_from`, `wallet_to`, `category_spend`, the largest competitor with its share, and the
/// net amount of our orders in the period.
async fn periods(context: &RunContext, day: i32) -> Result<DataFrame> {
    let session = context.records.engine().session();
    let rows = context.records.table(&session, "wallets")?.with_column("wallet_to", last_day())?;
    let rows = rows.filter(col("wallet_to").lt_eq(date(day)))?;
    let newest =
        rows.clone().aggregate(vec![col("customer_id").alias("owner")], vec![max(col("period")).alias("latest")])?;
    let current = beside(rows, newest, "customer_id", "owner")?.filter(col("period").eq(col("latest")))?;
    let of_all = col("competitor").is_null();
    let largest = || vec![col("competitor_share").sort(false, false), col("competitor").sort(true, false)];
    let sums = vec![
        max(col("period")).alias("wallet_from"),
        max(col("wallet_to")).alias("wallet_to"),
        max(when(of_all.or(col("category_spend").is_not_null()), number(col("category_spend"))).end()?)
            .alias("category_spend"),
        sum(number(col("competitor_share"))).alias("competitors_share"),
        first_value(col("competitor"), largest()).alias("top_competitor"),
        first_value(number(col("competitor_share")), largest()).alias("top_competitor_share"),
    ];
    let wallets = current.aggregate(vec![col("customer_id").alias("wallet_of")], sums)?;
    let orders = context.records.table(&session, "orders")?.select_columns(&["customer_id", "ordered_on", "amount"])?;
    let windows = wallets.clone().select(["wallet_of", "wallet_from", "wallet_to"].map(col).to_vec())?;
    let joined = beside(orders, windows, "customer_id", "wallet_of")?;
    let inside = col("ordered_on").gt_eq(col("wallet_from")).and(col("ordered_on").lt_eq(col("wallet_to")));
    let ours = joined.filter(inside)?.aggregate(
        vec![col("customer_id").alias("ordered_of")],
        vec![sum(number(col("amount"))).alias("ordered_amount")],
    )?;
    let own = coalesce(vec![col("ordered_amount"), lit(0.0)]).alias("own_amount");
    let kept = ["wallet_of", "category_spend", "competitors_share", "top_competitor", "top_competitor_share"];
    let joined = beside(wallets, ours, "wallet_of", "ordered_of")?;
    Ok(joined.select(kept.map(col).into_iter().chain([own]).collect::<Vec<_>>())?)
}

fn contradicts() -> Expr {
    col("category_spend").lt(col("own_amount") * lit(1.0 - 1e-9))
}

/// The share of the period.
fn share() -> Result<Expr> {
    let known = col("category_spend").gt(lit(0.0));
    Ok(when(known.clone().and(contradicts()), lit(ScalarValue::Float64(None)))
        .when(known, col("own_amount") / col("category_spend"))
        .when(col("competitors_share").lt_eq(lit(1.0)), lit(1.0) - col("competitors_share"))
        .end()?)
}

/// `customer_id` and `share_of_wallet` as they were known at the end of a day.
pub(super) async fn share_on(context: &RunContext, day: i32) -> Result<DataFrame> {
    let columns = vec![col("wallet_of").alias("customer_id"), share()?.alias("share_of_wallet")];
    Ok(periods(context, day).await?.select(columns)?)
}

#[async_trait]
impl Analysis for Wallet {
    fn id(&self) -> &str {
        "wallet"
    }

    fn label(&self) -> Text {
        Text::new("Share of wallet", "钱包份额")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders", "wallets"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let sums = vec![count_where(lit(true))?.alias("customers"), count_where(contradicts())?.alias("contradicted")];
        let batches = periods(context, context.as_of_day).await?.aggregate(vec![], sums)?.collect().await?;
        let found = batches.iter().find(|batch| batch.num_rows() > 0).map(|batch| {
            [0, 1].map(|column| {
                let column = batch.column(column).as_primitive::<Float64Type>();
                if column.is_empty() { 0.0 } else { column.iter().next().flatten().unwrap_or(0.0) }
            })
        });
        let [customers, contradicted] = found.unwrap_or_default();
        let notices = (contradicted > 0.0).then(|| Notice {
            code: "wallet-below-orders".to_owned(),
            severity: Severity::Warning,
            message: format!(
                "{contradicted} customers spend less on the category than with us; their share of wallet is left open"
            ),
            values: [("customers".to_owned(), contradicted.into())].into_iter().collect(),
        });
        let parameters = Parameters { customers, contradicted };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices: notices.into_iter().collect() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let gap = when(contradicts().is_not_true(), col("category_spend") - col("own_amount")).end()?;
        let columns = vec![
            col("wallet_of").alias("customer_id"),
            share()?.alias("share_of_wallet"),
            col("category_spend"),
            gap.alias("wallet_gap"),
            col("top_competitor"),
            col("top_competitor_share"),
        ];
        Ok(join_sums(customers, periods(context, context.as_of_day).await?.select(columns)?, &[])?)
    }
}
