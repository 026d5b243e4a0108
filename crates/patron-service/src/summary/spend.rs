//! Fitting a model of spend to a summary file.

use patron_models::gamma_gamma::{GammaGamma, SpendStatistics};
use patron_models::normal_spend::{ContributionStatistics, NormalSpend};

use super::field::Field;
use super::fit::unit;
use super::reader::{BLOCK_ROWS, Reader};
use super::row::SummaryRow;
use super::{Fitted, Independence, SummaryFile, TimeUnit, problem};
use crate::error::{Result, ServiceError};

/// Fits Gamma-Gamma or the normal model of contribution, whichever `name` says.
pub(super) fn fit(name: &str, file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    if name == NormalSpend::NAME { fit_normal(file, time_unit) } else { fit_gamma_gamma(file, time_unit) }
}

fn fit_gamma_gamma(file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let used = used(file, time_unit, |row| Some((row.spend()?, row.weight)))?;
    // Customers that share a row would count as one.
    let pairs = used.rows.iter().all(|(_, weight)| *weight == 1.0);
    let pairs = pairs.then(|| used.rows.iter().map(|(spend, _)| (f64::from(spend.frequency()), spend.mean())).unzip());
    let correlation = pairs.and_then(|(counts, means): (Vec<f64>, Vec<f64>)| Independence::of(&counts, &means));
    let sample = SpendStatistics::from_weighted(used.rows).map_err(|error| weight(error.to_string(), error.hint()))?;
    let fit = GammaGamma::fit(&sample).map_err(|error| problem::not_fitted(GammaGamma::NAME, &error))?;
    let independence = Some(Independence { correlation });
    let Counts { rows_read, rows_used, time_unit } = used.counts;
    Ok(Fitted { fit, time_unit, rows_read, rows_used, independence })
}

/// Means may be losses.
fn fit_normal(file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let used = used(file, time_unit, |row| Some((row.contribution()?, row.weight)))?;
    let sample =
        ContributionStatistics::from_weighted(used.rows).map_err(|error| weight(error.to_string(), error.hint()))?;
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
    rows: Vec<T>,
    counts: Counts,
}

/// What `take` makes of the rows it can use.
fn used<T>(
    file: &SummaryFile,
    time_unit: Option<TimeUnit>,
    take: impl Fn(&SummaryRow) -> Option<T>,
) -> Result<Used<T>> {
    let mut reader = Reader::open(file, &[Field::Frequency, Field::MonetaryValue], BLOCK_ROWS)?;
    let (mut rows, mut rows_read) = (Vec::new(), 0);
    while let Some(block) = reader.next_block()? {
        rows_read += block.rows.len();
        rows.extend(block.rows.iter().filter_map(&take));
    }
    let time_unit = unit(file, reader.time_unit(), time_unit)?;
    let counts = Counts { rows_read, rows_used: rows.len(), time_unit };
    Ok(Used { rows, counts })
}

fn weight(message: String, hint: &str) -> ServiceError {
    ServiceError::new("summary-weight", message).hint(hint)
}
