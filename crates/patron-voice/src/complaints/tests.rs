use super::*;
use crate::check::{ROUNDING, assert_close};
use crate::interval::Level;

#[test]
fn the_interval_of_a_count() {
    // Printed in tables of exact Poisson limits at 95 %: none of 0 to 3.689, ten of 4.795 to 18.390.
    let none = rate(0, 1.0, Level::NINETY_FIVE).unwrap();
    assert_eq!(none.interval.low, 0.0);
    assert_close(none.interval.high, -0.025_f64.ln(), 1e-9);
    let ten = rate(10, 200.0, Level::NINETY_FIVE).unwrap();
    assert_close(ten.rate, 0.05, ROUNDING);
    assert_close(200.0 * ten.interval.low, 4.795, 5e-4);
    assert_close(200.0 * ten.interval.high, 18.390, 5e-4);
    assert_eq!(rate(1, 0.0, Level::NINETY).unwrap_err().code(), "complaint-orders");
}

/// Weeks of remission of 21 patients given 6-MP, of \[F1963\]: median 23, and the shares printed since.
#[test]
fn the_median_with_open_ones() {
    let solved = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|weeks| (f64::from(weeks), true));
    let open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|weeks| (f64::from(weeks), false));
    let found = resolution(&[solved.as_slice(), open.as_slice()].concat()).unwrap();
    assert_eq!((found.solved, found.open, found.median), (9, 12, Some(23.0)));
    let shares = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448];
    for ((_, share), printed) in found.still_open.iter().zip(shares) {
        assert_close(*share, printed, 5e-4);
    }
    assert_eq!(found.still_open.len(), shares.len());
}

#[test]
fn half_is_half() {
    assert_eq!(resolution(&[(1.0, true), (2.0, true), (3.0, false), (3.0, false)]).unwrap().median, Some(2.0));
    assert_eq!(resolution(&[(1.0, true), (2.0, false), (3.0, false)]).unwrap().median, None);
    assert_eq!(resolution(&[]), Err(ComplaintError::Empty));
    let refused = resolution(&[(1.0, true), (-2.0, true)]).unwrap_err();
    assert_eq!(refused.to_string(), "complaint `2` took `-2`, expected a finite duration of at least 0");
}

#[test]
fn shares_of_complaints() {
    assert_close(first_contact(30, 40, Level::NINETY).unwrap().share, 0.75, ROUNDING);
    assert_eq!(first_contact(3, 2, Level::NINETY), Err(ComplaintError::Solved { solved: 3, complaints: 2 }));
    // Customer 1 on days 0, 20 and 95, customer 2 on day 10; window 30 days, known up to day 100.
    let found = repeats(&[(1, 20.0), (1, 0.0), (2, 10.0), (1, 95.0)], 30.0, 100.0, Level::NINETY).unwrap();
    assert_eq!((found.complaints, found.repeated, found.too_recent), (3, 1, 1));
    assert_close(found.share.unwrap().share, 1.0 / 3.0, ROUNDING);
    assert_eq!(repeats(&[(1, 1.0)], 0.0, 9.0, Level::NINETY), Err(ComplaintError::Window { window: 0.0 }));
}
