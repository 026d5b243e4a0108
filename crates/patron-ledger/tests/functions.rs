//! Model kernels within plans.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::functions::expr_fn::get_field;
use datafusion::logical_expr::{col, lit};
use datafusion::prelude::ParquetReadOptions;
use patron_ledger::functions::{ResidualTerms, residual_value};
use patron_ledger::session::{Engine, SessionLimits};
use patron_models::fit::{Fit, NamedValues};
use patron_models::interval::Levels;

fn terms() -> String {
    let parameters: NamedValues = [("r", 0.243), ("alpha", 4.414), ("a", 0.793), ("b", 2.426)]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect();
    let purchases = Fit {
        model: "bg-nbd".to_owned(),
        customers: 2357.0,
        parameters: parameters.clone(),
        standard_errors: parameters,
        covariance: vec![vec![0.0; 4]; 4],
        log_likelihood: -9582.4,
        aic: 0.0,
        bic: 0.0,
        converged: true,
        iterations: 1,
    };
    let terms = ResidualTerms {
        purchases,
        spend: None,
        unit_days: 7.0,
        horizon_days: 365.0,
        discount_rate: 0.1,
        levels: Levels::default(),
        exposure: None,
    };
    serde_json::to_string(&terms).unwrap()
}

#[tokio::test]
async fn a_kernel_runs_once_however_many_of_its_fields_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
    let context = engine.ordered_session(1);
    let customers = "select cast(a as double) frequency, cast(b as double) recency, cast(c as double) age, \
                     cast(d as double) monetary_value from (values (2, 20, 30, 5), (0, 0, 30, null)) as t(a, b, c, d)";
    let path = folder.path().join("customers.parquet").to_string_lossy().into_owned();
    let written = context.sql(customers).await.unwrap();
    written.write_parquet(&path, DataFrameWriteOptions::new(), None).await.unwrap();
    let arguments = vec![col("frequency"), col("recency"), col("age"), col("monetary_value"), lit(terms())];
    let frame = context.read_parquet(path, ParquetReadOptions::default()).await.unwrap();
    let scored = frame.select(vec![col("frequency"), residual_value().call(arguments).alias("residual")]).unwrap();
    let field = |name: &str| get_field(col("residual"), name);
    let named = vec![
        col("frequency"),
        field("mean").alias("mean"),
        (field("mean") * lit(2.0)).alias("twice"),
        field("low").alias("low"),
        field("probability_return").alias("probability_return"),
    ];
    let frame = scored.select(named).unwrap();
    let frame = frame.with_column("three", col("mean") + col("twice")).unwrap();
    let frame = frame.with_column("six", col("three") + col("three")).unwrap();
    let plan = frame.create_physical_plan().await.unwrap();
    let text = datafusion::physical_plan::displayable(plan.as_ref()).indent(false).to_string();
    assert_eq!(text.matches("residual_value(").count(), 1, "{text}");
}
