//! Fitting a model of spend to a summary file.

use patron_models::gamma_gamma::{GammaGamma, SpendHistory, SpendStatistics};
use patron_models::normal_spend::{ContributionStatistics, NormalSpend};

use super::field::Field;
use super::fit::unit;
use super::reader::{BLOCK_ROWS, Reader};
use super::row::SummaryRow;
use super::{Fitted, Independence, SummaryFile, TimeUnit, covariates, covered_spend, problem};
use crate::error::{Result, ServiceError};

/// Fits Gamma-Gamma or the normal model of contribution, whichever `name` says.
pub(super) fn fit(name: &str, file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    if name == NormalSpend::NAME { fit_normal(file, time_unit) } else { fit_gamma_gamma(file, time_unit) }
}

fn fit_gamma_gamma(file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let used = used(file, &[], time_unit, |row| Some((row.spend()?, row.weight)))?;
    let independence = Some(independence(&used.rows));
    let rows = used.rows.into_iter().map(|(row, _)| row);
    let sample = SpendStatistics::from_weighted(rows).map_err(|error| weight(error.to_string(), error.hint()))?;
    let fit = GammaGamma::fit(&sample).map_err(|error| problem::not_fitted(GammaGamma::NAME, &error))?;
    let Counts { rows_read, rows_used, time_unit } = used.counts;
    Ok(Fitted { fit, time_unit, rows_read, rows_used, independence })
}

/// Fits Gamma-Gamma with covariates, `NAME,NAME` or `spend=NAME,NAME` each.
pub(super) fn fit_covariates(given: &[String], file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let model = covered_spend::model(&covered_spend::names(given)?)?;
    let names = model.design().covariates();
    let used = used(file, names, time_unit, |row| Some((row.spend()?, row.weight)))?;
    let mut sample = covariates::sample(names)?;
    for ((spend, weight), values) in &used.rows {
        sample.push_weighted(*spend, values, *weight).map_err(|error| covariates::refused(&error))?;
    }
    let fit = model.fit(&sample.finish()).map_err(|error| problem::not_fitted(GammaGamma::NAME, &error))?;
    let independence = Some(independence(&used.rows));
    let Counts { rows_read, rows_used, time_unit } = used.counts;
    Ok(Fitted { fit, time_unit, rows_read, rows_used, independence })
}

/// Customers that share a row would count as one.
fn independence(rows: &[((SpendHistory, f64), Vec<f64>)]) -> Independence {
    let pairs = rows.iter().all(|((_, weight), _)| *weight == 1.0);
    let pair = |((spend, _), _): &((SpendHistory, f64), Vec<f64>)| (f64::from(spend.frequency()), spend.mean());
    let pairs = pairs.then(|| rows.iter().map(pair).unzip());
    Independence {
        correlation: pairs.and_then(|(counts, means): (Vec<f64>, Vec<f64>)| Independence::of(&counts, &means)),
    }
}

/// Means may be losses.
fn fit_normal(file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let used = used(file, &[], time_unit, |row| Some((row.contribution()?, row.weight)))?;
    let sample = ContributionStatistics::from_weighted(used.rows.into_iter().map(|(row, _)| row))
        .map_err(|error| weight(error.to_string(), error.hint()))?;
    let fit = NormalSpend::fit(&sample).map_err(|error| problem::not_fitted(NormalSpend::NAME, &error))?;
    let Counts { rows_read, rows_used, time_unit } = used.counts;
    Ok(Fitted { fit, time_unit, rows_read, rows_used, independence: None })
}

struct Counts {
    rows_read: usize,
    rows_used: usize,
    time_unit: Option<TimeUnit>,
}

struct Used<T> {
    /// With the covariates of each.
    rows: Vec<(T, Vec<f64>)>,
    counts: Counts,
}

/// What `take` makes of the rows it can use.
fn used<T>(
    file: &SummaryFile,
    covariates: &[String],
    time_unit: Option<TimeUnit>,
    take: impl Fn(&SummaryRow) -> Option<T>,
) -> Result<Used<T>> {
    let fields = [Field::Frequency, Field::MonetaryValue];
    let mut reader = Reader::open_with(file, &fields, covariates, BLOCK_ROWS)?;
    let (mut rows, mut rows_read) = (Vec::new(), 0);
    while let Some(block) = reader.next_block()? {
        rows_read += block.rows.len();
        let mut values = block.covariates.chunks(covariates.len().max(1));
        for row in &block.rows {
            let values = values.next().unwrap_or_default();
            rows.extend(take(row).map(|used| (used, values.to_vec())));
        }
    }
    let time_unit = unit(file, reader.time_unit(), time_unit)?;
    let counts = Counts { rows_read, rows_used: rows.len(), time_unit };
    Ok(Used { rows, counts })
}

fn weight(message: String, hint: &str) -> ServiceError {
    ServiceError::new("summary-weight", message).hint(hint)
}
