//! 85 accounts and 8,800 opportunities of a hardware seller.

use std::sync::Arc;

use patron_service::Registry;
use patron_service::cards::template;
use patron_service::run::Cancel;
use patron_service::views::RunRequest;
use serde_json::Value;

use crate::plain::{Row, SCHEMES, cells, every_scheme, loaded, near, number, put, rows, sum};
use crate::support::{Portfolio, now, orders, shared};

/// Opportunities of a hardware seller; what was won are its sales.
#[tokio::test]
async fn a_sales_pipeline_is_scored_and_its_won_deals_are_orders() {
    let Some(deals) = shared("data/crm_sales_opportunities/sales_pipeline.csv") else { return };
    let accounts = deals.with_file_name("accounts.csv");
    let plain = rows(&deals);
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import(accounts.clone(), orders("customers", &[], &[])).await.unwrap();
    let report = portfolio.import(deals.clone(), orders("opportunities", &[], &[])).await.unwrap();
    assert_eq!((report.read, report.loaded), (8800, 8800));
    near(loaded(&report), 10_005_534.0, "all deals");
    let won = [
        ("only", "deal_stage = 'Won'"),
        ("ordered_at", "close_date"),
        ("amount", "close_value"),
        ("customer_id", "account"),
        ("order_id", "opportunity_id"),
    ];
    let report = portfolio.import(deals.clone(), orders("orders", &won, &[])).await.unwrap();
    let is_won = |row: &&Row| row["deal_stage"] == "Won";
    assert_eq!(report.loaded, plain.iter().filter(is_won).count() as u64);
    assert_eq!((report.loaded, report.excluded, report.quarantined), (4238, 4562, 0));
    let effect = report.rules.iter().find(|effect| effect.rule == "only").unwrap();
    assert_eq!(effect.rows, 4562);
    put(&portfolio, template("key-account").unwrap().text).await;
    put(&portfolio, template("points").unwrap().text).await;
    let view = portfolio.run().await.unwrap();
    assert_eq!((view.as_of.as_str(), view.customers), ("2017-12-31", 85));

    let found = cells(&portfolio, &["revenue", "won_deals", "open_opportunities", "win_rate", "abc_class"]).await;
    let mut sums: Vec<(f64, String)> = Vec::new();
    for (account, row) in &found {
        let own: Vec<&Row> = plain.iter().filter(|row| row["account"] == *account).collect();
        let count =
            |stages: &[&str]| own.iter().filter(|row| stages.contains(&row["deal_stage"].as_str())).count() as f64;
        let revenue =
            sum(own.iter().copied().filter(|row| row["deal_stage"] == "Won"), |row| number(row, "close_value"));
        near(row[0].as_f64().unwrap(), revenue, account);
        near(row[1].as_f64().unwrap(), count(&["Won"]), account);
        near(row[2].as_f64().unwrap(), count(&["Engaging", "Prospecting"]), account);
        near(row[3].as_f64().unwrap(), count(&["Won"]) / count(&["Won", "Lost"]), account);
        sums.push((revenue, row[4].as_str().unwrap().to_owned()));
    }
    // A are the best who bring 80 % together
    sums.sort_by(|left, right| right.0.total_cmp(&left.0));
    let total: f64 = sums.iter().map(|(revenue, _)| revenue).sum();
    let mut before = 0.0;
    for (revenue, class) in &sums {
        let expected = if before < 0.8 * total {
            "A"
        } else if before < 0.95 * total {
            "B"
        } else {
            "C"
        };
        assert_eq!(class, expected, "{revenue}");
        before += revenue;
    }
    every_scheme(&portfolio, &view, &SCHEMES[..4]).await;
    for card in ["key-account", "points"] {
        let score = portfolio.service.score(card, None).await.unwrap();
        assert_eq!((score.accounts, score.rows.len()), (85, 85), "{card}");
        assert!(score.rows.windows(2).all(|pair| pair[0].score >= pair[1].score), "{card}");
    }
    // ten points a million bought; what the lines without values could have brought, 60 of 100, is spread
    let points = portfolio.service.score("points", Some(1)).await.unwrap();
    let best = points.rows.first().unwrap();
    let line = points.lines.iter().position(|line| line.id == "purchases").unwrap();
    let bought = found[&best.customer_id][0].as_f64().unwrap();
    near(best.points[line], bought / 100_000.0 * 100.0 / 40.0, "points of purchases");
}

/// The same accounts without orders: deals alone are scored, and the run says what it cannot know.
#[tokio::test]
async fn accounts_without_orders_are_scored_from_their_deals() {
    let Some(deals) = shared("data/crm_sales_opportunities/sales_pipeline.csv") else { return };
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import(deals.with_file_name("accounts.csv"), orders("customers", &[], &[])).await.unwrap();
    portfolio.import(deals, orders("opportunities", &[], &[])).await.unwrap();
    let error = portfolio.run().await.unwrap_err();
    assert_eq!(error.code(), "no-orders-no-date");
    put(&portfolio, DEALS).await;
    let request = RunRequest { as_of: Some("2017-12-31".to_owned()), ..RunRequest::default() };
    let view = portfolio.service.run(&request, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    assert_eq!(view.customers, 85);
    assert!(view.notices.iter().any(|notice| notice.code == "run-without-orders"), "{:?}", view.notices);
    let found = cells(&portfolio, &["won_deals", "revenue", "abc_class", "attribute.employees"]).await;
    assert_eq!(found["Kan-code"][1..3], [Value::Null, Value::Null]);
    near(found["Kan-code"][3].as_f64().unwrap(), 34_288.0, "employees of Kan-code");
    let score = portfolio.service.score("deals", None).await.unwrap();
    // most won and most employees at once
    assert_eq!(score.rows[0].customer_id, "Kan-code");
    near(score.rows[0].score, 100.0, "the best of both lines");
}

const DEALS: &str = r#"
id = "deals"
name = { en = "Deals", zh = "商机" }

[[indicator]]
id = "won"
name = { en = "Deals won", zh = "赢单数" }
measure = "won_deals"
weight = 70

[[indicator]]
id = "size"
name = { en = "Employees", zh = "员工数" }
measure = "attribute.employees"
weight = 30
"#;
