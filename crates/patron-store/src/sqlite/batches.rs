//! Batches, their files and the revision of the ledger.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use super::{changes, json};
use crate::{BatchRecord, BatchState, Changes, FileRecord, LedgerFile, LedgerSnapshot, StoreError};

pub(super) async fn commit(pool: &SqlitePool, batch: &BatchRecord, with: &Changes) -> Result<(), StoreError> {
    let mut transaction = pool.begin().await?;
    sqlx::query("INSERT INTO batches (id, ledger_table, created_at_us, state, report) VALUES ($1, $2, $3, $4, $5)")
        .bind(&batch.id)
        .bind(&batch.table)
        .bind(batch.created_at_us)
        .bind(batch.state.as_str())
        .bind(batch.report.to_string())
        .execute(&mut *transaction)
        .await?;
    for (position, hash) in (0_i64..).zip(&batch.content_hashes) {
        sqlx::query("INSERT INTO batch_contents (batch_id, position, hash) VALUES ($1, $2, $3)")
            .bind(&batch.id)
            .bind(position)
            .bind(hash)
            .execute(&mut *transaction)
            .await?;
    }
    for file in &batch.files {
        sqlx::query(
            "INSERT INTO batch_files (path, batch_id, row_count, min_day, max_day, bytes) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&file.path)
        .bind(&batch.id)
        .bind(json::from_count("row count", file.rows)?)
        .bind(file.min_day)
        .bind(file.max_day)
        .bind(json::from_count("file size", file.bytes)?)
        .execute(&mut *transaction)
        .await?;
    }
    changes::store(&mut transaction, with).await?;
    raise_revision(&mut transaction).await?;
    transaction.commit().await?;
    Ok(())
}

pub(super) async fn all(pool: &SqlitePool) -> Result<Vec<BatchRecord>, StoreError> {
    let mut transaction = pool.begin().await?;
    let rows =
        sqlx::query("SELECT * FROM batches ORDER BY created_at_us DESC, id DESC").fetch_all(&mut *transaction).await?;
    let mut batches = Vec::with_capacity(rows.len());
    for row in &rows {
        let id: String = row.try_get("id")?;
        let content_hashes =
            sqlx::query_scalar("SELECT hash FROM batch_contents WHERE batch_id = $1 ORDER BY position")
                .bind(&id)
                .fetch_all(&mut *transaction)
                .await?;
        let files = sqlx::query("SELECT * FROM batch_files WHERE batch_id = $1 ORDER BY path")
            .bind(&id)
            .fetch_all(&mut *transaction)
            .await?;
        let state: String = row.try_get("state")?;
        batches.push(BatchRecord {
            table: row.try_get("ledger_table")?,
            created_at_us: row.try_get("created_at_us")?,
            state: BatchState::parse(&state)
                .ok_or_else(|| StoreError::Damaged { what: "batch state", reason: format!("`{state}`") })?,
            report: json::from_text("batch report", &row.try_get::<String, _>("report")?)?,
            content_hashes,
            files: files.iter().map(read_file).collect::<Result<_, _>>()?,
            id,
        });
    }
    Ok(batches)
}

pub(super) async fn set_state(
    pool: &SqlitePool,
    id: &str,
    state: BatchState,
    with: &Changes,
) -> Result<bool, StoreError> {
    let mut transaction = pool.begin().await?;
    let done = sqlx::query("UPDATE batches SET state = $2 WHERE id = $1 AND state <> $2")
        .bind(id)
        .bind(state.as_str())
        .execute(&mut *transaction)
        .await?;
    let changed = done.rows_affected() > 0;
    if changed {
        changes::store(&mut transaction, with).await?;
        raise_revision(&mut transaction).await?;
    } else {
        let known: i64 = sqlx::query_scalar("SELECT count(*) FROM batches WHERE id = $1")
            .bind(id)
            .fetch_one(&mut *transaction)
            .await?;
        if known == 0 {
            return Err(StoreError::NotFound { kind: "batch", id: id.to_owned() });
        }
    }
    transaction.commit().await?;
    Ok(changed)
}

pub(super) async fn snapshot(pool: &SqlitePool) -> Result<LedgerSnapshot, StoreError> {
    // one read transaction: revision and files are of one moment
    let mut transaction = pool.begin().await?;
    let revision = read_revision(&mut transaction).await?;
    let rows = sqlx::query(
        "SELECT b.ledger_table, b.id AS batch, b.created_at_us, f.*
         FROM batches b JOIN batch_files f ON f.batch_id = b.id
         WHERE b.state = 'live'
         ORDER BY b.created_at_us, b.id, f.path",
    )
    .fetch_all(&mut *transaction)
    .await?;
    let files = rows
        .iter()
        .map(|row| {
            Ok(LedgerFile {
                table: row.try_get("ledger_table")?,
                batch: row.try_get("batch")?,
                created_at_us: row.try_get("created_at_us")?,
                file: read_file(row)?,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(LedgerSnapshot { revision, files })
}

pub(super) async fn revision(pool: &SqlitePool) -> Result<u64, StoreError> {
    read_revision(&mut *pool.acquire().await?).await
}

async fn read_revision(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let revision = sqlx::query_scalar("SELECT revision FROM ledger WHERE one = 1").fetch_one(connection).await?;
    json::to_count("ledger revision", revision)
}

async fn raise_revision(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("UPDATE ledger SET revision = revision + 1 WHERE one = 1").execute(connection).await?;
    Ok(())
}

fn read_file(row: &SqliteRow) -> Result<FileRecord, StoreError> {
    Ok(FileRecord {
        path: row.try_get("path")?,
        rows: json::to_count("row count", row.try_get("row_count")?)?,
        min_day: row.try_get("min_day")?,
        max_day: row.try_get("max_day")?,
        bytes: json::to_count("file size", row.try_get("bytes")?)?,
    })
}
