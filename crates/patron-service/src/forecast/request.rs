use patron_ledger::rollup::Occasion;
use serde::{Deserialize, Serialize};

use crate::error::{Result, ServiceError};

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForecastPeriod {
    /// 30.4375 days
    #[default]
    Month,
    /// 91.3125 days
    Quarter,
    /// 365.25 days
    Year,
}

impl ForecastPeriod {
    /// Days of a period on average.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Month => 30.4375,
            Self::Quarter => 91.3125,
            Self::Year => 365.25,
        }
    }

    /// The word in options and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// What is to be forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct ForecastRequest {
    /// last day that is seen, `YYYY-MM-DD`; the last day with an order where absent
    pub as_of: Option<String>,
    pub period: ForecastPeriod,
    /// number of periods ahead
    pub periods: u32,
    /// period within which orders merge into one purchase
    pub occasion: Occasion,
    /// whether each customer counts with the probability of being active still (BG/NBD); else nobody stops
    pub recency: bool,
}

impl Default for ForecastRequest {
    fn default() -> Self {
        let period = ForecastPeriod::default();
        Self { as_of: None, period, periods: 1, occasion: Occasion::default(), recency: false }
    }
}

/// Most periods ahead.
const MOST: u32 = 120;

impl ForecastRequest {
    pub(crate) fn check(&self) -> Result<()> {
        if (1..=MOST).contains(&self.periods) {
            return Ok(());
        }
        let message = format!("periods is `{}`, expected from 1 to {MOST}", self.periods);
        Err(ServiceError::new("terms", message).hint("ask for longer periods").value("name", "periods"))
    }
}
