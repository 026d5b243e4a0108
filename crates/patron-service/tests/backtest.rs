//! The tournament on a ledger, and what a run makes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use std::fmt::Write;
use std::sync::Arc;

use patron_service::Registry;
use patron_service::query::CustomersQuery;
use patron_service::run::Cancel;
use patron_service::views::{BacktestRequest, BacktestView, TournamentEntry};
use serde_json::Value;
use support::Portfolio;

fn entry<'a>(view: &'a BacktestView, id: &str) -> &'a TournamentEntry {
    view.contestants.iter().find(|entry| entry.id == id).unwrap()
}

async fn column(portfolio: &Portfolio, name: &str) -> Vec<Value> {
    let query = CustomersQuery { columns: vec![name.to_owned()], limit: 20, ..CustomersQuery::default() };
    portfolio.service.customers(&query).await.unwrap().rows.into_iter().map(|row| row[1].clone()).collect()
}

/// The bundled purchase log: 78 weeks, so that windows of 26 weeks start at the ends of weeks 26, 39 and 52.
#[tokio::test]
async fn the_bundled_log_is_forecast_from_three_days_and_the_run_takes_the_verdict() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let run = portfolio.service.load_demo(support::now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    let view = portfolio.service.last_backtest().await.unwrap().unwrap();
    let days: Vec<&str> = view.origins.iter().map(|origin| origin.day.as_str()).collect();
    assert_eq!((view.window_weeks, days), (26, vec!["1997-07-01", "1997-09-30", "1997-12-30"]));
    assert!(view.origins.iter().all(|origin| (origin.customers, origin.scored) == (23_570, 23_570)));
    // Counted in the log itself: days of customers with a purchase in the last 26 weeks.
    assert_eq!(view.origins[2].actual_purchases, 12_320.0);
    assert!(!view.ledger_changed);

    let verdict = view.verdict.as_ref().unwrap();
    assert_eq!((run.model.as_str(), verdict.reason.as_str()), (verdict.id.as_str(), "nearer-total"));
    let chosen = run.notices.iter().find(|notice| notice.code == "model-by-backtest").unwrap();
    assert_eq!(
        (&chosen.values["model"], &chosen.values["as_of"]),
        (&Value::from(run.model), &Value::from("1998-06-30"))
    );

    let model = entry(&view, "bg-nbd");
    // Models beat every rule of thumb in everything but the cheap measure of the absolute error.
    for rule in ["nobody-returns", "past-rate", "flat-average"] {
        let rule = entry(&view, rule);
        assert!(rule.rule && model.crps < rule.crps && model.rmse < rule.rmse, "{rule:?}");
    }
    assert!(model.coverage.is_some_and(|share| (0.88..0.92).contains(&share)), "{model:?}");
    // Later origins are closer to honest once the earlier ones are known.
    let mended = model.recalibrated.as_ref().unwrap();
    assert!(mended.pit_distance < 0.5 * mended.pit_distance_before, "{mended:?}");
    assert!((mended.coverage - 0.9).abs() < (mended.coverage_before - 0.9).abs(), "{mended:?}");
    assert!((model.pit.iter().sum::<f64>() - 1.0).abs() < 1e-9 && model.pit.len() == 20);

    let page = portfolio.service.lifetime_value().await.unwrap();
    let levels = page.levels.unwrap();
    assert!((0.02..0.08).contains(&levels.low) && (0.92..0.98).contains(&levels.high) && levels.low != 0.05);
    let live = page.live.unwrap();
    assert!(live.low < live.expected && live.expected < live.high && live.high < 23_570.0);
    let beside = page.backtest.unwrap().models.into_iter().find(|model| model.id == verdict.id).unwrap();
    assert_eq!(beside.fit, page.purchases);
    // What is stored as text may differ in the last digit.
    assert!((beside.live.unwrap() / live.expected - 1.0).abs() < 1e-12);

    // Held again it says the same, to the last digit.
    let hold = || async { portfolio.backtest(&BacktestRequest::default()).await.unwrap() };
    let (one, other) = (hold().await, hold().await);
    assert!(BacktestView { created_at: one.created_at.clone(), ..other } == one);
}

/// Everybody buys every seventh day: no model can be fitted, and going on as before is right.
#[tokio::test]
async fn where_no_model_can_be_fitted_a_rule_values_the_base() {
    let mut text = "customer_id,ordered_at,amount\n".to_owned();
    for customer in 0..40 {
        for week in 0..60 {
            let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(7 * week);
            writeln!(text, "c{customer:02},{day},{}", 10 + customer).unwrap();
        }
    }
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &text).await;
    let view = portfolio.backtest(&BacktestRequest::default()).await.unwrap();
    let verdict = view.verdict.as_ref().unwrap();
    assert_eq!((verdict.id.as_str(), verdict.reason.as_str()), ("past-rate", "no-model-fitted"));
    assert!(entry(&view, "bg-nbd").refused.is_some());
    let run = portfolio.run().await.unwrap();
    assert_eq!(run.model, "naive-past-rate");
    assert!(column(&portfolio, "value_source").await.iter().all(|source| source == "naive-past-rate"));
    // 365 days at one purchase in seven days, each of the customer's own amount.
    let (purchases, spends) =
        (column(&portfolio, "expected_purchases").await, column(&portfolio, "expected_spend").await);
    assert!(purchases.iter().all(|count| (count.as_f64().unwrap() - 365.0 / 7.0).abs() < 1e-9), "{purchases:?}");
    let mut spends: Vec<f64> = spends.iter().map(|spend| spend.as_f64().unwrap()).collect();
    spends.sort_unstable_by(f64::total_cmp);
    spends.dedup();
    assert!(spends.len() > 10, "{spends:?}");
    let page = portfolio.service.lifetime_value().await.unwrap();
    assert_eq!((page.live, page.levels, page.purchases), (None, None, None));
}

