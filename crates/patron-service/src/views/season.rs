use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::RefusalView;

/// Seasons and festivals of a run: factors of purchases, and whether purchases are counted in them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SeasonView {
    /// whether the run counts time in them
    pub used: bool,
    /// `chosen` by the backtest, `set`, `asked`; where not used `no-backtest`, `as-good-without`, `not-entered`,
    /// `other-model`, `no-model` or `refused`
    pub why: String,
    /// why no factors could be estimated
    pub refused: Option<RefusalView>,
    /// first and last day that was looked at, `YYYY-MM-DD`; null where refused
    pub from: Option<String>,
    pub to: Option<String>,
    /// Monday to Sunday; the factors multiply to 1. Empty where refused
    pub week: Vec<FactorView>,
    /// January to December; the factors multiply to 1. Empty where months do not count
    pub year: Vec<FactorView>,
    /// festivals and events
    pub events: Vec<FactorView>,
    pub left_out: Vec<LeftOutView>,
    /// variance over mean of the purchases of a day: 1 by chance alone
    pub dispersion: Option<f64>,
}

/// How many times as many purchases such a day has, with its 90 % interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FactorView {
    /// `monday`, `january`, the name of a festival or of an event
    pub id: String,
    /// 0 where nobody ever bought on such days
    pub factor: f64,
    pub low: f64,
    pub high: f64,
}

/// A festival or event without a factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeftOutView {
    pub id: String,
    /// `not-seen`, `seen-once`, `no-purchases` or `not-told-apart`
    pub reason: String,
}
