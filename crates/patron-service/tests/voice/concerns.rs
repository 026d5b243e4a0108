//! What is at stake, whom to call, loyalty and association.

use patron_service::service::VoiceCallsOf;

use super::{close, company, of};

/// Latest answers: A 10, B 8, C 5, D 7, E the mean of 4 and 9, Z unknown to the run; F did not answer.
#[tokio::test]
async fn classes_add_up_and_the_displeased_are_at_stake() {
    let portfolio = company().await;
    portfolio.run().await.unwrap();
    let found = portfolio.service.voice_stake(&of("rec", None)).await.unwrap();
    assert_eq!((found.customers, found.not_in_run, found.customers_in_all), (5, 1, 6));
    assert_eq!(found.revenue_in_all, 1470.0);
    let classes: Vec<_> =
        found.classes.iter().map(|class| (class.id.as_str(), class.customers, class.revenue, class.displeased)).collect();
    // E is a detractor by 6.5
    assert_eq!(
        classes,
        [("promoter", 1, 300.0, false), ("passive", 2, 150.0, false), ("detractor", 2, 1000.0, true)]
    );
    let equity: f64 = found.classes.iter().map(|class| class.equity).sum();
    close(found.classes[2].equity, found.at_stake);
    close(found.share.unwrap(), found.at_stake / equity);
    close(found.classes.iter().filter_map(|class| class.share_of_revenue).sum(), 1.0);
    // in spring alone E answered 3 and C 10
    let spring = portfolio.service.voice_stake(&of("rec", Some("spring"))).await.unwrap();
    let counts: Vec<u64> = spring.classes.iter().map(|class| class.customers).collect();
    assert_eq!(counts, [2, 1, 2]);
}

#[tokio::test]
async fn whom_to_call_first() {
    let portfolio = company().await;
    portfolio.run().await.unwrap();
    let all = VoiceCallsOf::default();
    let found = portfolio.service.voice_calls(&all, 100).await.unwrap();
    let ids: Vec<&str> = found.rows.iter().map(|row| row.customer_id.as_str()).collect();
    // A is pleased, Z has no value
    assert_eq!((found.survey.as_str(), found.customers, ids.len()), ("rec", 4, 4));
    assert!(!ids.contains(&"A") && !ids.contains(&"Z"));
    for pair in found.rows.windows(2) {
        assert!(pair[0].urgency >= pair[1].urgency, "{:?}", found.rows);
    }
    let row = |id: &str| found.rows.iter().find(|row| row.customer_id == id).cloned().unwrap();
    let e = row("E");
    assert_eq!((e.score, e.class.as_str(), e.answered.as_str(), e.owner), (6.5, "detractor", "2025-10-03", None));
    close(e.displeasure, 0.35);
    close(e.urgency, 0.35 * e.equity);
    assert_eq!(row("C").owner.as_deref(), Some("Li"));
    assert_eq!(found.owners, ["Chen", "Li"]);
    let own = VoiceCallsOf { owner: Some("Chen".to_owned()), ..VoiceCallsOf::default() };
    let chen = portfolio.service.voice_calls(&own, 1).await.unwrap();
    assert_eq!((chen.customers, chen.rows.len()), (2, 1));
    let table = found.table().unwrap();
    assert_eq!((table.num_rows(), table.schema().field(0).name().as_str()), (4, "place"));
}

/// Repeat purchases: A 2, B 0, C 2, D 0, E 1, F 0; the median of all is 0.5, and at least one is high.
#[tokio::test]
async fn four_places_of_loyalty() {
    let portfolio = company().await;
    portfolio.run().await.unwrap();
    let found = portfolio.service.voice_loyalty(&of("rec", None)).await.unwrap();
    assert_eq!((found.attitude_from, found.behaviour_from, found.not_in_run), (9.0, 1.0, 1));
    let places: Vec<(&str, u64)> = found.places.iter().map(|place| (place.id.as_str(), place.customers)).collect();
    assert_eq!(places, [("true", 1), ("latent", 0), ("spurious", 2), ("none", 2)]);
    let spring = portfolio.service.voice_loyalty(&of("rec", Some("spring"))).await.unwrap();
    let places: Vec<u64> = spring.places.iter().map(|place| place.customers).collect();
    assert_eq!(places, [2, 0, 1, 2]);
}

/// Forty customers buy in January and answer in February; half of those who answer 6 and more come back in March, and a
/// fifth of the others.
#[tokio::test]
async fn coming_back_goes_with_satisfaction() {
    let portfolio = super::Portfolio::new(patron_service::Registry::default()).await;
    let (mut orders, mut answers) =
        ("customer_id,ordered_at,amount\n".to_owned(), "who,customer_id,at,wave,where,score\n".to_owned());
    let (mut back, mut spent) = (0, 0.0);
    for who in 0..40 {
        let (score, amount) = (who % 11, 50 + 7 * (who % 6));
        orders += &format!("C{who:02},2025-01-{:02},{amount}\n", 1 + who % 20);
        answers += &format!("p{who},C{who:02},2025-02-01,one,shop,{score}\n");
        let returns = if score >= 6 { who % 2 == 0 } else { who % 5 == 0 };
        if returns {
            orders += &format!("C{who:02},2025-03-{:02},{}\n", 1 + who % 20, 100 + score);
            back += 1;
            spent += f64::from(100 + score);
        }
    }
    orders += "last,2025-12-31,10\n";
    portfolio.import_text("orders", "orders.csv", &orders).await;
    super::asked(&portfolio, super::QUESTIONNAIRE, &answers).await;
    portfolio.run().await.unwrap();
    let found = portfolio.service.voice_association(&of("rec", None), 180).await.unwrap();
    let effect = |id: &str| found.effects.iter().find(|effect| effect.outcome == id).unwrap();
    let (came, spend) = (effect("came-back"), effect("spend"));
    assert_eq!((came.customers, spend.customers, found.days), (40, 40, 180));
    close(came.mean.unwrap(), f64::from(back) / 40.0);
    close(spend.mean.unwrap(), spent / 40.0);
    assert!(came.per_point.unwrap() > 0.0 && came.odds_ratio.unwrap() > 1.0 && came.problem.is_none(), "{came:?}");
    assert!(spend.per_point.unwrap() > 0.0 && spend.p_holm.unwrap() >= spend.p_value.unwrap(), "{spend:?}");
    // half a year after the answer has not passed where 400 days are asked for
    let long = portfolio.service.voice_association(&of("rec", None), 400).await.unwrap();
    let came = long.effects.iter().find(|effect| effect.outcome == "came-back").unwrap();
    assert_eq!((came.customers, came.per_point), (0, None));
    assert_eq!(came.problem.as_ref().unwrap().code, "association-too-few");
    let error = portfolio.service.voice_association(&of("rec", None), 0).await.unwrap_err();
    assert_eq!(error.code(), "voice-days");
}
