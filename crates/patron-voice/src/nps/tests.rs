use proptest::prelude::*;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::check::{ROUNDING, assert_close, shared_answers, shared_columns};
use crate::interval::Level;
use crate::sample::Sample;
use crate::scale::Scale;

#[test]
fn classes_change_between_6_and_7_and_between_8_and_9() {
    let classes: Vec<Class> = [0.0, 6.0, 7.0, 8.0, 9.0, 10.0].iter().map(|answer| class(*answer).unwrap()).collect();
    use Class::{Detractor, Passive, Promoter};
    assert_eq!(classes, [Detractor, Detractor, Passive, Passive, Promoter, Promoter]);
    assert_eq!(class(11.0).unwrap_err().to_string(), "the answer `11` is not a whole number from 0 to 10");
    assert_eq!(class(6.5).unwrap_err().code(), "nps-answer");
    assert_eq!(class(f64::NAN).unwrap_err().code(), "nps-answer");
}

#[test]
fn a_scale_from_1_to_10_is_refused() {
    let sample = Sample::new(vec![9.0, 3.0]).unwrap();
    let refused = Tally::of(&sample, &Scale::ONE_TO_TEN).unwrap_err();
    assert_eq!(refused.to_string(), "the scale goes from `1` to `10` in steps of `1`, expected 0 to 10 in steps of 1");
}

/// Worked example `nps_bank`: 65 promoters and 86 detractors of 250.
#[test]
fn the_bank() {
    let Some(answers) = shared_answers("data/bank_satisfaction/bank_satisfaction.csv", &["loy3"]) else { return };
    let tally = Tally::of(&answers.sample(0).unwrap(), &Scale::ZERO_TO_TEN).unwrap();
    assert_eq!(tally, Tally::counted(65, 99, 86).unwrap());
    assert_close(tally.score(), -8.4, ROUNDING);
    assert_close(tally.variance(), 1e4 * (0.604 - 0.084 * 0.084), 1e-8);
}

/// Worked example `nps_sfo_2017`, with and without weights.
#[test]
fn the_airport() {
    let Some(columns) = shared_columns("data/sfo_survey/sfo_2017.csv", &["NETPRO", "WEIGHT"]) else { return };
    let (answers, weights): (Vec<f64>, Vec<f64>) = (columns[0].iter().zip(&columns[1]))
        .filter_map(|(answer, weight)| Some((answer.parse::<f64>().ok()?, weight.parse::<f64>().ok()?)))
        .filter(|(answer, _)| *answer != 11.0)
        .unzip();
    let tally = Tally::of(&Sample::new(answers.clone()).unwrap(), &Scale::ZERO_TO_TEN).unwrap();
    // The file of worked examples has six decimals.
    assert_eq!(tally.answers(), 2746);
    assert_close(100.0 * tally.share(Class::Promoter), 52.294_246, 1e-6);
    assert_close(100.0 * tally.share(Class::Detractor), 12.454_479, 1e-6);
    assert_close(tally.score(), 39.839_767, 1e-6);
    let weighted = Tally::of(&Sample::weighted(answers, weights).unwrap(), &Scale::ZERO_TO_TEN).unwrap();
    assert_close(weighted.score(), 40.398_436, 1e-6);
    assert!(weighted.effective() < tally.effective(), "weights that differ say less");
    let (plain, wider) = (tally.interval(Level::NINETY_FIVE), weighted.interval(Level::NINETY_FIVE));
    assert!(wider.high - wider.low > plain.high - plain.low);
}

/// Where all promote, the interval is the score interval of a share, on −1 to 1: from (n − z²) / (n + z²).
#[test]
fn unanimity_has_a_width() {
    let z2 = Level::NINETY_FIVE.z().powi(2);
    let all = Tally::counted(10, 0, 0).unwrap().interval(Level::NINETY_FIVE);
    assert_close(all.low, 100.0 * (10.0 - z2) / (10.0 + z2), 1e-9);
    assert_close(all.high, 100.0, ROUNDING * 100.0);
    let none = Tally::counted(0, 0, 10).unwrap().interval(Level::NINETY_FIVE);
    assert_close(none.low, -100.0, ROUNDING * 100.0);
    // Passives alone: no difference seen, yet some is possible on either side.
    let passive = Tally::counted(0, 10, 0).unwrap().interval(Level::NINETY_FIVE);
    assert_close(passive.low, -passive.high, 1e-9);
    assert!(passive.high > 20.0);
}

/// Coverage of every trinomial with these shares, by summing over all outcomes: no draw, no error of drawing.
#[test]
fn intervals_cover_as_often_as_they_say() {
    let factorial: Vec<f64> = (0..=40)
        .scan(0.0, |ln, n: u32| {
            *ln += f64::from(n.max(1)).ln();
            Some(*ln)
        })
        .collect();
    let coverage = |n: u32, p: f64, d: f64| {
        let mut covered = 0.0;
        for promoters in 0..=n {
            for detractors in 0..=n - promoters {
                let passives = n - promoters - detractors;
                let ln = |count: u32, share: f64| f64::from(count) * share.ln() - factorial[count as usize];
                let chance = factorial[n as usize] + ln(promoters, p) + ln(passives, 1.0 - p - d) + ln(detractors, d);
                let tally = Tally::counted(promoters.into(), passives.into(), detractors.into()).unwrap();
                if tally.interval(Level::NINETY_FIVE).contains(100.0 * (p - d)) {
                    covered += chance.exp();
                }
            }
        }
        covered
    };
    let mut all = Vec::new();
    for n in [10, 20, 40] {
        for (p, d) in [(0.5, 0.2), (0.3, 0.3), (0.8, 0.05), (0.1, 0.6), (0.26, 0.34), (0.05, 0.05)] {
            let found = coverage(n, p, d);
            // Never below what is said but for half a point; above it where a class is rare among few answers.
            assert!((0.945..0.999).contains(&found), "{n} answers, {p} and {d}: {found}");
            all.push(found);
        }
    }
    // Few answers take few values, so single coverages jump; their mean must not.
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    assert!((0.945..=0.965).contains(&mean), "{mean}: {all:?}");
}

