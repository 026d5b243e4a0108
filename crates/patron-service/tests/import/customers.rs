//! Customers and products: attributes, and the latest row wins.

use arrow::array::{Array, AsArray};
use arrow::datatypes::Decimal128Type;
use patron_service::views::ImportRequest;

use crate::support::Desk;

fn of(table: &str) -> ImportRequest {
    ImportRequest { table: table.to_owned(), ..ImportRequest::default() }
}

#[tokio::test]
async fn columns_outside_the_mapping_become_attributes() {
    let desk = Desk::new().await;
    let file =
        desk.file("c.csv", "customer_id,name,region,loyalty tier,acquired_at\n1,甲,East,gold,2024-01-05\n2,乙,,,\n");
    let report = desk.import(&[file], &of("customers")).await.unwrap();
    assert_eq!((report.loaded, report.customers), (2, Some(2)));
    assert_eq!(report.amount_read, None);
    let rows = desk.rows("customers").await;
    let text = |name: &str| rows[0].column_by_name(name).unwrap().as_string::<i32>();
    assert_eq!((text("name").value(0), text("attribute.loyalty tier").value(0)), ("甲", "gold"));
    assert!(text("region").is_null(1) && text("attribute.loyalty tier").is_null(1));
    assert!(rows[0].column_by_name("attribute.region").is_none());
}

#[tokio::test]
async fn the_latest_row_of_a_customer_wins() {
    let desk = Desk::new().await;
    let file = desk.file("c.csv", "customer_id,region\n1,East\n2,West\n1,North\n,Nowhere\n1,North\n");
    let report = desk.import(&[file], &of("customers")).await.unwrap();
    assert_eq!((report.read, report.loaded, report.duplicates, report.quarantined), (5, 2, 2, 1));
    let rows = desk.rows("customers").await;
    let regions = rows[0].column_by_name("region").unwrap().as_string::<i32>();
    assert_eq!((regions.len(), regions.value(0)), (2, "North"));
    assert_eq!(report.rejects[0].reason, "value-missing");
}

#[tokio::test]
async fn the_file_given_last_wins() {
    let desk = Desk::new().await;
    let older = desk.file("z-older.csv", "customer_id,region\n1,East\n2,West\n");
    let newer = desk.file("a-newer.csv", "customer_id,region\n2,South\n1,North\n");
    let report = desk.import(&[older, newer], &of("customers")).await.unwrap();
    assert_eq!((report.read, report.loaded, report.duplicates), (4, 2, 2));
    let rows = desk.rows("customers").await;
    let text = |name: &str| rows[0].column_by_name(name).unwrap().as_string::<i32>();
    assert_eq!((text("region").value(0), text("region").value(1)), ("North", "South"));
    assert_eq!(text("source_file").value(0), "a-newer.csv");
    assert_eq!(rows[0].schema().fields().len(), 11, "the columns of the table and no other");
}

#[tokio::test]
async fn files_with_different_attributes_are_one_batch() {
    let desk = Desk::new().await;
    let one = desk.file("a.csv", "customer_id,tier\n1,gold\n");
    let two = desk.file("b.csv", "customer_id,shoe size\n2,42\n");
    desk.import(&[one, two], &of("customers")).await.unwrap();
    let rows = desk.rows("customers").await;
    let text = |name: &str| rows[0].column_by_name(name).unwrap().as_string::<i32>();
    assert_eq!((text("attribute.tier").value(0), text("attribute.shoe size").value(1)), ("gold", "42"));
    assert!(text("attribute.tier").is_null(1));
}

#[tokio::test]
async fn products_have_a_unit_cost() {
    let desk = Desk::new().await;
    let file = desk.file("p.csv", "product_id,name,category,unit_cost\nSP1,Lamp,Light,12.3456\n");
    desk.import(&[file], &of("products")).await.unwrap();
    let rows = desk.rows("products").await;
    assert_eq!(rows[0].column_by_name("unit_cost").unwrap().as_primitive::<Decimal128Type>().value(0), 123_456);
}
