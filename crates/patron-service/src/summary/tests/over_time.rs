//! Covariates that change over time: the file, and what it has to do with the customers.

use arrow::array::AsArray;
use arrow::compute::concat_batches;
use arrow::datatypes::Float64Type;
use chrono::NaiveDate;

use super::super::{
    NamedValues, PredictTerms, Simulation, TimeUnit, fit_over_time, fit_with, predict, predict_over_time, simulate,
};
use super::{Written, words};

/// Two customers, weeks from Sundays.
const CUSTOMERS: &str = "\
customer_id,frequency,recency,T,first_on,purchased_on,time_unit
A,2,3,4,2005-01-02,2005-01-11 2005-01-23,week
B,0,0,3,2005-01-09,,week
";
const WEEKS: &str = "\
Id,Cov.Date,Season
A,2005-01-02,0
A,2005-01-09,1
A,2005-01-16,0
A,2005-01-23,0
B,2005-01-09,1
B,2005-01-16,0
B,2005-01-23,0
";
const MODEL: &str = r#"{"model":"pareto-nbd-dynamic","time_unit":"week","parameters":
    {"r":1.2,"alpha":8,"s":0.7,"beta":12,"lifetime.Season":-0.5,"transaction.Season":0.8}}"#;

/// Customers who buy by Pareto/NBD, those of channel 1 twice as often; with the days of their purchases.
fn two_channels() -> Written {
    let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let end = start + chrono::Duration::days(7 * 60);
    let mut text = "customer_id,frequency,recency,T,Channel,first_on,purchased_on,time_unit\n".to_owned();
    for (channel, alpha) in [(0, 8.0), (1, 4.0)] {
        let parameters = [("r", 1.1), ("alpha", alpha), ("s", 0.7), ("beta", 12.0)];
        let parameters: NamedValues = parameters.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        let simulation = Simulation {
            model: "pareto-nbd".to_owned(),
            parameters: Some(parameters),
            spend: None,
            customers: 250,
            weeks: 60,
            start_weeks: 10,
            start,
            seed: 5 + channel,
        };
        let mut csv = Vec::new();
        simulate(&simulation).unwrap().write_csv(&mut csv).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let orders: Vec<(&str, &str)> = csv.lines().skip(1).map(|line| line.split_once(',').unwrap()).collect();
        for of_customer in orders.chunk_by(|(one, _), (other, _)| one == other) {
            let mut days: Vec<NaiveDate> = of_customer.iter().map(|(_, day)| day.parse().unwrap()).collect();
            days.dedup();
            let weeks = |day: NaiveDate| day.signed_duration_since(days[0]).num_days() as f64 / 7.0;
            let on: Vec<String> = days[1..].iter().map(NaiveDate::to_string).collect();
            let (id, last) = (of_customer[0].0, days[days.len() - 1]);
            let (count, recency, age) = (on.len(), weeks(last), weeks(end));
            text.push_str(&format!(
                "{id}-{channel},{count},{recency},{age},{channel},{},{},week\n",
                days[0],
                on.join(" ")
            ));
        }
    }
    Written::csv(&text)
}

