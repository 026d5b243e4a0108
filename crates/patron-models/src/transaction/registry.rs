//! The transaction models there are.

use super::TransactionModel;
use crate::bg_bb::BgBb;
use crate::bg_nbd::BgNbd;
use crate::cnbd_k::{BG_CNBD_K, MBG_CNBD_K};
use crate::ggompertz_nbd::GgompertzNbd;
use crate::mbg_nbd::MbgNbd;
use crate::nbd::Nbd;
use crate::pareto_nbd::ParetoNbd;

/// Every transaction model; a new one adds its folder and one line here.
#[must_use]
pub fn transaction_models() -> &'static [&'static dyn TransactionModel] {
    &[&BgNbd, &ParetoNbd, &GgompertzNbd, &MbgNbd, &Nbd, &BG_CNBD_K, &MBG_CNBD_K, &BgBb]
}

/// The transaction model of a name.
#[must_use]
pub fn transaction_model(name: &str) -> Option<&'static dyn TransactionModel> {
    transaction_models().iter().copied().find(|model| model.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transaction::MAX_PARAMETERS;

    #[test]
    fn names_are_distinct_and_parameters_fit_the_gradient() {
        for (i, model) in transaction_models().iter().enumerate() {
            assert!(model.parameter_names().len() <= MAX_PARAMETERS);
            assert!(transaction_models()[..i].iter().all(|other| other.name() != model.name()));
            assert!(transaction_model(model.name()).is_some());
        }
        assert!(transaction_model("no-such-model").is_none());
    }
}
