//! The forecast's known answers, and its intervals in simulation.

use super::*;
use crate::check::{assert_close, assert_relative};
use crate::gamma_gamma::{GammaGamma, SpendHistory, SpendStatistics};
use crate::interval::Uncertainty;

fn law(b: f64, a: f64) -> PeriodicNbd {
    PeriodicNbd::new(&[b, a]).unwrap()
}

fn customer(purchases: u32, periods: f64, mean: f64, activity: Activity) -> ForecastCustomer {
    let count = PeriodCount::new(purchases, periods).unwrap();
    ForecastCustomer { count, spend: SpendHistory::new(purchases, mean).ok(), activity }
}

#[test]
fn known_answers_of_counts() {
    let monthly = law(2.67, 1.84);
    let found = monthly.probabilities(60);
    // Given in whole per cent.
    for (probability, expected) in found.iter().zip([0.31, 0.30, 0.19, 0.10]) {
        assert_close(*probability, expected, 0.005);
    }
    assert_relative(found[0], (1.84_f64 / 2.84).powf(2.67), 1e-14);
    assert_relative(found.iter().sum::<f64>(), 1.0, 1e-12);
    assert_close(monthly.mean(), 1.451, 5e-4);
    assert_eq!(monthly.planned_count(), 2.0);
    assert_close(monthly.over(4.0).probability_none(), 0.0458, 5e-5);
    assert_relative(monthly.over(4.0).mean(), 4.0 * monthly.mean(), 1e-14);
    let one = monthly.given(&PeriodCount::new(7, 5.0).unwrap());
    assert_relative(one.mean(), (2.67 + 7.0) / (1.84 + 5.0), 1e-15);
    let moments = |k: i32| found.iter().enumerate().map(|(n, p)| p * (n as f64).powi(k)).sum::<f64>();
    assert_relative(moments(1), monthly.mean(), 1e-11);
    assert_relative(moments(2) - moments(1).powi(2), monthly.variance(), 1e-10);
}

#[test]
fn known_answers_of_amounts() {
    let spend = GammaGamma::new(&[2.863_748, 3.0, 20_704.43]).unwrap();
    assert_relative(spend.spend(None).expected().unwrap(), 2.863_748 * 20_704.43 / 2.0, 1e-14);
    // (p (k + x z)) / (p x + q − 1) of three orders of 12,000.
    let history = SpendHistory::new(3, 12_000.0).unwrap();
    let expected = 2.863_748 * (20_704.43 + 36_000.0) / (2.863_748 * 3.0 + 2.0);
    assert_relative(spend.spend(Some(&history)).expected().unwrap(), expected, 1e-14);
}

#[test]
fn distributions_hold_at_extremes() {
    for (b, a) in [(1e-3, 1e3), (1e3, 1e-3), (1e3, 1e3), (1e-3, 1e-3), (5000.0, 0.5)] {
        let found = law(b, a).probabilities(40_000);
        let total: f64 = found.iter().sum();
        assert!(total <= 1.0 + 1e-9 && found.iter().all(|p| (0.0..=1.0).contains(p)), "{b} {a}: {total}");
        if law(b, a).mean() < 2e4 {
            // What lies beyond 40,000 of the heaviest of these is 3e-3.
            assert_close(total, 1.0, 4e-3);
        }
        assert_relative(1.0 - law(b, a).probability_none(), law(b, a).probability_some(), 1e-9);
    }
}

#[test]
fn derivatives_equal_differences() {
    let counts: PeriodCounts =
        (0..40).map(|i| PeriodCount::new(i * i % 11, 1.0 + f64::from(i % 7) / 2.0).unwrap()).collect();
    for at in [[0.4, 12.0], [3.0, 0.7]] {
        let (_, gradient) = law(at[0], at[1]).log_likelihood(&counts);
        for i in 0..2 {
            let moved = |step: f64| {
                let mut moved = at;
                moved[i] *= 1.0 + step;
                law(moved[0], moved[1]).log_likelihood(&counts).0
            };
            let slope = (moved(1e-5) - moved(-1e-5)) / (2e-5 * at[i]);
            assert_close(gradient[i], slope, 1e-6 * (1.0 + slope.abs()));
        }
    }
}

#[test]
fn the_likelihood_is_the_probability_of_the_counts() {
    for (purchases, periods) in [(0, 3.0), (4, 0.5), (60, 12.0)] {
        let count = PeriodCount::new(purchases, periods).unwrap();
        let expected = law(2.67, 1.84).over(periods).probabilities(60)[purchases as usize].ln();
        assert_relative(law(2.67, 1.84).log_likelihood(&[count].into_iter().collect()).0, expected, 1e-12);
    }
}