#[test]
fn covariates_that_never_change_give_the_fit_without_time() {
    let customers = two_channels();
    let fixed = fit_with("pareto-nbd", &["Channel".to_owned()], &customers.summary(), None).unwrap();
    // The channel of each customer, once more for each period of thirteen weeks, in no order.
    let mut periods = "customer_id,period,Way\n".to_owned();
    let text = std::fs::read_to_string(&customers.path).unwrap();
    let cells: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    for on in ["2024-07-01", "2024-04-01", "2025-04-01", "2024-01-01", "2025-01-01", "2024-10-01", "2025-07-01"] {
        for row in cells.iter().rev() {
            periods.push_str(&format!("{},{on},{}\n", row[0], row[4]));
        }
    }
    let periods = Written::new("periods.csv", &periods);
    let found = fit_over_time("pareto-nbd", &[], &customers.summary(), &periods.summary(), None).unwrap();
    assert_eq!((found.fit.model.as_str(), found.time_unit), ("pareto-nbd-dynamic", Some(TimeUnit::Week)));
    // The likelihood of Pareto/NBD is that of counts and times; here it is of the times, alike in every parameter.
    for (name, other) in [
        ("r", "r"),
        ("alpha", "alpha"),
        ("s", "s"),
        ("beta", "beta"),
        ("transaction.Channel", "transaction.Way"),
        ("lifetime.Channel", "lifetime.Way"),
    ] {
        let (one, other) = (fixed.fit.parameters.get(name).unwrap(), found.fit.parameters.get(other).unwrap());
        assert!((one / other - 1.0).abs() < 1e-5, "{name}: {one} and {other}");
    }
    // Numbered periods, and the channel from the summary file beside a season of all customers.
    let weeks: String = (0..80).map(|week| format!("{week},{}\n", u32::from(week % 13 < 4))).collect();
    let seasons = Written::new("seasons.csv", format!("period,Season\n{weeks}"));
    let names = ["transaction=Season,Channel".to_owned(), "lifetime=Channel".to_owned()];
    let found = fit_over_time("pareto-nbd", &names, &customers.summary(), &seasons.summary(), None).unwrap();
    let channel = found.fit.parameters.get("transaction.Channel").unwrap();
    assert!((channel / fixed.fit.parameters.get("transaction.Channel").unwrap() - 1.0).abs() < 0.05, "{channel}");
    // Nobody bought by season.
    let error = found.fit.standard_errors.get("transaction.Season").unwrap();
    assert!(found.fit.parameters.get("transaction.Season").unwrap().abs() < 3.0 * error);

    // Predictions of both agree where covariates stay as they are.
    let terms = PredictTerms { horizon: Some(12.0), intervals: true, ..PredictTerms::default() };
    let model = Written::new("fit.json", serde_json::to_string(&fixed).unwrap()).model();
    let predictions = predict(&model, None, &customers.summary(), &terms).unwrap();
    let schema = predictions.schema();
    let expected = concat_batches(&schema, &predictions.collect::<Result<Vec<_>, _>>().unwrap()).unwrap();
    let text = serde_json::to_string(&fixed).unwrap().replace(r#""pareto-nbd""#, r#""pareto-nbd-dynamic""#);
    let model = Written::new("fit.json", text.replace(".Channel", ".Way")).model();
    let predictions = predict_over_time(&model, None, &customers.summary(), &periods.summary(), &terms).unwrap();
    let found = concat_batches(&schema, &predictions.collect::<Result<Vec<_>, _>>().unwrap()).unwrap();
    assert_eq!(found.num_rows(), 500);
    for name in ["probability_alive", "probability_return", "expected_purchases", "expected_purchases_high"] {
        let of = |table: &arrow::array::RecordBatch| {
            table.column_by_name(name).unwrap().as_primitive::<Float64Type>().values().to_vec()
        };
        // An integral here, in closed form there; quantiles are found to four digits.
        let tolerance = if name.ends_with("high") { 1e-3 } else { 1e-8 };
        for (one, other) in of(&expected).into_iter().zip(of(&found)) {
            assert!((one - other).abs() <= tolerance * one.abs().max(1e-3), "{name}: {one} and {other}");
        }
    }
}

#[test]
fn a_horizon_needs_covariates_and_spend_goes_with_it() {
    let (model, customers) = (
        Written::new("fit.json", MODEL),
        Written::csv(&CUSTOMERS.replace(",week", ",week,7.5").replace("time_unit\n", "time_unit,monetary_value\n")),
    );
    let planned: String = ["2005-01-30,1", "2005-02-06,0"]
        .iter()
        .flat_map(|rest| ["A", "B"].map(|id| format!("{id},{rest}\n")))
        .collect();
    let weeks = Written::new("weeks.csv", format!("{WEEKS}{planned}"));
    let spend = Written::new("spend.json", r#"{"model":"gamma-gamma","parameters":{"p":6.25,"q":3.74,"gamma":15.44}}"#);
    let terms = |horizon: f64| PredictTerms { horizon: Some(horizon), discount_rate: 0.0, ..PredictTerms::default() };
    let ask = |horizon: f64| {
        let (customers, weeks) = (customers.summary(), weeks.summary());
        predict_over_time(&model.model(), Some(&spend.model()), &customers, &weeks, &terms(horizon)).unwrap()
    };
    let mut predictions = ask(2.0);
    let table = predictions.next().unwrap().unwrap();
    let of = |name: &str| table.column_by_name(name).unwrap().as_primitive::<Float64Type>().values().to_vec();
    let (purchases, per_purchase, value) = (of("expected_purchases"), of("expected_spend"), of("residual_value"));
    assert!(purchases.iter().all(|count| *count > 0.0));
    for at in 0..2 {
        assert!((value[at] / (purchases[at] * per_purchase[at]) - 1.0).abs() < 1e-9);
    }
    let (message, hint) = words(&ask(3.0).next().unwrap().unwrap_err(), &weeks);
    assert_eq!(
        message,
        "file `weeks.csv`, row `11`, column `Cov.Date`: `2005-02-06`, expected further periods until `2005-02-20` for customer `A`"
    );
    assert_eq!(hint, "give the values of the periods ahead, planned ones for example, or a nearer horizon");
}

#[test]
fn covariates_that_do_not_go_with_the_customers_are_refused_in_words() {
    let refused = |customers: &str, weeks: &str| {
        let (customers, weeks) = (Written::csv(customers), Written::new("weeks.csv", weeks));
        let error = fit_over_time("pareto-nbd", &[], &customers.summary(), &weeks.summary(), None).unwrap_err();
        let folder = format!("{}/", customers.path.parent().unwrap().display());
        words(&error, &weeks).0.replace(&folder, "")
    };
    let weeks = |from: &str, to: &str| refused(CUSTOMERS, &WEEKS.replace(from, to));
    for (found, expected) in [
        (
            weeks("A,2005-01-16,0\n", ""),
            "file `weeks.csv`, row `4`, column `Cov.Date`: `2005-01-23`, expected `2005-01-16` before it for customer `A`",
        ),
        (
            weeks("A,2005-01-02,0\n", ""),
            "file `weeks.csv`, row `2`, column `Cov.Date`: `2005-01-09`, expected a period that holds `2005-01-02`, the first \
             purchase of customer `A`",
        ),
        (
            weeks("B,2005-01-23,0\n", ""),
            "file `weeks.csv`, row `7`, column `Cov.Date`: `2005-01-16`, expected further periods until `2005-01-30` for \
             customer `B`",
        ),
        (
            weeks("B,2005-01-16", "B,2005-01-09"),
            "file `weeks.csv`, row `7`, column `Cov.Date`: `2005-01-09`, expected each period for customer `B` once",
        ),
        (
            weeks("B,", "C,"),
            "file `weeks.csv` has no periods of customer `B`, expected those of every customer of file `summary.csv` (row `3`)",
        ),
        (
            weeks("A,2005-01-09,1", "A,2005-01-09,much"),
            "file `weeks.csv`, row `3`, column `Season`: `much`, expected a number",
        ),
        (
            weeks("A,2005-01-09,1", "A,2005-01-09,inf"),
            "file `weeks.csv`, row `3`, column `Season`: `inf`, expected a number",
        ),
        (weeks("A,2005-01-09,1", "A,2005-01-09,"), "file `weeks.csv`, row `3`, column `Season`: ``, expected a value"),
        (
            weeks("A,2005-01-09", "A,9 January"),
            "file `weeks.csv`, row `3`, column `Cov.Date`: `9 January`, expected a day as 2024-01-31",
        ),
        (
            refused(CUSTOMERS, "period,Season\n0,1\nsecond,0\n"),
            "file `weeks.csv`, row `3`, column `period`: `second`, expected a whole number not below zero",
        ),
        (
            refused(CUSTOMERS, "from,Season\n2005-01-02,0\n"),
            "file `weeks.csv` has one period at most, expected two or more, to tell how long they are",
        ),
        (
            refused(CUSTOMERS, "week,Season\n1,0\n"),
            "file `weeks.csv` has no column `period`; expected it among `week, Season`",
        ),
        (
            refused(&CUSTOMERS.replace(",first_on,purchased_on", ",a,b"), WEEKS),
            "file `summary.csv` has no column `first_on`; expected it among `customer_id, frequency, recency, T, a, b, time_unit`",
        ),
        (
            refused(&CUSTOMERS.replace("2005-01-11 ", ""), WEEKS),
            "file `summary.csv`, row `2`, column `purchased_on`: `2005-01-23`, expected `2` days, as many as there are repeat purchases",
        ),
        (
            refused(&CUSTOMERS.replace("2005-01-11 2005-01-23", "2005-01-23 2005-01-11"), WEEKS),
            "file `summary.csv`, row `2`, column `purchased_on`: `2005-01-11`, expected days in order, each once and after the \
             first purchase",
        ),
        (
            refused(&CUSTOMERS.replace("2005-01-23", "2005-01-24"), WEEKS),
            "file `summary.csv`, row `2`, column `purchased_on`: `2005-01-11 2005-01-24`, expected the last `21` days after the \
             first, as recency says",
        ),
        (
            refused(&CUSTOMERS.replace("A,2,3,4,", "A,2,3,4.5,"), WEEKS),
            "file `summary.csv`, row `2`, column `T`: `4.5`, expected a whole number of days",
        ),
        (
            refused(&CUSTOMERS.replace("2005-01-09,,", "9.1.2005,,"), WEEKS),
            "file `summary.csv`, row `3`, column `first_on`: `9.1.2005`, expected a day as 2024-01-31",
        ),
    ] {
        assert_eq!(found, expected);
    }
    let all = |column: &str| refused(&many_alike(), &format!("from,{column}"));
    let constant = all("Season\n2005-01-02,1\n2005-01-09,1\n2005-01-16,1\n2005-01-23,1\n");
    assert!(constant.contains("covariate `Season` is `1` for all customers, expected some variation"), "{constant}");
    let follows = all("One,Two\n2005-01-02,1,2\n2005-01-09,0,4\n2005-01-16,1,2\n2005-01-23,0,4\n");
    assert!(follows.contains("covariate `Two` is a sum of multiples of others (`One`)"), "{follows}");

    let (customers, weeks) = (Written::csv(CUSTOMERS), Written::new("weeks.csv", WEEKS));
    let error = fit_over_time("bg-nbd", &[], &customers.summary(), &weeks.summary(), None).unwrap_err();
    assert_eq!(error.to_string(), "covariates over time are given with `bg-nbd`, expected `pareto-nbd`");
    let none = fit_over_time("pareto-nbd", &["Gender".to_owned()], &customers.summary(), &weeks.summary(), None);
    let (message, hint) = words(&none.unwrap_err(), &weeks);
    assert_eq!(message, "file `weeks.csv` has none of the covariates `Gender`, expected one or more");
    assert_eq!(hint, "name one of its columns (`Season`), or leave `--covariates-over-time` out");
}

/// Thirty customers of four weeks; enough for a fit to be tried.
fn many_alike() -> String {
    let row = |i: u32| {
        let bought = !i.is_multiple_of(3);
        let day = if i % 3 == 1 { "2005-01-09" } else { "2005-01-23" };
        let (count, recency, on) = if bought { (1, if i % 3 == 1 { 1 } else { 3 }, day) } else { (0, 0, "") };
        format!("C{i},{count},{recency},4,2005-01-02,{on},week\n")
    };
    let rows: String = (0..30).map(row).collect();
    format!("customer_id,frequency,recency,T,first_on,purchased_on,time_unit\n{rows}")
}
