//! A food wholesaler whose orders say their freight: a cost with one cause, at the customers to the cent.

use std::collections::HashMap;

use patron_service::Registry;
use patron_service::views::ImportRequest;

use super::{CENTISH, costs_of, volume, whole};
use crate::plain::{number, rows, sum};
use crate::support::{Portfolio, orders, shared};

/// Freight is what the carriers billed; the warehouse packs lines in minutes of a practical capacity.
const COSTS: &str = r#"
id = "wholesaler"
name = { en = "Costs of the wholesaler", zh = "批发商成本" }
from = "1996-07-01"
to = "1998-05-31"
[[resource]]
id = "freight"
amount = 64942.69
behaviour = "incremental"
driver = { table = "interactions", where = "kind = 'freight'", sum = "cost" }
[[resource]]
id = "packers"
amount = 30000
behaviour = "shared"
to = { warehouse = 1 }
[[department]]
id = "warehouse"
capacity_minutes = 50000
performs = ["packing", "loading"]
[[activity]]
id = "packing"
minutes = 10
driver = "lines"
[[activity]]
id = "loading"
minutes = 15
driver = "orders"
"#;

#[tokio::test]
async fn freight_is_a_direct_cost_and_unused_time_is_nobodys() {
    let Some(lines) = shared("data/northwind/order_details.csv") else { return };
    let heads = lines.with_file_name("orders.csv");
    let portfolio = Portfolio::new(Registry::default()).await;
    let amount = [("amount", "unitPrice * quantity * (1 - discount)"), ("discount", "")];
    let joined = ImportRequest { with: Some(heads.clone()), ..orders("orders", &amount, &[]) };
    portfolio.import(lines.clone(), joined).await.unwrap();
    let shipped =
        [("customer_id", "customerID"), ("occurred_at", "orderDate"), ("kind", "'freight'"), ("cost", "freight")];
    let report = portfolio.import(heads.clone(), orders("interactions", &shipped, &[])).await.unwrap();
    assert_eq!((report.read, report.loaded), (830, 830), "{report:?}");

    let view = portfolio.service.costed(COSTS).await.unwrap();
    let found = costs_of(&portfolio, COSTS).await;
    whole(&view.report, &found);
    let (plain, of_orders) = (rows(&lines), rows(&heads));
    let freight = sum(&of_orders, |head| number(head, "freight"));
    assert!((freight - 64_942.69).abs() < 1e-6 && (volume(&view.report, "freight") - freight).abs() < 1e-6);
    // 2,155 lines of 10 minutes and 830 orders of 15: 34,000 of 50,000 minutes, at 0.60 each.
    assert!((view.report.unused - 16_000.0 * 0.6).abs() < CENTISH, "{:?}", view.report);
    let owner: HashMap<&str, &str> =
        of_orders.iter().map(|head| (head["orderID"].as_str(), head["customerID"].as_str())).collect();
    assert_eq!(found.len(), 89);
    for (customer, (cost, incremental)) in &found {
        let own: Vec<_> = of_orders.iter().filter(|head| head["customerID"] == *customer).collect();
        let billed = sum(own.iter().copied(), |head| number(head, "freight"));
        let packed = plain.iter().filter(|line| owner[line["orderID"].as_str()] == customer).count() as f64;
        assert!((incremental - billed).abs() < CENTISH, "{customer}: {incremental} is not {billed}");
        let minutes = 10.0 * packed + 15.0 * own.len() as f64;
        assert!((cost - incremental - 0.6 * minutes).abs() < CENTISH, "{customer}: {cost}");
    }
    assert_eq!((view.totals.margin, view.totals.share_costed), (None, Some(0.0)), "no cost of goods is recorded");
    assert!((view.totals.profit_full - (view.totals.revenue - freight - 20_400.0)).abs() < 0.01);
}
