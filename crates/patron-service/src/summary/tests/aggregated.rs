//! Orders counted by customer and month.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use arrow::compute::concat_batches;
use arrow::util::pretty::pretty_format_batches;
use patron_models::forecast::{PeriodCount, PeriodCounts, PeriodicNbd};

use super::super::{
    AggregatedSummary, Counted, NamedValues, Simulation, fit, model_names, predict, simulate, summarise,
};
use super::{Written, words};
use crate::forecast::{ForecastPeriod, ForecastRequest, forecast_counts};
use crate::summary::PredictTerms;

const MONTHS: &str = "\
customer_id,month,orders,amount
A,2024-03,1,30
A,2024-01,2,100
B,2024-02,1,20
A,2024-06,3,90.5
B,2024-04,0,
C,2024-05,0,0
";

fn table(summary: AggregatedSummary) -> RecordBatch {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let batches = runtime.block_on(summary.frame.collect()).unwrap();
    concat_batches(&batches[0].schema(), &batches).unwrap()
}

#[test]
fn months_with_an_order_are_purchases_at_whole_months() {
    let of = |content: &str, end: Option<&str>| summarise(&Written::csv(content).summary(), end, true).unwrap();
    let found = of(MONTHS, None);
    let said: Vec<(String, String)> =
        found.notices.iter().map(|notice| (notice.code.clone(), notice.message.clone())).collect();
    assert_eq!(said[0].0, "whole-months");
    assert_eq!(
        said[0].1,
        "times within a month are not known: a purchase is a month with an order, and times are whole months"
    );
    assert_eq!(said[1].1, "`1` customers without an order are left out: they have no purchase to count from");
    // A: January, March and June; (30 + 90.5) / 2 a month, gaps of two and three months.
    let expected = "\
+-------------+-----------+---------+-----+----------------+-----------+-------------------+
| customer_id | frequency | recency | T   | monetary_value | time_unit | ln_gaps           |
+-------------+-----------+---------+-----+----------------+-----------+-------------------+
| A           | 2         | 5.0     | 5.0 | 60.25          | month     | 1.791759469228055 |
| B           | 0         | 0.0     | 4.0 | 0.0            | month     | 0.0               |
+-------------+-----------+---------+-----+----------------+-----------+-------------------+";
    assert_eq!(pretty_format_batches(&[table(found)]).unwrap().to_string(), expected);
    let until_may = table(of(MONTHS, Some("2024-05-31")));
    assert_eq!(format!("{:?}", until_may.column(2).slice(0, 1)).lines().nth(2).map(str::trim), Some("2.0,"));
    // Names, order of rows and forms of months do not matter; without amounts there is no mean.
    let other = "客户,月份,订单数\nB,2024年2月,1\nA,2024-06-30,3\nA,202401,2\nA,2024/3,1\n";
    let plain = table(of(other, None));
    let names: Vec<String> = plain.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["customer_id", "frequency", "recency", "T", "time_unit", "ln_gaps"]);
    assert_eq!(plain.num_rows(), 2);
}

#[test]
fn rows_that_are_no_months_are_named() {
    for (content, expected) in [
        (
            "customer_id,month,orders\nA,2024-13,1\n",
            "file `summary.csv`, row `2`, column `month`: `2024-13`, expected a month as 2024-01",
        ),
        (
            "customer_id,month,orders\nA,2024-01,1.5\n",
            "file `summary.csv`, row `2`, column `orders`: `1.5`, expected a whole number not below zero",
        ),
        (
            "customer_id,month,orders\nA,2024-01,-1\n",
            "file `summary.csv`, row `2`, column `orders`: `-1`, expected a whole number not below zero",
        ),
        (
            "customer_id,month,orders\nA,2024-01,two\n",
            "file `summary.csv`, row `2`, column `orders`: `two`, expected a number",
        ),
        (
            "customer_id,month,orders,amount\nA,2024-01,1,\n",
            "file `summary.csv`, row `2`, column `amount`: ``, expected a value",
        ),
        (
            "customer_id,month,orders\n,2024-01,1\n",
            "file `summary.csv`, row `2`, column `customer_id`: ``, expected a value",
        ),
        (
            "customer_id,month,orders\nA,2024-01,1\nB,2024-01,1\nA,2024-01-15,1\n",
            "file `summary.csv`, row `4`, column `month`: `2024-01`, expected each month of customer `A` once, found it in row `2`",
        ),
        (
            "customer_id,date,amount\nA,2024-01-05,9\n",
            "file `summary.csv` has no column `orders`; expected it among `customer_id, date, amount`",
        ),
    ] {
        let file = Written::csv(content);
        assert_eq!(words(&summarise(&file.summary(), None, false).unwrap_err(), &file).0, expected, "{content}");
    }
    let error = summarise(&Written::csv(MONTHS).summary(), Some("2024-05-30"), false).unwrap_err();
    assert_eq!(error.to_string(), "date `2024-05-30`, expected the last day of a month, such as `2024-01-31`");
}

