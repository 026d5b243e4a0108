//! Calendar months, counted from the year 0.

use chrono::{Datelike, NaiveDate};

/// The month of `2024-01`, `2024/1`, `202401`, `2024年1月` or of a day such as `2024-01-31`.
pub(super) fn month(text: &str) -> Option<i32> {
    let text = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    if text.len() == 6 && text.bytes().all(|sign| sign.is_ascii_digit()) {
        let (year, month) = text.split_at(4);
        return of(year.parse().ok()?, month.parse().ok()?, 1);
    }
    let text = text.trim_end_matches(['月', '日']);
    let parts: Vec<&str> = text.split(['-', '/', '年', '月']).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let year = parts.first().filter(|part| part.len() == 4).and_then(|part| part.parse().ok())?;
    match parts.len() {
        2 => of(year, number(1)?, 1),
        3 => of(year, number(1)?, number(2)?),
        _ => None,
    }
}

fn of(year: i32, month: u32, day: u32) -> Option<i32> {
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(12 * date.year() + date.month0() as i32)
}

/// The month that ends with a day, or is named.
pub(super) fn whole_month(text: &str) -> Option<i32> {
    let found = month(text)?;
    let is_named = text.split(['-', '/', '年']).count() < 3 && !text.contains('日');
    (is_named || text.parse::<NaiveDate>().is_ok_and(|date| Some(date) == last_date(found))).then_some(found)
}

fn last_date(month: i32) -> Option<NaiveDate> {
    let next = month + 1;
    NaiveDate::from_ymd_opt(next.div_euclid(12), next.rem_euclid(12) as u32 + 1, 1)?.pred_opt()
}

/// The last day of a month, from 1970-01-01.
pub(super) fn last_day(month: i32) -> i32 {
    let days = last_date(month).map(|date| date.signed_duration_since(NaiveDate::default()).num_days());
    days.and_then(|days| i32::try_from(days).ok()).unwrap_or_default()
}

/// Such as `2024-01`.
pub(super) fn name(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::{last_day, month, name, whole_month};

    #[test]
    fn months_are_read_in_their_common_forms() {
        let january = month("2024-01");
        for text in [
            "2024-1",
            "2024/01",
            "202401",
            "2024年1月",
            "2024-01-31",
            "2024/1/5",
            "2024年1月5日",
            "2024-01-01T00:00:00",
        ] {
            assert_eq!(month(text), january, "{text}");
        }
        for text in ["", "2024", "2024-13", "1-2024", "2024-02-30", "January 2024", "24-01"] {
            assert_eq!(month(text), None, "{text}");
        }
        assert_eq!(january.map(name).as_deref(), Some("2024-01"));
        assert_eq!((whole_month("2024-02-29"), whole_month("2024-02-28")), (month("2024-02"), None));
        assert_eq!((whole_month("2024-02"), whole_month("202402")), (month("2024-02"), month("2024-02")));
        assert_eq!(last_day(month("1970-01").unwrap()), 30);
    }
}
