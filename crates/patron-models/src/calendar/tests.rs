//! Dates, paces and patterns.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Poisson};

use super::*;
use crate::check::{assert_close, assert_relative};
use crate::pareto_nbd::ParetoNbd;
use crate::pareto_nbd_dynamic::{DynamicParetoNbd, DynamicSampleBuilder};
use crate::transaction::{Terms, TransactionModel};

pub(super) fn date(text: &str) -> Date {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    Date::new(parts[0] as i32, parts[1], parts[2]).unwrap()
}

#[test]
fn days_have_numbers_and_weekdays() {
    assert_eq!((date("1970-01-01").number(), date("2000-03-01").number()), (0, 11_017));
    assert_eq!((date("2026-11-22").weekday(), date("1970-01-01").weekday()), (6, 3));
    let mut expected = date("1899-12-31").number();
    for year in 1900..=2100_i32 {
        for month in 1..=12 {
            for day in 1..=31 {
                if let Ok(found) = Date::new(year, month, day) {
                    expected += 1;
                    assert_eq!((found.number(), Date::of_number(expected)), (expected, found));
                }
            }
        }
    }
    assert_eq!(Date::of_number(expected), date("2100-12-31"));
    for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (2024, 1, 0)] {
        assert_eq!(Date::new(year, month, day).unwrap_err().code(), "calendar-no-such-day");
    }
}

/// Days as printed in calendars.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "spring-festival",
        &[
            "2000-02-05",
            "2001-01-24",
            "2002-02-12",
            "2003-02-01",
            "2004-01-22",
            "2005-02-09",
            "2006-01-29",
            "2007-02-18",
            "2008-02-07",
            "2009-01-26",
            "2010-02-14",
            "2011-02-03",
            "2012-01-23",
            "2013-02-10",
            "2014-01-31",
            "2015-02-19",
            "2016-02-08",
            "2017-01-28",
            "2018-02-16",
            "2019-02-05",
            "2020-01-25",
            "2021-02-12",
            "2022-02-01",
            "2023-01-22",
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2029-02-13",
            "2030-02-03",
            "2031-01-23",
            "2032-02-11",
            "2033-01-31",
            "2034-02-19",
            "2035-02-08",
        ],
    ),
    ("lantern-festival", &["2023-02-05", "2024-02-24", "2025-02-12"]),
    ("qingming", &["2019-04-05", "2020-04-04", "2021-04-04", "2022-04-05", "2023-04-05", "2024-04-04", "2025-04-04"]),
    // Leap months before: the second fourth of 2020, the second second of 2023.
    (
        "dragon-boat",
        &["2018-06-18", "2019-06-07", "2020-06-25", "2021-06-14", "2022-06-03", "2023-06-22", "2025-05-31"],
    ),
    ("qixi", &["2020-08-25", "2022-08-04", "2023-08-22", "2024-08-10", "2025-08-29"]),
    ("mid-autumn", &["2018-09-24", "2019-09-13", "2020-10-01", "2021-09-21", "2022-09-10", "2023-09-29", "2025-10-06"]),
    ("double-11", &["2024-11-11"]),
    (
        "easter",
        &[
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2016-03-27",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2038-04-25",
        ],
    ),
    ("mothers-day", &["2023-05-14", "2024-05-12"]),
    ("thanksgiving", &["2018-11-22", "2023-11-23", "2024-11-28"]),
    ("black-friday", &["2023-11-24", "2024-11-29"]),
    ("cyber-monday", &["2024-12-02"]),
    ("christmas", &["2024-12-25"]),
];

#[test]
fn festivals_come_when_calendars_say() {
    for (name, days) in KNOWN {
        for day in *days {
            let day = date(day);
            assert_eq!(festival(name).unwrap().date(day.year).unwrap(), day, "{name}");
        }
    }
    for (i, known) in FESTIVALS.iter().enumerate() {
        assert!(FESTIVALS[..i].iter().all(|other| other.name != known.name));
        for year in 1901..=2099 {
            let date = known.date(year).unwrap();
            assert_eq!((date.year, Date::of_number(date.number())), (year, date));
        }
    }
    assert!(festival("no-such-day").is_none());
    let error = festival("qixi").unwrap().date(1800).unwrap_err();
    assert_eq!(error.to_string(), "festivals of `1800` are not known, expected a year from 1901 to 2099");
    let days = festival("double-11").unwrap().days((2023, 2024), 2, 0).unwrap();
    assert_eq!((days.len(), days[5]), (6, date("2024-11-11").number()));
}

/// A week with a quiet Monday and a busy Saturday, a year with a busy December, and three days of an event each year.
pub(super) fn pattern() -> Pattern {
    let root = |factors: &[f64]| factors.iter().product::<f64>().powf(1.0 / factors.len() as f64);
    let week = [0.6, 0.9, 1.0, 1.0, 1.2, 1.8, 1.1];
    let year = [0.8, 0.8, 0.9, 1.0, 1.0, 1.0, 0.9, 0.9, 1.0, 1.1, 1.3, 1.9];
    Pattern {
        week: week.map(|factor| factor / root(&week)),
        week_errors: [0.0; 7],
        year: year.map(|factor| factor / root(&year)),
        year_errors: [0.0; 12],
        events: vec![("sale".to_owned(), 2.5, 0.0)],
        dispersion: 1.0,
    }
}

