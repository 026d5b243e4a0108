use patron_ledger::rollup::Occasion;
use serde::{Deserialize, Serialize};

use crate::backtest::Advice;
use crate::calendar::{CalendarChoice, CalendarSettings, needs_gaps};

use super::WatchSettings;

/// Unit in which models measure time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    Day,
    #[default]
    Week,
    /// 30.4375 days
    Month,
}

impl TimeUnit {
    /// Days in one unit.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4375,
        }
    }

    /// The word in files and options.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The unit of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Day, Self::Week, Self::Month].into_iter().find(|unit| unit.as_str() == word)
    }
}

/// Everything that decides a run besides the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunSettings {
    /// valuation date, days since 1970-01-01
    pub as_of_day: i32,
    pub horizon_days: u32,
    /// effective annual rate
    pub discount_rate: f64,
    /// share of revenue that is contribution where no cost is known
    pub margin: Option<f64>,
    pub time_unit: TimeUnit,
    pub occasion: Occasion,
    /// `auto` or the name of a model
    pub model: String,
    /// `auto` or the name of a model of spend
    #[serde(default = "auto")]
    pub spend_model: String,
    pub seed: u64,
    /// what the last backtest advises; none where none was held
    #[serde(default)]
    pub(crate) advice: Option<Advice>,
    /// seasons and festivals; days alone in runs made before there were any
    #[serde(default)]
    pub(crate) calendar: CalendarSettings,
    /// past days at which customers are valued again, and what counts as a fall
    #[serde(default)]
    pub watch: WatchSettings,
    /// ISO 4217; none in runs made before it was kept
    #[serde(default)]
    pub currency: Option<String>,
    /// ids of analyses that were asked to be left out
    #[serde(default)]
    pub without: Vec<String>,
    /// whether expected value is after cost to serve, where that is known
    #[serde(default = "always")]
    pub value_after_service: bool,
}

/// Runs made before there was a choice.
fn always() -> bool {
    true
}

/// The word for a choice that is left to the run.
pub(crate) const AUTO: &str = "auto";

fn auto() -> String {
    AUTO.to_owned()
}

impl RunSettings {
    /// Horizon in the model's time unit.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        f64::from(self.horizon_days) / self.time_unit.days()
    }

    /// Whether a model of regular gaps may be fitted in exposure, for which the gaps must be known.
    pub(crate) fn counts_gaps(&self) -> bool {
        let advised = self.advice.iter().flat_map(|advice| advice.order.iter()).filter(|_| self.model == AUTO);
        let mut candidates = advised.chain([&self.model]);
        let calendar = self.calendar.choice;
        calendar != CalendarChoice::None && candidates.any(|id| needs_gaps(id, calendar))
    }

    /// Units of model time in a year of 365.25 days.
    #[must_use]
    pub fn units_per_year(&self) -> f64 {
        365.25 / self.time_unit.days()
    }
}
