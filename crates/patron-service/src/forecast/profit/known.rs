use arrow::array::{Array, AsArray, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use datafusion::dataframe::DataFrame;
use futures::StreamExt;
use patron_models::gamma_gamma::SpendHistory;

use crate::error::Result;
use crate::forecast::Base;
use crate::records::history_on;

/// Everybody who has bought by now, and what was known at the end of each of the days: `days` are the last day and the
/// `earlier` ones of the rollup, latest first, each with the place of its columns there.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn known(
    rollup: DataFrame,
    days: &[(i32, Option<usize>)],
    period_days: f64,
) -> Result<(Vec<String>, Vec<Known>)> {
    let mut ids = Vec::new();
    let mut found: Vec<Known> = days.iter().map(|_| Known::default()).collect();
    let mut stream = rollup.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let column = |name: &str, kind: DataType| {
            let place = batch.schema().index_of(name)?;
            cast(batch.column(place), &kind)
        };
        let owners = column("customer_id", DataType::Utf8)?;
        let first = column("first_on", DataType::Date32)?;
        let first = first.as_primitive::<Date32Type>();
        let bought: Vec<usize> = (0..batch.num_rows()).filter(|row| first.is_valid(*row)).collect();
        let start = ids.len();
        ids.extend(bought.iter().map(|row| owners.as_string::<i32>().value(*row).to_owned()));
        for ((day, place), known) in days.iter().zip(&mut found) {
            let name = |name: &str| place.map_or(name.to_owned(), |place| format!("{name}_{place}"));
            let occasions = column(&name("occasions"), DataType::Int64)?;
            let last = column(&name("last_on"), DataType::Date32)?;
            let after = column(&name("net_after_first"), DataType::Float64)?;
            for (at, row) in bought.iter().enumerate() {
                let occasions = occasions.as_primitive::<Int64Type>().value(*row);
                if occasions < 1 {
                    continue;
                }
                let last = last.as_primitive::<Date32Type>().value(*row);
                let history = history_on((occasions, first.value(*row), last), *day, period_days)?;
                let repeats = history.frequency();
                let mean = after.as_primitive::<Float64Type>().value(*row) / f64::from(repeats.max(1));
                known.places.push(start + at);
                known.base.histories.push(history);
                known.base.spends.push(if repeats > 0 { SpendHistory::new(repeats, mean).ok() } else { None });
            }
        }
    }
    for known in &mut found {
        let own = known.places.iter().filter_map(|place| ids.get(*place));
        known.base.ids = vec![StringArray::from_iter_values(own)];
    }
    Ok((ids, found))
}

/// What was known at the end of a day: customers with a purchase by then.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// places in the list of all customers
    pub(crate) places: Vec<usize>,
    pub(crate) base: Base,
}
