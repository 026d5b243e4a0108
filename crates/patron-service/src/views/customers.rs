use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// One page of the customer table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CustomersPage {
    /// ids of measures and attributes, in the order of the cells of each row; the first is `customer_id`
    pub columns: Vec<String>,
    /// numbers, texts, dates (`YYYY-MM-DD`) or null
    #[schema(value_type = Vec<Vec<Object>>)]
    pub rows: Vec<Vec<Value>>,
    /// pass as `after` to get the next page; `null` on the last
    pub next: Option<String>,
    /// customers that pass the filter
    pub total: u64,
}
