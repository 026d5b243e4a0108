use arrow::array::AsArray;
use arrow::datatypes::{Float64Type, Int64Type};
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{cast, col};
use datafusion::prelude::DataFrame;
use serde_json::{Map, Value};

use crate::error::Result;
use crate::views::{Notice, Severity};

/// How amounts become contribution in a run.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Money {
    /// whether any order line carries an amount
    pub known: bool,
    /// order lines without an amount where others have one
    pub lines_without_amount: i64,
    /// the portfolio's margin for lines without cost
    pub margin: Option<f64>,
    /// share of the net amount whose cost is known
    pub share_costed: f64,
    /// contribution / net amount over the whole base: what a future sale brings
    pub future_margin: f64,
}

impl Money {
    /// Looks at the totals of a rollup.
    pub(super) async fn of(rollup: &DataFrame, margin: Option<f64>) -> Result<Self> {
        let number = |name: &str| cast(col(name), arrow::datatypes::DataType::Float64);
        let sums = ["revenue", "returns", "costed_net", "cost"].map(|name| sum(number(name)).alias(name));
        let mut sums = sums.to_vec();
        sums.extend([sum(col("amounts")).alias("amounts"), sum(col("lines")).alias("lines")]);
        let batches = rollup.clone().aggregate(vec![], sums)?.collect().await?;
        let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) else { return Ok(Self::default()) };
        let [revenue, returns, costed, cost] =
            [0, 1, 2, 3].map(|index| batch.column(index).as_primitive::<Float64Type>().value(0));
        let [amounts, lines] = [4, 5].map(|index| batch.column(index).as_primitive::<Int64Type>().value(0));
        let known = amounts > 0;
        let net = revenue - returns;
        let usable = net > 0.0;
        let contribution = (costed - cost) + (net - costed) * margin.unwrap_or(1.0);
        Ok(Self {
            known,
            lines_without_amount: if known { lines - amounts } else { 0 },
            margin,
            share_costed: if usable { costed / net } else { 0.0 },
            future_margin: if usable { contribution / net } else { margin.unwrap_or(1.0) },
        })
    }

    /// What a reader must know about money in this run.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let notice = |code: &str, severity: Severity, message: String, values: Map<String, Value>| Notice {
            code: code.to_owned(),
            severity,
            message,
            values,
        };
        if !self.known {
            let message = "no order carries an amount: purchases are counted, money measures are unknown".to_owned();
            return vec![notice("no-amounts", Severity::Warning, message, Map::new())];
        }
        let mut notices = self.margin_notices(notice);
        if self.lines_without_amount > 0 {
            let lines = self.lines_without_amount;
            let message = format!("{lines} order lines have no amount and count as nothing spent");
            let mut values = Map::new();
            values.insert("lines".to_owned(), Value::from(lines));
            notices.push(notice("amounts-missing", Severity::Warning, message, values));
        }
        notices
    }

    fn margin_notices(&self, notice: impl Fn(&str, Severity, String, Map<String, Value>) -> Notice) -> Vec<Notice> {
        let share = (self.share_costed * 1000.0).round() / 10.0;
        let mut values = Map::new();
        values.insert("share_costed".to_owned(), Value::from(share));
        match self.margin {
            None if share < 99.95 => {
                let message = format!(
                    "value counts in revenue: the cost is known for {share} % of sales and no margin is set for the rest"
                );
                vec![notice("value-in-revenue", Severity::Warning, message, values)]
            }
            Some(margin) if share < 99.95 => {
                values.insert("margin".to_owned(), Value::from(margin));
                let percent = margin * 100.0;
                let message =
                    format!("contribution uses the margin of {percent} % where the cost of a sale is not known");
                vec![notice("contribution-by-margin", Severity::Info, message, values)]
            }
            _ => Vec::new(),
        }
    }
}
