//! Typed and measured lines, tiers, versions, what does not count and why.

use crate::support::{Portfolio, now};
use patron_service::Registry;
use patron_service::cards::template;

/// Three accounts of a telecom operator; the last day is 2024-12-31.
const ORDERS: &str = "customer_id,ordered_at,amount\n\
    A,2022-01-01,10\nA,2024-06-30,1200\nA,2024-12-31,2400\nB,2023-01-01,10\nB,2024-03-01,1800\n\
    C,2024-01-01,1\nC,2024-12-01,599\n";

const INVOICES: &str = "customer_id,invoice_id,issued_at,due_at,amount\nB,1,2024-09-01,2024-10-02,100\n";

/// Every typed line of the card for one account.
fn typed(account: &str, scores: [u8; 10]) -> String {
    let lines = [
        "group-revenue",
        "price-sensitivity",
        "bandwidth",
        "influence",
        "business-state",
        "value-chain",
        "dependence",
        "satisfaction",
        "reciprocity",
        "wallet-unused",
    ];
    let rows = lines
        .iter()
        .zip(scores)
        .map(|(line, score)| format!("{account},Wang,telecom-key-account,{line},{score},2024-12-01\n"));
    rows.collect()
}

async fn telecom() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.import_text("receivables", "invoices.csv", INVOICES).await;
    let head = "customer_id,assessor,scorecard,indicator,score,assessed_on\n";
    let rows = format!(
        "{head}{}{}{}",
        typed("A", [5, 1, 3, 5, 3, 5, 4, 5, 3, 1]),
        typed("B", [3, 3, 1, 2, 4, 2, 2, 3, 1, 1]),
        typed("C", [1, 5, 2, 1, 1, 1, 1, 9, 1, 1]),
    );
    portfolio.import_text("assessments", "scores.csv", &rows).await;
    portfolio.service.put_card(template("telecom-key-account").unwrap().text, now()).await.unwrap();
    portfolio
}

#[tokio::test]
async fn the_telecom_card_worked_out_by_hand() {
    let portfolio = telecom().await;
    let view = portfolio.run().await.unwrap();
    let scored = portfolio.service.score("telecom-key-account", None).await.unwrap();
    assert_eq!((scored.lowest, scored.highest, scored.accounts), (-17.0, 100.0, 3));
    let points = |account: &str, line: &str| {
        let row = scored.rows.iter().find(|row| row.customer_id == account).unwrap();
        row.points[scored.lines.iter().position(|known| known.id == line).unwrap()]
    };
    // Lines without any value are left out, and their points are spread over the others: new services, wallet,
    // switching, dedicated cost, and the demand that no model forecasts for three customers.
    let left: Vec<_> =
        scored.lines.iter().filter(|line| line.left_out.is_some()).map(|line| line.id.as_str()).collect();
    assert_eq!(left, ["dedicated-cost", "new-services", "demand", "switching", "wallet"]);
    let spread = 100.0 / (100.0 - 3.0 - 3.5 - 6.0 - 5.0);
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    // A's 3600 in its past year is the most, C's 599 the least: its first order lies 365 days back, just outside.
    near(points("A", "billing"), 35.0 * spread);
    near(points("B", "billing"), 35.0 * (1800.0 - 599.0) / (3600.0 - 599.0) * spread);
    near(points("C", "billing"), 0.0);
    // From 1 to 5: 5 is all, 1 nothing, 3 half; price sensitivity the other way round.
    near(points("A", "influence"), 5.0 * spread);
    near(points("B", "value-chain"), 8.0 * 0.25 * spread);
    near(points("A", "price-sensitivity"), 5.0 * spread);
    near(points("C", "price-sensitivity"), 0.0);
    // 9 is off the scale: nobody has scored C then, and the mean of A (1) and B (0.5) stands in.
    near(points("C", "satisfaction"), 8.5 * 0.75 * spread);
    // B's invoice was due 90 days ago: from 3 points up to 8 at 180 days.
    near(points("B", "arrears"), -5.5);
    near(points("A", "arrears"), 0.0);
    for row in &scored.rows {
        near(row.points.iter().sum::<f64>(), row.score);
    }
    let order: Vec<_> = scored.rows.iter().map(|row| (row.customer_id.as_str(), row.rank)).collect();
    assert_eq!(order, [("A", 1.0), ("B", 2.0), ("C", 3.0)]);
    assert_eq!(scored.rows[0].tier.as_deref(), Some("diamond"));
    let best = &scored.rows[0];
    assert_eq!((best.rank_low, best.rank_high, best.keeps_tier), (Some(1.0), Some(1.0), Some(1.0)));
    let notice = |code: &str| view.notices.iter().find(|notice| notice.code == code);
    assert_eq!(notice("card-scores-off-scale").unwrap().values["count"], 1.0);
    assert_eq!(notice("card-scores-unknown").unwrap().values["count"], 3.0);
    assert!(notice("card-line-empty").is_some());
}

