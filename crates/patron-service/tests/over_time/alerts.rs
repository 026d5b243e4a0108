//! Alerts from billing and from what the records say, worked out by hand.

use std::fmt::Write;
use std::io::Cursor;

use calamine::{DataType, Reader, Xlsx, open_workbook_from_rs};
use patron_service::query::CustomerFilter;
use patron_service::report::ReportFormat;
use patron_service::service::Reviewed;
use patron_service::views::{AlertRow, AlertsView, NewTask, PortfolioChange, RunRequest};

use super::support::Portfolio;
use super::{company, near, now, on, two_years, valued};

async fn review(portfolio: &Portfolio, id: &str, language: &str) -> String {
    let of = Reviewed::Customer(id.to_owned());
    String::from_utf8(portfolio.service.account_review(&of, ReportFormat::Html, language).await.unwrap()).unwrap()
}

/// Orders on the 15th of each month from 2023-01 to 2024-12: amount, cost (none: not known) and number by year and month.
fn monthly(id: &str, of: impl Fn(u32, u32) -> Vec<(f64, Option<f64>)>) -> String {
    let mut text = String::new();
    for (year, month) in (2023..=2024).flat_map(|year| (1..=12).map(move |month| (year, month))) {
        for (amount, cost) in of(year, month) {
            let cost = cost.map(|cost| cost.to_string()).unwrap_or_default();
            writeln!(text, "{id},{year}-{month:02}-15,{amount},{cost}").unwrap();
        }
    }
    text
}

/// Windows of three months up to the end of 2024; the last one begins on 2024-10-01.
fn accounts() -> String {
    let late = |year: u32, month: u32| year == 2024 && month > 9;
    let mut text = "customer_id,ordered_at,amount,cost\n".to_owned();
    let plain = |amount: f64| vec![(amount, None)];
    text += &monthly("o'neil", |_, _| plain(100.0));
    text += &monthly("smaller", |year, month| plain(if late(year, month) { 40.0 } else { 100.0 }));
    text += &monthly("winter", |_, month| plain(if month > 9 { 40.0 } else { 100.0 }));
    text += &monthly("silent", |year, month| if late(year, month) { vec![] } else { plain(100.0) });
    text += &monthly("dearer", |year, month| vec![(100.0, Some(if late(year, month) { 75.0 } else { 60.0 }))]);
    text += &monthly("squeezed", |year, month| {
        vec![if late(year, month) { (200.0, Some(160.0)) } else { (100.0, Some(60.0)) }]
    });
    text += &monthly("thin", |year, month| vec![(10.0, Some(if late(year, month) { 7.5 } else { 6.0 }))]);
    text += &monthly("shared", |year, month| if late(year, month) && month != 11 { vec![] } else { plain(100.0) });
    text += &monthly("unhappy", |_, _| plain(100.0));
    text += &monthly(
        "recent",
        |year, month| if late(year, month) || month == 9 && year == 2024 { plain(9.0) } else { vec![] },
    );
    text
}

const WALLETS: &str = "customer_id,period,period_end,category_spend\nshared,2023-10-01,2024-09-30,2400\n\
    shared,2024-01-01,2024-12-31,4000\n";

const SCORES: &str = "customer_id,assessor,scorecard,indicator,score,assessed_on\n\
    unhappy,Wang,account,satisfaction,5,2024-04-01\nunhappy,Wang,account,satisfaction,3,2024-11-20\n\
    smaller,Wang,account,satisfaction,5,2024-04-01\nsmaller,Wang,account,satisfaction,2,2024-11-20\n\
    o'neil,Wang,account,satisfaction,5,2024-04-01\no'neil,Wang,account,satisfaction,4.5,2024-11-20\n";

fn row<'a>(found: &'a AlertsView, id: &str) -> &'a AlertRow {
    found.rows.iter().find(|row| row.customer_id == id).unwrap()
}

fn verdict(row: &AlertRow) -> (&str, Option<&str>, Option<&str>) {
    (row.alert.as_str(), row.reason.as_deref(), row.sign.as_deref())
}

