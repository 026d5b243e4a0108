//! sBG against the printed and the 40-digit figures of its paper's two segments.

use super::*;
use crate::check::{assert_close, assert_relative, shared_file};
use crate::contractual::{CohortRow, RenewalTable};

/// One segment of 1,000 customers: those left after each of seven years, and what follows at the maximum \[FH2007\].
struct Segment {
    alive: [f64; 7],
    /// Alpha, beta and log-likelihood as printed.
    printed: [f64; 3],
    /// The same at 40 digits, and the standard errors.
    exact: [f64; 3],
    errors: [f64; 2],
    /// Survival and retention at years 1, 7 and 12.
    survival: [f64; 3],
    retention: [f64; 3],
    /// Discounted expected lifetime at 10 % a year, of a new customer and just before renewal 1 … 5.
    new: f64,
    residual: [f64; 5],
    /// Customers left in the five years after, as observed.
    later: [f64; 5],
}

#[rustfmt::skip]
const SEGMENTS: [Segment; 2] = [
    Segment {
        alive: [869.0, 743.0, 653.0, 593.0, 551.0, 517.0, 491.0],
        printed: [0.668, 3.806, -1611.2],
        exact: [0.668_088_351_106_446_3, 3.806_094_964_058_267, -1_611.158_147_391_156_5],
        errors: [0.103_734_931_149_564_54, 0.785_531_691_775_707_1],
        survival: [0.850_679_262_773_601_6, 0.488_906_419_720_920_6, 0.377_999_071_597_408_86],
        retention: [0.850_679_262_773_601_6, 0.936_215_709_520_839_1, 0.956_825_614_799_863_5],
        new: 5.922_253_495_783_275,
        residual: [5.414_478_845_361_603, 5.901_377_593_805_133, 6.293_891_569_412_114, 6.619_919_987_913_639, 6.896_706_681_429_507],
        later: [468.0, 445.0, 427.0, 409.0, 394.0],
    },
    Segment {
        alive: [631.0, 468.0, 382.0, 326.0, 289.0, 262.0, 241.0],
        printed: [0.704, 1.182, -1680.3],
        exact: [0.704_077_298_473_516_2, 1.182_043_026_209_475_7, -1_680.265_188_463_287],
        errors: [0.065_598_964_234_037_2, 0.152_475_631_675_909_36],
        survival: [0.626_706_054_083_875_4, 0.239_023_614_029_975_35, 0.170_037_452_811_510_9],
        retention: [0.626_706_054_083_875_4, 0.910_719_432_435_008_1, 0.945_361_576_585_244_4],
        new: 3.694_908_427_512_111,
        residual: [2.964_399_270_263_322, 4.103_139_775_083_837, 4.869_804_652_524_116, 5.442_058_466_741_906, 5.894_095_361_380_859],
        later: [223.0, 207.0, 194.0, 183.0, 173.0],
    },
];

fn statistics(segment: &Segment) -> RenewalStatistics {
    let starts = std::iter::once(1000.0).chain(segment.alive);
    let rows: Vec<CohortRow> = (1..)
        .zip(starts.zip(segment.alive))
        .map(|(period, (at_start, survivors))| CohortRow { cohort: "first".to_owned(), period, at_start, survivors })
        .collect();
    RenewalTable::new(&rows).unwrap().pooled()
}

#[test]
fn fits_of_the_two_segments() {
    for segment in &SEGMENTS {
        let fit = Sbg.fit(&statistics(segment)).unwrap();
        assert!(fit.converged && fit.customers == 1000.0);
        let found = fit.parameters.values();
        for (i, found) in found.into_iter().enumerate() {
            // Printed with three decimals.
            assert_close(found, segment.printed[i], 5e-4);
            // As far as the search goes: the likelihood is flat to 1e-14 there.
            assert_relative(found, segment.exact[i], 1e-6);
            // The Hessian is differenced: 1e-8, over a condition number of some hundred.
            assert_relative(fit.standard_errors.values()[i], segment.errors[i], 1e-5);
        }
        assert_close(fit.log_likelihood, segment.printed[2], 0.05);
        assert_relative(fit.log_likelihood, segment.exact[2], 1e-12);
    }
}

#[test]
fn figures_at_the_maximum() {
    for segment in &SEGMENTS {
        let parameters = &segment.exact[..2];
        let (value, slopes) = Sbg.log_likelihood(parameters, &statistics(segment)).unwrap();
        assert_relative(value, segment.exact[2], 1e-13);
        assert!(slopes.iter().all(|slope| slope.abs() < 1e-8), "{slopes:?}");
        let predictor = Sbg.predictor(parameters, RenewalTerms::with_annual_rate(0, 0.1, 1.0).unwrap()).unwrap();
        for (i, year) in [1, 7, 12].into_iter().enumerate() {
            assert_relative(predictor.survival(year), segment.survival[i], 1e-13);
            assert_relative(predictor.retention(year), segment.retention[i], 1e-13);
        }
        assert_relative(predictor.new_customer().discounted_forever.unwrap(), segment.new, 1e-12);
        for (renewals, value) in (0..).zip(segment.residual) {
            assert_relative(predictor.residual(renewals).discounted_forever.unwrap(), value, 1e-12);
        }
        assert_eq!((predictor.survival(0), predictor.new_customer().probability_next), (1.0, 1.0));
        assert!(predictor.retention(0).is_nan());
    }
}

#[test]
fn the_years_after_come_close_to_the_projection() {
    for segment in &SEGMENTS {
        let predictor = Sbg.predictor(&segment.exact[..2], RenewalTerms::new(0, 0.0).unwrap()).unwrap();
        for (year, alive) in (8..).zip(segment.later) {
            // Within two percentage points over five years, as the paper shows.
            assert_close(predictor.survival(year), alive / 1000.0, 0.02);
        }
    }
}

#[test]
fn the_figures_are_those_of_the_reference_file() {
    let Some(path) = shared_file("reference/sbg_fader_hardie.json") else { return };
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (name, segment) in ["high_end", "regular"].iter().zip(&SEGMENTS) {
        let fit = &file["fits"][name];
        let predictor =
            Sbg.predictor(&segment.exact[..2], RenewalTerms::with_annual_rate(0, 0.1, 1.0).unwrap()).unwrap();
        for year in 1..=12 {
            let of = |what: &str| fit[what][year.to_string()].as_f64().unwrap();
            assert_relative(predictor.survival(year), of("survival"), 1e-13);
            assert_relative(predictor.retention(year), of("retention"), 1e-13);
        }
        assert_relative(
            predictor.new_customer().discounted_forever.unwrap(),
            fit["del_new_customer_d_0_1"].as_f64().unwrap(),
            1e-12,
        );
    }
}

#[test]
fn uniform_churn_runs_to_a_boundary_and_it_is_named() {
    use crate::fit::FitError;
    // Retention that falls a little: less difference between customers than none.
    let rows: Vec<CohortRow> = [(1, 1000.0, 800.0), (2, 800.0, 636.0), (3, 636.0, 503.0), (4, 503.0, 396.0)]
        .map(|(period, at_start, survivors)| CohortRow { cohort: String::new(), period, at_start, survivors })
        .to_vec();
    let error = Sbg.fit(&RenewalTable::new(&rows).unwrap().pooled()).unwrap_err();
    assert!(matches!(error, FitError::Boundary { .. }), "{error}");
    assert!(error.to_string().ends_with("customers do not differ in how likely they are to leave"), "{error}");
}
