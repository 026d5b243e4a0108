use serde::Serialize;
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// Why there is no map, or the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceLoyaltyAnswer {
    pub loyalty: Option<VoiceLoyalty>,
    pub problem: Option<Problem>,
}

/// What customers feel against what they do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceLoyalty {
    pub id: String,
    pub name: Text,
    pub instrument: String,
    pub wave: Option<String>,
    pub as_of: String,
    /// scale of a customer's score, and from where on it is high
    pub low: f64,
    pub high: f64,
    pub attitude_from: f64,
    /// measure of behaviour, and from where on it is high: the median of all customers, at least 1
    pub behaviour: String,
    pub behaviour_label: Text,
    pub behaviour_from: f64,
    pub customers: u64,
    /// who answered and is not in the run
    pub not_in_run: u64,
    /// `true`, `latent`, `spurious`, `none`
    pub places: Vec<VoiceLoyaltyPlace>,
    /// customers on the map, at most 2,000: the first by id
    pub points: Vec<VoiceLoyaltyPoint>,
}

/// A place of the map.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceLoyaltyPlace {
    pub id: String,
    pub label: Text,
    pub meaning: Text,
    pub customers: u64,
    pub share_of_customers: Option<f64>,
    pub revenue: f64,
    pub equity: f64,
    pub share_of_equity: Option<f64>,
}

/// A customer on the map.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceLoyaltyPoint {
    pub customer_id: String,
    pub attitude: f64,
    pub behaviour: f64,
    pub place: String,
    pub equity: Option<f64>,
}
