use std::collections::BTreeMap;

use patron_store::{LedgerFile, LedgerSnapshot};

use crate::error::Result;
use crate::records::Records;

use super::Service;
use super::runs::StoredRun;

impl Service {
    /// The ledger as a run read it, whatever was imported or undone since; `None` where its files are gone or the run did
    /// not keep which they were.
    pub(super) async fn ledger_of(&self, run: &StoredRun) -> Result<Option<Records>> {
        let now = self.records().await?;
        if now.revision() == run.revision {
            return Ok(Some(now));
        }
        let Some(batches) = &run.batches else { return Ok(None) };
        let stored = self.folder.store().batches().await?;
        let mut stored: BTreeMap<String, _> = stored.into_iter().map(|batch| (batch.id.clone(), batch)).collect();
        let mut files = Vec::new();
        for id in batches {
            let Some(batch) = stored.remove(id) else { return Ok(None) };
            let (table, created_at_us) = (batch.table, batch.created_at_us);
            files.extend(batch.files.into_iter().map(|file| LedgerFile {
                table: table.clone(),
                batch: id.clone(),
                created_at_us,
                file,
            }));
        }
        if files.iter().any(|file| !self.folder.path(&file.file.path).exists()) {
            return Ok(None);
        }
        let snapshot = LedgerSnapshot { revision: run.revision, files };
        Records::open(self.engine.clone(), self.folder.root(), &snapshot).map(Some)
    }
}
