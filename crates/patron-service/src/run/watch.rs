use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::portfolio::refuse;

/// Steps in which customers are valued again at past days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    Month,
    #[default]
    Quarter,
}

impl Every {
    /// The word in settings and options.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// Months in one step.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
        }
    }
}

/// Past days at which customers are valued again, and what counts as a fall of value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WatchSettings {
    pub every: Every,
    pub periods: u32,
    /// a fall is seen against the value so many months before
    pub alert_months: u32,
    /// least fall as a share of the value then
    pub alert_drop: f64,
    /// least fall in money; none: what a customer was worth on average
    pub alert_amount: Option<f64>,
}

impl Default for WatchSettings {
    fn default() -> Self {
        Self { every: Every::Quarter, periods: 8, alert_months: 3, alert_drop: 0.2, alert_amount: None }
    }
}

const MAX_PERIODS: u32 = 60;
const MAX_MONTHS: u32 = 36;

impl WatchSettings {
    /// Settings as given; the usual ones where absent.
    ///
    /// # Errors
    /// `setting-value`, naming the setting and what was expected.
    pub(crate) fn checked(
        every: Option<&str>,
        periods: Option<u32>,
        alert_months: Option<u32>,
        alert_drop: Option<f64>,
        alert_amount: Option<f64>,
    ) -> Result<Self> {
        let usual = Self::default();
        let every = match every {
            None => usual.every,
            Some(word) => [Every::Month, Every::Quarter]
                .into_iter()
                .find(|every| every.as_str() == word)
                .ok_or_else(|| refuse("history_every", word, "`month` or `quarter`"))?,
        };
        let checked = Self {
            every,
            periods: periods.unwrap_or(usual.periods),
            alert_months: alert_months.unwrap_or(usual.alert_months),
            alert_drop: alert_drop.unwrap_or(usual.alert_drop),
            alert_amount,
        };
        if checked.periods > MAX_PERIODS {
            return Err(refuse("history_periods", checked.periods, "from 0 to 60"));
        }
        if !(1..=MAX_MONTHS).contains(&checked.alert_months) {
            return Err(refuse("alert_months", checked.alert_months, "from 1 to 36 months"));
        }
        if !(checked.alert_drop > 0.0 && checked.alert_drop <= 1.0) {
            return Err(refuse("alert_drop", checked.alert_drop, "a share above 0 and at most 1, such as `0.2`"));
        }
        if let Some(amount) = alert_amount.filter(|amount| !(*amount >= 0.0 && amount.is_finite())) {
            return Err(refuse("alert_amount", amount, "an amount of 0 or more"));
        }
        Ok(checked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_what_was_expected() {
        let found = WatchSettings::checked(Some("month"), Some(12), None, Some(0.5), Some(100.0)).unwrap();
        assert_eq!((found.every.months(), found.periods, found.alert_months), (1, 12, 3));
        let message = |checked: Result<WatchSettings>| checked.unwrap_err().to_string();
        let week = message(WatchSettings::checked(Some("week"), None, None, None, None));
        assert_eq!(week, "setting `history-every` is `week`; expected `month` or `quarter`");
        assert!(message(WatchSettings::checked(None, Some(61), None, None, None)).contains("from 0 to 60"));
        assert!(message(WatchSettings::checked(None, None, Some(0), None, None)).contains("from 1 to 36 months"));
        for share in [0.0, 1.01, f64::NAN] {
            assert!(message(WatchSettings::checked(None, None, None, Some(share), None)).contains("alert-drop"));
        }
        assert!(message(WatchSettings::checked(None, None, None, None, Some(-1.0))).contains("alert-amount"));
    }
}
