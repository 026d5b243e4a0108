use std::ops::Range;

use patron_models::forecast::Forecast;
use patron_models::interval::Interval;

use crate::error::Result;
use crate::run::format_day;
use crate::views::{AmountLaw, ForecastView, Notice, PurchaseLaw, RangeForecast};

use super::laws::Laws;
use super::{Base, ForecastRequest};

/// Counts whose probability is shown one by one; what is more stands together.
pub(super) const SHOWN_COUNTS: usize = 6;

/// A forecast, with the customers it is of.
#[derive(Debug)]
pub struct ForecastAnswer {
    pub view: ForecastView,
    pub notices: Vec<Notice>,
    pub(super) base: Base,
    pub(super) laws: Laws,
    pub(super) periods: u32,
}

impl ForecastAnswer {
    /// Fits the laws to `base` as of a day and adds up the periods ahead.
    pub(crate) fn new(base: Base, request: &ForecastRequest, as_of_day: i32) -> Result<Self> {
        request.check()?;
        let laws = Laws::fit(&base, request.recency)?;
        let mut ranges: Vec<Range<u32>> = (0..request.periods).map(|period| period..period + 1).collect();
        if request.periods > 1 {
            ranges.push(0..request.periods);
        }
        let days = |periods: u32| as_of_day.saturating_add((request.period.days() * f64::from(periods)).round() as i32);
        let range = |range: &Range<u32>| {
            let counts = Forecast { spend: None, ..laws.forecast.clone() }.total(&laws.customers, range);
            let amounts = laws.forecast.spend.map(|_| laws.forecast.total(&laws.customers, range));
            let [purchases_low, purchases_high] = ends(counts.interval);
            let amount = amounts.as_ref().and_then(|total| known(total.amount));
            let [amount_low, amount_high] = amounts.map_or([None, None], |total| ends(total.interval));
            RangeForecast {
                first_period: range.start + 1,
                last_period: range.end,
                from: format_day(days(range.start).saturating_add(1)),
                to: format_day(days(range.end)),
                expected_purchases: counts.expected_purchases,
                expected_purchases_low: purchases_low,
                expected_purchases_high: purchases_high,
                amount,
                amount_low,
                amount_high,
            }
        };
        let view = ForecastView {
            as_of: format_day(as_of_day),
            period: request.period,
            periods: request.periods,
            customers: laws.customers.len() as u64,
            recency: request.recency,
            purchases: purchase_law(&laws),
            amounts: amount_law(&laws),
            ranges: ranges.iter().map(range).collect(),
        };
        let notices = laws.notices.clone();
        Ok(Self { view, notices, base, laws, periods: request.periods })
    }
}

pub(super) fn amount_law(laws: &Laws) -> Option<AmountLaw> {
    laws.spend_fit.as_ref().zip(laws.forecast.spend).map(|(fit, spend)| AmountLaw {
        parameters: fit.parameters.clone(),
        standard_errors: fit.standard_errors.clone(),
        customers: fit.customers,
        mean: spend.population_mean().ok(),
        peak: spend.peak(),
    })
}

pub(super) fn purchase_law(laws: &Laws) -> PurchaseLaw {
    let law = laws.forecast.purchases;
    PurchaseLaw {
        parameters: laws.purchase_fit.parameters.clone(),
        standard_errors: laws.purchase_fit.standard_errors.clone(),
        customers: laws.purchase_fit.customers,
        mean: law.mean(),
        planned_count: law.planned_count(),
        probabilities: law.probabilities(SHOWN_COUNTS - 1),
    }
}

/// The ends of an interval, where they are known.
pub(super) fn ends(interval: Interval) -> [Option<f64>; 2] {
    [known(interval.low), known(interval.high)]
}

pub(super) fn known(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}
