use super::*;
use crate::check::{assert_close, assert_relative};
use crate::gamma_gamma::{GammaGamma, SpendHistory, SpendLaw};
use crate::history::History;
use crate::transaction::{Predictor, Terms, TransactionModel};

fn predictor() -> Box<dyn Predictor> {
    crate::bg_nbd::BgNbd.predictor(&[0.243, 4.414, 0.793, 2.426], Terms::new(52.0, 0.001_826_6).unwrap()).unwrap()
}

fn cases() -> Vec<(History, SpendLaw)> {
    let model = GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap();
    let mut cases = Vec::new();
    for (x, t_x, age) in [
        (0, 0.0, 2.0),
        (0, 0.0, 10.0),
        (0, 0.0, 38.9),
        (1, 0.1, 37.0),
        (1, 30.0, 38.0),
        (2, 5.0, 20.0),
        (2, 30.0, 38.9),
        (3, 30.0, 35.0),
        (5, 5.1, 37.3),
        (8, 32.3, 32.3),
        (12, 36.0, 37.0),
        (10, 20.0, 20.5),
        (14, 36.0, 37.0),
        (18, 36.0, 37.0),
        (200, 37.0, 38.0),
        (12, 30.0, 38.0),
        (29, 37.7, 38.0),
        (60, 38.0, 38.9),
    ] {
        for mean in [8.0, 35.0, 180.0] {
            let spend = SpendHistory::new(x, mean).ok();
            cases.push((History::new(x, t_x, age).unwrap(), model.spend(spend.as_ref())));
        }
    }
    cases
}

#[test]
fn bulk_quantiles_are_within_one_point_of_the_exact_distribution() {
    let predictor = predictor();
    for (history, law) in cases() {
        let residual = ResidualSpend::new(&predictor.predict(&history), Some(law));
        let counts = count_distribution(predictor.as_ref(), &history);
        for level in [LOW, HIGH] {
            let exact = residual.quantile_exact(&counts, level);
            let few = predictor.count_probabilities(&history, residual.counts_needed(HIGH));
            let fast = residual.quantile(&few, level, 0.0);
            if level <= residual.probability_none() {
                assert_eq!((exact, fast), (0.0, 0.0));
                continue;
            }
            assert_close(residual.cdf_exact(&counts, exact), level, 1e-9);
            // The largest distance found is 0.0080.
            assert_close(residual.cdf_exact(&counts, fast), level, 0.01);
        }
    }
}

#[test]
fn closed_moments_equal_those_of_the_exact_distribution() {
    let predictor = predictor();
    for (history, law) in cases() {
        let prediction = predictor.predict(&history);
        let residual = ResidualSpend::new(&prediction, Some(law));
        let counts = count_distribution(predictor.as_ref(), &history);
        let over = |f: &dyn Fn(f64) -> f64| counts.iter().enumerate().map(|(n, p)| p * f(n as f64)).sum::<f64>();
        let rate = law.scale / (law.tail - 1.0);
        let mean = prediction.discount_factor() * over(&|n| law.shape * n * rate);
        let square = over(&|n| law.shape * n * (law.shape * n + 1.0)) * rate * law.scale / (law.tail - 2.0);
        let variance = prediction.discount_factor().powi(2) * square - mean * mean;
        assert_relative(residual.mean(), mean, 1e-10);
        assert_relative(residual.variance(), variance, 1e-9);
    }
}

