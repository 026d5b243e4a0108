//! Customers over time: movement between runs, values at past days, falls and their reasons, trend of scores.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

#[path = "over_time/alerts.rs"]
mod alerts;
mod support;

use std::fmt::Write;
use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use patron_models::fit::NamedValues;
use patron_models::history::History;
use patron_models::transaction::{Terms, transaction_model};
use patron_service::Registry;
use patron_service::cards::template;
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::run::Cancel;
use patron_service::service::Cell;
use patron_service::views::{CustomersPage, MovedTotals, PortfolioChange, RunRequest, RunView};
use support::{Portfolio, now};

/// Classes by realised value, worked out by hand. By the end of January a has 85 of 100, b 12, c 3: A, B, C. By the end
/// of February b has 912 of 1069 (85 %), a 85 (93 %), d 62 (99 %), c 10: A, B, B, C.
const ORDERS: &str = "customer_id,ordered_at,amount\n\
    a,2024-01-05,85\nb,2024-01-10,12\nc,2024-01-31,3\n\
    b,2024-02-10,900\nc,2024-02-12,7\nd,2024-02-29,62\n";

async fn valued(portfolio: &Portfolio, request: RunRequest) -> RunView {
    portfolio.service.run(&request, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap()
}

async fn on(portfolio: &Portfolio, day: &str) -> RunView {
    valued(portfolio, RunRequest { as_of: Some(day.to_owned()), ..RunRequest::default() }).await
}

async fn company(orders: &str) -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", orders).await;
    portfolio
}

fn money(totals: &MovedTotals) -> (u64, Option<f64>, Option<f64>) {
    (totals.customers, totals.revenue_before, totals.revenue_after)
}

