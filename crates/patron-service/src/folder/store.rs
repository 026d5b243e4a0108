//! The words for metadata that fails.

use patron_store::StoreError;

use crate::error::ServiceError;

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        match error {
            StoreError::NotFound { kind, id } => Self::new(&format!("unknown-{kind}"), message).value(kind, id),
            StoreError::Open { .. } => Self::new("metadata-unusable", message)
                .hint("check that `patron.db` is writable; if it is damaged, restore the data folder from a copy"),
            StoreError::Migrate { .. } => {
                Self::new("metadata-newer", message).hint("use the version of patron that wrote it, or a newer one")
            }
            StoreError::Query { .. } => Self::new("metadata-failed", message)
                .hint("check that the disk has room and that no other program holds `patron.db`"),
            StoreError::Damaged { .. } => {
                Self::new("metadata-damaged", message).hint("restore the data folder from a copy")
            }
        }
    }
}
