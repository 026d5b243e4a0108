//! Which way is better.

use serde::{Deserialize, Serialize};

/// Whether more of an indicator is better or worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    Benefit,
    /// Less is better.
    Cost,
}