/// Customers who buy by Pareto/NBD in two years, counted by month.
pub(super) fn many() -> String {
    let named = |pairs: &[(&str, f64)]| -> NamedValues {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    };
    let simulation = Simulation {
        model: "pareto-nbd".to_owned(),
        parameters: Some(named(&[("r", 1.1), ("alpha", 8.0), ("s", 0.7), ("beta", 12.0)])),
        spend: Some(named(&[("p", 6.25), ("q", 3.74), ("gamma", 15.44)])),
        customers: 600,
        weeks: 104,
        start_weeks: 26,
        start: chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap(),
        seed: 11,
    };
    let mut csv = Vec::new();
    simulate(&simulation).unwrap().write_csv(&mut csv).unwrap();
    let mut months: BTreeMap<(String, String), (u32, f64)> = BTreeMap::new();
    for line in String::from_utf8(csv).unwrap().lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (orders, amount) = months.entry((cells[0].to_owned(), cells[1][..7].to_owned())).or_default();
        *orders += 1;
        *amount += cells[2].parse::<f64>().unwrap();
    }
    let row =
        |((id, month), (orders, amount)): (&(String, String), &(u32, f64))| format!("{id},{month},{orders},{amount}\n");
    format!("customer_id,month,orders,amount\n{}", months.iter().map(row).collect::<String>())
}

/// The summary file of these, with gaps.
pub(super) fn summary_of_many() -> String {
    let summary = table(summarise(&Written::csv(&many()).summary(), Some("2025-12"), true).unwrap());
    let mut csv = arrow::csv::Writer::new(Vec::new());
    csv.write(&summary).unwrap();
    String::from_utf8(csv.into_inner()).unwrap()
}

#[test]
fn models_are_fitted_to_whole_months() {
    let summary = Written::csv(&summary_of_many());
    let fitted: Vec<&str> =
        model_names().into_iter().filter(|model| fit(model, &summary.summary(), None).is_ok()).collect();
    for model in ["bg-nbd", "pareto-nbd", "nbd", "bg-bb", "gamma-gamma"] {
        assert!(fitted.contains(&model), "{model} is not among {fitted:?}");
    }
    // Months are opportunities: the model that counts them predicts every customer.
    let fitted = fit("bg-bb", &summary.summary(), None).unwrap();
    let model = Written::new("fit.json", serde_json::to_string(&fitted).unwrap());
    let terms = PredictTerms { horizon: Some(6.0), ..PredictTerms::default() };
    let rows: usize =
        predict(&model.model(), None, &summary.summary(), &terms).unwrap().map(|batch| batch.unwrap().num_rows()).sum();
    assert_eq!(rows, 600);
}

#[test]
fn orders_of_each_month_go_to_the_periodic_forecast_as_they_are() {
    let file = Written::csv(&many());
    let request = ForecastRequest {
        as_of: Some("2025-12-31".to_owned()),
        period: ForecastPeriod::Month,
        periods: 3,
        ..ForecastRequest::default()
    };
    let answer = forecast_counts(&file.summary(), &request).unwrap();
    assert_eq!((answer.view.as_of.as_str(), answer.view.customers), ("2025-12-31", 600));
    // The counts added up by hand: all orders after the first month, in the months since.
    let mut months: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for line in many().lines().skip(1) {
        let cells: Vec<&str> = line.split([',', '-']).collect();
        let month = 12 * cells[1].parse::<u32>().unwrap() + cells[2].parse::<u32>().unwrap();
        months.entry(cells[0].to_owned()).or_default().push((month, cells[3].parse().unwrap()));
    }
    let last = 12 * 2025 + 12;
    let count = |of_customer: &Vec<(u32, u32)>| {
        let orders = of_customer[1..].iter().map(|(_, orders)| orders).sum();
        PeriodCount::new(orders, f64::from(last - of_customer[0].0)).unwrap()
    };
    let expected = PeriodicNbd::fit(&months.values().map(count).collect::<PeriodCounts>()).unwrap();
    assert_eq!(answer.view.purchases.parameters, expected.parameters);
    assert!(answer.view.amounts.is_some());
    // A quarter is three months of the same customers.
    let quarter = ForecastRequest { period: ForecastPeriod::Quarter, periods: 1, ..request.clone() };
    let quarter = forecast_counts(&file.summary(), &quarter).unwrap();
    let (one, all) = (&quarter.view.ranges[0], &answer.view.ranges[3]);
    assert!((one.expected_purchases / all.expected_purchases - 1.0).abs() < 1e-6);
    let counted = Counted::read(&file.summary(), Some("2025-06")).unwrap();
    assert_eq!(counted.customers.len(), 600);
}
