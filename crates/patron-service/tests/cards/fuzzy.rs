//! Grades that shade into each other.

use crate::desk::{TRUST, TWO, near, portfolio};

fn fuzzy(operator: &str) -> String {
    let head = "id = \"two\"\naggregation = \"fuzzy\"\n";
    let grade = |id: &str, value: u8| {
        format!("\n[[grade]]\nid = \"{id}\"\nname = {{ en = \"{id}\", zh = \"{id}\" }}\nvalue = {value}\n")
    };
    let grades = grade("good", 90) + &grade("fair", 60) + &grade("poor", 30);
    let text = TWO.replacen("id = \"two\"\n", &format!("{head}operator = \"{operator}\"\n"), 1);
    text.replace("knots = [[0, 0], [1000, 1]]", "bounds = [1000, 500, 200]")
        .replace("missing = \"leave-out\"", "bounds = [5, 3, 1]\nmissing = \"leave-out\"")
        + &grades
}

#[tokio::test]
async fn memberships_by_bounds_are_joined_as_worked_out_by_hand() {
    let portfolio = portfolio(&TRUST, &[&fuzzy("product-sum")]).await;
    portfolio.run().await.unwrap();
    let view = portfolio.service.score("two", None).await.unwrap();
    assert_eq!(view.grades.iter().map(|grade| grade.value).collect::<Vec<_>>(), [90.0, 60.0, 30.0]);
    let row = |customer: &str| view.rows.iter().find(|row| row.customer_id == customer).unwrap();
    // B: money 600 is 0.2 good and 0.8 fair, trust 5 is good: good 0.6 × 0.2 + 0.4, fair 0.6 × 0.8
    for (found, expected) in row("B").memberships.iter().zip([0.52, 0.48, 0.0]) {
        near(*found, expected);
    }
    near(row("B").score, 0.52 * 90.0 + 0.48 * 60.0);
    near(row("B").points[0], 0.6 * (0.2 * 90.0 + 0.8 * 60.0));
    near(row("B").points[1], 0.4 * 90.0);
    // D has no trust: money alone, poor
    near(row("D").memberships[2], 1.0 - 0.0001 / 300.0);
    for row in &view.rows {
        near(row.points.iter().sum::<f64>(), row.score);
    }
    let portrait = portfolio.service.customer("B").await.unwrap();
    assert_eq!(portrait.values["card.two.grade"], "good");
    assert!(view.keeps_tier.is_some(), "grades joined in proportion have rank stability");
    // C: money 400 is 2/3 fair and 1/3 poor, trust 2 half fair and half poor: 0.6 × 50 + 0.4 × 45 = 48, 22 to the next
    let gap = portfolio.service.gap("two", "C").await.unwrap().gap.unwrap();
    assert!(gap.reaches && gap.score_then + 1e-9 >= gap.bound, "{gap:?}");
}

#[tokio::test]
async fn the_operator_of_the_largest_membership_explains_its_score_too() {
    let portfolio = portfolio(&TRUST, &[&fuzzy("min-max")]).await;
    portfolio.run().await.unwrap();
    let view = portfolio.service.score("two", None).await.unwrap();
    let row = view.rows.iter().find(|row| row.customer_id == "B").unwrap();
    // good: max(min(0.6, 0.2), min(0.4, 1)) = 0.4; fair: min(0.6, 0.8) = 0.6
    for (found, expected) in row.memberships.iter().zip([0.4, 0.6, 0.0]) {
        near(*found, expected);
    }
    near(row.score, 0.4 * 90.0 + 0.6 * 60.0);
    near(row.points[1], 0.4 * 90.0);
    let problem = portfolio.service.gap("two", "C").await.unwrap().problem.unwrap();
    assert_eq!(problem.code, "card-gap-not-additive");
}
