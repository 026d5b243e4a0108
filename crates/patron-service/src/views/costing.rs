use serde::Serialize;
use utoipa::ToSchema;

use crate::catalogue::Text;

/// A costing: what went in, where it went, and what each activity costs a unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostReport {
    pub name: Text,
    pub from: String,
    pub to: String,
    /// all resources
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
    /// what found no way on, or no customer
    pub unassigned: f64,
    pub activities: Vec<CostActivity>,
    pub departments: Vec<CostDepartment>,
    /// what is not assigned, and why
    pub open: Vec<OpenCost>,
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
    pub volume: f64,
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
    /// `no-way` or `no-volume`
    pub reason: String,
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
