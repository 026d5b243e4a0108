//! A year of grocery baskets with coupons: a large file, two kinds of records, one costing.

use patron_service::Registry;

use super::{costs_of, volume, whole};
use crate::support::{Portfolio, orders, shared};

/// Tills take orders, shelves take lines, and what a redeemed coupon costs has one cause.
const COSTS: &str = r#"
id = "groceries"
name = { en = "Costs of the shops", zh = "门店成本" }
from = "2017-01-01"
to = "2018-01-01"
[[resource]]
id = "cashiers"
amount = 250000
behaviour = "shared"
to = { shops = 1 }
[[resource]]
id = "coupons"
amount = 3153
behaviour = "incremental"
driver = "contacts"
[[department]]
id = "shops"
to = { till = 3, shelves = 2 }
[[activity]]
id = "till"
driver = "orders"
[[activity]]
id = "shelves"
driver = "lines"
"#;

#[tokio::test]
async fn baskets_and_coupons_are_costed_to_households() {
    let Some(file) = shared("data/complete_journey/transactions.csv.gz") else { return };
    let portfolio = Portfolio::new(Registry::default()).await;
    let mapping = [
        ("customer_id", "household_id"),
        ("ordered_at", "transaction_timestamp"),
        ("order_id", "basket_id"),
        ("product_id", "product_id"),
        ("quantity", "quantity"),
        ("amount", "sales_value"),
        ("discount", "retail_disc"),
    ];
    let report = portfolio.import(file.clone(), orders("orders", &mapping, &[])).await.unwrap();
    assert_eq!((report.read, report.loaded), (1_469_307, 1_469_307), "{report:?}");
    let redeemed = [
        ("customer_id", "household_id"),
        ("occurred_at", "redemption_date"),
        ("kind", "'coupon'"),
        ("value", "coupon_upc"),
    ];
    let coupons = file.with_file_name("coupon_redemptions.csv");
    portfolio.import(coupons, orders("interactions", &redeemed, &[])).await.unwrap();
    let view = portfolio.service.costed(COSTS).await.unwrap();
    let found = costs_of(&portfolio, COSTS).await;
    whole(&view.report, &found);
    assert_eq!((view.totals.customers, found.len()), (2469, 2469));
    assert!((view.totals.revenue - 4_596_039.58).abs() < 0.01, "{:?}", view.totals);
    assert_eq!((volume(&view.report, "till"), volume(&view.report, "shelves")), (155_848.0, 1_469_307.0));
    // 2,102 redemptions at 1.50, by 410 households
    assert_eq!(volume(&view.report, "coupons"), 2102.0);
    assert_eq!(found.values().filter(|(_, incremental)| *incremental > 0.0).count(), 410);
    let fees = view.report.activities.iter().find(|activity| activity.id == "coupons").unwrap();
    assert!((fees.rate.unwrap().incremental - 1.5).abs() < 1e-9);
}
