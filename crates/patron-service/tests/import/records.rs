//! Records beside orders: deals, invoices, contacts, scores.

use arrow::array::{Array, AsArray};
use patron_service::views::ImportRequest;

use crate::support::Desk;

fn of(table: &str) -> ImportRequest {
    ImportRequest { table: table.to_owned(), ..ImportRequest::default() }
}

#[tokio::test]
async fn a_deal_has_its_latest_state_and_may_lack_a_customer() {
    let desk = Desk::new().await;
    let file = desk.file(
        "deals.csv",
        "opportunity_id,account,deal_stage,close_value,engage_date,close_date,won\n\
         A1,Acme,Engaging,,2024-01-05,,\nA2,,Prospecting,,,,\nA1,Acme,Won,1054,2024-01-05,2024-03-01,yes\n\
         A3,Bolt,Lost,0,2024-01-06,2024-02-01,perhaps\n",
    );
    let report = desk.import(&[file], &of("opportunities")).await.unwrap();
    assert_eq!((report.read, report.loaded, report.duplicates, report.quarantined), (4, 2, 1, 1));
    assert_eq!(
        (report.rejects[0].reason.as_str(), report.rejects[0].value.as_deref()),
        ("not-a-boolean", Some("perhaps"))
    );
    let rows = desk.rows("opportunities").await;
    let column = |name: &str| rows[0].column_by_name(name).unwrap();
    assert_eq!(column("stage").as_string::<i32>().value(0), "Won");
    assert!(column("won").as_boolean().value(0) && column("won").is_null(1));
    assert!(column("customer_id").is_null(1));
}

#[tokio::test]
async fn scores_of_one_day_are_told_apart_by_assessor_card_and_indicator() {
    let desk = Desk::new().await;
    let file = desk.file(
        "scores.csv",
        "customer_id,assessor,scorecard,indicator,score,assessed_on\n\
         C1,Wang,telecom,influence,4,2024-06-01\nC1,Li,telecom,influence,3,2024-06-01\n\
         C1,Wang,telecom,influence,4,2024-06-01\nC1,Wang,telecom,influence,2,2024-07-01\n",
    );
    let report = desk.import(&[file], &of("assessments")).await.unwrap();
    assert_eq!((report.loaded, report.duplicates), (3, 1));
    let rows = desk.rows("assessments").await;
    let assessors = rows[0].column_by_name("assessor").unwrap().as_string::<i32>();
    let scores = rows[0].column_by_name("score").unwrap().as_primitive::<arrow::datatypes::Decimal128Type>();
    let found: Vec<_> = (0..3).map(|row| (assessors.value(row), scores.value(row) / 10_000)).collect();
    assert_eq!(found, [("Li", 3), ("Wang", 4), ("Wang", 2)]);
}

#[tokio::test]
async fn two_scores_of_one_assessor_for_the_same_are_refused() {
    let desk = Desk::new().await;
    let head = "customer_id,assessor,scorecard,indicator,score,assessed_on,round\n";
    let scores = |name: &str, rows: &str| desk.file(name, format!("{head}{rows}"));
    let twice = scores("a.csv", "C1,Wang,telecom,influence,4,2024-06-01,\nC1,Wang,telecom,influence,5,2024-06-01,\n");
    let error = desk.import(&[twice], &of("assessments")).await.unwrap_err();
    assert_eq!(error.code(), "assessment-contradiction");
    assert_eq!(
        error.to_string(),
        "card `telecom`, indicator `influence`: assessor `Wang` scores account `C1` with `4` and with `5` on \
         `2024-06-01`; expected one score"
    );
    assert!(
        error.problem().hint.as_deref().unwrap().starts_with("keep one of them; a changed opinion gets a later date")
    );
    assert!(desk.writer.store().live_files("assessments").await.unwrap().is_empty(), "nothing of it is there");

    let first = scores("b.csv", "C1,Wang,telecom,influence,4,2024-06-01,1\n");
    desk.import(&[first], &of("assessments")).await.unwrap();
    let other = scores("c.csv", "C1,Wang,telecom,influence,3,2024-06-01,1\n");
    let error = desk.import(&[other], &of("assessments")).await.unwrap_err();
    assert!(error.to_string().contains("with `3` and with `4` on `2024-06-01`, round `1`"), "{error}");
    // a further round, a later day and the same score again contradict nothing
    let more = scores(
        "d.csv",
        "C1,Wang,telecom,influence,3,2024-06-01,2\nC1,Wang,telecom,influence,2,2024-06-02,1\n\
         C1,Wang,telecom,influence,4,2024-06-01,1\n",
    );
    assert_eq!(desk.import(&[more], &of("assessments")).await.unwrap().loaded, 3);
}

#[tokio::test]
async fn rows_of_a_form_that_nobody_filled_in_are_left_out_and_counted() {
    let desk = Desk::new().await;
    let file = desk.file(
        "form.csv",
        "customer_id,assessor,scorecard,indicator,score,assessed_on\n\
         C1,Wang,telecom,influence,4,2024-06-01\nC1,Wang,telecom,value-chain,,2024-06-01\n\
         C2,Wang,telecom,influence,high,2024-06-01\n",
    );
    let report = desk.import(&[file], &of("assessments")).await.unwrap();
    assert_eq!((report.loaded, report.excluded, report.quarantined), (1, 1, 1));
    assert!(report.rules.iter().any(|effect| (effect.rule.as_str(), effect.rows) == ("unscored", 1)));
}
