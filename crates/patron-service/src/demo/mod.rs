//! Ready-made portfolios: real data bundled with the program, and a company made by the simulator.

mod bundle;
mod cdnow;
mod load;
mod simulated;

pub(crate) use bundle::{Bundle, BundledTable};
pub(crate) use cdnow::cdnow;
pub(crate) use load::load;
pub(crate) use simulated::simulated;

#[cfg(test)]
mod tests;
