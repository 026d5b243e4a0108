//! Scores that people type: who disagrees, rounds, forms.

use chrono::{DateTime, Utc};
use patron_service::Registry;
use patron_service::export::Format;
use patron_service::service::FormOf;
use patron_service::views::{FormEntry, FormScores, PortfolioChange};

use crate::desk::{ORDERS, TRUST, TWO, near, portfolio};
use crate::support::{Portfolio, now};

#[tokio::test]
async fn spread_and_rounds_of_assessors() {
    let rounds = [
        ("A", "Li", "1", "2024-11-01", "1"),
        ("A", "Wang", "3", "2024-11-01", "1"),
        ("A", "Zhao", "5", "2024-11-01", "1"),
        ("A", "Li", "3", "2024-12-01", "2"),
        ("A", "Wang", "3", "2024-12-01", "2"),
        ("A", "Zhao", "4", "2024-12-01", "2"),
        ("B", "Li", "2", "2024-11-01", "1"),
    ];
    let portfolio = portfolio(&rounds, &[TWO]).await;
    let view = portfolio.service.assessors("two", None).await.unwrap().assessors.unwrap();
    assert_eq!(view.assessors, ["Li", "Wang", "Zhao"]);
    assert_eq!((view.scored, view.shared), (2, 1));
    let spread = &view.spreads[0];
    assert_eq!(spread.customer_id, "A");
    // 3, 3 and 4 are the latest
    near(spread.mean, 10.0 / 3.0);
    near(spread.median, 3.0);
    near(spread.deviation.unwrap(), (1.0_f64 / 3.0).sqrt());
    near(spread.upper_quartile, 3.5);
    let outside: Vec<_> = spread.opinions.iter().filter(|one| one.outside).map(|one| one.assessor.as_str()).collect();
    assert_eq!(outside, ["Zhao"]);
    let [first, second] = spread.rounds.as_slice() else { panic!("{:?}", spread.rounds) };
    assert_eq!((first.median, first.outside.as_slice()), (3.0, &["Li".to_owned(), "Zhao".to_owned()][..]));
    near(second.quartile_range_change.unwrap(), 0.5 - 2.0);
    assert!(spread.converged, "quartiles 0.5 apart and the median where it was");
    let line = &view.lines[0];
    assert_eq!((line.accounts, line.shared, line.rounds, line.converged), (2, 1, 1, 1));
    assert_eq!((line.quartile_limit, line.median_limit), (1.0, 0.5));
    // the latest round counts: of three assessors the mean
    portfolio.run().await.unwrap();
    let scored = portfolio.service.score("two", None).await.unwrap();
    let row = scored.rows.iter().find(|row| row.customer_id == "A").unwrap();
    near(row.points[1], 40.0 * (10.0 / 3.0 - 1.0) / 4.0);
    let typed = TWO.replace("id = \"two\"", "id = \"all\"").replace("assessed = [1, 5]", "measure = \"occasions\"");
    portfolio.service.put_card(&typed, now()).await.unwrap();
    let problem = portfolio.service.assessors("all", None).await.unwrap().problem.unwrap();
    assert_eq!(problem.message, "card `all` has no line that people score; expected an indicator with `assessed`");
}

fn scores(entries: &[(&str, f64)]) -> FormScores {
    let entry = |(customer, score): &(&str, f64)| FormEntry {
        customer_id: (*customer).to_owned(),
        line: "trust".to_owned(),
        score: *score,
        note: Some("seen, \"twice\"".to_owned()),
    };
    FormScores {
        assessor: "Li".to_owned(),
        version: 1,
        assessed_on: Some("2024-12-15".to_owned()),
        scores: entries.iter().map(entry).collect(),
        ..FormScores::default()
    }
}

