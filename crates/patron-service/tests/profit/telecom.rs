//! The telecom company whose printed shares and margins are known in both views: key accounts are 0.2 % of the users.
//!
//! Printed are 949,959 users and 2,010 key accounts; here are as many in proportion, 4,726 and 10. Revenue is a million,
//! of which key accounts bring 209,900. Network cost is shared and goes by data, usage is incremental and goes by
//! minutes, management comes last, by calls to the service.

use std::fmt::Write;

use patron_service::Registry;
use patron_service::service::{CostsFrom, ProfitRequest};
use patron_service::views::{ProfitRow, ProfitSide};

use crate::support::Portfolio;

const USERS: usize = 4_726;
const KEY: usize = 10;

const COSTS: &str = r#"
id = "telecom"
name = { en = "Telecom", zh = "电信" }
from = "2025-01-01"
to = "2025-12-31"
tax = 0.03

[sustaining]
by = "contacts"

[[resource]]
id = "depreciation"
amount = 290630
behaviour = "shared"
to = { network = 1 }

[[resource]]
id = "usage"
amount = 353250
behaviour = "incremental"
to = { minutes = 1 }

[[resource]]
id = "management"
amount = 17950
behaviour = "sustaining"

[[department]]
id = "network"
to = { data = 1 }

[[product]]
id = "data"
where = "product_id = 'data'"
driver = "quantity"

[[product]]
id = "minutes"
where = "product_id = 'voice'"
driver = "quantity"
"#;

/// A whole number in parts of unequal size.
fn parts(whole: u64, count: usize, weight: impl Fn(usize) -> u64) -> Vec<u64> {
    let sum: u64 = (0..count).map(&weight).sum();
    let mut so_far = 0;
    let mut given = 0;
    let mut part = |place: usize| {
        so_far += weight(place);
        let until = whole * so_far / sum;
        let part = until - given;
        given = until;
        part
    };
    (0..count).map(&mut part).collect()
}

/// Orders, service calls and customer records.
fn company() -> [String; 3] {
    let mut orders = String::from("customer_id,order_id,ordered_at,product_id,quantity,amount\n");
    let mut calls = String::from("customer_id,occurred_at,kind\n");
    let mut records = String::from("customer_id,kind\n");
    let groups = [("key", KEY, [209_900, 7_487, 5_143, 300]), ("other", USERS - KEY, [790_100, 21_576, 30_182, 1_495])];
    for (kind, count, [revenue, data, voice, services]) in groups {
        // Who uses much of the network uses few minutes, and the other way round.
        let revenue = parts(revenue, count, |place| 20 + place as u64 % 3);
        let data = parts(data, count, |place| 1 + place as u64 % 7);
        let voice = parts(voice, count, |place| 8 - place as u64 % 7);
        let services = parts(services, count, |place| 1 + place as u64 % 2);
        for place in 0..count {
            let id = format!("{kind}-{place:04}");
            let third = revenue[place] / 3;
            writeln!(records, "{id},{kind}").unwrap();
            writeln!(orders, "{id},{id}-d,2025-03-01,data,{},{third}", data[place]).unwrap();
            writeln!(orders, "{id},{id}-v,2025-05-01,voice,{},{}", voice[place], revenue[place] - third).unwrap();
            (0..services[place]).for_each(|_| writeln!(calls, "{id},2025-06-01,call").unwrap());
        }
    }
    [orders, calls, records]
}

/// In per cent with one decimal, as printed.
fn printed(share: Option<f64>) -> f64 {
    (share.unwrap() * 1000.0).round() / 10.0
}

#[tokio::test]
async fn shares_and_margins_of_both_views_to_the_printed_digit() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let [orders, calls, records] = company();
    portfolio.import_text("orders", "orders.csv", &orders).await;
    portfolio.import_text("interactions", "calls.csv", &calls).await;
    portfolio.import_text("customers", "customers.csv", &records).await;
    let ask = |by: &str, tiers: &[f64]| ProfitRequest {
        costs: CostsFrom::Text(COSTS.to_owned()),
        by: by.to_owned(),
        tiers: tiers.to_vec(),
        limit: 10_000,
    };
    // Key accounts bring more than 10,000 each, nobody else does.
    let found = portfolio.service.profit(&ask("tier", &[10_000.0])).await.unwrap();
    let [key, others]: &[ProfitRow; 2] = found.rows.as_slice().try_into().unwrap();
    assert_eq!((key.customers, others.customers), (10, 4_716));
    assert_eq!(printed(key.share_of_customers), 0.2);
    assert_eq!(printed(key.share_of_revenue), 21.0);
    let check = |of: fn(&ProfitRow) -> &ProfitSide, cost: f64, profit: f64, on_revenue: [f64; 2], on_cost: [f64; 2]| {
        assert_eq!((printed(of(key).share_of_cost), printed(of(key).share_of_profit)), (cost, profit));
        assert_eq!([key, others].map(|row| printed(of(row).margin_on_revenue)), on_revenue);
        assert_eq!([key, others].map(|row| printed(of(row).margin_on_cost)), on_cost);
    };
    check(|row| &row.full, 19.5, 24.1, [35.4, 29.6], [57.5, 43.9]);
    check(|row| &row.incremental, 14.6, 24.7, [72.5, 58.8], [295.9, 153.9]);
    let above = |side: &ProfitSide| (side.per_100_against_others.unwrap() * 10.0).round() / 10.0;
    assert_eq!((above(&key.full), above(&key.incremental)), (5.8, 13.7));
    // Nothing is lost on the way: sums of rows are those of the company.
    assert_eq!((found.total.revenue, found.total.cost_to_serve, found.total.sustaining), (1e6, 643_880.0, 17_950.0));
    assert_eq!(key.cost_to_serve + others.cost_to_serve, 643_880.0);

    let found = portfolio.service.profit(&ask("customer", &[])).await.unwrap();
    let sum = |of: fn(&ProfitRow) -> f64| found.rows.iter().map(of).sum::<f64>();
    // Money is exact to the ten-thousandth; here thousands of such figures are added as numbers.
    assert!((sum(|row| row.revenue) - 1e6).abs() < 1e-6 && (sum(|row| row.cost_to_serve) - 643_880.0).abs() < 1e-6);
    // The two views do not agree about who is best, also among the key accounts.
    let best = |of: fn(&ProfitRow) -> &ProfitSide| {
        let mut rows: Vec<&ProfitRow> = found.rows.iter().filter(|row| row.id.starts_with("key")).collect();
        rows.sort_by_key(|row| of(row).rank);
        rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>()
    };
    let (full, incremental) = (best(|row| &row.full), best(|row| &row.incremental));
    assert!(full[0] != incremental[0] && full != incremental, "{full:?} {incremental:?}");
    assert!(found.rows.iter().all(|row| row.incremental.profit >= row.full.profit));
}
