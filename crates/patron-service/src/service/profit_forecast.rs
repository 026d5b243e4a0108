use std::collections::BTreeMap;

use arrow::datatypes::DataType;
use datafusion::logical_expr::{cast, col, ident, lit};

use crate::acquisition::{Spend, by_customer, count_active, recent, with_channel};
use crate::catalogue::Label;
use crate::error::{Result, ServiceError};
use crate::forecast::{Earned, Material, ProfitForecastAnswer, ProfitForecastRequest, known};
use crate::portfolio;
use crate::query::read;
use crate::records::Records;
use crate::run::checked_day;
use crate::views::ProfitForecastReply;

use super::Service;

/// Past forecasts that are tried.
const ORIGINS: u32 = 4;
/// Days of relationship marketing that say what a period costs.
const YEAR: i32 = 365;

impl Service {
    /// Gross profit of the customers of the ledger in the periods ahead.
    ///
    /// # Errors
    /// `no-orders`, `bad-date`, `terms`, `unknown-customer`, `unknown-scheme`, or when the purchases cannot be fitted.
    pub async fn profit_forecast(&self, request: &ProfitForecastRequest) -> Result<ProfitForecastAnswer> {
        request.forecast.check()?;
        if let Some(share) = request.marketing_share.filter(|share| !(0.0..=1.0).contains(share)) {
            let message = format!("marketing share is `{share}`, expected from 0 to 1");
            return Err(ServiceError::new("terms", message).value("name", "marketing share").hint("2 % is 0.02"));
        }
        let records = self.records().await?;
        let (Some(first), Some(last)) = (records.first_order_day(), records.last_order_day()) else {
            return Err(ServiceError::new("no-orders", "the ledger holds no orders, expected at least one")
                .hint("import orders first: `patron import orders FILE`"));
        };
        let asked = &request.forecast;
        let day = asked.as_of.as_deref().map_or(Ok(last), |text| checked_day(text, &records, last))?;
        let portfolio = portfolio::portfolio(self.folder.store()).await?;
        let period_days = asked.period.days();
        // past days so many periods back that all periods of the forecast have been lived, with two periods before them
        let back = |periods: u32| day - (period_days * f64::from(periods)).ceil() as i32;
        let origins: Vec<(u32, i32)> = (asked.periods..asked.periods.saturating_add(ORIGINS))
            .map(|origin| (origin, back(origin)))
            .filter(|(origin, _)| back(origin + 2) >= first)
            .collect();
        let mut earlier: Vec<i32> = origins.iter().map(|(_, day)| *day).collect();
        earlier.reverse();
        let rollup = records.rollup(day, asked.occasion, &earlier).await?;
        let places = origins.iter().enumerate().map(|(at, (_, day))| (*day, Some(earlier.len() - 1 - at)));
        let days: Vec<(i32, Option<usize>)> = [(day, None)].into_iter().chain(places).collect();
        let (ids, known) = known(rollup, &days, period_days).await?;
        let earned = Earned::read(records.lines(day, portfolio.margin)?, &ids, day, period_days).await?;
        let marketing = marketing(&records, day, period_days).await?;
        let labels = match &request.group {
            None => None,
            Some(group) => Some(self.labels_of(group).await?),
        };
        let currency = portfolio.currency;
        let material = Material { as_of_day: day, currency, ids, known, origins, earned, marketing, labels };
        ProfitForecastAnswer::new(material, request)
    }

    /// The same for pages: a model that is refused is an answer with its reason.
    ///
    /// # Errors
    /// As [`Service::profit_forecast`], but for what the ledger lacks.
    pub async fn profit_forecast_or_reason(&self, request: &ProfitForecastRequest) -> Result<ProfitForecastReply> {
        let key = (self.moment().await?, request.clone());
        self.remembered.forecasts.get(key, self.profit_forecast_reply(request)).await
    }

    async fn profit_forecast_reply(&self, request: &ProfitForecastRequest) -> Result<ProfitForecastReply> {
        match self.profit_forecast(request).await {
            Ok(answer) => Ok(ProfitForecastReply { forecast: Some(answer.view), problem: None }),
            Err(error)
                if error.code().starts_with("fit-")
                    || ["no-orders", "no-run", "unknown-customer"].contains(&error.code()) =>
            {
                Ok(ProfitForecastReply { forecast: None, problem: Some(error.problem().clone()) })
            }
            Err(error) => Err(error),
        }
    }

    /// The label of each customer by a measure of the current run.
    async fn labels_of(&self, measure: &str) -> Result<(BTreeMap<String, String>, Vec<Label>)> {
        let run = self.needed_run().await?;
        let labelled = |known: &&crate::catalogue::Measure| known.id == measure && known.is_scheme();
        let found = run.table.measures().iter().find(labelled).ok_or_else(|| {
            ServiceError::new("unknown-scheme", format!("scheme `{measure}`, expected a measure with labels"))
                .value("scheme", measure)
                .hint("such as `rfm_segment` or `abc_class`")
        })?;
        let columns = vec![
            cast(ident("customer_id"), DataType::Utf8).alias("id"),
            cast(ident(measure), DataType::Utf8).alias("label"),
        ];
        let mut labels = BTreeMap::new();
        for row in read(run.table.narrow(&[measure])?.select(columns)?).await? {
            if let (Some(id), Some(label)) = (row.text("id"), row.text("label")) {
                labels.insert(id, label);
            }
        }
        Ok((labels, found.labels.clone()))
    }
}

/// Relationship marketing of a period by customer, at the pace of the year up to a day (of the days known where fewer);
/// none without such spend.
async fn marketing(records: &Records, day: i32, period_days: f64) -> Result<Option<BTreeMap<String, f64>>> {
    if records.rows("marketing_spend") == 0 {
        return Ok(None);
    }
    let spend = Spend::read(records, day).await?;
    let rows = recent(&spend.retention, day - YEAR + 1, day);
    let Some(first) = spend.retention.iter().map(|row| row.from).min() else { return Ok(None) };
    let known_days = f64::from((day - first + 1).clamp(1, YEAR));
    let orders = records.table(&records.engine().session(), "orders")?;
    let customers = orders.filter(col("customer_id").is_not_null())?.select_columns(&["customer_id"])?.distinct()?;
    let customers = with_channel(customers, records, day)?;
    let active = count_active(&customers, &rows, records, day).await?;
    let shares: Vec<f64> =
        rows.iter().zip(&active).map(|(row, active)| if *active > 0.0 { row.amount / active } else { 0.0 }).collect();
    let mut found = BTreeMap::new();
    if let Some(spent) = by_customer(&customers, &rows, &shares, records, day).await? {
        for row in read(spent.filter(col("spent").gt(lit(0.0)))?).await? {
            if let (Some(id), Some(spent)) = (row.text("customer_id"), row.number("spent")) {
                found.insert(id, spent / known_days * period_days);
            }
        }
    }
    Ok(Some(found))
}
