//! Accounts on scorecards beyond their ranking: other weights, ways to the next tier, groups, cards side by side, and
//! the scores that people type.

mod assessors;
mod compare;
mod form;
mod gap;
mod groups;
mod levers;
mod review;
mod reweigh;
mod save;
mod typed;
mod values;
mod what_if;

pub use form::FormOf;
pub use review::Reviewed;

use crate::error::{Result, ServiceError};
use crate::views::Problem;

/// An answer, or why there is none; what a reader cannot mend stays an error.
fn answer<T>(found: Result<T>) -> Result<(Option<T>, Option<Problem>)> {
    let told = |error: &ServiceError| {
        let code = error.code();
        code == "no-run" || code.starts_with("card-") || code.starts_with("cards-")
    };
    match found {
        Ok(found) => Ok((Some(found), None)),
        Err(error) if told(&error) => Ok((None, Some(error.into()))),
        Err(error) => Err(error),
    }
}
