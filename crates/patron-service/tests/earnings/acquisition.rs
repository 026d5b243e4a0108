//! What customers cost to win and keep, from spend beside orders, in figures worked out by hand.

use crate::support::{Portfolio, orders};
use patron_service::Registry;
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::views::{AcquisitionLine, AcquisitionView};
use serde_json::{Value, json};

/// A hundred customers of the fair in March 2024, each worth 400 at once and 400 a month for three months more; two of
/// the web in April, one of whom says so by the channel of the first order alone.
async fn portfolio() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    let mut customers = String::from("customer_id,channel\n");
    let mut lines = String::from("customer_id,ordered_at,amount,channel\n");
    for i in 0..100 {
        customers.push_str(&format!("F{i:03},Fair\n"));
        for (month, day) in [(3, 10), (4, 12), (5, 14), (6, 16)] {
            lines.push_str(&format!("F{i:03},2024-{month:02}-{day},400,store\n"));
        }
    }
    customers.push_str("W1,web\nW2,\n");
    lines.push_str(
        "W1,2024-04-05,1000,store\nW2,2024-04-20,50,WEB\nW2,2024-05-20,50,store\nF000,2024-06-30,0.01,store\n",
    );
    portfolio.import_text("customers", "customers.csv", &customers).await;
    portfolio.import_text("orders", "orders.csv", &lines).await;
    portfolio
}

const SPEND: &str = "period,period_end,purpose,amount,channel,campaign,customer_id
2024-03-01,,acquisition,100000,fair,Spring,
2024-04-01,2024-04-30,获客,600,Web,,
2024-04-01,2024-04-30,acquisition,250,Billboard,Lights,
2024-04-01,,acquisition,40,,,W2
2024-05-01,2024-05-31,retention,101,,News,
2024-06-01,2024-07-30,retention,1200,fair,,
2024-05-01,,维系,30,,,W1
2024-12-01,,acquisition,9999,fair,,
";

async fn valued() -> (Portfolio, AcquisitionView) {
    let portfolio = portfolio().await;
    portfolio.import_text("marketing_spend", "spend.csv", SPEND).await;
    portfolio.run().await.unwrap();
    let view = portfolio.service.acquisition().await.unwrap();
    (portfolio, view)
}

fn line<'a>(lines: &'a [AcquisitionLine], id: &str) -> &'a AcquisitionLine {
    lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("{id} is not in {lines:?}"))
}

fn near(found: impl Into<Option<f64>>, expected: f64) {
    let found = found.into().unwrap();
    // sums of money in f64
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "found {found}, expected {expected}");
}

async fn cells(portfolio: &Portfolio, id: &str, columns: &[&str]) -> Vec<Value> {
    let columns = columns.iter().map(|&column| column.to_owned()).collect();
    let filter = CustomerFilter { search: Some(id.to_owned()), ..CustomerFilter::default() };
    let query = CustomersQuery { filter, columns, limit: 1, ..CustomersQuery::default() };
    portfolio.service.customers(&query).await.unwrap().rows.remove(0)[1..].to_vec()
}

#[tokio::test]
async fn a_hundred_thousand_for_a_hundred_customers_is_a_thousand_each() {
    let (_, view) = valued().await;
    let fair = line(&view.channels, "fair");
    near(fair.spend, 100_000.0);
    near(fair.cost, 1000.0);
    // 400 at once, then on days 33, 65 and 98: 800 after two months, 1,200 in the third
    near(fair.payback_months, 2.5);
    assert!(!fair.payback_expected && fair.reason.is_none());
    // W1 by its records, W2 by the first order: 600, and 40 on W2 alone
    let web = line(&view.channels, "Web");
    near(web.spend, 640.0);
    near(web.cost, 320.0);
    let lights = line(&view.channels, "Billboard");
    assert_eq!((lights.cost, lights.customers, lights.reason.as_deref()), (None, 0.0, Some("nobody-won")));
    near(view.undivided, 250.0);
    near(view.uncovered, 0.0);
    near(view.total.spend, 100_890.0);
    near(view.total.customers, 102.0);
    near(line(&view.campaigns, "Spring").cost, 1000.0);
    let months = view.cohorts.iter().find(|cohorts| cohorts.span == "month").unwrap();
    near(line(&months.lines, "2024-03").cost, 1000.0);
    near(line(&months.lines, "2024-04").spend, 890.0);
    assert_eq!(line(&months.lines, "2024-05").reason.as_deref(), Some("no-spend"));
    // the last order is of the last of June: the month is over, and December has not begun
    assert!(months.lines.iter().all(|line| !line.in_progress) && months.lines.len() == 4);
}

