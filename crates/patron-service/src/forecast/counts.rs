use arrow::array::StringArray;
use patron_models::gamma_gamma::SpendHistory;
use patron_models::history::History;

use crate::error::{Result, ServiceError};
use crate::summary::{Counted, Customer, SummaryFile};

use super::{Base, ForecastAnswer, ForecastPeriod, ForecastRequest};

/// The forecast of customers of whom only the number of orders in each month is known: `customer_id, month, orders,
/// amount`. Purchases are the orders after the month of the first, in whole months; the occasion is not looked at.
///
/// # Errors
/// When the file cannot be used, `as_of` is no end of a month, a term is out of its range, or purchases cannot be fitted.
pub fn forecast_counts(file: &SummaryFile, request: &ForecastRequest) -> Result<ForecastAnswer> {
    let counted = Counted::read(file, request.as_of.as_deref())?;
    let end = counted.end;
    ForecastAnswer::new(Base::of_months(&counted.customers, request.period)?, request, end)
}

impl Base {
    /// From orders by month; times in periods.
    pub(super) fn of_months(customers: &[Customer], period: ForecastPeriod) -> Result<Self> {
        let months = match period {
            ForecastPeriod::Month => 1.0,
            ForecastPeriod::Quarter => 3.0,
            ForecastPeriod::Year => 12.0,
        };
        let history = |customer: &Customer| {
            let times = [customer.recency, customer.age].map(|time| f64::from(time) / months);
            let history = History::new(customer.repeat_orders, times[0], times[1]);
            history.map_err(|error| ServiceError::new("impossible-history", error.to_string()).hint(error.hint()))
        };
        let spend = |customer: &Customer| {
            let mean = customer.repeat_amount? / f64::from(customer.repeat_orders);
            SpendHistory::new(customer.repeat_orders, mean).ok()
        };
        Ok(Self {
            ids: vec![StringArray::from_iter_values(customers.iter().map(|customer| &customer.id))],
            histories: customers.iter().map(history).collect::<Result<_>>()?,
            spends: customers.iter().map(spend).collect(),
        })
    }
}
