use serde::Serialize;
use utoipa::ToSchema;

use super::Problem;
use crate::catalogue::Text;

/// Costs that the portfolio keeps, without their text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KeptCosts {
    pub id: String,
    /// null where the text no longer fits
    pub name: Option<Text>,
    /// first day of the costs
    pub from: Option<String>,
    /// last day of the costs
    pub to: Option<String>,
    /// version that counts
    pub version: u32,
    /// RFC 3339 in UTC
    pub saved_at: String,
    /// why it no longer fits
    pub problem: Option<Problem>,
}

/// Kept costs as they are written.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostsFile {
    pub id: String,
    pub version: u32,
    /// RFC 3339 in UTC
    pub saved_at: String,
    /// TOML
    pub text: String,
    /// versions that are kept, oldest first
    pub versions: Vec<u32>,
}

/// A costing: what went in, where it went, and what each activity costs a unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostReport {
    pub name: Text,
    pub from: String,
    pub to: String,
    /// all resources, and pools that none reads
    pub entered: CostAmounts,
    /// what reached customers
    pub customers: CostAmounts,
    /// what nobody causes
    pub enterprise: f64,
    /// the last stage, where the model asks for it: shown beside the others and in no cost to serve
    pub sustaining: Option<CostLastStage>,
    /// on revenue, as a share
    pub tax: f64,
    /// practical capacity that was not used
    pub unused: f64,
    /// what found no way on, no customer, or no resource
    pub unassigned: f64,
    pub activities: Vec<CostActivity>,
    pub departments: Vec<CostDepartment>,
    /// what is not assigned, and why
    pub open: Vec<OpenCost>,
    /// customers with cost that neither orders nor customer records know
    pub unknown_customers: Option<CostStrangers>,
    /// cost that passed from one to another, for a diagram
    pub flows: Vec<CostFlow>,
}

/// An amount in both views.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, ToSchema)]
pub struct CostAmounts {
    /// with shared and sustaining cost
    pub full: f64,
    /// what a volume adds
    pub incremental: f64,
}

/// What is done for customers, or a resource that goes to them at once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostActivity {
    pub id: String,
    pub name: Text,
    /// what is counted
    pub driver: String,
    /// of customers
    pub volume: f64,
    /// of rows without customer, which carry no cost
    pub volume_of_nobody: f64,
    pub cost: CostAmounts,
    /// cost of a unit; null without volume
    pub rate: Option<CostAmounts>,
    /// whether its cost goes to products first, and from there to customers
    pub to_products: bool,
}

/// What nobody causes, on customers by a driver.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostLastStage {
    pub driver: String,
    pub amount: f64,
    /// of a unit of the driver
    pub rate: f64,
}

/// A department or intermediate element.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostDepartment {
    pub id: String,
    pub name: Text,
    pub cost: CostAmounts,
    /// of departments with a capacity
    pub minutes: Option<CostMinutes>,
}

/// Time of a department.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostMinutes {
    pub used: f64,
    pub capacity: f64,
    /// cost of a minute
    pub rate: f64,
    pub unused_cost: f64,
}

/// Cost that has not arrived.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenCost {
    pub id: String,
    pub amount: f64,
    /// `no-way`, `no-volume`, or `no-resource` of a pool
    pub reason: String,
}

/// Customers that are known from what they cost alone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostStrangers {
    pub customers: u64,
    /// the first ids
    pub first: Vec<String>,
    pub cost_to_serve: f64,
}

/// Cost on its way.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostFlow {
    pub from: String,
    pub to: String,
    pub amount: f64,
}

/// One customer's cost, back to the resources.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostExplanation {
    pub customer_id: String,
    pub cost_to_serve: f64,
    pub cost_incremental: f64,
    pub steps: Vec<CostStep>,
    /// of the cost to serve
    pub resources: Vec<CostShare>,
}

/// One activity of a customer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostStep {
    pub id: String,
    pub name: Text,
    pub driver: String,
    pub volume: f64,
    /// incremental and shared cost of a unit
    pub rate: f64,
    pub cost: f64,
    pub cost_incremental: f64,
    /// who passed this cost to the activity
    pub from: Vec<CostShare>,
}

/// A part of a cost.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostShare {
    pub id: String,
    pub name: Text,
    pub amount: f64,
}