#[test]
fn a_simulated_sample_gives_its_parameters_back() {
    let truth = [2.67, 1.84];
    let periods: Vec<u32> = (0..20_000).map(|i| 1 + i % 12).collect();
    let purchases = law(truth[0], truth[1]).simulate(&periods, 4).unwrap();
    let counts: PeriodCounts =
        purchases.iter().map(|counts| PeriodCount::new(counts.iter().sum(), counts.len() as f64).unwrap()).collect();
    let fit = PeriodicNbd::fit(&counts).unwrap();
    for ((name, estimate), truth) in fit.parameters.iter().zip(truth) {
        let error = fit.standard_errors.get(name).unwrap();
        assert!((estimate - truth).abs() < 3.5 * error && error < 0.05 * truth, "{name}: {estimate} ± {error}");
    }
    let doubled = PeriodCounts::from_weighted(counts.rows().iter().map(|row| (row.count, 2.0 * row.weight))).unwrap();
    assert_relative(PeriodicNbd::fit(&doubled).unwrap().log_likelihood, 2.0 * fit.log_likelihood, 1e-9);
}

#[test]
fn samples_that_say_nothing_are_refused_with_a_reason() {
    let counts = |x: fn(u32) -> u32, customers: u32| -> PeriodCounts {
        (0..customers).map(|i| PeriodCount::new(x(i), 1.0 + f64::from(i % 3)).unwrap()).collect()
    };
    assert_eq!(PeriodicNbd::fit(&counts(|_| 0, 50)).unwrap_err().code(), "fit-nobody-repeats");
    assert_eq!(PeriodicNbd::fit(&counts(|i| i, 5)).unwrap_err().code(), "fit-too-few-customers");
    let alike: PeriodCounts = (0..50).map(|_| PeriodCount::new(2, 3.0).unwrap()).collect();
    assert_eq!(PeriodicNbd::fit(&alike).unwrap_err().code(), "fit-no-variation");
    // Less difference than chance has it.
    let error = PeriodicNbd::fit(&counts(|i| 3 + 3 * (i % 3), 50)).unwrap_err();
    assert!(error.to_string().ends_with("customers do not differ in how often they buy"), "{error}");
    assert!(PeriodCount::new(1, 0.0).is_err() && PeriodCount::new(1, f64::NAN).is_err());
    assert!(Activity::now(1.2).is_err() && Activity::by_period(vec![0.5, 0.6]).is_err());
    assert!(PeriodicNbd::new(&[1.0, 0.0]).is_err());
    let count = PeriodCount::new(1, 1.0).unwrap();
    let error = PeriodCounts::from_weighted([(count, 0.0)]).unwrap_err();
    assert!(error.code() == "count-weight" && !error.hint().is_empty());
}

fn forecast() -> Forecast {
    Forecast {
        purchases: law(2.67, 1.84),
        spend: Some(GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap()),
        uncertainty: Uncertainty::none(),
    }
}

#[test]
fn one_customer_in_one_and_in_several_periods() {
    let forecast = forecast();
    let regular = customer(7, 5.0, 30.0, Activity::certain());
    let months = forecast.by_period(&regular, 3);
    let quarter = forecast.customer(&regular, 0..3);
    let each = forecast.spend.unwrap().spend(regular.spend.as_ref()).expected().unwrap();
    assert_relative(months[0].expected_purchases, 9.67 / 6.84, 1e-14);
    assert_relative(months[1].amount.mean, each * 9.67 / 6.84, 1e-14);
    assert_relative(quarter.amount.mean, months.iter().map(|month| month.amount.mean).sum(), 1e-14);
    // The rate is the same in all three: together they vary more than three apart.
    assert!(quarter.purchase_variance > months.iter().map(|month| month.purchase_variance).sum());
    assert_eq!(quarter.planned_count, 5.0);
    assert!(quarter.amount.interval.low < quarter.amount.mean && quarter.amount.mean < quarter.amount.interval.high);
    let none = forecast.customer(&regular, 2..2);
    assert_eq!((none.expected_purchases, none.probability_some, none.amount.mean), (0.0, 0.0, 0.0));
}

#[test]
fn recency_multiplies() {
    let forecast = forecast();
    let halves = customer(7, 5.0, 30.0, Activity::now(0.5).unwrap());
    let certain = customer(7, 5.0, 30.0, Activity::certain());
    let (one, other) = (forecast.customer(&halves, 0..4), forecast.customer(&certain, 0..4));
    assert_relative(one.expected_purchases, 0.5 * other.expected_purchases, 1e-14);
    assert_relative(one.probability_some, 0.5 * other.probability_some, 1e-14);
    assert_relative(one.amount.mean, 0.5 * other.amount.mean, 1e-14);
    // One who may stop between the periods.
    let fading = customer(7, 5.0, 30.0, Activity::by_period(vec![0.9, 0.6, 0.2]).unwrap());
    let whole = forecast.customer(&fading, 0..3);
    assert_relative(whole.expected_purchases, 1.7 * 9.67 / 6.84, 1e-14);
    let counts = forecast.count_probabilities(&fading, 0..3, 200);
    let moment = |k: i32| counts.iter().enumerate().map(|(n, p)| p * (n as f64).powi(k)).sum::<f64>();
    assert_relative(moment(0), 1.0, 1e-12);
    assert_relative(1.0 - counts[0], whole.probability_some, 1e-13);
    assert_relative(moment(1), whole.expected_purchases, 1e-12);
    assert_relative(moment(2) - moment(1).powi(2), whole.purchase_variance, 1e-11);
    assert_relative(forecast.customer(&fading, 1..2).expected_purchases, 0.6 * 9.67 / 6.84, 1e-14);
}

