//! Models of when customers buy and when they stop: what all of them offer, and the list of those there are.

mod clock;
mod likelihood;
mod memoryless;
mod model;
mod next_purchase;
mod prediction;
mod registry;
mod sample;
mod simulation;
mod terms;

pub use clock::Clock;
pub use likelihood::SampleLikelihood;
pub(crate) use likelihood::check_length;
pub(crate) use memoryless::{Ahead, Memoryless, MemorylessPredictor, Present, Table, combine, curve};
pub use model::{Predictor, TransactionModel};
pub use next_purchase::{NextPurchase, next_purchase};
pub use prediction::{Alive, MAX_PARAMETERS, Outlook, Prediction};
pub use registry::{transaction_model, transaction_models};
pub(crate) use sample::{check_sample, rates_without_stops};
pub(crate) use simulation::simulate_each;
pub use terms::Terms;
