use arrow::datatypes::{DataType, TimeUnit};

use super::{Role, table, tables};

#[test]
fn orders_have_the_columns_that_rollups_read() {
    let schema = table("orders").unwrap().schema();
    let money = DataType::Decimal128(18, 4);
    let instant = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let expected = [
        ("customer_id", DataType::Utf8, true),
        ("ordered_on", DataType::Date32, false),
        ("ordered_at", instant, false),
        ("is_return", DataType::Boolean, false),
        ("order_id", DataType::Utf8, true),
        ("original_order_id", DataType::Utf8, true),
        ("product_id", DataType::Utf8, true),
        ("quantity", money.clone(), true),
        ("amount", money.clone(), true),
        ("discount", money.clone(), true),
        ("cost", money, true),
        ("channel", DataType::Utf8, true),
        ("currency", DataType::Utf8, true),
        ("source_file", DataType::Utf8, false),
        ("source_row", DataType::UInt64, false),
    ];
    let found =
        schema.fields().iter().map(|f| (f.name().as_str(), f.data_type().clone(), f.is_nullable())).collect::<Vec<_>>();
    assert_eq!(found, expected);
}

#[test]
fn every_table_is_well_formed() {
    for table in tables() {
        let schema = table.schema();
        for name in table.sorted_by.iter().chain(table.key) {
            assert!(schema.column_with_name(name).is_some(), "{}: {name}", table.id);
        }
        for column in table.columns {
            if let Role::LocalDay { of } = column.role {
                assert!(table.field(of).is_ok(), "{}: {of}", table.id);
            }
        }
        assert_eq!(table.columns.iter().filter(|c| c.role == Role::SourceRow).count(), 1, "{}", table.id);
        assert!(table.sorted_by.starts_with(table.key), "{}: rows of one key stand together", table.id);
        assert!(table.sorted_by.ends_with(&["source_file", "source_row"]), "{}: the order must be total", table.id);
    }
}

#[test]
fn unknown_names_are_refused_with_what_there_is() {
    let error = table("order").unwrap_err();
    assert_eq!(error.code(), "unknown-table");
    assert_eq!(
        error.to_string(),
        "table `order` is not known; expected one of `orders`, `customers`, `products`, \
         `interactions`, `receivables`, `opportunities`, `contracts`, `wallets`, `people`, `assessments`, \
         `cost_pools`, `activity_drivers`, `marketing_spend`, `surveys`"
    );
    let error = table("products").unwrap().field("price").unwrap_err();
    assert_eq!(
        error.to_string(),
        "table `products` has no field `price`; expected one of `product_id`, `name`, `category`, `unit_cost`, \
         `launched_at`, `retired_at`"
    );
}
