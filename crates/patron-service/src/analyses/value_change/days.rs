use chrono::{Duration, Months, NaiveDate};

use crate::run::WatchSettings;

/// The days on which customers are valued, and those on which the ledger is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    /// ascending; the last is the valuation date
    pub(super) valued: Vec<i32>,
    /// a year before each of them
    pub(super) year_before: Vec<i32>,
    pub(super) alert: Option<i32>,
    /// ends of the windows whose billing is compared, newest first, each the start of the one before; empty where it is not
    pub(super) windows: Vec<i32>,
    /// every earlier day, ascending
    pub(super) earlier: Vec<i32>,
}

impl Days {
    /// Days up to `as_of` on or after the first purchase of all; of more than `most` past ones the latest. Of
    /// so many `windows` of the alert's length those that began by then.
    pub(super) fn of(as_of: i32, first: i32, watch: &WatchSettings, most: usize, windows: u32) -> Self {
        let seen = |&day: &i32| day >= first;
        let steps = (1..=watch.periods).map(|step| months_before(as_of, step * watch.every.months()));
        let mut valued: Vec<i32> = steps.take(most).take_while(seen).collect();
        let alert = Some(months_before(as_of, watch.alert_months)).filter(seen);
        valued.extend(alert);
        valued.push(as_of);
        valued.sort_unstable();
        valued.dedup();
        let year_before: Vec<i32> = valued.iter().map(|&day| months_before(day, 12)).collect();
        let ends = (0..=windows).map(|window| months_before(as_of, window * watch.alert_months));
        let windows: Vec<i32> = if windows == 0 { Vec::new() } else { ends.take_while(seen).collect() };
        let looked_at = valued.iter().chain(&year_before).chain(&windows);
        let mut earlier: Vec<i32> = looked_at.copied().filter(|&day| day < as_of).collect();
        earlier.sort_unstable();
        earlier.dedup();
        Self { valued, year_before, alert, windows, earlier }
    }

    /// Place of an earlier day among those the ledger is looked at; none for the valuation date.
    pub(super) fn place(&self, day: i32) -> Option<usize> {
        self.earlier.binary_search(&day).ok()
    }
}

/// The same day of the month so many months before, or the last of a shorter month.
fn months_before(day: i32, months: u32) -> i32 {
    let date = NaiveDate::default() + Duration::days(i64::from(day));
    let then = date.checked_sub_months(Months::new(months)).unwrap_or(date);
    i32::try_from(then.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::{Every, format_day, parse_day};

    #[test]
    fn days_are_calendar_months_apart_and_none_lies_before_the_first_purchase() {
        let day = |text| parse_day(text).unwrap();
        let watch = WatchSettings { every: Every::Quarter, periods: 8, alert_months: 2, ..WatchSettings::default() };
        let days = Days::of(day("2024-05-31"), day("2023-11-15"), &watch, 100, 0);
        let text = |days: &[i32]| days.iter().map(|&day| format_day(day)).collect::<Vec<_>>();
        assert_eq!(text(&days.valued), ["2023-11-30", "2024-02-29", "2024-03-31", "2024-05-31"]);
        assert_eq!(days.alert.map(format_day).as_deref(), Some("2024-03-31"));
        assert_eq!(text(&days.year_before), ["2022-11-30", "2023-02-28", "2023-03-31", "2023-05-31"]);
        assert_eq!(days.earlier.len(), 7);
        assert_eq!((days.place(day("2024-05-31")), days.place(day("2022-11-30"))), (None, Some(0)));
        let few = Days::of(day("2024-05-31"), day("2020-01-01"), &watch, 2, 0);
        assert_eq!(text(&few.valued), ["2023-11-30", "2024-02-29", "2024-03-31", "2024-05-31"]);
        let new = Days::of(day("2024-05-31"), day("2024-05-01"), &watch, 100, 0);
        assert_eq!((text(&new.valued), new.alert), (vec!["2024-05-31".to_owned()], None));
        let windows = Days::of(day("2024-05-31"), day("2023-11-15"), &watch, 100, 8).windows;
        assert_eq!(text(&windows), ["2024-05-31", "2024-03-31", "2024-01-31", "2023-11-30"]);
    }
}
