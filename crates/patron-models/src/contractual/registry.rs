//! The renewal models there are.

use super::{Bdw, RenewalModel, Sbg};

/// Every renewal model; a new one adds its folder and one entry here.
#[must_use]
pub fn renewal_models() -> &'static [&'static dyn RenewalModel] {
    &[&Sbg, &Bdw]
}

/// The renewal model of a name.
#[must_use]
pub fn renewal_model(name: &str) -> Option<&'static dyn RenewalModel> {
    renewal_models().iter().copied().find(|model| model.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transaction::{MAX_PARAMETERS, transaction_model};

    #[test]
    fn names_are_distinct_and_parameters_fit_the_gradient() {
        for (i, model) in renewal_models().iter().enumerate() {
            assert!(model.parameter_names().len() <= MAX_PARAMETERS);
            assert!(renewal_models()[..i].iter().all(|other| other.name() != model.name()));
            assert!(renewal_model(model.name()).is_some() && transaction_model(model.name()).is_none());
        }
        assert!(renewal_model("no-such-model").is_none());
    }
}
