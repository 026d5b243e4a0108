use serde::{Deserialize, Serialize};

/// The period within which all orders of a customer count as one purchase occasion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    #[default]
    Day,
    /// Monday to Sunday
    Week,
    /// calendar month
    Month,
}

impl Occasion {
    /// Number of the period that holds a day (days since 1970-01-01); equal numbers merge.
    #[must_use]
    pub fn period(self, day: i32) -> i32 {
        match self {
            Self::Day => day,
            // 1970-01-01 was a Thursday: three days after a Monday.
            Self::Week => (day + 3).div_euclid(7),
            Self::Month => month_number(day),
        }
    }
}

/// Months since year 0 of the proleptic Gregorian calendar, by the days-from-civil inverse.
fn month_number(day: i32) -> i32 {
    let shifted = i64::from(day) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    // Years that start in March: January and February belong to the next calendar year.
    let months = (era * 400 + year_of_era) * 12 + shifted_month + 2;
    i32::try_from(months).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Occasion;
    use chrono::{Datelike, NaiveDate};

    #[test]
    fn months_and_weeks_agree_with_the_calendar() {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        for day in (-200_000..200_000).step_by(17) {
            let date = epoch + chrono::Duration::days(i64::from(day));
            assert_eq!(Occasion::Month.period(day), date.year() * 12 + date.month0() as i32, "{date}");
            let monday = date - chrono::Duration::days(i64::from(date.weekday().num_days_from_monday()));
            let same = i32::try_from((monday - epoch).num_days()).unwrap();
            assert_eq!(Occasion::Week.period(day), Occasion::Week.period(same), "{date}");
            assert_ne!(Occasion::Week.period(same - 1), Occasion::Week.period(same), "{date}");
            assert_eq!(Occasion::Day.period(day), day);
        }
    }
}
