use std::collections::HashMap;

use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{cast, col, ident};
use patron_profit::price::{LogLog, Observation, PriceError, switching, two_periods};

use crate::analyses::beside;
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::price::{PriceBy, PriceRequest, TwoWindows, by_product, months, pooled_of, sums_by};
use crate::query::{Row, read};
use crate::records::Records;
use crate::run::{checked_day, format_day};
use crate::views::{PricePeriods, PriceReply, PriceRow, PriceView};

use super::Service;

const LIMIT: usize = 100;
const SCHEME: &str = "rfm_segment";

impl Service {
    /// How quantities went with prices, by product, segment or customer.
    ///
    /// # Errors
    /// `no-orders`, `no-prices` where no line has product, quantity and amount, `bad-date`, `price-since`, and for segments
    /// `no-run` or `unknown-scheme`.
    pub async fn price(&self, request: &PriceRequest) -> Result<PriceView> {
        let key = (self.moment().await?, request.clone());
        self.remembered.prices.get(key, self.price_now(request)).await
    }

    async fn price_now(&self, request: &PriceRequest) -> Result<PriceView> {
        let records = self.records().await?;
        let (Some(first), Some(last)) = (records.first_order_day(), records.last_order_day()) else {
            return Err(ServiceError::new("no-orders", "the ledger holds no orders, expected at least one")
                .hint("import orders first: `patron import orders FILE`"));
        };
        let day = request.as_of.as_deref().map_or(Ok(last), |text| checked_day(text, &records, last))?;
        let windows = TwoWindows::new(first, day, request.since.as_deref())?;
        let whole = records.full_months(day);
        let lines = records.lines(day, None)?;
        let mut rows = match request.by {
            PriceBy::Product => products(&records, lines, whole, windows).await?,
            PriceBy::Segment => self.segments_of_prices(lines, whole, request.scheme.as_deref()).await?,
            PriceBy::Customer => estimates(lines, "customer_id", whole).await?,
        };
        if rows.is_empty() {
            let message = "no sale has a product, a quantity and an amount, expected some in whole months";
            return Err(ServiceError::new("no-prices", message).hint("map `product_id` and `quantity` of the orders"));
        }
        let units = rows.len() as u64;
        let estimated = rows.iter().filter(|row| row.elasticity.is_some()).count() as u64;
        rows.sort_by(|left, right| {
            let known = |row: &PriceRow| row.elasticity.is_some();
            known(right)
                .cmp(&known(left))
                .then(right.observations.cmp(&left.observations))
                .then_with(|| left.id.cmp(&right.id))
        });
        rows.truncate(request.limit.unwrap_or(LIMIT));
        Ok(PriceView {
            as_of: format_day(day),
            by: request.by,
            months_from: whole.map(|days| format_day(days.0)),
            months_to: whole.map(|days| format_day(days.1)),
            before_from: format_day(windows.before.0),
            before_to: format_day(windows.before.1),
            after_from: format_day(windows.after.0),
            after_to: format_day(windows.after.1),
            units,
            estimated,
            rows,
        })
    }

    /// The same for pages: what is missing is an answer with its reason.
    ///
    /// # Errors
    /// As [`Service::price`], but for orders without prices.
    pub async fn price_or_reason(&self, request: &PriceRequest) -> Result<PriceReply> {
        match self.price(request).await {
            Ok(view) => Ok(PriceReply { price: Some(view), problem: None }),
            Err(error) if ["no-prices", "no-orders", "no-run"].contains(&error.code()) => {
                Ok(PriceReply { price: None, problem: Some(error.problem().clone()) })
            }
            Err(error) => Err(error),
        }
    }

    async fn segments_of_prices(
        &self,
        lines: DataFrame,
        whole: Option<(i32, i32)>,
        scheme: Option<&str>,
    ) -> Result<Vec<PriceRow>> {
        let run = self.needed_run().await?;
        let scheme = scheme.unwrap_or(SCHEME);
        let measures = run.table.measures();
        let found = measures.iter().find(|measure| measure.id == scheme && measure.is_scheme());
        let measure = found.ok_or_else(|| {
            ServiceError::new("unknown-scheme", format!("scheme `{scheme}`, expected a measure with labels"))
                .value("scheme", scheme)
                .hint("such as `rfm_segment` or `abc_class`")
        })?;
        let own = run.table.narrow(&[scheme])?.select(vec![
            col("customer_id").alias("labelled"),
            cast(ident(scheme), arrow::datatypes::DataType::Utf8).alias("segment"),
        ])?;
        let lines = beside(lines, own, "customer_id", "labelled")?.filter(col("segment").is_not_null())?;
        let mut rows = estimates(lines, "segment", whole).await?;
        for row in &mut rows {
            row.name = measure.labels.iter().find(|label| label.id == row.id).map(|label| label.label.clone());
        }
        Ok(rows)
    }
}

