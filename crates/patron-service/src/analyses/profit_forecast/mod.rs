//! Gross profit that each customer is expected to bring in the next year.

mod score;

use arrow::datatypes::DataType;
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::floor;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{cast, col, ident, lit};
use patron_models::fit::NamedValues;
use serde::{Deserialize, Serialize};

use crate::acquisition::{Lived, Spend, count_active, recent, with_channel};
use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::forecast::{Base, company_slopes, fitted};
use crate::query::read;
use crate::run::{RunContext, null_of};
use crate::views::{Notice, Severity};

use super::per_customer::{date, days_between};
use super::{Analysis, Fitted, Requirements};

/// Expected amount of the next year, times the probability of being active, less product cost by the margin rule, less
/// relationship marketing at the pace of the last year.
///
/// Purchases are negative binomial, (b + x) / (a + n) for x in n years; an amount is (p (γ + x z)) / (p x + q − 1)
/// \[FH2013\]; the margin is that of the last year with a purchase, carried half of the way of the company's trend.
#[derive(Debug)]
pub(super) struct ProfitForecast;

pub(super) const YEAR_DAYS: f64 = 365.25;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Parameters {
    /// b and a, in years; none where the counts could not be fitted
    pub(super) purchases: Option<NamedValues>,
    /// p, q and gamma
    pub(super) spend: Option<NamedValues>,
    /// margin of the company in its latest year with sales
    pub(super) company_margin: f64,
    /// slope of the company's margin from so many years back to now
    pub(super) slopes: Vec<f64>,
    /// what each row of the last year's spend on keeping customers costs each of them; none without such spend
    pub(super) marketing_shares: Option<Vec<f64>>,
}

/// Relationship marketing of the year up to the valuation date; none where nothing is known of it.
pub(super) async fn last_year(context: &RunContext) -> Result<Option<Vec<Lived>>> {
    if context.records.rows("marketing_spend") == 0 {
        return Ok(None);
    }
    let spend = Spend::read(&context.records, context.as_of_day).await?;
    let known = !spend.retention.is_empty();
    Ok(known.then(|| recent(&spend.retention, context.as_of_day - 364, context.as_of_day)))
}

#[async_trait]
impl Analysis for ProfitForecast {
    fn id(&self) -> &str {
        "profit-forecast"
    }

    fn label(&self) -> Text {
        Text::new("Gross-profit forecast", "客户毛利预测")
    }

    fn requires(&self) -> Requirements {
        let read = ["frequency", "recency", "age", "monetary_value", "first_purchase"];
        Requirements::new(&["orders"], &["days_idle", "probability_alive"]).fitted_on(&read)
    }

    fn measures(&self) -> Vec<Measure> {
        vec![Measure::number(
            "forecast_gross_profit",
            Unit::Currency,
            Better::Higher,
            Text::new("Gross profit, next year", "未来一年毛利预测"),
            Text::new(
                "Amount expected in the next year, times the probability of being active, less product cost by the margin \
                 of the last active year, less relationship marketing at the pace of the last year.",
                "未来一年预期金额 × 活跃概率，减去按最近活跃年度毛利率推算的产品成本，再减去按近一年水平计算的客户维系成本。",
            ),
        )]
    }

    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let base = Base::read(customers.clone(), YEAR_DAYS).await?;
        let mut notices = Vec::new();
        let (purchases, spend) = match fitted(&base) {
            Ok((purchases, spend)) => (Some(purchases.parameters), spend.map(|fit| fit.parameters)),
            Err(error) => {
                notices.push(Notice {
                    code: "profit-forecast-refused".to_owned(),
                    severity: Severity::Info,
                    message: format!("gross profit is not forecast: {error}"),
                    values: error.problem().values.clone(),
                });
                (None, None)
            }
        };
        let (company_margin, slopes) = company(context).await?;
        let marketing_shares = match last_year(context).await? {
            None => None,
            Some(rows) => {
                let slim = context.customers_with(&["customer_id", "first_purchase"])?;
                let keyed = with_channel(slim, &context.records, context.as_of_day)?;
                let active = count_active(&keyed, &rows, &context.records, context.as_of_day).await?;
                let share = |(row, active): (&Lived, &f64)| if *active > 0.0 { row.amount / active } else { 0.0 };
                Some(rows.iter().zip(&active).map(share).collect())
            }
        };
        let parameters = Parameters { purchases, spend, company_margin, slopes, marketing_shares };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices })
    }

    async fn score(&self, customers: DataFrame, fit: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let found: Parameters = serde_json::from_value(fit.parameters.clone())?;
        let (Some(purchases), Some(spend)) = (&found.purchases, &found.spend) else {
            let known: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
            let unknown: Vec<_> = self.measures().iter().map(null_of).collect();
            return Ok(
                customers.select(known.iter().map(|name| ident(name.as_str())).chain(unknown).collect::<Vec<_>>())?
            );
        };
        score::score(customers, &found, (purchases, spend), context).await
    }
}

/// Margin of the company by years back, and the slopes of it.
async fn company(context: &RunContext) -> Result<(f64, Vec<f64>)> {
    let lines = context.records.lines(context.as_of_day, context.money.margin)?;
    let back = floor(days_between(col("ordered_on"), date(context.as_of_day)) / lit(YEAR_DAYS));
    let back = cast(back, DataType::Int64).alias("back");
    let sums = vec![sum(col("net")).alias("net"), sum(col("contribution")).alias("contribution")];
    let mut years: Vec<(f64, f64)> = Vec::new();
    for row in read(lines.aggregate(vec![back], sums)?).await? {
        let Some(back) = row.number("back") else { continue };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "years of a ledger")]
        let back = back as usize;
        if years.len() <= back {
            years.resize(back + 1, (0.0, 0.0));
        }
        years[back] = (row.number("net").unwrap_or_default(), row.number("contribution").unwrap_or_default());
    }
    Ok(company_slopes(&years, false))
}
