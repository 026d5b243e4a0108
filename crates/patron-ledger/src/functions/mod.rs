//! The model kernels as SQL functions, so that scoring is a plan like any other and streams.
//!
//! Each is a wrapper round the slice kernel of `patron-models`: columns in, a struct of columns out. Parameters are
//! arguments too (literals of the plan), so that a plan says everything that decides its result.

mod arguments;
mod residual;
mod spend;
mod transaction;

use datafusion::logical_expr::ScalarUDF;
use patron_models::transaction::{Clock, transaction_models};

pub use residual::{ResidualTerms, residual_value};
pub use spend::gamma_gamma;
pub use transaction::transaction_function;

/// Every function, for registration in a session: one per transaction model of days (`bg_nbd`), `gamma_gamma` and `residual_value`.
#[must_use]
pub fn functions() -> Vec<ScalarUDF> {
    let of_days = transaction_models().iter().filter(|model| model.clock() == Clock::Continuous);
    let mut all: Vec<ScalarUDF> = of_days.map(|&model| transaction_function(model)).collect();
    all.extend([gamma_gamma(), residual_value()]);
    all
}