#[tokio::test]
async fn without_a_model_billing_is_compared_with_the_own_past() {
    let portfolio = company(&accounts()).await;
    portfolio.import_text("wallets", "wallets.csv", WALLETS).await;
    portfolio.import_text("assessments", "scores.csv", SCORES).await;
    let amount = PortfolioChange { alert_amount: Some(10.0), ..PortfolioChange::default() };
    portfolio.service.set_portfolio(&amount, now()).await.unwrap();
    let request = RunRequest { as_of: Some("2024-12-31".to_owned()), ..RunRequest::default() };
    let run = valued(&portfolio, request).await;
    let said = run.notices.iter().find(|notice| notice.code == "alerts-by-billing").unwrap();
    assert_eq!(said.values["months"], 3);
    let found = portfolio.service.alerts(&CustomerFilter::default(), 100).await.unwrap();
    assert_eq!(
        (found.basis.as_str(), found.since.as_str(), found.clear, found.within_range),
        ("billing", "2024-09-30", 4, 1)
    );
    assert_eq!((found.early, found.rows.len()), (2, 7));
    let figures = |id: &str, before: f64, now: f64| {
        let row = row(&found, id);
        near(row.before.unwrap(), before);
        near(row.now.unwrap(), now);
        near(row.change.unwrap(), now - before);
        near(row.parts.iter().map(|part| part.change).sum(), now - before);
        assert!(row.low.is_none() && row.high.is_none(), "billing has no interval");
    };
    // 300 in each of six windows, then 120.
    figures("smaller", 300.0, 120.0);
    assert_eq!(verdict(row(&found, "smaller")), ("clear", Some("spend"), Some("satisfaction")));
    assert_eq!((row(&found, "smaller").sign_before, row(&found, "smaller").sign_now), (Some(5.0), Some(2.0)));
    // The last quarter of 2023 was as low: (3 x 300 + 120) / 4.
    figures("winter", 255.0, 120.0);
    assert_eq!(verdict(row(&found, "winter")), ("within-range", Some("spend"), None));
    figures("silent", 300.0, 0.0);
    assert_eq!(verdict(row(&found, "silent")), ("clear", Some("rate"), None));
    // 300 x 40 %, then 300 x 25 %.
    figures("dearer", 120.0, 75.0);
    assert_eq!(verdict(row(&found, "dearer")), ("clear", Some("margin"), Some("margin")));
    // A share of 1200 of 2400, then of 1000 of 4000: (0.25 - 0.5) x (6 + 4) / 2 x 100, and (4 - 6) x 0.375 x 100.
    figures("shared", 300.0, 100.0);
    assert_eq!(verdict(row(&found, "shared")), ("clear", Some("wallet"), Some("wallet")));
    let part = |name: &str| row(&found, "shared").parts.iter().find(|part| part.factor == name).unwrap().change;
    near(part("wallet"), -125.0);
    near(part("rate"), -75.0);
    // Twice the sales at half the margin: nothing fell but the margin, which cost 0.2 x 600.
    assert_eq!(verdict(row(&found, "squeezed")), ("early", Some("margin"), Some("margin")));
    near(row(&found, "squeezed").sign_before.unwrap(), 0.4);
    near(row(&found, "squeezed").sign_now.unwrap(), 0.2);
    assert_eq!(verdict(row(&found, "unhappy")), ("early", Some("satisfaction"), Some("satisfaction")));

    let of = async |id: &str| portfolio.service.customer_history(id).await.unwrap();
    // A fall of 10 % of the score is less than 20 %; the margin of `thin` cost 4.50, less than 10.
    assert_eq!(of("o'neil").await.alert.as_deref(), Some("none"));
    let thin = of("thin").await;
    assert_eq!((thin.alert.as_deref(), thin.sign.as_deref()), (Some("none"), Some("margin")));
    // Nobody knows of who has bought for one window only.
    let recent = of("recent").await;
    assert_eq!((recent.alert, recent.contribution_before, recent.points.len()), (None, None, 0));
    // The review says it in words of either language, without a curve where there is no model.
    let task = NewTask {
        customer_id: "dearer".to_owned(),
        title: "Prices <new>".to_owned(),
        due: "2025-01-31".to_owned(),
        by: "Li".to_owned(),
        ..NewTask::default()
    };
    portfolio.service.add_task(&task, now()).await.unwrap();
    for (language, words) in [
        (
            "en",
            [
                "Turned down",
                "2024-09-30",
                "Margin 40.0% → 25.0%",
                "no model says who stops",
                "Prices &lt;new&gt;",
                "open",
            ],
        ),
        ("zh", ["明显下降", "2024-09-30", "毛利率 40.0% → 25.0%", "没有模型能判断", "Prices &lt;new&gt;", "进行中"]),
    ] {
        let page = review(&portfolio, "dearer", language).await;
        for word in words {
            assert!(page.contains(word), "{word}: {page}");
        }
        assert!(!page.contains("<svg") && !page.contains('‹'), "{page}");
    }
    let dearer = of("dearer").await;
    assert_eq!((dearer.alert_basis.as_str(), dearer.contribution_parts.len()), ("billing", 4));
    near(dearer.contribution_now.unwrap(), 75.0);
}

#[tokio::test]
async fn a_model_by_which_nobody_stops_leaves_alerts_to_billing() {
    let portfolio = company(&two_years()).await;
    let request =
        RunRequest { as_of: Some("2024-09-30".to_owned()), model: Some("nbd".to_owned()), ..RunRequest::default() };
    let run = valued(&portfolio, request).await;
    assert!(run.notices.iter().any(|notice| notice.code == "alerts-by-billing-no-stop"), "{:?}", run.notices);
    let found = portfolio.service.alerts(&CustomerFilter::default(), 1000).await.unwrap();
    assert_eq!(found.basis, "billing");
    let quitter = row(&found, "quitter");
    assert_eq!(verdict(quitter), ("clear", Some("rate"), None));
    // Four windows from day 180 to 546: purchases on days 190 to 540, 36 of them.
    near(quitter.before.unwrap(), 36.0 * 50.0 / 4.0);
    near(quitter.now.unwrap(), 0.0);
    let history = portfolio.service.customer_history("quitter").await.unwrap();
    assert!(history.points.len() > 3 && history.alert_basis == "billing", "the curve is the model's all the same");
}

