use patron_models::history::{History, StatisticsBuilder};
use patron_models::holdout::HoldoutError;
use patron_models::tournament::{Contestant, LearnError, Learner, Lessons, Rows, Seen, Tournament, Window, play};
use patron_models::transaction::{TransactionModel, transaction_model};

use super::QuantileTrees;
use crate::features::{Facts, LATEST_WEEKS, WIDTH};

const END: f64 = 130.0;
const HORIZON: f64 = 26.0;
static TREES: QuantileTrees = QuantileTrees;

/// Customers with all their purchase times since the first, and when that was.
type World = Vec<(Vec<f64>, f64)>;

fn world(model: &dyn TransactionModel, parameters: &[f64], customers: u32) -> World {
    let starts: Vec<f64> = (0..customers).map(|i| f64::from(i % 78)).collect();
    let ages: Vec<f64> = starts.iter().map(|start| END - start).collect();
    model.simulate(parameters, &ages, 3).unwrap().into_iter().zip(starts).collect()
}

/// What was known at the end of a day, and what came within the horizon; none of who came later.
fn known(times: &[f64], start: f64, day: f64) -> Option<(Facts, u32)> {
    if start > day {
        return None;
    }
    let age = day - start;
    let before: Vec<f64> = times.iter().copied().filter(|time| *time <= age).collect();
    let history = History::new(before.len() as u32, before.last().copied().unwrap_or(0.0), age).unwrap();
    let ln_gaps = std::iter::once(&0.0).chain(&before).zip(&before).map(|(one, next)| (next - one).ln()).sum();
    let since =
        |weeks: u32| std::iter::once(&0.0).chain(&before).filter(|time| **time > age - f64::from(weeks)).count();
    let latest = LATEST_WEEKS.map(|weeks| since(weeks) as u32);
    let came = times.iter().filter(|time| **time > age && **time <= age + HORIZON).count();
    Some((Facts { history, ln_gaps, latest, mean_spend: None }, came as u32))
}

fn window(world: &World, origin: f64) -> Window {
    let (mut before, mut seen, mut now) = (StatisticsBuilder::default(), Vec::new(), Rows::new(WIDTH));
    let (mut past, mut outcomes) = (Rows::new(WIDTH), Vec::new());
    for (times, start) in world {
        if let Some((facts, came)) = known(times, *start, origin) {
            before.push_with_gaps(facts.history, facts.ln_gaps, 1.0).unwrap();
            seen.push(Seen { history: facts.history, purchases: came });
            now.push(&facts.row()).unwrap();
        }
        if let Some((facts, came)) = known(times, *start, origin - HORIZON) {
            past.push(&facts.row()).unwrap();
            outcomes.push(came);
        }
    }
    let lessons = Lessons::new(&past, &outcomes, HORIZON).unwrap();
    Window::with_lessons(before.finish(), &seen, HORIZON, &now, lessons).unwrap()
}

fn played(world: &World, models: &[&str]) -> Tournament {
    let windows = [window(world, 78.0), window(world, 104.0)];
    let models = models.iter().map(|name| Contestant::Model(transaction_model(name).unwrap()));
    let contestants: Vec<Contestant> = models.chain([Contestant::Learned(&TREES)]).chain(Contestant::RULES).collect();
    play::<HoldoutError>(&contestants, &windows, |_, _| Ok(())).unwrap()
}

fn crps(found: &Tournament, id: &str) -> f64 {
    found.entries.iter().find(|entry| entry.id == id).unwrap().score.as_ref().unwrap().crps
}

