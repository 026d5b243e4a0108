//! Costs that a portfolio keeps, its pools and recorded drivers, and what a run makes of them; figures by hand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use patron_service::Registry;
use patron_service::query::CustomersQuery;
use patron_service::run::Cancel;
use patron_service::service::CostsFrom;
use patron_service::views::{Notice, PortfolioChange, ProfitCurvesView, RunRequest};
use serde_json::{Value, json};
use std::sync::Arc;
use support::{Portfolio, now, orders};

const HEAD: &str = "customer_id,order_id,ordered_at,amount,cost\n";

/// A orders twice in 2025 and returns, B once, C only before and after; the last day is 2026-01-01.
const ORDERS: [&str; 9] = [
    "A,1,2025-01-10,100,40",
    "A,1,2025-01-10,50,20",
    "A,2,2025-03-01,150,60",
    "A,3,2025-03-09,-50,-20",
    "A,9,2026-01-01,10,4",
    "B,4,2025-06-01,700,300",
    "B,5,2024-06-01,9,1",
    "C,7,2024-12-31,30,10",
    "C,8,2026-01-01,20,5",
];

const POOLS: &str = "cost_pool,period,period_end,amount,department,behaviour\n\
    wages,2025-01-01,2025-06-30,60,,shared\nwages,2025-07-01,2025-12-31,30,,共享成本\n\
    vans,2025-01-01,2025-12-31,40,north,\nvans,2025-02-01,,7,south,\nrepairs,2025-12-31,,3,,\n\
    wages,2024-01-01,2024-12-31,999,,\n";

/// P is a prospect whom nobody else knows; 5 km belong to nobody, 1,000 were driven in another year.
const DRIVERS: &str = "driver,volume,recorded_at,customer_id\n\
    km,20,2025-02-01,A\nkm,10,2025-12-31,A\nkm,10,2025-05-05,B\nkm,10,2025-05-06,P\nkm,5,2025-05-07,\n\
    km,1000,2024-05-07,B\n";

const COSTS: &str = r#"id = "year"
name = { en = "Costs", zh = "成本" }
from = "2025-01-01"
to = "2025-12-31"

[[resource]]
id = "wages"
pool = "wages"
behaviour = "shared"
to = { office = 1 }

[[resource]]
id = "vans"
pool = "vans"
department = "north"
behaviour = "incremental"
driver = { recorded = "km" }

[[resource]]
id = "fees"
amount = 10
behaviour = "incremental"
driver = "revenue"

[[resource]]
id = "board"
amount = 40
behaviour = "sustaining"

[[department]]
id = "office"
to = { ordering = 2, returning = 1 }

[[activity]]
id = "ordering"
driver = "orders"

[[activity]]
id = "returning"
driver = "returns"
"#;

async fn portfolio_of(lines: &[String], pools: &str, drivers: &str) -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &format!("{HEAD}{}\n", lines.join("\n"))).await;
    portfolio.import_text("cost_pools", "pools.csv", pools).await;
    portfolio.import_text("activity_drivers", "drivers.csv", drivers).await;
    portfolio
}

async fn portfolio() -> Portfolio {
    portfolio_of(&ORDERS.map(str::to_owned), POOLS, DRIVERS).await
}

/// Cells of every customer, in order of ids.
async fn cells(portfolio: &Portfolio, columns: &[&str]) -> Vec<Vec<Value>> {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    let query = CustomersQuery { columns, sort: "customer_id".to_owned(), ..CustomersQuery::default() };
    portfolio.service.customers(&query).await.unwrap().rows.into_iter().map(|row| row[1..].to_vec()).collect()
}

/// Amounts agree to the ten-thousandth, the last digit of the ledger.
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
}

fn told<'a>(notices: &'a [Notice], code: &str) -> &'a Notice {
    notices.iter().find(|notice| notice.code == code).unwrap_or_else(|| panic!("no {code} in {notices:?}"))
}

const MEASURES: [&str; 8] = [
    "cost_to_serve",
    "cost_incremental",
    "costed_revenue",
    "customer_gross_profit",
    "profit_full",
    "profit_incremental",
    "margin_full",
    "margin_incremental",
];

