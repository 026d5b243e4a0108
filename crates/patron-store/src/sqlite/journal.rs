//! The journal of decisions: entries are added and read, never changed.

use sqlx::SqlitePool;

use super::json;
use crate::{JournalEntry, JournalLine, StoreError};

type Row = (i64, String, i64, String, String, String);

pub(super) async fn append(pool: &SqlitePool, entries: &[JournalEntry]) -> Result<(), StoreError> {
    let mut transaction = pool.begin().await?;
    for entry in entries {
        sqlx::query("INSERT INTO journal (kind, subject, at_us, who, why, value) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(&entry.kind)
            .bind(&entry.subject)
            .bind(entry.at_us)
            .bind(&entry.who)
            .bind(&entry.why)
            .bind(entry.value.to_string())
            .execute(&mut *transaction)
            .await?;
    }
    Ok(transaction.commit().await?)
}

pub(super) async fn read(pool: &SqlitePool, kind: &str, subject: Option<&str>) -> Result<Vec<JournalLine>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT sequence, subject, at_us, who, why, value FROM journal
         WHERE kind = $1 AND ($2 IS NULL OR subject = $2) ORDER BY sequence",
    )
    .bind(kind)
    .bind(subject)
    .fetch_all(pool)
    .await?;
    let line = |(sequence, subject, at_us, who, why, value): Row| {
        let value = json::from_text("journal entry", &value)?;
        let kind = kind.to_owned();
        Ok(JournalLine { sequence, entry: JournalEntry { kind, subject, at_us, who, why, value } })
    };
    rows.into_iter().map(line).collect()
}
