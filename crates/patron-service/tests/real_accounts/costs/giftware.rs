//! Dirty records of a gift-ware seller: returns, rows of nobody, prices of nothing; costs reach whom they should.

use patron_service::Registry;
use serde_json::Value;

use super::{costs_of, volume, whole};
use crate::support::{Portfolio, orders, shared};

/// Office and repair shop serve each other; nothing is known of visits, so that what they cost stays open.
const COSTS: &str = r#"
id = "giftware"
name = { en = "Costs of the gift-ware seller", zh = "礼品商成本" }
from = "2010-12-01"
to = "2011-12-09"
[[resource]]
id = "wages"
amount = 420000
behaviour = "shared"
to = { warehouse = 300, office = 120 }
[[resource]]
id = "cartons"
amount = 55000
behaviour = "incremental"
to = { packing = 1 }
[[resource]]
id = "fees"
amount = 83000.65
behaviour = "incremental"
driver = "revenue"
[[resource]]
id = "agents"
amount = 24000
behaviour = "shared"
to = { visiting = 1 }
[[resource]]
id = "directors"
amount = 150000
behaviour = "sustaining"
[[department]]
id = "warehouse"
to = { picking = 60, packing = 25, taking-back = 10, office = 5 }
[[department]]
id = "office"
to = { ordering = 80, warehouse = 20 }
[[activity]]
id = "ordering"
driver = "orders"
[[activity]]
id = "picking"
driver = "lines"
[[activity]]
id = "packing"
driver = "quantity"
[[activity]]
id = "taking-back"
driver = "returns"
[[activity]]
id = "visiting"
driver = { table = "interactions", where = "kind = 'visit'" }
"#;

#[tokio::test]
async fn costs_reach_the_customers_of_dirty_records() {
    let Some(file) = shared("data/online_retail/online_retail.csv.gz") else { return };
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import(file, orders("orders", &[], &[])).await.unwrap();
    // a visit of somebody who bought nothing, long before
    let visits = "customer_id,occurred_at,kind\n12346,2009-01-01,visit\n";
    portfolio.import_text("interactions", "visits.csv", visits).await;
    let view = portfolio.service.costed(COSTS).await.unwrap();
    let report = &view.report;
    whole(report, &costs_of(&portfolio, COSTS).await);
    let open: Vec<_> = report.open.iter().map(|open| (open.id.as_str(), open.amount, open.reason.as_str())).collect();
    assert_eq!(open, [("visiting", 24_000.0, "no-volume")]);
    assert_eq!((report.entered.full, report.enterprise, report.unused), (732_000.65, 150_000.0, 0.0));
    // Two departments that serve each other: w = 300,000 + o / 5, o = 120,000 + w / 20.
    let warehouse = (300_000.0 + 24_000.0) / 0.99;
    let department = report.departments.iter().find(|department| department.id == "warehouse").unwrap();
    assert!((department.cost.full - warehouse).abs() < 1e-3, "{department:?}");

    // The same counts by SQL over the ledger.
    let sql = "select count(distinct case when not is_return then order_id end) as orders,
        count(*) filter (where not is_return) as lines, count(*) filter (where is_return) as returns,
        sum(quantity) filter (where not is_return) as pieces, sum(amount) as net,
        sum(amount) filter (where not is_return) as sold
        from ledger.orders where customer_id is not null";
    let counted = one_row(&portfolio, sql).await;
    let number = |name: &str| counted[name].as_f64().or_else(|| counted[name].as_str()?.parse().ok()).unwrap();
    assert_eq!(volume(report, "ordering"), number("orders"));
    assert_eq!((volume(report, "picking"), volume(report, "taking-back")), (number("lines"), number("returns")));
    assert!((volume(report, "packing") - number("pieces")).abs() < 1e-6);
    assert!((volume(report, "fees") - number("sold")).abs() < 0.01);
    assert!((view.totals.revenue - number("net")).abs() < 0.01 && view.totals.customers == 4372, "{:?}", view.totals);
    let expected = view.totals.revenue - view.totals.product_cost - report.customers.full;
    assert!((view.totals.profit_full - expected).abs() < 0.01, "{:?}", view.totals);
}

async fn one_row(portfolio: &Portfolio, sql: &str) -> Value {
    let answer = portfolio.service.sql(sql).await.unwrap();
    let batches = answer.frame.collect().await.unwrap();
    let mut rows = arrow::json::ArrayWriter::new(Vec::new());
    rows.write_batches(&batches.iter().collect::<Vec<_>>()).unwrap();
    rows.finish().unwrap();
    let rows: Vec<Value> = serde_json::from_slice(&rows.into_inner()).unwrap();
    rows[0].clone()
}
