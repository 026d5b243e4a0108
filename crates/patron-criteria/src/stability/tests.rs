//! Probabilities by hand, determinism, refusals.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::check::{ROUNDING, assert_close};
use crate::table::Table;
use crate::weights::Weights;

/// Five standard errors of a share of 20,000 draws: 5 · √(¼ / 20,000).
const CHANCE: f64 = 0.018;

const PLAN: Plan = Plan { draws: 20_000, seed: 7, most_accounts: 2_000 };

fn random_table(accounts: usize, indicators: usize) -> Table {
    let mut stream = ChaCha8Rng::seed_from_u64(3);
    let column = |_| (0..accounts).map(|_| stream.random::<f64>()).collect();
    Table::new((0..indicators).map(column).collect()).unwrap()
}

#[test]
fn shares_are_those_of_the_distribution() {
    // Totals w, 1 − w and 0.45: with w from Dirichlet(2, 2), a Beta(2, 2) with distribution function 3w² − 2w³.
    let table = Table::new(vec![vec![1.0, 0.0, 0.45], vec![0.0, 1.0, 0.45]]).unwrap();
    let weights = Weights::new(vec![0.5, 0.5]).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let movement = Movement::Dirichlet { concentration: 4.0 };
    let found = stability(&subject, &Tiers::Bounds(vec![0.7, 0.2]), movement, PLAN).unwrap();
    let below = |w: f64| 3.0 * w * w - 2.0 * w * w * w;
    for account in [0, 1] {
        assert_eq!((found.accounts[account].rank, found.accounts[account].tier), (1, 1));
        assert_close(found.accounts[account].keeps_tier, below(0.7) - below(0.2), CHANCE);
        // Rank 1, as under equal weights, when it is the larger of the two.
        assert_close(found.accounts[account].keeps_rank, 0.5, CHANCE);
        assert_eq!((found.accounts[account].rank_low, found.accounts[account].rank_high), (1, 3));
    }
    // The third is last only while both others are above it.
    let third = found.accounts[2];
    assert_eq!((third.rank, third.tier, third.keeps_tier), (3, 1, 1.0));
    assert_close(third.keeps_rank, below(0.55) - below(0.45), CHANCE);
    assert_eq!(third.rank_high, 3);
}

#[test]
fn even_movement_stays_within_its_share() {
    // w₁ = u / (u + v) with u and v from 0.5 to 1.5: between 1/4 and 3/4, and above 1/2 half the time.
    let table = Table::new(vec![vec![1.0, 0.0], vec![0.0, 1.0]]).unwrap();
    let weights = Weights::new(vec![0.5, 0.5]).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let within = |bound| {
        let tiers = Tiers::Bounds(vec![bound, 0.2]);
        stability(&subject, &tiers, Movement::Within { share: 0.5 }, PLAN).unwrap().accounts[0].keeps_tier
    };
    assert_eq!(within(0.7501), 1.0);
    // P(u / (u + v) < 0.6) = P(u < 1.5 v): below the line over the square [½, 1½]² all but a triangle with legs
    // 1.5 − 0.75 in u and 1 − 0.5 in v.
    assert_close(within(0.6), 1.0 - 0.5 * 0.75 * 0.5, CHANCE);
}

#[test]
fn any_number_of_threads_counts_the_same() {
    let table = random_table(300, 6);
    let weights = Weights::new(vec![0.3, 0.25, 0.2, 0.15, 0.1, 0.0]).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let plan = Plan { draws: 1_001, seed: 11, most_accounts: 200 };
        let movement = Movement::Dirichlet { concentration: 50.0 };
        pool.install(|| stability(&subject, &Tiers::Shares(vec![0.1, 0.2]), movement, plan).unwrap())
    };
    let one = run(1);
    assert_eq!(one, run(5));
    assert_eq!((one.accounts.len(), one.all_accounts), (200, 300));
    assert_eq!(one.accounts.iter().filter(|account| account.tier == 0).count(), 20);
    assert!(one.accounts.iter().all(|account| account.rank_low <= account.rank_high && account.keeps_tier <= 1.0));
}

#[test]
fn the_order_of_accounts_does_not_matter() {
    let table = random_table(40, 3);
    let turned = Table::new(table.columns().iter().map(|c| c.iter().rev().copied().collect()).collect()).unwrap();
    let weights = Weights::new(vec![0.5, 0.3, 0.2]).unwrap();
    let run = |table: &Table| {
        let subject = Subject::new(table, &weights).unwrap();
        let movement = Movement::Within { share: 0.4 };
        stability(&subject, &Tiers::Counts(vec![5, 10]), movement, Plan { draws: 500, ..PLAN }).unwrap()
    };
    let (straight, turned) = (run(&table), run(&turned));
    for (a, b) in straight.accounts.iter().zip(turned.accounts.iter().rev()) {
        assert_eq!((a.rank, a.tier, a.rank_low, a.rank_high), (b.rank, b.tier, b.rank_low, b.rank_high));
        assert_eq!((a.keeps_tier, a.keeps_rank), (b.keeps_tier, b.keeps_rank));
    }
}

#[test]
fn heavier_concentration_holds_firmer() {
    let table = random_table(100, 5);
    let weights = Weights::equal(5).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let keeps = |concentration| {
        let movement = Movement::Dirichlet { concentration };
        stability(&subject, &Tiers::Counts(vec![20, 30]), movement, Plan { draws: 400, ..PLAN }).unwrap().keeps_tier
    };
    let (loose, middle, firm) = (keeps(5.0), keeps(50.0), keeps(5_000.0));
    assert!(loose < middle && middle < firm && firm > 0.97, "{loose} {middle} {firm}");
}

