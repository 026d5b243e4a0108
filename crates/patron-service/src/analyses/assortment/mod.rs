//! What customers buy of: how many products and categories, how much of it new.

mod measures;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::nullif;
use datafusion::functions_aggregate::expr_fn::count_distinct;
use datafusion::logical_expr::{col, lit};
use serde_json::json;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::{beside, date, join_sums, sum_where};
use super::{Analysis, Fitted, Requirements};

/// Products and categories of the sales of the past 365 days, and the share of products launched within them.
#[derive(Debug)]
pub(super) struct Assortment;

#[async_trait]
impl Analysis for Assortment {
    fn id(&self) -> &str {
        "assortment"
    }

    fn label(&self) -> Text {
        Text::new("Products bought", "购买产品结构")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders", "products"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        Ok(Fitted { parameters: json!({}), notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let session = context.records.engine().session();
        let (today, start) = (date(context.as_of_day), date(context.as_of_day - 365));
        let sale = col("is_return").is_not_true().and(col("customer_id").is_not_null());
        let recent = col("ordered_on").lt_eq(today).and(col("ordered_on").gt(start.clone()));
        let sales = context.records.table(&session, "orders")?.filter(sale.and(recent))?;
        let sales = sales.select_columns(&["customer_id", "product_id", "amount"])?;
        let products = context.records.table(&session, "products")?;
        let products =
            products.select(vec![col("product_id").alias("known_product"), col("category"), col("launched_at")])?;
        let rows = beside(sales, products, "product_id", "known_product")?;
        let sums = vec![
            count_distinct(col("product_id")).alias("products_year"),
            count_distinct(col("category")).alias("categories_year"),
            sum_where(col("launched_at").gt(start), col("amount"))?.alias("new"),
            sum_where(col("launched_at").is_not_null(), col("amount"))?.alias("dated"),
        ];
        let sums = rows.aggregate(vec![col("customer_id")], sums)?;
        let columns = vec![
            col("customer_id"),
            super::per_customer::number(col("products_year")).alias("products_year"),
            super::per_customer::number(col("categories_year")).alias("categories_year"),
            (col("new") / nullif(col("dated"), lit(0.0))).alias("new_product_share"),
        ];
        Ok(join_sums(customers, sums.select(columns)?, &["products_year", "categories_year"])?)
    }
}
