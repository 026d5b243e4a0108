//! What is never guessed.

use arrow::array::AsArray;
use arrow::datatypes::Date32Type;

use crate::support::{Desk, request, texts};

#[tokio::test]
async fn day_or_month_first() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount\na,3/4/2024,1\nb,5/6/2024,2\n");
    let error = desk.orders(&file, request([])).await.unwrap_err();
    assert_eq!(error.code(), "question");
    assert_eq!(
        error.to_string(),
        "column `date` holds dates such as `3/4/2024`, `5/6/2024`, and no cell decides it; expected to know whether the \
         day or the month stands first"
    );
    assert_eq!(error.problem().hint.as_deref(), Some("answer with `--answer date-order=day-first|month-first`"));
    let days = async |answer: &str| {
        let desk = Desk::new().await;
        let file = desk.file("a.csv", "customer_id,date,amount\na,3/4/2024,1\nb,5/6/2024,2\n");
        let mut request = request([]);
        request.answers = texts([("date-order:date", answer)]);
        let report = desk.orders(&file, request).await.unwrap();
        report.first_on.unwrap()
    };
    assert_eq!(days("day-first").await, "2024-04-03");
    assert_eq!(days("month-first").await, "2024-03-04");
}

#[tokio::test]
async fn bad_cells_among_dates_do_not_answer_for_them() {
    let text = "customer_id,date,amount\na,3/4/2024,1\nb,5/6/2024,2\nc,soon,3\n";
    let desk = Desk::new().await;
    let file = desk.file("a.csv", text);
    let error = desk.orders(&file, request([])).await.unwrap_err();
    assert_eq!(error.code(), "question");
    assert!(error.to_string().contains("whether the day or the month stands first"), "{error}");
    let mut answered = request([]);
    answered.answers = texts([("date-order", "day-first")]);
    let report = desk.orders(&file, answered).await.unwrap();
    assert_eq!((report.loaded, report.quarantined, report.first_on.as_deref()), (2, 1, Some("2024-04-03")));
}

#[tokio::test]
async fn one_cell_that_decides_is_enough() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount\na,3/4/2024,1\nb,25/6/2024,2\n");
    assert_eq!(desk.orders(&file, request([])).await.unwrap().first_on.as_deref(), Some("2024-04-03"));
}

#[tokio::test]
async fn a_decimal_mark_that_no_cell_decides() {
    let text = "customer_id;date;amount\na;2024-01-01;1,234\nb;2024-01-02;2,500\n";
    let desk = Desk::new().await;
    let error = desk.orders(&desk.file("a.csv", text), request([])).await.unwrap_err();
    assert_eq!(error.code(), "question");
    assert!(error.to_string().contains("which sign is the decimal mark"), "{error}");
    let sum = async |answer: &str| {
        let desk = Desk::new().await;
        let mut request = request([]);
        request.answers = texts([("decimal-mark", answer)]);
        desk.orders(&desk.file("a.csv", text), request).await.unwrap().amount_loaded.unwrap()
    };
    assert_eq!(sum("point").await, "3734.00");
    assert_eq!(sum("comma").await, "3.734");
}

#[tokio::test]
async fn a_column_that_is_not_used_is_not_asked_about() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount,birthday\na,2024-01-01,1,3/4/1990\n");
    desk.orders(&file, request([])).await.unwrap();
}

#[tokio::test]
async fn the_time_zone_decides_the_day_and_is_kept() {
    let text = "customer_id,date,amount\na,2024-01-05T17:30:00Z,1\nb,2024-01-05T12:00:00Z,2\n";
    let desk = Desk::new().await;
    let mut shanghai = request([]);
    shanghai.answers = texts([("time-zone", "Asia/Shanghai")]);
    let report = desk.orders(&desk.file("a.csv", text), shanghai.clone()).await.unwrap();
    assert_eq!((report.first_on.as_deref(), report.last_on.as_deref()), (Some("2024-01-05"), Some("2024-01-06")));
    let rows = desk.rows("orders").await;
    let days = rows[0].column_by_name("ordered_on").unwrap().as_primitive::<Date32Type>();
    assert_eq!(days.values(), &[19_728, 19_727], "17:30 in London is the next day in Shanghai");

    // the next file is read in the same zone, and another is refused
    let next = desk.file("b.csv", "customer_id,date,amount\nc,2024-02-01T23:00:00Z,1\n");
    let mut london = request([]);
    london.answers = texts([("time-zone", "Europe/London")]);
    assert_eq!(desk.orders(&next, london).await.unwrap_err().code(), "time-zone-fixed");
    assert_eq!(desk.on_disk().len(), 1);
    assert_eq!(desk.orders(&next, request([])).await.unwrap().first_on.as_deref(), Some("2024-02-02"));
}

#[tokio::test]
async fn times_without_zone_are_utc_with_a_notice() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount\na,2024-01-05 17:30,1\n");
    let report = desk.orders(&file, request([])).await.unwrap();
    assert!(report.notices.iter().any(|notice| notice.code == "time-zone-default"));
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount\na,2024-01-05,1\n");
    let report = desk.orders(&file, request([])).await.unwrap();
    assert!(!report.notices.iter().any(|notice| notice.code == "time-zone-default"), "days need no zone");
}
