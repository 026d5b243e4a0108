//! How quantities went with prices, from the order lines.
//!
//! ```text
//! months   price and quantity of each product by calendar month, of everybody or of one customer
//! sums     what an elasticity needs of them, within products
//! periods  prices and quantities of two periods side by side
//! request  what is asked for
//! ```
//!
//! The price of a product in a month is its amount over its quantity, so that discounts count. Months in which it was not
//! sold have no price and are not seen. What is found is how the two went together, not what one does to the other: seasons,
//! promotions and stock move both.

mod months;
mod periods;
mod request;
mod sums;

pub(crate) use months::months;
pub(crate) use periods::{TwoWindows, by_product};
pub use request::{PriceBy, PriceRequest};
pub(crate) use sums::{pooled, pooled_of, sums_by};
