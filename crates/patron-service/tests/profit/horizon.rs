//! Profit at the horizon of the forecast: what the valuation expects, less cost to serve at each customer's own rate.

use std::fmt::Write;

use patron_service::Registry;
use patron_service::service::{CostsFrom, Lost};

use crate::support::{Portfolio, now};

/// 300 customers who buy at rates of their own: customer i every 3 + i % 40 days or so, from day i % 60 on.
fn log() -> (String, u64) {
    let start = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let mut rows = String::from("customer_id,ordered_at,amount\n");
    let mut revenue = 0;
    for i in 0..300_u64 {
        let (mut day, mut turn) = (i % 60, 0);
        while day < 365 {
            let amount = 10 + i * 7 % 90 + turn * 13 % 17;
            revenue += amount;
            writeln!(rows, "C{i:03},{},{amount}", start + chrono::Days::new(day)).unwrap();
            day += 1 + (3 + i % 40) / 2 + (i * 31 + turn * 17) % (3 + i % 40);
            turn += 1;
        }
    }
    (rows, revenue)
}

#[track_caller]
fn near(found: f64, expected: f64) {
    // Costs of customers are kept to the ten-thousandth, out of some hundreds each.
    assert!((found / expected - 1.0).abs() < 1e-5, "{found} is not {expected}");
}

#[tokio::test]
async fn a_tenth_of_revenue_is_a_tenth_of_what_is_expected() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let (rows, revenue) = log();
    portfolio.import_text("orders", "orders.csv", &rows).await;
    portfolio.run().await.unwrap();
    let costs = format!(
        "id = \"fees\"\nname = {{ en = \"Fees\", zh = \"手续费\" }}\nfrom = \"2024-01-01\"\nto = \"2024-12-31\"\n\
         [[resource]]\nid = \"fees\"\namount = {}.{}\nbehaviour = \"incremental\"\ndriver = \"revenue\"\n",
        revenue / 10,
        revenue % 10,
    );
    let from = CostsFrom::Text(costs.clone());
    let found = portfolio.service.profit_curves(&from).await.unwrap().horizon.unwrap();
    assert_eq!((found.customers, found.at_common_rate), (300, 0));
    assert!(found.contribution > 0.0);
    // Nothing is known of product costs: all revenue is contribution.
    near(found.incremental.total, 0.9 * found.contribution);
    near(found.full.total, found.incremental.total);
    let loss = portfolio.service.profit_loss(&from, &Lost::Customer("C007".to_owned())).await.unwrap();
    let ahead = loss.lifetime.unwrap();
    near(ahead.profit_lost, 0.9 * ahead.contribution);

    // A run that knows the costs expects less; they are not taken off twice.
    portfolio.service.add_costs(&costs, now()).await.unwrap();
    portfolio.run().await.unwrap();
    let again = portfolio.service.profit_curves(&CostsFrom::Latest).await.unwrap().horizon.unwrap();
    near(again.contribution, found.contribution);
    near(again.incremental.total, found.incremental.total);
}
