//! The periodic forecast of a ledger, on simulated orders and on real ones where they are there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Float64Type;
use patron_service::Registry;
use patron_service::forecast::{ForecastPeriod, ForecastRequest};
use support::{Portfolio, orders, shared};

async fn table(frame: datafusion::dataframe::DataFrame) -> RecordBatch {
    let schema = frame.schema().inner().clone();
    arrow::compute::concat_batches(&schema, &frame.collect().await.unwrap()).unwrap()
}

fn column(batch: &RecordBatch, name: &str) -> Vec<Option<f64>> {
    let column = batch.column_by_name(name).unwrap();
    column.as_primitive::<Float64Type>().iter().collect()
}

#[track_caller]
fn assert_relative(found: f64, expected: f64, tolerance: f64) {
    let error = (found / expected - 1.0).abs();
    assert!(error <= tolerance, "found {found:e}, expected {expected:e}: {error:e} over {tolerance:e}");
}

/// 300 customers who buy at rates of their own: customer i every 3 + i % 40 days, from day i % 60 on.
fn log(amounts: bool) -> String {
    let start = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let mut rows = String::from("customer_id,ordered_at,amount\n");
    for i in 0..300_u64 {
        let mut day = i % 60;
        let mut turn = 0;
        while day < 365 {
            let amount = if amounts { 10 + i * 7 % 90 + turn * 13 % 17 } else { 0 };
            rows.push_str(&format!("C{i:03},{},{amount}\n", start + chrono::Days::new(day)));
            // The gap varies by half either way.
            day += (3 + i % 40) / 2 + (i * 31 + turn * 17) % (3 + i % 40);
            day += 1;
            turn += 1;
        }
    }
    rows
}

#[tokio::test]
async fn totals_are_the_sums_of_the_customers() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &log(true)).await;
    let request = ForecastRequest { period: ForecastPeriod::Month, periods: 3, ..ForecastRequest::default() };
    let answer = portfolio.service.forecast(&request).await.unwrap();
    let view = &answer.view;
    assert_eq!((view.customers, view.periods, view.recency, answer.notices.len()), (300, 3, false, 0));
    let names: Vec<(u32, u32)> = view.ranges.iter().map(|range| (range.first_period, range.last_period)).collect();
    assert_eq!(names, [(1, 1), (2, 2), (3, 3), (1, 3)]);
    let days: Vec<(&str, &str)> = view.ranges.iter().map(|range| (range.from.as_str(), range.to.as_str())).collect();
    // The last order is of 2024-12-30 or a day before; a month has 30.4375 days.
    assert_eq!(days[0].0, days[3].0);
    assert_eq!((days[2].1, days[1].1 < days[2].0), (days[3].1, true));
    let law = &view.purchases;
    let (b, a) = (law.parameters.get("b").unwrap(), law.parameters.get("a").unwrap());
    assert_relative(law.mean, b / a, 1e-14);
    assert_relative(law.probabilities[0], (a / (a + 1.0)).powf(b), 1e-12);
    assert_relative(law.probabilities[1], law.probabilities[0] * b / (a + 1.0), 1e-12);
    assert_eq!(law.planned_count, law.mean.ceil());
    let amounts = view.amounts.as_ref().unwrap();
    assert!(amounts.peak < amounts.mean.unwrap());

    let customers = table(answer.customers().unwrap()).await;
    assert_eq!(customers.num_rows(), 300);
    let sum = |name: &str| column(&customers, name).iter().map(|value| value.unwrap()).sum::<f64>();
    for range in &view.ranges[..3] {
        assert_relative(sum("expected_purchases"), range.expected_purchases, 1e-12);
        assert_relative(sum("amount"), range.amount.unwrap(), 1e-12);
    }
    let all = &view.ranges[3];
    assert_relative(sum("expected_purchases_all"), all.expected_purchases, 1e-12);
    assert_relative(sum("amount_all"), all.amount.unwrap(), 1e-12);
    assert_relative(all.amount.unwrap(), 3.0 * view.ranges[0].amount.unwrap(), 1e-12);
    // A customer's rate is the same in all three: together they are less certain than three apart, more than thrice one.
    let width = |at: usize| view.ranges[at].amount_high.unwrap() - view.ranges[at].amount_low.unwrap();
    assert!(3_f64.sqrt() * width(0) < width(3) && width(3) < 3.0 * width(0), "{} {}", width(0), width(3));
    for row in 0..300 {
        let of = |name: &str| column(&customers, name)[row].unwrap();
        let (x, n) = (customers.column_by_name("repeat_purchases").unwrap(), of("observed_periods"));
        let x = f64::from(x.as_primitive::<arrow::datatypes::UInt32Type>().value(row));
        // Mean (b + x) / (a + n), and the probabilities of all numbers add up.
        assert_relative(of("expected_purchases"), (b + x) / (a + n), 1e-12);
        assert_eq!(of("planned_purchases"), of("expected_purchases").ceil());
        let names = ["probability_0", "probability_1", "probability_2", "probability_3", "probability_4_or_more"];
        assert_relative(names.map(of).iter().sum::<f64>(), 1.0, 1e-12);
        assert_relative(of("amount"), of("expected_purchases") * of("expected_spend"), 1e-12);
        assert!(of("amount_low") <= of("amount") && of("amount") <= of("amount_high"));
    }
    let totals = table(answer.totals().unwrap()).await;
    assert_eq!(column(&totals, "amount")[3], all.amount);
}

