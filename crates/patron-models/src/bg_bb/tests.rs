//! BG/BB against the 22 cells of its paper's donations, at 50 digits.

use super::BgBb;
use crate::check::{assert_close, assert_relative, shared_file};
use crate::fit::FitError;
use crate::history::{History, Statistics, StatisticsBuilder};
use crate::transaction::{Terms, TransactionModel};

/// A cell of the table: x, t_x, donors, log-likelihood, P(alive at the next opportunity), expected gifts in 5 and in 1
/// opportunities, discounted residual gifts at 10 % an opportunity, gifts in the five years after as they came.
type Cell = (u32, f64, f64, f64, f64, f64, f64, f64, f64);

/// Six yearly opportunities for 11,104 donors \[FHS2010\].
#[rustfmt::skip]
const CELLS: [Cell; 22] = [
    (6, 6.0, 1203.0, -2.182_248_447_618_299_7, 0.930_402_542_372_881_3, 3.752_115_607_599_814_8, 0.842_672_858_342_247_6, 5.908_678_319_555_381, 4252.0),
    (5, 6.0, 728.0, -4.295_124_765_384_373, 0.930_402_542_372_881_3, 3.231_277_794_218_385_7, 0.725_699_946_301_402_6, 5.088_484_216_341_142, 2227.0),
    (4, 6.0, 512.0, -5.384_936_538_099_209, 0.930_402_542_372_881_3, 2.710_439_980_836_956_6, 0.608_727_034_260_557_5, 4.268_290_113_126_902, 1393.0),
    (3, 6.0, 357.0, -5.809_372_079_435_434, 0.930_402_542_372_881_3, 2.189_602_167_455_527_5, 0.491_754_122_219_712_5, 3.448_096_009_912_662_7, 817.0),
    (2, 6.0, 234.0, -5.652_016_268_659_227, 0.930_402_542_372_881_3, 1.668_764_354_074_098_6, 0.374_781_210_178_867_45, 2.627_901_906_698_423_5, 442.0),
    (1, 6.0, 129.0, -4.884_145_541_903_345_5, 0.930_402_542_372_881_3, 1.147_926_540_692_669_5, 0.257_808_298_138_022_4, 1.807_707_803_484_183_8, 190.0),
    (5, 5.0, 335.0, -3.716_999_307_290_018_3, 0.521_908_286_280_423_4, 1.812_581_736_691_586_2, 0.407_080_589_399_515_6, 2.854_379_643_398_742_5, 582.0),
    (4, 5.0, 284.0, -5.095_675_638_863_424, 0.696_701_067_685_103_2, 2.029_623_031_477_798_5, 0.455_825_038_500_537_74, 3.196_167_404_509_833_6, 542.0),
    (3, 5.0, 225.0, -5.615_894_746_361_415, 0.766_734_049_995_725_1, 1.804_425_999_794_568_4, 0.405_248_924_589_141_14, 2.841_536_322_237_262_3, 373.0),
    (2, 5.0, 173.0, -5.506_584_592_618_569, 0.80447159464156, 1.442_895_370_405_118_8, 0.324_054_185_218_953_8, 2.272_212_661_899_639, 244.0),
    (1, 5.0, 119.0, -4.767_622_682_921_867, 0.828_067_336_023_237_5, 1.021_665_815_827_907_7, 0.229_451_899_496_506_82, 1.608_877_573_917_511_6, 136.0),
    (4, 4.0, 240.0, -3.848_303_519_431_099_5, 0.200_133_434_200_639_03, 0.583_026_847_901_942_4, 0.130_939_702_235_369_08, 0.918_126_853_271_611_9, 201.0),
    (3, 4.0, 181.0, -5.059_307_947_411_104, 0.439_462_857_055_756_5, 1.034_228_498_421_104_5, 0.232_273_302_874_327_4, 1.628_660_773_060_823_8, 170.0),
    (2, 4.0, 155.0, -5.195_697_601_042_647, 0.589_514_116_433_697_9, 1.057_348_941_909_680_7, 0.237_465_832_166_654_26, 1.665_069_902_593_707, 114.0),
    (1, 4.0, 78.0, -4.570_990_413_806_824_5, 0.680_251_243_498_021_7, 0.839_290_974_806_488_6, 0.188_493_052_636_364_1, 1.321_681_127_466_613_6, 44.0),
    (3, 3.0, 322.0, -3.527_345_168_682_270_3, 0.094_972_789_381_250_27, 0.223_508_230_048_602_85, 0.050_196_832_607_339_22, 0.351_971_626_475_329_54, 148.0),
    (2, 3.0, 255.0, -4.516_066_629_603_713_5, 0.298_768_102_246_634_25, 0.535_868_655_186_599_2, 0.120_348_629_569_803_37, 0.843_864_058_617_262_9, 118.0),
    (1, 3.0, 129.0, -4.224_770_872_478_948, 0.481_180_598_520_113_47, 0.593_678_493_718_314_2, 0.133_331_913_394_308_53, 0.934900629797927, 78.0),
    (2, 2.0, 613.0, -3.011_787_922_161_974_3, 0.0663795473543735, 0.119_057_953_326_354_58, 0.026_738_756_565_679_242, 0.187_487_599_306_694_26, 244.0),
    (1, 2.0, 277.0, -3.588_050_932_881_296, 0.254_556_476_951_700_5, 0.314_070_655_108_945_05, 0.070_535_890_772_133_26, 0.494585632407493, 103.0),
    (1, 1.0, 1091.0, -2.288_531_685_666_258, 0.069_408_093_206_549_67, 0.0856353983378703, 0.019_232_516_649_136_97, 0.134_855_125_604_496_08, 238.0),
    (0, 0.0, 3464.0, -1.167_262_472_673_893_8, 0.108_016_584_168_674_2, 0.072802877475043, 0.016_350_511_357_692_197, 0.114_646_996_181_764_1, 604.0),
];

