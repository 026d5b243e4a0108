//! An office-supply shop whose lines have their profit: costs turn more customers into losses, fewer so in the
//! incremental view.

use std::collections::{BTreeMap, BTreeSet};

use patron_service::Registry;

use super::{CENTISH, costs_of, volume, whole};
use crate::plain::{near, number, rows};
use crate::support::{Portfolio, orders, shared};

/// A parcel costs 2.00 in packaging; 40,000 for taking orders are shared; same-day lines cost a courier 4,000.
const COSTS: &str = r#"
id = "shop"
name = { en = "Costs of the shop", zh = "店铺成本" }
from = "2016-01-01"
to = "2019-12-30"
[[resource]]
id = "packaging"
amount = 10018
behaviour = "incremental"
driver = "orders"
[[resource]]
id = "clerks"
amount = 40000
behaviour = "shared"
to = { desk = 1 }
[[resource]]
id = "couriers"
amount = 4000
behaviour = "incremental"
driver = { table = "orders", where = "channel = 'Same Day'" }
[[resource]]
id = "owner"
amount = 60000
behaviour = "sustaining"
[[department]]
id = "desk"
to = { ordering = 1 }
[[activity]]
id = "ordering"
driver = "orders"
"#;

#[tokio::test]
async fn profit_of_every_customer_is_that_of_its_lines_less_what_it_causes() {
    let Some(file) = shared("data/superstore/superstore.csv") else { return };
    let portfolio = Portfolio::new(Registry::default()).await;
    let mapping = [("discount", ""), ("channel", "\"Ship Mode\"")];
    portfolio.import(file.clone(), orders("orders", &mapping, &[])).await.unwrap();
    let view = portfolio.service.costed(COSTS).await.unwrap();
    whole(&view.report, &costs_of(&portfolio, COSTS).await);

    // The file, line by line: profit, orders and same-day lines of each customer.
    let plain = rows(&file);
    let same_day = plain.iter().filter(|line| line["Ship Mode"] == "Same Day").count() as f64;
    let mut own: BTreeMap<&str, (f64, BTreeSet<&str>, f64)> = BTreeMap::new();
    for line in &plain {
        let entry = own.entry(&line["Customer ID"]).or_default();
        entry.0 += number(line, "Profit");
        entry.1.insert(&line["Order ID"]);
        entry.2 += f64::from(u8::from(line["Ship Mode"] == "Same Day"));
    }
    assert_eq!((volume(&view.report, "ordering"), volume(&view.report, "couriers")), (5009.0, same_day));
    let expected: BTreeMap<&str, (f64, f64)> = own
        .iter()
        .map(|(customer, (profit, orders, lines))| {
            let incremental = profit - 2.0 * orders.len() as f64 - lines * 4000.0 / same_day;
            (*customer, (incremental - orders.len() as f64 * 40_000.0 / 5009.0, incremental))
        })
        .collect();
    let totals = &view.totals;
    assert_eq!(totals.customers, 793);
    near(totals.revenue, 2_297_200.860_3, "revenue");
    // product cost is kept to four decimals a line
    assert!((totals.gross_profit - 286_397.021_7).abs() < 0.1, "{totals:?}");
    assert!((totals.profit_full - (286_397.021_7 - 54_018.0)).abs() < 0.1, "{totals:?}");
    assert!((totals.profit_incremental - (286_397.021_7 - 14_018.0)).abs() < 0.1, "{totals:?}");
    let below = |pick: fn(&(f64, f64)) -> f64| -> (u64, f64) {
        let losses = expected.values().map(pick).filter(|profit| *profit < 0.0);
        losses.fold((0, 0.0), |sum, loss| (sum.0 + 1, sum.1 + loss))
    };
    let ((full, lost), (incremental, lost_more)) = (below(|profit| profit.0), below(|profit| profit.1));
    assert_eq!((totals.below_full, totals.below_incremental), (full, incremental));
    assert!(155 < incremental && incremental < full, "155 lose money on goods alone: {incremental}, {full}");
    assert!((totals.loss_full - lost).abs() < 0.1 && (totals.loss_incremental - lost_more).abs() < 0.1);

    // Both rankings, and a statement, customer by customer.
    let mut ranked: Vec<(&str, f64)> = expected.iter().map(|(id, profit)| (*id, profit.0)).collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (place, (row, (id, profit))) in view.best_full.iter().zip(&ranked).enumerate() {
        assert_eq!((row.customer_id.as_str(), row.rank_full), (*id, place as u64 + 1));
        assert!((row.profit_full - profit).abs() < 0.01 && (row.profit_incremental - expected[id].1).abs() < 0.01);
    }
    let worst = ranked.last().unwrap().0;
    assert_eq!((view.worst_full[0].customer_id.as_str(), view.worst_full[0].rank_full), (worst, 793));
    assert!(view.moved.iter().all(|row| row.rank_full != row.rank_incremental) && !view.moved.is_empty());
    for id in [worst, ranked[0].0, ranked[400].0] {
        let statement = portfolio.service.cost_statement(COSTS, id).await.unwrap();
        assert!((statement.profit_full - expected[id].0).abs() < 0.01, "{statement:?}");
        assert!((statement.profit_incremental - expected[id].1).abs() < 0.01, "{statement:?}");
        let steps: f64 = statement.explanation.steps.iter().map(|step| step.volume * step.rate).sum();
        assert!((statement.gross_profit - steps - statement.profit_full).abs() < CENTISH, "{statement:?}");
    }
}
