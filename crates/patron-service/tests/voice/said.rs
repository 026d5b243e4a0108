//! Figures by wave and group, comparisons and drivers.

use patron_service::Registry;
use patron_service::service::VoiceBetween;

use super::support::Portfolio;
use super::{asked, close, company, of};

#[tokio::test]
async fn every_questionnaire_in_one_figure() {
    let portfolio = company().await;
    let found = portfolio.service.voice_overview().await.unwrap();
    assert_eq!((found.surveys.len(), found.unknown.len(), found.contacts), (1, 0, 0));
    let head = &found.surveys[0];
    assert_eq!((head.id.as_str(), head.figure.as_str(), head.low, head.high), ("rec", "score", -100.0, 100.0));
    assert_eq!((head.waves.clone(), head.respondents, head.customers), (vec!["spring".into(), "autumn".into()], 12, 6));
    assert_eq!((head.first_day.as_str(), head.last_day.as_str()), ("2025-04-01", "2025-10-03"));
    // autumn: 10, 8, 5, 4, 9, 0: two promoters and three detractors of six
    let latest = head.latest.unwrap();
    close(latest.value, -100.0 / 6.0);
    assert!(latest.small && latest.low.unwrap() < latest.value);
    // spring: 9, 6, 10, 7, 3, 10: three promoters and two detractors of six
    let change = head.change.clone().unwrap();
    assert_eq!((change.from.as_str(), change.to.as_str()), ("spring", "autumn"));
    close(change.difference, -200.0 / 6.0);
}

#[tokio::test]
async fn waves_with_their_shares_and_the_figures_of_one() {
    let portfolio = company().await;
    let found = portfolio.service.voice_survey(&of("rec", Some("spring"))).await.unwrap();
    assert_eq!((found.waves.len(), found.changes.len(), found.wave.as_deref()), (2, 1, Some("spring")));
    let spring = &found.waves[0];
    let shares: Vec<(&str, f64)> = spring.classes.iter().map(|class| (class.id.as_str(), class.share)).collect();
    assert_eq!(shares.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["promoter", "passive", "detractor"]);
    for (found, expected) in shares.iter().map(|(_, share)| *share).zip([3.0 / 6.0, 1.0 / 6.0, 2.0 / 6.0]) {
        close(found, expected);
    }
    let nps = found.index.items[0].nps.clone().unwrap();
    close(nps.score, 100.0 / 6.0);
    close(nps.distribution[10], 2.0 / 6.0);
    assert_eq!((found.index.counts.respondents, spring.respondents, spring.customers), (6, 6, 5));
    assert_eq!(spring.nps.clone().unwrap(), nps);
    // one test needs no correction
    let change = &found.changes[0];
    assert_eq!((change.p_value, change.p_value), (change.p_holm, change.p_bh));
    assert!(found.notices.iter().any(|notice| notice.code == "voice-few-answers"), "{:?}", found.notices);
    let error = portfolio.service.voice_survey(&of("rec", Some("summer"))).await.unwrap_err();
    assert_eq!(error.to_string(), "wave `summer` of `rec`; expected one of `spring`, `autumn`");
}

#[tokio::test]
async fn what_is_missing_is_an_answer() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let code = |problem: Option<patron_service::views::Problem>| problem.map(|problem| problem.code);
    let none = portfolio.service.voice_overview_answer().await.unwrap();
    assert_eq!(code(none.problem).as_deref(), Some("voice-nothing"));
    let none = portfolio.service.voice_survey_answer(&of("rec", None)).await.unwrap();
    assert_eq!(code(none.problem).as_deref(), Some("unknown-survey"));
    asked(&portfolio, super::QUESTIONNAIRE, super::ANSWERS).await;
    let none = portfolio.service.voice_stake_answer(&of("rec", None)).await.unwrap();
    assert_eq!(code(none.problem).as_deref(), Some("no-run"));
    let none = portfolio.service.voice_groups_answer(&of("rec", None), "region").await.unwrap();
    assert_eq!(code(none.problem).as_deref(), Some("unknown-dimension"));
    let none = portfolio.service.voice_drivers_answer(&of("rec", None), None).await.unwrap();
    assert_eq!(code(none.problem).as_deref(), Some("voice-one-item"));
    let none = portfolio.service.voice_complaints_answer("touchpoint", 365).await.unwrap();
    assert_eq!(code(none.problem).as_deref(), Some("voice-no-contacts"));
}