/// The estimates of a unit over its products.
async fn estimates(lines: DataFrame, unit: &str, whole: Option<(i32, i32)>) -> Result<Vec<PriceRow>> {
    let Some(days) = whole else { return Ok(Vec::new()) };
    let sums = sums_by(months(lines, &[unit], days)?, &[unit])?;
    let rows = read(sums).await?;
    Ok(rows.iter().filter_map(|row| Some(estimated(row.text(unit)?, row))).collect())
}

fn estimated(id: String, sums: &Row) -> PriceRow {
    let pooled = pooled_of(sums);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of rows")]
    let (observations, products) = (pooled.observations as u64, pooled.groups as u64);
    let (found, reason) = split(pooled.elasticity());
    PriceRow {
        id,
        observations,
        products,
        elasticity: found.map(|found| found.elasticity),
        low: found.map(|found| found.low),
        high: found.map(|found| found.high),
        standard_error: found.map(|found| found.standard_error),
        reason,
        ..PriceRow::default()
    }
}

fn split(found: std::result::Result<LogLog, PriceError>) -> (Option<LogLog>, Option<String>) {
    match found {
        Ok(found) => (Some(found), None),
        Err(error) => (None, Some(error.code().to_owned())),
    }
}

/// Products: two periods, the answer of their share, and the estimate over months where there is one.
async fn products(
    records: &Records,
    lines: DataFrame,
    whole: Option<(i32, i32)>,
    windows: TwoWindows,
) -> Result<Vec<PriceRow>> {
    let order = vec![col("product_id").sort(true, false)];
    let found = read(by_product(lines.clone(), windows)?.sort(order)?).await?;
    let known = read(records.table(&records.engine().session(), "products")?.select_columns(&[
        "product_id",
        "name",
        "category",
    ])?)
    .await?;
    let known: HashMap<String, &Row> = known.iter().filter_map(|row| Some((row.text("product_id")?, row))).collect();
    let mut estimates: HashMap<String, PriceRow> = match whole {
        None => HashMap::new(),
        Some(days) => {
            let sums = sums_by(months(lines, &[], days)?.with_column("unit", col("product_id"))?, &["unit"])?;
            read(sums)
                .await?
                .iter()
                .filter_map(|row| row.text("unit").map(|id| (id.clone(), estimated(id, row))))
                .collect()
        }
    };
    let priced: Vec<(String, [Observation; 2])> =
        found.iter().filter_map(|row| Some((row.text("product_id")?, [0, 1].map(|at| observed(row, at))))).collect();
    let category = |id: &str| known.get(id).and_then(|row| row.text("category"));
    let mut by_category: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, (id, _)) in priced.iter().enumerate() {
        if let Some(category) = category(id) {
            by_category.entry(category).or_default().push(place);
        }
    }
    let sold = |pair: &[Observation; 2]| pair.iter().all(|seen| seen.quantity > 0.0);
    let row = |(place, (id, own)): (usize, &(String, [Observation; 2]))| {
        let mut row = estimates.remove(id).unwrap_or_else(|| PriceRow {
            id: id.clone(),
            reason: Some("price-too-few-degrees".to_owned()),
            ..PriceRow::default()
        });
        let mut periods = compared(own);
        let category = category(id);
        if let Some(peers) = category.and_then(|category| by_category.get(&category)) {
            let others: Vec<[Observation; 2]> = peers
                .iter()
                .filter(|peer| **peer != place)
                .filter_map(|peer| priced.get(*peer).map(|(_, pair)| *pair))
                .filter(sold)
                .collect();
            if let Ok(found) = switching(*own, &others) {
                periods.share_before = Some(found.share_before);
                periods.share_after = Some(found.share_after);
                periods.relative_price = Some(found.relative_price);
                periods.switching = Some(found.response);
            }
        }
        row.name = known.get(id).and_then(|row| row.text("name")).map(|name| Text { en: name.clone(), zh: name });
        row.periods = Some(periods);
        row
    };
    Ok(priced.iter().enumerate().map(row).collect())
}

/// Price and quantity of a period; a quantity of 0 where nothing was sold.
fn observed(row: &Row, at: usize) -> Observation {
    let of = |name: &str| row.number(&format!("{name}_{at}")).unwrap_or_default();
    let (amount, quantity) = (of("amount"), of("pieces"));
    Observation { price: if quantity > 0.0 { amount / quantity } else { 0.0 }, quantity }
}

fn compared(own: &[Observation; 2]) -> PricePeriods {
    let price = |seen: &Observation| (seen.quantity > 0.0).then_some(seen.price);
    let (found, reason) = match two_periods(own[0], own[1]) {
        Ok(found) => (Some(found), None),
        Err(error) => (None, Some(error.code().to_owned())),
    };
    PricePeriods {
        price_before: price(&own[0]),
        quantity_before: own[0].quantity,
        price_after: price(&own[1]),
        quantity_after: own[1].quantity,
        simple: found.map(|found| found.simple),
        arc: found.map(|found| found.arc),
        constant: found.map(|found| found.constant),
        reason,
        ..PricePeriods::default()
    }
}