#[tokio::test]
async fn who_moved_between_two_runs_worked_out_by_hand() {
    let portfolio = company(ORDERS).await;
    let (before, after) = (on(&portfolio, "2024-01-31").await, on(&portfolio, "2024-02-29").await);
    let service = &portfolio.service;
    let found = service.movement("abc_class", None, None).await.unwrap();
    assert_eq!((&found.before.id, &found.after.id, found.ordered), (&before.id, &after.id, true));
    let cells: Vec<_> =
        found.cells.iter().map(|cell| (cell.from.as_deref(), cell.to.as_deref(), money(&cell.totals))).collect();
    assert_eq!(
        cells,
        [
            (Some("A"), Some("B"), (1, Some(85.0), Some(85.0))),
            (Some("B"), Some("A"), (1, Some(12.0), Some(912.0))),
            (Some("C"), Some("C"), (1, Some(3.0), Some(10.0))),
            (None, Some("B"), (1, None, Some(62.0))),
        ]
    );
    assert_eq!(money(&found.kept), (1, Some(3.0), Some(10.0)));
    assert_eq!(money(&found.promoted.unwrap()), (1, Some(12.0), Some(912.0)));
    assert_eq!(money(&found.demoted.unwrap()), (1, Some(85.0), Some(85.0)));
    assert_eq!((found.moved.customers, found.entered.customers, found.left.customers), (2, 1, 0));
    let label = |id: &str| found.labels.iter().find(|label| label.id == id).unwrap();
    assert_eq!((label("B").before.customers, label("B").after.customers), (1, 2));
    assert_eq!((label("A").before.revenue, label("A").after.revenue), (Some(85.0), Some(912.0)));
    assert_eq!((label("B").after.margin, label("B").after.return_share), (Some(1.0), Some(0.0)));
    assert!(found.notices.is_empty(), "{:?}", found.notices);

    // Backwards who entered has left.
    let back = service.movement("abc_class", Some(&after.id), Some(&before.id)).await.unwrap();
    assert_eq!(money(&back.left), (1, Some(62.0), None));
    assert_eq!(back.promoted.unwrap().customers, 1);
    assert!(back.notices.iter().any(|notice| notice.code == "runs-in-reverse"));

    // Labels without an order are neither promoted nor demoted.
    let stages = service.movement("lifecycle_stage", None, None).await.unwrap();
    assert_eq!(
        (stages.ordered, stages.promoted, stages.cells.iter().map(|cell| cell.totals.customers).sum()),
        (false, None, 4)
    );

    let cell = Cell { from: Some("B".to_owned()), to: Some("A".to_owned()), ..Cell::default() };
    let movers = service.movers("abc_class", None, None, &cell, 10).await.unwrap();
    assert_eq!(movers.customers, 1);
    assert_eq!((movers.rows[0].customer_id.as_str(), movers.rows[0].revenue_after), ("b", Some(912.0)));
    let new = Cell { entered: true, ..Cell::default() };
    let movers = service.movers("abc_class", None, None, &new, 10).await.unwrap();
    assert_eq!((movers.rows[0].customer_id.as_str(), movers.rows[0].from.as_deref()), ("d", None));
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused_and_other_settings_are_said() {
    let portfolio = company(ORDERS).await;
    let service = &portfolio.service;
    let code = |found: patron_service::error::Result<patron_service::views::MovementView>| {
        found.unwrap_err().code().to_owned()
    };
    assert_eq!(code(service.movement("abc_class", None, None).await), "no-run");
    let first = on(&portfolio, "2024-01-31").await;
    assert_eq!(code(service.movement("abc_class", None, None).await), "no-earlier-run");
    assert_eq!(code(service.movement("abc_class", Some(&first.id), None).await), "same-run");
    let answer = service.movement_answer("abc_class", None, None).await.unwrap();
    assert_eq!(
        (answer.movement, answer.problem.map(|problem| problem.code)),
        (None, Some("no-earlier-run".to_owned()))
    );

    service.put_card(template("six-questions").unwrap().text, now()).await.unwrap();
    let longer = RunRequest { horizon_days: Some(730), ..RunRequest::default() };
    let second = valued(&portfolio, longer).await;
    let found = service.movement("abc_class", None, None).await.unwrap();
    assert_eq!(found.notices.iter().map(|notice| notice.code.as_str()).collect::<Vec<_>>(), ["runs-differ"]);
    assert_eq!(found.notices[0].values["setting"], "horizon-days");
    let error = service.movement("card.six-questions.tier", None, None).await.unwrap_err();
    assert_eq!(error.code(), "scheme-not-in-run");
    assert!(error.to_string().contains("is not in the earlier run, as of 2024-01-31"), "{error}");

    let euro = PortfolioChange { currency: Some("EUR".to_owned()), ..PortfolioChange::default() };
    service.set_portfolio(&euro, now()).await.unwrap();
    on(&portfolio, "2024-02-29").await;
    assert_eq!(code(service.movement("abc_class", Some(&second.id), None).await), "other-currency");
}

/// 150 customers over two years up to 2024-12-31, the same every time. `quitter` bought every ten days until June,
/// `steady` every ten days to the end, `late` first in December.
fn two_years() -> String {
    let mut seed = 7_u64;
    let mut random = move || {
        seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
        seed as f64 / 4_294_967_296.0
    };
    let start = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap();
    let mut text = "customer_id,ordered_at,amount\n".to_owned();
    let mut buy = |id: &str, day: i64, amount: f64| {
        writeln!(text, "{id},{},{amount:.2}", start + Duration::days(day)).unwrap();
    };
    for customer in 0..150 {
        let (gap, life) = (10.0 + random() * 80.0, 60.0 + random() * 900.0);
        let (first, size) = (random() * 300.0, 10.0 + random() * 90.0);
        let mut day = first;
        while day < 730.0 && day - first < life {
            buy(&format!("c{customer:03}"), day as i64, size * (0.6 + 0.8 * random()));
            day += 1.0 + gap * (0.4 + random() * 1.2);
        }
    }
    for step in 0..=73 {
        buy("steady", step * 10, 50.0);
        if step <= 54 {
            buy("quitter", step * 10, 50.0);
        }
    }
    buy("late", 720, 40.0);
    // 2024 is a leap year: day 730 is its last.
    text
}

async fn table(portfolio: &Portfolio, columns: &[&str]) -> CustomersPage {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    let query = CustomersQuery { columns, sort: "customer_id".to_owned(), limit: 1000, ..CustomersQuery::default() };
    portfolio.service.customers(&query).await.unwrap()
}

/// Products and sums of a dozen figures.
const ROUNDING: f64 = 1e-9;

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= ROUNDING * expected.abs().max(1.0), "{found} is not {expected}");
}

