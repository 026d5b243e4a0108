use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problem;

/// What a channel, campaign or cohort spent on winning customers, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AcquisitionLine {
    /// name of the channel or campaign, period of the cohort; empty for all together and for rows that name none
    pub id: String,
    pub spend: f64,
    /// customers won; fractions where several campaigns won them together
    pub customers: f64,
    /// spend / customers; null where nothing was spent or nobody won
    pub cost: Option<f64>,
    /// mean lifetime value of those won: contribution so far + expected value
    pub value: Option<f64>,
    /// value / cost
    pub ratio: Option<f64>,
    /// whether the ratio is 3 or more
    pub healthy: Option<bool>,
    /// months until contribution has brought the cost back; null where it does not within the horizon
    pub payback_months: Option<f64>,
    /// whether part of that time is expected, not lived
    pub payback_expected: bool,
    /// why a figure is null: `no-spend`, `nobody-won` or `not-earned-back`
    pub reason: Option<String>,
    /// whether the period of a cohort is not over
    pub in_progress: bool,
}

/// Cohorts by one length of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AcquisitionCohorts {
    /// `month`, `quarter` or `year`
    pub span: String,
    pub lines: Vec<AcquisitionLine>,
}

/// What keeping customers costs, beside winning them, in the year up to the valuation date.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct KeepingCost {
    pub winning_spend: f64,
    pub won: f64,
    /// null where nobody was won or nothing spent
    pub winning_cost: Option<f64>,
    pub keeping_spend: f64,
    /// customers who bought
    pub kept: f64,
    /// null where nobody bought or nothing was spent
    pub keeping_cost: Option<f64>,
}

/// A cohort by periods since its first purchase; periods not lived are absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EarningCohort {
    /// `2024-01`, `2024-Q1` or `2024`
    pub cohort: String,
    pub customers: u64,
    /// net amounts; null where amounts are not known
    pub revenue: Vec<Option<f64>>,
    pub contribution: Vec<Option<f64>>,
    /// contribution less spend on winning the cohort (in its first period) and on keeping it
    pub profit: Vec<Option<f64>>,
}

/// Cohorts by one length of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EarningTriangle {
    /// `month`, `quarter` or `year`
    pub span: String,
    /// whether the last cell of every cohort is of a period that is not over
    pub in_progress: bool,
    pub cohorts: Vec<EarningCohort>,
}

/// What customers cost to win, against what they bring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AcquisitionView {
    pub as_of: String,
    /// ISO 4217; null in runs made before it was kept
    pub currency: Option<String>,
    /// the ratio from which winning customers is held to pay
    pub healthy_ratio: f64,
    pub total: AcquisitionLine,
    pub channels: Vec<AcquisitionLine>,
    pub campaigns: Vec<AcquisitionLine>,
    pub cohorts: Vec<AcquisitionCohorts>,
    /// spend on days, or on channels, that won nobody
    pub undivided: f64,
    /// customers won on days, or by channels, without spend
    pub uncovered: f64,
    /// spend on keeping customers up to the valuation date, and of it what nobody bought in the days of
    pub retention: f64,
    pub retention_undivided: f64,
    pub keeping: KeepingCost,
    pub triangles: Vec<EarningTriangle>,
}

/// What a page is told: without spend in the ledger there is a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AcquisitionReply {
    pub acquisition: Option<AcquisitionView>,
    /// why there is none
    pub problem: Option<Problem>,
}
