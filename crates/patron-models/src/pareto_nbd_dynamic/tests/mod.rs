//! Pareto/NBD with time-varying covariates.

mod door;
mod fitting;
mod predicting;
mod published;

use super::{DynamicParetoNbd, DynamicSample, DynamicSampleBuilder};

/// r, alpha, s, beta, a season's effect on stops, and on purchases those of a season and of a channel.
const TRUTH: [f64; 7] = [1.2, 8.0, 0.7, 12.0, -0.5, 0.8, 0.4];
const NAMES: &[&str] = &["Season", "Channel"];

fn model() -> DynamicParetoNbd {
    DynamicParetoNbd::new(&[("lifetime", &["Season"]), ("transaction", NAMES)]).unwrap()
}

/// A customer as given: purchases, age, changes, covariates, end.
type Row = (Vec<f64>, f64, Vec<f64>, Vec<Vec<f64>>, f64);

/// Customers who have not bought again, with a season of 4 out of 13 weeks that begins at another time for each.
fn without_purchases(customers: u32) -> Vec<Row> {
    let customer = |i: u32| {
        let starts: Vec<f64> = (0..24).map(|j| 6.5 * f64::from(j) - f64::from(i % 9)).collect();
        let values = (0..24).map(|j| vec![f64::from(u8::from(j % 2 == 1)), f64::from(i % 3)]).collect();
        let age = 20.0 + f64::from(i % 60);
        (Vec::new(), age, starts, values, 140.0)
    };
    (0..customers).map(customer).collect()
}

fn collect(rows: &[Row]) -> DynamicSample {
    let mut builder = DynamicSampleBuilder::new(NAMES).unwrap();
    for (purchases, age, starts, values, until) in rows {
        let starts: Vec<f64> = starts.iter().copied().filter(|start| start < until).collect();
        builder.push(purchases, *age, &starts, &values[..starts.len()], *until).unwrap();
    }
    builder.finish()
}

fn simulated(parameters: &[f64], customers: u32, seed: u64) -> Vec<Row> {
    let mut rows = without_purchases(customers);
    let drawn = model().simulate(parameters, &collect(&rows), seed).unwrap();
    rows.iter_mut().zip(drawn).for_each(|(row, purchases)| row.0 = purchases);
    rows
}