#[tokio::test]
async fn orders_without_amounts_are_forecast_as_purchases_alone() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &log(false)).await;
    let request = ForecastRequest { period: ForecastPeriod::Quarter, ..ForecastRequest::default() };
    let answer = portfolio.service.forecast(&request).await.unwrap();
    assert_eq!(answer.notices[0].code, "forecast-without-amounts");
    let said = "amounts are not known: `gamma-gamma` cannot be fitted: ";
    assert!(answer.notices[0].message.starts_with(said), "{}", answer.notices[0].message);
    assert!(answer.view.amounts.is_none());
    let range = &answer.view.ranges[0];
    assert!(range.amount.is_none() && range.amount_low.is_none() && answer.view.ranges.len() == 1);
    assert!(range.expected_purchases_low.unwrap() < range.expected_purchases);
    let customers = table(answer.customers().unwrap()).await;
    assert!(customers.column_by_name("amount").is_none() && customers.column_by_name("amount_all").is_none());
}

#[tokio::test]
async fn what_cannot_be_asked_for_is_refused() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let ask = async |request: ForecastRequest| portfolio.service.forecast(&request).await.unwrap_err();
    assert_eq!(ask(ForecastRequest::default()).await.code(), "no-orders");
    portfolio.import_text("orders", "orders.csv", "customer_id,ordered_at,amount\nA,2024-01-05,10\n").await;
    let error = ask(ForecastRequest { periods: 0, ..ForecastRequest::default() }).await;
    assert_eq!((error.code(), error.to_string().as_str()), ("terms", "periods is `0`, expected from 1 to 120"));
    let error = ask(ForecastRequest { as_of: Some("soon".to_owned()), ..ForecastRequest::default() }).await;
    assert_eq!(error.code(), "bad-date");
    let error = ask(ForecastRequest::default()).await;
    assert_eq!(error.code(), "fit-too-few-customers");
    assert!(error.to_string().starts_with("`periodic-nbd` cannot be fitted: "), "{error}");
}

#[tokio::test]
async fn the_cdnow_sample_has_its_published_law() {
    let Some(path) = shared("data/cdnow/cdnow_sample.csv") else { return };
    let portfolio = Portfolio::new(Registry::default()).await;
    let mapping = [("customer_id", "sample_customer_id"), ("ordered_at", "date"), ("amount", "dollar_value")];
    portfolio.import(path, orders("orders", &mapping, &[])).await.unwrap();
    let request = ForecastRequest {
        as_of: Some("1997-09-30".to_owned()),
        period: ForecastPeriod::Month,
        periods: 9,
        ..ForecastRequest::default()
    };
    let answer = portfolio.service.forecast(&request).await.unwrap();
    let law = &answer.view.purchases;
    // .38477 and 12.0720 in weeks by another program; a month has 30.4375 / 7 of them.
    assert_relative(law.parameters.get("b").unwrap(), 0.38477, 2e-5);
    assert_relative(law.parameters.get("a").unwrap(), 12.0720 * 7.0 / 30.4375, 2e-5);
    let amounts = answer.view.amounts.as_ref().unwrap();
    for (name, published) in [("p", 6.2496), ("q", 3.7442), ("gamma", 15.4435)] {
        assert_relative(amounts.parameters.get(name).unwrap(), published, 1e-4);
    }
    assert_eq!(amounts.customers, 946.0);
    // 39 weeks are 8.97 months: 2,930 purchases where nobody stops, 1,882 came. Those who may have stopped count less.
    let all = answer.view.ranges.last().unwrap();
    assert_relative(all.expected_purchases, 2930.0 * 9.0 * 30.4375 / (39.0 * 7.0), 2e-3);
    let fading = portfolio.service.forecast(&ForecastRequest { recency: true, ..request }).await.unwrap();
    let fewer = fading.view.ranges.last().unwrap().expected_purchases;
    assert!(1800.0 < fewer && fewer < 2600.0, "{fewer}");
}