pub(super) fn sale() -> Event {
    let days = (2020..2025).flat_map(|year| [12, 13, 14].map(|day| Date { year, month: 6, day }.number()));
    Event { name: "sale".to_owned(), days: days.collect() }
}

pub(super) fn counts(draw: impl Fn(usize, f64) -> f64) -> Vec<DayCount> {
    let (from, until) = (date("2020-03-01").number(), date("2023-06-01").number());
    let pace = pattern().pace(from, until, &[sale()]).unwrap();
    let of_day = |day: i64| {
        let place = (day - from) as f64 / 1187.0;
        let customers = 500.0 + 800.0 * place;
        let mean = customers * 0.03 * (-0.6 * place).exp() * pace.horizon(day as f64, 1.0).unwrap();
        DayCount { day, purchases: draw((day - from) as usize, mean), customers }
    };
    (from..until).map(of_day).collect()
}

#[test]
fn means_give_their_pattern_back() {
    let found = Pattern::estimate(&counts(|_, mean| mean), true, &[sale()]).unwrap();
    for (found, truth) in found.week.iter().chain(&found.year).zip(pattern().week.iter().chain(&pattern().year)) {
        assert_relative(*found, *truth, 1e-8);
    }
    assert_relative(found.events[0].1, 2.5, 1e-8);
    assert!(found.dispersion < 1e-12);
    // The other way round: without days, customers or order it would not be the same.
    let mut backwards = counts(|_, mean| mean);
    backwards.reverse();
    backwards.push(DayCount { day: 99_999, purchases: 0.0, customers: 0.0 });
    let again = Pattern::estimate(&backwards, true, &[sale()]).unwrap();
    assert_eq!(again.week, found.week);
}

#[test]
fn counts_by_chance_give_it_back_within_their_errors() {
    let mut stream = ChaCha8Rng::seed_from_u64(5);
    let noise: Vec<f64> =
        (0..1187).map(|_| 0.5 + f64::from(u8::from(rand::Rng::next_u32(&mut stream) % 2 == 0))).collect();
    for extra in [false, true] {
        let drawn = counts(|i, mean| {
            let mut stream = ChaCha8Rng::seed_from_u64(7);
            stream.set_stream(i as u64);
            Poisson::new(if extra { mean * noise[i] } else { mean }).unwrap().sample(&mut stream)
        });
        let found = Pattern::estimate(&drawn, true, &[sale()]).unwrap();
        let truth = pattern();
        for ((found, error), truth) in found.week.iter().zip(found.week_errors).zip(truth.week) {
            assert!((found / truth).ln().abs() < 3.5 * error && error < 0.1, "{found} ± {error}, {truth}");
        }
        for ((found, error), truth) in found.year.iter().zip(found.year_errors).zip(truth.year) {
            assert!((found / truth).ln().abs() < 3.5 * error && error < 0.15, "{found} ± {error}, {truth}");
        }
        let (_, factor, error) = &found.events[0];
        assert!((factor / 2.5).ln().abs() < 3.5 * error && *error < 0.3, "{factor} ± {error}");
        // Chance alone has 1; a variance of a quarter of the squared mean has much more.
        if extra {
            assert!(found.dispersion > 3.0, "{}", found.dispersion);
        } else {
            assert_close(found.dispersion, 1.0, 0.15);
        }
    }
}

#[test]
fn days_on_which_the_shop_is_shut_have_no_pace() {
    let mut days = counts(|_, mean| mean);
    for day in &mut days {
        if Date::of_number(day.day).weekday() == 6 {
            day.purchases = 0.0;
        }
    }
    let found = Pattern::estimate(&days, true, &[sale()]).unwrap();
    assert_eq!(found.week[6], 0.0);
    assert_relative(found.week[5] / found.week[0], 3.0, 1e-8);
    assert_relative(found.week[..6].iter().product(), 1.0, 1e-12);
    let pace = found.pace(0, 7, &[]).unwrap();
    assert_eq!(pace.horizon(3.0, 1.0).unwrap(), 0.0);
    let shut_all_week =
        Pattern::estimate(&days.iter().map(|day| DayCount { purchases: 0.0, ..*day }).collect::<Vec<_>>(), false, &[]);
    assert_eq!(shut_all_week.unwrap_err().code(), "calendar-no-purchases");
}

