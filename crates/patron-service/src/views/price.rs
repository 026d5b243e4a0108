use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problem;
use crate::catalogue::Text;
use crate::price::PriceBy;

/// How quantities went with prices. An association in observed prices, not an effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PriceView {
    pub as_of: String,
    /// `product`, `segment` or `customer`
    #[schema(value_type = String)]
    pub by: PriceBy,
    /// whole calendar months that the estimates rest on; null where there is none
    pub months_from: Option<String>,
    pub months_to: Option<String>,
    /// the two periods compared
    pub before_from: String,
    pub before_to: String,
    pub after_from: String,
    pub after_to: String,
    /// products, segments or customers with a priced sale, and those of them with an estimate
    pub units: u64,
    pub estimated: u64,
    /// those with most observations, up to the limit
    pub rows: Vec<PriceRow>,
}

/// A product, segment or customer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PriceRow {
    /// product, label or customer
    pub id: String,
    /// name of the product or label, where one is known
    pub name: Option<Text>,
    /// months of products that the estimate rests on, and products
    pub observations: u64,
    pub products: u64,
    /// per cent more bought for each per cent of price, with its 90 % interval; null with a reason
    pub elasticity: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub standard_error: Option<f64>,
    /// `price-too-few-degrees` or `price-hardly-varies`
    pub reason: Option<String>,
    /// of products: the two periods
    pub periods: Option<PricePeriods>,
}

/// A product in two periods.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PricePeriods {
    /// null where nothing was sold
    pub price_before: Option<f64>,
    pub quantity_before: f64,
    pub price_after: Option<f64>,
    pub quantity_after: f64,
    /// on the base of the earlier period; null with a reason
    pub simple: Option<f64>,
    /// on the base of the middle
    pub arc: Option<f64>,
    /// constant in between
    pub constant: Option<f64>,
    /// `price-not-positive`, `price-no-change`
    pub reason: Option<String>,
    /// share of the amount of its category, before and after; null without one
    pub share_before: Option<f64>,
    pub share_after: Option<f64>,
    /// relative change of the price against the others of the category
    pub relative_price: Option<f64>,
    /// points of share for each unit of relative price; null where it hardly moved
    pub switching: Option<f64>,
}

/// What a page is told: without priced orders there is a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PriceReply {
    pub price: Option<PriceView>,
    pub problem: Option<Problem>,
}
