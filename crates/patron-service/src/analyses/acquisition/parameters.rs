use datafusion::functions_aggregate::expr_fn::{count_distinct, sum};
use datafusion::logical_expr::{col, lit};
use patron_profit::acquisition::acquisition_cost;
use serde::{Deserialize, Serialize};

use crate::acquisition::{Division, Lived, Spend, Won};
use crate::analyses::per_customer::date;
use crate::error::Result;
use crate::query::read;
use crate::run::RunContext;
use crate::views::{AcquisitionCohorts, AcquisitionLine, KeepingCost};

/// Days of the year over which winning and keeping are compared.
const YEAR: i32 = 365;

/// What the fit found; stored with the run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Parameters {
    pub(crate) total: AcquisitionLine,
    pub(crate) channels: Vec<AcquisitionLine>,
    pub(crate) campaigns: Vec<AcquisitionLine>,
    pub(crate) cohorts: Vec<AcquisitionCohorts>,
    pub(crate) undivided: f64,
    pub(crate) uncovered: f64,
    pub(crate) retention: f64,
    pub(crate) retention_undivided: f64,
    pub(crate) keeping: KeepingCost,
    /// what a row costs each customer it stands for, in the order of the ledger
    pub(crate) acquisition_shares: Vec<Option<f64>>,
    pub(crate) retention_shares: Vec<f64>,
    /// spend on keeping customers by cohort and month, numbers of months
    pub(crate) retention_by_cohort: Vec<(i32, i32, f64)>,
}

impl Parameters {
    pub(super) async fn new(
        division: &Division,
        spend: &Spend,
        won: &[Won],
        (shares, by_cohort): (Vec<f64>, Vec<(i32, i32, f64)>),
        context: &RunContext,
    ) -> Result<Self> {
        let retention: f64 = spend.retention.iter().map(|row| row.amount).sum();
        let idle = |(row, share): &(&Lived, &f64)| row.customer.is_none() && **share <= 0.0;
        let retention_undivided = spend.retention.iter().zip(&shares).filter(idle).map(|(row, _)| row.amount).sum();
        Ok(Self {
            total: division.total.clone(),
            channels: division.channels.clone(),
            campaigns: division.campaigns.clone(),
            cohorts: division.cohorts.clone(),
            undivided: division.undivided,
            uncovered: division.uncovered,
            retention,
            retention_undivided,
            keeping: keeping(spend, won, context).await?,
            acquisition_shares: division.shares.clone(),
            retention_shares: shares,
            retention_by_cohort: by_cohort,
        })
    }
}

/// Winning beside keeping in the year up to the valuation date.
async fn keeping(spend: &Spend, won: &[Won], context: &RunContext) -> Result<KeepingCost> {
    let (from, to) = (context.as_of_day - YEAR + 1, context.as_of_day);
    let spent = |rows: &[Lived]| rows.iter().map(|row| row.between(from, to)).sum::<f64>();
    let orders = context.records.table(&context.records.engine().session(), "orders")?;
    let seen = col("ordered_on").gt_eq(date(from)).and(col("ordered_on").lt_eq(date(to)));
    let sold = orders.filter(seen.and(col("is_return").is_not_true()).and(col("customer_id").is_not_null()))?;
    let counts = vec![count_distinct(col("customer_id")).alias("kept"), sum(lit(1_i64)).alias("lines")];
    let rows = read(sold.aggregate(vec![], counts)?).await?;
    let kept = rows.first().and_then(|row| row.number("kept")).unwrap_or_default();
    let won: f64 = won.iter().filter(|won| won.day >= from).map(|won| won.customers).sum();
    let (winning_spend, keeping_spend) = (spent(&spend.acquisition), spent(&spend.retention));
    let cost = |spend: f64, customers: f64| if spend > 0.0 { acquisition_cost(spend, customers) } else { None };
    Ok(KeepingCost {
        winning_spend,
        won,
        winning_cost: cost(winning_spend, won),
        keeping_spend,
        kept,
        keeping_cost: cost(keeping_spend, kept),
    })
}
