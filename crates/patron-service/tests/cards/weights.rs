//! Other weights without another run.

use patron_service::views::Reweighting;

use crate::desk::{TRUST, TWO, near, portfolio};
use crate::support::now;

fn wish(lines: &[(&str, f64)]) -> Reweighting {
    let lines = lines.iter().map(|(line, points)| ((*line).to_owned(), *points)).collect();
    Reweighting { lines, ..Reweighting::default() }
}

#[tokio::test]
async fn the_same_weights_give_the_same_scores_and_others_those_worked_out_by_hand() {
    let portfolio = portfolio(&TRUST, &[TWO]).await;
    portfolio.run().await.unwrap();
    let found = async |lines: &[(&str, f64)]| {
        let answer = portfolio.service.what_if("two", &wish(lines)).await.unwrap();
        answer.what_if.unwrap_or_else(|| panic!("{:?}", answer.problem))
    };
    let same = found(&[]).await;
    for row in &same.rows {
        assert_eq!(row.score.to_bits(), row.score_before.to_bits(), "{}", row.customer_id);
    }
    assert_eq!((same.moved, same.other_tier, same.accounts), (0, 0, 4));
    // before: A 60 + 20, B 36 + 40, C 24 + 10, D only money: 20.00001
    let order = |view: &patron_service::views::WhatIfView| -> Vec<String> {
        view.rows.iter().map(|row| row.customer_id.clone()).collect()
    };
    assert_eq!(order(&same), ["A", "B", "C", "D"]);
    // money 20, trust 80: A 20 + 40, B 12 + 80, C 8 + 20, D has no trust and all its weight stays on money
    let other = found(&[("trust", 80.0)]).await;
    assert_eq!(order(&other), ["B", "A", "C", "D"]);
    let score = |customer: &str| other.rows.iter().find(|row| row.customer_id == customer).unwrap().score;
    near(score("A"), 60.0);
    near(score("B"), 92.0);
    near(score("C"), 28.0);
    near(score("D"), 20.00001);
    assert_eq!((other.moved, other.other_tier), (2, 1));
    let change = &other.changes[0];
    assert_eq!(
        (change.customer_id.as_str(), change.tier_before.as_deref(), change.tier.as_deref()),
        ("A", Some("high"), Some("middle"))
    );
    let tiers: Vec<_> = other.tiers.iter().map(|tier| (tier.before, tier.accounts)).collect();
    assert_eq!(tiers, [(2, 1), (0, 1), (2, 2)]);
    // of six pairs one is turned round
    near(other.agreement.unwrap(), 4.0 / 6.0);
    let lines: Vec<_> = other.lines.iter().map(|line| (line.before, line.points)).collect();
    assert_eq!(lines, [(60.0, 20.0), (40.0, 80.0)]);
}

#[tokio::test]
async fn weights_are_kept_as_the_next_version_and_bad_ones_are_an_answer() {
    let portfolio = portfolio(&TRUST, &[TWO]).await;
    let service = &portfolio.service;
    let problem = service.what_if("two", &wish(&[])).await.unwrap().problem.unwrap();
    assert_eq!(problem.code, "no-run");
    portfolio.run().await.unwrap();
    let problem = service.what_if("two", &wish(&[("trust", 120.0)])).await.unwrap().problem.unwrap();
    assert_eq!(problem.message, "card `two`: weights sum to `120`; expected at most `100`, deductions not counted");
    assert_eq!(service.what_if("none", &wish(&[])).await.unwrap_err().code(), "unknown-card");

    let kept = service.save_weights("two", &wish(&[("trust", 33.333)]), now()).await.unwrap();
    assert_eq!(kept.version, 2);
    assert_eq!(kept.text, TWO.replace("weight = 60", "weight = 66.67").replace("weight = 40", "weight = 33.33"));
    let error = service.save_weights("two", &wish(&[("trust", 50.0)]), now()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "card `two` is at version `2`, the weights are for version `1`; expected the version that was scored"
    );
    let by_data = TWO.replace("id = \"two\"", "id = \"data\"\nweights = { people = \"none\", data = \"entropy\" }");
    let by_data = by_data.replace("weight = 60\n", "").replace("weight = 40\n", "");
    service.put_card(&by_data.replace("assessed = [1, 5]", "measure = \"occasions\""), now()).await.unwrap();
    portfolio.run().await.unwrap();
    let error = service.save_weights("data", &wish(&[("trust", 50.0)]), now()).await.unwrap_err();
    assert_eq!(error.code(), "card-not-by-hand");
    assert!(error.to_string().contains("weights come from judgements or from data"), "{error}");
}

#[tokio::test]
async fn topsis_is_fitted_again_to_other_weights() {
    let line = |id: &str, weight: u8| {
        format!(
            "[[indicator]]\nid = \"{id}\"\nname = {{ en = \"{id}\", zh = \"{id}\" }}\nmeasure = \"{id}\"\nweight = {weight}\n\n"
        )
    };
    let card = |id: &str, first: u8| {
        let head = format!("id = \"{id}\"\nname = {{ en = \"T\", zh = \"优\" }}\naggregation = \"topsis\"\n\n");
        head + &line("revenue", first) + &line("occasions", 100 - first)
    };
    let portfolio = portfolio(&[], &[&card("light", 30), &card("heavy", 80)]).await;
    portfolio.run().await.unwrap();
    let tried = portfolio.service.what_if("light", &wish(&[("revenue", 80.0)])).await.unwrap().what_if.unwrap();
    let scored = portfolio.service.score("heavy", None).await.unwrap();
    for row in &scored.rows {
        let found = tried.rows.iter().find(|tried| tried.customer_id == row.customer_id).unwrap();
        near(found.score, row.score);
    }
}
