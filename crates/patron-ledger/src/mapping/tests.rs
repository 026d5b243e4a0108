use std::collections::BTreeMap;

use arrow::array::{Array, AsArray, StringArray};
use arrow::datatypes::{Date32Type, Decimal128Type, TimestampMicrosecondType};
use chrono_tz::Tz;
use datafusion::execution::SessionState;
use datafusion::prelude::{SessionConfig, SessionContext};
use proptest::prelude::*;

use super::{ColumnKind, Mapped, Mapper, SourceColumn};
use crate::table::{Refusal, table};
use crate::value::date::DateForm;
use crate::value::number::NumberForm;

fn state() -> SessionState {
    let mut config = SessionConfig::new();
    let options = config.options_mut();
    options.sql_parser.enable_ident_normalization = false;
    options.sql_parser.parse_float_as_decimal = true;
    SessionContext::new_with_config(config).state()
}

fn number(scale: u8) -> ColumnKind {
    ColumnKind::Number { form: NumberForm::Point, scale }
}

fn date(has_time: bool) -> ColumnKind {
    ColumnKind::Date { forms: vec![DateForm::YearFirst], has_time, has_offset: false }
}

fn source(columns: &[(&str, ColumnKind)]) -> Vec<SourceColumn> {
    columns.iter().map(|(name, kind)| SourceColumn { name: (*name).to_owned(), kind: kind.clone() }).collect()
}

fn retail() -> Vec<SourceColumn> {
    source(&[
        ("InvoiceNo", number(0)),
        ("StockCode", ColumnKind::Text),
        ("Quantity", number(0)),
        ("InvoiceDate", date(true)),
        ("UnitPrice", number(3)),
        ("CustomerID", number(0)),
        ("Customer.Group", ColumnKind::Text),
    ])
}

fn mapper(mapping: &[(&str, &str)], columns: Vec<SourceColumn>, zone: Tz) -> Result<Mapper, Refusal> {
    let mapping: BTreeMap<String, String> =
        mapping.iter().map(|(field, sql)| ((*field).to_owned(), (*sql).to_owned())).collect();
    Mapper::new(table("orders").unwrap(), &mapping, columns, zone, &state())
}

/// The usual mapping with one field changed.
fn retail_with(field: &str, sql: &str) -> Result<Mapper, Refusal> {
    let mut mapping = vec![("customer_id", "CustomerID"), ("ordered_at", "InvoiceDate"), ("order_id", "InvoiceNo")];
    mapping.retain(|(name, _)| *name != field);
    mapping.push((field, sql));
    mapper(&mapping, retail(), Tz::UTC)
}

fn apply(mapper: &Mapper, rows: &[[&str; 7]]) -> Mapped {
    let cells: Vec<StringArray> =
        (0..7).map(|at| rows.iter().map(|row| Some(row[at]).filter(|cell| !cell.is_empty())).collect()).collect();
    mapper.apply(&cells, rows.len())
}

const ROW: [&str; 7] = ["0536365", "85123A", "6", "2010-12-01 08:26:00", "2.55", "017850", "a"];

