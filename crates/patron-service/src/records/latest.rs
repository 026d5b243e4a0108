use datafusion::dataframe::DataFrame;
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{ExprFunctionExt, col, lit};
use datafusion::prelude::SessionContext;
use patron_ledger::session::{ParquetFiles, read_parquet};

use crate::error::Result;

/// The latest row of each identifier: that of the later batch. An import leaves one row of each in its file, the one given
/// last; should a file have more, the name of their source and their line decide, so that the answer is always the same.
pub(super) fn latest(session: &SessionContext, files: &ParquetFiles, key: &[&str]) -> Result<DataFrame> {
    let one = |paths| ParquetFiles { paths, schema: files.schema.clone(), sorted_by: Vec::new() };
    let Some((first, rest)) = files.paths.split_first() else {
        return Ok(read_parquet(session, &one(Vec::new()))?);
    };
    let numbered = |number: i32, path: &std::path::PathBuf| {
        read_parquet(session, &one(vec![path.clone()]))?.with_column("batch_number", lit(number))
    };
    let mut all = numbered(0, first)?;
    for (number, path) in (1..).zip(rest) {
        all = all.union(numbered(number, path)?)?;
    }
    let newest_first = vec![
        col("batch_number").sort(false, false),
        col("source_file").sort(false, false),
        col("source_row").sort(false, false),
    ];
    let place = row_number()
        .partition_by(key.iter().map(|&name| col(name)).collect())
        .order_by(newest_first)
        .build()?
        .alias("place");
    let kept = all.window(vec![place])?.filter(col("place").eq(lit(1_u64)))?;
    Ok(kept.drop_columns(&["place", "batch_number"])?)
}
