//! Rejected rows: listed, and exported for correction.

use std::io::Write;

use patron_ledger::batch::{QuarantineCsv, read_quarantine};
use patron_store::{BatchRecord, BatchState};

use super::batches::find;
use super::corrections;
use super::report::quarantined;
use super::words::broken;
use crate::error::Result;
use crate::folder::{Folder, quarantine_path};
use crate::views::QuarantinePage;

/// Rows read at a time for an export.
const STEP: usize = 8192;

/// Batches with rejects: one that was asked for, else the live ones, latest first.
async fn batches(folder: &Folder, batch: Option<&str>) -> Result<Vec<BatchRecord>> {
    let chosen = match batch {
        Some(id) => vec![find(folder.store(), id).await?],
        None => {
            let all = folder.store().batches().await?;
            all.into_iter().filter(|batch| batch.state == BatchState::Live).collect()
        }
    };
    Ok(chosen.into_iter().filter(|batch| folder.path(&quarantine_path(&batch.id)).exists()).collect())
}

/// A page of rejected rows; those that came back with a live batch are left out.
///
/// # Errors
/// `unknown-batch`, or if a file cannot be read.
pub async fn quarantine(folder: &Folder, batch: Option<&str>, skip: usize, limit: usize) -> Result<QuarantinePage> {
    let batches = batches(folder, batch).await?;
    let corrections = corrections::live(folder.store()).await?;
    let folder = folder.clone();
    let page = tokio::task::spawn_blocking(move || -> Result<_> {
        let mut page = QuarantinePage { rows: Vec::new(), total: 0 };
        let mut skip = skip;
        for batch in batches {
            let wanted = limit - page.rows.len();
            let path = folder.path(&quarantine_path(&batch.id));
            let (rejects, total) = read_quarantine(&path, &batch.id, &corrections, skip, wanted)?;
            page.rows.extend(rejects.iter().map(|reject| quarantined(Some(&batch.id), reject)));
            page.total += total;
            skip = skip.saturating_sub(usize::try_from(total).unwrap_or(usize::MAX));
        }
        Ok(page)
    });
    page.await.map_err(|error| broken(&error))?
}

/// Writes rejected rows that did not come back as CSV: the columns of the file, then `patron_…` columns that say why. Corrected, it can be
/// imported as it is. Answers how many rows were written.
///
/// # Errors
/// `unknown-batch`, or if a file cannot be read or written.
pub async fn export_quarantine<W: Write + Send + 'static>(
    folder: &Folder,
    batch: Option<&str>,
    output: W,
) -> Result<u64> {
    let batches = batches(folder, batch).await?;
    let corrections = corrections::live(folder.store()).await?;
    let folder = folder.clone();
    let export = tokio::task::spawn_blocking(move || -> Result<_> {
        let all = |each: &mut dyn FnMut(&str, &[patron_ledger::batch::Reject]) -> Result<()>| -> Result<()> {
            for batch in &batches {
                let path = folder.path(&quarantine_path(&batch.id));
                let mut skip = 0;
                loop {
                    let (rejects, _) = read_quarantine(&path, &batch.id, &corrections, skip, STEP)?;
                    if rejects.is_empty() {
                        break;
                    }
                    each(&batch.id, &rejects)?;
                    skip += rejects.len();
                }
            }
            Ok(())
        };
        let mut columns = Vec::new();
        all(&mut |_, rejects| {
            QuarantineCsv::<W>::collect_columns(rejects, &mut columns);
            Ok(())
        })?;
        let mut csv = QuarantineCsv::new(output, columns)?;
        all(&mut |batch, rejects| Ok(csv.write(batch, rejects)?))?;
        Ok(csv.finish()?)
    });
    export.await.map_err(|error| broken(&error))?
}
