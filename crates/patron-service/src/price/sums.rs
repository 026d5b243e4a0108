use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, col, lit};
use patron_profit::price::PooledSums;

use crate::error::Result;
use crate::query::Row;

/// One row per unit: `n`, `g`, `s_pp`, `s_pq`, `s_qq` about the means of each product, over the products that the unit
/// bought in at least two months. `monthly` is of [`super::months`].
pub(crate) fn sums_by(monthly: DataFrame, units: &[&str]) -> Result<DataFrame> {
    let keys = || units.iter().map(|unit| col(*unit)).collect::<Vec<Expr>>();
    let (x, y) = (|| col("x"), || col("y"));
    let of_product = vec![
        count(lit(1_i64)).alias("months"),
        sum(x()).alias("sx"),
        sum(y()).alias("sy"),
        sum(x() * x()).alias("sxx"),
        sum(x() * y()).alias("sxy"),
        sum(y() * y()).alias("syy"),
    ];
    let by_product = keys().into_iter().chain([col("product_id")]).collect();
    let products = monthly.aggregate(by_product, of_product)?.filter(col("months").gt_eq(lit(2_i64)))?;
    let n = || crate::analyses::number(col("months"));
    let centred = |squares: &str, left: &str, right: &str| sum(col(squares) - col(left) * col(right) / n());
    let of_unit = vec![
        sum(n()).alias("n"),
        sum(lit(1.0)).alias("g"),
        centred("sxx", "sx", "sx").alias("s_pp"),
        centred("sxy", "sx", "sy").alias("s_pq"),
        centred("syy", "sy", "sy").alias("s_qq"),
    ];
    Ok(products.aggregate(keys(), of_unit)?)
}

/// The sums of a row.
pub(crate) fn pooled_of(row: &Row) -> PooledSums {
    let of = |name: &str| row.number(name).unwrap_or_default();
    PooledSums { observations: of("n"), groups: of("g"), s_pp: of("s_pp"), s_pq: of("s_pq"), s_qq: of("s_qq") }
}

/// Elasticity and its standard error as expressions over those columns; null where the kernel refuses.
pub(crate) fn pooled() -> Result<(Expr, Expr)> {
    use datafusion::functions::expr_fn::{greatest, sqrt};
    use datafusion::logical_expr::when;
    use patron_profit::price::{LEAST_DEGREES, LEAST_VARIATION};
    let degrees = || col("n") - col("g") - lit(1.0);
    let varies = col("s_pp").gt_eq(lit(LEAST_VARIATION * LEAST_VARIATION) * (col("n") - col("g")));
    let known = || degrees().gt_eq(lit(LEAST_DEGREES)).and(varies.clone());
    let slope = || col("s_pq") / col("s_pp");
    let unexplained = greatest(vec![col("s_qq") - slope() * col("s_pq"), lit(0.0)]);
    let error = sqrt(unexplained / degrees() / col("s_pp"));
    Ok((when(known(), slope()).end()?, when(known(), error).end()?))
}
