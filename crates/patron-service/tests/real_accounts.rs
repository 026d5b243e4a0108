//! Real and published records of accounts, end to end, as their owner would bring them: every figure beside a plain sum.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use patron_service::Registry;
use patron_service::cards::template;
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::run::Cancel;
use patron_service::views::{ImportReport, ImportRequest, RunRequest, RunView};
use serde_json::Value;
use support::{Portfolio, now, orders, shared};

/// The schemes of the program.
const SCHEMES: [&str; 5] = ["rfm_segment", "abc_class", "pyramid", "lifecycle_stage", "value_cube"];

type Row = HashMap<String, String>;

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().from_path(path).unwrap();
    let heading: Vec<String> =
        reader.headers().unwrap().iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
    let record = |record: csv::StringRecord| heading.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|found| record(found.unwrap())).collect()
}

fn number(row: &Row, name: &str) -> f64 {
    row[name].parse().unwrap_or(0.0)
}

fn sum<'a>(rows: impl IntoIterator<Item = &'a Row>, value: impl Fn(&Row) -> f64) -> f64 {
    rows.into_iter().map(value).sum()
}

#[track_caller]
fn near(found: f64, expected: f64, what: &str) {
    // sums of many decimals in another order
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{what}: {found} is not {expected}");
}

fn loaded(report: &ImportReport) -> f64 {
    report.amount_loaded.as_deref().unwrap().parse().unwrap()
}

/// Every customer's cell of some columns, by customer.
async fn cells(portfolio: &Portfolio, columns: &[&str]) -> BTreeMap<String, Vec<Value>> {
    let columns: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    let sort = "customer_id".to_owned();
    let query = CustomersQuery { columns, sort, limit: 1000, ..CustomersQuery::default() };
    let page = portfolio.service.customers(&query).await.unwrap();
    assert_eq!(page.rows.len() as u64, page.total);
    page.rows.into_iter().map(|row| (row[0].as_str().unwrap().to_owned(), row[1..].to_vec())).collect()
}

/// Every scheme labels somebody, nobody twice, and the revenue of its labels is that of whom it labels.
async fn every_scheme(portfolio: &Portfolio, view: &RunView, schemes: &[&str]) {
    for scheme in schemes {
        let segments = portfolio.service.segments(scheme, &CustomerFilter::default()).await.unwrap();
        let labelled: u64 = segments.labels.iter().map(|label| label.customers).sum();
        assert_eq!(segments.customers, view.customers, "{scheme}");
        assert!(labelled > 0 && labelled <= view.customers, "{scheme}: {labelled}");
        let held: Vec<_> = segments.labels.iter().map(|label| (label.id.as_str(), label.customers)).collect();
        println!("{scheme}: {held:?}");
    }
}

async fn put(portfolio: &Portfolio, text: &str) {
    portfolio.service.put_card(text, now()).await.unwrap();
}

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
    let view = portfolio.service.run(&request, now(), std::sync::Arc::new(|_| {}), Cancel::default()).await.unwrap();
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

