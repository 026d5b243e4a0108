use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use proptest::prelude::*;

use super::{DateForm, Shape, parse, scan};

fn local(text: &str, form: DateForm) -> Option<String> {
    parse(text, form).ok().map(|m| m.local.format("%Y-%m-%d %H:%M:%S%.f").to_string())
}

#[test]
fn the_ways_people_write_dates() {
    use DateForm as F;
    for (text, form) in [
        ("2024-01-05", F::YearFirst),
        ("2024/1/5", F::YearFirst),
        ("2024.1.5", F::YearFirst),
        ("2024年1月5日", F::YearFirst),
        ("2024年01月05号", F::YearFirst),
        ("２０２４年１月５日", F::YearFirst),
        ("20240105", F::Compact),
        ("05.01.2024", F::DayFirst),
        ("5/1/2024", F::DayFirst),
        ("1/5/2024", F::MonthFirst),
        ("5/1/24", F::DayFirstShort),
        ("1/5/24", F::MonthFirstShort),
        ("5 Jan 2024", F::MonthName),
        ("05-JAN-2024", F::MonthName),
        ("Jan 5, 2024", F::MonthName),
        ("January 5 2024", F::MonthName),
        ("45296", F::ExcelSerial),
        ("1704412800", F::EpochSeconds),
        ("1704412800000", F::EpochMillis),
    ] {
        assert_eq!(local(text, form).as_deref(), Some("2024-01-05 00:00:00"), "{text}");
    }
}

#[test]
fn times_of_day() {
    for text in [
        "2024-01-05 20:26",
        "2024-01-05T20:26:00.000",
        "2024-01-05 8:26 PM",
        "2024-01-05 08:26:00pm",
        "2024年1月5日 下午8:26",
        "2024年1月5日下午8:26",
        "2024-01-05 20:26:00+08:00",
        "2024-01-05T20:26Z",
    ] {
        assert_eq!(local(text, DateForm::YearFirst).as_deref(), Some("2024-01-05 20:26:00"), "{text}");
    }
    assert_eq!(local("20240105202600", DateForm::Compact).as_deref(), Some("2024-01-05 20:26:00"));
    assert_eq!(local("20240105T202600Z", DateForm::Compact).as_deref(), Some("2024-01-05 20:26:00"));
    assert_eq!(local("45296.5", DateForm::ExcelSerial).as_deref(), Some("2024-01-05 12:00:00"));
    assert_eq!(local("2024-01-05 12:00 AM", DateForm::YearFirst).as_deref(), Some("2024-01-05 00:00:00"));
    let shanghai = parse("2024-01-05 00:26:00+08:00", DateForm::YearFirst).unwrap();
    assert_eq!(shanghai.utc().map(|t| t.to_string()).as_deref(), Some("2024-01-04 16:26:00"));
    assert_eq!(parse("2024-01-05 00:26", DateForm::YearFirst).unwrap().utc(), None);
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "2024-13-01",
        "2023-02-29",
        "2024-1/5",
        "2024-01-05x",
        "2024-01-05 25:00",
        "2024-01-05 24:00",
        "2024-01-05 8:6",
        "2024-01-05 13:00 PM",
        "2024-01-05 ",
        "24-01-05",
        "2024-01",
        "2024年1月",
        "2024-01-05T",
        "2024-01-05 10:00:60",
        "2024-01-05 10:00+25:00",
    ] {
        // a trailing blank is only a blank
        let expected = (text == "2024-01-05 ").then_some("2024-01-05 00:00:00");
        assert_eq!(local(text, DateForm::YearFirst).as_deref(), expected, "{text}");
    }
    assert_eq!(parse("30/2/2024", DateForm::DayFirst).map_err(|e| e.code), Err("no-such-date"));
    assert_eq!(parse("1/13/2024", DateForm::DayFirst).map_err(|e| e.code), Err("no-such-date"));
    assert_eq!(parse("5/1/2024", DateForm::YearFirst).map_err(|e| e.code), Err("not-a-date"));
    assert!(parse("60", DateForm::ExcelSerial).is_err());
    assert!(scan("202401051").is_none());
    assert!(scan("Jane 5, 2024").is_none());
}

