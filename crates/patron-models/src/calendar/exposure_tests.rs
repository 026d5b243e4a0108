//! Histories, horizons and samples in exposure.

use super::tests::{counts, date, pattern, sale};
use super::*;
use crate::check::{assert_close, assert_relative};
use crate::history::{History, Statistics};

#[test]
fn exposure_turns_days_as_a_pace_does_and_changes_nothing_at_the_pace_of_one() {
    let from = date("2021-01-01").number();
    let as_of = date("2021-12-01").number();
    let even = Exposure::new(Pace::new(from, vec![1.0; 500]).unwrap(), as_of, 7.0);
    let history = History::new(3, 40.0 / 7.0, 210.0 / 7.0).unwrap();
    let same = even.history(&history).unwrap();
    assert_relative(same.recency(), history.recency(), 1e-12);
    assert_relative(same.age(), history.age(), 1e-12);
    assert_relative(even.horizon(4.0).unwrap(), 4.0, 1e-12);
    assert_relative(even.days_until(4.0), 28.0, 1e-12);

    // A purchase counts from the day after the first to its own day: the last one lies on the valuation date here.
    let pace = pattern().pace(from, as_of + 100, &[sale()]).unwrap();
    let exposure = Exposure::new(pace.clone(), as_of, 7.0);
    let first = as_of - 210;
    let weights =
        |days: std::ops::RangeInclusive<i64>| days.map(|day| pace.horizon(day as f64, 1.0).unwrap()).sum::<f64>();
    let found = exposure.history(&History::new(3, 40.0 / 7.0, 210.0 / 7.0).unwrap()).unwrap();
    assert_relative(found.recency(), weights(first + 1..=first + 40) / 7.0, 1e-12);
    assert_relative(found.age(), weights(first + 1..=as_of) / 7.0, 1e-12);
    let last = exposure.history(&History::new(1, 30.0, 30.0).unwrap()).unwrap();
    assert_eq!(last.recency(), last.age());
    assert_relative(exposure.horizon(30.0 / 7.0).unwrap(), weights(as_of + 1..=as_of + 30) / 7.0, 1e-12);
    assert_relative(exposure.between(first, as_of).unwrap(), found.age(), 1e-12);
    for days in [0.0, 0.5, 1.0, 13.25, 99.0] {
        assert_close(exposure.days_until(exposure.horizon(days / 7.0).unwrap()), days, 1e-9);
    }
    // No more than is known, and nothing before it.
    assert_eq!(exposure.days_until(1e6), 99.0);
    assert_eq!(exposure.horizon(99.5 / 7.0).unwrap_err().code(), "calendar-outside");
    assert_eq!(exposure.history(&History::new(0, 0.0, 100.0).unwrap()).unwrap_err().code(), "calendar-outside");

    let sample: Statistics = [history, history, History::new(0, 0.0, 3.0).unwrap()].into_iter().collect();
    let turned = exposure.statistics(&sample, None).unwrap();
    assert_eq!((turned.customers(), turned.rows().len(), turned.ln_gaps()), (3.0, 2, None));
    assert_eq!(turned.rows()[1].history, found);

    // Gaps that end after the valuation date are not seen yet.
    let gaps = [(first, first + 12, 2), (first + 12, first + 40, 1), (first + 40, as_of + 1, 5)];
    let gaps = gaps.map(|(after, until, count)| GapDays { after, until, count });
    let length = |after: i64, until: i64| weights(first + after + 1..=first + until) / 7.0;
    let sum = 2.0 * length(0, 12).ln() + length(12, 40).ln();
    assert_relative(exposure.ln_gaps(&gaps).unwrap(), sum, 1e-12);
    let known = exposure.statistics(&sample, Some(sum)).unwrap().ln_gaps().unwrap();
    assert_close(known, sum, 1e-15);
    let shut = Exposure::new(Pace::new(0, vec![1.0, 0.0, 0.0, 1.0]).unwrap(), 3, 1.0);
    let error = shut.ln_gaps(&[GapDays { after: 0, until: 2, count: 1 }]).unwrap_err();
    assert_eq!(error.code(), "history-recency-without-purchase", "{error}");
}

#[test]
fn an_averaged_pace_counts_in_average_days_and_keeps_its_proportions_and_its_json() {
    let from = date("2021-01-01").number();
    let pace = pattern().pace(from, from + 365, &[]).unwrap();
    let averaged = pace.averaged(from, from + 365).unwrap();
    assert_relative(averaged.horizon(from as f64, 365.0).unwrap(), 365.0, 1e-12);
    let ratio =
        |pace: &Pace| pace.horizon(from as f64 + 3.0, 1.0).unwrap() / pace.horizon(from as f64 + 200.0, 1.0).unwrap();
    assert_relative(ratio(&averaged), ratio(&pace), 1e-12);
    let shut = Pace::new(0, vec![0.0; 5]).unwrap();
    assert_eq!(shut.averaged(0, 5).unwrap(), shut);
    let text = serde_json::to_string(&Pace::new(0, vec![0.5, 2.0]).unwrap()).unwrap();
    assert_eq!(serde_json::from_str::<Pace>(&text).unwrap().passed(2.0).unwrap(), 2.5);
    assert!(serde_json::from_str::<Pace>(&text.replace("0.5", "-0.5")).is_err());
}

#[test]
fn factors_that_were_estimated_are_counted() {
    let found = Pattern::estimate(&counts(|_, mean| mean), true, &[sale()]).unwrap();
    assert_eq!(found.factors(), 6 + 11 + 1);
    let weekly = Pattern::estimate(&counts(|_, mean| mean), false, &[]).unwrap();
    assert_eq!(weekly.factors(), 6);
}
