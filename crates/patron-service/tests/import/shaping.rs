//! What a mapping says beside fields: which rows are meant, numbers of rows, and another file beside this one.

use arrow::array::AsArray;
use patron_service::views::ImportRequest;

use crate::support::{Desk, request, row_count, texts, total};

#[tokio::test]
async fn rows_that_are_not_meant_are_left_out_whatever_is_wrong_with_them() {
    let desk = Desk::new().await;
    let deals = "customer_id,closed,amount,stage\nA,2024-01-05,10,Won\nB,,5,Open\nC,not a day,7,Lost\nD,,9,Won\n\
                 E,2024-02-01,3,\n";
    let file = desk.file("deals.csv", deals);
    let mapping = [("ordered_at", "closed"), ("amount", "amount"), ("only", "stage = 'Won'")];
    let report = desk.orders(&file, request(mapping)).await.unwrap();
    // A is loaded; D is meant and lacks a day; where the stage is not known the condition does not hold
    assert_eq!((report.read, report.loaded, report.quarantined, report.excluded), (5, 1, 1, 3), "{report:?}");
    let effect = report.rules.iter().find(|effect| effect.rule == "only").unwrap();
    assert_eq!((effect.rows, effect.amount.as_deref()), (3, Some("15.00")));
    assert_eq!((report.rejects[0].reason.as_str(), report.rejects[0].row), ("value-missing", 5));
    // kept for the next file of this shape
    let next = desk.file("next.csv", deals.replace("2024-01-05", "2024-03-05"));
    let report = desk.orders(&next, request([])).await.unwrap();
    assert_eq!((report.loaded, report.excluded), (1, 3), "{report:?}");
}

#[tokio::test]
async fn a_condition_that_fails_puts_its_row_aside_and_one_that_is_none_is_refused() {
    let desk = Desk::new().await;
    let file = desk.file("o.csv", "customer_id,ordered_at,amount,parts\nA,2024-01-05,10,2\nB,2024-01-06,10,0\n");
    let report = desk.orders(&file, request([("only", "10 / parts > 1")])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined, report.excluded), (1, 1, 0), "{report:?}");
    assert_eq!(report.rejects[0].reason, "expression-failed");
    let other = desk.file("p.csv", "customer_id,ordered_at,amount,more\nA,2024-01-05,10,2\n");
    let error = desk.orders(&other, request([("only", "parts > 1")])).await.unwrap_err();
    assert_eq!(error.code(), "unknown-column");
}

#[tokio::test]
async fn rows_are_numbered_where_they_have_no_name() {
    let desk = Desk::new().await;
    let file = desk.file("c.csv", "Region,Fresh\nEast,10\n\nWest,20\n");
    let of = |mapping| ImportRequest { table: "customers".to_owned(), mapping, ..ImportRequest::default() };
    let report = desk.import(&[file], &of(texts([("customer_id", "row_number")]))).await.unwrap();
    assert_eq!(report.loaded, 2);
    let rows = desk.rows("customers").await;
    let text = |name: &str| rows[0].column_by_name(name).unwrap().as_string::<i32>();
    // blank lines are no rows
    assert_eq!((text("customer_id").value(0), text("customer_id").value(1)), ("1", "2"));
    assert_eq!(text("attribute.Fresh").value(1), "20");
    assert!(rows[0].column_by_name("attribute.row_number").is_none());
    // a column of that name is meant itself
    let own = desk.file("d.csv", "row_number,Fresh\n7,10\n");
    desk.import(&[own], &of(texts([("customer_id", "row_number")]))).await.unwrap();
    let rows = desk.rows("customers").await;
    // files are read side by side, so that their rows come in any order
    let ids = rows.iter().flat_map(|rows| rows.column_by_name("customer_id").unwrap().as_string::<i32>().iter());
    let mut ids: Vec<&str> = ids.flatten().collect();
    ids.sort_unstable();
    assert_eq!(ids, ["1", "2", "7"]);
}

#[tokio::test]
async fn heads_of_orders_stand_beside_their_lines() {
    let desk = Desk::new().await;
    let lines = "order,item,price\n1,a,5.00\n1,b,2.50\n2,a,5.00\n3,a,1.00\n2,a,1.00,too many\n";
    let lines = desk.file("lines.csv", lines);
    let heads = desk.file("heads.csv", "Order,customer_id,day,price\n1,A,2024-01-05,x\n2,B,2024-01-06,y\n");
    let mapping = [("ordered_at", "day"), ("amount", "price"), ("order_id", "order"), ("product_id", "item")];
    let with = |path: &std::path::Path| ImportRequest { with: Some(path.to_owned()), ..request(mapping) };
    let report = desk.orders(&lines, with(&heads)).await.unwrap();
    // order 3 has no head, and the last line could not be read before either
    assert_eq!((report.read, report.loaded, report.quarantined), (5, 3, 2), "{report:?}");
    let mut reasons: Vec<&str> = report.rejects.iter().map(|reject| reject.reason.as_str()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["too-many-fields", "value-missing"]);
    assert_eq!(report.files, ["lines.csv"]);
    let rows = desk.rows("orders").await;
    assert_eq!((row_count(&rows), total(&rows, "amount")), (3, 125_000));

    let twice = desk.file("twice.csv", "order,customer_id,day\n1,A,2024-01-05\n1,B,2024-01-06\n");
    let error = desk.orders(&lines, with(&twice)).await.unwrap_err();
    assert_eq!(error.code(), "lookup-key");
    assert!(error.to_string().contains("cells are all different"), "{error}");
    let none = desk.file("none.csv", "number,customer_id\n1,A\n");
    let error = desk.orders(&lines, with(&none)).await.unwrap_err();
    assert!(error.to_string().contains("no column in common"), "{error}");
    assert_eq!(std::fs::read_dir(desk.writer.path("uploads")).unwrap().count(), 0, "joined files do not stay");
}
