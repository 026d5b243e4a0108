use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::AsArray;
use arrow::datatypes::Int32Type;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{col, lit};
use patron_ledger::rollup::Occasion;
use patron_profit::acquisition::HEALTHY_RATIO;

use crate::analyses::{ACQUISITION, AcquisitionParameters};
use crate::error::{Result, ServiceError};
use crate::query::{number, read};
use crate::run::{Series, parse_day};
use crate::views::{AcquisitionReply, AcquisitionView, EarningCohort, EarningTriangle};

use super::Service;
use super::runs::OpenRun;

/// Longest triangle that is shown: cohorts of earlier periods are left out.
const MAX_PERIODS: i32 = 60;
const SPANS: [(&str, i32); 3] = [("month", 1), ("quarter", 3), ("year", 12)];

/// Net amount and contribution of a cohort in one period.
#[derive(Debug, Default, Clone, Copy)]
struct Cell {
    net: f64,
    contribution: f64,
}

impl Service {
    /// What customers cost to win and keep, against what they bring, by the current run.
    ///
    /// # Errors
    /// `no-run`, or `no-marketing-spend` where the run knew of none.
    pub async fn acquisition(&self) -> Result<AcquisitionView> {
        let run = self.needed_run().await?;
        let Some(found) = run.record.parameters::<AcquisitionParameters>(ACQUISITION)? else {
            let message = "the current valuation knows no marketing spend, expected rows in `marketing_spend`";
            return Err(ServiceError::new("no-marketing-spend", message)
                .hint("import it and value again: `patron import marketing_spend FILE`, `patron run`"));
        };
        let triangles = triangles(&run, &found, &self.folder.path(&run.record.path)).await?;
        Ok(AcquisitionView {
            as_of: run.record.view.as_of.clone(),
            currency: run.record.settings.currency.clone(),
            healthy_ratio: HEALTHY_RATIO,
            total: found.total,
            channels: found.channels,
            campaigns: found.campaigns,
            cohorts: found.cohorts,
            undivided: found.undivided,
            uncovered: found.uncovered,
            retention: found.retention,
            retention_undivided: found.retention_undivided,
            keeping: found.keeping,
            triangles,
        })
    }

    /// The same for pages: what is missing is an answer with its reason.
    ///
    /// # Errors
    /// As [`Service::acquisition`], but for spend that is not there.
    pub async fn acquisition_or_reason(&self) -> Result<AcquisitionReply> {
        match self.acquisition().await {
            Ok(view) => Ok(AcquisitionReply { acquisition: Some(view), problem: None }),
            Err(error) if ["no-marketing-spend", "no-run"].contains(&error.code()) => {
                Ok(AcquisitionReply { acquisition: None, problem: Some(error.problem().clone()) })
            }
            Err(error) => Err(error),
        }
    }
}

/// Revenue, contribution and profit of cohorts by periods since the first purchase, for each length of a period.
async fn triangles(run: &OpenRun, found: &AcquisitionParameters, folder: &Path) -> Result<Vec<EarningTriangle>> {
    let settings = &run.record.settings;
    let margin = settings.margin.unwrap_or(1.0);
    let batches = Series::Cohorts.read(folder)?;
    let customers = customers(run).await?;
    let money = run.record.view.realised_value.is_some();
    let day = settings.as_of_day;
    let mut triangles = Vec::new();
    for (name, months) in SPANS {
        let now = Occasion::Month.period(day).div_euclid(months);
        let mut cells: BTreeMap<(i32, i32), Cell> = BTreeMap::new();
        for batch in &batches {
            let whole = |name: &str| batch.column_by_name(name).map(|column| column.as_primitive::<Int32Type>());
            let (Some(span), Some(cohort), Some(period)) = (whole("span"), whole("cohort"), whole("period")) else {
                continue;
            };
            let figure = |name: &str, row: usize| {
                batch.column_by_name(name).and_then(|column| number(column.as_ref(), row)).unwrap_or_default()
            };
            for row in (0..batch.num_rows()).filter(|row| span.value(*row) == months) {
                let (net, costed) = (figure("net_revenue", row), figure("costed_net", row));
                let contribution = costed - figure("cost", row) + (net - costed) * margin;
                cells.insert((cohort.value(row), period.value(row)), Cell { net, contribution });
            }
        }
        let mut spent = kept(found, months);
        let lines = found.cohorts.iter().find(|cohorts| cohorts.span == name).map(|cohorts| cohorts.lines.as_slice());
        for (at, line) in (0..).zip(lines.unwrap_or_default().iter().rev()) {
            *spent.entry((now - at, now - at)).or_default() += line.spend;
        }
        let mut by_cohort: BTreeMap<i32, u64> = BTreeMap::new();
        for (first, count) in &customers {
            *by_cohort.entry(Occasion::Month.period(*first).div_euclid(months)).or_default() += count;
        }
        let recent = by_cohort.into_iter().filter(|(cohort, _)| now - cohort < MAX_PERIODS);
        let cohorts = recent.map(|(cohort, customers)| {
            let lived = || (cohort..=now).map(|period| cells.get(&(cohort, period)).copied().unwrap_or_default());
            let cost = |period: i32| spent.get(&(cohort, period)).copied().unwrap_or_default();
            let known = |value: f64| money.then_some(value);
            EarningCohort {
                cohort: cohort_name(months, cohort),
                customers,
                revenue: lived().map(|cell| known(cell.net)).collect(),
                contribution: lived().map(|cell| known(cell.contribution)).collect(),
                profit: lived().zip(cohort..).map(|(cell, at)| known(cell.contribution - cost(at))).collect(),
            }
        });
        let in_progress = Occasion::Month.period(day.saturating_add(1)).div_euclid(months) == now;
        triangles.push(EarningTriangle { span: name.to_owned(), in_progress, cohorts: cohorts.collect() });
    }
    Ok(triangles)
}

/// Spend on keeping customers by cohort and period.
fn kept(found: &AcquisitionParameters, months: i32) -> BTreeMap<(i32, i32), f64> {
    let mut spent = BTreeMap::new();
    for (cohort, month, amount) in &found.retention_by_cohort {
        *spent.entry((cohort.div_euclid(months), month.div_euclid(months))).or_default() += amount;
    }
    spent
}

/// `YYYY-MM`, `YYYY-Q1` or `YYYY`.
fn cohort_name(months: i32, period: i32) -> String {
    let (year, part) = (period.div_euclid(12 / months), period.rem_euclid(12 / months) + 1);
    match months {
        1 => format!("{year:04}-{part:02}"),
        3 => format!("{year:04}-Q{part}"),
        _ => format!("{year:04}"),
    }
}

/// Customers by day of first purchase.
async fn customers(run: &OpenRun) -> Result<Vec<(i32, u64)>> {
    let bought = run.table.narrow(&["first_purchase"])?.filter(col("first_purchase").is_not_null())?;
    let counted = bought.aggregate(vec![col("first_purchase")], vec![count(lit(1_i64)).alias("customers")])?;
    let mut days = Vec::new();
    for row in read(counted).await? {
        let (Some(day), Some(count)) = (row.text("first_purchase"), row.number("customers")) else { continue };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of customers")]
        days.push((parse_day(&day)?, count as u64));
    }
    Ok(days)
}
