use serde_json::{Map, Value};

use crate::summary::{Independence, SpendCorrelation, Verdict};
use crate::views::{Notice, Severity};

use super::collect::Sample;
use super::fit::notice;

/// A correlation from which on frequency says much about spend.
const STRONG: f64 = 0.3;

/// Whether spend follows frequency, over everybody who bought again; `None` where that cannot be told.
pub(super) fn independence(sample: &Sample) -> Option<SpendCorrelation> {
    let (counts, means): (Vec<f64>, Vec<f64>) =
        sample.spends.iter().map(|&(count, mean)| (f64::from(count), mean)).unzip();
    Independence::of(&counts, &means)
}

/// What a reader of values must know about it.
pub(super) fn violated(found: &SpendCorrelation) -> Option<Notice> {
    if found.verdict != Verdict::Present {
        return None;
    }
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    let (coefficient, low, high) = (rounded(found.coefficient), rounded(found.low), rounded(found.high));
    let (more, rare) = if coefficient > 0.0 { ("more", "high") } else { ("less", "low") };
    let message = format!(
        "who buys often spends {more} per purchase (rank correlation {coefficient}, 90 % interval {low} to {high}): the \
         spend model takes them to be independent, so that values of customers with few purchases are rather too {rare}"
    );
    let mut values = Map::new();
    values.insert("correlation".to_owned(), Value::from(coefficient));
    values.insert("low".to_owned(), Value::from(low));
    values.insert("high".to_owned(), Value::from(high));
    values.insert("customers".to_owned(), Value::from(found.customers));
    values.insert("more".to_owned(), Value::from(coefficient > 0.0));
    let severity = if found.coefficient.abs() < STRONG { Severity::Info } else { Severity::Warning };
    Some(notice("spend-follows-frequency", severity, message, values))
}

#[cfg(test)]
mod tests {
    use super::violated;
    use crate::summary::{SpendCorrelation, Verdict};
    use crate::views::Severity;

    #[test]
    fn only_what_is_beyond_doubt_is_said_and_only_what_is_strong_warned_of() {
        let found = |coefficient: f64, verdict: Verdict| {
            let correlation = SpendCorrelation {
                coefficient,
                low: coefficient - 0.05,
                high: coefficient + 0.05,
                customers: 946,
                verdict,
            };
            violated(&correlation)
        };
        assert_eq!(found(0.05, Verdict::Negligible), None);
        assert_eq!(found(0.12, Verdict::Unclear), None);
        let some = found(0.206, Verdict::Present).unwrap();
        assert_eq!((some.severity, some.values["correlation"].as_f64()), (Severity::Info, Some(0.21)));
        assert!(some.message.starts_with("who buys often spends more per purchase (rank correlation 0.21,"));
        let strong = found(-0.4, Verdict::Present).unwrap();
        assert_eq!(strong.severity, Severity::Warning);
        assert!(strong.message.ends_with("rather too low"));
    }
}
