//! Seasons and festivals in the valuation: a company whose customers buy by them, and one whose customers do not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use patron_models::calendar::{Date, Event, Pace, Pattern, festival};
use patron_models::transaction::transaction_model;
use patron_service::Registry;
use patron_service::query::CustomersQuery;
use patron_service::run::Cancel;
use patron_service::views::{
    BacktestRequest, BacktestView, DatedEvent, FactorView, PortfolioChange, RunRequest, TournamentEntry,
};
use support::Portfolio;

const FIRST: Date = Date { year: 2020, month: 1, day: 1 };
const LAST: Date = Date { year: 2023, month: 12, day: 31 };
/// BG/NBD in weeks of the pace; seldom twice on a day, which the ledger would count once.
const PARAMETERS: [f64; 4] = [1.2, 14.0, 0.8, 3.5];
const CUSTOMERS: usize = 4000;

/// A busy December, a quiet summer, quiet Mondays; nobody orders in the week of the Spring Festival, many before it.
fn pattern() -> Pattern {
    Pattern {
        week: [0.6, 0.9, 1.0, 1.1, 1.2, 1.5, 0.9],
        week_errors: [0.0; 7],
        year: [1.0, 0.9, 0.8, 0.8, 0.9, 0.9, 0.6, 0.5, 0.8, 1.0, 1.6, 2.6],
        year_errors: [0.0; 12],
        events: vec![("spring-festival".to_owned(), 0.15, 0.0), ("Anniversary".to_owned(), 2.5, 0.0)],
        dispersion: 1.0,
    }
}

fn anniversaries() -> Vec<DatedEvent> {
    let of_year = |year| DatedEvent {
        name: "Anniversary".to_owned(),
        from: format!("{year}-06-10"),
        to: format!("{year}-06-16"),
    };
    let planned = DatedEvent { name: "Opening".to_owned(), from: "2024-05-01".to_owned(), to: "2024-05-03".to_owned() };
    (2020..=2024).map(of_year).chain([planned]).collect()
}

fn pace() -> Pace {
    let (from, until) = (FIRST.number(), LAST.number() + 1);
    let spring = festival("spring-festival").unwrap().days((2020, 2023), 0, 6).unwrap();
    let own = (2020..=2023).flat_map(|year| (10..=16).map(move |day| Date { year, month: 6, day }.number()));
    let events = [
        Event { name: "spring-festival".to_owned(), days: spring },
        Event { name: "Anniversary".to_owned(), days: own.collect() },
    ];
    pattern().pace(from, until, &events).unwrap().averaged(from, until).unwrap()
}

/// Orders until a day, of customers won evenly over the first three years, who buy at this pace.
fn orders(pace: &Pace, until: Date) -> String {
    orders_of("bg-nbd", &PARAMETERS, pace, until)
}

fn orders_of(model: &str, parameters: &[f64], pace: &Pace, until: Date) -> String {
    let days = LAST.number() - FIRST.number() + 1;
    let starts: Vec<i64> =
        (0..CUSTOMERS).map(|place| FIRST.number() + place as i64 * 1096 / CUSTOMERS as i64).collect();
    let ages: Vec<f64> = starts
        .iter()
        .map(|start| pace.horizon((start + 1) as f64, (FIRST.number() + days - 1 - start) as f64).unwrap() / 7.0)
        .collect();
    let times = transaction_model(model).unwrap().simulate(parameters, &ages, 20).unwrap();
    let mut text = "customer_id,ordered_at,amount\n".to_owned();
    for (place, (start, times)) in starts.iter().zip(times).enumerate() {
        let mut on: BTreeSet<i64> = BTreeSet::from([*start]);
        // A purchase within a day is made on it.
        on.extend(times.iter().map(|time| start + 1 + pace.days_until((start + 1) as f64, time * 7.0).floor() as i64));
        for day in on.into_iter().filter(|day| *day <= until.number()) {
            let date = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + Days::new(day as u64);
            writeln!(text, "c{place:04},{date},{}", 10 + (place * 7 + day as usize) % 40).unwrap();
        }
    }
    text
}

async fn company(pace: &Pace, until: Date, calendar: &str) -> Portfolio {
    company_of(&orders(pace, until), calendar).await
}