#[test]
fn a_slash_date_has_one_shape_and_two_readings() {
    let shaped = scan("3/4/2024").unwrap();
    assert_eq!(shaped.shape, Shape::YearLast { first: 3, second: 4, year: 2024 });
    assert_eq!(shaped.read(DateForm::DayFirst).unwrap().local.month(), 4);
    assert_eq!(shaped.read(DateForm::MonthFirst).unwrap().local.month(), 3);
}

fn write(at: NaiveDateTime, form: DateForm, style: usize) -> String {
    let pattern: &[&str] = match form {
        DateForm::YearFirst => &["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日"],
        DateForm::Compact => &["%Y%m%d"],
        DateForm::DayFirst => &["%d.%m.%Y", "%-d/%-m/%Y", "%-d-%-m-%Y"],
        DateForm::MonthFirst => &["%m/%d/%Y", "%-m.%-d.%Y"],
        DateForm::DayFirstShort => &["%-d/%-m/%y"],
        DateForm::MonthFirstShort => &["%m/%d/%y"],
        DateForm::MonthName => &["%-d %b %Y", "%B %-d, %Y", "%d-%b-%Y"],
        DateForm::ExcelSerial | DateForm::EpochSeconds | DateForm::EpochMillis => &[""],
    };
    let times = ["", " %H:%M:%S", "T%H:%M:%S", " %-I:%M:%S %p", " %H:%M:%S%.6f", " %H:%M:%S+00:00"];
    let origin = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap().and_hms_opt(0, 0, 0).unwrap();
    match form {
        DateForm::ExcelSerial => {
            let seconds = (at - origin).num_seconds();
            format!("{}", seconds as f64 / 86_400.0)
        }
        DateForm::EpochSeconds => at.and_utc().timestamp().to_string(),
        DateForm::EpochMillis => at.and_utc().timestamp_millis().to_string(),
        _ => {
            let text = format!("{}{}", pattern[style % pattern.len()], times[style / 4 % times.len()]);
            at.format(&text).to_string()
        }
    }
}

proptest! {
    #[test]
    fn written_dates_are_read_back(day in 0_i64..36_000, second in 0_i64..86_400, style in 0_usize..24, which in 0_usize..10) {
        use DateForm as F;
        let form = [F::YearFirst, F::Compact, F::DayFirst, F::MonthFirst, F::DayFirstShort, F::MonthFirstShort,
            F::MonthName, F::ExcelSerial, F::EpochSeconds, F::EpochMillis][which];
        // 1969-01-01 to 2067-07: the century that two digits can name
        let start = NaiveDate::from_ymd_opt(1969, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let at = start + chrono::Duration::days(day) + chrono::Duration::seconds(second);
        let text = write(at, form, style);
        let read = parse(&text, form);
        prop_assert!(read.is_ok(), "{} {:?}", text, form);
        let read = read.unwrap();
        prop_assert_eq!(read.local.date(), at.date(), "{}", &text);
        if read.has_time {
            prop_assert_eq!(read.local.time().num_seconds_from_midnight(), at.time().num_seconds_from_midnight(), "{}", &text);
        }
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        let _ = scan(&text);
        let _ = parse(&text, DateForm::ExcelSerial);
        let _ = parse(&text, DateForm::EpochMillis);
    }

    #[test]
    fn date_like_text_is_answered(text in "[0-9]{0,4}[-/.年 ][0-9JanFeb]{0,4}[-/.月 ][0-9]{0,4}日?[ T]?[0-9]{0,2}:?[0-9]{0,2}[ APMZ+]{0,3}[0-9:]{0,5}") {
        if let Some(shaped) = scan(&text) {
            for form in [DateForm::YearFirst, DateForm::DayFirst, DateForm::MonthName, DateForm::MonthFirstShort] {
                let _ = shaped.read(form);
            }
        }
    }
}
