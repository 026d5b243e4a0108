use super::*;
use crate::source::{OpenOptions, open};
use crate::value::date::DateForm;

fn column(cells: &[&str]) -> ColumnProfile {
    let mut tally = Tally::default();
    for (row, cell) in cells.iter().enumerate() {
        tally.add(cell, &OpenOptions::default(), row as u64 + 1, row as u64 + 2);
    }
    tally.finish("c", None)
}

#[test]
fn kinds() {
    for (cells, kind) in [
        (&["", " ", "NULL"][..], Kind::Empty),
        (&["1", "-2", "1,234,567"], Kind::Integer),
        (&["1", "2.5"], Kind::Decimal),
        (&["¥1,234.50", "(12)"], Kind::Decimal),
        (&["00123", "00007", "12345"], Kind::Text),
        (&["20240105", "19991231"], Kind::Date),
        (&["20240105", "20241305"], Kind::Integer),
        (&["2024-01-05", "2024-01-05 08:26"], Kind::Timestamp),
        (&["2024年1月5日"], Kind::Date),
        (&["是", "否"], Kind::Boolean),
        (&["yes", "No"], Kind::Boolean),
        (&["C536379", "x"], Kind::Text),
    ] {
        assert_eq!(column(cells).kind, kind, "{cells:?}");
    }
}

#[test]
fn two_in_a_hundred_may_not_fit() {
    let mut cells = vec!["1.5"; 98];
    cells.extend(["n/a", "?"]);
    let profile = column(&cells);
    assert_eq!((profile.kind, profile.filled, profile.fitting), (Kind::Decimal, 100, 98));
    assert_eq!(profile.misfits[0], Misfit { row: 99, line: 100, value: "n/a".to_owned() });
    cells.push("!");
    assert_eq!(column(&cells).kind, Kind::Text);
}

#[test]
fn the_order_of_day_and_month_is_never_guessed() {
    let order = |cells: &[&str]| column(cells).date.unwrap();
    assert_eq!(order(&["3/4/2024", "12/11/2024"]).order, Some(DayOrder::Ambiguous));
    assert_eq!(order(&["3/4/2024", "13/4/2024"]).order, Some(DayOrder::DayFirst));
    assert_eq!(order(&["3/4/2024", "4/13/2024"]).order, Some(DayOrder::MonthFirst));
    assert_eq!(order(&["13/4/2024", "4/13/2024"]).order, Some(DayOrder::Conflicting));
    assert_eq!(order(&["05.01.2024"]).order, Some(DayOrder::Ambiguous));
    assert_eq!(order(&["2024-01-05"]).order, None);
    let ambiguous = column(&["3/4/2024"]);
    assert_eq!((ambiguous.kind, ambiguous.min), (Kind::Date, None));
    assert_eq!(ambiguous.date.unwrap().forms, [DateForm::DayFirst, DateForm::MonthFirst]);
    let day_first = column(&["3/4/2024", "13/4/2024"]);
    assert_eq!((day_first.min.as_deref(), day_first.max.as_deref()), (Some("2024-04-03"), Some("2024-04-13")));
    let mixed = order(&["2024-01-05", "5 Jan 2024", "2024/2/1"]);
    assert_eq!((mixed.mixed, mixed.forms), (true, vec![DateForm::YearFirst, DateForm::MonthName]));
}

#[test]
fn half_a_column_of_dates_is_noted_beside_its_kind() {
    let mostly = |cells: &[&str]| (column(cells).kind, column(cells).mostly_dates.map(|dates| dates.order));
    assert_eq!(mostly(&["2024-01-05", "soon"]), (Kind::Text, Some(None)));
    assert_eq!(mostly(&["2024-01-05", "soon", "later"]), (Kind::Text, None));
    assert_eq!(mostly(&["20240105", "20241305"]), (Kind::Integer, Some(None)));
    assert_eq!(mostly(&["3/4/2024", "soon"]), (Kind::Text, Some(Some(DayOrder::Ambiguous))));
    assert_eq!(mostly(&["13/4/2024", "soon"]), (Kind::Text, Some(Some(DayOrder::DayFirst))));
    assert_eq!(
        mostly(&["13/4/2024", "4/13/2024", "3/4/2024", "soon"]),
        (Kind::Text, None),
        "they contradict each other"
    );
    assert_eq!(mostly(&["2024-01-05"]), (Kind::Date, None));
    assert_eq!(mostly(&["5", "7"]), (Kind::Integer, None));
}

#[test]
fn half_a_column_of_numbers_is_noted_beside_its_kind() {
    let mostly = |cells: &[&str]| (column(cells).kind, column(cells).mostly_numbers.map(|numbers| numbers.reading));
    assert_eq!(mostly(&["12.50", "many"]), (Kind::Text, Some(NumberReading::Point)));
    assert_eq!(mostly(&["12,50", "many"]), (Kind::Text, Some(NumberReading::Comma)));
    assert_eq!(mostly(&["1,234", "many"]), (Kind::Text, Some(NumberReading::Ambiguous)));
    assert_eq!(mostly(&["12.50", "many", "few"]), (Kind::Text, None));
    assert_eq!(mostly(&["007", "many"]), (Kind::Text, None), "an identifier");
    assert_eq!(mostly(&["12.50"]), (Kind::Decimal, None));
}

#[test]
fn the_decimal_mark_is_never_guessed() {
    let reading = |cells: &[&str]| column(cells).number.unwrap().reading;
    assert_eq!(reading(&["1,234", "2,500", "7"]), NumberReading::Ambiguous);
    assert_eq!(reading(&["1.234", "999"]), NumberReading::Ambiguous);
    assert_eq!(reading(&["1,234", "2,50"]), NumberReading::Comma);
    assert_eq!(reading(&["1,234", "2.50"]), NumberReading::Point);
    assert_eq!(reading(&["1.234,56"]), NumberReading::Comma);
    assert_eq!(reading(&["1,5", "2.5"]), NumberReading::Conflicting);
    assert_eq!(reading(&["1 234", "5"]), NumberReading::Point);
    let comma = column(&["1.234,56", "-7,5"]);
    assert_eq!((comma.min.as_deref(), comma.max.as_deref()), (Some("-7.5"), Some("1234.56")));
    assert_eq!(comma.number.unwrap().max_scale, 2);
    let money = column(&["¥5", "12 USD", "5%"]).number.unwrap();
    assert_eq!((money.currencies, money.percents), (vec!["¥".to_owned(), "USD".to_owned()], 1));
}

#[test]
fn examples_are_the_first_five_different() {
    let profile = column(&["a", "a", "b", "c", "d", "e", "f"]);
    assert_eq!(profile.examples, ["a", "b", "c", "d", "e"]);
    assert_eq!((profile.min.as_deref(), profile.max.as_deref()), (Some("a"), Some("f")));
}

#[test]
fn a_file_too_short_for_rows_has_no_profile() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, "a,b\n").unwrap();
    assert_eq!(open(&path, OpenOptions::default(), &Watch::new()).unwrap_err().code(), "no-rows");
}