#[test]
fn the_exact_distribution_is_that_of_drawn_futures() {
    use rand::rngs::ChaCha8Rng;
    use rand::{RngExt, SeedableRng};
    use rand_distr::{Beta, Distribution, Exp1, Gamma};
    // x = 8, t_x = 30, T = 38 weeks, mean 35: drawn from the posterior, step by step, undiscounted.
    let (r, alpha, a, b, p) = (0.243, 4.414, 0.793, 2.426, 6.25);
    let history = History::new(8, 30.0, 38.0).unwrap();
    let predictor = crate::bg_nbd::BgNbd.predictor(&[r, alpha, a, b], Terms::new(52.0, 0.0).unwrap()).unwrap();
    let prediction = predictor.predict(&history);
    let law = GammaGamma::new(&[p, 3.74, 15.44]).unwrap().spend(SpendHistory::new(8, 35.0).ok().as_ref());
    let residual = ResidualSpend::new(&prediction, Some(law));
    let counts = count_distribution(predictor.as_ref(), &history);
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let rates = Gamma::new(r + 8.0, 1.0 / (alpha + 38.0)).unwrap();
    let stops = Beta::new(a, b + 8.0).unwrap();
    let scales = Gamma::new(law.tail, 1.0 / law.scale).unwrap();
    let amounts = Gamma::new(p, 1.0).unwrap();
    let draws = 200_000;
    let mut drawn: Vec<f64> = (0..draws)
        .map(|_| {
            let (rate, stop, scale): (f64, f64, f64) =
                (rates.sample(&mut rng), stops.sample(&mut rng), scales.sample(&mut rng));
            let (mut time, mut spent) = (0.0, 0.0);
            let mut active = rng.random::<f64>() < prediction.probability_alive;
            while active {
                let wait: f64 = Exp1.sample(&mut rng);
                time += wait / rate;
                if time > 52.0 {
                    break;
                }
                spent += amounts.sample(&mut rng) / scale;
                active = rng.random::<f64>() >= stop;
            }
            spent
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    // Three standard errors of a share among 200,000 draws are 0.0034 at one half, 0.0015 at 0.05.
    let none = drawn.iter().filter(|spent| **spent == 0.0).count() as f64 / f64::from(draws);
    assert_close(residual.probability_none(), none, 0.0035);
    for level in [0.5, 0.8, 0.95] {
        assert_close(residual.cdf_exact(&counts, drawn[(level * f64::from(draws)) as usize]), level, 0.0035);
    }
    let mean = drawn.iter().sum::<f64>() / f64::from(draws);
    assert_relative(mean, residual.mean(), 0.01);
}

#[test]
fn a_high_count_is_not_cut_off() {
    let terms = Terms::new(50.0, 0.0).unwrap();
    // Twenty purchases a week so far: the count of the next 50 weeks is nowhere near 0.
    let busy = (crate::nbd::Nbd.predictor(&[2.0, 4.0], terms).unwrap(), History::new(5_000, 250.0, 250.0).unwrap());
    // No purchase in two weeks at seven a week: hardly a chance that the customer is active, but then of hundreds.
    let parameters = [54.0, 54.0 / 7.0, 20.0, 0.5];
    let silent =
        (crate::pareto_nbd::ParetoNbd.predictor(&parameters, terms).unwrap(), History::new(0, 0.0, 2.0).unwrap());
    for (predictor, history) in [busy, silent] {
        let prediction = predictor.predict(&history);
        let counts = count_distribution(predictor.as_ref(), &history);
        let mean: f64 = counts.iter().enumerate().map(|(n, p)| n as f64 * p).sum();
        assert_relative(mean, prediction.expected_purchases, 1e-6);
    }
}

#[test]
fn counts_alone_have_whole_quantiles() {
    let predictor = predictor();
    let history = History::new(8, 30.0, 38.0).unwrap();
    let residual = ResidualSpend::new(&predictor.predict(&history), None);
    let counts = count_distribution(predictor.as_ref(), &history);
    let high = residual.quantile_exact(&counts, HIGH);
    let whole = high / residual.discount;
    assert_relative(whole, whole.round(), 1e-12);
    assert!(residual.cdf_exact(&counts, high) >= HIGH);
    assert!(residual.cdf_exact(&counts, high * 0.99) < HIGH);
    assert_eq!(residual.quantile(&counts, HIGH, 0.0), high);
    assert!(residual.quantile(&counts, HIGH, residual.variance()) > high);
}

#[test]
fn a_spend_without_variance_still_has_quantiles() {
    let law = GammaGamma::new(&[2.0, 1.4, 15.0]).unwrap().spend(None);
    let predictor = predictor();
    for history in [History::new(0, 0.0, 5.0).unwrap(), History::NEW] {
        let residual = ResidualSpend::new(&predictor.predict(&history), Some(law));
        assert!(residual.variance().is_nan() && residual.mean().is_finite());
        let counts = count_distribution(predictor.as_ref(), &history);
        let fast = residual.quantile(&counts, HIGH, 0.0);
        assert_close(residual.cdf_exact(&counts, fast), HIGH, 0.015);
    }
}

#[test]
fn intervals_cover_what_happens() {
    use crate::bg_nbd::BgNbd;
    use crate::fit::Fit;
    let truth = [0.5, 10.0, 0.8, 4.0];
    let (customers, horizon) = (3000, 40.0);
    let ages: Vec<f64> = (0..customers).map(|i| 10.0 + f64::from(i % 60)).collect();
    let longer: Vec<f64> = ages.iter().map(|age| age + horizon).collect();
    let spend_model = GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap();
    let (mut totals_covered, mut above, mut below, trials) = (0, 0, 0, 40);
    for seed in 1000..1000 + trials {
        let purchases = BgNbd.simulate(&truth, &longer, seed).unwrap();
        let counts: Vec<usize> = purchases.iter().map(Vec::len).collect();
        let amounts = spend_model.simulate(&counts, seed).unwrap();
        let mut histories = Vec::new();
        let mut spends = Vec::new();
        let mut actual = Vec::new();
        for ((times, amounts), age) in purchases.iter().zip(&amounts).zip(&ages) {
            let x = times.iter().filter(|time| *time <= age).count();
            let recency = if x == 0 { 0.0 } else { times[x - 1] };
            histories.push(History::new(x as u32, recency, *age).unwrap());
            spends.push(SpendHistory::new(x as u32, amounts[..x].iter().sum::<f64>() / x as f64).ok());
            actual.push(amounts[x..].iter().sum::<f64>());
        }
        let fit: Fit = BgNbd.fit(&histories.iter().copied().collect()).unwrap();
        let spend_fit = GammaGamma::fit(&spends.iter().copied().flatten().collect()).unwrap();
        let uncertainty = Uncertainty::new(Some(&fit), Some(&spend_fit)).unwrap();
        let fitted = GammaGamma::from_named(&spend_fit.parameters).unwrap();
        let laws: Vec<SpendLaw> = spends.iter().map(|spend| fitted.spend(spend.as_ref())).collect();
        let predictor = BgNbd.predictor(&fit.parameters.values(), Terms::new(horizon, 0.0).unwrap()).unwrap();
        let predictions = predictor.predict_all(&histories);
        let values = residual_values(predictor.as_ref(), &histories, &predictions, Some(&laws), &uncertainty);
        let mut total = Total::default();
        for (value, actual) in values.iter().zip(&actual) {
            total.add(value);
            above += usize::from(*actual > value.interval.high);
            below += usize::from(*actual < value.interval.low);
        }
        let (interval, happened) = (total.interval(&uncertainty), actual.iter().sum::<f64>());
        totals_covered += usize::from(interval.low <= happened && happened <= interval.high);
    }
    let share = |n: usize| n as f64 / (trials as f64 * f64::from(customers));
    // 40 totals at 90 %: fewer than 31 happens once in two hundred times. Of 400 totals 362 were covered.
    assert!(totals_covered >= 31, "{totals_covered} of {trials} totals covered");
    assert!((0.04..0.06).contains(&share(above)), "{} above", share(above));
    assert!(share(below) < 0.05, "{} below", share(below));
}

#[test]
fn totals_add_and_margins_scale() {
    let interval = total_interval(100.0, 60.0, 40.0);
    // Gamma with mean 100 and variance 100: 84.05 and 116.9 (standard tables of chi-square with 200 degrees / 2).
    assert_relative(interval.low, 168.278_55 / 2.0, 1e-6);
    assert_relative(interval.high, 233.994_27 / 2.0, 1e-6);
    assert_eq!(interval.scaled(-1.0), Interval { low: -interval.high, high: -interval.low });
    assert_eq!(total_interval(0.0, 0.0, 0.0), Interval { low: 0.0, high: 0.0 });
    assert!(total_interval(1.0, f64::NAN, 0.0).low.is_nan());
}

/// A predictor that hides which customers have a future in common.
#[derive(Debug)]
struct Opaque(Box<dyn Predictor>);

impl Predictor for Opaque {
    fn terms(&self) -> Terms {
        self.0.terms()
    }

    fn predict(&self, history: &History) -> crate::transaction::Prediction {
        self.0.predict(history)
    }

    fn predict_all(&self, histories: &[History]) -> Vec<crate::transaction::Prediction> {
        self.0.predict_all(histories)
    }

    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64> {
        self.0.expected_purchases(history, horizons)
    }

    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64> {
        self.0.count_probabilities(history, up_to)
    }
}

#[test]
fn the_total_of_a_base_is_the_sum_over_its_customers() {
    for predictor in [predictor(), Box::new(Opaque(predictor()))] {
        for with_spend in [true, false] {
            let (mut base, mut expected) = (Base::default(), Total::default());
            for (history, spend) in cases().into_iter().chain(cases()) {
                let spend = with_spend.then_some(spend);
                base.add(predictor.as_ref(), &history, spend.as_ref());
                let residual = ResidualSpend::new(&predictor.predict(&history), spend);
                expected.mean += residual.mean();
                expected.variance += residual.variance();
                let slopes = residual.transaction_gradient().into_iter().chain(residual.spend_gradient());
                for (sum, slope) in expected.gradient.iter_mut().zip(slopes) {
                    *sum += slope;
                }
            }
            let total = base.total(predictor.as_ref());
            assert_relative(total.mean, expected.mean, 1e-12);
            assert_relative(total.variance, expected.variance, 1e-10);
            for (found, wanted) in total.gradient.iter().zip(expected.gradient) {
                assert_close(*found, wanted, 1e-11 * wanted.abs());
            }
        }
    }
}
