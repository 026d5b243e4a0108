//! Four customers and a prospect, small enough to be counted by hand.

use patron_service::Registry;
use patron_service::service::{CostsFrom, Lost, ProfitRequest};
use patron_service::views::{BelowCostLever, ProfitRow, ProfitView};

use crate::support::Portfolio;

const ORDERS: &str = "customer_id,order_id,ordered_at,product_id,quantity,amount,cost,channel\n\
    A,1,2025-01-10,C,2,100,40,web\nA,1,2025-01-10,T,1,300,200,web\nA,2,2025-03-01,C,1,50,20,phone\n\
    B,3,2025-06-01,T,1,300,200,phone\nB,4,2025-06-02,C,1,50,20,phone\nB,5,2025-06-20,C,-1,-50,-20,phone\n\
    K,6,2025-07-01,T,2,600,400,web\n,7,2025-08-01,C,1,70,20,web\nD,8,2025-09-01,C,1,20,20,phone\n\
    A,9,2026-02-01,C,9,900,100,web\n";

const CALLS: &str = "customer_id,occurred_at,kind\nA,2025-02-01,call\nB,2025-02-01,call\nB,2025-02-02,call\n\
    B,2025-02-03,call\nB,2025-02-04,call\nZ,2025-02-05,call\nD,2025-02-06,call\n";

/// Packing 10 an order, calls 20 each, rent by products (chairs 8 a piece, tables 0.025 of revenue), 30 for key accounts.
const COSTS: &str = r#"
id = "shop"
name = { en = "Shop", zh = "商店" }
from = "2025-01-01"
to = "2025-12-31"

[[resource]]
id = "packing"
amount = 60
behaviour = "incremental"
driver = "orders"

[[resource]]
id = "call-wages"
amount = 140
behaviour = "incremental"
to = { calls = 1 }

[[resource]]
id = "rent"
amount = 70
behaviour = "shared"
to = { service = 1 }

[[resource]]
id = "key-visits"
amount = 30
behaviour = "incremental"
to = { key = 1 }

[[resource]]
id = "management"
amount = 100
behaviour = "sustaining"

[[activity]]
id = "calls"
driver = "contacts"

[[activity]]
id = "service"
driver = "lines"
products = "lines"

[[product]]
id = "chairs"
where = "product_id = 'C'"
driver = "quantity"

[[product]]
id = "tables"
where = "product_id = 'T'"
driver = "revenue"

[[group]]
id = "key"
where = "kind = 'key'"
driver = "lines"
"#;

async fn shop() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.import_text("interactions", "calls.csv", CALLS).await;
    let kinds = "customer_id,kind\nA,retail\nB,retail\nK,key\nD,retail\n";
    portfolio.import_text("customers", "customers.csv", kinds).await;
    portfolio
}

async fn by(portfolio: &Portfolio, costs: &str, by: &str, tiers: &[f64]) -> ProfitView {
    let costs = CostsFrom::Text(costs.to_owned());
    let request = ProfitRequest { costs, by: by.to_owned(), tiers: tiers.to_vec(), limit: 100 };
    portfolio.service.profit(&request).await.unwrap()
}

fn row<'a>(found: &'a ProfitView, id: &str) -> &'a ProfitRow {
    found.rows.iter().find(|row| row.id == id).unwrap_or_else(|| unreachable!("{id} is not in {:?}", found.rows))
}

#[track_caller]
fn close(found: f64, expected: f64) {
    // Costs are kept to the ten-thousandth.
    assert!((found - expected).abs() <= 0.000_2, "{found} is not {expected}");
}

/// Revenue, product cost, incremental and shared cost to serve.
#[track_caller]
fn holds(row: &ProfitRow, [revenue, product, incremental, shared]: [f64; 4]) {
    assert_eq!((row.revenue, row.product_cost), (revenue, product), "{}", row.id);
    close(row.cost_incremental, incremental);
    close(row.cost_to_serve, incremental + shared);
    close(row.full.profit, revenue - product - incremental - shared);
    close(row.incremental.profit, revenue - product - incremental);
    assert!(row.incremental.profit >= row.full.profit);
}

