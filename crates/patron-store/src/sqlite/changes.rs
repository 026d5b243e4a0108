//! What a transaction about a batch stores beside it.

use sqlx::SqliteConnection;

use super::{documents, settings};
use crate::{Changes, StoreError};

pub(super) async fn store(connection: &mut SqliteConnection, changes: &Changes) -> Result<(), StoreError> {
    for (key, value) in &changes.settings {
        settings::put_setting(connection, key, value).await?;
    }
    for (table, shape, mapping) in &changes.mappings {
        settings::put_mapping(connection, table, shape, mapping).await?;
    }
    for (kind, id, value) in &changes.documents {
        documents::put(connection, kind, id, value).await?;
    }
    Ok(())
}
