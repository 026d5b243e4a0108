//! A telecom key-account card of 17 indicators: three invented accounts, computed by hand.

use crate::aggregate::{AggregateError, Card, Item};
use crate::check::{ROUNDING, assert_all_close, assert_close};
use crate::direction::Direction::{self, Benefit, Cost};
use crate::normalise::{Method, Missing, Normaliser};

const fn merit(points: f64) -> Item {
    Item::Merit { points }
}

/// Line, the range of the indicator that scores from 0 to 1, and whether more is better (or, in a deduction, worse).
const LINES: [(Item, f64, f64, Direction); 17] = [
    (merit(35.0), 0.0, 500_000.0, Benefit), // average monthly billed revenue
    (merit(5.0), 0.0, 100_000.0, Benefit),  // revenue brought among public and business groups
    (Item::Deduction { least: 2.0, most: 9.0 }, 0.0, 0.35, Benefit), // dedicated cost, share of revenue
    (Item::Deduction { least: 3.0, most: 8.0 }, 0.0, 100.0, Benefit), // days in arrears
    (merit(5.0), 1.0, 6.0, Cost),           // price sensitivity
    (merit(3.0), 0.0, 4.0, Benefit),        // use of new services
    (merit(3.0), 0.0, 0.6, Benefit),        // share of bandwidth services
    (merit(5.0), 0.0, 5.0, Benefit),        // social and policy influence
    (merit(3.0), 0.0, 3.0, Benefit),        // state of its own business
    (merit(3.5), 0.0, 1_000_000.0, Benefit), // forecast demand for the coming year
    (merit(8.0), 0.0, 4.0, Benefit),        // role in the value chain
    (merit(3.5), 0.0, 7.0, Benefit),        // dependence on our services
    (merit(6.0), 0.0, 4.0, Cost),           // switching in the past year
    (merit(8.5), 0.0, 10.0, Benefit),       // overall satisfaction
    (merit(5.0), 0.0, 1.0, Benefit),        // our share of its communication spend
    (merit(4.0), 0.0, 20.0, Benefit),       // length of relationship, years
    (merit(2.5), 0.0, 5.0, Benefit),        // reciprocity
];

const BEST: [f64; 17] =
    [500_000.0, 100_000.0, 0.0, 0.0, 1.0, 4.0, 0.6, 5.0, 3.0, 1e6, 4.0, 7.0, 0.0, 10.0, 1.0, 20.0, 5.0];
const WORST: [f64; 17] = [0.0, 0.0, 0.35, 100.0, 6.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 4.0, 0.0, 0.0, 0.0, 0.0];

/// A port, a mill and a school.
const ACCOUNTS: [[f64; 17]; 3] = [
    [400_000.0, 40_000.0, 0.15, 20.0, 3.0, 4.0, 0.2, 1.0, 2.0, 1e6, 3.0, 4.0, 2.0, 8.0, 0.9, 15.0, 2.0],
    [100_000.0, 0.0, 0.35, 0.0, 6.0, 1.0, 0.0, 0.0, 3.0, 0.0, 1.0, 7.0, 1.0, 5.0, 0.5, 5.0, 0.0],
    [250_000.0, 100_000.0, 0.0, 100.0, 1.0, 0.0, 0.6, 5.0, 0.0, 500_000.0, 4.0, 0.0, 4.0, 10.0, 0.2, 20.0, 5.0],
];

/// Their points line by line.
const BY_HAND: [[f64; 17]; 3] = [
    [28.0, 2.0, -5.0, -4.0, 3.0, 3.0, 1.0, 1.0, 2.0, 3.5, 6.0, 2.0, 3.0, 6.8, 4.5, 3.0, 1.0],
    [7.0, 0.0, -9.0, 0.0, 0.0, 0.75, 0.0, 0.0, 3.0, 0.0, 2.0, 3.5, 4.5, 4.25, 2.5, 1.0, 0.0],
    [17.5, 5.0, 0.0, -8.0, 5.0, 0.0, 3.0, 5.0, 0.0, 1.75, 8.0, 0.0, 0.0, 8.5, 1.0, 4.0, 2.5],
];

/// And in all.
const TOTALS: [f64; 3] = [60.8, 19.5, 53.25];

fn card() -> Card {
    Card::new(LINES.iter().map(|line| line.0).collect()).unwrap()
}

fn scores(values: &[f64; 17]) -> Vec<f64> {
    let score = |((_, low, high, direction), value): (&(Item, f64, f64, Direction), &f64)| {
        let (at_low, at_high) = if *direction == Benefit { (0.0, 1.0) } else { (1.0, 0.0) };
        let knots = Method::Points { knots: vec![(*low, at_low), (*high, at_high)] };
        Normaliser::fit(&knots, *direction, Missing::LeaveOut, &[*low, *high]).unwrap().score(*value).unwrap()
    };
    LINES.iter().zip(values).map(score).collect()
}

#[test]
fn the_card_runs_from_minus_17_to_100() {
    assert_eq!(card().range(), (-17.0, 100.0));
    let mut points = [0.0; 17];
    let best = card().score(&scores(&BEST), &mut points).unwrap();
    assert_close(best.raw, 100.0, ROUNDING);
    assert_close(best.index, 100.0, ROUNDING);
    let worst = card().score(&scores(&WORST), &mut points).unwrap();
    assert_close(worst.raw, -17.0, ROUNDING);
    assert_close(worst.index, 0.0, ROUNDING);
}

#[test]
fn three_accounts_have_the_points_computed_by_hand() {
    for ((values, by_hand), total) in ACCOUNTS.iter().zip(&BY_HAND).zip(TOTALS) {
        let mut points = [0.0; 17];
        let found = card().score(&scores(values), &mut points).unwrap();
        assert_all_close(&points, by_hand, ROUNDING);
        assert_close(found.raw, total, ROUNDING);
        assert_close(found.index, 100.0 * (total + 17.0) / 117.0, ROUNDING);
        let sum = points.iter().fold(0.0, |sum, points| sum + points);
        assert_eq!(sum.to_bits(), found.raw.to_bits());
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut values = BEST;
    // Without the revenue the other 65 points are worth 100; without arrears nothing is taken away.
    values[0] = f64::NAN;
    values[3] = f64::NAN;
    values[13] = 0.0;
    let mut points = [0.0; 17];
    let found = card().score(&scores(&values), &mut points).unwrap();
    assert_close(found.raw, 56.5 / 65.0 * 100.0, ROUNDING);
    assert_eq!((points[0], points[3]), (0.0, 0.0));
    assert_eq!(card().score(&[f64::NAN; 17], &mut points).unwrap_err(), AggregateError::NothingKnown);
}

#[test]
fn scores_out_of_scale_and_cards_without_sense_are_refused() {
    let mut points = [0.0; 17];
    let mut scores = [0.5; 17];
    scores[6] = 1.2;
    let refused = card().score(&scores, &mut points).unwrap_err().to_string();
    assert_eq!(refused, "the score of indicator `7` is `1.2`, expected from `0` to `1`");
    let upside = Card::new(vec![merit(5.0), Item::Deduction { least: 3.0, most: 2.0 }]).unwrap_err();
    assert_eq!(upside, AggregateError::Item { item: 2, least: 3.0, most: 2.0 });
    let nothing = Card::new(vec![Item::Deduction { least: 0.0, most: 2.0 }]).unwrap_err();
    assert_eq!(nothing, AggregateError::NoPoints { items: 1 });
}
