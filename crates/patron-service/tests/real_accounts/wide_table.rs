//! A year's spend of 440 clients in six columns.

use std::sync::Arc;

use patron_service::Registry;
use patron_service::run::Cancel;
use patron_service::views::RunRequest;

use crate::plain::{Row, cells, every_scheme, loaded, near, number, put, rows};
use crate::support::{Portfolio, now, orders, shared};

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
    let run = || portfolio.service.run(&request, now(), Arc::new(|_| {}), Cancel::default());
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