/// Order lines without customer and day, heads of orders without amount: two files, one import.
#[tokio::test]
async fn lines_and_heads_of_orders_are_joined() {
    let Some(lines) = shared("data/northwind/order_details.csv") else { return };
    let heads = lines.with_file_name("orders.csv");
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import(lines.with_file_name("customers.csv"), orders("customers", &[], &[])).await.unwrap();
    portfolio.import(lines.with_file_name("products.csv"), orders("products", &[], &[])).await.unwrap();
    let error = portfolio.import(lines.clone(), orders("orders", &[], &[])).await.unwrap_err();
    assert_eq!(error.code(), "mapping-incomplete");
    let request = |with: &Path| ImportRequest {
        with: Some(with.to_owned()),
        ..orders("orders", &[("amount", "unitPrice * quantity * (1 - discount)"), ("discount", "")], &[])
    };
    let categories = lines.with_file_name("categories.csv");
    assert_eq!(portfolio.import(lines.clone(), request(&categories)).await.unwrap_err().code(), "lookup-key");
    let report = portfolio.import(lines.clone(), request(&heads)).await.unwrap();
    assert_eq!((report.read, report.loaded, report.customers), (2155, 2155, Some(89)));
    assert_eq!(report.files, ["order_details.csv"]);
    // amounts are kept to four decimals: 2,155 roundings of at most half a ten-thousandth
    assert!((loaded(&report) - 1_265_793.0395).abs() < 2155.0 * 0.000_05, "{report:?}");
    put(&portfolio, template("key-account").unwrap().text).await;
    let view = portfolio.run().await.unwrap();
    assert_eq!((view.as_of.as_str(), view.customers), ("1998-05-06", 89));
    let (plain, of_orders) = (rows(&lines), rows(&heads));
    let owner: HashMap<&str, &str> =
        of_orders.iter().map(|row| (row["orderID"].as_str(), row["customerID"].as_str())).collect();
    let found = cells(&portfolio, &["revenue", "orders", "attribute.country"]).await;
    let countries = rows(&lines.with_file_name("customers.csv"));
    for (customer, row) in &found {
        let own = plain.iter().filter(|line| owner[line["orderID"].as_str()] == customer);
        let revenue = sum(own, |l| number(l, "unitPrice") * number(l, "quantity") * (1.0 - number(l, "discount")));
        assert!((row[0].as_f64().unwrap() - revenue).abs() < 0.01, "{customer}: {row:?}, {revenue}");
        let count = of_orders.iter().filter(|head| head["customerID"] == *customer).count();
        near(row[1].as_f64().unwrap(), count as f64, customer);
        let country = countries.iter().find(|record| record["customerID"] == *customer).unwrap();
        assert_eq!(row[2].as_str(), Some(country["country"].as_str()), "{customer}");
    }
    // the word NULL is no region
    let regions = cells(&portfolio, &["region"]).await;
    assert!(regions.values().all(|row| row[0].as_str() != Some("NULL")), "{regions:?}");
    every_scheme(&portfolio, &view, &SCHEMES[..4]).await;
    assert_eq!(portfolio.service.score("key-account", None).await.unwrap().accounts, 89);
    let uploads = portfolio.folder.path().join("data/uploads");
    assert_eq!(std::fs::read_dir(uploads).unwrap().count(), 0, "joined files do not stay");
}

/// Yearly spend in six columns, without names and days: attributes that a card reads.
#[tokio::test]
async fn a_wide_table_without_names_and_days_is_scored() {
    let Some(file) = shared("data/wholesale_customers/wholesale_customers.csv") else { return };
    let plain = rows(&file);
    let goods = ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"];
    let portfolio = Portfolio::new(Registry::default()).await;
    let error = portfolio.import(file.clone(), orders("customers", &[], &[])).await.unwrap_err();
    assert_eq!(error.code(), "mapping-incomplete");
    let as_is = [("customer_id", "row_number"), ("channel", "Channel"), ("region", "Region")];
    let report = portfolio.import(file.clone(), orders("customers", &as_is, &[])).await.unwrap();
    assert_eq!((report.read, report.loaded), (440, 440));
    let lines = goods.map(|name| {
        let id = name.to_lowercase().replace('_', "-");
        format!(
            "[[indicator]]\nid = \"{id}\"\nname = {{ en = \"{name}\", zh = \"{name}\" }}\nmeasure = \"attribute.{name}\"\n"
        )
    });
    let card = format!(
        "id = \"spend\"\nname = {{ en = \"Spend\", zh = \"采购额\" }}\n[weights]\npeople = \"none\"\ndata = \"entropy\"\n{}",
        lines.concat()
    );
    put(&portfolio, &card).await;
    let request = RunRequest { as_of: Some("2011-12-31".to_owned()), ..RunRequest::default() };
    let run = || portfolio.service.run(&request, now(), std::sync::Arc::new(|_| {}), Cancel::default());
    let view = run().await.unwrap();
    assert_eq!(view.customers, 440);
    let columns = goods.map(|name| format!("attribute.{name}"));
    let found = cells(&portfolio, &columns.each_ref().map(String::as_str)).await;
    let expected = [5_280_131.0, 2_550_357.0, 3_498_562.0, 1_351_650.0, 1_267_857.0, 670_943.0];
    for (place, expected) in expected.into_iter().enumerate() {
        near(found.values().map(|row| row[place].as_f64().unwrap()).sum(), expected, goods[place]);
    }
    near(found["3"][5].as_f64().unwrap(), number(&plain[2], "Delicassen"), "third row");
    let score = portfolio.service.score("spend", None).await.unwrap();
    assert_eq!(score.accounts, 440);
    assert!(score.lines.iter().all(|line| line.left_out.is_none()), "{:?}", score.lines);
    // weights by entropy, from the plain columns scaled from 0 to 1
    let weights = entropy(&plain, &goods);
    for (line, weight) in score.lines.iter().zip(&weights) {
        near(line.points, 100.0 * weight, &line.id);
    }

    // A year's spend as one order at its end: shares and classes are known, a rhythm of buying is not.
    let yearly = [
        ("customer_id", "row_number"),
        ("ordered_at", "date '2011-12-31'"),
        ("amount", "Fresh + Milk + Grocery + Frozen + Detergents_Paper + Delicassen"),
        ("channel", ""),
        ("product_id", ""),
    ];
    let report = portfolio.import(file.clone(), orders("orders", &yearly, &[])).await.unwrap();
    near(loaded(&report), expected.iter().sum(), "all spend");
    let view = run().await.unwrap();
    println!("{:?}", view.notices);
    assert_eq!(view.customers, 440);
    let found = cells(&portfolio, &["abc_class", "revenue"]).await;
    let mut spends: Vec<f64> = plain.iter().map(|row| goods.iter().map(|name| number(row, name)).sum()).collect();
    spends.sort_by(|left, right| right.total_cmp(left));
    let total: f64 = spends.iter().sum();
    let mut brought = 0.0;
    let a = spends
        .iter()
        .take_while(|spend| {
            let before = brought;
            brought += **spend;
            before < 0.8 * total
        })
        .count();
    assert_eq!(found.values().filter(|row| row[0] == "A").count(), a);
    every_scheme(&portfolio, &view, &["rfm_segment", "abc_class"]).await;
}

