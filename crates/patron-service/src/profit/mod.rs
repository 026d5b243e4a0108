//! Profit of customers: what they bring in the days of a costing, less what goods and service cost, in two views.
//!
//! ```text
//! costing   a costing with the ledger it was counted in: exact revenue and product cost beside it
//! accounts  one entry per customer
//! grid      the same by label and part of the orders: product, category, channel
//! sums      money added up, and the row that pages show of it
//! split     rounding that loses nothing
//! tier      customers by the user's bounds of revenue
//! lever     what could be changed about a customer below cost
//! channel   the same for the channel
//! ```

mod accounts;
mod channel;
mod costing;
mod grid;
mod lever;
mod split;
mod sums;
mod tier;

pub(crate) use accounts::{Account, Accounts, Beside};
pub(crate) use channel::{ChannelRate, channel_rates, cheapest_channel};
pub(crate) use costing::Costing;
pub(crate) use grid::{Cell, Labelled, grid};
pub(crate) use sums::{Sums, View, ratio};
pub(crate) use tier::Tiers;
