//! Files and orders that the ledger has already.

use patron_service::import::preview;

use crate::support::{Desk, request, row_count, texts};

const JANUARY: &str = "order_id,customer_id,date,amount\n1,a,2024-01-01,1\n2,b,2024-01-02,2\n";
const OVERLAPPING: &str = "order_id,customer_id,date,amount\n2,b,2024-01-02,2\n3,a,2024-01-03,3\n4,c,2024-01-04,4\n";

#[tokio::test]
async fn the_same_file_is_asked_about() {
    let desk = Desk::new().await;
    desk.orders(&desk.file("jan.csv", JANUARY), request([])).await.unwrap();
    let again = desk.file("renamed.csv", JANUARY);
    let error = desk.orders(&again, request([])).await.unwrap_err();
    assert_eq!(error.code(), "question");
    assert!(error.to_string().starts_with("file `renamed.csv` is in the ledger already, with batch `"), "{error}");
    assert_eq!(error.problem().hint.as_deref(), Some("answer with `--answer overlap=skip|keep`"));
    assert_eq!(row_count(&desk.rows("orders").await), 2);

    let mut skip = request([]);
    skip.answers = texts([("overlap", "skip")]);
    let report = desk.orders(&again, skip).await.unwrap();
    assert_eq!((report.batch, report.loaded, report.duplicates), (None, 0, 2));
    assert!(report.notices.iter().any(|notice| notice.code == "nothing-loaded"));
    let mut keep = request([]);
    keep.answers = texts([("overlap", "keep")]);
    assert_eq!(desk.orders(&again, keep).await.unwrap().loaded, 2);
    assert_eq!(row_count(&desk.rows("orders").await), 4);
}

#[tokio::test]
async fn an_overlapping_export_is_asked_about() {
    let desk = Desk::new().await;
    desk.orders(&desk.file("jan.csv", JANUARY), request([])).await.unwrap();
    let file = desk.file("more.csv", OVERLAPPING);
    let error = desk.orders(&file, request([])).await.unwrap_err();
    assert_eq!(error.code(), "question");
    assert_eq!(
        error.to_string(),
        "1 row belongs to an order that the ledger has already; expected to know whether to skip or keep them"
    );
    assert_eq!(desk.on_disk().len(), 1, "nothing half-done");
    let view = preview(desk.writer.folder(), &file, &request([])).await.unwrap();
    let asked: Vec<_> =
        view.questions.iter().map(|question| (question.id.as_str(), question.message.as_str())).collect();
    assert_eq!(asked, [("overlap", error.to_string().as_str())]);
    let mut skip = request([]);
    skip.answers = texts([("overlap", "skip")]);
    let report = desk.orders(&file, skip).await.unwrap();
    assert_eq!((report.read, report.loaded, report.duplicates), (3, 2, 1));
    let effect = report.rules.iter().find(|effect| effect.rule == "overlap").unwrap();
    assert_eq!((effect.setting.as_str(), effect.rows, effect.amount.as_deref()), ("skip", 1, Some("2.00")));
}

#[tokio::test]
async fn wrong_answers_are_refused() {
    let desk = Desk::new().await;
    let file = desk.file("jan.csv", JANUARY);
    let refused = async |answer: (&str, &str)| {
        let mut request = request([]);
        request.answers = texts([answer]);
        desk.orders(&file, request).await.unwrap_err()
    };
    let error = refused(("overlap", "maybe")).await;
    assert_eq!(error.to_string(), "answer `overlap` is `maybe`; expected `skip` or `keep`");
    assert_eq!(refused(("overlaps", "skip")).await.code(), "unknown-answer");
    assert_eq!(refused(("time-zone", "Beijing")).await.code(), "answer-value");
    assert_eq!(refused(("header", "0")).await.code(), "answer-value");
    assert_eq!(refused(("delimiter", ";;")).await.code(), "answer-value");
}
