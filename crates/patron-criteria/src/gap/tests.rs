//! By hand, against trying everything, refusals.

use proptest::prelude::*;

use super::*;
use crate::check::{ROUNDING, assert_close};

fn lever(indicator: usize, points: f64, steps: u32, cost: f64) -> Lever {
    Lever { indicator, points, steps, cost }
}

fn way(gap: f64, levers: &[Lever], aim: Aim) -> Way {
    match close(gap, levers, aim).unwrap() {
        Closing::Way(way) => way,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_next_tier_is_the_nearest_above() {
    let bounds = [80.0, 60.0, 40.0];
    assert_eq!(next_tier(53.25, &bounds), Some(NextTier { tier: 1, bound: 60.0, gap: 6.75 }));
    assert_eq!(next_tier(60.0, &bounds).map(|next| next.tier), Some(0));
    assert_eq!(next_tier(12.0, &bounds).map(|next| (next.tier, next.gap)), Some((2, 28.0)));
    assert_eq!(next_tier(80.0, &bounds), None);
    assert_eq!(next_tier(0.0, &[]), None);
}

#[test]
fn cheapest_and_fewest_differ() {
    // Six points: three steps of the first cost 3, one step of the second costs 5. Cheapest points first would take two
    // steps of the third (cost 2, four points) and two of the first (cost 2): 4 in all and not the least.
    let levers = [lever(0, 2.0, 5, 1.0), lever(1, 6.0, 1, 5.0), lever(2, 2.0, 2, 0.9)];
    let cheapest = way(6.0, &levers, Aim::Cheapest);
    assert!(cheapest.is_best);
    assert_close(cheapest.cost, 2.8, ROUNDING);
    let fewest = way(6.0, &levers, Aim::Fewest);
    assert_eq!((fewest.raises.len(), fewest.raises[0].indicator, fewest.raises[0].steps), (1, 0, 3));
    assert_close(fewest.cost, 3.0, ROUNDING);
}

#[test]
fn the_cheapest_points_are_not_always_the_cheapest_way() {
    // The third brings points at 0.5 each but only in tens; one point is lacking.
    let levers = [lever(0, 1.0, 3, 2.0), lever(1, 10.0, 1, 5.0)];
    let found = way(1.0, &levers, Aim::Cheapest);
    assert_eq!((found.raises.len(), found.raises[0].indicator, found.cost), (1, 0, 2.0));
}

#[test]
fn what_cannot_be_reached_is_said() {
    let levers = [lever(3, 2.0, 2, 1.0)];
    assert_eq!(close(5.0, &levers, Aim::Cheapest).unwrap(), Closing::OutOfReach { most: 4.0, lacking: 1.0 });
    assert_eq!(close(0.0, &levers, Aim::Cheapest).unwrap(), Closing::Nothing);
    assert_eq!(close(f64::INFINITY, &levers, Aim::Fewest).unwrap_err(), GapError::Gap { gap: f64::INFINITY });
    let useless = close(1.0, &[lever(3, 0.0, 2, 1.0)], Aim::Fewest).unwrap_err();
    assert_eq!(useless, GapError::Lever { indicator: 4, points: 0.0, cost: 1.0 });
    assert_close(way(0.3, &[lever(0, 0.1, 3, 1.0)], Aim::Cheapest).cost, 3.0, ROUNDING);
    // A gap a little over two steps takes three.
    for over in [1e-7, 2e-8, 4e-9] {
        let found = way(2.0 * (1.0 + over), &[lever(0, 1.0, 4, 1.0)], Aim::Cheapest);
        assert_eq!((found.raises[0].steps, found.points), (3, 3.0));
    }
}

#[test]
fn peers_say_how_far_one_can_rise() {
    let peers = [0.9, 0.1, 0.5, 0.3, 0.7];
    assert_close(room(0.2, &peers, 0.75).unwrap(), 0.5, ROUNDING);
    assert_eq!(room(0.8, &peers, 0.75), Some(0.0));
    assert_eq!(room(0.8, &[], 0.75), None);
}

#[test]
fn a_search_that_is_too_long_is_ended_and_said() {
    // Costs in exact proportion to points, which no sum meets: every branch looks as good as every other.
    let levers: Vec<Lever> = (0..40).map(|i| lever(i, 2.0, 3, 2.0)).collect();
    let found = way(101.0, &levers, Aim::Cheapest);
    assert!(!found.is_best && found.points >= 101.0);
}

proptest! {
    #[test]
    fn nothing_that_can_be_tried_is_better(
        raw in prop::collection::vec((1_u32..6, 0_u32..4, 0_u32..9), 1..5), gap in 1_u32..20,
    ) {
        let levers: Vec<Lever> = raw
            .iter()
            .enumerate()
            .map(|(i, (points, steps, cost))| lever(i, f64::from(*points), *steps, f64::from(*cost)))
            .collect();
        let mut tried: Vec<(usize, f64)> = Vec::new();
        for code in 0..4_u32.pow(levers.len() as u32) {
            let steps: Vec<u32> = (0..levers.len()).map(|i| code / 4_u32.pow(i as u32) % 4).collect();
            let sum = |of: fn(&Lever) -> f64| -> f64 {
                levers.iter().zip(&steps).map(|(lever, steps)| f64::from(*steps) * of(lever)).sum()
            };
            if steps.iter().zip(&levers).all(|(s, l)| *s <= l.steps) && sum(|l| l.points) >= f64::from(gap) {
                tried.push((steps.iter().filter(|s| **s > 0).count(), sum(|l| l.cost)));
            }
        }
        for aim in [Aim::Cheapest, Aim::Fewest] {
            match close(f64::from(gap), &levers, aim).unwrap() {
                Closing::Way(way) => {
                    prop_assert!(way.is_best && way.points >= f64::from(gap));
                    let fewest = tried.iter().map(|(count, _)| *count).min().unwrap();
                    let least = tried
                        .iter()
                        .filter(|(count, _)| aim == Aim::Cheapest || *count == fewest)
                        .map(|(_, cost)| *cost)
                        .fold(f64::INFINITY, f64::min);
                    prop_assert!((way.cost - least).abs() < 1e-9, "{way:?} against {least}");
                    if aim == Aim::Fewest {
                        prop_assert_eq!(way.raises.len(), fewest);
                    }
                }
                Closing::OutOfReach { .. } => prop_assert!(tried.is_empty()),
                Closing::Nothing => prop_assert!(false),
            }
        }
    }
}
