use serde::Serialize;
use utoipa::ToSchema;

use super::VoiceName;
use crate::catalogue::Text;
use crate::views::{Notice, Problem};

/// Why nothing goes with satisfaction as far as is known, or what does.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceAssociationAnswer {
    pub association: Option<VoiceAssociation>,
    pub problem: Option<Problem>,
}

/// What customers do that lie a point apart and are alike in what is held: association, not cause.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceAssociation {
    pub id: String,
    pub name: Text,
    pub instrument: String,
    pub wave: Option<String>,
    pub as_of: String,
    /// what one point is: the scale of a customer's score
    pub low: f64,
    pub high: f64,
    /// days after the answer in which customers were watched
    pub days: u32,
    /// what is held beside the score
    pub held: Vec<VoiceName>,
    pub effects: Vec<VoiceEffect>,
    pub notices: Vec<Notice>,
}

/// One outcome.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceEffect {
    /// `came-back`, `spend`, `probability-alive` or `residual-value`
    pub outcome: String,
    pub label: Text,
    /// `probability` or `money`
    pub unit: String,
    /// difference of the outcome for one point; null where it was refused
    pub per_point: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p_value: Option<f64>,
    pub p_holm: Option<f64>,
    pub p_bh: Option<f64>,
    /// `came-back`: odds of customers a point apart, one over the other
    pub odds_ratio: Option<f64>,
    /// customers it stands on
    pub customers: usize,
    /// mean of the outcome over these
    pub mean: Option<f64>,
    /// why there is no figure
    pub problem: Option<Problem>,
}
