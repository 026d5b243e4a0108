use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Int32Type};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{cast, col, lit};
use patron_ledger::rollup::Occasion;

use crate::error::Result;
use crate::query::number;
use crate::run::Series;
use crate::service::runs::OpenRun;
use crate::views::CohortView;

/// Longest triangle that is shown: later columns and cohorts are cut to the newest.
const MAX_MONTHS: i32 = 60;

#[derive(Debug, Default)]
struct Cohort {
    customers: f64,
    residual: Option<f64>,
    buyers: BTreeMap<i32, f64>,
    net: BTreeMap<i32, f64>,
}

/// Cohorts by month of first purchase: net revenue per customer cumulated by month, and the share that bought.
pub(super) async fn cohorts(run: &OpenRun, folder: &Path) -> Result<Vec<CohortView>> {
    let as_of_day = run.record.settings.as_of_day;
    let now = Occasion::Month.period(as_of_day);
    let mut cohorts: BTreeMap<i32, Cohort> = BTreeMap::new();
    for batch in Series::Cohorts.read(folder)? {
        let [cohort, month] = [0, 1].map(|column| batch.column(column).as_primitive::<Int32Type>());
        for row in 0..batch.num_rows() {
            let cell = cohorts.entry(cohort.value(row)).or_default();
            let since = month.value(row) - cohort.value(row);
            cell.buyers.insert(since, number(batch.column(2).as_ref(), row).unwrap_or_default());
            cell.net.insert(since, number(batch.column(3).as_ref(), row).unwrap_or_default());
        }
    }
    for (day, customers, residual) in by_first_day(run).await? {
        let cohort = cohorts.entry(Occasion::Month.period(day)).or_default();
        cohort.customers += customers;
        if let Some(value) = residual {
            cohort.residual = Some(cohort.residual.unwrap_or_default() + value);
        }
    }
    let money = run.record.view.realised_value.is_some();
    let recent = cohorts.into_iter().filter(|&(month, _)| now - month < MAX_MONTHS);
    Ok(recent.map(|(month, cohort)| view(month, now, &cohort, money)).collect())
}

fn view(month: i32, now: i32, cohort: &Cohort, money: bool) -> CohortView {
    let share = |value: f64| if cohort.customers > 0.0 { value / cohort.customers } else { 0.0 };
    let lived = 0..=now - month;
    let mut net = 0.0;
    let revenue = lived.clone().map(|since| {
        net += cohort.net.get(&since).copied().unwrap_or_default();
        money.then(|| share(net))
    });
    let revenue = revenue.collect();
    let active = lived.map(|since| Some(share(cohort.buyers.get(&since).copied().unwrap_or_default())));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of customers")]
    let customers = cohort.customers as u64;
    CohortView {
        cohort: format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1),
        customers,
        revenue,
        active: active.collect(),
        residual_value: cohort.residual,
    }
}

/// Customers and their residual value by day of first purchase.
async fn by_first_day(run: &OpenRun) -> Result<Vec<(i32, f64, Option<f64>)>> {
    let sums = vec![count(lit(1_i64)).alias("n"), sum(cast(col("expected_value"), DataType::Float64)).alias("value")];
    let grouped = run
        .table
        .frame()?
        .filter(col("first_purchase").is_not_null())?
        .aggregate(vec![cast(col("first_purchase"), DataType::Int32).alias("day")], sums)?
        .sort(vec![col("day").sort(true, false)])?;
    let mut days = Vec::new();
    for batch in grouped.collect().await? {
        let day = batch.column(0).as_primitive::<Int32Type>();
        days.extend((0..batch.num_rows()).map(|row| {
            let customers = number(batch.column(1).as_ref(), row).unwrap_or_default();
            (day.value(row), customers, number(batch.column(2).as_ref(), row))
        }));
    }
    Ok(days)
}
