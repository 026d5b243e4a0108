//! A model and a ledger, settled.

use datafusion::dataframe::DataFrame;
use patron_profit::money::Money;

use super::customer::{Volumes, costs, counted, driver_ids, rates};
use super::driver::refuse_unrecorded;
use super::pools::{PoolSum, with_pools};
use super::strangers::{Strangers, strangers};
use super::{CostModel, Costed, Rate, report, settle};
use crate::error::{Result, ServiceError};
use crate::records::Records;
use crate::run::format_day;
use crate::views::CostReport;

/// A costing over the days of its model.
#[derive(Debug, Clone)]
pub(crate) struct Computed {
    /// with the amounts of its pools
    pub(crate) model: CostModel,
    pub(crate) costed: Costed,
    pub(crate) volumes: Volumes,
    /// pools of these days that no resource reads
    pub(crate) unread: Vec<PoolSum>,
    /// customers that neither orders nor customer records know
    pub(crate) strangers: Option<Strangers>,
}

/// Reads pools and drivers of a model's days and sends the costs to the customers.
///
/// # Errors
/// `costs-…`: a pool without rows, a driver that nobody recorded, days without anything, or as [`settle`].
pub(crate) async fn compute(model: &CostModel, records: &Records) -> Result<Computed> {
    let (model, unread) = with_pools(model.clone(), records).await?;
    refuse_unrecorded(&model, records).await?;
    let volumes = counted(&model, records).await?;
    if volumes.totals.iter().all(|volume| *volume <= 0.0) {
        return Err(nothing_happened(&model));
    }
    let costed = settle(&model, volumes.totals.clone())?;
    let customers = costs(volumes.customers.clone(), &driver_ids(&model), &rates(&costed), None)?;
    let strangers = strangers(&model, records, customers).await?;
    Ok(Computed { model, costed, volumes, unread, strangers })
}

impl Computed {
    /// What went in and where it went.
    pub(crate) fn report(&self) -> CostReport {
        report::report(self)
    }

    /// Incremental and shared cost that reached customers; the rest of what reached them is sustaining cost with a driver.
    pub(crate) fn caused(&self) -> f64 {
        let costs = (0..self.costed.volumes.len()).filter(|place| !self.costed.is_stuck(*place));
        let money: Money = costs.map(|place| self.costed.cost(place)).map(|cost| cost.incremental + cost.shared).sum();
        money.value()
    }

    /// Cost a unit of each driver.
    pub(crate) fn rates(&self) -> Vec<Rate> {
        rates(&self.costed)
    }

    /// One row per customer, as [`costs`].
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub(crate) fn customers(&self) -> Result<DataFrame> {
        let last = self.costed.sustaining_rate();
        costs(self.volumes.customers.clone(), &driver_ids(&self.model), &self.rates(), last)
    }
}

/// A period without data.
fn nothing_happened(model: &CostModel) -> ServiceError {
    let (from, to) = (format_day(model.from_day), format_day(model.to_day));
    let message = format!(
        "costs `{}` are for `{from}` to `{to}`; none of their drivers happened in these days; expected records of customers",
        model.id
    );
    ServiceError::new("costs-no-data", message)
        .value("costs", model.id.as_str())
        .value("from", from)
        .value("to", to)
        .hint("import the orders of these days, or correct `from` and `to`")
}
