//! The way to the next tier, and cards side by side.

use crate::desk::{TRUST, TWO, near, portfolio};

#[tokio::test]
async fn the_way_with_the_fewest_lines_reaches_the_tier() {
    let portfolio = portfolio(&TRUST, &[TWO]).await;
    portfolio.run().await.unwrap();
    let service = &portfolio.service;
    assert_eq!(service.gap("two", "A").await.unwrap().gap, None, "A is in the best tier");
    // C has 24 + 10 and lacks 6 to the middle. Three of four accounts have at most 700 of revenue: 18 more points;
    // of the three that are scored, three quarters have a trust of at most 4: 20 more points.
    let gap = service.gap("two", "C").await.unwrap().gap.unwrap();
    assert_eq!((gap.tier.as_str(), gap.aim.as_str(), gap.reaches), ("middle", "fewest", true));
    near(gap.gap, 6.0);
    assert_eq!(gap.raises.len(), 1);
    let raise = &gap.raises[0];
    // Trust would bring 10 for a whole score. Money comes in steps of 1.8, a tenth of its way, and goes no farther than
    // it must: four steps, from 400 to 520.
    assert_eq!(raise.line, "money");
    near(raise.from, 400.0);
    near(raise.to, 520.0);
    near(raise.points, 7.2);
    near(gap.score_then, 41.2);
    // D has no trust, so that money alone counts: 100 points per 1000; it can plausibly rise to 700
    let gap = service.gap("two", "D").await.unwrap().gap.unwrap();
    assert_eq!(gap.raises[0].line, "money");
    assert!(gap.score_then >= 40.0 && gap.reaches, "{gap:?}");
    let problem = service.gap("two", "Z").await.unwrap().problem.unwrap();
    assert_eq!(problem.message, "card `two` has no score for account `Z`; expected one that it scores");
}

#[tokio::test]
async fn where_lines_have_costs_the_cheapest_way_counts() {
    // a point of money costs 100 / 60 of 10 per 100; a step of trust brings 10 points for 30
    let card = TWO
        .replace("knots = [[0, 0], [1000, 1]]", "knots = [[0, 0], [1000, 1]]\nreach = 900\ncost = 10\nstep = 100")
        .replace("missing = \"leave-out\"", "missing = \"leave-out\"\nreach = 5\ncost = 30");
    let portfolio = portfolio(&TRUST, &[&card]).await;
    portfolio.run().await.unwrap();
    let gap = portfolio.service.gap("two", "C").await.unwrap().gap.unwrap();
    // 6 points of money: from 400 to 500 for 10, a tenth of the way of 500 at a time: 50 brings 3 points
    assert_eq!((gap.aim.as_str(), gap.raises.len()), ("cheapest", 1));
    assert_eq!(gap.raises[0].line, "money");
    near(gap.raises[0].to, 500.0);
    near(gap.cost.unwrap(), 10.0);
    near(gap.score_then, 40.0);
    assert!(gap.is_best);
}

#[tokio::test]
async fn lines_that_are_fixed_are_not_offered_and_what_is_out_of_reach_is_said() {
    let card = TWO.replace("missing = \"leave-out\"", "missing = \"leave-out\"\nfixed = true");
    let card = card.replace("knots = [[0, 0], [1000, 1]]", "knots = [[0, 0], [1000, 1]]\nreach = 450");
    let portfolio = portfolio(&TRUST, &[&card]).await;
    portfolio.run().await.unwrap();
    let gap = portfolio.service.gap("two", "C").await.unwrap().gap.unwrap();
    assert!(!gap.reaches);
    near(gap.lacking, 3.0);
    near(gap.raises[0].to, 450.0);
    near(gap.score_then, 37.0);
}

#[tokio::test]
async fn departments_that_rank_otherwise_are_shown_with_the_accounts_they_disagree_on() {
    let other = TWO
        .replace("id = \"two\"", "id = \"service\"")
        .replace("weight = 60", "weight = 1")
        .replace("weight = 40", "weight = 99");
    let other = other.replace("assessed = [1, 5]", "measure = \"age\"");
    let portfolio = portfolio(&TRUST, &[TWO, &other]).await;
    portfolio.run().await.unwrap();
    let cards = ["two".to_owned(), "service".to_owned()];
    let view = portfolio.service.compare_cards(&cards).await.unwrap().comparison.unwrap();
    // sales: A B C D; service by age: A B C D as well
    assert_eq!((view.accounts, view.disagreements.len()), (4, 0));
    near(view.pairs[0].kendall, 1.0);
    let turned = other
        .replace("id = \"service\"", "id = \"late\"")
        .replace("measure = \"age\"", "measure = \"age\"\nbetter = \"lower\"");
    portfolio.service.put_card(&turned, crate::support::now()).await.unwrap();
    portfolio.run().await.unwrap();
    let cards = ["two".to_owned(), "late".to_owned()];
    let view = portfolio.service.compare_cards(&cards).await.unwrap().comparison.unwrap();
    // D C B A: three places lie between the ranks of A and of D
    near(view.pairs[0].kendall, -1.0);
    near(view.pairs[0].spearman, -1.0);
    let first = &view.disagreements[0];
    assert_eq!((first.customer_id.as_str(), first.ranks.as_slice(), first.places), ("A", &[1, 4][..], 3));
    let problem = portfolio.service.compare_cards(&cards[..1]).await.unwrap().problem.unwrap();
    assert_eq!(problem.message, "`1` cards to compare; expected 2 to 6 different ones");
}
