//! Complaints, suggestions, and everything of one customer.

use super::{close, company};

/// The last day is 2025-12-31. B complains twice within a month; one complaint of C is open, one of A is older than a
/// year.
const CONTACTS: &str = "customer_id,occurred_at,kind,value,resolved_at,touchpoint\n\
    A,2024-06-01,complaint,,2024-06-05,shop\nB,2025-03-01,complaint,,2025-03-01,shop\n\
    B,2025-03-20,投诉,,2025-03-24,web\nC,2025-10-02,complaint,,,web\nA,2025-05-05,complaint,,2025-05-06,web\n\
    C,2025-06-01,suggestion,valuable,,shop\nC,2025-06-02,建议,一般,,shop\nD,2025-06-03,suggestion,,,\n\
    D,2025-07-01,praise,,,\nD,2025-07-02,visit,,,\n";

#[tokio::test]
async fn complaints_by_hand() {
    let portfolio = company().await;
    portfolio.import_text("interactions", "contacts.csv", CONTACTS).await;
    portfolio.run().await.unwrap();
    let found = portfolio.service.voice_complaints("touchpoint", 365).await.unwrap();
    assert_eq!((found.from.as_str(), found.to.as_str()), ("2025-01-01", "2025-12-31"));
    // eleven orders in these days, four complaints of three customers
    assert_eq!((found.all.complaints, found.all.customers, found.all.orders, found.all.open), (4, 3, 11, 1));
    close(found.all.rate.unwrap(), 4.0 / 11.0);
    // 2025-10-02 to 2025-12-31
    assert_eq!((found.all.open_oldest_days, found.all.open_median_days), (Some(90.0), Some(90.0)));
    // durations 0, 1, 4 and open at 90: half are solved after one day
    close(found.all.median_days.unwrap(), 1.0);
    // of four whose month has passed one is followed by another
    let repeats = found.all.repeats.unwrap();
    assert_eq!((repeats.of, repeats.share), (4, 0.25));
    // that of A was resolved within a day and not repeated; the first of B was repeated
    let first = found.all.first_contact.unwrap();
    assert_eq!((first.of, first.share), (4, 0.25));
    let groups: Vec<_> = found.groups.iter().map(|group| (group.id.as_str(), group.complaints, group.orders)).collect();
    assert_eq!(groups, [("web", 3, 11), ("shop", 1, 11)]);
    assert_eq!((found.praise, found.contacts), (1, 9));
    let suggestions = found.suggestions;
    assert_eq!(
        (suggestions.all, suggestions.valuable, suggestions.ordinary, suggestions.other, suggestions.customers),
        (3, 1, 1, 1, 2)
    );
    let march = found.months.iter().find(|month| month.month == "2025-03").unwrap();
    assert_eq!((march.complaints, march.orders, march.rate), (2, 1, Some(2.0)));
    assert_eq!(found.months.iter().map(|month| month.orders).sum::<u64>(), 11);
    assert_eq!((found.open.len(), found.open[0].customer_id.as_str(), found.open[0].owner.as_deref()), (1, "C", Some("Li")));

    let north = portfolio.service.voice_complaints("region", 365).await.unwrap();
    let groups: Vec<_> = north.groups.iter().map(|group| (group.id.as_str(), group.complaints, group.orders)).collect();
    // A, B and F ordered three times, once and once; C, D and E six times
    assert_eq!(groups, [("north", 3, 5), ("south", 1, 6)]);
    let older = portfolio.service.voice_complaints("touchpoint", 3_650).await.unwrap();
    assert_eq!(older.all.complaints, 5);
}

#[tokio::test]
async fn one_customer_with_answers_and_contacts() {
    let portfolio = company().await;
    portfolio.import_text("interactions", "contacts.csv", CONTACTS).await;
    let found = portfolio.service.customer_voice("E").await.unwrap();
    let said: Vec<_> = found
        .scores
        .iter()
        .map(|score| (score.wave.as_str(), score.respondent.as_deref().unwrap(), score.score.unwrap(), score.displeased))
        .collect();
    assert_eq!(said.len(), 3);
    assert_eq!(said[2], ("spring", "p5", 3.0, true));
    assert_eq!((found.scores[0].items[0].id.as_str(), found.scores[0].items[0].high), ("score", 10.0));
    let found = portfolio.service.customer_voice("C").await.unwrap();
    assert_eq!((found.complaints, found.open_complaints, found.suggestions, found.contacts.len()), (1, 1, 2, 3));
    assert_eq!((found.contacts[0].sort.as_str(), found.contacts[0].open), ("complaint", true));
    assert_eq!((found.contacts[1].sort.as_str(), found.contacts[1].value.as_deref()), ("suggestion", Some("一般")));
    let nobody = portfolio.service.customer_voice_answer("nobody").await.unwrap();
    assert_eq!(nobody.problem.unwrap().code, "voice-nothing");
}
