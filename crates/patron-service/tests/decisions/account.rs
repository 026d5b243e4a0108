use patron_service::views::{NewTask, RosterDecisionRequest};

use crate::company;
use crate::support::now;

#[tokio::test]
async fn an_account_has_its_people_papers_group_and_decisions() {
    let portfolio = company().await;
    let people = "customer_id,person_id,name,role,influence,contact\nA,1,Ms Zhao,CFO,decides,+86 10 5550100\nB,2,Mr Qian,buyer,,\n";
    portfolio.import_text("people", "people.csv", people).await;
    let contracts = "customer_id,contract_id,started_at,ended_at,monthly_amount,plan\n\
        A,K1,2024-01-01,2025-01-30,20,gold\nA,K2,2024-01-01,,5,\nA,K3,2022-01-01,2023-06-30,9,\nA,K4,2025-02-01,,9,\nB,K5,2024-01-01,,1,\n";
    portfolio.import_text("contracts", "contracts.csv", contracts).await;
    let invoices = "customer_id,invoice_id,issued_at,due_at,amount,paid_at,paid_amount\n\
        A,1,2024-10-01,2024-11-01,100,,\nA,2,2024-12-01,2025-01-15,80,2024-12-20,30\nA,3,2024-05-01,2024-06-01,70,2024-06-01,70\n";
    portfolio.import_text("receivables", "invoices.csv", invoices).await;
    let deals = "opportunity_id,customer_id,stage,amount,probability,opened_at,closed_at,won\n\
        1,A,offer,300,0.5,2024-11-01,,\n2,A,won,500,,2024-01-01,2024-03-01,true\n3,B,offer,1,,2024-11-01,,\n";
    portfolio.import_text("opportunities", "deals.csv", deals).await;
    let wallets = "customer_id,period,category_spend,competitor,competitor_share\n\
        A,2023-01-01,999,,\nA,2024-01-01,7200,,\nA,2024-01-01,,Other,0.1\nA,2024-01-01,,Rival,0.3\n";
    portfolio.import_text("wallets", "wallets.csv", wallets).await;
    portfolio.run().await.unwrap();
    let task = NewTask {
        customer_id: "A".to_owned(),
        title: "Call".to_owned(),
        due: "2025-01-15".to_owned(),
        by: "Wang".to_owned(),
        ..NewTask::default()
    };
    portfolio.service.add_task(&task, now()).await.unwrap();
    let set = RosterDecisionRequest {
        customers: vec!["A".to_owned()],
        decision: "set".to_owned(),
        tier: Some("key".to_owned()),
        by: "Wang".to_owned(),
        why: "strategic partner".to_owned(),
        ..RosterDecisionRequest::default()
    };
    portfolio.service.decide_roster(&set, now()).await.unwrap();

    let account = portfolio.service.account("A", false, now()).await.unwrap();
    assert_eq!(account.as_of, "2024-12-31");
    assert_eq!((account.people.len(), account.people[0].role.as_deref()), (1, Some("CFO")));
    assert_eq!(account.people[0].contact, None, "how to reach people is shown where it is asked for");
    let asked = portfolio.service.account("A", true, now()).await.unwrap();
    assert_eq!(asked.people[0].contact.as_deref(), Some("+86 10 5550100"));
    // K3 ended more than a year ago, K4 has not begun
    let contracts: Vec<_> = account.contracts.iter().map(|one| (one.contract_id.as_str(), one.days_left)).collect();
    assert_eq!(contracts, [("K1", Some(30)), ("K2", None)]);
    let invoices: Vec<_> =
        account.invoices.iter().map(|one| (one.invoice_id.as_str(), one.open, one.days_overdue)).collect();
    assert_eq!(invoices, [("1", Some(100.0), 60), ("2", Some(50.0), 0)]);
    assert_eq!((account.outstanding, account.overdue), (Some(150.0), Some(100.0)));
    assert_eq!(account.opportunities.iter().map(|one| one.amount).collect::<Vec<_>>(), [Some(300.0)]);
    let wallet = account.wallet.unwrap();
    // 1200 and 2400 of the 7200 of 2024
    assert_eq!(
        (wallet.period.as_str(), wallet.category_spend, wallet.own_share),
        ("2024-01-01", Some(7200.0), Some(0.5))
    );
    assert_eq!(wallet.competitors.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Rival", "Other"]);
    let group = account.group.unwrap();
    let members: Vec<_> = group.members.iter().map(|one| (one.customer_id.as_str(), one.relation.as_str())).collect();
    assert_eq!((group.parent, members), (None, vec![("B", "child"), ("N", "child")]));
    assert_eq!((account.tasks.len(), account.history.len()), (1, 1));
    let roster = account.roster.unwrap();
    assert_eq!((roster.tier.id.as_str(), roster.why.as_str()), ("key", "strategic partner"));

    let beta = portfolio.service.account("B", false, now()).await.unwrap();
    let group = beta.group.unwrap();
    assert_eq!(group.parent.unwrap().name.as_deref(), Some("Alpha"));
    assert_eq!(group.members.iter().map(|one| one.relation.as_str()).collect::<Vec<_>>(), ["sibling"]);
    let bare = portfolio.service.account("C", true, now()).await.unwrap();
    assert!(bare.people.is_empty() && bare.wallet.is_none() && bare.group.is_none() && bare.roster.is_none());
    let error = portfolio.service.account("Z", true, now()).await.unwrap_err();
    assert_eq!(error.to_string(), "customer `Z` is not in the current run");
}