#[tokio::test]
async fn a_form_shows_what_is_missing_and_saves_through_the_import() {
    let card = TWO.replace(
        "missing = \"leave-out\"",
        "missing = \"leave-out\"\nwords.1 = { en = \"none\", zh = \"无\" }\nwords.5 = { en = \"full\", zh = \"充分\" }",
    );
    let portfolio = portfolio(&TRUST, &[&card]).await;
    let managers = "customer_id,name,account_manager\nA,Alpha,Li\nB,Beta,Li\nC,Gamma,Chen\n";
    portfolio.import_text("customers", "customers.csv", managers).await;
    portfolio.run().await.unwrap();
    let service = &portfolio.service;
    let of = FormOf { assessor: Some("Li".to_owned()), manager: Some("Li".to_owned()) };
    let form = service.card_form("two", &of, now()).await.unwrap().form.unwrap();
    assert_eq!(form.managers, ["Chen", "Li"]);
    assert_eq!(form.accounts.iter().map(|account| account.customer_id.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!((form.missing, form.old, form.accounts_in_all), (2, 0, 2));
    assert_eq!(form.accounts[0].cells[0].median, Some(3.0), "Wang's");
    let choices: Vec<_> =
        form.lines[0].choices.iter().map(|one| (one.score, one.word.as_ref().map(|word| word.en.as_str()))).collect();
    assert_eq!(choices, [(1.0, Some("none")), (2.0, None), (3.0, None), (4.0, None), (5.0, Some("full"))]);

    let report = service.save_scores("two", &scores(&[("A", 4.0), ("B", 2.0)]), now()).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (2, 0));
    let form = service.card_form("two", &of, now()).await.unwrap().form.unwrap();
    let cell = &form.accounts[0].cells[0];
    assert_eq!(
        (cell.score, cell.note.as_deref(), cell.old),
        (Some(4.0), Some("seen, \"twice\""), true),
        "a year later"
    );
    // the same again is no new batch, another score on the day a contradiction
    let again = service.save_scores("two", &scores(&[("A", 4.0), ("B", 2.0)]), now()).await.unwrap();
    assert_eq!((again.batch, again.loaded), (None, 0));
    let error = service.save_scores("two", &scores(&[("A", 5.0)]), now()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "card `two`, indicator `trust`: assessor `Li` scores account `A` with `4` and with `5` on `2024-12-15`; expected one \
         score"
    );
    service.undo(&report.batch.unwrap(), now()).await.unwrap();
    service.save_scores("two", &scores(&[("A", 5.0)]), now()).await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_scored_is_refused_in_words() {
    let portfolio = portfolio(&TRUST, &[TWO]).await;
    portfolio.run().await.unwrap();
    let refused =
        async |typed: FormScores| portfolio.service.save_scores("two", &typed, now()).await.unwrap_err().to_string();
    assert_eq!(
        refused(scores(&[("A", 6.0)])).await,
        "card `two`: indicator `trust`: account `A` has score `6`; expected from `1` to `5`"
    );
    assert_eq!(
        refused(scores(&[("Z", 3.0)])).await,
        "card `two`: account `Z` is not in the last valuation; expected one of its customers"
    );
    assert_eq!(
        refused(FormScores { version: 7, ..scores(&[("A", 3.0)]) }).await,
        "card `two`: the scores are for version `7`; expected version `1`, which counts now"
    );
    assert_eq!(
        refused(FormScores { assessor: " ".to_owned(), ..scores(&[("A", 3.0)]) }).await,
        "card `two`: nobody is named; expected who scores"
    );
    let mut other = scores(&[("A", 3.0)]);
    other.scores[0].line = "money".to_owned();
    assert_eq!(refused(other).await, "card `two`: indicator `money` is not scored by people; expected one of `trust`");
    assert!(
        portfolio
            .service
            .batches()
            .await
            .unwrap()
            .iter()
            .all(|batch| batch.table != "assessments" || batch.report.loaded == 3)
    );
}

#[tokio::test]
async fn a_form_as_a_file_is_read_back_by_the_import() {
    let portfolio = portfolio(&TRUST, &[TWO]).await;
    portfolio.run().await.unwrap();
    let of = FormOf { assessor: Some("Li".to_owned()), manager: None };
    let bytes = portfolio.service.card_form_file("two", &of, Format::Csv, "zh", now()).await.unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 5, "four accounts and a heading");
    assert!(
        text.starts_with(
            "customer_id,customer,assessor,scorecard,version,indicator,line,scale,score,assessed_on,note\n"
        )
    );
    // only A is filled in
    let day = now().date_naive().to_string();
    let filled = text.replacen(&format!(",,{day}"), &format!(",5,{day}"), 1);
    let report = portfolio.import_text("assessments", "form.csv", &filled).await;
    assert_eq!((report.loaded, report.excluded, report.quarantined), (1, 3, 0));
    let error = portfolio.service.card_form_file("two", &of, Format::Json, "en", now()).await.unwrap_err();
    assert_eq!(error.to_string(), "a form as `json`; expected csv or xlsx");
}

#[tokio::test]
async fn days_are_those_of_the_portfolio() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let zone = PortfolioChange { time_zone: Some("Asia/Shanghai".to_owned()), ..PortfolioChange::default() };
    portfolio.service.set_portfolio(&zone, now()).await.unwrap();
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.service.put_card(TWO, now()).await.unwrap();
    portfolio.run().await.unwrap();
    // In Shanghai it is the second of January already.
    let evening = "2026-01-01T20:00:00Z".parse::<DateTime<Utc>>().unwrap();
    let typed = FormScores { assessed_on: None, ..scores(&[("A", 4.0)]) };
    portfolio.service.save_scores("two", &typed, evening).await.unwrap();
    let of = FormOf { assessor: Some("Li".to_owned()), manager: None };
    let form = portfolio.service.card_form("two", &of, evening).await.unwrap().form.unwrap();
    let cell = &form.accounts.iter().find(|account| account.customer_id == "A").unwrap().cells[0];
    assert_eq!(cell.on.as_deref(), Some("2026-01-02"));
    let today = FormScores { assessed_on: Some("2026-01-02".to_owned()), ..scores(&[("B", 4.0)]) };
    portfolio.service.save_scores("two", &today, evening).await.unwrap();
    let tomorrow = FormScores { assessed_on: Some("2026-01-03".to_owned()), ..scores(&[("C", 4.0)]) };
    let error = portfolio.service.save_scores("two", &tomorrow, evening).await.unwrap_err();
    assert_eq!(error.code(), "card-scores-day");
}