async fn company_of(orders: &str, calendar: &str) -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", orders).await;
    let change = PortfolioChange {
        calendar: Some(calendar.to_owned()),
        festivals: Some(vec!["chinese".to_owned()]),
        events: Some(anniversaries()),
        horizon_days: Some(84),
        ..PortfolioChange::default()
    };
    portfolio.service.set_portfolio(&change, support::now()).await.unwrap();
    portfolio
}

fn entry<'a>(view: &'a BacktestView, id: &str) -> &'a TournamentEntry {
    view.contestants.iter().find(|entry| entry.id == id).expect(id)
}

/// Whether an estimate lies within 3.5 standard errors of the truth; its interval ends at 1.645.
fn fits(found: &FactorView, truth: f64) -> bool {
    (found.factor / truth).ln().abs() < 3.5 * (found.high / found.factor).ln() / 1.645
}

async fn run(portfolio: &Portfolio, request: RunRequest) -> patron_service::views::RunView {
    portfolio.service.run(&request, support::now(), Arc::new(|_| {}), Cancel::default()).await.unwrap()
}

async fn expected(portfolio: &Portfolio) -> f64 {
    let (mut total, mut after) = (0.0, None);
    loop {
        let columns = vec!["expected_purchases".to_owned()];
        let query = CustomersQuery { columns, limit: 1000, after, ..CustomersQuery::default() };
        let page = portfolio.service.customers(&query).await.unwrap();
        total += page.rows.iter().filter_map(|row| row[1].as_f64()).sum::<f64>();
        after = page.next;
        if after.is_none() {
            return total;
        }
    }
}

#[tokio::test]
async fn a_company_with_seasons_is_valued_in_them_and_its_december_is_seen_coming() {
    let pace = pace();
    let portfolio = company(&pace, LAST, "auto").await;
    let view = portfolio.backtest(&BacktestRequest { origins: Some(4), ..BacktestRequest::default() }).await.unwrap();
    for entry in &view.contestants {
        println!("{} {:?} {:?} {:?}", entry.id, entry.crps, entry.bias, entry.refused);
    }
    let verdict = view.verdict.as_ref().unwrap();
    println!("{verdict:?}");
    assert!(verdict.id.ends_with("+calendar"), "{verdict:?}");
    let seasonal = entry(&view, &verdict.id);
    let plain = entry(&view, verdict.id.trim_end_matches("+calendar"));
    assert!(seasonal.crps < plain.crps && seasonal.parameters > plain.parameters + 17);

    // Likelihoods are of the purchases in days, so that they can be compared.
    let bic = |id: &str| view.models.iter().find(|model| model.id == id).unwrap().fit.as_ref().unwrap().bic;
    assert!(bic(&verdict.id) < bic(verdict.id.trim_end_matches("+calendar")) - 1000.0);

    // The days from November on, forecast from the end of October 2023.
    let day = Some("2023-10-31".to_owned());
    let ahead = RunRequest { as_of: day, horizon_days: Some(61), ..RunRequest::default() };
    let chosen = run(&portfolio, ahead.clone()).await;
    assert_eq!(chosen.model, verdict.id);
    let with_seasons = expected(&portfolio).await;
    let page = portfolio.service.lifetime_value().await.unwrap();
    let season = page.season.as_ref().unwrap();
    for item in season.week.iter().chain(&season.year).chain(&season.events) {
        println!("{} {:.3} {:.3} {:.3}", item.id, item.factor, item.low, item.high);
    }
    assert!(season.used && season.why == "chosen" && season.year.len() == 12);
    let december = &season.year[11];
    // The truth relative to the mean of the logarithms.
    let mean = (pattern().year.iter().map(|factor| factor.ln()).sum::<f64>() / 12.0).exp();
    assert!(fits(december, 2.6 / mean), "{december:?}");
    let own = season.events.iter().find(|event| event.id == "Anniversary").unwrap();
    assert!(fits(own, 2.5), "{own:?}");
    // What is planned for the first time has no factor yet.
    let left_out: Vec<_> = season.left_out.iter().map(|one| (one.id.as_str(), one.reason.as_str())).collect();
    assert_eq!(left_out, [("Opening", "not-seen")]);

    let plain_id = verdict.id.trim_end_matches("+calendar").to_owned();
    run(&portfolio, RunRequest { model: Some(plain_id), ..ahead }).await;
    let without = expected(&portfolio).await;
    let actual = {
        let first = NaiveDate::from_ymd_opt(2023, 11, 1).unwrap();
        let text = orders(&pace, LAST);
        let known: BTreeSet<&str> = text
            .lines()
            .skip(1)
            .filter(|line| line.split(',').nth(1).unwrap() < "2023-11-01")
            .map(|line| line.split(',').next().unwrap())
            .collect();
        text.lines()
            .skip(1)
            .filter(|line| {
                let mut cells = line.split(',');
                let (customer, day) = (cells.next().unwrap(), cells.next().unwrap());
                known.contains(customer) && day.parse::<NaiveDate>().unwrap() >= first
            })
            .count() as f64
    };
    println!("November and December 2023: {actual} came, {with_seasons:.0} with seasons, {without:.0} without");
    assert!((with_seasons / actual - 1.0).abs() < 0.05, "{with_seasons} {actual}");
    assert!((without / actual - 1.0).abs() > 0.2, "{without} {actual}");

    // Switched off, the calendar is not what the run took from the backtest.
    let change = PortfolioChange { calendar: Some("none".to_owned()), ..PortfolioChange::default() };
    portfolio.service.set_portfolio(&change, support::now()).await.unwrap();
    let off = run(&portfolio, RunRequest::default()).await;
    let codes: Vec<&str> = off.notices.iter().map(|notice| notice.code.as_str()).collect();
    assert!(!codes.contains(&"model-by-backtest"), "{codes:?}");
    let told = off.notices.iter().find(|notice| notice.code == "model-without-calendar").unwrap();
    let (chosen, used) = (told.values["chosen"].as_str().unwrap(), told.values["model"].as_str().unwrap());
    assert!(chosen == verdict.id && used == off.model && !used.contains("calendar"), "{told:?}");
}

