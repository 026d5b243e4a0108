//! Who brings the profit.

mod shares;
mod whale;

pub use shares::{herfindahl, share_of_largest};
pub use whale::{Whale, WhalePoint, whale};
