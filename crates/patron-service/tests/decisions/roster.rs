use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::views::{ProposalsView, RosterDecisionRequest, RosterRuleChange};

use crate::support::{Portfolio, now};
use crate::{company, words};

const RULE: &str = "enter_revenue = 2000\nstay_revenue = 1500\nminimum_tenure_days = 90\n\
    [[class]]\nfield = \"industry\"\nvalues = [\"government\"]\n\
    [[tier]]\nid = \"strategic\"\nname = { en = \"Strategic\", zh = \"战略级\" }\nfrom = 3000\nkeep = 2500\n\
    [[tier]]\nid = \"key\"\nname = { en = \"Key\", zh = \"重点级\" }\n";

async fn set_rule(portfolio: &Portfolio, text: &str) -> u32 {
    let rule = portfolio.service.read_roster_rule(text).unwrap();
    let change = RosterRuleChange { rule, by: "Director".to_owned(), why: "policy 2025".to_owned() };
    portfolio.service.set_roster_rule(&change, now()).await.unwrap().version
}

/// A company whose rule has proposed.
async fn proposed() -> Portfolio {
    let portfolio = company().await;
    assert_eq!(set_rule(&portfolio, RULE).await, 1);
    portfolio.run().await.unwrap();
    portfolio
}

fn decision(what: &str, customer: &str) -> RosterDecisionRequest {
    RosterDecisionRequest {
        customers: vec![customer.to_owned()],
        decision: what.to_owned(),
        by: "Wang".to_owned(),
        why: format!("{what} {customer}"),
        ..RosterDecisionRequest::default()
    }
}

async fn decide(portfolio: &Portfolio, request: &RosterDecisionRequest) {
    portfolio.service.decide_roster(request, now()).await.unwrap();
}

async fn refused(portfolio: &Portfolio, request: &RosterDecisionRequest) -> (String, String) {
    words(&portfolio.service.decide_roster(request, now()).await.unwrap_err())
}

/// `account action proposed-tier ground` of every open proposal.
fn told(view: &ProposalsView) -> Vec<String> {
    let tier =
        |one: &patron_service::views::ProposalView| one.proposed.as_ref().map_or("off".to_owned(), |t| t.id.clone());
    view.proposals
        .iter()
        .map(|one| format!("{} {} {} {}", one.customer_id, one.action, tier(one), one.ground))
        .collect()
}

async fn open(portfolio: &Portfolio) -> Vec<String> {
    told(&portfolio.service.roster_proposals().await.unwrap())
}

/// `account tier since` of the roster at a day.
async fn roster(portfolio: &Portfolio, on: Option<&str>) -> Vec<String> {
    let view = portfolio.service.roster(on).await.unwrap();
    view.accounts.iter().map(|one| format!("{} {} {}", one.customer_id, one.tier.id, one.since)).collect()
}

