//! A food wholesaler whose orders come in two files.

use std::collections::HashMap;
use std::path::Path;

use patron_service::Registry;
use patron_service::cards::template;
use patron_service::views::ImportRequest;

use crate::plain::{SCHEMES, cells, every_scheme, loaded, near, number, put, rows, sum};
use crate::support::{Portfolio, orders, shared};

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
    assert!((loaded(&report) - 1_265_793.039_5).abs() < 2155.0 * 0.000_05, "{report:?}");
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
