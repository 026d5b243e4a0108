use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::{DataType, Int32Type};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{cast, col, lit};
use patron_ledger::rollup::Occasion;

use crate::error::Result;
use crate::query::number;
use crate::run::Series;
use crate::service::runs::OpenRun;
use crate::views::{CohortTriangle, CohortView};

/// Longest triangle that is shown: cohorts of earlier periods are left out.
const MAX_PERIODS: i32 = 60;

/// Length of a period.
#[derive(Debug, Clone, Copy)]
struct Span {
    name: &'static str,
    months: i32,
}

const SPANS: [Span; 3] =
    [Span { name: "month", months: 1 }, Span { name: "quarter", months: 3 }, Span { name: "year", months: 12 }];

/// What a cohort did in one period.
#[derive(Debug, Default, Clone, Copy)]
struct Cell {
    buyers: f64,
    orders: Option<f64>,
    net: f64,
    contribution: Option<f64>,
}

#[derive(Debug, Default)]
struct Cohort {
    customers: f64,
    residual: Option<f64>,
    /// by periods since the first purchase
    cells: BTreeMap<i32, Cell>,
}

/// Cohorts by period of first purchase, once for each length of a period that the run has kept.
pub(super) async fn cohorts(run: &OpenRun, folder: &Path) -> Result<Vec<CohortTriangle>> {
    let settings = &run.record.settings;
    let batches = Series::Cohorts.read(folder)?;
    let customers = by_first_day(run).await?;
    let money = run.record.view.realised_value.is_some();
    let mut triangles = Vec::new();
    for span in SPANS {
        let now = Occasion::Month.period(settings.as_of_day).div_euclid(span.months);
        let mut cohorts: BTreeMap<i32, Cohort> = BTreeMap::new();
        for batch in &batches {
            read(batch, span, settings.margin.unwrap_or(1.0), &mut cohorts);
        }
        if cohorts.is_empty() {
            continue;
        }
        for &(day, customers, residual) in &customers {
            let cohort = cohorts.entry(Occasion::Month.period(day).div_euclid(span.months)).or_default();
            cohort.customers += customers;
            if let Some(value) = residual {
                cohort.residual = Some(cohort.residual.unwrap_or_default() + value);
            }
        }
        let recent = cohorts.into_iter().filter(|&(period, _)| now - period < MAX_PERIODS);
        let views = recent.map(|(period, cohort)| view(span, period, now, &cohort, money)).collect();
        triangles.push(CohortTriangle { span: span.name.to_owned(), cohorts: views });
    }
    Ok(triangles)
}

/// Takes up the cells of this span. A run of an earlier version has months alone, without orders and costs.
fn read(batch: &RecordBatch, span: Span, margin: f64, cohorts: &mut BTreeMap<i32, Cohort>) {
    let whole = |name: &str| batch.column_by_name(name).map(|column| column.as_primitive::<Int32Type>());
    let (Some(cohort), Some(period)) = (whole("cohort"), whole("period").or_else(|| whole("month"))) else { return };
    let of_span = whole("span");
    let figure = |name: &str, row: usize| number(batch.column_by_name(name)?.as_ref(), row);
    for row in (0..batch.num_rows()).filter(|&row| of_span.map_or(1, |of| of.value(row)) == span.months) {
        let net = figure("net_revenue", row).unwrap_or_default();
        let costed = figure("costed_net", row).zip(figure("cost", row));
        let cell = Cell {
            buyers: figure("buyers", row).unwrap_or_default(),
            orders: figure("orders", row),
            net,
            contribution: costed.map(|(costed, cost)| (costed - cost) + (net - costed) * margin),
        };
        let since = period.value(row) - cohort.value(row);
        cohorts.entry(cohort.value(row)).or_default().cells.insert(since, cell);
    }
}

fn view(span: Span, period: i32, now: i32, cohort: &Cohort, money: bool) -> CohortView {
    // A run that knows orders knows that there were none in a period without a line.
    let complete = cohort.cells.values().all(|cell| cell.orders.is_some());
    let nothing = Cell { orders: complete.then_some(0.0), contribution: complete.then_some(0.0), ..Cell::default() };
    let lived = || (0..=now - period).map(|since| cohort.cells.get(&since).copied().unwrap_or(nothing));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of customers or orders")]
    let whole = |number: f64| number as u64;
    CohortView {
        cohort: name(span, period),
        customers: whole(cohort.customers),
        buyers: lived().map(|cell| whole(cell.buyers)).collect(),
        orders: lived().map(|cell| cell.orders.map(whole)).collect(),
        revenue: lived().map(|cell| money.then_some(cell.net)).collect(),
        contribution: lived().map(|cell| cell.contribution.filter(|_| money)).collect(),
        residual_value: cohort.residual,
    }
}

/// `YYYY-MM`, `YYYY-Q1` or `YYYY`.
fn name(span: Span, period: i32) -> String {
    let (year, part) = (period.div_euclid(12 / span.months), period.rem_euclid(12 / span.months) + 1);
    match span.months {
        1 => format!("{year:04}-{part:02}"),
        3 => format!("{year:04}-Q{part}"),
        _ => format!("{year:04}"),
    }
}

/// Customers and their expected value by day of first purchase.
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

#[cfg(test)]
mod tests {
    use super::{Cell, Cohort, SPANS, name, view};

    #[test]
    fn periods_are_named_and_what_is_not_lived_is_not_there() {
        assert_eq!(SPANS.map(|span| name(span, (2024 * 12 + 7) / span.months)), ["2024-08", "2024-Q3", "2024"]);
        let mut cohort = Cohort { customers: 3.0, ..Cohort::default() };
        cohort.cells.insert(0, Cell { buyers: 3.0, orders: Some(4.0), net: 9.0, contribution: Some(3.0) });
        let shown = view(SPANS[0], 100, 102, &cohort, true);
        assert_eq!((shown.buyers, shown.orders), (vec![3, 0, 0], vec![Some(4), Some(0), Some(0)]));
        assert_eq!(shown.contribution, [Some(3.0), Some(0.0), Some(0.0)]);
        // A run that kept neither orders nor costs does not know that there were none.
        cohort.cells.insert(0, Cell { buyers: 3.0, net: 9.0, ..Cell::default() });
        let shown = view(SPANS[0], 100, 101, &cohort, false);
        assert_eq!((shown.orders, shown.revenue), (vec![None, None], vec![None, None]));
    }
}
