//! The gross-profit forecast: the margin rule, relationship marketing, totals, groups and the past.

use crate::support::Portfolio;
use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Float64Type;
use patron_service::Registry;
use patron_service::forecast::{ForecastPeriod, ForecastRequest, ProfitForecastRequest};

async fn table(frame: datafusion::dataframe::DataFrame) -> RecordBatch {
    let schema = frame.schema().inner().clone();
    arrow::compute::concat_batches(&schema, &frame.collect().await.unwrap()).unwrap()
}

fn column(batch: &RecordBatch, name: &str) -> Vec<f64> {
    batch.column_by_name(name).unwrap().as_primitive::<Float64Type>().iter().map(|value| value.unwrap()).collect()
}

#[track_caller]
fn assert_relative(found: f64, expected: f64, tolerance: f64) {
    let error = (found / expected - 1.0).abs();
    assert!(error <= tolerance, "found {found:e}, expected {expected:e}: {error:e} over {tolerance:e}");
}

/// 200 customers over two years, each at an own pace; 60 % of every amount is cost.
fn log() -> String {
    let start = chrono::NaiveDate::from_ymd_opt(2023, 1, 1).unwrap();
    let mut rows = String::from("customer_id,ordered_at,amount,cost\n");
    for i in 0..200_u64 {
        let (mut day, mut turn) = (i % 90, 0);
        while day < 730 {
            let amount = 10 + i * 7 % 90 + turn * 13 % 17;
            let cost = amount as f64 * 0.6;
            rows.push_str(&format!("C{i:03},{},{amount},{cost}\n", start + chrono::Days::new(day)));
            day += (6 + i % 80) / 2 + (i * 31 + turn * 17) % (6 + i % 80) + 1;
            turn += 1;
        }
    }
    rows
}

fn request(period: ForecastPeriod, periods: u32) -> ProfitForecastRequest {
    let forecast = ForecastRequest { period, periods, ..ForecastRequest::default() };
    ProfitForecastRequest { forecast, ..ProfitForecastRequest::default() }
}

#[tokio::test]
async fn totals_are_the_sums_of_the_customers_at_their_margin() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &log()).await;
    let spend = "period,period_end,purpose,amount,customer_id\n2024-06-01,2024-06-30,retention,73,C007\n\
                 2024-01-01,2024-12-31,retention,730,\n";
    portfolio.import_text("marketing_spend", "spend.csv", spend).await;
    let asked = ProfitForecastRequest { backtest: true, ..request(ForecastPeriod::Quarter, 2) };
    let answer = portfolio.service.profit_forecast(&asked).await.unwrap();
    let view = &answer.view;
    let plain = portfolio.service.forecast(&asked.forecast).await.unwrap();
    for (range, amounts) in view.ranges.iter().zip(&plain.view.ranges) {
        assert_relative(range.amount.unwrap(), amounts.amount.unwrap(), 1e-12);
        // a margin of .4 everywhere
        assert_relative(range.product_cost.unwrap(), 0.6 * range.amount.unwrap(), 1e-9);
        let left = range.amount.unwrap() - range.product_cost.unwrap() - range.marketing_cost.unwrap();
        assert_relative(range.gross_profit.unwrap(), left, 1e-12);
        assert!(range.low < range.gross_profit && range.gross_profit < range.high);
    }
    assert_eq!((view.marketing.as_str(), view.ranges.len(), view.customers), ("history", 3, 200));
    assert_relative(view.company_margin, 0.4, 1e-12);
    let customers = table(answer.customers().unwrap()).await;
    for (name, total) in [
        ("gross_profit", view.ranges[0].gross_profit),
        ("amount", view.ranges[0].amount),
        ("gross_profit_all", view.ranges[2].gross_profit),
    ] {
        assert_relative(column(&customers, name).iter().sum(), total.unwrap(), 1e-12);
    }
    let (low, profit, high) = (
        column(&customers, "gross_profit_low"),
        column(&customers, "gross_profit"),
        column(&customers, "gross_profit_high"),
    );
    assert!((0..200).all(|row| low[row] <= profit[row] && profit[row] <= high[row]));
    // what was spent in the year up to the last order, at the pace of a quarter
    assert!(
        view.ranges[0].marketing_cost.unwrap() > 0.2 * 780.0 && view.ranges[0].marketing_cost.unwrap() < 0.26 * 803.0
    );
    let backtest = view.backtest.as_ref().unwrap();
    assert_eq!(backtest.origins.len(), 4);
    for origin in &backtest.origins {
        println!("{origin:?}");
        // nobody stops in this log and everybody keeps a pace: totals come within a tenth
        assert!((origin.actual / origin.forecast - 1.0).abs() < 0.1, "{origin:?}");
        assert!(origin.coverage > 0.8 && origin.mean_error < origin.mean_actual, "{origin:?}");
    }
    assert!(view.level_shock.unwrap() < 0.1);
}

