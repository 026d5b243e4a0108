//! The review of accounts as a document.

use patron_service::report::ReportFormat;
use patron_service::service::Reviewed;

use crate::desk::{TRUST, TWO, portfolio};

#[tokio::test]
async fn a_review_holds_cards_ways_labels_and_records_in_both_languages() {
    let portfolio = portfolio(&TRUST, &[TWO]).await;
    portfolio
        .import_text(
            "people",
            "people.csv",
            "customer_id,person_id,name,role\nC,P1,Ms Zhou <b>,buyer\nA,P2,Mr Li,chief\n",
        )
        .await;
    let contracts = "customer_id,contract_id,started_at,ended_at,monthly_amount\nC,K-7,2024-01-01,2025-06-30,12.5\n";
    portfolio.import_text("contracts", "contracts.csv", contracts).await;
    portfolio.run().await.unwrap();
    let review = async |of: Reviewed, language: &str| {
        String::from_utf8(portfolio.service.account_review(&of, ReportFormat::Html, language).await.unwrap()).unwrap()
    };
    let english = review(Reviewed::Customer("C".to_owned()), "en").await;
    let chinese = review(Reviewed::Customer("C".to_owned()), "zh").await;
    for (page, words) in [
        (&english, ["Way to Middle, Two", "6.0 points to Middle"]),
        (&chinese, ["升至“中”的路径（二）", "距“中”还差 6.0 分"]),
    ] {
        assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
        for outside in ["http://", "https://", "src=", "<script", "‹", "Ms Zhou <b>", "Mr Li"] {
            assert!(!page.contains(outside), "{outside}");
        }
        for word in words.iter().chain(&["Ms Zhou &lt;b&gt;", "K-7", "2025-06-30"]) {
            assert!(page.contains(word), "{word}: {page}");
        }
    }
    let all = review(Reviewed::Card("two".to_owned()), "en").await;
    assert_eq!(all.matches("<article").count(), 4);
    let book =
        portfolio.service.account_review(&Reviewed::Card("two".to_owned()), ReportFormat::Xlsx, "en").await.unwrap();
    assert!(book.starts_with(b"PK"));
    let error = portfolio.service.account_review(&Reviewed::Customer("Z".to_owned()), ReportFormat::Html, "en").await;
    assert_eq!(error.unwrap_err().to_string(), "customer `Z` is not in the current run");
}
