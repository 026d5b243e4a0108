//! Models of when customers buy and when they stop: what all of them offer, and the list of those there are.

mod clock;
mod model;
mod prediction;
mod registry;
mod terms;

pub use clock::Clock;
pub use model::{Predictor, TransactionModel};
pub use prediction::{MAX_PARAMETERS, Prediction};
pub use registry::{transaction_model, transaction_models};
pub use terms::Terms;