#[test]
fn the_gradient_of_amounts_equals_differences() {
    let known = customer(4, 6.5, 55.0, Activity::by_period(vec![0.9, 0.6]).unwrap());
    let parameters = [2.67, 1.84, 6.25, 3.74, 15.44];
    let at = |p: &[f64]| {
        let spend = GammaGamma::new(&p[2..]).unwrap();
        Forecast { purchases: law(p[0], p[1]), spend: Some(spend), uncertainty: Uncertainty::none() }
            .customer(&known, 0..4)
            .amount
    };
    let found = at(&parameters);
    for (i, slot) in [0, 1, 6, 7, 8].into_iter().enumerate() {
        let moved = |step: f64| {
            let mut moved = parameters;
            moved[i] *= 1.0 + step;
            at(&moved).mean
        };
        let slope = (moved(1e-4) - moved(-1e-4)) / 2e-4;
        assert_close(found.gradient[slot] * parameters[i], slope, 1e-6 * found.mean);
    }
}

/// Past and future of one simulated customer base: is the 90 % interval of the total, fits included, right?
fn total_is_covered(seed: u64) -> bool {
    let (truth, spends) = (law(0.8, 1.6), GammaGamma::new(&[2.0, 4.0, 15.0]).unwrap());
    let past: Vec<u32> = (0..400).map(|i| 2 + i % 9).collect();
    let periods: Vec<u32> = past.iter().map(|periods| periods + 3).collect();
    let purchases = truth.simulate(&periods, seed).unwrap();
    let totals: Vec<usize> = purchases.iter().map(|counts| counts.iter().sum::<u32>() as usize).collect();
    let amounts = spends.simulate(&totals, seed).unwrap();
    let (mut customers, mut actual) = (Vec::new(), 0.0);
    for ((counts, amounts), past) in purchases.iter().zip(&amounts).zip(&past) {
        let bought: u32 = counts[..*past as usize].iter().sum();
        let (before, after) = amounts.split_at(bought as usize);
        let mean = before.iter().sum::<f64>() / f64::from(bought.max(1));
        customers.push(customer(bought, f64::from(*past), mean, Activity::certain()));
        actual += after.iter().sum::<f64>();
    }
    let purchase_fit = PeriodicNbd::fit(&customers.iter().map(|customer| customer.count).collect()).unwrap();
    let spent: SpendStatistics = customers.iter().filter_map(|customer| customer.spend).collect();
    let spend_fit = GammaGamma::fit(&spent).unwrap();
    let forecast = Forecast {
        purchases: PeriodicNbd::from_named(&purchase_fit.parameters).unwrap(),
        spend: Some(GammaGamma::from_named(&spend_fit.parameters).unwrap()),
        uncertainty: Uncertainty::new(Some(&purchase_fit), Some(&spend_fit)).unwrap(),
    };
    let total = forecast.total(&customers, &(0..3));
    total.interval.low <= actual && actual <= total.interval.high
}

#[test]
fn totals_are_covered_nine_times_in_ten() {
    let covered = (0..1000).filter(|seed| total_is_covered(*seed)).count();
    // 900 expected with a standard deviation of 9; 88 % to 92 % asked for.
    assert!((880..=920).contains(&covered), "{covered} of 1000");
}

#[test]
fn without_amounts_the_purchases_themselves_are_forecast() {
    let counts = Forecast { spend: None, ..forecast() };
    let known = customer(3, 5.0, 20.0, Activity::certain());
    let found = counts.customer(&known, 0..4);
    assert_relative(found.amount.mean, 4.0 * (2.67 + 3.0) / (1.84 + 5.0), 1e-14);
    assert_eq!((found.amount.mean, found.amount.variance), (found.expected_purchases, found.purchase_variance));
    let total = counts.total(&vec![known; 400], &(0..4));
    assert_eq!(total.amount, total.expected_purchases);
    // Independent customers: 1.645 standard deviations either way, the gamma law leaning by hundredths of these.
    let reach = 1.645 * (400.0 * found.purchase_variance).sqrt();
    assert_close(total.interval.high, total.amount + reach, 0.05 * reach);
    assert_close(total.interval.low, total.amount - reach, 0.05 * reach);
}