#[tokio::test]
async fn past_values_are_those_of_todays_model_and_their_parts_add_up() {
    let portfolio = company(&two_years()).await;
    let every =
        RunRequest { history_every: Some("month".to_owned()), history_periods: Some(6), ..RunRequest::default() };
    let run = valued(&portfolio, every).await;
    assert_eq!(run.as_of, "2024-12-31");
    let history = portfolio.service.customer_history("quitter").await.unwrap();
    let days: Vec<&str> = history.points.iter().map(|point| point.on.as_str()).collect();
    assert_eq!(
        days,
        ["2024-06-30", "2024-07-31", "2024-08-31", "2024-09-30", "2024-10-31", "2024-11-30", "2024-12-31"]
    );
    assert_eq!(history.alert_day.as_deref(), Some("2024-09-30"));

    // Expected purchases at a past day, straight from the model with the parameters of the run.
    let view = portfolio.service.lifetime_value().await.unwrap();
    let fitted = view.purchases.unwrap();
    let model = transaction_model(&fitted.model).unwrap();
    let named = fitted.parameters.iter().map(|parameter| (parameter.name.clone(), parameter.value.into()));
    let named: NamedValues = serde_json::from_value(serde_json::Value::Object(named.collect())).unwrap();
    let parameters = model.parameters_from(&named).unwrap();
    let terms = Terms::with_annual_rate(365.0 / 7.0, 0.1, 365.25 / 7.0).unwrap();
    let predictor = model.predictor(&parameters, terms).unwrap();
    // By 2024-08-31, 608 days after the first of its 55 purchase days, the last was day 540.
    let expected = predictor.predict(&History::new(54, 540.0 / 7.0, 608.0 / 7.0).unwrap());
    let august = &history.points[2];
    near(august.expected_purchases.unwrap(), expected.expected_purchases);
    near(august.probability_return.unwrap(), expected.probability_return);
    // From 2023-09-01 (day 243) to day 540: purchases on days 250 to 540.
    near(august.net_year.unwrap(), 30.0 * 50.0);
    near(august.contribution_year.unwrap(), 30.0 * 50.0);

    for point in &history.points {
        let product: f64 = point.factors.iter().map(|factor| factor.value.unwrap()).product();
        near(product, point.value.unwrap());
        let last = history.points.last().unwrap();
        let parts: f64 = point.parts.iter().map(|part| part.change).sum();
        near(parts, last.value.unwrap() - point.value.unwrap());
    }

    let asked =
        portfolio.service.sql("select count(*) as n from value_curves where customer_id = 'quitter'").await.unwrap();
    let counted = asked.frame.collect().await.unwrap();
    assert_eq!(arrow::util::display::array_value_to_string(counted[0].column(0), 0).unwrap(), "7");

    // The table has the same change for everybody who had bought by September, and today's value is that of the model.
    let columns = ["customer_id", "residual_value", "value_change", "value_alert", "value_change_reason"];
    let page = table(&portfolio, &columns).await;
    let some = |id: &str| !id.starts_with('c') || id < "c006";
    for row in page.rows.iter().filter(|row| some(row[0].as_str().unwrap())) {
        let id = row[0].as_str().unwrap();
        let history = portfolio.service.customer_history(id).await.unwrap();
        near(history.points.last().unwrap().value.unwrap(), row[1].as_f64().unwrap());
        let then = history.points.iter().find(|point| point.on == "2024-09-30");
        match then {
            None => assert!(row[2].is_null() && row[3].is_null(), "{id} was not there"),
            Some(then) => {
                near(row[2].as_f64().unwrap(), row[1].as_f64().unwrap() - then.value.unwrap());
                near(then.parts.iter().map(|part| part.change).sum(), row[2].as_f64().unwrap());
            }
        }
    }
    let of = |id: &str| page.rows.iter().find(|row| row[0] == id).unwrap();
    assert!(of("late")[3].is_null());
    assert_eq!(of("steady")[3], "none", "who goes on as before gives no alert");
}

