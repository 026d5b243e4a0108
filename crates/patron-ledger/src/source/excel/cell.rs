//! The text of one cell of a sheet.

use calamine::DataType;
use chrono::{NaiveDateTime, NaiveTime, Timelike};

/// What a cell holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CellText {
    Text(String),
    /// A formula that failed: `#N/A` and relatives.
    Failed(String),
}

/// Numbers with at most 15 significant digits, as the spreadsheet shows them; dates and times in
/// ISO form, so that a date cell needs no guess.
pub(super) fn text<T: DataType>(cell: &T) -> CellText {
    let text = if let Some(error) = cell.get_error() {
        return CellText::Failed(error.to_string());
    } else if let Some(text) = cell.get_string().or_else(|| cell.get_datetime_iso()).or_else(|| cell.get_duration_iso())
    {
        text.to_owned()
    } else if let Some(int) = cell.get_int() {
        int.to_string()
    } else if let Some(float) = cell.get_float() {
        number(float)
    } else if let Some(value) = cell.get_bool() {
        value.to_string()
    } else if let Some(at) = cell.get_datetime() {
        match at.as_datetime() {
            Some(_) if at.is_duration() => number(at.as_f64()),
            Some(moment) if at.as_f64() < 1.0 => moment.time().format("%H:%M:%S").to_string(),
            Some(moment) => date(moment),
            None => number(at.as_f64()),
        }
    } else {
        String::new()
    };
    CellText::Text(text)
}

fn date(at: NaiveDateTime) -> String {
    let pattern = match at.time() {
        NaiveTime::MIN => "%Y-%m-%d",
        time if time.nanosecond() == 0 => "%Y-%m-%d %H:%M:%S",
        _ => "%Y-%m-%d %H:%M:%S%.3f",
    };
    at.format(pattern).to_string()
}

fn number(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    // not in exponent form, so that long identifiers stay readable
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

#[cfg(test)]
mod tests {
    use super::{CellText, date, number, text};
    use calamine::{CellErrorType, Data};

    #[test]
    fn numbers_lose_float_noise_only() {
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(-2.55), "-2.55");
        assert_eq!(number(20_240_105_000_123.0), "20240105000123");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(118.229_999_999_999_99), "118.23");
    }

    #[test]
    fn dates_are_iso() {
        let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 5).unwrap();
        assert_eq!(date(day.and_hms_opt(0, 0, 0).unwrap()), "2024-01-05");
        assert_eq!(date(day.and_hms_opt(8, 26, 0).unwrap()), "2024-01-05 08:26:00");
        assert_eq!(text(&Data::Error(CellErrorType::NA)), CellText::Failed("#N/A".to_owned()));
        assert_eq!(text(&Data::Bool(true)), CellText::Text("true".to_owned()));
    }
}
