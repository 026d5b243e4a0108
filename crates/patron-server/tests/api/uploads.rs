//! Files on their way in.

use axum::body::{Body, Bytes};
use axum::http::Method;
use futures::stream;
use patron_server::ServeOptions;
use patron_service::Registry;
use serde_json::json;

use crate::desk::{Desk, options};

fn waiting(desk: &Desk) -> usize {
    std::fs::read_dir(desk.folder.path().join("data/uploads")).unwrap().count()
}

#[tokio::test]
async fn names_never_lead_out_of_their_folder() {
    let desk = Desk::new().await;
    let sent = desk.upload("../../../evil/订单.csv", "a,b\n1,2\n").await.ok();
    assert_eq!(sent["name"], "订单.csv");
    assert_eq!(sent["bytes"], 8);
    let file = desk.folder.path().join("data/uploads").join(sent["id"].as_str().unwrap()).join("订单.csv");
    assert_eq!(std::fs::read(file).unwrap(), b"a,b\n1,2\n");
    for id in ["..", "%2E%2E", "..%2F..%2Fdata", "00000000-0000-0000-0000-000000000000", "lock"] {
        let answer = desk.post(&format!("/api/v1/uploads/{id}/preview"), &json!({"table": "orders"})).await;
        assert_eq!(answer.problem(), (404, "unknown-upload".to_owned()), "{id}");
    }
    let place = format!("/api/v1/uploads/{}", sent["id"].as_str().unwrap());
    assert_eq!(desk.send(Method::DELETE, &place, &json!({})).await.status, 204);
    assert_eq!(desk.send(Method::DELETE, &place, &json!({})).await.problem(), (404, "unknown-upload".to_owned()));
    assert_eq!(waiting(&desk), 0);
}

#[tokio::test]
async fn large_and_broken_files_leave_nothing() {
    let small = ServeOptions { upload_limit_bytes: 1000, ..options() };
    let desk = Desk::with(Registry::default(), small).await;
    let announced = desk.upload("a.csv", "x".repeat(1001)).await;
    assert_eq!(announced.problem(), (413, "upload-too-large".to_owned()));
    assert_eq!(announced.json()["values"]["limit"], 1000);
    let parts = || (0..11).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 100])));
    let streamed = desk.upload("a.csv", Body::from_stream(stream::iter(parts()))).await;
    assert_eq!(streamed.problem(), (413, "upload-too-large".to_owned()));
    let broken = parts().take(3).chain([Err(std::io::Error::other("gone"))]);
    let broken = desk.upload("a.csv", Body::from_stream(stream::iter(broken))).await;
    assert_eq!(broken.problem(), (422, "upload-broken".to_owned()));
    assert_eq!(waiting(&desk), 0);
    assert_eq!(desk.upload("a.csv", "x".repeat(1000)).await.ok()["bytes"], 1000);
}

#[tokio::test]
async fn a_question_is_asked_and_not_guessed() {
    let desk = Desk::new().await;
    let csv = "customer_id,ordered_at,amount\nA,01/02/2024,10\nB,03/04/2024,11\n";
    let place = format!("/api/v1/uploads/{}", desk.upload("a.csv", csv).await.ok()["id"].as_str().unwrap());
    let preview = desk.post(&format!("{place}/preview"), &json!({"table": "orders"})).await.ok();
    let question = preview["questions"].as_array().unwrap().iter().find(|one| one["id"] == "date-order").unwrap();
    assert_eq!(question["column"], "ordered_at");
    let job = desk.follow(desk.post(&format!("{place}/import"), &json!({"table": "orders"})).await).await;
    assert_eq!((job["state"].as_str(), job["problem"]["code"].as_str()), (Some("failed"), Some("question")));
    let answered = json!({"table": "orders", "answers": {"date-order": question["answers"][0]}});
    let job = desk.follow(desk.post(&format!("{place}/import"), &answered).await).await;
    assert_eq!(job["import"]["loaded"], 2, "{job}");
    assert_eq!(waiting(&desk), 0, "an imported file does not wait any longer");
}