#[tokio::test]
async fn customers_products_channels_and_tiers_by_hand() {
    let portfolio = shop().await;
    let found = by(&portfolio, COSTS, "customer", &[]).await;
    holds(row(&found, "A"), [450.0, 260.0, 40.0, 31.5]);
    holds(row(&found, "B"), [300.0, 200.0, 100.0, 15.5]);
    holds(row(&found, "K"), [600.0, 400.0, 40.0, 15.0]);
    holds(row(&found, "D"), [20.0, 20.0, 30.0, 8.0]);
    holds(row(&found, "Z"), [0.0, 0.0, 20.0, 0.0]);
    assert_eq!((found.total.revenue, found.total.cost_incremental, found.total.cost_to_serve), (1370.0, 230.0, 300.0));
    assert_eq!((found.without_customer, found.outside.enterprise, found.rows_in_all), (70.0, 100.0, 5));
    // D bears rent as well: it is last in both views.
    let ranks = |id: &str| (row(&found, id).full.rank, row(&found, id).incremental.rank);
    assert_eq!((ranks("K"), ranks("A"), ranks("D")), ((Some(1), Some(1)), (Some(2), Some(2)), (Some(5), Some(5))));
    let key = row(&found, "K");
    assert_eq!(key.full.margin_on_revenue.map(|margin| (margin * 1e6).round()), Some(241_667.0));
    // 145 of 600 against 45 of 770.
    let against = (145.0 / 600.0 - (190.0 - 145.0) / 770.0) * 100.0;
    close(key.full.per_100_against_others.unwrap(), against);

    let found = by(&portfolio, COSTS, "product", &[]).await;
    let (third, calls) = (20.0 / 3.0, 80.0 / 3.0);
    holds(row(&found, "C"), [170.0, 80.0, 35.0 + 2.0 * third + 2.0 * calls + 20.0, 40.0]);
    holds(row(&found, "T"), [1200.0, 800.0, 25.0 + third + calls + 30.0, 30.0]);
    holds(row(&found, ""), [0.0, 0.0, 20.0, 0.0]);
    assert_eq!((row(&found, "C").customers, row(&found, "T").customers, found.total.customers), (3, 3, 5));

    let found = by(&portfolio, COSTS, "channel", &[]).await;
    // Key visits go where key accounts buy; two of three lines of A are on the web.
    holds(row(&found, "web"), [1000.0, 640.0, 20.0 + 2.0 * third + 30.0, 16.0 + 7.5 + 15.0]);
    holds(row(&found, "phone"), [370.0, 240.0, 40.0 + third + 80.0 + 20.0, 8.0 + 15.5 + 8.0]);

    let found = by(&portfolio, COSTS, "tier", &[100.0, 500.0]).await;
    let names: Vec<(&str, u64)> = found.rows.iter().map(|row| (row.id.as_str(), row.customers)).collect();
    assert_eq!(names, [("500+", 1), ("100-500", 2), ("-100", 2)]);
    let mix = found.mix.iter().find(|mix| mix.row == "100-500" && mix.part == "T").unwrap();
    // Tables of A and B: 600 less 400 of goods, 5 + 10 of packing, 6.67 and 26.67 of calls, 15 of rent.
    close(mix.profit_incremental, 600.0 - 400.0 - 15.0 - third - calls);
    close(mix.margin_full.unwrap(), (200.0 - 15.0 - third - calls - 15.0) / 600.0);
    let sum: f64 = found.mix.iter().map(|mix| mix.profit_full).sum();
    close(sum, found.total.full.profit);
}

/// Haulage of 55 by kilometres: 20 of A's with chairs, 10 with tables, 20 of B with both, 5 to show the prospect a table.
const HAULAGE: &str = "[[resource]]\nid = \"haulage\"\namount = 55\nbehaviour = \"incremental\"\n\
    driver = { recorded = \"km\" }\n[[activity]]";
const KILOMETRES: &str = "driver,volume,recorded_at,customer_id,product_id\nkm,20,2025-02-01,A,C\nkm,10,2025-02-01,A,T\n\
    km,20,2025-06-01,B,\nkm,5,2025-02-05,Z,T\nkm,900,2024-02-05,A,C\n";

