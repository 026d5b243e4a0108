use crate::run::format_day;
use crate::views::{ProfitBacktest, ProfitOrigin};

use super::Earned;
use super::known::Known;
use super::outcome::Outlook;
use super::spread::Sum;

/// A forecast from a past day of all periods together, and what came.
#[derive(Debug)]
pub(super) struct Held {
    day: i32,
    to: i32,
    customers: u64,
    total: Sum,
    uncertainty: patron_models::interval::Uncertainty,
    actual: f64,
    /// mean over customers of |actual − forecast|, and of the actual figures
    error: f64,
    mean: f64,
    /// share of customers whose figure lay within the interval
    covered: f64,
}

impl Held {
    /// Forecasts from `origin` periods back the `periods` after it; `None` where the laws cannot be fitted there.
    pub(super) fn new(
        known: &Known,
        earned: &Earned,
        (day, to): (i32, i32),
        (origin, periods): (u32, u32),
        terms: (bool, bool),
    ) -> Option<Self> {
        let outlook = Outlook::new(&known.base, &known.places, earned, origin, terms).ok()?;
        outlook.laws.forecast.spend?;
        let outcomes = outlook.outcomes(&(0..periods), None);
        let (mut total, mut actual, mut error, mut covered) = (Sum::default(), 0.0, 0.0, 0.0);
        for ((outcome, sum), place) in outcomes.iter().zip(&known.places) {
            total.add(sum);
            let came = earned.contribution(*place, origin - periods, origin);
            actual += came;
            error += (came - outcome.profit).abs();
            covered += f64::from(outcome.low <= came && came <= outcome.high);
        }
        let n = outcomes.len() as f64;
        total.profit.is_finite().then(|| Self {
            day,
            to,
            customers: outcomes.len() as u64,
            total,
            uncertainty: outlook.laws.forecast.uncertainty.clone(),
            actual,
            error: error / n,
            mean: actual / n,
            covered: covered / n,
        })
    }

    /// Logarithm of actual over forecast; `None` where one is no gain.
    fn missed(&self) -> Option<f64> {
        (self.actual > 0.0 && self.total.profit > 0.0).then(|| (self.actual / self.total.profit).ln())
    }
}

/// Root mean square of how far past forecasts missed, as a logarithm; leaves one out where asked. `None` below two.
pub(super) fn level(held: &[Held], without: Option<usize>) -> Option<f64> {
    let others = held.iter().enumerate().filter(|(place, _)| Some(*place) != without);
    let missed: Vec<f64> = others.filter_map(|(_, held)| held.missed()).collect();
    let mean = missed.iter().map(|miss| miss * miss).sum::<f64>() / missed.len() as f64;
    (missed.len() >= 2).then(|| mean.sqrt())
}

/// The past forecasts as they are shown; the interval of each knows only how far the others missed.
pub(super) fn view(held: &[Held]) -> ProfitBacktest {
    let origin = |(place, one): (usize, &Held)| {
        let level = level(held, Some(place)).unwrap_or(0.0);
        let interval = one.total.interval(&one.uncertainty, level);
        ProfitOrigin {
            as_of: format_day(one.day),
            to: format_day(one.to),
            customers: one.customers,
            forecast: one.total.profit,
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            actual: one.actual,
            inside: interval.map(|(low, high)| low <= one.actual && one.actual <= high),
            mean_error: one.error,
            mean_actual: one.mean,
            coverage: one.covered,
        }
    };
    ProfitBacktest { origins: held.iter().enumerate().map(origin).collect() }
}
