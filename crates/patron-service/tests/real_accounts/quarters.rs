//! Purchases of 500 customers in twelve quarters.

use std::collections::BTreeSet;

use patron_service::Registry;
use patron_service::cards::template;

use crate::plain::{Row, SCHEMES, cells, every_scheme, loaded, near, number, put, rows, sum};
use crate::support::{Portfolio, orders, shared};

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
