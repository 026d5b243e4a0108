//! Attributes of customer records that hold numbers: rules, bounds, axes, groups and breakdowns by them.

use std::sync::Arc;

use patron_service::Registry;
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::run::Cancel;
use patron_service::schemes::ConditionDraft;
use patron_service::views::RunRequest;

use crate::kinds::{counts, head, label, segments};
use crate::support::{Portfolio, now};

/// Eight customers of 5, 10, 20, 50, 100 and 500 employees, one of `many` and one without a record.
async fn eight() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    let mut orders = "customer_id,ordered_at,amount\n".to_owned();
    let mut records = "customer_id,employees,postcode\n".to_owned();
    for (number, employees) in ["5", "10", "20", "50", "100", "500", "many"].iter().enumerate() {
        records += &format!("C{number},{employees},0{}\n", 1000 + number % 2);
    }
    for number in 0..8 {
        orders += &format!("C{number},2024-01-0{},100\n", number + 1);
    }
    portfolio.import_text("orders", "orders.csv", &orders).await;
    portfolio.import_text("customers", "customers.csv", &records).await;
    portfolio
}

fn rules() -> String {
    head("size", "rules")
        + &label("large", "when = { measure = \"attribute.employees\", is = \">=\", value = 50 }")
        + &label("small", "when = { measure = \"attribute.employees\", is = \"between\", value = [1, 49] }")
        + &label("rest", "otherwise = true")
}

