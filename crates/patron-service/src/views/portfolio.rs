use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::RunView;

/// The settings of the portfolio that decide what figures mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PortfolioView {
    pub name: String,
    /// ISO 4217 code, for example `USD`
    pub currency: String,
    /// IANA name; its calendar day decides purchase occasions
    pub time_zone: String,
    /// share of revenue that is contribution where no cost is known; `null`: value counts in revenue
    pub margin: Option<f64>,
    /// effective annual rate
    pub discount_rate: f64,
    pub horizon_days: u32,
    /// whether expected value is after cost to serve, where costs are kept
    pub value_after_service: bool,
    /// `none`, `auto`, `weekly` or `yearly`: whether purchases come by days of the week and months
    pub calendar: String,
    /// sets of festivals: `western`, `chinese`
    pub festivals: Vec<String>,
    /// the company's own events, past and planned
    pub events: Vec<DatedEvent>,
    /// `month` or `quarter`: steps in which customers are valued again at past days
    pub history_every: String,
    /// how many such steps
    pub history_periods: u32,
    /// an alert compares with the value so many months before
    pub alert_months: u32,
    /// an alert needs a fall by this share of the value at least
    pub alert_drop: f64,
    /// and by this amount; null: by what a customer was worth on average
    pub alert_amount: Option<f64>,
    /// true for a company made by the simulator
    pub simulated: bool,
    /// where bundled data comes from, in one sentence; `null` for the company's own data
    pub origin: Option<String>,
}

/// A change of settings; absent fields stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PortfolioChange {
    pub name: Option<String>,
    pub currency: Option<String>,
    /// refused while an order batch exists
    pub time_zone: Option<String>,
    /// 0 < margin <= 1
    pub margin: Option<f64>,
    pub discount_rate: Option<f64>,
    pub horizon_days: Option<u32>,
    pub value_after_service: Option<bool>,
    /// `none`, `auto`, `weekly` or `yearly`
    pub calendar: Option<String>,
    /// `western`, `chinese`
    pub festivals: Option<Vec<String>>,
    /// replaces all events
    pub events: Option<Vec<DatedEvent>>,
    /// `month` or `quarter`
    pub history_every: Option<String>,
    /// 0 to 60
    pub history_periods: Option<u32>,
    /// 1 to 36
    pub alert_months: Option<u32>,
    /// 0 < share <= 1
    pub alert_drop: Option<f64>,
    /// 0 or more
    pub alert_amount: Option<f64>,
}

/// Days of the company's own, such as a sale; those of one name share a factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedEvent {
    pub name: String,
    /// first day, `YYYY-MM-DD`
    pub from: String,
    /// last day, `YYYY-MM-DD`
    pub to: String,
}

/// What a page needs before it can draw its frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StatusView {
    pub version: String,
    pub portfolio: PortfolioView,
    /// committed rows by ledger table; of customers and products one an identifier
    #[schema(value_type = Object)]
    pub tables: std::collections::BTreeMap<String, u64>,
    /// the run that pages show, `null` before the first
    pub current_run: Option<RunView>,
    /// true when batches were added or undone, or the margin or `value_after_service` was changed, after the current run
    pub run_is_stale: bool,
}
