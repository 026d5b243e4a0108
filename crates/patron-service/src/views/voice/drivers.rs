use serde::Serialize;
use utoipa::ToSchema;

use super::VoiceName;
use crate::catalogue::Text;
use crate::views::{Notice, Problem};

/// Why there are no drivers, or the drivers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceDriversAnswer {
    pub drivers: Option<VoiceDrivers>,
    pub problem: Option<Problem>,
}

/// What an outcome goes together with: association, not cause. Also the map of importance against performance.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceDrivers {
    pub id: String,
    pub name: Text,
    pub wave: Option<String>,
    /// the item or dimension that is explained
    pub outcome: VoiceName,
    /// items and dimensions that could be
    pub outcomes: Vec<VoiceName>,
    /// those who answered everything that is needed
    pub respondents: usize,
    pub left_out: usize,
    /// share of the outcome's variance that all explain together
    pub r_squared: f64,
    /// where the map is cut: mean share, mean performance and mean stated importance
    pub cut_importance: f64,
    pub cut_performance: f64,
    pub cut_stated: Option<f64>,
    /// the largest share first
    pub drivers: Vec<VoiceDriver>,
    pub notices: Vec<Notice>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceDriver {
    pub id: String,
    pub label: Text,
    pub dimension: Option<String>,
    /// mean answer of these respondents on 0 to 100
    pub performance: f64,
    pub correlation: f64,
    pub correlation_low: f64,
    pub correlation_high: f64,
    /// deviations of the outcome for one of the item, the others held
    pub standardised: f64,
    pub standardised_low: f64,
    pub standardised_high: f64,
    pub p_value: f64,
    pub p_holm: f64,
    pub p_bh: f64,
    /// its part of what is explained, of R²
    pub weight: f64,
    /// 95 % interval of that over surveys drawn again
    pub weight_low: Option<f64>,
    pub weight_high: Option<f64>,
    /// the same as a share of R²: derived importance
    pub share: f64,
    /// by derived importance: `keep-up`, `concentrate`, `low-priority` or `overdone`
    pub place: String,
    /// mean importance as it was stated, on its scale
    pub stated: Option<f64>,
    /// by stated importance: `keep-up`, `concentrate`, `low-priority` or `overdone`
    pub stated_place: Option<String>,
    /// stated against derived: `key`, `granted`, `hidden` or `minor`
    pub stated_against_derived: Option<String>,
}