#[tokio::test]
async fn a_company_without_seasons_stays_in_days_and_a_calendar_switched_off_changes_nothing() {
    let even = Pace::new(FIRST.number(), vec![1.0; (LAST.number() - FIRST.number() + 1) as usize]).unwrap();
    let tested = company(&even, LAST, "auto").await;
    let request = BacktestRequest { models: Some(vec!["bg-nbd".to_owned(), "nbd".to_owned()]), ..Default::default() };
    let view = tested.backtest(&request).await.unwrap();
    for entry in &view.contestants {
        println!("{} {:?} {:?} {:?}", entry.id, entry.crps, entry.bias, entry.refused);
    }
    let names: Vec<&str> = view.contestants.iter().map(|entry| entry.id.as_str()).collect();
    assert!(names.contains(&"bg-nbd+calendar") && names.contains(&"nbd+calendar"), "{names:?}");
    assert!(view.contestants.iter().all(|entry| entry.refused.is_none() && entry.rule != entry.id.contains("nbd")));
    assert_eq!(view.verdict.as_ref().unwrap().id, "bg-nbd");
    let in_days = run(&tested, RunRequest::default()).await;
    let page = tested.service.lifetime_value().await.unwrap();
    let season = page.season.as_ref().unwrap();
    assert_eq!((in_days.model.as_str(), season.used, season.why.as_str()), ("bg-nbd", false, "as-good-without"));
    // There is no Anniversary to be seen either.
    let own = season.events.iter().find(|event| event.id == "Anniversary").unwrap();
    assert!(fits(own, 1.0), "{own:?}");

    let off = company(&even, LAST, "none").await;
    let without = off.backtest(&request).await.unwrap();
    assert!(without.contestants.iter().all(|entry| !entry.id.contains("calendar")));
    for other in &without.contestants {
        assert_eq!(other, entry(&view, &other.id));
    }
    let plain = run(&off, RunRequest::default()).await;
    assert_eq!(
        (plain.customer_equity, plain.customer_equity_low),
        (in_days.customer_equity, in_days.customer_equity_low)
    );
    assert_eq!(expected(&off).await, expected(&tested).await);
    assert!(off.service.lifetime_value().await.unwrap().season.is_none());
    let asked = RunRequest { model: Some("bg-nbd+calendar".to_owned()), ..RunRequest::default() };
    let error = off.service.run(&asked, support::now(), Arc::new(|_| {}), Cancel::default()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "model `bg-nbd+calendar` counts in the calendar, which is switched off, expected `bg-nbd`"
    );
}