/// Weights by the entropy of columns scaled from 0 to 1.
fn entropy(plain: &[Row], names: &[&str]) -> Vec<f64> {
    let spread: Vec<f64> = names
        .iter()
        .map(|name| {
            let values: Vec<f64> = plain.iter().map(|row| number(row, name)).collect();
            let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(*v), high.max(*v)));
            let scaled: Vec<f64> = values.iter().map(|value| (value - low) / (high - low)).collect();
            let total: f64 = scaled.iter().sum();
            let parts = scaled.iter().map(|value| value / total).filter(|part| *part > 0.0);
            1.0 + parts.map(|part| part * part.ln()).sum::<f64>() / (values.len() as f64).ln()
        })
        .collect();
    let total: f64 = spread.iter().sum();
    spread.iter().map(|value| value / total).collect()
}

/// Twelve quarters by number, with quarters without a purchase among the rows; shares of wallet in per cent.
#[tokio::test]
async fn quarters_by_number_and_shares_in_per_cent() {
    let Some(file) = shared("data/smcrm/customerRetentionTransactions.csv") else { return };
    let plain = rows(&file);
    let portfolio = Portfolio::new(Registry::default()).await;
    let quarters = [
        ("customer_id", "customer"),
        // numbers are decimals, of which calendars know nothing
        (
            "ordered_at",
            "make_date(2009 + CAST(floor((quarter - 1) / 4) AS int), 1 + 3 * CAST((quarter - 1) % 4 AS int), 1)",
        ),
        ("amount", "order_quantity"),
        ("quantity", ""),
        ("only", "purchase = 1"),
    ];
    let report = portfolio.import(file.clone(), orders("orders", &quarters, &[])).await.unwrap();
    assert_eq!((report.read, report.loaded, report.excluded), (6000, 3178, 2822), "{report:?}");
    near(loaded(&report), 811_846.76, "all purchases");
    let people = file.with_file_name("customerRetentionDemographics.csv");
    let names = [("customer_id", "customer")];
    portfolio.import(people.clone(), orders("customers", &names, &[])).await.unwrap();
    let wallets = [
        ("customer_id", "customer"),
        ("period", "date '2009-01-01'"),
        ("competitor", "'all others'"),
        ("competitor_share", "1 - sow / 100.0"),
        ("only", "sow <= 100"),
    ];
    let report = portfolio.import(people.clone(), orders("wallets", &wallets, &[])).await.unwrap();
    let shares = rows(&people);
    let within = shares.iter().filter(|row| number(row, "sow") <= 100.0).count() as u64;
    assert_eq!((report.loaded, report.excluded), (within, 500 - within));
    put(&portfolio, template("key-account").unwrap().text).await;
    let view = portfolio.run().await.unwrap();
    assert_eq!(
        view.customers,
        plain.iter().filter(|row| row["purchase"] == "1").map(|row| &row["customer"]).collect::<BTreeSet<_>>().len()
            as u64
    );
    let found = cells(&portfolio, &["revenue", "occasions", "share_of_wallet"]).await;
    for (customer, row) in &found {
        let own: Vec<&Row> = plain.iter().filter(|l| l["customer"] == *customer && l["purchase"] == "1").collect();
        assert!((row[0].as_f64().unwrap() - sum(own.iter().copied(), |l| number(l, "order_quantity"))).abs() < 0.01);
        near(row[1].as_f64().unwrap(), own.len() as f64, customer);
        let share = number(shares.iter().find(|l| l["customer"] == *customer).unwrap(), "sow") / 100.0;
        match row[2].as_f64() {
            Some(found) => near(found, share, customer),
            None => assert!(share > 1.0, "{customer}: {share}"),
        }
    }
    every_scheme(&portfolio, &view, &SCHEMES).await;
    let score = portfolio.service.score("key-account", None).await.unwrap();
    assert_eq!(score.accounts as u64, view.customers);
    let lacking: Vec<&str> = score.lines.iter().filter(|l| l.left_out.is_some()).map(|l| l.id.as_str()).collect();
    println!("without values: {lacking:?}");
    assert!(lacking.contains(&"satisfaction") && !lacking.contains(&"wallet"), "{lacking:?}");
}

