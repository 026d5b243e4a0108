//! Survival and retention by period.

use std::sync::Arc;

use arrow::array::{Float64Builder, RecordBatch, StringBuilder, UInt32Builder};
use arrow::datatypes::{DataType, Field, Schema};
use patron_models::contractual::RenewalPredictor;

use super::cohort::Cohort;
use crate::error::Result;

/// Each cohort from its start to the end of the horizon.
pub(super) fn curve(cohorts: &[Cohort], predictor: &dyn RenewalPredictor) -> Result<RecordBatch> {
    let (mut names, mut periods) = (StringBuilder::new(), UInt32Builder::new());
    let [mut survival, mut retention, mut customers, mut expected] = std::array::from_fn(|_| Float64Builder::new());
    for cohort in cohorts {
        let (made, left) = (cohort.renewals(), cohort.customers());
        for period in 0..=made.saturating_add(predictor.terms().payments()) {
            names.append_value(&cohort.name);
            periods.append_value(period);
            survival.append_value(predictor.survival(period));
            retention.append_option((period > 0).then(|| predictor.retention(period)));
            customers.append_option(cohort.observed(period));
            let ahead = period > made;
            expected.append_option(ahead.then(|| left * predictor.survival(period) / predictor.survival(made)));
        }
    }
    let number = |name: &str| Field::new(name, DataType::Float64, true);
    let schema = Schema::new(vec![
        Field::new("cohort", DataType::Utf8, false),
        Field::new("period", DataType::UInt32, false),
        number("survival"),
        number("retention"),
        number("customers"),
        number("expected_customers"),
    ]);
    let numbers = [survival, retention, customers, expected].map(|mut column| column.finish());
    let [survival, retention, customers, expected] = numbers.map(Arc::new);
    let (names, periods) = (Arc::new(names.finish()), Arc::new(periods.finish()));
    Ok(RecordBatch::try_new(Arc::new(schema), vec![names, periods, survival, retention, customers, expected])?)
}
