//! From the CDNOW log to a valued table, on real data where it is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use patron_service::Registry;
use patron_service::export::{Audience, Format, write};
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::run::TimeUnit;
use patron_service::service::SummaryRequest;
use support::{Portfolio, orders, shared};

async fn cdnow() -> Option<Portfolio> {
    let path = shared("data/cdnow/cdnow_sample.csv")?;
    let portfolio = Portfolio::new(Registry::default()).await;
    let mapping = [("customer_id", "sample_customer_id"), ("ordered_at", "date"), ("amount", "dollar_value")];
    portfolio.import(path, orders("orders", &mapping, &[])).await.unwrap();
    Some(portfolio)
}

#[tokio::test]
async fn the_sample_is_valued() {
    let Some(portfolio) = cdnow().await else { return };
    let service = &portfolio.service;
    let view = portfolio.run().await.unwrap();
    assert_eq!((view.as_of.as_str(), view.customers, view.model.as_str()), ("1998-06-30", 2357, "bg-nbd"));
    let equity = view.customer_equity.unwrap();
    assert!(view.customer_equity_low.unwrap() < equity && equity < view.customer_equity_high.unwrap());
    // No cost and no margin: value counts in revenue, all of it, and the run says so.
    assert_eq!(view.realised_value.map(|value| (value * 100.0).round()), Some(24_409_194.0));
    assert_eq!(view.notices[0].code, "value-in-revenue");

    let page = service.customers(&CustomersQuery::default()).await.unwrap();
    assert_eq!((page.total, page.rows.len()), (2357, 50));
    let portrait = service.customer(page.rows[0][0].as_str().unwrap()).await.unwrap();
    let product = portrait.waterfall.last().unwrap().product;
    let value = portrait.values["residual_value"].as_f64().unwrap();
    assert!((product / value - 1.0).abs() < 1e-12, "the factors multiply to {product}, the value is {value}");

    let overview = service.overview(&CustomerFilter::default()).await.unwrap();
    assert_eq!((overview.customers, overview.value_tree.customer_equity), (2357, Some(equity)));
    let new: u64 = overview.months.iter().map(|month| month.new_customers).sum();
    let revenue: f64 = overview.months.iter().filter_map(|month| month.revenue).sum();
    assert_eq!((new, (revenue * 100.0).round()), (2357, 24_409_194.0));
}

#[tokio::test]
async fn the_model_is_judged_on_days_it_has_not_seen() {
    let Some(portfolio) = cdnow().await else { return };
    portfolio.run().await.unwrap();
    let view = portfolio.service.lifetime_value().await.unwrap();
    let holdout = view.holdout.unwrap();
    // Horizon 365 days, a third of 546 days, whole weeks: 26.
    assert_eq!((holdout.weeks, holdout.calibration_end.as_str(), holdout.customers), (26, "1997-12-30", 2357));
    let ids: Vec<_> = holdout.contestants.iter().map(|contestant| contestant.id.as_str()).collect();
    assert_eq!(ids, ["bg-nbd", "past-rate", "flat-average", "nobody-returns"]);
    let weeks = &holdout.tracking;
    assert_eq!((weeks.len(), weeks.iter().filter(|week| week.holdout).count()), (78, 26));
    // 6,919 rows less 223 on days shared with another, less 2,357 first purchases.
    assert_eq!(weeks.last().map(|week| week.actual_cumulated), Some(4339.0));
    let frequency: f64 = view.frequency.iter().map(|bar| bar.expected).sum();
    assert!((frequency - 2357.0).abs() < 1e-6, "{frequency}");
    let last = view.curve.last().unwrap();
    assert!((last.value / view.run.customer_equity.unwrap() - 1.0).abs() < 1e-9);
    let [months, quarters, years] = view.cohorts.as_slice() else { panic!("three spans") };
    assert_eq!((months.cohorts.len(), months.cohorts[0].revenue.len()), (3, 18));
    assert_eq!((quarters.cohorts[0].cohort.as_str(), quarters.cohorts[0].revenue.len()), ("1997-Q1", 6));
    assert_eq!((years.cohorts[0].cohort.as_str(), years.cohorts[0].customers), ("1997", 2357));
    // All came in the first quarter, and who bought in it is counted once however often.
    assert_eq!((quarters.cohorts.len(), quarters.cohorts[0].buyers[0]), (1, 2357));
    let sum = |figures: &[Option<f64>]| figures.iter().flatten().sum::<f64>();
    let by_month: f64 = months.cohorts.iter().map(|cohort| sum(&cohort.revenue)).sum();
    assert!((by_month / sum(&years.cohorts[0].revenue) - 1.0).abs() < 1e-12, "{by_month}");
    // No cost and no margin: contribution is revenue.
    assert_eq!(months.cohorts[1].contribution, months.cohorts[1].revenue);
    // Frequent buyers spend a little more: Spearman's .206 of 946 customers in the first 39 weeks, alike over 78.
    let found = view.independence.unwrap();
    assert!(found.low < found.coefficient && found.coefficient < found.high && found.customers > 946, "{found:?}");
}

#[tokio::test]
async fn the_summary_has_the_checks_of_the_literature() {
    let Some(portfolio) = cdnow().await else { return };
    let request = SummaryRequest {
        calibration_end: Some("1997-09-30".to_owned()),
        time_unit: TimeUnit::Week,
        ..SummaryRequest::default()
    };
    let answer = portfolio.service.summary(&request).await.unwrap();
    let mut file = Vec::new();
    assert_eq!(write(answer.frame, Format::Csv, None, Audience::People, &mut file).await.unwrap(), 2357);
    let text = String::from_utf8(file).unwrap();
    let mut rows = text.lines();
    assert_eq!(rows.next(), Some("customer_id,frequency,recency,T,monetary_value,time_unit"));
    let cells: Vec<Vec<&str>> = rows.map(|line| line.split(',').collect()).collect();
    let frequency: u32 = cells.iter().map(|row| row[1].parse::<u32>().unwrap()).sum();
    assert_eq!((frequency, cells.iter().filter(|row| row[1] == "0").count()), (2457, 1411));
}

#[tokio::test]
async fn rfm_scores_agree_with_average_ranks() {
    let Some(portfolio) = cdnow().await else { return };
    let request = patron_service::views::RunRequest { as_of: Some("1997-09-30".to_owned()), ..Default::default() };
    let progress = std::sync::Arc::new(|_| {});
    portfolio.service.run(&request, support::now(), progress, Default::default()).await.unwrap();
    // Scores of pandas: ceil(5 x average rank / n).
    for (column, expected) in [
        ("rfm_r", vec![(1, 466), (2, 475), (3, 476), (4, 467), (5, 473)]),
        ("rfm_f", vec![(2, 1411), (4, 439), (5, 507)]),
        ("rfm_m", vec![(1, 480), (2, 462), (3, 472), (4, 471), (5, 472)]),
    ] {
        let sql = format!("select {column} as s, count(*) as n from customers group by 1 order by 1");
        let answer = portfolio.service.sql(&sql).await.unwrap();
        let mut file = Vec::new();
        write(answer.frame, Format::Csv, None, Audience::People, &mut file).await.unwrap();
        let expected: String = expected.iter().map(|(score, n)| format!("{score},{n}\n")).collect();
        assert_eq!(String::from_utf8(file).unwrap(), format!("s,n\n{expected}"), "{column}");
    }
}