/// Order lines with their profit, days as Americans write them, customers told in the order lines.
#[tokio::test]
async fn lines_with_profit_make_contribution_known() {
    let Some(file) = shared("data/superstore/superstore.csv") else { return };
    let plain = rows(&file);
    let portfolio = Portfolio::new(Registry::default()).await;
    let report = portfolio.import(file.clone(), orders("orders", &[("discount", "")], &[])).await.unwrap();
    assert_eq!((report.read, report.loaded, report.customers), (9994, 9994, Some(793)));
    near(loaded(&report), 2_297_200.8603, "sales");
    let people = [("customer_id", "\"Customer ID\""), ("name", "\"Customer Name\""), ("region", "")];
    portfolio.import(file.clone(), orders("customers", &people, &[])).await.unwrap();
    put(&portfolio, template("four-groups").unwrap().text).await;
    put(&portfolio, template("key-account").unwrap().text).await;
    let view = portfolio.run().await.unwrap();
    assert_eq!((view.as_of.as_str(), view.customers), ("2019-12-30", 793));
    near(view.realised_value.unwrap(), 286_397.0217, "profit");
    let found = cells(&portfolio, &["revenue", "contribution", "abc_class", "kind", "name"]).await;
    for (customer, row) in &found {
        let own: Vec<&Row> = plain.iter().filter(|l| l["Customer ID"] == *customer).collect();
        near(row[0].as_f64().unwrap(), sum(own.iter().copied(), |l| number(l, "Sales")), customer);
        let profit = sum(own.iter().copied(), |l| number(l, "Profit"));
        assert!((row[1].as_f64().unwrap() - profit).abs() < 1e-3, "{customer}: {row:?}, {profit}");
        assert_eq!(row[3].as_str(), Some(own[0]["Segment"].as_str()));
        assert_eq!(row[4].as_str(), Some(own[0]["Customer Name"].as_str()));
    }
    assert_eq!(found.values().filter(|row| row[1].as_f64().unwrap() < 0.0).count(), 155, "customers at a loss");
    every_scheme(&portfolio, &view, &SCHEMES[..4]).await;
    for card in ["four-groups", "key-account"] {
        assert_eq!(portfolio.service.score(card, None).await.unwrap().accounts, 793, "{card}");
    }
}
