//! Page by page, every customer comes exactly once, whatever the order is.

use std::cmp::Ordering;

use serde_json::Value;

use crate::desk::{Desk, encoded};
use crate::orders::Shop;

/// Sort columns: ties, unknown values, numbers, days, texts, the identifier itself.
const SORTS: [&str; 8] =
    ["revenue", "first_purchase", "region", "monetary_value", "orders", "rfm_segment", "customer_id", "customer_value"];

fn compare(left: &Value, right: &Value) -> Ordering {
    match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => left.total_cmp(&right),
        _ => left.as_str().cmp(&right.as_str()),
    }
}

#[tokio::test]
async fn pages_visit_everybody_once_in_order() {
    let shop = Shop::new(57);
    let desk = Desk::valued(&shop).await;
    for column in SORTS {
        for sort in [column.to_owned(), format!("-{column}")] {
            let (mut seen, mut after) = (Vec::<(Value, String)>::new(), String::new());
            loop {
                let path = format!("/api/v1/customers?columns={column}&sort={sort}&limit=4&after={}", encoded(&after));
                let page = desk.get(&path).await.ok();
                let rows = page["rows"].as_array().unwrap();
                assert!(seen.len() + rows.len() <= shop.orders.len(), "{sort}: {rows:?}");
                seen.extend(rows.iter().map(|row| {
                    let id = row[0].as_str().unwrap().to_owned();
                    (if column == "customer_id" { row[0].clone() } else { row[1].clone() }, id)
                }));
                match page["next"].as_str() {
                    Some(next) => {
                        assert_eq!(rows.len(), 4, "{sort}");
                        next.clone_into(&mut after);
                    }
                    None => break,
                }
            }
            let mut ids: Vec<_> = seen.iter().map(|(_, id)| id.clone()).collect();
            ids.sort();
            assert_eq!(ids, shop.orders.keys().cloned().collect::<Vec<_>>(), "{sort}");
            for pair in seen.windows(2) {
                let ((first, first_id), (second, second_id)) = (&pair[0], &pair[1]);
                let order = match (first.is_null(), second.is_null()) {
                    (false, true) => Ordering::Less,
                    (true, false) => Ordering::Greater,
                    _ if sort.starts_with('-') => compare(second, first),
                    _ => compare(first, second),
                };
                assert!(
                    order.then(first_id.cmp(second_id)).is_lt(),
                    "{sort}: {first} {first_id}, {second} {second_id}"
                );
            }
        }
    }
    let nulls = desk.get("/api/v1/customers?f=region:is:&limit=1").await.ok();
    assert_eq!(nulls["total"], 19, "a third has no region, so that unknown values were paged");
}

#[tokio::test]
async fn foreign_marks_and_wrong_questions_are_refused() {
    let desk = Desk::valued(&Shop::new(12)).await;
    let page = desk.get("/api/v1/customers?sort=revenue&limit=5").await.ok();
    let next = page["next"].as_str().unwrap();
    let other = desk.get(&format!("/api/v1/customers?sort=first_purchase&limit=5&after={next}")).await;
    assert_eq!(other.problem(), (422, "bad-cursor".to_owned()));
    for (query, code) in [
        ("after=zz", "bad-cursor"),
        ("sort=nonsense", "unknown-column"),
        ("columns=nonsense", "unknown-column"),
        ("f=revenue:like:5", "bad-filter"),
        ("f=revenue:ge:much", "bad-filter"),
        ("limit=1001", "bad-parameter"),
        ("limit=0", "bad-limit"),
        ("colour=red", "bad-parameter"),
    ] {
        let answer = desk.get(&format!("/api/v1/customers?{query}")).await;
        assert_eq!(answer.problem(), (422, code.to_owned()), "{query}");
        let message = answer.json()["message"].as_str().unwrap().to_owned();
        assert!(message.starts_with(|letter: char| letter.is_lowercase()), "{message}");
    }
}