#[test]
fn too_little_to_see_a_pattern_is_refused() {
    let days = counts(|_, mean| mean);
    let code = |days: &[DayCount], yearly, events: &[Event]| Pattern::estimate(days, yearly, events).unwrap_err();
    assert_eq!(
        code(&days[..700], true, &[]).to_string(),
        "`700` days are too few for a pattern of the year, expected at least `730`"
    );
    assert_eq!(code(&days[..50], false, &[]).code(), "calendar-too-few-days");
    let never = Event { name: "moon".to_owned(), days: vec![0] };
    assert_eq!(code(&days, true, &[never]).to_string(), "no purchases are known on the days of `moon`, expected some");
    let mondays = days.iter().map(|day| day.day).filter(|day| Date::of_number(*day).weekday() == 0).collect();
    let twice = Event { name: "mondays".to_owned(), days: mondays };
    assert_eq!(code(&days, true, &[twice]).code(), "calendar-not-identified");
    for (purchases, customers) in [(f64::NAN, 1.0), (-1.0, 1.0), (1.0, 0.0), (1.0, f64::INFINITY)] {
        let mut days = days.clone();
        days[3] = DayCount { purchases, customers, ..days[3] };
        assert_eq!(code(&days, true, &[]).code(), "calendar-count");
    }
}

#[test]
fn exposure_is_the_pace_added_up() {
    let pace = Pace::new(100, vec![0.5, 2.0, 0.0, 1.0]).unwrap();
    for (time, passed) in [(100.0, 0.0), (100.5, 0.25), (101.0, 0.5), (102.0, 2.5), (102.7, 2.5), (104.0, 3.5)] {
        assert_close(pace.passed(time).unwrap(), passed, 1e-15);
    }
    assert_eq!(
        pace.passed(104.1).unwrap_err().to_string(),
        "the pace is not known at day `104.1`, expected from `100` to `104`"
    );
    assert!(pace.passed(99.0).is_err() && pace.passed(f64::NAN).is_err() && pace.horizon(102.0, 3.0).is_err());
    let history = pace.history(1, 100.0, 101.0, 104.0).unwrap();
    assert_eq!((history.recency(), history.age()), (0.5, 3.5));
    assert_eq!(pace.history(0, 101.0, 101.0, 104.0).unwrap().age(), 3.0);
    assert_eq!(pace.history(2, 101.0, 101.0, 104.0).unwrap_err().code(), "history-recency-without-purchase");
    assert_relative(pace.ln_weights([100, 101]).unwrap(), 0.0, 1e-15);
    assert!(pace.ln_weights([99]).is_err() && pace.ln_weights([104]).is_err());
    for weight in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(Pace::new(0, vec![1.0, weight]).unwrap_err().code(), "calendar-weight");
    }
}

#[test]
fn a_pace_is_pareto_nbd_with_its_logarithm_as_covariate_of_both_processes() {
    let (from, as_of) = (date("2021-01-01").number(), date("2021-12-01").number());
    let pace = pattern().pace(from, as_of + 100, &[sale()]).unwrap();
    let dynamic = DynamicParetoNbd::new(&[("lifetime", &["Pace"]), ("transaction", &["Pace"])]).unwrap();
    let parameters = [0.8, 40.0, 0.7, 90.0, 1.0, 1.0];
    let mut builder = DynamicSampleBuilder::new(&["Pace"]).unwrap();
    let (mut histories, mut of_weights) = (Vec::new(), 0.0);
    for customer in 0..200_i64 {
        let first = from + customer % 90;
        let bought: Vec<i64> = (1..=customer % 6).map(|i| first + i * (7 + customer % 11)).collect();
        let days = as_of + 100 - first;
        let weight = |day: i64| pace.horizon((first + day) as f64, 1.0).unwrap().ln();
        let values: Vec<Vec<f64>> = (0..days).map(|day| vec![weight(day)]).collect();
        let starts: Vec<f64> = (0..days).map(|day| day as f64).collect();
        let purchases: Vec<f64> = bought.iter().map(|day| (day - first) as f64).collect();
        builder.push(&purchases, (as_of - first) as f64, &starts, &values, days as f64).unwrap();
        let last = bought.last().copied().unwrap_or(first);
        histories.push(pace.history(bought.len() as u32, first as f64, last as f64, as_of as f64).unwrap());
        of_weights += pace.ln_weights(bought).unwrap();
    }
    let sample = builder.finish();
    let in_days = dynamic.log_likelihood(&parameters, &sample).unwrap().0;
    let in_exposure = ParetoNbd.log_likelihood(&parameters[..4], &histories.iter().copied().collect()).unwrap().0;
    assert_relative(in_exposure + of_weights, in_days, 1e-11);
    let horizon = pace.horizon(as_of as f64, 90.0).unwrap();
    let plain = ParetoNbd.predictor(&parameters[..4], Terms::new(horizon, 0.0).unwrap()).unwrap();
    let found = dynamic.predict_all(&parameters, Terms::new(90.0, 0.0).unwrap(), &sample).unwrap();
    for (history, found) in histories.iter().zip(found) {
        let expected = plain.predict(history);
        assert_relative(found.figures.expected_purchases, expected.expected_purchases, 1e-10);
        assert_relative(found.figures.probability_alive, expected.probability_alive, 1e-10);
    }
}
