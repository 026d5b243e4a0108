use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow::compute::concat;
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionContext;
use patron_models::forecast::{ForecastCustomer, PeriodForecast};

use crate::error::Result;

use super::ForecastAnswer;
use super::answer::{ends, known};

/// Probabilities of a customer's purchases that have a column each: 0 to 3; the last column is of four or more.
const COUNTS: usize = 4;
const PROBABILITIES: [&str; COUNTS + 1] =
    ["probability_0", "probability_1", "probability_2", "probability_3", "probability_4_or_more"];

/// One customer: the next period, and all periods together.
struct Row {
    next: PeriodForecast,
    all: PeriodForecast,
    probabilities: [f64; COUNTS + 1],
    spend: Option<f64>,
}

impl ForecastAnswer {
    /// A row per range of periods.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn totals(&self) -> Result<DataFrame> {
        let ranges = &self.view.ranges;
        let number = |value: fn(&crate::views::RangeForecast) -> Option<f64>| -> ArrayRef {
            Arc::new(ranges.iter().map(value).collect::<Float64Array>())
        };
        let texts = |value: fn(&crate::views::RangeForecast) -> &String| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(ranges.iter().map(value)))
        };
        let count = |value: fn(&crate::views::RangeForecast) -> u32| -> ArrayRef {
            Arc::new(UInt32Array::from_iter_values(ranges.iter().map(value)))
        };
        frame(vec![
            ("first_period", count(|range| range.first_period)),
            ("last_period", count(|range| range.last_period)),
            ("from", texts(|range| &range.from)),
            ("to", texts(|range| &range.to)),
            ("expected_purchases", number(|range| Some(range.expected_purchases))),
            ("expected_purchases_low", number(|range| range.expected_purchases_low)),
            ("expected_purchases_high", number(|range| range.expected_purchases_high)),
            ("amount", number(|range| range.amount)),
            ("amount_low", number(|range| range.amount_low)),
            ("amount_high", number(|range| range.amount_high)),
        ])
    }

    /// A row per customer: purchases so far and periods observed; planned and expected purchases of the next period
    /// with the probability of each number, the expected amount of a purchase and of the period with its interval; and
    /// the same of all periods together.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn customers(&self) -> Result<DataFrame> {
        let (forecast, customers) = (&self.laws.forecast, &self.laws.customers);
        let next = forecast.customers(customers, &(0..1));
        let all = forecast.customers(customers, &(0..self.periods));
        let ahead = next.into_iter().zip(all);
        let rows: Vec<Row> = customers.iter().zip(ahead).map(|(one, (next, all))| self.row(one, next, all)).collect();
        let of =
            |value: fn(&Row) -> Option<f64>| -> ArrayRef { Arc::new(rows.iter().map(value).collect::<Float64Array>()) };
        let ids: Vec<&dyn arrow::array::Array> = self.base.ids.iter().map(|ids| ids as _).collect();
        let ids = if ids.is_empty() { Arc::new(StringArray::new_null(0)) as ArrayRef } else { concat(&ids)? };
        let histories = &self.base.histories;
        let purchases = UInt32Array::from_iter_values(histories.iter().map(patron_models::history::History::frequency));
        let periods = Float64Array::from_iter_values(histories.iter().map(patron_models::history::History::age));
        let mut columns: Vec<(&str, ArrayRef)> = vec![
            ("customer_id", ids),
            ("repeat_purchases", Arc::new(purchases)),
            ("observed_periods", Arc::new(periods)),
            ("planned_purchases", of(|row| Some(row.next.planned_count))),
            ("expected_purchases", of(|row| Some(row.next.expected_purchases))),
        ];
        for (at, name) in PROBABILITIES.into_iter().enumerate() {
            let one = rows.iter().map(|row| row.probabilities.get(at).copied()).collect::<Float64Array>();
            columns.push((name, Arc::new(one)));
        }
        if self.laws.forecast.spend.is_some() {
            columns.push(("expected_spend", of(|row| row.spend)));
            columns.push(("amount", of(|row| known(row.next.amount.mean))));
            columns.push(("amount_low", of(|row| ends(row.next.amount.interval)[0])));
            columns.push(("amount_high", of(|row| ends(row.next.amount.interval)[1])));
        }
        if self.periods > 1 {
            columns.push(("expected_purchases_all", of(|row| Some(row.all.expected_purchases))));
            if self.laws.forecast.spend.is_some() {
                columns.push(("amount_all", of(|row| known(row.all.amount.mean))));
                columns.push(("amount_all_low", of(|row| ends(row.all.amount.interval)[0])));
                columns.push(("amount_all_high", of(|row| ends(row.all.amount.interval)[1])));
            }
        }
        frame(columns)
    }

    fn row(&self, customer: &ForecastCustomer, next: PeriodForecast, all: PeriodForecast) -> Row {
        let forecast = &self.laws.forecast;
        let counts = forecast.count_probabilities(customer, 0..1, COUNTS - 1);
        let mut probabilities = [0.0; COUNTS + 1];
        for (place, probability) in probabilities.iter_mut().zip(&counts) {
            *place = *probability;
        }
        // What is left; rounding may leave less than none.
        probabilities[COUNTS] = (1.0 - counts.iter().sum::<f64>()).max(0.0);
        let spend = forecast.spend.and_then(|spend| spend.spend(customer.spend.as_ref()).expected().ok());
        Row { next, all, probabilities, spend }
    }
}

fn frame(columns: Vec<(&str, ArrayRef)>) -> Result<DataFrame> {
    Ok(SessionContext::new().read_batch(RecordBatch::try_from_iter(columns)?)?)
}
