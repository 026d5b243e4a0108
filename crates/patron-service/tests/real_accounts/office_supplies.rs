//! 9,994 order lines of an office-supply shop, with their profit.

use patron_service::Registry;
use patron_service::cards::template;

use crate::plain::{Row, SCHEMES, cells, every_scheme, loaded, near, number, put, rows, sum};
use crate::support::{Portfolio, orders, shared};

/// Order lines with their profit, days as Americans write them, customers told in the order lines.
#[tokio::test]
async fn lines_with_profit_make_contribution_known() {
    let Some(file) = shared("data/superstore/superstore.csv") else { return };
    let plain = rows(&file);
    let portfolio = Portfolio::new(Registry::default()).await;
    let report = portfolio.import(file.clone(), orders("orders", &[("discount", "")], &[])).await.unwrap();
    assert_eq!((report.read, report.loaded, report.customers), (9994, 9994, Some(793)));
    near(loaded(&report), 2_297_200.860_3, "sales");
    let people = [("customer_id", "\"Customer ID\""), ("name", "\"Customer Name\""), ("region", "")];
    portfolio.import(file.clone(), orders("customers", &people, &[])).await.unwrap();
    put(&portfolio, template("four-groups").unwrap().text).await;
    put(&portfolio, template("key-account").unwrap().text).await;
    let view = portfolio.run().await.unwrap();
    assert_eq!((view.as_of.as_str(), view.customers), ("2019-12-30", 793));
    near(view.realised_value.unwrap(), 286_397.021_7, "profit");
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
