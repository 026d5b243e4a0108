use serde::{Deserialize, Serialize};

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriceBy {
    #[default]
    Product,
    /// labels of a scheme
    Segment,
    Customer,
}

/// What is asked about prices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceRequest {
    pub by: PriceBy,
    /// last day that is seen, `YYYY-MM-DD`; the last day with an order where absent
    pub as_of: Option<String>,
    /// first day of the later of the two periods compared; the earlier one is as long and ends the day before
    pub since: Option<String>,
    /// measure whose labels are the segments; `rfm_segment` where absent
    pub scheme: Option<String>,
    /// most rows; 100 where absent
    pub limit: Option<usize>,
}
