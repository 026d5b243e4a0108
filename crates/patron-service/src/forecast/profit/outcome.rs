use std::ops::Range;

use crate::error::Result;
use crate::forecast::Base;
use crate::forecast::laws::Laws;

use super::Earned;
use super::margin::{NextMargin, company_slopes, next_of};
use super::spread::Sum;

/// The laws as they were at the end of a period, and what is needed to make profit of amounts.
#[derive(Debug)]
pub(super) struct Outlook {
    pub(super) laws: Laws,
    pub(super) margins: Vec<NextMargin>,
    /// relationship marketing of a period, by customer
    pub(super) marketing: Vec<f64>,
    pub(super) company_margin: f64,
}

/// One customer in a range of periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outcome {
    pub(super) amount: f64,
    pub(super) product_cost: f64,
    pub(super) marketing: f64,
    pub(super) profit: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Outlook {
    /// Fits the laws to what was known `origin` periods back, of the customers at `places` of `earned`.
    pub(super) fn new(
        base: &Base,
        places: &[usize],
        earned: &Earned,
        origin: u32,
        (recency, relative): (bool, bool),
    ) -> Result<Self> {
        let laws = Laws::fit(base, recency)?;
        let past = earned.company.get(origin as usize..).unwrap_or_default();
        let slopes = company_slopes(past, relative);
        let margins = places.iter().map(|place| next_of(earned, *place, origin, &slopes)).collect();
        Ok(Self { laws, margins, marketing: vec![0.0; places.len()], company_margin: slopes.0 })
    }

    /// Each customer in a range of periods, with what a total needs.
    pub(super) fn outcomes(&self, range: &Range<u32>, share: Option<f64>) -> Vec<(Outcome, Sum)> {
        let periods = f64::from(range.end - range.start);
        let forecasts = self.laws.forecast.customers(&self.laws.customers, range);
        let each = forecasts.iter().zip(&self.margins).zip(&self.marketing);
        each.map(|((forecast, margin), marketing)| {
            let amount = forecast.amount.mean;
            // a share of the amount goes with the amount, what is spent anyway does not
            let kept = margin.next - share.unwrap_or(0.0);
            let fixed = if share.is_some() { 0.0 } else { marketing * periods };
            let ends = [forecast.amount.interval.low, forecast.amount.interval.high].map(|end| kept * end - fixed);
            let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            let profit = kept * amount - fixed;
            let marketing = share.map_or(fixed, |share| share * amount);
            let sum = Sum::of(&forecast.amount, kept, profit);
            (Outcome { amount, product_cost: amount * (1.0 - margin.next), marketing, profit, low, high }, sum)
        })
        .collect()
    }
}
