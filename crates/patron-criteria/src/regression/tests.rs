//! The Longley data with the certified values, and refusals.

use super::*;
use crate::check::{ROUNDING, assert_close};
use crate::table::Table;

/// Relative error against the 15 certified digits: the data are nearly collinear (condition about 10⁴ after scaling).
const CERTIFIED: f64 = 1e-9;

/// Employment of 16 years and its six attributes \[L1967\].
pub(crate) fn longley() -> (Table, Vec<f64>) {
    let employed = [
        60323.0, 61122.0, 60171.0, 61187.0, 63221.0, 63639.0, 64989.0, 63761.0, 66019.0, 67857.0, 68169.0, 66513.0,
        68655.0, 69564.0, 69331.0, 70551.0,
    ];
    let columns = vec![
        vec![83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
        vec![
            234289.0, 259426.0, 258054.0, 284599.0, 328975.0, 346999.0, 365385.0, 363112.0, 397469.0, 419180.0,
            442769.0, 444546.0, 482704.0, 502601.0, 518173.0, 554894.0,
        ],
        vec![
            2356.0, 2325.0, 3682.0, 3351.0, 2099.0, 1932.0, 1870.0, 3578.0, 2904.0, 2822.0, 2936.0, 4681.0, 3813.0,
            3931.0, 4806.0, 4007.0,
        ],
        vec![
            1590.0, 1456.0, 1616.0, 1650.0, 3099.0, 3594.0, 3547.0, 3350.0, 3048.0, 2857.0, 2798.0, 2637.0, 2552.0,
            2514.0, 2572.0, 2827.0,
        ],
        vec![
            107608.0, 108632.0, 109773.0, 110929.0, 112075.0, 113270.0, 115094.0, 116219.0, 117388.0, 118734.0,
            120445.0, 121950.0, 123366.0, 125368.0, 127852.0, 130081.0,
        ],
        (1947..=1962).map(f64::from).collect(),
    ];
    (Table::new(columns).unwrap(), employed.to_vec())
}

#[test]
fn longley_has_the_certified_values() {
    let (attributes, employed) = longley();
    let found = fit(&attributes, &employed).unwrap();
    let certified = [
        (-3482258.63459582, 890420.383607373),
        (15.0618722713733, 84.9149257747669),
        (-0.358191792925910e-01, 0.334910077722432e-01),
        (-2.02022980381683, 0.488399681651699),
        (-1.03322686717359, 0.214274163161675),
        (-0.511041056535807e-01, 0.226073200069370),
        (1829.15146461355, 455.478499142212),
    ];
    let all = std::iter::once(&found.intercept).chain(&found.coefficients);
    for (coefficient, (estimate, error)) in all.zip(certified) {
        assert_close(coefficient.estimate / estimate, 1.0, CERTIFIED);
        assert_close(coefficient.standard_error / error, 1.0, CERTIFIED);
    }
    assert_close(found.residual_deviation, 304.854073561965, 1e-6);
    assert_close(found.r_squared, 0.995479004577296, ROUNDING);
    assert_eq!(found.degrees_of_freedom, 9);
    // The fit passes through the mean of all.
    let means: Vec<f64> = attributes.columns().iter().map(|column| column.iter().sum::<f64>() / 16.0).collect();
    assert_close(found.predict(&means).unwrap(), employed.iter().sum::<f64>() / 16.0, 1e-6);
}

#[test]
fn a_line_by_hand() {
    // x̄ = 2, Sxx = 2, slope 1/2, residuals 1/2, −1, 1/2 with sum of squares 3/2; t = (1/2) / √(3/2 / 2) = √(1/3),
    // and with one degree of freedom p = 1 − (2/π) arctan t.
    let table = Table::new(vec![vec![1.0, 2.0, 3.0]]).unwrap();
    let found = fit(&table, &[2.0, 1.0, 3.0]).unwrap();
    let slope = found.coefficients[0];
    assert_close(slope.estimate, 0.5, ROUNDING);
    assert_close(slope.standard_error, 0.75_f64.sqrt(), ROUNDING);
    assert_close(slope.p_value, 1.0 - std::f64::consts::FRAC_2_PI * (1.0_f64 / 3.0).sqrt().atan(), 1e-10);
    assert_close(found.standardised[0], 0.5, ROUNDING);
    assert_close(found.intercept.estimate, 1.0, ROUNDING);
    assert_close(found.intercept.standard_error, 3.5_f64.sqrt(), ROUNDING);
}

#[test]
fn what_explains_nothing_is_refused() {
    let column = vec![1.0, 2.0, 4.0, 3.0, 5.0];
    let twice: Vec<f64> = column.iter().map(|value| 7.0 - 2.0 * value).collect();
    let table = |columns| Table::new(columns).unwrap();
    let values = [1.0, 3.0, 2.0, 5.0, 4.0];
    let both = fit(&table(vec![column.clone(), twice]), &values).unwrap_err();
    assert_eq!(both.to_string(), "attribute `2` is a combination of those before it, expected one that adds something");
    assert_eq!(fit(&table(vec![vec![3.0; 5]]), &values).unwrap_err(), RegressionError::Collinear { attribute: 1 });
    let rounded = table(vec![vec![0.1 + 0.2, 0.3, 0.3, 0.3, 0.3]]);
    assert_eq!(fit(&rounded, &values).unwrap_err(), RegressionError::Collinear { attribute: 1 });
    let one = table(vec![column]);
    assert_eq!(fit(&one, &[2.0; 5]).unwrap_err(), RegressionError::Constant { value: 2.0 });
    assert_eq!(fit(&one, &[2.0]).unwrap_err(), RegressionError::Lengths { values: 1, accounts: 5 });
    assert!(matches!(fit(&one, &[1.0, 2.0, f64::NAN, 1.0, 2.0]), Err(RegressionError::NotFinite { account: 3, .. })));
    let few = table(vec![vec![1.0, 2.0]]);
    let expected = RegressionError::TooFew { accounts: 2, attributes: 1, needed: 3 };
    assert_eq!(fit(&few, &[1.0, 2.0]).unwrap_err(), expected);
}
