use std::path::PathBuf;

use axum::body::Body;
use chrono::{DateTime, Utc};
use futures::StreamExt;
use patron_service::error::{Result, ServiceError};
use patron_service::views::UploadView;
use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::name::safe_name;
use super::{Uploads, new_id};

/// A folder that goes away unless it is kept: when the sender breaks off, nothing stays.
struct Unfinished(Option<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(folder) = self.0.take() {
            std::fs::remove_dir_all(folder).ok();
        }
    }
}

impl Uploads {
    /// Writes a body to a file of its own as it comes.
    pub(crate) async fn receive(&self, sent_name: &str, body: Body, now: DateTime<Utc>) -> Result<UploadView> {
        self.remove_old(now)?;
        let (id, name) = (new_id(now), safe_name(sent_name));
        let folder = self.root.join(&id);
        fs::create_dir(&folder).await?;
        let mut unfinished = Unfinished(Some(folder.clone()));
        let mut file = fs::File::create_new(folder.join(&name)).await?;
        let (mut bytes, mut parts) = (0_u64, body.into_data_stream());
        while let Some(part) = parts.next().await {
            let part = part.map_err(|error| {
                ServiceError::new("upload-broken", format!("the file broke off after `{bytes}` bytes: {error}"))
                    .value("bytes", bytes)
                    .hint("send it again")
            })?;
            bytes += part.len() as u64;
            self.check_size(bytes)?;
            file.write_all(&part).await?;
        }
        file.flush().await?;
        unfinished.0 = None;
        Ok(UploadView { id, name, bytes })
    }

    /// Refuses sizes beyond the limit.
    pub(crate) fn check_size(&self, bytes: u64) -> Result<()> {
        let limit = self.limit_bytes;
        if bytes <= limit {
            return Ok(());
        }
        Err(ServiceError::new("upload-too-large", format!("the file is larger than `{limit}` bytes"))
            .value("limit", limit)
            .hint("import it on the command line: `patron import orders FILE`"))
    }
}
