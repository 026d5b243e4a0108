//! Customers to fit on: everybody, or a seeded choice that does not depend on the order in which they come.

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{cast, col, ident};
use futures::StreamExt;
use patron_learn::clusters::MOST_TO_START;

use crate::error::Result;
use crate::schemes::Feature;

use super::super::fit::Fit;
use super::groups::Counts;

/// Values of the customers chosen, NaN where one is not known.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) columns: Vec<Vec<f64>>,
    pub(super) counts: Counts,
}

/// Reads the features in a stream and keeps the customers whose ids come first by a seeded hash.
pub(super) async fn read(customers: &DataFrame, features: &[Feature], asked: &Fit<'_>) -> Result<Sample> {
    let mut columns = vec![cast(col("customer_id"), DataType::Utf8).alias("customer_id")];
    columns.extend(
        features.iter().enumerate().map(|(at, feature)| {
            cast(ident(feature.measure.as_str()), DataType::Float64).alias(format!("feature_{at}"))
        }),
    );
    let mut stream = customers.clone().select(columns)?.execute_stream().await?;
    let mut chosen: Vec<(u64, Vec<f64>)> = Vec::new();
    let (mut seen, mut missing) = (0_u64, vec![0_u64; features.len()]);
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        asked.cancel.check()?;
        let ids = batch.column(0).as_string::<i32>();
        let values: Vec<_> =
            batch.columns().iter().skip(1).map(|column| column.as_primitive::<Float64Type>()).collect();
        for (row, id) in ids.iter().enumerate() {
            let of = |column: &&arrow::array::PrimitiveArray<Float64Type>| {
                let known = arrow::array::Array::is_valid(*column, row);
                // a value that is not finite is not known
                known.then(|| column.value(row)).filter(|value| value.is_finite()).unwrap_or(f64::NAN)
            };
            let values: Vec<f64> = values.iter().map(of).collect();
            missing.iter_mut().zip(&values).for_each(|(missing, value)| *missing += u64::from(value.is_nan()));
            chosen.push((hash(id.unwrap_or_default(), asked.seed), values));
        }
        seen += batch.num_rows() as u64;
        if chosen.len() > 4 * MOST_TO_START {
            keep(&mut chosen);
        }
    }
    keep(&mut chosen);
    let column = |at: usize| chosen.iter().filter_map(|(_, values)| values.get(at).copied()).collect();
    let names = features.iter().map(|feature| feature.measure.clone());
    Ok(Sample {
        columns: (0..features.len()).map(column).collect(),
        counts: Counts { customers: seen, sample: chosen.len() as u64, missing: names.zip(missing).collect() },
    })
}

fn keep(chosen: &mut Vec<(u64, Vec<f64>)>) {
    chosen.sort_by_key(|(hash, _)| *hash);
    chosen.truncate(MOST_TO_START);
}

/// FNV-1a of the id with the seed, its bits mixed so that ids that count up spread evenly.
fn hash(id: &str, seed: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed;
    for byte in id.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
