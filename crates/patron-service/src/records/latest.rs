use datafusion::common::{Column, JoinType, NullEquality};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::max;
use datafusion::logical_expr::{LogicalPlanBuilder, col, lit};
use datafusion::prelude::SessionContext;
use patron_ledger::session::{ParquetFiles, read_parquet};

use crate::error::Result;

/// The latest row of each identifier: that of the later batch. An import leaves one row of each in its file, the one given
/// last. The identifiers are held in memory, the rows stream by: a window over each identifier takes ten times as long.
pub(super) fn latest(session: &SessionContext, files: &ParquetFiles, key: &[&str]) -> Result<DataFrame> {
    let one = |paths| ParquetFiles { paths, schema: files.schema.clone(), sorted_by: Vec::new() };
    let (first, rest) = match files.paths.split_first() {
        None => return Ok(read_parquet(session, &one(Vec::new()))?),
        Some((_, [])) => return Ok(read_parquet(session, files)?),
        Some(paths) => paths,
    };
    let numbered = |number: i32, path: &std::path::PathBuf| {
        read_parquet(session, &one(vec![path.clone()]))?.with_column("batch_number", lit(number))
    };
    let mut all = numbered(0, first)?;
    for (number, path) in (1..).zip(rest) {
        all = all.union(numbered(number, path)?)?;
    }
    let own = |name: &str| format!("newest_{name}");
    let keys = key.iter().map(|&name| col(name).alias(own(name)));
    let newest = all.clone().aggregate(keys.collect(), vec![max(col("batch_number")).alias(own("batch_number"))])?;
    let on = || key.iter().copied().chain(["batch_number"]);
    let keys =
        (on().map(|name| Column::from_name(own(name))).collect(), on().map(Column::from_name).collect::<Vec<_>>());
    let (state, all) = all.into_parts();
    // parts of an identifier may be empty: nothing is the same as nothing
    let kept = LogicalPlanBuilder::from(newest.into_parts().1)
        .join_detailed(all, JoinType::RightSemi, keys, None, NullEquality::NullEqualsNull)?
        .build()?;
    Ok(DataFrame::new(state, kept).drop_columns(&["batch_number"])?)
}