/// Customers with a value of the measure.
async fn labelled(portfolio: &Portfolio, label: &str) -> Vec<String> {
    let condition = format!("key_account:is:{label}");
    let filter = CustomerFilter::parse([condition.as_str()], None).unwrap();
    let columns = vec!["key_account".to_owned()];
    let query = CustomersQuery { columns, filter, sort: "customer_id".to_owned(), ..CustomersQuery::default() };
    let page = portfolio.service.customers(&query).await.unwrap();
    page.rows.iter().map(|row| row[0].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_run_proposes_and_a_person_decides() {
    let portfolio = proposed().await;
    // B stays below the bound of entry, C is small, N too new; a listed class enters whatever it brings.
    assert_eq!(open(&portfolio).await, ["A enter strategic revenue", "G enter key class"]);
    let first = portfolio.service.roster_proposals().await.unwrap().proposals.remove(0);
    assert_eq!((first.name.as_deref(), first.revenue, first.tenure_days), (Some("Alpha"), Some(3600.0), Some(730.0)));
    assert_eq!(labelled(&portfolio, "off").await.len(), 5, "proposals are no roster");

    decide(&portfolio, &decision("confirm", "A")).await;
    decide(&portfolio, &decision("decline", "G")).await;
    let view = portfolio.service.roster_proposals().await.unwrap();
    assert_eq!((view.proposals.len(), view.declined, view.postponed), (0, 1, 0));
    assert_eq!(roster(&portfolio, None).await, ["A strategic 2024-12-31"]);
    assert_eq!(roster(&portfolio, Some("2024-12-30")).await, Vec::<String>::new());

    portfolio.run().await.unwrap();
    assert_eq!(labelled(&portfolio, "strategic").await, ["A"]);
    assert_eq!(open(&portfolio).await, Vec::<String>::new(), "what was declined under this rule stays declined");
    // another rule asks again
    assert_eq!(set_rule(&portfolio, &RULE.replace("1500", "1600")).await, 2);
    let newer = portfolio.service.roster_proposals().await.unwrap();
    assert_eq!(newer.problem.unwrap().message, "the rule is newer than the last valuation; expected a run by it");
    portfolio.run().await.unwrap();
    assert_eq!(open(&portfolio).await, ["G enter key class"]);
}

#[tokio::test]
async fn bounds_of_entry_and_exit_differ_and_the_roster_is_known_at_any_day() {
    let portfolio = proposed().await;
    decide(&portfolio, &decision("confirm", "A")).await;
    decide(&portfolio, &RosterDecisionRequest { tier: Some("key".to_owned()), ..decision("set", "B") }).await;
    portfolio.run().await.unwrap();
    // B's 1800 would not let it in and do not put it out
    assert_eq!(open(&portfolio).await, ["G enter key class"]);

    let later = portfolio.import_text("orders", "later.csv", "customer_id,ordered_at,amount\nA,2025-06-30,100\n").await;
    portfolio.run().await.unwrap();
    // A's 2500 would not make it strategic and keep it so; N is old enough now, B brings nothing any more
    assert_eq!(open(&portfolio).await, ["N enter strategic revenue", "G enter key class", "B leave off none-holds"]);
    let postponed = RosterDecisionRequest { until: Some("2025-12-31".to_owned()), ..decision("postpone", "B") };
    decide(&portfolio, &postponed).await;
    decide(&portfolio, &RosterDecisionRequest { tier: Some("key".to_owned()), ..decision("confirm", "N") }).await;
    assert_eq!(portfolio.service.roster_proposals().await.unwrap().postponed, 1);
    let all = ["A strategic 2024-12-31", "N key 2025-06-30", "B key 2024-12-31"];
    assert_eq!(roster(&portfolio, None).await, all);
    assert_eq!(roster(&portfolio, Some("2025-06-29")).await, ["A strategic 2024-12-31", "B key 2024-12-31"]);
    let history = portfolio.service.roster_history(None).await.unwrap();
    let order: Vec<_> =
        history.iter().map(|event| format!("{} {} {}", event.customer_id, event.decision, event.action)).collect();
    assert_eq!(order, ["N confirm enter", "B postpone leave", "B set enter", "A confirm enter"]);
    let of_b = portfolio.service.roster_history(Some("B")).await.unwrap();
    assert_eq!((of_b.len(), of_b[0].until.as_deref(), of_b[1].why.as_str()), (2, Some("2025-12-31"), "set B"));

    // a batch is taken back: records go, decisions stay
    portfolio.service.undo(later.batch.as_deref().unwrap_or_default(), now()).await.unwrap();
    portfolio.run().await.unwrap();
    assert_eq!(portfolio.service.roster_history(None).await.unwrap(), history);
    assert_eq!(roster(&portfolio, Some("2025-06-30")).await, all);
    assert_eq!(labelled(&portfolio, "key").await, ["B"], "the valuation date lies before N's entry");
    // at this day N is too new to be proposed
    assert_eq!(open(&portfolio).await, ["G enter key class"]);
}

#[tokio::test]
async fn decisions_that_do_not_fit_are_refused_in_words() {
    let portfolio = proposed().await;
    let confirm = decision("confirm", "A");
    let (error, hint) = refused(&portfolio, &RosterDecisionRequest { why: "  ".to_owned(), ..confirm.clone() }).await;
    assert_eq!(error, "no reason is given; expected why it is decided so");
    assert_eq!(hint, "say it: `--why TEXT`");
    let (error, hint) = refused(&portfolio, &RosterDecisionRequest { by: String::new(), ..confirm.clone() }).await;
    assert_eq!(error, "no name is given; expected who decides");
    assert_eq!(hint, "say it: `--by NAME`, or set `PATRON_BY`");
    let (error, _) = refused(&portfolio, &decision("confirm", "Z")).await;
    assert_eq!(error, "customer `Z` is not in the current run");
    let (error, _) = refused(&portfolio, &decision("confirm", "C")).await;
    assert_eq!(error, "no proposal for account `C` in the last valuation; expected one that is open");
    let (error, _) = refused(&portfolio, &decision("approve", "A")).await;
    assert_eq!(error, "decision `approve`; expected `confirm`, `decline`, `postpone` or `set`");
    let (error, _) =
        refused(&portfolio, &RosterDecisionRequest { on: Some("31.12.".to_owned()), ..confirm.clone() }).await;
    assert_eq!(error, "date `31.12.`, expected a day such as `2026-03-31`");
    let (error, _) = refused(&portfolio, &decision("postpone", "A")).await;
    assert_eq!(error, "no day is given; expected when it is proposed again");
    let (error, _) =
        refused(&portfolio, &RosterDecisionRequest { tier: Some("gold".to_owned()), ..confirm.clone() }).await;
    assert_eq!(error, "tier `gold`; expected `off` or one of `strategic`, `key`");
    // all or none: G fits, Z does not
    let both = RosterDecisionRequest { customers: vec!["G".to_owned(), "Z".to_owned()], ..decision("confirm", "G") };
    refused(&portfolio, &both).await;
    assert!(portfolio.service.roster_history(None).await.unwrap().is_empty());

    decide(&portfolio, &confirm).await;
    let (error, hint) = refused(&portfolio, &decision("decline", "A")).await;
    assert_eq!(error, "the proposal for account `A` was confirmed by `Wang`; expected one that is open");
    assert_eq!(hint, "`patron roster history` shows it; `patron roster set` decides anew");
    let early = RosterDecisionRequest {
        tier: Some("off".to_owned()),
        on: Some("2024-01-01".to_owned()),
        ..decision("set", "A")
    };
    let (error, _) = refused(&portfolio, &early).await;
    assert_eq!(
        error,
        "date `2024-01-01` lies before the last decision about account `A`, expected `2024-12-31` or later"
    );
    let error = portfolio.service.roster(Some("2024-13-01")).await.unwrap_err();
    assert_eq!(error.to_string(), "date `2024-13-01`, expected a day such as `2026-03-31`");
    let error = portfolio.service.read_roster_rule("enter_revenue = many").unwrap_err();
    assert!(error.to_string().starts_with("the rule cannot be read, line `1`: "), "{error}");
}

#[tokio::test]
async fn a_rule_by_card_or_label_and_one_that_no_longer_fits() {
    let portfolio = company().await;
    let card = "id = \"size\"\nname = { en = \"Size\", zh = \"规模\" }\n\n[[indicator]]\nid = \"revenue\"\n\
        name = { en = \"Revenue\", zh = \"收入\" }\nmeasure = \"revenue\"\nweight = 100\n\n\
        [[tier]]\nid = \"big\"\nname = { en = \"Big\", zh = \"大\" }\nfrom = 60\n\n\
        [[tier]]\nid = \"small\"\nname = { en = \"Small\", zh = \"小\" }\n";
    portfolio.service.put_card(card, now()).await.unwrap();
    set_rule(&portfolio, "card = \"size\"\n[[label]]\nscheme = \"card.size.tier\"\nenter = [\"big\"]\n").await;
    portfolio.run().await.unwrap();
    // from 50 to 5000: A's 3610 is 71.9 of 100, N's 5000 all; no tenure is asked for
    assert_eq!(open(&portfolio).await, ["N enter big label", "A enter big label"]);
    assert_eq!(portfolio.service.roster_proposals().await.unwrap().proposals[1].rank, Some(2.0));
    decide(&portfolio, &RosterDecisionRequest { tier: Some("small".to_owned()), ..decision("confirm", "A") }).await;
    portfolio.run().await.unwrap();
    assert_eq!(open(&portfolio).await, ["N enter big label", "A promote big tier"]);

    portfolio.service.remove_card("size", now()).await.unwrap();
    let view = portfolio.run().await.unwrap();
    let notice = view.notices.iter().find(|notice| notice.code == "roster-rule-unfit").unwrap();
    assert!(notice.message.contains("scheme `card.size.tier`; expected one of `"), "{}", notice.message);
    assert!(portfolio.service.roster_proposals().await.unwrap().problem.unwrap().message.contains("`card.size.tier`"));
    assert_eq!(labelled(&portfolio, "small").await, ["A"], "the roster stands without its rule");
}

#[tokio::test]
async fn without_a_rule_nobody_is_labelled() {
    let portfolio = company().await;
    portfolio.run().await.unwrap();
    assert_eq!(labelled(&portfolio, "").await.len(), 5);
    let view = portfolio.service.roster_proposals().await.unwrap();
    assert_eq!(view.problem.unwrap().message, "the roster has no rule yet; expected one that proposes");
}