#[tokio::test]
async fn each_customer_carries_its_share_and_nothing_is_lost() {
    let (portfolio, view) = valued().await;
    let columns = ["acquisition_cost", "marketing_cost", "payback_months", "payback_basis"];
    let fair = cells(&portfolio, "F001", &columns).await;
    near(fair[0].as_f64(), 1000.0);
    // May: 101 shared by the 101 who bought (F000 to F099 and W2); June: 30 of 60 days lived, 600 by the hundred
    near(fair[1].as_f64(), 7.0);
    // the third purchase, 65 days after the first, brings the sum to 1,200
    near(fair[2].as_f64(), 65.0 / 30.4375);
    assert_eq!(fair[3], json!("realised"));
    let first = cells(&portfolio, "W1", &columns).await;
    near(first[0].as_f64(), 300.0);
    near(first[1].as_f64(), 30.0);
    near(first[2].as_f64(), 0.0);
    let second = cells(&portfolio, "W2", &columns).await;
    near(second[0].as_f64(), 340.0);
    near(second[1].as_f64(), 1.0);
    assert_ne!(second[3], json!("realised"));
    near(view.retention, 731.0);
    near(view.retention_undivided, 0.0);
    let sum = async |measure: &str| {
        let answer = portfolio.service.sql(&format!("select sum({measure}) as total from customers")).await.unwrap();
        let batches = answer.frame.collect().await.unwrap();
        arrow::array::AsArray::as_primitive::<arrow::datatypes::Float64Type>(batches[0].column(0)).value(0)
    };
    near(sum("acquisition_cost").await + view.undivided, view.total.spend);
    near(sum("marketing_cost").await, view.retention);
}

#[tokio::test]
async fn the_triangle_holds_what_was_lived() {
    let (_, view) = valued().await;
    let months = view.triangles.iter().find(|triangle| triangle.span == "month").unwrap();
    assert!(!months.in_progress);
    let march = &months.cohorts[0];
    assert_eq!((march.cohort.as_str(), march.customers, march.revenue.len()), ("2024-03", 100, 4));
    near(march.revenue[0], 40_000.0);
    near(march.profit[0], -60_000.0);
    // May: a hundred of the 101 that share the newsletter
    near(march.profit[2], 40_000.0 - 100.0);
    near(march.profit[3], 40_000.01 - 600.0);
    let april = &months.cohorts[1];
    assert_eq!(april.contribution.len(), 3);
    near(april.profit[0], 1050.0 - 890.0);
    near(april.profit[1], 50.0 - 31.0);
    // without the last day the month is not over
    let portfolio = portfolio().await;
    portfolio.import_text("marketing_spend", "spend.csv", SPEND).await;
    let request = patron_service::views::RunRequest { as_of: Some("2024-06-20".to_owned()), ..Default::default() };
    let cancel = patron_service::run::Cancel::default();
    portfolio.service.run(&request, crate::support::now(), std::sync::Arc::new(|_| {}), cancel).await.unwrap();
    let view = portfolio.service.acquisition().await.unwrap();
    let months = view.triangles.iter().find(|triangle| triangle.span == "month").unwrap();
    assert!(months.in_progress && view.cohorts[0].lines.last().unwrap().in_progress);
}

#[tokio::test]
async fn without_spend_there_is_a_reason() {
    let portfolio = portfolio().await;
    assert_eq!(portfolio.service.acquisition().await.unwrap_err().code(), "no-run");
    portfolio.run().await.unwrap();
    let reply = portfolio.service.acquisition_or_reason().await.unwrap();
    assert_eq!(reply.problem.unwrap().code, "no-marketing-spend");
    let columns = ["acquisition_cost", "marketing_cost", "cac_ratio", "payback_months"];
    assert_eq!(cells(&portfolio, "F001", &columns).await, vec![Value::Null; 4]);
}

#[tokio::test]
async fn rows_that_say_nothing_are_put_aside() {
    let portfolio = portfolio().await;
    let rows = "period,period_end,purpose,amount,channel\n2024-03-01,,branding,5,web\n2024-03-01,,acquisition,-5,web\n\
                2024-03-05,2024-03-01,retention,5,web\n2024-03-01,,retention,5,web\n";
    let file = portfolio.folder.path().join("spend.csv");
    std::fs::write(&file, rows).unwrap();
    let report = portfolio.import(file, orders("marketing_spend", &[], &[])).await.unwrap();
    assert_eq!((report.read, report.loaded, report.quarantined), (4, 1, 3));
    let page = portfolio.service.quarantine(report.batch.as_deref(), 0, 10).await.unwrap();
    let reasons: Vec<&str> = page.rows.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, ["unknown-purpose", "negative-amount", "ends-before-start"]);
}