/// The model that made the customers cannot be beaten, and trees that do not know it come near, far before any rule:
/// 6 to 7 % behind and P(return) four points off, because the customers they learned from were younger than those they
/// forecast.
#[test]
fn trees_come_near_the_model_that_made_the_customers() {
    let found = played(&world(transaction_model("bg-nbd").unwrap(), &[0.8, 4.0, 0.8, 2.5], 6_000), &["bg-nbd"]);
    let (own, trees) = (crps(&found, "bg-nbd"), crps(&found, "learned-trees"));
    let rule = crps(&found, "past-rate").min(crps(&found, "flat-average"));
    assert!(own < trees && trees < 1.08 * own && trees < 0.6 * rule, "{own} {trees} {rule}");
    let entry = found.entries.iter().find(|entry| entry.id == "learned-trees").unwrap();
    let score = entry.score.as_ref().unwrap();
    assert!((0.88..0.92).contains(&score.coverage), "{score:?}");
    assert!(score.pit_distance < 0.03 && score.return_error < 0.05 && score.bias.unwrap().abs() < 0.05, "{score:?}");
    assert!(entry.origins.iter().all(|origin| origin.predicted_low.is_none()));
    assert_eq!(found.verdict.unwrap().id, "bg-nbd");
}

/// Customers who buy every tenth week to the day, or who have stopped: no model of chance knows that, trees learn it.
#[test]
fn trees_see_what_the_models_do_not() {
    let regular: World = (0..3_000_u32)
        .map(|i| {
            let (start, gap) = (f64::from(i % 70), f64::from(4 + i % 9));
            let last = if i % 3 == 0 { 30.0 } else { END - start };
            ((1..).map(|n| f64::from(n) * gap).take_while(|time| *time < last).collect(), start)
        })
        .collect();
    let found = played(&regular, &["bg-nbd", "nbd"]);
    let scores = found.entries.iter().filter(|entry| entry.id != "learned-trees");
    let next = scores.filter_map(|entry| Some(entry.score.as_ref()?.crps)).fold(f64::INFINITY, f64::min);
    assert!(crps(&found, "learned-trees") < 0.6 * next, "{} {next}", crps(&found, "learned-trees"));
    let verdict = found.verdict.unwrap();
    assert_eq!(verdict.best, "learned-trees");
    assert_ne!(verdict.id, "learned-trees");
}

#[test]
fn the_same_lessons_in_any_order_teach_the_same() {
    let made = world(transaction_model("nbd").unwrap(), &[1.2, 6.0], 1_200);
    let mut turned = made.clone();
    turned.reverse();
    let one = window(&made, 104.0);
    let found = |window: &Window| TREES.learn(window.lessons().unwrap()).unwrap();
    let (first, second) = (found(&one), found(&window(&turned, 104.0)));
    for place in 0..one.seen().len() {
        assert_eq!(first.counts(one.features(place)), second.counts(one.features(place)));
    }
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (alone, four) = (pool(1).install(|| found(&one)), pool(4).install(|| found(&one)));
    assert!((0..50).all(|place| alone.counts(one.features(place)) == four.counts(one.features(place))));
}

#[test]
fn too_few_customers_teach_nothing() {
    let lessons = Lessons::new(&Rows::new(WIDTH), &[], HORIZON).unwrap();
    let error = TREES.learn(&lessons).unwrap_err();
    assert_eq!(error, LearnError::TooFewCustomers { customers: 0, needed: 500 });
    // Where there are no lessons at all the tournament says so.
    let plain = Window::new(StatisticsBuilder::default().finish(), Vec::new(), HORIZON);
    let found = play::<HoldoutError>(&[Contestant::Learned(&TREES)], &[plain], |_, _| Ok(())).unwrap();
    assert_eq!(found.entries[0].refused.as_ref().unwrap().code, "learn-history-too-short");
}

/// Everyone has bought the same number of times: there is nothing to split, and the count is certain.
#[test]
fn one_outcome_is_foretold_as_it_is() {
    let mut rows = Rows::new(1);
    (0..600).for_each(|place| rows.push(&[f64::from(place)]).unwrap());
    let learned = TREES.learn(&Lessons::new(&rows, &[2; 600], HORIZON).unwrap()).unwrap();
    let counts = learned.counts(&[17.0]);
    // What is not 2 lies beyond the last level, and in the rounding of the evenly spread outcomes.
    assert!(counts[2] > 0.97 && counts[0] == 0.0, "{counts:?}");
}
