//! The customer table, the statement of costs and the profit views say the same of a customer.

use patron_service::Registry;
use patron_service::export::{Audience, Format, write};
use patron_service::service::{CostsFrom, ProfitRequest};
use patron_service::views::PortfolioChange;

use crate::support::{Portfolio, now};

/// Lines with a cost of their own, with that of the product, with neither, and one that comes back.
const ORDERS: &str = "customer_id,order_id,ordered_at,product_id,quantity,amount,cost\n\
    A,1,2025-01-10,lamp,2,200,\nA,2,2025-02-10,lamp,1,-100,\nA,3,2025-03-10,other,1,50,\n\
    B,4,2025-04-10,lamp,1,100,70\nB,5,2025-05-10,lamp,1,100,\nB,6,2026-01-01,lamp,1,100,\n";

const COSTS: &str = r#"
id = "year"
name = { en = "Year", zh = "年" }
from = "2025-01-01"
to = "2025-12-31"

[[resource]]
id = "packing"
amount = 40
behaviour = "incremental"
driver = "orders"
"#;

/// Of A: (200 - 100 + 50) less (2 - 1) x 60 and 50 x .6 of the line whose cost nobody knows; of B: 200 less 70 and 60.
const EXPECTED: [(&str, f64, f64); 2] = [("A", 150.0, 80.0), ("B", 200.0, 130.0)];

#[tokio::test]
async fn product_cost_is_the_same_everywhere() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("products", "products.csv", "product_id,name,unit_cost\nlamp,Lamp,60.00\n").await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    let change = PortfolioChange { margin: Some(0.6), ..PortfolioChange::default() };
    portfolio.service.set_portfolio(&change, now()).await.unwrap();
    portfolio.service.add_costs(COSTS, now()).await.unwrap();
    let run = portfolio.run().await.unwrap();

    let mut table = Vec::new();
    let sql = "select customer_id, customer_gross_profit, profit_full from customers order by 1";
    let frame = portfolio.service.sql(sql).await.unwrap().frame;
    write(frame, Format::Csv, None, Audience::People, &mut table).await.unwrap();
    let profit = ProfitRequest {
        costs: CostsFrom::Text(COSTS.to_owned()),
        by: "customer".to_owned(),
        tiers: Vec::new(),
        limit: 9,
    };
    let views = portfolio.service.profit(&profit).await.unwrap();
    let costed = portfolio.service.costed(COSTS).await.unwrap();

    let mut lines = String::from_utf8(table).unwrap();
    lines.push('\n');
    for (customer, revenue, product_cost) in EXPECTED {
        let gross = revenue - product_cost;
        assert!(lines.contains(&format!("\n{customer},{gross:?},{:?}\n", gross - 20.0)), "{lines} {:?}", run.notices);
        let view = views.rows.iter().find(|row| row.id == customer).unwrap();
        assert_eq!((view.revenue, view.product_cost), (revenue, product_cost), "{customer}");
        let row = costed.best_full.iter().find(|row| row.customer_id == customer).unwrap();
        assert_eq!(
            (row.revenue, row.product_cost, row.profit_full),
            (revenue, product_cost, gross - 20.0),
            "{customer}"
        );
    }
}
