//! Small documents by kind and id.

use serde_json::Value;
use sqlx::{SqliteConnection, SqlitePool};

use super::json;
use crate::StoreError;

pub(super) async fn one(pool: &SqlitePool, kind: &str, id: &str) -> Result<Option<Value>, StoreError> {
    let text: Option<String> = sqlx::query_scalar("SELECT value FROM documents WHERE kind = $1 AND id = $2")
        .bind(kind)
        .bind(id)
        .fetch_optional(pool)
        .await?;
    text.map(|text| json::value("document", &text)).transpose()
}

pub(super) async fn put(
    connection: &mut SqliteConnection,
    kind: &str,
    id: &str,
    value: &Value,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO documents (kind, id, value) VALUES ($1, $2, $3)
         ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value",
    )
    .bind(kind)
    .bind(id)
    .bind(value.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn all(pool: &SqlitePool, kind: &str) -> Result<Vec<(String, Value)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT id, value FROM documents WHERE kind = $1 ORDER BY id")
        .bind(kind)
        .fetch_all(pool)
        .await?;
    rows.into_iter().map(|(id, text)| Ok((id, json::value("document", &text)?))).collect()
}

pub(super) async fn delete(pool: &SqlitePool, kind: &str, id: &str) -> Result<bool, StoreError> {
    let done =
        sqlx::query("DELETE FROM documents WHERE kind = $1 AND id = $2").bind(kind).bind(id).execute(pool).await?;
    Ok(done.rows_affected() > 0)
}
