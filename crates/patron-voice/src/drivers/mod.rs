//! What satisfaction, loyalty or recommendation hangs on, as far as answers that go together can tell.

mod error;
mod estimate;
mod map;
mod relative;
#[cfg(test)]
mod tests;

pub use error::DriverError;
pub use estimate::{Draws, Driver, Drivers, drivers};
pub use map::{Place, Stated, place, stated};
pub use relative::relative_weights;
