//! Settings and kept mappings.

use serde_json::Value;
use sqlx::{SqliteConnection, SqlitePool};

use super::json;
use crate::StoreError;

pub(super) async fn setting(pool: &SqlitePool, key: &str) -> Result<Option<Value>, StoreError> {
    let text: Option<String> =
        sqlx::query_scalar("SELECT value FROM settings WHERE key = $1").bind(key).fetch_optional(pool).await?;
    text.map(|text| json::value("setting", &text)).transpose()
}

pub(super) async fn put_setting(connection: &mut SqliteConnection, key: &str, value: &Value) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .bind(key)
    .bind(value.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn mapping(pool: &SqlitePool, table: &str, shape: &str) -> Result<Option<Value>, StoreError> {
    let text: Option<String> = sqlx::query_scalar("SELECT value FROM mappings WHERE ledger_table = $1 AND shape = $2")
        .bind(table)
        .bind(shape)
        .fetch_optional(pool)
        .await?;
    text.map(|text| json::value("mapping", &text)).transpose()
}

pub(super) async fn put_mapping(
    connection: &mut SqliteConnection,
    table: &str,
    shape: &str,
    mapping: &Value,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO mappings (ledger_table, shape, value) VALUES ($1, $2, $3)
         ON CONFLICT (ledger_table, shape) DO UPDATE SET value = excluded.value",
    )
    .bind(table)
    .bind(shape)
    .bind(mapping.to_string())
    .execute(connection)
    .await?;
    Ok(())
}
