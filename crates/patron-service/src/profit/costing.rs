use arrow::datatypes::DataType;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, col, ident, lit};
use datafusion::scalar::ScalarValue;
use patron_profit::costing::Amounts;
use patron_profit::money::Money;
use tokio::sync::OnceCell;

use crate::costing::{Computed, CostModel, Costed, Driver, Part, Rate, column, lines_by_part, volumes_by_part};
use crate::error::{Result, ServiceError};
use crate::query::held;
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
    customers: OnceCell<DataFrame>,
    parts: [OnceCell<ByPart>; 3],
}

/// What customers buy of the parts of orders: money, and volumes of the drivers.
#[derive(Debug, Clone)]
pub(super) struct ByPart {
    /// `customer_id`, `part`, `revenue` and `product_cost`
    pub(super) money: DataFrame,
    /// `customer_id`, `part` and a column for each volume
    pub(super) volumes: DataFrame,
}

/// Cost to serve of all customers: incremental, shared, and the last stage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Served {
    pub(super) incremental: Money,
    pub(super) shared: Money,
    pub(super) sustaining: Money,
}

impl Costing {
    /// A settled costing beside the ledger it was counted in.
    pub(crate) fn of(computed: Computed, records: Records, margin: Option<f64>) -> Self {
        let (report, rates) = (computed.report(), computed.rates());
        let Computed { model, costed, volumes, .. } = computed;
        let volumes = volumes.customers;
        let (customers, parts) = (OnceCell::new(), std::array::from_fn(|_| OnceCell::new()));
        Self { model, costed, volumes, report, rates, records, margin, customers, parts }
    }

    /// A row for each customer with revenue or volumes: `active_id`, `revenue`, `product_cost` and the volumes; made once.
    ///
    /// # Errors
    /// When the engine fails.
    pub(super) async fn customers(&self) -> Result<DataFrame> {
        let made = self.customers.get_or_try_init(|| async {
            let mut columns = vec![text("customer_id").alias("counted_id")];
            columns.extend(self.volume_columns().into_iter().map(ident));
            let volumes = self.volumes.clone().select(columns)?;
            let lines = self.lines(Part::Product)?;
            let money = lines.aggregate(vec![text("customer_id").alias("paying_id")], MONEY.map(added).to_vec())?;
            let joined = volumes.join(money, JoinType::Full, &["counted_id"], &["paying_id"], None)?;
            let ids = vec![ident("counted_id"), ident("paying_id")];
            let mut columns = vec![coalesce(ids).alias("active_id")];
            columns.extend(MONEY.map(ident));
            columns.extend(self.volume_columns().into_iter().map(ident));
            held(joined.select(columns)?, &self.records.engine().session()).await
        });
        Ok(made.await?.clone())
    }

    /// What customers buy of the parts of orders; made once.
    ///
    /// # Errors
    /// When the engine fails.
    pub(super) async fn by_part(&self, part: Part) -> Result<ByPart> {
        let place = match part {
            Part::Product => 0,
            Part::Category => 1,
            Part::Channel => 2,
        };
        let made = self.parts[place].get_or_try_init(|| async {
            let session = self.records.engine().session();
            let by = || vec![text("customer_id").alias("customer_id"), ident("part")];
            let money = self.lines(part)?.aggregate(by(), MONEY.map(added).to_vec())?;
            let drivers: Vec<&Driver> = self.model.drivers().into_iter().chain(&self.model.sustaining).collect();
            let counted = volumes_by_part(&self.records, &drivers, self.days(), part)?;
            let mut columns = by();
            columns.extend(self.volume_columns().into_iter().map(ident));
            let volumes = counted.select(columns)?;
            Ok::<_, ServiceError>(ByPart {
                money: held(money, &session).await?,
                volumes: held(volumes, &session).await?,
            })
        });
        Ok(made.await?.clone())
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
    fn lines(&self, part: Part) -> Result<DataFrame> {
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
        let revenue = sum(cast(col("revenue"), DataType::Float64)).alias("revenue");
        let rows = crate::query::read(nobody.aggregate(Vec::new(), vec![revenue])?).await?;
        Ok(rows.first().and_then(|row| row.number("revenue")).unwrap_or(0.0))
    }
}

const MONEY: [&str; 2] = ["revenue", "product_cost"];

fn text(name: &str) -> Expr {
    cast(ident(name), DataType::Utf8)
}

fn added(name: &str) -> Expr {
    sum(ident(name)).alias(name)
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