#[tokio::test]
async fn a_card_has_versions_and_an_old_run_keeps_its_own() {
    let portfolio = telecom().await;
    portfolio.run().await.unwrap();
    let text = template("telecom-key-account").unwrap().text.replace("from = 70", "from = 75");
    let view = portfolio.service.put_card(&text, now()).await.unwrap();
    assert_eq!((view.version, view.versions.as_slice()), (2, &[1, 2][..]));
    assert_eq!(portfolio.service.put_card(&text, now()).await.unwrap().version, 2, "the same text is no new version");
    assert_eq!(portfolio.service.score("telecom-key-account", None).await.unwrap().version, 1);
    portfolio.run().await.unwrap();
    assert_eq!(portfolio.service.score("telecom-key-account", None).await.unwrap().version, 2);
    let old = portfolio.service.card("telecom-key-account", Some(1)).await.unwrap();
    assert!(old.text.contains("from = 70"));
    let error = portfolio.service.card("telecom-key-account", Some(7)).await.unwrap_err();
    assert_eq!(error.to_string(), "version `7` of card `telecom-key-account`; expected one of `1`, `2`");
}

#[tokio::test]
async fn cards_that_are_not_there_or_not_scored_are_refused_in_words() {
    let portfolio = telecom().await;
    let error = portfolio.service.score("telecom-key-account", None).await.unwrap_err();
    assert_eq!(error.code(), "no-run");
    portfolio.run().await.unwrap();
    let error = portfolio.service.score("none", None).await.unwrap_err();
    assert_eq!(error.to_string(), "card `none`; expected one of the portfolio's cards: `telecom-key-account`");
    portfolio.service.put_card(template("six-questions").unwrap().text, now()).await.unwrap();
    let error = portfolio.service.score("six-questions", None).await.unwrap_err();
    assert_eq!((error.code(), error.problem().hint.as_deref()), ("card-not-scored", Some("value again: `patron run`")));
    portfolio.service.remove_card("six-questions", now()).await.unwrap();
    assert_eq!(portfolio.service.remove_card("six-questions", now()).await.unwrap_err().code(), "unknown-card");
}

#[tokio::test]
async fn a_card_without_any_value_gives_no_score_and_says_so() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.service.put_card(template("six-questions").unwrap().text, now()).await.unwrap();
    let view = portfolio.run().await.unwrap();
    assert!(view.notices.iter().any(|notice| notice.code == "card-not-weighed"), "{:?}", view.notices);
    assert!(portfolio.service.score("six-questions", None).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn weights_by_judgements_data_and_topsis_score_too() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.import_text("receivables", "invoices.csv", INVOICES).await;
    let line = |id: &str, measure: &str| {
        format!("[[indicator]]\nid = \"{id}\"\nname = {{ en = \"{id}\", zh = \"{id}\" }}\nmeasure = \"{measure}\"\n\n")
    };
    let lines = format!("{}{}{}", line("money", "revenue"), line("often", "occasions"), line("idle", "days_idle"));
    let head =
        |id: &str, more: &str| format!("id = \"{id}\"\nname = {{ en = \"{id}\", zh = \"{id}\" }}\n{more}\n\n{lines}");
    let matrix =
        "[[judgements]]\nmatrix = [[\"1\", \"3\", \"5\"], [\"1/3\", \"1\", \"3\"], [\"1/5\", \"1/3\", \"1\"]]\n";
    let cards = [
        format!("{}{matrix}", head("by-ahp", "weights = { people = \"ahp\" }")),
        format!("{}{matrix}", head("blended", "weights = { people = \"ahp\", data = \"entropy\", data_share = 0.5 }")),
        head("by-critic", "weights = { people = \"none\", data = \"critic\" }"),
        head("by-topsis", "aggregation = \"topsis\"\nweights = { people = \"none\", data = \"entropy\" }"),
    ];
    for card in &cards {
        portfolio.service.put_card(card, now()).await.unwrap();
    }
    portfolio.run().await.unwrap();
    let mut shares = Vec::new();
    for id in ["by-ahp", "blended", "by-critic", "by-topsis"] {
        let scored = portfolio.service.score(id, None).await.unwrap();
        assert!((scored.lines.iter().map(|line| line.points).sum::<f64>() - 100.0).abs() < 1e-9, "{id}");
        for row in &scored.rows {
            assert!((row.points.iter().sum::<f64>() - row.score).abs() < 1e-9, "{id} {}", row.customer_id);
            assert!((0.0..=100.0).contains(&row.score), "{id} {}", row.score);
        }
        shares.push(scored.lines[0].points);
    }
    assert!((shares[0] - 63.6986).abs() < 1e-3, "{}", shares[0]);
    assert!(shares[1] < shares[0], "data see money as one of three");
}
