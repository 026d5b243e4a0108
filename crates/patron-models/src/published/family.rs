//! MBG/NBD, the CNBD-k models and NBD on real data.

use super::{Customer, apparel, assert_fit, cdnow_sample, statistics};
use crate::check::{assert_close, assert_relative};
use crate::cnbd_k::{BG_CNBD_K, CnbdK, MBG_CNBD_K};
use crate::history::History;
use crate::mbg_nbd::MbgNbd;
use crate::nbd::Nbd;
use crate::transaction::{Terms, TransactionModel};

/// Sums of expected purchases and of P(alive).
fn totals(model: &dyn TransactionModel, parameters: &[f64], horizon: f64, customers: &[Customer]) -> (f64, f64) {
    let predictor = model.predictor(parameters, Terms::new(horizon, 0.0).unwrap()).unwrap();
    let histories: Vec<History> = customers.iter().map(|customer| customer.history).collect();
    let found = predictor.predict_all(&histories);
    (found.iter().map(|f| f.expected_purchases).sum(), found.iter().map(|f| f.probability_alive).sum())
}

#[test]
fn mbg_nbd_on_two_samples() {
    let (Some(cdnow), Some(apparel)) = (cdnow_sample(), apparel()) else { return };
    let fit = MbgNbd.fit(&statistics(&cdnow)).unwrap();
    assert_fit(&fit, &[0.524_843, 6.183_08, 0.891_36, 1.614_00], -9_582.135_715_553_8);
    // Standard errors of another program, from its own Hessian.
    for (found, expected) in fit.standard_errors.values().iter().zip([0.083_268, 0.695_620, 0.154_790, 0.537_495]) {
        assert_relative(*found, expected, 1e-3);
    }
    let (expected, alive) = totals(&MbgNbd, &[0.5248, 6.183, 0.8914, 1.614], 39.0, &cdnow);
    assert_relative(expected, 1_576.674_182_961_264, 1e-11);
    assert_relative(alive / 2357.0, 0.448_723_315_041_266, 1e-12);
    let fit = MbgNbd.fit(&statistics(&apparel)).unwrap();
    assert_fit(&fit, &[1.891_5, 45.830, 0.602_33, 1.582_2], -5_848.045_278_239_6);
}

#[test]
fn nbd_on_two_samples() {
    let (Some(cdnow), Some(apparel)) = (cdnow_sample(), apparel()) else { return };
    let fit = Nbd.fit(&statistics(&cdnow)).unwrap();
    assert_fit(&fit, &[0.384_766, 12.072_01], -9_763.657_614_672_7);
    let (expected, _) = totals(&Nbd, &fit.parameters.values(), 39.0, &cdnow);
    assert_relative(expected, 2_929.820_354_087_47, 1e-5);
    let fit = Nbd.fit(&statistics(&apparel)).unwrap();
    assert_fit(&fit, &[0.833_745, 41.094_55], -5_910.745_925_750_8);
}

/// Model, k, parameters and log-likelihood of another program; at rounded parameters, the mean P(alive) and its
/// approximation of the purchases within 39 weeks.
type Regular = (CnbdK, f64, [f64; 4], f64, [f64; 4], f64, f64);

#[rustfmt::skip]
const CDNOW: &[Regular] = &[
    (BG_CNBD_K, 2.0, [0.226_917, 1.462_918, 0.943_996, 2.074_316], -9_855.326_974_094, [0.2269, 1.463, 0.944, 2.074], 0.765_863_204_089_047, 1_479.148),
    (BG_CNBD_K, 3.0, [0.219_482, 0.833_435, 1.026_063, 2.094_061], -10_393.565_053_800, [0.2195, 0.8334, 1.026, 2.094], 0.752_338_311_217_944, 1_396.284),
    (MBG_CNBD_K, 2.0, [0.579_908, 2.288_199, 1.134_331, 1.584_779], -9_853.253_128_935, [0.5799, 2.288, 1.134, 1.585], 0.345_998_804_635_6, 1_341.544),
    (MBG_CNBD_K, 3.0, [0.532_995, 1.258_232, 1.288_544, 1.844_945], -10_394.362_651_869, [0.533, 1.258, 1.289, 1.845], 0.342_238_459_146_512, 1_247.037),
];

#[test]
fn regular_gaps_on_the_cdnow_sample() {
    let Some(customers) = cdnow_sample() else { return };
    let statistics = statistics(&customers);
    for (model, k, parameters, best, rounded, alive, approximately) in CDNOW {
        let fit = model.holding("k", *k).unwrap().fit(&statistics).unwrap();
        assert_fit(&fit, &[&parameters[..], &[*k]].concat(), *best);
        let (expected, sum) = totals(model, &[&rounded[..], &[*k]].concat(), 39.0, &customers);
        // That program's expectation is an approximation, which leaves out how long ago the last purchase was.
        assert_relative(expected, *approximately, 0.02);
        assert_relative(sum / 2357.0, *alive, 1e-12);
    }
    // Buyers of music buy at random moments: searched, k is 1.
    for (model, best) in [(BG_CNBD_K, -9_582.429_206_673), (MBG_CNBD_K, -9_582.135_715_553_8)] {
        let fit = model.fit(&statistics).unwrap();
        assert_eq!(fit.parameters.get("k"), Some(1.0));
        assert_close(fit.log_likelihood, best, 1e-6);
    }
}

#[test]
fn regular_gaps_on_the_apparel_retailer() {
    let Some(customers) = apparel() else { return };
    let statistics = statistics(&customers);
    for (model, k, parameters, best) in [
        (BG_CNBD_K, 2.0, [0.567_167, 7.560_674, 1.260_130, 5.631_749], -6_035.314_818_913),
        (BG_CNBD_K, 3.0, [0.553_754, 4.524_439, 1.339_359, 5.388_649], -6_368.637_146_685),
        (MBG_CNBD_K, 2.0, [1.733_366, 16.820_900, 0.875_944, 2.107_645], -6_020.256_712_044),
        (MBG_CNBD_K, 3.0, [1.577_954, 9.501_604, 1.006_576, 2.439_954], -6_353.140_383_677),
    ] {
        let fit = model.holding("k", k).unwrap().fit(&statistics).unwrap();
        assert_fit(&fit, &[&parameters[..], &[k]].concat(), best);
    }
}