#[tokio::test]
async fn an_extra_column_is_a_number_where_a_scheme_reads_it_as_one() {
    let portfolio = eight().await;
    let service = &portfolio.service;
    portfolio.run().await.unwrap();
    // Before any scheme it is a text, as it was typed; a preview reads numbers all the same.
    let preview = service.check_scheme(&rules()).await.unwrap();
    assert!(preview.problem.is_none() && preview.waiting.is_none(), "{preview:?}");
    let found: Vec<_> = preview.labels.iter().map(|label| (label.id.as_str(), label.customers)).collect();
    assert_eq!(found, [("large", 3), ("small", 3), ("rest", 2)]);
    let above: ConditionDraft =
        serde_json::from_str("{\"measure\": \"attribute.employees\", \"is\": \">\", \"value\": 20}").unwrap();
    assert_eq!(service.count_condition(&above).await.unwrap().customers, Some(3));

    service.put_scheme(&rules(), now()).await.unwrap();
    let bounds = head("tiers", "bounds")
        .replace("kind", "bounds = { measure = \"attribute.employees\", by = \"customers\" }\nkind")
        + &label("top", "top = 0.5")
        + &label("others", "");
    service.put_scheme(&bounds, now()).await.unwrap();
    let axes = head("both", "match")
        + "\n[[axis]]\nid = \"staff\"\nname = { en = \"Staff\", zh = \"员工\" }\nhigh = 50\n\
           parts = [{ measure = \"attribute.employees\" }]\n\
           \n[[axis]]\nid = \"sales\"\nname = { en = \"Sales\", zh = \"销售\" }\nhigh = 1000\n\
           parts = [{ measure = \"revenue\" }]\n"
        + &label("staff-only", "high = [\"staff\"]")
        + &label("sales-only", "high = [\"sales\"]")
        + &label("all", "high = [\"staff\", \"sales\"]")
        + &label("none", "high = []");
    service.put_scheme(&axes, now()).await.unwrap();
    let breakdown = head("staff", "attribute") + "attribute = { column = \"attribute.employees\", top = 3 }\n";
    service.put_scheme(&breakdown, now()).await.unwrap();
    let codes = head("codes", "attribute") + "attribute = { column = \"attribute.postcode\", top = 3 }\n";
    service.put_scheme(&codes, now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    let said = run.notices.iter().find(|notice| notice.code == "attribute-not-a-number").unwrap();
    assert_eq!((&said.values["attribute"], said.values["count"].as_f64()), (&"attribute.employees".into(), Some(1.0)));

    assert_eq!(counts(&segments(&portfolio, "size").await), [("large", 3), ("small", 3), ("rest", 2)]);
    // Half of the six whose number is known.
    assert_eq!(counts(&segments(&portfolio, "tiers").await), [("top", 3), ("others", 3), ("", 2)]);
    let both = segments(&portfolio, "both").await;
    assert_eq!(counts(&both), [("staff-only", 3), ("sales-only", 0), ("all", 0), ("none", 3), ("", 2)]);
    // By values: each stands once, so that they go by their texts; the rest is one label.
    assert_eq!(
        counts(&segments(&portfolio, "staff").await),
        [("10", 1), ("100", 1), ("20", 1), ("(rest)", 3), ("", 2)]
    );
    // A text that looks like a number stays what it is.
    assert_eq!(counts(&segments(&portfolio, "codes").await), [("01000", 4), ("01001", 3), ("", 1)]);
    // The customer table filters and sorts by the number.
    let filter = CustomerFilter::parse(["attribute.employees:ge:100"], None).unwrap();
    let query = CustomersQuery {
        columns: vec!["customer_id".to_owned(), "attribute.employees".to_owned()],
        sort: "attribute.employees".to_owned(),
        filter,
        limit: 10,
        ..CustomersQuery::default()
    };
    let page = service.customers(&query).await.unwrap();
    let cells: Vec<_> = page.rows.iter().map(|row| row[1].as_f64()).collect();
    assert_eq!(cells, [Some(100.0), Some(500.0)]);
}

#[tokio::test]
async fn what_is_no_attribute_or_no_number_is_refused() {
    let portfolio = eight().await;
    let service = &portfolio.service;
    let absent = rules().replace("attribute.employees", "attribute.employee");
    let error = service.put_scheme(&absent, now()).await.unwrap_err();
    assert_eq!(error.code(), "scheme-measure-unknown");
    assert!(error.problem().hint.as_deref().unwrap().contains("did you mean `attribute.employees`"), "{error:?}");
    let both = rules()
        .replace("otherwise = true", "when = { measure = \"attribute.employees\", is = \"contains\", value = \"1\" }");
    let error = service.put_scheme(&both, now()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "scheme `size`, line `15`: `attribute.employees` holds numbers, which cannot be compared by `contains`"
    );
}

#[tokio::test]
async fn customers_without_orders_have_labels_from_their_records() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let records = "customer_id,region,employees\nA,East,5\nB,East,80\nC,West,500\n";
    portfolio.import_text("customers", "customers.csv", records).await;
    let service = &portfolio.service;
    service.put_scheme(&rules(), now()).await.unwrap();
    let regions = head("regions", "attribute") + "attribute = { column = \"region\", top = 3 }\n";
    service.put_scheme(&regions, now()).await.unwrap();
    run_on(&portfolio, "2024-12-31").await;
    assert_eq!(counts(&segments(&portfolio, "size").await), [("large", 2), ("small", 1), ("rest", 0)]);
    assert_eq!(counts(&segments(&portfolio, "regions").await), [("East", 2), ("West", 1)]);
}

#[tokio::test]
async fn a_value_newer_than_kept_ones_is_one_of_the_others_by_name() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("customers", "one.csv", "customer_id,region\nA,East\nB,West\n").await;
    let regions = head("regions", "attribute").replace("kind", "keep = \"first-run\"\nkind")
        + "attribute = { column = \"region\", top = 3 }\n";
    portfolio.service.put_scheme(&regions, now()).await.unwrap();
    run_on(&portfolio, "2024-12-31").await;
    assert_eq!(counts(&segments(&portfolio, "regions").await), [("East", 1), ("West", 1)]);
    portfolio.import_text("customers", "two.csv", "customer_id,region\nC,North\n").await;
    run_on(&portfolio, "2024-12-31").await;
    let view = segments(&portfolio, "regions").await;
    assert_eq!(counts(&view), [("East", 1), ("West", 1), ("(rest)", 1)]);
    let measures = portfolio.service.catalogue().await.unwrap().measures;
    let measure = measures.iter().find(|measure| measure.id == "scheme.regions").unwrap();
    assert_eq!(measure.labels.last().unwrap().label.en, "All others");
}

async fn run_on(portfolio: &Portfolio, day: &str) {
    let request = RunRequest { as_of: Some(day.to_owned()), ..RunRequest::default() };
    portfolio.service.run(&request, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
}
