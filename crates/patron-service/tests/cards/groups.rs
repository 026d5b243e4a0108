//! Groups of accounts.

use crate::desk::{TRUST, TWO, near, portfolio};

#[tokio::test]
async fn a_group_is_scored_from_its_members_as_the_card_says() {
    let with = |rule: &str, id: &str| TWO.replacen("id = \"two\"", &format!("id = \"{id}\"\ngroups = {rule}"), 1);
    let plain = TWO.to_owned();
    let cards = [
        plain.clone(),
        with("\"revenue-weighted\"", "weighted").replace("assessed = [1, 5]", "measure = \"days_idle\""),
        with("\"best\"", "best").replace("assessed = [1, 5]", "measure = \"days_idle\""),
        with("{ weighted_by = \"occasions\" }", "named").replace("assessed = [1, 5]", "measure = \"days_idle\""),
    ];
    let texts: Vec<&str> = cards.iter().map(String::as_str).collect();
    let portfolio = portfolio(&TRUST, &texts).await;
    let service = &portfolio.service;
    // A and C below H, which buys nothing itself; D below C
    let family = "customer_id,name,parent_id\nA,Alpha,H\nC,Gamma,H\nD,Delta,C\nB,Beta,\nH,Holding,\n";
    portfolio.import_text("customers", "customers.csv", family).await;
    portfolio.run().await.unwrap();
    let problem = service.account_groups("two").await.unwrap().problem.unwrap();
    assert_eq!(problem.message, "card `two` does not say how groups are scored; expected `groups` in its text");
    let groups = async |card: &str| service.account_groups(card).await.unwrap().groups.unwrap();
    let weighted = groups("weighted").await;
    assert_eq!((weighted.rule.as_str(), weighted.weighted_by.as_deref()), ("weighted", Some("revenue")));
    assert_eq!(weighted.groups.len(), 1, "B stands alone");
    let group = &weighted.groups[0];
    assert_eq!((group.id.as_str(), group.name.as_deref(), group.rank), ("H", Some("Holding"), 1));
    let score = |customer: &str| group.members.iter().find(|member| member.customer_id == customer).unwrap().score;
    let total = 1000.0 + 400.0 + 200.0001;
    near(group.score, (1000.0 * score("A") + 400.0 * score("C") + 200.0001 * score("D")) / total);
    near(group.points.iter().sum::<f64>(), group.score);
    near(group.members.iter().map(|member| member.share).sum(), 1.0);
    let best = groups("best").await;
    near(best.groups[0].score, best.groups[0].members[0].score);
    let named = groups("named").await;
    // two occasions each of A and D, one of C
    let share =
        |customer: &str| named.groups[0].members.iter().find(|member| member.customer_id == customer).unwrap().share;
    assert_eq!((share("A"), share("C"), share("D")), (0.4, 0.2, 0.4));
}

#[tokio::test]
async fn a_circle_of_parents_is_refused_with_its_ids() {
    let card = TWO.replacen("id = \"two\"", "id = \"two\"\ngroups = \"mean\"", 1);
    let portfolio = portfolio(&TRUST, &[&card]).await;
    portfolio.run().await.unwrap();
    let problem = portfolio.service.account_groups("two").await.unwrap().problem.unwrap();
    assert_eq!(problem.message, "no account of card `two` belongs to a group; expected customers with a `parent_id`");
    portfolio.import_text("customers", "customers.csv", "customer_id,parent_id\nA,B\nB,C\nC,B\n").await;
    portfolio.run().await.unwrap();
    let problem = portfolio.service.account_groups("two").await.unwrap().problem.unwrap();
    assert_eq!(
        problem.message,
        "customers are each other's parents: `B` -> `C` -> `B`; expected parents without a circle"
    );
}