#[tokio::test]
async fn a_fall_is_an_alert_with_its_reason_and_says_whether_chance_explains_it() {
    let portfolio = company(&two_years()).await;
    // At the end of September the quitter, who bought every ten days, has been silent for 98.
    on(&portfolio, "2024-09-30").await;
    let all = CustomerFilter::default();
    let found = portfolio.service.alerts(&all, 1000).await.unwrap();
    assert_eq!(
        (found.since.as_str(), found.as_of.as_str(), found.key_by.as_str()),
        ("2024-06-30", "2024-09-30", "abc")
    );
    assert_eq!(found.rows.len() as u64, found.clear + found.within_range);
    let quitter = found.rows.iter().find(|row| row.customer_id == "quitter").unwrap();
    assert_eq!((quitter.alert.as_str(), quitter.reason.as_deref(), quitter.key), ("clear", Some("activity"), true));
    assert!(quitter.before.unwrap() > quitter.high.unwrap());
    near(quitter.parts.iter().map(|part| part.change).sum(), quitter.change.unwrap());
    near(quitter.change.unwrap(), quitter.now.unwrap() - quitter.before.unwrap());
    assert!(found.rows.iter().all(|row| row.customer_id != "steady" && row.customer_id != "late"));
    assert!(found.amount > 0.0, "what a customer was worth on average");
    for row in &found.rows {
        assert!(row.share.unwrap() <= -0.2 && -row.change.unwrap() >= found.amount, "{row:?}");
        assert_eq!(row.alert == "clear", row.before.unwrap() > row.high.unwrap(), "{row:?}");
    }
    // Key accounts first, then clear falls, then by money.
    let place = |row: &patron_service::views::AlertRow| (!row.key, row.alert != "clear", row.change.unwrap());
    assert!(found.rows.windows(2).all(|pair| place(&pair[0]) <= place(&pair[1])), "{:?}", found.rows);

    // A threshold in money leaves the small ones out.
    let amount = -quitter.change.unwrap();
    let strict = PortfolioChange { alert_amount: Some(amount * 0.999), ..PortfolioChange::default() };
    portfolio.service.set_portfolio(&strict, now()).await.unwrap();
    on(&portfolio, "2024-09-30").await;
    let few = portfolio.service.alerts(&all, 1000).await.unwrap();
    assert!(few.rows.iter().any(|row| row.customer_id == "quitter") && few.rows.len() < found.rows.len());
    assert!(few.rows.iter().all(|row| row.change.unwrap() <= -amount * 0.999));
}

#[tokio::test]
async fn without_an_earlier_day_nobody_can_say() {
    let portfolio = company(ORDERS).await;
    let all = CustomerFilter::default();
    let answer = portfolio.service.alerts_answer(&all, 10).await.unwrap();
    assert_eq!(answer.problem.unwrap().code, "no-run");
    portfolio.run().await.unwrap();
    let answer = portfolio.service.alerts_answer(&all, 10).await.unwrap();
    assert_eq!(answer.problem.unwrap().code, "alerts-too-early");
    let history = portfolio.service.customer_history("a").await.unwrap();
    assert!(history.points.is_empty() && history.runs.len() == 1 && history.alert.is_none());
    assert_eq!(portfolio.service.customer_history("nobody").await.unwrap_err().code(), "unknown-customer");
}

