use std::fmt::Debug;

use arrow::array::{Array, AsArray, BooleanArray, Decimal128Array, PrimitiveArray, RecordBatch, StringViewArray};
use arrow::datatypes::{Date32Type, Decimal128Type, SchemaRef};
use datafusion::error::Result;

use super::Occasion;
use super::customers::Customers;
use super::history::Line;
use super::series::Series;

/// What an ordered pass collects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Collect {
    /// one row per customer, also as it stood at the end of earlier days
    Customers {
        occasion: Occasion,
        earlier: Vec<i32>,
    },
    Series {
        gaps: bool,
    },
}

/// Takes order lines sorted by customer and day and hands on finished batches.
pub(super) trait Pass: Send + Debug {
    /// The lines of the current customer end.
    fn close_customer(&mut self, customer: &str);

    fn take(&mut self, line: Line<'_>);

    /// A batch, once enough rows are finished.
    fn full(&mut self) -> Result<Option<RecordBatch>>;

    /// What is left at the end.
    fn last(&mut self) -> Result<RecordBatch>;
}

impl Collect {
    pub(super) fn schema(&self) -> SchemaRef {
        match self {
            Self::Customers { earlier, .. } => super::customers::rollup_schema(earlier.len()),
            Self::Series { .. } => super::series::series_schema(),
        }
    }

    pub(super) fn pass(&self) -> Result<Box<dyn Pass>> {
        Ok(match self {
            Self::Customers { occasion, earlier } => Box::new(Customers::new(*occasion, earlier.clone())?),
            Self::Series { gaps } => Box::new(Series::new(*gaps)),
        })
    }
}

/// The columns of one batch of order lines, by position:
/// customer_id, ordered_on, is_return, netted_on, order_id, amount, cost.
pub(super) struct Lines<'a> {
    pub(super) customers: &'a StringViewArray,
    days: &'a PrimitiveArray<Date32Type>,
    is_return: &'a BooleanArray,
    netted_on: Option<&'a PrimitiveArray<Date32Type>>,
    order_ids: Option<&'a StringViewArray>,
    amounts: &'a Decimal128Array,
    costs: Option<&'a Decimal128Array>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(batch: &'a RecordBatch) -> Self {
        let rows = batch.num_rows();
        let money = |index: usize| batch.column(index).as_primitive::<Decimal128Type>();
        let netted_on = batch.column(3).as_primitive::<Date32Type>();
        let order_ids = batch.column(4).as_string_view();
        // Columns that are null throughout cost nothing.
        Self {
            customers: batch.column(0).as_string_view(),
            days: batch.column(1).as_primitive::<Date32Type>(),
            is_return: batch.column(2).as_boolean(),
            netted_on: (netted_on.null_count() < rows).then_some(netted_on),
            order_ids: (order_ids.null_count() < rows).then_some(order_ids),
            amounts: money(5),
            costs: (money(6).null_count() < rows).then(|| money(6)),
        }
    }

    pub(super) fn line(&self, row: usize) -> Line<'a> {
        Line {
            day: self.days.value(row),
            is_return: self.is_return.value(row),
            netted_on: self.netted_on.filter(|days| days.is_valid(row)).map(|days| days.value(row)),
            order_id: self.order_ids.filter(|ids| ids.is_valid(row)).map(|ids| ids.value(row)),
            amount: self.amounts.is_valid(row).then(|| self.amounts.value(row)),
            cost: self.costs.filter(|costs| costs.is_valid(row)).map(|costs| costs.value(row)),
        }
    }
}