fn row(changes: &[(usize, &'static str)]) -> [&'static str; 7] {
    let mut row = ROW;
    for (at, cell) in changes {
        row[*at] = cell;
    }
    row
}

fn amounts(mapped: &Mapped) -> Vec<Option<i128>> {
    mapped.column("amount").unwrap().as_primitive::<Decimal128Type>().iter().collect()
}

#[test]
fn a_column_keeps_its_cells_as_written() {
    let mapped = apply(&retail_with("amount", "UnitPrice").unwrap(), &[ROW, row(&[(0, "C536379"), (5, " ")])]);
    let ids = mapped.column("customer_id").unwrap().as_string::<i32>();
    assert_eq!(ids.value(0), "017850");
    assert!(ids.is_null(1), "an order without customer is kept");
    // InvoiceNo looks like a number, but an identifier is read as text
    assert_eq!(mapped.column("order_id").unwrap().as_string::<i32>().value(1), "C536379");
    assert_eq!(amounts(&mapped), [Some(25_500), Some(25_500)]);
    assert_eq!(mapped.faults, []);
}

#[test]
fn an_expression_multiplies_exactly() {
    // 80995 x 2.08 of the largest order of Online Retail; 3 x 0.333 has three decimals
    let rows = [row(&[(2, "80995"), (4, "2.08")]), row(&[(2, "-3"), (4, "0.333")]), row(&[(4, "")])];
    let mapped = apply(&retail_with("amount", "quantity * UnitPrice").unwrap(), &rows);
    assert_eq!(amounts(&mapped), [Some(1_684_696_000), Some(-9_990), None]);
    assert_eq!((mapped.faults.len(), mapped.rounded.len()), (0, 0));
}

#[test]
fn more_than_four_decimals_round_half_to_even() {
    let columns = source(&[("id", ColumnKind::Text), ("day", date(false)), ("price", number(5))]);
    let mapping = [("customer_id", "id"), ("ordered_at", "day"), ("amount", "price")];
    let mapper = mapper(&mapping, columns, Tz::UTC).unwrap();
    let ids: StringArray = ["a", "b", "c", "d"].into_iter().map(Some).collect();
    let days: StringArray = ["2024-01-05"; 4].into_iter().map(Some).collect();
    let prices: StringArray = ["0.00005", "0.00015", "-0.00025", "0.12340"].into_iter().map(Some).collect();
    let mapped = mapper.apply(&[ids, days, prices], 4);
    assert_eq!(amounts(&mapped), [Some(0), Some(2), Some(-2), Some(1234)]);
    assert_eq!(mapped.rounded, [0, 1, 2]);
}

#[test]
fn decimal_literals_are_exact() {
    let mapped = apply(&retail_with("amount", "UnitPrice * 0.1 + 0.2").unwrap(), &[ROW]);
    assert_eq!(amounts(&mapped), [Some(4_550)]);
    let mapped = apply(&retail_with("cost", "CASE WHEN Quantity > 5 THEN 1.005 ELSE 0 END").unwrap(), &[ROW]);
    assert_eq!(mapped.column("cost").unwrap().as_primitive::<Decimal128Type>().value(0), 10_050);
}

#[test]
fn cells_that_do_not_fit_are_faults() {
    let rows = [
        ROW,
        row(&[(2, "six")]),
        row(&[(3, "2010-02-30 08:26:00")]),
        row(&[(3, "")]),
        row(&[(2, "99999999"), (4, "99999999.99")]),
    ];
    let mapped = apply(&retail_with("amount", "Quantity * UnitPrice").unwrap(), &rows);
    let faults: Vec<_> = mapped
        .faults
        .iter()
        .map(|f| (f.index, f.reason, f.column.as_deref().unwrap(), f.value.as_deref().unwrap(), f.expected.as_str()))
        .collect();
    assert_eq!(
        faults,
        [
            (1, "not-a-number", "Quantity", "six", "a number such as `1234.56`, `1,234.56` or `¥1,234.56`"),
            (2, "no-such-date", "InvoiceDate", "2010-02-30 08:26:00", "a day that exists in the calendar"),
            (3, "value-missing", "InvoiceDate", "", "a value for `ordered_at`"),
            (
                4,
                "number-out-of-range",
                "Quantity, UnitPrice",
                "99999999, 99999999.99",
                "a number with at most 14 digits before the decimal mark, found `9999999899000000.010`"
            ),
        ]
        .map(|f| (f.0, f.1, f.2, f.3, f.4))
    );
}

#[test]
fn rows_on_which_an_expression_fails_are_found() {
    let mut rows = vec![ROW; 100];
    for at in [0, 37, 38, 99] {
        rows[at] = row(&[(2, "0")]);
    }
    let mapped = apply(&retail_with("amount", "UnitPrice / Quantity").unwrap(), &rows);
    assert_eq!(mapped.faults.iter().map(|f| f.index).collect::<Vec<_>>(), [0, 37, 38, 99]);
    let fault = &mapped.faults[0];
    assert_eq!((fault.reason, fault.column.as_deref()), ("expression-failed", Some("Quantity, UnitPrice")));
    assert!(fault.expected.contains("`UnitPrice / Quantity` to give a value for `amount`"), "{}", fault.expected);
    assert_eq!(amounts(&mapped)[1], Some(4_250));
}

#[test]
fn text_of_a_number_column_is_the_cell_as_written() {
    let mapper = retail_with("order_id", "'X-' || CAST(InvoiceNo AS text)").unwrap();
    let mapped = apply(&mapper, &[ROW, row(&[(0, "C536379")])]);
    let ids = mapped.column("order_id").unwrap().as_string::<i32>();
    assert_eq!((ids.value(0), ids.value(1)), ("X-0536365", "X-C536379"));
    assert_eq!(mapped.faults, []);
}

#[test]
fn names_are_found_in_any_letter_case_if_only_one_fits() {
    let mapped = apply(&retail_with("amount", "QUANTITY * ABS(unitprice)").unwrap(), &[ROW]);
    assert_eq!(amounts(&mapped), [Some(153_000)]);
    let mapped = apply(&retail_with("channel", "customer.group").unwrap(), &[ROW]);
    assert_eq!(mapped.column("channel").unwrap().as_string::<i32>().value(0), "a");
    let mapped = apply(&retail_with("channel", "UPPER(Customer.Group)").unwrap(), &[ROW]);
    assert_eq!(mapped.column("channel").unwrap().as_string::<i32>().value(0), "A");
    assert_eq!(retail_with("amount", "\"quantity\" * UnitPrice").unwrap_err().code(), "unknown-column");

    let columns = source(&[("id", ColumnKind::Text), ("ID", ColumnKind::Text), ("Day", date(false))]);
    let error = mapper(&[("customer_id", "Id"), ("ordered_at", "Day")], columns, Tz::UTC).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expression `Id` for field `customer_id` names column `Id`, which could be `id`, `ID`; expected one of them"
    );
}

#[test]
fn times_are_of_the_portfolios_zone() {
    let mapping = [("customer_id", "CustomerID"), ("ordered_at", "InvoiceDate")];
    let mapper = mapper(&mapping, retail(), Tz::Asia__Shanghai).unwrap();
    let rows = [row(&[(3, "2024-01-05 07:30")]), row(&[(3, "2024-01-05T07:30:00Z")]), row(&[(3, "2024-01-05")])];
    let mapped = apply(&mapper, &rows);
    let at = mapped.column("ordered_at").unwrap().as_primitive::<TimestampMicrosecondType>();
    let micros = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_micros();
    assert_eq!(at.value(0), micros("2024-01-04T23:30:00Z"));
    assert_eq!(at.value(1), micros("2024-01-05T07:30:00Z"));
    assert_eq!(at.value(2), micros("2024-01-04T16:00:00Z"));
    assert_eq!(super::day_of(at.value(0), Tz::Asia__Shanghai), Some(19_727), "2024-01-05");
}

#[test]
fn hours_that_clocks_skip_are_faults_but_days_are_not() {
    let mapping = [("customer_id", "CustomerID"), ("ordered_at", "InvoiceDate")];
    // Sao Paulo skipped the hour after midnight of 2018-11-04
    let mapper = mapper(&mapping, retail(), Tz::America__Sao_Paulo).unwrap();
    let mapped = apply(&mapper, &[row(&[(3, "2018-11-04 00:30:00")]), row(&[(3, "2018-11-04")])]);
    assert_eq!(mapped.faults.iter().map(|f| (f.index, f.reason)).collect::<Vec<_>>(), [(0, "no-such-time")]);
    let at = mapped.column("ordered_at").unwrap().as_primitive::<TimestampMicrosecondType>().value(1);
    assert_eq!(super::day_of(at, Tz::America__Sao_Paulo), Some(17_839), "2018-11-04");
}

#[test]
fn a_day_is_made_of_parts() {
    let columns = source(&[("id", ColumnKind::Text), ("日期", date(false)), ("时间", ColumnKind::Text)]);
    let sql = "CAST(日期 AS text) || ' ' || 时间";
    let mapper = mapper(&[("customer_id", "id"), ("ordered_at", sql)], columns, Tz::UTC).unwrap();
    let one = |text: &str| StringArray::from(vec![text]);
    let mapped = mapper.apply(&[one("7"), one("2024/1/5"), one("08:26")], 1);
    assert_eq!(mapped.faults, []);
    let at = mapped.column("ordered_at").unwrap().as_primitive::<TimestampMicrosecondType>().value(0);
    assert_eq!(at, chrono::DateTime::parse_from_rfc3339("2024-01-05T08:26:00Z").unwrap().timestamp_micros());
}

#[test]
fn dates_of_customers_are_days() {
    let columns = source(&[("id", ColumnKind::Text), ("since", date(true))]);
    let mapping =
        BTreeMap::from([("customer_id", "id"), ("acquired_at", "since")].map(|(f, s)| (f.to_owned(), s.to_owned())));
    let mapper = Mapper::new(table("customers").unwrap(), &mapping, columns, Tz::Asia__Shanghai, &state()).unwrap();
    let one = |text: &str| StringArray::from(vec![text]);
    let mapped = mapper.apply(&[one("7"), one("2024-01-05 00:10")], 1);
    assert_eq!(mapped.column("acquired_at").unwrap().as_primitive::<Date32Type>().value(0), 19_727);
}

#[test]
fn what_does_not_fit_is_refused_with_words() {
    let refused = |field: &str, sql: &str| {
        let error = retail_with(field, sql).unwrap_err();
        (error.code(), error.to_string())
    };
    let (code, message) = refused("amount", "Quantity * Price");
    assert_eq!(code, "unknown-column");
    assert!(
        message.starts_with(
            "expression `Quantity * Price` for field `amount` names column `Price`, which the file does not have; \
             expected one of `InvoiceNo`, `StockCode`"
        ),
        "{message}"
    );
    assert_eq!(
        refused("amount", "StockCode"),
        ("column-kind", "column `StockCode` for field `amount` holds text; expected numbers".to_owned())
    );
    assert_eq!(
        refused("ordered_at", "Quantity"),
        ("column-kind", "column `Quantity` for field `ordered_at` holds numbers; expected dates".to_owned())
    );
    assert_eq!(
        refused("amount", "sqrt(UnitPrice)"),
        (
            "expression-type",
            "expression `sqrt(UnitPrice)` for field `amount` gives a float; expected an exact decimal".to_owned()
        )
    );
    assert_eq!(refused("amount", "Quantity *").0, "expression-not-sql");
    assert_eq!(refused("amount", "Quantity; DROP TABLE x").0, "expression-not-sql");
    assert_eq!(refused("amount", "sum(Quantity)").0, "expression-not-scalar");
    assert_eq!(refused("amount", "(SELECT 1)").0, "expression-not-scalar");
    assert_eq!(refused("channel", "uuid()").0, "expression-not-scalar");
    assert_eq!(refused("ordered_at", "now()").0, "expression-not-scalar");
    assert_eq!(refused("amount", "row_number() OVER ()").0, "expression-not-scalar");
    assert_eq!(refused("amount", "StockCode * Quantity").0, "expression-not-planned");
    assert_eq!(refused("price", "UnitPrice").0, "unknown-field");
    assert_eq!(
        refused("customer_id", "").1,
        "table `orders` needs field `customer_id`, and no column was found for it; expected one of `InvoiceNo`, \
         `StockCode`, `Quantity`, `InvoiceDate`, `UnitPrice`, `CustomerID`, `Customer.Group`"
    );
}

#[test]
fn a_constant_fills_every_row() {
    let mapped = apply(&retail_with("channel", "'web'").unwrap(), &[ROW, ROW]);
    let channels = mapped.column("channel").unwrap().as_string::<i32>();
    assert_eq!((channels.len(), channels.value(1)), (2, "web"));
    assert_eq!(mapped.column("currency"), None);
}

proptest! {
    /// quantity x price in whole cents is what the expression gives, whatever the numbers.
    #[test]
    fn products_are_exact(quantity in -100_000_i64..100_000, cents in 0_i64..10_000_000) {
        let (q, price) = (quantity.to_string(), format!("{}.{:02}", cents / 100, cents % 100));
        let mapper = retail_with("amount", "Quantity * UnitPrice").unwrap();
        let mut row = ROW;
        row[2] = &q;
        row[4] = &price;
        prop_assert_eq!(amounts(&apply(&mapper, &[row])), [Some(i128::from(quantity) * i128::from(cents) * 100)]);
    }

    /// No text of an expression makes the planner fail in any other way than by a refusal.
    #[test]
    fn any_text_is_refused_or_planned(sql in "[a-zA-Z0-9_ '\"*+/().,:;<>=-]{0,40}") {
        let _ = retail_with("amount", &sql);
    }
}