#[tokio::test]
async fn satisfaction_that_falls_is_an_early_sign_beside_a_model_and_named_beside_a_fall() {
    let portfolio = company(&two_years()).await;
    let scores = "customer_id,assessor,scorecard,indicator,score,assessed_on\n\
        steady,Wang,account,satisfaction,5,2024-04-01\nsteady,Wang,account,satisfaction,3,2024-08-01\n\
        quitter,Wang,account,satisfaction,4,2024-04-01\nquitter,Wang,account,satisfaction,1,2024-08-01\n";
    portfolio.import_text("assessments", "scores.csv", scores).await;
    on(&portfolio, "2024-09-30").await;
    let found = portfolio.service.alerts(&CustomerFilter::default(), 1000).await.unwrap();
    assert_eq!((found.basis.as_str(), found.early), ("value", 1));
    let last = found.rows.last().unwrap();
    assert_eq!(
        (last.customer_id.as_str(), verdict(last)),
        ("steady", ("early", Some("satisfaction"), Some("satisfaction")))
    );
    assert_eq!(verdict(row(&found, "quitter")), ("clear", Some("activity"), Some("satisfaction")));
    // The review draws the curve and lists its figures.
    let page = review(&portfolio, "quitter", "en").await;
    for word in ["<svg", "Value over time", "2024-09-30", "Satisfaction 4.0 → 1.0", "Activity"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let of = Reviewed::Customer("quitter".to_owned());
    let book = portfolio.service.account_review(&of, ReportFormat::Xlsx, "en").await.unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book)).unwrap();
    let sheet = book.worksheet_range("Value over time").unwrap();
    let history = portfolio.service.customer_history("quitter").await.unwrap();
    let value = history.points.last().and_then(|point| point.value).unwrap();
    let cells: Vec<f64> = sheet.rows().next_back().unwrap().iter().filter_map(|cell| cell.as_f64()).collect();
    assert!(cells.iter().any(|cell| (cell - value).abs() <= 0.005), "{value} is not among {cells:?}");
    // Today's scores do not count in a valuation of an earlier day.
    on(&portfolio, "2024-07-31").await;
    let before = portfolio.service.alerts(&CustomerFilter::default(), 1000).await.unwrap();
    assert_eq!(before.early, 0);
    assert!(before.rows.iter().all(|row| row.sign.is_none()));
}

#[tokio::test]
async fn the_last_round_of_a_day_counts_as_satisfaction() {
    let portfolio = company(super::ORDERS).await;
    let scores = "customer_id,assessor,scorecard,indicator,score,assessed_on,round\n\
        a,Wang,account,satisfaction,4,2024-02-01,2\na,Wang,account,satisfaction,5,2024-02-01,1\n\
        b,Wang,account,satisfaction,5,2024-02-01,1\nb,Wang,account,satisfaction,4,2024-02-01,2\n";
    portfolio.import_text("assessments", "scores.csv", scores).await;
    on(&portfolio, "2024-02-29").await;
    let page = super::table(&portfolio, &["customer_id", "satisfaction"]).await;
    let found: Vec<_> = page.rows.iter().map(|row| row[1].as_f64()).collect();
    assert_eq!(found, [Some(4.0), Some(4.0), None, None]);
}

#[tokio::test]
async fn a_review_of_a_past_day_does_not_know_what_came_later() {
    let portfolio = company(super::ORDERS).await;
    let invoices = "invoice_id,customer_id,issued_at,due_at,amount,paid_at,paid_amount\n\
        INV-OLD,a,2024-01-05,2024-01-20,85,2024-02-20,77.77\nINV-NEW,a,2024-02-15,2024-03-01,40,,\n";
    portfolio.import_text("receivables", "invoices.csv", invoices).await;
    let contracts = "customer_id,contract_id,started_at,ended_at,monthly_amount\n\
        a,K-OLD,2024-01-01,2025-06-30,12.5\na,K-NEW,2024-02-10,2025-06-30,12.5\n";
    portfolio.import_text("contracts", "contracts.csv", contracts).await;
    on(&portfolio, "2024-01-31").await;
    let page = review(&portfolio, "a", "en").await;
    // What a contract says of its end was known from the first day.
    assert!(page.contains("INV-OLD") && page.contains("K-OLD") && page.contains("2025-06-30"), "{page}");
    for later in ["INV-NEW", "K-NEW", "2024-02-20", "77.77"] {
        assert!(!page.contains(later), "{later}: {page}");
    }
    on(&portfolio, "2024-02-29").await;
    let page = review(&portfolio, "a", "en").await;
    for then in ["INV-NEW", "K-NEW", "2024-02-20", "77.77"] {
        assert!(page.contains(then), "{then}: {page}");
    }
}
