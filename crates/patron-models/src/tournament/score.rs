//! How well one contestant did.

use serde::{Deserialize, Serialize};

use crate::holdout::{HoldoutError, Outcomes, Pit, PitBuilder, reliability};
use crate::interval::{HIGH, LOW, total_interval};
use crate::transaction::MAX_PARAMETERS;

/// Over all origins together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Customers forecast, each once per origin that knew it.
    pub customers: u64,
    /// Sum of the expected purchases.
    pub predicted: f64,
    /// Purchases that came.
    pub actual: f64,
    /// Predicted over actual, less 1; `None` where nothing came.
    pub bias: Option<f64>,
    /// Root of the mean squared error.
    pub rmse: f64,
    /// Mean absolute error; never the headline.
    pub mae: f64,
    /// Pearson's correlation of expected and actual purchases.
    pub correlation: Option<f64>,
    /// Normalised Gini of the ranking.
    pub gini: Option<f64>,
    /// Mean ranked probability score, in purchases: what decides; lower is better.
    pub crps: f64,
    /// Largest distance of the mean PIT from the diagonal.
    pub pit_distance: f64,
    /// Share within randomised 90 % intervals.
    pub coverage: f64,
    /// Mean distance between stated P(return) and the share that returned, over ten groups.
    pub return_error: f64,
    /// The origins but the first once more, each recalibrated by what the origins before it showed.
    pub recalibrated: Option<Recalibrated>,
}

/// Calibration before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Recalibrated {
    /// PIT distance of the same origins as forecast.
    pub pit_distance_before: f64,
    /// … and recalibrated.
    pub pit_distance: f64,
    /// Share within randomised 90 % intervals as forecast.
    pub coverage_before: f64,
    /// … and recalibrated.
    pub coverage: f64,
}

/// At one origin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OriginScore {
    /// Sum of the expected purchases.
    pub predicted: f64,
    /// 90 % interval of that sum; `None` for rules.
    pub predicted_low: Option<f64>,
    /// Its upper end.
    pub predicted_high: Option<f64>,
    /// Root of the mean squared error.
    pub rmse: f64,
    /// Mean ranked probability score.
    pub crps: f64,
    /// Largest distance of the mean PIT from the diagonal.
    pub pit_distance: f64,
}

/// Collects the forecasts of one contestant, origin after origin.
#[derive(Debug, Default)]
pub(super) struct Tally {
    expected: Vec<f64>,
    returns: Vec<f64>,
    crps: f64,
    pit: PitBuilder,
    /// the origins that could be recalibrated: as they were, and after
    later: Option<(PitBuilder, PitBuilder)>,
    origin: Option<OriginTally>,
    pub(super) origins: Vec<OriginScore>,
}

#[derive(Debug, Default)]
struct OriginTally {
    from: usize,
    crps: f64,
    variance: f64,
    gradient: [f64; MAX_PARAMETERS],
    pit: PitBuilder,
    map: Option<Pit>,
}

impl Tally {
    /// Begins an origin; what the earlier ones showed becomes its map.
    pub(super) fn begin(&mut self) {
        let map = self.pit.finish().ok();
        if map.is_some() {
            self.later.get_or_insert_default();
        }
        self.origin = Some(OriginTally { from: self.expected.len(), map, ..OriginTally::default() });
    }

    /// Counts one customer.
    pub(super) fn add(
        &mut self,
        forecast: &super::forecast::Forecast,
        crps: f64,
        (low, high): (f64, f64),
    ) -> Result<(), HoldoutError> {
        self.expected.push(forecast.expected);
        self.returns.push(forecast.returns);
        self.crps += crps;
        self.pit.add(low, high, 1.0)?;
        let Some(origin) = &mut self.origin else { return Ok(()) };
        origin.crps += crps;
        origin.pit.add(low, high, 1.0)?;
        origin.variance += forecast.variance;
        for (sum, slope) in origin.gradient.iter_mut().zip(forecast.gradient) {
            *sum += slope;
        }
        if let (Some(map), Some((before, after))) = (&origin.map, &mut self.later) {
            before.add(low, high, 1.0)?;
            after.add(map.at(low), map.at(high), 1.0)?;
        }
        Ok(())
    }

    /// Ends an origin.
    pub(super) fn end(
        &mut self,
        actual: &[f64],
        parameter_variance: impl FnOnce(&[f64]) -> Option<f64>,
    ) -> Result<(), HoldoutError> {
        let Some(origin) = self.origin.take() else { return Ok(()) };
        let expected = &self.expected[origin.from..];
        let accuracy = crate::holdout::accuracy(expected, actual)?;
        let interval = parameter_variance(&origin.gradient)
            .map(|by_parameters| total_interval(accuracy.predicted_total, origin.variance, by_parameters));
        self.origins.push(OriginScore {
            predicted: accuracy.predicted_total,
            predicted_low: interval.map(|interval| interval.low),
            predicted_high: interval.map(|interval| interval.high),
            rmse: accuracy.rmse,
            crps: origin.crps / actual.len() as f64,
            pit_distance: origin.pit.finish()?.distance(),
        });
        Ok(())
    }

    /// What was expected of the latest customers.
    pub(super) fn latest(&self, customers: usize) -> &[f64] {
        self.expected.get(self.expected.len().saturating_sub(customers)..).unwrap_or_default()
    }

    /// Sum of the expected purchases.
    pub(super) fn predicted(&self) -> f64 {
        self.expected.iter().sum()
    }

    /// All origins together, and their PIT.
    pub(super) fn finish(&self, outcomes: &Outcomes, returned: &[bool]) -> Result<(Score, Pit), HoldoutError> {
        let accuracy = outcomes.accuracy(&self.expected)?;
        let n = self.expected.len() as f64;
        let bins = reliability(&self.returns, returned, 10)?;
        let off = bins.iter().map(|bin| bin.customers as f64 * (bin.predicted - bin.actual).abs());
        let pit = self.pit.finish()?;
        let recalibrated = match &self.later {
            Some((before, after)) => {
                let (before, after) = (before.finish()?, after.finish()?);
                Some(Recalibrated {
                    pit_distance_before: before.distance(),
                    pit_distance: after.distance(),
                    coverage_before: before.between(LOW, HIGH),
                    coverage: after.between(LOW, HIGH),
                })
            }
            None => None,
        };
        let score = Score {
            customers: self.expected.len() as u64,
            predicted: accuracy.predicted_total,
            actual: accuracy.actual_total,
            bias: accuracy.bias,
            rmse: accuracy.rmse,
            mae: accuracy.mae,
            correlation: accuracy.correlation,
            gini: accuracy.gini,
            crps: self.crps / n,
            pit_distance: pit.distance(),
            coverage: pit.between(LOW, HIGH),
            return_error: off.sum::<f64>() / n,
            recalibrated,
        };
        Ok((score, pit))
    }
}