#[test]
fn many_accounts_are_ranked_in_steps() {
    let table = random_table(4_000, 2);
    let weights = Weights::equal(2).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let plan = Plan { draws: 20, seed: 1, most_accounts: 4_000 };
    let found = stability(&subject, &Tiers::Shares(vec![0.1]), Movement::Within { share: 0.1 }, plan).unwrap();
    assert_eq!(found.rank_step, 4);
    assert!(found.accounts.iter().all(|account| account.rank_low % 4 == 1 && account.rank_high % 4 == 0));
}

#[test]
fn one_weight_at_a_time() {
    // Totals 0.55 and 0.45 of the weights (0.55, 0.45); halving the first turns them round: 0.275 / 0.725.
    let table = Table::new(vec![vec![1.0, 0.0], vec![0.0, 1.0], vec![0.0, 0.0]]).unwrap();
    let weights = Weights::new(vec![0.55, 0.45, 0.0]).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let found = sensitivity(&subject, &Tiers::Counts(vec![1]), &[-0.5, 0.5]).unwrap();
    assert_eq!(found.len(), 4);
    assert_eq!((found[0].indicator, found[0].tier_changes, found[0].largest_move), (0, 2, 1));
    assert_close(found[0].weight, 0.275 / 0.725, ROUNDING);
    assert_eq!((found[1].tier_changes, found[1].largest_move), (0, 0));
    assert_eq!((found[3].indicator, found[3].tier_changes), (1, 2));
    assert_eq!(
        sensitivity(&subject, &Tiers::Counts(vec![1]), &[-1.0]).unwrap_err(),
        StabilityError::Share { share: -1.0 }
    );
}

#[test]
fn points_and_deductions_do_not_move() {
    let table = Table::new(vec![vec![0.5, 0.5]]).unwrap();
    let weights = Weights::new(vec![1.0]).unwrap();
    let fixed = [0.0, -9.0];
    let subject = Subject::new(&table, &weights).unwrap().with_points(100.0, &fixed).unwrap();
    let tiers = Tiers::Bounds(vec![45.0]);
    let found = stability(&subject, &tiers, Movement::Within { share: 0.2 }, Plan { draws: 10, ..PLAN }).unwrap();
    assert_eq!((found.accounts[0].total, found.accounts[0].tier), (50.0, 0));
    assert_eq!((found.accounts[1].total, found.accounts[1].tier), (41.0, 1));
}

#[test]
fn what_is_left_out_has_no_weight_in_any_draw() {
    // The second account has only its first score, 0.6, whatever the weights; the first moves from 0.2 to 1.
    let table = Table::new(vec![vec![0.2, 0.6], vec![1.0, 77.0]]).unwrap();
    let known = Table::new(vec![vec![1.0, 1.0], vec![1.0, 0.0]]).unwrap();
    let weights = Weights::new(vec![0.5, 0.5]).unwrap();
    let subject = Subject::new(&table, &weights).unwrap().with_known(&known).unwrap();
    let movement = Movement::Dirichlet { concentration: 4.0 };
    let found = stability(&subject, &Tiers::Bounds(vec![0.61, 0.59]), movement, PLAN).unwrap();
    assert_close(found.accounts[1].total, 0.6, ROUNDING);
    assert_eq!((found.accounts[1].tier, found.accounts[1].keeps_tier), (1, 1.0));
    // 1 − 0.8 w lies between 0.59 and 0.61 for w from 0.4875 to 0.5125, w from Beta(2, 2).
    let below = |w: f64| 3.0 * w * w - 2.0 * w * w * w;
    assert_close(found.accounts[0].keeps_tier, below(0.5125) - below(0.4875), CHANCE);

    let nothing = Table::new(vec![vec![1.0, 0.0], vec![1.0, 0.0]]).unwrap();
    let plain = Subject::new(&table, &weights).unwrap();
    assert_eq!(plain.with_known(&nothing).unwrap_err(), StabilityError::NothingKnown { account: 2 });
    let half = Table::new(vec![vec![1.0, 0.5], vec![1.0, 0.0]]).unwrap();
    let refused = StabilityError::Known { indicator: 1, account: 2, value: 0.5 };
    assert_eq!(plain.with_known(&half).unwrap_err(), refused);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let table = random_table(4, 2);
    let weights = Weights::equal(2).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let refused = |tiers: Tiers, movement| stability(&subject, &tiers, movement, PLAN).unwrap_err().to_string();
    let within = |share| Movement::Within { share };
    let none = || Tiers::Counts(vec![]);
    assert_eq!(refused(none(), within(1.5)), "weights move by `1.5`, expected a share above 0 and up to 1");
    assert!(refused(none(), Movement::Dirichlet { concentration: 0.5 }).starts_with("the concentration is `0.5`"));
    assert!(refused(Tiers::Counts(vec![3, 2]), within(0.1)).starts_with("the tiers take `5` of `4`"));
    assert!(refused(Tiers::Shares(vec![0.8, 0.4]), within(0.1)).starts_with("the tiers take `1.2"));
    assert!(refused(Tiers::Bounds(vec![1.0, 2.0]), within(0.1)).starts_with("bound `2` of the tiers is `2`"));
    let other = Weights::equal(3).unwrap();
    assert_eq!(Subject::new(&table, &other).unwrap_err(), StabilityError::Lengths { found: 3, expected: 2 });
}