#[tokio::test]
async fn groups_by_touchpoint_and_by_region() {
    let portfolio = company().await;
    let found = portfolio.service.voice_groups(&of("rec", None), "touchpoint").await.unwrap();
    let ids: Vec<&str> = found.groups.iter().map(|group| group.id.as_str()).collect();
    // six answers on the web, five in the shop, one nowhere
    assert_eq!((ids, found.without_group), (vec!["web", "shop"], 1));
    // web: 10, 7, 3, 5, 4, 9; shop: 9, 6, 10, 10, 8
    close(found.groups[0].figure.unwrap().value, 100.0 * (2.0 - 3.0) / 6.0);
    close(found.groups[1].figure.unwrap().value, 100.0 * (3.0 - 1.0) / 5.0);
    let against = found.groups[0].against_others.clone().unwrap();
    close(against.difference, -100.0 / 6.0 - 40.0);
    // two tests of the same difference: Holm doubles the probability, the other way leaves equals as they are
    close(against.p_holm, (2.0 * against.p_value).min(1.0));
    close(against.p_bh, against.p_value);
    let shrunk = found.groups[0].shrunk.unwrap();
    assert!(shrunk.value > found.groups[0].figure.unwrap().value && shrunk.own < 1.0);
    assert_eq!(found.groups[0].revenue, None);

    portfolio.run().await.unwrap();
    let found = portfolio.service.voice_groups(&of("rec", None), "region").await.unwrap();
    let sizes: Vec<_> = found
        .groups
        .iter()
        .map(|group| (group.id.as_str(), group.figure.unwrap().answers, group.customers, group.customers_in_all))
        .collect();
    // south: C, D and E with 2 + 1 + 3 answers; north: A and B with two each, F without
    assert_eq!(sizes, [("south", 6, 3, Some(3)), ("north", 4, 2, Some(3))]);
    assert_eq!((found.groups[0].revenue, found.groups[1].revenue), (Some(1050.0), Some(420.0)));
    assert_eq!((found.without_group, found.all.customers_in_all), (2, Some(6)));
    let owners = portfolio.service.voice_groups(&of("rec", None), "owner").await.unwrap();
    assert_eq!(owners.by, "account_manager");
}

/// Perceived less expected of two dimensions in two quarters.
const GAPS: &str = r#"
id = "gaps"
name = { en = "Gaps", zh = "差距" }
instrument = "servqual"
scale = { low = 1, high = 7 }
[columns]
respondent = "who"
customer = "customer_id"
answered_at = "at"
[[dimension]]
id = "care"
name = { en = "Care", zh = "关怀" }
weight = 30
[[dimension]]
id = "speed"
name = { en = "Speed", zh = "速度" }
weight = 10
[[item]]
id = "p1"
dimension = "care"
expectation = "e1"
[[item]]
id = "p2"
dimension = "speed"
expectation = "e2"
"#;

