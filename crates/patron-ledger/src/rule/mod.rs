//! The portfolio's rules: what is a return, what is no goods, what is there twice.
//!
//! [`Rules`] are checked settings; a [`Sieve`] applies them to one import and counts what each did.
//! Every row ends in exactly one [`Class`], so that read = loaded + quarantined + duplicates +
//! excluded.

mod below_zero;
mod effect;
mod fingerprint;
mod known_orders;
mod rows;
mod setting;
mod sieve;
mod sign;

pub use effect::Effect;
pub use fingerprint::{Fingerprints, of_text};
pub use known_orders::KnownOrders;
pub use setting::{Duplicates, ProductCodes, Rules, Unattributed, rule_names};
pub use sieve::{Class, Known, Overlap, Sieve, Sifted, Treatment};

#[cfg(test)]
mod tests;
