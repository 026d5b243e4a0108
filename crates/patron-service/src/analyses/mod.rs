//! Analyses: one folder each, one line here. Nothing else in the program knows their names.

mod abc;
mod analysis;
mod facts;
mod lifetime_value;
mod order;
mod registry;
mod rfm;
mod value_tree;

pub use analysis::{Analysis, Fitted, Requirements};
pub use facts::facts;
pub(crate) use lifetime_value::{ID as LIFETIME_VALUE, Parameters as LifetimeValueParameters, RunSeason};
pub(crate) use order::{StoredAnalysis, sorted_by_need};
pub use registry::Registry;

use std::sync::Arc;

/// Every built-in analysis; the order does not matter.
fn built_in() -> Vec<Arc<dyn Analysis>> {
    vec![
        Arc::new(facts::Facts),
        Arc::new(rfm::Rfm::default()),
        Arc::new(lifetime_value::LifetimeValue),
        Arc::new(value_tree::ValueTree),
        Arc::new(abc::Abc::default()),
    ]
}
