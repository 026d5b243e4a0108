use super::*;
use crate::check::{assert_close, assert_relative};

const X: [f64; 10] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];
/// Two equal values among them.
const Y: [f64; 10] = [2.1, 1.9, 3.5, 3.0, 5.5, 4.1, 7.7, 6.0, 6.0, 9.9];

#[test]
fn coefficients_p_values_and_intervals_at_high_precision() {
    // Computed from the definitions at 30 digits.
    for (found, [r, p, low, high]) in [
        (
            pearson(&X, &Y),
            [0.892_253_376_736_715_3, 0.000_516_778_812_292_315_4, 0.670_237_607_338_542_2, 0.967_686_661_271_96],
        ),
        (
            spearman(&X, &Y),
            [0.924_016_426_393_698_2, 0.000_132_952_658_160_091_37, 0.702_991_954_539_632_7, 0.982_273_223_213_920_2],
        ),
    ] {
        let found = found.unwrap();
        assert_relative(found.coefficient, r, 1e-14);
        assert_relative(found.p_value, p, 1e-11);
        assert_relative(found.interval.low, low, 1e-13);
        assert_relative(found.interval.high, high, 1e-13);
        assert_eq!(found.pairs, 10);
    }
}

#[test]
fn critical_values_of_the_printed_tables() {
    // Of ten pairs |r| ≥ .632 has a probability of 5 %, of 102 pairs .195.
    for (pairs, critical) in [(10, 0.632), (102, 0.195)] {
        let found = report(critical, pairs, |_| 1.0).unwrap();
        // Printed with three decimals.
        assert_close(found.p_value, 0.05, 5e-4);
    }
}

#[test]
fn perfect_and_absent_correlation() {
    let line = X.map(|x| 5.0 - 2.0 * x);
    let found = pearson(&X, &line).unwrap();
    assert_eq!((found.coefficient, found.p_value), (-1.0, 0.0));
    assert_eq!((found.interval.low, found.interval.high), (-1.0, -1.0));
    let curve = X.map(f64::exp);
    assert!(pearson(&X, &curve).unwrap().coefficient < 0.8);
    assert_relative(spearman(&X, &curve).unwrap().coefficient, 1.0, 1e-15);
    let even = [1.0, -1.0, -1.0, 1.0];
    let none = pearson(&[1.0, 2.0, 3.0, 4.0], &even).unwrap();
    assert_eq!((none.coefficient, none.p_value), (0.0, 1.0));
    // Neither unit nor origin matters, however large.
    let shifted = pearson(&X.map(|x| 1e200 * x), &Y.map(|y| 1e-200 * y)).unwrap();
    assert_relative(shifted.coefficient, pearson(&X, &Y).unwrap().coefficient, 1e-14);
}

#[test]
fn what_has_no_correlation_is_refused() {
    for (found, code) in [
        (pearson(&X, &Y[1..]), "correlation-lengths"),
        (spearman(&X[..3], &Y[..3]), "correlation-too-few"),
        (pearson(&[1.0, 2.0, f64::NAN, 4.0], &Y[..4]), "correlation-not-finite"),
        (spearman(&[0.1; 5], &Y[..5]), "correlation-constant"),
        (pearson(&X[..5], &[0.1; 5]), "correlation-constant"),
    ] {
        let error = found.unwrap_err();
        assert_eq!(error.code(), code);
        assert!(error.to_string().contains("expected") && !error.hint().is_empty());
    }
}
