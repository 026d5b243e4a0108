use patron_models::fit::Fit;
use patron_models::history::{History, Statistics};
use patron_models::transaction::{Terms, TransactionModel};

use crate::views::FrequencyBar;

/// Numbers of repeat purchases that are shown apart.
const SHOWN: usize = 12;
/// Ages at which the model is asked; customers between two are counted at the nearest.
const AGES: f64 = 200.0;

/// Customers by repeat purchases, as they are and as the model expects them of customers of their ages.
pub(super) fn frequency(model: &dyn TransactionModel, fit: &Fit, purchases: &Statistics) -> Option<Vec<FrequencyBar>> {
    let parameters = model.parameters_from(&fit.parameters).ok()?;
    let mut actual = [0.0; SHOWN + 1];
    let oldest = purchases.rows().iter().map(|row| row.history.age()).fold(0.0, f64::max);
    let mut by_age = std::collections::BTreeMap::<u32, f64>::new();
    for row in purchases.rows() {
        let bar = usize::try_from(row.history.frequency()).unwrap_or(usize::MAX).min(SHOWN);
        actual[bar] += row.weight;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number between 0 and AGES")]
        let class = if oldest > 0.0 { (row.history.age() / oldest * AGES).round() as u32 } else { 0 };
        *by_age.entry(class).or_default() += row.weight;
    }
    let mut expected = [0.0; SHOWN + 1];
    for (class, customers) in by_age {
        let terms = Terms::new(f64::from(class) / AGES * oldest, 0.0).ok()?;
        let predictor = model.predictor(&parameters, terms).ok()?;
        let mut rest = 1.0;
        for (bar, probability) in expected.iter_mut().zip(predictor.count_probabilities(&History::NEW, SHOWN - 1)) {
            *bar += customers * probability;
            rest -= probability;
        }
        expected[SHOWN] += customers * f64::max(rest, 0.0);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of customers")]
    let bar = |((actual, expected), frequency): ((&f64, f64), u32)| FrequencyBar {
        frequency,
        and_more: frequency as usize == SHOWN,
        customers: *actual as u64,
        actual: *actual,
        expected,
    };
    Some(actual.iter().zip(expected).zip(0_u32..).map(bar).collect())
}
