use std::collections::HashMap;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Decimal128Type, Float64Type};
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::scalar::ScalarValue;
use futures::StreamExt;
use patron_profit::money::Money;

use super::costing::Costing;
use super::lever::Levers;
use super::split::split;
use super::sums::Sums;
use crate::error::Result;

/// A customer with what it brought and cost.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: String,
    /// position among [`Accounts::labels`]
    pub(crate) label: usize,
    pub(crate) sums: Sums,
    /// incremental cost by what could be changed
    pub(crate) levers: Levers,
    /// expected contribution of the run
    pub(crate) expected: Option<f64>,
    /// whether it has revenue or cost in the days of the costs
    pub(crate) is_active: bool,
}

/// Every customer, by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Accounts {
    pub(crate) rows: Vec<Account>,
    /// values of the label column; an empty one where it is not known
    pub(crate) labels: Vec<String>,
}

/// Columns of a run that come along.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// the run's customers
    pub(crate) run: Option<DataFrame>,
    pub(crate) label: Option<String>,
    pub(crate) marketing: Option<String>,
    pub(crate) expected: Option<String>,
    /// also customers of the run without revenue or cost in the days
    pub(crate) everybody: bool,
}

impl Accounts {
    /// Reads revenue, costs and columns of a run. Revenue and product cost are exact sums; costs to serve are rounded so
    /// that they add up to what reached customers, to the ten-thousandth.
    ///
    /// # Errors
    /// When the engine fails.
    pub(crate) async fn read(costing: &Costing, beside: Beside) -> Result<Self> {
        let frame = plan(costing, beside).await?;
        let mut stream = frame.execute_stream().await?;
        let mut read = Self::default();
        let mut costs: [Vec<f64>; 3] = Default::default();
        let mut places = HashMap::new();
        while let Some(batch) = stream.next().await {
            read.take(&batch?, costing, &mut costs, &mut places);
        }
        let served = costing.served();
        let [incremental, shared, sustaining] = costs;
        let incremental = split(served.incremental, &incremental);
        let shared = split(served.shared, &shared);
        let sustaining = split(served.sustaining, &sustaining);
        for (place, account) in read.rows.iter_mut().enumerate() {
            account.sums.incremental = incremental[place];
            account.sums.shared = shared[place];
            account.sums.sustaining = sustaining[place];
        }
        Ok(read)
    }

    fn take(
        &mut self,
        batch: &RecordBatch,
        costing: &Costing,
        costs: &mut [Vec<f64>; 3],
        places: &mut HashMap<String, usize>,
    ) {
        let columns = costing.volume_columns();
        let numbers = |name: &str| batch.column_by_name(name).map(|column| column.as_primitive::<Float64Type>());
        let money = |name: &str| batch.column_by_name(name).map(|column| column.as_primitive::<Decimal128Type>());
        let text = |name: &str| batch.column_by_name(name).map(|column| column.as_string::<i32>());
        let number = |name: &str, row: usize| {
            numbers(name).filter(|column| column.is_valid(row)).map(|column| column.value(row))
        };
        let amount = |name: &str, row: usize| {
            let value = money(name).filter(|column| column.is_valid(row)).map(|column| column.value(row));
            value.map_or(Money::ZERO, Money::from_units)
        };
        let words = |name: &str, row: usize| {
            text(name).filter(|column| column.is_valid(row)).map_or("", |column| column.value(row))
        };
        for row in 0..batch.num_rows() {
            let sums = Sums {
                customers: 1,
                revenue: amount("revenue", row),
                product_cost: amount("product_cost", row),
                marketing: number("marketing", row),
                ..Sums::default()
            };
            let volumes: Vec<f64> = columns.iter().map(|name| number(name, row).unwrap_or(0.0)).collect();
            for (all, own) in costs.iter_mut().zip(costing.cost(&volumes)) {
                all.push(own);
            }
            let word = words("label", row);
            let label = places.get(word).copied().unwrap_or_else(|| {
                places.insert(word.to_owned(), self.labels.len());
                self.labels.push(word.to_owned());
                self.labels.len() - 1
            });
            self.rows.push(Account {
                id: words("customer_id", row).to_owned(),
                label,
                sums,
                levers: Levers::of(costing, &volumes),
                expected: number("expected", row),
                is_active: number("active", row).is_some(),
            });
        }
    }
}

async fn plan(costing: &Costing, beside: Beside) -> Result<DataFrame> {
    let text = |name: &str| cast(ident(name), DataType::Utf8);
    let mut joined = costing.customers().await?.with_column("active", lit(1.0))?;
    let mut ids = vec![ident("active_id")];
    let unknown = |kind: DataType| cast(lit(ScalarValue::Null), kind);
    let wanted = |column: &Option<String>, kind: DataType| match column {
        Some(column) => cast(ident(column), kind),
        None => unknown(kind),
    };
    let [mut label, mut marketing, mut expected] =
        [unknown(DataType::Utf8), unknown(DataType::Float64), unknown(DataType::Float64)];
    if let Some(run) = beside.run {
        let run = run.select(vec![
            text("customer_id").alias("run_id"),
            wanted(&beside.label, DataType::Utf8).alias("run_label"),
            wanted(&beside.marketing, DataType::Float64).alias("run_marketing"),
            wanted(&beside.expected, DataType::Float64).alias("run_expected"),
        ])?;
        let kind = if beside.everybody { JoinType::Full } else { JoinType::Left };
        joined = joined.join(run, kind, &["active_id"], &["run_id"], None)?;
        ids.push(text("run_id"));
        [label, marketing, expected] = ["run_label", "run_marketing", "run_expected"].map(ident);
    }
    let mut columns: Vec<Expr> = vec![
        coalesce(ids).alias("customer_id"),
        label.alias("label"),
        marketing.alias("marketing"),
        expected.alias("expected"),
    ];
    columns.extend(["active", "revenue", "product_cost"].map(ident));
    columns.extend(costing.volume_columns().into_iter().map(ident));
    Ok(joined.select(columns)?.sort(vec![ident("customer_id").sort(true, false)])?)
}
