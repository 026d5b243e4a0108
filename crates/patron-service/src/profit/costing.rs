use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{cast, col, lit};
use datafusion::scalar::ScalarValue;
use patron_profit::costing::Amounts;
use patron_profit::money::Money;

use crate::costing::{Computed, CostModel, Costed, Part, Rate, column, compute, lines_by_part};
use crate::error::Result;
use crate::records::Records;
use crate::views::{CostReport, ProfitOutside};

/// A costing with the ledger it was counted in.
#[derive(Debug)]
pub(crate) struct Costing {
    pub(crate) model: CostModel,
    pub(crate) costed: Costed,
    pub(crate) volumes: DataFrame,
    report: CostReport,
    /// cost of a unit of each driver
    pub(super) rates: Vec<Rate>,
    pub(crate) records: Records,
    /// of lines whose cost is not known
    pub(crate) margin: Option<f64>,
}

/// Cost to serve of all customers: incremental, shared, and the last stage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Served {
    pub(super) incremental: Money,
    pub(super) shared: Money,
    pub(super) sustaining: Money,
}

impl Costing {
    /// Counts and settles.
    ///
    /// # Errors
    /// `costs-…`, or when the engine fails.
    pub(crate) async fn of(model: CostModel, records: Records, margin: Option<f64>) -> Result<Self> {
        let computed = compute(&model, &records).await?;
        let (report, rates) = (computed.report(), computed.rates());
        let Computed { model, costed, volumes, .. } = computed;
        Ok(Self { model, costed, volumes: volumes.customers, report, rates, records, margin })
    }

    pub(crate) fn days(&self) -> (i32, i32) {
        (self.model.from_day, self.model.to_day)
    }

    /// What customers bear together.
    pub(super) fn served(&self) -> Served {
        let reached = (0..self.costed.volumes.len()).filter(|place| !self.costed.is_stuck(*place));
        let reached: Amounts = reached.map(|place| self.costed.cost(place)).sum();
        let sustaining = self.costed.sustaining_rate().map_or(Money::ZERO, |_| self.costed.sustaining());
        Served { incremental: reached.incremental, shared: reached.shared, sustaining }
    }

    /// What no customer bears.
    pub(crate) fn outside(&self) -> ProfitOutside {
        let left = self.costed.sustaining().value() - self.served().sustaining.value();
        ProfitOutside { unused: self.report.unused, enterprise: left, unassigned: self.report.unassigned }
    }

    /// What volumes cost, those of the last stage behind the others: incremental, shared, sustaining.
    pub(super) fn cost(&self, volumes: &[f64]) -> [f64; 3] {
        let of = |rate: fn(&Rate) -> f64| self.rates.iter().zip(volumes).map(|(own, volume)| rate(own) * volume).sum();
        let last = self.costed.sustaining_rate().zip(volumes.get(self.rates.len()));
        [of(|rate| rate.incremental), of(|rate| rate.shared), last.map_or(0.0, |(rate, volume)| rate * volume)]
    }

    /// Columns of the volumes that [`Self::cost`] reads.
    pub(super) fn volume_columns(&self) -> Vec<String> {
        let last = usize::from(self.model.sustaining.is_some());
        (0..self.rates.len() + last).map(column).collect()
    }

    /// Lines of customers with `customer_id`, `part`, `revenue` (net of returns) and `product_cost`: the line's own, else
    /// by the product's unit cost, else what the portfolio's margin leaves, else nothing.
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub(super) fn lines(&self, part: Part) -> Result<DataFrame> {
        let session = self.records.engine().session();
        let lines = lines_by_part(&self.records, &session, self.days(), part)?;
        money(lines, &self.records, self.margin)
    }

    /// Revenue of lines without a customer.
    ///
    /// # Errors
    /// When the engine fails.
    pub(crate) async fn without_customer(&self) -> Result<f64> {
        let date = |day: i32| lit(ScalarValue::Date32(Some(day)));
        let (from, to) = self.days();
        let nobody = self.records.unattributed(to)?.filter(col("day").gt_eq(date(from)))?;
        let sum = datafusion::functions_aggregate::expr_fn::sum(cast(col("revenue"), DataType::Float64));
        let rows = crate::query::read(nobody.aggregate(Vec::new(), vec![sum.alias("revenue")])?).await?;
        Ok(rows.first().and_then(|row| row.number("revenue")).unwrap_or(0.0))
    }
}

fn money(lines: DataFrame, records: &Records, margin: Option<f64>) -> Result<DataFrame> {
    let exact = || DataType::Decimal128(38, 4);
    let nothing = || lit(ScalarValue::Decimal128(Some(0), 38, 4));
    let lines = records.with_costs(lines, &records.engine().session())?;
    let by_margin = cast(cast(col("amount"), DataType::Float64) * lit(1.0 - margin.unwrap_or(1.0)), exact());
    let columns = vec![
        col("customer_id"),
        col("part"),
        coalesce(vec![cast(col("amount"), exact()), nothing()]).alias("revenue"),
        coalesce(vec![cast(col("cost"), exact()), by_margin, nothing()]).alias("product_cost"),
    ];
    Ok(lines.select(columns)?)
}
