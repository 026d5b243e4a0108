use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{Decimal128Type, Float64Type, Int64Type};
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count_distinct, sum};
use datafusion::logical_expr::{ident, lit};
use patron_profit::money::Money;

use super::costing::Costing;
use super::split::split;
use super::sums::Sums;
use crate::costing::Part;
use crate::error::Result;

/// Customers by the label they are asked for.
pub(crate) type Labelled = HashMap<String, usize>;

/// What customers of one label buy of one part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) label: usize,
    /// empty where it is not known
    pub(crate) part: String,
    pub(crate) sums: Sums,
}

/// Revenue and costs by label and part; by part alone without labels. `of_all` says that the labels are those of all
/// customers: costs then add up to what reached customers, to the ten-thousandth.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn grid(costing: &Costing, part: Part, labels: Option<&Labelled>) -> Result<Vec<Cell>> {
    let labels = labels.map(table).transpose()?;
    let labelled = |frame: DataFrame| -> Result<DataFrame> {
        let Some(labels) = &labels else { return Ok(frame.with_column("label", lit(0_i64))?) };
        let labels = costing.records.engine().session().read_batch(labels.clone())?;
        Ok(frame.join(labels, JoinType::Inner, &["customer_id"], &["labelled_id"], None)?)
    };
    let by = || vec![ident("label"), ident("part")];
    let mut cells: BTreeMap<(i64, String), Sums> = BTreeMap::new();
    let money = ["revenue", "product_cost"].map(|name| sum(ident(name)).alias(name));
    let mut paid = money.to_vec();
    paid.push(count_distinct(ident("customer_id")).alias("customers"));
    let bought = costing.by_part(part).await?;
    for batch in labelled(bought.money)?.aggregate(by(), paid)?.collect().await? {
        for row in 0..batch.num_rows() {
            let amount = |column: usize| {
                let column = batch.column(column).as_primitive::<Decimal128Type>();
                Money::from_units(if column.is_valid(row) { column.value(row) } else { 0 })
            };
            let cell = cells.entry(key(&batch, row)).or_default();
            cell.revenue = amount(2);
            cell.product_cost = amount(3);
            cell.customers = batch.column(4).as_primitive::<Int64Type>().value(row).unsigned_abs();
        }
    }
    let counted = costing.volume_columns();
    let sums: Vec<_> = counted.iter().map(|name| sum(ident(name)).alias(format!("of_{name}"))).collect();
    let mut costs: BTreeMap<(i64, String), [f64; 3]> = BTreeMap::new();
    for batch in labelled(bought.volumes)?.aggregate(by(), sums)?.collect().await? {
        for row in 0..batch.num_rows() {
            let volume = |place: usize| {
                let column = batch.column(2 + place).as_primitive::<Float64Type>();
                if column.is_valid(row) { column.value(row) } else { 0.0 }
            };
            let found = costing.cost(&(0..counted.len()).map(volume).collect::<Vec<_>>());
            costs.insert(key(&batch, row), found);
            if found != [0.0; 3] {
                cells.entry(key(&batch, row)).or_default();
            }
        }
    }
    Ok(filled(costing, cells, &costs, labels.is_none()))
}

fn filled(
    costing: &Costing,
    mut cells: BTreeMap<(i64, String), Sums>,
    costs: &BTreeMap<(i64, String), [f64; 3]>,
    of_all: bool,
) -> Vec<Cell> {
    let column = |place: usize| -> Vec<f64> {
        cells.keys().map(|key| costs.get(key).map_or(0.0, |found| found[place])).collect()
    };
    let total = |numbers: &[f64]| Money::nearest(numbers.iter().sum());
    let served = costing.served();
    let wholes = [served.incremental, served.shared, served.sustaining];
    let [incremental, shared, sustaining] = [0, 1, 2].map(|place| {
        let numbers = column(place);
        split(if of_all { wholes[place] } else { total(&numbers) }, &numbers)
    });
    for (place, sums) in cells.values_mut().enumerate() {
        sums.incremental = incremental[place];
        sums.shared = shared[place];
        sums.sustaining = sustaining[place];
    }
    let cell = |((label, part), sums): ((i64, String), Sums)| Cell {
        label: usize::try_from(label).unwrap_or_default(),
        part,
        sums,
    };
    cells.into_iter().map(cell).collect()
}

fn key(batch: &RecordBatch, row: usize) -> (i64, String) {
    let part = batch.column(1).as_string::<i32>();
    let part = if part.is_valid(row) { part.value(row).to_owned() } else { String::new() };
    (batch.column(0).as_primitive::<Int64Type>().value(row), part)
}

fn table(labels: &Labelled) -> Result<RecordBatch> {
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(labels.keys()));
    let places = labels.values().map(|label| i64::try_from(*label).unwrap_or(i64::MAX));
    let places: ArrayRef = Arc::new(Int64Array::from_iter_values(places));
    Ok(RecordBatch::try_from_iter([("labelled_id", ids), ("label", places)])?)
}
