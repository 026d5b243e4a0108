//! How quantities answer to prices: the elasticity E, per cent more bought for each per cent of price.

mod error;
mod log_log;
mod pooled;
mod switching;
mod two_periods;

pub use error::PriceError;
pub use log_log::{LogLog, log_log};
pub use pooled::{LEAST_DEGREES, LEAST_VARIATION, PooledSums};
pub use switching::{LEAST_RELATIVE_CHANGE, Switching, switching};
pub use two_periods::{Observation, TwoPeriods, two_periods};
