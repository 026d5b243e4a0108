//! Predictions of the CNBD-k models: a mixture over the stages of the gap, each of them memoryless.

use rayon::prelude::*;

use super::ahead::Underway;
use super::present::{StagedPresent, present};
use crate::bg_nbd::{Parameters, Variant};
use crate::history::History;
use crate::mbg_nbd::MbgNbdCustomers;
use crate::transaction::{Ahead, Memoryless, MemorylessPredictor, Prediction, Predictor, Table, Terms, combine, curve};

/// A CNBD-k model with parameters, horizon and discount in place.
#[derive(Debug)]
struct CnbdKPredictor {
    parameters: Parameters,
    variant: Variant,
    terms: Terms,
    /// Futures by stages passed.
    stages: Vec<Table<Underway, 4>>,
}

/// The predictor; k = 1 has a predictor of its own, which is quicker.
pub(super) fn predictor(parameters: Parameters, variant: Variant, terms: Terms) -> Box<dyn Predictor> {
    match variant {
        Variant::BG_NBD => Box::new(MemorylessPredictor::new(parameters, terms)),
        Variant::MBG_NBD => Box::new(MemorylessPredictor::new(MbgNbdCustomers::new(parameters), terms)),
        _ => Box::new(CnbdKPredictor::new(parameters, variant, terms)),
    }
}

impl CnbdKPredictor {
    fn new(parameters: Parameters, variant: Variant, terms: Terms) -> Self {
        let stage = |passed| Table::new(Underway { parameters, variant, passed }, terms);
        Self { parameters, variant, terms, stages: (0..variant.stages).map(stage).collect() }
    }

    fn present(&self, history: &History) -> StagedPresent {
        present(&self.parameters, self.variant, history)
    }

    /// The stages the customer may be at, with their shares of the active.
    fn possible(present: &StagedPresent) -> impl Iterator<Item = (usize, f64)> + '_ {
        present.shares.iter().enumerate().map(|(j, share)| (j, share.share)).filter(|(_, share)| *share > 0.0)
    }
}

/// Adds the future from a stage with its share.
fn add(sum: &mut Ahead<4>, present: &StagedPresent, stage: usize, future: &Ahead<4>) {
    let Some(share) = present.shares.get(stage) else { return };
    sum.returns += share.share * future.returns;
    sum.expected += share.share * future.expected;
    sum.factorial_moment += share.share * future.factorial_moment;
    sum.discounted += share.share * future.discounted;
    sum.forever += share.share * future.forever;
    for (slope, of_future) in sum.gradient.iter_mut().zip(future.gradient) {
        *slope += share.share * of_future;
    }
    sum.gradient[0] += share.by_r * future.discounted;
    sum.gradient[1] += share.by_alpha * future.discounted;
}

impl Predictor for CnbdKPredictor {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn predict(&self, history: &History) -> Prediction {
        let present = self.present(history);
        let mut active = Ahead::default();
        for (stage, _) in Self::possible(&present) {
            let future = self.stages[stage].get(history.frequency(), history.age());
            add(&mut active, &present, stage, &future);
        }
        combine(&present.whole, &active, self.terms)
    }

    fn predict_all(&self, histories: &[History]) -> Vec<Prediction> {
        let presents: Vec<StagedPresent> = histories.par_iter().map(|history| self.present(history)).collect();
        let mut actives = vec![Ahead::default(); histories.len()];
        for (stage, table) in self.stages.iter().enumerate() {
            let (places, customers): (Vec<usize>, Vec<(u32, f64)>) = presents
                .iter()
                .enumerate()
                .filter(|(_, present)| present.shares[stage].share > 0.0)
                .map(|(i, _)| (i, (histories[i].frequency(), histories[i].age())))
                .unzip();
            let futures = table.get_all(&customers, |_, future| future);
            for (i, future) in places.into_iter().zip(&futures) {
                add(&mut actives[i], &presents[i], stage, future);
            }
        }
        presents.par_iter().zip(&actives).map(|(present, active)| combine(&present.whole, active, self.terms)).collect()
    }

    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64> {
        let (x, age) = (f64::from(history.frequency()), history.age());
        let present = self.present(history);
        curve(horizons, |from, to| {
            let from_stage =
                |(stage, share): (usize, f64)| share * self.stages[stage].model().expected_between(x, age, from, to);
            present.whole.alive * Self::possible(&present).map(from_stage).sum::<f64>()
        })
    }

    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64> {
        let (x, age) = (f64::from(history.frequency()), history.age());
        let present = self.present(history);
        let mut probabilities = vec![0.0; up_to + 1];
        probabilities[0] = 1.0 - present.whole.alive;
        for (stage, share) in Self::possible(&present) {
            let given = self.stages[stage].model().counts(x, age, self.terms.horizon(), up_to);
            for (sum, probability) in probabilities.iter_mut().zip(given) {
                *sum += present.whole.alive * share * probability;
            }
        }
        probabilities
    }
}