/// The parameters at which the cells are computed: those printed in the paper.
const PRINTED: [f64; 4] = [1.204, 0.75, 0.657, 2.783];

fn donors() -> Statistics {
    let mut builder = StatisticsBuilder::default();
    for (x, t_x, donors, ..) in CELLS {
        builder.push_weighted(History::new(x, t_x, 6.0).unwrap(), donors).unwrap();
    }
    builder.finish()
}

#[test]
fn every_cell_of_the_donations() {
    let within = |horizon: f64| BgBb.predictor(&PRINTED, Terms::new(horizon, 1.1_f64.ln()).unwrap()).unwrap();
    let (five, one) = (within(5.0), within(1.0));
    let (mut expected_total, mut actual_total) = (0.0, 0.0);
    for (x, t_x, donors, ll, alive, in_five, in_one, forever, actual) in CELLS {
        let history = History::new(x, t_x, 6.0).unwrap();
        let sample: Statistics = [history].into_iter().collect();
        assert_relative(BgBb.log_likelihood(&PRINTED, &sample).unwrap().0, ll, 1e-13);
        let found = five.predict(&history);
        assert_relative(found.probability_alive, alive, 1e-13);
        assert_relative(found.expected_purchases, in_five, 1e-13);
        assert_relative(one.predict(&history).expected_purchases, in_one, 1e-13);
        assert_relative(found.discounted_purchases_forever.unwrap(), forever, 1e-12);
        assert_eq!(five.predict_all(&[history])[0], found);
        expected_total += donors * found.expected_purchases;
        actual_total += actual;
    }
    assert_relative(expected_total, 12_882.268_491_149_05, 1e-13);
    // 3 % below what came, as the paper shows.
    assert_eq!(actual_total, 13_260.0);
    assert_relative(BgBb.log_likelihood(&PRINTED, &donors()).unwrap().0, -33_225.581_754_518_58, 1e-13);
}

