use super::*;
use crate::check::assert_relative;

/// Named customers of the CDNOW sample: x, mean spend, expected spend at p 6.25, q 3.74, gamma 15.44.
const CUSTOMERS: [(u32, f64, f64); 11] = [
    (0, 0.0, 35.218_978_102_189_78),
    (29, 26.261_379_310_344_83, 26.394_776_890_048_373),
    (26, 39.97, 39.891_218_833_212_3),
    (1, 6.49, 15.246_106_785_317_02),
    (8, 24.586_25, 25.138_651_877_133_107),
    (1, 11.77, 18.916_852_057_842_046),
    (5, 194.864, 181.994_704_324_801_4),
    (2, 22.345, 24.659_612_860_892_388),
    (2, 15.7, 19.209_317_585_301_836),
    (2, 24.08, 26.082_677_165_354_33),
    (2, 52.85, 49.680_118_110_236_22),
];

fn law(model: &GammaGamma, x: u32, mean: f64) -> SpendLaw {
    model.spend(SpendHistory::new(x, mean).ok().as_ref())
}

#[test]
fn expected_spend_of_named_customers() {
    let model = GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap();
    for (x, mean, expected) in CUSTOMERS {
        assert_relative(law(&model, x, mean).expected().unwrap(), expected, 1e-13);
    }
    assert_relative(model.population_mean().unwrap(), 35.218_978_102_189_78, 1e-13);
}

#[test]
fn derivatives_equal_differences() {
    let parameters = [6.25, 3.74, 15.44];
    let statistics: SpendStatistics =
        CUSTOMERS.iter().filter_map(|(x, mean, _)| SpendHistory::new(*x, *mean).ok()).collect();
    let model = GammaGamma::new(&parameters).unwrap();
    let (_, gradient) = model.log_likelihood(&statistics);
    for i in 0..3 {
        let moved = |step: f64| {
            let mut parameters = parameters;
            parameters[i] += step;
            GammaGamma::new(&parameters).unwrap()
        };
        let (above, below) = (moved(1e-5), moved(-1e-5));
        let slope = (above.log_likelihood(&statistics).0 - below.log_likelihood(&statistics).0) / 2e-5;
        assert!((slope - gradient[i]).abs() < 1e-7 + 1e-7 * slope.abs(), "{i}: {slope} {}", gradient[i]);
        for (x, mean, _) in CUSTOMERS {
            let at = |model: &GammaGamma| law(model, x, mean).expected().unwrap();
            let slope = (at(&above) - at(&below)) / 2e-5;
            assert!((slope - law(&model, x, mean).gradient()[i]).abs() < 1e-7 * (1.0 + slope.abs()));
        }
    }
}

#[test]
fn a_heavy_tail_has_no_mean_and_says_so() {
    let model = GammaGamma::new(&[2.0, 0.9, 15.0]).unwrap();
    let error = model.population_mean().unwrap_err();
    assert_eq!(error.to_string(), "the mean spend has no finite value: `p x + q` is `0.9`, expected more than 1");
    assert!(law(&model, 1, 20.0).expected().is_ok());
    assert!(model.spend(None).gradient().iter().all(|slope| slope.is_nan()));
}

#[test]
fn impossible_inputs_are_refused() {
    assert_eq!(SpendHistory::new(0, 3.0), Err(SpendError::NoPurchase));
    assert!(SpendHistory::new(2, 0.0).is_err());
    assert!(SpendHistory::new(2, -5.0).is_err());
    assert!(SpendHistory::new(2, f64::NAN).is_err());
    assert!(GammaGamma::new(&[1.0, 2.0]).is_err());
    assert!(GammaGamma::new(&[1.0, 2.0, -3.0]).is_err());
}

#[test]
fn too_little_to_fit() {
    let few: SpendStatistics = (1..5).filter_map(|x| SpendHistory::new(x, 10.0).ok()).collect();
    assert_eq!(GammaGamma::fit(&few).unwrap_err().code(), "fit-too-few-customers");
    let alike: SpendStatistics = (0..50).filter_map(|_| SpendHistory::new(2, 10.0).ok()).collect();
    assert_eq!(GammaGamma::fit(&alike).unwrap_err().code(), "fit-no-variation");
}

#[test]
fn a_simulated_sample_gives_its_parameters_back() {
    let truth = [6.25, 3.74, 15.44];
    let counts: Vec<usize> = (0..20_000).map(|i| 1 + i % 5).collect();
    let amounts = GammaGamma::new(&truth).unwrap().simulate(&counts, 7).unwrap();
    assert_eq!(amounts, GammaGamma::new(&truth).unwrap().simulate(&counts, 7).unwrap());
    let statistics: SpendStatistics = amounts
        .iter()
        .map(|spent| SpendHistory::new(spent.len() as u32, spent.iter().sum::<f64>() / spent.len() as f64).unwrap())
        .collect();
    let fit = GammaGamma::fit(&statistics).unwrap();
    for ((name, estimate), truth) in fit.parameters.iter().zip(truth) {
        let error = fit.standard_errors.get(name).unwrap();
        assert!((estimate - truth).abs() < 3.5 * error, "{name}: {estimate} ± {error}");
    }
}