#[tokio::test]
async fn what_is_recorded_of_a_product_is_cost_of_that_product() {
    let portfolio = shop().await;
    portfolio.import_text("activity_drivers", "km.csv", KILOMETRES).await;
    portfolio
        .import_text("products", "products.csv", "product_id,name,category\nC,Chair,seats\nT,Table,tables\n")
        .await;
    let costs = COSTS.replacen("[[activity]]", HAULAGE, 1);
    let extra = |found: &ProfitView, id: &str, before: &ProfitView| {
        row(found, id).cost_incremental - row(before, id).cost_incremental
    };
    // Two of B's three lines, a return among them, are of chairs.
    let (chairs, tables) = (20.0 + 20.0 * 2.0 / 3.0, 10.0 + 20.0 / 3.0 + 5.0);
    for (dimension, rows) in [
        ("customer", [("A", 30.0), ("B", 20.0), ("Z", 5.0), ("K", 0.0)]),
        ("product", [("C", chairs), ("T", tables), ("", 0.0), ("", 0.0)]),
        ("category", [("seats", chairs), ("tables", tables), ("", 0.0), ("", 0.0)]),
        ("channel", [("web", 20.0), ("phone", 30.0), ("", 5.0), ("", 5.0)]),
    ] {
        let (before, found) =
            (by(&portfolio, COSTS, dimension, &[]).await, by(&portfolio, &costs, dimension, &[]).await);
        for (id, more) in rows {
            close(extra(&found, id, &before), more);
        }
        let sum: f64 = found.rows.iter().map(|row| row.cost_incremental).sum();
        assert!((sum - 285.0).abs() < 1e-9 && found.total.cost_incremental == 285.0, "{dimension}: {sum}");
    }
}

#[tokio::test]
async fn the_last_stage_and_tax_are_lines_of_their_own() {
    let portfolio = shop().await;
    let plain = by(&portfolio, COSTS, "customer", &[]).await;
    let more = COSTS.replace("to = \"2025-12-31\"\n", "to = \"2025-12-31\"\ntax = 0.1\n[sustaining]\nby = \"lines\"\n");
    let found = by(&portfolio, &more, "customer", &[]).await;
    // Lines of customers: A 3, B 2, K 1, D 1.
    close(row(&found, "A").sustaining, 300.0 / 7.0);
    close(row(&found, "A").tax, 45.0);
    close(row(&found, "A").full.profit, row(&plain, "A").full.profit - 300.0 / 7.0 - 45.0);
    close(row(&found, "A").full.before_tax.profit, row(&plain, "A").full.profit - 300.0 / 7.0);
    // Never in the incremental view, and in no cost to serve.
    close(row(&found, "A").incremental.profit, row(&plain, "A").incremental.profit - 45.0);
    assert_eq!(row(&found, "A").cost_to_serve, row(&plain, "A").cost_to_serve);
    let sum: f64 = found.rows.iter().map(|row| row.sustaining).sum();
    assert!((sum - 100.0).abs() < 1e-9 && found.outside.enterprise == 0.0, "{sum}");
}

#[tokio::test]
async fn labels_of_a_run_divide_the_same_money() {
    let portfolio = shop().await;
    portfolio.run().await.unwrap();
    let found = by(&portfolio, COSTS, "kind", &[]).await;
    holds(row(&found, "key"), [600.0, 400.0, 40.0, 15.0]);
    holds(row(&found, "retail"), [770.0, 480.0, 170.0, 55.0]);
    // The prospect has no record.
    holds(row(&found, ""), [0.0, 0.0, 20.0, 0.0]);
    let costs = CostsFrom::Text(COSTS.to_owned());
    let request = ProfitRequest { costs: costs.clone(), by: "colour".to_owned(), tiers: Vec::new(), limit: 9 };
    let error = portfolio.service.profit(&request).await.unwrap_err();
    assert!(error.code() == "unknown-dimension" && error.to_string().contains("`kind`"), "{error}");
    let who = Lost::Label { by: "kind".to_owned(), label: "key".to_owned(), tiers: Vec::new() };
    let loss = portfolio.service.profit_loss(&costs, &who).await.unwrap();
    assert_eq!((loss.customers, loss.revenue, loss.cost_gone), (1, 600.0, 440.0));
    close(loss.profit_lost, 160.0);
    close(loss.cost_staying, 15.0);
    close(loss.profit_after, loss.profit_before - 160.0);
    let who = Lost::Label { by: "kind".to_owned(), label: "public".to_owned(), tiers: Vec::new() };
    let error = portfolio.service.profit_loss(&costs, &who).await.unwrap_err();
    assert!(error.to_string().contains("expected one of"), "{error}");
}

