//! Fitting a renewal model to a table.

use patron_models::contractual::RenewalModel;

use super::super::problem::not_fitted;
use super::super::{Fitted, SummaryFile};
use super::table::Renewals;
use crate::error::Result;

/// Fits `model` to all cohorts of `file` together.
pub(in super::super) fn fit(model: &dyn RenewalModel, file: &SummaryFile) -> Result<Fitted> {
    let Renewals { table, rows, .. } = Renewals::read(file)?;
    let fit = model.fit(&table.pooled()).map_err(|error| not_fitted(model.name(), &error))?;
    Ok(Fitted { fit, time_unit: None, rows_read: rows, rows_used: rows, independence: None })
}