#[test]
fn the_fit_of_the_donations() {
    let fit = BgBb.fit(&donors()).unwrap();
    assert_eq!(fit.customers, 11_104.0);
    // The best of two other programs, whose optima differ in the fifth digit.
    assert!(fit.log_likelihood > -33_225.581_274_346 - 1e-6, "{}", fit.log_likelihood);
    for (found, printed) in fit.parameters.values().iter().zip([1.203_52, 0.749_716, 0.656_718, 2.783_442]) {
        assert_relative(*found, printed, 1e-4);
    }
    for (found, error) in fit.standard_errors.values().iter().zip([0.069_391, 0.029_448, 0.051_010, 0.320_819]) {
        // The peer's Hessian, at its own optimum.
        assert_relative(*found, error, 2e-3);
    }
}

#[test]
fn new_customers_and_the_distribution_of_counts() {
    let predictor = |horizon: f64| BgBb.predictor(&PRINTED, Terms::new(horizon, 0.0).unwrap()).unwrap();
    #[rustfmt::skip]
    let expectation = [
        (1.0, 0.498_490_276_356_192_4), (2.0, 0.923_217_464_521_840_2), (3.0, 1.296_649_475_734_394),
        (6.0, 2.219_631_393_487_299), (12.0, 3.586_791_571_020_333), (20.0, 4.933_536_454_612_106),
    ];
    let horizons = expectation.map(|(horizon, _)| horizon);
    for (found, (_, expected)) in predictor(1.0).expected_purchases(&History::NEW, &horizons).iter().zip(expectation) {
        assert_relative(*found, expected, 1e-13);
    }
    #[rustfmt::skip]
    let six = [
        0.311_217_743_263_849_3, 0.170_109_978_406_514_65, 0.121_480_513_766_871_13, 0.100_263_115_024_803_69,
        0.091_659_853_424_921_83, 0.092_481_147_905_292_5, 0.112_787_648_207_746_84,
    ];
    let found = predictor(6.0).count_probabilities(&History::NEW, 8);
    for (found, expected) in found.iter().zip(six) {
        assert_relative(*found, expected, 1e-12);
    }
    assert_eq!(found[7..], [0.0, 0.0]);
    assert_relative(predictor(6.0).new_customer().probability_return, 1.0 - six[0], 1e-13);
    // Counts in opportunities 7 to 11 of a donor acquired before the first, whatever the first six brought.
    #[rustfmt::skip]
    let next_five = [
        0.627_368_856_570_052, 0.071_475_864_251_047_4, 0.067_138_325_572_777_8, 0.067_474_929_343_414_7,
        0.072_947_707_163_066_2, 0.093_594_317_099_642_2,
    ];
    let mut mixed = [0.0; 6];
    for (x, t_x, _, ll, ..) in CELLS {
        // Every order of x − 1 purchases before the last has the same likelihood.
        let orders = (1..x).fold(1.0, |product, k| product * (t_x - f64::from(k)) / f64::from(k));
        let history = History::new(x, t_x, 6.0).unwrap();
        for (sum, p) in mixed.iter_mut().zip(predictor(5.0).count_probabilities(&history, 5)) {
            *sum += orders * ll.exp() * p;
        }
    }
    for (found, expected) in mixed.iter().zip(next_five) {
        // Another program's figures, to its printed digits.
        assert_relative(*found, expected, 1e-12);
    }
}

#[test]
fn hard_arguments() {
    // Parameters, (x, t_x, n), horizon, discount; ll, P(alive next), P(return), expected, variance, discounted, forever
    // and E[p],
    // as sums at 40 digits.
    for (parameters, (x, t_x, n), [ll, alive, returns, expected, variance, discounted, forever, rate]) in HARD {
        let history = History::new(x, t_x, n).unwrap();
        let sample: Statistics = [history].into_iter().collect();
        assert_relative(BgBb.log_likelihood(&parameters, &sample).unwrap().0, ll, 1e-12);
        let found = BgBb.predictor(&parameters, Terms::new(52.0, 0.002).unwrap()).unwrap().predict(&history);
        assert_relative(found.probability_alive, alive, 1e-10);
        assert_relative(found.probability_return, returns, 1e-10);
        assert_relative(found.expected_purchases, expected, 1e-10);
        assert_relative(found.purchase_variance, variance, 1e-10);
        assert_relative(found.discounted_purchases, discounted, 1e-10);
        assert_relative(found.discounted_purchases_forever.unwrap(), forever, 1e-10);
        assert_relative(found.purchase_rate, rate, 1e-10);
    }
}