#[tokio::test]
async fn four_idle_periods_carry_the_margin_half_of_the_way() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let mut lines = "customer_id,ordered_at,amount,cost\n".to_owned();
    // margins of the company by year of 365.25 days: .26, .27, .28, .29, .30
    for i in 0..30_u32 {
        for year in 0..5_u32 {
            for turn in 0..=(i % 8) * (i % 3) {
                let amount = f64::from(500 + i * 37 % 11 * 100 + (turn * 13 + year * 7) % 9 * 40);
                let cost = amount * (0.74 - 0.01 * f64::from(year));
                let (month, day) = (1 + turn % 12, 1 + (i + 9 * (turn / 12)) % 28);
                lines.push_str(&format!("B{i:02},{}-{month:02}-{day:02},{amount},{cost:.4}\n", 2020 + year));
            }
        }
    }
    // bought in the first year only, at .30
    lines.push_str("OLD,2020-06-05,100,70\nOLD,2020-06-20,100,70\nB00,2024-12-31,1000,700\n");
    portfolio.import_text("orders", "orders.csv", &lines).await;
    let asked = ProfitForecastRequest { customer: Some("OLD".to_owned()), ..request(ForecastPeriod::Year, 1) };
    let view = portfolio.service.profit_forecast(&asked).await.unwrap().view;
    let old = view.customer.unwrap();
    assert_eq!(old.idle_periods, 4);
    assert_relative(old.last_margin, 0.30, 1e-12);
    // slope .01 a year; the two orders of OLD move the margin of the first year a little
    assert_relative(old.next_margin, 0.306, 2e-4);
    assert_relative(old.probabilities.iter().sum::<f64>(), 1.0, 1e-3);
    assert!(old.densities.len() == 60 && old.densities.iter().all(|point| point.own >= 0.0 && point.all > 0.0));
    let range = &old.ranges[0];
    assert_relative(range.gross_profit.unwrap(), old.next_margin * range.amount.unwrap(), 1e-12);
    let ruled = ProfitForecastRequest { marketing_share: Some(0.02), ..asked.clone() };
    let ruled = portfolio.service.profit_forecast(&ruled).await.unwrap().view.customer.unwrap();
    assert_relative(ruled.ranges[0].gross_profit.unwrap(), (old.next_margin - 0.02) * range.amount.unwrap(), 1e-12);
    let nobody = ProfitForecastRequest { customer: Some("X".to_owned()), ..asked.clone() };
    assert_eq!(portfolio.service.profit_forecast(&nobody).await.unwrap_err().code(), "unknown-customer");
    let share = ProfitForecastRequest { marketing_share: Some(2.0), ..asked };
    assert_eq!(portfolio.service.profit_forecast(&share).await.unwrap_err().code(), "terms");
}

#[tokio::test]
async fn groups_and_the_measure_of_a_run_add_up() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &log()).await;
    portfolio.run().await.unwrap();
    let asked = ProfitForecastRequest { group: Some("abc_class".to_owned()), ..request(ForecastPeriod::Year, 1) };
    let view = portfolio.service.profit_forecast(&asked).await.unwrap().view;
    let sum = view.groups.iter().map(|group| group.total.gross_profit.unwrap()).sum::<f64>();
    assert_relative(sum, view.ranges[0].gross_profit.unwrap(), 1e-9);
    assert!(view.groups.len() > 1 && view.groups.iter().all(|group| group.customers > 0));
    let sql = "select sum(forecast_gross_profit / probability_alive) from customers";
    let batches = portfolio.service.sql(sql).await.unwrap().frame.collect().await.unwrap();
    let found = batches[0].column(0).as_primitive::<Float64Type>().value(0);
    assert_relative(found, view.ranges[0].gross_profit.unwrap(), 1e-6);
    let error = ProfitForecastRequest { group: Some("revenue".to_owned()), ..asked };
    assert_eq!(portfolio.service.profit_forecast(&error).await.unwrap_err().code(), "unknown-scheme");
}
