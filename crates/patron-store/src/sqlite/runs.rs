//! Valuations.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqlitePool};

use super::json;
use crate::{RunRecord, StoreError};

pub(super) async fn commit(pool: &SqlitePool, run: &RunRecord) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO runs (id, as_of_day, created_at_us, ledger_revision, batches, head, config, parameters, catalogue, path)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&run.id)
    .bind(run.as_of_day)
    .bind(run.created_at_us)
    .bind(json::from_count("ledger revision", run.ledger_revision)?)
    .bind(run.batches.as_ref().map(|batches| serde_json::json!(batches).to_string()))
    .bind(run.head.to_string())
    .bind(run.config.to_string())
    .bind(run.parameters.to_string())
    .bind(run.catalogue.to_string())
    .bind(&run.path)
    .execute(pool)
    .await?;
    Ok(())
}

pub(super) async fn all(pool: &SqlitePool) -> Result<Vec<RunRecord>, StoreError> {
    let rows = sqlx::query("SELECT * FROM runs ORDER BY created_at_us DESC, id DESC").fetch_all(pool).await?;
    rows.iter().map(read).collect()
}

pub(super) async fn ids(pool: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let ids = "SELECT id FROM runs ORDER BY created_at_us DESC, id DESC";
    Ok(sqlx::query_scalar(ids).fetch_all(pool).await?)
}

pub(super) async fn latest_id(pool: &SqlitePool) -> Result<Option<String>, StoreError> {
    let newest = "SELECT id FROM runs ORDER BY created_at_us DESC, id DESC LIMIT 1";
    Ok(sqlx::query_scalar(newest).fetch_optional(pool).await?)
}

pub(super) async fn one(pool: &SqlitePool, id: &str) -> Result<Option<RunRecord>, StoreError> {
    let row = sqlx::query("SELECT * FROM runs WHERE id = $1").bind(id).fetch_optional(pool).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &SqliteRow) -> Result<RunRecord, StoreError> {
    let document =
        |column: &'static str| -> Result<_, StoreError> { json::value(column, &row.try_get::<String, _>(column)?) };
    let batches: Option<String> = row.try_get("batches")?;
    Ok(RunRecord {
        id: row.try_get("id")?,
        as_of_day: row.try_get("as_of_day")?,
        created_at_us: row.try_get("created_at_us")?,
        ledger_revision: json::to_count("ledger revision", row.try_get("ledger_revision")?)?,
        batches: batches.map(|text| json::from_text("batches of a run", &text)).transpose()?,
        head: document("head")?,
        config: document("config")?,
        parameters: document("parameters")?,
        catalogue: document("catalogue")?,
        path: row.try_get("path")?,
    })
}