#[tokio::test]
async fn a_run_gives_every_customer_its_cost_and_its_profit_of_the_same_days() {
    let portfolio = portfolio().await;
    portfolio.service.add_costs(COSTS, now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    let rows = cells(&portfolio, &MEASURES).await;
    // Orders 20 each, a return 30, fees 1 % of sales, a kilometre 0.80.
    for (row, expected) in rows.iter().zip([
        [97.0, 27.0, 250.0, 150.0, 53.0, 123.0, 53.0 / 250.0, 123.0 / 250.0],
        [35.0, 15.0, 700.0, 400.0, 365.0, 385.0, 365.0 / 700.0, 385.0 / 700.0],
    ]) {
        row.iter().zip(expected).for_each(|(found, expected)| near(found, expected));
    }
    // C caused and bought nothing in these days: known to be nothing, and no margin of it.
    assert_eq!(
        rows[2],
        [json!(0.0), json!(0.0), json!(0.0), json!(0.0), json!(0.0), json!(0.0), json!(null), json!(null)]
    );
    let outside = told(&run.notices, "costs-without-orders");
    assert_eq!(
        outside.message,
        "`1` customers without orders caused a cost of `8.00` by costs `year`; they have no row and their cost is in no \
         total of customers"
    );
    assert_eq!(told(&run.notices, "costs-unassigned").values["amount"], json!(10.0));
    assert_eq!(told(&run.notices, "costs-covered").values["days"], json!(365));
    // What reached customers is what they cost, with the prospect's 8.
    let report = portfolio.service.costs(COSTS).await.unwrap().report;
    let sum: f64 = rows.iter().map(|row| row[0].as_f64().unwrap()).sum();
    assert!((sum + 8.0 - report.customers.full).abs() < 1e-4 * 4.0);
}

#[tokio::test]
async fn pools_and_recorded_drivers_are_read_and_nothing_vanishes() {
    let portfolio = portfolio().await;
    let report = portfolio.service.costs(COSTS).await.unwrap().report;
    assert_eq!((report.entered.full, report.customers.full, report.enterprise), (190.0, 140.0, 40.0));
    let open: Vec<(&str, f64, &str)> =
        report.open.iter().map(|open| (open.id.as_str(), open.amount, open.reason.as_str())).collect();
    assert_eq!(open, [("repairs", 3.0, "no-resource"), ("vans (south)", 7.0, "no-resource")]);
    assert_eq!(report.unassigned, 10.0);
    let unknown = report.unknown_customers.unwrap();
    assert_eq!((unknown.customers, unknown.first.as_slice()), (1, &["P".to_owned()][..]));
    assert!((unknown.cost_to_serve - 8.0).abs() < 1e-9);
    let vans = report.activities.iter().find(|activity| activity.id == "vans").unwrap();
    assert_eq!((vans.driver.as_str(), vans.volume, vans.volume_of_nobody), ("recorded km", 50.0, 5.0));
    let found = portfolio.service.explain_costs(COSTS, "A").await.unwrap();
    assert!((found.cost_to_serve - 97.0).abs() < 1e-9, "{found:?}");
}

#[tokio::test]
async fn one_driver_is_enough() {
    let portfolio = portfolio().await;
    let text = "id = \"one\"\nname = { en = \"One\", zh = \"一\" }\nfrom = \"2025-01-01\"\nto = \"2025-12-31\"\n\
        [[resource]]\nid = \"wages\"\namount = 90\nbehaviour = \"shared\"\ndriver = \"lines\"\n";
    let report = portfolio.service.costs(text).await.unwrap().report;
    assert_eq!((report.customers.full, report.activities[0].volume), (90.0, 4.0));
    portfolio.service.add_costs(text, now()).await.unwrap();
    portfolio.run().await.unwrap();
    let rows = cells(&portfolio, &["cost_to_serve"]).await;
    for (row, expected) in rows.iter().zip([67.5, 22.5, 0.0]) {
        near(&row[0], expected);
    }
}

#[tokio::test]
async fn rows_in_another_order_and_other_names_change_no_figure() {
    let first = portfolio().await;
    let mut lines: Vec<String> = ORDERS.map(str::to_owned).to_vec();
    lines.reverse();
    lines.swap(1, 6);
    let renamed = |text: &str| text.replace(",A\n", ",Q1\n").replace(",B\n", ",Q2\n").replace(",P\n", ",R9\n");
    let lines: Vec<String> = lines
        .iter()
        .map(|line| line.replacen("A,", "Q1,", 1).replacen("B,", "Q2,", 1).replacen("C,", "Q3,", 1))
        .collect();
    let turned = |text: &str| {
        let (head, rows) = text.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        format!("{head}\n{}\n", rows.join("\n"))
    };
    let second = portfolio_of(&lines, &turned(POOLS), &turned(&renamed(DRIVERS))).await;
    let mut found = Vec::new();
    for portfolio in [&first, &second] {
        portfolio.service.add_costs(COSTS, now()).await.unwrap();
        portfolio.run().await.unwrap();
        found.push(cells(portfolio, &MEASURES).await);
    }
    for (one, other) in found[0].iter().flatten().zip(found[1].iter().flatten()) {
        match one.as_f64() {
            Some(one) => near(other, one),
            None => assert_eq!(one, other),
        }
    }
    for row in &found[0] {
        assert!(row[5].as_f64().unwrap() >= row[4].as_f64().unwrap(), "incremental profit is never below the full one");
    }
}

#[tokio::test]
async fn realised_and_expected_value_are_after_cost_to_serve() {
    let portfolio = portfolio().await;
    let columns = ["contribution", "realised_value", "expected_value", "customer_value"];
    let without = portfolio.run().await.unwrap();
    assert!(without.notices.iter().all(|notice| !notice.code.starts_with("costs-")), "{:?}", without.notices);
    let before = cells(&portfolio, &columns).await;
    assert_eq!(before[0][0], before[0][1]);
    assert_eq!(cells(&portfolio, &["cost_to_serve"]).await, vec![vec![json!(null)]; 3]);
    portfolio.service.add_costs(COSTS, now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    let after = cells(&portfolio, &columns).await;
    for (row, cost) in after.iter().zip([97.0, 35.0, 0.0]) {
        near(&row[1], row[0].as_f64().unwrap() - cost);
        near(&row[3], row[1].as_f64().unwrap() + row[2].as_f64().unwrap());
    }
    // Cost to serve at customers of the table, 132, of a net revenue of 950; the margin of all sales is 599 of 1019.
    let (margin, rate) = (599.0 / 1019.0, 132.0 / 950.0);
    assert_eq!(told(&run.notices, "value-after-cost-to-serve").values["percent"], json!(13.9));
    for (before, after) in before.iter().zip(&after) {
        near(&after[2], before[2].as_f64().unwrap() * (margin - rate) / margin);
    }
    let tree = portfolio.service.overview(&Default::default()).await.unwrap().value_tree;
    assert!((tree.cost_to_serve.unwrap() - 132.0).abs() < 1e-4);
    assert_eq!((tree.acquisition_cost, tree.marketing_cost), (None, None));
    assert!((tree.contribution.unwrap() - 599.0).abs() < 1e-4);
    assert!((tree.realised_value.unwrap() - (599.0 - 132.0)).abs() < 1e-4);
    assert!(!tree.not_measured.contains(&"cost_to_serve".to_owned()) && tree.not_measured.len() == 4);
}

#[tokio::test]
async fn expected_value_may_stay_before_cost_to_serve() {
    let portfolio = portfolio().await;
    portfolio.run().await.unwrap();
    let before = cells(&portfolio, &["expected_value"]).await;
    portfolio.service.add_costs(COSTS, now()).await.unwrap();
    portfolio.run().await.unwrap();
    assert!(!portfolio.service.status().await.unwrap().run_is_stale);
    let off = PortfolioChange { value_after_service: Some(false), ..PortfolioChange::default() };
    portfolio.service.set_portfolio(&off, now()).await.unwrap();
    assert!(portfolio.service.status().await.unwrap().run_is_stale, "the run's values are after that cost");
    let run = portfolio.run().await.unwrap();
    assert_eq!(cells(&portfolio, &["expected_value"]).await, before);
    assert_eq!(told(&run.notices, "value-before-cost-to-serve").values["percent"], json!(13.9));
    assert!(run.notices.iter().all(|notice| notice.code != "value-after-cost-to-serve"));
    // What was realised is after the cost all the same.
    let rows = cells(&portfolio, &["contribution", "cost_to_serve", "realised_value"]).await;
    for row in rows {
        near(&row[2], row[0].as_f64().unwrap() - row[1].as_f64().unwrap());
    }
    // Costs are told apart from what was taken off already: the horizon is the same either way.
    let ahead = |found: ProfitCurvesView| found.horizon.unwrap().full.total;
    let costs = CostsFrom::Kept("year".to_owned());
    let of_off = ahead(portfolio.service.profit_curves(&costs).await.unwrap());
    let on = PortfolioChange { value_after_service: Some(true), ..PortfolioChange::default() };
    portfolio.service.set_portfolio(&on, now()).await.unwrap();
    portfolio.run().await.unwrap();
    let of_on = ahead(portfolio.service.profit_curves(&costs).await.unwrap());
    assert!((of_off - of_on).abs() < 1e-6, "{of_off} is not {of_on}");
}

#[tokio::test]
async fn costs_of_several_periods_add_up_and_later_ones_are_not_known_yet() {
    let portfolio = portfolio().await;
    let half = |id: &str, from: &str, to: &str| {
        COSTS.replace("\"year\"", id).replace("\"2025-01-01\"", from).replace("\"2025-12-31\"", to)
    };
    let year = COSTS.replace("pool = \"vans\"\ndepartment = \"north\"", "amount = 40");
    let (one, two) =
        (half("\"one\"", "\"2025-01-01\"", "\"2025-06-30\""), half("\"two\"", "\"2025-07-01\"", "\"2025-12-31\""));
    let vans = "pool = \"vans\"\ndepartment = \"north\"";
    // Vans by halves: 30 for 40 km, 10 for 10 km.
    portfolio.service.add_costs(&one.replace(vans, "amount = 30"), now()).await.unwrap();
    let error = portfolio.service.add_costs(&year, now()).await.unwrap_err();
    assert_eq!(error.code(), "costs-overlap");
    let refused = portfolio.service.costs(&one).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "pool `vans` is recorded for `2025-01-01` to `2025-12-31` in line `4` of `pools.csv`; the costs are for \
         `2025-01-01` to `2025-06-30`; expected days within them"
    );
    portfolio.service.add_costs(&two.replace(vans, "amount = 10"), now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    assert!(run.notices.iter().any(|notice| notice.code == "costs-unfit"), "vans cross the halves: {:?}", run.notices);
    let clean = Portfolio::new(Registry::default()).await;
    clean.import_text("orders", "orders.csv", &format!("{HEAD}{}\n", ORDERS.join("\n"))).await;
    let amounts = |text: &str, wages: &str, vans: &str| {
        let text = text.replace("pool = \"wages\"", wages).replace("pool = \"vans\"\ndepartment = \"north\"", vans);
        text.replace("{ recorded = \"km\" }", "\"orders\"")
    };
    clean.service.add_costs(&amounts(&one, "amount = 60", "amount = 30"), now()).await.unwrap();
    clean.service.add_costs(&amounts(&two, "amount = 30", "amount = 10"), now()).await.unwrap();
    // Nothing happened in the second half: those costs are left out and said, the first half counts.
    let run = clean.run().await.unwrap();
    let unfit = told(&run.notices, "costs-unfit");
    assert_eq!(
        unfit.message,
        "costs `two` count nothing: costs `two` are for `2025-07-01` to `2025-12-31`; none of their drivers happened in \
         these days; expected records of customers"
    );
    // Ordering 40 of 3 orders, returning 20, vans 30 of 3 orders, fees 10 by 300 and 700.
    let rows = cells(&clean, &MEASURES).await;
    near(&rows[0][0], 2.0 * 40.0 / 3.0 + 20.0 + 20.0 + 3.0);
    near(&rows[1][0], 40.0 / 3.0 + 10.0 + 7.0);
    let request = RunRequest { as_of: Some("2025-06-01".to_owned()), ..RunRequest::default() };
    let run = clean.service.run(&request, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    let late = told(&run.notices, "costs-after-valuation");
    assert!(late.message.contains("after the valuation date `2025-06-01`"), "{}", late.message);
    assert_eq!(cells(&clean, &["cost_to_serve", "profit_full"]).await[0], [json!(null), json!(null)]);
}

#[tokio::test]
async fn a_period_whose_last_days_saw_no_order_counts_and_one_that_goes_on_does_not() {
    let portfolio = portfolio().await;
    let until = |day: &str| COSTS.replace("\"2025-12-31\"", day);
    portfolio.service.add_costs(&until("\"2026-01-31\""), now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    assert!(run.notices.iter().all(|notice| notice.code != "costs-after-valuation"), "{:?}", run.notices);
    // Wages of 90: two thirds by five orders, three of them of A, one third by its return; 1030 of sales, 310 by A.
    let expected = 60.0 * 3.0 / 5.0 + 30.0 + 24.0 + 10.0 * 310.0 / 1030.0;
    near(&cells(&portfolio, &["cost_to_serve"]).await[0][0], expected);
    portfolio.service.add_costs(&until("\"2026-03-31\""), now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    told(&run.notices, "costs-after-valuation");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_by_name() {
    let portfolio = portfolio().await;
    let refused = async |from: &str, to: &str| {
        assert!(COSTS.contains(from), "{from}");
        portfolio.service.costs(&COSTS.replacen(from, to, 1)).await.unwrap_err().to_string()
    };
    assert_eq!(
        refused("pool = \"wages\"", "pool = \"wagen\"").await,
        "resource `wages` reads pool `wagen`, which has no rows from `2025-01-01` to `2025-12-31`; unread are `repairs`, \
         `vans (north)`, `vans (south)`, `wages`"
    );
    assert_eq!(
        refused("behaviour = \"shared\"", "behaviour = \"incremental\"").await,
        "pool `wages` is recorded as `shared`; resource `wages` calls it `incremental`"
    );
    assert_eq!(
        refused("recorded = \"km\"", "recorded = \"miles\"").await,
        "driver `miles` is not recorded; expected one of `activity_drivers`: `km`"
    );
    assert_eq!(
        refused("amount = 10", "amount = 10\npool = \"repairs\"").await,
        "line `19` of the costs: resource `fees`; expected either `amount`, or `pool` with or without `department`"
    );
    assert_eq!(
        refused("amount = 10", "pool = \"vans\"").await,
        "line `19` of the costs: resources `vans` and `fees` both read pool `vans`"
    );
    assert_eq!(
        refused("id = \"year\"", "id = \"The Year\"").await,
        "line `1` of the costs: id `The Year`; expected up to 64 small letters, digits and dashes"
    );
}

#[tokio::test]
async fn negative_cost_and_another_currency_are_set_aside_with_their_line() {
    let portfolio = portfolio().await;
    portfolio
        .service
        .set_portfolio(&serde_json::from_value(json!({ "currency": "EUR" })).unwrap(), now())
        .await
        .unwrap();
    let text = "pool,period,amount,currency\nrent,2025-01-01,5,EUR\nrent,2025-02-01,-5,EUR\nrent,2025-03-01,5,USD\n";
    let report = portfolio.import_text("cost_pools", "rent.csv", text).await;
    assert_eq!((report.loaded, report.quarantined), (1, 2));
    let found: Vec<(u64, &str, &str)> = report
        .rejects
        .iter()
        .map(|reject| (reject.row, reject.reason.as_str(), reject.value.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(found, [(3, "below-zero", "-5.0000"), (4, "other-currency", "USD")]);
    let file = portfolio.folder.path().join("km.csv");
    std::fs::write(&file, "driver,volume,recorded_at,customer_id\nkm,-1,2025-01-01,A\n").unwrap();
    let report = portfolio.import(file, orders("activity_drivers", &[], &[])).await.unwrap();
    assert_eq!((report.rejects[0].reason.as_str(), report.rejects[0].file.as_str()), ("below-zero", "km.csv"));
}