#[tokio::test]
async fn an_account_knows_where_it_stood_before_and_on_which_version() {
    let portfolio = company(ORDERS).await;
    let card = "id = \"size\"\nname = { en = \"Size\", zh = \"规模\" }\n\n[[indicator]]\nid = \"revenue\"\n\
        name = { en = \"Revenue\", zh = \"销售额\" }\nmeasure = \"revenue\"\nweight = 100\n\n\
        [[tier]]\nid = \"big\"\nname = { en = \"Big\", zh = \"大\" }\nstrategy = { en = \"Keep.\", zh = \"保有。\" }\nfrom = 60\n\n\
        [[tier]]\nid = \"small\"\nname = { en = \"Small\", zh = \"小\" }\nstrategy = { en = \"Serve.\", zh = \"服务。\" }\n";
    portfolio.service.put_card(card, now()).await.unwrap();
    let first = on(&portfolio, "2024-01-31").await;
    let alone = portfolio.service.score("size", None).await.unwrap();
    assert!(alone.runs.len() == 1 && alone.rows.iter().all(|row| row.before.is_none() && row.trend.len() == 1));
    on(&portfolio, "2024-02-29").await;
    let scored = portfolio.service.score("size", None).await.unwrap();
    assert_eq!((scored.runs.len(), &scored.runs[0].run), (2, &first.id));
    let row = |id: &str| scored.rows.iter().find(|row| row.customer_id == id).unwrap();
    // By revenue from the least to the most: a had 85 of 3 to 85, b 12; then b has 912, a 85, d 62, c 10.
    let before = row("b").before.as_ref().unwrap();
    near(before.score, 100.0 * 9.0 / 82.0);
    assert_eq!(
        (before.rank, before.tier.as_deref(), row("b").rank, row("b").tier.as_deref()),
        (2.0, Some("small"), 1.0, Some("big"))
    );
    near(row("b").trend[0].unwrap(), 100.0 * 9.0 / 82.0);
    assert_eq!((row("b").trend[1], row("d").trend[0], row("d").before.is_none()), (Some(100.0), None, true));
    let text = card.replace("from = 60", "from = 70");
    portfolio.service.put_card(&text, now()).await.unwrap();
    on(&portfolio, "2024-02-29").await;
    let scored = portfolio.service.score("size", None).await.unwrap();
    assert_eq!(scored.runs.iter().map(|run| run.version).collect::<Vec<_>>(), [1, 1, 2]);
    // Tiers of the card moved too: a scheme like any other.
    let moved = portfolio.service.movement("card.size.tier", Some(&first.id), None).await.unwrap();
    assert_eq!(
        (moved.promoted.unwrap().customers, moved.demoted.unwrap().customers, moved.entered.customers),
        (1, 1, 1)
    );
}

#[tokio::test]
async fn a_lost_share_of_wallet_and_less_satisfaction_stand_beside_the_value() {
    let portfolio = company(&two_years()).await;
    // The quitter spent 1,850 a year with us of 2,000, then of 6,000 in the next period.
    let wallets = "customer_id,period,period_end,category_spend\nquitter,2023-04-01,2024-03-31,2000\n\
        quitter,2023-09-01,2024-08-31,6000\n";
    portfolio.import_text("wallets", "wallets.csv", wallets).await;
    let scores = "customer_id,assessor,scorecard,indicator,score,assessed_on\n\
        quitter,Wang,account,satisfaction,5,2024-04-01\nquitter,Wang,account,satisfaction,2,2024-08-01\n\
        quitter,Li,account,satisfaction,4,2024-08-02\n";
    portfolio.import_text("assessments", "scores.csv", scores).await;
    on(&portfolio, "2024-08-31").await;
    let history = portfolio.service.customer_history("quitter").await.unwrap();
    let may = history.points.iter().find(|point| point.on == "2024-05-31").unwrap();
    let last = history.points.last().unwrap();
    // From 2023-04-01 (day 90) to day 450: 37 purchases; from day 243 on 30 (days 250 to 540).
    near(may.share_of_wallet.unwrap(), 37.0 * 50.0 / 2000.0);
    near(last.share_of_wallet.unwrap(), 30.0 * 50.0 / 6000.0);
    assert_eq!((may.satisfaction, last.satisfaction), (Some(5.0), Some(3.0)));
    let part = |name: &str| may.parts.iter().find(|part| part.factor == name).unwrap().change;
    assert!(part("wallet") < 0.0 && part("rate") > 0.0, "a smaller share of a larger wallet: {:?}", may.parts);
    near(may.parts.iter().map(|part| part.change).sum(), last.value.unwrap() - may.value.unwrap());
}