#[tokio::test]
async fn every_figure_of_a_run_in_exposure_agrees_with_the_others() {
    // Sums of thousands of customers, and numbers that went through text.
    const ROUNDING: f64 = 1e-9;
    let close = |one: f64, other: f64| (one / other - 1.0).abs() < ROUNDING;
    let portfolio = company(&pace(), LAST, "yearly").await;
    let view = run(&portfolio, RunRequest::default()).await;
    assert_eq!(view.model, "bg-nbd+calendar");
    let page = portfolio.service.lifetime_value().await.unwrap();
    assert_eq!(page.season.as_ref().unwrap().why, "set");
    let end = page.curve.last().unwrap().value;
    assert!(close(end, view.customer_equity.unwrap()), "{end} {view:?}");
    // The test on the last weeks sees the autumn coming from the days before it.
    let holdout = page.holdout.as_ref().unwrap();
    let own = holdout.contestants.iter().find(|contestant| contestant.id == "bg-nbd").unwrap();
    assert!(own.bias.unwrap().abs() < 0.06 && holdout.contestants[0].id == "bg-nbd", "{own:?}");
    assert!(holdout.coverage.is_some_and(|share| share > 0.85));
    // Week by week the expectation follows the year: of the last 40 weeks the busiest lie in December.
    let weeks = &holdout.tracking[holdout.tracking.len() - 40..];
    let busiest = weeks.iter().max_by(|one, other| one.expected.total_cmp(&other.expected)).unwrap();
    assert!(busiest.week + 5 >= weeks.last().unwrap().week, "{busiest:?}");
    let relative: f64 = weeks.iter().map(|week| (week.expected - week.actual).abs()).sum::<f64>()
        / weeks.iter().map(|week| week.actual).sum::<f64>();
    assert!(relative < 0.12, "{relative}");

    let query = CustomersQuery {
        columns: vec!["residual_value".to_owned(), "expected_purchases".to_owned()],
        sort: "-residual_value".to_owned(),
        limit: 3,
        ..CustomersQuery::default()
    };
    for row in portfolio.service.customers(&query).await.unwrap().rows {
        let customer = portfolio.service.customer(row[0].as_str().unwrap()).await.unwrap();
        let product = customer.waterfall.last().unwrap().product;
        assert!(close(product, row[1].as_f64().unwrap()), "{product} {row:?}");
        let last = customer.expected.last().unwrap();
        assert!(close(last.purchases, row[2].as_f64().unwrap()), "{last:?} {row:?}");
        let next = customer.next_purchase.unwrap();
        assert!("2023-12-31" < next.low.as_str() && next.low <= next.median && next.median < next.high, "{next:?}");
    }
    // The same run again says the same.
    assert_eq!(run(&portfolio, RunRequest::default()).await.customer_equity, view.customer_equity);
}

#[tokio::test]
async fn too_short_a_history_for_a_set_calendar_is_said_and_days_are_counted() {
    let pace = pace();
    let portfolio = company(&pace, Date { year: 2021, month: 6, day: 30 }, "yearly").await;
    let view = run(&portfolio, RunRequest::default()).await;
    assert_eq!(view.model, "bg-nbd");
    let notice = view.notices.iter().find(|notice| notice.code == "no-season").unwrap();
    assert_eq!(
        notice.message,
        "no seasons: `546` days are too few for a pattern of the year, expected at least `730`; purchases are counted in days"
    );
    let season = portfolio.service.lifetime_value().await.unwrap().season.unwrap();
    assert_eq!((season.used, season.why.as_str(), season.week.len()), (false, "refused", 0));
}

#[tokio::test]
async fn regular_buyers_are_seen_through_the_calendar() {
    let text = orders_of("mbg-cnbd-k", &[2.0, 8.0, 0.8, 3.5, 3.0], &pace(), LAST);
    let portfolio = company_of(&text, "yearly").await;
    let request = RunRequest { model: Some("mbg-cnbd-k".to_owned()), ..RunRequest::default() };
    let view = run(&portfolio, request).await;
    assert_eq!(view.model, "mbg-cnbd-k+calendar");
    let page = portfolio.service.lifetime_value().await.unwrap();
    let season = page.season.as_ref().unwrap();
    assert_eq!((season.used, season.why.as_str()), (true, "set"));
    let fit = page.purchases.as_ref().unwrap();
    assert_eq!(fit.parameters.iter().find(|parameter| parameter.name == "k").unwrap().value, 3.0, "{fit:?}");
    let holdout = page.holdout.as_ref().unwrap();
    assert_eq!(holdout.contestants[0].id, "mbg-cnbd-k", "{holdout:?}");
}