#[tokio::test]
async fn customers_below_cost_are_told_what_to_change() {
    let portfolio = shop().await;
    let costs = CostsFrom::Text(COSTS.to_owned());
    let found = portfolio.service.below_cost(&costs, 0.0, 10).await.unwrap();
    let ids: Vec<&str> = found.customers.iter().map(|customer| customer.customer_id.as_str()).collect();
    assert_eq!((ids, found.count, found.all), (vec!["D", "Z"], 2, 5));
    close(found.loss, -50.0);
    let lever = |customer: usize, lever: &str| -> Option<&BelowCostLever> {
        found.customers[customer].levers.iter().find(|one| one.lever == lever)
    };
    // D pays 20 for goods of 20, an order of 10 and a call of 20.
    let price = lever(0, "price").unwrap();
    assert_eq!((price.then, price.change, price.brings, price.reaches), (50.0, 1.5, 30.0, true));
    let service = lever(0, "service").unwrap();
    assert_eq!((service.brings, service.reaches), (20.0, false));
    // On the web 63.33 of cost stand against 1000 of revenue.
    let channel = lever(0, "channel").unwrap();
    assert_eq!(channel.to.as_deref(), Some("web"));
    close(channel.brings, 30.0 - 20.0 * (50.0 + 40.0 / 3.0) / 1000.0);
    assert!(lever(0, "orders").is_none(), "one order cannot be put together");
    let call = lever(1, "service").unwrap();
    assert_eq!((found.customers[1].levers.len(), call.brings, call.reaches), (1, 20.0, true));
    let service = found.levers.iter().find(|total| total.lever == "service").unwrap();
    assert_eq!((service.customers, service.reach, service.brings), (2, 1, 40.0));
    let error = portfolio.service.below_cost(&costs, 1.0, 10).await.unwrap_err();
    assert_eq!(error.to_string(), "margin `1`; expected a share of revenue from 0 to below 1");
}

#[tokio::test]
async fn curves_and_losses_by_hand() {
    let portfolio = shop().await;
    let costs = CostsFrom::Text(COSTS.to_owned());
    let found = portfolio.service.profit_curves(&costs).await.unwrap();
    assert_eq!((found.customers, found.incremental.losing, found.full.losing), (5, 2, 3));
    close(found.incremental.total, 260.0);
    close(found.incremental.lost, -50.0);
    close(found.full.total, 190.0);
    let shape = found.incremental.shape.as_ref().unwrap();
    close(shape.top_fifth, 160.0 / 260.0);
    // B brings nothing: two of five customers bring 310 of 260.
    assert_eq!((shape.peak.customers, shape.customers_for_80), (0.4, 0.4));
    close(shape.peak.profit, 310.0 / 260.0);
    assert!(found.horizon.is_none(), "there is no run");
    let shares = found.concentration.revenue;
    assert_eq!((shares.top_5, shares.top_10), (Some(1.0), Some(1.0)));
    let squares = [450.0_f64, 300.0, 600.0, 20.0].map(|revenue| (revenue / 1370.0).powi(2));
    close(shares.herfindahl.unwrap(), squares.iter().sum());
    // Losing D brings money; the rent it bears stays.
    let loss = portfolio.service.profit_loss(&costs, &Lost::Customer("D".to_owned())).await.unwrap();
    close(loss.profit_lost, -30.0);
    close(loss.profit_after, 220.0);
    close(loss.cost_staying, 8.0);
    let error = portfolio.service.profit_loss(&costs, &Lost::Customer("X".to_owned())).await.unwrap_err();
    assert_eq!(error.code(), "unknown-customer");
    let answer =
        portfolio.service.profit_loss_answer(&CostsFrom::Latest, &Lost::Customer("D".to_owned())).await.unwrap();
    assert_eq!(answer.problem.unwrap().code, "no-costs-kept");
}