type Hard = ([f64; 4], (u32, f64, f64), [f64; 8]);

#[rustfmt::skip]
const HARD: [Hard; 8] = [
    ([1.204, 0.75, 0.657, 2.783], (0, 0.0, 2609.0), [-1.247_310_561_786_966_2, 2.298_866_591_498_494_7e-6, 5.36223097275072e-8, 5.477_477_455_709_576_6e-8, 5.712_678_810_722_573e-8, 5.197_653_698_997_368e-8, 4.775_145_844_130_574e-7, 0.513_871_023_841_540_9]),
    ([1.204, 0.75, 0.657, 2.783], (5000, 5000.0, 5000.0), [-11.283_527_433_140_48, 0.999_868_690_341_045_3, 0.999_868_670_651_923_8, 51.812_297_108_255_93, 6.280_312_830_662_389, 49.162_779_316_663_39, 470.957_700_652_866_83, 0.999_850_058_597_100_3]),
    ([1.204, 0.75, 0.657, 2.783], (400, 400.0, 420.0), [-14.153_852_809_681_904, 2.869_985_934_326_442_4e-32, 2.869_755_645_231_470_6e-32, 1.366_371_268_943_178e-30, 6.677_553_644_740_026e-29, 1.297_278_310_106_819_3e-30, 9.181_504_507_039_901e-30, 0.998_129_480_431_300_5]),
    ([0.001, 0.001, 0.001, 0.001], (3, 3.0, 9.0), [-9.378_316_044_403_524, 0.017_524_157_492_603_325, 0.017_491_695_660_784_505, 0.303_424_439_757_915_5, 6.399_731_342_245_141, 0.287_895_597_116_714_7, 2.908_001_884_107_539, 0.987_894_036_719_656_1]),
    ([1000.0, 1000.0, 1000.0, 1000.0], (2, 5.0, 7.0), [-7.303_355_134_181_537, 0.045_986_428_602_537_925, 0.030_666_158_190_305_52, 0.046_124_525_985_728_71, 0.090_537_348_581_883_48, 0.045_939_662_273_081_314, 0.045_939_662_273_081_334, 0.499_659_630_297_749_35]),
    ([0.4, 900.0, 1.0, 3.0], (0, 0.0, 40.0), [-0.003_299_221_107_895_401_6, 0.067_227_166_948_072_94, 0.000_958_054_260_459_239_9, 0.000_989_371_888_916_165_7, 0.001_053_510_164_732_848_6, 0.000_945_069_019_269_313_7, 0.002_673_460_962_754_947_3, 0.000_440_647_586_858_196_4]),
    ([30.0, 2.0, 0.001, 1000.0], (25, 30.0, 31.0), [-17.185_745_407_580_114, 0.999_990_430_983_299_1, 0.999_990_287_454_017_7, 45.395_286_979_971_67, 10.410_957_142_314_407, 43.071_398_728_825_38, 435.913_751_186_742_5, 0.873_015_994_098_864_1]),
    ([0.2, 3.0, 1000.0, 0.5], (1, 1.0, 4.0), [-10.374_419_695_262_375, 2.587_034_707_269_086e-11, 4.329_066_955_005_396e-12, 4.335_462_735_154_817e-12, 4.348_283_278_441_014e-12, 4.326_752_832_925_649_5e-12, 4.326_752_832_925_649_5e-12, 0.285_655_436_380_065]),
];

