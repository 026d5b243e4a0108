//! The gross-profit forecast: amounts of the periodic forecast, less product cost by the margin rule, less relationship
//! marketing.
//!
//! ```text
//! earned    what each customer brought in each past period
//! known     what was known of everybody at the end of a past period, for forecasts from there
//! margin    the margin of the next period
//! outcome   what is expected of each customer, and its interval
//! spread    the interval of a total: common shocks, and what is each customer's own
//! held      forecasts from past days beside what came
//! answer    all of it as it is shown
//! ```

mod answer;
mod earned;
mod held;
mod known;
mod margin;
mod outcome;
mod request;
mod spread;

pub(crate) use answer::Material;
pub use answer::ProfitForecastAnswer;
pub(crate) use earned::Earned;
pub(crate) use known::known;
pub(crate) use margin::company_slopes;
pub use request::ProfitForecastRequest;
