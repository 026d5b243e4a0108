use serde::Serialize;
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::{Notice, Problem};

/// Why nothing is known to be at stake, or what is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceStakeAnswer {
    pub stake: Option<VoiceStake>,
    pub problem: Option<Problem>,
}

/// What customers are worth by what they think. A customer counts with its latest answers: where several people answered
/// for it, with the mean of their latest.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceStake {
    pub id: String,
    pub name: Text,
    pub instrument: String,
    pub wave: Option<String>,
    pub as_of: String,
    /// customers who answered and whom the run knows
    pub customers: u64,
    /// who answered and is not in the run
    pub not_in_run: u64,
    /// customers of the run, and what all of them are worth together
    pub customers_in_all: u64,
    pub revenue_in_all: f64,
    pub equity_in_all: f64,
    /// the best class first
    pub classes: Vec<VoiceStakeClass>,
    /// the displeased among those whose equity is known
    pub displeased: u64,
    /// their equity, where it is above 0
    pub at_stake: f64,
    /// of the equity of all who answered
    pub share: Option<f64>,
    /// displeased customers whose equity is 0 or less
    pub worth_nothing: u64,
    /// who answered and whose equity is not known
    pub without_equity: u64,
    pub notices: Vec<Notice>,
}

/// A class of the pleased or displeased.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceStakeClass {
    /// as in the classes of a wave
    pub id: String,
    pub label: Text,
    /// whether it is the class whose value is at stake
    pub displeased: bool,
    pub customers: u64,
    pub share_of_customers: Option<f64>,
    pub revenue: f64,
    pub share_of_revenue: Option<f64>,
    /// customer equity of those whose it is known
    pub equity: f64,
    pub share_of_equity: Option<f64>,
    pub mean_equity: Option<f64>,
}
