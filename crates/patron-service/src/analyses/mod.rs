//! Analyses: one folder each, one line here. Nothing else in the program knows their names.

mod abc;
mod analysis;
mod assortment;
mod attributes;
mod buying;
mod contacts;
mod contracts;
mod facts;
mod lifecycle;
mod lifetime_value;
mod order;
mod per_customer;
mod pipeline;
mod pyramid;
mod quantiles;
mod receivables;
mod registry;
mod rfm;
mod scorecard;
mod value_cube;
mod value_tree;
mod wallet;

pub use analysis::{Analysis, Fitted, Requirements};
pub(crate) use attributes::{Attributes, measure as attribute_measure};
pub use facts::facts;
pub(crate) use lifetime_value::{ID as LIFETIME_VALUE, Parameters as LifetimeValueParameters, RunSeason};
pub(crate) use order::{StoredAnalysis, sorted_by_need};
pub(crate) use per_customer::beside;
pub use registry::Registry;
pub(crate) use scorecard::{CardParameters, FittedLine, Scorecard, UnfitCard};

use std::sync::Arc;

/// Every built-in analysis; the order does not matter.
fn built_in() -> Vec<Arc<dyn Analysis>> {
    vec![
        Arc::new(facts::Facts),
        Arc::new(rfm::Rfm::default()),
        Arc::new(lifetime_value::LifetimeValue),
        Arc::new(value_tree::ValueTree),
        Arc::new(abc::Abc::default()),
        Arc::new(pyramid::Pyramid),
        Arc::new(lifecycle::Lifecycle),
        Arc::new(value_cube::ValueCube),
        Arc::new(buying::Buying),
        Arc::new(assortment::Assortment),
        Arc::new(contracts::Contracts),
        Arc::new(contacts::Contacts),
        Arc::new(wallet::Wallet),
        Arc::new(receivables::Receivables),
        Arc::new(pipeline::Pipeline),
    ]
}
