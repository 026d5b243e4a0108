use arrow::array::AsArray;
use arrow::datatypes::{Date32Type, Decimal128Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use super::super::{NamedValues, Simulation, simulate};

fn simulation() -> Simulation {
    let spend = [("p", 6.25), ("q", 3.74), ("gamma", 15.44)].map(|(name, value)| (name.to_owned(), value));
    Simulation {
        model: "bg-nbd".to_owned(),
        parameters: None,
        spend: Some(NamedValues::from_iter(spend)),
        customers: 1500,
        weeks: 78,
        start_weeks: 12,
        start: chrono::NaiveDate::from_ymd_opt(1997, 1, 1).unwrap(),
        seed: 1,
    }
}

fn csv(simulation: &Simulation) -> String {
    let mut csv = Vec::new();
    simulate(simulation).unwrap().write_csv(&mut csv).unwrap();
    String::from_utf8(csv).unwrap()
}

#[test]
fn a_log_is_sorted_starts_in_its_window_and_repeats_with_its_seed() {
    let text = csv(&simulation());
    assert_eq!(text, csv(&simulation()));
    assert_ne!(text, csv(&Simulation { seed: 2, ..simulation() }));
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(text.lines().next(), Some("customer_id,ordered_at,amount"));
    assert!(rows.windows(2).all(|pair| (pair[0][0], pair[0][1]) <= (pair[1][0], pair[1][1])));
    let firsts: Vec<&str> = rows.chunk_by(|one, next| one[0] == next[0]).map(|orders| orders[0][1]).collect();
    assert_eq!(firsts.len(), 1500);
    // 12 weeks from the first day, and 78 in all.
    assert_eq!((firsts.iter().min(), firsts.iter().max()), (Some(&"1997-01-01"), Some(&"1997-03-25")));
    assert!(rows.iter().map(|row| row[1]).max() <= Some("1998-07-01"));
    // The mean of all amounts is p gamma / (q - 1) = 35.2; its standard error here is about 1.
    let amounts: Vec<f64> = rows.iter().map(|row| row[2].parse().unwrap()).collect();
    let mean = amounts.iter().sum::<f64>() / amounts.len() as f64;
    assert!((30.0..41.0).contains(&mean), "{mean}");
}

#[test]
fn parquet_and_csv_hold_the_same_orders() {
    let log = simulate(&simulation()).unwrap();
    let file = tempfile::tempfile().unwrap();
    log.write_parquet(file.try_clone().unwrap()).unwrap();
    let mut rows = String::from("customer_id,ordered_at,amount\n");
    for batch in ParquetRecordBatchReader::try_new(file, 1000).unwrap() {
        let batch = batch.unwrap();
        let (ids, days) = (batch.column(0).as_string::<i32>(), batch.column(1).as_primitive::<Date32Type>());
        let amounts = batch.column(2).as_primitive::<Decimal128Type>();
        for at in 0..batch.num_rows() {
            let date = days.value_as_date(at).unwrap();
            rows.push_str(&format!("{},{date},{}\n", ids.value(at), amounts.value_as_string(at)));
        }
    }
    assert_eq!(rows, csv(&simulation()));
}

#[test]
fn without_spend_there_is_no_amount_and_impossible_wishes_are_refused() {
    let bare = Simulation { spend: None, customers: 3, ..simulation() };
    assert!(csv(&bare).starts_with("customer_id,ordered_at\nC1,1997-01-01\n"));
    let words = |simulation: Simulation| simulate(&simulation).unwrap_err().to_string();
    assert_eq!(words(Simulation { customers: 0, ..simulation() }), "customers is `0`, expected at least one");
    assert_eq!(
        words(Simulation { start_weeks: 79, ..simulation() }),
        "start-weeks is `79`, expected from 1 to the `78` weeks of the log"
    );
    assert_eq!(
        words(Simulation { model: "coin".to_owned(), ..simulation() }),
        "model `coin` is not known: expected bg-nbd, pareto-nbd, ggompertz-nbd, mbg-nbd, nbd, bg-cnbd-k, mbg-cnbd-k, bg-bb"
    );
}