/// Everybody buys every fourth to twelfth week to the day, and a third stop: trees learn what no model knows, and the
/// run takes the best of those that know a value.
#[tokio::test]
async fn where_learned_trees_win_a_run_takes_the_best_that_can_value() {
    let mut text = "customer_id,ordered_at,amount\n".to_owned();
    let start = chrono::NaiveDate::from_ymd_opt(2023, 1, 2).unwrap();
    for customer in 0..900_u64 {
        let last = if customer % 3 == 0 { 30 } else { 105 };
        for week in (customer % 20..last).step_by(4 + (customer % 9) as usize) {
            writeln!(text, "c{customer:03},{},{}", start + chrono::Days::new(7 * week + customer % 5), 20 + week % 7)
                .unwrap();
        }
    }
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &text).await;
    let request = BacktestRequest { window_days: Some(91), ..BacktestRequest::default() };
    let view = portfolio.backtest(&request).await.unwrap();
    let trees = entry(&view, "learned-trees");
    assert!(trees.learned && !trees.rule && trees.refused.is_none() && trees.origins.len() == 3);
    assert!(view.contestants.iter().all(|other| other.learned == (other.id == "learned-trees")));
    let verdict = view.verdict.as_ref().unwrap();
    assert_eq!((verdict.best.as_str(), verdict.reason.as_str()), ("learned-trees", "best-of-those-that-value"));
    assert!(verdict.difference.unwrap() > 0.0);
    let run = portfolio.run().await.unwrap();
    assert!(verdict.id != "learned-trees" && run.model.ends_with(&verdict.id), "{} {verdict:?}", run.model);
    let chosen = run.notices.iter().find(|notice| notice.code == "model-by-backtest").unwrap();
    assert_eq!(chosen.values["reason"], Value::from("best-of-those-that-value"));

    // Held again it says the same, to the last digit.
    let again = portfolio.backtest(&request).await.unwrap();
    assert!(BacktestView { created_at: view.created_at.clone(), ..again } == view);
    // Without a window before the first origin it stays away, and says why where it was asked for.
    let long = BacktestRequest { window_days: Some(231), ..BacktestRequest::default() };
    let without = portfolio.backtest(&long).await.unwrap();
    assert!(without.contestants.iter().all(|entry| !entry.learned));
    let asked = BacktestRequest { models: Some(vec!["learned-trees".to_owned(), "nbd".to_owned()]), ..long };
    let refused = portfolio.backtest(&asked).await.unwrap();
    assert_eq!(entry(&refused, "learned-trees").refused.as_ref().unwrap().code, "learn-history-too-short");
}

#[tokio::test]
async fn what_cannot_be_tested_says_why() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let refused = |request: BacktestRequest| {
        let portfolio = &portfolio;
        async move { portfolio.backtest(&request).await.unwrap_err().to_string() }
    };
    let none = refused(BacktestRequest::default()).await;
    assert_eq!(none, "the ledger holds no orders, expected at least one");
    assert_eq!(portfolio.service.last_backtest().await.unwrap(), None);
    let mut text = "customer_id,ordered_at,amount\n".to_owned();
    for customer in 0..30 {
        writeln!(
            text,
            "c{customer},2024-01-{:02},5\nc{customer},2024-06-{:02},5",
            1 + customer % 28,
            1 + customer % 28
        )
        .unwrap();
    }
    portfolio.import_text("orders", "orders.csv", &text).await;
    let short = refused(BacktestRequest::default()).await;
    assert_eq!(short, "the orders span `25` weeks, expected at least 26 for a backtest");
    portfolio.import_text("orders", "more.csv", "customer_id,ordered_at,amount\nc1,2024-12-31,5\n").await;
    // A day after the last order is taken as it is, as a run takes it: nobody bought since.
    let later = BacktestRequest { as_of: Some("2025-02-28".to_owned()), ..BacktestRequest::default() };
    assert_eq!(portfolio.backtest(&later).await.unwrap().as_of, "2025-02-28");
    let many = refused(BacktestRequest { origins: Some(13), ..BacktestRequest::default() }).await;
    assert_eq!(many, "`13` origins, expected 1 to 12");
    let long = refused(BacktestRequest { window_days: Some(400), ..BacktestRequest::default() }).await;
    assert_eq!(long, "a window of `400` days, expected 7 to 308 days of this history");
    let unknown =
        refused(BacktestRequest { models: Some(vec!["arima".to_owned()]), ..BacktestRequest::default() }).await;
    assert!(unknown.starts_with("model `arima` is not known, expected `bg-nbd`, `"), "{unknown}");
}
