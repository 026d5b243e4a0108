//! What is shown before an import.

use patron_service::import::preview;

use crate::support::{Desk, request, texts};

#[tokio::test]
async fn shows_columns_mapping_and_questions() {
    let desk = Desk::new().await;
    let file =
        desk.file("a.csv", "客户编号,下单时间,数量,单价\n001,3/4/2024 08:00,2,1.50\n002,5/6/2024 09:30,1,2.00\n");
    let view = preview(desk.writer.folder(), &file, &request([])).await.unwrap();
    assert_eq!((view.format.as_str(), view.rows, view.remembered), ("csv; utf-8; delimiter ,", 2, false));
    let kinds: Vec<_> = view.columns.iter().map(|column| (column.name.as_str(), column.kind.as_str())).collect();
    assert_eq!(kinds, [("客户编号", "text"), ("下单时间", "timestamp"), ("数量", "integer"), ("单价", "decimal")]);
    assert_eq!(view.sample[1][0].as_deref(), Some("002"));
    let field = |name: &str| view.fields.iter().find(|field| field.field == name).unwrap();
    assert_eq!(field("amount").expression.as_deref(), Some("\"数量\" * \"单价\""));
    assert!(field("customer_id").required && view.fields[0].field == "customer_id");
    let asked: Vec<_> = view.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(asked, ["date-order", "time-zone"]);

    let mut answered = request([]);
    answered.answers = texts([("date-order", "day-first"), ("time-zone", "Asia/Shanghai")]);
    let view = preview(desk.writer.folder(), &file, &answered).await.unwrap();
    assert_eq!(view.questions, []);
    desk.orders(&file, answered).await.unwrap();
    let view = preview(desk.writer.folder(), &file, &request([])).await.unwrap();
    assert!(view.remembered);
    let asked: Vec<_> = view.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(asked, ["overlap"], "the same file again");
}

#[tokio::test]
async fn a_mapping_that_is_not_complete_is_no_error() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "station,rain\nx,0.5\ny,0.75\n");
    let view = preview(desk.writer.folder(), &file, &request([])).await.unwrap();
    assert_eq!(view.fields[0].expression, None);
    let file = desk.file("b.csv", "customer_id,date,rain\nx,2024-01-05,0.5\n");
    let error = preview(desk.writer.folder(), &file, &request([("amount", "sum(rain)")])).await.unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        (
            "expression-not-scalar",
            "expression `sum(rain)` for field `amount` holds an aggregate; expected an expression over the columns of one row"
        )
    );
}
