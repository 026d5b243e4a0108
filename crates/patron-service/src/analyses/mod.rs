//! Analyses: one folder each, one line here. Nothing else in the program knows their names.

mod abc;
mod acquisition;
mod analysis;
mod assortment;
mod attributes;
mod buying;
mod contacts;
mod contracts;
mod costing;
mod facts;
mod key_accounts;
mod lifecycle;
mod lifetime_value;
mod order;
pub(crate) mod per_customer;
mod pipeline;
mod price;
mod profit_forecast;
mod pyramid;
mod quantiles;
mod receivables;
mod registry;
mod rfm;
mod satisfaction;
mod scheme;
mod scorecard;
mod value_change;
mod value_cube;
mod value_tree;
mod wallet;

pub(crate) use acquisition::{ID as ACQUISITION, Parameters as AcquisitionParameters};
pub use analysis::{Analysis, Fitted, Requirements};
pub(crate) use attributes::{Attributes, as_numbers, measure as attribute_measure};
pub(crate) use contacts::words as contact_words;
pub(crate) use costing::{Costing, ID as COSTING, KeptModel, Parameters as CostingParameters};
pub use facts::facts;
pub(crate) use key_accounts::{KeyAccounts, Proposals, UnfitRule};
pub(crate) use lifetime_value::{ID as LIFETIME_VALUE, Parameters as LifetimeValueParameters, RunSeason};
pub(crate) use order::{StoredAnalysis, sorted_by_need};
pub(crate) use per_customer::{beside, date, days_between, number};
pub use registry::Registry;
pub(crate) use scheme::{
    Fit, Found, Group, Groups, OwnScheme, SchemeParameters, UnfitScheme, fit, label, measure_id, scheme_measure,
    with_fitted,
};
pub(crate) use scorecard::{CardParameters, FittedLine, Kernel, Scorecard, UnfitCard, refit_topsis};
pub(crate) use value_change::{
    BILLING_FACTORS, Basis as AlertBasis, Expected, FACTORS as CHANGE_FACTORS, ID as VALUE_CHANGE,
    Parameters as ValueChangeParameters, billing_part, change, change_part,
};

use std::sync::Arc;

/// Every built-in analysis; the order does not matter.
fn built_in() -> Vec<Arc<dyn Analysis>> {
    vec![
        Arc::new(facts::Facts),
        Arc::new(rfm::Rfm::default()),
        Arc::new(lifetime_value::LifetimeValue),
        Arc::new(costing::Costing::default()),
        Arc::new(value_tree::ValueTree),
        Arc::new(abc::Abc::default()),
        Arc::new(acquisition::Acquisition),
        Arc::new(price::Price),
        Arc::new(profit_forecast::ProfitForecast),
        Arc::new(pyramid::Pyramid),
        Arc::new(lifecycle::Lifecycle),
        Arc::new(value_change::ValueChange),
        Arc::new(value_cube::ValueCube),
        Arc::new(buying::Buying),
        Arc::new(assortment::Assortment),
        Arc::new(contracts::Contracts),
        Arc::new(contacts::Contacts),
        Arc::new(wallet::Wallet),
        Arc::new(receivables::Receivables),
        Arc::new(satisfaction::Satisfaction),
        Arc::new(pipeline::Pipeline),
        Arc::new(key_accounts::KeyAccounts::default()),
    ]
}
