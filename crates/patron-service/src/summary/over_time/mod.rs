//! Pareto/NBD with covariates that change over time, such as seasons and promotions.
//!
//! ```text
//! column     the columns of the file of covariates
//! clock      what a period is called, and how long it lasts
//! periods    the file to covariates of each customer's periods, checked
//! purchases  the days of a customer's purchases, from a summary file
//! customers  both together, block by block, as the model takes them
//! fit        to parameters
//! predict    to a table
//! ```

mod clock;
mod column;
mod customers;
mod fit;
mod periods;
mod predict;
mod problem;
mod purchases;

pub use fit::fit_over_time;
pub use predict::{PredictionsOverTime, predict_over_time};
pub(super) use purchases::{Days, Purchases};

/// Name of the model in files.
pub const OVER_TIME_MODEL: &str = patron_models::pareto_nbd_dynamic::DynamicParetoNbd::NAME;
/// The model it is fitted as.
const BASE: &str = "pareto-nbd";
