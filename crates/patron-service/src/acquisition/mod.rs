//! What customers cost to win and to keep, from the table `marketing_spend`.
//!
//! ```text
//! spend      rows of spend, as far as they are lived
//! channel    the channel that won each customer
//! won        customers won, by channel and day, with what they are worth and brought
//! line       a channel, campaign or cohort: cost of a customer, value for it, payback
//! divide     which customers a row of spend stands for, and the lines of all
//! retention  who was active in the days of a row of spend on keeping customers
//! ```

mod channel;
mod divide;
mod line;
mod retention;
mod spend;
#[cfg(test)]
mod tests;
mod won;

pub(crate) use channel::{KEY, with_channel};
pub(crate) use divide::{Division, divide};
pub(crate) use retention::{by_cohort, by_customer, count_active, named};
pub(crate) use spend::{Lived, Spend, recent};
pub(crate) use won::{MONTH_DAYS, Won, read_won};
