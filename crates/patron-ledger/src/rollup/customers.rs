use std::sync::{Arc, LazyLock};

use arrow::array::{
    ArrayRef, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, RecordBatch, StringViewBuilder,
};
use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};
use datafusion::error::Result;

use super::Occasion;
use super::history::{History, Line};
use super::pass::Pass;
use super::snapshot::{Snapshot, snapshot_fields};

const PRECISION: u8 = 38;
const SCALE: i8 = 4;

static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let money = DataType::Decimal128(PRECISION, SCALE);
    Fields::from(vec![
        Field::new("customer_id", DataType::Utf8View, false),
        Field::new("first_on", DataType::Date32, true),
        Field::new("last_on", DataType::Date32, true),
        Field::new("occasions", DataType::Int64, false),
        Field::new("orders", DataType::Int64, false),
        Field::new("lines", DataType::Int64, false),
        Field::new("amounts", DataType::Int64, false),
        Field::new("revenue", money.clone(), false),
        Field::new("returns", money.clone(), false),
        Field::new("net_after_first", money.clone(), false),
        Field::new("costed_net", money.clone(), false),
        Field::new("cost", money, false),
        Field::new("ln_gaps", DataType::Float64, false),
    ])
});

/// Columns of a rollup: one row per customer, sorted by `customer_id`; money is decimal(38,4), days are local.
///
/// `first_on` and `last_on` are null for customers with returns only; `amounts` counts the lines with an amount, so
/// that 0 means "no money known" rather than "no money spent". `ln_gaps` is the sum of ln(days) over the gaps between
/// occasions, for models of regular purchases.
///
/// For each of `earlier` days i = 0, 1 … follow `occasions_i`, `last_on_i`, `net_after_first_i`, `ln_gaps_i`, `net_i`
/// (revenue less returns), `costed_net_i` and `cost_i` as they stood at its end; `occasions_i` is 0 for who had not bought
/// by then.
#[must_use]
pub fn rollup_schema(earlier: usize) -> SchemaRef {
    let now = FIELDS.iter().cloned();
    let then = (0..earlier).flat_map(snapshot_fields).map(Arc::new);
    Arc::new(Schema::new(now.chain(then).collect::<Fields>()))
}

/// Rows handed on at a time.
const BATCH_ROWS: usize = 8192;

/// Collects one row per customer.
#[derive(Debug)]
pub(super) struct Customers {
    occasion: Occasion,
    history: History,
    customer_id: StringViewBuilder,
    days: [Date32Builder; 2],
    counts: [Int64Builder; 4],
    money: [Decimal128Builder; 5],
    ln_gaps: Float64Builder,
    /// by ascending day
    snapshots: Vec<Snapshot>,
    /// how many of them the current customer has passed
    passed: usize,
    rows: usize,
}

impl Customers {
    pub(super) fn new(occasion: Occasion, mut earlier: Vec<i32>) -> Result<Self> {
        earlier.sort_unstable();
        let money = || Decimal128Builder::new().with_precision_and_scale(PRECISION, SCALE);
        Ok(Self {
            occasion,
            history: History::default(),
            customer_id: StringViewBuilder::new(),
            days: [Date32Builder::new(), Date32Builder::new()],
            counts: std::array::from_fn(|_| Int64Builder::new()),
            money: [money()?, money()?, money()?, money()?, money()?],
            ln_gaps: Float64Builder::new(),
            snapshots: earlier.into_iter().map(Snapshot::new).collect::<Result<_>>()?,
            passed: 0,
            rows: 0,
        })
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        self.rows = 0;
        let mut columns: Vec<ArrayRef> = vec![Arc::new(self.customer_id.finish())];
        columns.extend(self.days.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef));
        columns.extend(self.counts.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef));
        columns.extend(self.money.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef));
        columns.push(Arc::new(self.ln_gaps.finish()));
        columns.extend(self.snapshots.iter_mut().flat_map(Snapshot::finish));
        Ok(RecordBatch::try_new(rollup_schema(self.snapshots.len()), columns)?)
    }
}

impl Pass for Customers {
    fn take(&mut self, line: Line<'_>) {
        while let Some(snapshot) = self.snapshots.get_mut(self.passed).filter(|snapshot| snapshot.day() < line.day) {
            snapshot.keep(&self.history);
            self.passed += 1;
        }
        self.history.add(line, self.occasion);
    }

    fn close_customer(&mut self, customer: &str) {
        let history = &self.history;
        for snapshot in &mut self.snapshots[self.passed..] {
            snapshot.keep(history);
        }
        self.snapshots.iter_mut().for_each(Snapshot::close);
        self.passed = 0;
        self.rows += 1;
        self.customer_id.append_value(customer);
        for (builder, day) in self.days.iter_mut().zip([history.first_on, history.last_on]) {
            builder.append_option(day);
        }
        let counts = [history.occasions, history.orders, history.lines, history.amounts];
        for (builder, count) in self.counts.iter_mut().zip(counts) {
            builder.append_value(count);
        }
        let money = [history.revenue, history.returns, history.net_after_first, history.costed_net, history.cost];
        for (builder, sum) in self.money.iter_mut().zip(money) {
            builder.append_value(sum);
        }
        self.ln_gaps.append_value(history.ln_gaps);
        self.history.clear();
    }

    fn full(&mut self) -> Result<Option<RecordBatch>> {
        if self.rows < BATCH_ROWS { Ok(None) } else { self.finish().map(Some) }
    }

    fn last(&mut self) -> Result<RecordBatch> {
        self.finish()
    }
}