#[tokio::test]
async fn quarters_stand_for_waves_and_every_row_is_corrected() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let answers = "who,customer_id,at,p1,e1,p2,e2\n\
        a,A,2025-01-05,4,6,5,5\nb,B,2025-02-05,5,6,4,6\nc,C,2025-03-31,3,6,5,6\n\
        a,A,2025-04-01,6,6,6,6\nb,B,2025-04-02,6,7,7,6\nc,C,2025-06-30,7,6,5,6\n";
    asked(&portfolio, GAPS, answers).await;
    let found = portfolio.service.voice_survey(&of("gaps", None)).await.unwrap();
    let ids: Vec<&str> = found.waves.iter().map(|wave| wave.id.as_str()).collect();
    assert_eq!((ids, found.figure.as_str()), (vec!["2025-Q1", "2025-Q2"], "gap"));
    // care −2, −1, −3 and speed 0, −2, −1: weighted −1.5, −1.25, −2.5
    close(found.waves[0].figure.unwrap().value, -5.25 / 3.0);
    close(found.waves[0].parts[0].gap.unwrap().value, -2.0);
    close(found.waves[0].parts[1].gap.unwrap().value, -1.0);
    let classes: Vec<(&str, f64)> =
        found.waves[1].classes.iter().map(|class| (class.id.as_str(), class.share)).collect();
    // care 0, −1, 1 and speed 0, 1, −1: weighted 0, −0.5, 0.5
    assert_eq!(classes.len(), 2);
    close(classes[0].1, 2.0 / 3.0);

    let found = portfolio.service.voice_comparison("gaps", &VoiceBetween::LastWaves).await.unwrap();
    let what: Vec<&str> = found.rows.iter().map(|row| row.what.as_str()).collect();
    assert_eq!((what, found.tests), (vec!["figure", "care", "speed", "p1", "p2"], 5));
    close(found.rows[0].difference.unwrap(), 0.0 + 5.25 / 3.0);
    close(found.rows[1].difference.unwrap(), 2.0);
    let smallest = found.rows.iter().filter_map(|row| row.p_value).fold(1.0, f64::min);
    let corrected = found.rows.iter().filter_map(|row| row.p_holm).fold(1.0, f64::min);
    close(corrected, 5.0 * smallest);
    let error = VoiceBetween::waves("a").unwrap_err();
    assert_eq!(error.code(), "voice-waves");
}

const PARTS: &str = r#"
id = "parts"
name = { en = "Parts", zh = "各方面" }
instrument = "csat"
scale = { low = 1, high = 5 }
importance_scale = { low = 1, high = 5 }
[columns]
respondent = "who"
answered_at = "at"
[[item]]
id = "overall"
[[item]]
id = "speed"
importance = "speed_matters"
[[item]]
id = "price"
importance = "price_matters"
"#;

/// Overall goes with speed and not with price; people say price matters more.
#[tokio::test]
async fn what_satisfaction_goes_with_beside_what_people_say() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let mut answers = "who,at,overall,speed,price,speed_matters,price_matters\n".to_owned();
    for who in 0..60 {
        let (speed, price) = (1 + who % 5, 1 + who / 5 % 4);
        let overall = if who % 7 == 0 { 3 } else { speed };
        answers += &format!("{who},2025-05-0{},{overall},{speed},{price},{},{}\n", 1 + who % 9, 2 + who % 2, 4 + who % 2);
    }
    asked(&portfolio, PARTS, &answers).await;
    let found = portfolio.service.voice_drivers(&of("parts", None), None).await.unwrap();
    assert_eq!((found.outcome.id.as_str(), found.respondents, found.left_out), ("overall", 60, 0));
    let (speed, price) = (&found.drivers[0], &found.drivers[1]);
    assert_eq!((speed.id.as_str(), price.id.as_str()), ("speed", "price"));
    close(speed.share + price.share, 1.0);
    close(speed.weight + price.weight, found.r_squared);
    assert!(speed.share > 0.9 && speed.p_holm < 0.001, "{speed:?}");
    // speed: mean 3 of 1 to 5 is 50; price: 1, 2, 3, 4 alike, mean 2.5 is 37.5
    close(speed.performance, 50.0);
    close(price.performance, 37.5);
    close(found.cut_performance, 43.75);
    assert_eq!((speed.place.as_str(), price.place.as_str()), ("keep-up", "low-priority"));
    close(speed.stated.unwrap(), 2.5);
    close(price.stated.unwrap(), 4.5);
    assert_eq!(speed.stated_against_derived.as_deref(), Some("hidden"));
    assert_eq!(price.stated_against_derived.as_deref(), Some("granted"));
    assert_eq!(price.stated_place.as_deref(), Some("concentrate"));
    let error = portfolio.service.voice_drivers(&of("parts", None), Some("taste")).await.unwrap_err();
    assert_eq!(error.to_string(), "outcome `taste`; expected one of `overall`, `speed`, `price`");
}