/// With weights of two kinds, 4000 surveys of 150: the standard error of a coverage of 0.95 is 0.0034, and four of them
/// are allowed.
#[test]
fn weighted_intervals_cover_as_well() {
    let mut stream = ChaCha8Rng::seed_from_u64(6);
    let (p, d) = (0.45, 0.2);
    let mut covered = 0;
    for _ in 0..4000 {
        let draw = |stream: &mut ChaCha8Rng| match stream.random::<f64>() {
            chance if chance < p => 10.0,
            chance if chance < p + d => 2.0,
            _ => 8.0,
        };
        let answers = (0..150).map(|_| draw(&mut stream)).collect();
        let weights = (0..150).map(|place| if place % 3 == 0 { 3.0 } else { 1.0 }).collect();
        let tally = Tally::of(&Sample::weighted(answers, weights).unwrap(), &Scale::ZERO_TO_TEN).unwrap();
        covered += u32::from(tally.interval(Level::NINETY_FIVE).contains(100.0 * (p - d)));
    }
    assert_close(f64::from(covered) / 4000.0, 0.95, 4.0 * 0.0034);
}

#[test]
fn small_groups_are_drawn_to_the_whole() {
    let groups = [(400, 300, 300), (3, 0, 0), (90, 5, 5), (10, 40, 50)];
    let groups: Vec<Tally> = groups.iter().map(|(p, n, d)| Tally::counted(*p, *n, *d).unwrap()).collect();
    let shrunk = shrink(&groups, Strength::Given(20.0), Level::NINETY).unwrap();
    // Three of three promote; the whole has 503 of 1203 and 355: (3 + 20 (503 − 355) / 1203) / 23.
    let whole = (503.0 - 355.0) / 1203.0;
    assert_close(shrunk.groups[1].score, 100.0 * (3.0 + 20.0 * whole) / 23.0, 1e-9);
    assert_close(shrunk.groups[1].own, 3.0 / 23.0, ROUNDING);
    for group in &shrunk.groups {
        assert!(group.interval.contains(group.score));
    }
    let estimated = shrink(&groups, Strength::Estimated, Level::NINETY).unwrap();
    assert!(!estimated.alike && estimated.strength < 30.0, "the groups differ: {}", estimated.strength);
}

/// Groups drawn from a Dirichlet law of strength 30: the estimate has it back. Its logarithm has a standard error of
/// about √(2 / (2 · 300)) = 0.06 from 300 groups of 200 answers; four are allowed.
#[test]
fn the_strength_is_found_again() {
    let mut stream = ChaCha8Rng::seed_from_u64(11);
    // A gamma draw of whole shape is a sum of exponentials.
    let gamma =
        |stream: &mut ChaCha8Rng, shape: u32| -> f64 { (0..shape).map(|_| -(1.0 - stream.random::<f64>()).ln()).sum() };
    let groups: Vec<Tally> = (0..300)
        .map(|_| {
            let drawn = [15, 9, 6].map(|shape| gamma(&mut stream, shape));
            let total: f64 = drawn.iter().sum();
            let mut counts = [0; 3];
            for _ in 0..200 {
                let chance = stream.random::<f64>() * total;
                let place = if chance < drawn[0] {
                    0
                } else if chance < drawn[0] + drawn[1] {
                    1
                } else {
                    2
                };
                counts[place] += 1;
            }
            Tally::counted(counts[0], counts[1], counts[2]).unwrap()
        })
        .collect();
    let found = shrink(&groups, Strength::Estimated, Level::NINETY).unwrap();
    assert_close(found.strength.ln(), 30.0_f64.ln(), 0.24);
    let alike = shrink(&[groups[0]; 8], Strength::Estimated, Level::NINETY).unwrap();
    assert!(alike.alike, "groups without a difference: {}", alike.strength);
    assert_eq!(shrink(&groups[..1], Strength::Estimated, Level::NINETY), Err(NpsError::Groups { groups: 1 }));
}

proptest! {
    #[test]
    fn scores_and_intervals_stay_on_the_scale(p in 0_u64..300, n in 0_u64..300, d in 0_u64..300) {
        prop_assume!(p + n + d > 0);
        let tally = Tally::counted(p, n, d).unwrap();
        let interval = tally.interval(Level::NINETY);
        prop_assert!(interval.low >= -100.0 - 1e-9 && interval.high <= 100.0 + 1e-9);
        prop_assert!(interval.contains(tally.score()) && interval.high > interval.low);
        let turned = Tally::counted(d, n, p).unwrap();
        prop_assert!((turned.score() + tally.score()).abs() < 1e-9);
        prop_assert!((turned.interval(Level::NINETY).low + interval.high).abs() < 1e-6);
    }
}