#[test]
fn customers_who_never_stop_run_to_a_boundary_and_it_is_named() {
    // Different rates, all to the very end.
    let statistics: Statistics = (0..2000_u32).map(|i| History::new(1 + (i * 7919) % 9, 10.0, 10.0).unwrap()).collect();
    let error = BgBb.fit(&statistics).unwrap_err();
    assert!(matches!(error, FitError::Boundary { .. }), "{error}");
    assert!(error.to_string().ends_with("hardly any customer ever stops buying"), "{error}");
}

#[test]
fn what_lies_too_far_is_refused() {
    let terms = Terms::new(1e9, 0.0).unwrap();
    assert_eq!(BgBb.predictor(&PRINTED, terms).unwrap_err().code(), "parameter-too-far");
    assert_eq!(BgBb.simulate(&PRINTED, &[1e9], 1).unwrap_err().code(), "parameter-too-far");
    let far: Statistics = (0..60).map(|i| History::new(1, 1.0, 1e6 + f64::from(i)).unwrap()).collect();
    assert_eq!(BgBb.fit(&far).unwrap_err().code(), "fit-not-opportunities");
    let crowded: Statistics = (0..60).map(|i| History::new(3, 2.0, 9.0 + f64::from(i)).unwrap()).collect();
    assert_eq!(BgBb.fit(&crowded).unwrap_err().code(), "fit-not-opportunities");
}

#[test]
fn the_cells_are_those_of_the_reference_file() {
    let Some(path) = shared_file("reference/bgbb_donations.json") else { return };
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let rows = file["at_fixed_parameters"]["exact_rows"].as_array().unwrap();
    assert_eq!(rows.len(), CELLS.len());
    for (row, cell) in rows.iter().zip(CELLS) {
        let number = |name: &str| row[name].as_f64().unwrap();
        assert_eq!((number("x"), number("t_x"), number("custs")), (f64::from(cell.0), cell.1, cell.2));
        assert_close(number("ll"), cell.3, 1e-15);
        assert_close(number("dert_rate_0_1"), cell.7, 1e-14);
    }
}

#[test]
fn extremes_of_the_parameters_are_finite_and_agree_with_the_distribution() {
    let values = [1e-3, 0.7, 1e3];
    let histories =
        [(0, 0.0, 0.0), (0, 0.0, 18_262.0), (1, 1.0, 1.0), (40, 60.0, 61.0), (5000, 5000.0, 5000.0), (3, 3.0, 9000.0)]
            .map(|(x, t_x, n)| History::new(x, t_x, n).unwrap());
    let combinations = (0..81).map(|i| [values[i % 3], values[i / 3 % 3], values[i / 9 % 3], values[i / 27]]);
    for parameters in combinations {
        let predictor = BgBb.predictor(&parameters, Terms::new(40.0, 0.01).unwrap()).unwrap();
        for history in histories {
            let (value, slopes) = BgBb.log_likelihood(&parameters, &[history].into_iter().collect()).unwrap();
            assert!(value.is_finite() && value <= 1e-9 && slopes.iter().all(|slope| slope.is_finite()));
            let found = predictor.predict(&history);
            assert!((0.0..=1.0).contains(&found.probability_alive) && (0.0..=1.0).contains(&found.purchase_rate));
            assert!(found.gradient.iter().all(|slope| slope.is_finite()), "{parameters:?} {history:?}: {found:?}");
            let forever = found.discounted_purchases_forever.unwrap();
            assert!(forever.is_finite() && found.discounted_purchases <= forever * (1.0 + 1e-11));
            let counts = predictor.count_probabilities(&history, 40);
            let moment = |k: i32| counts.iter().enumerate().map(|(n, p)| p * (n as f64).powi(k)).sum::<f64>();
            assert_relative(moment(0), 1.0, 1e-9);
            // ln Γ of thousands rounds to 1e-12, and what cannot be told from nothing is nothing.
            assert_close(moment(1), found.expected_purchases, 1e-9 * found.expected_purchases + 1e-15);
            let second = found.purchase_variance + found.expected_purchases.powi(2);
            assert_close(moment(2), second, 1e-9 * second + 1e-15);
            assert_close(1.0 - counts[0], found.probability_return, 1e-9);
        }
    }
}
